from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException, Query
from sqlalchemy.orm import Session

from .db import Order, get_db
from .repository import OrderRepository

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


def repository(db: Session = Depends(get_db)) -> OrderRepository:
    return OrderRepository(db)


def paging(skip: int = 0, limit: int = 100):
    return {"skip": skip, "limit": limit}


# ruleid: unbounded-page-size
@app.get("/orders")
def orders(limit: int = 50, offset: int = 0, db: Session = Depends(get_db)):
    return db.query(Order).order_by(Order.id).offset(offset).limit(limit).all()


# ruleid: unbounded-page-size
@app.get("/repository/orders")
def through_repository(size: int = Query(50, ge=1), repo: OrderRepository = Depends(repository)):
    return repo.page(size)


# ruleid: unbounded-page-size
@app.get("/dependency/orders")
def by_dependency(page: dict = Depends(paging), db: Session = Depends(get_db)):
    return db.query(Order).offset(page["skip"]).limit(page["limit"]).all()


# ruleid: unbounded-page-size
@app.get("/class/orders")
def by_class(page: FreePaging = Depends(), db: Session = Depends(get_db)):
    return db.query(Order).offset(page.offset).limit(page.limit).all()


# ok: unbounded-page-size
@app.get("/bounded/orders")
def bounded(limit: int = Query(50, le=100), offset: int = 0, db: Session = Depends(get_db)):
    return db.query(Order).offset(offset).limit(limit).all()


# ok: unbounded-page-size
@app.get("/annotated/orders")
def annotated(limit: Annotated[int, Query(le=100)] = 50, db: Session = Depends(get_db)):
    return db.query(Order).limit(limit).all()


# ok: unbounded-page-size
@app.get("/alias/orders")
def alias(limit: PageSize = 50, db: Session = Depends(get_db)):
    return db.query(Order).limit(limit).all()


# ok: unbounded-page-size
@app.get("/class-bounded/orders")
def by_bounded_class(page: Paging = Depends(), db: Session = Depends(get_db)):
    return db.query(Order).offset(page.offset).limit(page.limit).all()


# ok: unbounded-page-size
@app.get("/clamped/orders")
def clamped(limit: int = 50, db: Session = Depends(get_db)):
    limit = max(1, min(limit, MAX_SIZE))
    return db.query(Order).limit(limit).all()


# ok: unbounded-page-size
@app.get("/refused/orders")
def refused(limit: int = 50, db: Session = Depends(get_db)):
    if limit > MAX_SIZE:
        raise HTTPException(422, "too many")
    return db.query(Order).limit(limit).all()


# ok: unbounded-page-size
@app.get("/page/orders")
def numbered(page: int = 1, db: Session = Depends(get_db)):
    return db.query(Order).offset((page - 1) * 20).limit(20).all()
