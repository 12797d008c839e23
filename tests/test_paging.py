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


def judgements(folder: Path, files: dict[str, str]) -> dict[str, bool | None]:
    """What is said of each route of a small project."""
    folder = folder.resolve()
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(textwrap.dedent(text), encoding="utf-8")
    return {row.found.path: row.facts["paginated"] for row in rows_of(read_backend(folder, [folder], []))}


def test_a_parameter_that_is_no_key_lists_what_has_it() -> None:
    assert judged("GET /secrets/{namespace}", ("read_many", "Secret", None), asked_by=("namespace",)) is False
    assert judged("GET /secrets/{name}", ("read_many", "Secret", None), asked_by=("name",)) is None
    assert judged("GET /secrets/{secret}", ("read_many", "Secret", None)) is None
    assert judged("GET /artist/search/{text}", ("read_many", "Artist", None), asked_by=("name",)) is False
    assert judged("GET /transactions/clients/{client}", ("read_many", "Transaction", None)) is False
    assert judged("GET /orgs/{org}/members/{id}", ("read_many", "orgs", None)) is None


TYPE_CHECKING = """
    from typing import TYPE_CHECKING
    from flask import Flask, jsonify, request
    from flask_sqlalchemy import SQLAlchemy
    from sqlalchemy import select, text

    db = SQLAlchemy()
    if TYPE_CHECKING:
        from flask_sqlalchemy.model import Model
        Base = Model
    else:
        Base = db.Model

    class Walk(Base):
        __tablename__ = "walks"
        id = db.Column(db.Integer, primary_key=True)
        guests = db.relationship("Guest", lazy="dynamic")

    class Guest(Base):
        __tablename__ = "guests"
        id = db.Column(db.Integer, primary_key=True)
        walk_id = db.Column(db.Integer, db.ForeignKey("walks.id"))

    app = Flask(__name__)

    @app.get("/walks")
    def walks():
        return jsonify(Walk.query.filter(Walk.id > 3).all())

    @app.get("/page/walks")
    def page():
        return jsonify(Walk.query.paginate(page=1, per_page=20).items)

    @app.get("/walks/<int:id>/guests")
    def guests(id):
        walk = Walk.query.filter_by(id=id).first()
        return jsonify(walk.guests.order_by(Guest.id).limit(20).all())

    @app.get("/walks/<int:id>/all-guests")
    def all_guests(id):
        walk = Walk.query.filter_by(id=id).first()
        return jsonify(walk.guests.order_by(Guest.id).all())

    @app.get("/raw/walks")
    def raw():
        rows = db.session.scalars(select(Walk).from_statement(text("SELECT * FROM walks LIMIT 9"))).all()
        return jsonify(rows)
"""


def test_models_whose_base_is_another_for_type_checkers_and_relations_that_are_queries(tmp_path: Path) -> None:
    assert judgements(tmp_path, {"app.py": TYPE_CHECKING}) == {
        "/walks": False,
        "/page/walks": True,
        "/walks/{id}/guests": True,
        "/walks/{id}/all-guests": False,
        "/raw/walks": True,
    }


TEXTS_IN_GO = """
    package main

    import (
        "context"
        "database/sql"
        "fmt"
        "net/http"
        "strings"
    )

    type Filter struct {
        Owner string
        Limit uint64
    }

    type Options struct{ MaxLimit, DefaultLimit uint64 }

    type Store interface {
        Assets(ctx context.Context, f Filter) (<-chan int, error)
        Names(ctx context.Context) error
        Listed(ctx context.Context, some bool) error
    }

    type Postgres struct{ db *sql.DB }

    func (p *Postgres) Assets(ctx context.Context, f Filter) (<-chan int, error) {
        out := make(chan int, 1)
        go func() {
            p.send(ctx, f, out)
            close(out)
        }()
        return out, nil
    }

    func (p *Postgres) send(ctx context.Context, f Filter, out chan<- int) {
        query, args, err := build(f)
        if err != nil {
            return
        }
        rows, _ := p.db.QueryContext(ctx, query, args...)
        defer rows.Close()
    }

    func build(f Filter) (string, []any, error) {
        query := "SELECT id FROM assets"
        parts := make([]string, 0, 3)
        args := make([]any, 0, 3)
        if f.Owner == "nobody" {
            return "", nil, fmt.Errorf("who?")
        }
        if f.Owner != "" {
            parts = append(parts, fmt.Sprintf("owner = $%d", len(args)))
            args = append(args, f.Owner)
        }
        if len(parts) > 0 {
            query += " WHERE " + strings.Join(parts, " AND ")
        }
        query += " ORDER BY id"
        if f.Limit != 0 {
            query += fmt.Sprintf(" LIMIT %d", f.Limit)
        }
        return query, args, nil
    }

    func (p *Postgres) Names(ctx context.Context) error {
        var b strings.Builder
        b.WriteString("SELECT name")
        fmt.Fprintf(&b, " FROM %s", "names")
        b.WriteString(" LIMIT 30")
        _, err := p.db.QueryContext(ctx, b.String())
        return err
    }

    func (p *Postgres) Listed(ctx context.Context, some bool) error {
        var b strings.Builder
        b.WriteString("SELECT name FROM listed")
        if some {
            b.WriteString(" LIMIT 30")
        }
        _, err := p.db.QueryContext(ctx, b.String())
        return err
    }

    type API struct {
        store   Store
        options Options
    }

    func orElse(size *uint64, otherwise uint64) uint64 {
        if size != nil {
            return *size
        }
        return otherwise
    }

    func timed(ctx context.Context, run func(ctx context.Context) error) error {
        done := make(chan struct{})
        var err error
        go func() {
            err = run(ctx)
            close(done)
        }()
        <-done
        return err
    }

    func (a *API) fetch(ctx context.Context, f Filter) error {
        return timed(ctx, func(ctx context.Context) error {
            _, err := a.store.Assets(ctx, f)
            return err
        })
    }

    func (a *API) filter(sent *uint64) (f Filter, err error) {
        f.Limit = min(orElse(sent, a.options.DefaultLimit), a.options.MaxLimit)
        return
    }

    func (a *API) Assets(w http.ResponseWriter, r *http.Request) {
        f, _ := a.filter(nil)
        a.fetch(r.Context(), f)
    }

    func (a *API) AllAssets(w http.ResponseWriter, r *http.Request) {
        a.fetch(r.Context(), Filter{Owner: "me"})
    }

    func (a *API) Names(w http.ResponseWriter, r *http.Request) { a.store.Names(r.Context()) }

    func (a *API) Listed(w http.ResponseWriter, r *http.Request) { a.store.Listed(r.Context(), r.Host != "") }

    func main() {
        db, _ := sql.Open("postgres", "shop")
        a := &API{store: &Postgres{db: db}}
        http.HandleFunc("GET /assets", a.Assets)
        http.HandleFunc("GET /all/assets", a.AllAssets)
        http.HandleFunc("GET /names", a.Names)
        http.HandleFunc("GET /listed", a.Listed)
        http.ListenAndServe(":8080", nil)
    }
"""


def test_texts_of_sql_that_go_puts_together(tmp_path: Path) -> None:
    """``+=``, Sprintf, Join, a Builder; behind an interface, a callback and a goroutine; sizes that settings bound."""
    files = {"go.mod": "module example.com/shop\n\ngo 1.22\n", "main.go": TEXTS_IN_GO}
    assert judgements(tmp_path, files) == {"/assets": True, "/all/assets": False, "/names": True, "/listed": False}


WRAPPED = """
    package main

    import (
        "net/http"

        "github.com/jinzhu/gorm"
    )

    type Database interface {
        Find(out interface{}, where ...interface{}) Database
        Where(query interface{}, args ...interface{}) Database
        Limit(limit int) Database
        Related(out interface{}, keys ...string) Database
    }

    type Db struct{ Database *gorm.DB }

    func Wrap(db *gorm.DB) Database { return &Db{Database: db} }

    func (it *Db) Find(out interface{}, where ...interface{}) Database { return Wrap(it.Database.Find(out, where...)) }

    func (it *Db) Where(query interface{}, args ...interface{}) Database {
        return Wrap(it.Database.Where(query, args...))
    }

    func (it *Db) Limit(limit int) Database { return Wrap(it.Database.Limit(limit)) }

    func (it *Db) Related(out interface{}, keys ...string) Database { return Wrap(it.Database.Related(out, keys...)) }

    type Hit struct{ ID int }

    type Note struct{ ID int }

    type Incident struct {
        ID    int
        Notes []*Note
    }

    func (i *Incident) AfterFind() { db.Where("incident").Related(&i.Notes) }

    var db Database

    type Page struct{ db Database }

    func (p Page) Find(out interface{}) { p.db.Find(out) }

    func paged() Page {
        q := db.Where("at > 1")
        q = q.Limit(100)
        return Page{db: q}
    }

    func hits(w http.ResponseWriter, r *http.Request) {
        var hits []*Hit
        paged().Find(&hits)
    }

    func allHits(w http.ResponseWriter, r *http.Request) {
        var hits []*Hit
        db.Find(&hits)
    }

    func notes(w http.ResponseWriter, r *http.Request) {
        var incident Incident
        db.Where("id = ?", r.PathValue("id")).Find(&incident)
    }

    func main() {
        opened, _ := gorm.Open("postgres", "shop")
        db = Wrap(opened)
        http.HandleFunc("GET /hits", hits)
        http.HandleFunc("GET /all/hits", allHits)
        http.HandleFunc("GET /incidents/{id}/notes", notes)
        http.ListenAndServe(":8080", nil)
    }
"""


def test_queries_in_the_project_s_own_wrapping(tmp_path: Path) -> None:
    files = {"go.mod": "module example.com/shop\n\ngo 1.22\n", "main.go": WRAPPED}
    assert judgements(tmp_path, files) == {"/hits": True, "/all/hits": False, "/incidents/{id}/notes": False}


OBJECTION = {
    "package.json": "{}",
    "models/host.js": """
        import { Model } from 'objection';
        class Host extends Model { static get tableName() { return 'host'; } }
        export default Host;
    """,
    "internal/host.js": """
        import hostModel from '../models/host.js';
        const internalHost = {
          getAll: async (access, expand, search) => {
            await access.can('hosts:list');
            const query = hostModel.query().where('is_deleted', 0).allowGraph('[owner]').orderBy('name', 'ASC');
            if (typeof search === 'string') {
              query.where(function () { this.where('name', 'like', `%${search}%`); });
            }
            if (expand) { query.withGraphFetched(`[${expand.join(', ')}]`); }
            const rows = await query.then(rows => rows);
            return rows.map(row => row.name);
          },
          latest: async () => await hostModel.query().orderBy('at').limit(100),
          page: async (n) => hostModel.query().page(n, 20),
          one: async (id) => hostModel.query().findById(id),
        };
        export default internalHost;
    """,
    "app.js": """
        import express from 'express';
        import internalHost from './internal/host.js';
        const app = express();
        app.get('/hosts', async (req, res) => { res.json(await internalHost.getAll(res.locals.access, null, null)); });
        app.get('/latest/hosts', async (req, res) => { res.json(await internalHost.latest()); });
        app.get('/page/hosts', async (req, res) => { res.json(await internalHost.page(req.query.page)); });
        app.get('/hosts/:id', async (req, res) => { res.json(await internalHost.one(req.params.id)); });
        app.listen(80);
    """,
}


def test_objection(tmp_path: Path) -> None:
    assert judgements(tmp_path, OBJECTION) == {
        "/hosts": False, "/latest/hosts": True, "/page/hosts": True, "/hosts/{id}": None
    }  # fmt: skip


UNKNOWN_DRIVERS = {
    "package.json": "{}",
    "store.js": """
        const driver = require('some-driver');
        const client = driver.open(process.env.STORE);
        const later = (sql, values) => new Promise((resolve, reject) => {
          client.query(sql, values, (error, rows) => (error ? reject(error) : resolve(rows)));
        });
        class Builder {
          constructor(table) { this.table = table; this.parts = []; this.size = ''; }
          where(text) { this.parts.push(text); return this; }
          first(n) { this.size = ` LIMIT ${n}`; return this; }
          all() { return later(`SELECT * FROM ${this.table} WHERE ${this.parts.join(' AND ')} ${this.size}`); }
        }
        module.exports = { later, from: (table) => new Builder(table) };
    """,
    "app.js": """
        const express = require('express');
        const postgres = require('postgres');
        const { later } = require('./store');
        const sql = postgres(process.env.STORE);
        const app = express();
        app.get('/events', async (req, res) => { res.json(await later('SELECT * FROM events WHERE kind = ?', [1])); });
        app.get('/few/events', async (req, res) => { res.json(await later('SELECT * FROM events LIMIT 5')); });
        app.get('/tagged/events', async (req, res) => { res.json(await sql`SELECT * FROM events`); });
        app.get('/few/tagged/events', async (req, res) => {
          res.json(await sql`SELECT * FROM events WHERE at > ${req.query.at} LIMIT 10`);
        });
        app.get('/chosen', async (req, res) => { res.json(await menu.get('Select one from the list')); });
        app.listen(80);
    """,
}


def test_a_statement_that_is_handed_to_a_driver_nobody_knows(tmp_path: Path) -> None:
    assert judgements(tmp_path, UNKNOWN_DRIVERS) == {
        "/events": False,
        "/few/events": True,
        "/tagged/events": False,
        "/few/tagged/events": True,
        "/chosen": None,
    }


KEY_VALUES = """
    package main

    import (
        "net/http"
        "strconv"

        "github.com/asdine/storm/v3"
        "github.com/sdomino/scribble"
        bolt "go.etcd.io/bbolt"
    )

    type User struct{ ID int }

    var db *bolt.DB
    var files *scribble.Driver
    var node *storm.DB

    func posts(w http.ResponseWriter, r *http.Request) {
        db.View(func(tx *bolt.Tx) error {
            b := tx.Bucket([]byte("posts"))
            return b.ForEach(func(k, v []byte) error { return nil })
        })
    }

    func somePosts(w http.ResponseWriter, r *http.Request) {
        limit, _ := strconv.Atoi(r.URL.Query().Get("limit"))
        found := 0
        db.View(func(tx *bolt.Tx) error {
            c := tx.Bucket([]byte("posts")).Cursor()
            for k, _ := c.Last(); k != nil; k, _ = c.Prev() {
                if found >= limit {
                    break
                }
                found++
            }
            return nil
        })
    }

    func users(w http.ResponseWriter, r *http.Request) {
        var users []User
        node.All(&users)
    }

    func someUsers(w http.ResponseWriter, r *http.Request) {
        var users []User
        node.All(&users, storm.Limit(20))
    }

    func clients(w http.ResponseWriter, r *http.Request) { files.ReadAll("clients") }

    func main() {
        http.HandleFunc("GET /posts", posts)
        http.HandleFunc("GET /some/posts", somePosts)
        http.HandleFunc("GET /users", users)
        http.HandleFunc("GET /some/users", someUsers)
        http.HandleFunc("GET /clients", clients)
        http.ListenAndServe(":8080", nil)
    }
"""


def test_key_value_stores_of_go(tmp_path: Path) -> None:
    files = {"go.mod": "module example.com/shop\n\ngo 1.22\n", "main.go": KEY_VALUES}
    assert judgements(tmp_path, files) == {
        "/posts": False, "/some/posts": True, "/users": False, "/some/users": True, "/clients": False
    }  # fmt: skip


SIZES = {
    "paging.py": """
        from flask import current_app

        class Page:
            def __init__(self, number=1, size=None):
                self.number = number
                self.size = size or current_app.config["DEFAULT_PAGE_SIZE"]

            @staticmethod
            def of(params):
                return Page(params.get("page", 1, int), params.get("size", 0, int))
    """,
    "store.py": """
        import psycopg2

        class Store:
            def __init__(self, url):
                self.connection = psycopg2.connect(url)

            def _all(self, query, vars, limit=None):
                if limit is not None:
                    query += f" LIMIT {limit}"
                cursor = self.connection.cursor()
                cursor.execute(query, vars)
                return cursor.fetchall()

            def keys(self, where, size=None):
                return self._all("SELECT * FROM keys WHERE {where}".format(where=where), (), limit=size)

            def tags(self, topn=100):
                return self._all("SELECT * FROM tags WHERE used", (), limit=topn)

            def notes(self):
                return self._all("SELECT * FROM notes WHERE used", ())
    """,
    "app.py": """
        from flask import Flask, jsonify, request
        from paging import Page
        from store import Store

        app = Flask(__name__)
        store = Store("postgres://")

        @app.get("/keys")
        def keys():
            page = Page.of(request.args)
            return jsonify(store.keys("true", size=page.size))

        @app.get("/tags")
        def tags():
            return jsonify(store.tags())

        @app.get("/notes")
        def notes():
            return jsonify(store.notes())
    """,
}


def test_sizes_that_there_always_are(tmp_path: Path) -> None:
    """``size or config["DEFAULT_PAGE_SIZE"]`` in an object; a parameter's own default, where no size is named."""
    assert judgements(tmp_path, SIZES) == {"/keys": True, "/tags": True, "/notes": False}


OPTIONS = """
    package main

    import (
        "database/sql"
        "net/http"
    )

    type Page struct{ Limit int }

    type Option func(*Page)

    func WithLimit(limit int) Option { return func(page *Page) { page.Limit = limit } }

    func resolve(options ...Option) Page {
        page := Page{}
        for _, option := range options {
            option(&page)
        }
        return page
    }

    var db *sql.DB

    func find(options ...Option) {
        page := resolve(options...)
        query := "SELECT id FROM files"
        if page.Limit > 0 {
            query += " LIMIT ?"
        }
        rows, _ := db.Query(query, page.Limit)
        defer rows.Close()
    }

    func files(w http.ResponseWriter, r *http.Request) { find() }

    func someFiles(w http.ResponseWriter, r *http.Request) { find(WithLimit(20)) }

    func main() {
        http.HandleFunc("GET /files", files)
        http.HandleFunc("GET /some/files", someFiles)
        http.ListenAndServe(":8080", nil)
    }
"""


def test_options_that_are_functions(tmp_path: Path) -> None:
    files = {"go.mod": "module example.com/shop\n\ngo 1.22\n", "main.go": OPTIONS}
    assert judgements(tmp_path, files) == {"/files": False, "/some/files": True}


CHILDREN = """
    from fastapi import Depends, FastAPI
    from sqlalchemy import select
    from sqlalchemy.ext.asyncio import AsyncSession
    from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship, selectinload

    class Base(DeclarativeBase): pass

    class Field(Base):
        __tablename__ = "fields"
        id: Mapped[int] = mapped_column(primary_key=True)

    class Form(Base):
        __tablename__ = "forms"
        id: Mapped[int] = mapped_column(primary_key=True)
        fields: Mapped[list["Field"]] = relationship()

    class Hit(Base):
        __tablename__ = "hits"
        id: Mapped[int] = mapped_column(primary_key=True)

    app = FastAPI()

    async def get_db() -> AsyncSession: ...

    @app.get("/forms/{form_id}/fields")
    async def fields(form_id: int, db: AsyncSession = Depends(get_db)):
        found = await db.execute(select(Form).filter_by(id=form_id).options(selectinload(Form.fields)))
        form = found.scalar_one_or_none()
        return {"items": form.fields}

    @app.get("/forms/{form_id}")
    async def form(form_id: int, db: AsyncSession = Depends(get_db)):
        form = (await db.execute(select(Form).filter_by(id=form_id))).scalar_one_or_none()
        return {"id": form.id, "fields": form.fields}

    @app.get("/hits")
    async def hits(engine, limit: int = 20, db: AsyncSession = Depends(get_db)):
        ids = await engine.search(limit=limit)
        return (await db.execute(select(Hit).where(Hit.id.in_(ids)))).scalars().all()

    @app.get("/hits/{page}")
    async def page(page: int, db: AsyncSession = Depends(get_db)):
        return (await db.execute(select(Hit).offset(page * 20).limit(20))).scalars().all()
"""


def test_children_of_one_row_and_rows_by_keys(tmp_path: Path) -> None:
    assert judgements(tmp_path, {"app.py": CHILDREN}) == {
        "/forms/{form_id}/fields": False, "/forms/{form_id}": None, "/hits": True, "/hits/{page}": True
    }  # fmt: skip


KEPT = {
    "go.mod": "module example.com/shop\n\ngo 1.22\n",
    "queries/users.List.sql": "/* all of them */\nselect id, name from users order by name",
    "queries/users.Top.sql": "with top as (select id from users limit 9)\nselect * from top join users using (id)",
    "main.go": """
        package main

        import (
            "net/http"

            "example.org/store"
        )

        type User struct{ ID int }

        type Users []User

        func (u *Users) List(r *http.Request) error { return store.Select(r.Context(), u, "load:users.List") }

        func users(w http.ResponseWriter, r *http.Request) {
            found := Users{User{}}
            found.List(r)
        }

        func top(w http.ResponseWriter, r *http.Request) {
            var found Users
            store.Select(r.Context(), &found, "load:users.Top.sql")
        }

        func main() {
            http.HandleFunc("GET /users", users)
            http.HandleFunc("GET /top/users", top)
            http.ListenAndServe(":8080", nil)
        }
    """,
}


def test_statements_that_are_kept_in_files(tmp_path: Path) -> None:
    assert judgements(tmp_path, KEPT) == {"/users": False, "/top/users": True}


POINTED = """
    package main

    import (
        "database/sql"
        "fmt"
        "net/http"
        "strconv"
    )

    type FindMemo struct {
        Owner *string
        Limit *int
    }

    var db *sql.DB

    func list(find *FindMemo) {
        query := "SELECT " + fmt.Sprint("id") + " FROM memo WHERE 1 = 1 ORDER BY id"
        if find.Limit != nil {
            query = fmt.Sprintf("%s LIMIT %d", query, *find.Limit)
        }
        rows, _ := db.Query(query)
        defer rows.Close()
    }

    func memos(w http.ResponseWriter, r *http.Request) {
        find := &FindMemo{}
        limit, _ := strconv.Atoi(r.URL.Query().Get("limit"))
        if limit <= 0 {
            limit = 20
        }
        limitPlusOne := min(limit, 100) + 1
        find.Limit = &limitPlusOne
        list(find)
    }

    func literal(w http.ResponseWriter, r *http.Request) {
        size, _ := strconv.Atoi(r.URL.Query().Get("size"))
        list(&FindMemo{Limit: &size})
    }

    func all(w http.ResponseWriter, r *http.Request) {
        owner := r.Host
        list(&FindMemo{Owner: &owner})
    }

    func main() {
        http.HandleFunc("GET /memos", memos)
        http.HandleFunc("GET /literal/memos", literal)
        http.HandleFunc("GET /all/memos", all)
        http.ListenAndServe(":8080", nil)
    }
"""


def test_sizes_behind_pointers(tmp_path: Path) -> None:
    files = {"go.mod": "module example.com/shop\n\ngo 1.22\n", "main.go": POINTED}
    assert judgements(tmp_path, files) == {"/memos": True, "/literal/memos": True, "/all/memos": False}
