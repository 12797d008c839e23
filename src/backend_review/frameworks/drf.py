"""Django REST framework: routers that make URLs of viewsets, also drf-nested-routers and drf-extensions.

https://www.django-rest-framework.org/api-guide/routers/, /viewsets/ and https://github.com/alanjds/drf-nested-routers
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from backend_review.frameworks import _django_classes as classes
from backend_review.frameworks._django_paths import from_regex, from_route
from backend_review.frameworks._django_views import View
from backend_review.frameworks.django import Late, Pattern
from backend_review.index.expressions.data import Expr
from backend_review.model.evaluator import Call
from backend_review.model.values import (
    Callee,
    Items,
    Kind,
    Known,
    Library,
    Table,
    Thing,
    Unknown,
    Value,
    items_of,
    options,
)
from backend_review.model.values import text_of as text

_ROUTE = "rest_framework.Registered"
_LEVEL = "rest_framework.Route"
_ONE = {"get": "retrieve", "put": "update", "patch": "partial_update", "delete": "destroy"}
_NOT_OPTIONS = {"methods", "detail", "url_path", "url_name", "name", "suffix"}


@dataclass(slots=True, eq=False)
class _Registered:
    """A viewset at a prefix; ``parents`` come before it in the path."""

    prefix: str
    viewset: Value
    call: Call
    conditional: bool
    parents: list[tuple[_Registered, str]] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class _Routes:
    """A router: what was registered with it, and for a nested one, below which of its parent's viewsets."""

    call: Call
    thing: Thing
    registry: Items
    parent: _Routes | None = None
    parent_prefix: str = ""
    lookup: str = ""

    @property
    def slash(self) -> str:
        """What paths end with."""
        given = self.call.arg(0 if self.parent is None else 3, "trailing_slash")
        given = self.thing.attributes.get("trailing_slash") or given
        if given is None and self.thing.kind is not None:
            given = classes.attribute(self.thing.kind, "trailing_slash")
        written = text(given)
        if written is not None:
            return "/" if "/" in written else ""
        return "" if given == Known(False) else "/"

    def mapping(self, index: int) -> dict[str, str]:
        """The actions by method of the collection (0) or of one object (2)."""
        levels = items_of(self.thing.attributes.get("routes"))
        level = levels[index] if index < len(levels) else None
        return _by_method(level.attributes.get("mapping") if isinstance(level, Thing) else None)

    def levels(self) -> list[Call]:
        """The ``Route`` and ``DynamicRoute`` of a router class of the project's own; none where it has the usual."""
        given = classes.attribute(self.thing.kind, "routes") if self.thing.kind is not None else None
        made = [item.made_by for item in items_of(given) if isinstance(item, Thing) and item.type == _LEVEL]
        return [call for call in made if call is not None]

    def above(self, depth: int = 0) -> str:
        """The path of the viewset that this router is nested in."""
        if self.parent is None or depth > 6:
            return ""
        owner: Value = Unknown()
        for item in registered(self.parent.registry):
            if item.prefix == self.parent_prefix:
                owner = item.viewset
        name = f"{self.lookup}_{_lookup(owner)}" if self.lookup else _lookup(owner)
        return self.parent.above(depth + 1) + f"{_prefix(self.parent_prefix)}/{{{name}}}/"


def registered(registry: Items) -> Iterator[_Registered]:
    """What a router's registry holds."""
    for item in registry.items:
        if isinstance(item, Thing) and isinstance(item.model, _Registered):
            yield item.model


def _router(call: Call) -> Value:
    made = call.thing("rest_framework.Router")
    routes = _Routes(call, made, Items())
    if "Nested" in call.name and call.arg(0, "parent_router") is not None:
        parent = next(iter(options(call.arg(0, "parent_router") or Unknown())), None)
        routes.parent = parent.model if isinstance(parent, Thing) and isinstance(parent.model, _Routes) else None
        routes.parent_prefix = (call.text(1, "parent_prefix") or "").strip("/")
        routes.lookup = call.text(2, "lookup") or ""
    made.model = routes
    made.attributes["registry"] = routes.registry
    # SimpleRouter.routes: the collection, its actions, one object, its actions. Projects change the mappings.
    mappings = [{"get": "list", "post": "create"}, {}, _ONE, {}]
    levels = [Table({method: Known(action) for method, action in mapping.items()}) for mapping in mappings]
    made.attributes["routes"] = Items([Thing(attributes={"mapping": table}) for table in levels])
    late = Late(lambda: _urls(routes))
    call.evaluator.found.append(late)
    made.attributes["urls"] = Items([Thing("rest_framework.Urls", model=late, made_by=call)])
    return made


def _register(call: Call) -> Value | None:
    owner = call.receiver.model if call.receiver is not None else None
    if isinstance(owner, _Routes):
        prefix, viewset = call.text(0, "prefix"), call.arg(1, "viewset") or Unknown()
        made = _Registered((prefix or "").strip("/"), viewset, call, call.conditional)
        item = Thing(_ROUTE, model=made, made_by=call)
        item.attributes["router"] = call.receiver or Unknown()
        owner.registry.items.append(item)
        return item
    if isinstance(owner, _Registered) and call.receiver is not None:  # drf-extensions: below what was registered
        router = call.receiver.attributes.get("router")
        lookups = [name or "" for item in items_of(call.arg(3, "parents_query_lookups")) for name in [text(item)]]
        chain = [*(parent for parent, _ in owner.parents), owner]
        inner = _Registered((call.text(0) or "").strip("/"), call.arg(1) or Unknown(), call, call.conditional)
        inner.parents = list(zip(chain, [f"parent_lookup_{name}" for name in lookups], strict=False))
        item = Thing(_ROUTE, model=inner, made_by=call)
        item.attributes["router"] = router or Unknown()
        if isinstance(router, Thing) and isinstance(router.model, _Routes):
            router.model.registry.items.append(item)
        return item
    return None


def _get_urls(call: Call) -> Value | None:
    return call.receiver.attributes.get("urls") if call.receiver is not None else None


# From what was registered to patterns


def _prefix(written: str) -> str:
    return from_route(from_regex(written)).strip("/")


def _lookup(viewset: Value) -> str:
    """The name of the path's parameter that a viewset finds one object by."""
    for name in ("lookup_url_kwarg", "lookup_field"):
        found = text(classes.attribute(next(iter(options(viewset)), viewset), name))
        if found:
            return found
    return "pk"


def _urls(routes: _Routes) -> list[Pattern]:
    found: list[Pattern] = _root(routes)
    for item in registered(routes.registry):
        above = routes.above()
        for parent, lookup in item.parents:
            above += f"{_prefix(parent.prefix)}/{{{lookup}}}/"
        for viewset in options(item.viewset):
            if isinstance(viewset, (Kind, Library)):
                for path, actions, given, slash in _paths(routes, viewset):
                    whole = "/".join(part for part in (above + _prefix(item.prefix), path) if part)
                    view = View(viewset, item.call, options=given, actions=actions)
                    end = routes.slash if whole and slash else ""
                    found.append(Pattern(whole + end, item.call, view, conditional=item.conditional))
    return found


def _root(routes: _Routes) -> list[Pattern]:
    """``DefaultRouter``'s own view, which lists what there is; behind a viewset that is registered at the same path
    nobody reaches it."""
    if any(not item.prefix for item in registered(routes.registry)):
        return []
    kind = routes.thing.kind
    shows = next((value for level in (kind.lineage() if kind is not None else ())
                  if (value := level.attributes.get("include_root_view")) is not None), None)  # fmt: skip
    if not routes.call.name.endswith(".DefaultRouter") or shows == Known(False):
        return []
    view = View(Library("rest_framework.routers.APIRootView"), routes.call, actions={"GET": "get"}, kind="docs")
    return [Pattern("", routes.call, view)]


def _paths(routes: _Routes, viewset: Value) -> Iterator[tuple[str, dict[str, str], dict[str, Value], bool]]:
    """The paths below its prefix that a viewset answers, each with its actions by method, options of their own, and
    whether it ends with what the router's paths end with.

    In the order in which a router tries them: the collection, its actions, one object, its actions.
    """
    has = classes.actions_of(viewset)
    one = f"{{{_lookup(viewset)}}}"
    extra = list(_extra(viewset, one))

    def mapped(mapping: dict[str, str]) -> dict[str, str]:
        return {
            method: name
            for method, name in mapping.items()
            if name in has or isinstance(classes.attribute(viewset, name), Callee)
        }

    own = routes.levels()
    for level in own:
        url = text(level.arg(0, "url")) or ""
        slash = "{trailing_slash}" in url
        written = url.replace("{lookup}", one).replace("{trailing_slash}", "")
        path = written.strip("^$/").removeprefix("{prefix}").strip("/")
        if classes.last(level.name) == "Route":
            if actions := mapped(_by_method(level.arg(1, "mapping"))):
                yield path, actions, {}, slash
            continue
        of_one = level.arg(2, "detail") == Known(True)
        for below, actions, given in extra:
            if below.startswith(f"{one}/") is of_one:
                yield path.replace("{url_path}", below.removeprefix(f"{one}/")), actions, given, slash
    for index, path in () if own else ((0, ""), (2, one)):
        if actions := mapped(routes.mapping(index)):
            yield path, actions, {}, True
        yield from ((*item, True) for item in extra if item[0].startswith(f"{one}/") is (path == one))


def _by_method(table: Value | None) -> dict[str, str]:
    """The actions of a mapping by method."""
    found = {method: text(value) for method, value in (table.entries if isinstance(table, Table) else {}).items()}
    return {method.upper(): action for method, action in found.items() if action}


def _extra(viewset: Value, one: str) -> Iterator[tuple[str, dict[str, str], dict[str, Value]]]:
    """The paths of a viewset's ``@action`` methods."""
    seen: set[str] = set()
    for kind in viewset.lineage() if isinstance(viewset, Kind) else ():
        for name, function in kind.attributes.items():
            if isinstance(function, Callee) and name not in seen:
                for made in (item.made_by for item in function.decorators if isinstance(item, Thing)):
                    if made is not None and classes.last(made.name) in {"action", "detail_route", "list_route"}:
                        path, methods = _action(made, name, one)
                        also = _mapped(viewset, name)
                        actions = dict.fromkeys(methods, name) | also
                        yield path, actions, {k: v for k, v in made.named.items() if k not in _NOT_OPTIONS}
            seen.add(name)


def _action(made: Call, name: str, one: str) -> tuple[str, list[str]]:
    """The path below the prefix and the methods of ``@action(…)``."""
    kind = classes.last(made.name)
    detail = kind == "detail_route" or made.arg(1, "detail") == Known(True)
    url = made.text(2 if kind == "action" else -1, "url_path") or name
    path = _prefix(url)
    methods = [word.upper() for item in items_of(made.arg(0, "methods")) if (word := text(item))]
    return (f"{one}/{path}" if detail else path), methods or ["GET"]


def _mapped(viewset: Value, name: str) -> dict[str, str]:
    """What ``@name.mapping.delete`` adds to an action, by method."""
    found: dict[str, str] = {}
    for kind in viewset.lineage() if isinstance(viewset, Kind) else ():
        for method, function in kind.klass.methods.items():
            for expr in function.decorators:
                owner = expr.target if expr.kind == "attr" else None
                if owner is not None and owner.name == "mapping" and _is_named(owner.target, name):
                    found.setdefault(expr.name.upper(), method)
    return found


def _is_named(expr: Expr | None, name: str) -> bool:
    return expr is not None and expr.kind == "name" and expr.name == name


_PACKAGES = ("rest_framework", "rest_framework_nested", "rest_framework_extensions", "drf_nested_routers",
             "rest_framework_bulk", "dynamic_rest", "rest_framework_json_api")  # fmt: skip
_NAMES = ("SimpleRouter", "DefaultRouter", "BaseRouter", "NestedSimpleRouter", "NestedDefaultRouter", "BulkRouter",
          "ExtendedSimpleRouter", "ExtendedDefaultRouter", "DynamicRouter", "APIRouter")  # fmt: skip
HANDLERS = {
    **{f"rest_framework.routers.{name}": lambda call: call.thing(_LEVEL) for name in ("Route", "DynamicRoute")},
    **{f"{package}.{module}.{name}": _router for package in _PACKAGES for module in ("routers", "routes")
       for name in _NAMES},
    "rest_framework.Router.register": _register,
    f"{_ROUTE}.register": _register,
    "rest_framework.Router.get_urls": _get_urls,
}  # fmt: skip
