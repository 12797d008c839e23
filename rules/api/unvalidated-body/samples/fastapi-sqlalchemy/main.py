from typing import Any

from fastapi import Body, Depends, FastAPI, HTTPException, Request
from pydantic import BaseModel
from sqlalchemy import create_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, sessionmaker

app = FastAPI()
SessionLocal = sessionmaker(create_engine("postgresql://app@db/shop"))


class Base(DeclarativeBase):
    pass


class Order(Base):
    __tablename__ = "orders"
    id: Mapped[int] = mapped_column(primary_key=True)
    state: Mapped[str]


class NewOrder(BaseModel):
    state: str


def get_db():
    with SessionLocal() as db:
        yield db


def store(db: Session, values: dict):
    order = Order(state=values["state"])
    db.add(order)
    db.commit()
    return order


# ruleid: unvalidated-body
@app.post("/orders")
async def create(request: Request, db: Session = Depends(get_db)):
    data = await request.json()
    order = Order(state=data["state"])
    db.add(order)
    db.commit()


# ruleid: unvalidated-body
@app.post("/dict/orders")
def create_from_dict(payload: dict[str, Any] = Body(...), db: Session = Depends(get_db)):
    return store(db, payload)


# ok: unvalidated-body
@app.post("/schema/orders")
def create_from_schema(order: NewOrder, db: Session = Depends(get_db)):
    db.add(Order(state=order.state))
    db.commit()


# ok: unvalidated-body
@app.post("/parsed/orders")
async def create_parsed(request: Request, db: Session = Depends(get_db)):
    order = NewOrder.model_validate(await request.json())
    db.add(Order(state=order.state))
    db.commit()


# ok: unvalidated-body
@app.post("/checked/orders")
async def create_checked(request: Request, db: Session = Depends(get_db)):
    data = await request.json()
    if not isinstance(data.get("state"), str):
        raise HTTPException(422, "state")
    db.add(Order(state=data["state"]))
    db.commit()


# ok: unvalidated-body
@app.post("/orders/{order_id}/close")
def close(order_id: int, db: Session = Depends(get_db)):
    order = db.get(Order, order_id)
    order.state = "closed"
    db.commit()
