import os

from flask import Flask, make_response

app = Flask(__name__)
# ruleid: insecure-cookie
app.config["SESSION_COOKIE_SECURE"] = False
# ruleid: insecure-cookie
app.config.update(SESSION_COOKIE_HTTPONLY=False, SESSION_COOKIE_NAME="s")
# ok: insecure-cookie
app.config["SESSION_COOKIE_HTTPONLY"] = True
# ok: insecure-cookie
app.config["SESSION_COOKIE_SECURE"] = os.environ.get("HTTPS") == "1"
SAFE = {"httponly": True, "secure": True, "samesite": "Lax"}
LOOSE = dict(httponly=True)
SESSION_COOKIE = "sid"


@app.post("/login")
def login(token):
    response = make_response("ok")
    # ruleid: insecure-cookie
    response.set_cookie("session", token)
    # ruleid: insecure-cookie
    response.set_cookie("auth_token", token, httponly=True)
    # ruleid: insecure-cookie
    response.set_cookie("auth_token", token, secure=True, httponly=False, samesite="Lax")
    # ruleid: insecure-cookie
    response.set_cookie(SESSION_COOKIE, token, max_age=3600)
    # ruleid: insecure-cookie
    response.set_cookie("remember", token, **LOOSE)
    # ruleid: insecure-cookie
    response.set_cookie("x", value=token["jwt"], secure=False)
    # ok: insecure-cookie
    response.set_cookie("session", token, httponly=True, secure=True, samesite="Lax")
    # ok: insecure-cookie
    response.set_cookie("session", token, 3600, None, "/", None, True, True, "Strict")
    # ok: insecure-cookie
    response.set_cookie("session", token, **SAFE)
    # ok: insecure-cookie
    response.set_cookie("logged_in", "true", samesite="Lax")
    # ok: insecure-cookie
    response.set_cookie("session_known", value="1")
    # ok: insecure-cookie
    response.set_cookie("session", token, httponly=True, secure=not app.debug, samesite="Lax")
    # ok: insecure-cookie
    response.set_cookie("session", "", expires=0)
    # ok: insecure-cookie
    response.set_cookie("session", "", max_age=0)
    # ok: insecure-cookie
    response.delete_cookie("session")
    # ruleid: insecure-cookie
    response.headers["Set-Cookie"] = f"session={token}; Path=/"
    # ok: insecure-cookie
    response.headers["Set-Cookie"] = f"session={token}; Path=/; HttpOnly; Secure; SameSite=Lax"
    return response


class Config:
    # ruleid: insecure-cookie
    REMEMBER_COOKIE_SECURE = False
    # ok: insecure-cookie
    SESSION_COOKIE_SECURE = True
    # ruleid: insecure-cookie
    JWT_COOKIE_SECURE = False


class DevelopmentConfig(Config):
    # ok: insecure-cookie
    SESSION_COOKIE_SECURE = False
