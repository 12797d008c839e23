"""Express programs whose routes are told by decorators on classes: of several libraries."""

from __future__ import annotations

from pathlib import Path

from frameworks.programs import routes_of


def test_inversify_controllers_of_the_files_a_server_imports(tmp_path: Path) -> None:
    files = {
        "api/server.ts": """
            import './controllers/users';
            import { InversifyExpressServer } from 'inversify-express-utils';
            import { json } from 'express';
            const server = new InversifyExpressServer(container, null, { rootPath: '/v1' });
            server.setConfig((app) => { app.use(json()); });
            server.setErrorConfig((app) => { app.use(handleErrors); });
            const app = server.build();
            app.listen(3000);
            function handleErrors(error, req, res, next) {}
        """,
        "api/controllers/users.ts": """
            import { BaseHttpController, controller, httpGet, httpPost, all } from 'inversify-express-utils';
            import { TYPES } from '../types';
            import { audit } from '../audit';
            @controller('/users', audit)
            export class UsersController extends BaseHttpController {
              @httpGet('/:id', TYPES.RequireToken)
              async show(req, res) {}
              @httpPost('/')
              async create(req, res) {}
              @all('/rest')
              async rest(req, res) {}
            }
        """,
        "api/types.ts": "export const TYPES = { RequireToken: Symbol.for('RequireToken') };",
        "api/audit.ts": "export function audit(req, res, next) { next(); }",
        "other/controllers/reports.ts": """
            import { controller, httpGet } from 'inversify-express-utils';
            @controller('/reports')
            export class ReportsController { @httpGet('/') list() {} }
        """,
        "other/server.ts": """
            import { InversifyExpressServer } from 'inversify-express-utils';
            import './controllers/reports';
            new InversifyExpressServer(container).build().listen(1);
        """,
    }
    assert routes_of(tmp_path, files) == [
        ("*", "/v1/users/rest", "UsersController.rest", ("json", "audit")),
        ("GET", "/reports", "ReportsController.list", ()),
        ("GET", "/v1/users/{id}", "UsersController.show", ("json", "audit", "TYPES.RequireToken")),
        ("POST", "/v1/users", "UsersController.create", ("json", "audit")),
    ]


def test_overnight_controllers_and_their_children(tmp_path: Path) -> None:
    files = {
        "app.ts": """
            import { Server } from '@overnightjs/core';
            import { Users } from './users';
            import { V1 } from './v1';
            const server = new (class extends Server {
              constructor() {
                super();
                this.app.use(cors());
                this.addControllers([new Users(), new V1()]);
              }
            })();
            server.app.listen(1);
            function cors() { return (req, res, next) => next(); }
        """,
        "users.ts": """
            import { ClassMiddleware, Controller, Delete, Get, Middleware } from '@overnightjs/core';
            import { isSignedIn, isAdmin } from './auth';
            @Controller('users')
            @ClassMiddleware([isSignedIn])
            export class Users {
              @Get('@me') me(req, res) {}
              @Delete(':id') @Middleware(isAdmin) remove(req, res) {}
            }
        """,
        "v1.ts": """
            import { ChildControllers, Controller, Post } from '@overnightjs/core';
            @Controller('events')
            class Events { @Post() create(req, res) {} }
            @Controller('v1')
            @ChildControllers([new Events()])
            export class V1 { @Post() @Post('track') track(req, res) {} }
        """,
        "auth.ts": """
            export const isSignedIn = (req, res, next) => next();
            export const isAdmin = (req, res, next) => next();
        """,
    }
    assert [(f"{method} {path}", guards[1:]) for method, path, _, guards in routes_of(tmp_path, files)] == [
        ("DELETE /users/{id}", ("isSignedIn", "isAdmin")),
        ("GET /users/@me", ("isSignedIn",)),
        ("POST /v1", ()),
        ("POST /v1/events", ()),
        ("POST /v1/track", ()),
    ]


def test_routing_controllers(tmp_path: Path) -> None:
    files = {
        "app.ts": """
            import { createExpressServer } from 'routing-controllers';
            import { Users } from './users';
            const app = createExpressServer({ routePrefix: '/api', controllers: [Users] });
            app.listen(1);
        """,
        "users.ts": """
            import { Authorized, Body, Get, JsonController, Param, Post, UseBefore } from 'routing-controllers';
            import { limit } from './limit';
            @JsonController('/users')
            @UseBefore(limit)
            export class Users {
              @Get() list() {}
              @Get('/:id') @Authorized('admin') show(@Param('id') id: string) {}
              @Post() create(@Body() body: NewUser) {}
            }
        """,
        "limit.ts": "export function limit(req, res, next) { next(); }",
    }
    assert routes_of(tmp_path, files) == [
        ("GET", "/api/users", "Users.list", ("limit",)),
        ("GET", "/api/users/{id}", "Users.show", ("limit", "Authorized")),
        ("POST", "/api/users", "Users.create", ("limit",)),
    ]


def test_tsoa_controllers_without_the_generated_file(tmp_path: Path) -> None:
    files = {
        "tsoa.json": '{"spec": {"basePath": "/v2"}}',
        "app.ts": """
            import express from 'express';
            import { RegisterRoutes } from './generated/routes';
            const app = express();
            app.use(express.json());
            RegisterRoutes(app);
            app.listen(1);
        """,
        "things.ts": """
            import { Controller, Get, Middlewares, Path, Post, Route, Security } from 'tsoa';
            import { log } from './log';
            @Route('things')
            export class ThingsController extends Controller {
              @Get('{thingId}') public async show(@Path() thingId: string): Promise<Thing> {}
              @Security('jwt', ['write'])
              @Middlewares([log])
              @Post()
              public async create(): Promise<Thing> {}
            }
        """,
        "log.ts": "export function log(req, res, next) { next(); }",
    }
    assert routes_of(tmp_path, files) == [
        ("GET", "/v2/things/{thingId}", "ThingsController.show", ("express.json",)),
        ("POST", "/v2/things", "ThingsController.create", ("express.json", "expressAuthentication", "log")),
    ]
