import os

from aiohttp import web

STATIC = "/srv/static"


async def serve(request):
    name = request.match_info["name"]
    # ruleid: path-traversal
    return web.FileResponse(os.path.join(STATIC, name))


async def read(request: web.Request) -> web.Response:
    # ruleid: path-traversal
    with open(STATIC + "/" + request.query["file"]) as handle:
        return web.Response(text=handle.read())


async def serve_checked(request):
    path = os.path.abspath(os.path.join(STATIC, request.match_info["name"]))
    if not path.startswith(STATIC):
        raise web.HTTPNotFound()
    # ok: path-traversal
    return web.FileResponse(path)


async def index(request):
    # ok: path-traversal
    return web.FileResponse(os.path.join(STATIC, "index.html"))
