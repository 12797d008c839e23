"""Flask, and what is built on its routers (Quart; flask-restful and RESTX in their own modules).

https://flask.palletsprojects.com/en/stable/api/
"""

from __future__ import annotations

from backend_review.frameworks.support import METHODS, add_route, guard_of, router_of
from backend_review.model.evaluator import Call
from backend_review.model.routes import Mount, Router, Use
from backend_review.model.values import Callee, Kind, Native, Thing, Unknown, Value, items_of, text_of

TYPES = {"flask.Flask": "flask.Router", "flask.Blueprint": "flask.Router"}


def _app(call: Call) -> Value:
    router = Router("flask", call.place, is_app=True)
    call.evaluator.found.append(router)
    return call.thing("flask.Router", router)


def _blueprint(call: Call) -> Value:
    router = Router("flask", call.place, prefix=call.text(-1, "url_prefix") or "", name=call.text(0, "name") or "")
    known = call.into.model if call.into is not None else None
    if isinstance(known, Router):
        known.prefix, known.name = router.prefix, router.name
        router = known
    else:
        call.evaluator.found.append(router)
    return call.thing("flask.Router", router)


def _methods(call: Call, value: Value | None = None) -> tuple[str, ...]:
    value = value if value is not None else call.arg(-1, "methods")
    return tuple(text.upper() for item in items_of(value) if (text := text_of(item)))


def _route(call: Call) -> Value:
    name = call.name.rpartition(".")[2]
    methods = (name.upper(),) if name in METHODS else _methods(call) or ("GET",)
    router, rule = router_of(call.receiver), call.text(0, "rule") or ""

    def register(inner: Call) -> Value:
        function = inner.arg(0) or Unknown()
        if router is not None:
            add_route(router, call, methods, rule, function)
        return function

    return Native(name, register)


def _add_url_rule(call: Call) -> Value | None:
    router, rule = router_of(call.receiver), call.text(0, "rule") or ""
    view = call.arg(2, "view_func")
    if router is None or view is None:
        return None
    if isinstance(view, Thing) and isinstance(view.model, Kind):
        add_class(call, router, rule, view.model, _methods(call))
    else:
        methods = _methods(call) or (_methods(call, view_attribute(call, view)) or ("GET",))
        add_route(router, call, methods, rule, view)
    return None


def view_attribute(call: Call, view: Value) -> Value:
    """The ``methods`` that a view function or class names itself."""
    return view.attributes.get("methods", Unknown()) if isinstance(view, Kind) else Unknown()


def add_class(call: Call, router: Router, rule: str, kind: Kind, methods: tuple[str, ...] = ()) -> None:
    """The routes of a class whose methods are named after HTTP methods (MethodView, flask-restful's Resource)."""
    found = False
    guards = [guard_of(call, item) for item in items_of(kind.attributes.get("decorators"))]
    guards += [guard_of(call, item) for item in items_of(kind.attributes.get("method_decorators"))]
    guards += [guard_of(call, item) for item in kind.decorators if not isinstance(item, Native)]
    for method in METHODS:
        function = next((k.attributes[method] for k in kind.lineage() if method in k.attributes), None)
        if isinstance(function, Callee) and (not methods or method.upper() in methods):
            found = True
            route = add_route(router, call, (method.upper(),), rule, function, guards)
            route.handler.name = f"{kind.klass.name}.{method}"
    if not found:
        methods = methods or _methods(call, kind.attributes.get("methods")) or ("GET",)
        function = kind.attributes.get("dispatch_request") or kind
        route = add_route(router, call, methods, rule, function, guards)
        route.handler.name = kind.klass.name


def _register(call: Call) -> Value | None:
    router, inner = router_of(call.receiver), router_of(call.arg(0, "blueprint"))
    if router is None or inner is None:
        return None
    prefix = call.text(-1, "url_prefix")
    mounted = inner
    if prefix is not None:  # replaces the blueprint's own prefix
        mounted = Router(inner.framework, inner.place, prefix=prefix, entries=inner.entries, name=inner.name)
        call.evaluator.found.append(mounted)
    router.entries.append(Mount("", mounted, call.place, [], call.conditional))
    return None


def _before(call: Call) -> Value | None:
    router = router_of(call.receiver)
    function = call.arg(0)
    if router is not None and function is not None:
        router.entries.append(Use(guard_of(call, function)))
    return function


HANDLERS = {
    **dict.fromkeys(("flask.Flask", "quart.Quart", "flask_openapi3.OpenAPI", "apiflask.APIFlask"), _app),
    **dict.fromkeys(("flask.Blueprint", "quart.Blueprint", "flask_openapi3.APIBlueprint", "apiflask.APIBlueprint",
                     "flask_smorest.Blueprint"), _blueprint),
    **{f"flask.Router.{name}": _route for name in ("route", *METHODS, "websocket")},
    "flask.Router.add_url_rule": _add_url_rule,
    **dict.fromkeys(("flask.Router.register_blueprint", "flask.Router.register_api"), _register),
    **dict.fromkeys(("flask.Router.before_request", "flask.Router.before_app_request"), _before),
}  # fmt: skip
