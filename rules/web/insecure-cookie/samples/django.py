from django.http import HttpResponse

# ruleid: insecure-cookie
SESSION_COOKIE_SECURE = False
# ok: insecure-cookie
SESSION_COOKIE_HTTPONLY = True
# ok: insecure-cookie
LANGUAGE_COOKIE_SECURE = False


def login(request):
    response = HttpResponse()
    # ruleid: insecure-cookie
    response.set_cookie("jwt", make_token(request.user))
    # ok: insecure-cookie
    response.set_cookie("jwt", make_token(request.user), secure=True, httponly=True, samesite="Strict")
    return response
