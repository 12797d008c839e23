import base64
import hmac
import os

from aiohttp import web
from tornado.web import HTTPError, RequestHandler


async def hook(request: web.Request) -> web.Response:
    body = await request.read()
    # pedantic: weak-hash
    digest = hmac.new(os.environ["KEY"].encode(), body, "sha1").digest()
    computed = base64.b64encode(digest).decode()
    # ruleid: timing-unsafe-comparison
    if computed == request.headers["X-Shop-Hmac-Sha256"]:
        return web.Response()
    # ruleid: timing-unsafe-comparison
    if digest == base64.b64decode(request.headers["X-Sig"]):
        return web.Response()
    return web.Response(status=401)


class Admin(RequestHandler):
    def prepare(self):
        # ruleid: timing-unsafe-comparison
        if self.get_argument("secret") != self.settings["admin_secret"]:
            raise HTTPError(403)
        # ok: timing-unsafe-comparison
        if self.request.method == "POST":
            self.check_xsrf_cookie()


def application(environ, start_response):
    # ruleid: timing-unsafe-comparison
    if environ.get("HTTP_X_TOKEN") != os.environ["SECRET_TOKEN"]:
        start_response("403 Forbidden", [])
        return [b""]
    start_response("200 OK", [])
    return [b"ok"]
