import marshal
import pickle

import tornado.web
from aiohttp import web


async def run(request: web.Request) -> web.Response:
    # ruleid: unsafe-deserialization
    task = pickle.loads(await request.read())
    # ok: unsafe-deserialization
    data = await request.json()
    return web.json_response({"task": str(task), "data": data})


class TaskHandler(tornado.web.RequestHandler):
    def post(self):
        # ruleid: unsafe-deserialization
        task = pickle.loads(self.request.body)
        self.write(str(task))


def application(environ, start_response):
    # ruleid: unsafe-deserialization
    code = marshal.loads(environ["wsgi.input"].read())
    start_response("200 OK", [])
    return [str(code).encode()]
