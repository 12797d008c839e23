from celery import Celery
from sqlalchemy import ForeignKey, create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, sessionmaker

app = Celery("shop", broker="redis://localhost")
make_session = sessionmaker(create_engine("sqlite://"))


class Base(DeclarativeBase):
    pass


class Product(Base):
    __tablename__ = "products"
    id: Mapped[int] = mapped_column(primary_key=True)
    price: Mapped[int]


class Line(Base):
    __tablename__ = "lines"
    id: Mapped[int] = mapped_column(primary_key=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id"))
    amount: Mapped[int]


@app.task(bind=True)
def total(self, order_id):
    found = 0
    with make_session() as session:
        for line in session.scalars(select(Line).where(Line.id == order_id)):
            # ruleid: query-in-loop
            product = session.get(Product, line.product_id)
            found += product.price * line.amount
    return found


@app.task
def total_at_once(order_id):
    with make_session() as session:
        lines = session.scalars(select(Line).where(Line.id == order_id)).all()
        ids = [line.product_id for line in lines]
        prices = {product.id: product.price for product in session.scalars(select(Product).where(Product.id.in_(ids)))}
        # ok: query-in-loop
        return sum(prices[line.product_id] * line.amount for line in lines)
