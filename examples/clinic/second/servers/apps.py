"""The Python apps of the second clinic: python3 apps.py '{"fastapi": PORT, …}'."""

import json
import os
import sys
import threading
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import uvicorn
from fastapi import Body, FastAPI
from fastapi.middleware.cors import CORSMiddleware
from flask import Flask, jsonify, make_response, request
from flask_cors import CORS

PAGE = "https://app.example.com"


def fastapi(**options):
    app = FastAPI()
    app.add_middleware(CORSMiddleware, **options)

    @app.get("/items")
    def items():
        return []

    @app.post("/items")
    def add(item: dict = Body(...)):
        return item

    @app.patch("/items")
    def change(item: dict = Body(...)):
        return item

    @app.get("/report")
    def report():
        raise RuntimeError("the database is gone")

    return app


def flask_token():
    app = Flask("token")
    CORS(app, origins=[PAGE])

    @app.before_request
    def token():
        if "Authorization" not in request.headers:
            return jsonify(error="no token"), 401

    @app.put("/users")
    def users():
        return jsonify([])

    return app


def flask_cookie():
    app = Flask("cookie")
    CORS(app, origins=[PAGE], supports_credentials=True)

    @app.get("/me")
    def me():
        response = make_response(jsonify(name="somebody"))
        response.set_cookie("session", "1", httponly=True, samesite="None")
        return response

    return app


def flask_slash():
    app = Flask("slash")
    CORS(app, origins=[PAGE])

    @app.get("/users/")
    def users():
        return jsonify([])

    return app


def django():
    from django.conf import settings
    from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
    from django.urls import path

    def users(request):
        return JsonResponse([], safe=False)

    def me(request):
        return HttpResponseRedirect("/accounts/login/?next=/api/me/")

    def login(request):
        return HttpResponse('<form method="post"><input type="password" name="password"></form>')

    settings.configure(
        SECRET_KEY="of a clinic",
        ALLOWED_HOSTS=["*"],
        ROOT_URLCONF=type(
            "urls", (), {"urlpatterns": [path("api/users/", users), path("api/me/", me), path("accounts/login/", login)]}
        ),
        INSTALLED_APPS=["corsheaders"],
        MIDDLEWARE=["django.middleware.common.CommonMiddleware", "corsheaders.middleware.CorsMiddleware"],
        CORS_ALLOWED_ORIGINS=[PAGE],
        CORS_ALLOW_CREDENTIALS=True,
        CORS_URLS_REGEX=r"^/api/.*$",
        LOGGING_CONFIG=None,
    )
    from django.core.wsgi import get_wsgi_application

    return get_wsgi_application()


class Threaded(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class Silent(WSGIRequestHandler):
    def log_message(self, *args):
        pass


def serve_or_end(server):
    """Another program may have the port: without this the other apps would go on, and nobody would notice."""
    try:
        server.run()
    finally:
        os._exit(1)


ASGI = {
    "fastapi": lambda: fastapi(allow_origins=[PAGE], allow_methods=["*"], allow_headers=["*"], allow_credentials=True),
    "fastapi-narrow": lambda: fastapi(allow_origins=[PAGE], allow_methods=["GET"], allow_headers=["content-type"]),
    "fastapi-localhost": lambda: fastapi(allow_origins=["http://localhost:3000"]),
}
WSGI = {"flask-token": flask_token, "flask-cookie": flask_cookie, "flask-slash": flask_slash, "django": django}

for name, port in json.loads(sys.argv[1]).items():
    if name in ASGI:
        server = uvicorn.Server(uvicorn.Config(ASGI[name](), host="127.0.0.1", port=port, log_level="critical"))
        threading.Thread(target=serve_or_end, args=(server,), daemon=True).start()
    else:
        serve = make_server("127.0.0.1", port, WSGI[name](), server_class=Threaded, handler_class=Silent)
        threading.Thread(target=serve.serve_forever, daemon=True).start()

threading.Event().wait()
