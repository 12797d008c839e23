"""Imports, re-exports and routers that go in circles: followed once, and what is beside them is found."""

from __future__ import annotations

from pathlib import Path

import pytest

from shapes.projects import inventory, lines, routes

CYCLES = {
    "python: packages that import each other, and star imports in circles": (
        """
        === app/__init__.py
        from .main import app
        from .a import *

        === app/main.py
        from fastapi import FastAPI
        app = FastAPI()
        from app import a, b
        app.include_router(a.router)
        app.include_router(b.router, prefix="/b")

        === app/a.py
        from fastapi import APIRouter
        from .b import *
        from . import main
        router = APIRouter(prefix="/a")

        @router.get("/x")
        def x(): ...

        === app/b.py
        from .a import *
        from fastapi import APIRouter
        router = APIRouter()

        @router.get("/y")
        def y(): ...
        """,
        """
        GET /a/x
        GET /b/y
        """,
    ),
    "python: a router that includes itself, and what it has is listed once": (
        """
        === main.py
        from fastapi import APIRouter, FastAPI

        app = FastAPI()
        one = APIRouter(prefix="/one")

        @one.get("/x")
        def x(): ...

        one.include_router(one)
        app.include_router(one)
        """,
        """
        GET /one/x
        """,
    ),
    "django: urls that include each other, and themselves": (
        """
        === manage.py
        import os
        os.environ["DJANGO_SETTINGS_MODULE"] = "proj.settings"

        === proj/__init__.py
        === proj/settings.py
        ROOT_URLCONF = "proj.urls"

        === proj/urls.py
        from django.urls import include, path
        from proj import views
        urlpatterns = [path("x", views.x), path("more/", include("proj.more")), path("self/", include("proj.urls"))]

        === proj/more.py
        from django.urls import include, path
        from proj import views
        urlpatterns = [path("y", views.x), path("back/", include("proj.urls"))]

        === proj/views.py
        def x(request): ...
        """,
        """
        * /x
        * /more/y
        """,
    ),
    "flask: a blueprint registered on itself, factories that call each other": (
        """
        === app.py
        from flask import Blueprint, Flask

        def create_app(again=True):
            app = Flask(__name__)
            bp = Blueprint("bp", __name__, url_prefix="/bp")
            bp.add_url_rule("/x", view_func=lambda: "x")
            bp.register_blueprint(bp)
            app.register_blueprint(bp)
            if again:
                return other_app()
            return app

        def other_app():
            return create_app(again=True)

        app = create_app()
        """,
        """
        GET /bp/x
        """,
    ),
    "typescript: barrels that export each other": (
        """
        === package.json
        {"name": "shop", "dependencies": {"express": "4"}}

        === src/index.ts
        import express from 'express';
        import { users } from './routes';
        export * from './routes';
        const app = express();
        app.use('/users', users);
        app.listen(3000);

        === src/routes/index.ts
        export * from '../index';
        export * from './users';
        export * from '.';
        export { default as again } from './index';

        === src/routes/users.ts
        import { Router } from 'express';
        import * as everything from '.';
        export const users = Router();
        users.get('/', (req, res) => res.json(everything));
        """,
        """
        GET /users
        """,
    ),
    "commonjs: modules that require each other, routers mounted in circles": (
        """
        === package.json
        {"name": "shop", "dependencies": {"express": "4"}}

        === app.js
        const express = require('express');
        const app = module.exports = express();
        app.use('/a', require('./a'));
        app.listen(3000);

        === a.js
        const router = require('express').Router();
        module.exports = router;
        const b = require('./b');
        require('./app');
        router.use('/b', b);
        router.get('/x', (req, res) => res.end());

        === b.js
        const router = require('express').Router();
        module.exports = router;
        router.use('/a', require('./a'));
        router.get('/y', (req, res) => res.end());
        """,
        """
        GET /a/x
        GET /a/b/y
        """,
    ),
    "nestjs: modules that import each other": (
        """
        === package.json
        {"name": "shop", "dependencies": {"@nestjs/core": "10", "@nestjs/common": "10"}}

        === src/main.ts
        import { NestFactory } from '@nestjs/core';
        import { CatsModule } from './cats';
        NestFactory.create(CatsModule).then((app) => app.listen(3000));

        === src/cats.ts
        import { Controller, Get, Module, forwardRef } from '@nestjs/common';
        import { DogsModule } from './dogs';

        @Controller('cats')
        class CatsController { @Get() all() {} }

        @Module({ imports: [forwardRef(() => DogsModule)], controllers: [CatsController], exports: [CatsModule] })
        export class CatsModule {}

        === src/dogs.ts
        import { Controller, Get, Module, forwardRef } from '@nestjs/common';
        import { CatsModule } from './cats';

        @Controller('dogs')
        class DogsController { @Get() all() {} }

        @Module({ imports: [forwardRef(() => CatsModule)], controllers: [DogsController] })
        export class DogsModule {}
        """,
        """
        GET /cats
        GET /dogs
        """,
    ),
    "fastify, koa and hono: plugins and routers in themselves": (
        """
        === package.json
        {"name": "shop", "dependencies": {"fastify": "4", "koa": "2", "@koa/router": "12", "hono": "4"}}

        === fast.js
        const fastify = require('fastify')();
        async function plugin(instance) {
          instance.get('/f', async () => 'ok');
          instance.register(plugin, { prefix: '/deeper' });
        }
        fastify.register(plugin);
        fastify.listen({ port: 3000 });

        === koa.js
        const Koa = require('koa');
        const Router = require('@koa/router');
        const router = new Router({ prefix: '/k' });
        router.get('/x', (ctx) => {});
        router.use('/r', router.routes());
        new Koa().use(router.routes()).listen(3001);

        === hono.ts
        import { Hono } from 'hono';
        const app = new Hono();
        app.get('/h', (c) => c.text('ok'));
        app.route('/self', app);
        export default app;
        """,
        """
        GET /f
        GET /deeper/f
        GET /k/x
        GET /h
        """,
    ),
    "go: functions that call each other with a group, structs that hold themselves": (
        """
        === go.mod
        module example.com/shop

        require github.com/gin-gonic/gin v1.9.0

        === main.go
        package main

        import "github.com/gin-gonic/gin"

        type Node struct {
            *Node
            children []*Node
            routes   func(*gin.RouterGroup)
        }

        func (n *Node) Register(g *gin.RouterGroup) {
            g.GET("/x", func(c *gin.Context) {})
            n.Register(g.Group("/deeper"))
            for _, child := range n.children {
                child.Register(g)
            }
        }

        func even(g *gin.RouterGroup) { odd(g.Group("/even")) }
        func odd(g *gin.RouterGroup)  { even(g.Group("/odd")) }

        func main() {
            r := gin.Default()
            n := &Node{}
            n.Node = n
            n.children = append(n.children, n)
            n.Register(r.Group("/n"))
            even(r.Group(""))
            r.GET("/last", func(c *gin.Context) {})
            r.Run()
        }
        """,
        """
        GET /n/x
        GET /n/deeper/x
        GET /last
        """,
    ),
}


@pytest.mark.parametrize(("project", "expected"), CYCLES.values(), ids=CYCLES)
def test_what_goes_in_circles(tmp_path: Path, project: str, expected: str) -> None:
    assert routes(inventory(tmp_path, project)) == lines(expected)
