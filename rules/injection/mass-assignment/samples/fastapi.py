from typing import Any, Dict

from fastapi import APIRouter, Body, Depends, Request
from pydantic import BaseModel
from sqlmodel import Field, Session, SQLModel, select, update

from .database import get_session
from .models import Hero, User

router = APIRouter()


class UserIn(BaseModel):
    name: str
    email: str


class UserPatch(BaseModel):
    name: str | None = None


@router.post("/users/raw")
def create_raw(payload: dict = Body(...), session: Session = Depends(get_session)):
    # ruleid: mass-assignment
    user = User(**payload)
    session.add(user)
    session.commit()
    return user


@router.patch("/heroes/{hero_id}")
def patch_raw(hero_id: int, changes: Dict[str, Any], session: Session = Depends(get_session)):
    hero = session.get(Hero, hero_id)
    for key, value in changes.items():
        # ruleid: mass-assignment
        setattr(hero, key, value)
    session.commit()
    # ruleid: mass-assignment
    session.exec(update(Hero).where(Hero.id == hero_id).values(**changes))
    return hero


@router.post("/users/request")
async def create_request(request: Request, session: Session = Depends(get_session)):
    body = await request.json()
    # ruleid: mass-assignment
    session.add(User(**body))
    return {"ok": True}


@router.post("/users")
def create(payload: UserIn, session: Session = Depends(get_session)):
    # ok: mass-assignment
    user = User(**payload.model_dump())
    session.add(user)
    # ok: mass-assignment
    session.add(User(**payload.dict()))
    return user


@router.patch("/users/{user_id}")
def patch(user_id: int, payload: UserPatch, session: Session = Depends(get_session)):
    user = session.get(User, user_id)
    for key, value in payload.model_dump(exclude_unset=True).items():
        # ok: mass-assignment
        setattr(user, key, value)
    return user


@router.post("/validated")
async def validated(request: Request, session: Session = Depends(get_session)):
    data = UserIn(**await request.json())
    # ok: mass-assignment
    session.add(User(name=data.name, email=data.email))
    return {"ok": True}
