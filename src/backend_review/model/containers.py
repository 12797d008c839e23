"""Items of lists, tables and queries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backend_review.index.expressions.data import Expr
from backend_review.model import alternatives, builtins, declared, firstrows, heldlists, members, offered, providers
from backend_review.model.defaults import pointed_to, setting
from backend_review.model.origins import SENT, member, origins_of
from backend_review.model.queries import Query, Row
from backend_review.model.sqlparts import BUILDERS
from backend_review.model.values import (
    Callee,
    Either,
    Items,
    Kind,
    Known,
    Library,
    Namespace,
    Table,
    Thing,
    Unknown,
    Value,
    options,
    text_of,
)

if TYPE_CHECKING:
    from backend_review.model.flow import Walk


def index(walk: Walk, expr: Expr) -> Value:
    """``owner[key]``; a slice of a query bounds it."""
    since = len(walk.found)
    owner = walk.evaluate(expr.target)
    key = expr.args[0] if expr.args else None
    if isinstance(owner, Library) and owner.name.rpartition(".")[2] == "Annotated":
        return Thing(type="typing.Annotated", model=declared.generic(walk, expr))
    wired = providers.wired(walk, owner, key)
    if wired is not None:
        return wired
    if isinstance(owner, (Library, Kind)) and walk.module.language != "javascript":
        return _of_named(walk, owner, expr)
    if isinstance(owner, Callee) and walk.module.language == "go":
        return owner  # a generic function: decode[Order](r)
    value = walk.evaluate(key)
    if len(walk.found) > since and value == Known(0) and expr.target is not None and expr.target.kind == "call":
        firstrows.mark(walk, owner, since)  # (await select(…))[0]
    if key is not None and key.node.type == "slice":
        heldlists.cut(walk, expr, heldlists.bounds_of(walk, expr.node))
    found = []
    for item in options(owner):
        if isinstance(item, Thing):
            type = members.type_of(walk, item)
            if key is not None and key.node.type == "slice":
                rule = walk.libraries.rules.get(f"{type}.__slice__")
                if rule is not None:
                    last = key.node.named_children[-1] if key.node.named_children else None
                    ends = not walk.module.text(key.node).rstrip().endswith(":")
                    limit = walk.evaluate(walk.module.lower(last)) if last is not None and ends else Known(None)
                    found.append(walk.use(rule, f"{type}.__slice__", item, [limit], {}, expr))
                    continue
            rule = walk.libraries.rules.get(f"{type}.__getitem__")
            if rule is not None:
                found.append(walk.use(rule, f"{type}.__getitem__", item, [value], {}, expr))
                continue
        known = member(origins_of(item), text_of(value) or "", value)
        taken = builtins.item(item, value) if isinstance(item, (Items, Table)) else Unknown(expr)
        taken = offered.item(walk, item, key, value, taken)
        found.append(setting(text_of(value) or "", Unknown(expr, known)) if isinstance(taken, Unknown) else taken)
    return alternatives.either(found) if found else Unknown(expr)


def _of_named(walk: Walk, owner: Library | Kind, expr: Expr) -> Value:
    """``config["PAGE_SIZE"]``, ``current_app.config["STORE"]``, or a generic class with its parameters:
    ``Repository[User]``."""
    values = [walk.evaluate(argument) for argument in expr.args]
    size = setting(text_of(values[0]) or "", Unknown(expr)) if values else owner
    if isinstance(size, Unknown) and size.origins:
        return size
    return offered.item(walk, owner, expr.args[0], values[0], owner) if values and isinstance(owner, Library) else owner


def _has_rules(walk: Walk, thing: Thing) -> bool:
    return members.type_of(walk, thing) in walk.libraries.known


def _either_of(tables: list[Table], sure: bool) -> dict[str, Value]:
    """What is in one of several tables, or in none (``...(limit && { take: limit })``)."""
    found: dict[str, Value] = {}
    for name in dict.fromkeys(name for item in tables for name in item.entries):
        values = [item.entries[name] for item in tables if name in item.entries]
        if not sure or len(values) < len(tables):
            values.append(Known(None))
        found[name] = values[0] if len(values) == 1 else Either(values)
    return found


def table(walk: Walk, expr: Expr) -> Value:
    """A dict, an object, or a Go literal."""
    made = Table(place=walk.place(expr))
    walk.born[id(made)] = walk.conditional
    walk.kept.append(made)
    for key, item in expr.entries:
        value = walk.evaluate(item)
        if walk.module.language == "go":
            value = pointed_to(item, value)
        if key is None:
            if isinstance(value, Namespace) and walk.module.language == "javascript":
                value = walk.evaluator.contents(value)  # { ...usersController }
            tables = [way for way in options(value) if isinstance(way, Table)]
            if tables and len(tables) == len(list(options(value))):
                made.entries |= _either_of(tables, sure=item.name != "and")
            else:
                made.complete = False
                if isinstance(value, Thing) and isinstance(value.model, (Row, Query)):
                    made.entries[f"...{len(made.entries)}"] = value  # {...user}
            continue
        name = str(key.value) if key.kind == "text" else key.name if key.kind == "name" else text_of(walk.evaluate(key))
        if name is not None:
            made.entries[name] = value
        else:
            made.complete = False
    if expr.name and walk.module.language == "go":
        thing = declared.typed(walk, expr.name)
        for found in options(thing) if thing is not None else ():
            if isinstance(found, Thing) and found.kind is not None:
                return Thing(
                    kind=found.kind,
                    attributes={
                        k: v for k, v in made.entries.items() if not isinstance(v, Unknown) or SENT in v.origins
                    },
                    origins=origins_of(made),
                )
        if isinstance(thing, Thing) and (
            thing.type.startswith("[]") or thing.type in BUILDERS or _has_rules(walk, thing)
        ):
            thing.attributes |= made.entries
            return thing
    return made
