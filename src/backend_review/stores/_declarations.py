"""What the stores have in common when they read declarations: calls that made values, their arguments, places."""

from __future__ import annotations

from tree_sitter import Node

from backend_review.index.program import Module
from backend_review.model.evaluator import Call, Evaluator
from backend_review.model.routes import Place, place_of
from backend_review.model.tables import Table
from backend_review.model.values import Callee, Kind, Known, Library, Thing, Value, options, text_of


def made_by(value: Value | None) -> Call | None:
    """The call that made a value: of a library's function or class, or of a class of the project."""
    for item in options(value) if value is not None else ():
        call = (item.made_by if item.kind is None else item.created_by) if isinstance(item, Thing) else None
        if call is not None:
            return call
    return None


def short_name(value: Value | None) -> str:
    """The last word of what a value is of a library, or of what made it: ``Column``, ``CharField``; "" if nothing."""
    call = made_by(value)
    if call is not None:
        return call.name.rpartition(".")[2]
    for item in options(value) if value is not None else ():
        if isinstance(item, Library):
            return item.name.rpartition(".")[2]
    return ""


def flag(call: Call, name: str) -> bool | None:
    """A named argument that is true or false; None when it is not given, or not known."""
    for item in options(call.named[name]) if name in call.named else ():
        if isinstance(item, Known) and (isinstance(item.value, bool) or item.value is None):
            return bool(item.value)
    return None


def number(value: Value | None) -> int | None:
    """A constant number."""
    for item in options(value) if value is not None else ():
        if isinstance(item, Known) and isinstance(item.value, int) and not isinstance(item.value, bool):
            return item.value
    return None


def written(call: Call, name: str) -> str | None:
    """A named argument as it stands in the code; None when it is not given."""
    expr = call.expr.named.get(name)
    return " ".join(call.scope.module.text(expr.node).split())[:80] if expr is not None else None


def place_in(module: Module, node: Node) -> Place:
    """The place of a node."""
    return place_of(module, int(node.start_point[0]))


def class_member(evaluator: Evaluator, kind: Kind, name: str, computed: tuple[str, ...] = ()) -> Value | None:
    """What a class has under a name, itself or from the project's classes it derives from.

    A method under one of the ``computed`` decorators (``declared_attr``) is asked for what it returns.
    """
    for level in kind.lineage():
        value = level.attributes.get(name)
        if isinstance(value, Callee) and computed:
            if not any(short_name(item) in computed for item in value.decorators):
                return None
            return _returned(evaluator, Callee(value.function, value.scope, kind))
        if value is not None:
            return value
    return None


def _returned(evaluator: Evaluator, function: Callee) -> Value | None:
    found: list[Value] = []
    evaluator.attempt(lambda: found.append(evaluator.invoke(function, [], {}, None)))
    return found[0] if found else None


def method_result(evaluator: Evaluator, kind: Kind, name: str) -> Value | None:
    """What a method of a class gives when it is called with nothing: ``TableName()``."""
    value = kind.attributes.get(name)
    return (
        _returned(evaluator, Callee(value.function, value.scope, Thing(kind=kind, assumed=True)))
        if isinstance(value, Callee)
        else None
    )


def place_of_class(kind: Kind) -> Place:
    """Where a class begins."""
    return Place(kind.scope.module.path, kind.klass.line)


def finish_keys(table: Table) -> None:
    """The primary key of a table as the first of its indexes, when its columns say so and nothing else does."""
    key = table.key
    if key and not any(index.primary for index in table.indexes):
        table.add_index(key, table.columns[key[0]].place, unique=True, primary=True)
        table.indexes.insert(0, table.indexes.pop())


__all__ = [
    "class_member", "finish_keys", "flag", "made_by", "number", "place_in", "place_of_class", "short_name", "text_of",
    "written",
]  # fmt: skip
