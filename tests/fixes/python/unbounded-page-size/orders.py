from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException, Query
from sqlalchemy.orm import Session

from sqlalchemy import create_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, sessionmaker

SessionLocal = sessionmaker(create_engine("postgresql://app@db/shop"))


class Base(DeclarativeBase):
    pass


class Order(Base):
    __tablename__ = "orders"
    id: Mapped[int] = mapped_column(primary_key=True)


def get_db():
    with SessionLocal() as db:
        yield db


app = FastAPI()
MAX_SIZE = 200
PageSize = Annotated[int, Query(gt=0, le=200)]


class Paging:
    def __init__(self, limit: int = Query(20, ge=1, le=100), offset: int = 0):
        self.limit = limit
        self.offset = offset


class FreePaging:
    def __init__(self, limit: int = 20, offset: int = 0):
        self.limit = limit
        self.offset = offset


def paging(skip: int = 0, limit: int = 100):
    return {"skip": skip, "limit": limit}


@app.get("/orders")
def orders(limit: int = 50, offset: int = 0, db: Session = Depends(get_db)):
    return db.query(Order).order_by(Order.id).offset(offset).limit(limit).all()


@app.get("/dependency/orders")
def by_dependency(page: dict = Depends(paging), db: Session = Depends(get_db)):
    return db.query(Order).offset(page["skip"]).limit(page["limit"]).all()


@app.get("/class/orders")
def by_class(page: FreePaging = Depends(), db: Session = Depends(get_db)):
    return db.query(Order).offset(page.offset).limit(page.limit).all()


@app.get("/bounded/orders")
def bounded(limit: int = Query(50, le=100), offset: int = 0, db: Session = Depends(get_db)):
    return db.query(Order).offset(offset).limit(limit).all()
