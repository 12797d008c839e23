"""Next.js: routes by the names of files, ``pages/api/users/[id].ts`` and ``app/users/[id]/route.ts``.

https://nextjs.org/docs/pages/building-your-application/routing/api-routes
https://nextjs.org/docs/app/api-reference/file-conventions/route
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from backend_review.frameworks._nextjs_files import Found, applications
from backend_review.frameworks._nextjs_methods import METHODS, methods_of
from backend_review.frameworks._nextjs_modules import before, exported
from backend_review.frameworks.support import guard_of_expr, handler_of, wrapping_guards
from backend_review.index.expressions.data import Expr
from backend_review.index.program import Function
from backend_review.model.evaluator import Call, Evaluator
from backend_review.model.inputs.data import Depends, Request, Taint, by_name, whole
from backend_review.model.inputs.schemas import Types
from backend_review.model.onrequest import METHOD
from backend_review.model.routes import ANY_METHOD, FoundRoute, Guard, Handler, Place, Route, Router
from backend_review.model.values import Known, Table, Thing, Unknown, Value, options

_PAGES = "pages"  # the option of a route whose handler is called with a request and a response
_CONNECT = "next-connect.Router"
_REQUEST, _CONTEXT = "next.Request", "next.Context"
# What was added to a router of next-connect: the method ("" for what is used before), the functions, and the call.
_Added: TypeAlias = tuple[str, list[tuple[Value, Expr | None]], Call]


def _connect(call: Call) -> Value:
    """next-connect: ``nextConnect().use(auth).get(list).post(create)`` and ``createRouter()``."""
    return call.thing(_CONNECT, [])


def _verb(call: Call) -> Value | None:
    name = call.name.rpartition(".")[2]
    rest = [(value, call.written(index)) for index, value in enumerate(call.args) if not isinstance(value, Known)]
    if call.receiver is not None and rest:
        method = "" if name == "use" else ANY_METHOD if name == "all" else name.upper()
        call.receiver.model.append((method, rest, call))
    return call.receiver


def _same(call: Call) -> Value | None:
    return call.receiver


def finish(evaluator: Evaluator) -> None:
    """The applications of a project, with the routes that their files are."""
    for application in applications(evaluator.project):
        routes = [route for found in application.files for route in _routes(evaluator, found)]
        if routes:
            app = Router("nextjs", Place(routes[0].place.path, 1), prefix=application.base, is_app=True)
            app.entries += [*before(evaluator, application), *routes]
            evaluator.found.append(app)


def _routes(evaluator: Evaluator, found: Found) -> Iterator[Route]:
    """The routes of a file: of its default export for each method that it asks for, or of the exports named so."""
    module = evaluator.project.module(found.path)
    scope = evaluator.scope_of(found.path) if module is not None else None
    if module is None or scope is None:
        return
    for name in METHODS if found.exports else ("default",):
        value, written = evaluator.member(found.path, name), exported(module, name)
        if value is None and written is None:
            continue
        expr = written or Expr("name", module.tree.root_node, name=name)
        call = Call(evaluator, "next", None, [], {}, expr, scope)
        answering = [(name, *_one(call, value, written))] if found.exports else _each(call, value or Unknown(), written)
        for method, handler, guards in answering:
            for path in found.paths:
                route = Route((method,), path, handler, _place(handler, call), list(guards), as_written=True)
                route.documented = handler.function is not None and bool(handler.function.documentation)
                route.options = {_PAGES: Known(not found.exports)}
                if method != ANY_METHOD:
                    route.options[METHOD] = Known(method)
                yield route


def _place(handler: Handler, call: Call) -> Place:
    """Where a route is declared: at its handler, where that is in the same file."""
    return handler.place if handler.place.path == call.place.path else call.place


def _one(call: Call, value: Value | None, written: Expr | None) -> tuple[Handler, list[Guard]]:
    return handler_of(call, value, written), wrapping_guards(call, written)


def _each(call: Call, value: Value, written: Expr | None) -> Iterator[tuple[str, Handler, list[Guard]]]:
    """What answers each method, of a handler that is called for all of them."""
    for item in options(value):
        if isinstance(item, Thing) and item.type == _CONNECT:
            yield from _connected(item.model)
            return
    table = _by_method(call, written)
    if table:
        for method, given in table.items():
            yield method, handler_of(call, given), wrapping_guards(call, written)
        return
    handler, guards = _one(call, value, written)
    for method in methods_of(handler.function, written, call.scope.module) or (ANY_METHOD,):
        yield method, handler, guards


def _by_method(call: Call, written: Expr | None) -> dict[str, Value]:
    """``apiHandler({ GET: list, POST: create })``: the functions of the table, by their methods."""
    for argument in written.args if written is not None and written.kind == "call" else ():
        for item in options(call.evaluator.evaluate(argument, call.scope)):
            entries = item.entries if isinstance(item, Table) else {}
            named = {name.upper(): value for name, value in entries.items() if name.upper() in METHODS}
            if named and len(named) == len(entries):
                return named
    return {}


def _connected(added: list[_Added]) -> Iterator[tuple[str, Handler, list[Guard]]]:
    """next-connect: each handler with the functions that were to be used before it."""
    before: list[Guard] = []
    for method, rest, call in added:
        guards = [guard_of_expr(call, value, expr) for value, expr in (rest if not method else rest[:-1])]
        if not method:
            before += guards
        else:
            yield method, handler_of(call, *rest[-1]), [*before, *guards]


def _takes(found: FoundRoute, function: Function, types: Types) -> dict[str, Taint | Depends]:
    """A request and a response (``pages/api``), or a request and the path's parameters."""
    given = [_REQUEST, *([] if _is_page(found) else [_CONTEXT])]
    return {
        item.name or f"@{item.node.start_byte}": frozenset({Request(type)})
        for item, type in zip(function.parameters, given, strict=False)
    }


def _is_page(found: FoundRoute) -> bool:
    return found.route.options.get(_PAGES) == Known(True)


HANDLERS = {
    **dict.fromkeys(
        ("next-connect", "next-connect.default", "next-connect.createRouter", "next-connect.createEdgeRouter"), _connect
    ),
    **{f"{_CONNECT}.{name}": _verb for name in (*(item.lower() for item in METHODS), "all", "use")},
    **dict.fromkeys((f"{_CONNECT}.handler", f"{_CONNECT}.clone"), _same),
}
# https://nextjs.org/docs/app/api-reference/functions/next-request
REQUESTS = {
    _REQUEST: {
        "body": whole("body"), "query": whole("query"), "headers": whole("header"), "cookies": whole("cookie"),
        "json()": whole("body"), "formData()": whole("body"), "text()": whole("body"), "blob()": whole("body"),
        "arrayBuffer()": whole("body"), "nextUrl.searchParams": whole("query"),
        "nextUrl.searchParams.get()": by_name("query"), "nextUrl.searchParams.getAll()": by_name("query"),
        "headers.get()": by_name("header"), "cookies.get()": by_name("cookie"),
    },
    _CONTEXT: {"params": whole("path")},
}  # fmt: skip
TAKES = {"nextjs": _takes}
