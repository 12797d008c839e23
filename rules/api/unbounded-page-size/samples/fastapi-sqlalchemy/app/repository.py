from sqlalchemy import select
from sqlalchemy.orm import Session

from .db import Order


class OrderRepository:
    def __init__(self, db: Session):
        self.db = db

    def page(self, size: int, offset: int = 0):
        statement = select(Order).order_by(Order.id).offset(offset).limit(size)
        return self.db.execute(statement).scalars().all()
