import asyncpg
from aiohttp import web


async def create(request):
    connection = await asyncpg.connect("postgresql://db/notes")
    # ruleid: floating-promise
    connection.execute("INSERT INTO notes (text) VALUES ($1)", "x")
    # ok: floating-promise
    await connection.execute("INSERT INTO notes (text) VALUES ($1)", "y")
    return web.Response(status=201)


app = web.Application()
app.router.add_post("/notes", create)
