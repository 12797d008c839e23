"""FastAPI and Starlette.

https://fastapi.tiangolo.com/reference/apirouter/ and https://www.starlette.io/routing/
"""

from __future__ import annotations

from functools import partial

from backend_review.frameworks._fastapi_dependencies import Dependencies, declared
from backend_review.frameworks._fastapi_inputs import takes
from backend_review.frameworks.flask import add_class
from backend_review.frameworks.support import METHODS, Startup, add_route, guard_of, guards_of, handler_of
from backend_review.index.program import Parameter
from backend_review.model.evaluator import Call, Evaluator
from backend_review.model.inputs.data import whole
from backend_review.model.routes import Mount, Route, Router, Use
from backend_review.model.values import (
    Callee,
    Kind,
    Known,
    Native,
    Thing,
    Unknown,
    Value,
    items_of,
    options,
    text_of,
)

TYPES = {
    "fastapi.FastAPI": "fastapi.Router",
    "fastapi.APIRouter": "fastapi.Router",
    "starlette.applications.Starlette": "fastapi.Router",
    "starlette.routing.Router": "fastapi.Router",
}


def _router(call: Call) -> Value:
    app = call.name.endswith(("FastAPI", "Starlette"))
    router = Router("fastapi", call.place, is_app=app, prefix="" if app else call.text(-1, "prefix") or "")
    known = call.into.model if call.into is not None else None
    if isinstance(known, Router):  # a subclass calls super().__init__ with the arguments that count
        router, known.prefix = known, router.prefix
    else:
        call.evaluator.found.append(router)
    for value in items_of(call.arg(-1, "dependencies")):
        router.entries.append(Use(guard_of(call, value)))
    made = call.thing("fastapi.Router", router)
    lifespan = call.arg(-1, "lifespan")
    if lifespan is not None:
        call.evaluator.found.append(Startup(lifespan, made))
    for value in items_of(call.arg(-1, "on_startup")):
        call.evaluator.found.append(Startup(value, made, called_with_app=False))
    for value in items_of(call.arg(-1, "routes") or call.arg(0 if "starlette" in call.name else -1)):
        _starlette(router, value)
    for value in items_of(call.arg(-1, "middleware")):
        if isinstance(value, Thing) and value.made_by is not None and value.made_by.args:
            router.entries.append(Use(guard_of(value.made_by, value.made_by.args[0])))
    return made


def _starlette(router: Router, value: Value) -> None:
    """A Starlette ``Route``, ``WebSocketRoute`` or ``Mount`` in a list of routes."""
    if not isinstance(value, Thing) or not isinstance(value.model, (Route, Mount)):
        return
    endpoint = value.made_by.arg(1, "endpoint") if value.made_by is not None else None
    kind = next((item for item in options(endpoint or Unknown()) if isinstance(item, Kind)), None)
    by_methods = kind is not None and any(name in level.klass.methods for level in kind.lineage() for name in METHODS)
    if isinstance(value.model, Route) and by_methods and kind is not None and value.made_by is not None:
        add_class(value.made_by, router, value.model.path, kind)  # an HTTPEndpoint
        return
    router.entries.append(value.model)


def _starlette_route(call: Call) -> Value:
    methods = tuple(text.upper() for item in items_of(call.arg(-1, "methods")) if (text := text_of(item)))
    endpoint = call.arg(1, "endpoint")
    route = Route(
        methods or ("GET",), call.text(0, "path") or "", handler_of(call, endpoint), call.place,
        kind="websocket" if "WebSocket" in call.name else "http",
    )  # fmt: skip
    if "name" in call.named:
        route.options["name"] = call.named["name"]
    return call.thing("starlette.Route", route)


def _starlette_mount(call: Call) -> Value:
    path = call.text(0, "path") or ""
    app = call.arg(1, "app")
    inner = Router("fastapi", call.place)
    if isinstance(app, Thing) and isinstance(app.model, Router):
        inner = app.model
        inner.is_app = False
    for value in items_of(call.arg(-1, "routes")):
        _starlette(inner, value)
    return call.thing("starlette.Mount", Mount(path, inner, call.place))


def _own(call: Call) -> Router | None:
    model = call.receiver.model if call.receiver is not None else None
    return model if isinstance(model, Router) else None


def _decorator(call: Call) -> Value:
    """``@router.get(path, …)``."""
    name = call.name.rpartition(".")[2]
    if name in {"api_route", "route"}:
        methods = tuple(t.upper() for item in items_of(call.arg(-1, "methods")) if (t := text_of(item))) or ("GET",)
    else:
        methods = ("WEBSOCKET",) if name.startswith("websocket") else (name.upper(),)
    router, path = _own(call), call.text(0, "path") or ""

    def register(inner: Call) -> Value:
        function = inner.arg(0) or Unknown()
        if router is not None:
            _add(call, router, methods, path, function)
        return function

    return Native(name, register)


def _add_route(call: Call) -> Value | None:
    router = _own(call)
    if router is not None:
        methods = tuple(t.upper() for item in items_of(call.arg(-1, "methods")) if (t := text_of(item))) or ("GET",)
        _add(
            call,
            router,
            methods,
            call.text(0, "path") or "",
            call.arg(1, "endpoint") or call.arg(1, "route") or Unknown(),
        )
    return None


def _add(call: Call, router: Router, methods: tuple[str, ...], path: str, function: Value) -> None:
    route = add_route(router, call, methods, path, function, guards_of(call, call.arg(-1, "dependencies")))
    route.kind = "websocket" if methods == ("WEBSOCKET",) else "http"
    status = call.arg(-1, "status_code")
    if isinstance(status, Known) and isinstance(status.value, int):
        route.status = status.value
    elif status is not None and hasattr(status, "name"):
        digits = "".join(c for c in str(status.name) if c.isdigit())
        route.status = int(digits[:3]) if len(digits) >= 3 else None
    if model := call.expr.named.get("response_model"):  # one in `**options` has no text of its own
        route.response_schema = call.scope.module.text(model.node)
    for item in options(function):
        if isinstance(item, Callee):
            code = item.function
            route.response_schema = route.response_schema or code.return_type
            route.documented = bool(code.documentation) or bool({"summary", "description"} & set(call.named))
            for parameter in code.parameters:
                _parameter(call, route, parameter, item)


def _parameter(call: Call, route: Route, parameter: Parameter, function: Callee) -> None:
    """A handler's parameter: a dependency guards, a model is the request's schema."""
    annotation = parameter.annotation
    for expr in (parameter.default, annotation):
        if expr is None:
            continue
        for value in declared(call.evaluator, expr, annotation, function.scope):
            route.guards.append(guard_of(call, value, function.function.module, expr.node))
    if annotation is not None and annotation.kind in {"name", "attr"}:
        kind = call.evaluator.evaluate(annotation, function.scope)
        bases = kind.libraries() if isinstance(kind, Kind) else []
        if isinstance(kind, Kind) and any(base.endswith("BaseModel") or "sqlmodel" in base for base in bases):
            route.request_schema = route.request_schema or kind.klass.name


def _depends(call: Call) -> Value:
    made = call.thing("fastapi.Depends")
    made.model = call.arg(0, "dependency")
    return made


def _include(call: Call) -> Value | None:
    router, inner = _own(call), call.arg(0, "router")
    for item in options(inner) if inner is not None else ():
        if router is not None and isinstance(item, Thing) and isinstance(item.model, Router):
            guards = guards_of(call, call.arg(-1, "dependencies"))
            prefix = call.text(-1, "prefix") or ""
            router.entries.append(Mount(prefix, item.model, call.place, guards, call.conditional))
    return None


def _mount(call: Call) -> Value | None:
    router, inner = _own(call), call.arg(1, "app")
    if router is not None and isinstance(inner, Thing) and isinstance(inner.model, Router):
        inner.model.is_app = False
        router.entries.append(Mount(call.text(0, "path") or "", inner.model, call.place, [], call.conditional))
    return None


def _middleware(call: Call) -> Value | None:
    router, value = _own(call), call.arg(0, "middleware_class")
    if router is None or value is None:
        return None
    if call.name.endswith("add_middleware"):
        router.entries.append(Use(guard_of(call, value)))
        return None

    def register(inner: Call) -> Value:
        function = inner.arg(0) or Unknown()
        router.entries.append(Use(guard_of(inner, function)))
        return function

    return Native("middleware", register)


def _hook(call: Call) -> Value | None:
    """``app.on_event("startup")``, ``app.add_event_handler("startup", function)``."""
    if call.text(0, "event_type") != "startup":
        return None
    given = call.arg(1, "func")
    if given is not None:
        call.evaluator.found.append(Startup(given, call.receiver, called_with_app=False))
        return None

    def register(inner: Call) -> Value:
        function = inner.arg(0) or Unknown()
        call.evaluator.found.append(Startup(function, call.receiver, called_with_app=False))
        return function

    return Native("on_event", register)


def finish(evaluator: Evaluator) -> None:
    """Follow what applications run when they start, and the dependencies of dependencies."""
    for item in list(evaluator.found):
        if isinstance(item, Startup):
            item.follow(evaluator)
    tree = Dependencies(evaluator)
    for item in evaluator.found:
        if isinstance(item, Router) and item.framework == "fastapi":
            evaluator.attempt(partial(tree.complete, item))


_OTHER_DECORATORS = ("api_route", "route", "websocket", "websocket_route")
HANDLERS = {
    **dict.fromkeys(
        ("fastapi.FastAPI", "fastapi.APIRouter", "fastapi.applications.FastAPI", "fastapi.routing.APIRouter",
         "starlette.applications.Starlette", "starlette.routing.Router"), _router,
    ),
    **{f"fastapi.Router.{name}": _decorator for name in (*METHODS, *_OTHER_DECORATORS)},
    **dict.fromkeys(("fastapi.Router.add_api_route", "fastapi.Router.add_route"), _add_route),
    "fastapi.Router.include_router": _include,
    "fastapi.Router.mount": _mount,
    **dict.fromkeys(("fastapi.Router.add_middleware", "fastapi.Router.middleware"), _middleware),
    **dict.fromkeys(("fastapi.Router.on_event", "fastapi.Router.add_event_handler"), _hook),
    **dict.fromkeys(
        ("fastapi.Depends", "fastapi.Security", "fastapi.params.Depends", "fastapi.param_functions.Depends"), _depends
    ),
    **dict.fromkeys(("starlette.routing.Route", "starlette.routing.WebSocketRoute"), _starlette_route),
    "starlette.routing.Mount": _starlette_mount,
}  # fmt: skip
# app.router is the application's own router
HANDLERS |= {
    name.replace(".Router.", ".Router.router."): handler
    for name, handler in HANDLERS.items()
    if name.startswith("fastapi.Router.")
}
# https://fastapi.tiangolo.com/reference/request/ and https://www.starlette.io/requests/
REQUESTS = {"fastapi.Request": {
    "json()": whole("body"), "body()": whole("body"), "form()": whole("body"), "stream()": whole("body"),
    "query_params": whole("query"), "path_params": whole("path"), "headers": whole("header"),
    "cookies": whole("cookie"),
}}  # fmt: skip
TAKES = {"fastapi": takes}
