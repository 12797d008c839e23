from fastapi import Depends, FastAPI, HTTPException
from models import User
from repository import UserRepository
from sqlalchemy import create_engine
from sqlalchemy.orm import Session, sessionmaker

Local = sessionmaker(create_engine("postgresql://localhost/shop"))
app = FastAPI()


def get_session():
    with Local() as session:
        yield session


def get_users(session: Session = Depends(get_session)) -> UserRepository:
    return UserRepository(session)


class UserService:
    def __init__(self, users: UserRepository = Depends(get_users)) -> None:
        self.users = users

    def register(self, email: str) -> User:
        if self.users.by_email(email) is not None:
            raise HTTPException(409)
        # ruleid: missing-unique-constraint
        return self.users.add(User(email=email))

    def claim(self, handle: str) -> User:
        if self.users.by_handle(handle) is not None:
            raise HTTPException(409)
        # ok: missing-unique-constraint
        return self.users.add(User(handle=handle))


@app.post("/users")
def register(email: str, service: UserService = Depends()):
    return service.register(email).id


@app.post("/handles")
def claim(handle: str, service: UserService = Depends()):
    return service.claim(handle).id
