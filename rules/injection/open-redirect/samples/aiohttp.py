from aiohttp import web


async def go(request):
    # ruleid: open-redirect
    raise web.HTTPFound(request.query["url"])


async def back(request: web.Request):
    data = await request.post()
    # ruleid: open-redirect
    return web.HTTPSeeOther(location=data["next"])


async def user(request):
    # ok: open-redirect
    raise web.HTTPFound("/users/" + request.query["name"])
