from fastapi import Depends, FastAPI
from sqlalchemy import ForeignKey, create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, contains_eager, mapped_column, relationship, sessionmaker

app = FastAPI()
engine = create_engine("sqlite://")
make_session = sessionmaker(engine)


class Base(DeclarativeBase):
    pass


class Customer(Base):
    __tablename__ = "customers"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


class Order(Base):
    __tablename__ = "orders"
    id: Mapped[int] = mapped_column(primary_key=True)
    customer_id: Mapped[int] = mapped_column(ForeignKey("customers.id"))
    customer: Mapped[Customer] = relationship()
    lines: Mapped[list["Line"]] = relationship(back_populates="order")


class Line(Base):
    __tablename__ = "lines"
    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("orders.id"))
    order: Mapped[Order] = relationship(back_populates="lines")
    amount: Mapped[int]


class Orders:
    def __init__(self, session: Session):
        self.session = session

    def newest(self) -> list[Order]:
        return list(self.session.scalars(select(Order).order_by(Order.id.desc()).limit(50)))

    def with_customers(self) -> list[Order]:
        query = select(Order).join(Order.customer).options(contains_eager(Order.customer))
        return self.session.execute(query).scalars().all()


def get_db():
    with make_session() as session:
        yield session


@app.get("/orders")
def orders(db: Session = Depends(get_db)):
    # ruleid: lazy-load-in-loop
    return [{"id": order.id, "customer": order.customer.name} for order in Orders(db).newest()]


@app.get("/orders/fast")
def orders_fast(db: Session = Depends(get_db)):
    # ok: lazy-load-in-loop
    return [{"id": order.id, "customer": order.customer.name} for order in Orders(db).with_customers()]


@app.get("/orders/sums")
def sums(db: Session = Depends(get_db)):
    total = 0
    for order in Orders(db).newest():
        # ruleid: lazy-load-in-loop
        for line in order.lines:
            # ok: lazy-load-in-loop
            total += line.amount * line.order.id
    return total
