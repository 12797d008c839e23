"""Whether a list is paged, over links between a route and its store that Python programs have: what
libraries write down, page and keep, and stores that were silent."""

# the programs are written as programs are

from __future__ import annotations

from pathlib import Path

import pytest

from test_paging_links_django import SHOP as DJANGO
from test_paging_links_python import SHOP, paged

FLASK = """
=== requirements.txt
flask
flask-sqlalchemy
flask-smorest
marshmallow
=== ext.py
from flask_sqlalchemy import SQLAlchemy
from flask_marshmallow import Marshmallow
db = SQLAlchemy()
ma = Marshmallow()
"""

LINKS = {
    "cookiecutter-flask PkModel": FLASK
    + """
=== database.py
from ext import db
Column = db.Column
class CRUDMixin(object):
    @classmethod
    def create(cls, **kwargs): return cls(**kwargs).save()
class Model(CRUDMixin, db.Model):
    __abstract__ = True
class PkModel(Model):
    __abstract__ = True
    id = Column(db.Integer, primary_key=True)
=== models.py
from database import PkModel, Column
from ext import db
class Item(PkModel):
    __tablename__ = "items"
    name = Column(db.String(80))
=== app.py
from flask import Flask, Blueprint, jsonify
from ext import db, ma
from models import Item
bp = Blueprint("items", __name__, url_prefix="/items")
class ItemSchema(ma.SQLAlchemyAutoSchema):
    class Meta:
        model = Item
items_schema = ItemSchema(many=True)
@bp.get("/all")
def a(): return items_schema.dump(Item.query.filter_by(name="x"))
@bp.get("/some")
def s(): return jsonify(items_schema.dump(Item.query.limit(10)))
def create_app():
    app = Flask(__name__)
    db.init_app(app)
    app.register_blueprint(bp)
    return app
""",
    "smorest": FLASK
    + """
=== app.py
from flask import Flask
from flask.views import MethodView
from flask_smorest import Api, Blueprint, Page
from marshmallow import Schema, fields
from ext import db
class Item(db.Model):
    id = db.Column(db.Integer, primary_key=True)
class ItemSchema(Schema):
    id = fields.Int()
class CursorPage(Page):
    @property
    def item_count(self): return self.collection.count()
blp = Blueprint("items", __name__, url_prefix="/items")
@blp.route("/all")
class All(MethodView):
    @blp.response(200, ItemSchema(many=True))
    def get(self):
        return Item.query.order_by(Item.id)
@blp.route("/some")
class Some(MethodView):
    @blp.response(200, ItemSchema(many=True))
    @blp.paginate(CursorPage)
    def get(self):
        return Item.query
app = Flask(__name__)
api = Api(app)
api.register_blueprint(blp)
""",
    "current_app.config store and extension": FLASK
    + """
=== store.py
from ext import db
class Item(db.Model):
    id = db.Column(db.Integer, primary_key=True)
class Store:
    def __init__(self, app=None):
        if app: self.init_app(app)
    def init_app(self, app):
        app.extensions["store"] = self
        app.config["STORE"] = self
    def all(self): return db.session.query(Item).all()
    def some(self, n): return db.session.query(Item)[:n]
=== app.py
from flask import Flask, jsonify, current_app
from store import Store
app = Flask(__name__)
Store(app)
@app.get("/items/all")
def a(): return jsonify([x.id for x in current_app.config["STORE"].all()])
@app.get("/items/some")
def s(): return jsonify([x.id for x in current_app.extensions["store"].some(3)])
""",
    "drf ViewSet service and self.paginator": DJANGO
    + """
=== config/urls.py
from django.urls import path, include
from rest_framework.routers import SimpleRouter
from shop import views
router = SimpleRouter()
router.register("items", views.Items, basename="items")
urlpatterns = [path("", include(router.urls))]
=== shop/services.py
from .models import Item
class ItemService:
    def get_items(self): return Item.objects.filter(name="x")
=== shop/views.py
from rest_framework import viewsets
from rest_framework.decorators import action
from rest_framework.pagination import PageNumberPagination
from rest_framework.response import Response
from .serializers import ItemSerializer
from .services import ItemService
class Pages(PageNumberPagination):
    page_size = 10
class Items(viewsets.GenericViewSet):
    serializer_class = ItemSerializer
    pagination_class = Pages
    service_class = ItemService
    def get_service(self): return self.service_class()
    @action(detail=False, pagination_class=None)
    def all(self, request):
        return Response(ItemSerializer(instance=self.get_service().get_items(), many=True).data)
    @action(detail=False)
    def some(self, request):
        qs = self.get_service().get_items()
        page = self.paginator.paginate_queryset(qs, request, view=self)
        return self.paginator.get_paginated_response(ItemSerializer(page, many=True).data)
""",
    "mongoengine": """
=== requirements.txt
flask
mongoengine
=== app.py
from flask import Flask, jsonify
from mongoengine import Document, StringField
class Base(Document):
    meta = {"abstract": True}
    def to_dict(self): return self.to_mongo()
class Item(Base):
    name = StringField()
app = Flask(__name__)
@app.get("/items/all")
def a(): return jsonify([i.to_dict() for i in Item.objects(name="x")])
@app.get("/items/some")
def s(): return jsonify(Item.objects.order_by("name").skip(0).limit(10))
""",
    "motor get_collection and helper list": """
=== requirements.txt
fastapi
motor
=== database.py
import motor.motor_asyncio
from config import settings
client = motor.motor_asyncio.AsyncIOMotorClient(settings.URI)
db = client[settings.DB]
collection = db.get_collection("items")
=== crud.py
from database import collection, db
async def get_all():
    items = []
    async for item in collection.find():
        items.append(item)
    return items
class BaseService:
    collection = None
    async def page(self, n):
        return await self.collection.find({}).sort("_id", -1).limit(n).to_list(length=n)
class ItemService(BaseService):
    collection = db.items
=== app.py
from fastapi import FastAPI
import crud
app = FastAPI()
@app.get("/items/all")
async def a(): return await crud.get_all()
@app.get("/items/some")
async def s(n: int = 3): return await crud.ItemService().page(n)
""",
    "odmantic": """
=== requirements.txt
fastapi
odmantic
=== app.py
from fastapi import FastAPI
from odmantic import AIOEngine, Model
class Item(Model):
    name: str
engine = AIOEngine()
app = FastAPI()
@app.get("/items/all")
async def a(): return await engine.find(Item)
@app.get("/items/some")
async def s(n: int = 3): return await engine.find(Item, Item.name == "x", limit=n)
""",
    "pagination object applying itself": SHOP
    + """
=== app/paging.py
from fastapi import Query
class Pagination:
    def __init__(self, page: int = Query(1, ge=1), size: int = Query(10, le=100)):
        self.page = page
        self.size = size
    def apply(self, stmt):
        return stmt.offset((self.page - 1) * self.size).limit(self.size)
async def paginate(session, stmt, params):
    rows = (await session.scalars(stmt.limit(params.size).offset(params.page))).all()
    return {"items": rows}
=== app/main.py
from fastapi import FastAPI, Depends
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from .db import get_session
from .models import Item
from .paging import Pagination
app = FastAPI()
async def find(db, stmt, pagination=None):
    if pagination is not None:
        stmt = pagination.apply(stmt)
    return (await db.scalars(stmt)).all()
@app.get("/items/all")
async def a(db: AsyncSession = Depends(get_session)): return await find(db, select(Item))
@app.get("/items/some")
async def s(p: Pagination = Depends(), db: AsyncSession = Depends(get_session)): return await find(db, select(Item), p)
""",
    "starlette HTTPEndpoint and app.state": SHOP
    + """
=== app/main.py
from starlette.applications import Starlette
from starlette.endpoints import HTTPEndpoint
from starlette.responses import JSONResponse
from starlette.routing import Route, Mount
from sqlalchemy import select
from .db import AsyncLocal
from .models import Item
class All(HTTPEndpoint):
    async def get(self, request):
        async with AsyncLocal() as s:
            return JSONResponse([i.id for i in await s.scalars(select(Item))])
class Some(HTTPEndpoint):
    async def get(self, request):
        async with request.app.state.maker() as s:
            res = await s.execute(select(Item).limit(10))
            return JSONResponse([i.id for i in res.scalars()])
app = Starlette(routes=[Mount("/items", routes=[Route("/all", All), Route("/some", Some)])])
app.state.maker = AsyncLocal
""",
    "a viewset at the path of its router": DJANGO
    + """
=== config/urls.py
from django.urls import include, path
from rest_framework.routers import DefaultRouter
from shop import views
every, pages = DefaultRouter(), DefaultRouter()
every.register("", views.All, basename="all")
pages.register("", views.Some, basename="some")
urlpatterns = [path("items/all/", include(every.urls)), path("items/some/", include(pages.urls))]
=== shop/views.py
from rest_framework.pagination import LimitOffsetPagination
from rest_framework.viewsets import ModelViewSet
from .models import Item
from .serializers import ItemSerializer
class Pages(LimitOffsetPagination):
    default_limit = 5
class All(ModelViewSet):
    serializer_class = ItemSerializer
    queryset = Item.objects.all()
class Some(All):
    pagination_class = Pages
""",
    "pymongo: a template that goes over a cursor, a pipeline under a name": """
=== requirements.txt
flask
flask-pymongo
=== app.py
from flask import Flask, jsonify, render_template
from flask_pymongo import PyMongo
app = Flask(__name__)
mongo = PyMongo(app)
@app.get("/items/all")
def every():
    found = mongo.db.items.find(sort=[("name", 1)])
    return render_template("items.html", items=found)
@app.get("/items/some")
def some():
    pipeline = [{"$match": {"shown": True}}]
    pipeline.append({"$limit": 10})
    return jsonify(list(mongo.db.items.aggregate(pipeline)))
""",
}


@pytest.mark.parametrize("project", LINKS.values(), ids=LINKS)
def test_links_of_libraries(tmp_path: Path, project: str) -> None:
    assert paged(tmp_path, project) == (False, True)
