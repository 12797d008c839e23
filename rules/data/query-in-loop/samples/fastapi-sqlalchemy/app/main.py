import time

from fastapi import Depends, FastAPI
from pydantic import BaseModel
from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session, sessionmaker

from app.catalog import Catalog
from app.models import Product, Stock

app = FastAPI()
engine = create_engine("sqlite://")
make_session = sessionmaker(engine)
WAREHOUSES = ("north", "south")


class Line(BaseModel):
    product_id: int
    amount: int


class Order(BaseModel):
    lines: list[Line]


def get_db():
    with make_session() as session:
        yield session


@app.post("/orders/price")
def price(order: Order, db: Session = Depends(get_db)):
    total = 0
    for line in order.lines:
        # ruleid: query-in-loop
        product = db.get(Product, line.product_id)
        total += product.price * line.amount
    return {"total": total}


@app.post("/orders/quote")
def quote(order: Order, db: Session = Depends(get_db)):
    return [{"line": line.amount, "price": found.price} for line, found in Catalog(db).priced(order.lines)]


@app.post("/orders/check")
def check(order: Order, db: Session = Depends(get_db)):
    missing = []
    for line in order.lines:
        key = line.product_id
        # ruleid: query-in-loop
        found = db.query(Product).filter(Product.id == key).first()
        if found is None:
            missing.append(key)
    return missing


@app.patch("/products/{product_id}")
def change(product_id: int, changes: dict, db: Session = Depends(get_db)):
    product = db.get(Product, product_id)
    for name, value in changes.items():
        if name == "stock_id":
            # There is one of this name.
            # ok: query-in-loop
            product.stock = db.get(Stock, value)
        else:
            setattr(product, name, value)
    db.commit()
    return product.id


@app.post("/orders/total")
def total(order: Order, db: Session = Depends(get_db)):
    # ok: query-in-loop
    products = Catalog(db).products([line.product_id for line in order.lines])
    return sum(products[line.product_id].price * line.amount for line in order.lines)


@app.get("/products/{product_id}/stock")
def stock(product_id: int, db: Session = Depends(get_db)):
    catalog = Catalog(db)
    # Two warehouses, whatever the database has.
    # ok: query-in-loop
    return {name: catalog.stock(product_id, name) for name in WAREHOUSES}


@app.post("/orders/bulk")
def bulk(order: Order, db: Session = Depends(get_db)):
    ids = [line.product_id for line in order.lines]
    found = []
    for chunk in [ids[start : start + 500] for start in range(0, len(ids), 500)]:
        # ok: query-in-loop
        found += db.scalars(select(Product).where(Product.id.in_(chunk))).all()
    return len(found)


@app.get("/products/{product_id}/ready")
def ready(product_id: int, db: Session = Depends(get_db)):
    for _ in range(5):
        # ok: query-in-loop
        if db.get(Product, product_id) is not None:
            return True
        time.sleep(1)
    return False


@app.post("/orders/first")
def first(order: Order, db: Session = Depends(get_db)):
    for line in order.lines:
        if line.amount > 100:
            # One query, and the loop ends.
            # ok: query-in-loop
            return db.get(Product, line.product_id)
    return None


@app.post("/orders/remembered")
def remembered(order: Order, db: Session = Depends(get_db)):
    seen: dict[int, Stock] = {}
    for line in order.lines:
        if line.product_id not in seen:
            # todoruleid: query-in-loop (once for each product; remembered between the rounds)
            seen[line.product_id] = db.get(Stock, line.product_id)
    return len(seen)


EXPORTS = [Export("stock", [Sheet("all", 1), Sheet("few", 2)])]


@app.get("/exports")
def exports(db: Session = Depends(get_db)):
    found = []
    for export in EXPORTS:
        for sheet in export.sheets:
            # ok: query-in-loop
            found += db.execute(select(Stock).where(Stock.kind == sheet.kind).limit(10)).scalars().all()
    return found


@app.post("/orders/exports")
def order_exports(orders: list[Order], db: Session = Depends(get_db)):
    found = []
    for order in orders:
        for line in order.lines:
            # ruleid: query-in-loop
            found += db.execute(select(Stock).where(Stock.product_id == line.product_id).limit(10)).scalars().all()
    return found
