import json

from aiohttp import web


async def calc(request: web.Request) -> web.Response:
    data = await request.json()
    # ruleid: code-injection
    result = eval(data["expression"])
    # ok: code-injection
    value = json.loads(data["value"])
    return web.json_response({"result": result, "value": value})
