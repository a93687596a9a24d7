# made by: corskit generate fastapi (policy f71acd60f5c7c848)

from starlette.datastructures import MutableHeaders
from starlette.middleware.cors import CORSMiddleware

OPTIONS = dict(
    allow_origins=["*"],
    allow_methods=["GET", "HEAD", "POST", "PUT"],
    allow_headers=["content-type"],
    allow_credentials=False,
    expose_headers=["*"],
    max_age=5,
)


class CorsPolicy(CORSMiddleware):
    """app = CorsPolicy(app), as the last line of the app: around its error handling too, so that a 500 has the headers."""

    def __init__(self, app):
        super().__init__(app, **OPTIONS)
