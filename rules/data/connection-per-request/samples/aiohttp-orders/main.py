import os

import asyncpg
from aiohttp import web

routes = web.RouteTableDef()


async def open_pool(app):
    # ok: connection-per-request
    app["pool"] = await asyncpg.create_pool(os.environ["DATABASE_URL"])
    yield
    await app["pool"].close()


@routes.get("/v1/orders")
async def orders(request):
    # ruleid: connection-per-request
    pool = await asyncpg.create_pool(os.environ["DATABASE_URL"])
    async with pool.acquire() as conn:
        return web.json_response(await conn.fetch("SELECT id FROM orders LIMIT 50"))


@routes.get("/v2/orders")
async def pooled(request):
    async with request.app["pool"].acquire() as conn:
        return web.json_response(await conn.fetch("SELECT id FROM orders LIMIT 50"))


app = web.Application()
app.add_routes(routes)
app.cleanup_ctx.append(open_pool)
