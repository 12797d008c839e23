"""Small variations of the shapes: other names, split expressions, tables, wrappers, defaults, spread arguments."""

from __future__ import annotations

from pathlib import Path

import pytest

from shapes.projects import inventory, lines, routes

PYTHON = """
=== main.py
from fastapi import APIRouter, FastAPI
app = FastAPI()
def ok(): ...
"""
JAVASCRIPT = """
=== package.json
{"name": "shop", "type":"module", "dependencies": {"express": "4"}}
=== app.ts
import express, { Router } from 'express';
const app = express();
const ok = (req, res) => res.end();

app.listen(3000);
"""
GO = """
=== go.mod
module example.com/shop

go 1.22

require github.com/gin-gonic/gin v1.9.0
=== main.go
package main

import (
    "fmt"
    "net/http"
    "strings"

    "github.com/gin-gonic/gin"
)

var _ = fmt.Sprint
var _ = strings.ToLower
var _ = http.MethodGet

func ok(c *gin.Context) {}
"""
VARIATIONS = {
    "python: partial": (
        PYTHON,
        """
from functools import partial
get = partial(app.add_api_route, methods=["GET"])
get("/p", ok)
""",
        "GET /p",
    ),
    "python: options in a dictionary": (
        PYTHON,
        """
OPTIONS = {"prefix": "/o", "tags": ["x"]}
r = APIRouter(**OPTIONS)
r.get("/x")(ok)
app.include_router(r)
""",
        "GET /o/x",
    ),
    "python: routers with their options in a table": (
        PYTHON,
        """
a, b = APIRouter(), APIRouter()
a.get("/x")(ok)
b.get("/y")(ok)
ROUTERS = [(a, {"prefix": "/a"}), (b, dict(prefix="/b"))]
for router, options in ROUTERS:
    app.include_router(router, **options)
""",
        "GET /a/x | GET /b/y",
    ),
    "python: members of enumerations": (
        PYTHON,
        """
from enum import Enum, StrEnum
class Paths(str, Enum):
    USERS = "/users"
class More(StrEnum):
    POSTS = "/posts"
app.get(Paths.USERS)(ok)
app.get(Paths.USERS.value + "/x")(ok)
app.get(f"{More.POSTS}/x")(ok)
""",
        "GET /users | GET /users/x | GET /posts/x",
    ),
    "python: a function around a router's decorator": (
        PYTHON,
        """
r = APIRouter(prefix="/r")
def get(path, **kw):
    return r.get(f"/v1{path}", **kw)
@get("/x")
def x(): ...
app.include_router(r)
""",
        "GET /r/v1/x",
    ),
    "python: a decorator of the project's own": (
        PYTHON,
        """
def route(path, *, method="GET", **kw):
    def wrap(f):
        app.add_api_route(path, f, methods=[method], **kw)
        return f
    return wrap
@route("/x", method="DELETE")
def x(): ...
""",
        "DELETE /x",
    ),
    "python: a method under another name": (
        PYTHON,
        """
r = APIRouter()
r.get("/x")(ok)
include = app.include_router
include(r, prefix="/i")
""",
        "GET /i/x",
    ),
    "python: settings in a data class": (
        PYTHON,
        """
from dataclasses import dataclass, field
@dataclass(frozen=True)
class Config:
    root: str
    prefix: str = "/api"
    more: list = field(default_factory=list)
c = Config("/root")
app.get(c.root + c.prefix)(ok)
""",
        "GET /root/api",
    ),
    "python: rules in named tuples": (
        PYTHON,
        """
from typing import NamedTuple
class R(NamedTuple):
    path: str
    method: str = "GET"
for path, method in [R("/a"), R("/b", "PUT")]:
    app.add_api_route(path, ok, methods=[method])
for r in (R("/c"),):
    app.add_api_route(r.path, ok, methods=[r.method])
""",
        "GET /a | PUT /b | GET /c",
    ),
    "python: an application in another": (
        PYTHON,
        """
sub = FastAPI()
sub.get("/x")(ok)
app.mount("/v1", sub)
""",
        "GET /v1/x",
    ),
    "python: modules by their names": (
        PYTHON,
        """
import importlib
for name in ("users", "posts"):
    module = importlib.import_module(f"routers.{name}")
    app.include_router(getattr(module, "router"), prefix=f"/{name}")
=== routers/__init__.py
=== routers/users.py
from fastapi import APIRouter
router = APIRouter()
@router.get("/u")
def u(): ...
=== routers/posts.py
from fastapi import APIRouter
router = APIRouter()
@router.get("/p")
def p(): ...
""",
        "GET /users/u | GET /posts/p",
    ),
    "python: zip and enumerate": (
        PYTHON,
        """
paths = ["/a", "/b"]
methods = ["GET", "PUT"]
for p, m in zip(paths, methods):
    app.add_api_route(p, ok, methods=[m])
for i, p in enumerate(["/x", "/y"], start=1):
    app.get(f"/e{i}{p}")(ok)
""",
        "GET /a | PUT /b | GET /e1/x | GET /e2/y",
    ),
    "python: class methods and inherited attributes": (
        PYTHON,
        """
class Users:
    prefix = "/users"
    @classmethod
    def register(cls, target):
        router = APIRouter(prefix=cls.prefix)
        router.add_api_route("/", cls.all)
        target.include_router(router)
    @staticmethod
    def all(): ...
class Staff(Users):
    prefix = "/staff"
for k in (Users, Staff):
    k.register(app)
""",
        "GET /users/ | GET /staff/",
    ),
    "python: methods of texts": (
        PYTHON,
        """
PREFIX = "/api/"
r = APIRouter(prefix=PREFIX.rstrip("/"))
r.get("/{}".format("x".lower()))(ok)
app.include_router(r)
""",
        "GET /api/x",
    ),
    "python: an import that may fail": (
        PYTHON,
        """
try:
    from missing import router
except ImportError:
    router = APIRouter(prefix="/m")
    router.get("/x")(ok)
app.include_router(router)
""",
        "GET /m/x",
    ),
    "python: an application class": (
        PYTHON,
        """
class App(FastAPI):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.setup()
    def setup(self):
        self.get("/in")(ok)
other = App(title="x")
@other.get("/out")
def out(): ...
""",
        "GET /in | GET /out",
    ),
    "python: dictionaries put together": (
        PYTHON,
        """
base = {"/a": ok}
more = {**base, "/b": ok} | {"/c": ok}
for path in sorted(more):
    app.get(path)(more[path])
""",
        "GET /a | GET /b | GET /c",
    ),
    "javascript: entries of an object": (
        JAVASCRIPT,
        """
const a = Router(); a.get('/x', ok);
const routers = { '/a': a };
Object.entries(routers).forEach(([path, router]) => app.use(path, router));
Object.keys(routers).forEach((p) => app.get(p + '/k', ok));
""",
        "GET /a/x | GET /a/k",
    ),
    "javascript: methods by their names": (
        JAVASCRIPT,
        """
const table = [['GET', '/a'], ['POST', '/b']];
for (const [m, p] of table) app[m.toLowerCase()](p, ok);
""",
        "GET /a | POST /b",
    ),
    "javascript: spread arguments": (
        JAVASCRIPT,
        """
const guards = [(req, res, next) => next()];
app.get('/s', ...guards, ok);
app.get(...['/t', ok]);
""",
        "GET /s | GET /t",
    ),
    "javascript: static methods": (
        JAVASCRIPT,
        """
class Users {
  static base = '/users';
  static register(app, base = Users.base) { app.get(base, Users.all); app.get(`${this.base}/2`, ok); }
  static all(req, res) { res.json([]); }
}
Users.register(app);
""",
        "GET /users | GET /users/2",
    ),
    "javascript: functions that make functions": (
        JAVASCRIPT,
        """
const mount = (prefix) => (router) => app.use(prefix, router);
const r = Router(); r.get('/x', ok);
mount('/h')(r);
[r].map(mount('/i'));
const pipe = (...fns) => (x) => fns.reduce((v, f) => f(v), x);
pipe((a) => { a.get('/p', ok); return a; }, (a) => { a.get('/q', ok); return a; })(app);
""",
        "GET /h/x | GET /i/x | GET /p | GET /q",
    ),
    "javascript: a builder class": (
        JAVASCRIPT,
        """
class Api {
  constructor() { this.router = Router(); }
  get(path, h) { this.router.get('/v1' + path, h); return this; }
  build() { return this.router; }
}
app.use(new Api().get('/a', ok).get('/b', ok).build());
""",
        "GET /v1/a | GET /v1/b",
    ),
    "javascript: defaults of what is taken apart": (
        JAVASCRIPT,
        """
function make({ path = '/m', handler = ok, router = Router() } = {}) { router.get(path, handler); return router; }
app.use('/1', make());
app.use('/2', make({ path: '/n' }));
""",
        "GET /1/m | GET /2/n",
    ),
    "javascript: a Map": (
        JAVASCRIPT,
        """
const m = new Map([['/a', ok]]);
m.set('/b', ok);
for (const [p, h] of m) app.get(p, h);
m.forEach((h, p) => app.put(p, h));
""",
        "GET /a | GET /b | PUT /a | PUT /b",
    ),
    "javascript: reduce": (
        JAVASCRIPT,
        """
const v = ['/a', '/b'].reduce((r, p) => r.get(p, ok), Router());
app.use('/r', v);
""",
        "GET /r/a | GET /r/b",
    ),
    "go: method values and maps": (
        GO,
        """
func main() {
    r := gin.New()
    get := r.GET
    get("/x", ok)
    for method, path := range map[string]string{"GET": "/a", http.MethodPut: "/b"} {
        r.Handle(method, path, ok)
    }
    r.Run()
}
""",
        "GET /x | GET /a | PUT /b",
    ),
    "go: package strings": (
        GO,
        """
const (
    api = "/api"
    v   = 2
)
func main() {
    r := gin.New()
    r.GET(strings.Join([]string{api, "v1"}, "/"), ok)
    r.GET("/"+strings.ToLower("X"), ok)
    r.GET(fmt.Sprintf("%s/v%d/%s", api, v, "y"), ok)
    r.GET(strings.TrimSuffix("/t/", "/"), ok)
    r.GET(strings.ReplaceAll("/a_b", "_", "-"), ok)
    r.GET(fmt.Sprint(api, "/s"), ok)
    r.Run()
}
""",
        "GET /api/v1 | GET /x | GET /api/v2/y | GET /t | GET /a-b | GET /api/s",
    ),
    "go: functional options": (
        GO,
        """
type option func(*gin.Engine)

func with(path string) option {
    return func(r *gin.Engine) { r.GET(path, ok) }
}

func New(opts ...option) (r *gin.Engine, err error) {
    r = gin.New()
    for _, o := range opts {
        o(r)
    }
    return
}

func main() {
    r, err := New(with("/a"), with("/b"))
    if err != nil {
        panic(err)
    }
    r.Run()
}
""",
        "GET /a | GET /b",
    ),
    "go: a parameter that decides": (
        GO,
        """
func crud(r gin.IRouter, name string, readonly bool) {
    g := r.Group("/" + name)
    g.GET("", ok)
    if !readonly {
        g.POST("", ok)
    }
}
func main() {
    r := gin.New()
    crud(r, "cats", false)
    crud(r, "dogs", true)
    r.Run()
}
""",
        "GET /cats | POST /cats | GET /dogs",
    ),
    "go: init and a function that is called at once": (
        GO,
        """
var engine = func() *gin.Engine {
    r := gin.New()
    r.GET("/x", ok)
    return r
}()
func init() { engine.GET("/y", ok) }
func main() { engine.Run() }
""",
        "GET /x | GET /y",
    ),
    "javascript: a module that is one thing, imported as a whole": (
        JAVASCRIPT,
        """
import * as users from './users';
import posts = require('./posts');
import * as tags from './tags';
app.use('/u', users);
app.use('/p', posts);
app.use('/t', tags.router);
=== users.ts
import { Router } from 'express';
const router = Router();
router.get('/x', (req, res) => res.end());
export = router;
=== posts.js
const router = require('express').Router();
router.get('/y', (req, res) => res.end());
module.exports = router;
=== tags.ts
import { Router } from 'express';
export const router = Router();
router.get('/z', (req, res) => res.end());
""",
        "GET /u/x | GET /p/y | GET /t/z",
    ),
}


@pytest.mark.parametrize(("around", "code", "expected"), VARIATIONS.values(), ids=VARIATIONS)
def test_variations(tmp_path: Path, around: str, code: str, expected: str) -> None:
    assert routes(inventory(tmp_path, around + code)) == lines(expected.replace(" | ", "\n"))
