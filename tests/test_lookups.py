"""Look-ups of rows: what they are asked for by, whether a missing row is noticed, and who is related to what."""

from __future__ import annotations

from pathlib import Path

from backend_review.backend import Backend, build
from backend_review.model.effects import Summary
from backend_review.project.files import collect

MODELS = """
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
class Base(DeclarativeBase): ...
class Order(Base):
    __tablename__ = "orders"
    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int]
    status: Mapped[str]
"""
FASTAPI = """
from fastapi import Depends, FastAPI, HTTPException
from sqlalchemy import select
from sqlalchemy.orm import Session
from models import Order
app = FastAPI()
def get_db() -> Session: ...
def get_current_user(): ...

@app.get("/own/{order_id}")
def own(order_id: int, user=Depends(get_current_user), db: Session = Depends(get_db)):
    return db.scalars(select(Order).where(Order.id == order_id, Order.user_id == user.id)).first()

@app.get("/compared/{order_id}")
def compared(order_id: int, user=Depends(get_current_user), db: Session = Depends(get_db)):
    order = db.get(Order, order_id)
    if order is None or order.user_id != user.id:
        raise HTTPException(404)
    return order

@app.post("/search")
def search(status: str, db: Session = Depends(get_db)):
    order = db.query(Order).filter_by(status=status.strip()).first()
    order.status = "found"
    db.commit()
"""
EXPRESS = """
const express = require('express')
const mongoose = require('mongoose')
const Order = mongoose.model('Order', new mongoose.Schema({ owner: String }))
const app = express()
app.get('/orders/:id', async (req, res) => {
  const { id } = req.params
  const order = await Order.findOne({ _id: id, owner: req.user.id })
  if (!order) return res.sendStatus(404)
  res.json(order)
})
app.put('/orders', async (req, res) => {
  const { key, ...rest } = req.body
  res.json(await Order.findById(key))
})
app.listen(3000)
"""


def backend(folder: Path, **files: str) -> Backend:
    for name, text in files.items():
        stem, _, suffix = name.rpartition("_")
        (folder / f"{stem}.{suffix}").write_text(text)
    return build(collect(folder, [folder]).files)


def summary(made: Backend, path: str) -> Summary:
    return made.summary_of(next(found for found in made.routes if found.path == path))


def asked_by(found: Summary) -> list[tuple[str, list[str]]]:
    return [(item.column, sorted(item.origins)) for row in found.lookups.found for item in row.filters]


def test_what_rows_are_asked_for_by(tmp_path: Path) -> None:
    made = backend(tmp_path, main_py=FASTAPI, models_py=MODELS)
    assert asked_by(summary(made, "/own/{order_id}")) == [("id", ["path"]), ("user_id", ["caller"])]
    assert asked_by(summary(made, "/compared/{order_id}")) == [("id", ["path"])]
    assert asked_by(summary(made, "/search")) == [("status", ["query", "sent"])]


def test_whether_a_missing_row_is_noticed(tmp_path: Path) -> None:
    made = backend(tmp_path, main_py=FASTAPI, models_py=MODELS)
    assert [row.handled for row in summary(made, "/compared/{order_id}").lookups.found] == [True]
    (misuse,) = summary(made, "/search").lookups.misuses
    assert (misuse.how, misuse.name, misuse.lookup.what) == ("used", "order", "Order")


def test_who_calls_is_related_to_the_row(tmp_path: Path) -> None:
    made = backend(tmp_path, main_py=FASTAPI, models_py=MODELS)
    assert summary(made, "/compared/{order_id}").lookups.related
    assert not summary(made, "/search").lookups.related


def test_a_loaded_row_that_is_changed_is_written(tmp_path: Path) -> None:
    made = backend(tmp_path, main_py=FASTAPI, models_py=MODELS)
    found = next(found for found in made.routes if found.path == "/search")
    assert ("write", "Order", ("status",)) in [(e.kind, e.what, e.sets) for e in made.effects_of(found)]


def test_express(tmp_path: Path) -> None:
    made = backend(tmp_path, app_js=EXPRESS)
    assert asked_by(summary(made, "/orders/{id}")) == [("_id", ["path"]), ("owner", ["caller"])]
    assert not summary(made, "/orders/{id}").lookups.misuses
    assert asked_by(summary(made, "/orders")) == [("id", ["body"])]
    assert [misuse.how for misuse in summary(made, "/orders").lookups.misuses] == ["answered"]
