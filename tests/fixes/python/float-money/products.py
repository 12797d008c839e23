from decimal import Decimal

from sqlalchemy import Column, Float, Integer, Numeric, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class Product(Base):
    __tablename__ = "products"
    id: Mapped[int] = mapped_column(primary_key=True)
    price: Mapped[float]
    weight: Mapped[float]
    list_price: Mapped[Decimal] = mapped_column(Numeric(12, 2))


class Invoice(Base):
    __tablename__ = "invoices"
    id = Column(Integer, primary_key=True)
    total_amount = Column(Float, nullable=False)
    tax_rate = Column(Float)
    amount_cents = Column(Integer)


class Ingredient(Base):
    __tablename__ = "ingredients"
    id = Column(Integer, primary_key=True)
    name = Column(String)
    # Of flour, not of money.
    amount = Column(Float)


class Measurement(Base):
    __tablename__ = "energy_balances"
    id = Column(Integer, primary_key=True)
    total = Column(Float)


class Account(Base):
    __tablename__ = "accounts"
    id = Column(Integer, primary_key=True)
    balance = Column(Float)
    # Of hours that are left.
    support_balance = Column(Float)
