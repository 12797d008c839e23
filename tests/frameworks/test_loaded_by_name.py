"""JavaScript: routes of files that the program looks for and imports itself, one after the other in a loop."""

from __future__ import annotations

from pathlib import Path

from frameworks.programs import backend_of, routes_of

LOADER = """
    import { URL, fileURLToPath, pathToFileURL } from 'node:url';
    import jetpack from 'fs-jetpack';

    export default {
      load: async (server) => {
        const files = await jetpack.findAsync(fileURLToPath(new URL('../routes', import.meta.url)), {
          matching: `*.${process.env.NODE_ENV === 'production' ? 'j' : 't'}s`
        });
        for (const file of files) {
          const route = await import(pathToFileURL(file).href);
          const before = [];
          for (const given of route.options.middlewares ?? []) {
            let name;
            if (typeof given === 'string') name = given;
            const found = await import(pathToFileURL(fileURLToPath(new URL(`../guards/${name}.js`, import.meta.url))).href);
            before.push(found.default);
          }
          server.route({
            method: route.options.method,
            url: `${route.options?.bare ? '' : '/api'}${route.options.url}`,
            preHandler: before,
            handler: (req, res) => route.run(req, res)
          });
        }
      }
    };
"""
FILES = {
    "src/main.ts": """
        import fastify from 'fastify';
        import Routes from './structures/routes.js';

        const server = fastify();
        await server.register(async instance => { await Routes.load(instance); });
        await server.listen({ port: 80 });
    """,
    "src/structures/routes.ts": LOADER,
    "src/guards/auth.ts": "export default async function auth(req, res) { if (!req.user) res.code(401).send(); }",
    "src/routes/orders/list.ts": """
        export const options = { url: '/orders', method: 'get', middlewares: ['auth'] };
        export const run = async (req, res) => [];
    """,
    "src/routes/ping.ts": """
        export const options = { url: '/ping', method: 'get', bare: true };
        export const run = async (req, res) => 'pong';
    """,
}


def test_files_that_a_loop_imports(tmp_path: Path) -> None:
    found = {item.path: item for item in backend_of(tmp_path, FILES).routes}
    assert sorted(found) == ["/api/orders", "/ping"]
    known = {
        path: [guard.function.module.path for guard in item.guards if guard.function] for path, item in found.items()
    }
    assert known == {"/api/orders": ["src/guards/auth.ts"], "/ping": []}


def test_closures_of_a_loop_keep_what_was_declared_in_their_time_round(tmp_path: Path) -> None:
    text = """
        const express = require('express');
        const app = express();
        for (const name of ['orders', 'users']) {
          let prefix;
          if (name === 'orders') prefix = '/shop';
          const path = (prefix ?? '') + '/' + name;
          const add = () => app.get(path, (req, res) => res.json([]));
          add();
        }
    """
    assert [row[1] for row in routes_of(tmp_path, {"app.js": text})] == ["/shop/orders", "/users"]


def test_a_server_that_another_package_makes_and_starts(tmp_path: Path) -> None:
    files = {
        "src/index.ts": """
            import express from 'express';

            class Server {
              constructor(options) { this.app = express(); this.app.get('/ping', (req, res) => res.send('pong')); }
              start() {
                return new Promise(async (resolve, reject) => {
                  const all = require('./interfaces');
                  await Promise.all(Object.keys(all).map(async (name) => {
                    const made = all[name](new Proxy({ ...this.app, name }, {}));
                    if (made && made.start) await made.start();
                  }));
                  resolve(this);
                });
              }
              stop(callback) { this.app.get('/stopped', callback); }
            }
            module.exports = Server;
        """,
        "src/interfaces/index.ts": """
            const all: { [name: string]: unknown } = {};
            for (const name of ['orders', 'users']) { all[name] = require('./' + name); }
            export = all;
        """,
        "src/interfaces/orders.ts": "module.exports = (app) => { app.get('/orders', (req, res) => res.json([])); };",
        "src/interfaces/users.ts": """
            module.exports = (app) => ({ start: () => { app.get('/users', (req, res) => res.json([])); } });
        """,
    }
    assert [row[1] for row in routes_of(tmp_path, files)] == ["/orders", "/ping", "/users"]
