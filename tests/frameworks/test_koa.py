"""Koa programs as they are written, and the routes they have."""

from __future__ import annotations

from pathlib import Path

from backend_review.model.guards import authentication_of, checks_itself
from frameworks.programs import backend_of, paths_of, routes_of


def test_routers_mounted_over_files(tmp_path: Path) -> None:
    files = {
        "src/index.ts": """
            import Koa from 'koa';
            import mount from 'koa-mount';
            import helmet from 'koa-helmet';
            import api from './api';
            import auth from './auth';
            import { pages } from './pages';

            const app = new Koa();
            app.use(helmet());
            app.use(mount('/api', api));
            app.use(mount('/auth', auth.routes()));
            app.use(csrf());
            app.use(pages.routes()).use(pages.allowedMethods());
            app.listen(3000);
        """,
        "src/api/index.ts": """
            import Koa from 'koa';
            import Router from '@koa/router';
            import users from './users';
            import files from './files';
            import { auth } from '../middleware';

            const api = new Koa();
            const router = new Router();
            api.use(errors());
            router.use('/', users.routes());
            router.use('/files', auth(), files.routes(), files.allowedMethods());
            api.use(router.routes());
            export default api;
        """,
        "src/api/users.ts": """
            import Router from 'koa-router';
            import { auth, validate } from '../middleware';
            const router = new Router();
            router.post('users.list', auth(), validate(schema), async (ctx) => {});
            router.register('users.info', ['get', 'post'], [auth({ admin: true }), info]);
            async function info(ctx) {}
            export default router;
        """,
        "src/api/files.ts": """
            import Router from 'koa-router';
            const router = new Router({ prefix: '/v1' });
            const list = async (ctx) => {};
            router.get('files', '/', list);
            router.del('/:id', remove).put(['/:id', '/:id/content'], remove);
            function remove(ctx) {}
            export default router;
        """,
        "src/auth.ts": """
            import { Router } from '@koa/router';
            const router = new Router();
            router.prefix('/session');
            router.all('/', session);
            export default router;
        """,
        "src/pages.ts": """
            import Router from '@koa/router';
            export const pages = new Router();
            pages.get('/public', page);
            pages.use('/private', requireUser);
            pages.get('/private/me', page);
            pages.use(audit);
            pages.get('/other', page);
        """,
        "src/middleware.ts": """
            export const auth = (options = {}) => async (ctx, next) => next();
            export const validate = (schema) => async (ctx, next) => next();
        """,
    }
    api = ("helmet", "errors")
    page = ("helmet", "csrf")
    assert routes_of(tmp_path, files) == [
        ("*", "/auth/session", "session", ("helmet",)),
        ("DELETE", "/api/files/v1/{id}", "remove", (*api, "auth")),
        ("GET", "/api/files/v1", "list", (*api, "auth")),
        ("GET", "/api/users.info", "info", (*api, "auth")),
        ("GET", "/other", "page", (*page, "audit")),
        ("GET", "/private/me", "page", (*page, "requireUser")),
        ("GET", "/public", "page", page),
        ("POST", "/api/users.info", "info", (*api, "auth")),
        ("POST", "/api/users.list", "", (*api, "auth", "validate")),
        ("PUT", "/api/files/v1/{id}", "remove", (*api, "auth")),
        ("PUT", "/api/files/v1/{id}/content", "remove", (*api, "auth")),
    ]


def test_common_js_compose_loops_and_functions(tmp_path: Path) -> None:
    files = {
        "server.js": """
            const Koa = require('koa');
            const compose = require('koa-compose');
            const _ = require('koa-route');
            const routers = require('./routers');
            const app = new Koa();

            app.use(_.get('/pets/:name', show));
            app.use(compose([logger, routers.first.routes(), routers.first.allowedMethods()]));
            for (const router of routers.rest) {
              app.use(router.routes());
            }
            require('./admin')(app);
            function show(ctx) {}
            function logger(ctx, next) {}
            function unused(router) { router.get('/unused', show); }
        """,
        "routers.js": """
            const Router = require('koa-router');
            const first = Router();
            const ctrl = { list: async (ctx) => {}, make: async (ctx) => {} };
            first.get('/first', ctrl.list).post('/first', ctrl.make);
            const one = new Router();
            one.prefix(`/${'one'}`);
            one.get('/', ctrl.list);
            const two = new Router();
            ['a', 'b'].forEach((name) => two.get(`/two/${name}`, ctrl.list));
            module.exports = { first, rest: [one, two] };
        """,
        "admin.js": """
            const Router = require('koa-router');
            module.exports = (app) => {
              const router = new Router({ prefix: '/admin' });
              router.use(onlyAdmins);
              router.get('/stats', stats);
              app.use(router.routes());
            };
            const onlyAdmins = (ctx, next) => next();
            const stats = (ctx) => {};
        """,
    }
    assert routes_of(tmp_path, files) == [
        ("GET", "/admin/stats", "stats", ("onlyAdmins",)),
        ("GET", "/first", "ctrl.list", ("logger",)),
        ("GET", "/one", "ctrl.list", ()),
        ("GET", "/pets/{name}", "show", ()),
        ("GET", "/two/a", "ctrl.list", ()),
        ("GET", "/two/b", "ctrl.list", ()),
        ("POST", "/first", "ctrl.make", ("logger",)),
    ]


def test_a_router_mounted_twice(tmp_path: Path) -> None:
    files = {
        "app.js": """
            const Koa = require('koa');
            const Router = require('@koa/router');
            const inner = new Router();
            inner.get('/x', (ctx) => {});
            const router = new Router();
            router.use('/v1', inner.routes());
            router.use(['/v2', '/latest'], inner.routes());
            new Koa().use(router.routes()).listen(80);
        """
    }
    assert paths_of(tmp_path, files) == ["GET /latest/x", "GET /v1/x", "GET /v2/x"]


def test_guards_that_answer_strangers_without_a_status(tmp_path: Path) -> None:
    files = {
        "app.js": """
            const Koa = require('koa');
            const Router = require('@koa/router');
            const { onlyKnown, counted, fresh, mayRead } = require('./guards');
            const router = new Router();
            router.get('/notes', onlyKnown, list);
            router.get('/visits', counted, list);
            router.get('/fresh', fresh, list);
            router.get('/export', async (ctx) => {
              const allowed = await mayRead(ctx.session.id, ctx.query.book);
              if (!allowed) {
                ctx.body = { ok: false, message: 'access denied' };
                return;
              }
              ctx.body = {};
            });
            router.post('/lock', async (ctx) => {
              if (!ctx.session.userId) { ctx.body = { data: 0 }; return; }
              ctx.body = { data: 1 };
            });
            router.get('/me', async (ctx) => {
              if (!ctx.session.userId) { ctx.body = { user: null }; return; }
              ctx.body = { user: ctx.session.userId };
            });
            router.get('/search', async (ctx) => {
              if (ctx.query.shelf) {
                const allowed = await mayRead(ctx.session.id, ctx.query.shelf);
                if (!allowed) { ctx.body = { error: 'access denied' }; return; }
              }
              ctx.body = [];
            });
            router.post('/captcha', async (ctx) => {
              if (ctx.session.captcha !== ctx.request.body.captcha) { ctx.body = { error: 'wrong' }; return; }
              ctx.body = {};
            });
            async function list(ctx) { ctx.body = []; }
            new Koa().use(router.routes()).listen(80);
        """,
        "guards.js": """
            const testing = process.env.TESTING === 'yes';
            exports.onlyKnown = async (ctx, next) => {
              if (!testing && (!ctx.session || !ctx.session.id)) {
                ctx.body = { ok: false, message: 'who are you' };
              } else {
                await next();
              }
            };
            exports.counted = async (ctx, next) => {
              if (!ctx.session.id) ctx.session.visits = 0;
              await next();
            };
            exports.fresh = async (ctx, next) => {
              if (ctx.session.user && ctx.session.user.banned) { ctx.body = 'no'; return; }
              await next();
            };
            exports.mayRead = async (who, book) => find(who, book);
        """,
    }
    judged = {
        found.path: bool(authentication_of(found)) or checks_itself(found)
        for found in backend_of(tmp_path, files).routes
    }
    assert judged == {
        "/notes": True,
        "/visits": False,
        "/fresh": False,
        "/export": True,
        "/lock": True,
        "/me": False,
        "/search": False,
        "/captcha": False,
    }


def test_plugins_that_settings_switch_on(tmp_path: Path) -> None:
    files = {
        "server/plugins.ts": """
            import path from 'node:path';
            import { glob } from 'glob';
            import { isArray, sortBy } from 'lodash';
            export enum Hook { Api = 'api', Sign = 'sign', Task = 'task' }
            export class Plugins {
              private static plugins = new Map<Hook, any[]>();
              public static add(plugins) {
                if (isArray(plugins)) {
                  return plugins.forEach((plugin) => this.register(plugin));
                }
                this.register(plugins);
              }
              private static register(plugin) {
                if (!this.plugins.has(plugin.type)) { this.plugins.set(plugin.type, []); }
                this.plugins.get(plugin.type)!.push({ ...plugin, priority: plugin.priority ?? 1 });
              }
              public static get providers() { return this.of(Hook.Sign); }
              public static of(type) {
                this.load();
                return sortBy(this.plugins.get(type) || [], 'priority');
              }
              private static load() {
                if (this.loaded) return;
                const root = process.env.NODE_ENV === 'test' ? '' : 'build';
                glob.sync(path.join(root, 'plugins/*/server/index.[jt]s')).forEach((file) => {
                  try { require(path.join(process.cwd(), file)); } catch (error) { console.error(error); }
                });
                this.loaded = true;
              }
              private static loaded = false;
            }
        """,
        "server/index.ts": """
            import Koa from 'koa';
            import Router from 'koa-router';
            import { Hook, Plugins } from './plugins';
            const app = new Koa();
            const router = new Router();
            Plugins.of(Hook.Api).forEach((hook) => router.use('/', hook.value.routes()));
            void (async () => {
              for (const provider of Plugins.providers) {
                const resolved = await provider.value.router;
                if (resolved) router.use('/auth', resolved.routes());
              }
            })();
            app.use(router.routes());
            app.listen(80);
        """,
    }
    for name in ("github", "slack", "zoom"):
        files |= {
            f"plugins/{name}/plugin.json": f'{{"id": "{name}", "enabled": false}}',
            f"plugins/{name}/server/router.ts": """
                import Router from 'koa-router';
                import config from '../plugin.json';
                export const api = new Router();
                api.post(`${config.id}.list`, async (ctx) => {});
                export const sign = new Router();
                sign.get(`/${config.id}.callback`, async (ctx) => {});
            """,
            f"plugins/{name}/server/index.ts": """
                import { Hook, Plugins } from '../../../server/plugins';
                import env from './env';
                import { api, sign } from './router';
                const enabled = !!env.CLIENT && !!env.SECRET;
                if (enabled) {
                  Plugins.add([{ type: Hook.Api, value: api }, { type: Hook.Task, value: 1 }]);
                  Plugins.add({ type: Hook.Sign, value: { router: sign, id: 1 } });
                }
            """,
            f"plugins/{name}/server/env.ts": """
                class Env {
                  CLIENT = this.optional(process.env.CLIENT);
                  SECRET = this.optional(process.env.SECRET);
                  optional(value) { return value ? value : undefined; }
                }
                export default new Env();
            """,
        }
    assert paths_of(tmp_path, files) == [
        "GET /auth/github.callback",
        "GET /auth/slack.callback",
        "GET /auth/zoom.callback",
        "POST /github.list",
        "POST /slack.list",
        "POST /zoom.list",
    ]
