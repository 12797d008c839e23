"""The inventory as JSON (``backend-review/inventory/v1``) and as an OpenAPI 3.1 document."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import Any

from backend_review.backend import Backend
from backend_review.inventory.rows import facts_of, rows_of, summary_of
from backend_review.model.routes import FoundRoute

SCHEMA = "backend-review/inventory/v1"
_ANY = ("GET", "POST", "PUT", "PATCH", "DELETE")
_METHODS = {*_ANY, "HEAD", "OPTIONS", "TRACE"}  # what a path item may have


def as_json(backend: Backend) -> str:
    """The inventory as one JSON document: a row for each route and method."""
    rows = rows_of(backend)
    apps = [
        {"framework": router.framework, "file": router.place.path, "line": router.place.line}
        for router in backend.routers
        if router.is_app
    ]
    document = {
        "schema": SCHEMA,
        "routes": [row.facts for row in rows],
        "apps": apps,
        "summary": summary_of(rows),
        "not_followed": dict(sorted(backend.unknown.items())),
    }
    return json.dumps(document, indent=2, ensure_ascii=False)


def as_openapi(backend: Backend, title: str) -> str:
    """An OpenAPI 3.1 document of the routes: paths, parameters, responses, schemas by their names."""
    paths: dict[str, dict[str, Any]] = {}
    schemes: dict[str, Any] = {}
    ids: Counter[str] = Counter()
    for found in sorted(backend.routes, key=lambda item: (item.path, item.methods)):
        if found.route.kind != "http":
            continue
        facts = facts_of(found)
        item = paths.setdefault(found.path.replace("{?}", "{unknown}").replace("{*}", "{rest}"), {})
        for method in _ANY if found.methods == ("*",) else found.methods:
            if method.lower() in item or method not in _METHODS:
                continue
            operation = _operation(found, facts, method, schemes)
            ids[operation["operationId"]] += 1
            if ids[operation["operationId"]] > 1:
                operation["operationId"] += f"_{ids[operation['operationId']]}"
            item[method.lower()] = operation
    document: dict[str, Any] = {"openapi": "3.1.0", "info": {"title": title, "version": "0"}, "paths": paths}
    if schemes:
        document["components"] = {"securitySchemes": schemes}
    return json.dumps(document, indent=2, ensure_ascii=False)


def _operation(found: FoundRoute, facts: dict[str, Any], method: str, schemes: dict[str, Any]) -> dict[str, Any]:
    path = found.path.replace("{?}", "{unknown}").replace("{*}", "{rest}")
    names = list(dict.fromkeys(re.findall(r"\{([^{}]*)\}", path)))
    slug = re.sub(r"\W+", "_", f"{method.lower()}_{path}").strip("_")
    status = str(found.route.status or (201 if method == "POST" and found.route.status else 200))
    made: dict[str, Any] = {"operationId": slug, "responses": {status: {"description": "the answer of the handler"}}}
    if facts["handler"]["name"]:
        made["summary"] = facts["handler"]["name"]
    if names:
        made["parameters"] = [{"name": n, "in": "path", "required": True, "schema": {"type": "string"}} for n in names]
    if facts["request_schema"]:
        made["requestBody"] = {"content": {"application/json": {"schema": {"title": facts["request_schema"]}}}}
    if facts["auth"]:
        schemes["authentication"] = {"type": "http", "scheme": "bearer"}
        made["security"] = [{"authentication": []}]
        made["responses"]["401"] = {"description": "the caller is not known"}
    return made
