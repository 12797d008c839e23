from aiohttp import web

from .models import User


async def create(request):
    data = await request.json()
    # ruleid: mass-assignment
    user = User(**data)
    await user.save()
    # ok: mass-assignment
    other = User(name=data["name"])
    await other.save()
    return web.json_response({"id": user.id})
