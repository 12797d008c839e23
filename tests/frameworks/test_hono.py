"""Hono programs as they are written, and the routes they have."""

from __future__ import annotations

from pathlib import Path

from frameworks.programs import backend_of, paths_of, routes_of


def test_routes_chained_and_taken_over(tmp_path: Path) -> None:
    files = {
        "src/index.ts": """
            import { Hono } from 'hono';
            import { logger } from 'hono/logger';
            import { jwt } from 'hono/jwt';
            import users from './users';
            import { orders, prefix } from './orders';

            const app = new Hono<{ Bindings: Env }>();
            app.use(logger());
            app.get('/open', (c) => c.text('ok'));
            app.use('/api/admin/*', jwt({ secret }));
            app.use('/exact', limit);
            const api = app.basePath('/api');
            const routes = api
              .get('/ping', ping)
              .route('/users', users)
              .route(prefix, orders);
            app.get('/exact', ping).all('/exact/more', ping);
            app.on(['PUT', 'PATCH'], ['/on', '/on/:id{[0-9]+}'], ping);
            function ping(c) { return c.text('pong'); }
            export default app;
        """,
        "src/users.ts": """
            import { Hono } from 'hono';
            import { zValidator } from '@hono/zod-validator';
            import { auth } from './auth';
            import { list, create } from './handlers';
            export default new Hono()
              .use('*', auth)
              .get('/', list)
              .post('/', zValidator('json', createUser), ...create);
        """,
        "src/handlers.ts": """
            import { createFactory } from 'hono/factory';
            const factory = createFactory();
            export const list = async (c) => c.json([]);
            const made = async (c) => c.json({});
            const check = factory.createMiddleware(async (c, next) => next());
            export const create = factory.createHandlers(check, made);
        """,
        "src/auth.ts": """
            import { createMiddleware } from 'hono/factory';
            export const auth = createMiddleware(async (c, next) => { await next(); });
        """,
        "src/orders.ts": """
            import { Hono } from 'hono';
            export const prefix = '/admin/orders';
            export const orders = new Hono();
            orders.get('/:id', show).delete(remove);
            function show(c) {}
            function remove(c) {}
        """,
    }
    admin = ("logger", "jwt")
    assert routes_of(tmp_path, files) == [
        ("*", "/exact/more", "ping", ("logger",)),
        ("DELETE", "/api/admin/orders/{id}", "remove", admin),
        ("GET", "/api/admin/orders/{id}", "show", admin),
        ("GET", "/api/ping", "ping", ("logger",)),
        ("GET", "/api/users", "list", ("logger", "auth")),
        ("GET", "/exact", "ping", ("logger", "limit")),
        ("GET", "/open", "", ("logger",)),
        ("PATCH", "/on", "ping", ("logger",)),
        ("PATCH", "/on/{id}", "ping", ("logger",)),
        ("POST", "/api/users", "made", ("logger", "auth", "zValidator", "check")),
        ("PUT", "/on", "ping", ("logger",)),
        ("PUT", "/on/{id}", "ping", ("logger",)),
    ]


def test_openapi_routes_and_functions_handed_the_app(tmp_path: Path) -> None:
    files = {
        "src/app.ts": """
            import { OpenAPIHono } from '@hono/zod-openapi';
            import { registerKeys } from './keys';
            import tasks from './tasks/tasks.index';
            export function newApp() {
              const app = new OpenAPIHono({ strict: false });
              app.use('*', init());
              return app;
            }
            const app = newApp();
            registerKeys(app);
            const modules = [tasks] as const;
            modules.forEach((module) => { app.route('/', module); });
            app.doc('/openapi.json', { openapi: '3.0.0' });
            export default { fetch: app.fetch };
        """,
        "src/keys.ts": """
            import { createRoute, z } from '@hono/zod-openapi';
            const route = createRoute({
              method: 'get', path: '/v1/keys.get', security: [{ bearerAuth: [] }],
              request: { query: z.object({ id: z.string() }) }, responses: {},
            });
            export const registerKeys = (app) => app.openapi(route, async (c) => c.json({}));
        """,
        "src/tasks/tasks.index.ts": """
            import { OpenAPIHono } from '@hono/zod-openapi';
            import * as handlers from './tasks.handlers';
            import * as routes from './tasks.routes';
            const router = new OpenAPIHono().openapi(routes.list, handlers.list).openapi(routes.one, handlers.one);
            export default router;
        """,
        "src/tasks/tasks.routes.ts": """
            import { createRoute } from '@hono/zod-openapi';
            import { requireUser, role } from '../guards';
            export const list = createRoute({ path: '/tasks', method: 'get', responses: {} });
            export const one = createRoute({
              path: '/tasks/{id}', method: 'patch', middleware: [requireUser, role('editor')] as const, responses: {},
            });
        """,
        "src/tasks/tasks.handlers.ts": """
            export const list = async (c) => {};
            export const one = async (c) => {};
        """,
        "src/guards.ts": """
            export const requireUser = async (c, next) => next();
            export const role = (name) => async (c, next) => next();
        """,
    }
    assert routes_of(tmp_path, files) == [
        ("GET", "/openapi.json", "", ("init",)),
        ("GET", "/tasks", "handlers.list", ("init",)),
        ("GET", "/v1/keys.get", "", ("init",)),
        ("PATCH", "/tasks/{id}", "handlers.one", ("init", "requireUser", "role")),
    ]
    routes = backend_of(tmp_path, files).routes
    assert [found.path for found in routes if found.route.request_schema] == ["/v1/keys.get"]


def test_middleware_of_a_router_guards_its_siblings(tmp_path: Path) -> None:
    files = {
        "app.ts": """
            import { Hono } from 'hono';
            const guards = new Hono();
            guards.use('/posts/*', requireUser);
            const posts = new Hono();
            posts.get('/posts', list);
            posts.get('/tags', list);
            const app = new Hono();
            app.route('/early', posts);
            app.route('/early', guards);
            app.route('/api', guards);
            app.route('/api', posts);
            app.on('POST', '/limited', limiter({ max: 3 }));
            app.post('/limited', make);
            export default app;
        """
    }
    assert routes_of(tmp_path, files) == [
        ("GET", "/api/posts", "list", ("requireUser",)),
        ("GET", "/api/tags", "list", ()),
        ("GET", "/early/posts", "list", ()),
        ("GET", "/early/tags", "list", ()),
        ("POST", "/limited", "make", ("limiter({ max: 3 })",)),
    ]


def test_base_path_of_a_router_that_is_taken_over(tmp_path: Path) -> None:
    files = {
        "app.ts": """
            import { Hono } from 'hono';
            const inner = new Hono().basePath('/inner');
            inner.get('/x', h);
            const app = new Hono().basePath('/api');
            app.route('/', inner);
            if (process.env.DEBUG) {
              app.get('/debug', h);
            }
            export default app;
        """
    }
    assert paths_of(tmp_path, files) == ["GET /api/debug", "GET /api/inner/x"]
