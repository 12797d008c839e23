"""Flask, and what is built on its routers: Quart, flask-openapi3, APIFlask and flask-smorest's blueprints.

https://flask.palletsprojects.com/en/stable/api/ · https://flask-smorest.readthedocs.io/en/latest/
"""

from __future__ import annotations

from dataclasses import dataclass

from backend_review.frameworks import _flask_settings as settings
from backend_review.frameworks.support import METHODS, add_route, guard_of, handler_of, router_of
from backend_review.index.expressions.data import Expr
from backend_review.model.evaluator import Call, Evaluator
from backend_review.model.inputs.data import whole
from backend_review.model.routes import Guard, Mount, Route, Router, Use
from backend_review.model.values import (
    HOLE,
    Callee,
    Items,
    Kind,
    Known,
    Library,
    Native,
    Table,
    Thing,
    Unknown,
    Value,
    items_of,
    options,
    text_of,
)

TYPES = {"flask.Flask": "flask.Router", "flask.Blueprint": "flask.Router", "quart.Quart": "flask.Router"}


@dataclass(slots=True, eq=False)
class _EverywhereUse:
    """A guard that a blueprint adds to the application it is registered with."""

    router: Router
    guard: Guard


def _app(call: Call) -> Value:
    router = Router("flask", call.place, is_app=True)
    call.evaluator.found.append(router)
    made = call.thing("flask.Router", router)
    config = made.attributes["config"] = Thing("flask.Config", depth=call.evaluator.conditional)
    config.attributes |= {f"[{name}]": value for name, value in settings.defaults(call).items()}
    return made


def _blueprint(call: Call) -> Value:
    router = Router("flask", call.place, prefix=call.text(-1, "url_prefix") or "", name=call.text(0, "name") or "")
    known = call.into.model if call.into is not None else None
    if isinstance(known, Router):
        known.prefix, known.name = router.prefix, router.name
        router = known
    else:
        call.evaluator.found.append(router)
    return call.thing("flask.Router", router)


def methods_of(value: Value | None) -> tuple[str, ...]:
    """The methods that a list of texts names."""
    return tuple(dict.fromkeys(text.upper() for item in items_of(value) if (text := text_of(item))))


def _route(call: Call) -> Value:
    name = call.name.rpartition(".")[2]
    methods = (name.upper(),) if name in METHODS else methods_of(call.arg(-1, "methods"))
    router, rule = router_of(call.receiver), call.text(0, "rule") or ""

    def register(inner: Call) -> Value:
        function = inner.arg(0) or Unknown()
        if router is not None:
            add_view(call, router, rule, function, methods)
        return function

    return Native(name, register)


def _add_url_rule(call: Call) -> Value | None:
    router, view = router_of(call.receiver), call.arg(2, "view_func")
    if router is not None and view is not None and view != Known(None):
        written = call.expr.named.get("view_func") or (call.expr.args[2] if len(call.expr.args) > 2 else None)
        add_view(call, router, call.text(0, "rule") or "", view, methods_of(call.arg(-1, "methods")), written)
    return None


def add_view(
    call: Call, router: Router, rule: str, view: Value, methods: tuple[str, ...] = (), written: Expr | None = None
) -> None:
    """The routes of a view: a function, a class, ``as_view()`` of one, each of them with decorators called on it."""
    guards: list[Guard] = []
    inner = _class_in(call, view, guards)
    if inner is not None:
        add_class(call, router, rule, inner, methods, guards, _constructed(view, inner))
        return
    for item in options(view):
        if not methods and isinstance(item, Callee) and "methods" in item.attributes:
            methods = methods_of(item.attributes["methods"])
    route = add_route(router, call, methods or ("GET",), rule, view, _wrappers(call, view, written), written)
    route.paged = next((_is_paged(item) for item in options(view) if isinstance(item, Callee)), None)


def _wrappers(call: Call, view: Value, written: Expr | None) -> list[Guard]:
    """The decorators that are called where a function is registered: ``view_func=login_required(index)``."""
    found: list[Guard] = []
    while written is not None and written.kind == "call" and written.target is not None and written.args:
        module = call.scope.module
        name = " ".join(module.text(written.target.node).split())
        value = call.evaluator.evaluate(written.target, call.scope)
        made = guard_of(call, value, module, written.node)
        found.append(Guard(name, made.place, made.function, value=made.value))
        written = next((item for item in written.args if item.kind in {"call", "name", "attr"}), None)
    for item in options(view) if not found else ():
        if isinstance(item, Thing) and item.made_by is not None and handler_of(call, item).function is not None:
            found.append(guard_of(call, Library(item.made_by.name)))
    return found


def _constructed(view: Value, kind: Kind, depth: int = 0) -> Value | None:
    """The object that answers, made with what ``as_view("items", Item)`` was given; None where that was nothing."""
    for item in options(view) if depth < 6 else ():
        made = item.made_by if isinstance(item, Thing) else None
        if made is not None and isinstance(item, Thing) and item.type == "as_view":
            return construct(made, kind, made.args[1:], made.named)
        for value in made.args if made is not None else ():
            found = _constructed(value, kind, depth + 1)
            if found is not None:
                return found
    return None


def construct(call: Call, kind: Kind, args: list[Value], named: dict[str, Value]) -> Value | None:
    """An object of a class of views, made with what it was registered with."""
    return call.evaluator.instantiate(kind, args, named, call.expr, call.scope) if args or named else None


def _class_in(call: Call, view: Value, guards: list[Guard], depth: int = 0) -> Kind | None:
    """The class whose objects answer, if one does; what is called on ``as_view()`` is added to the guards."""
    for item in options(view) if depth < 6 else ():
        if isinstance(item, Kind):
            return item
        if isinstance(item, Thing) and item.type == "as_view":
            return item.model if isinstance(item.model, Kind) else None
        inner: list[Value] = []
        if isinstance(item, Thing) and item.made_by is not None:
            inner, guard = item.made_by.args, guard_of(call, Library(item.made_by.name))
        elif isinstance(item, Callee) and item.scope.outer is not None:  # what a decorator of the project returned
            owner = item.scope
            inner = [value for value in owner.names.values() if isinstance(value, Thing) and value.type == "as_view"]
            guard = guard_of(call, item)
        for value in inner:
            found = _class_in(call, value, [], depth + 1) if isinstance(value, Thing) else None
            if found is not None:
                guards.append(guard)
                return _class_in(call, value, guards, depth + 1)
    return None


def add_class(  # all that says which routes there are, and what answers them
    call: Call,
    router: Router,
    rule: str,
    kind: Kind,
    methods: tuple[str, ...] = (),
    guards: list[Guard] | None = None,
    made_with: Value | None = None,
) -> list[Route]:
    """The routes of a class whose methods are named after HTTP methods (MethodView, flask-restful's Resource)."""
    given = methods or methods_of(_member(kind, "methods"))
    guards = [*(guards or []), *_class_guards(call, kind)]
    made: list[Route] = []
    for method in METHODS:
        function = _member(kind, method)
        if isinstance(function, Callee) and (not given or method.upper() in given):
            own = _per_method(call, kind, method)
            route = add_route(router, call, (method.upper(),), rule, function, [*guards, *own])
            route.handler.name, route.handler.of = f"{kind.klass.name}.{method}", kind
            route.paged = route.paged or _is_paged(function)
            if made_with is not None:
                route.handler.callee = Callee(function.function, function.scope, made_with)
            made.append(route)
    if not made:
        function = _member(kind, "dispatch_request") or kind
        route = add_route(router, call, given or ("GET",), rule, function, guards)
        route.handler.name, route.handler.of = kind.klass.name, kind
        made.append(route)
    return made


def _is_paged(function: Callee) -> bool | None:
    """Whether a decorator gives pages of what a handler returns: ``@blp.paginate(CursorPage)``."""
    named = (item.target if item.kind == "call" else item for item in function.function.decorators)
    return any(item is not None and item.kind == "attr" and item.name == "paginate" for item in named) or None


def _member(kind: Kind, name: str) -> Value | None:
    """What a class or its bases in the project have under a name."""
    return next((level.attributes[name] for level in kind.lineage() if name in level.attributes), None)


def _class_guards(call: Call, kind: Kind) -> list[Guard]:
    """What guards all methods of a class."""
    found = [guard_of(call, item) for item in items_of(_member(kind, "decorators"))]
    everywhere = _member(kind, "method_decorators")
    if not isinstance(everywhere, Table):
        found += [guard_of(call, item) for item in items_of(everywhere)]
    module = kind.klass.module
    for expr, item in zip(kind.klass.decorators, kind.decorators, strict=False):
        if not isinstance(item, Native):
            found.append(guard_of(call, item, module, expr.node))
    return found


def _per_method(call: Call, kind: Kind, method: str) -> list[Guard]:
    """flask-restful: ``method_decorators = {"post": [login_required]}``."""
    table = _member(kind, "method_decorators")
    return [guard_of(call, item) for item in items_of(table.entries.get(method))] if isinstance(table, Table) else []


def register_blueprint(call: Call) -> Value | None:
    """``app.register_blueprint(blueprint, url_prefix=)``, also of a blueprint in another one."""
    router, inner = router_of(call.receiver), router_of(call.arg(0, "blueprint"))
    if router is None or inner is None:
        return None
    prefix = call.text(-1, "url_prefix")
    if prefix is not None and prefix != HOLE:  # replaces the blueprint's own prefix
        mounted = Router(inner.framework, inner.place, prefix=prefix, entries=inner.entries, name=inner.name)
        if inner in call.evaluator.found:
            call.evaluator.found.remove(inner)
        call.evaluator.found.append(mounted)
        inner = mounted
    inner.is_app = False
    router.entries.append(Mount("", inner, call.place, [], call.conditional))
    return None


def _before(call: Call) -> Value | None:
    router, function = router_of(call.receiver), call.arg(0)
    if router is not None and function is not None:
        guard = guard_of(call, function)
        if call.name.endswith("app_request"):
            call.evaluator.found.append(_EverywhereUse(router, guard))
        else:
            router.entries.append(Use(guard))
    return function


def finish(evaluator: Evaluator) -> None:
    """Give applications the guards that their blueprints add for all of them."""
    for item in evaluator.found:
        if isinstance(item, _EverywhereUse):
            for app in evaluator.found:
                if isinstance(app, Router) and app.is_app and _holds(app, item.router):
                    app.entries.insert(0, Use(item.guard))


def _holds(app: Router, router: Router, depth: int = 0) -> bool:
    below = [entry.router for entry in app.entries if isinstance(entry, Mount)] if depth < 8 else []
    return app.entries is router.entries or any(_holds(item, router, depth + 1) for item in below)


def _dispatched(call: Call) -> Value:
    """werkzeug's ``DispatcherMiddleware(app, {"/api": api})``: whole applications below paths."""
    mounts = call.arg(1, "mounts")
    for path, value in mounts.entries.items() if isinstance(mounts, Table) else ():
        router = router_of(value)
        if router is not None:
            router.prefix = path + router.prefix
    return call.arg(0, "app") or Unknown()


def described(call: Call) -> Value:
    """A decorator that describes a handler (``@blp.arguments(Schema)``) and guards nothing."""
    name = call.name.rpartition(".")[2]
    status = call.arg(0)

    def remember(inner: Call) -> Value:
        function = inner.arg(0) or Unknown()
        if isinstance(function, (Callee, Kind)):
            described = function.attributes.setdefault("(described)", Table())
            if isinstance(described, Table):
                described.entries.setdefault(name, Items([status] if status is not None else []))
        return function

    return Native(name, remember)


_APPS = ("flask.Flask", "quart.Quart", "flask_openapi3.OpenAPI", "apiflask.APIFlask")
_BLUEPRINTS = ("flask.Blueprint", "quart.Blueprint", "flask_openapi3.APIBlueprint", "apiflask.APIBlueprint",
               "flask_smorest.Blueprint", "flask_smorest.blueprint.Blueprint",
                   "flask.blueprints.Blueprint")  # fmt: skip
_DESCRIBES = (
    "arguments", "response", "alt_response", "paginate", "doc", "etag", "input", "output", "after_request",
    "errorhandler", "context_processor", "teardown_request", "template_filter", "cli.command",
)  # fmt: skip
HANDLERS = {
    **dict.fromkeys(_APPS, _app),
    **dict.fromkeys(_BLUEPRINTS, _blueprint),
    **{f"flask.Router.{name}": _route for name in ("route", *METHODS, "websocket")},
    "flask.Router.add_url_rule": _add_url_rule,
    **dict.fromkeys(("flask.Router.register_blueprint", "flask.Router.register_api"), register_blueprint),
    **dict.fromkeys(("flask.Router.before_request", "flask.Router.before_app_request"), _before),
    **dict.fromkeys([f"flask.Config.{name}" for name in ("from_object", "from_mapping", "update")], settings.configure),
    "flask.Config.get": settings.setting,
    **dict.fromkeys(
        ("werkzeug.middleware.dispatcher.DispatcherMiddleware", "werkzeug.wsgi.DispatcherMiddleware"), _dispatched
    ),
    **{f"flask.Router.{name}": described for name in _DESCRIBES},
}  # fmt: skip
# https://flask.palletsprojects.com/en/stable/api/#flask.Request
REQUESTS = {"flask.request": {
    "json": whole("body"), "get_json()": whole("body"), "form": whole("body"), "data": whole("body"),
    "get_data()": whole("body"), "args": whole("query"), "values": whole("query"), "files": whole("file"),
    "headers": whole("header"), "cookies": whole("cookie"), "view_args": whole("path"),
}}  # fmt: skip
