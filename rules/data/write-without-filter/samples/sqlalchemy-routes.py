from sqlalchemy import delete, text, update
from sqlalchemy.orm import Session

from shop.models import Order, Vote


def close(db: Session, owner_id: int) -> None:
    # ruleid: write-without-filter
    db.query(Order).delete()
    # ruleid: write-without-filter
    db.query(Order).update({"open": False})
    # ruleid: write-without-filter
    db.execute(delete(Order))
    # ruleid: write-without-filter
    db.execute(update(Order).values(open=False))
    # ruleid: write-without-filter
    db.execute(text("DELETE FROM orders"))


def close_own(db: Session, owner_id: int) -> None:
    # ok: write-without-filter
    db.query(Order).filter_by(owner_id=owner_id).delete()
    # ok: write-without-filter
    db.execute(delete(Order).where(Order.owner_id == owner_id))
    # ok: write-without-filter
    db.execute(text("DELETE FROM orders WHERE owner_id = :owner"), {"owner": owner_id})
    statement = update(Order).values(open=False)
    if owner_id:
        statement = statement.where(Order.owner_id == owner_id)
    # ok: write-without-filter
    db.execute(statement)


def reset_everything(db: Session) -> None:
    # ok: write-without-filter
    db.query(Order).delete()


def pay(db: Session, orders: list[dict]) -> None:
    # ok: write-without-filter
    db.execute(update(Order), orders)


def delete_votes(db: Session) -> None:
    """Delete all votes."""
    # ok: write-without-filter
    db.execute(delete(Vote))


def delete_orders_of(db: Session, owner_id: int) -> None:
    """Delete all orders of an owner."""
    # ruleid: write-without-filter
    db.execute(delete(Order))
