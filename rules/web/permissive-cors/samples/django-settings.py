import os

from django.http import JsonResponse

DEBUG = os.environ.get("DEBUG") == "1"
# ruleid: permissive-cors
CORS_ALLOW_ALL_ORIGINS = True
CORS_ALLOW_CREDENTIALS = True
# ruleid: permissive-cors
CORS_ORIGIN_ALLOW_ALL = True
# ruleid: permissive-cors
CORS_ALLOWED_ORIGIN_REGEXES = [r"^https://.*$"]
# ok: permissive-cors
CORS_ALLOWED_ORIGIN_REGEXES = [r"^https://\w+\.example\.com$"]
# ok: permissive-cors
CORS_ALLOWED_ORIGINS = ["https://app.example.com"]

if DEBUG:
    # ok: permissive-cors
    CORS_ALLOW_ALL_ORIGINS = True


def view(request):
    response = JsonResponse({})
    # ruleid: permissive-cors
    response["Access-Control-Allow-Origin"] = "*"
    # ruleid: permissive-cors
    response["Access-Control-Allow-Origin"] = request.META.get("HTTP_ORIGIN")
    # ok: permissive-cors
    response["Access-Control-Allow-Origin"] = "https://app.example.com"
    return response
