"""express-openapi: operations by the names of files, their guards, and the security that the document asks for."""

from __future__ import annotations

from pathlib import Path

from backend_review.model.guards import authentication_of
from frameworks.programs import backend_of

FILES = {
    "api/package.json": "{}",
    "api/src/app.ts": """
        import express from 'express';
        import { initialize } from 'express-openapi';
        import { rootDocument } from './document';
        const app: express.Express = express();
        initialize({
          apiDoc: { ...rootDocument, 'x-express-openapi-validation-strict': true },
          app: app,
          paths: './src/paths',
          securityHandlers: { Bearer: async function (req: any) { return verify(req); } },
        });
        app.listen(80);
    """,
    "api/src/document.ts": """
        export const rootDocument = { openapi: '3.0.0', servers: [{ url: 'https://shop.example.org/api' }], paths: {} };
    """,
    "api/src/paths/items.ts": """
        import { Operation } from 'express-openapi';
        export const GET: Operation = [listItems()];
        export const POST: Operation = [requireRole('admin'), createItem()];
        GET.apiDoc = { responses: {} };
        POST.apiDoc = { security: [{ Bearer: [] }], responses: {} };
        function listItems() { return async (req, res) => res.json([]); }
        export function createItem() { return async (req, res) => res.status(201).json({}); }
        function requireRole(role) { return async (req, res, next) => next(); }
    """,
    "api/src/paths/items/{itemId}/index.ts": """
        export const del = 'no operation';
        export function get(req, res) { res.json({}); }
    """,
    "api/src/paths/items.test.ts": """
        export const GET = () => {};
    """,
}


def test_files_are_the_routes(tmp_path: Path) -> None:
    found = {f"{item.methods[0]} {item.path}": item for item in backend_of(tmp_path, FILES).routes}
    assert {name: item.route.handler.place.path for name, item in found.items()} == {
        "GET /api/items": "api/src/paths/items.ts",
        "POST /api/items": "api/src/paths/items.ts",
        "GET /api/items/{itemId}": "api/src/paths/items/{itemId}/index.ts",
    }
    assert found["POST /api/items"].route.handler.function is not None
    assert [guard.name for guard in authentication_of(found["POST /api/items"])]
    assert not authentication_of(found["GET /api/items"])
    assert (found["GET /api/items"].route.documented, found["GET /api/items/{itemId}"].route.documented) == (
        True,
        False,
    )
