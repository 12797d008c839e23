from fastapi import APIRouter, Depends, Query
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db import get_db
from app.helpers import page_query
from app.models import Country, Item, Order
from app.repository import OrderRepository

router = APIRouter()


# ruleid: unpaginated-list
@router.get("/orders")
def orders(db: Session = Depends(get_db)):
    return db.query(Order).filter(Order.status != "draft").all()


# ruleid: unpaginated-list
@router.get("/archive/orders")
def archive(db: Session = Depends(get_db)):
    return OrderRepository(db).all()


# ok: unpaginated-list
@router.get("/v2/orders")
def orders_page(limit: int = Query(50, le=200), offset: int = 0, db: Session = Depends(get_db)):
    return OrderRepository(db).page(limit, offset)


# ok: unpaginated-list
@router.get("/orders/{order_id}")
def order(order_id: int, db: Session = Depends(get_db)):
    return db.get(Order, order_id)


# ok: unpaginated-list
@router.get("/countries")
def countries(db: Session = Depends(get_db)):
    return db.scalars(select(Country)).all()


# ok: unpaginated-list
@router.get("/orders/export")
def export(db: Session = Depends(get_db)):
    return db.scalars(select(Order)).all()


# A page size that nobody uses, one that only bounds when it is sent
# ruleid: unpaginated-list
@router.get("/declared/orders")
def declared(limit: int = 50, db: Session = Depends(get_db)):
    return db.query(Order).order_by(Order.id).all()


# ruleid: unpaginated-list
@router.get("/sent/orders")
def only_when_sent(limit: int | None = None, db: Session = Depends(get_db)):
    query = db.query(Order).order_by(Order.id)
    if limit:
        query = query.limit(limit)
    return query.all()


# ruleid: unpaginated-list
@router.get("/everything/orders")
def all_by_default(limit: int | None = None, db: Session = Depends(get_db)):
    return db.query(Order).order_by(Order.id).limit(limit).all()


# ok: unpaginated-list
@router.get("/defaulted/orders")
def with_default(limit: int | None = Query(None, le=100), db: Session = Depends(get_db)):
    return db.query(Order).order_by(Order.id).limit(limit or 50).all()


# ok: unpaginated-list
@router.get("/filled/orders")
def with_filled(limit: int | None = Query(None, le=100), db: Session = Depends(get_db)):
    if limit is None:
        limit = 50
    return db.query(Order).order_by(Order.id).limit(limit).all()


# ruleid: unpaginated-list
@router.get("/marked/orders")
def all_by_marker(limit: int | None = Query(None, ge=1), db: Session = Depends(get_db)):
    return db.query(Order).order_by(Order.id).limit(limit).all()


# ok: unpaginated-list
@router.get("/items")
def items_of_one_order(order_id: int, db: Session = Depends(get_db)):
    return db.query(Item).filter(Item.order_id == order_id).all()


# ruleid: unpaginated-list
@router.get("/named/items")
def items_by_name(name: str, db: Session = Depends(get_db)):
    return db.query(Item).filter(Item.name == name).all()


# ok: unpaginated-list
@router.get("/orders/shops")
def shops(db: Session = Depends(get_db)):
    return db.scalars(select(Order.shop).distinct()).all()


# ruleid: unpaginated-list
@router.get("/joined/orders")
def joined(db: Session = Depends(get_db)):
    return db.scalars(select(Order).join(Item).distinct()).all()


# ok: unpaginated-list
@router.get("/helped/orders")
def helped(skip: int = 0, limit: int = 20, db: Session = Depends(get_db)):
    return page_query(db.query(Order), skip, min(limit, 100)).all()
