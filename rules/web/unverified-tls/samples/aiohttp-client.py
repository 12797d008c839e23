import ssl

import aiohttp
import asyncpg
from aiohttp import ClientSession, TCPConnector, web


async def proxy(request: web.Request) -> web.Response:
    async with aiohttp.ClientSession() as session:
        # ruleid: unverified-tls
        async with session.get("https://billing.internal/invoices", ssl=False) as reply:
            body = await reply.text()
        # ruleid: unverified-tls
        await session.post("https://billing.internal/audit", json={"a": 1}, verify_ssl=False)
        # ok: unverified-tls
        await session.post("https://billing.internal/audit", json={"a": 1}, ssl=ssl.create_default_context())
    return web.Response(text=body)


async def connectors():
    # ruleid: unverified-tls
    first = aiohttp.TCPConnector(ssl=False)
    # ruleid: unverified-tls
    second = TCPConnector(limit=20, verify_ssl=False)
    # ruleid: unverified-tls
    third = ClientSession(connector=TCPConnector(ssl=False))
    # ok: unverified-tls
    fourth = aiohttp.TCPConnector(ssl=True)
    # ok: unverified-tls
    fifth = aiohttp.TCPConnector(limit=10)
    return first, second, third, fourth, fifth


async def socket(session: ClientSession):
    # ruleid: unverified-tls
    async with session.ws_connect("wss://feed.example.com", ssl=False) as ws:
        await ws.send_str("hi")


async def database():
    # ok: unverified-tls
    return await asyncpg.connect(host="localhost", ssl=False)
