"""What functions do to the world outside: small programs in three layers, with bounded and unbounded twins."""

from __future__ import annotations

from pathlib import Path

import pytest

from backend_review.index.program import Class, Function
from backend_review.index.project import Project
from backend_review.model.effects import Effect, Effects
from backend_review.model.sqltext import classify
from backend_review.project.files import collect

Expected = dict[str, list[tuple[str, str, str | None]]]


def project(folder: Path, files: dict[str, str]) -> Project:
    for name, text in files.items():
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text)
    return Project(collect(folder, [folder]).files)


def functions(made: Project, path: str) -> dict[str, Function]:
    module = made.module(path)
    assert module is not None
    found: dict[str, Function] = {}
    for statement in module.body:
        if statement.function is not None:
            found[statement.function.name] = statement.function
        if isinstance(statement.klass, Class):
            found |= statement.klass.methods
        if statement.kind == "assign" and statement.value is not None and statement.value.kind == "func":
            found[statement.targets[0].name] = module.function_of(statement.value)
    return found


def effects_of(made: Project, path: str, name: str) -> list[Effect]:
    return Effects(made).of(functions(made, path)[name])


def check(folder: Path, files: dict[str, str], path: str, expected: Expected) -> None:
    made = project(folder, files)
    effects = Effects(made)
    found = {name: [(e.kind, e.what, e.bound) for e in effects.of(functions(made, path)[name])] for name in expected}
    assert found == expected


PY = {
    "sqlalchemy-2-async": (
        {
            "app/db.py": """
from sqlalchemy.ext.asyncio import create_async_engine, async_sessionmaker, AsyncSession
engine = create_async_engine("postgresql://x")
Session = async_sessionmaker(engine)

async def get_db():
    async with Session() as session:
        yield session
""",
            "app/models.py": """
from sqlalchemy.orm import DeclarativeBase
class Base(DeclarativeBase): pass
class User(Base):
    __tablename__ = "users"
""",
            "app/repo.py": """
from sqlalchemy import select, func, update, delete
from sqlalchemy.ext.asyncio import AsyncSession
from app.models import User

class UserRepository:
    def __init__(self, session: AsyncSession):
        self.session = session

    async def all(self):
        result = await self.session.execute(select(User).order_by(User.id))
        return result.scalars().all()

    async def page(self, limit: int, offset: int):
        stmt = select(User).order_by(User.id)
        stmt = stmt.limit(limit).offset(offset)
        return (await self.session.scalars(stmt)).all()

    async def maybe(self, limit: int | None = None):
        stmt = select(User)
        if limit is not None:
            stmt = stmt.limit(limit)
        result = await self.session.execute(stmt)
        return result.scalars().all()

    async def one(self, id: int):
        result = await self.session.execute(select(User).where(User.id == id))
        return result.scalar_one_or_none()

    async def total(self):
        return await self.session.scalar(select(func.count(User.id)))

    async def rename(self, id: int, name: str):
        await self.session.execute(update(User).where(User.id == id).values(name=name))
        await self.session.commit()

    async def drop(self, id: int):
        await self.session.execute(delete(User).where(User.id == id))
""",
            "app/service.py": """
from app.repo import UserRepository
class UserService:
    def __init__(self, repo: UserRepository):
        self.repo = repo
    async def all(self): return await self.repo.all()
    async def page(self, limit, offset): return await self.repo.page(limit, offset)
    async def maybe(self, limit=None): return await self.repo.maybe(limit)
    async def one(self, id): return await self.repo.one(id)
""",
            "app/api.py": """
from typing import Annotated
from fastapi import APIRouter, Depends
from sqlalchemy.ext.asyncio import AsyncSession
from app.db import get_db
from app.repo import UserRepository
from app.service import UserService

DB = Annotated[AsyncSession, Depends(get_db)]

def get_service(db: DB):
    return UserService(UserRepository(db))

async def all(service: UserService = Depends(get_service)):
    return await service.all()

async def page(limit: int = 20, offset: int = 0, service=Depends(get_service)):
    return await service.page(limit, offset)

async def maybe(db: DB, limit: int | None = None):
    return await UserService(UserRepository(db)).maybe(limit)

async def one(id: int, db: DB):
    return await UserRepository(db).one(id)

async def total(db: DB):
    return await UserRepository(db).total()

async def rename(id: int, name: str, db: AsyncSession = Depends(get_db)):
    await UserRepository(db).rename(id, name)

async def drop(id: int, db: DB):
    await UserRepository(db).drop(id)
""",
        },
        "app/api.py",
        {
            "all": [("read_many", "User", None)],
            "page": [("read_many", "User", "parameter")],
            "maybe": [("read_many", "User", None)],
            "one": [("read_one", "User", None)],
            "total": [("read_one", "User", None)],
            "rename": [("write", "User", None), ("write", "commit", None)],
            "drop": [("delete", "User", None)],
        },
    ),
    "sqlalchemy-1.4": (
        {
            "models.py": """
from sqlalchemy.ext.declarative import declarative_base
Base = declarative_base()
class Item(Base):
    __tablename__ = "items"
""",
            "crud.py": """
from sqlalchemy.orm import Session
from models import Item

def all_items(db: Session, q: str = ""):
    query = db.query(Item)
    if q:
        query = query.filter(Item.name == q)
    return query.all()

def page_items(db: Session, skip: int = 0, limit: int = 100):
    return db.query(Item).offset(skip).limit(limit).all()

def ten(db: Session):
    return db.query(Item).limit(10).all()

def get_item(db: Session, id: int):
    return db.query(Item).filter(Item.id == id).first()

def loaded_first(db: Session):
    return db.query(Item).all()[:10]

def looped(db: Session):
    return [item.name for item in db.query(Item)]

def add_item(db: Session, data):
    item = Item(**data)
    db.add(item)
    db.commit()
    return item
""",
            "api.py": """
import crud
def all_items(db): return crud.all_items(db)
def page_items(db): return crud.page_items(db)
def ten(db): return crud.ten(db)
def get_item(db): return crud.get_item(db, 1)
def loaded_first(db): return crud.loaded_first(db)
def looped(db): return crud.looped(db)
def add_item(db): return crud.add_item(db, {})
""",
        },
        "api.py",
        {
            "all_items": [("read_many", "Item", None)],
            "page_items": [("read_many", "Item", "constant")],
            "ten": [("read_many", "Item", "constant")],
            "get_item": [("read_one", "Item", None)],
            "loaded_first": [("read_many", "Item", None)],
            "looped": [("read_many", "Item", None)],
            "add_item": [("write", "Item", None), ("write", "commit", None)],
        },
    ),
    "sqlmodel": (
        {
            "m.py": """
from sqlmodel import SQLModel, Session, create_engine, select
engine = create_engine("sqlite://")
class Hero(SQLModel, table=True):
    pass
def get_session():
    with Session(engine) as session:
        yield session
""",
            "api.py": """
from fastapi import Depends
from sqlmodel import Session, select
from m import Hero, get_session
def heroes(*, session: Session = Depends(get_session)):
    return session.exec(select(Hero)).all()
def some(*, session: Session = Depends(get_session), limit: int = 10):
    return session.exec(select(Hero).offset(0).limit(limit)).all()
def hero(id: int, session: Session = Depends(get_session)):
    return session.get(Hero, id)
""",
        },
        "api.py",
        {
            "heroes": [("read_many", "Hero", None)],
            "some": [("read_many", "Hero", "parameter")],
            "hero": [("read_one", "Hero", None)],
        },
    ),
    "flask-sqlalchemy": (
        {
            "ext.py": "from flask_sqlalchemy import SQLAlchemy\ndb = SQLAlchemy()\n",
            "models.py": "from ext import db\nclass Post(db.Model):\n    pass\n",
            "views.py": """
from ext import db
from models import Post
def posts(): return Post.query.order_by(Post.id).all()
def paged(): return Post.query.paginate(page=1)
def one(id): return Post.query.get_or_404(id)
def recent(): return Post.query.limit(5).all()
def add():
    db.session.add(Post())
    db.session.commit()
def scalars(): return db.session.scalars(db.select(Post)).all()
""",
        },
        "views.py",
        {
            "posts": [("read_many", "Post", None)],
            "paged": [("read_many", "Post", "parameter")],
            "one": [("read_one", "Post", None)],
            "recent": [("read_many", "Post", "constant")],
            "add": [("write", "Post", None), ("write", "commit", None)],
            "scalars": [("read_many", "Post", None)],
        },
    ),
    "django": (
        {
            "shop/models.py": "from django.db import models\nclass Order(models.Model):\n    pass\n",
            "shop/services.py": """
from django.db import transaction
from .models import Order
def open_orders(user):
    orders = Order.objects.filter(user=user)
    orders = orders.order_by("-id")
    return orders
def last_ten(): return Order.objects.order_by("-id")[:10]
def close(id):
    with transaction.atomic():
        order = Order.objects.get(pk=id)
        order.save()
        Order.objects.filter(pk=id).delete()
def number(): return Order.objects.filter(open=True).count()
""",
            "shop/views.py": """
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404
from .models import Order
from . import services
def index(request): return render(request, {"orders": services.open_orders(request.user)})
def last(request): return services.last_ten()
def paged(request):
    return Paginator(Order.objects.all(), 25).get_page(1)
def show(request, id): return get_object_or_404(Order, pk=id)
def close(request, id): services.close(id)
def number(request): return services.number()
""",
        },
        "shop/views.py",
        {
            "index": [("read_many", "Order", None)],
            "last": [("read_many", "Order", "constant")],
            "paged": [("read_many", "Order", "constant")],
            "show": [("read_one", "Order", None)],
            "close": [
                ("transaction", "atomic", None),
                ("read_one", "Order", None),
                ("write", "Order", None),
                ("delete", "Order", None),
            ],
            "number": [("read_one", "Order", None)],
        },
    ),
    "psycopg": (
        {
            "db.py": """
import psycopg2
def connection():
    return psycopg2.connect("dbname=x")
def all_users():
    conn = connection()
    cur = conn.cursor()
    cur.execute("SELECT id, name FROM users ORDER BY name")
    return cur.fetchall()
def some_users(n):
    conn = connection()
    cur = conn.cursor()
    cur.execute("SELECT id FROM users LIMIT %s", (n,))
    return cur.fetchall()
def user(id):
    with connection() as conn, conn.cursor() as cur:
        cur.execute("SELECT * FROM users WHERE name = %s", (id,))
        return cur.fetchone()
def count():
    cur = connection().cursor()
    cur.execute("SELECT count(*) FROM users")
    return cur.fetchone()
def remove(id):
    conn = connection()
    conn.cursor().execute("DELETE FROM users WHERE id = %s", (id,))
""",
        },
        "db.py",
        {
            "all_users": [("connect", "psycopg2.connect", None), ("read_many", "users", None)],
            "some_users": [("connect", "psycopg2.connect", None), ("read_many", "users", "parameter")],
            "user": [("connect", "psycopg2.connect", None), ("read_one", "users", None)],
            "count": [("connect", "psycopg2.connect", None), ("read_one", "users", None)],
            "remove": [("connect", "psycopg2.connect", None), ("delete", "users", None)],
        },
    ),
    "asyncpg": (
        {
            "repo.py": """
import asyncpg
class Repo:
    def __init__(self, pool: asyncpg.Pool):
        self.pool = pool
    async def all(self):
        async with self.pool.acquire() as conn:
            return await conn.fetch("SELECT * FROM events")
    async def some(self, limit):
        return await self.pool.fetch("SELECT * FROM events LIMIT $1", limit)
    async def one(self, id):
        return await self.pool.fetchrow("SELECT * FROM events WHERE id = $1", id)
    async def add(self, name):
        async with self.pool.acquire() as conn:
            async with conn.transaction():
                await conn.execute("INSERT INTO events (name) VALUES ($1)", name)
""",
        },
        "repo.py",
        {
            "all": [("read_many", "events", None)],
            "some": [("read_many", "events", "parameter")],
            "one": [("read_one", "events", None)],
            "add": [("transaction", "transaction", None), ("write", "events", None)],
        },
    ),
    "pymongo": (
        {
            "db.py": 'from motor.motor_asyncio import AsyncIOMotorClient\nclient = AsyncIOMotorClient("x")\ndb = client.shop\nusers = db["users"]\n',
            "api.py": """
from db import db, users
async def all(): return await users.find({}).to_list(None)
async def capped(): return await db.users.find().to_list(length=100)
async def some(limit: int = 10):
    cursor = users.find().skip(0).limit(limit)
    return [u async for u in cursor]
async def one(id): return await users.find_one({"_id": id})
async def add(u): await users.insert_one(u)
async def drop(id): await users.delete_one({"_id": id})
""",
        },
        "api.py",
        {
            "all": [("read_many", "users", None)],
            "capped": [("read_many", "users", "constant")],
            "some": [("read_many", "users", "parameter")],
            "one": [("read_one", "users", None)],
            "add": [("write", "users", None)],
            "drop": [("delete", "users", None)],
        },
    ),
    "beanie": (
        {
            "m.py": "from beanie import Document\nclass Note(Document):\n    text: str\n",
            "api.py": """
from m import Note
async def all(): return await Note.find_all().to_list()
async def some(limit: int): return await Note.find(Note.x == 1).limit(limit).to_list()
async def one(id): return await Note.get(id)
async def add(text):
    note = Note(text=text)
    await note.insert()
    return note
""",
        },
        "api.py",
        {
            "all": [("read_many", "Note", None)],
            "some": [("read_many", "Note", "parameter")],
            "one": [("read_one", "Note", None)],
            "add": [("write", "Note", None)],
        },
    ),
    "outside": (
        {
            "tasks.py": """
from celery import Celery, shared_task
app = Celery("x")
@app.task
def send_mail(to): pass
@shared_task(bind=True)
def report(self): pass
""",
            "api.py": """
import time
import requests
import httpx
import pika
from fastapi.concurrency import run_in_threadpool
from tasks import send_mail, report

def sync_helper():
    return requests.get("https://api.example.com/x", timeout=3)

async def blocks():
    return sync_helper()
async def threaded():
    return await run_in_threadpool(sync_helper)
def sync(): return sync_helper()
async def good():
    async with httpx.AsyncClient() as client:
        return await client.get("https://api.example.com")
async def sleeps(): time.sleep(1)
def mails():
    send_mail.delay("a")
    report.apply_async()
def rabbit():
    connection = pika.BlockingConnection()
    channel = connection.channel()
    channel.basic_publish(exchange="", routing_key="orders", body=b"")
""",
        },
        "api.py",
        {
            "blocks": [("outbound_call", "https://api.example.com/x", None), ("blocking_call", "requests.get", None)],
            "threaded": [("outbound_call", "https://api.example.com/x", None)],
            "sync": [("outbound_call", "https://api.example.com/x", None)],
            "good": [("outbound_call", "https://api.example.com", None)],
            "sleeps": [("blocking_call", "time.sleep", None)],
            "mails": [("publish", "send_mail", None), ("publish", "report", None)],
            "rabbit": [("connect", "pika.BlockingConnection", None), ("publish", "orders", None)],
        },
    ),
}


@pytest.mark.parametrize("name", PY)
def test_python(name: str, tmp_path: Path) -> None:
    check(tmp_path, *PY[name])


JS = {
    "mongoose": (
        {
            "models/user.js": "const mongoose = require('mongoose');\nconst schema = new mongoose.Schema({});\nschema.statics = { list({ page = 1, perPage = 30 }) { return this.find().limit(perPage).exec(); } };\nmodule.exports = mongoose.model('User', schema);\n",
            "services/users.js": """
const User = require('../models/user');
const all = async () => User.find({ active: true }).sort('name').lean();
const page = async (limit) => {
  const query = User.find({});
  query.sort('name');
  return query.limit(limit).exec();
};
const one = (id) => User.findById(id).populate('posts');
const count = () => User.find({}).countDocuments();
const make = async (data) => { const user = new User(data); await user.save(); return user; };
const drop = (id) => User.findByIdAndDelete(id);
module.exports = { all, page, one, count, make, drop };
""",
            "controllers.js": """
const users = require('./services/users');
const User = require('./models/user');
const all = async (req, res) => { res.json(await users.all()); };
const page = async (req, res) => { res.json(await users.page(req.query.limit)); };
const one = async (req, res) => { res.json(await users.one(req.params.id)); };
const count = async (req, res) => { res.json(await users.count()); };
const make = async (req, res) => { res.json(await users.make(req.body)); };
const drop = async (req, res) => { await users.drop(req.params.id); };
const listed = async (req, res) => { res.json(await User.list(req.query)); };
""",
        },
        "controllers.js",
        {
            "all": [("read_many", "User", None)],
            "page": [("read_many", "User", "parameter")],
            "one": [("read_one", "User", None)],
            "count": [("read_one", "User", None)],
            "make": [("write", "User", None)],
            "drop": [("delete", "User", None)],
            "listed": [("read_many", "User", "parameter")],
        },
    ),
    "mongodb": (
        {
            "db.ts": "import { MongoClient } from 'mongodb';\nexport const client = new MongoClient('x');\nexport const db = client.db('shop');\nexport const orders = db.collection('orders');\n",
            "api.ts": """
import { db, orders } from './db';
const all = async () => orders.find({}).toArray();
const some = async (n: number) => db.collection('orders').find({}).limit(n).toArray();
const one = async (id: string) => orders.findOne({ _id: id });
const add = async (o: any) => { await orders.insertOne(o); };
""",
        },
        "api.ts",
        {
            "all": [("read_many", "orders", None)],
            "some": [("read_many", "orders", "parameter")],
            "one": [("read_one", "orders", None)],
            "add": [("write", "orders", None)],
        },
    ),
    "pg": (
        {
            "db.js": "const { Pool } = require('pg');\nconst pool = new Pool();\nmodule.exports = { query: (text, params) => pool.query(text, params), pool };\n",
            "api.js": """
const db = require('./db');
const { pool } = require('./db');
const all = async () => db.query('SELECT * FROM items');
const some = async (n) => pool.query('SELECT * FROM items ORDER BY id LIMIT $1', [n]);
const one = async (id) => pool.query('SELECT * FROM items WHERE id = $1', [id]);
const move = async () => {
  const client = await pool.connect();
  await client.query('BEGIN');
  await client.query('UPDATE items SET a = 1');
  await client.query('COMMIT');
};
""",
        },
        "api.js",
        {
            "all": [("read_many", "items", None)],
            "some": [("read_many", "items", "parameter")],
            "one": [("read_one", "items", None)],
            "move": [("transaction", "transaction", None), ("write", "items", None)],
        },
    ),
    "mysql2-and-sqlite": (
        {
            "api.js": """
const mysql = require('mysql2/promise');
const Database = require('better-sqlite3');
const pool = mysql.createPool({});
const lite = new Database('x.db');
async function all() { const [rows] = await pool.execute('SELECT * FROM logs'); return rows; }
async function ten() { const [rows] = await pool.query('SELECT * FROM logs LIMIT 10'); return rows; }
function notes() { return lite.prepare('SELECT * FROM notes').all(); }
function note(id) { const stmt = lite.prepare('SELECT * FROM notes WHERE slug = ?'); return stmt.get(id); }
function add(t) { lite.prepare('INSERT INTO notes (t) VALUES (?)').run(t); }
""",
        },
        "api.js",
        {
            "all": [("read_many", "logs", None)],
            "ten": [("read_many", "logs", "constant")],
            "notes": [("read_many", "notes", None)],
            "note": [("read_one", "notes", None)],
            "add": [("write", "notes", None)],
        },
    ),
    "kysely": (
        {
            "db.ts": "import { Kysely } from 'kysely';\nexport const db = new Kysely<DB>({ dialect });\n",
            "app.ts": """
import { db } from './db';
const all = () => db.selectFrom('users').selectAll().where('active', '=', true).execute();
const some = (n: number) => db.selectFrom('users').selectAll().orderBy('id').limit(n).execute();
const one = (id: string) => db.selectFrom('users').selectAll().where('id', '=', id).executeTakeFirst();
const add = () => db.insertInto('users').values({ name: 'a' }).returningAll().executeTakeFirst();
const drop = (id: string) => db.deleteFrom('users').where('id', '=', id).execute();
const all_in = () => db.transaction().execute(async (trx) => trx.selectFrom('users').selectAll().execute());
const paged = async (query, n) => (await query.limit(n + 1).execute()).slice(0, n);
const page = (n: number) => { const query = db.selectFrom('users').selectAll(); return paged(query, n); };
const inner = (id: string) => {
  const mine = db.selectFrom('members').select('spaceId').where('userId', '=', id);
  return db.selectFrom('spaces').selectAll().where('id', 'in', mine).execute();
};
const by_key = (id: string) => db.selectFrom('users').selectAll().where('id', '=', id).execute();
const count = () => db.selectFrom('users').select((eb) => eb.fn.countAll().as('n')).execute();
const groups = () => db.selectFrom('users').select((eb) => eb.fn.countAll().as('n')).groupBy('role').execute();
""",
        },
        "app.ts",
        {
            "all": [("read_many", "users", None)],
            "some": [("read_many", "users", "parameter")],
            "one": [("read_one", "users", None)],
            "add": [("write", "users", None)],
            "drop": [("delete", "users", None)],
            "all_in": [("transaction", "transaction", None), ("read_many", "users", None)],
            "page": [("read_many", "users", "parameter")],
            "inner": [("read_many", "spaces", None)],
            "by_key": [("read_one", "users", None)],
            "count": [("read_one", "users", None)],
            "groups": [("read_many", "users", None)],
        },
    ),
    "clickhouse": (
        {
            "db.ts": "import { createClient } from '@clickhouse/client';\nexport const db = createClient({ url: '' });\n",
            "app.ts": """
import { db } from './db';
const all = async () => (await db.query({ query: 'SELECT name FROM events', format: 'JSON' })).json();
const some = (n: number) => db.query({ query: `SELECT * FROM events WHERE site = {s:Int32} LIMIT {n:Int32}`, query_params: { n } });
const add = (rows: object[]) => db.insert({ table: 'events', values: rows, format: 'JSONEachRow' });
const make = () => db.command({ query: 'CREATE TABLE x (a Int32) ENGINE = Log' });
""",
        },
        "app.ts",
        {
            "all": [("read_many", "events", None)],
            "some": [("read_many", "events", "parameter")],
            "add": [("write", "events", None)],
            "make": [],
        },
    ),
    "knex": (
        {
            "db.js": "const knex = require('knex')({ client: 'pg' });\nmodule.exports = knex;\n",
            "api.js": """
const knex = require('./db');
const all = () => knex('users').select('*').where({ active: true });
const some = async (n) => { let q = knex('users'); q = q.limit(n); return q; };
const one = (id) => knex('users').where({ id }).first();
const add = (u) => knex('users').insert(u).returning('id');
const drop = (id) => knex('users').where({ id }).del();
const move = () => knex.transaction(async (trx) => { await trx('users').update({ a: 1 }); });
const maybe = async (n) => { let q = knex('users').select(); if (n) { q = q.limit(n); } return await q; };
const paging = (query, page) => query.limit(20).offset((page - 1) * 20);
const active = (query) => query.where({ active: true });
const page = async (n) => { let q = knex('users'); q = active(q); q = paging(q, n); const rows = await q; return rows; };
const within = () => { const last = knex('posts').max('id').as('last'); return knex('users').select('id', last).limit(5); };
const helped = async () => { let q = knex('users'); q = active(q); return await q; };
const shown = (rows) => rows.map((row) => row.name);
const handed = async () => { let q = knex('users').andWhereRaw('a = 1'); const rows = await q; return shown(rows); };
""",
        },
        "api.js",
        {
            "all": [("read_many", "users", None)],
            "some": [("read_many", "users", "parameter")],
            "one": [("read_one", "users", None)],
            "add": [("write", "users", None)],
            "drop": [("delete", "users", None)],
            "move": [("transaction", "transaction", None), ("write", "users", None)],
            "maybe": [("read_many", "users", None)],
            "page": [("read_many", "users", "constant")],
            "within": [("read_many", "users", "constant")],
            "helped": [("read_many", "users", None)],
            "handed": [("read_many", "users", None)],
        },
    ),
    "sequelize": (
        {
            "models.js": "const { Sequelize, DataTypes, Model } = require('sequelize');\nconst sequelize = new Sequelize('x');\nclass Book extends Model {}\nBook.init({}, { sequelize });\nconst Author = sequelize.define('Author', {});\nmodule.exports = { sequelize, Book, Author };\n",
            "api.js": """
const { Book, Author, sequelize } = require('./models');
const all = () => Book.findAll({ where: { a: 1 } });
const some = (n) => Author.findAll({ limit: n });
const ten = () => Author.findAndCountAll({ limit: 10 });
const one = (id) => Book.findByPk(id);
const add = async (b) => { await sequelize.transaction(async (t) => { await Book.create(b, { transaction: t }); }); };
const drop = (id) => Book.destroy({ where: { id } });
""",
        },
        "api.js",
        {
            "all": [("read_many", "Book", None)],
            "some": [("read_many", "Author", "parameter")],
            "ten": [("read_many", "Author", "constant")],
            "one": [("read_one", "Book", None)],
            "add": [("transaction", "transaction", None), ("write", "Book", None)],
            "drop": [("delete", "Book", None)],
        },
    ),
    "typeorm-nest": (
        {
            "user.entity.ts": "import { Entity } from 'typeorm';\n@Entity()\nexport class User {}\n",
            "users.service.ts": """
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository, DataSource } from 'typeorm';
import { User } from './user.entity';
@Injectable()
export class UsersService {
  constructor(@InjectRepository(User) private readonly users: Repository<User>, private dataSource: DataSource) {}
  all() { return this.users.find(); }
  some(take: number) { return this.users.find({ where: {}, take }); }
  one(id: number) { return this.users.findOneBy({ id }); }
  async page(n: number) {
    const qb = this.users.createQueryBuilder('u');
    qb.where('u.active');
    return qb.take(n).getMany();
  }
  async built() {
    const qb = this.users.createQueryBuilder('u');
    return qb.orderBy('u.id').getMany();
  }
  async make(dto: any) { return this.dataSource.transaction(async (m) => { await m.save(User, dto); }); }
}
""",
            "users.controller.ts": """
import { Controller, Get } from '@nestjs/common';
import { UsersService } from './users.service';
@Controller('users')
export class UsersController {
  constructor(private readonly service: UsersService) {}
  @Get() all() { return this.service.all(); }
  @Get() some() { return this.service.some(10); }
  @Get() one() { return this.service.one(1); }
  @Get() page() { return this.service.page(5); }
  @Get() built() { return this.service.built(); }
  @Get() make() { return this.service.make({}); }
}
""",
        },
        "users.controller.ts",
        {
            "all": [("read_many", "User", None)],
            "some": [("read_many", "User", "constant")],
            "one": [("read_one", "User", None)],
            "page": [("read_many", "User", "constant")],
            "built": [("read_many", "User", None)],
            "make": [("transaction", "transaction", None), ("write", "User", None)],
        },
    ),
    "typeorm-made-when-first-asked-for": (
        {
            "package.json": '{"dependencies": {"typeorm": "0.3"}}',
            "src/account.ts": """
import { Entity, Repository } from 'typeorm';
import { source } from './source';

@Entity('account')
export class Account {
    private static REPO: Repository<Account> | null = null;
    static count = 0;

    static repo(): Repository<Account> {
        if (Account.REPO === null) {
            Account.REPO = source.current.getRepository(Account);
        }
        return Account.REPO;
    }

    static async of(userId: number): Promise<Account[]> {
        return await Account.repo().findBy({ userId });
    }
}

export class Accounts {
    private held: Repository<Account> | undefined = undefined;
    private label: string | null = null;

    async all(userId: number) {
        return this.held!.find({ where: { userId } });
    }

    async none() {
        return this.label;
    }
}
""",
            "src/source.ts": "export const source: any = { current: null };\n",
        },
        "src/account.ts",
        {
            "of": [("read_many", "Account", None)],
            "all": [("read_many", "Account", None)],
            "none": [],
        },
    ),
    "prisma-nest": (
        {
            "prisma.service.ts": "import { PrismaClient } from '@prisma/client';\nexport class PrismaService extends PrismaClient {}\n",
            "posts.service.ts": """
import { PrismaService } from './prisma.service';
export class PostsService {
  constructor(private prisma: PrismaService) {}
  all() { return this.prisma.post.findMany({ where: { a: 1 } }); }
  some(n: number) { return this.prisma.post.findMany({ take: n }); }
  one(id: number) { return this.prisma.post.findUnique({ where: { id } }); }
  make(d: any) { return this.prisma.$transaction(async (tx) => tx.post.create({ data: d })); }
}
""",
        },
        "posts.service.ts",
        {
            "all": [("read_many", "post", None)],
            "some": [("read_many", "post", "parameter")],
            "one": [("read_one", "post", None)],
            "make": [("transaction", "transaction", None), ("write", "post", None)],
        },
    ),
    "drizzle": (
        {
            "db.ts": "import { drizzle } from 'drizzle-orm/node-postgres';\nimport { pgTable } from 'drizzle-orm/pg-core';\nexport const db = drizzle(process.env.X);\nexport const users = pgTable('users', {});\n",
            "api.ts": """
import { db, users } from './db';
const all = async () => await db.select().from(users).where(x);
const some = async (n: number) => db.select().from(users).limit(n);
const q = async () => db.query.users.findMany({ limit: 5 });
const one = async () => db.query.users.findFirst({});
const add = async (u: any) => { await db.insert(users).values(u).returning(); };
const drop = async () => { await db.delete(users).where(x); };
""",
        },
        "api.ts",
        {
            "all": [("read_many", "users", None)],
            "some": [("read_many", "users", "parameter")],
            "q": [("read_many", "users", "constant")],
            "one": [("read_one", "users", None)],
            "add": [("write", "users", None)],
            "drop": [("delete", "users", None)],
        },
    ),
    "outside": (
        {
            "api.js": """
import axios from 'axios';
import fs from 'fs';
import { Kafka } from 'kafkajs';
import { Queue } from 'bullmq';
import amqp from 'amqplib';
import bcrypt from 'bcrypt';
const client = axios.create({ baseURL: 'x' });
const kafka = new Kafka({});
const producer = kafka.producer();
const mails = new Queue('mails');
const out = async () => { await axios.get('https://a.example'); await client.post('/b'); await fetch('https://c.example'); };
const file = () => fs.readFileSync('/tmp/a');
const hash = (p) => bcrypt.hashSync(p, 10);
const send = async () => { await producer.send({ topic: 'orders', messages: [] }); await mails.add('welcome', {}); };
const rabbit = async () => { const c = await amqp.connect('x'); const ch = await c.createChannel(); ch.sendToQueue('jobs', b); };
""",
        },
        "api.js",
        {
            "out": [("outbound_call", "https://a.example", None), ("outbound_call", "/b", None), ("outbound_call", "https://c.example", None)],
            "file": [("file_access", "/tmp/a", None), ("blocking_call", "fs.readFileSync", None)],
            "hash": [("blocking_call", "bcrypt.hashSync", None)],
            "send": [("publish", "orders", None), ("publish", "mails", None)],
            "rabbit": [("connect", "amqplib.connect", None), ("publish", "jobs", None)],
        },
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", JS)
def test_javascript(name: str, tmp_path: Path) -> None:
    check(tmp_path, *JS[name])


GO = {
    "database-sql": (
        {
            "go.mod": "module example.com/shop\n",
            "repo/repo.go": """package repo
import ("context"; "database/sql")
type UserRepository interface {
	All(ctx context.Context) error
	One(ctx context.Context, id int) error
}
type repository struct { db *sql.DB }
func New(db *sql.DB) UserRepository { return &repository{db: db} }
func (r *repository) All(ctx context.Context) error {
	rows, err := r.db.QueryContext(ctx, "SELECT id FROM users")
	return err
}
func (r *repository) One(ctx context.Context, id int) error {
	return r.db.QueryRowContext(ctx, `SELECT id FROM users WHERE email = $1`, id).Err()
}
""",
            "service/service.go": """package service
import ("context"; "example.com/shop/repo")
type Service struct { users repo.UserRepository }
func (s *Service) All(ctx context.Context) error { return s.users.All(ctx) }
func (s *Service) One(ctx context.Context) error { return s.users.One(ctx, 1) }
""",
            "api/api.go": """package api
import ("net/http"; "example.com/shop/service")
type Handler struct { svc *service.Service }
func (h *Handler) All(w http.ResponseWriter, r *http.Request) { h.svc.All(r.Context()) }
func (h *Handler) One(w http.ResponseWriter, r *http.Request) {
	if err := h.svc.One(r.Context()); err != nil { return }
}
""",
        },
        "api/api.go",
        {"All": [("read_many", "users", None)], "One": [("read_one", "users", None)]},
    ),
    "interfaces": (
        {
            "go.mod": "module example.com/shop\n",
            "repo/repo.go": """package repo
import ("database/sql"; "example.com/shop/models")
type Base interface { Close() error }
type Users interface { Base; List() ([]models.User, error) }
type Feeds interface { List() ([]*models.Feed, error) }
type Store interface { Users }
type BaseRepository struct { db *sql.DB }
func (r *BaseRepository) Close() error { return nil }
type userRepository struct { *BaseRepository; db *sql.DB }
func (r *userRepository) List() ([]models.User, error) { rows, err := r.db.Query("SELECT * FROM users"); return nil, err }
type feedRepository struct { db *sql.DB }
func (r *feedRepository) List() ([]*models.Feed, error) { rows, err := r.db.Query("SELECT * FROM feeds"); return nil, err }
""",
            "models/models.go": "package models\ntype User struct { ID int }\ntype Feed struct { ID int }\n",
            "a.go": """package a
import "example.com/shop/repo"
type api struct { users repo.Users; feeds repo.Feeds; store repo.Store }
func (a *api) Users() { a.users.List() }
func (a *api) Feeds() { a.feeds.List() }
""",
        },
        "a.go",
        {"Users": [("read_many", "users", None)], "Feeds": [("read_many", "feeds", None)]},
    ),
    "sqlx-pgx": (
        {
            "a.go": """package a
import ("github.com/jmoiron/sqlx"; "github.com/jackc/pgx/v5/pgxpool"; "context")
type Row struct { ID int }
func All(db *sqlx.DB) error { var rows []Row; return db.Select(&rows, "SELECT * FROM rows") }
func Some(db *sqlx.DB, n int) error { var rows []Row; return db.Select(&rows, "SELECT * FROM rows LIMIT ?", n) }
func One(db *sqlx.DB) error { var row Row; return db.Get(&row, "SELECT * FROM rows WHERE name = ?", 1) }
func Pgx(ctx context.Context, pool *pgxpool.Pool) error { rows, err := pool.Query(ctx, "SELECT * FROM rows"); return err }
func Add(ctx context.Context, pool *pgxpool.Pool) error {
	tx, err := pool.Begin(ctx)
	defer tx.Rollback(ctx)
	_, err = tx.Exec(ctx, "INSERT INTO rows VALUES (1)")
	return err
}
""",
        },
        "a.go",
        {
            "All": [("read_many", "rows", None)],
            "Some": [("read_many", "rows", "parameter")],
            "One": [("read_one", "rows", None)],
            "Pgx": [("read_many", "rows", None)],
            "Add": [("transaction", "transaction", None), ("write", "rows", None)],
        },
    ),
    "sqlf": (
        {
            "go.mod": "module example.com/shop\n",
            "a.go": """package a
import ("context"; "database/sql"; "github.com/leporo/sqlf")
var db *sql.DB
func List(ctx context.Context, limit int) error {
	q := sqlf.From("mails m").Select("m.id").OrderBy("m.id")
	return q.Limit(limit).Offset(2).QueryAndClose(ctx, db, func(rows *sql.Rows) {})
}
func Tags(ctx context.Context) error {
	return sqlf.Select("name").From("tags").QueryAndClose(ctx, db, func(rows *sql.Rows) {})
}
func One(ctx context.Context, id int) error {
	return sqlf.From("mails").Where("id = ?", id).Select("id").QueryRowAndClose(ctx, db)
}
func Drop(ctx context.Context, id int) error {
	_, err := sqlf.DeleteFrom("mails").Where("id = ?", id).ExecAndClose(ctx, db)
	return err
}
func Mark(ctx context.Context, id int) error {
	_, err := sqlf.Update("mails").Set("read", 1).Where("id = ?", id).ExecAndClose(ctx, db)
	return err
}
""",
        },
        "a.go",
        {
            "List": [("read_many", "mails", "parameter")],
            "Tags": [("read_many", "tags", None)],
            "One": [("read_one", "mails", None)],
            "Drop": [("delete", "mails", None)],
            "Mark": [("write", "mails", None)],
        },
    ),
    "sqlx-named-squirrel": (
        {
            "db/db.go": """package db
import ("database/sql"; "github.com/jmoiron/sqlx")
type Binder interface { BindNamed(query string, arg any) (string, []any, error) }
type Queryer interface { Query(query string, args ...any) (*sql.Rows, error) }
type DB struct { conn *sqlx.DB }
func (db *DB) View(fn func(Queryer, Binder) error) error { return fn(db.conn, db.conn) }
""",
            "go.mod": "module example.com/shop\n",
            "a.go": """package a
import (
	"context"
	"database/sql"
	"example.com/shop/db"
	sq "github.com/Masterminds/squirrel"
)
type store struct { db *db.DB; raw *sql.DB; sql sq.StatementBuilderType }
func (s *store) Named(limit int) error {
	return s.db.View(func(queryer db.Queryer, binder db.Binder) error {
		query, args, err := binder.BindNamed("SELECT id FROM builds LIMIT :limit", map[string]any{"limit": limit})
		if err != nil { return err }
		rows, err := queryer.Query(query, args...)
		return err
	})
}
func (s *store) All(ctx context.Context) error {
	builder := s.sql.Select("id", "name").From("feed f").Join("indexer i ON f.indexer_id = i.id").OrderBy("f.name")
	query, args, err := builder.ToSql()
	if err != nil { return err }
	rows, err := s.raw.QueryContext(ctx, query, args...)
	return err
}
func (s *store) Some(ctx context.Context, limit uint64) error {
	query, args, err := s.sql.Select("id").From("release AS r").Where(sq.Eq{"a": 1}).Limit(limit).ToSql()
	rows, err := s.raw.QueryContext(ctx, query, args...)
	return err
}
func (s *store) Within(ctx context.Context, limit uint64) error {
	inner := s.sql.Select("r.id").From("release r")
	if limit > 0 { inner = inner.Limit(limit) } else { inner = inner.Limit(20) }
	ids, _, err := inner.ToSql()
	query, args, err := s.sql.Select("r.name").From("release r").Where("r.id IN (" + ids + ")").ToSql()
	rows, err := s.raw.QueryContext(ctx, query, args...)
	return err
}
func (s *store) One(ctx context.Context) error {
	query, args, err := s.sql.Select("id").From("proxy").Where(sq.Eq{"id": 1}).ToSql()
	return s.raw.QueryRowContext(ctx, query, args...).Err()
}
func (s *store) Runner(db sq.BaseRunner) error {
	rows, err := sq.StatementBuilder.PlaceholderFormat(sq.Dollar).RunWith(db).Select("*").From("boards").Query()
	return err
}
func (s *store) Count() error { return s.sql.Select("COUNT(*)").From("boards").RunWith(s.raw).QueryRow().Scan(nil) }
func (s *store) Add() error { _, err := sq.Insert("boards").Columns("a").Values(1).RunWith(s.raw).Exec(); return err }
func (s *store) Remove() error { _, err := sq.Delete("boards").Where("a = 1").RunWith(s.raw).Exec(); return err }
""",
        },
        "a.go",
        {
            "Named": [("read_many", "builds", "parameter")],
            "All": [("read_many", "feed", None)],
            "Some": [("read_many", "release", "parameter")],
            "Within": [("read_many", "release", "parameter")],
            "One": [("read_one", "proxy", None)],
            "Runner": [("read_many", "boards", None)],
            "Count": [("read_one", "boards", None)],
            "Add": [("write", "boards", None)],
            "Remove": [("delete", "boards", None)],
        },
    ),
    "xorm-gorp": (
        {
            "a.go": """package a
import ("xorm.io/xorm"; "github.com/go-gorp/gorp/v3")
type User struct { ID int }
type store struct { engine *xorm.Engine; rows *gorp.DbMap }
func (s *store) All() error { users := make([]*User, 0); return s.engine.OrderBy("name").Find(&users) }
func (s *store) Some(n int) error { var users []*User; return s.engine.Where("a = ?", 1).Limit(n, 0).Find(&users) }
func (s *store) One() error { user := new(User); _, err := s.engine.ID(1).Get(user); return err }
func (s *store) Session() error {
	session := s.engine.NewSession()
	defer session.Close()
	_, err := session.Insert(&User{})
	return err
}
func (s *store) Remove() error { _, err := s.engine.Delete(&User{}); return err }
func (s *store) Mapped() error { var users []User; _, err := s.rows.Select(&users, "select * from users"); return err }
""",
        },
        "a.go",
        {
            "All": [("read_many", "User", None)],
            "Some": [("read_many", "User", "parameter")],
            "One": [("read_one", "User", None)],
            "Session": [("write", "User", None)],
            "Remove": [("delete", "User", None)],
            "Mapped": [("read_many", "users", None)],
        },
    ),
    "gorm": (
        {
            "a.go": """package a
import "gorm.io/gorm"
var DB *gorm.DB
type User struct { ID int }
func All() ([]User, error) { var users []User; err := DB.Where("a = ?", 1).Find(&users).Error; return users, err }
func Some(limit int) (users []User, err error) {
	db := DB.Model(&User{})
	if limit > 3 { db = db.Where("x") }
	err = db.Limit(limit).Offset(2).Find(&users).Error
	return
}
func Late() (users []User) { DB.Find(&users).Limit(10); return }
func One(id int) (user User) { DB.First(&user, id); return }
func Add(user *User) error { return DB.Transaction(func(tx *gorm.DB) error { return tx.Create(user).Error }) }
func Drop(id int) error { return DB.Delete(&User{}, id).Error }
func Count() (n int64) { DB.Model(&User{}).Count(&n); return }
""",
        },
        "a.go",
        {
            "All": [("read_many", "User", None)],
            "Some": [("read_many", "User", "parameter")],
            "Late": [("read_many", "User", None)],
            "One": [("read_one", "User", None)],
            "Add": [("transaction", "transaction", None), ("write", "User", None)],
            "Drop": [("delete", "User", None)],
            "Count": [("read_one", "User", None)],
        },
    ),
    "mongo-and-outside": (
        {
            "a.go": """package a
import (
	"context"
	"net/http"
	"go.mongodb.org/mongo-driver/mongo"
	"go.mongodb.org/mongo-driver/mongo/options"
	amqp "github.com/rabbitmq/amqp091-go"
	"github.com/segmentio/kafka-go"
)
type Repo struct { coll *mongo.Collection; ch *amqp.Channel; w *kafka.Writer; http *http.Client }
func New(client *mongo.Client) *Repo { return &Repo{coll: client.Database("x").Collection("users")} }
func (r *Repo) All(ctx context.Context) { r.coll.Find(ctx, nil) }
func (r *Repo) Some(ctx context.Context, n int64) {
	opts := options.Find().SetLimit(n)
	r.coll.Find(ctx, nil, opts)
}
func (r *Repo) One(ctx context.Context) { r.coll.FindOne(ctx, nil).Decode(nil) }
func (r *Repo) Send(ctx context.Context) {
	r.ch.PublishWithContext(ctx, "orders", "k", false, false, amqp.Publishing{})
	r.w.WriteMessages(ctx, kafka.Message{})
}
func (r *Repo) Out(req *http.Request) { r.http.Do(req); http.Get("https://a.example") }
""",
        },
        "a.go",
        {
            "All": [("read_many", "coll", None)],
            "Some": [("read_many", "coll", "parameter")],
            "One": [("read_one", "coll", None)],
            "Send": [("publish", "orders", None), ("publish", "w", None)],
            "Out": [("outbound_call", "nethttp.Client.Do", None), ("outbound_call", "https://a.example", None)],
        },
    ),
}


@pytest.mark.parametrize("name", GO)
def test_go(name: str, tmp_path: Path) -> None:
    check(tmp_path, *GO[name])


def test_the_chain_of_calls_is_told(tmp_path: Path) -> None:
    files, path, _ = PY["sqlalchemy-2-async"]
    (found,) = effects_of(project(tmp_path, files), path, "all")
    assert [(step.name, step.place.path) for step in found.chain] == [
        ("UserService.all", "app/api.py"),
        ("UserRepository.all", "app/service.py"),
    ]
    assert found.place.path == "app/repo.py"


def test_recursion_and_depth_are_contained(tmp_path: Path) -> None:
    lines = ["import os", "def f0(): os.remove('a'); f9()"]
    lines += [f"def f{n}(): f{n - 1}()" for n in range(1, 10)]
    made = project(tmp_path, {"a.py": "\n".join(lines)})
    assert [len(e.chain) for e in effects_of(made, "a.py", "f6")] == [6]
    assert effects_of(made, "a.py", "f7") == []


def test_what_is_not_known_has_no_effect(tmp_path: Path) -> None:
    made = project(tmp_path, {"a.py": "def f(x, y):\n    x.save()\n    y.all()\n    return x.query(y).all()\n"})
    effects = Effects(made)
    assert effects.of(functions(made, "a.py")["f"]) == []
    assert effects.unsure["calls of unknown methods"] > 0


@pytest.mark.parametrize(
    ("query", "bound"),
    [
        ("with best as (select a from x limit 5) select a, (select count(*) from x) from best", "constant"),
        ("with best as (select a from x limit {n:Int32}) select * from best", "parameter"),
        ("with best as (select a from x limit 5) select * from x join best on best.a = x.a", None),
        ("with best as (select a from x limit 5) select * from best, x", None),
        ("with best as (select a from x) select * from best", None),
        ("with best as (select a from x where b {?}) select * from best", None),
    ],
)
def test_what_reads_a_bounded_part_is_bounded(query: str, bound: str | None) -> None:
    made = classify(query)
    assert (made.kind, made.bound) == ("read_many", bound)
