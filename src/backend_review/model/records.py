"""Python's classes that are made of their fields: named tuples, the order of a data class's fields, and those that
``type`` makes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from backend_review.index.program import Class
from backend_review.model.values import Items, Kind, Native, Record, Table, Thing, Unknown, Value, options, text_of

if TYPE_CHECKING:
    from backend_review.model.evaluator import Call, Evaluator


def fields_of(kind: Kind) -> list[str]:
    """The names of the fields that a class and those above it declare, in the order of the constructor's arguments."""
    levels = reversed([level for level in kind.lineage() if level.scope.module.language == "python"])
    return list(dict.fromkeys(item.name for level in levels for item in level.klass.fields.values() if item.type))


def record(evaluator: Evaluator, kind: Kind, args: Sequence[Value], named: Mapping[str, Value]) -> Record:
    """What calling a class derived from ``typing.NamedTuple`` gives."""
    names = fields_of(kind)
    fields = {item.name: item for level in kind.lineage() for item in level.klass.fields.values()}
    defaults = {name: evaluator.evaluate(fields[name].value, kind.scope) for name in names if fields[name].value}
    return _filled(names, args, named, defaults)


def named_tuple(call: Call) -> Value:
    """``collections.namedtuple("Rule", "url view", defaults=(None,))``: what makes such tuples."""
    listed = call.arg(1, "field_names")
    text = text_of(listed)
    texts = [text_of(item) for item in listed.items] if isinstance(listed, Items) else []
    names = text.replace(",", " ").split() if text is not None else [item for item in texts if item]
    last = call.named.get("defaults")
    values = last.items if isinstance(last, Items) else []
    defaults = dict(zip(names[len(names) - len(values) :], values, strict=False))
    if not names:
        return Unknown(call.expr)
    return Native(call.text(0) or "namedtuple", lambda made: _filled(names, made.args, made.named, defaults))


def _filled(
    names: Sequence[str], args: Sequence[Value], named: Mapping[str, Value], defaults: Mapping[str, Value]
) -> Record:
    given = {**defaults, **dict(zip(names, args, strict=False)), **named}
    return Record([given.get(name, Unknown()) for name in names], names=tuple(names))


def made_class(call: Call) -> Value:
    """``type("OrderView", (Audited, ListAPIView), {"queryset": orders})``; ``type(self)`` is its class."""
    if len(call.args) == 1:
        return next((item.kind for item in options(call.args[0]) if isinstance(item, Thing) and item.kind), Unknown())
    name, bases, body = call.text(0), call.arg(1), call.arg(2)
    if not name or not isinstance(bases, Items):
        return Unknown(call.expr)
    written = call.written(1)
    exprs = written.args if written is not None and len(written.args) == len(bases.items) else ()
    entries = dict(body.entries) if isinstance(body, Table) else {}
    module = call.scope.module
    klass = Class(re.sub(r"\W", "", name) or "type", call.expr.node, module, exprs)
    made = Kind(klass, call.scope, [item for base in bases.items for item in options(base)], entries)
    call.evaluator.note_kind(made)
    for tell in call.evaluator.on_class:
        tell(call.evaluator, made)
    return made
