from aiohttp import web
from ruamel.yaml import YAML

yaml = YAML()
routes = web.RouteTableDef()


@routes.post("/plugins")
async def upload(request: web.Request) -> web.Response:
    data = await request.read()
    # ok: unsafe-deserialization
    return web.json_response({"id": yaml.load(data)["id"]})


def meta(path: str) -> dict:
    with open(path) as meta_file:
        # ok: unsafe-deserialization
        return yaml.load(meta_file)
