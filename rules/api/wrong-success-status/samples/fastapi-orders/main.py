from fastapi import Depends, FastAPI, Response, status
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


@app.post("/orders")
def create(note: str, db: Session = Depends(get_db)):
    order = Order(note=note)
    db.add(order)
    db.commit()
    # ruleid: wrong-success-status
    return {"id": order.id}


@app.post("/v2/orders", status_code=status.HTTP_201_CREATED)
def created(note: str, db: Session = Depends(get_db)):
    order = Order(note=note)
    db.add(order)
    db.commit()
    # ok: wrong-success-status
    return {"id": order.id}


@app.post("/orders/search")
def search(note: str, db: Session = Depends(get_db)):
    # ok: wrong-success-status
    return [{"id": order.id} for order in db.query(Order).filter(Order.note == note).limit(20)]


# ruleid: wrong-success-status
@app.delete("/orders/{order_id}")
def remove(order_id: int, db: Session = Depends(get_db)):
    db.query(Order).filter(Order.id == order_id).delete()
    db.commit()


# ok: wrong-success-status
@app.delete("/v2/orders/{order_id}", status_code=204)
def removed(order_id: int, db: Session = Depends(get_db)):
    db.query(Order).filter(Order.id == order_id).delete()
    db.commit()


@app.delete("/v3/orders/{order_id}")
def gone(order_id: int, db: Session = Depends(get_db)):
    db.query(Order).filter(Order.id == order_id).delete()
    db.commit()
    # ok: wrong-success-status
    return Response(status_code=204)


@app.delete("/v4/orders/{order_id}", status_code=204)
def told(order_id: int, db: Session = Depends(get_db)):
    db.query(Order).filter(Order.id == order_id).delete()
    # ruleid: wrong-success-status
    return {"deleted": order_id}
