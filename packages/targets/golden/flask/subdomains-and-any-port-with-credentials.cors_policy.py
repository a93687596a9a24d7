# made by: corskit generate flask (policy 6917e8cb78014bb9)

# pip install flask-cors
import re

from flask import request
from flask_cors import CORS

OPTIONS = dict(
    origins=[re.compile(
        "^(?:https://app\\.example\\.com"
        "|https://(?:[a-z0-9_-]+\\.)+example\\.com"
        "|http://localhost(?::[1-9][0-9]{0,4})?"
        ")$"
    )],
    methods=["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"],
    allow_headers=["content-type", "authorization"],
    expose_headers=["etag"],
    supports_credentials=True,
    max_age="600",
    send_wildcard=False,
    always_send=False,
)


def cors_policy(app):
    """Right after app = Flask(...), before authentication: functions run in the order in which they are registered."""

    @app.before_request
    def answer_preflight():
        # A true preflight is answered here, on every path; any other OPTIONS is the app's.
        asked = request.headers.get("Access-Control-Request-Method")
        if request.method == "OPTIONS" and asked and "Origin" in request.headers:
            return app.response_class(status=204)

    @app.after_request
    def add_vary(response):
        # Flask-CORS writes Vary on a match only; a cache may keep any of the other answers too.
        response.vary.add("Origin")
        return response

    CORS(app, **OPTIONS)
    return app
