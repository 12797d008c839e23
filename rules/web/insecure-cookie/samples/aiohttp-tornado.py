import tornado.web
from aiohttp import web


async def login(request):
    response = web.Response()
    # ruleid: insecure-cookie
    response.set_cookie("AIOHTTP_SESSION", "value", secure=False, httponly=True)
    # ok: insecure-cookie
    response.set_cookie("AIOHTTP_SESSION", "value", secure=True, httponly=True)
    return response


class Login(tornado.web.RequestHandler):
    def post(self):
        # ruleid: insecure-cookie
        self.set_secure_cookie("user_id", "7")
        # ok: insecure-cookie
        self.set_secure_cookie("user_id", "7", httponly=True, secure=True)
