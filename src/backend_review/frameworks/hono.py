"""Hono and @hono/zod-openapi. https://hono.dev/docs/api/routing · https://hono.dev/examples/zod-openapi"""

from __future__ import annotations

import re

from backend_review.frameworks.koa import Given, given, guard, paths
from backend_review.frameworks.support import METHODS, add_route, guards_of, router_of
from backend_review.index.expressions.data import Expr
from backend_review.model.evaluator import Call, Evaluator
from backend_review.model.inputs.data import Read, by_name, whole
from backend_review.model.routes import ANY_METHOD, Guard, Mount, Route, Router, Use, join, routes_of
from backend_review.model.values import HOLE, Items, Known, Table, Thing, Unknown, Value, items_of, options, text_of

TYPES = {"hono.Hono": "hono.Router", "@hono/zod-openapi.OpenAPIHono": "hono.Router"}
_SCHEMA = re.compile(r"(?i)validator$|^validate")


def _app(call: Call) -> Value:
    """``new Hono()``; one that another one routes to is no application of its own."""
    known = call.into.model if call.into is not None else None
    router = known if isinstance(known, Router) else None
    if router is None:
        router = Router("hono", call.place, is_app=True, ordered=True, slash="join")
        call.evaluator.found.append(router)
    return call.thing("hono.Router", router)


def _base_path(call: Call) -> Value | None:
    """``app.basePath("/api")``: the same application, below a path."""
    router, path = router_of(call.receiver), call.text(0) or ""
    if router is None:
        return call.receiver
    inner = Router("hono", call.place, prefix=path, ordered=True, slash="join")
    if not router.entries:  # new Hono().basePath("/api"): nothing will use the application without it
        inner.is_app, router.is_app = router.is_app, False
        inner.prefix = "/".join((router.prefix.rstrip("/"), path.lstrip("/"))) if router.prefix else path
        call.evaluator.found.append(inner)
        router.entries.append(Mount("", inner, call.place))  # where the first one is mounted, so is this one
    else:
        router.entries.append(Mount("", inner, call.place, [], call.conditional))
    return Thing("hono.Router", model=inner, made_by=call, depth=call.evaluator.conditional)


def _verb(call: Call) -> Value | None:
    """``app.get(path, …middleware, handler)``; without a path the one before, or all."""
    router, name = router_of(call.receiver), call.name.rpartition(".")[2]
    methods = (ANY_METHOD,) if name == "all" else (name.upper(),)
    if router is None or not call.args:
        return call.receiver
    where = paths(call.args[0])
    rest = given(call, 0 if where is None else 1)
    if rest:
        _add(call, router, methods, where if where is not None else [_last_path(router)], rest)
    return call.receiver


def _last_path(router: Router) -> str:
    last = router.entries[-1] if router.entries else None
    return last.path if isinstance(last, Route) else "/"


def _on(call: Call) -> Value | None:
    """``app.on(method or methods, path or paths, …handlers)``."""
    router = router_of(call.receiver)
    methods = tuple(text.upper() for item in items_of(call.arg(0)) if (text := text_of(item)))
    rest = given(call, 2)
    if router is not None and methods and rest:
        methods = (ANY_METHOD,) if "ALL" in methods else methods
        _add(call, router, methods, paths(call.arg(1)) or [HOLE], rest)
    return call.receiver


def _add(call: Call, router: Router, methods: tuple[str, ...], where: list[str], rest: list[Given]) -> None:
    guards = [guard(call, part) for part in rest[:-1]]
    for path in where:
        route = add_route(router, call, methods, path, rest[-1][0], guards, rest[-1][1])
        for _, expr in rest[:-1]:
            _schema(call, route, expr)


def _schema(call: Call, route: Route, expr: Expr | None) -> None:
    """``zValidator("json", schema)``: what the route is sent."""
    if expr is None or expr.kind != "call" or expr.target is None:
        return
    written = call.scope.module.text(expr.target.node)
    if len(expr.args) > 1 and _SCHEMA.search(written):
        route.request_schema = route.request_schema or call.scope.module.text(expr.args[1].node)[:80]


def _use(call: Call) -> Value | None:
    """``app.use([path,] …middleware)``: for the path, or for all below it when it ends in ``*``."""
    router = router_of(call.receiver)
    where = paths(call.arg(0)) if call.args else None
    for path in where if where is not None else ["*"]:
        for part in given(call, 0 if where is None else 1):
            if router is not None:
                router.entries.append(Use(guard(call, part), path.rstrip("*"), not path.endswith("*")))
    return call.receiver


def _route(call: Call) -> Value | None:
    """``app.route(path, other)``: the routes that the other one has."""
    router = router_of(call.receiver)
    below = call.arg(1)
    for item in options(below) if below is not None else ():
        inner = item.model if isinstance(item, Thing) else None
        if router is not None and isinstance(inner, Router) and inner is not router:
            inner.is_app = False
            path = call.text(0) or ""
            router.entries.append(Mount(path, inner, call.place, [], call.conditional))
            router.entries.extend(_uses_below(inner, path))
    return call.receiver


def _uses_below(inner: Router, path: str, depth: int = 0) -> list[Use]:
    """The middleware of a router that is taken over: it guards what comes later below the same path, too."""
    found: list[Use] = []
    path = join(path, inner.prefix, "join")
    for entry in inner.entries if depth < 6 else ():
        where = join(path, entry.path, "join")
        if isinstance(entry, Use):
            found.append(Use(entry.guard, where, entry.exact))
        elif isinstance(entry, Mount):
            found += _uses_below(entry.router, where, depth + 1)
    return found


def _first(call: Call) -> Value:
    """What gives back what it is given: ``createRoute({…})``, ``createMiddleware(f)``."""
    return call.arg(0) or Unknown(call.expr)


def _handlers(call: Call) -> Value:
    """``factory.createHandlers(…)``: a list of them."""
    return Items([value for value, _ in given(call, 0)])


def _openapi(call: Call) -> Value | None:
    """``app.openapi(createRoute({ method, path, middleware, request }), handler)``."""
    router, route = router_of(call.receiver), call.arg(0)
    handler = call.arg(1)
    for item in options(route) if route is not None else ():
        if router is None or not isinstance(item, Table) or handler is None:
            continue
        path, method = text_of(item.entries.get("path")), text_of(item.entries.get("method"))
        middleware = item.entries.get("middleware")
        guards = guards_of(call, middleware)
        expr = call.expr.args[1] if len(call.expr.args) > 1 else None
        made = add_route(router, call, ((method or ANY_METHOD).upper(),), path or HOLE, handler, guards, expr)
        made.documented = True
        made.request_schema = "request" if "request" in item.entries else ""
    return call.receiver


def _factory(call: Call) -> Value:
    return call.thing("hono.Factory")


def _document(call: Call) -> Value | None:
    """``app.doc("/openapi.json", {…})``."""
    router = router_of(call.receiver)
    if router is not None:
        add_route(router, call, ("GET",), call.text(0) or "", Known("openapi"))
    return call.receiver


def finish(evaluator: Evaluator) -> None:
    """What is only known in the end: which routers are no applications, and which routes only guard others."""
    routers = [item for item in evaluator.found if isinstance(item, Router) and item.framework == "hono"]
    for router in routers:
        first = router.entries[0] if len(router.entries) > 1 else None
        if isinstance(first, Mount) and first.router.is_app and first.place == first.router.place:
            # a path was put before the application when it was empty, and the application itself got routes later
            first.router.is_app, router.is_app = False, True
            first.router.prefix = first.router.prefix.removeprefix(router.prefix)
    mounts = [entry for item in routers for entry in item.entries if isinstance(entry, Mount)]
    mounted = {entry.router.place for entry in mounts if entry.place != entry.router.place}  # but for basePath
    held = {id(router): {found.route.place for found in routes_of([router])} for router in routers if router.is_app}
    for router in routers:
        if router.is_app and router.place in mounted:  # made by a function that is called again, for a tool
            own = held[id(router)]
            router.is_app = not any(own < places for key, places in held.items() if key != id(router))
        answers: dict[tuple[str, str], Route] = {}
        for entry in reversed(list(router.entries)):
            if isinstance(entry, Route):
                keys = [(method, entry.path) for method in entry.methods]
                later = [answers[key] for key in keys if key in answers]
                if len(later) == len(keys) and _is_middleware(entry):
                    router.entries.remove(entry)
                    for route in later:
                        handler = entry.handler
                        route.guards[:0] = [*entry.guards, Guard(handler.name, entry.place, handler.function)]
                answers.update(dict.fromkeys(keys, entry))


def _is_middleware(route: Route) -> bool:
    """Whether what answers a route passes on to the next one: it takes ``next``, or is made by a call."""
    function = route.handler.function
    return function is None or len(function.parameters) > 1 or "(" in route.handler.name


_APPS = ("hono.Hono", "hono/tiny.Hono", "hono/quick.Hono", "hono", "@hono/zod-openapi.OpenAPIHono")
HANDLERS = {
    **dict.fromkeys((*_APPS, "hono.default", "hono.Factory.createApp"), _app),
    "hono.Router.basePath": _base_path,
    **{f"hono.Router.{name}": _verb for name in (*METHODS, "all")},
    "hono.Router.on": _on,
    "hono.Router.use": _use,
    "hono.Router.route": _route,
    "hono.Router.openapi": _openapi,
    **dict.fromkeys(("hono.Router.doc", "hono.Router.doc31"), _document),
    **{f"hono.Router.{name}": lambda call: call.receiver for name in ("onError", "notFound", "mount")},
    "@hono/zod-openapi.createRoute": _first,
    **dict.fromkeys(("hono/factory.createFactory", "hono/factory.Factory"), _factory),
    "hono.Factory.createHandlers": _handlers,
    **dict.fromkeys(("hono/factory.createMiddleware", "hono.Factory.createMiddleware"), _first),
}
# https://hono.dev/docs/api/request
REQUESTS = {"hono.Context": {
    "req.json()": whole("body"), "req.parseBody()": whole("body"), "req.formData()": whole("body"),
    "req.text()": whole("body"), "req.arrayBuffer()": whole("body"), "req.blob()": whole("body"),
    "req.query()": by_name("query"), "req.queries()": by_name("query"), "req.param()": by_name("path"),
    "req.header()": by_name("header"), "req.valid()": Read("body", by="the route's schema"),
}}  # fmt: skip
HANDED = {"hono": ("hono.Context",)}
