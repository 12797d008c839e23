"""What a name or an import stands for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from backend_review.index.expressions.data import Expr
from backend_review.index.program import Statement
from backend_review.model import alternatives, members
from backend_review.model.uses import Use
from backend_review.model.values import (
    Callee,
    Either,
    Kind,
    Library,
    Namespace,
    Scope,
    Table,
    Thing,
    Unknown,
    Value,
    options,
)

if TYPE_CHECKING:
    from backend_review.model.flow import Walk


_MOST_WAYS = 4
GLOBALS = {
    "open", "fetch", "max", "min", "aiter", "anext", "exec", "input", "print", "len", "iter", "next", "any", "all",
    "Promise", "Object", "Array", "JSON", "Math", "Number", "parseInt",
}  # fmt: skip


@dataclass(slots=True, eq=False)
class Imported(Value):
    """A name that a module of the project imports from another one, looked up when it is used."""

    member: str
    paths: tuple[str, ...]
    busy: bool = False


def imported(walk: Walk, value: Imported, name: str) -> Value:
    """What an imported name stands for."""
    if value.busy:
        return Unknown()
    value.busy = True
    try:
        if not value.member:
            found = walk.evaluator.member(value.paths[0], "=") if value.paths[0].endswith((".ts", ".js")) else None
            return found if isinstance(found, (Kind, Callee)) else Namespace(value.paths)
        for path in value.paths:
            own = _ours(walk, path, value.member)
            if own is not None:
                return own
            mine = walk.evaluator.member(path, value.member)
            if mine is not None and useful(walk, mine):
                return mine
            module = walk.evaluator.project.module(path)
            if module is not None:
                scope = walk.surroundings.module(module)
                inner = scope.names.get(value.member)
                if value.member == "default":
                    inner = scope.names.get("=exports") or scope.names.get(_default_name(module.body))
                if isinstance(inner, Imported):
                    inner = imported(walk, inner, value.member)
                if inner is not None and not isinstance(inner, Unknown):
                    return inner
            if mine is not None and not isinstance(mine, Unknown):
                return mine
        found2 = walk.scope.find(name)
        outer: Scope | None = found2.outer if found2 is not None else None
        while outer is not None:
            if name in outer.names and not isinstance(outer.names[name], Imported):
                return walk.evaluator.force(outer.names[name], None, name)
            outer = outer.outer
        return Namespace(value.paths) if value.member == "default" else Unknown()
    finally:
        value.busy = False


def _ours(walk: Walk, path: str, member: str) -> Value | None:
    """An object of a library that a module offers, as our own walk over it knows it."""
    module = walk.evaluator.project.module(path)
    if module is None or module.language == "go":
        return None
    names = walk.surroundings.module(module).names
    found = names.get("=exports" if member in {"default", "="} else member)
    if found is None and "=exports" in names and isinstance(names["=exports"], Table):
        found = names["=exports"].entries.get(member)
    known = walk.libraries.known
    for item in options(found) if found is not None else ():
        if not isinstance(item, Thing) or item.kind is not None or walk.libraries.type_of(item.type) not in known:
            return None
    return found


def _default_name(body: list[Statement]) -> str:
    for item in body:
        if item.kind == "export" and item.value is not None and item.value.kind == "name":
            return item.value.name
        if item.kind == "assign" and item.value is not None and item.value.kind == "name" and item.targets:
            target = item.targets[0]
            if target.kind == "attr" and target.name == "exports":
                return item.value.name
    return ""


def refreshed(walk: Walk, value: Value) -> Value:
    """What the evaluator knows of an object that a library made, put into the terms of the libraries' rules."""
    if isinstance(value, Either):  # made in one of several ways, as a setting says
        made_of = [refreshed(walk, item) for item in value.options[:_MOST_WAYS]]
        changed = any(new is not old for new, old in zip(made_of, value.options, strict=False))
        return alternatives.either(made_of) if changed else value
    if isinstance(value, Library) and value.receiver is not None and value.name.startswith(value.receiver.type + "."):
        owner = refreshed(walk, value.receiver)
        if isinstance(owner, Thing) and owner is not value.receiver:
            for part in value.name[len(value.receiver.type) + 1 :].split("."):
                owner = members.attribute(walk, owner, part)
            return owner if not isinstance(owner, Unknown) else value
    if isinstance(value, Thing) and value.kind is None and value.made_by is not None and value.model is None:
        known = walk.surroundings.things.get(id(value))
        if known is not None:
            return known[1]
        walk.surroundings.things[id(value)] = (value, value)
        made = value.made_by
        receiver = refreshed(walk, made.receiver) if made.receiver is not None else None
        rule = walk.libraries.rules.get(made.name)
        if made.receiver is not None and made.receiver.made_by is not None and made.receiver.made_by.name == made.name:
            called = members.type_of(walk, receiver) if receiver is not None else ""  # SessionLocal()
            rule = walk.libraries.rule(called, "__call__") or rule
        elif rule is None and isinstance(receiver, Thing):
            rest = made.name.removeprefix(made.receiver.type + ".") if made.receiver is not None else ""
            for part in rest.split(".")[:-1]:
                receiver = members.attribute(walk, receiver, part) if receiver is not None else None
            rule = (
                walk.libraries.rule(members.type_of(walk, receiver), rest.rpartition(".")[2])
                if receiver is not None
                else None
            )
        if rule is not None:
            before, pending = len(walk.found), dict(walk.pending)
            found = rule(Use(walk, made.name, receiver, made.expr, made.args, made.named))
            del walk.found[before:]
            walk.pending = pending
            if isinstance(found, Thing):
                walk.surroundings.things[id(value)] = (value, found)
                return found
    return value


def useful(walk: Walk, value: Value) -> bool:
    """Whether a value says what a name is about."""
    for item in options(value):
        if isinstance(item, (Callee, Kind, Namespace, Table)):
            return True
        if isinstance(item, Thing) and (
            item.kind is not None or walk.libraries.type_of(item.type) in walk.libraries.known
        ):
            return True
        if isinstance(item, Thing) and unwrapped(item) is not None:
            return True
        if isinstance(item, Library) and item.receiver is None:
            return True
    return False


def required(walk: Walk, expr: Expr) -> Value:
    """``require(…)``."""
    source = expr.args[0].value if expr.args and expr.args[0].kind == "text" else None
    if source is None:
        return Unknown(expr)
    paths = walk.evaluator.project.resolve(walk.module, source)
    if not paths:
        return Library(source)
    module = walk.evaluator.project.module(paths[0])
    if module is not None and any(item.exported and item.kind == "assign" for item in module.body):
        return Namespace(paths)  # written with export: its default is one of several
    own = _ours(walk, paths[0], "=")
    if own is not None:
        return own
    found = walk.evaluator.member(paths[0], "=")
    if found is not None and useful(walk, found):
        return found
    if module is not None:
        inner = walk.surroundings.module(module).names.get(_default_name(module.body))
        if inner is not None and not isinstance(inner, (Unknown, Imported)):
            return inner
    return Namespace(paths)


def named(walk: Walk, value: Value, expr: Expr) -> Value:
    """A value nothing is known of, by its well-known name (``db``, ``this.prisma``)."""
    if not isinstance(value, Unknown) or expr.kind not in {"name", "attr"}:
        return value
    for libraries, type in walk.libraries.names.get(expr.name, ()):
        for module in walk.surroundings.imports(walk.module):
            if module.startswith(libraries):
                return Thing(type=type)
    return value


def dotted(walk: Walk, text: str) -> Value:
    """The value of a dotted name."""
    value: Value = Unknown()
    for index, part in enumerate(text.split(".")):
        value = named_value(walk, part) if index == 0 else walk.attribute(value, part)
    return value


def named_value(walk: Walk, name: str) -> Value:
    """The value of a name."""
    holder = walk.scope.find(name)
    if holder is None:
        return Unknown()
    value = holder.names[name]
    return imported(walk, value, name) if isinstance(value, Imported) else walk.evaluator.force(value, None, name)


def unwrapped(value: Thing) -> Value | None:
    """The function or class of the project that a library's decorator or wrapper was given."""
    for item in reversed(value.made_by.args if value.made_by is not None else []):
        for inner in options(item):
            if isinstance(inner, (Callee, Kind)):
                return inner
            if isinstance(inner, Thing) and unwrapped(inner) is not None:
                return unwrapped(inner)
    return None


def is_global(scope: Scope) -> bool:
    """Whether these are the variables of a module (or of a Go file or package)."""
    return scope.outer is None or (scope.outer.outer is None and scope.module.language == "go")


def within(scope: Scope | None, wanted: Scope) -> bool:
    """Whether variables are those of a function around these."""
    while scope is not None and scope.outer is not None:
        if scope is wanted and not is_global(scope):
            return scope.outer.outer is not None
        scope = scope.outer
    return False
