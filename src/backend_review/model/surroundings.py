"""What the names around functions stand for: module variables, ``self``, the variables of outer functions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from tree_sitter import Node

from backend_review.index.expressions.data import Expr
from backend_review.index.program import Function, Module
from backend_review.model import flow, members, names
from backend_review.model.answers.data import Answer
from backend_review.model.answers.status import status_of
from backend_review.model.defaults import sizes_of
from backend_review.model.effects import FUNCTIONS, Site, enclosing, site
from backend_review.model.libraries import Libraries
from backend_review.model.origins import origins_of
from backend_review.model.queries import Query, Row
from backend_review.model.uses import OF_CLASS
from backend_review.model.values import (
    Callee,
    Items,
    Kind,
    Known,
    Scope,
    Table,
    Thing,
    Unknown,
    Value,
    options,
    text_of,
)

if TYPE_CHECKING:
    from backend_review.model.effects import Effects

_MAX_KEYS = 16
_MAX_MEMBERS = 60


def context(known: Libraries, callee: Callee, args: list[Value], named: dict[str, Value]) -> object:
    """What of a call's values makes a difference to what the function does."""

    def key(value: Value, depth: int = 0) -> object:
        for item in options(value):
            if isinstance(item, Thing):
                if "request" in item.origins and item.attributes and item.kind is None and not item.type:
                    return ("request", *sorted(item.attributes), text_of(item.attributes.get("method")))
                kind = item.kind.klass.node.id if item.kind is not None else None
                type = known.type_of(item.type)
                lookup = id(item.lookup) if item.lookup is not None else None
                if kind is not None or type in known.known or lookup or isinstance(item.model, (Row, Answer)):
                    model = item.model if isinstance(item.model, (Query, Row, Answer, str)) else None
                    sizes = tuple(sizes_of(item)) if kind is not None else ()
                    held = (*_queries_in(item), *_clients_in(known, item)) if kind is not None else ()
                    status = status_of(item.attributes.get("=status"))
                    return (kind, type, model, status, lookup, item.origins, sizes, held)
                if type.startswith("[]"):  # Go: what rows are put into
                    return type
            elif isinstance(item, Table) and item.entries and depth < 2:
                return tuple((name, key(inner, depth + 1)) for name, inner in list(item.entries.items())[:_MAX_KEYS])
            elif isinstance(item, Items) and item.items and depth < 2:
                return ("list", key(item.items[0], depth + 1))
            elif isinstance(item, Callee):
                return ("function", item.function.module.path, item.function.node.start_byte, _around(item))
            elif isinstance(item, Kind):
                return ("class", item.klass.module.path, item.klass.line)
            elif isinstance(item, Known) and (item.value is None or isinstance(item.value, (int, str))):
                return ("constant", str(item.value)[:40])
        return origins_of(value) or None

    bound = key(callee.bound) if callee.bound is not None else None
    given = tuple(key(value) for value in args)
    return (bound, _around(callee), given, tuple((name, key(named[name])) for name in sorted(named)))


def _around(callee: Callee) -> Scope | None:
    """The variables around a closure: what it does depends on them."""
    return callee.scope if not callee.function.name and not names.is_global(callee.scope) else None


def _clients_in(known: Libraries, thing: Thing) -> Iterator[tuple[str, str]]:
    """What of libraries an object holds: a session that it was handed."""
    for name, value in list(thing.attributes.items())[:_MAX_MEMBERS]:
        for item in options(value):
            if isinstance(item, Thing) and item.kind is None and known.type_of(item.type) in known.known:
                yield name, known.type_of(item.type)


def _is_some(before: Value, value: Value) -> bool:
    """Whether one is just some object of a class, and the other one that was made with what it needs; or just of a type
    of functions (Go: ``type List func() []Item``), and the other one a function."""
    if not isinstance(before, Thing) or before.kind is None:
        return False
    if isinstance(value, Callee):
        return before.kind.klass.underlying.startswith("func")
    if not isinstance(value, Thing):
        return False
    return value.kind is not None and bool(value.attributes) and value.created_by is not None


def _queries_in(thing: Thing, depth: int = 2) -> Iterator[tuple[str, Query]]:
    """The queries that an object holds which the project has wrapped around them."""
    for name, value in list(thing.attributes.items())[:_MAX_KEYS]:
        for item in options(value):
            if isinstance(item, Thing) and isinstance(item.model, Query):
                yield name, item.model
            elif isinstance(item, Thing) and item.kind is not None and depth:
                yield from ((f"{name}.{inner}", query) for inner, query in _queries_in(item, depth - 1))


class Surroundings:
    """What the names around functions stand for: module variables, ``self``, the variables of outer functions."""

    def __init__(self, effects: Effects) -> None:
        self.effects = effects
        self.evaluator = effects.evaluator
        self._modules: dict[str, Scope] = {}
        self._selves: dict[int, Thing] = {}
        self.things: dict[int, tuple[Thing, Thing]] = {}
        self._imports: dict[str, tuple[str, ...]] = {}
        self.proxies: dict[int, Value | None] = {}  # what they stand for, by the call that made them
        self._inside: dict[Site, Scope] = {}
        self.set_later: dict[tuple[int, str], Value | None] = {}  # by class and member
        self._written: dict[Site, Value | None] = {}

    def around(self, function: Function) -> tuple[Scope, Value | None]:
        """The variables around a function, and the object that it is a method of."""
        scope = self.module(function.module)
        bound: Value | None = None
        kind = members.kind_of(self, function, scope)
        if kind is not None:
            bound = self.itself(kind)
        for outer in reversed(list(enclosing(function))):
            place = site(outer.module, outer.node)
            if bound is None and outer.receiver[1]:  # Go: the method that gives the handler away
                kind = members.kind_of(self, outer, scope)
                bound = self.itself(kind) if kind is not None else None
            if place not in self._inside:  # many handlers are written in one function that registers them
                walk = flow.Walk(self.effects, Callee(outer, scope, bound), [], {}, 1)
                walk.summary()
                self._inside[place] = walk.scope
            scope = self._inside[place]
        return scope, bound

    def answering(self, bound: Value | None, given: Value | None, of: Kind | None) -> Value | None:
        """The object that a method is called on: one of the class that has the method from another one, or the one
        that the program was seen to hand over."""
        own = bound.kind if isinstance(bound, Thing) else None
        kind = given.kind if isinstance(given, Thing) and given.kind is not None else of
        if own is None or kind is None or not any(level is own for level in kind.lineage()):
            return bound
        known = self.itself(kind)
        if not isinstance(given, Thing) or given.created_by is None:
            return known
        made = Thing(kind=kind, attributes=dict(known.attributes))
        self._fill(made, given)
        return made

    def at(self, module: Module, expr: Expr) -> Value | None:
        """What an expression of a class's body gives, as a walk knows it; None when it is nothing of a library's."""
        place = site(module, expr.node)
        if place not in self._written:
            self._written[place] = None
            found = flow.Walk(self.effects, None, [], {}, 2, Scope(module, self.module(module))).evaluate(expr)
            if isinstance(found, Thing) and self.effects.libraries.type_of(found.type) in self.effects.libraries.known:
                found.attributes[OF_CLASS] = Known(True)
                self._written[place] = found
        return self._written[place]

    def inside(self, module: Module, node: Node) -> Scope:
        """The variables around a part of a module's code."""
        above = node.parent
        while above is not None and above.type not in FUNCTIONS:
            above = above.parent
        if above is None:
            return self.module(module)
        function = module._statements.function(module, above, [])
        scope, bound = self.around(function)
        place = site(module, above)
        if place not in self._inside:
            walk = flow.Walk(self.effects, Callee(function, scope, bound), [], {}, 1)
            self._inside[place] = walk.scope
            walk.summary()
        return self._inside[place]

    def given_around(self, made: Callee, scope: Scope) -> Scope:
        """The variables around a function that a factory has made, with what that was given: ``getAll(Tour)``."""
        found: dict[str, Value] = {}
        outer: Scope | None = made.scope
        while outer is not None and not names.is_global(outer):
            for name, value in outer.names.items():
                holder = scope.find(name)
                before = holder.names[name] if holder is not None else None
                if isinstance(value, (Callee, Kind, Thing, Table)) and (
                    before is None or isinstance(before, Unknown) or _is_some(before, value)
                ):
                    found.setdefault(name, self._of_itself(value) if isinstance(value, Callee) else value)
            outer = outer.outer
        return Scope(scope.module, scope, found) if found else scope

    def module(self, module: Module) -> Scope:
        """The variables of a module (in Go, of its package)."""
        known = self._modules.get(module.path)
        if known is not None:
            return known
        outer = self.evaluator.scope_of(module.path)
        made = self._modules[module.path] = Scope(module, outer)
        bodies = [module]
        if module.language == "go":
            for path in self.evaluator.project.package(module):
                other = self.evaluator.project.module(path)
                if other is not None and other is not module:
                    bodies.append(other)
        else:
            for statement in module.body:
                for item in statement.imports:
                    paths = self.evaluator.project.resolve(module, item.module)
                    if paths and item.name and not item.exported and (item.member or module.language != "python"):
                        made.names[item.name] = names.Imported(item.member, paths)
        for body in bodies:
            scope = made if body is module else Scope(body, self.evaluator.scope_of(body.path), made.names)
            walk = flow.Walk(self.effects, None, [], {}, 2, scope)
            kinds = {"assign", "with", "try", "branch", "export", "block"}
            walk.run([item for item in body.body if item.kind in kinds])
        return made

    def imports(self, module: Module) -> tuple[str, ...]:
        """The names of the modules that a file imports."""
        if module.path not in self._imports:
            found = [item.module for statement in module.body for item in statement.imports]
            found += re.findall(r"""require\(\s*['"]([^'"]+)""", module.file.text)
            self._imports[module.path] = tuple(found)
        return self._imports[module.path]

    def itself(self, kind: Kind) -> Thing:
        """``self``: an object of a class, with the members its constructor gives it."""
        known = self._selves.get(id(kind))
        if known is None:
            known = self._selves[id(kind)] = Thing(kind=kind)
            self.construct(known, [], {})
            self._as_made(known, kind)
        return known

    def _as_made(self, known: Thing, kind: Kind) -> None:
        """What an object holds that its constructor was handed where the program was seen to make one."""
        made = self.evaluator.instances.get(id(kind.klass))
        if made is not None:
            self._fill(known, made)

    def _fill(self, known: Thing, made: Thing) -> None:
        if made.kind is not None and made.kind.klass.module.language == "go":
            known.attributes |= self._functions_in(made)
            return
        for name, value in list(made.attributes.items())[:_MAX_MEMBERS]:
            before = known.attributes.get(name)
            if before is not None and not isinstance(before, Unknown) and not _is_some(before, value):
                continue
            if any(isinstance(item, (Callee, Kind, Thing, Table)) for item in options(value)):
                known.attributes[name] = value

    def _functions_in(self, made: Thing) -> dict[str, Value]:
        """Go: the functions that are in the fields of a struct; of all else the fields' types tell."""
        found: dict[str, Value] = {}
        for name, value in list(made.attributes.items())[:_MAX_MEMBERS]:
            held = [item for item in options(value) if isinstance(item, Callee)]
            if held:
                found[name] = self._of_itself(held[0])
        return found

    def _of_itself(self, method: Callee) -> Callee:
        """Go: a method of what the program was seen to make, as one of an object of which its fields' types tell."""
        of = method.bound.kind if isinstance(method.bound, Thing) else None
        if of is None or of.klass.module.language != "go":
            return method
        return Callee(method.function, method.scope, self.itself(of), method.decorators)

    def construct(self, made: Thing, args: list[Value], named: dict[str, Value]) -> None:
        """Give an object the members that its constructor gives it."""
        for level in made.kind.lineage() if made.kind is not None else ():
            for name in ("__init__", "constructor"):
                function = level.attributes.get(name)
                if isinstance(function, Callee):
                    callee = Callee(function.function, self.module(function.function.module), made)
                    flow.Walk(self.effects, callee, args, named, 2).summary()
                    return
