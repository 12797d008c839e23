from flask import Flask, make_response

app = Flask(__name__)
# ruleid: insecure-cookie
app.config["SESSION_COOKIE_HTTPONLY"] = False
# ok: insecure-cookie
app.config["SESSION_COOKIE_SECURE"] = True
# ruleid: insecure-cookie
app.config.update(SESSION_COOKIE_SECURE=False, SESSION_COOKIE_SAMESITE="Lax")


def login(token, theme, options):
    response = make_response("ok")
    # ruleid: insecure-cookie
    response.set_cookie("session_id", token)
    # ruleid: insecure-cookie
    response.set_cookie("auth_token", token, httponly=True)
    # ruleid: insecure-cookie
    response.set_cookie(key="access_token", value=token, httponly=False, secure=True)
    # ok: insecure-cookie
    response.set_cookie("session_id", token, httponly=True, secure=True, samesite="Lax")
    # ok: insecure-cookie
    response.set_cookie("session_id", token, httponly=True, secure=app.config["SECURE"])
    # ok: insecure-cookie
    response.set_cookie("session_id", token, **options)
    # ok: insecure-cookie
    response.set_cookie("session_id", "", max_age=0)
    # ok: insecure-cookie
    response.delete_cookie("session_id")
    # information only: nobody logs in with it
    # ruleid: insecure-cookie
    response.set_cookie("theme", theme)
    return response
