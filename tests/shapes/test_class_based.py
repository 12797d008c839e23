"""Classes whose URL is registered elsewhere, and handlers that a class inherits."""

from __future__ import annotations

from pathlib import Path

import pytest

from shapes.projects import handlers, inventory, lines

CLASSES = {
    "flask-restful: several URLs a class, a wrapper of add_resource, an inherited method": (
        """
        === api/__init__.py
        from flask import Blueprint
        from .extension import ExternalApi

        bp = Blueprint("console", __name__, url_prefix="/console/api")
        api = ExternalApi(bp)

        from . import apps, datasets  # noqa

        === api/extension.py
        from flask_restful import Api

        class ExternalApi(Api):
            def add(self, resource, *urls, **options):
                self.add_resource(resource, *[f"/v1{url}" for url in urls], **options)

        === api/apps.py
        from flask_restful import Resource
        from . import api
        from .base import Deletable

        class AppApi(Deletable):
            def get(self, app_id=None): ...

            def put(self, app_id): ...

        class AppList(Resource):
            def get(self): ...
            def _helper(self): ...

        api.add(AppApi, "/apps/<uuid:app_id>", "/applications/<uuid:app_id>")
        api.add_resource(AppList, "/apps", endpoint="apps")

        === api/base.py
        from flask_restful import Resource

        class Deletable(Resource):
            def delete(self, **kwargs): ...

        === api/datasets.py
        from flask_restful import Resource
        from api import api

        @api.resource("/datasets", "/datasets/<id>")
        class Datasets(Resource):
            def get(self, id=None): ...

        === app.py
        from flask import Flask
        from api import bp

        app = Flask(__name__)
        app.register_blueprint(bp)
        """,
        """
        GET /console/api/v1/apps/{app_id} -> AppApi.get
        PUT /console/api/v1/apps/{app_id} -> AppApi.put
        DELETE /console/api/v1/apps/{app_id} -> AppApi.delete
        GET /console/api/v1/applications/{app_id} -> AppApi.get
        PUT /console/api/v1/applications/{app_id} -> AppApi.put
        DELETE /console/api/v1/applications/{app_id} -> AppApi.delete
        GET /console/api/apps -> AppList.get
        GET /console/api/datasets -> Datasets.get
        GET /console/api/datasets/{id} -> Datasets.get
        """,
    ),
    "restx: namespaces over files, a path given where it is added": (
        """
        === app.py
        from flask import Flask
        from apis import api

        app = Flask(__name__)
        api.init_app(app)

        === apis/__init__.py
        from flask_restx import Api
        from .cats import api as cats
        from .dogs import ns as dogs

        api = Api(title="Zoo", prefix="/api")
        api.add_namespace(cats)
        api.add_namespace(dogs, path="/v2/dogs")

        === apis/cats.py
        from flask_restx import Namespace, Resource

        api = Namespace("cats", description="Cats")

        @api.route("/", "/all")
        class CatList(Resource):
            @api.doc("list_cats")
            def get(self): ...

            @api.expect({})
            def post(self): ...

        @api.route("/<id>")
        @api.param("id", "The cat")
        class Cat(Resource):
            def get(self, id): ...

        === apis/dogs.py
        from flask_restx import Namespace, Resource

        ns = Namespace("dogs")

        class Dog(Resource):
            def get(self, id): ...

        ns.add_resource(Dog, "/<int:id>")
        """,
        """
        GET /api/cats/ -> CatList.get
        POST /api/cats/ -> CatList.post
        GET /api/cats/all -> CatList.get
        POST /api/cats/all -> CatList.post
        GET /api/cats/{id} -> Cat.get
        GET /api/v2/dogs/{id} -> Dog.get
        """,
    ),
    "flask: MethodView with as_view, and a generic base whose model is an argument": (
        """
        === app.py
        from flask import Flask
        from flask.views import MethodView, View

        app = Flask(__name__)

        class ItemAPI(MethodView):
            init_every_request = False

            def __init__(self, model):
                self.model = model

            def get(self, id): ...
            def patch(self, id): ...

        class GroupAPI(MethodView):
            def __init__(self, model):
                self.model = model

            def get(self): ...
            def post(self): ...

        class Ping(View):
            methods = ["GET", "HEAD"]

            def dispatch_request(self): ...

        def register_api(app, model, name):
            item = ItemAPI.as_view(f"{name}-item", model)
            group = GroupAPI.as_view(f"{name}-group", model)
            app.add_url_rule(f"/{name}/<int:id>", view_func=item)
            app.add_url_rule(f"/{name}/", view_func=group)

        register_api(app, object, "users")
        app.add_url_rule("/ping", view_func=Ping.as_view("ping"))
        """,
        """
        GET /users/{id} -> ItemAPI.get
        PATCH /users/{id} -> ItemAPI.patch
        GET /users/ -> GroupAPI.get
        POST /users/ -> GroupAPI.post
        GET /ping -> Ping
        HEAD /ping -> Ping
        """,
    ),
    "drf: routers, http_method_names, mixins, @action, as_view with a map": (
        """
        === manage.py
        import os
        os.environ["DJANGO_SETTINGS_MODULE"] = "proj.settings"

        === proj/__init__.py
        === proj/settings.py
        ROOT_URLCONF = "proj.urls"
        INSTALLED_APPS = ["rest_framework"]

        === proj/urls.py
        from django.urls import include, path
        from rest_framework.routers import DefaultRouter, SimpleRouter
        from . import views

        router = SimpleRouter(trailing_slash=False)
        router.register(r"users", views.UserViewSet, basename="user")
        router.register("tags", views.TagViewSet)

        urlpatterns = [
            path("api/", include(router.urls)),
            path("api/orders/", views.OrderList.as_view()),
            path("api/orders/<int:pk>/", views.OrderViewSet.as_view({"get": "retrieve", "post": "pay"})),
        ]

        === proj/views.py
        from rest_framework import generics, mixins, viewsets
        from rest_framework.decorators import action
        from rest_framework.response import Response

        class AuditMixin:
            @action(detail=True, methods=["get"], url_path="audit-log")
            def audit(self, request, pk=None):
                return Response([])

        class UserViewSet(AuditMixin, viewsets.ModelViewSet):
            http_method_names = ["get", "post", "head", "options"]
            lookup_field = "username"

            @action(detail=False, methods=["post"], url_path="reset-password")
            def reset_password(self, request):
                return Response()

            @reset_password.mapping.get
            def reset_form(self, request):
                return Response()

        class TagViewSet(mixins.ListModelMixin, mixins.CreateModelMixin, viewsets.GenericViewSet):
            def create(self, request, *args, **kwargs):
                return super().create(request, *args, **kwargs)

        class OrderList(generics.ListCreateAPIView): ...

        class OrderViewSet(viewsets.ViewSet):
            def retrieve(self, request, pk): ...
            def pay(self, request, pk): ...
        """,
        """
        GET /api/users -> UserViewSet.list
        POST /api/users -> UserViewSet.create
        GET /api/users/{username} -> UserViewSet.retrieve
        GET /api/users/{username}/audit-log -> UserViewSet.audit
        POST /api/users/reset-password -> UserViewSet.reset_password
        GET /api/users/reset-password -> UserViewSet.reset_form
        GET /api/tags -> TagViewSet.list
        POST /api/tags -> TagViewSet.create
        GET /api/orders/ -> OrderList.get
        POST /api/orders/ -> OrderList.post
        GET /api/orders/{pk}/ -> OrderViewSet.retrieve
        POST /api/orders/{pk}/ -> OrderViewSet.pay
        """,
    ),
    "django: as_view of generic views, with methods of the class and of its bases": (
        """
        === manage.py
        import os
        os.environ["DJANGO_SETTINGS_MODULE"] = "proj.settings"

        === proj/__init__.py
        === proj/settings.py
        ROOT_URLCONF = "proj.urls"

        === proj/urls.py
        from django.urls import path
        from django.views.generic import TemplateView
        from .views import ItemDetail, ItemEdit, ItemRest

        item_list = ItemRest.as_view(kind="list")
        urlpatterns = [
            path("about", TemplateView.as_view(template_name="about.html")),
            path("items", item_list),
            path("items/<slug>", ItemDetail.as_view()),
            path("items/<slug>/edit", ItemEdit.as_view()),
        ]

        === proj/views.py
        from django.views import View
        from django.views.generic import DetailView, UpdateView

        class JsonView(View):
            def options(self, request, *args, **kwargs): ...

        class ItemRest(JsonView):
            http_method_names = ["get", "post"]
            kind = None

            def get(self, request): ...
            def post(self, request): ...
            def delete(self, request): ...

        class ItemDetail(DetailView):
            model = object

        class ItemEdit(UpdateView):
            def form_valid(self, form): ...
        """,
        """
        GET /about -> TemplateView.get
        GET /items -> ItemRest.get
        POST /items -> ItemRest.post
        GET /items/{slug} -> ItemDetail.get
        GET /items/{slug}/edit -> ItemEdit.get
        POST /items/{slug}/edit -> ItemEdit.post
        PUT /items/{slug}/edit -> ItemEdit.put
        """,
    ),
    "fastapi: controllers of fastapi-utils, and methods that a class registers itself": (
        """
        === main.py
        from fastapi import APIRouter, Depends, FastAPI
        from fastapi_utils.cbv import cbv

        router = APIRouter(prefix="/items")

        def get_db(): ...

        @cbv(router)
        class Items:
            db = Depends(get_db)

            @router.get("/")
            def all(self): ...

            @router.delete("/{item_id}")
            def remove(self, item_id: int): ...

        class UserController:
            def __init__(self, service, prefix: str = "/users"):
                self.service = service
                self.router = APIRouter(prefix=prefix)
                self.router.add_api_route("/", self.all, methods=["GET"])
                self.router.add_api_route("/{user_id}", self.one)

            async def all(self): ...
            async def one(self, user_id: int): ...

        app = FastAPI()
        app.include_router(router)
        app.include_router(UserController(service=None).router)
        """,
        """
        GET /items/ -> all
        DELETE /items/{item_id} -> remove
        GET /users/ -> UserController.all
        GET /users/{user_id} -> UserController.one
        """,
    ),
    "aiohttp: class views, routes of decorated methods": (
        """
        === main.py
        from aiohttp import web

        routes = web.RouteTableDef()

        @routes.view("/view/{name}")
        class NamedView(web.View):
            async def get(self): ...
            async def post(self): ...

        class Plain(web.View):
            async def delete(self): ...

        app = web.Application()
        app.add_routes(routes)
        app.router.add_view("/plain", Plain)
        web.run_app(app)
        """,
        """
        GET /view/{name} -> NamedView.get
        POST /view/{name} -> NamedView.post
        DELETE /plain -> Plain.delete
        """,
    ),
    "nestjs: a generic controller, its routes inherited, the class made by a function": (
        """
        === package.json
        {"name": "shop", "dependencies": {"@nestjs/core": "10", "@nestjs/common": "10"}}

        === src/main.ts
        import { NestFactory } from '@nestjs/core';
        import { AppModule } from './app.module';

        (async () => {
          const app = await NestFactory.create(AppModule, { cors: true });
          app.setGlobalPrefix('/api');
          await app.listen(3000);
        })();

        === src/app.module.ts
        import { Module } from '@nestjs/common';
        import { CatsController, DogsController } from './animals';

        @Module({ controllers: [CatsController, DogsController] })
        export class AppModule {}

        === src/animals/index.ts
        export * from './cats.controller';
        export { DogsController } from './dogs.controller';

        === src/animals/base.ts
        import { Controller, Delete, Get, Param, Type } from '@nestjs/common';

        export abstract class CrudController<T> {
          @Get()
          findAll(): Promise<T[]> { return Promise.resolve([]); }

          @Get(':id')
          findOne(@Param('id') id: string): T | null { return null; }
        }

        export function DeletingController<T>(entity: Type<T>) {
          @Controller()
          class Host {
            @Delete(':id')
            remove(@Param('id') id: string) {}
          }
          return Host;
        }

        === src/animals/cats.controller.ts
        import { Controller, Post } from '@nestjs/common';
        import { CrudController } from './base';

        export class Cat {}

        @Controller(['cats', 'kittens'])
        export class CatsController extends CrudController<Cat> {
          @Post() create() {}

          override findOne(id: string) { return null; }
        }

        === src/animals/dogs.controller.ts
        import { Controller, Get } from '@nestjs/common';
        import { DeletingController } from './base';
        import { Cat } from './cats.controller';

        @Controller('dogs')
        export class DogsController extends DeletingController(Cat) {
          @Get(['', 'all'])
          list() { return []; }
        }
        """,
        """
        GET /api/cats -> CatsController.findAll
        GET /api/kittens -> CatsController.findAll
        POST /api/cats -> CatsController.create
        POST /api/kittens -> CatsController.create
        DELETE /api/dogs/{id} -> DogsController.remove
        GET /api/dogs -> DogsController.list
        GET /api/dogs/all -> DogsController.list
        """,
    ),
    "express: a controller class that binds its methods to a router": (
        """
        === package.json
        {"name": "shop", "dependencies": {"express": "4"}}

        === app.ts
        import express from 'express';
        import { ItemsController } from './items.controller';

        const app = express();
        const controllers = [ItemsController];
        controllers.forEach((Controller) => {
          const controller = new Controller();
          app.use(controller.path, controller.router);
        });
        app.listen(3000);

        === base.ts
        import { Router } from 'express';

        export abstract class Crud {
          readonly router = Router();
          abstract get path(): string;

          constructor() {
            this.router.get('/', this.list.bind(this));
            this.router.get('/:id', (req, res) => this.read(req, res));
          }
          list(req, res) { res.json([]); }
          abstract read(req, res): void;
        }

        === items.controller.ts
        import { Crud } from './base';

        export class ItemsController extends Crud {
          get path() { return '/items'; }
          constructor() {
            super();
            this.router.delete('/:id', this.remove);
          }
          read(req, res) { res.json({}); }
          remove = async (req, res) => { res.sendStatus(204); };
        }
        """,
        """
        GET /items -> Crud.list
        GET /items/{id} ->
        DELETE /items/{id} -> ItemsController.remove
        """,
    ),
    "fastify: a class whose methods are the handlers": (
        """
        === package.json
        {"name": "shop", "dependencies": {"fastify": "4"}}

        === server.ts
        import fastify, { FastifyInstance } from 'fastify';

        class Users {
          constructor(private readonly service: unknown) {}
          async list() { return []; }
          one = async (request) => ({});
        }

        class Server {
          private app: FastifyInstance;

          constructor() {
            this.app = fastify();
            this.app.register(this.routes.bind(this), { prefix: '/users' });
          }

          private async routes(app: FastifyInstance) {
            const users = new Users(null);
            app.get('/', users.list.bind(users));
            app.get('/:id', users.one);
          }

          start() { return this.app.listen({ port: 3000 }); }
        }

        new Server().start();
        """,
        """
        GET /users -> Users.list
        GET /users/{id} -> Users.one
        """,
    ),
    "chi: an embedded struct gives the handlers": (
        """
        === go.mod
        module example.com/shop

        require github.com/go-chi/chi/v5 v5.0.0

        === main.go
        package main

        import (
            "net/http"

            "github.com/go-chi/chi/v5"
        )

        type base struct{}

        func (base) Health(w http.ResponseWriter, r *http.Request) {}

        type API struct {
            *base
            router chi.Router
        }

        func (a *API) Users() http.HandlerFunc {
            return func(w http.ResponseWriter, r *http.Request) {}
        }

        func (a *API) ServeHTTP(w http.ResponseWriter, r *http.Request) { a.router.ServeHTTP(w, r) }

        func main() {
            a := &API{router: chi.NewRouter()}
            a.router.Get("/health", a.Health)
            a.router.Get("/users", a.Users())
            http.ListenAndServe(":8080", a)
        }
        """,
        """
        GET /health -> base.Health
        GET /users -> API.Users
        """,
    ),
    "django: a registry of views by model, filled by decorators and when the applications are ready": (
        """
        === site_/settings.py
        ROOT_URLCONF = "site_.urls"
        INSTALLED_APPS = ["dcim"]
        === site_/urls.py
        from django.urls import include, path
        urlpatterns = [path("dcim/", include("dcim.urls"))]
        === dcim/apps.py
        from django.apps import AppConfig


        class DcimConfig(AppConfig):
            name = "dcim"

            def ready(self):
                from util.features import register_models

                from . import late

                register_models(*self.get_models())
        === dcim/late.py
        from django.views import View

        from dcim.models import Rack
        from util.views import register_model_view


        @register_model_view(Rack, "extra")
        class Extra(View):
            def get(self, request, pk): ...
        === dcim/models/__init__.py
        from .racks import *
        === dcim/models/racks.py
        from django.db import models
        from util.features import JournalingMixin


        class Base(models.Model):
            class Meta:
                abstract = True


        class Rack(JournalingMixin, Base):
            name = models.CharField(max_length=10)


        class Role(Base):
            name = models.CharField(max_length=10)
        === dcim/urls.py
        from django.urls import include, path
        from util.urls import get_model_urls
        from . import views

        app_name = "dcim"
        urlpatterns = [
            path("racks/", include(get_model_urls("dcim", "rack", detail=False))),
            path("racks/<int:pk>/", include(get_model_urls("dcim", "rack"))),
            path("roles/<int:pk>/", include(get_model_urls("dcim", "role"))),
        ]
        === dcim/views.py
        from django.views import View
        from dcim.models import Rack, Role
        from util.views import register_model_view


        @register_model_view(Rack)
        class RackView(View):
            def get(self, request, pk): ...


        @register_model_view(Rack, "list", path="", detail=False)
        class RackList(View):
            def get(self, request): ...


        @register_model_view(Role)
        class RoleView(View):
            def get(self, request, pk): ...
        === util/registry.py
        from collections import defaultdict
        registry = {"views": defaultdict(dict)}
        === util/views.py
        from util.registry import registry


        def register_model_view(model, name="", path=None, detail=True, kwargs=None):
            def _wrapper(cls):
                app_label = model._meta.app_label
                model_name = model._meta.model_name
                if model_name not in registry["views"][app_label]:
                    registry["views"][app_label][model_name] = []
                registry["views"][app_label][model_name].append(
                    {
                        "name": name,
                        "view": cls,
                        "path": path if path is not None else name,
                        "detail": detail,
                        "kwargs": kwargs or {},
                    }
                )
                return cls

            return _wrapper
        === util/features.py
        class JournalingMixin: ...


        class JobsMixin: ...


        def register_models(*models):
            from util.views import register_model_view

            for model in models:
                if issubclass(model, JournalingMixin):
                    register_model_view(model, "journal", kwargs={"model": model})("util.generic.JournalView")
                if issubclass(model, JobsMixin):
                    register_model_view(model, "jobs")("util.generic.JobsView")
        === util/generic.py
        from django.views import View


        class JournalView(View):
            def get(self, request, pk): ...


        class JobsView(View):
            def get(self, request, pk): ...
        === util/urls.py
        from django.urls import path
        from django.utils.module_loading import import_string
        from django.views import View

        from util.registry import registry


        def get_model_urls(app_label, model_name, detail=True):
            paths = []
            try:
                views = [view for view in registry["views"][app_label][model_name] if view["detail"] == detail]
            except KeyError:
                return []
            for config in views:
                if type(config["view"]) is str:
                    view_ = import_string(config["view"])
                else:
                    view_ = config["view"]
                if issubclass(view_, View):
                    view_ = view_.as_view()
                url_path = f"{config['path']}/" if config["path"] else ""
                paths.append(path(url_path, view_, name=config["name"], kwargs=config["kwargs"]))
            return paths
        === site_/__init__.py
        === dcim/__init__.py
        === util/__init__.py
        """,
        """
        GET /dcim/racks/ -> RackList.get
        GET /dcim/racks/{pk}/ -> RackView.get
        GET /dcim/racks/{pk}/extra/ -> Extra.get
        GET /dcim/racks/{pk}/journal/ -> JournalView.get
        GET /dcim/roles/{pk}/ -> RoleView.get
        """,
    ),
}


@pytest.mark.parametrize(("project", "expected"), CLASSES.values(), ids=CLASSES)
def test_class_based(tmp_path: Path, project: str, expected: str) -> None:
    assert handlers(inventory(tmp_path, project)) == lines(expected)
