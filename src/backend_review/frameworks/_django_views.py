"""From what a URL is given to in Django - a function, a class's ``as_view()``, either of them wrapped - to routes.

https://docs.djangoproject.com/en/stable/topics/http/decorators/, /topics/auth/default/#limiting-access-to-logged-in-users
and https://www.django-rest-framework.org/api-guide/permissions/, /authentication/, /throttling/
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from backend_review.frameworks import _django_classes as classes
from backend_review.frameworks.support import guard_of, place_of_function
from backend_review.index.expressions.data import Expr
from backend_review.model.evaluator import Call, Evaluator
from backend_review.model.routes import ANY_METHOD, Guard, Handler, Place, Route
from backend_review.model.values import (
    Callee,
    Items,
    Kind,
    Known,
    Library,
    Native,
    Scope,
    Table,
    Thing,
    Unknown,
    Value,
    items_of,
    options,
    text_of,
)

_REQUIRES = {"require_GET": ("GET",), "require_POST": ("POST",), "require_safe": ("GET",)}
_LISTS = {"permission_classes": "permissions", "authentication_classes": "authenticators",
          "throttle_classes": "throttles"}  # fmt: skip
# Decorators that guard nothing: they say how a view is registered, documented, or that a check is left out.
_NO_GUARDS = {"csrf_exempt", "action", "detail_route", "list_route", "extend_schema", "extend_schema_view",
              "swagger_auto_schema", "renderer_classes", "parser_classes", "schema", "staticmethod", "classmethod",
              "property", "cached_property", "override", "register", "setter", "xframe_options_exempt",
              "non_atomic_requests", "ensure_csrf_cookie", "login_not_required", "wraps"}  # fmt: skip
_OPEN = {"AllowAny"}
_OPEN_TO_READ = {"IsAuthenticatedOrReadOnly", "DjangoModelPermissionsOrAnonReadOnly"}
_TEXTS = ("permission_required", "group_required", "required_permissions")


@dataclass(slots=True, eq=False)
class Checks:
    """What is checked before a view: ``None`` for what is left to the settings."""

    permissions: list[Guard] | None = None
    authenticators: list[Guard] | None = None
    throttles: list[Guard] | None = None
    guards: list[Guard] = field(default_factory=list)
    methods: tuple[str, ...] = ()
    rest: bool = False
    open_to_anyone: bool = False
    exempt: bool = False

    def all(self, defaults: Checks, method: str) -> list[Guard]:
        """The guards for a method, those of the settings where nothing else is said."""
        found = list(defaults.guards) if not self.exempt else []
        found += self.guards
        if not self.rest:
            return found
        permissions = self.permissions if self.permissions is not None else defaults.permissions or []
        if self.open_to_anyone:
            permissions = []
        asked = [item for item in permissions if classes.last(item.name) not in _OPEN]
        if method in {"GET", "HEAD", "OPTIONS"}:
            asked = [item for item in asked if classes.last(item.name) not in _OPEN_TO_READ]
        authenticators = self.authenticators if self.authenticators is not None else defaults.authenticators or []
        # A library's authentication lets callers pass who do not say who they are; only a permission asks for it.
        ours = [item for item in self.authenticators or [] if isinstance(item.value, Kind)]
        throttles = self.throttles if self.throttles is not None else defaults.throttles or []
        return [*found, *(authenticators if asked else ours), *asked, *throttles]


@dataclass(slots=True, eq=False)
class View:
    """What a URL is given to: a function, or a class with what ``as_view()`` was told; and what is wrapped around."""

    value: Value
    call: Call
    written: str = ""
    options: dict[str, Value] = field(default_factory=dict)
    actions: dict[str, str] | None = None  # viewsets: HTTP method -> method of the class
    checks: Checks = field(default_factory=Checks)


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
                _check(call.evaluator, view.checks, Library(made.name), wraps or made.expr, made.scope, first=True)
                return view
    elif expr is not None and expr.kind == "call" and depth < 8:  # a wrapper of the project's own
        for argument in [*expr.args, *expr.named.values()]:
            inner = call.evaluator.evaluate(argument, call.scope)
            if _is_view(inner):
                view = view_of(call, inner, argument, depth + 1)
                wrapper = expr.target or expr
                around = call.evaluator.evaluate(wrapper, call.scope)
                _check(call.evaluator, view.checks, around, wrapper, call.scope, first=True)
                return view
    return View(value, call, _text(expr) if expr is not None else "")


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
        if isinstance(item, Thing) and item.kind is None and item.made_by is not None:
            made = item.made_by
            if item.type == "as_view" or made.name.endswith(".as_view"):
                return True
            return any(_is_view(argument) for argument in [*made.args, *made.named.values()])
    return False


def _text(expr: Expr) -> str:
    written = expr.node.text
    return " ".join((written or b"").decode("utf-8", errors="replace").split())[:80]


# Checks


def guards_in(evaluator: Evaluator, call: Call, value: Value | None, place: Place | None = None) -> list[Guard]:
    """The guards of a list of classes, such as ``permission_classes``; ``A & B`` are two."""
    found: list[Guard] = []
    for item in items_of(value):
        if isinstance(item, Unknown) and item.expr is not None:
            guard = Guard(_text(item.expr), call.place)
        else:
            guard = guard_of(call, item)
        if isinstance(item, Thing) and item.made_by is not None and item.kind is None:
            guard.name = item.made_by.name
        guard.place = place or guard.place
        names = guard.name.split(" & ") if isinstance(item, Unknown) and "|" not in guard.name else [guard.name]
        found.extend(Guard(name.strip("()"), guard.place, guard.function, guard.arguments, item) for name in names)
    return found


def _check(  # noqa: PLR0913  # a decorator, where it is written, and where what it says goes
    evaluator: Evaluator, checks: Checks, value: Value, expr: Expr, scope: Scope, first: bool = False
) -> None:
    """What a decorator or wrapper checks."""
    value = next(iter(options(value)), value)
    made = value.made_by if isinstance(value, Thing) else None
    target = expr.target if expr.kind == "call" and expr.target is not None else expr
    name = classes.last(made.name if made is not None else value.name if isinstance(value, Library) else "")
    name = name or classes.last(_text(target))
    arguments = [evaluator.evaluate(item, scope) for item in expr.args] if expr.kind == "call" else []
    module = scope.module
    call = Call(evaluator, name, None, arguments, {}, expr, scope)
    if name == "method_decorator":
        for argument, inner in zip(arguments, expr.args, strict=False):
            parts = argument.items if isinstance(argument, Items) else [argument]
            written = inner.args if inner.kind == "list" else [inner] * len(parts)
            for part, its in zip(parts, written, strict=False):
                _check(evaluator, checks, part, its, scope)
        return
    if name in _REQUIRES:
        checks.methods = _REQUIRES[name]
    elif name == "require_http_methods":
        checks.methods = _names(arguments)
    elif name == "api_view":
        given = arguments or [evaluator.evaluate(item, scope) for item in expr.named.values()]
        checks.methods, checks.rest = _names(given) or ("GET",), True
    elif name in _LISTS and expr.kind == "call":
        setattr(checks, _LISTS[name], guards_in(evaluator, call, arguments[0] if arguments else None))
    elif name == "login_not_required":
        checks.exempt = True
    elif name not in _NO_GUARDS and not isinstance(value, Native) and ".mapping." not in _text(target):
        texts = tuple(text for item in arguments if (text := text_of(item)) is not None)
        guard = guard_of(call, value, module, expr.node)
        function = guard.function
        if function is None and expr.kind == "call":
            around = evaluator.evaluate(target, scope)
            function = around.function if isinstance(around, Callee) else None
        guard = Guard(_text(target) or guard.name, guard.place, function, texts, guard.value)
        checks.guards.insert(0, guard) if first else checks.guards.append(guard)


def _names(values: list[Value]) -> tuple[str, ...]:
    """Upper case names of HTTP methods, without those that every view answers."""
    names = [text.upper() for value in values for item in items_of(value) if (text := text_of(item))]
    return tuple(name for name in dict.fromkeys(names) if name not in {"HEAD", "OPTIONS"}) or tuple(names)


def check_function(evaluator: Evaluator, checks: Checks, function: Callee) -> None:
    """Add what the decorators of a function check."""
    for expr, value in zip(function.function.decorators, function.decorators, strict=False):
        _check(evaluator, checks, value, expr, function.scope)


def check_class(view: View, checks: Checks, name: str) -> None:
    """Add what a class checks before one of its methods, by its mixins, decorators, ``dispatch`` and attributes."""
    evaluator, call = view.call.evaluator, view.call
    for kind in view.value.lineage() if isinstance(view.value, Kind) else ():
        for expr, value in zip(kind.klass.decorators, kind.decorators, strict=False):
            where = text_of(evaluator.evaluate(expr.named["name"], kind.scope)) if "name" in expr.named else ""
            if not where or where in {"dispatch", name, "initial", "as_view"}:
                _check(evaluator, checks, value, expr, kind.scope)
        before = kind.attributes.get("dispatch")
        if isinstance(before, Callee) and before.decorators:
            check_function(evaluator, checks, before)
        elif isinstance(before, Callee):
            checks.guards.append(_own(kind, before, "dispatch"))
        test = kind.attributes.get("test_func")
        if isinstance(test, Callee):
            checks.guards.append(_own(kind, test, "test_func"))
        for base in kind.bases:
            if isinstance(base, Library) and classes.last(base.name) in classes.GUARDS:
                texts = [text_of(i) for key in _TEXTS for i in items_of(classes.attribute(view.value, key))]
                place = Place(kind.scope.module.path, kind.klass.line)
                said = tuple(text for text in texts if text is not None) if "Permission" in base.name else ()
                checks.guards.append(Guard(classes.last(base.name), place, arguments=said, value=base))
    checks.rest = checks.rest or classes.is_rest(view.value)
    checks.open_to_anyone = classes.is_public(view.value) and classes.attribute(view.value, "permission_classes") is None
    for attribute, held in _LISTS.items():
        given = view.options.get(attribute) or classes.attribute(view.value, attribute)
        if given is not None and checks.rest:
            setattr(checks, held, guards_in(evaluator, call, given, _place_of(view.value, attribute)))
        chosen = classes.attribute(view.value, "get_" + attribute.replace("_classes", "s").replace("tions", "tors"))
        if isinstance(chosen, Callee) and chosen.function.owner is not None and checks.rest and held != "throttles":
            own = Guard(f"{chosen.function.owner.name}.{chosen.function.name}", place_of_function(chosen.function))
            setattr(checks, held, [*(getattr(checks, held) or []), own])
    _scope_of_throttle(view, checks)


def _scope_of_throttle(view: View, checks: Checks) -> None:
    scope = text_of(view.options.get("throttle_scope") or classes.attribute(view.value, "throttle_scope"))
    for guard in checks.throttles or []:
        if scope and classes.last(guard.name) == "ScopedRateThrottle":
            guard.arguments = (scope,)


def _own(kind: Kind, function: Callee, name: str) -> Guard:
    return Guard(f"{kind.klass.name}.{name}", place_of_function(function.function), function.function, value=function)


def _place_of(view: Value, name: str) -> Place | None:
    for kind in view.lineage() if isinstance(view, Kind) else ():
        if name in kind.klass.fields:
            return Place(kind.scope.module.path, int(kind.klass.fields[name].node.start_point[0]) + 1)
    return None


# Routes


def routes_of_view(view: View, path: str, place: Place, conditional: bool, defaults: Checks) -> list[Route]:
    """The routes of a view at a path: one for each method of a class, one for a function."""
    if isinstance(view.value, (Kind, Library)) and (view.options or view.actions or not _is_function(view.value)):
        found = _routes_of_class(view, path, place, defaults)
    else:
        found = [_route_of_function(view, path, place, defaults)]
    for route in found:
        route.conditional = conditional
    return found


def _is_function(value: Value) -> bool:
    """A library's view that is a function, told by its name as nothing else is known of it."""
    return isinstance(value, Library) and not classes.last(value.name)[:1].isupper()


def _route_of_function(view: View, path: str, place: Place, defaults: Checks) -> Route:
    value = view.value
    checks = replace(view.checks, guards=list(view.checks.guards))
    handler, documented = Handler(view.written, place), False
    if isinstance(value, Callee):
        check_function(view.call.evaluator, checks, value)
        function = value.function
        owner = f"{function.owner.name}." if function.owner is not None else ""
        handler = Handler(owner + (function.name or view.written or "(function)"), place_of_function(function), function)
        documented = bool(function.documentation)
    elif isinstance(value, Library):
        handler.name = classes.last(value.name)
        checks.methods = checks.methods or tuple(m.upper() for m in classes.methods_of_function(value.name))
    elif isinstance(value, Thing) and value.kind is not None:
        handler = Handler(value.kind.klass.name, Place(value.kind.scope.module.path, value.kind.klass.line))
    methods = checks.methods or (ANY_METHOD,)
    return Route(methods, path, handler, place, checks.all(defaults, methods[0]), documented=documented)


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


def _route(  # noqa: PLR0913  # everything that makes a route
    view: View, methods: tuple[str, ...], name: str, path: str, place: Place, defaults: Checks
) -> Route:
    own = classes.last(view.value.name) if isinstance(view.value, Library) else ""
    at = place
    if isinstance(view.value, Kind):
        own, at = view.value.klass.name, Place(view.value.scope.module.path, view.value.klass.line)
    function = classes.attribute(view.value, name)
    checks = Checks(guards=list(view.checks.guards))
    check_class(view, checks, name)
    handler = Handler(f"{own}.{name}", at)
    if name == "dispatch" and not isinstance(function, Callee):
        handler.name = own
    route = Route(methods, path, handler, place)
    if isinstance(function, Callee):
        route.handler = Handler(handler.name, place_of_function(function.function), function.function)
        said = Checks()
        check_function(view.call.evaluator, said, function)
        checks.guards += said.guards if name != "dispatch" else []
        for held in _LISTS.values():
            if getattr(said, held) is not None:
                setattr(checks, held, getattr(said, held))
        route.documented = bool(function.function.documentation)
    if isinstance(view.value, Kind):
        module = view.value.klass.module
        route.documented = route.documented or bool(module.documentation_of(view.value.klass.node))
    serializer = view.options.get("serializer_class") or classes.attribute(view.value, "serializer_class")
    if isinstance(serializer, Kind):
        route.response_schema = serializer.klass.name
        route.request_schema = serializer.klass.name if methods[0] in {"POST", "PUT", "PATCH"} else ""
    route.guards = checks.all(defaults, methods[0])
    return route


def constant(value: Value | None, otherwise: bool) -> bool:
    """A truth value as the program gives it."""
    return value.value if isinstance(value, Known) and isinstance(value.value, bool) else otherwise
