"""Queries."""

from collections.abc import Sequence

from sqlalchemy import RowMapping, select, text
from sqlalchemy.orm import Session

from shop.models import Order, Product, User


def user_by_email(session: Session, email: str) -> User | None:
    return session.scalars(select(User).where(User.email == email)).first()


def list_products(session: Session, limit: int, offset: int) -> Sequence[Product]:
    return session.scalars(select(Product).order_by(Product.id).limit(limit).offset(offset)).all()


def search_products(session: Session, term: str, sort: str) -> Sequence[RowMapping]:
    query = f"SELECT id, sku, name, price, stock FROM products WHERE name LIKE '%{term}%' ORDER BY {sort} LIMIT 50"
    return session.execute(text(query)).mappings().all()


def products_in_stock(session: Session, minimum: int) -> Sequence[RowMapping]:
    query = text("SELECT id, sku, name, price, stock FROM products WHERE stock >= :minimum LIMIT 100")
    return session.execute(query, {"minimum": minimum}).mappings().all()


def get_product(session: Session, product_id: int) -> Product | None:
    return session.get(Product, product_id)


def orders_of(session: Session, user: User) -> Sequence[Order]:
    return session.scalars(select(Order).where(Order.user_id == user.id).order_by(Order.created_at.desc())).all()
