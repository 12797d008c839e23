from aiohttp import web
from ruamel.yaml import YAML

loader = YAML(typ="unsafe")
routes = web.RouteTableDef()


@routes.post("/plugins")
async def upload(request: web.Request) -> web.Response:
    data = await request.read()
    # ruleid: unsafe-deserialization
    return web.json_response({"id": loader.load(data)["id"]})
