"""Express programs as they are written, and the routes they have."""

from __future__ import annotations

from pathlib import Path

from backend_review.model.guards import authentication_of
from frameworks.programs import backend_of, paths_of, routes_of


def test_routers_over_files(tmp_path: Path) -> None:
    files = {
        "src/server.js": """
            const express = require('express');
            const routes = require('./routes');
            const app = express();
            app.use('/api', routes);
            app.listen(3000);
        """,
        "src/routes/index.js": """
            const { Router } = require('express');
            const router = Router();
            router.use('/users', require('./users'));
            require('./orders')(router);
            module.exports = router;
        """,
        "src/routes/users.js": """
            const router = require('express').Router();
            const users = require('../controllers/users');
            router.route('/').get(users.list).post(users.create);
            router.get('/:id', users.show);
            module.exports = router;
        """,
        "src/routes/orders.js": """
            module.exports = (router) => {
              router.get(`/orders/:orderId`, (req, res) => res.json({}));
            };
        """,
        "src/controllers/users.js": """
            exports.list = async (req, res) => {};
            exports.create = async (req, res) => {};
            exports.show = async function show(req, res) {};
        """,
    }
    assert paths_of(tmp_path, files) == [
        "GET /api/orders/{orderId}",
        "GET /api/users",
        "GET /api/users/{id}",
        "POST /api/users",
    ]


def test_middleware_guards_what_comes_after_it(tmp_path: Path) -> None:
    files = {
        "app.ts": """
            import express, { Router } from 'express';
            import { requireUser, role } from './auth';

            const asyncHandler = (f) => (req, res, next) => Promise.resolve(f(req, res, next)).catch(next);
            const app = express();
            app.get('/open', open);
            app.use(express.json());
            app.use('/admin', requireUser);
            app.get('/admin/stats', role('admin'), asyncHandler(stats));
            app.get('/later', [requireUser, role('a')], later);
            const router = Router();
            router.get('/x', x);
            router.use(requireUser);
            router.get('/y', y);
            app.use('/r', router);
            function open(req, res) {}
            function stats(req, res) {}
            function later(req, res) {}
            function x(req, res) {}
            function y(req, res) {}
        """,
        "auth.ts": """
            export function requireUser(req, res, next) { next(); }
            export const role = (name: string) => (req, res, next) => next();
        """,
    }
    assert routes_of(tmp_path, files) == [
        ("GET", "/admin/stats", "stats", ("express.json", "requireUser", "role")),
        ("GET", "/later", "later", ("express.json", "requireUser", "role")),
        ("GET", "/open", "open", ()),
        ("GET", "/r/x", "x", ("express.json",)),
        ("GET", "/r/y", "y", ("express.json", "requireUser")),
    ]


def test_mounted_twice_and_loops_over_tables(tmp_path: Path) -> None:
    files = {
        "app.mjs": """
            import express from 'express';
            const api = express.Router();
            api.get('/ping', (req, res) => res.end());
            const app = express();
            for (const version of ['/v1', '/v2']) app.use(version, api);
            const table = [{ method: 'get', path: '/a' }, { method: 'post', path: '/b' }];
            table.forEach(({ method, path }) => app[method](path, (req, res) => res.end()));
        """
    }
    assert paths_of(tmp_path, files) == ["GET /a", "GET /v1/ping", "GET /v2/ping", "POST /b"]


def test_classes_that_hold_a_router(tmp_path: Path) -> None:
    files = {
        "users.controller.ts": """
            import { Router } from 'express';
            export class UsersController {
              public path = '/users';
              public router = Router();
              constructor(private readonly auth: Auth) { this.initializeRoutes(); }
              private initializeRoutes() {
                this.router.get(this.path, this.auth.check, this.all);
                this.router.delete(`${this.path}/:id`, this.remove.bind(this));
              }
              all = async (req, res) => {};
              async remove(req, res) {}
            }
        """,
        "app.ts": """
            import express from 'express';
            import { UsersController } from './users.controller';
            class App {
              app = express();
              constructor(controllers) {
                controllers.forEach((controller) => this.app.use('/api', controller.router));
              }
            }
            new App([new UsersController(new Auth())]);
        """,
    }
    assert paths_of(tmp_path, files) == ["DELETE /api/users/{id}", "GET /api/users"]


def test_a_function_nobody_calls_registers_nothing(tmp_path: Path) -> None:
    files = {
        "app.js": """
            const express = require('express');
            const app = express();
            function dead() { app.get('/dead', (req, res) => res.end()); }
            app.get('/alive', (req, res) => res.end());
        """
    }
    assert [found.path for found in backend_of(tmp_path, files).routes] == ["/alive"]


def test_conditions_that_parameters_decide(tmp_path: Path) -> None:
    files = {
        "app.ts": """
            import express, { Router } from 'express';
            const app = express();

            abstract class Base {
              path(name: string, withInstance = true) {
                let route = '/' + name;
                withInstance ? (route += '/:instance') : null;
                return route;
              }
            }
            class Chats extends Base {
              router = Router();
              constructor(mode: 'one' | 'all' = 'one') {
                super();
                const prefix = mode === 'all' ? '/everywhere' : '';
                this.router.get(`${prefix}${this.path('list')}`, list);
                if (mode === 'all') {
                  this.router.get(this.path('settings', false), list);
                }
              }
            }
            function list(req, res) {}
            app.use('/chats', new Chats().router);
            app.use('/all', new Chats('all').router);
            process.env.METRICS && app.get('/metrics', list);
        """,
    }
    backend = backend_of(tmp_path, files)
    assert sorted(found.path for found in backend.routes) == [
        "/all/everywhere/list/{instance}",
        "/all/settings",
        "/chats/list/{instance}",
        "/metrics",
    ]
    assert [found.path for found in backend.routes if found.conditional] == ["/metrics"]


def test_old_style_loops_and_exports(tmp_path: Path) -> None:
    files = {
        "app.js": """
            var express = require('express')
            var app = express()
            var routes = [['get', '/a', show], ['post', '/b', show]]
            for (var i = 0; i < routes.length; i++) {
              app[routes[i][0]](routes[i][1], routes[i][2])
            }
            var named = { c: show, d: show }
            for (var name in named) app.get('/' + name, named[name])
            var listed = ['/e', '/f']
            for (var index in listed) app.get(listed[index], show)
            var mounts = ['users', 'groups'].reduce(function (all, one) { all[one] = one; return all }, {})
            Object.keys(mounts).map(async (mount) => { app.get('/' + mounts[mount], show) })
            function show (req, res) {}
            function page (...args) {
              const [router, path] = args
              const before = args.length > 3 ? args[args.length - 2] : []
              router.get(path, before, args[args.length - 1])
            }
            page(app, '/plain', show)
            page(app, '/guarded', [requireLogin], show)
            function requireLogin (req, res, next) { next() }
            app.use('/auth', require('./auth'))
        """,
        "auth.js": """
            const Router = require('express').Router
            const auth = module.exports = Router()
            auth.get('/logout', function (req, res) {})
        """,
    }
    assert [(f"{method} {path}", guards) for method, path, _, guards in routes_of(tmp_path, files)] == [
        ("GET /a", ()),
        ("GET /auth/logout", ()),
        ("GET /c", ()),
        ("GET /d", ()),
        ("GET /e", ()),
        ("GET /f", ()),
        ("GET /groups", ()),
        ("GET /guarded", ("requireLogin",)),
        ("GET /plain", ()),
        ("GET /users", ()),
        ("POST /b", ()),
    ]


def test_controllers_deep_below_other_calls(tmp_path: Path) -> None:
    """What sets up services before takes many steps; the controllers that are made at the end are followed still."""
    busy = "\n".join(f"  let x{n} = load('{n}', compute(1), compute(2), compute(3));" for n in range(20))
    levels = "\n".join(
        f"function level{n}() {{\n{busy if n < 4 else ''}\n  return level{n + 1}();\n}}" for n in range(10)
    )
    files = {
        "main.js": f"""
            const {{ makeApp }} = require('./app');
            function compute(x) {{ const a = x + 1; const b = a + 2; const c = b + 3; return helper(c + a + b); }}
            function helper(x) {{ const a = x + 1; const b = a + 2; return [a, b, a + b, x]; }}
{levels}
            function level10() {{ return makeApp(); }}
            level0();
        """,
        "app.js": """
            const express = require('express');
            exports.makeApp = () => {
              const app = express();
              for (const name of ['a', 'b', 'c']) app.use('/' + name, part(name));
              return app;
            };
            function part(name) {
              const router = express.Router();
              for (let n = 0; n < names.length; n++) router.get('/' + names[n], (req, res) => {});
              return router;
            }
            const names = NAMES;
        """.replace("NAMES", str([f"n{n}" for n in range(100)])),
    }
    assert len(paths_of(tmp_path, files)) == 300


def test_files_of_a_folder_are_loaded(tmp_path: Path) -> None:
    route = "module.exports = (app) => { app.get('/PATH', (req, res) => {}); };"
    files = {
        "package.json": "{}",
        "server.js": """
            const fs = require('fs');
            const path = require('path');
            const express = require('express');
            const { sync } = require('glob');
            const app = express();
            fs.readdirSync(path.join(__dirname, 'routes'))
              .filter((file) => file.endsWith('.js') && file !== 'index.js')
              .forEach((file) => require(path.join(__dirname, 'routes', file))(app));
            const folder = path.resolve('./api');
            for (const file of require('glob').sync(`${folder}/**/!(*.draft).js`)) require(file)(app);
            const { controllers } = { controllers: require('require-dir')('./controllers') };
            app.get('/orders', controllers.orders.list);
            app.listen(1);
        """,
        "routes/index.js": route.replace("PATH", "index"),
        "routes/users.js": route.replace("PATH", "users"),
        "routes/groups.js": route.replace("PATH", "groups"),
        "routes/users.test.js": route.replace("PATH", "tested"),
        "api/v1/things.js": route.replace("PATH", "v1/things"),
        "api/v1/things.draft.js": route.replace("PATH", "v1/draft"),
        "controllers/orders.js": "exports.list = function list (req, res) {};",
    }
    assert paths_of(tmp_path, files) == ["GET /groups", "GET /orders", "GET /users", "GET /v1/things"]


def test_plugins_that_register_themselves_when_they_are_loaded(tmp_path: Path) -> None:
    files = {
        "package.json": "{}",
        "server/index.ts": """
            import express from 'express';
            import { Plugins, Hook } from './plugins';
            const app = express();
            Plugins.all(Hook.Api).forEach((plugin) => app.use('/api', plugin.value));
            app.listen(1);
        """,
        "server/plugins.ts": """
            import path from 'node:path';
            import { glob } from 'glob';
            import { sortBy } from 'lodash';
            export enum Hook { Api = 'api', Task = 'task' }
            export class Plugins {
              private static plugins = new Map<Hook, any[]>();
              private static loaded = false;
              static add(plugins) {
                if (Array.isArray(plugins)) return plugins.forEach((plugin) => this.register(plugin));
                this.register(plugins);
              }
              private static register(plugin) {
                if (!this.plugins.has(plugin.type)) this.plugins.set(plugin.type, []);
                this.plugins.get(plugin.type)!.push({ ...plugin, priority: plugin.priority ?? 1 });
              }
              static all(type: Hook) {
                this.load();
                return sortBy(this.plugins.get(type) || [], 'priority');
              }
              static load() {
                if (this.loaded) return;
                const root = process.env.NODE_ENV === 'test' ? '' : 'build';
                glob.sync(path.join(root, 'plugins/*/server/index.[jt]s')).forEach((file: string) => {
                  require(path.join(process.cwd(), file));
                });
                this.loaded = true;
              }
            }
        """,
        "plugins/slack/server/index.ts": """
            import { Hook, Plugins } from '../../../server/plugins';
            import router from './router';
            Plugins.add([{ type: Hook.Api, value: router }, { type: Hook.Task, value: 1 }]);
        """,
        "plugins/slack/server/router.ts": """
            import { Router } from 'express';
            const router = Router();
            router.post('/hooks.slack', (req, res) => {});
            export default router;
        """,
        "plugins/zoom/server/index.ts": """
            import { Router } from 'express';
            import { Hook, Plugins } from '../../../server/plugins';
            const router = Router();
            router.get('/zoom', (req, res) => {});
            Plugins.add({ type: Hook.Api, value: router });
        """,
    }
    assert paths_of(tmp_path, files) == ["GET /api/zoom", "POST /api/hooks.slack"]


def test_a_guard_that_hands_the_request_on(tmp_path: Path) -> None:
    files = {
        "app.ts": """
            import express from 'express';
            import { isAuthenticated, isKnown } from './auth';
            const app = express();
            app.get('/private', isAuthenticated, show);
            app.get('/greeting', isKnown, show);
            function show(req, res) {}
        """,
        "auth.ts": """
            export const isAuthenticated = (req, res, next) => {
              res.locals.user = parseToken(req);
              next();
            };
            export const isKnown = (req, res, next) => {
              res.locals.name = req.query.name;
              next();
            };
            function parseToken(request) {
              if (!request.headers.authorization) throw new HttpException(401, 'who are you');
              return request.headers.authorization;
            }
        """,
    }
    judged = {found.path: bool(authentication_of(found)) for found in backend_of(tmp_path, files).routes}
    assert judged == {"/private": True, "/greeting": False}


def test_guards_that_let_some_paths_pass(tmp_path: Path) -> None:
    files = {
        "app.js": """
            const express = require('express');
            const jwt = require('express-jwt');
            const app = express();
            const PUBLIC = ['/health', '/auth/login'];
            const hooks = new Set(['/hooks/stripe']);
            app.use((req, res, next) => {
              if (PUBLIC.includes(req.path) || hooks.has(req.path)) return next();
              if (req.url.startsWith('/public/')) {
                return next();
              }
              if (req.path === '/secret') { return res.status(403).end(); }
              if (!req.headers.authorization) return res.status(401).end();
              next();
            });
            for (const path of ['/health', '/auth/login', '/hooks/stripe', '/public/logo', '/secret', '/users']) {
              app.get(path, (req, res) => {});
            }
            const other = express.Router();
            other.use(jwt({ secret: 's' }).unless({ path: ['/api/token', { url: '/api/status', methods: ['GET'] }] }));
            other.get('/token', (req, res) => {});
            other.get('/status', (req, res) => {});
            other.get('/users', (req, res) => {});
            app.use('/api', other);
        """,
    }
    judged = {found.path: len(authentication_of(found)) for found in backend_of(tmp_path, files).routes}
    assert judged == {
        "/health": 0,
        "/auth/login": 0,
        "/hooks/stripe": 0,
        "/public/logo": 0,
        "/secret": 1,
        "/users": 1,
        "/api/token": 0,
        "/api/status": 1,
        "/api/users": 2,
    }


def test_what_settings_switch_on_may_be_there(tmp_path: Path) -> None:
    files = {
        "server.ts": """
            import express from 'express';
            import config from './config';
            import { warm } from './warm';
            import routes from './routes';

            class Server {
              private app = express();
              constructor() {
                if (!config.cluster) {
                  this.start();
                  return;
                }
                this.start(true);
              }
              start(worker = false) {
                warm(); warm(); warm(); warm(); warm(); warm(); warm(); warm();
                if (config.lightning.enabled) {
                  routes(this.app, 'lightning', false);
                }
                routes(this.app, 'blocks', true);
                this.app.listen(80);
              }
            }
            new Server();
        """,
        "config.ts": """
            const defaults = { cluster: 0, lightning: { enabled: false } };
            const config = { ...defaults, ...require('./config.json') };
            export default config;
        """,
        "routes.ts": """
            export default (app, name, writes) => {
              app.get('/api/' + name, (req, res) => {});
              if (writes) {
                app.post('/api/' + name, (req, res) => {});
              }
            };
        """,
        "warm.ts": """
            export function warm() { a(); a(); a(); a(); a(); a(); a(); a(); }
            function a() { b(); b(); b(); b(); b(); b(); b(); b(); }
            function b() { c(); c(); c(); c(); c(); c(); c(); c(); }
            function c() { d(); d(); d(); d(); d(); d(); d(); d(); }
            function d() { e(1 + 1); e(2 + 2); e(3 + 3); e(4 + 4); e(5 + 5); e(6 + 6); }
            function e(x) { return { x, y: [x, x, x], z: `${x}` }; }
        """,
    }
    assert paths_of(tmp_path, files) == ["GET /api/blocks", "GET /api/lightning", "POST /api/blocks"]


def test_files_that_pass_on_what_others_offer_form_a_web(tmp_path: Path) -> None:
    """Each of two files a layer passes on both of the next: 2 ** 24 ways to the last, 48 files to ask."""
    layers = 24
    files = {
        "app.ts": """
            import express from 'express';
            import { items, nothing } from './left0';
            const app = express();
            app.get('/items', items);
            app.get('/nothing', nothing);
            app.listen(80);
        """,
        f"left{layers}.ts": "export const items = (req, res) => {};",
        f"right{layers}.ts": "export const others = (req, res) => {};",
    }
    for layer in range(layers):
        both = f"export * from './right{layer + 1}';\nexport * from './left{layer + 1}';\n"
        files |= {f"left{layer}.ts": both, f"right{layer}.ts": both}
    assert routes_of(tmp_path, files) == [("GET", "/items", "items", ()), ("GET", "/nothing", "nothing", ())]


def test_several_guards_given_by_a_list_before_chained_handlers(tmp_path: Path) -> None:
    """What a list gives is not told by its position among what is written; no registration is followed again."""
    verbs = "\n".join(f"              .get('/{i}', ...guards, limit, async (req, res) => res.end())" for i in range(24))
    files = {
        "app.js": f"""
            const express = require('express');
            const {{ limit }} = require('express-rate-limit');
            function isSignedIn(req, res, next) {{ next(); }}
            function isAdmin(req, res, next) {{ next(); }}
            const guards = [isSignedIn, isAdmin];
            class Router {{
              constructor(...given) {{
                this.router.post('/made', ...given, (req, res) => res.end());
              }}
              router = express.Router();
            }}
            const router = express.Router()
{verbs};
            const app = express();
            app.use('/all', router);
            app.use('/own', new Router(...guards).router);
        """
    }
    backend = backend_of(tmp_path, files)
    rows = {found.path: [guard.name for guard in found.guards] for found in backend.routes}
    assert len(backend.routes) == 25
    assert rows["/all/0"] == rows["/all/23"] == ["isSignedIn", "isAdmin", "express-rate-limit.limit"]
    assert rows["/own/made"] == ["isSignedIn", "isAdmin"]
    assert backend.unknown["modules too long to follow"] == 0
