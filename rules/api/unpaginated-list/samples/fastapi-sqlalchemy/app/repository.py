from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Country, Order


class OrderRepository:
    def __init__(self, db: Session):
        self.db = db

    def all(self):
        return self.db.execute(select(Order).order_by(Order.id)).scalars().all()

    def page(self, limit: int, offset: int):
        query = select(Order).order_by(Order.id)
        query = query.limit(limit).offset(offset)
        return self.db.scalars(query).all()
