from fastapi import Depends, FastAPI, Request
from pydantic import BaseModel

from .models import SessionLocal
from .repository import UserRepository

app = FastAPI()


class NewUser(BaseModel):
    name: str


def users():
    with SessionLocal() as db:
        yield UserRepository(db)


def repository(db=Depends(SessionLocal)) -> UserRepository:
    return UserRepository(db)


@app.post("/users")
async def create(request: Request, repo: UserRepository = Depends(repository)):
    return repo.create(await request.json())


@app.post("/named/users")
async def create_named(request: Request, repo: UserRepository = Depends(repository)):
    return repo.create_named(await request.json())


@app.post("/schema/users")
def create_checked(user: NewUser, repo: UserRepository = Depends(repository)):
    return repo.create_checked(user.model_dump())


@app.post("/events")
async def record(request: Request, repo: UserRepository = Depends(repository)):
    repo.record(await request.json())


@app.patch("/users/{user_id}")
async def change(user_id: int, request: Request, repo: UserRepository = Depends(repository)):
    repo.change(user_id, await request.json())
