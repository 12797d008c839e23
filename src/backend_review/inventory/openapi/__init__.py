"""The inventory as an OpenAPI 3.1 document: what the code says of its API, for projects that have no document.

What is not known stays out, or is named by its title only. ``x-declared-at`` is the place in the code.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import PurePosixPath
from typing import Any

from backend_review.backend import Backend
from backend_review.index.program import Module
from backend_review.inventory.openapi.components import Components
from backend_review.inventory.openapi.parameters import other_parameters, path_parameters
from backend_review.inventory.openapi.security import security_of
from backend_review.model import guards
from backend_review.model.routes import ANY_METHOD, FoundRoute
from backend_review.model.values import HOLE, Items, Known, Table, Value, options

_ANY = ("GET", "POST", "PUT", "PATCH", "DELETE")
_METHODS = {*_ANY, "HEAD", "OPTIONS", "TRACE"}  # what a path item may have
_GENERAL = {"index", "routes", "route", "router", "routers", "views", "view", "urls", "main", "app", "server", "api",
            "controller", "controllers", "handler", "handlers", "endpoints", "__init__", "resources"}  # fmt: skip
_TITLE = "The answer of the handler"


def as_openapi(backend: Backend, title: str) -> str:
    """The document of all HTTP routes. Where two applications answer the same, the first one is described."""
    made = _Document(backend)
    for found in sorted(backend.routes, key=lambda item: (item.path, item.methods, item.app.place.path)):
        if found.route.kind == "http":
            made.add(found)
    document: dict[str, Any] = {
        "openapi": "3.1.0",
        "info": {
            "title": title,
            "version": "0.0.0",
            "description": "Made by backend-review from the code. The version is not known.",
        },
        "paths": made.paths,
    }
    components = {
        **({"schemas": made.components.schemas} if made.components.schemas else {}),
        **({"securitySchemes": made.schemes} if made.schemes else {}),
    }
    if components:
        document["components"] = components
    if made.tags:
        document["tags"] = [{"name": name} for name in sorted(made.tags)]
    return json.dumps(document, indent=2, ensure_ascii=False)


class _Document:
    def __init__(self, backend: Backend) -> None:
        self.backend = backend
        self.components = Components(backend.evaluator)
        self.paths: dict[str, dict[str, Any]] = {}
        self.schemes: dict[str, Any] = {}
        self.tags: set[str] = set()
        self._templates: dict[str, str] = {}
        self._ids: Counter[str] = Counter()

    def add(self, found: FoundRoute) -> None:
        """Add the operations of a route."""
        path, names = _template(found.path)
        # Paths that differ in their parameters' names only are the same path.
        path = self._templates.setdefault(re.sub(r"\{[^{}]*\}", "{}", path), path)
        item = self.paths.setdefault(path, {})
        for method in _ANY if found.methods == (ANY_METHOD,) else found.methods:
            if method not in _METHODS:
                continue
            known = item.get(method.lower())
            if known is None:
                item[method.lower()] = self._operation(found, method, path, names)
            elif known["x-declared-at"] != _place(found):
                known.setdefault("x-also-declared-at", []).append(_place(found))

    def _operation(self, found: FoundRoute, method: str, path: str, names: list[str]) -> dict[str, Any]:
        slug = re.sub(r"\W+", "_", f"{method.lower()}{path}").strip("_")
        self._ids[slug] += 1
        tag = _tag(found)
        self.tags.add(tag)
        made: dict[str, Any] = {"operationId": slug if self._ids[slug] == 1 else f"{slug}_{self._ids[slug]}"}
        made |= _words(found)
        made["tags"] = [tag]
        parameters = [
            *path_parameters(found, names, self.components),
            *other_parameters(found, names, self.components, self.backend.inputs_of(found)),
        ]
        for parameter, name in zip(parameters, re.findall(r"\{([^{}]*)\}", path), strict=False):
            parameter["name"] = name
        if parameters:
            made["parameters"] = parameters
        body = self._body(found)
        if body is not None and method in {"POST", "PUT", "PATCH", "DELETE"}:
            made["requestBody"] = {"content": {"application/json": {"schema": body}}}
        made["responses"] = self._responses(found, method)
        security = security_of(found, self.schemes)
        if security:
            made["security"] = security
            made["responses"]["401"] = {"description": "The caller is not known"}
        if guards.rate_limits_of(found):
            made["responses"]["429"] = {"description": "Too many requests"}
        if found.conditional:
            made["x-conditional"] = True
        made["x-handler"] = found.route.handler.name
        made["x-declared-at"] = _place(found)
        return made

    def _module(self, found: FoundRoute) -> Module | None:
        function = found.route.handler.function
        return function.module if function is not None else self.backend.project.module(found.route.place.path)

    def _body(self, found: FoundRoute) -> dict[str, Any] | None:
        written = _as_written(found, "body")
        if written is not None:
            return written
        text = found.route.request_schema
        if text:
            return self.components.schema(text, self._module(found))
        taken = [item for item in self.backend.inputs_of(found).takes("body") if not item.name]
        kind = next((item.schema for item in taken if item.schema is not None), None)
        return self.components.of_class(kind) if kind is not None else {} if taken else None

    def _responses(self, found: FoundRoute, method: str) -> dict[str, Any]:
        status = found.route.status or (201 if found.app.framework == "nestjs" and method == "POST" else 200)
        answer: dict[str, Any] = {"description": _TITLE}
        if (
            found.route.response_schema
            and status not in {204, 304}
            and found.route.response_schema not in {"None", "void"}
        ):
            schema = self.components.schema(found.route.response_schema, self._module(found))
            answer["content"] = {"application/json": {"schema": schema}}
        return {str(status): answer}


def _place(found: FoundRoute) -> str:
    return f"{found.route.place.path}:{found.route.place.line}"


def _template(path: str) -> tuple[str, list[str]]:
    """A path as OpenAPI writes it, and the names of its parameters, each there once."""
    names: list[str] = []

    def named(match: re.Match[str]) -> str:
        base = {"?": "unknown", "*": "rest"}.get(match[1], match[1])
        name, number = base, 1
        while name in names:
            number += 1
            name = f"{base}_{number}"
        names.append(name)
        return "{" + name + "}"

    return re.sub(r"\{([^{}]*)\}", named, path), names


def _words(found: FoundRoute) -> dict[str, str]:
    """Summary and description: the handler's own documentation."""
    function = found.route.handler.function
    text = function.documentation if function is not None else ""
    first, _, rest = text.strip().partition("\n")
    said = {"summary": first.strip()[:200], "description": rest.strip()[:2000]}
    return {name: words for name, words in said.items() if words}


def _tag(found: FoundRoute) -> str:
    """What a route belongs to: its handler's class, or the file that declares it, or the folder of that."""
    owner = found.route.handler.function.owner if found.route.handler.function is not None else None
    if owner is not None and found.app.framework in {"nestjs", "django"}:
        return re.sub(r"(Controller|ViewSet|APIView|View)$", "", owner.name) or owner.name
    place = PurePosixPath(found.route.place.path)
    stem = re.sub(r"[._-]?(routes?|router|controller|handlers?|views?|urls|api)$", "", place.name.partition(".")[0])
    if stem and stem not in _GENERAL:
        return stem
    return next((part for part in reversed(place.parts[:-1]) if part not in _GENERAL), place.name)


def _as_written(found: FoundRoute, name: str) -> dict[str, Any] | None:
    """A JSON schema that the route has been given as an object (Fastify), when all of it is known."""
    for item in options(found.route.options["schema"]) if "schema" in found.route.options else ():
        inner = item.entries.get(name) if isinstance(item, Table) else None
        plain = _plain(inner) if inner is not None else None
        if isinstance(plain, dict):
            return plain
    return None


def _plain(value: Value, depth: int = 0) -> Any:
    """A value as JSON; None when a part of it is not known or names something elsewhere."""
    if isinstance(value, Known) and isinstance(value.value, (str, int, float, bool)):
        return None if isinstance(value.value, str) and HOLE in value.value else value.value
    if depth > 12:
        return None
    if isinstance(value, Items) and value.complete:
        parts = [_plain(item, depth + 1) for item in value.items]
        return None if any(part is None for part in parts) else parts
    if isinstance(value, Table) and value.complete and "$ref" not in value.entries:
        entries = {name: _plain(item, depth + 1) for name, item in value.entries.items()}
        return None if any(part is None for part in entries.values()) else entries
    return None
