"""Functions and methods that are handed a router: the caller gives the prefix, what nobody calls registers nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from shapes.projects import inventory, lines, routes

GIN = "require github.com/gin-gonic/gin v1.9.0"

FUNCTIONS = {
    "fastapi: a function that is handed the application, and one that nobody calls": (
        """
        === main.py
        from fastapi import FastAPI
        import routes
        from routes import setup_users as setup

        app = FastAPI()
        setup(app, prefix="/users")
        routes.REGISTRARS["orders"](app)

        === routes.py
        def setup_users(app, *, prefix=""):
            @app.get(prefix + "/")
            def users(): ...

            app.add_api_route(f"{prefix}/{{user_id}}", user, methods=["GET"])

        def user(user_id: int): ...

        def setup_orders(app):
            app.add_api_route("/orders", orders)

        def orders(): ...

        def setup_legacy(app):
            app.add_api_route("/legacy", orders)

        REGISTRARS = {"orders": setup_orders, "none": None}
        """,
        """
        GET /users/
        GET /users/{user_id}
        GET /orders
        """,
    ),
    "flask: init_app, functions that are handed the blueprint, add_url_rule": (
        """
        === shop/__init__.py
        from flask import Flask
        from .extensions import EXTENSIONS

        def create_app():
            app = Flask(__name__)
            register_extensions(app)
            register_blueprints(app)
            return app

        def register_extensions(app):
            for extension in EXTENSIONS:
                extension.init_app(app)

        def register_blueprints(app):
            from .users import make_blueprint
            app.register_blueprint(make_blueprint("users"))
            app.register_blueprint(make_blueprint("staff", prefix="/internal"))

        === shop/extensions.py
        class Health:
            def __init__(self, app=None, url="/health"):
                self.url = url
                if app is not None:
                    self.init_app(app)

            def init_app(self, app):
                app.add_url_rule(self.url, "health", self.check)

            def check(self):
                return "ok"

        EXTENSIONS = [Health(), Health(url="/ready")]

        === shop/users.py
        from flask import Blueprint

        def make_blueprint(name, prefix=""):
            bp = Blueprint(name, __name__, url_prefix=f"{prefix}/{name}")

            @bp.get("/")
            def index():
                return []

            return bp

        def make_unused():
            bp = Blueprint("unused", __name__, url_prefix="/unused")

            @bp.get("/")
            def index():
                return []

            return bp
        """,
        """
        GET /health
        GET /ready
        GET /users/
        GET /internal/staff/
        """,
    ),
    "aiohttp: setup_routes and a class that adds its own": (
        """
        === main.py
        from aiohttp import web
        from routes import setup_routes

        async def init_app(argv=None):
            app = web.Application()
            setup_routes(app, prefix="/api")
            return app

        def main(argv):
            web.run_app(init_app(argv))

        if __name__ == "__main__":
            import sys
            main(sys.argv[1:])

        === routes.py
        from views import Users, index

        def setup_routes(app, prefix):
            app.router.add_get("/", index)
            Users(prefix).register(app.router)

        === views.py
        from aiohttp import web

        async def index(request):
            return web.Response()

        class Users:
            def __init__(self, prefix):
                self._prefix = prefix

            def register(self, router):
                add = router.add_route
                add("GET", self._prefix + "/users", self.all)
                add("POST", self._prefix + "/users", self.create)

            async def all(self, request): ...
            async def create(self, request): ...
        """,
        """
        GET /
        GET /api/users
        POST /api/users
        """,
    ),
    "express: require('./x')(app), a factory, a class, chained routes": (
        """
        === package.json
        {"name": "shop", "dependencies": {"express": "4"}}

        === server.js
        'use strict';
        var express = require('express'),
            app = express();

        require('./routes')(app);
        require('./routes/admin')(app, '/admin');
        app.use('/items', require('./routes/items')({ readOnly: false }));
        app.use('/chained', require('./routes/chained'));

        app.listen(3000);

        === routes/index.js
        module.exports = function (app) {
          app.route('/users')
            .get(function (req, res) { res.json([]); })
            .post(function (req, res) { res.end(); });
        };

        === routes/admin.js
        module.exports = (server, base) => {
          server.all(base, (req, res) => res.end());
          server.get(base + '/logs', (req, res) => res.end());
        };

        === routes/items.js
        const { Router } = require('express');

        module.exports = ({ readOnly = true } = {}) => {
          const router = Router();
          router.get('/', list);
          if (!readOnly) router.post('/', list);
          return router;
        };

        function list(req, res) { res.json([]); }

        === routes/chained.js
        const auth = require('../auth');
        module.exports = require('express').Router().use(auth).get('/a', ok).put('/b', ok);

        function ok(req, res) { res.end(); }

        === auth.js
        module.exports = function auth(req, res, next) { return req.user ? next() : res.sendStatus(401); };

        === routes/unused.js
        module.exports = function (app) { app.get('/unused', (req, res) => res.end()); };
        """,
        """
        GET /users
        POST /users
        * /admin
        GET /admin/logs
        GET /items
        POST /items
        GET /chained/a
        PUT /chained/b
        """,
    ),
    "express: classes of routes in TypeScript, called over an array": (
        """
        === package.json
        {"name": "shop", "dependencies": {"express": "4"}}

        === src/index.ts
        import { App } from './app';
        import { UsersRoute } from './users.route';
        import { AuthRoute } from './auth.route';

        const app = new App([new UsersRoute(), new AuthRoute()]);
        app.listen();

        === src/app.ts
        import express, { Application } from 'express';
        import { Routes } from './routes.interface';

        export class App {
          public app: Application;
          private readonly base = '/api';

          constructor(routes: Routes[]) {
            this.app = express();
            this.initializeMiddlewares();
            this.initializeRoutes(routes);
          }

          public listen() { this.app.listen(3000); }

          private initializeMiddlewares() { this.app.use(express.json()); }

          private initializeRoutes(routes: Routes[]) {
            routes.forEach(route => {
              this.app.use(this.base, route.router);
            });
          }
        }

        === src/routes.interface.ts
        import { Router } from 'express';

        export interface Routes { path?: string; router: Router; }

        export abstract class BaseRoute implements Routes {
          public router = Router();
          constructor(public readonly path: string) {
            this.initializeRoutes();
          }
          protected abstract initializeRoutes(): void;
        }

        === src/users.route.ts
        import { Router } from 'express';
        import { Routes } from './routes.interface';
        import { UserController } from './users.controller';

        export class UsersRoute implements Routes {
          public path = '/users';
          public router = Router();
          public user = new UserController();

          constructor() {
            this.initializeRoutes();
          }

          private initializeRoutes() {
            this.router.get(`${this.path}`, this.user.getUsers);
            this.router.get(`${this.path}/:id(\\\\d+)`, this.user.getUser.bind(this.user));
          }
        }

        === src/auth.route.ts
        import { BaseRoute } from './routes.interface';

        export class AuthRoute extends BaseRoute {
          constructor() { super('/auth'); }

          protected initializeRoutes(): void {
            this.router.post(this.path + '/login', async (req, res) => { res.end(); });
          }
        }

        === src/users.controller.ts
        export class UserController {
          public getUsers = async (req, res, next) => { res.json([]); };
          public async getUser(req, res) { res.json({}); }
        }
        """,
        """
        GET /api/users
        GET /api/users/{id}
        POST /api/auth/login
        """,
    ),
    "fastify: functions that take the instance, with and without register": (
        """
        === package.json
        {"name": "shop", "dependencies": {"fastify": "4"}}

        === index.js
        const fastify = require('fastify')({ logger: true });
        const users = require('./users');

        users(fastify, '/users');
        fastify.register(users.plugin, { prefix: '/plugged' });
        fastify.after(() => {
          fastify.get('/late', async () => 'ok');
        });
        fastify.listen({ port: 3000 });

        === users.js
        const fp = require('fastify-plugin');

        function users(fastify, base) {
          fastify.get(base, async () => []).post(base, async () => ({}));
        }

        module.exports = users;
        module.exports.plugin = fp(async (instance, options) => {
          instance.get('/flat', async () => 'an open plugin has no prefix');
        });
        """,
        """
        GET /users
        POST /users
        GET /flat
        GET /late
        """,
    ),
    "hono: functions that take the application": (
        """
        === package.json
        {"name": "shop", "dependencies": {"hono": "4"}}

        === index.ts
        import { Hono } from 'hono';
        import { registerUsers } from './users';

        type Env = { Bindings: { DB: string } };

        const createApp = () => new Hono<Env>();
        const app = createApp();
        registerUsers(app);
        app.on(['PUT', 'DELETE'], ['/a', '/b'], (c) => c.text('ok'));
        export default { port: 3000, fetch: app.fetch };

        === users.ts
        import type { Hono } from 'hono';

        export const registerUsers = (app: Hono<any>): void => {
          const group = app.basePath('/users');
          group.get('/', (c) => c.json([]));
        };
        """,
        """
        GET /users
        PUT /a
        DELETE /a
        PUT /b
        DELETE /b
        """,
    ),
    "koa: functions handed the router": (
        """
        === package.json
        {"name": "shop", "dependencies": {"koa": "2", "koa-router": "12"}}

        === app.js
        import Koa from 'koa';
        import Router from 'koa-router';
        import * as routes from './routes/index.js';

        const app = new Koa();
        const router = new Router();
        Object.values(routes).forEach((register) => register(router));
        app.use(router.routes()).use(router.allowedMethods());
        app.listen(3000);

        === routes/index.js
        export { default as users } from './users.js';
        export { orders } from './orders.js';

        === routes/users.js
        export default (router) => {
          router.get('/users', async (ctx) => { ctx.body = []; });
        };

        === routes/orders.js
        export function orders(router) {
          router.post('/orders', async (ctx) => { ctx.status = 201; });
        }

        export function archived(router) {
          router.post('/archived', async (ctx) => { ctx.status = 201; });
        }
        """,
        """
        GET /users
        POST /orders
        """,
    ),
    "gin: functions that take a group, methods, an interface over a slice": (
        f"""
        === go.mod
        module example.com/shop

        {GIN}

        === main.go
        package main

        import (
            "github.com/gin-gonic/gin"

            "example.com/shop/articles"
            "example.com/shop/users"
        )

        type Handler interface {{
            Register(r gin.IRouter)
        }}

        func main() {{
            r := gin.New()
            v1 := r.Group("/api")
            articles.ArticlesRegister(v1.Group("/articles"))
            articles.AnonymousRegister(v1.Group("/articles"))
            for _, h := range []Handler{{users.New(nil), &ping{{path: "/ping"}}}} {{
                h.Register(v1)
            }}
            v1.Group("/chained").Use(auth()).POST("", pong).GET("/x", pong)
            r.Run(":8080")
        }}

        func auth() gin.HandlerFunc {{ return func(c *gin.Context) {{ c.AbortWithStatus(401) }} }}

        type ping struct{{ path string }}

        func (p *ping) Register(r gin.IRouter) {{ r.Any(p.path, pong) }}

        func pong(c *gin.Context) {{}}

        === articles/routers.go
        package articles

        import "github.com/gin-gonic/gin"

        func ArticlesRegister(router *gin.RouterGroup) {{
            router.POST("/", ArticleCreate)
            router.PUT("/:slug", ArticleUpdate)
        }}

        func AnonymousRegister(router *gin.RouterGroup) {{
            router.GET("", ArticleList)
        }}

        func UnusedRegister(router *gin.RouterGroup) {{
            router.GET("/unused", ArticleList)
        }}

        func ArticleCreate(c *gin.Context) {{}}
        func ArticleUpdate(c *gin.Context) {{}}
        func ArticleList(c *gin.Context)   {{}}

        === users/handler.go
        package users

        import "github.com/gin-gonic/gin"

        type Handler struct{{ service any }}

        func New(service any) *Handler {{ return &Handler{{service}} }}

        func (h *Handler) Register(r gin.IRouter) {{
            g := r.Group("/users")
            g.GET("/:id", h.get)
        }}

        func (h *Handler) get(c *gin.Context) {{}}
        """,
        """
        POST /api/articles
        PUT /api/articles/{slug}
        GET /api/articles
        GET /api/users/{id}
        * /api/ping
        POST /api/chained
        GET /api/chained/x
        """,
    ),
    "chi: methods with functional options, a function nobody calls": (
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

        type Option func(*api)

        func WithPrefix(prefix string) Option { return func(a *api) { a.prefix = prefix } }

        type api struct {
            prefix string
            chi.Router
        }

        func newAPI(options ...Option) *api {
            a := &api{prefix: "/", Router: chi.NewRouter()}
            for _, option := range options {
                option(a)
            }
            a.Route(a.prefix, a.register)
            return a
        }

        func (a *api) register(r chi.Router) {
            r.Get("/users", a.users)
            r.With(audit).Post("/users", a.users)
        }

        func (a *api) legacy(r chi.Router) { r.Get("/legacy", a.users) }

        func (a *api) users(w http.ResponseWriter, r *http.Request) {}

        func audit(next http.Handler) http.Handler { return next }

        func main() {
            http.ListenAndServe(":8080", newAPI(WithPrefix("/api")))
        }
        """,
        """
        GET /api/users
        POST /api/users
        """,
    ),
    "echo: RegisterRoutes of handlers that an injected constructor makes": (
        """
        === go.mod
        module example.com/shop

        require github.com/labstack/echo/v4 v4.11.0

        === main.go
        package main

        import (
            "example.com/shop/handler"

            "github.com/labstack/echo/v4"
        )

        func newEcho() (e *echo.Echo) {
            e = echo.New()
            return
        }

        func main() {
            e := newEcho()
            v1 := e.Group("/api")
            h := handler.NewHandler()
            h.Register(v1)
            handler.Users(v1, "/users")
            e.Logger.Fatal(e.Start(":8080"))
        }

        === handler/routes.go
        package handler

        import "github.com/labstack/echo/v4"

        type Handler struct{}

        func NewHandler() *Handler { return &Handler{} }

        func (h *Handler) Register(v1 *echo.Group) {
            guests := v1.Group("/guests")
            guests.POST("", h.SignUp)
            guests.POST("/login", h.Login)
        }

        func (h *Handler) SignUp(c echo.Context) error { return nil }
        func (h *Handler) Login(c echo.Context) error  { return nil }

        func Users(g *echo.Group, path string) {
            g.GET(path, func(c echo.Context) error { return nil })
        }
        """,
        """
        POST /api/guests
        POST /api/guests/login
        GET /api/users
        """,
    ),
    "net/http: routes(mux) and a helper that wraps HandleFunc": (
        """
        === go.mod
        module example.com/shop

        go 1.22

        === main.go
        package main

        import (
            "fmt"
            "net/http"
        )

        type server struct{ mux *http.ServeMux }

        func (s *server) handle(method, path string, h http.HandlerFunc) {
            s.mux.HandleFunc(fmt.Sprintf("%s %s", method, path), h)
        }

        func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.mux.ServeHTTP(w, r) }

        func addRoutes(mux *http.ServeMux) {
            mux.Handle("/api/v1/", handleTenants())
            mux.HandleFunc("/healthz", ok)
        }

        func handleTenants() http.Handler { return http.HandlerFunc(ok) }

        func ok(w http.ResponseWriter, r *http.Request) {}

        func run() error {
            s := &server{mux: http.NewServeMux()}
            addRoutes(s.mux)
            s.handle(http.MethodGet, "/users", ok)
            return http.ListenAndServe(":8080", s)
        }

        func main() {
            if err := run(); err != nil {
                panic(err)
            }
        }
        """,
        """
        * /api/v1/{*}
        * /healthz
        GET /users
        """,
    ),
    "express: import() with then, several at once, a promise of the project's own": (
        """
        === package.json
        {"type": "module", "dependencies": {"express": "4"}}
        === app.ts
        import express from 'express';
        const app = express();
        import('./users').then(({ default: users }) => {
          app.use('/users', users);
        });
        import('./orders.js').then((module) => app.use('/orders', module.router)).catch(console.error);
        Promise.all([import('./users'), import('./orders')]).then(([users, orders]) => {
          app.use('/both', users.default, orders.router);
        });
        async function main() {
          const [first] = await Promise.all([import('./users')]);
          app.use('/awaited', first.default);
        }
        main();
        const build = async () => {
          const router = express.Router();
          router.get('/x', (req, res) => res.end());
          return router;
        };
        const use = (router) => app.use('/built', router);
        build().then(use).finally(() => app.listen(3000));
        === users.ts
        import { Router } from 'express';
        const router = Router();
        router.get('/', (req, res) => res.end());
        export default router;
        === orders.ts
        import { Router } from 'express';
        export const router = Router();
        router.post('/', (req, res) => res.end());
        """,
        """
        GET /users
        POST /orders
        GET /both
        POST /both
        GET /awaited
        GET /built/x
        """,
    ),
    "gin: what is done once, in goroutines": (
        """
        === go.mod
        module example.com/x

        go 1.22
        === main.go
        package main

        import (
            "net/http"
            "sync"

            "github.com/gin-gonic/gin"
        )

        var once sync.Once

        type Server struct {
            once sync.Once
            engine *gin.Engine
        }

        func (s *Server) routes() {
            s.engine.GET("/method", h)
        }

        func (s *Server) Start() {
            go s.once.Do(s.routes)
            go func() {
                once.Do(func() {
                    s.engine.GET("/closure", h)
                })
            }()
            var local sync.Once
            go local.Do(func() { s.engine.POST("/local", h) })
            f := sync.OnceFunc(func() { s.engine.PUT("/func", h) })
            f()
            get := sync.OnceValue(func() *gin.RouterGroup { return s.engine.Group("/value") })
            get().GET("/x", h)
        }

        func h(c *gin.Context) {}

        func main() {
            s := &Server{engine: gin.New()}
            s.Start()
            http.ListenAndServe(":1", s.engine)
        }
        """,
        """
        GET /method
        GET /closure
        POST /local
        PUT /func
        GET /value/x
        """,
    ),
}


@pytest.mark.parametrize(("project", "expected"), FUNCTIONS.values(), ids=FUNCTIONS)
def test_registration_functions(tmp_path: Path, project: str, expected: str) -> None:
    assert routes(inventory(tmp_path, project)) == lines(expected)
