from fastapi import Depends, FastAPI
from sqlalchemy import create_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, sessionmaker

app = FastAPI()
SessionLocal = sessionmaker(create_engine("sqlite://"))


class Base(DeclarativeBase):
    pass


class Order(Base):
    __tablename__ = "orders"

    id: Mapped[int] = mapped_column(primary_key=True)
    note: Mapped[str]


def get_db():
    with SessionLocal() as session:
        yield session


@app.post(
    "/orders",
    tags=["orders"],  # for the docs
    status_code=201,
)
def create(note: str, db: Session = Depends(get_db)):
    order = Order(note=note)
    db.add(order)
    db.commit()
    return {"id": order.id}


@app.delete("/orders/{order_id}", status_code=204)
def remove(order_id: int, db: Session = Depends(get_db)):
    db.query(Order).filter(Order.id == order_id).delete()
    db.commit()


@app.delete("/v4/orders/{order_id}", status_code=204)
def told(order_id: int, db: Session = Depends(get_db)):
    db.query(Order).filter(Order.id == order_id).delete()
    return


@app.delete("/v5/orders/{order_id}", status_code=204)
def counted(order_id: int, db: Session = Depends(get_db)):
    return {"deleted": db.query(Order).filter(Order.id == order_id).delete()}
