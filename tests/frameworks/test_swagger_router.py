"""Express with documents first: operations that name a controller and a function, and who must make sure of them."""

from __future__ import annotations

from pathlib import Path

from frameworks.programs import backend_of

FILES = {
    "app.js": """
        const express = require("express");
        const swaggerTools = require("swagger-tools");
        const YAML = require("yamljs");
        const document = YAML.load("./api/shop.yaml");
        const app = express();

        swaggerTools.initializeMiddleware(document, (middleware) => {
          app.use(middleware.swaggerMetadata());
          app.use(middleware.swaggerSecurity({ Bearer: check }));
          app.use(middleware.swaggerRouter({ controllers: "./api/controllers" }));
        });
    """,
    "api/shop.yaml": """
        swagger: "2.0"
        info: { title: Shop, version: 1.0.0 }
        basePath: /v1
        paths:
          /orders:
            x-swagger-router-controller: orders
            get:
              operationId: list
              parameters: [&page { name: page, in: query, type: integer }]
              responses: { "200": { description: all } }
            post:
              operationId: create
              security: [{ Bearer: [] }]
              parameters: [&page { name: draft, in: query, type: boolean }]
              responses: { "201": { description: made } }
    """,
    "api/controllers/orders.js": """
        module.exports = { list, create };

        async function list(req, res) {}
        async function create(req, res) {}
    """,
}


def _rows(folder: Path, files: dict[str, str]) -> list[tuple[str, str, str, bool]]:
    return sorted(
        (item.methods[0], item.path, item.route.handler.name, any("document" in guard.name for guard in item.guards))
        for item in backend_of(folder, files).routes
    )


def test_operations_of_swagger_tools(tmp_path: Path) -> None:
    assert _rows(tmp_path, FILES) == [("GET", "/v1/orders", "list", False), ("POST", "/v1/orders", "create", True)]


def test_nothing_makes_sure_of_what_the_document_requires(tmp_path: Path) -> None:
    app = FILES["app.js"].replace("app.use(middleware.swaggerSecurity({ Bearer: check }));", "")
    assert _rows(tmp_path, {**FILES, "app.js": app})[1] == ("POST", "/v1/orders", "create", False)


def test_handlers_of_the_openapi_validator(tmp_path: Path) -> None:
    app = """
        const express = require("express");
        const path = require("path");
        const OpenApiValidator = require("express-openapi-validator");
        const app = express();

        app.use(OpenApiValidator.middleware({
          apiSpec: path.join(__dirname, "api/shop.yaml"),
          operationHandlers: path.join(__dirname, "api/controllers"),
        }));
    """
    document = FILES["api/shop.yaml"].replace("x-swagger-router-controller", "x-eov-operation-handler")
    rows = _rows(tmp_path, {**FILES, "app.js": app, "api/shop.yaml": document})
    assert [row[2] for row in rows] == ["list", "create"]


def test_a_validator_without_handlers_declares_nothing(tmp_path: Path) -> None:
    app = """
        const express = require("express");
        const OpenApiValidator = require("express-openapi-validator");
        const app = express();
        app.use(OpenApiValidator.middleware({ apiSpec: "./api/shop.yaml" }));
        app.get("/v1/orders", (req, res) => res.json([]));
    """
    assert len(_rows(tmp_path, {**FILES, "app.js": app})) == 1
