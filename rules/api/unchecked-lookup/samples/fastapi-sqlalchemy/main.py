from fastapi import Depends, FastAPI, HTTPException
from sqlalchemy import select
from sqlalchemy.orm import Session

from db import get_db
from models import Invoice, Order
from service import find_invoice, invoice_or_404, require

app = FastAPI()


@app.get("/orders/{order_id}")
def show(order_id: int, db: Session = Depends(get_db)):
    # ruleid: unchecked-lookup
    return db.get(Order, order_id)


@app.patch("/orders/{order_id}")
def close(order_id: int, db: Session = Depends(get_db)):
    # ruleid: unchecked-lookup
    order = db.query(Order).filter(Order.id == order_id).first()
    order.status = "closed"
    db.commit()
    return {"status": order.status}


@app.get("/orders/{order_id}/total")
def total(order_id: int, db: Session = Depends(get_db)):
    # ruleid: unchecked-lookup
    order = db.execute(select(Order).where(Order.id == order_id)).scalar_one()
    return {"total": order.total}


@app.get("/checked/{order_id}")
def checked(order_id: int, db: Session = Depends(get_db)):
    # ok: unchecked-lookup
    order = db.get(Order, order_id)
    if order is None:
        raise HTTPException(404)
    return order


@app.get("/either/{order_id}")
def either(order_id: int, db: Session = Depends(get_db)):
    # ok: unchecked-lookup
    order = db.scalars(select(Order).where(Order.id == order_id)).first()
    return {"total": order.total if order else 0}


@app.get("/both/{order_id}")
def both(order_id: int, db: Session = Depends(get_db)):
    # ok: unchecked-lookup
    order = db.get(Order, order_id)
    if not order or order.deleted:
        raise HTTPException(404)
    return order


@app.get("/caught/{order_id}")
def caught(order_id: int, db: Session = Depends(get_db)):
    try:
        # ok: unchecked-lookup
        order = db.query(Order).filter_by(id=order_id).one()
    except Exception:
        raise HTTPException(404)
    return order


@app.get("/required/{order_id}")
def required(order_id: int, db: Session = Depends(get_db)):
    # ok: unchecked-lookup
    order = db.get(Order, order_id)
    require(order)
    return {"total": order.total}


@app.get("/invoices/{number}")
def invoice(number: str, db: Session = Depends(get_db)):
    # ruleid: unchecked-lookup
    found = find_invoice(db, number)
    return {"total": found.total}


@app.get("/safe-invoices/{number}")
def safe_invoice(number: str, db: Session = Depends(get_db)):
    # ok: unchecked-lookup
    found = invoice_or_404(db, number)
    return {"total": found.total}


@app.post("/orders/{order_id}/invoice")
def bill(order_id: int, db: Session = Depends(get_db)):
    # ok: unchecked-lookup
    existing = db.query(Invoice).filter_by(order_id=order_id).first()
    if existing:
        raise HTTPException(409)
    db.add(Invoice(order_id=order_id))
    db.commit()
    return {"ok": True}


@app.get("/settings")
def settings(db: Session = Depends(get_db)):
    # ok: unchecked-lookup
    first = db.query(Order).filter_by(kind="settings").first()
    return {"limit": first.limit}


@app.get("/count/{kind}")
def count(kind: str, db: Session = Depends(get_db)):
    # ok: unchecked-lookup
    number = db.query(Order).filter_by(kind=kind).count()
    return {"count": number}


@app.post("/login")
def login(email: str, password: str, db: Session = Depends(get_db)):
    # ok: unchecked-lookup
    user = db.query(Order).filter(Order.kind == email).first()
    if user and user.status == password:
        return {"ok": True}
    raise HTTPException(401)


@app.post("/orders/{order_id}/copies")
def copy(order_id: int, db: Session = Depends(get_db)):
    if db.query(Order).filter(Order.id == order_id).count():
        # ok: unchecked-lookup
        order = db.query(Order).filter(Order.id == order_id).first()
        return {"total": order.total}
    raise HTTPException(404)
