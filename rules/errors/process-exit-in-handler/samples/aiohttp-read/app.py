import sys

from aiohttp import web


async def read(request):
    if "id" not in request.query:
        # ok: process-exit-in-handler
        raise web.HTTPBadRequest()
    if request.query["id"] == "0":
        # ruleid: process-exit-in-handler
        sys.exit(1)
    return web.json_response({})


app = web.Application()
app.router.add_get("/read", read)

if __name__ == "__main__":
    web.run_app(app)
