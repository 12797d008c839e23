"""flask-restful, flask-restx (and RESTPlus, its forerunner), and flask-smorest's Api.

https://flask-restful.readthedocs.io/en/latest/api.html · https://flask-restx.readthedocs.io/en/latest/api.html ·
https://flask-smorest.readthedocs.io/en/latest/api_reference.html
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from backend_review.frameworks.flask import add_class, construct, described, methods_of, register_blueprint
from backend_review.frameworks.support import guard_of, router_of
from backend_review.model.evaluator import Call, Evaluator
from backend_review.model.routes import Guard, Mount, Place, Route, Router, Use
from backend_review.model.values import (
    HOLE,
    Callee,
    Kind,
    Known,
    Native,
    Table,
    Thing,
    Unknown,
    Value,
    items_of,
    options,
    text_of,
)

_VALIDATES = re.compile(r"\b(?:RESTX|RESTPLUS)_VALIDATE\b[\"'\]]*\s*[:=]\s*True\b")


@dataclass(slots=True, eq=False)
class _Api(Router):
    """An API: what it adds to the application or blueprint that it is given, now or later."""

    namespaces: dict[int, Mount] = field(default_factory=dict)
    validates: bool = False


@dataclass(slots=True, eq=False)
class _Namespace(Router):
    """A namespace of flask-restx, with the path that it has where no other one is said."""

    path: str = ""
    validates: bool = False


@dataclass(slots=True, eq=False)
class _Expected:
    """A route whose method expects a model; ``validates`` is whether what does not fit is refused, if it says so."""

    route: Route
    place: Place
    validates: bool | None


def _api(call: Call) -> Value:
    prefix = call.text(-1, "prefix") or (call.text(1) if "restful" in call.name else "") or ""
    known = call.into.model if call.into is not None else None
    if isinstance(known, _Api):  # a subclass calls super().__init__ with the arguments that count
        api, made = known, call.into
        api.prefix = prefix
    else:
        api = _Api("flask", call.place, prefix="" if prefix == HOLE else prefix)
        call.evaluator.found.append(api)
        made = None
    if made is None:
        made = call.thing("flask_restful.Api", api)
    for value in items_of(call.arg(-1, "decorators")):
        api.entries.append(Use(guard_of(call, value)))
    api.validates = api.validates or call.named.get("validate") == Known(True)
    _attach(call, api, call.arg(0, "app"))
    _attach(call, api, call.arg(-1, "blueprint"))
    return made


def _attach(call: Call, api: Router, owner: Value | None) -> None:
    """Put an API into an application or blueprint, once."""
    router = router_of(owner)
    if router is None or router is api:
        return
    if not any(isinstance(entry, Mount) and entry.router is api for entry in router.entries):
        router.entries.append(Mount("", api, call.place, [], call.conditional))


def _init(call: Call) -> Value | None:
    """``api.init_app(app)``, which may give a prefix."""
    api = router_of(call.receiver)
    if api is not None:
        for value in items_of(call.arg(-1, "decorators")):
            api.entries.append(Use(guard_of(call, value)))
        api.prefix = call.text(-1, "prefix") or api.prefix
        _attach(call, api, call.arg(0, "app"))
    return None


def _add_resource(call: Call) -> Value | None:
    """``api.add_resource(Class, "/a", "/b", …)``."""
    resource = call.arg(0, "resource")
    _add(call, router_of(call.receiver), resource, call.args[1:], methods_of(call.named.get("methods")))
    return None


def _add(
    call: Call, router: Router | None, resource: Value | None, urls: list[Value], methods: tuple[str, ...] = ()
) -> None:
    for item in options(resource) if router is not None and resource is not None else ():
        kind = item if isinstance(item, Kind) else item.model if isinstance(item, Thing) else None
        for url in urls:
            text = text_of(url)
            if router is not None and isinstance(kind, Kind):
                made = construct(call, kind, *_given(call))
                path = text if text is not None else HOLE
                routes = add_class(call, router, path, kind, methods, made_with=made)
                _describe(routes, kind)
                _expects(call, routes, kind)


def _given(call: Call) -> tuple[list[Value], dict[str, Value]]:
    """What the objects that answer are made with: ``resource_class_args``, ``resource_class_kwargs``."""
    named = call.named.get("resource_class_kwargs")
    return items_of(call.named.get("resource_class_args")), dict(named.entries) if isinstance(named, Table) else {}


def _describe(routes: list[Route], kind: Kind) -> None:
    """A class or method that is described for the API's document."""
    for route in routes:
        route.documented = route.documented or "(described)" in kind.attributes


def _expect(call: Call) -> Value:
    """``@ns.expect(model, validate=True)``: what does not fit is answered with 400; by default nothing is."""
    describe, said = described(call), call.named.get("validate")
    owner = router_of(call.receiver)
    asked = said == Known(True) if said is not None else True if getattr(owner, "validates", False) else None

    def remember(inner: Call) -> Value:
        function = inner.arg(0)
        if isinstance(function, Callee):
            function.attributes["(validates)"] = Known(asked)
        return describe.run(inner) if isinstance(describe, Native) else describe

    return Native("expect", remember)


def _expects(call: Call, routes: list[Route], kind: Kind) -> None:
    """Remember which methods of a resource expect a model."""
    for route in routes:
        name = route.methods[0].lower()
        method = next((level.attributes[name] for level in kind.lineage() if name in level.attributes), None)
        said = method.attributes.get("(validates)") if isinstance(method, Callee) else None
        if isinstance(said, Known):
            asked = said.value if isinstance(said.value, bool) else None
            call.evaluator.found.append(_Expected(route, route.handler.place, asked))


def finish(evaluator: Evaluator) -> None:
    """Give routes what checks their bodies: by their own word, the API's, or that of the application's settings."""
    expected = [item for item in evaluator.found if isinstance(item, _Expected)]
    everywhere = any(item.validates is None for item in expected) and (
        any(isinstance(item, _Api) and item.validates for item in evaluator.found)
        or any(
            file.language == "python" and file.role == "production" and _VALIDATES.search(file.text)
            for file in evaluator.project.files.values()
        )
    )
    for item in expected:
        if item.validates or (item.validates is None and everywhere):
            item.route.guards.append(Guard("flask_restx.expect", item.place))


def _resource(call: Call) -> Value | None:
    """``@api.resource("/a", "/b")`` (flask-restful) and ``@ns.route("/a", "/b")`` (flask-restx), which may say the
    methods: a method of the class that is not among them is none of the route's."""
    methods = methods_of(call.named.get("methods"))
    router = router_of(call.receiver)
    urls = [value for value in call.args if not isinstance(value, Kind)]

    def register(inner: Call) -> Value:
        resource = inner.arg(0) or Unknown()
        _add(call, router, resource, urls, methods)
        return resource

    return Native(call.name.rpartition(".")[2], register)


def _namespace(call: Call) -> Value:
    """``Namespace(name, …, path=)``; ``api.namespace(…)`` adds it to the API, too."""
    name, path = call.text(0, "name") or "", call.text(2, "path")
    path = (path or f"/{name}").rstrip("/")
    namespace = _Namespace("flask", call.place, name=name, path=path)
    known = call.into.model if call.into is not None else None
    if isinstance(known, _Namespace):
        known.name, known.path = namespace.name, namespace.path
        namespace = known
    else:
        call.evaluator.found.append(namespace)
    namespace.validates = namespace.validates or call.named.get("validate") == Known(True)
    for value in items_of(call.arg(-1, "decorators")):
        namespace.entries.append(Use(guard_of(call, value)))
    made = call.thing("flask_restful.Namespace", namespace)
    api = router_of(call.receiver)
    if isinstance(api, _Api):
        _place(call, api, namespace, None)
    for given in (call.arg(-1, "api"), call.arg(-1, "apis")):
        for value in items_of(given):
            owner = router_of(value)
            if isinstance(owner, _Api):
                _place(call, owner, namespace, None)
    return made


def _add_namespace(call: Call) -> Value | None:
    api, namespace = router_of(call.receiver), router_of(call.arg(0, "ns"))
    if isinstance(api, _Api) and isinstance(namespace, _Namespace):
        _place(call, api, namespace, call.text(1, "path"))
    return None


def _place(call: Call, api: _Api, namespace: _Namespace, path: str | None) -> None:
    """A namespace is in an API once; the path said last counts."""
    mount = api.namespaces.get(id(namespace))
    if mount is None:
        mount = Mount(namespace.path, namespace, call.place, [], call.conditional)
        api.namespaces[id(namespace)] = mount
        api.entries.append(mount)
    if path:
        mount.path = path


def _smorest(call: Call) -> Value:
    """flask-smorest's ``Api(app)``: its blueprints are the application's."""
    api = _Api("flask", call.place)
    call.evaluator.found.append(api)
    _attach(call, api, call.arg(0, "app"))
    return call.thing("flask_smorest.Api", api)


_LIBRARIES = ("flask_restful", "flask_restx", "flask_restplus", "flask_restx.api", "flask_restplus.api")
_DESCRIBES = ("doc", "response", "marshal_with", "marshal_list_with", "param", "produces", "header", "hide",
              "deprecated", "vendor", "errorhandler", "representation")  # fmt: skip
HANDLERS = {
    **dict.fromkeys([f"{name}.Api" for name in _LIBRARIES], _api),
    **dict.fromkeys(
        ("flask_restx.Namespace", "flask_restplus.Namespace", "flask_restx.namespace.Namespace",
         "flask_restplus.namespace.Namespace", "flask_restful.Api.namespace"), _namespace,
    ),
    "flask_restful.Api.init_app": _init,
    "flask_restful.Api.add_resource": _add_resource,
    "flask_restful.Namespace.add_resource": _add_resource,
    **dict.fromkeys(
        ("flask_restful.Api.resource", "flask_restful.Api.route", "flask_restful.Namespace.route"), _resource
    ),
    "flask_restful.Api.add_namespace": _add_namespace,
    **{f"flask_restful.{holder}.{name}": described for holder in ("Api", "Namespace") for name in _DESCRIBES},
    **{f"flask_restful.{holder}.expect": _expect for holder in ("Api", "Namespace")},
    "flask_smorest.Api": _smorest,
    "flask_smorest.Api.init_app": _init,
    "flask_smorest.Api.register_blueprint": register_blueprint,
}  # fmt: skip
