"""What Django and REST framework check before a view: decorators, mixins, permissions, authentication, throttles.

https://docs.djangoproject.com/en/stable/topics/http/decorators/, /topics/auth/default/
and https://www.django-rest-framework.org/api-guide/permissions/, /authentication/, /throttling/
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from backend_review.frameworks import _django_classes as classes
from backend_review.frameworks._drf_permissions import DECLARED, chosen
from backend_review.frameworks.support import guard_of, place_of_function
from backend_review.index.expressions.data import Expr
from backend_review.model.evaluator import Call, Evaluator
from backend_review.model.routes import Guard, Place
from backend_review.model.values import (
    Callee,
    Items,
    Kind,
    Library,
    Native,
    Scope,
    Thing,
    Unknown,
    Value,
    items_of,
    options,
    text_of,
)

_REQUIRES = {"require_GET": ("GET",), "require_POST": ("POST",), "require_safe": ("GET",)}
LISTS = {"permission_classes": "permissions", "authentication_classes": "authenticators",
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
    paginator: Value | None = None  # the class that the settings have lists paged by, and whether they say a size
    page_size: bool = False

    def all(self, defaults: Checks, method: str) -> list[Guard]:
        """The guards for a method, those of the settings where nothing else is said."""
        found = [item for item in defaults.guards if not (self.exempt and "LoginRequired" in item.name)]
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
        # Authentication lets callers pass who do not say who they are, unless its own code raises for them.
        ours = [item for item in self.authenticators or [] if _raises(item.value)]
        throttles = self.throttles if self.throttles is not None else defaults.throttles or []
        return [*found, *(authenticators if asked else ours), *asked, *throttles]


def _raises(value: Value | None) -> bool:
    """Whether a class of the project's own has an ``authenticate`` that raises."""
    method = classes.attribute(value, "authenticate") if isinstance(value, Kind) else None
    if not isinstance(method, Callee):
        return False
    text = method.function.module.text(method.function.node)
    return "raise " in text


def written(expr: Expr) -> str:
    """An expression as it is written, on one line."""
    text = expr.node.text
    return " ".join((text or b"").decode("utf-8", errors="replace").split())[:80]


def guards_in(evaluator: Evaluator, call: Call, value: Value | None, place: Place | None = None) -> list[Guard]:
    """The guards of a list of classes, such as ``permission_classes``; ``A & B`` are two."""
    found: list[Guard] = []
    for item in items_of(value):
        if isinstance(item, Unknown) and item.expr is not None:
            guard = Guard(written(item.expr), call.place)
        else:
            guard = guard_of(call, item)
        if isinstance(item, Thing) and item.made_by is not None and item.kind is None:
            guard.name = item.made_by.name
        guard.place = place or guard.place
        names = guard.name.split(" & ") if isinstance(item, Unknown) and "|" not in guard.name else [guard.name]
        found.extend(Guard(name.strip("()"), guard.place, guard.function, guard.arguments, item) for name in names)
    return found


def check(  # a decorator, where it is written, and where what it says goes
    evaluator: Evaluator, checks: Checks, value: Value, expr: Expr, scope: Scope, first: bool = False
) -> None:
    """What a decorator or wrapper checks."""
    value = next(iter(options(value)), value)
    made = value.made_by if isinstance(value, Thing) else None
    target = expr.target if expr.kind == "call" and expr.target is not None else expr
    name = classes.last(made.name if made is not None else value.name if isinstance(value, Library) else "")
    name = name or classes.last(written(target))
    arguments = [evaluator.evaluate(item, scope) for item in expr.args] if expr.kind == "call" else []
    module = scope.module
    call = Call(evaluator, name, None, arguments, {}, expr, scope)
    if name == "method_decorator":
        for argument, inner in zip(arguments, expr.args, strict=False):
            parts = argument.items if isinstance(argument, Items) else [argument]
            exprs = inner.args if inner.kind == "list" else [inner] * len(parts)
            for part, its in zip(parts, exprs, strict=False):
                check(evaluator, checks, part, its, scope)
        return
    if name in _REQUIRES:
        checks.methods = _REQUIRES[name]
    elif name == "require_http_methods":
        checks.methods = _names(arguments)
    elif name == "api_view":
        given = arguments or [evaluator.evaluate(item, scope) for item in expr.named.values()]
        checks.methods, checks.rest = _names(given) or ("GET",), True
    elif name in LISTS and expr.kind == "call":
        setattr(checks, LISTS[name], guards_in(evaluator, call, arguments[0] if arguments else None))
    elif name == "login_not_required":
        checks.exempt = True
    elif name not in _NO_GUARDS and not isinstance(value, Native) and ".mapping." not in written(target):
        texts = tuple(text for item in arguments if (text := text_of(item)) is not None)
        guard = guard_of(call, value, module, expr.node)
        function = guard.function
        if function is None and expr.kind == "call":
            around = evaluator.evaluate(target, scope)
            function = around.function if isinstance(around, Callee) else None
        guard = Guard(written(target) or guard.name, guard.place, function, texts, guard.value)
        checks.guards.insert(0, guard) if first else checks.guards.append(guard)


def _names(values: list[Value]) -> tuple[str, ...]:
    """Upper case names of HTTP methods, without those that every view answers."""
    names = [text.upper() for value in values for item in items_of(value) if (text := text_of(item))]
    return tuple(name for name in dict.fromkeys(names) if name not in {"HEAD", "OPTIONS"}) or tuple(names)


def check_function(evaluator: Evaluator, checks: Checks, function: Callee) -> None:
    """Add what the decorators of a function check."""
    for expr, value in zip(function.function.decorators, function.decorators, strict=False):
        check(evaluator, checks, value, expr, function.scope)


def check_class(  # the class, its options, where what it checks goes, and what is asked
    call: Call, view: Value, given_options: dict[str, Value], checks: Checks, name: str, method: str = ""
) -> None:
    """Add what a class checks before one of its methods, by its mixins, decorators, ``dispatch`` and attributes."""
    evaluator = call.evaluator
    for kind in view.lineage() if isinstance(view, Kind) else ():
        for expr, value in zip(kind.klass.decorators, kind.decorators, strict=False):
            where = text_of(evaluator.evaluate(expr.named["name"], kind.scope)) if "name" in expr.named else ""
            if not where or where in {"dispatch", name, "initial", "as_view"}:
                check(evaluator, checks, value, expr, kind.scope)
        before = kind.attributes.get("dispatch")
        if isinstance(before, Callee) and before.decorators:
            check_function(evaluator, checks, before)
        elif isinstance(before, Callee):
            checks.guards.append(_own(kind, before, "dispatch"))
        looked_up = kind.attributes.get("get_object")
        if isinstance(looked_up, Callee) and _turns_away(looked_up) and _looks_up(view, method.lower() or name):
            checks.guards.append(_own(kind, looked_up, "get_object"))
        test = kind.attributes.get("test_func")
        if isinstance(test, Callee):
            checks.guards.append(_own(kind, test, "test_func"))
        for base in kind.bases:
            if isinstance(base, Library) and classes.last(base.name) in classes.GUARDS:
                texts = [text_of(i) for key in _TEXTS for i in items_of(classes.attribute(view, key))]
                place = Place(kind.scope.module.path, kind.klass.line)
                said = tuple(text for text in texts if text is not None) if "Permission" in base.name else ()
                checks.guards.append(Guard(classes.last(base.name), place, arguments=said, value=base))
    checks.rest = checks.rest or classes.is_rest(view)
    checks.open_to_anyone = classes.is_public(view) and classes.attribute(view, "permission_classes") is None
    _listed(call, view, given_options, checks, (name, method))
    _scope_of_throttle(view, given_options, checks)


_TURNED_AWAY = re.compile(r"\bPermissionDenied\b|\bNotAuthenticated\b|\bHttpResponseForbidden\b|\b40[13]\b")


def _turns_away(method: Callee) -> bool:
    """Whether what looks up a view's row refuses who may not have it."""
    return _TURNED_AWAY.search(method.function.module.text(method.function.node)) is not None


def _looks_up(view: Value, name: str) -> bool:
    """Whether a method of a view asks for its row: a generic view's does, one of the project's own says so."""
    own = classes.attribute(view, name)
    return not isinstance(own, Callee) or "get_object(" in own.function.module.text(own.function.node)


def _listed(call: Call, view: Value, given_options: dict[str, Value], checks: Checks, asked: tuple[str, str]) -> None:
    """Add what a class lists or chooses for an action and a method: permissions, authentication, throttles."""
    for attribute, held in LISTS.items():
        given = given_options.get(attribute) or classes.attribute(view, attribute)
        if given is not None and checks.rest:
            setattr(checks, held, guards_in(call.evaluator, call, given, _place_of(view, attribute)))
        called = "get_" + attribute.replace("_classes", "s").replace("tions", "tors")
        choose = classes.attribute(view, called)
        if isinstance(choose, Callee) and choose.function.owner is not None and checks.rest and held != "throttles":
            told = chosen(call.evaluator, view, called, *asked) if isinstance(view, Kind) and asked[1] else None
            if told is None:
                own = Guard(f"{choose.function.owner.name}.{choose.function.name}", place_of_function(choose.function))
                setattr(checks, held, [*(getattr(checks, held) or []), own])
            elif told is not DECLARED:
                setattr(checks, held, guards_in(call.evaluator, call, told, place_of_function(choose.function)))


def _scope_of_throttle(view: Value, given_options: dict[str, Value], checks: Checks) -> None:
    scope = text_of(given_options.get("throttle_scope") or classes.attribute(view, "throttle_scope"))
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
