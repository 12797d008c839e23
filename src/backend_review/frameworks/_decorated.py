"""Controllers of Express libraries whose routes are told by decorators on classes and methods."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from backend_review.frameworks._nest_decorators import Mark, marks_of, texts_of
from backend_review.frameworks.support import guard_of, guard_of_expr, place_of_function
from backend_review.index.program import Function
from backend_review.model.evaluator import Call, Evaluator
from backend_review.model.routes import Guard, Handler, Mount, Place, Route, Router
from backend_review.model.values import Items, Kind, Value, items_of, text_of

_MAX_FILES = 5_000


@dataclass(slots=True, frozen=True)
class Style:
    """How a library says it. ``package`` is the beginning of its decorators' full names."""

    package: tuple[str, ...]
    controllers: frozenset[str]
    verbs: Mapping[str, str]  # method by decorator
    guards: Callable[[Mark], list[Guard]]  # those of a decorator that is no verb
    in_verbs: bool = False  # what a verb or controller is given after the path guards it


@dataclass(slots=True, eq=False)
class Served:
    """An application that controllers are put into at a position of its entries; ``kinds`` None for all it imports."""

    style: Style
    router: Router
    position: int
    prefix: str = ""
    kinds: list[Kind] | None = None
    before: list[Guard] = field(default_factory=list)


def serve(served: Served, call: Call) -> None:
    """Remember that an application has controllers: they are looked for when all files were followed."""
    call.evaluator.found.append(served)


def finish(evaluator: Evaluator, style: Style) -> None:
    """Put the controllers of a library into the applications that have them."""
    applications = [item for item in evaluator.found if isinstance(item, Served) and item.style is style]
    kinds = list(decorated(evaluator, style)) if applications else []
    for served in reversed(applications):
        near = _reached(evaluator, served.router.place.path) if served.kinds is None else set()
        mine = served.kinds if served.kinds is not None else [kind for kind in kinds if kind.scope.module.path in near]
        if served.kinds is None and not mine and len(applications) == 1:
            mine = kinds
        mounts = [
            Mount(served.prefix, router, router.place, list(served.before))
            for kind in mine
            if (router := router_of_controller(evaluator, kind, style)) is not None
        ]
        served.router.entries[served.position : served.position] = mounts


def decorated(evaluator: Evaluator, style: Style) -> Iterator[Kind]:
    """The project's classes that are controllers of a library."""
    for kind in list(evaluator.kinds.values()):
        written = {(expr.target or expr).name for expr in kind.klass.decorators}
        if written & style.controllers and _controller(evaluator, kind, style) is not None:
            yield kind


def router_of_controller(evaluator: Evaluator, kind: Kind, style: Style) -> Router | None:
    """The routes of a controller, the inherited ones too; None for a class that is none."""
    controller = _controller(evaluator, kind, style)
    if controller is None:
        return None
    router = Router("express", Place(kind.scope.module.path, kind.klass.line), slash="join")
    router.prefix = texts_of(controller.args[0] if controller.args else None)[0]
    before = _after_path(controller) if style.in_verbs else []
    methods: dict[str, tuple[Kind, Function]] = {}
    for level in kind.lineage():
        for mark in marks_of(evaluator, level.klass.decorators, level.scope):
            before += style.guards(mark)
        for name, function in level.klass.methods.items():
            if function.decorators:
                methods.setdefault(name, (level, function))
    for name, (level, function) in methods.items():
        marks = marks_of(evaluator, function.decorators, level.scope)
        own = [guard for mark in marks for guard in style.guards(mark)]
        handler = Handler(f"{kind.klass.name}.{name}", place_of_function(function), function, of=kind)
        for mark in marks:
            if mark.name in style.verbs and _is_of(mark, style):
                method, given = style.verbs[mark.name], list(mark.args)
                if not method:  # @httpMethod("get", "/x")
                    method, given = (text_of(given[0]) or "*").upper() if given else "*", given[1:]
                for path in texts_of(given[0] if given else None):
                    place = mark.call.place if mark.call is not None else handler.place
                    route = Route((method,), path, handler, place, [*before, *own])
                    route.guards += _after_path(mark) if style.in_verbs else []
                    route.documented = bool(function.documentation)
                    route.response_schema = function.return_type
                    router.entries.append(route)
    return router


def given_guards(call: Call, start: int = 0) -> list[Guard]:
    """The guards that a decorator is given from a position on, lists of them taken apart."""
    found = []
    for index, value in enumerate(call.args[start:], start):
        expr = call.expr.args[index] if len(call.expr.args) == len(call.args) else None
        listed = isinstance(value, Items) and expr is not None and expr.kind == "list"
        parts = list(expr.args) if expr is not None and listed else []
        for position, item in enumerate(items_of(value)):
            part = parts[position] if position < len(parts) else None if listed else expr
            found.append(guard_of_expr(call, item, part) if part is not None else guard_of(call, item))
    return found


def _after_path(mark: Mark) -> list[Guard]:
    return given_guards(mark.call, 1) if mark.call is not None else []


def _controller(evaluator: Evaluator, kind: Kind, style: Style) -> Mark | None:
    for level in kind.lineage():
        for mark in marks_of(evaluator, level.klass.decorators, level.scope):
            if mark.name in style.controllers and _is_of(mark, style):
                return mark
    return None


def _is_of(mark: Mark, style: Style) -> bool:
    return mark.call is not None and mark.call.name.startswith(style.package)


def _reached(evaluator: Evaluator, path: str) -> set[str]:
    """The files that a program is made of: those it imports, and what they import."""
    pending, seen = [path], {path}
    while pending and len(seen) < _MAX_FILES:
        module = evaluator.project.module(pending.pop())
        for statement in module.body if module is not None else ():
            for item in statement.imports:
                for below in evaluator.project.resolve(module, item.module) if module is not None else ():
                    if below not in seen:
                        seen.add(below)
                        pending.append(below)
    return seen


def no_guards(_: Mark) -> list[Guard]:
    return []


def kinds_in(value: Value | None) -> list[Kind]:
    """The classes of a list of controllers; objects stand for their classes."""
    found = []
    for item in items_of(value):
        kind = item if isinstance(item, Kind) else getattr(item, "kind", None)
        if isinstance(kind, Kind):
            found.append(kind)
    return found
