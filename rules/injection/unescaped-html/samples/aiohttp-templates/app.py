import aiohttp_jinja2
from aiohttp import web

routes = web.RouteTableDef()


@routes.get("/hello/{name}")
@aiohttp_jinja2.template("hello.html")
async def hello(request):
    return {"name": request.match_info["name"], "place": "here"}


@routes.get("/bye")
async def bye(request):
    context = {"name": request.query["name"]}
    return aiohttp_jinja2.render_template("bye.html", request, context)
