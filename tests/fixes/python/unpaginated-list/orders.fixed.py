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
def orders(limit: int = Query(50, ge=1, le=100), offset: int = Query(0, ge=0), db: Session = Depends(get_db)):
    # newest last
    return db.query(Order).filter(Order.state != "draft").order_by(Order.id).limit(limit).offset(offset).all()


@app.get("/paid/orders")
async def paid_orders(
    customer: int,
    limit: int = Query(50, ge=1, le=100),
    offset: int = Query(0, ge=0),
    db: Session = Depends(get_db),  # one for each request
):
    query = select(Order).where(Order.state == "paid").order_by(Order.id.desc())
    return db.scalars(query.limit(limit).offset(offset)).all()


@app.get("/shipments")
def shipments(limit: int = Query(50, ge=1, le=100), offset: int = Query(0, ge=0), db: Session = Depends(get_db)):
    return [item.number for item in db.execute(select(Shipment).order_by(Shipment.order_id, Shipment.number).limit(limit).offset(offset)).scalars()]


@app.get("/sized/orders")
def sized_orders(limit: int = Query(20, ge=1, le=100), offset: int = Query(0, ge=0), db: Session = Depends(get_db)):
    return db.query(Order).order_by(Order.id).limit(limit).offset(offset).all()


@app.get("/sent/orders")
def marked_orders(limit: int = Query(50, ge=1, le=100), db: Session = Depends(get_db)):
    return db.query(Order).order_by(Order.id).limit(limit).all()
