import json
import pickle

from aiohttp import web


async def restore(request: web.Request) -> web.Response:
    body = await request.read()
    # ruleid: unsafe-deserialization
    state = pickle.loads(body)
    # ok: unsafe-deserialization
    state = json.loads(body)
    return web.json_response(state)
