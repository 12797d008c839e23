from fastapi import Depends, FastAPI, Query
from sqlalchemy import create_engine, func, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, sessionmaker

Local = sessionmaker(create_engine("postgresql://localhost/shop"))
app = FastAPI()


class Base(DeclarativeBase):
    pass


class Order(Base):
    __tablename__ = "orders"
    id: Mapped[int] = mapped_column(primary_key=True)
    state: Mapped[str]


class Shipment(Base):
    __tablename__ = "shipments"
    order_id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)


def get_db():
    with Local() as db:
        yield db


@app.get("/orders")
def orders(db: Session = Depends(get_db)):
    # newest last
    return db.query(Order).filter(Order.state != "draft").all()


@app.get("/paid/orders")
async def paid_orders(
    customer: int,
    db: Session = Depends(get_db),  # one for each request
):
    query = select(Order).where(Order.state == "paid").order_by(Order.id.desc())
    return db.scalars(query).all()


@app.get("/shipments")
def shipments(db: Session = Depends(get_db)):
    return [item.number for item in db.execute(select(Shipment)).scalars()]


@app.get("/sized/orders")
def sized_orders(limit: int = 20, db: Session = Depends(get_db)):
    return db.query(Order).order_by(Order.id).all()


@app.get("/sent/orders")
def marked_orders(limit: int | None = Query(None, ge=1), db: Session = Depends(get_db)):
    return db.query(Order).order_by(Order.id).limit(limit).all()
