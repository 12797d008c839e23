import random
import secrets
import time

from aiohttp import web
from starlette.responses import JSONResponse
from tornado.web import RequestHandler


async def login(request):
    # ruleid: predictable-token
    token = "%x" % random.getrandbits(64)
    # ok: predictable-token
    delay = random.uniform(0.1, 0.3)
    return JSONResponse({"token": token, "delay": delay})


async def register(request: web.Request) -> web.Response:
    response = web.json_response({})
    # ruleid: predictable-token, insecure-cookie
    response.set_cookie("session_id", str(random.random()))
    # ok: predictable-token
    # ruleid: insecure-cookie
    response.set_cookie("session_id", secrets.token_hex(16))
    # ok: predictable-token
    # pedantic: insecure-cookie
    response.set_cookie("variant", str(random.randint(0, 1)))
    return response


class Reset(RequestHandler):
    def post(self):
        # ruleid: predictable-token
        self.finish({"reset_code": random.randint(100000, 999999)})

    def get(self):
        # ok: predictable-token
        self.set_header("X-Time", str(time.time()))


def application(environ, start_response):
    # ruleid: predictable-token
    sid = str(time.time())
    # ruleid: insecure-cookie
    start_response("200 OK", [("set-cookie", "sid=" + sid)])
    return [b""]
