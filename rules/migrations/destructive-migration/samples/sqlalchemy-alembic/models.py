from sqlalchemy import Column, Integer, Text, text
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class Order(Base):
    __tablename__ = "orders"
    id = Column(Integer, primary_key=True)
    note = Column(Text)
    remark = Column(Text)
    state = Column(Text)


class Coupon(Base):
    __tablename__ = "coupons"
    id = Column(Integer, primary_key=True)


def old_totals(session):
    return session.execute(text("SELECT o.total FROM orders o WHERE o.id = :id"), {"id": 1})


def cheapest(session):
    return session.query(Order).order_by(Order.price).first()
