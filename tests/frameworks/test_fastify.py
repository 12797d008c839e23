"""Fastify programs of several files, and the routes that they have."""

from __future__ import annotations

from pathlib import Path

from backend_review.backend import Backend, build
from backend_review.project.files import collect
from frameworks.programs import paths_of

Row = tuple[str, str, str, tuple[str, ...]]


def backend(folder: Path, files: dict[str, str]) -> Backend:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return build(collect(folder, [folder]).files)


def rows(found: Backend) -> list[Row]:
    return sorted(
        (method, item.path, item.route.handler.name, tuple(guard.name for guard in item.guards))
        for item in found.routes
        for method in item.methods
    )


def test_routes_of_one_instance(tmp_path: Path) -> None:
    """Shorthands, options before or around the handler, full declarations, lists of methods, tables of routes."""
    found = backend(
        tmp_path,
        {
            "paths.js": "exports.BASE = '/items'; exports.LOG = `${exports.BASE}/log`;",
            "handlers.js": """
class Items { list(request, reply) {} one(request, reply) {} }
async function create(request, reply) {}
function admin(request, reply, done) { done(); }
module.exports = { items: new Items(), create, admin };
""",
            "server.js": """
const fastify = require('fastify')({ logger: true });
const { BASE, LOG } = require('./paths');
const { items, create, admin } = require('./handlers');
const schema = { body: { $ref: 'item#' }, response: { 201: { $ref: 'item#' } } };
fastify.get(BASE, items.list);
fastify.get(`${BASE}/:id(\\\\d+)`, { preHandler: [admin] }, items.one.bind(items));
fastify.post(BASE, { schema, onRequest: admin }, create);
fastify.put(BASE + '/:id', { handler: create, schema: { summary: 'Change', body: Item } });
fastify.route({
  method: ['GET', 'HEAD'], url: LOG, preValidation: fastify.auth([admin, fastify.verify]), handler: log,
});
const table = [
  { method: 'DELETE', url: '/items/:id', handler: create },
  { method: 'PATCH', path: '/items', handler: create },
];
table.forEach((route) => fastify.route(route));
if (process.env.DEBUG) { fastify.all('/debug/*', debug); }
fastify.setErrorHandler(() => {}).get('/last', last);
async function log() {}
function debug() {}
const last = async () => {};
fastify.listen({ port: 3000 });
""",
        },
    )
    assert rows(found) == [
        ("*", "/debug/{*}", "debug", ()),
        ("DELETE", "/items/{id}", "create", ()),
        ("GET", "/items", "Items.list", ()),
        ("GET", "/items/log", "log", ("admin", "fastify.verify")),
        ("GET", "/items/{id}", "Items.one", ("admin",)),
        ("GET", "/last", "last", ()),
        ("HEAD", "/items/log", "log", ("admin", "fastify.verify")),
        ("PATCH", "/items", "create", ()),
        ("POST", "/items", "create", ("admin",)),
        ("PUT", "/items/{id}", "create", ()),
    ]
    routes = {(item.methods[0], item.path): item for item in found.routes}
    post, put = routes["POST", "/items"].route, routes["PUT", "/items/{id}"].route
    assert (post.request_schema, post.response_schema) == ("schema.body", "schema.response")
    assert (put.request_schema, put.documented) == ("Item", True)
    assert [path for (_, path), item in routes.items() if item.conditional] == ["/debug/{*}"]


def test_plugins_with_prefixes_and_hooks(tmp_path: Path) -> None:
    """Prefixes over several files; hooks hold for their plugin, those of fastify-plugin for what comes after it."""
    found = backend(
        tmp_path,
        {
            "src/server.ts": """
import { buildApp } from './app.js';
const app = await buildApp({ logger: true });
await app.listen({ port: 3000 });
""",
            "src/app.ts": """
import Fastify, { type FastifyInstance } from 'fastify';
import rateLimit from '@fastify/rate-limit';
import { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import auth from './auth';
import { API } from './constants';
import health from './health';
export async function buildApp(opts = {}): Promise<FastifyInstance> {
  const app = Fastify(opts).withTypeProvider<TypeBoxTypeProvider>();
  await app.register(health);
  await app.register(auth);
  app.register(rateLimit, { global: false, max: 100 });
  app.register(import('./v1/index.js'), { prefix: API.v1 });
  app.register(async (scope) => {
    scope.get('/inside', inside);
    app.get('/outside', outside);
    scope.addHook('onRequest', scope.authenticate);
  }, { prefix: '/group' });
  return app;
}
async function inside() {}
async function outside() {}
""",
            "src/constants.ts": "const ROOT = '/api';\nexport const API = { v1: `${ROOT}/v1` };",
            "src/auth.ts": """
import fp from 'fastify-plugin';
import { FastifyInstance } from 'fastify';
async function auth(fastify: FastifyInstance) {
  fastify.decorate('authenticate', async (request, reply) => { await request.jwtVerify(); });
  fastify.addHook('onRequest', trace);
  fastify.addHook('onSend', compress);
}
async function trace() {}
async function compress() {}
export default fp(auth, { name: 'auth' });
""",
            "src/health.ts": """
import { FastifyPluginAsync } from 'fastify';
const health: FastifyPluginAsync = async (fastify) => { fastify.get('/health', check); };
async function check() {}
export default health;
""",
            "src/v1/index.ts": """
import type { FastifyInstance, FastifyPluginOptions } from 'fastify';
import { users } from './users';
import * as tags from './tags';
export default async function (fastify: FastifyInstance, opts: FastifyPluginOptions) {
  fastify.register(users, { prefix: 'users' });
  fastify.register(tags, { prefix: '/tags' });
  fastify.register(tags, { prefix: '/labels', ...opts.more });
}
""",
            "src/v1/users.ts": """
import { FastifyInstance, RouteShorthandOptions } from 'fastify';
import { UserController } from './user.controller';
const options: RouteShorthandOptions = { preHandler: [isAdmin] };
export const users = (fastify: FastifyInstance, _: object, done: () => void) => {
  const controller = new UserController();
  fastify.get<{ Querystring: Query }>('/', controller.list);
  fastify.addHook('preHandler', fastify.authenticate);
  fastify.delete<{ Params: { id: string } }>('/:id', options, controller.remove);
  done();
};
async function isAdmin() {}
""",
            "src/v1/user.controller.ts": """
export class UserController { list = async () => {}; async remove() {} }
""",
            "src/v1/tags.ts": """
export default async function tags(fastify) { registerTags(fastify); }
function registerTags(server) { server.get('', list).get('/:name', one); }
function unused(server) { server.get('/unused', list); }
async function list() {}
async function one() {}
""",
        },
    )
    assert rows(found) == [
        ("DELETE", "/api/v1/users/{id}", "UserController.remove", ("trace", "fastify.authenticate", "isAdmin")),
        ("GET", "/api/v1/labels", "list", ("trace",)),
        ("GET", "/api/v1/labels/{name}", "one", ("trace",)),
        ("GET", "/api/v1/tags", "list", ("trace",)),
        ("GET", "/api/v1/tags/{name}", "one", ("trace",)),
        ("GET", "/api/v1/users", "UserController.list", ("trace", "fastify.authenticate")),
        ("GET", "/group/inside", "inside", ("trace", "scope.authenticate")),
        ("GET", "/health", "check", ()),
        ("GET", "/outside", "outside", ("trace",)),
    ]


def test_folders_of_plugins(tmp_path: Path) -> None:
    """Autoload: prefixes by folder, parameters, own prefixes, hooks of a folder with and without those above."""
    files = {
        "package.json": '{"scripts": {"start": "fastify start -l info -r ./trace.js dist/app.js"}}',
        "src/app.ts": """
import { join } from 'node:path';
import AutoLoad from '@fastify/autoload';
export default async function app(fastify, opts) {
  void fastify.register(AutoLoad, { dir: join(__dirname, 'plugins'), options: { ...opts } });
  void fastify.register(AutoLoad, {
    dir: join(import.meta.dirname, 'routes'), routeParams: true, autoHooks: true, cascadeHooks: true,
    ignorePattern: /.*\\.schema\\.ts$/, options: Object.assign({ prefix: '/api' }, opts),
  });
}
""",
        "src/plugins/support.ts": """
import fp from 'fastify-plugin';
export default fp(async (fastify) => { fastify.decorate('check', async () => {}); });
""",
        "src/routes/root.ts": "export default async (f) => { f.get('/', root); };\nasync function root() {}",
        "src/routes/root.schema.ts": "export default async (fastify) => { fastify.get('/schema', () => {}); };",
        "src/routes/users/autohooks.ts": """
export default async function (fastify) { fastify.addHook('onRequest', fastify.check); }
""",
        "src/routes/users/index.ts": """
export default async function users(fastify) { fastify.get('/', { preHandler: paged }, list); }
async function list() {}
async function paged() {}
""",
        "src/routes/users/ignored.ts": "export default async (fastify) => { fastify.get('/ignored', () => {}); };",
        "src/routes/users/_id/mail.ts": """
export default async function mail(fastify) { fastify.post('/mail', send); }
async function send() {}
""",
        "src/routes/other.ts": """
export const autoPrefix = '/own';
export default async function other(fastify) { fastify.get('/it', it); }
async function it() {}
""",
        "src/routes/off.ts": """
export const autoload = false;
export default async function off(fastify) { fastify.get('/off', () => {}); }
""",
        "src/routes/users.test.ts": "export default async (fastify) => { fastify.get('/test', () => {}); };",
    }
    assert rows(backend(tmp_path / "all", files)) == [
        ("GET", "/api", "root", ()),
        ("GET", "/api/own/it", "it", ()),
        ("GET", "/api/users", "list", ("fastify.check", "paged")),
        ("POST", "/api/users/{id}/mail", "send", ("fastify.check",)),
    ]
    files["src/app.ts"] = files["src/app.ts"].replace("cascadeHooks: true,", "dirNameRoutePrefix: false,")
    assert rows(backend(tmp_path / "flat", files)) == [
        ("GET", "/api", "list", ("fastify.check", "paged")),
        ("GET", "/api", "root", ()),
        ("GET", "/api/own/it", "it", ()),
        ("POST", "/api/mail", "send", ()),
    ]


def test_own_prefix_set_on_the_function(tmp_path: Path) -> None:
    """``module.exports.autoPrefix`` and a folder named from where the program is started."""
    found = backend(
        tmp_path,
        {
            "server.js": """
const path = require('path')
const app = require('fastify')()
app.register(require('fastify-autoload'), { dir: path.resolve('services') })
app.listen(3000)
""",
            "services/todo.js": """
module.exports = async function (fastify, opts) { fastify.get('/:name', find) }
module.exports.autoPrefix = '/todo'
async function find () {}
""",
        },
    )
    assert rows(found) == [("GET", "/todo/{name}", "find", ())]


def test_class_that_holds_the_instance(tmp_path: Path) -> None:
    """A server class, plugins as its methods, and plugins from a list."""
    found = backend(
        tmp_path,
        {
            "server.ts": """
import fastify, { FastifyInstance } from 'fastify';
import { plugins } from './plugins';
class Server {
  private readonly app: FastifyInstance;
  constructor() {
    this.app = fastify();
    this.app.register(this.routes.bind(this), { prefix: '/own' });
    for (const { plugin, prefix } of plugins) { this.app.register(plugin, { prefix }); }
    this.app.after(() => { this.app.get('/after', this.hello); });
  }
  private async routes(app: FastifyInstance) { app.get('/hello', this.hello); }
  private async hello() {}
}
new Server();
""",
            "plugins.ts": """
const cats = async (app) => { app.get('/', list); };
const dogs = async (app) => { app.get('/', list); };
async function list() {}
export const plugins = [{ plugin: cats, prefix: '/cats' }, { plugin: dogs, prefix: '/dogs' }];
""",
        },
    )
    assert rows(found) == [
        ("GET", "/after", "Server.hello", ()),
        ("GET", "/cats", "list", ()),
        ("GET", "/dogs", "list", ()),
        ("GET", "/own/hello", "Server.hello", ()),
    ]


def test_a_router_of_the_projects_own_that_a_table_of_commands_fills(tmp_path: Path) -> None:
    files = {
        "app.ts": """
            import fastify from 'fastify';
            import s3 from './s3';
            const app = fastify();
            app.register(s3, { prefix: '/s3' });
            app.listen({ port: 80 });
        """,
        "s3/index.ts": """
            import { getConfig } from '../config';
            import { getRouter } from './router';
            const { enabled } = getConfig();
            export default async function routes(fastify) {
              if (!enabled) { return; }
              fastify.register(async (fastify) => {
                const commands = getRouter();
                const all = commands.routes();
                Array.from(all.keys()).forEach((path) => {
                  const routes = all.get(path);
                  if (!routes || routes?.length === 0) { return; }
                  const methods = new Set(routes.map((e) => e.method));
                  methods.forEach((method) => {
                    const handler = async (req, reply) => {};
                    fastify.register(async (inner) => {
                      inner[method](path, { schema: {} }, handler);
                    });
                  });
                });
              });
            }
        """,
        "config.ts": "export function getConfig() { return { enabled: process.env.S3 === 'true' }; }",
        "s3/router.ts": """
            import list from './list';
            import make from './make';
            const commands = [list, make];
            export function getRouter() { const router = new Router(); commands.forEach((command) => command(router)); return router; }
            export class Router<C = unknown> {
              protected _routes: Map<string, any[]> = new Map<string, any[]>();
              register(method, url, options, handler) {
                const path = url.split('?')[0].split('|')[0];
                const existing = this._routes.get(path);
                const route = { method, path, handler };
                if (!existing) { this._routes.set(path, [route]); return; }
                existing.push(route);
                this._routes.set(path, existing);
              }
              get(url, options, handler) { this.register('get', url, ...erase(options, handler)); }
              post(url, options, handler) { this.register('post', url, ...erase(options, handler)); }
              routes() { return this._routes; }
            }
            function erase(options, handler) { return [options, handler]; }
        """,
        "s3/list.ts": """
            export default function List(router) {
              router.get('/', { schema: {} }, (req, ctx) => {});
              router.get('/:Bucket?uploads', {}, (req) => {});
              router.get('/:Bucket|x-copy', {}, (req) => {});
            }
        """,
        "s3/make.ts": """
            export default function Make(router) {
              router.post('/:Bucket', { schema: {} }, (req, ctx) => {});
            }
        """,
    }
    assert paths_of(tmp_path, files) == ["GET /s3", "GET /s3/{Bucket}", "POST /s3/{Bucket}"]
