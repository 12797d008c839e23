"""Whether the list that a route answers with is paged, told from the side reads along the way."""

from __future__ import annotations

from pathlib import Path

import pytest

from backend_review.inventory import read_backend
from backend_review.inventory.rows import rows_of
from backend_review.model.effects import Effect
from backend_review.model.paging import paged
from backend_review.model.routes import FoundRoute, Guard, Handler, Place, Route, Router
from backend_review.model.values import Filter

HERE = Place("app.ts", 1)


def judged(route: str, *effects: tuple[str, str, str | None], asked_by: tuple[str, ...] = ()) -> bool | None:
    method, _, path = route.partition(" ")
    found = FoundRoute(
        Route((method,), path, Handler("h", HERE), HERE), path, Router("x", HERE, is_app=True), list[Guard](), False
    )
    filters = tuple(Filter(column) for column in asked_by)
    return paged(found, [Effect(kind, what, HERE, bound, filters=filters) for kind, what, bound in effects], None)


def test_what_the_path_names_is_the_answer() -> None:
    rights = ("read_many", "spaceMembers", None)
    assert judged("POST /comments", rights, ("read_many", "comments", "parameter")) is True
    assert judged("GET /comments", ("read_many", "comments", None), ("read_many", "roles", "constant")) is False
    assert judged("GET /feed", rights, ("read_many", "posts", "constant")) is True
    assert judged("GET /feed", rights) is False
    assert judged("GET /events/{site}", rights, ("read_many", "events", "parameter")) is True


def test_what_answers_with_no_list_is_neither() -> None:
    assert judged("GET /users", ("read_one", "users", None)) is None
    assert judged("GET /users/{id}", ("read_many", "roles", None)) is None
    assert judged("POST /users", ("read_many", "users", None), ("write", "users", None)) is None
    assert judged("POST /comments/info", ("read_one", "comments", None), ("read_many", "roles", None)) is None


def test_a_path_that_ends_with_the_key_of_a_parent_lists_its_children() -> None:
    assert judged("GET /funnels/{site}", ("read_many", "funnels", None), asked_by=("siteId",)) is False
    assert judged("GET /list-members/{org}", ("read_many", "member", None), asked_by=("organization_id",)) is False
    assert judged("GET /users/{id}", ("read_many", "users", None), asked_by=("userId",)) is None
    assert judged("GET /posts/{slug}", ("read_many", "posts", None), asked_by=("slug",)) is None
    assert judged("GET /profile/{user}", ("read_many", "profile", None), asked_by=("userId",)) is None


GIVEN = """
from fastapi import Depends, FastAPI, Query
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

app = FastAPI()

class Base(DeclarativeBase): pass

class Invoice(Base):
    __tablename__ = "invoices"
    id: Mapped[int] = mapped_column(primary_key=True)

class Form: pass

async def get_db() -> AsyncSession: ...

async def send(db, statement):
    return (await db.execute(statement)).scalars().all()

async def one_page(db, statement, window):
    limit, offset = window
    return await send(db, statement.limit(limit).offset(offset))

async def everything(db, statement, window):
    return await send(db, statement)

def get_window(limit: int = Query(10, le=100), offset: int = 0):
    return limit, offset

def get_pager():
    return PAGER

async def get_invoices(window=Depends(get_window), pager=Depends(get_pager), db: AsyncSession = Depends(get_db)):
    return await pager(db, select(Invoice), window)

async def get_form(invoices=Depends(get_invoices)) -> Form:
    return Form()

@app.get("/invoices")
async def direct(invoices: list[Invoice] = Depends(get_invoices)):
    return invoices

@app.get("/page/invoices")
async def below(form: Form = Depends(get_form)):
    return form

@app.get("/health")
async def aside(invoices=Depends(get_invoices)):
    return {"ok": True}

@app.get("/invoices/{id}")
async def one(id: int, invoices=Depends(get_invoices)):
    return {"id": id}
"""


@pytest.mark.parametrize(("pager", "bounded"), [("one_page", True), ("everything", False)])
def test_a_dependency_gives_the_list(tmp_path: Path, pager: str, bounded: bool) -> None:
    """The function that a dependency returns is handed the query by another dependency, which gives the rows."""
    (tmp_path / "main.py").write_text(GIVEN.replace("PAGER", pager))
    rows = rows_of(read_backend(tmp_path, [tmp_path], []))
    assert {row.found.path: row.facts["paginated"] for row in rows} == {
        "/invoices": bounded, "/page/invoices": bounded, "/health": None, "/invoices/{id}": None
    }  # fmt: skip
