from typing import Annotated

from fastapi import FastAPI, Query, WebSocket
from fastapi.security import APIKeyHeader, APIKeyQuery

app = FastAPI()
# ruleid: secret-in-url
by_query = APIKeyQuery(name="api_key")
# ok: secret-in-url
by_header = APIKeyHeader(name="X-API-Key")


@app.get("/orders")
# ruleid: secret-in-url
def orders(token: str = Query(...)):
    return token


@app.get("/items")
# ruleid: secret-in-url
def items(key: Annotated[str, Query(alias="api_key")]):
    return key


@app.get("/search")
# ok: secret-in-url
def search(q: str = Query(...)):
    return q


@app.websocket("/ws")
async def stream(websocket: WebSocket):
    # as info
    # pedantic: secret-in-url
    token = websocket.query_params.get("token")
    await websocket.close(reason=token)
