from aiohttp import web
from aiohttp_session import get_session


async def sign_in(request):
    session = await get_session(request)
    data = await request.post()
    # ruleid: untrusted-session-data
    session["role"] = data["role"]
    # ok: untrusted-session-data
    session["theme"] = "dark" if data.get("dark") else "light"
    return web.Response()


app = web.Application()
app.router.add_post("/sign-in", sign_in)
