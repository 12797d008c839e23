from aiohttp import web

routes = web.RouteTableDef()


@routes.get("/users/{name}")
async def user(request: web.Request):
    name = request.match_info["name"]
    pool = request.app["pool"]
    async with pool.acquire() as conn:
        # ruleid: sql-injection
        row = await conn.fetchrow(f"SELECT id FROM users WHERE name = '{name}'")
        # ok: sql-injection
        row = await conn.fetchrow("SELECT id FROM users WHERE name = $1", name)
        # ruleid: sql-injection
        await conn.execute("UPDATE users SET seen = now() WHERE name = '%s'" % request.query["name"])
    return web.json_response(dict(row))


@routes.post("/students")
async def create(request):
    data = await request.post()
    async with request.app["db"].acquire() as conn, conn.cursor() as cur:
        q = "INSERT INTO students (name) VALUES ('%(name)s')" % {"name": data["name"]}
        # ruleid: sql-injection
        await cur.execute(q)
        # ok: sql-injection
        await cur.execute("INSERT INTO students (name) VALUES (%(name)s)", {"name": data["name"]})
    raise web.HTTPFound("/")
