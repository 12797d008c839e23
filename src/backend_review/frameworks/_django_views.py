"""From what a URL is given to in Django - a function, a class's ``as_view()``, either of them wrapped - to routes.

https://docs.djangoproject.com/en/stable/topics/class-based-views/ and https://www.django-rest-framework.org/api-guide/views/
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from backend_review.frameworks import _django_classes as classes
from backend_review.frameworks._django_checks import LISTS, Checks, check, check_class, check_function, written
from backend_review.frameworks.support import place_of_function
from backend_review.index.expressions.data import Expr
from backend_review.model.evaluator import Call
from backend_review.model.routes import ANY_METHOD, Handler, Place, Route
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
    text_of,
)


@dataclass(slots=True, eq=False)
class View:
    """What a URL is given to: a function, or a class with what ``as_view()`` was told; and what is wrapped around."""

    value: Value
    call: Call
    written: str = ""
    options: dict[str, Value] = field(default_factory=dict)
    actions: dict[str, str] | None = None  # viewsets: HTTP method -> method of the class
    checks: Checks = field(default_factory=Checks)
    kind: str = "http"


def view_of(call: Call, value: Value | None, expr: Expr | None, depth: int = 0) -> View:
    """The view that a value is, freed of what is wrapped around it."""
    value = next(iter(options(value)), value) if value is not None else Unknown()
    if isinstance(value, Thing) and value.type == "as_view" and value.made_by is not None:
        return _class_view(call, value.model, value.made_by)
    if isinstance(value, Thing) and value.kind is None and value.made_by is not None and depth < 8:
        made = value.made_by
        if made.name.endswith(".as_view"):
            return _class_view(call, Library(made.name.removesuffix(".as_view")), made)
        for argument in [*made.args, *made.named.values()]:
            if _is_view(argument):
                view = view_of(call, argument, None, depth + 1)
                wraps = made.expr.target if made.expr.kind == "call" else None
                check(call.evaluator, view.checks, Library(made.name), wraps or made.expr, made.scope, first=True)
                return view
    elif expr is not None and expr.kind == "call" and depth < 8:  # a wrapper of the project's own
        for given in [*expr.args, *expr.named.values()]:
            inner = call.evaluator.evaluate(given, call.scope)
            if _is_view(inner):
                view = view_of(call, inner, given, depth + 1)
                wrapper = expr.target or expr
                around = call.evaluator.evaluate(wrapper, call.scope)
                check(call.evaluator, view.checks, around, wrapper, call.scope, first=True)
                return view
    return View(value, call, written(expr) if expr is not None else "")


def _class_view(call: Call, owner: Value, made: Call) -> View:
    view = View(owner, call, options=dict(made.named))
    table = made.arg(0, "actions")
    if isinstance(table, Table):
        named = {method.upper(): text_of(action) or "" for method, action in table.entries.items()}
        view.actions = {method: action for method, action in named.items() if action}
    return view


def _is_view(value: Value) -> bool:
    for item in options(value):
        if isinstance(item, Callee) and (item.function.name or item.function.parameters):
            return True
        if isinstance(item, Thing) and classes.is_feed(item):
            return True
        if isinstance(item, Thing) and item.kind is None and item.made_by is not None:
            made = item.made_by
            if item.type == "as_view" or made.name.endswith(".as_view"):
                return True
            return any(_is_view(argument) for argument in [*made.args, *made.named.values()])
    return False


def routes_of_view(view: View, path: str, place: Place, conditional: bool, defaults: Checks) -> list[Route]:
    """The routes of a view at a path: one for each method of a class, one for a function."""
    if isinstance(view.value, (Kind, Library)) and (view.options or view.actions or not _is_function(view.value)):
        found = _routes_of_class(view, path, place, defaults)
    else:
        found = _routes_of_function(view, path, place, defaults)
    for route in found:
        route.conditional = conditional
        route.kind = view.kind
    return found


def _is_function(value: Value) -> bool:
    """A library's view that is a function, told by its name as nothing else is known of it."""
    return isinstance(value, Library) and not classes.last(value.name)[:1].isupper()


def _routes_of_function(view: View, path: str, place: Place, defaults: Checks) -> list[Route]:
    """The route of a function; REST framework's permissions depend on the method, so there is one for each."""
    value = view.value
    checks = replace(view.checks, guards=list(view.checks.guards))
    handler, documented = Handler(view.written, place), False
    if isinstance(value, Callee):
        check_function(view.call.evaluator, checks, value)
        function = value.function
        owner = f"{function.owner.name}." if function.owner is not None else ""
        handler = Handler(
            owner + (function.name or view.written or "(function)"), place_of_function(function), function
        )
        documented = bool(function.documentation)
    elif isinstance(value, Library):
        handler.name = classes.last(value.name)
        checks.methods = checks.methods or tuple(m.upper() for m in classes.methods_of_function(value.name))
    elif isinstance(value, Thing) and value.kind is not None:
        handler = Handler(value.kind.klass.name, Place(value.kind.scope.module.path, value.kind.klass.line))
        items = classes.attribute(value.kind, "items") if classes.is_feed(value) else None
        if isinstance(items, Callee):
            handler = Handler(f"{handler.name}.items", place_of_function(items.function), items.function)
    methods = checks.methods or (ANY_METHOD,)
    return [
        Route(several, path, handler, place, checks.all(defaults, several[0]), documented=documented)
        for several in ([(method,) for method in methods] if checks.rest else [methods])
    ]


def _routes_of_class(view: View, path: str, place: Place, defaults: Checks) -> list[Route]:
    named = view.options.get("http_method_names") or classes.attribute(view.value, "http_method_names")
    texts = [text.lower() for item in items_of(named) if (text := text_of(item))]
    permitted = texts if named is not None and (texts or isinstance(named, Items)) else None
    pairs = view.actions
    if pairs is None:
        pairs = {method.upper(): method for method in classes.methods_of(view.value)}
    pairs = {method: name for method, name in pairs.items() if permitted is None or method.lower() in permitted}
    pairs = {method: name for method, name in pairs.items() if method.lower() in classes.VERBS}
    if view.checks.methods:
        pairs = {method: name for method, name in pairs.items() if method in view.checks.methods}
    if not pairs and view.actions is None:
        only = tuple(name.upper() for name in permitted or () if name in classes.VERBS)
        return [_route(view, only or (ANY_METHOD,), "dispatch", path, place, defaults)]
    return [_route(view, (method,), name, path, place, defaults) for method, name in pairs.items()]


def _route(  # everything that makes a route
    view: View, methods: tuple[str, ...], name: str, path: str, place: Place, defaults: Checks
) -> Route:
    own = classes.last(view.value.name) if isinstance(view.value, Library) else ""
    at = place
    if isinstance(view.value, Kind):
        own, at = view.value.klass.name, Place(view.value.scope.module.path, view.value.klass.line)
    action = classes.handed_on(view.value, name) or name
    function = classes.attribute(view.value, action)
    checks = Checks(guards=list(view.checks.guards))
    check_class(view.call, view.value, view.options, checks, name, methods[0] if len(methods) == 1 else "")
    handler = Handler(f"{own}.{action if isinstance(function, Callee) else name}", at)
    if name == "dispatch" and not isinstance(function, Callee):
        handler.name = own
    route = Route(methods, path, handler, place)
    if isinstance(function, Callee):
        kind = view.value if isinstance(view.value, Kind) else None
        route.handler = Handler(handler.name, place_of_function(function.function), function.function, of=kind)
        said = Checks()
        check_function(view.call.evaluator, said, function)
        checks.guards += said.guards if name != "dispatch" else []
        for held in LISTS.values():
            if getattr(said, held) is not None:
                setattr(checks, held, getattr(said, held))
        route.documented = bool(function.function.documentation)
    if isinstance(view.value, Kind):
        module = view.value.klass.module
        route.documented = route.documented or bool(module.documentation_of(view.value.klass.node))
    if (action == "list" and not isinstance(function, Callee)) or (
        set(methods) <= {"GET"} and _lists(view.value, function)
    ):
        route.paged = _pages(view, defaults)
    if methods == ("GET",) and any(classes.last(item) in _LIST_VIEWS for item in classes.libraries(view.value)):
        route.paged = _has_pages(view) if not isinstance(function, Callee) or _hands_on(function) else route.paged
    serializer = view.options.get("serializer_class") or classes.attribute(view.value, "serializer_class")
    if isinstance(serializer, Kind):
        route.response_schema = serializer.klass.name
        route.options["serializer_class"] = serializer
        route.request_schema = serializer.klass.name if methods[0] in {"POST", "PUT", "PATCH"} else ""
    if isinstance(view.value, Kind):
        route.options["view"] = view.value
    route.guards = checks.all(defaults, methods[0])
    return route


_BY_THE_CLASS = re.compile(r"\b(?:super\([^()]*\)|self)\.(?:list|paginate_queryset)\(|\bsuper\([^()]*\)\.get\(")


def _lists(view: Value, function: Value | None) -> bool:
    """Whether a view's method answers with what its generic class lists, ``return self.list(request)``, or pages by
    what the class says: ``self.paginate_queryset(queryset)``."""
    if not isinstance(function, Callee) or classes.attribute(view, "paginate_queryset") is not None:
        return False
    called = _BY_THE_CLASS.findall(function.function.module.text(function.function.node))
    return any(not name.endswith("get(") or _is_list(view) for name in called)


def _is_list(view: Value) -> bool:
    """Whether a generic class answers ``get`` with a list."""
    return any(classes.last(name) in {"ListAPIView", "ListCreateAPIView"} for name in classes.libraries(view))


_LIST_VIEWS = {"ListView", "BaseListView", "MultipleObjectMixin"}


def _has_pages(view: View) -> bool | None:
    """Whether Django's own view of a list gives pages; None where a method of the project's says it."""
    if classes.attribute(view.value, "get_paginate_by") is not None:
        return None
    size = view.options.get("paginate_by") or classes.attribute(view.value, "paginate_by")
    return size is not None and size != Known(None)


def _hands_on(function: Callee) -> bool:
    """Whether ``get`` answers with what its generic class does."""
    return re.search(r"\bsuper\([^()]*\)\.get\(", function.function.module.text(function.function.node)) is not None


def _pages(view: View, defaults: Checks) -> bool:
    """Whether the list that REST framework itself answers with comes in pages.

    A paginator without a size of its own, nor one in the settings, gives everything.
    """
    given = view.options.get("pagination_class") or classes.attribute(view.value, "pagination_class")
    given = given if given is not None else defaults.paginator
    if not isinstance(given, (Kind, Library)):
        return False
    sized = [classes.attribute(given, name) for name in ("page_size", "default_limit", "get_page_size", "get_limit")]
    return (
        defaults.page_size
        or any(size is not None and size != Known(None) for size in sized)
        or ("Cursor" in (given.name if isinstance(given, Library) else " ".join(given.libraries())))
    )


def constant(value: Value | None, otherwise: bool) -> bool:
    """A truth value as the program gives it."""
    return value.value if isinstance(value, Known) and isinstance(value.value, bool) else otherwise
