import os

from django.http import HttpResponse

DEBUG = os.environ.get("DEBUG") == "1"
# ruleid: insecure-cookie
SESSION_COOKIE_SECURE = False
# ruleid: insecure-cookie
SESSION_COOKIE_HTTPONLY = False
# ruleid: insecure-cookie
CSRF_COOKIE_SECURE = False
# ok: insecure-cookie
CSRF_COOKIE_HTTPONLY = False
# ok: insecure-cookie
CSRF_COOKIE_SECURE = not DEBUG
if DEBUG:
    # ok: insecure-cookie
    SESSION_COOKIE_SECURE = False


def login(request, jwt):
    response = HttpResponse("ok")
    # ruleid: insecure-cookie
    response.set_cookie("jwt", jwt)
    # ruleid: insecure-cookie
    response.set_signed_cookie("user_id", request.user.pk, salt="x")
    # ok: insecure-cookie
    response.set_cookie("jwt", jwt, httponly=True, secure=True, samesite="Lax")
    # a preference: told only on request
    # pedantic: insecure-cookie
    response.set_cookie("theme", "dark")
    # ok: insecure-cookie
    response.set_cookie("theme", "dark", httponly=True, secure=True)
    return response
