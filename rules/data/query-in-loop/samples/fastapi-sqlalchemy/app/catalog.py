from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Product, Stock


class Catalog:
    def __init__(self, session: Session):
        self.session = session

    def product(self, product_id: int) -> Product | None:
        return self._one(product_id)

    def _one(self, product_id: int) -> Product | None:
        return self.session.get(Product, product_id)

    def products(self, ids: list[int]) -> dict[int, Product]:
        found = self.session.scalars(select(Product).where(Product.id.in_(ids)))
        return {item.id: item for item in found}

    def priced(self, lines):
        # The loop is here, the route is two files away.
        # ruleid: query-in-loop
        return [(line, self.product(line.product_id)) for line in lines]

    def stock(self, product_id: int, warehouse: str):
        query = select(Stock).where(Stock.product_id == product_id, Stock.warehouse == warehouse)
        return self.session.execute(query).scalar_one_or_none()
