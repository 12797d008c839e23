from fastapi import APIRouter, Depends
from sqlalchemy.orm import Session

from app.db import get_db
from app.models import Order
from app.service import cancel_order

router = APIRouter()


# ruleid: side-effect-in-get
@router.get("/orders/{order_id}/cancel")
def cancel(order_id: int, db: Session = Depends(get_db)):
    cancel_order(db, order_id)


# ruleid: side-effect-in-get
@router.get("/orders/create")
def create(db: Session = Depends(get_db)):
    db.add(Order(status="new"))
    db.commit()


# ok: side-effect-in-get
@router.delete("/orders/{order_id}")
def delete(order_id: int, db: Session = Depends(get_db)):
    cancel_order(db, order_id)


# ok: side-effect-in-get
@router.get("/orders/{order_id}")
def order(order_id: int, db: Session = Depends(get_db)):
    return db.get(Order, order_id)


# ruleid: side-effect-in-get
@router.get("/orders/{order_id}/approve")
def approve(order_id: int, db: Session = Depends(get_db)):
    order = db.get(Order, order_id)
    if order is not None:
        order.status = "approved"
        db.commit()


# ok: side-effect-in-get
@router.get("/orders/{order_id}/card")
def card(order_id: int, db: Session = Depends(get_db)):
    order = db.get(Order, order_id)
    if order is not None:
        order.last_seen = "now"
        db.commit()
    return order


# ok: side-effect-in-get
@router.get("/orders/{order_id}/preview")
def preview(order_id: int, db: Session = Depends(get_db)):
    order = db.get(Order, order_id)
    if order is not None:
        order.status = "approved"
    return order
