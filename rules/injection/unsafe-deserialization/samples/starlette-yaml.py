import yaml
from starlette.requests import Request
from starlette.responses import JSONResponse


async def load(request: Request):
    body = await request.body()
    # ruleid: unsafe-deserialization
    data = yaml.unsafe_load(body)
    # ok: unsafe-deserialization
    data = yaml.safe_load(body)
    return JSONResponse(data)
