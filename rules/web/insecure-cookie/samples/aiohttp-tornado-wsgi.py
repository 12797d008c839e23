from http.cookies import SimpleCookie
from http.server import BaseHTTPRequestHandler

from aiohttp import web
from aiohttp_session import setup
from aiohttp_session.cookie_storage import EncryptedCookieStorage
from tornado.web import RequestHandler


def application(key) -> web.Application:
    app = web.Application()
    # ruleid: insecure-cookie
    setup(app, EncryptedCookieStorage(key))
    # ok: insecure-cookie
    setup(app, EncryptedCookieStorage(key, secure=True, samesite="Lax"))
    return app


async def login(request: web.Request) -> web.Response:
    response = web.Response()
    # ruleid: insecure-cookie
    response.set_cookie("sid", "abc", httponly=True)
    # ok: insecure-cookie
    response.set_cookie("sid", "abc", httponly=True, secure=True, samesite="Strict")
    return response


class Login(RequestHandler):
    def post(self):
        # ruleid: insecure-cookie
        self.set_secure_cookie("user", "7")
        # ruleid: insecure-cookie
        self.set_cookie("session", "7", secure=True)
        # ok: insecure-cookie
        self.set_signed_cookie("user", "7", httponly=True, secure=True, samesite="Lax")
        # ok: insecure-cookie
        self.clear_cookie("user")


class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        cookie = SimpleCookie()
        # ruleid: insecure-cookie
        cookie["session"] = "abc"
        safe = SimpleCookie()
        # ok: insecure-cookie
        safe["session"] = "abc"
        safe["session"]["httponly"] = True
        safe["session"]["secure"] = True
        safe["session"]["samesite"] = "Lax"
        # ruleid: insecure-cookie
        self.send_header("Set-Cookie", "token=abc; Path=/")
        # ok: insecure-cookie
        self.send_header("Set-Cookie", "token=abc; HttpOnly; Secure; SameSite=Strict")
        self.send_header("Set-Cookie", cookie.output(header=""))


def wsgi(environ, start_response):
    # ruleid: insecure-cookie
    start_response("200 OK", [("Set-Cookie", "session=abc")])
    return [b""]
