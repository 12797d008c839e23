from aiohttp import web
from tornado.web import RequestHandler


class Orders(RequestHandler):
    def get(self):
        # ruleid: secret-in-url
        return self.get_query_argument("token")

    def post(self):
        # ok: secret-in-url
        return self.get_body_argument("token")


async def orders(request: web.Request):
    # ruleid: secret-in-url
    return web.json_response(request.query["api_key"])
