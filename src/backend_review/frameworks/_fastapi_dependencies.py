"""FastAPI's dependencies: what parameters ask for, and what the functions and classes that give it ask for themselves.

https://fastapi.tiangolo.com/tutorial/dependencies/sub-dependencies/ and /classes-as-dependencies/
"""

from __future__ import annotations

from collections.abc import Iterator

from backend_review.frameworks.support import guard_of
from backend_review.index.expressions.data import Expr
from backend_review.model.evaluator import Call, Evaluator
from backend_review.model.guards import authenticates, limits
from backend_review.model.routes import Guard, Mount, Route, Router, Use
from backend_review.model.values import Callee, Kind, Scope, Thing, Value, options


def declared(evaluator: Evaluator, expr: Expr, annotation: Expr | None, scope: Scope) -> list[Value]:
    """The dependencies that ``Depends(f)`` says, also in ``Annotated[T, Depends(f)]`` and in an alias of it.

    ``Depends()`` without a function asks for the class that the annotation names.
    """
    found: list[Value] = []
    for item in options(evaluator.evaluate(expr, scope)):
        if isinstance(item, Thing) and item.type == "fastapi.Depends":
            named = evaluator.evaluate(annotation, scope) if item.model is None and annotation is not None else None
            found.append(_of(item, named))
        elif isinstance(item, Thing) and item.type == "typing.Annotated":
            for part in item.model:
                if isinstance(part, Thing) and part.type == "fastapi.Depends":
                    found.append(_of(part, item.model[0]))
    return found


def _of(item: Thing, named: Value | None) -> Thing:
    """A dependency; on the class that is named when it says nothing else."""
    return item if item.model is not None or named is None else Thing(item.type, model=named, made_by=item.made_by)


class Dependencies:
    """What all routes depend on that keeps callers out or limits them, however far below the handler it is said."""

    def __init__(self, evaluator: Evaluator) -> None:
        self._evaluator = evaluator
        self._known: dict[int, list[Guard]] = {}

    def complete(self, router: Router) -> None:
        """Add to the guards of a router's entries those that they depend on."""
        for index, entry in reversed(list(enumerate(router.entries))):
            if isinstance(entry, Route):
                owner = entry.handler.function.owner if entry.handler.function is not None else None
                kind = self._evaluator.kinds.get(id(owner)) if owner is not None else None
                if kind is not None and kind.decorators:  # a class whose objects answer: @cbv(router), @controller
                    entry.guards.extend(self._of_class(kind))
                self._extend(entry.guards)
            elif isinstance(entry, Mount):
                self._extend(entry.guards)
            elif isinstance(entry, Use):
                below = [Use(guard, entry.path, entry.exact) for guard in self._below(entry.guard)]
                router.entries[index + 1 : index + 1] = below

    def _extend(self, guards: list[Guard]) -> None:
        have = {(guard.name, guard.place) for guard in guards}
        for guard in list(guards):
            for inner in self._below(guard):
                if (inner.name, inner.place) not in have:
                    guards.append(inner)
                    have.add((inner.name, inner.place))

    def _below(self, guard: Guard) -> list[Guard]:
        """What a dependency depends on."""
        found: list[Guard] = []
        for item in options(guard.value) if guard.value is not None else ():
            called = self._called(item)
            if called is None:
                continue
            key = id(called.function.node)
            if key not in self._known:
                self._known[key] = []  # for functions that depend on each other
                self._known[key] = self._chosen(list(self._of_function(called)))
            found.extend(self._known[key])
        return found

    def _called(self, item: Value) -> Callee | None:
        """The function that is called for a dependency: itself, a class's constructor, an object's ``__call__``."""
        if isinstance(item, Callee):
            return item
        if isinstance(item, Kind) or (isinstance(item, Thing) and item.kind is not None):
            found = self._evaluator.attribute(item, "__init__" if isinstance(item, Kind) else "__call__")
            return found if isinstance(found, Callee) else None
        return None

    def _chosen(self, guards: list[Guard]) -> list[Guard]:
        """Those that keep callers out or limit them, with what all of them depend on."""
        found: list[Guard] = []
        for guard in guards:
            found.extend([guard] if authenticates(guard) or limits(guard) else [])
            found.extend(self._below(guard))
        return found

    def _of_function(self, function: Callee) -> Iterator[Guard]:
        for parameter in function.function.parameters:
            for expr in (parameter.default, parameter.annotation):
                if expr is not None:
                    yield from self._guards(expr, parameter.annotation, function.scope)

    def _of_class(self, kind: Kind) -> list[Guard]:
        """What the fields of a class and of those above it, and its constructor, ask for."""
        found: list[Guard] = []
        for level in kind.lineage():
            for field in level.klass.fields.values():
                for expr in (field.value, field.annotation):
                    if expr is not None:
                        found.extend(self._guards(expr, field.annotation, level.scope))
        constructor = self._called(kind)
        return self._chosen(found + (list(self._of_function(constructor)) if constructor is not None else []))

    def _guards(self, expr: Expr, annotation: Expr | None, scope: Scope) -> Iterator[Guard]:
        if expr.kind not in {"call", "index", "name", "attr"}:
            return
        call = Call(self._evaluator, "fastapi.Depends", None, [], {}, expr, scope)
        for value in declared(self._evaluator, expr, annotation, scope):
            yield guard_of(call, value, scope.module, expr.node)
