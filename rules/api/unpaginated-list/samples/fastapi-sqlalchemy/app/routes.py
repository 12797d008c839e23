from fastapi import APIRouter, Depends, Query
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db import get_db
from app.models import Country, Order
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
