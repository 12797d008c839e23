"""The inventory as JSON (``backend-review/inventory/v1``) and as an OpenAPI 3.1 document."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

from backend_review.backend import Backend
from backend_review.model import guards
from backend_review.model.effects import Effect
from backend_review.model.routes import FoundRoute, Guard, Place

SCHEMA = "backend-review/inventory/v1"
_ANY = ("GET", "POST", "PUT", "PATCH", "DELETE")
_METHODS = {*_ANY, "HEAD", "OPTIONS", "TRACE"}  # what a path item may have


def facts_of(found: FoundRoute, tests: Sequence[Place] = (), effects: Sequence[Effect] = ()) -> dict[str, Any]:
    """What is known of one route, as it is written in JSON; ``tests`` are the places that test it."""
    route = found.route
    own = guards.checks_itself(found)
    auth = [_guard(guard) for guard in guards.authentication_of(found)]
    if not auth and own:
        auth = [{"name": f"{route.handler.name} (its own check)", "path": route.handler.place.path,
                 "line": route.handler.place.line}]  # fmt: skip
    return {
        "methods": list(found.methods),
        "path": found.path,
        "file": route.place.path,
        "line": route.place.line,
        "kind": route.kind,
        "framework": found.app.framework,
        "app": {"file": found.app.place.path, "line": found.app.place.line},
        "handler": {"name": route.handler.name, "file": route.handler.place.path, "line": route.handler.place.line},
        "guards": [_guard(guard) for guard in found.guards],
        "auth": auth,
        "rate_limits": [_guard(guard) for guard in guards.rate_limits_of(found)],
        "request_schema": route.request_schema or None,
        "response_schema": route.response_schema or None,
        "status": route.status,
        "documented": route.documented,
        "tested": [{"path": place.path, "line": place.line} for place in tests],
        "effects": [_effect(effect) for effect in effects],
        "list": any(effect.kind == "read_many" for effect in effects),
        "paginated": _paginated(effects),
        "conditional": found.conditional,
    }


def _effect(effect: Effect) -> dict[str, Any]:
    return {
        "kind": effect.kind,
        "what": effect.what,
        "path": effect.place.path,
        "line": effect.place.line,
        "bound": effect.bound,
        "through": [{"name": step.name, "path": step.place.path, "line": step.place.line} for step in effect.chain],
    }


def _paginated(effects: Sequence[Effect]) -> bool | None:
    """Whether every collection that is read is bounded; None when none is read."""
    reads = [effect for effect in effects if effect.kind == "read_many"]
    return all(effect.bound is not None for effect in reads) if reads else None


def _guard(guard: Guard) -> dict[str, Any]:
    return {"name": guard.name, "path": guard.place.path, "line": guard.place.line, "arguments": list(guard.arguments)}


def as_json(backend: Backend) -> str:
    """The inventory as one JSON document: a row for each route and method."""
    routes: list[dict[str, Any]] = []
    for found in backend.routes:
        facts = facts_of(found, backend.tests_of(found), backend.effects_of(found))
        methods = facts.pop("methods")
        routes.extend({"method": method, **facts} for method in methods)
    routes.sort(key=lambda row: (row["path"], row["method"], row["file"], row["line"]))
    apps = [
        {"framework": router.framework, "file": router.place.path, "line": router.place.line}
        for router in backend.routers
        if router.is_app
    ]
    document = {
        "schema": SCHEMA,
        "routes": routes,
        "apps": apps,
        "summary": summary_of(backend),
        "not_followed": dict(sorted(backend.unknown.items())),
    }
    return json.dumps(document, indent=2, ensure_ascii=False)


def summary_of(backend: Backend) -> dict[str, int]:
    """Counts of routes (a method each): all, and those without authentication, rate limit, documentation or test."""
    rows = [(found, len(found.methods)) for found in backend.routes]
    return {
        "routes": sum(count for _, count in rows),
        "unauthenticated": sum(n for f, n in rows if not guards.authentication_of(f) and not guards.checks_itself(f)),
        "unlimited": sum(n for f, n in rows if not guards.rate_limits_of(f)),
        "undocumented": sum(n for f, n in rows if not f.route.documented),
        "untested": sum(n for f, n in rows if not backend.tests_of(f)),
        "conditional": sum(n for f, n in rows if f.conditional),
    }


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
        for method in _ANY if facts["methods"] == ["*"] else facts["methods"]:
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
