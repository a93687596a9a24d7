# made by: corskit generate fastapi (policy 0c6ce90a07720e5c)

from starlette.datastructures import MutableHeaders
from starlette.middleware.cors import CORSMiddleware

OPTIONS = dict(
    allow_origins=["https://app.example.com"],
    allow_methods=["GET", "HEAD", "POST"],
    allow_headers=[],
    allow_credentials=False,
    expose_headers=[],
    max_age=5,
)


class CorsPolicy(CORSMiddleware):
    """app = CorsPolicy(app), as the last line of the app: around its error handling too, so that a 500 has the headers."""

    def __init__(self, app):
        super().__init__(app, **OPTIONS)
        # CORSMiddleware adds content-type on its own, and this policy does not allow it.
        self.allow_headers = ["accept", "accept-language", "content-language"]
        self.preflight_headers["Access-Control-Allow-Headers"] = ", ".join(self.allow_headers)

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
