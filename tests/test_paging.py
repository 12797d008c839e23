"""Whether the list that a route answers with is paged, told from the side reads along the way."""

from __future__ import annotations

import textwrap
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


def test_a_last_word_that_only_says_list_leaves_the_one_before() -> None:
    right = ("read_one", "pages", None)
    assert judged("GET /pages/list", right, ("read_many", "pages", None)) is False
    assert judged("GET /pages/list", ("read_many", "roles", "constant"), ("read_many", "pages", None)) is False
    assert judged("GET /pages/info", right, ("read_many", "roles", None)) is None


def test_what_answers_with_no_list_is_neither() -> None:
    assert judged("GET /users", ("read_one", "users", None)) is None
    assert judged("GET /users/{id}", ("read_many", "roles", None)) is None
    assert judged("POST /users", ("read_many", "users", None), ("write", "users", None)) is None
    assert judged("POST /comments/info", ("read_one", "comments", None), ("read_many", "roles", None)) is None


def test_a_path_that_ends_with_the_key_of_a_parent_lists_its_children() -> None:
    assert judged("GET /funnels/{site}", ("read_many", "funnels", None), asked_by=("siteId",)) is False
    assert judged("GET /list-members/{org}", ("read_many", "member", None), asked_by=("organization_id",)) is False
    assert judged("GET /funnels/{site}", ("read_many", "funnels", None), asked_by=("site_id", "deleted_at")) is False
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


GO_DEFAULTS = """
    package main

    import (
        "database/sql"
        "net/http"
        "strconv"

        sq "github.com/Masterminds/squirrel"
    )

    type Options struct {
        Page    int
        PerPage int
    }

    const defaultPerPage = "60"

    type Store struct{ db *sql.DB }

    func (s *Store) orders(options Options) error {
        query := sq.Select("id").From("orders").RunWith(s.db)
        if options.PerPage > 0 {
            query = query.Limit(uint64(options.PerPage))
        }
        rows, err := query.Query()
        if err != nil {
            return err
        }
        return rows.Close()
    }

    func (s *Store) items(start int, limit int) error {
        query := sq.Select("id").From("items").RunWith(s.db)
        if limit > 0 {
            query = query.Limit(uint64(limit)).Offset(uint64(start))
        }
        rows, err := query.Query()
        if err != nil {
            return err
        }
        return rows.Close()
    }

    func window(r *http.Request) (start int, limit int) {
        limit = 50
        if n, err := strconv.Atoi(r.URL.Query().Get("limit")); err == nil && n > -1 {
            limit = n
        }
        return
    }

    type API struct{ store *Store }

    func (a *API) Orders(w http.ResponseWriter, r *http.Request) {
        written := r.URL.Query().Get("per_page")
        if written == "" {
            written = defaultPerPage
        }
        size, err := strconv.Atoi(written)
        if err != nil {
            w.WriteHeader(400)
            return
        }
        a.store.orders(Options{PerPage: size})
    }

    func (a *API) AllOrders(w http.ResponseWriter, r *http.Request) { a.store.orders(Options{Page: 1}) }

    func (a *API) SentOrders(w http.ResponseWriter, r *http.Request) {
        size, _ := strconv.Atoi(r.URL.Query().Get("per_page"))
        a.store.orders(Options{PerPage: size})
    }

    func (a *API) Items(w http.ResponseWriter, r *http.Request) {
        start, limit := window(r)
        a.store.items(start, limit)
    }

    func (a *API) AllItems(w http.ResponseWriter, r *http.Request) { a.store.items(0, 0) }

    func main() {
        db, _ := sql.Open("postgres", "shop")
        a := &API{store: &Store{db: db}}
        http.HandleFunc("GET /orders", a.Orders)
        http.HandleFunc("GET /all/orders", a.AllOrders)
        http.HandleFunc("GET /sent/orders", a.SentOrders)
        http.HandleFunc("GET /items", a.Items)
        http.HandleFunc("GET /all/items", a.AllItems)
        http.ListenAndServe(":8080", nil)
    }
"""


def test_a_limit_that_is_set_by_default(tmp_path: Path) -> None:
    """``if size > 0 { query.Limit(size) }`` bounds where the size has a default, not where only the client sends it."""
    folder = tmp_path.resolve()
    (folder / "go.mod").write_text("module example.com/shop\n\ngo 1.22\n")
    (folder / "main.go").write_text(textwrap.dedent(GO_DEFAULTS))
    rows = {row.found.path: row.facts for row in rows_of(read_backend(folder, [folder], []))}
    assert {path: facts["paginated"] for path, facts in rows.items()} == {
        "/orders": True,
        "/all/orders": False,
        "/sent/orders": False,
        "/items": True,
        "/all/items": False,
    }
    bounds = {path: [effect["bound"] for effect in facts["effects"]] for path, facts in rows.items()}
    assert bounds["/items"] == ["parameter"]


SQL = """
const express = require('express');
const mysql = require('mysql2/promise');
const pool = mysql.createPool({});
const app = express();

function visits(limited, counts = false) {
  const limit = counts ? '' : limited ? 'LIMIT 20' : '';
  if (counts) {
    return `SELECT COUNT(*) FROM visits`;
  }
  return `SELECT id, at FROM visits ORDER BY at ${limit}`;
}

app.get('/short/visits', async (req, res) => {
  const [[total]] = await pool.query(visits(false, true));
  const [rows] = await pool.query(visits(true));
  res.json({ rows, total });
});
app.get('/long/visits', async (req, res) => {
  const [rows] = await pool.query(visits(false));
  res.json(rows);
});
app.get('/first/blocks', async (req, res) => {
  let sql = 'SELECT * FROM blocks WHERE stale = 0';
  if (req.query.below) {
    sql += ' AND height < ?';
  }
  sql += ' ORDER BY height LIMIT 100';
  const [rows] = await pool.query(sql, [req.query.below]);
  res.json(rows);
});
app.get('/some/blocks', async (req, res) => {
  let sql = 'SELECT * FROM blocks';
  if (req.query.limit) {
    sql += ' LIMIT ?';
  }
  const [rows] = await pool.query(sql, [req.query.limit]);
  res.json(rows);
});
app.listen(80);
"""


def test_texts_of_sql_that_are_put_together(tmp_path: Path) -> None:
    (tmp_path / "package.json").write_text("{}", encoding="utf-8")
    (tmp_path / "app.js").write_text(SQL, encoding="utf-8")
    judgements = {row.found.path: row.facts["paginated"] for row in rows_of(read_backend(tmp_path, [tmp_path], []))}
    assert judgements == {"/short/visits": True, "/long/visits": False, "/first/blocks": True, "/some/blocks": False}


GENERATED = {
    "src/database.ts": """
import { PrismaClient } from './generated/prisma/client';
const make = () => new PrismaClient({ log: ['error'] }).$extends({ result: {} });
const kept = globalThis as unknown as { prisma: ReturnType<typeof make> };
export const db = kept.prisma ?? make();
if (process.env.NODE_ENV !== 'production') kept.prisma = db;
""",
    "src/models.ts": """
import { Model, Table, HasMany } from 'sequelize-typescript';
@Table
export class Reader extends Model { @HasMany(() => Book) books: Book[]; }
@Table
export class Book extends Model {}
""",
    "src/app.ts": """
import express from 'express';
import { db } from './database';
import { Reader } from './models';
const app = express();
app.get('/projects', async (req, res) => { res.json(await db.project.findMany({ where: { open: true } })); });
app.get('/clients', async (req, res) => { res.json(await db.client.findMany({ take: 50 })); });
app.get('/books', async (req, res) => {
  const reader = await Reader.findByPk(req.session.id);
  res.json(await reader.$get('books', { order: ['id'] }));
});
app.get('/newest/books', async (req, res) => {
  const reader = await Reader.findByPk(req.session.id);
  res.json(await reader.$get('books', { limit: 10 }));
});
app.listen(80);
""",
}


def test_clients_that_a_tool_makes_and_relations_that_are_asked_of_a_row(tmp_path: Path) -> None:
    (tmp_path / "package.json").write_text("{}", encoding="utf-8")
    for name, text in GENERATED.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    judgements = {row.found.path: row.facts["paginated"] for row in rows_of(read_backend(tmp_path, [tmp_path], []))}
    assert judgements == {"/projects": False, "/clients": True, "/books": False, "/newest/books": True}
