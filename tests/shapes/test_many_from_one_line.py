"""Several routes from one line: lists of methods, loops over tables, factories, routers mounted twice, conditions."""

from __future__ import annotations

from pathlib import Path

import pytest

from shapes.projects import inventory, lines, routes

MANY = {
    "fastapi: methods, several decorators, a loop, a factory called twice, mounted twice, conditions": (
        """
        === main.py
        import os
        from fastapi import APIRouter, FastAPI
        from settings import settings

        app = FastAPI()

        @app.api_route("/any", methods=["GET", "HEAD"])
        @app.post("/also")
        @app.get("/{name}/again", include_in_schema=False)
        async def many(name: str = ""): ...

        TABLE = [("/a", "GET"), ("/b", "POST")]
        for path, method in TABLE:
            app.add_api_route(path, many, methods=[method])

        for name, router in {"x": APIRouter(), "y": APIRouter()}.items():
            router.get("/ping")(many)
            app.include_router(router, prefix=f"/{name}")

        def crud(name, readonly=False, **options):
            router = APIRouter(prefix="/" + name, **options)

            @router.get("")
            def all(): ...

            if not readonly:
                @router.post("")
                def create(): ...

            return router

        app.include_router(crud("cats"))
        app.include_router(crud("dogs", readonly=True, tags=["dogs"]))

        twice = APIRouter()
        twice.add_api_route("/t", many)
        app.include_router(twice, prefix="/v1")
        app.include_router(twice, prefix="/v2")

        if settings.debug:
            @app.get("/debug")
            def debug(): ...

        if os.getenv("METRICS"):
            from metrics import router as metrics
            app.include_router(metrics)

        === settings.py
        from pydantic_settings import BaseSettings

        class Settings(BaseSettings):
            debug: bool = False

        settings = Settings()

        === metrics.py
        from fastapi import APIRouter
        router = APIRouter(prefix="/metrics")

        @router.get("")
        def metrics(): ...
        """,
        """
        GET /any
        HEAD /any
        POST /also
        GET /{name}/again
        GET /a
        POST /b
        GET /x/ping
        GET /y/ping
        GET /cats
        POST /cats
        GET /dogs
        GET /v1/t
        GET /v2/t
        GET /debug if
        GET /metrics if
        """,
    ),
    "flask: rules in a table, two decorators, methods, a blueprint registered twice": (
        """
        === app.py
        from collections import namedtuple
        from flask import Blueprint, Flask

        app = Flask(__name__)
        bp = Blueprint("bp", __name__)
        Rule = namedtuple("Rule", "url view methods")

        @bp.route("/index")
        @bp.route("/")
        def index(): ...

        def save(): ...

        RULES = [
            Rule("/save", save, ["POST", "PUT"]),
            Rule(url="/load", view=index, methods=["GET"]),
        ]
        for rule in RULES:
            bp.add_url_rule(rule.url, view_func=rule.view, methods=rule.methods)

        urls = {"/one": index, "/two": save}
        for url in urls:
            app.add_url_rule(url, url, urls[url])

        app.register_blueprint(bp, url_prefix="/a")
        app.register_blueprint(bp, url_prefix="/b", name="b")
        """,
        """
        GET /a/index
        GET /a/
        POST /a/save
        PUT /a/save
        GET /a/load
        GET /b/index
        GET /b/
        POST /b/save
        PUT /b/save
        GET /b/load
        GET /one
        GET /two
        """,
    ),
    "django: patterns in a loop, in a comprehension, added under a condition": (
        """
        === manage.py
        import os
        os.environ["DJANGO_SETTINGS_MODULE"] = "proj.settings"

        === proj/__init__.py
        === proj/settings.py
        ROOT_URLCONF = "proj.urls"
        DEBUG = False

        === proj/urls.py
        from django.conf import settings
        from django.urls import include, path
        from proj import views

        def crud(prefix, view):
            return [path(f"{prefix}/", view), path(f"{prefix}/<int:pk>/", view)]

        urlpatterns = [
            *crud("cats", views.cats),
            path("pages/", include([path(f"{name}/", views.page, {"name": name}) for name in ("terms", "imprint")])),
        ]
        for name in ["a", "b"]:
            urlpatterns.append(path(name, views.page))
        urlpatterns += crud("dogs", views.page)

        if settings.DEBUG:
            import debug_toolbar
            urlpatterns = [path("__debug__/", views.page)] + urlpatterns

        === proj/views.py
        def cats(request, pk=None): ...
        def page(request, **kwargs): ...
        """,
        """
        * /cats/
        * /cats/{pk}/
        * /pages/terms/
        * /pages/imprint/
        * /a
        * /b
        * /dogs/
        * /dogs/{pk}/
        * /__debug__/ if
        """,
    ),
    "express: tables, arrays of paths, loops over methods, mounted twice, conditions": (
        """
        === package.json
        {"name": "shop", "dependencies": {"express": "4"}}

        === app.js
        const express = require('express');
        const app = express();

        const handler = (req, res) => res.end();
        const routes = [
          { path: '/cats', method: 'get', handler },
          { path: '/cats/:id', method: 'put', handler, middleware: [] },
        ];
        routes.forEach(({ path, method, handler, middleware = [] }) => {
          app[method](path, ...middleware, handler);
        });

        for (const [name, fn] of Object.entries({ one: handler, two: handler })) app.get(`/${name}`, fn);

        app.get(['/x', '/y'], handler);
        ['put', 'patch'].map((verb) => app[verb]('/both', handler));

        const router = express.Router();
        router.route('/r').get(handler).delete(handler);
        app.use(['/v1', '/v2'], router);
        app.use('/v3', router);

        if (process.env.NODE_ENV !== 'production') {
          app.get('/debug', handler);
        }
        process.env.METRICS && app.get('/metrics', handler);
        app.listen(3000);
        """,
        """
        GET /cats
        PUT /cats/{id}
        GET /one
        GET /two
        GET /x
        GET /y
        PUT /both
        PATCH /both
        GET /v1/r
        DELETE /v1/r
        GET /v2/r
        DELETE /v2/r
        GET /v3/r
        DELETE /v3/r
        GET /debug if
        GET /metrics if
        """,
    ),
    "fastify: autoload of a folder with parameters and own prefixes": (
        """
        === package.json
        {"name": "shop", "scripts": {"start": "fastify start -l info app.js"}}

        === app.js
        'use strict'
        const path = require('node:path')
        const AutoLoad = require('@fastify/autoload')

        module.exports = async function (fastify, opts) {
          fastify.register(AutoLoad, { dir: path.join(__dirname, 'plugins'), options: Object.assign({}, opts) })
          fastify.register(AutoLoad, {
            dir: path.join(__dirname, 'routes'),
            routeParams: true,
            options: { prefix: '/api', ...opts },
          })
        }

        === plugins/support.js
        const fp = require('fastify-plugin')
        module.exports = fp(async (fastify) => { fastify.decorate('support', () => 'x') })

        === routes/root.js
        module.exports = async function (fastify) {
          fastify.get('/', async () => ({ root: true }))
        }

        === routes/users/index.js
        module.exports = async (fastify) => {
          fastify.get('/', async () => [])
        }

        === routes/users/_id/orders.js
        module.exports = async (fastify) => {
          for (const method of ['GET', 'POST']) {
            fastify.route({ method, url: '/orders', handler: async () => [] })
          }
        }

        === routes/admin/index.js
        module.exports = async (fastify) => { fastify.delete('/logs', async () => []) }
        module.exports.autoPrefix = '/internal'
        """,
        """
        GET /api
        GET /api/users
        GET /api/users/{id}/orders
        POST /api/users/{id}/orders
        DELETE /api/internal/logs
        """,
    ),
    "nestjs: several paths a controller and a method": (
        """
        === package.json
        {"name": "shop", "dependencies": {"@nestjs/core": "10", "@nestjs/common": "10"}}

        === src/main.ts
        import { NestFactory } from '@nestjs/core';
        import { Controller, All, Get, Module, Post } from '@nestjs/common';

        const LIST = ['list', 'index'];

        @Controller({ path: ['a', 'b'] })
        class Both {
          @Get(LIST) list() { return []; }
          @All('any') any() {}
          @Post('x') @Get('x') twice() {}
        }

        @Module({ controllers: [Both] })
        class AppModule {}

        async function main() {
          const app = await NestFactory.create(AppModule);
          await app.listen(3000);
        }
        void main();
        """,
        """
        GET /a/list
        GET /a/index
        GET /b/list
        GET /b/index
        * /a/any
        * /b/any
        POST /a/x
        POST /b/x
        """,
    ),
    "koa: register with methods, all, a loop": (
        """
        === package.json
        {"name": "shop", "dependencies": {"koa": "2", "@koa/router": "12"}}

        === app.js
        const Koa = require('koa');
        const Router = require('@koa/router');

        const router = new Router();
        const ok = (ctx) => { ctx.body = 'ok'; };
        router.register('/reg', ['GET', 'POST'], ok);
        router.all('/all', ok);
        router.get(['/p', '/q'], ok);
        for (const name of ['a', 'b']) router[name === 'a' ? 'get' : 'post'](`/${name}`, ok);

        const app = new Koa();
        app.use(router.routes());
        app.listen(3000);
        """,
        """
        GET /reg
        POST /reg
        * /all
        GET /p
        GET /q
        GET /a
        POST /b
        """,
    ),
    "gin: a table of routes, Match, Any, a factory called twice, a condition": (
        """
        === go.mod
        module example.com/shop

        require github.com/gin-gonic/gin v1.9.0

        === main.go
        package main

        import (
            "net/http"
            "os"

            "github.com/gin-gonic/gin"
        )

        type route struct {
            method, path string
            handler      gin.HandlerFunc
        }

        var table = []route{
            {http.MethodGet, "/one", ok},
            {method: "POST", path: "/two", handler: ok},
        }

        var byPath = map[string]gin.HandlerFunc{"/three": ok, "/four": ok}

        func ok(c *gin.Context) {}

        func crud(r gin.IRoutes, name string, handlers ...gin.HandlerFunc) {
            r.GET("/"+name, handlers...)
            r.DELETE("/"+name+"/:id", handlers...)
        }

        func main() {
            r := gin.Default()
            for _, item := range table {
                r.Handle(item.method, item.path, item.handler)
            }
            for path, handler := range byPath {
                r.GET(path, handler)
            }
            for _, version := range [...]string{"v1", "v2"} {
                group := r.Group(version)
                crud(group, "cats", ok)
            }
            crud(r, "dogs", ok)
            r.Match([]string{"GET", "PUT"}, "/match", ok)
            if os.Getenv("DEBUG") != "" {
                r.GET("/debug", ok)
            }
            switch mode := gin.Mode(); mode {
            case gin.TestMode:
                r.GET("/test", ok)
            }
            r.Run()
        }
        """,
        """
        GET /one
        POST /two
        GET /three
        GET /four
        GET /v1/cats
        DELETE /v1/cats/{id}
        GET /v2/cats
        DELETE /v2/cats/{id}
        GET /dogs
        DELETE /dogs/{id}
        GET /match
        PUT /match
        GET /debug if
        GET /test if
        """,
    ),
    "net/http: a map of handlers, a slice of structs with functions": (
        """
        === go.mod
        module example.com/shop

        go 1.22

        === main.go
        package main

        import "net/http"

        type endpoint struct {
            pattern string
            http.HandlerFunc
        }

        func ok(w http.ResponseWriter, r *http.Request) {}

        func endpoints() []endpoint {
            list := []endpoint{{"GET /a", ok}}
            list = append(list, endpoint{"POST /b", ok})
            return list
        }

        func main() {
            mux := http.NewServeMux()
            for _, e := range endpoints() {
                mux.Handle(e.pattern, e)
            }
            for _, method := range []string{http.MethodGet, http.MethodPut} {
                mux.HandleFunc(method+" /c/{id...}", ok)
            }
            http.ListenAndServe(":8080", mux)
        }
        """,
        """
        GET /a
        POST /b
        GET /c/{id}
        PUT /c/{id}
        """,
    ),
    "fastapi: a base class that is told of each class that derives from it": (
        """
        === main.py
        from fastapi import APIRouter, FastAPI

        app = FastAPI()
        router = APIRouter(prefix="/v1")


        class Endpoint:
            registry: list[type] = []
            path = ""

            def __init_subclass__(cls, path: str = "", method: str = "GET", **kwargs):
                super().__init_subclass__(**kwargs)
                cls.path = path
                cls.method = method
                Endpoint.registry.append(cls)


        class Users(Endpoint, path="/users"):
            def handle(self): ...


        class Orders(Endpoint, path="/orders", method="POST"):
            def handle(self): ...


        class Direct:
            def __init_subclass__(cls, /, **kwargs):
                router.add_api_route(f"/{cls.__name__.lower()}", cls.handle, methods=["DELETE"])


        class Things(Direct):
            def handle(): ...


        for kind in Endpoint.registry:
            router.add_api_route(kind.path, kind().handle, methods=[kind.method])
        app.include_router(router)
        """,
        """
        GET /v1/users
        POST /v1/orders
        DELETE /v1/things
        """,
    ),
}


@pytest.mark.parametrize(("project", "expected"), MANY.values(), ids=MANY)
def test_many_from_one_line(tmp_path: Path, project: str, expected: str) -> None:
    rows = inventory(tmp_path, project)["routes"]
    said = sorted(f"{row['method']} {row['path']}{' if' if row['conditional'] else ''}" for row in rows)
    assert said == lines(expected)


LOADED = """
=== main.py
from aiohttp import web
from shop.loading import Loader
def make():
    app = web.Application()
    for plugin in installed():
        CALL
    return app
web.run_app(make())
=== shop/__init__.py
=== shop/loading.py
import sys
from importlib import import_module
class Loader:
    @classmethod
    def load(cls, name, package=None):
        if package:
            if not cls.load(package):
                return None
            name = f"{package}.{name}"
        if name in sys.modules:
            return sys.modules[name]
        return import_module(name)
    @staticmethod
    def fill(name, app):
        module = import_module(name)
        if hasattr(module, "register"):
            module.register(app)
"""
WAYS = {
    "a class method that calls itself": 'Loader.load(f"{plugin}.routes").register(app)',
    "a module and its package": 'Loader.load("routes", plugin).register(app)',
    "a function that fills": 'Loader.fill(f"{plugin}.routes", app)',
    "a variable": """module = Loader.load(f"{plugin}.routes")
        if module and hasattr(module, "register"):
            module.register(app)""",
}


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_more_modules_are_loaded_by_name_than_a_value_has_options(tmp_path: Path, way: str) -> None:
    """No list says which modules there are: each that the name may mean registers routes of its own."""
    modules = "".join(
        f"""
=== shop/part{number}/__init__.py
=== shop/part{number}/routes.py
from aiohttp import web
async def all(request): ...
def register(app):
    app.add_routes([web.get("/part{number}", all)])
"""
        for number in range(60)
    )
    found = routes(inventory(tmp_path, LOADED.replace("CALL", way) + modules))
    assert found == sorted(f"GET /part{number}" for number in range(60))
