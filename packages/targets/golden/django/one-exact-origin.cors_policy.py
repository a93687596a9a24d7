# made by: corskit generate django (policy 0c6ce90a07720e5c)
# note: Django's CSRF_TRUSTED_ORIGINS is another list: a page that writes has to be in both

# pip install django-cors-headers; INSTALLED_APPS += ["corsheaders"]; in settings.py: from .cors_policy import *
# MIDDLEWARE = ["project.cors_policy.cors_policy", "corsheaders.middleware.CorsMiddleware", ...]: first, so before authentication.
from django.utils.cache import patch_vary_headers

CORS_ALLOWED_ORIGINS = ["https://app.example.com"]
CORS_ALLOW_METHODS = ["GET", "HEAD", "POST"]
CORS_ALLOW_HEADERS = []
CORS_EXPOSE_HEADERS = []
CORS_ALLOW_CREDENTIALS = False
CORS_URLS_REGEX = "^.*$"
CORS_PREFLIGHT_MAX_AGE = 5


def cors_policy(get_response):
    def middleware(request):
        if request.method == "OPTIONS" and "HTTP_ORIGIN" not in request.META:
            # Without Origin it is not a preflight; django-cors-headers asks for Access-Control-Request-Method only.
            request.META.pop("HTTP_ACCESS_CONTROL_REQUEST_METHOD", None)
        response = get_response(request)
        is_preflight = request.method == "OPTIONS" and "HTTP_ACCESS_CONTROL_REQUEST_METHOD" in request.META
        if not response.has_header("Access-Control-Allow-Origin"):
            # Written for refused origins too.
            del response["Access-Control-Allow-Credentials"]
        elif is_preflight:
            # The setting 0 is taken for nothing.
            response["Access-Control-Max-Age"] = "5"
        if not is_preflight:
            for name in ("Methods", "Headers"):
                del response["Access-Control-Allow-" + name]
        patch_vary_headers(response, ["Origin"])
        return response

    return middleware
