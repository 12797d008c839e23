import asyncio
import logging

import tornado.web
from aiohttp import web

log = logging.getLogger(__name__)


async def publish(request: web.Request) -> web.Response:
    queue = request.app["queue"]
    try:
        await queue.publish(await request.read())
    # ruleid: swallowed-error
    except Exception:
        pass
    return web.json_response({"queued": True})


async def worker(app):
    while True:
        try:
            await app["queue"].consume()
        # ok: swallowed-error
        except asyncio.CancelledError:
            break
        # ruleid: swallowed-error
        except Exception:
            continue


async def careful(app):
    try:
        await app["queue"].consume()
    # ok: swallowed-error
    except asyncio.CancelledError:
        pass
    # ok: swallowed-error
    except Exception:
        log.exception("consume failed")


class Upload(tornado.web.RequestHandler):
    async def post(self):
        try:
            await self.application.store.put(self.request.body)
        # ruleid: swallowed-error
        except Exception:
            return
        self.set_status(201)

    def on_finish(self):
        try:
            self.application.connection.close()
        # ok: swallowed-error
        except Exception:
            pass
