import httpx
from starlette.requests import Request
from starlette.responses import JSONResponse

client = httpx.AsyncClient()


async def fetch(request: Request):
    body = await request.json()
    # ruleid: server-side-request-forgery
    response = await client.get(body["url"])
    # ok: server-side-request-forgery
    await client.get(f"https://stats.example.com/hit/{body['id']}")
    return JSONResponse(response.json())
