# made by: corskit generate flask (policy 0c6ce90a07720e5c)

# pip install flask-cors
import re

from flask import request
from flask_cors import CORS

OPTIONS = dict(
    origins=[re.compile("^(?:https://app\\.example\\.com)$")],
    methods=["GET", "HEAD", "POST"],
    allow_headers=[],
    supports_credentials=False,
    max_age="5",
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
