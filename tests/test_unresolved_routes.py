"""What an inventory says of routes that it could not follow: never a silent "0 routes"."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from backend_review.backend import Backend, build
from backend_review.inventory.document import as_json
from backend_review.inventory.gaps import not_followed
from backend_review.inventory.table import as_text
from backend_review.project.files import collect
from conftest import Result


def written(folder: Path, files: dict[str, str]) -> Backend:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(textwrap.dedent(text), encoding="utf-8")
    return build(collect(folder, [folder]).files)


LOST = {
    "app.js": """
        const express = require('express');
        const made = require('some-container')(express);

        made.start('shop', (app) => {
          app.get('/orders/:id', (req, res) => res.json({}));
          // app.get('/gone', old);
          app.post('/orders', check, create);
          app.get('env', 'test');
        });
    """,
    "main.py": """
        import flask
        from plumbing import application_of

        web = application_of(flask)

        def add(web):
            \"\"\"As in @web.route("/example").\"\"\"
            @web.route("/users")
            def users():
                return []
    """,
    "main.go": """
        package shop

        import "github.com/gin-gonic/gin"

        func (s *Server) add(r gin.IRouter) {
            r.GET("/items", s.list)
            r.Handle("GET", "/raw", nil)
        }
    """,
}


@pytest.mark.parametrize(
    ("name", "lost"),
    [
        ("app.js", ["app.get('/orders/:id', …)", "app.post('/orders', …)"]),
        ("main.py", ['@web.route("/users", …)']),
        ("main.go", ['r.GET("/items", …)']),
    ],
)
def test_registrations_that_gave_no_route_are_listed(tmp_path: Path, name: str, lost: list[str]) -> None:
    backend = written(tmp_path, {name: LOST[name]})
    assert [item.written for item in backend.unresolved] == lost
    assert all(item.place.path == name for item in backend.unresolved)
    said = " ".join(not_followed(backend))
    assert f"{name}:{backend.unresolved[0].place.line}" in said
    assert "is used, and no route of it could be followed" in said
    assert "could not be followed" in as_text(backend)
    assert len(json.loads(as_json(backend))["unresolved"]) == len(lost)


def test_what_gave_a_route_is_not_listed(tmp_path: Path) -> None:
    backend = written(
        tmp_path,
        {
            "app.js": """
                const express = require('express');
                const app = express();
                const routes = express.Router();
                class Api { get(path, handler) { routes.get('/v1' + path, handler); } }
                const api = new Api();
                api.get('/orders', (req, res) => res.json([]));
                app.use('/shop', routes);
            """,
            "client.js": """
                const axios = require('axios');
                axios.post('/orders', order);
            """,
        },
    )
    assert [found.path for found in backend.routes if "orders" in found.path] == ["/shop/v1/orders"]
    assert not backend.unresolved
    assert not_followed(backend) == []


def test_frameworks_that_are_not_known_are_named(tmp_path: Path) -> None:
    backend = written(tmp_path, {"app.py": "import sanic\n\napp = sanic.Sanic('shop')\n"})
    assert not_followed(backend) == ["routes of sanic (app.py:1) are not known here"]


def test_what_includes_other_urls_is_no_route(tmp_path: Path) -> None:
    urls = """
        from django.urls import include, path, re_path
        from shop.api import api

        urlpatterns = [
            re_path(r"^api/v5/", include("shop.elsewhere")),
            path("api/", api.urls),
            path("orders/", lost),
        ]
        urlpatterns = some_library(urlpatterns)
    """
    backend = written(tmp_path, {"shop/urls.py": urls})
    assert [item.written for item in backend.unresolved] in ([], ['path("orders/", …)'])


def test_a_project_that_serves_nothing_says_nothing(tmp_path: Path) -> None:
    assert not_followed(written(tmp_path, {"app.py": "print('hello')\n"})) == []


def test_statistics_of_a_review_list_them(tmp_path: Path, cli: Callable[..., Result]) -> None:
    written(tmp_path, {"app.js": LOST["app.js"]})
    said = cli(".", "--stats", "--fail-on", "never").out
    assert "routes that could not be followed" in said
    assert "app.js:6" in said
