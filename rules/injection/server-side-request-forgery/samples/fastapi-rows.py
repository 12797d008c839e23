from fastapi import APIRouter, Depends
from sqlalchemy import select
from sqlalchemy.orm import Query, Session

from .db import get_db
from .models import Role, Webhook

router = APIRouter()


@router.delete("/roles/{key}")
def drop(key: str, store: Session = Depends(get_db)):
    # ok: server-side-request-forgery
    store.delete(key)
    # ok: server-side-request-forgery
    return store.get(Webhook, key)


@router.patch("/roles")
def change(names: list[str], db: Session = Depends(get_db)):
    for role in db.scalars(select(Role)):
        if role.name not in names:
            # ok: server-side-request-forgery
            db.delete(role)
    # ok: server-side-request-forgery
    return db.delete(names[0])
