import os

import aiohttp_debugtoolbar
from aiohttp import web


async def index(request: web.Request) -> web.Response:
    return web.json_response({"debug": True})


def build() -> web.Application:
    # ruleid: debug-enabled
    app = web.Application(debug=True)
    # ruleid: debug-enabled
    aiohttp_debugtoolbar.setup(app)
    return app


def build_safely() -> web.Application:
    # ok: debug-enabled
    app = web.Application()
    if os.environ.get("ENV") == "dev":
        # ok: debug-enabled
        aiohttp_debugtoolbar.setup(app)
    return app
