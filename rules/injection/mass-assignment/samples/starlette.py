from starlette.responses import JSONResponse

from .db import users


async def create(request):
    body = await request.json()
    # ruleid: mass-assignment
    result = await users.insert_one(body)
    # ruleid: mass-assignment
    # ok: nosql-injection
    await users.update_one({"_id": result.inserted_id}, {"$set": body})
    # ok: mass-assignment
    await users.insert_one({"name": body["name"], "email": body["email"]})
    return JSONResponse({"id": str(result.inserted_id)})
