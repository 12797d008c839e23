"""Whether a list is paged, over links between a route and its store that Python programs have: objects that
views are made with, connections that an application holds, tables of SQLAlchemy's core."""

# the programs are written as programs are

from __future__ import annotations

from pathlib import Path

import pytest

from backend_review.inventory import read_backend
from backend_review.inventory.rows import rows_of
from shapes.projects import write

SHOP = """
=== pyproject.toml
[project]
name = "shop"
dependencies = ["fastapi", "sqlalchemy", "dependency-injector"]
=== app/__init__.py
=== app/models.py
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
class Base(DeclarativeBase): pass
class Item(Base):
    __tablename__ = "items"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
=== app/db.py
from sqlalchemy import create_engine
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import sessionmaker, Session
engine = create_engine("sqlite://")
SessionLocal = sessionmaker(bind=engine)
aengine = create_async_engine("sqlite+aiosqlite://")
AsyncLocal = async_sessionmaker(aengine)
def get_db():
    db = SessionLocal()
    try:
        yield db
    finally:
        db.close()
async def get_session():
    async with AsyncLocal() as session:
        yield session
"""

LINKS = {
    "rows by what is no key, that the path ends with": SHOP
    + """
=== app/main.py
from fastapi import FastAPI
from sqlalchemy import select
from .db import SessionLocal
from .models import Item
app = FastAPI()
@app.get("/all/labelled/{label}")
def labelled(label: str):
    with SessionLocal() as session:
        return session.query(Item).filter(Item.name == label).all()
@app.get("/some/labelled/{label}")
def some_labelled(label: str):
    with SessionLocal() as session:
        return session.query(Item).filter(Item.name == label).limit(20).all()
""",
    "a library's paginator, in a helper": SHOP
    + """
=== app/pages.py
from marshmallow_pagination import paginators
def fetch_page(query, asked):
    paginator = paginators.OffsetPaginator(query, asked["per_page"])
    return paginator.get_page(asked["page"])
=== app/main.py
from fastapi import FastAPI
from sqlalchemy import select
from .db import SessionLocal
from .models import Item
from .pages import fetch_page
app = FastAPI()
@app.get("/items/all")
def everything():
    with SessionLocal() as session:
        return session.scalars(select(Item)).all()
@app.get("/items/some")
def some(page: int = 1, per_page: int = 20):
    return fetch_page(select(Item), {"page": page, "per_page": per_page})
""",
    "an abstract class, whose objects nobody is seen to make": SHOP
    + """
=== app/stores.py
from abc import ABC, abstractmethod
from .models import Item
from .db import SessionLocal
class Store(ABC):
    @abstractmethod
    def everything(self): ...
    @abstractmethod
    def some(self, n): ...
class SqlStore(Store):
    def everything(self): return SessionLocal().query(Item).all()
    def some(self, n): return SessionLocal().query(Item).limit(n).all()
=== app/main.py
from fastapi import FastAPI, Request
from .stores import Store
app = FastAPI()
def listing(store: Store): return store.everything()
def page(store: Store, n: int): return store.some(n)
@app.get("/items/all")
def a(request: Request): return listing(request.app.state.plugins["store"])
@app.get("/items/some")
def s(request: Request, n: int = 10): return page(request.app.state.plugins["store"], n)
""",
    "flask-restful resource with store in kwargs": SHOP
    + """
=== app/store.py
from .models import Item
class Store:
    def __init__(self, s): self.s = s
    def all(self): return self.s.query(Item).all()
    def some(self, n): return self.s.query(Item).limit(n).all()
=== app/main.py
from flask import Flask
from flask_restful import Api, Resource
from .db import SessionLocal
from .store import Store
class All(Resource):
    def __init__(self, store): self.store = store
    def get(self): return [x.id for x in self.store.all()]
class Some(Resource):
    def __init__(self, **kwargs): self.store = kwargs["store"]
    def get(self): return [x.id for x in self.store.some(10)]
app = Flask(__name__)
api = Api(app)
store = Store(SessionLocal())
api.add_resource(All, "/items/all", resource_class_kwargs={"store": store})
api.add_resource(Some, "/items/some", resource_class_kwargs={"store": store})
""",
    "flask MethodView generic with model": """
=== requirements.txt
flask
flask-sqlalchemy
=== app.py
from flask import Flask, jsonify, request
from flask.views import MethodView
from flask_sqlalchemy import SQLAlchemy
app = Flask(__name__)
db = SQLAlchemy(app)
class Item(db.Model):
    id = db.Column(db.Integer, primary_key=True)
class GroupAPI(MethodView):
    init_every_request = False
    def __init__(self, model):
        self.model = model
    def get(self):
        items = self.model.query.all()
        return jsonify([i.id for i in items])
class PageAPI(MethodView):
    def __init__(self, model):
        self.model = model
    def get(self):
        items = self.model.query.paginate(page=1, per_page=10).items
        return jsonify([i.id for i in items])
app.add_url_rule("/items/all", view_func=GroupAPI.as_view("a", Item))
app.add_url_rule("/items/some", view_func=PageAPI.as_view("b", model=Item))
""",
    "motor repo with db in app.mongodb": """
=== requirements.txt
fastapi
motor
=== app.py
from fastapi import FastAPI, Request, Depends
from motor.motor_asyncio import AsyncIOMotorClient
app = FastAPI()
@app.on_event("startup")
async def start():
    app.mongodb_client = AsyncIOMotorClient("x")
    app.mongodb = app.mongodb_client["shop"]
class Repo:
    collection_name = "items"
    def __init__(self, db):
        self.collection = db[self.collection_name]
    async def some(self, n):
        cursor = self.collection.find({}).skip(0).limit(n)
        return [x async for x in cursor]
def get_repo(request: Request):
    return Repo(request.app.mongodb)
@app.get("/items/all")
async def a(request: Request):
    items = []
    for doc in await request.app.mongodb["items"].find().to_list(length=None):
        items.append(doc)
    return items
@app.get("/items/some")
async def s(repo: Repo = Depends(get_repo), n: int = 3):
    return await repo.some(n)
""",
    "aiohttp views with request.app[engine] sa core": """
=== requirements.txt
aiohttp
aiopg
sqlalchemy
=== db.py
import sqlalchemy as sa
import aiopg.sa
meta = sa.MetaData()
items = sa.Table("items", meta, sa.Column("id", sa.Integer, primary_key=True))
async def init_pg(app):
    engine = await aiopg.sa.create_engine(database="x")
    app["db"] = engine
    yield
async def get_all(conn):
    result = await conn.execute(items.select())
    return await result.fetchall()
=== app.py
from aiohttp import web
import db
class All(web.View):
    async def get(self):
        async with self.request.app["db"].acquire() as conn:
            rows = await db.get_all(conn)
        return web.json_response([dict(r) for r in rows])
async def some(request):
    async with request.app["db"].acquire() as conn:
        cursor = await conn.execute(db.items.select().limit(10))
        return web.json_response([dict(r) for r in await cursor.fetchall()])
def setup_routes(app):
    app.router.add_view("/items/all", All)
    app.router.add_get("/items/some", some)
app = web.Application()
app.cleanup_ctx.append(db.init_pg)
setup_routes(app)
""",
    "starlette with databases": """
=== requirements.txt
starlette
databases
sqlalchemy
=== app.py
import databases
import sqlalchemy
from starlette.applications import Starlette
from starlette.responses import JSONResponse
from starlette.routing import Route
metadata = sqlalchemy.MetaData()
notes = sqlalchemy.Table("notes", metadata, sqlalchemy.Column("id", sqlalchemy.Integer, primary_key=True))
database = databases.Database("x")
async def a(request):
    query = notes.select()
    results = await database.fetch_all(query)
    return JSONResponse([{"id": r["id"]} for r in results])
async def s(request):
    results = await request.app.state.db.fetch_all(notes.select().limit(10))
    return JSONResponse([{"id": r["id"]} for r in results])
app = Starlette(routes=[Route("/notes/all", a), Route("/notes/some", s)])
app.state.db = database
""",
    "fastapi-pagination and class based views (fastapi_utils cbv)": SHOP
    + """
=== app/main.py
from fastapi import FastAPI, Depends, APIRouter
from fastapi_utils.cbv import cbv
from fastapi_pagination import Page, paginate as plain, add_pagination
from fastapi_pagination.ext.sqlalchemy import paginate
from sqlalchemy import select
from sqlalchemy.orm import Session
from .db import get_db
from .models import Item
router = APIRouter()
@cbv(router)
class Items:
    db: Session = Depends(get_db)
    @router.get("/items/all")
    def a(self):
        return self.db.query(Item).all()
    @router.get("/items/some")
    def s(self) -> Page[dict]:
        return paginate(self.db, select(Item))
app = FastAPI()
app.include_router(router)
add_pagination(app)
""",
}


def paged(folder: Path, project: str) -> tuple[bool | None, bool | None]:
    """What is said of the two lists of a project: the one below ``/all`` and the one below ``/some``."""
    write(folder, project)
    rows = rows_of(read_backend(folder, [folder], []))
    found = {f"{row.found.path}/": row.facts["paginated"] for row in rows if row.method in {"GET", "*"}}
    first, second = (next((path for path in found if word in path), "") for word in ("/all/", "/some/"))
    return found.get(first), found.get(second)


@pytest.mark.parametrize("project", LINKS.values(), ids=LINKS)
def test_links_between_routes_and_stores(tmp_path: Path, project: str) -> None:
    assert paged(tmp_path, project) == (False, True)


def test_whether_there_is_something_is_no_list(tmp_path: Path) -> None:
    write(
        tmp_path,
        SHOP
        + """
=== app/main.py
from fastapi import FastAPI
from .db import SessionLocal
from .models import Item
app = FastAPI()
@app.get("/items/{name}/exists")
def exists(name: str):
    with SessionLocal() as session:
        return len(session.query(Item).filter(Item.name == name).all()) > 0
""",
    )
    assert [row.facts["paginated"] for row in rows_of(read_backend(tmp_path, [tmp_path], []))] == [None]
