# made by: corskit generate fastapi (policy 6917e8cb78014bb9)

from starlette.datastructures import MutableHeaders
from starlette.middleware.cors import CORSMiddleware

OPTIONS = dict(
    allow_origins=["https://app.example.com"],
    allow_origin_regex="^(?:https://(?:[a-z0-9_-]+\\.)+example\\.com|http://localhost(?::[1-9][0-9]{0,4})?)$",
    allow_methods=["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"],
    allow_headers=["content-type", "authorization"],
    allow_credentials=True,
    expose_headers=["etag"],
    max_age=600,
)


class CorsPolicy(CORSMiddleware):
    """app = CorsPolicy(app), as the last line of the app: around its error handling too, so that a 500 has the headers."""

    def __init__(self, app):
        super().__init__(app, **OPTIONS)

    async def __call__(self, scope, receive, send):
        async def send_with_vary(message):
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                present = [name.strip().lower() for name in headers.get("vary", "").split(",")]
                for name in ["Origin"]:
                    if name.lower() not in present and "*" not in present:
                        headers.add_vary_header(name)
            await send(message)

        await super().__call__(scope, receive, send_with_vary if scope["type"] == "http" else send)
