import asyncio
import os

from aiohttp import web

routes = web.RouteTableDef()


@routes.get("/trace/{host}")
async def trace(request: web.Request):
    host = request.match_info["host"]
    # ruleid: command-injection
    proc = await asyncio.create_subprocess_shell("traceroute " + host)
    # ok: command-injection
    await asyncio.create_subprocess_exec("traceroute", "--", host)
    return web.Response(text=str(proc.pid))


async def upload(req: web.Request) -> web.Response:
    data = await req.json()
    # ruleid: command-injection
    os.system(f"unzip {data['name']}")
    # ok: command-injection
    os.system("unzip /srv/in.zip")
    return web.Response()
