"""Whether a list is paged, over links between a route and its store that Python programs have: containers,
proxies, units of work, factories of dependencies."""

# the programs are written as programs are

from __future__ import annotations

from pathlib import Path

import pytest

from test_paging_links_python import SHOP, paged

LINKS = {
    "dependency-injector wiring": SHOP
    + """
=== app/containers.py
from dependency_injector import containers, providers
from .db import SessionLocal
from .repositories import ItemRepository
from .services import ItemService
class Container(containers.DeclarativeContainer):
    wiring_config = containers.WiringConfiguration(modules=[".endpoints"])
    config = providers.Configuration()
    db = providers.Singleton(SessionLocal)
    repo = providers.Factory(ItemRepository, session_factory=SessionLocal)
    item_service = providers.Factory(ItemService, repo=repo)
=== app/repositories.py
from .models import Item
class ItemRepository:
    def __init__(self, session_factory):
        self.session_factory = session_factory
    def get_all(self):
        with self.session_factory() as session:
            return session.query(Item).all()
    def page(self, n):
        with self.session_factory() as session:
            return session.query(Item).limit(n).all()
=== app/services.py
class ItemService:
    def __init__(self, repo):
        self._repo = repo
    def all(self):
        return self._repo.get_all()
    def some(self, n):
        return self._repo.page(n)
=== app/endpoints.py
from fastapi import APIRouter, Depends
from dependency_injector.wiring import inject, Provide
from .containers import Container
from .services import ItemService
router = APIRouter()
@router.get("/items/all")
@inject
def a(service: ItemService = Depends(Provide[Container.item_service])):
    return service.all()
@router.get("/items/some")
@inject
def s(n: int = 10, service=Depends(Provide[Container.item_service])):
    return service.some(n)
=== app/main.py
from fastapi import FastAPI
from .containers import Container
from . import endpoints
def create_app():
    container = Container()
    app = FastAPI()
    app.container = container
    app.include_router(endpoints.router)
    return app
app = create_app()
""",
    "dependency-injector flask, provided": SHOP
    + """
=== app/containers.py
from dependency_injector import containers, providers
from .db import SessionLocal
class Database:
    def __init__(self, url):
        self._factory = SessionLocal
    def session(self):
        return self._factory()
from .repositories import ItemRepository
class Container(containers.DeclarativeContainer):
    db = providers.Singleton(Database, url="x")
    repo = providers.Factory(ItemRepository, session_factory=db.provided.session)
=== app/repositories.py
from .models import Item
class ItemRepository:
    def __init__(self, session_factory):
        self.session_factory = session_factory
    def get_all(self):
        with self.session_factory() as session:
            return session.query(Item).all()
    def page(self, n):
        with self.session_factory() as session:
            return session.query(Item).limit(n).all()
=== app/main.py
from flask import Flask, jsonify
from dependency_injector.wiring import inject, Provide
from .containers import Container
from .repositories import ItemRepository
app = Flask(__name__)
container = Container()
@app.get("/items/all")
@inject
def a(repo: ItemRepository = Provide[Container.repo]):
    return jsonify(repo.get_all())
@app.get("/items/some")
def s():
    return jsonify(container.repo().page(10))
""",
    "LocalProxy": SHOP
    + """
=== app/ext.py
from flask import current_app, g
from werkzeug.local import LocalProxy
from .db import SessionLocal
from .store import Store
def _get_db():
    if "db" not in g:
        g.db = SessionLocal()
    return g.db
db = LocalProxy(_get_db)
store = LocalProxy(lambda: Store(SessionLocal()))
=== app/store.py
from .models import Item
class Store:
    def __init__(self, s): self.s = s
    def some(self, n): return self.s.query(Item).limit(n).all()
=== app/main.py
from flask import Flask, jsonify
from .ext import db, store
from .models import Item
app = Flask(__name__)
@app.get("/items/all")
def a():
    return jsonify([x.id for x in db.query(Item).all()])
@app.get("/items/some")
def s():
    return jsonify([x.id for x in store.some(10)])
""",
    "generic repository by class attribute, async, UoW": SHOP
    + """
=== app/repo.py
from abc import ABC, abstractmethod
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from .models import Item
class AbstractRepository(ABC):
    @abstractmethod
    async def find_all(self): raise NotImplementedError
    @abstractmethod
    async def find_page(self, n): raise NotImplementedError
class SQLAlchemyRepository(AbstractRepository):
    model = None
    def __init__(self, session: AsyncSession):
        self.session = session
    async def find_all(self):
        stmt = select(self.model)
        res = await self.session.execute(stmt)
        return [row[0].to_read_model() for row in res.all()]
    async def find_page(self, n):
        stmt = select(self.model).limit(n)
        res = await self.session.execute(stmt)
        return res.scalars().all()
class ItemRepository(SQLAlchemyRepository):
    model = Item
=== app/uow.py
from abc import ABC, abstractmethod
from typing import Type
from .db import AsyncLocal
from .repo import ItemRepository
class IUnitOfWork(ABC):
    items: Type[ItemRepository]
    @abstractmethod
    def __init__(self): ...
    @abstractmethod
    async def __aenter__(self): ...
class UnitOfWork:
    def __init__(self):
        self.session_factory = AsyncLocal
    async def __aenter__(self):
        self.session = self.session_factory()
        self.items = ItemRepository(self.session)
    async def __aexit__(self, *args):
        await self.session.close()
=== app/main.py
from typing import Annotated
from fastapi import FastAPI, Depends
from .uow import IUnitOfWork, UnitOfWork
app = FastAPI()
UOWDep = Annotated[IUnitOfWork, Depends(UnitOfWork)]
class ItemsService:
    async def all(self, uow: IUnitOfWork):
        async with uow:
            return await uow.items.find_all()
    async def some(self, uow: IUnitOfWork, n):
        async with uow:
            return await uow.items.find_page(n)
@app.get("/items/all")
async def a(uow: UOWDep):
    return await ItemsService().all(uow)
@app.get("/items/some")
async def s(uow: UOWDep, n: int = 3):
    return await ItemsService().some(uow, n)
""",
    "dependency factory get_repository(Repo)": SHOP
    + """
=== app/repo.py
from fastapi import Depends
from sqlalchemy import select
from .db import get_session
from .models import Item
class BaseRepo:
    def __init__(self, session) -> None:
        self._session = session
    @property
    def session(self):
        return self._session
class ItemRepo(BaseRepo):
    async def all(self):
        r = await self.session.execute(select(Item))
        return r.scalars().all()
    async def some(self, n):
        r = await self.session.execute(select(Item).limit(n))
        return r.scalars().all()
def get_repository(repo_type):
    def _get(session=Depends(get_session)):
        return repo_type(session)
    return _get
=== app/main.py
from fastapi import FastAPI, Depends
from .repo import ItemRepo, get_repository
app = FastAPI()
@app.get("/items/all")
async def a(repo: ItemRepo = Depends(get_repository(ItemRepo))):
    return await repo.all()
@app.get("/items/some")
async def s(repo=Depends(get_repository(ItemRepo)), n: int = 3):
    return await repo.some(n)
""",
}


@pytest.mark.parametrize("project", LINKS.values(), ids=LINKS)
def test_links_that_containers_make(tmp_path: Path, project: str) -> None:
    assert paged(tmp_path, project) == (False, True)
