"""Prefixes over several levels and files, and paths that are put together before they are registered.

A router that takes `/users` and `/users/` for one path has the path without the slash.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from shapes.projects import inventory, lines, routes

PREFIXES = {
    "fastapi: four levels over packages that re-export their routers": (
        """
        === app/main.py
        from fastapi import FastAPI
        from app.api import router as api_router

        app = FastAPI()
        app.include_router(api_router, prefix="/api")

        === app/api/__init__.py
        from .v1 import router

        __all__ = ["router"]

        === app/api/v1/__init__.py
        from fastapi import APIRouter
        from .shop import shop_router

        router = APIRouter(prefix="/v1")
        router.include_router(shop_router)

        === app/api/v1/shop/__init__.py
        from fastapi import APIRouter
        from . import (
            carts,
            orders as order_routes,
        )

        shop_router = APIRouter(
            prefix="/shop",
            tags=["shop"],
        )
        for module in (carts, order_routes):
            shop_router.include_router(module.router)

        === app/api/v1/shop/carts.py
        from fastapi import APIRouter, status

        router = APIRouter(prefix="/carts")

        @router.post(
            "",
            status_code=status.HTTP_201_CREATED,
        )
        async def create_cart(): ...

        @router.get(
            path="/{cart_id}",
        )
        async def read_cart(cart_id: int): ...

        === app/api/v1/shop/orders.py
        from fastapi import APIRouter

        router = APIRouter()

        @router.get("/orders/")
        async def list_orders(): ...
        """,
        """
        POST /api/v1/shop/carts
        GET /api/v1/shop/carts/{cart_id}
        GET /api/v1/shop/orders/
        """,
    ),
    "fastapi: settings with a computed prefix, and a helper that builds the path": (
        """
        === app/core/config.py
        from functools import lru_cache
        from pydantic_settings import BaseSettings

        class Settings(BaseSettings):
            api_root: str = "/api"
            api_version: str = "v2"

            @property
            def api_prefix(self) -> str:
                return f"{self.api_root}/{self.api_version}"

        @lru_cache
        def get_settings() -> Settings:
            return Settings()

        === app/paths.py
        from app.core.config import get_settings

        def versioned(*parts: str) -> str:
            return "/".join([get_settings().api_prefix, *parts])

        === app/main.py
        from fastapi import FastAPI
        from app.core.config import get_settings
        from app import users
        from app.paths import versioned

        def create_app() -> FastAPI:
            settings = get_settings()
            app = FastAPI()
            app.include_router(users.router, prefix=settings.api_prefix + "/users")

            @app.get(versioned("status", "ready"))
            def ready(): ...

            return app

        app = create_app()

        === app/users.py
        from fastapi import APIRouter

        BASE = "/{user_id}"
        router = APIRouter()

        @router.get("")
        def users(): ...

        @router.get(BASE)
        def user(user_id: int): ...

        @router.get(BASE + "/posts")
        def posts(user_id: int): ...

        @router.get("%s/friends" % BASE)
        def friends(user_id: int): ...

        @router.get("{}/photos".format(BASE))
        def photos(user_id: int): ...
        """,
        """
        GET /api/v2/status/ready
        GET /api/v2/users
        GET /api/v2/users/{user_id}
        GET /api/v2/users/{user_id}/friends
        GET /api/v2/users/{user_id}/photos
        GET /api/v2/users/{user_id}/posts
        """,
    ),
    "flask: blueprints in blueprints in a factory, prefix from the configuration class": (
        """
        === shop/config.py
        class Config:
            API_PREFIX = "/api"

        class ProductionConfig(Config):
            DEBUG = False

        === shop/__init__.py
        from flask import Flask
        from shop.config import ProductionConfig

        def create_app(config=ProductionConfig):
            app = Flask(__name__)
            app.config.from_object(config)
            from shop.api import bp as api_bp
            app.register_blueprint(api_bp, url_prefix=config.API_PREFIX)
            return app

        === shop/api/__init__.py
        from flask import Blueprint

        bp = Blueprint("api", __name__)

        from shop.api.v1 import v1
        bp.register_blueprint(v1, url_prefix="/v1")

        from shop.api import status  # noqa

        === shop/api/status.py
        from shop.api import bp

        @bp.route("/")
        def status():
            return "ok"

        === shop/api/v1/__init__.py
        from flask import Blueprint
        v1 = Blueprint("v1", __name__)
        from . import users

        === shop/api/v1/users.py
        from . import v1

        @v1.route("/users", methods=["GET"])
        @v1.route("/people", methods=["GET"])
        def users():
            return []

        @v1.post("/users/<int:user_id>/<path:rest>")
        def change(user_id, rest):
            return {}
        """,
        """
        GET /api/
        GET /api/v1/users
        GET /api/v1/people
        POST /api/v1/users/{user_id}/{rest}
        """,
    ),
    "django: includes over three levels, a prefix from a constant, re_path and an empty route": (
        """
        === manage.py
        import os
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "site_.settings")

        === site_/__init__.py
        === site_/settings.py
        ROOT_URLCONF = "site_.urls"
        API_PREFIX = "api/v1/"

        === site_/urls.py
        from django.conf import settings
        from django.urls import include, path

        urlpatterns = [
            path(settings.API_PREFIX, include(("site_.api", "api"), namespace="v1")),
        ]

        === site_/api.py
        from django.urls import include, path

        accounts = [path("", include("accounts.urls"))]
        urlpatterns = [path("accounts/", include(accounts))]

        === accounts/__init__.py
        === accounts/urls.py
        from django.urls import path, re_path
        from . import views

        app_name = "accounts"
        urlpatterns = [
            path("", views.index, name="index"),
            path(
                "<uuid:pk>/",
                views.detail,
                name="detail",
            ),
            re_path(r"^(?P<year>[0-9]{4})/(?P<slug>[\\w-]+)/$", views.archive),
        ]

        === accounts/views.py
        def index(request): ...
        def detail(request, pk): ...
        def archive(request, year, slug): ...
        """,
        """
        * /api/v1/accounts/
        * /api/v1/accounts/{pk}/
        * /api/v1/accounts/{year}/{slug}/
        """,
    ),
    "aiohttp: sub-applications in sub-applications": (
        """
        === main.py
        from aiohttp import web
        from admin import make_admin

        PREFIX = "/admin"

        def make_app():
            app = web.Application()
            app.add_subapp(PREFIX, make_admin())
            return app

        web.run_app(make_app())

        === admin.py
        from aiohttp import web

        async def users(request): ...
        async def logs(request): ...

        def make_admin():
            admin = web.Application()
            admin.router.add_get("/users", users)
            tools = web.Application()
            tools.add_routes([web.get("/logs", logs)])
            admin.add_subapp("/tools/", tools)
            return admin
        """,
        """
        GET /admin/users
        GET /admin/tools/logs
        """,
    ),
    "express: four levels in TypeScript with path aliases and a barrel": (
        """
        === package.json
        {"name": "shop", "dependencies": {"express": "4"}}

        === tsconfig.json
        {
          // paths as people write them
          "compilerOptions": {
            "baseUrl": ".",
            "paths": {"@/*": ["src/*"], "@routes": ["src/routes/index.ts"]},
          },
        }

        === src/server.ts
        import express from 'express';
        import { config } from '@/config';
        import { apiRouter } from '@routes';

        const app = express();
        app.use(`${config.api.root}/${config.api.version}`, apiRouter);
        app.listen(config.port);

        === src/config.ts
        export const config = {
          port: Number(process.env.PORT ?? 3000),
          api: { root: process.env.API_ROOT || '/api', version: 'v1' },
        } as const;

        === src/routes/index.ts
        export * from './api';

        === src/routes/api.ts
        import { Router } from 'express';
        import users, { posts } from './users';

        export const apiRouter = Router();
        apiRouter.use('/users', users).use('/users/:userId/posts', posts);

        === src/routes/users.ts
        import { Router, type Request, type Response } from 'express';
        import { list, create } from '@/controllers/users.controller';

        const router = Router({ mergeParams: true });
        router.get(
          '/',
          list,
        );
        router.post('', create);

        export const posts = Router({ mergeParams: true });
        posts.get('/', (req: Request, res: Response) => res.json([]));
        export default router;

        === src/controllers/users.controller.ts
        import type { RequestHandler } from 'express';

        export const list: RequestHandler = async (req, res) => { res.json([]); };
        export async function create(req, res) { res.sendStatus(201); }
        """,
        """
        GET /api/v1/users
        POST /api/v1/users
        GET /api/v1/users/{userId}/posts
        """,
    ),
    "express: path.join, path helpers and a table of constants in CommonJS": (
        """
        === package.json
        {"name": "shop", "dependencies": {"express": "4"}}

        === paths.js
        const path = require('path');

        const ROOT = '/api';
        module.exports.PATHS = Object.freeze({ USERS: path.posix.join(ROOT, 'users'), ORDERS: ROOT + '/orders' });
        module.exports.within = (base, ...rest) => [base, ...rest].join('/');

        === index.js
        const express = require('express');
        const { PATHS, within } = require('./paths');

        const app = express();
        app.get(PATHS.USERS, (req, res) => res.json([]));
        app.get(within(PATHS.USERS, ':id', 'avatar'), (req, res) => res.end());
        app.post(PATHS.ORDERS.concat('/', 'new'), (req, res) => res.end());
        app.listen(3000);
        """,
        """
        GET /api/users
        GET /api/users/{id}/avatar
        POST /api/orders/new
        """,
    ),
    "nestjs: RouterModule with children, global prefix, URI versions": (
        """
        === package.json
        {"name": "shop", "dependencies": {"@nestjs/core": "10", "@nestjs/common": "10"}}

        === src/main.ts
        import { NestFactory } from '@nestjs/core';
        import { VersioningType } from '@nestjs/common';
        import { AppModule } from './app.module';

        async function bootstrap() {
          const app = await NestFactory.create(AppModule);
          app.setGlobalPrefix('api', { exclude: ['health'] });
          app.enableVersioning({ type: VersioningType.URI, defaultVersion: '1' });
          await app.listen(3000);
        }
        bootstrap();

        === src/app.module.ts
        import { Module } from '@nestjs/common';
        import { RouterModule } from '@nestjs/core';
        import { AdminModule } from './admin.module';
        import { HealthController } from './health.controller';
        import { MetricsModule } from './metrics.module';

        @Module({
          imports: [
            AdminModule,
            MetricsModule,
            RouterModule.register([
              { path: 'admin', module: AdminModule, children: [{ path: 'metrics', module: MetricsModule }] },
            ]),
          ],
          controllers: [HealthController],
        })
        export class AppModule {}

        === src/admin.module.ts
        import { Controller, Get, Module, Param, Version } from '@nestjs/common';

        @Controller('users')
        export class UsersController {
          @Get() list() { return []; }

          @Version('2')
          @Get(':id')
          one(@Param('id') id: string) { return id; }
        }

        @Module({ controllers: [UsersController] })
        export class AdminModule {}

        === src/metrics.module.ts
        import { Controller, Get, Module } from '@nestjs/common';

        @Controller()
        export class MetricsController {
          @Get() all() { return {}; }
        }

        @Module({ controllers: [MetricsController] })
        export class MetricsModule {}

        === src/health.controller.ts
        import { Controller, Get, VERSION_NEUTRAL } from '@nestjs/common';

        @Controller({ path: 'health', version: VERSION_NEUTRAL })
        export class HealthController {
          @Get() check() { return 'ok'; }
        }
        """,
        """
        GET /api/v1/admin/users
        GET /api/v2/admin/users/{id}
        GET /api/v1/admin/metrics
        GET /health
        """,
    ),
    "fastify: plugins in plugins over files": (
        """
        === package.json
        {"name": "shop", "type": "module", "dependencies": {"fastify": "4"}}

        === src/app.ts
        import Fastify from 'fastify';
        import api from './api.js';

        const build = (opts = {}) => {
          const app = Fastify(opts);
          app.register(api, { prefix: '/api' });
          return app;
        };

        const app = build({ logger: true });
        await app.listen({ port: 3000 });

        === src/api.ts
        import type { FastifyPluginAsync } from 'fastify';
        import { userRoutes } from './users.js';

        const api: FastifyPluginAsync = async (fastify) => {
          await fastify.register(async (v1) => {
            v1.register(userRoutes, { prefix: '/users' });
            v1.register(import('./orders.js'), { prefix: '/orders' });
          }, { prefix: '/v1' });
        };
        export default api;

        === src/users.ts
        import type { FastifyInstance } from 'fastify';

        export async function userRoutes(fastify: FastifyInstance) {
          fastify.get('', async () => []);
          fastify.route({
            method: ['PUT', 'PATCH'],
            url: '/:id',
            handler: async (request, reply) => reply.code(204).send(),
          });
        }

        === src/orders.ts
        export default async function (fastify, opts) {
          fastify.get('/', async () => []);
        }
        """,
        """
        GET /api/v1/users
        PUT /api/v1/users/{id}
        PATCH /api/v1/users/{id}
        GET /api/v1/orders
        """,
    ),
    "koa: nested routers with their own prefixes": (
        """
        === package.json
        {"name": "shop", "dependencies": {"koa": "2", "@koa/router": "12"}}

        === index.js
        const Koa = require('koa');
        const Router = require('@koa/router');
        const users = require('./users');

        const app = new Koa();
        const api = new Router({ prefix: '/api' });
        api.use('/v1', users.routes(), users.allowedMethods());
        app.use(api.routes());
        app.listen(3000);

        === users.js
        const Router = require('@koa/router');
        const posts = require('./posts');

        const router = new Router();
        router.prefix('/users');
        router.get('list', '/', (ctx) => { ctx.body = []; });
        router.use('/:user/posts', posts.routes());
        module.exports = router;

        === posts.js
        const router = require('@koa/router')();
        router.del('/:id', (ctx) => { ctx.status = 204; });
        module.exports = router;
        """,
        """
        GET /api/v1/users
        DELETE /api/v1/users/{user}/posts/{id}
        """,
    ),
    "hono: basePath and route over files": (
        """
        === package.json
        {"name": "shop", "dependencies": {"hono": "4"}}

        === src/index.ts
        import { Hono } from 'hono';
        import { books } from './books';

        const app = new Hono().basePath('/api');
        app.route('/v1', new Hono().route('/books', books));
        export default app;

        === src/books.ts
        import { Hono } from 'hono';

        export const books = new Hono()
          .get('/', (c) => c.json([]))
          .post('/:id{[0-9]+}/loan', async (c) => c.json({}, 201));
        """,
        """
        GET /api/v1/books
        POST /api/v1/books/{id}/loan
        """,
    ),
    "gin: groups over packages, constants and path.Join": (
        """
        === go.mod
        module example.com/shop

        go 1.22

        require github.com/gin-gonic/gin v1.9.0

        === cmd/api/main.go
        package main

        import (
            "github.com/gin-gonic/gin"

            "example.com/shop/internal/config"
            "example.com/shop/internal/users"
        )

        func main() {
            r := gin.Default()
            api := r.Group(config.Root)
            v1 := api.Group(config.Version())
            {
                users.Register(v1.Group("/users"))
                v1.GET("", func(c *gin.Context) { c.Status(204) })
            }
            r.Run()
        }

        === internal/config/config.go
        package config

        import "fmt"

        const (
            Root    = "/" + name
            name    = "api"
            version = 1
        )

        func Version() string { return fmt.Sprintf("/v%d", version) }

        === internal/users/routes.go
        package users

        import (
            "path"

            "github.com/gin-gonic/gin"
        )

        const byID = "/:id"

        func Register(rg *gin.RouterGroup) {
            rg.GET("", List)
            rg.GET(path.Join(byID, "posts"), Posts)
            rg.DELETE(
                byID,
                Delete,
            )
        }

        func List(c *gin.Context)   { c.JSON(200, nil) }
        func Posts(c *gin.Context)  { c.JSON(200, nil) }
        func Delete(c *gin.Context) { c.Status(204) }
        """,
        """
        GET /api/v1
        GET /api/v1/users
        GET /api/v1/users/{id}/posts
        DELETE /api/v1/users/{id}
        """,
    ),
    "echo: groups of groups kept in struct fields": (
        """
        === go.mod
        module example.com/shop

        require github.com/labstack/echo/v4 v4.11.0

        === main.go
        package main

        import "github.com/labstack/echo/v4"

        type Server struct {
            echo *echo.Echo
            api  *echo.Group
        }

        func NewServer(prefix string) *Server {
            e := echo.New()
            return &Server{echo: e, api: e.Group(prefix)}
        }

        func (s *Server) routes() {
            users := s.api.Group("/users")
            users.GET("", s.list)
            users.Match([]string{"PUT", "PATCH"}, "/:id", s.change)
        }

        func (s *Server) list(c echo.Context) error   { return c.NoContent(200) }
        func (s *Server) change(c echo.Context) error { return c.NoContent(204) }

        func main() {
            s := NewServer("/api/v1")
            s.routes()
            s.echo.Start(":8080")
        }
        """,
        """
        GET /api/v1/users
        PUT /api/v1/users/{id}
        PATCH /api/v1/users/{id}
        """,
    ),
    "chi: Route, Mount and Group over files": (
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

        func main() {
            r := chi.NewRouter()
            r.Route("/api", func(r chi.Router) {
                r.Route("/v1", func(r chi.Router) {
                    r.Mount("/users", usersResource{}.Routes())
                    r.Group(func(r chi.Router) {
                        r.Get("/", index)
                    })
                })
            })
            http.ListenAndServe(":8080", r)
        }

        func index(w http.ResponseWriter, r *http.Request) {}

        === users.go
        package main

        import (
            "net/http"

            "github.com/go-chi/chi/v5"
        )

        type usersResource struct{}

        func (rs usersResource) Routes() chi.Router {
            r := chi.NewRouter()
            r.Get("/", rs.List)
            r.Route("/{id:[0-9]+}", func(r chi.Router) {
                r.Get("/", rs.Get)
                r.Method(http.MethodPut, "/", http.HandlerFunc(rs.Put))
            })
            return r
        }

        func (rs usersResource) List(w http.ResponseWriter, r *http.Request) {}
        func (rs usersResource) Get(w http.ResponseWriter, r *http.Request)  {}
        func (rs usersResource) Put(w http.ResponseWriter, r *http.Request)  {}
        """,
        """
        GET /api/v1
        GET /api/v1/users
        GET /api/v1/users/{id}
        PUT /api/v1/users/{id}
        """,
    ),
    "fiber: groups, Route and Mount": (
        """
        === go.mod
        module example.com/shop

        require github.com/gofiber/fiber/v2 v2.50.0

        === main.go
        package main

        import "github.com/gofiber/fiber/v2"

        func ok(c *fiber.Ctx) error { return c.SendStatus(200) }

        func main() {
            app := fiber.New()
            api := app.Group("/api")
            api.Route("/users", func(router fiber.Router) {
                router.Get("/", ok)
                router.Post("/:id?", ok)
            })
            micro := fiber.New()
            micro.Get("/doe", ok)
            api.Mount("/john", micro)
            app.Listen(":3000")
        }
        """,
        """
        GET /api/users
        POST /api/users/{id}
        GET /api/john/doe
        """,
    ),
    "gorilla: PathPrefix and Subrouter over functions": (
        """
        === go.mod
        module example.com/shop

        require github.com/gorilla/mux v1.8.0

        === main.go
        package main

        import (
            "net/http"

            "github.com/gorilla/mux"
        )

        const prefix = "/api"

        func users(r *mux.Router) {
            s := r.PathPrefix("/users").Subrouter()
            s.HandleFunc("", ok).Methods(http.MethodGet, http.MethodPost)
            s.Path("/{id:[0-9]+}").Methods("DELETE").HandlerFunc(ok)
        }

        func ok(w http.ResponseWriter, r *http.Request) {}

        func main() {
            r := mux.NewRouter().StrictSlash(true)
            users(r.PathPrefix(prefix + "/v1").Subrouter())
            http.ListenAndServe(":8080", r)
        }
        """,
        """
        GET /api/v1/users
        POST /api/v1/users
        DELETE /api/v1/users/{id}
        """,
    ),
    "net/http: methods in patterns, mux under mux, StripPrefix": (
        """
        === go.mod
        module example.com/shop

        go 1.22

        === main.go
        package main

        import "net/http"

        func get(w http.ResponseWriter, r *http.Request)  {}
        func save(w http.ResponseWriter, r *http.Request) {}

        func users() http.Handler {
            mux := http.NewServeMux()
            mux.HandleFunc("GET /users/{id}", get)
            mux.HandleFunc("POST /users/{$}", save)
            return mux
        }

        func main() {
            api := http.NewServeMux()
            api.Handle("/v1/", http.StripPrefix("/v1", users()))
            root := http.NewServeMux()
            root.Handle("/api/", http.StripPrefix("/api", api))
            server := &http.Server{Addr: ":8080", Handler: root}
            server.ListenAndServe()
        }
        """,
        """
        GET /api/v1/users/{id}
        POST /api/v1/users/
        """,
    ),
    "flask: names, entries and members that are deleted": (
        """
        === app.py
        from flask import Flask

        app = Flask(__name__)
        paths = {"a": "/a", "b": "/b"}
        del paths["a"]
        for path in paths.values():
            app.add_url_rule(path, view_func=print)
        del path, paths

        @app.get("/c")
        def c():
            held = {}
            del held["x"]
            return ""
        """,
        """
        GET /b
        GET /c
        """,
    ),
}


@pytest.mark.parametrize(("project", "expected"), PREFIXES.values(), ids=PREFIXES)
def test_prefixes(tmp_path: Path, project: str, expected: str) -> None:
    assert routes(inventory(tmp_path, project)) == lines(expected)
