import html

from aiohttp import web


async def hello(request):
    name = request.query["name"]
    # ruleid: unescaped-html
    return web.Response(text=f"<h1>Hello {name}</h1>", content_type="text/html")


async def safe(request):
    # ok: unescaped-html
    return web.Response(text=f"<h1>{html.escape(request.query['name'])}</h1>", content_type="text/html")


async def plain(request):
    # ok: unescaped-html
    return web.Response(text=f"Hello {request.query['name']}")
