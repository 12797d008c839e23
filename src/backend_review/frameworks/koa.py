"""Koa with @koa/router (koa-router), koa-mount, koa-compose and koa-route.

https://koajs.com · https://github.com/koajs/router/blob/master/API.md · https://github.com/koajs/mount
"""

from __future__ import annotations

from dataclasses import dataclass

from backend_review.frameworks.support import METHODS, add_route, guard_of, guard_of_expr, router_of
from backend_review.index.expressions.data import Expr
from backend_review.model.evaluator import Call
from backend_review.model.inputs.data import by_name, whole
from backend_review.model.routes import ANY_METHOD, Guard, Mount, Router, Use
from backend_review.model.values import HOLE, Items, Known, Thing, Unknown, Value, items_of, options, text_of

TYPES = {
    "koa": "koa.App",
    "koa.Application": "koa.App",
    **dict.fromkeys(("koa-router", "@koa/router", "koa-router.Router", "@koa/router.Router"), "koa.Router"),
}
Given = tuple[Value, Expr | None]  # an argument, and the expression that is it (none for a part of a list)


@dataclass(slots=True, eq=False)
class _Below:
    """What ``mount(path, …)`` and ``compose([…])`` stand for: a path, what is put below it, and the call of it."""

    path: str
    parts: list[Given]
    made_by: Call


def _app(call: Call) -> Value:
    router = Router("koa", call.place, is_app=True, ordered=True, slash="join")
    call.evaluator.found.append(router)
    return call.thing("koa.App", router)


def _router(call: Call) -> Value:
    prefix = call.option("prefix")
    text = "" if prefix is None else text_of(prefix) or HOLE
    known = call.into.model if call.into is not None else None
    if isinstance(known, Router):
        known.prefix = text
        return call.thing("koa.Router", known)
    router = Router("koa", call.place, prefix=text, ordered=True, slash="join")
    call.evaluator.found.append(router)
    return call.thing("koa.Router", router)


def _prefix(call: Call) -> Value | None:
    """``router.prefix("/x")``: before the prefix that it has."""
    router = router_of(call.receiver)
    if router is not None:
        router.prefix = (call.text(0) or "") + router.prefix
    return call.receiver


def _routes(call: Call) -> Value | None:
    """``router.routes()``: a middleware that answers; the router itself to us."""
    return call.receiver


def given(call: Call, start: int) -> list[Given]:
    """The arguments from a position on, lists of them taken apart, each with its expression."""
    exprs: list[Expr | None] = []
    for expr in call.expr.args:
        spread = call.evaluator.evaluate(expr.target, call.scope) if expr.kind == "spread" else None
        exprs += [None] * (len(spread.items) if isinstance(spread, Items) else 1) if spread is not None else [expr]
    found: list[Given] = []
    for index in range(start, len(call.args)):
        value = call.args[index]
        written = exprs[index] if len(exprs) == len(call.args) else None
        if isinstance(value, Items):
            parts = written.args if written is not None and written.kind == "list" else []
            same = len(parts) == len(value.items) and all(part.kind != "spread" for part in parts)
            found += [(item, parts[i] if same else None) for i, item in enumerate(value.items)]
        else:
            found.append((value, written))
    return found


def guard(call: Call, part: Given) -> Guard:
    """The guard that an argument is."""
    value, expr = part
    return guard_of_expr(call, value, expr) if expr is not None else guard_of(call, value)


def paths(value: Value | None) -> list[str] | None:
    """The path or paths of an argument; None when it is no path (middleware)."""
    if isinstance(value, Items):
        texts = [text_of(item) for item in value.items]
        return [text for text in texts if text is not None] if texts and None not in texts else None
    for item in options(value) if value is not None else ():
        if isinstance(item, Known):
            return [item.value] if isinstance(item.value, str) else None
        if isinstance(item, Unknown):
            kind = item.expr.kind if item.expr is not None else ""
            return [HOLE] if kind in {"template", "binary", "index", "other"} else None
    return None


def _verb(call: Call) -> Value | None:
    """``router.get([name,] path, …middleware, handler)``."""
    router, name = router_of(call.receiver), call.name.rpartition(".")[2]
    methods = (ANY_METHOD,) if name == "all" else ("DELETE",) if name == "del" else (name.upper(),)
    if router is not None and call.args:
        second = paths(call.args[1]) if len(call.args) > 2 else None
        named = second is not None and isinstance(call.args[0], Known)  # the first text is the route's name
        first = second if named else paths(call.args[0])
        rest = given(call, 2 if named else 1 if first is not None or len(call.args) > 1 else 0)
        before = len(router.entries)
        _add(call, router, methods, first if first is not None else [HOLE], rest)
        if named:
            for entry in router.entries[before:]:
                getattr(entry, "options", {})["name"] = call.args[0]
    return call.receiver


def _register(call: Call) -> Value | None:
    """``router.register(path, methods, middleware)``."""
    router = router_of(call.receiver)
    methods = tuple(text.upper() for item in items_of(call.arg(1)) if (text := text_of(item)))
    if router is not None and methods:
        _add(call, router, methods, paths(call.arg(0)) or [HOLE], given(call, 2))
    return call.receiver


def _add(call: Call, router: Router, methods: tuple[str, ...], where: list[str], rest: list[Given]) -> None:
    while len(rest) > 1 and isinstance(rest[-1][0], Thing) and rest[-1][0].type == "":
        rest = rest[:-1]  # options of a library built on the router
    asked = _in_order(call, rest)
    if not asked:
        return
    guards = [guard(by, part) for by, part in asked[:-1]]
    by, (value, expr) = asked[-1]
    for path in where:
        add_route(router, call, methods, path, value, guards, expr if by is call else None)


def _in_order(call: Call, parts: list[Given], depth: int = 0) -> list[tuple[Call, Given]]:
    """Arguments, with the parts of ``compose([…])`` in its place, and the call that each is an argument of."""
    found: list[tuple[Call, Given]] = []
    for part in parts:
        below = next((i.model for i in options(part[0]) if isinstance(i, Thing) and isinstance(i.model, _Below)), None)
        if below is not None and not below.path and depth < 8:
            found += _in_order(below.made_by, below.parts, depth + 1)
        else:
            found.append((call, part))
    return found


def _use(call: Call) -> Value | None:
    """``app.use(…)``, ``router.use([path,] …)``: middleware from here on, or the routes of other routers."""
    router = router_of(call.receiver)
    where = paths(call.arg(0)) if len(call.args) > 1 else None
    if router is not None:
        for path in where if where is not None else [""]:
            _put(call, router, path, given(call, 0 if where is None else 1), call.name.startswith("koa.Router"))
    return call.receiver


def _put(call: Call, router: Router, path: str, parts: list[Given], own: bool = True, depth: int = 0) -> None:
    """Put middleware and routers below a path. What comes before a router in one call guards it."""
    for part in parts if depth < 8 else ():
        value = part[0]
        below = next((item for item in options(value) if isinstance(item, Thing)), None)
        if below is not None and isinstance(below.model, Router):
            below.model.is_app = False
            router.entries.append(Mount(path, below.model, call.place, [], call.conditional))
        elif below is not None and isinstance(below.model, _Below):
            inner = Router("koa", call.place, ordered=True, slash="join")
            _put(call, inner, "", below.model.parts, own, depth + 1)
            if any(isinstance(entry, Mount) for entry in inner.entries):
                where = "/".join((path, below.model.path))
                router.entries.append(Mount(where, inner, call.place, [], call.conditional))
            else:
                where = "/".join((path.rstrip("/"), below.model.path.strip("/"))) if below.model.path else path
                router.entries.extend(Use(item.guard, where) for item in inner.entries if isinstance(item, Use))
        elif isinstance(value, Known):
            continue
        else:
            router.entries.append(Use(guard(call, part), path.removesuffix("(.*)").removesuffix("*")))


def _mount(call: Call) -> Value:
    """``mount(path, app)``, ``mount(app)``."""
    path = text_of(call.arg(0)) if len(call.args) > 1 else ""
    return call.thing(
        "koa.Below", _Below(path if path is not None else HOLE, given(call, 1 if len(call.args) > 1 else 0), call)
    )


def _compose(call: Call) -> Value:
    return call.thing("koa.Below", _Below("", given(call, 0), call))


def _single(call: Call) -> Value:
    """koa-route's ``get(path, handler)``, which the application uses."""
    router = Router("koa", call.place, ordered=True, slash="join")
    name = call.name.rpartition(".")[2]
    _add(call, router, (ANY_METHOD if name == "all" else name.upper(),), paths(call.arg(0)) or [HOLE], given(call, 1))
    return call.thing("koa.Router", router)


_ROUTERS = ("koa-router", "@koa/router", "koa-joi-router", "koa-better-router", "koa-tree-router")
HANDLERS = {
    **dict.fromkeys(("koa", "koa.default"), _app),
    **dict.fromkeys([f"{name}{member}" for name in _ROUTERS for member in ("", ".default", ".Router")], _router),
    "koa.App.use": _use,
    "koa.Router.use": _use,
    "koa.Router.prefix": _prefix,
    **dict.fromkeys(("koa.Router.routes", "koa.Router.middleware"), _routes),
    "koa.Router.allowedMethods": lambda call: None,
    **{f"koa.Router.{name}": _verb for name in (*METHODS, "all", "del")},
    "koa.Router.register": _register,
    "koa.Router.redirect": _routes,
    **{f"koa.Router.{name}": _routes for name in ("param", "host", "exception")},
    **dict.fromkeys(("koa-mount", "koa-mount.default"), _mount),
    **dict.fromkeys(("koa-compose", "koa-compose.default"), _compose),
    **{f"koa-route.{name}": _single for name in (*METHODS, "all")},
}
# https://koajs.com/#request
REQUESTS = {"koa.Context": {
    "request.body": whole("body"), "req.body": whole("body"), "query": whole("query"), "request.query": whole("query"),
    "params": whole("path"), "request.params": whole("path"), "headers": whole("header"), "header": whole("header"),
    "request.headers": whole("header"), "request.header": whole("header"), "request.files": whole("file"),
    "request.file": whole("file"), "file": whole("file"),
    "get()": by_name("header"), "cookies.get()": by_name("cookie"),
    # koa-validate: https://github.com/RocksonZeta/koa-validate
    "checkQuery()": by_name("query"), "checkBody()": by_name("body"), "checkParams()": by_name("path"),
    "checkHeader()": by_name("header"), "checkFile()": by_name("file"),
}}  # fmt: skip
HANDED = {"koa": ("koa.Context",)}
