from typing import Any

from bson import ObjectId
from fastapi import Body, FastAPI, Request
from motor.motor_asyncio import AsyncIOMotorClient
from pydantic import BaseModel

app = FastAPI()
client = AsyncIOMotorClient()
db = client.shop


class Login(BaseModel):
    username: str
    password: str


@app.post("/login")
async def login(body: Login):
    # ok: nosql-injection
    return await db.users.find_one({"username": body.username})


@app.post("/raw-login")
async def raw_login(body: dict):
    # ruleid: nosql-injection
    # ruleid: plaintext-password
    return await db.users.find_one({"username": body["username"], "password": body["password"]})


@app.post("/filter")
async def by_filter(criteria: dict[str, Any] = Body(...)):
    # ruleid: nosql-injection
    return await db.users.find(criteria).to_list(10)


@app.post("/request")
async def by_request(request: Request):
    payload = await request.json()
    # ruleid: nosql-injection
    user = await db.users.find_one({"email": payload["email"]})
    login = Login(**payload)
    # ok: nosql-injection
    other = await db.users.find_one({"username": login.username})
    return user or other


@app.get("/users/{user_id}")
async def one(user_id: str, name: str = ""):
    # ok: nosql-injection
    user = await db.users.find_one({"_id": ObjectId(user_id)})
    # ok: nosql-injection
    other = await db.users.find_one({"slug": user_id, "name": name})
    return user or other
