"""Lists whose reads are behind services or libraries that are not known: told by what routes are called and asked for,
and said to be told so."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from backend_review.inventory import read_backend
from backend_review.inventory.page import as_html
from backend_review.inventory.table import as_text
from test_paging_idioms import rows

EXPRESS = {
    "package.json": "{}",
    "app.js": """
        const express = require('express');
        const { search } = require('./client');
        const { sequelize } = require('./db');
        const app = express();
        app.get('/parcels', async (req, res) => { res.json(await search('parcels', req.query.pageSize)); });
        app.get('/agencies', async (req, res) => { res.json(await search('agencies')); });
        app.get('/settings', async (req, res) => { res.json(await search('settings')); });
        app.get('/agencies/:id', async (req, res) => { res.json(await search('agency', req.params.id)); });
        app.get('/agencies/:id/permissions', async (req, res) => { res.json(await search('grants', req.params.id)); });
        app.get('/agencies/:id/settings', async (req, res) => { res.json(await search('grants', req.params.id)); });
        app.get('/agencies/csv', async (req, res) => { res.send(await search('agencies')); });
        app.post('/agencies', async (req, res) => { res.json(await search(req.body)); });
        app.post('/agencies/search', async (req, res) => { res.json(await search(req.body.name, req.body.limit)); });
    """,
}
FLASK = {
    "app.py": """
        from flask import Flask, request
        from flask_restful import Api, Resource
        from company_store import Store
        from pages import Window
        from schemas import NodeSchema

        app = Flask(__name__)
        api = Api(app)
        store = Store()

        @app.route("/invoices")
        def invoices():
            return store.everything("invoice", Window(request))

        @app.route("/orders")
        def list_orders():
            return store.everything("order")

        @app.route("/health")
        def health():
            return store.ping()

        @app.route("/tree")
        def tree():
            return NodeSchema().dump(store.nodes(), many=True)

        class GroupListResource(Resource):
            def get(self):
                return store.everything("group")

        api.add_resource(GroupListResource, "/group")
    """,
    "pages.py": """
        class Window:
            def __init__(self, request):
                self.page = request.args.get("page", 1)
    """,
}
GIN = {
    "go.mod": "module shop\n",
    "main.go": """
        package main

        import (
            "strconv"

            "example.org/company/store"
            "github.com/gin-gonic/gin"
            "gorm.io/gorm"
        )

        type Device struct{ ID uint }

        var db *gorm.DB

        func devices(c *gin.Context) {
            size, _ := strconv.Atoi(c.Query("page_size"))
            c.JSON(200, store.Devices(size))
        }

        func whole(c *gin.Context) {
            found := []Device{}
            db.Find(&found)
            c.JSON(200, found)
        }

        func getTags(c *gin.Context) { c.JSON(200, store.Tags()) }

        func main() {
            r := gin.Default()
            r.GET("/devices", devices)
            r.GET("/whole/devices", whole)
            r.GET("/tags", getTags)
        }
    """,
}


def told(folder: Path, files: dict[str, str]) -> dict[str, tuple[bool | None, str]]:
    """Of each route whether it is paged, and the line that it is concluded from where no query says so."""

    def line(by: dict[str, Any] | None) -> str:
        return (folder / by["path"]).read_text(encoding="utf-8").splitlines()[by["line"] - 1].strip() if by else ""

    return {
        f"{row.method} {row.found.path}": (row.facts["paginated"], line(row.facts["paginated_by"]))
        for row in rows(folder, files)
    }


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        (
            EXPRESS,
            {
                "GET /parcels": (True, "req.query.pageSize"),
                "GET /agencies": (False, "app.get('/agencies',"),
                "GET /settings": (None, ""),
                "GET /agencies/{id}": (None, ""),
                "GET /agencies/{id}/permissions": (False, "app.get('/agencies/:id/permissions',"),
                "GET /agencies/{id}/settings": (None, ""),
                "GET /agencies/csv": (None, ""),
                "POST /agencies": (None, ""),
                "POST /agencies/search": (True, "req.body.limit"),
            },
        ),
        (
            FLASK,
            {
                "GET /invoices": (True, 'request.args.get("page", 1)'),
                "GET /orders": (False, "def list_orders():"),
                "GET /health": (None, ""),
                "GET /tree": (False, "def tree():"),
                "GET /group": (False, "def get(self):"),
            },
        ),
        (
            GIN,
            {
                "GET /devices": (True, 'c.Query("page_size")'),
                "GET /whole/devices": (False, ""),
                "GET /tags": (False, "func getTags("),
            },
        ),
    ],
    ids=["express", "flask", "gin"],
)
def test_a_list_that_nothing_was_seen_to_read_is_told_by_its_route(
    tmp_path: Path, files: dict[str, str], expected: dict[str, tuple[bool | None, str]]
) -> None:
    found = told(tmp_path, files)
    assert {name: said for name, (said, _) in found.items()} == {name: said for name, (said, _) in expected.items()}
    assert [name for name, (_, words) in expected.items() if words not in found[name][1]] == []
    assert [name for name, (_, words) in expected.items() if bool(words) != bool(found[name][1])] == []


def test_the_inventory_marks_what_it_concludes(tmp_path: Path) -> None:
    rows(tmp_path, EXPRESS)
    backend = read_backend(tmp_path, [tmp_path], [])
    assert "~yes" in as_text(backend)
    assert "~ told by" in as_text(backend)
    assert '<abbr title="by query pageSize, app.js:' in as_html(backend, "shop")


NAMED = {
    "package.json": "{}",
    "app.js": """
        const express = require('express');
        const { search } = require('./client');
        const app = express();
        async function getNetworkNodes(req, res) { res.json(await search('nodes', req.params.network)); }
        async function getNode(req, res) { res.json(await search('node', req.params.id)); }
        async function parts(req, res) { res.json(await search('part', req.params.id)); }
        async function exportNodes(req, res) { res.json(await search('nodes')); }
        app.get('/nodes/:network', getNetworkNodes);
        app.get('/one/nodes/:id', getNode);
        app.get('/parts/:id', parts);
        app.get('/nodes/csv', exportNodes);
        app.get('/nodes/of/error-counts', exportNodes);
    """,
}


def test_a_handler_that_is_named_after_many(tmp_path: Path) -> None:
    assert {row.facts["path"]: row.facts["paginated"] for row in rows(tmp_path, NAMED)} == {
        "/nodes/{network}": False,
        "/one/nodes/{id}": None,
        "/parts/{id}": None,
        "/nodes/csv": None,
        "/nodes/of/error-counts": None,
    }
