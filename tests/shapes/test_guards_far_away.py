"""Guards that are bound far from the route, and wrappers that carry them: what authenticates each route."""

from __future__ import annotations

from pathlib import Path

import pytest

from shapes.projects import guarded, inventory, lines

GUARDS = {
    "fastapi: a router class of the project, typed parameters, a router's dependencies, a middleware by path": (
        """
        === app/deps.py
        from typing import Annotated
        from fastapi import Depends, HTTPException, Request
        from fastapi.security import OAuth2PasswordBearer

        oauth2 = OAuth2PasswordBearer(tokenUrl="token")

        class User: ...

        async def get_user(token: Annotated[str, Depends(oauth2)]) -> User:
            user = None
            if user is None:
                raise HTTPException(status_code=401)
            return user

        async def require_admin(user: Annotated[User, Depends(get_user)]):
            if not user.admin:
                raise HTTPException(403)

        CurrentUser = Annotated[User, Depends(get_user)]

        === app/routers.py
        from fastapi import APIRouter, Depends
        from app.deps import require_admin

        class AdminAPIRouter(APIRouter):
            def __init__(self, *args, **kwargs):
                kwargs.setdefault("dependencies", []).append(Depends(require_admin))
                super().__init__(*args, **kwargs)

        class UserAPIRouter(APIRouter):
            def __init__(self, **kwargs):
                super().__init__(dependencies=[Depends(require_admin)], **kwargs)

        === app/main.py
        from fastapi import FastAPI, APIRouter, Depends
        from app.deps import CurrentUser, get_user
        from app.routers import AdminAPIRouter, UserAPIRouter

        app = FastAPI()
        admin = AdminAPIRouter(prefix="/admin")
        other = UserAPIRouter(prefix="/other")
        late = APIRouter(prefix="/late")
        free = APIRouter()

        @admin.get("/a")
        def a(): ...

        @other.get("/b")
        def b(): ...

        @late.get("/c")
        def c(): ...

        @free.get("/me")
        def me(user: CurrentUser): ...

        @free.get("/free")
        def free_of_charge(): ...

        for router in (admin, other, free):
            app.include_router(router)
        app.include_router(late, dependencies=[Depends(get_user)])
        """,
        """
        GET /admin/a: require_admin, get_user, OAuth2PasswordBearer
        GET /other/b: require_admin, get_user, OAuth2PasswordBearer
        GET /late/c: get_user, OAuth2PasswordBearer
        GET /me: get_user, OAuth2PasswordBearer
        GET /free: open
        """,
    ),
    "flask: before_request of a blueprint and of the application, decorators under wrappers, a call in the body": (
        """
        === app.py
        from functools import wraps
        from flask import Blueprint, Flask, abort, g, request

        app = Flask(__name__)
        private = Blueprint("private", __name__, url_prefix="/private")
        public = Blueprint("public", __name__, url_prefix="/public")

        def check_token():
            if request.headers.get("X-Token") != app.config["TOKEN"]:
                abort(401)

        @private.before_request
        def authenticate():
            check_token()

        def permission(name):
            def decorator(view):
                @wraps(view)
                def wrapped(*args, **kwargs):
                    if name not in g.permissions:
                        abort(403)
                    return view(*args, **kwargs)
                return wrapped
            return decorator

        def timed(view):
            @wraps(view)
            def wrapped(*args, **kwargs):
                return view(*args, **kwargs)
            return wrapped

        @private.get("/")
        def index(): ...

        @public.get("/")
        def public_index(): ...

        @public.post("/staff")
        @timed
        @permission("staff")
        def staff(): ...

        @public.post("/hook")
        def hook():
            check_token()
            return "ok"

        app.register_blueprint(private)
        app.register_blueprint(public)
        """,
        """
        GET /private/: authenticate
        GET /public/: open
        POST /public/staff: permission
        POST /public/hook: the handler's own check
        """,
    ),
    "drf: the settings' default, an empty list that opens, get_permissions, a decorator": (
        """
        === manage.py
        import os
        os.environ["DJANGO_SETTINGS_MODULE"] = "proj.settings.prod"

        === proj/__init__.py
        === proj/settings/__init__.py
        === proj/settings/base.py
        ROOT_URLCONF = "proj.urls"
        REST_FRAMEWORK = {
            "DEFAULT_PERMISSION_CLASSES": ("rest_framework.permissions.IsAuthenticated",),
        }

        === proj/settings/prod.py
        from .base import *
        DEBUG = False

        === proj/urls.py
        from django.urls import path
        from . import views

        urlpatterns = [
            path("private/", views.Private.as_view()),
            path("open/", views.Open.as_view()),
            path("login/", views.login),
            path("plain/", views.plain),
            path("staff/", views.staff),
        ]

        === proj/views.py
        from django.contrib.admin.views.decorators import staff_member_required
        from rest_framework.decorators import api_view, permission_classes
        from rest_framework.permissions import AllowAny
        from rest_framework.views import APIView

        class Private(APIView):
            def get(self, request): ...

        class Open(APIView):
            permission_classes = []
            def get(self, request): ...

        @api_view(["POST"])
        @permission_classes([AllowAny])
        def login(request): ...

        def plain(request): ...

        @staff_member_required
        def staff(request): ...
        """,
        """
        GET /private/: IsAuthenticated
        GET /open/: open
        POST /login/: open
        * /plain/: open
        * /staff/: staff_member_required
        """,
    ),
    "express: the order within a file, per-router use, arrays, a wrapper around the handler, a condition by path": (
        """
        === package.json
        {"name": "shop", "dependencies": {"express": "4"}}

        === app.js
        const express = require('express');
        const { authenticate, withApiKey } = require('./auth');
        const app = express();

        app.get('/before', (req, res) => res.end());
        app.use((req, res, next) => {
          if (req.path.startsWith('/public')) return next();
          return authenticate(req, res, next);
        });
        app.get('/after', (req, res) => res.end());
        app.get('/public/page', (req, res) => res.end());
        app.post('/public/hook', withApiKey((req, res) => res.end()));
        app.use('/public/admin', [express.json(), authenticate], require('./admin'));
        app.listen(3000);

        === admin.js
        const router = require('express').Router();
        router.get('/', (req, res) => res.end());
        module.exports = router;

        === auth.js
        exports.authenticate = function authenticate(req, res, next) {
          if (!req.headers.authorization) return res.status(401).end();
          next();
        };
        exports.withApiKey = (handler) => (req, res, next) => {
          if (req.get('x-api-key') !== process.env.KEY) return res.sendStatus(401);
          return handler(req, res, next);
        };
        """,
        """
        GET /before: open
        GET /after: (function)
        GET /public/page: open
        POST /public/hook: withApiKey
        GET /public/admin: authenticate
        """,
    ),
    "nestjs: consumer.apply(M).forRoutes, APP_GUARD with an open route, a composed decorator": (
        """
        === package.json
        {"name": "shop", "dependencies": {"@nestjs/core": "10", "@nestjs/common": "10"}}

        === src/main.ts
        import { NestFactory } from '@nestjs/core';
        import { AppModule } from './app.module';

        async function bootstrap() {
          const app = await NestFactory.create(AppModule);
          await app.listen(3000);
        }
        bootstrap();

        === src/app.module.ts
        import { MiddlewareConsumer, Module, NestModule, RequestMethod } from '@nestjs/common';
        import { CatsController, DogsController } from './controllers';
        import { AuthMiddleware } from './auth';

        @Module({ controllers: [CatsController, DogsController] })
        export class AppModule implements NestModule {
          configure(consumer: MiddlewareConsumer) {
            consumer
              .apply(AuthMiddleware)
              .exclude({ path: 'cats/open', method: RequestMethod.GET })
              .forRoutes(CatsController, { path: 'dogs', method: RequestMethod.POST });
          }
        }

        === src/auth.ts
        import { applyDecorators, CanActivate, ExecutionContext, Injectable, NestMiddleware } from '@nestjs/common';
        import { UnauthorizedException, UseGuards } from '@nestjs/common';

        @Injectable()
        export class AuthMiddleware implements NestMiddleware {
          use(req, res, next) {
            if (!req.headers.authorization) throw new UnauthorizedException();
            next();
          }
        }

        @Injectable()
        export class RolesGuard implements CanActivate {
          canActivate(context: ExecutionContext): boolean {
            return context.switchToHttp().getRequest().user?.role === 'admin';
          }
        }

        export const Admin = () => applyDecorators(UseGuards(RolesGuard));

        === src/controllers.ts
        import { Controller, Get, Post } from '@nestjs/common';
        import { Admin } from './auth';

        @Controller('cats')
        export class CatsController {
          @Get() all() {}
          @Get('open') open() {}
        }

        @Controller('dogs')
        export class DogsController {
          @Get() all() {}
          @Post() create() {}
          @Admin() @Get('admin') admin() {}
        }
        """,
        """
        GET /cats: AuthMiddleware
        GET /cats/open: open
        GET /dogs: open
        POST /dogs: AuthMiddleware
        GET /dogs/admin: RolesGuard
        """,
    ),
    "fastify: hooks of a plugin, of a folder, and preHandler arrays": (
        """
        === package.json
        {"name": "shop", "dependencies": {"fastify": "4"}}

        === server.js
        const fastify = require('fastify')();

        async function verify(request, reply) {
          if (!request.headers.authorization) return reply.code(401).send();
        }

        fastify.decorate('authenticate', verify);
        fastify.get('/open', async () => 'ok');
        fastify.get('/one', { preHandler: [fastify.authenticate] }, async () => 'ok');
        fastify.register(async (scope) => {
          scope.addHook('onRequest', verify);
          scope.get('/inside', async () => 'ok');
        });
        fastify.register(async (scope) => { scope.get('/sibling', async () => 'ok'); });
        fastify.listen({ port: 3000 });
        """,
        """
        GET /open: open
        GET /one: verify
        GET /inside: verify
        GET /sibling: open
        """,
    ),
    "koa and hono share the order of use": (
        """
        === package.json
        {"name": "shop", "dependencies": {"koa": "2", "@koa/router": "12"}}

        === app.js
        const Koa = require('koa');
        const Router = require('@koa/router');
        const { requireUser } = require('./auth');

        const open = new Router();
        open.get('/login', (ctx) => { ctx.body = 'ok'; });
        const closed = new Router();
        closed.use(requireUser);
        closed.get('/me', (ctx) => { ctx.body = 'ok'; });
        const app = new Koa();
        app.use(open.routes());
        app.use(closed.routes());
        app.listen(3000);

        === auth.js
        exports.requireUser = async (ctx, next) => {
          if (!ctx.state.user) ctx.throw(401);
          await next();
        };
        """,
        """
        GET /login: open
        GET /me: requireUser
        """,
    ),
    "hono: use for a path, a wrapper, a middleware of a group": (
        """
        === package.json
        {"name": "shop", "dependencies": {"hono": "4"}}

        === index.ts
        import { Hono } from 'hono';
        import { bearerAuth } from 'hono/bearer-auth';
        import { createMiddleware } from 'hono/factory';

        const admin = createMiddleware(async (c, next) => {
          if (!c.get('user')?.admin) return c.json({}, 403);
          await next();
        });

        const app = new Hono();
        app.get('/open', (c) => c.text('ok'));
        app.use('/api/*', bearerAuth({ token: process.env.TOKEN! }));
        app.get('/api/x', (c) => c.text('ok'));
        app.get('/admin', admin, (c) => c.text('ok'));
        export default app;
        """,
        """
        GET /open: open
        GET /api/x: bearerAuth
        GET /admin: admin
        """,
    ),
    "gin: middleware order, a group that gets its guard later, a wrapper, a check at the top of the handler": (
        """
        === go.mod
        module example.com/shop

        require github.com/gin-gonic/gin v1.9.0

        === main.go
        package main

        import (
            "net/http"

            "github.com/gin-gonic/gin"
        )

        func auth() gin.HandlerFunc {
            return func(c *gin.Context) {
                if c.GetHeader("Authorization") == "" {
                    c.AbortWithStatus(http.StatusUnauthorized)
                    return
                }
                c.Next()
            }
        }

        func perm(h gin.HandlerFunc, name string) gin.HandlerFunc {
            return func(c *gin.Context) {
                if !allowed(c, name) {
                    c.AbortWithStatus(403)
                    return
                }
                h(c)
            }
        }

        func allowed(c *gin.Context, name string) bool { return c.GetString("role") == name }

        func currentUser(c *gin.Context) bool {
            if c.GetString("user") == "" {
                c.JSON(401, gin.H{})
                return false
            }
            return true
        }

        func ok(c *gin.Context) {}

        func own(c *gin.Context) {
            if !currentUser(c) {
                return
            }
            c.Status(200)
        }

        func main() {
            r := gin.New()
            r.GET("/before", ok)
            api := r.Group("/api")
            api.GET("/early", ok)
            api.Use(auth())
            api.GET("/late", ok)
            r.GET("/wrapped", perm(ok, "admin"))
            r.GET("/own", own)
            r.Run()
        }
        """,
        """
        GET /before: open
        GET /api/early: open
        GET /api/late: auth
        GET /wrapped: perm
        GET /own: the handler's own check
        """,
    ),
    "echo: a skipper by path, middleware of one route": (
        """
        === go.mod
        module example.com/shop

        require github.com/labstack/echo/v4 v4.11.0

        === main.go
        package main

        import (
            "strings"

            "github.com/labstack/echo/v4"
            "github.com/labstack/echo/v4/middleware"
        )

        func ok(c echo.Context) error { return nil }

        func main() {
            e := echo.New()
            e.Use(middleware.KeyAuthWithConfig(middleware.KeyAuthConfig{
                Skipper: func(c echo.Context) bool {
                    return strings.HasPrefix(c.Path(), "/public")
                },
                Validator: func(key string, c echo.Context) (bool, error) { return key == "x", nil },
            }))
            e.GET("/private", ok)
            e.GET("/public/x", ok)
            e.Start(":8080")
        }
        """,
        """
        GET /private: middleware.KeyAuthWithConfig
        GET /public/x: open
        """,
    ),
    "chi and net/http: With, Group, a chain of wrappers": (
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

        func requireUser(next http.Handler) http.Handler {
            return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
                if r.Header.Get("Authorization") == "" {
                    http.Error(w, "who are you", http.StatusUnauthorized)
                    return
                }
                next.ServeHTTP(w, r)
            })
        }

        func logged(next http.Handler) http.Handler { return next }

        func withApiKey(h http.HandlerFunc) http.HandlerFunc {
            return func(w http.ResponseWriter, r *http.Request) {
                if r.Header.Get("X-Api-Key") != "k" {
                    w.WriteHeader(403)
                    return
                }
                h(w, r)
            }
        }

        func ok(w http.ResponseWriter, r *http.Request) {}

        func main() {
            r := chi.NewRouter()
            r.Use(logged)
            r.Get("/open", ok)
            r.With(requireUser).Get("/with", ok)
            r.Group(func(r chi.Router) {
                r.Use(requireUser)
                r.Get("/group", ok)
            })
            r.Get("/key", withApiKey(ok))
            http.ListenAndServe(":8080", r)
        }
        """,
        """
        GET /open: open
        GET /with: requireUser
        GET /group: requireUser
        GET /key: withApiKey
        """,
    ),
    "fiber: use below a path, a guard per route": (
        """
        === go.mod
        module example.com/shop

        require github.com/gofiber/fiber/v2 v2.50.0

        === main.go
        package main

        import "github.com/gofiber/fiber/v2"

        func protected(c *fiber.Ctx) error {
            if c.Get("Authorization") == "" {
                return c.SendStatus(fiber.StatusUnauthorized)
            }
            return c.Next()
        }

        func ok(c *fiber.Ctx) error { return c.SendStatus(200) }

        func main() {
            app := fiber.New()
            app.Get("/open", ok)
            app.Use("/api", protected)
            app.Get("/api/x", ok)
            app.Get("/one", protected, ok)
            app.Listen(":3000")
        }
        """,
        """
        GET /open: open
        GET /api/x: protected
        GET /one: protected
        """,
    ),
    "drf: permissions chosen by action and by method": (
        """
        === urls.py
        from rest_framework.routers import DefaultRouter
        from django.urls import include, path
        from views import OfferViewSet, Settings, UserView
        router = DefaultRouter()
        router.register("offers", OfferViewSet)
        urlpatterns = [
            path("api/", include(router.urls)),
            path("user/", UserView.as_view()),
            path("settings/", Settings.as_view()),
            path("api-auth/", include("rest_framework.urls")),
        ]
        === views.py
        from rest_framework import viewsets, generics
        from rest_framework.decorators import action
        from rest_framework.permissions import AllowAny, IsAuthenticated, SAFE_METHODS

        class OfferViewSet(viewsets.ModelViewSet):
            open_actions = ["retrieve"]

            def get_permissions(self):
                if self.action == "image":
                    permission_classes = ()
                elif self.action in self.open_actions:
                    permission_classes = [AllowAny]
                else:
                    permission_classes = (IsAuthenticated,)
                return [permission() for permission in permission_classes]

            @action(detail=True)
            def image(self, request, pk): ...

        class UserView(generics.GenericAPIView):
            permission_classes = (IsAuthenticated,)
            def get_permissions(self):
                if self.request.method.lower() == 'post' or self.request.method in ("DELETE", "PURGE"):
                    return ()
                if self.request.method in SAFE_METHODS:
                    return [AllowAny()]
                return super().get_permissions()
            def get(self, request): ...
            def post(self, request): ...
            def put(self, request): ...
            def delete(self, request): ...

        class Settings(generics.GenericAPIView):
            permission_classes = (AllowAny,)
            def get_permissions(self):
                if self.request.method == "GET":
                    self.permission_classes = (AllowAny,)
                else:
                    self.permission_classes = (IsAuthenticated,)
                return super(Settings, self).get_permissions()
            def get(self, request): ...
            def put(self, request): ...
        """,
        """
        GET /api/: open
        GET /api/offers/: IsAuthenticated
        POST /api/offers/: IsAuthenticated
        DELETE /api/offers/{pk}/: IsAuthenticated
        GET /api/offers/{pk}/: open
        PATCH /api/offers/{pk}/: IsAuthenticated
        PUT /api/offers/{pk}/: IsAuthenticated
        GET /api/offers/{pk}/image/: open
        DELETE /user/: open
        GET /user/: open
        POST /user/: open
        PUT /user/: IsAuthenticated
        GET /settings/: open
        PUT /settings/: IsAuthenticated
        GET /api-auth/login/: open
        POST /api-auth/login/: open
        PUT /api-auth/login/: open
        POST /api-auth/logout/: open
        """,
    ),
}


@pytest.mark.parametrize(("project", "expected"), GUARDS.values(), ids=GUARDS)
def test_guards_far_away(tmp_path: Path, project: str, expected: str) -> None:
    assert guarded(inventory(tmp_path, project)) == lines(expected)
