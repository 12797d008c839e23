from fastapi import HTTPException
from sqlalchemy.orm import Session

from models import Order


def delete_order(db: Session, order_id: int):
    db.query(Order).filter(Order.id == order_id).delete()
    db.commit()


def own_order(db: Session, order_id: int, user):
    order = db.get(Order, order_id)
    if order is None or order.user_id != user.id:
        raise HTTPException(404)
    return order
