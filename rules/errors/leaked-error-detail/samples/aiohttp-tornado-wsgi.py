import json
import traceback
from http.server import BaseHTTPRequestHandler

import tornado.web
from aiohttp import web

from .store import store


async def create(request: web.Request) -> web.Response:
    try:
        return web.json_response(await store.insert(await request.json()))
    except json.JSONDecodeError as e:
        # ok: leaked-error-detail
        raise web.HTTPBadRequest(text=f"invalid JSON: {e}")
    except Exception as e:
        # ruleid: leaked-error-detail
        return web.json_response({"error": str(e)}, status=500)


async def read(request: web.Request) -> web.Response:
    try:
        return web.json_response(await store.find(request.match_info["id"]))
    except Exception as e:
        # ruleid: leaked-error-detail
        raise web.HTTPInternalServerError(text="read: %s" % e)


async def remove(request: web.Request) -> web.Response:
    try:
        await store.delete(request.match_info["id"])
    except Exception:
        # ruleid: leaked-error-detail
        return web.Response(status=500, text=traceback.format_exc())
    # ok: leaked-error-detail
    return web.Response(status=204)


class Items(tornado.web.RequestHandler):
    async def get(self):
        try:
            self.write({"items": await store.all(limit=50)})
        except Exception as e:
            self.set_status(500)
            # ruleid: leaked-error-detail
            self.write({"error": str(e)})

    async def post(self):
        try:
            await store.insert(self.request.body)
        except Exception as e:
            # ok: leaked-error-detail
            raise tornado.web.HTTPError(500, "insert failed: %s", e)
        # ok: leaked-error-detail
        self.finish({"ok": True})


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        try:
            body = store.read(self.path)
        except OSError as e:
            # ruleid: leaked-error-detail
            self.send_error(500, str(e))
            return
        except Exception as e:
            self.send_response(500)
            self.end_headers()
            # ruleid: leaked-error-detail
            self.wfile.write(str(e).encode())
            return
        # ok: leaked-error-detail
        self.wfile.write(body)
