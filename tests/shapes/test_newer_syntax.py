"""Syntax that is newer or older than the interpreter that runs the tool, and JavaScript's dialects."""

from __future__ import annotations

from pathlib import Path

import pytest

from shapes.projects import inventory, lines, routes

SYNTAX = {
    "python 3.14: except without parentheses, templates, deferred annotations": (
        """
        === main.py
        from string.templatelib import Template
        from fastapi import APIRouter, FastAPI

        app = FastAPI()
        PREFIX = "/api"

        try:
            import uvloop
        except ImportError, AttributeError:
            uvloop = None

        def render(template: Template) -> str: ...

        router = APIRouter(prefix=f"{PREFIX}/v{1}")

        @router.get("/users/{name}")
        def user(name: Later) -> Later:
            try:
                return render(t"Hello {name!r:>10}")
            except* ValueError, TypeError:
                return ""

        class Later: ...

        @router.get(f"/quoted/{f"{"nested"}"}")
        def quoted(): ...

        app.include_router(router)
        """,
        """
        GET /api/v1/users/{name}
        GET /api/v1/quoted/nested
        """,
    ),
    "python 3.12: generics, type statements, override": (
        """
        === main.py
        from typing import override
        from fastapi import APIRouter, FastAPI

        type Handler[**P, R] = Callable[P, R]
        type Pair[T: (int, str)] = tuple[T, T]

        class Crud[T: BaseModel]:
            path: str = "/none"

            def __init__(self) -> None:
                self.router = APIRouter(prefix=self.path)
                self.router.get("/")(self.all)

            def all(self) -> list[T]: ...

        class Users(Crud[User]):
            path = "/users"

            @override
            def all(self) -> list[User]: ...

        def first[T](items: list[T], /, *, default: T | None = None) -> T: ...

        async def lifespan[S](app: S): yield

        app = FastAPI(lifespan=lifespan)
        app.include_router(Users().router)
        """,
        """
        GET /users/
        """,
    ),
    "python 3.10: match chooses what is registered, parenthesised with": (
        """
        === main.py
        import os
        from contextlib import nullcontext, suppress
        from fastapi import FastAPI

        app = FastAPI()

        def ok(): ...

        match os.environ.get("MODE"):
            case "a" | "b" as mode if mode:
                app.get("/ab")(ok)
            case {"kind": kind, **rest}:
                app.get("/table")(ok)
            case [first, *_] | (first, _):
                app.get("/list")(ok)
            case _:
                app.get("/else")(ok)

        with (
            suppress(ValueError),
            nullcontext() as nothing,
        ):
            app.post("/with")(ok)

        if (root := os.environ.get("ROOT", "/root")):
            app.get(root)(ok)

        @(lambda f: f)
        @app.put("/decorated")
        def decorated(a, /, b, *, c): ...
        """,
        """
        GET /ab
        GET /table
        GET /list
        GET /else
        POST /with
        GET /root
        PUT /decorated
        """,
    ),
    "python 3.13: defaults of type parameters": (
        """
        === main.py
        from fastapi import APIRouter, FastAPI

        app = FastAPI()
        type Page[T = int] = list[T]

        class Crud[
            T: Base = Sub,
            *Ts = *tuple[int, ...],
            **P = [str, {"a": 1}["a"]],
        ](APIRouter):
            def __init__(self, prefix: str):
                super().__init__(prefix=prefix)
                self.add_api_route("/", self.list, methods=["GET"])

            def list[U = dict[str, int], V = U](self, u: U) -> list[V]: ...

        def wire[T: (int, str) = int](router: APIRouter, path: str) -> None:
            app.include_router(router, prefix=path)

        wire(Crud[int]("/cats"), "/v1")
        wire(Crud("/dogs"), "/v2")
        """,
        """
        GET /v1/cats/
        GET /v2/dogs/
        """,
    ),
    "typescript: namespaces, nested, in parts, beside types": (
        """
        === package.json
        {"type": "module", "dependencies": {"express": "4"}}
        === app.ts
        import express, { Express, Router } from 'express';
        import { Api } from './api';
        const app = express();
        namespace Local {
          export const PREFIX = '/local';
          const hidden = Router();
          hidden.get('/hidden', (req, res) => res.end());
          export function register(on: Express) {
            on.get(`${PREFIX}/here`, (req, res) => res.end());
            on.use(PREFIX, hidden);
          }
        }
        namespace Types.Of { export interface Cat { name: string } export type Cats = Cat[] }
        class Server {}
        namespace Server { export const port = 3000; }
        declare namespace Ambient { const app: Express; function get(path: string): void }
        Local.register(app);
        Api.V1.register(app);
        app.use(Api.PREFIX, Api.router);
        === api.ts
        import { Express, Router } from 'express';
        export namespace Api {
          export const PREFIX = '/api';
          export const router = Router();
          router.get('/users', list);
          function list(req: any, res: any) { res.end(); }
          export namespace V1 {
            export function register(app: Express) { app.post(PREFIX + '/v1/orders', (req, res) => res.end()); }
          }
        }
        export namespace Api {
          router.delete('/users/:id', (req, res) => res.end());
        }
        """,
        """
        GET /local/here
        GET /local/hidden
        POST /api/v1/orders
        GET /api/users
        DELETE /api/users/{id}
        """,
    ),
    "python 2: print, exec, except with a comma, backticks, unicode and octal literals": (
        """
        === app.py
        # -*- coding: utf-8 -*-
        from flask import Flask
        import urllib2

        app = Flask(__name__)

        print "starting", app
        exec "x = 1"

        @app.route(u'/users/<int:id>', methods=['GET', 'POST'])
        def users(id):
            try:
                print >>sys.stderr, `id`, 0777, 10L
                raise ValueError, "no"
            except (IOError, OSError), e:
                return unicode(e)

        @app.route(ur'/raw')
        def raw((a, b)=(1, 2)):
            return 'x' if a <> b else 'y'

        if __name__ == '__main__':
            app.run()
        """,
        """
        GET /users/{id}
        POST /users/{id}
        GET /raw
        """,
    ),
    "javascript: jsx in a server, optional chaining, private members, static blocks, top-level await": (
        """
        === package.json
        {"name": "shop", "type": "module", "dependencies": {"express": "5"}}

        === server.jsx
        import express, { Router } from 'express';
        import { renderToString } from 'react-dom/server';
        import data from './data.json' with { type: 'json' };

        const Page = ({ title, children = <></> }) => (
          <html lang="en">
            <body {...{ id: 'x' }}>{title && <h1>{title}</h1>}{children}</body>
          </html>
        );

        class Server {
          #app = express();
          static ROOT = '/pages';
          static started;
          static { Server.started = false; }
          get app() { return this.#app; }
          #mount() { this.#app.use(Server.ROOT, pages); }
          start() { this.#mount(); return this.#app.listen(3000); }
        }

        const pages = Router();
        pages.get('/:name', async (req, res) => {
          res.send(renderToString(<Page title={req.params?.name ?? 'none'} />));
        });

        const server = new Server();
        server.app?.get('/health', (_, res) => res.end());
        await server.start();
        """,
        """
        GET /pages/{name}
        GET /health
        """,
    ),
    "typescript: decorators with generics, satisfies, enums, overloads, tsx": (
        """
        === package.json
        {"name": "shop", "dependencies": {"hono": "4"}}

        === src/index.tsx
        import { Hono, type Context } from 'hono';
        import type { FC } from 'hono/jsx';

        const enum Paths { Users = '/users', Posts = '/posts' }
        enum Version { One = 'v1' }
        const paths = { home: '/' } as const satisfies Record<string, `/${string}`>;

        declare module 'hono' { interface ContextVariableMap { user: string } }
        declare global { var flag: boolean }

        function path(name: string): string;
        function path(name: string, id?: number): string {
          return `/${Version.One}/${name}`;
        }

        const Layout: FC<{ title: string }> = (props) => <html><body>{props.children}</body></html>;

        const app = new Hono<{ Variables: { user: string } }>();
        app.get(paths.home, (c: Context) => c.html(<Layout title="x"><p>hi</p></Layout>));
        app.get(Paths.Users, (c) => c.json([] satisfies string[]));
        app.get(Paths.Posts!, <T,>(c: T) => c);
        app.post(path('items'), async (c): Promise<Response> => c.json({}));
        export default app;
        """,
        """
        GET /
        GET /users
        GET /posts
        POST /v1/items
        """,
    ),
    "go: generics, ranges over functions and integers, labels, raw strings": (
        """
        === go.mod
        module example.com/shop

        go 1.23

        require github.com/gin-gonic/gin v1.10.0

        === main.go
        package main

        import (
            "fmt"
            "iter"

            "github.com/gin-gonic/gin"
        )

        type Number interface{ ~int | ~int64 }

        type Repo[K comparable, V any] struct{ items map[K]V }

        func (r *Repo[K, V]) All() iter.Seq2[K, V] {
            return func(yield func(K, V) bool) {
                for k, v := range r.items {
                    if !yield(k, v) {
                        return
                    }
                }
            }
        }

        func crud[T any](r gin.IRouter, path string) {
            r.GET(path, func(c *gin.Context) { var t T; c.JSON(200, t) })
        }

        func main() {
            r := gin.Default()
            crud[string](r, `/texts`)
            crud[Repo[int, string]](r, "/repos")
            for i := range 2 {
                crud[int](r, fmt.Sprintf("/n%d", i))
            }
        outer:
            for k := range (&Repo[string, int]{}).All() {
                if k == "" {
                    continue outer
                }
            }
            clear(map[string]int{})
            r.Run()
        }
        """,
        """
        GET /texts
        GET /repos
        GET /n0
        GET /n1
        """,
    ),
}


@pytest.mark.parametrize(("project", "expected"), SYNTAX.values(), ids=SYNTAX)
def test_newer_and_older_syntax(tmp_path: Path, project: str, expected: str) -> None:
    document = inventory(tmp_path, project)
    assert routes(document) == lines(expected)
    assert document["not_analysed"] == []
