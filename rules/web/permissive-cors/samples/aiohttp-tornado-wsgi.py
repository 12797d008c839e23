import aiohttp_cors
import tornado.web
from aiohttp import web

app = web.Application()
# ruleid: permissive-cors
cors = aiohttp_cors.setup(app, defaults={"*": aiohttp_cors.ResourceOptions(allow_credentials=True)})
# ok: permissive-cors
other = aiohttp_cors.setup(app, defaults={"https://shop.example.com": aiohttp_cors.ResourceOptions()})


class Base(tornado.web.RequestHandler):
    def set_default_headers(self):
        # ruleid: permissive-cors
        self.set_header("Access-Control-Allow-Origin", "*")
        # ok: permissive-cors
        self.set_header("Access-Control-Allow-Headers", "x-requested-with")


def application(environ, start_response):
    # ruleid: permissive-cors
    start_response("200 OK", [("Access-Control-Allow-Origin", "*")])
    # ok: permissive-cors
    start_response("200 OK", [("Access-Control-Allow-Origin", "https://shop.example.com")])
    return [b""]


async def handler(request):
    # ruleid: permissive-cors
    return web.json_response({}, headers={"Access-Control-Allow-Origin": request.headers["Origin"]})
