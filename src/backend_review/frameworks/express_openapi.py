"""express-openapi: routes by the names of files, ``paths/users/{id}.ts`` with ``export const GET = [guard, handler]``.

https://www.npmjs.com/package/express-openapi
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from backend_review.frameworks._documents import BY_DOCUMENT
from backend_review.frameworks._script_folders import scripts_below
from backend_review.frameworks.support import METHODS, guard_of, handler_of, place_of_function, router_of
from backend_review.model.evaluator import Call
from backend_review.model.routes import Guard, Place, Route
from backend_review.model.values import Callee, Items, Table, Unknown, Value, as_text, items_of, options, text_of

_SUFFIX = re.compile(r"(?:/?\bindex)?\.[cm]?[jt]s$")
_SECURITY = re.compile(r"\bsecurity\s*:\s*\[\s*\{\s*['\"]?(\w+)")
_HOST = re.compile(r"^\w+://[^/]*")


def _initialize(call: Call) -> Value | None:
    """``initialize({ app, apiDoc, paths: "./src/paths", securityHandlers })``."""
    given = next((item for item in options(call.arg(0) or Unknown()) if isinstance(item, Table)), None)
    router = router_of(given.entries.get("app")) if given is not None else None
    if given is None or router is None:
        return None
    for name, path in scripts_below(call, as_text(given.entries.get("paths", Unknown()))).items():
        for route in _routes(call, given, path):
            route.path = f"{_base(given)}/{_SUFFIX.sub('', name)}".rstrip("/") or "/"
            router.entries.append(route)
    return None


def _base(given: Table) -> str:
    """The path that the document says the server has."""
    document = _table(given, "apiDoc")
    first = next(iter(items_of(document.get("servers"))), None)
    url = text_of(first.entries.get("url")) if isinstance(first, Table) else text_of(document.get("basePath"))
    return _HOST.sub("", url or "").rstrip("/")


def _table(given: Table, name: str) -> dict[str, Value]:
    found = (item.entries for item in options(given.entries.get(name, Unknown())) if isinstance(item, Table))
    return next(found, {})


def _routes(call: Call, given: Table, path: str) -> Iterator[Route]:
    """The operations that a file has, by the methods that it exports."""
    module = call.evaluator.project.module(path)
    if module is None:
        return
    for method in METHODS:
        name = next((name for name in (method.upper(), method) if re.search(rf"\b{name}\b", module.file.text)), "")
        value = call.evaluator.member(path, name) if name else None
        parts = _flat(value)
        if not parts:
            continue
        text = module.file.text
        told = text.find(f"{name}.apiDoc")
        line = text.count("\n", 0, max(text.find(f" {name}"), 0)) + 1
        route = Route((method.upper(),), "", handler_of(call, parts[-1]), Place(path, line), as_written=True)
        route.documented = told >= 0
        secured = _secured(call, given, text[told:]) if told >= 0 else ()
        route.guards = [*secured, *(guard_of(call, item) for item in parts[:-1])]
        yield route


def _flat(value: Value | None) -> list[Value]:
    for item in options(value) if value is not None else ():
        if isinstance(item, Items):
            return list(item.items)
        if isinstance(item, Callee):
            return [item]
    return []


def _secured(call: Call, given: Table, document: str) -> Iterator[Guard]:
    """The handler of the security that an operation asks for."""
    document = document[: document.find(".apiDoc", 10)] if document.find(".apiDoc", 10) > 0 else document
    handlers = _table(given, "securityHandlers")
    for scheme in dict.fromkeys(_SECURITY.findall(document)):
        value = handlers.get(scheme)
        if isinstance(value, Callee):
            guard = guard_of(call, value)
            guard.name = BY_DOCUMENT
            guard.place = place_of_function(value.function)
            yield guard


HANDLERS = {"express-openapi.initialize": _initialize}
