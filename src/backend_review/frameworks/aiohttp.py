"""aiohttp's server. https://docs.aiohttp.org/en/stable/web_reference.html"""

from __future__ import annotations

from backend_review.frameworks.flask import add_class
from backend_review.frameworks.support import METHODS, Startup, add_route, guard_of, router_of
from backend_review.model.evaluator import Call, Evaluator
from backend_review.model.inputs.data import object_of, whole
from backend_review.model.routes import ANY_METHOD, Mount, Router, Use
from backend_review.model.values import HOLE, Items, Kind, Known, Native, Unknown, Value, items_of, options

TYPES = {
    "aiohttp.web.Application": "aiohttp.Application",
    "aiohttp.web.RouteTableDef": "aiohttp.Table",
    "aiohttp.web.UrlDispatcher": "aiohttp.Application",
}


def _app(call: Call) -> Value:
    router = Router("aiohttp", call.place, is_app=True)
    call.evaluator.found.append(router)
    for value in items_of(call.arg(-1, "middlewares")):
        router.entries.append(Use(guard_of(call, value)))
    return call.thing("aiohttp.Application", router)


def _table(call: Call) -> Value:
    """``RouteTableDef()``: routes that an application takes over."""
    return call.thing("aiohttp.Table", Router("aiohttp", call.place))


def _definition(call: Call) -> Value:
    """``web.get(path, handler)``, one of the routes of a list."""
    router = Router("aiohttp", call.place)
    name = call.name.rpartition(".")[2]
    if name == "route":
        _add(call, router, _method(call.text(0, "method")), call.text(1, "path"), call.arg(2, "handler"))
    else:
        _add(call, router, _method(name), call.text(0, "path"), call.arg(1, "handler"))
    return call.thing("aiohttp.Definition", router)


def _method(name: str | None) -> str:
    return ANY_METHOD if name is None or name.lower() in {"view", "*", HOLE} else name.upper()


def _add(call: Call, router: Router | None, method: str, path: str | None, handler: Value | None) -> Value:
    """A route, or those of a class whose methods are named after HTTP methods."""
    made = call.thing("aiohttp.Route")
    if router is None or handler is None:
        return made
    for item in options(handler):
        if isinstance(item, Kind):
            add_class(call, router, path or "", item, () if method == ANY_METHOD else (method,))
            return made
    add_route(router, call, (method,), path or "", handler)
    return made


def _added(call: Call) -> Value:
    """``app.router.add_get(path, handler)`` and the like."""
    router, name = router_of(call.receiver), call.name.rpartition("add_")[2]
    if name == "route":
        return _add(call, router, _method(call.text(0, "method")), call.text(1, "path"), call.arg(2, "handler"))
    return _add(call, router, _method(name), call.text(0, "path"), call.arg(1, "handler"))


def _decorator(call: Call) -> Value:
    """``@routes.get(path)``, ``@routes.view(path)`` of a class, ``@routes.route(method, path)``."""
    router, name = router_of(call.receiver), call.name.rpartition(".")[2]
    if name == "route":
        method, path = _method(call.text(0, "method")), call.text(1, "path")
    else:
        method, path = _method(name), call.text(0, "path")

    def register(inner: Call) -> Value:
        handler = inner.arg(0) or Unknown()
        _add(call, router, method, path, handler)
        return handler

    return Native(name, register)


def _add_routes(call: Call) -> Value | None:
    """``app.add_routes(routes)``: a list of definitions, or a table of them."""
    router = router_of(call.receiver)
    given = call.arg(0, "routes")
    for value in options(given) if given is not None else ():
        for item in value.items if isinstance(value, Items) else [value]:
            below = router_of(item)
            if router is not None and below is not None:
                router.entries.append(Mount("", below, call.place, [], call.conditional))
    return None


def _resource(call: Call) -> Value:
    """``app.router.add_resource(path)``, which routes are added to."""
    return call.thing("aiohttp.Resource", (router_of(call.receiver), call.text(0, "path")))


def _of_resource(call: Call) -> Value | None:
    router, path = call.receiver.model if call.receiver is not None else (None, None)
    return _add(call, router, _method(call.text(0, "method")), path, call.arg(1, "handler"))


def _subapp(call: Call) -> Value | None:
    router, inner = router_of(call.receiver), router_of(call.arg(1, "subapp"))
    if router is not None and inner is not None:
        inner.is_app = False
        router.entries.append(Mount(call.text(0, "prefix") or "", inner, call.place, [], call.conditional))
    return None


def _middlewares(call: Call) -> Value | None:
    """``app.middlewares.append(function)``, ``app.middlewares.extend(functions)``."""
    router, given = router_of(call.receiver), call.arg(1 if call.name.endswith("insert") else 0)
    for value in items_of(given):
        if router is not None:
            router.entries.append(Use(guard_of(call, value)))
    return None


def _same(call: Call) -> Value:
    """A decorator or a helper that gives back what it is given."""
    return call.arg(0) or Known(None)


def _started(call: Call) -> Value | None:
    """``app.on_startup.append(function)``, ``app.cleanup_ctx.append(function)``: called with the application."""
    app = call.receiver
    for value in items_of(call.arg(0)):
        call.evaluator.found.append(Startup(value, app))
    return None


def finish(evaluator: Evaluator) -> None:
    """Follow what applications run when they start."""
    for item in list(evaluator.found):
        if isinstance(item, Startup):
            item.follow(evaluator)


_ADDED = (*METHODS, "route", "view")
HANDLERS = {
    **dict.fromkeys(("aiohttp.web.Application", "aiohttp.web_app.Application"), _app),
    "aiohttp.web.RouteTableDef": _table,
    **{f"aiohttp.Application.{name}.append": _started for name in ("on_startup", "cleanup_ctx")},
    **{f"aiohttp.web.{name}": _definition for name in (*METHODS, "route", "view")},
    **{f"aiohttp.Application.router.add_{name}": _added for name in _ADDED},
    **{f"aiohttp.Application.add_{name}": _added for name in _ADDED},
    **{f"aiohttp.Table.{name}": _decorator for name in _ADDED},
    **dict.fromkeys(("aiohttp.Application.add_routes", "aiohttp.Application.router.add_routes"), _add_routes),
    **dict.fromkeys(("aiohttp.Application.router.add_resource", "aiohttp.Application.add_resource"), _resource),
    "aiohttp.Resource.add_route": _of_resource,
    "aiohttp.Application.add_subapp": _subapp,
    **{f"aiohttp.Application.middlewares.{name}": _middlewares for name in ("append", "extend", "insert")},
    "aiohttp_cors.setup().add": _same,
    "aiohttp.web.middleware": lambda call: Native("middleware", _same) if not call.args else call.args[0],
}
# https://docs.aiohttp.org/en/stable/web_reference.html#request
REQUESTS = {
    "aiohttp.Request": {
        "json()": whole("body"), "post()": whole("body"), "text()": whole("body"), "read()": whole("body"),
        "multipart()": whole("file"), "query": whole("query"), "rel_url.query": whole("query"),
        "match_info": whole("path"), "headers": whole("header"), "cookies": whole("cookie"),
    },
    "aiohttp.self": {"request": object_of("aiohttp.Request")},
}  # fmt: skip
HANDED = {"aiohttp": ("aiohttp.Request",)}
