"""Which tests call which routes: small programs with tests as they are really written, one a kind of client."""

from __future__ import annotations

from pathlib import Path

import pytest

from backend_review.backend import build
from backend_review.inventory.rows import rows_of
from backend_review.model.routes import FoundRoute, Guard, Handler, Place, Route, Router
from backend_review.model.tested import TestRequest, match, requests_in
from backend_review.model.values import Known
from backend_review.project.files import collect


def requests(folder: Path, files: dict[str, str]) -> list[TestRequest]:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    backend = build(collect(folder, [folder]).files)
    return requests_in(backend.project, backend.project.modules(), backend.evaluator)


def asked(folder: Path, files: dict[str, str]) -> list[tuple[str, str]]:
    """The requests (method, path) of the tests, each once."""
    return sorted({(item.method, item.path) for item in requests(folder, files) if item.path})


def by_route(folder: Path, files: dict[str, str]) -> dict[str, list[str]]:
    """The places of tests ("file:line") by "METHOD path" of the routes that have any."""
    found = requests(folder, files)
    backend = build(collect(folder, [folder]).files)
    return {
        f"{','.join(backend.routes[index].methods)} {backend.routes[index].path}": [
            f"{place.path.rpartition('/')[2]}:{place.line}" for place in places
        ]
        for index, places in match(found, backend.routes).items()
    }


FASTAPI = {
    "app/main.py": """
from fastapi import FastAPI
from app.core.config import settings
from app.users import router
app = FastAPI()
app.include_router(router, prefix=settings.API_V1_STR + "/users")
""",
    "app/core/config.py": """
from pydantic_settings import BaseSettings
class Settings(BaseSettings):
    API_V1_STR: str = "/api/v1"
settings = Settings()
""",
    "app/users.py": """
from fastapi import APIRouter
router = APIRouter()
@router.get("/")
def list_users(): ...
@router.post("/")
def create_user(): ...
@router.get("/me", name="users:me")
def me(): ...
@router.get("/{user_id}")
def read_user(user_id: int): ...
@router.delete("/{user_id}")
def delete_user(user_id: int): ...
""",
}


def test_fastapi_with_fixtures_helpers_and_settings(tmp_path: Path) -> None:
    found = by_route(
        tmp_path,
        {
            **FASTAPI,
            "tests/conftest.py": """
import pytest
from fastapi.testclient import TestClient
from app.main import app
@pytest.fixture
def client():
    with TestClient(app) as c:
        yield c
@pytest.fixture
def headers(client):
    return {"Authorization": "x"}
""",
            "tests/utils.py": """
from app.core.config import settings
def create(client, data):
    return client.post(f"{settings.API_V1_STR}/users/", json=data)
""",
            "tests/test_users.py": """
import pytest
from app.core.config import settings
from tests.utils import create

def test_create(client):
    created = create(client, {"name": "x"})
    assert created.status_code == 201

def test_read(client, user):
    assert client.get(f"{settings.API_V1_STR}/users/{user.id}", headers=headers).status_code == 200
    assert client.get(f"{settings.API_V1_STR}/users/me?full=1").json()

@pytest.mark.parametrize("method,path", [("GET", "/users"), pytest.param("DELETE", "/users/7", id="x")])
def test_needs_login(client, method, path):
    response = client.request(method, "/api/v1" + path)
    assert response.status_code == 401
""",
        },
    )
    assert found == {
        "GET /api/v1/users/": ["test_users.py:16"],
        "POST /api/v1/users/": ["test_users.py:7"],
        "GET /api/v1/users/me": ["test_users.py:12"],
        "GET /api/v1/users/{user_id}": ["test_users.py:11"],
        "DELETE /api/v1/users/{user_id}": ["test_users.py:16"],
    }


def test_httpx_with_a_base_address_and_names_of_routes(tmp_path: Path) -> None:
    found = by_route(
        tmp_path,
        {
            **FASTAPI,
            "tests/test_async.py": """
import pytest
from httpx import ASGITransport, AsyncClient
from app.main import app

@pytest.fixture
async def client():
    async with AsyncClient(transport=ASGITransport(app=app), base_url="http://test/api/v1") as ac:
        yield ac

async def test_list(client: AsyncClient):
    response = await client.get("/users/")
    assert [r for r in response.json()]

async def test_me(client):
    assert (await client.get(app.url_path_for("users:me"))).status_code == 200
    ids = [(await client.delete(f"users/{n}")).status_code for n in range(3)]
""",
        },
    )
    assert found == {
        "GET /api/v1/users/": ["test_async.py:12"],
        "GET /api/v1/users/me": ["test_async.py:16"],
        "DELETE /api/v1/users/{user_id}": ["test_async.py:17"],
    }


def test_flask_test_client_and_url_for(tmp_path: Path) -> None:
    found = by_route(
        tmp_path,
        {
            "app/__init__.py": """
from flask import Flask
from app.auth import bp
def create_app():
    app = Flask(__name__)
    app.register_blueprint(bp, url_prefix="/auth")
    return app
""",
            "app/auth.py": """
from flask import Blueprint
bp = Blueprint("auth", __name__)
@bp.route("/login", methods=["GET", "POST"])
def login(): ...
@bp.route("/logout")
def logout(): ...
@bp.route("/tokens/<int:id>", methods=["DELETE"])
def revoke(id): ...
""",
            "tests/test_auth.py": """
import unittest
from flask import url_for
from app import create_app

class AuthTest(unittest.TestCase):
    def setUp(self):
        self.app = create_app()
        self.client = self.app.test_client()

    def login(self, name):
        return self.client.post("/auth/login", data={"name": name})

    def test_login(self):
        assert self.login("x").status_code == 200

    def test_rest(self):
        with self.app.test_client() as c:
            c.get(url_for("auth.logout"))
            c.open("/auth/tokens/3", method="DELETE")
""",
        },
    )
    assert found == {
        "GET,POST /auth/login": ["test_auth.py:15"],
        "GET /auth/logout": ["test_auth.py:19"],
        "DELETE /auth/tokens/{id}": ["test_auth.py:20"],
    }


def test_django_and_drf_clients(tmp_path: Path) -> None:
    assert asked(
        tmp_path,
        {
            "manage.py": "",
            "shop/views.py": "def orders(request):\n    pass\n",
            "shop/tests/test_api.py": """
from django.test import TestCase
from django.urls import reverse
from rest_framework.test import APIClient, APIRequestFactory, APITestCase
from shop.views import orders

LIST = reverse("shop:order-list")

def detail(pk):
    return reverse("shop:order-detail", kwargs={"pk": pk})

class Orders(APITestCase):
    def setUp(self):
        self.client.force_authenticate(user=None)

    def test_list(self):
        self.assertEqual(self.client.get(LIST).status_code, 200)
        self.client.get(LIST + "?page=2")

    def test_change(self):
        self.client.patch(detail(3), {"a": 1}, format="json")
        self.client.generic("PUT", "/orders/3/")

class More(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.api = APIClient()

    def test_more(self):
        self.api.delete("/orders/%d/" % 4)
        orders(APIRequestFactory().post("/orders/", {}))
""",
        },
    ) == [
        ("DELETE", "/orders/4/"),
        ("GET", "{@shop:order-list}"),
        ("GET", "{@shop:order-list}?page=2"),
        ("PATCH", "{@shop:order-detail}"),
        ("POST", "/orders/"),
        ("PUT", "/orders/3/"),
    ]


EXPRESS = {
    "package.json": '{"dependencies": {"express": "4"}}',
    "src/app.js": """
const express = require('express');
const app = express();
app.use('/v1/users', require('./users'));
module.exports = app;
""",
    "src/users.js": """
const router = require('express').Router();
const controller = require('./controller');
router.route('/').get(controller.list).post(controller.create);
router.get('/profile', controller.profile);
router.route('/:id').get(controller.read).delete(controller.remove);
module.exports = router;
""",
    "src/controller.js": """
exports.list = (req, res) => {};
exports.create = (req, res) => {};
exports.profile = (req, res) => {};
exports.read = (req, res) => {};
exports.remove = (req, res) => {};
""",
}


def test_supertest_in_jest(tmp_path: Path) -> None:
    found = by_route(
        tmp_path,
        {
            **EXPRESS,
            "test/users.test.js": """
const request = require('supertest');
const app = require('../src/app');
const BASE = '/v1';

const create = (body) => request(app).post(`${BASE}/users`).send(body);

describe('users', () => {
  let agent, id;
  beforeEach(async () => {
    agent = request.agent(app);
    id = (await create({ name: 'x' })).body.id;
  });

  it('reads one', async () => {
    await request(app)
      .get(`/v1/users/${id}`)
      .set('Authorization', 'x')
      .expect(200);
    return agent.del('/v1/users/' + id).expect(204);
  });

  it.each([['/users/profile'], ['/users?limit=3']])('needs a login for %s', async (path) => {
    const res = await request(app).get('/v1' + path);
    expect(res.get('Content-Type')).toBe('/json');
  });
});
""",
        },
    )
    assert found == {
        "GET /v1/users": ["users.test.js:24"],
        "POST /v1/users": ["users.test.js:12"],
        "GET /v1/users/profile": ["users.test.js:24"],
        "GET /v1/users/{id}": ["users.test.js:17"],
        "DELETE /v1/users/{id}": ["users.test.js:20"],
    }


def test_inject_fetch_axios_hono_and_chai(tmp_path: Path) -> None:
    assert asked(
        tmp_path,
        {
            "package.json": "{}",
            "src/app.ts": "import { build } from 'framework';\nexport const app = build();\n",
            "test/server.ts": """
export class TestServer {
  constructor(private app: any) {}
  get address() { return `http://localhost:${this.app.port}`; }
  fetch(path: string, opts: any) {
    return fetch(`${this.address}${path}`, opts);
  }
  post(path: string, body: any) { return this.fetch(path, { body, method: 'POST' }); }
}
""",
            "test/all.spec.ts": """
import axios from 'axios';
import chai from 'chai';
import nock from 'nock';
import { app } from '../src/app';
import { TestServer } from './server';

const api = axios.create({ baseURL: 'http://localhost:3000/api' });
const server = new TestServer(app);

test('requests', async (t) => {
  await app.inject({ method: 'POST', url: '/inject/1' });
  await app.inject('/inject/2');
  await app.inject().put('/inject/3').end();
  await app.injectAs('admin', { method: 'DELETE', url: '/inject/4' });
  await fetch(`http://localhost:${port}/fetch/1`, { method: 'PUT' });
  await fetch('https://example.org.invalid/other');
  await api.get('/axios/1');
  await axios({ method: 'patch', url: 'http://127.0.0.1:3000/axios/2' });
  await app.request('/hono/1', { method: 'DELETE' });
  await app.request(new Request('http://localhost/hono/2'));
  chai.request(app).get('/chai/1').end((err, res) => { chai.request(app).post('/chai/2'); });
  nock('https://other.example').get('/mocked').reply(200);
  await server.post('/server/1', {});
  app.get('/registered', (c) => c.text('x'));
});
""",
        },
    ) == [
        ("DELETE", "/hono/1"),
        ("DELETE", "/inject/4"),
        ("GET", "/api/axios/1"),
        ("GET", "/chai/1"),
        ("GET", "/hono/2"),
        ("GET", "/inject/2"),
        ("PATCH", "/axios/2"),
        ("POST", "/chai/2"),
        ("POST", "/inject/1"),
        ("POST", "/server/1"),
        ("PUT", "/fetch/1"),
        ("PUT", "/inject/3"),
    ]


GIN = {
    "go.mod": "module example.org/shop\n\ngo 1.22\n",
    "main.go": """package main
import "example.org/shop/api"
func main() { api.Router().Run() }
""",
    "api/router.go": """package api
import "github.com/gin-gonic/gin"
const Base = "/api"
func Router() *gin.Engine {
	r := gin.Default()
	g := r.Group(Base + "/orders")
	g.GET("", List)
	g.POST("", Create)
	g.GET("/:id", Read)
	g.DELETE("/:id", Remove)
	return r
}
func List(c *gin.Context) {}
func Create(c *gin.Context) {}
func Read(c *gin.Context) {}
func Remove(c *gin.Context) {}
""",
}


def test_go_httptest_with_helpers_tables_and_servers(tmp_path: Path) -> None:
    found = by_route(
        tmp_path,
        {
            **GIN,
            "api/router_test.go": """package api
import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"
)

func perform(r http.Handler, method, path string) *httptest.ResponseRecorder {
	req := httptest.NewRequest(method, path, nil)
	w := httptest.NewRecorder()
	r.ServeHTTP(w, req)
	return w
}

func TestList(t *testing.T) {
	if w := perform(Router(), http.MethodGet, Base+"/orders?x=1"); w.Code != 200 {
		t.Fatal(w.Code)
	}
}

func TestTable(t *testing.T) {
	tests := []struct {
		name   string
		method string
		path   string
	}{
		{"create", "POST", "/api/orders"},
		{name: "read", method: http.MethodGet, path: fmt.Sprintf("/api/orders/%d", 3)},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			req, _ := http.NewRequest(tt.method, tt.path, nil)
			Router().ServeHTTP(httptest.NewRecorder(), req)
		})
	}
}

func TestServer(t *testing.T) {
	ts := httptest.NewServer(Router())
	defer ts.Close()
	res, err := http.Get(ts.URL + "/api/orders/4")
	req, err := http.NewRequest("DELETE", fmt.Sprintf("%s/api/orders/%s", ts.URL, id), nil)
}
""",
        },
    )
    assert found == {
        "GET /api/orders": ["router_test.go:17"],
        "POST /api/orders": ["router_test.go:33"],
        "GET /api/orders/{id}": ["router_test.go:33", "router_test.go:42"],
        "DELETE /api/orders/{id}": ["router_test.go:43"],
    }


def test_a_router_of_the_tests_own(tmp_path: Path) -> None:
    found = by_route(
        tmp_path,
        {
            **GIN,
            "api/own_test.go": """package api
func TestOwn(t *testing.T) {
	r := gin.New()
	r.GET("/o/:id", Read)
	r.POST("/orders", func(c *gin.Context) {})
	r.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest("GET", "/o/3", nil))
	r.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest("POST", "/orders", nil))
}
func TestCalled(t *testing.T) {
	c, _ := gin.CreateTestContext(httptest.NewRecorder())
	Remove(c)
}
""",
        },
    )
    assert found == {"GET /api/orders/{id}": ["own_test.go:6"], "DELETE /api/orders/{id}": ["own_test.go:11"]}


SERVER = {
    "go.mod": "module example.org/shop\n\ngo 1.22\n",
    "main.go": """package main
import ("net/http"; "example.org/shop/api")
func main() {
	mux := http.NewServeMux()
	mux.Handle("GET /api/orders", api.HandleList(nil))
	mux.Handle("GET /api/orders/{id}", api.HandleFind(nil))
	mux.HandleFunc("DELETE /api/orders/{id}", api.Remove)
	mux.Handle("PUT /api/orders/{id}", api.HandleFind(nil))
	http.ListenAndServe(":80", mux)
}
""",
    "api/api.go": """package api
import "net/http"
type Store interface { Find() error }
func HandleList(store Store) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) { store.Find() }
}
func HandleFind(store Store) http.Handler {
	limit := 3
	if store == nil { limit = 4 }
	for i := 0; i < limit; i++ { prepare(i) }
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { store.Find() })
}
func Remove(w http.ResponseWriter, r *http.Request) {}
""",
    "client/client.go": """package client
import ("fmt"; "net/http")
type Client struct { URL string; HTTP *http.Client }
func New(url string) *Client { return &Client{url + "/api", &http.Client{}} }
func (c *Client) orderRoute(id string) string { return fmt.Sprintf("%s/%s", c.ordersRoute(), id) }
func (c *Client) ordersRoute() string { return "/orders" }
func (c *Client) do(method, path string) (*http.Response, error) {
	request, err := http.NewRequest(method, c.URL+path, nil)
	if err != nil { return nil, err }
	return c.HTTP.Do(request)
}
func (c *Client) Orders() error { _, err := c.do(http.MethodGet, c.ordersRoute()); return err }
func (c *Client) Remove(id string) error { _, err := c.do(http.MethodDelete, c.orderRoute(id)); return err }
""",
}


def test_go_handlers_that_are_made_and_served_by_themselves(tmp_path: Path) -> None:
    found = by_route(
        tmp_path,
        {
            **SERVER,
            "api/api_test.go": """package api
import ("net/http"; "net/http/httptest"; "testing")
func TestList(t *testing.T) {
	w, r := httptest.NewRecorder(), httptest.NewRequest("GET", "/", nil)
	HandleList(nil).ServeHTTP(w, r)
}
func TestRemove(t *testing.T) {
	tests := []struct{ name string }{{"one"}, {"two"}}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			http.HandlerFunc(Remove).ServeHTTP(httptest.NewRecorder(), httptest.NewRequest("DELETE", "/", nil))
		})
	}
}
""",
        },
    )
    assert found == {"GET /api/orders": ["api_test.go:5"], "DELETE /api/orders/{id}": ["api_test.go:11"]}


def test_go_tests_that_ask_through_the_projects_own_client(tmp_path: Path) -> None:
    found = by_route(
        tmp_path,
        {
            **SERVER,
            "tests/orders_test.go": """package tests
import ("testing"; "example.org/shop/client")
type helper struct { Client *client.Client }
func setup(t *testing.T) *helper { return &helper{Client: client.New("http://localhost:8080")} }
func TestOrders(t *testing.T) {
	th := setup(t)
	t.Run("remove", func(t *testing.T) {
		th.Client.Remove("4")
	})
}
""",
            "client/client_test.go": """package client
func TestOrders(t *testing.T) { New(server.URL).Orders() }
""",
        },
    )
    assert found == {"DELETE /api/orders/{id}": ["orders_test.go:8"]}


def test_go_tables_of_requests_whose_method_is_switched_over(tmp_path: Path) -> None:
    found = by_route(
        tmp_path,
        {
            **SERVER,
            "tests/rights_test.go": """package tests
import ("strings"; "testing"; "example.org/shop/client")
const methodGet, methodDelete = "get", "delete"
type order struct { ID string }
type testCase struct { url, method string; code int }
func run(t *testing.T, cases []testCase, c *client.Client, known order) {
	for _, tc := range cases {
		t.Run(tc.url, func(t *testing.T) {
			url := strings.ReplaceAll(tc.url, "{ORDER}", known.ID)
			switch tc.method {
			case methodGet:
				c.Get(url)
			case methodDelete:
				c.Delete(url)
			}
		})
	}
}
func TestRights(t *testing.T) {
	cases := []testCase{
		{"/orders", methodGet, 200},
		{"/orders/{ORDER}", methodDelete, 403},
	}
	run(t, cases, client.New("http://localhost:8080"), order{})
}
""",
            "client/more.go": """package client
import "net/http"
func (c *Client) Get(url string) (*http.Response, error) { return c.do(http.MethodGet, url) }
func (c *Client) Delete(url string) (*http.Response, error) { return c.do(http.MethodDelete, url) }
""",
        },
    )
    assert sorted(found) == ["DELETE /api/orders/{id}", "GET /api/orders"]


def test_suites_fiber_and_maps_of_cases(tmp_path: Path) -> None:
    assert asked(
        tmp_path,
        {
            "go.mod": "module example.org/x\n",
            "app/app.go": "package app\n\nfunc New() *App { return nil }\n",
            "app/app_test.go": """package app
type Suite struct { suite.Suite; base string }
func (s *Suite) SetupTest() { s.base = "/v2" }
func (s *Suite) TestPing() {
	resp, _ := New().Test(httptest.NewRequest(fiber.MethodPut, s.base+"/ping", nil))
}
func TestCases(t *testing.T) {
	for path, want := range map[string]int{"/a": 200, "/b": 404} {
		resp, _ := New().Test(httptest.NewRequest("GET", path, nil))
	}
	for _, c := range map[string]struct{ url string }{"x": {url: "/c"}, "y": {"/d"}} {
		resp, _ := New().Test(httptest.NewRequest("GET", c.url, nil))
	}
}
""",
        },
    ) == [("GET", "/a"), ("GET", "/b"), ("GET", "/c"), ("GET", "/d"), ("PUT", "/v2/ping")]


def routes(*paths: str, app: str = "app.py") -> list[FoundRoute]:
    router = Router("x", Place(app, 1), is_app=True)
    found = []
    for text in paths:
        method, _, path = text.partition(" ")
        route = Route((method,), path, Handler("h", Place(app, 1)), Place(app, 1))
        route.options["name"] = Known(f"name-of-{path}")
        found.append(FoundRoute(route, path, router, list[Guard](), False))
    return found


@pytest.mark.parametrize(
    ("request_", "wanted"),
    [
        ("GET /users/me", ["GET /users/me"]),
        ("GET /users/7/?a=/x", ["GET /users/{id}"]),
        ("GET /users/{?}", ["GET /users/{id}"]),
        ("HEAD /users/7", ["GET /users/{id}"]),
        ("* /users/7", ["GET /users/{id}", "PUT /users/{id}"]),
        ("DELETE /users/7", []),
        ("GET /anything/7", ["* /anything/{id}"]),
        ("GET {?}/users/7", ["GET /users/{id}"]),
        ("GET {?}/orders", ["GET /api/v1/orders"]),
        ("GET /v1/orders", ["GET /api/v1/orders"]),
        ("GET /{?}/v1/orders", ["GET /api/v1/orders"]),
        ("GET /orders/3/lines", []),
        ("DELETE /api//orders", []),
        ("GET /teams//seats?page=1", ["GET /teams/{id}/seats"]),
        ("PUT /users/", ["PUT /users/{id}"]),
        ("PUT {@name-of-/users/{id}}", []),
        ("GET {@shop:name-of-/users/me}?page=2", ["GET /users/me"]),
    ],
)
def test_matching(request_: str, wanted: list[str]) -> None:
    known = ["GET /users/me", "GET /users/{id}", "PUT /users/{id}", "* /anything/{id}", "GET /api/v1/orders",
             "GET /teams/{id}/seats", "GET /teams/seats"]  # fmt: skip
    method, _, path = request_.partition(" ")
    found = match([TestRequest(method, path, Place("tests/test_x.py", 1), "t")], routes(*known))
    assert [known[index] for index in found] == wanted


def test_the_application_next_to_the_test_is_the_one_it_calls() -> None:
    both = [*routes("GET /items", app="one/app.py"), *routes("GET /items", app="two/app.py")]
    assert list(match([TestRequest("GET", "/items", Place("two/tests/test_x.py", 1), "t")], both)) == [1]


def test_what_other_applications_and_catch_all_routes_would_take_is_not_theirs() -> None:
    known = [*routes("GET /{any}", app="one/app.py"), *routes("GET /", "* /{path}", app="two/app.py")]
    known[2].route.path = "/*path"
    asked_ = TestRequest("GET", "/missing", Place("two/test_x.py", 1), "t")
    assert match([asked_], known) == {}


def test_a_path_without_its_prefix_comes_before_a_route_that_takes_any_path() -> None:
    known = routes("GET /{tenant}/", "GET /{tenant}/login", "GET /admin/clients/", "GET /admin/clients/{id}")
    for path, wanted in (("/clients/", 2), ("/clients/{?}", 3), ("/acme", 0), ("/acme/login", 1)):
        assert list(match([TestRequest("GET", path, Place("tests/test_x.py", 1), "t")], known)) == [wanted]


def test_of_two_applications_the_one_that_the_test_is_named_after_is_asked() -> None:
    known = routes("GET /admin/api/users", "GET /admin/users")
    known[0].route.handler.place = Place("apps/api/users.py", 3)
    known[1].route.handler.place = Place("apps/dashboard/users.py", 3)
    names = ("test_api_users.py", "test_dashboard_users.py", "test_all.py")
    found = match([TestRequest("GET", "/users", Place(f"tests/{name}", 1), "t") for name in names], known)
    assert found == {index: [Place(f"tests/{names[index]}", 1)] for index in (0, 1)}


def test_an_unknown_prefix_stands_for_each_place_where_a_router_is_mounted() -> None:
    known = routes("GET /login", "GET /{tenant}/login", "GET /{other}/login")
    known[0].route.handler.place = known[1].route.handler.place = Place("auth.py", 3)
    known[2].route.handler.place = Place("other.py", 3)
    assert list(match([TestRequest("GET", "{?}/login", Place("tests/test_x.py", 1), "t")], known)) == [0, 1]


def test_the_rest_of_a_path_may_be_empty_only_where_nothing_else_fits() -> None:
    known = routes("GET /", "GET /{path}", "POST /hooks/{name}", "POST /hooks/{name}/{path}")
    known[1].route.path, known[3].route.path = "/<path:path>", "/hooks/<name>/<path:path>"
    for asked_, wanted in (("GET /", 0), ("GET /a/b", 1), ("POST /hooks/x", 2), ("POST /hooks/x/y/z", 3)):
        method, _, path = asked_.partition(" ")
        assert list(match([TestRequest(method, path, Place("tests/test_x.py", 1), "t")], known)) == [wanted]


def test_a_route_of_several_methods_is_tested_method_by_method(tmp_path: Path) -> None:
    files = {
        "app.py": """
from flask import Flask
app = Flask(__name__)
@app.route("/login", methods=["GET", "POST"])
def login(): return ""
@app.route("/context")
def context(): return ""
""",
        "tests/test_login.py": """
def test_login(client, app):
    with app.test_request_context("/context"):
        assert client.post("/login").status_code == 200
""",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    rows = rows_of(build(collect(tmp_path, [tmp_path]).files))
    said = {(row.method, row.found.path): bool(row.facts["tested"]) for row in rows}
    assert said == {("GET", "/login"): False, ("POST", "/login"): True, ("GET", "/context"): False}


@pytest.mark.parametrize(
    "text", ["def test_x(", "import pytest\ndef test_x(a, a=:", "class T:\n  def test_x(self):\n    self.test_x()"]
)
def test_broken_tests_are_no_error(tmp_path: Path, text: str) -> None:
    assert asked(tmp_path, {"tests/test_x.py": f"{text}\n", "a.test.js": "it('/x', () => {"}) == []
