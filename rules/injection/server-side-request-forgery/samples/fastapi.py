import aiohttp
import httpx
from fastapi import APIRouter, Depends
from pydantic import BaseModel, HttpUrl

router = APIRouter()


class Webhook(BaseModel):
    url: HttpUrl
    event: str


@router.post("/webhooks/test")
async def test_webhook(hook: Webhook):
    async with httpx.AsyncClient() as client:
        # ruleid: server-side-request-forgery
        response = await client.post(str(hook.url), json={"event": hook.event})
    return response.status_code


@router.get("/proxy")
async def proxy(url: str):
    async with aiohttp.ClientSession() as session:
        # ruleid: server-side-request-forgery
        async with session.get(url) as response:
            return await response.text()


@router.get("/injected")
async def injected(host: str, client: httpx.AsyncClient = Depends()):
    # ruleid: server-side-request-forgery
    return (await client.get(f"https://{host}/health")).json()


@router.get("/city/{city}")
async def weather(city: str):
    async with httpx.AsyncClient(base_url="https://weather.example.com") as client:
        # ok: server-side-request-forgery
        response = await client.get(f"/v1/{city}")
        # ok: server-side-request-forgery
        await client.post("https://weather.example.com/log", json={"city": city})
    return response.json()


@router.get("/row/{key}")
async def row(key: str, session=Depends()):
    # ok: server-side-request-forgery
    return await session.get(Webhook, key)
