from sqlalchemy.orm import Session

from app.models import Order


def cancel_order(db: Session, order_id: int):
    order = db.get(Order, order_id)
    order.status = "cancelled"
    db.delete(order)
    db.commit()
