"""Express. https://expressjs.com/en/4x/api.html"""

from __future__ import annotations

from backend_review.frameworks.support import METHODS, add_route, guard_of_expr, router_of
from backend_review.index.expressions.data import Expr
from backend_review.model.evaluator import Call
from backend_review.model.inputs.data import by_name, whole
from backend_review.model.routes import ANY_METHOD, Guard, Mount, Router, Use
from backend_review.model.values import (
    HOLE,
    Callee,
    Items,
    Known,
    Table,
    Thing,
    Unknown,
    Value,
    options,
    text_of,
)

TYPES = {
    "express.Express": "express.Router",
    "express.Application": "express.Router",
    "express.Router": "express.Router",
    "express.IRouter": "express.Router",
}


def _app(call: Call) -> Value:
    router = Router("express", call.place, is_app=True, ordered=True, slash="join")
    call.evaluator.found.append(router)
    return call.thing("express.Router", router)


def _router(call: Call) -> Value:
    router = Router("express", call.place, ordered=True, slash="join")
    call.evaluator.found.append(router)
    return call.thing("express.Router", router)


def _flat(call: Call, start: int) -> list[tuple[Value, Expr | None]]:
    """The arguments from a position on, arrays of them taken apart, each as it is written where that is told."""
    found: list[tuple[Value, Expr | None]] = []
    for index in range(start, len(call.args)):
        value = call.args[index]
        expr = call.written(index)
        if isinstance(value, Items):
            listed = expr is not None and expr.kind == "list" and len(expr.args) == len(value.items)
            parts = expr.args if expr is not None and listed else []
            found += [(item, parts[i] if parts else expr) for i, item in enumerate(value.items)]
        else:
            found.append((value, expr))
    return found


def _paths(value: Value | None) -> list[str] | None:
    """The path or paths of a first argument; None when it is no path (a handler)."""
    if isinstance(value, Items) and value.items and all(text_of(item) is not None for item in value.items):
        return [text_of(item) or "" for item in value.items]
    for item in options(value) if value is not None else ():
        if isinstance(item, Known) and isinstance(item.value, str):
            return [item.value]
        if isinstance(item, Unknown):
            kind = item.expr.kind if item.expr is not None else ""
            return [HOLE] if kind in {"template", "name", "attr", "binary", "index", "other"} else None
    return None


def _verb(call: Call) -> Value | None:
    """``app.get(path, …middleware, handler)``; ``app.get("setting")`` is something else."""
    router = router_of(call.receiver)
    if len(call.args) == 1 and call.name.endswith(".get"):
        return _settings(call).get(text_of(call.args[0]) or "", Unknown(call.expr))
    if router is None or len(call.args) < 2:
        return call.receiver
    _register(call, router, _paths(call.args[0]) or [HOLE], _flat(call, 1))
    return call.receiver


def _set(call: Call) -> Value | None:
    """``app.set("collections", ["orders", "users"])``."""
    name, value = call.text(0), call.arg(1)
    if name and value is not None:
        _settings(call)[name] = value
    return call.receiver


def _settings(call: Call) -> dict[str, Value]:
    held = call.receiver.attributes.setdefault("=settings", Table()) if call.receiver is not None else None
    return held.entries if isinstance(held, Table) else {}


def _register(call: Call, router: Router, paths: list[str], rest: list[tuple[Value, Expr | None]]) -> None:
    name = call.name.rpartition(".")[2]
    methods = (ANY_METHOD,) if name == "all" else ("DELETE",) if name == "del" else (name.upper(),)
    mounted = [index for index, (value, _) in enumerate(rest) if _is_another(router_of(value), router)]
    if mounted:  # app.all("/orders*", orders): a router that is asked as a handler sees the whole path
        for index in mounted:
            before = [guard_of_expr(call, value, expr) for value, expr in rest[:index] if router_of(value) is None]
            _mount(router, "", rest[index][0], before, call)
        return
    if not rest:
        return
    guards = [guard_of_expr(call, value, expr) for value, expr in rest[:-1]]
    for path in paths:
        add_route(router, call, methods, path, rest[-1][0], guards, rest[-1][1])


def _route(call: Call) -> Value:
    made = Thing("express.Route", model=(router_of(call.receiver), _paths(call.arg(0)) or [HOLE], []))
    made.made_by = call
    return made


def _on_route(call: Call) -> Value | None:
    """``router.route(path).get(a).post(b)``; ``all`` with several guards for the others is one more guard."""
    router, paths, guards = call.receiver.model if call.receiver is not None else (None, [], [])
    rest = _flat(call, 0)
    if router is None or not rest:
        return call.receiver
    name = call.name.rpartition(".")[2]
    if name == "all" and rest and _passes_on(rest[-1][0]):
        guards.extend(guard_of_expr(call, value, expr) for value, expr in rest)
        return call.receiver
    before = len(router.entries)
    _register(call, router, paths, rest)
    for entry in router.entries[before:]:
        entry.guards[:0] = guards
    return call.receiver


def _passes_on(value: Value) -> bool:
    """Whether a function is middleware: it takes ``next``."""
    return any(isinstance(item, Callee) and len(item.function.parameters) >= 3 for item in options(value))


def _use(call: Call) -> Value | None:
    router = router_of(call.receiver)
    if router is None or not call.args:
        return call.receiver
    paths = _paths(call.args[0])
    start = 1 if paths is not None and len(call.args) > 1 else 0
    if start == 0:
        paths = [""]
    for path in paths or [""]:
        guards: list[Guard] = []
        for value, expr in _flat(call, start):
            if router_of(value) is not None:
                _mount(router, path, value, guards, call)
                continue
            guard = guard_of_expr(call, value, expr)
            guards.append(guard)
            router.entries.append(Use(guard, path))
    return call.receiver


def _is_another(inner: Router | None, router: Router) -> bool:
    return inner is not None and inner is not router and not inner.endpoint


def _mount(router: Router, path: str, value: Value, guards: list[Guard], call: Call) -> None:
    """Mount another router; into itself, or once more with nothing else before it, is nothing new."""
    inner = router_of(value)
    if inner is None or inner is router:
        return
    inner.is_app = False
    known = [entry for entry in router.entries if isinstance(entry, Mount) and entry.router is inner]
    if not any(entry.path == path and bool(entry.guards) == bool(guards) for entry in known):
        router.entries.append(Mount(path, inner, call.place, list(guards), call.conditional))


HANDLERS = {
    "express.Router.set": _set,
    "express": _app,
    "express.default": _app,
    **dict.fromkeys(("express.Router", "express-promise-router", "express-promise-router.default"), _router),
    **{f"express.Router.{name}": _verb for name in (*METHODS, "all", "del")},
    "express.Router.route": _route,
    **{f"express.Route.{name}": _on_route for name in (*METHODS, "all", "del")},
    "express.Router.use": _use,
}

# https://expressjs.com/en/5x/api.html#req
REQUEST = {
    "body": whole("body"), "query": whole("query"), "params": whole("path"), "headers": whole("header"),
    "cookies": whole("cookie"), "signedCookies": whole("cookie"), "file": whole("file"), "files": whole("file"),
    "rawBody": whole("body"), "get()": by_name("header"), "header()": by_name("header"), "param()": by_name("path"),
}  # fmt: skip
REQUESTS = {"express.Request": REQUEST}
HANDED = {"express": ("express.Request",)}
