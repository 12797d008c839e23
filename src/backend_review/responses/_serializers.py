"""Django REST framework: what its serializers touch of the rows that they write, and which rows its views give them.

https://www.django-rest-framework.org/api-guide/serializers/, /relations/, /fields/ and /generic-views/
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from backend_review.index.expressions.data import Expr
from backend_review.model import members, relations
from backend_review.model.circumstances import WRITTEN, Loop
from backend_review.model.effects import called
from backend_review.model.lookups import Step
from backend_review.model.queries import Query, Row, element, item_of, one_row
from backend_review.model.routes import Place
from backend_review.model.values import (
    Callee,
    Items,
    Kind,
    Known,
    Scope,
    Thing,
    Unknown,
    Value,
    items_of,
    options,
    text_of,
)

if TYPE_CHECKING:
    from backend_review.model.evaluator import Call
    from backend_review.model.flow import Walk

_MOST_FIELDS = 80
_DEEPEST = 10


@dataclass(frozen=True, slots=True)
class _Field:
    """A field of a serializer: its name, where it is written, and the value that declares it (None: only listed)."""

    name: str
    level: Kind
    expr: Expr
    value: Value | None = None


def write(walk: Walk, serializers: list[Kind], rows: Value, many: bool, expr: Expr, place: Place | None = None) -> None:
    """A value is written by serializers, one of which it is; ``place`` is where that is said."""
    place = place or walk.place(expr)
    value = fullest(rows)
    row = element(value) if many else value
    if many:
        _read(walk, value, expr)
    over = " ".join(walk.module.text(expr.node).split())[:80]
    for serializer in serializers[:2]:
        if not many:
            if isinstance(row, Thing) and isinstance(row.model, Row):
                _one(walk, serializer, row, expr)
            continue
        item = item_of(row, place) if isinstance(row, Thing) else _assumed(serializer)
        with walk.around.inside(Loop(WRITTEN, place, over)):
            _one(walk, serializer, item, expr)


PAGED = "=paged"  # says of a query that a page of it was read: its whole is only written where there are no pages


def _read(walk: Walk, rows: Value, expr: Expr) -> None:
    """Writing all rows of a query sends it; one that waits for being sent is told when nothing more is made of it."""
    query = rows.model if isinstance(rows, Thing) and id(rows) not in walk.pending else None
    if not isinstance(rows, Thing) or not isinstance(query, Query) or PAGED in rows.attributes:
        return
    if query.kind == "read_many":
        walk.emit("read_many", query.what, walk.place(expr), query.bound, query.filters, query.sorts)


def fullest(value: Value) -> Value:
    """Of the queries that a value may be the one that loads most: the others are made for other actions."""
    found = [item for item in options(value) if isinstance(item, Thing) or (isinstance(item, Items) and item.items)]

    def loads(item: Value) -> int:
        one = element(item) if isinstance(item, Items) or isinstance(getattr(item, "model", None), Query) else item
        row = one.model if isinstance(one, Thing) else None
        return len(row.eager) if isinstance(row, Row) else 0

    return max(found, key=loads) if found else value


def _assumed(serializer: Kind) -> Value:
    """A row of a serializer's model of which nothing is known: as if all that it is related to were loaded."""
    meta = _meta(serializer)
    model = meta.attributes.get("model") if meta is not None else None
    for item in options(model) if model is not None else ():
        if isinstance(item, Kind):
            return one_row(Row(item.klass.name, item, eager=(relations.ALL,)))
    return Unknown()


def _one(walk: Walk, serializer: Kind, row: Value, expr: Expr) -> None:
    """What writing one row with a serializer does, by all its fields."""
    key = ("serializes", id(serializer.klass))
    running = walk.effects._running
    if key in running or len(running) > 40 or walk.depth <= 0:
        return
    running.add(key)
    try:
        thing = walk.surroundings.itself(serializer)
        step = Step(serializer.klass.name, walk.place(expr))
        own = members.own_member(walk, thing, "to_representation")
        if isinstance(own, Callee):
            inner = inside(walk, serializer)
            inner.invoke(own, [row], {}, _named(serializer))
            told(walk, inner, step)
            if "super()" not in own.function.module.text(own.function.node):
                return
        for item in list(_fields(serializer))[:_MOST_FIELDS]:
            inner = inside(walk, item.level)
            _field(inner, serializer, thing, item, row)
            told(walk, inner, step)
    finally:
        running.discard(key)


def inside(walk: Walk, level: Kind) -> Walk:
    """A walk over what a class says, in its own file."""
    module = level.klass.module
    scope = Scope(module, walk.surroundings.module(module))
    return type(walk)(walk.effects, None, [], {}, walk.depth - 1, scope)


def told(walk: Walk, inner: Walk, step: Step) -> None:
    """What was found inside is done by this step."""
    inner.flush()
    walk.found.extend(called(effect, step, walk.around, walk.paths.here) for effect in inner.found)
    walk.cut = walk.cut or inner.cut


def _named(kind: Kind) -> Expr:
    """The name of a class, where it is declared."""
    node = kind.klass.node.child_by_field_name("name")
    return kind.klass.module.lower(node if node is not None else kind.klass.node)


def _meta(serializer: Kind) -> Kind | None:
    for level in serializer.lineage():
        found = level.attributes.get("Meta")
        for item in options(found) if found is not None else ():
            if isinstance(item, Kind):
                return item
    return None


def _fields(serializer: Kind) -> Iterator[_Field]:
    """The fields that are written, those that are declared first."""
    meta = _meta(serializer)
    listing = _of_meta(meta, "fields")
    names = {text for item in items_of(listing) if (text := text_of(item)) is not None}
    known = isinstance(listing, Items) and listing.complete and len(names) == len(listing.items)
    excluded = {text_of(item) or "" for item in items_of(_of_meta(meta, "exclude"))}
    declared: set[str] = set()
    for level in serializer.lineage():
        for name, held in level.klass.fields.items():
            value = level.attributes.get(name)
            if name in declared or held.value is None or held.value.kind != "call" or value is None:
                continue
            declared.add(name)
            if (not known or name in names) and name not in excluded and not _only_in(value):
                yield _Field(name, level, held.value, value)
    if meta is None:
        return
    of = next((level for level in meta.lineage() if "fields" in level.attributes), meta)
    written = of.klass.fields.get("fields")
    places = {str(item.value): item for item in (written.value.args if written and written.value else ())}
    for name in sorted(names - declared - {"__all__"}) if known else ():
        yield _Field(name, of, places.get(name) or (written.value if written and written.value else _named(of)))
    depth = _of_meta(meta, "depth")
    model = meta.attributes.get("model")
    if known or not isinstance(depth, Known) or not isinstance(model, Kind):
        return
    for name in model.klass.fields:
        if name not in declared | excluded:
            yield _Field(name, of, written.value if written and written.value else _named(of))


def _of_meta(meta: Kind | None, name: str) -> Value | None:
    for level in meta.lineage() if meta is not None else ():
        if name in level.attributes:
            return level.attributes[name]
    return None


def _call(value: Value | None) -> Call | None:
    """The call that declares a field."""
    for item in options(value) if value is not None else ():
        if isinstance(item, Thing):
            return item.created_by or item.made_by
    return None


def _only_in(value: Value) -> bool:
    call = _call(value)
    return call is not None and call.named.get("write_only") == Known(True)


def _field(walk: Walk, serializer: Kind, thing: Thing, item: _Field, row: Value) -> None:
    """What one field touches of a row."""
    call = _call(item.value)
    name = call.name.rpartition(".")[2] if call is not None else ""
    if name == "SerializerMethodField":
        method = members.own_member(walk, thing, (call.text(0, "method_name") if call else None) or f"get_{item.name}")
        if isinstance(method, Callee):
            walk.invoke(method, [row], {}, item.expr)
        return
    if not isinstance(row, Thing) or not isinstance(row.model, Row):
        return
    kind = next((v.kind for v in options(item.value) if isinstance(v, Thing)), None) if item.value is not None else None
    source = (call.text(-1, "source") if call is not None else None) or item.name
    path = [] if source == "*" else source.split(".")[:_DEEPEST]
    many = call is not None and call.named.get("many") == Known(True)
    if kind is not None and _is_serializer(kind):
        _nested(walk, kind, row, path, many, item.expr)
    elif call is not None and name in _RELATED:
        _related(walk, call, row, path, many, item.expr)
    elif path and (kind is None or len(path) > 1):
        _plain(walk, serializer, row, path, item)


_KEYS = {"PrimaryKeyRelatedField", "HyperlinkedRelatedField", "HyperlinkedIdentityField"}
_RELATED = {*_KEYS, "SlugRelatedField", "StringRelatedField"}


def _related(walk: Walk, call: Call, row: Thing, path: list[str], many: bool, expr: Expr) -> None:
    """A field that stands for what a relation leads to: its key, its text, one of its columns."""
    name = call.name.rpartition(".")[2]
    if name in _KEYS:
        if many or len(path) > 1:  # one's key stands in the row
            _reach(walk, row, path if many else path[:-1], many, expr)
        return
    slug = call.text(0, "slug_field") if name == "SlugRelatedField" else None
    for found in options(_reach(walk, row, path, many, expr)):
        if slug is not None:
            _reach(walk, found, slug.split("__"), False, expr)
        elif isinstance(found, Thing):
            method = members.own_member(walk, found, "__str__")
            if isinstance(method, Callee):
                walk.invoke(method, [], {}, expr)


def _is_serializer(kind: Kind) -> bool:
    return any(name.rpartition(".")[2].endswith("Serializer") for name in kind.libraries())


def _plain(walk: Walk, serializer: Kind, row: Thing, path: list[str], item: _Field) -> None:
    """A field that takes what is found at its source: a column, a property or method of the model, a relation."""
    if len(path) > 1 or item.value is not None:
        owner = _reach(walk, row, path[:-1], False, item.expr) if len(path) > 1 else row
        _member(walk, owner, path[-1], item.expr)
        return
    relation = walk.effects.relations.of(row.model, path[0]) if walk.effects.relations is not None else None
    depth = _of_meta(_meta(serializer), "depth")
    if relation is None:
        _member(walk, row, path[0], item.expr)
    elif relation[1].many or (isinstance(depth, Known) and isinstance(depth.value, int) and depth.value > 0):
        _reach(walk, row, path, relation[1].many, item.expr)


def _member(walk: Walk, owner: Value, name: str, expr: Expr) -> None:
    """The last part of a source: what can be called is called."""
    for item in options(owner):
        method = (
            members.own_member(walk, item, name) if isinstance(item, Thing) and name not in item.attributes else None
        )
        if isinstance(method, Callee) and relations.reached(walk, item, name, "", expr) is None:
            walk.invoke(method, [], {}, expr)


def _nested(walk: Walk, kind: Kind, row: Thing, path: list[str], many: bool, expr: Expr) -> None:
    """A serializer in a serializer."""
    found = _reach(walk, row, path, many, expr) if path else row
    for item in list(options(found))[:2]:
        if not isinstance(item, Thing) or not isinstance(item.model, Row):
            continue
        if many and item.model.each is None:  # the many of one row
            place = walk.place(expr)
            with walk.around.inside(Loop(WRITTEN, place, ".".join(path))):
                _one(walk, kind, item_of(item, place), expr)
        else:
            _one(walk, kind, item, expr)


def _reach(walk: Walk, owner: Value, path: list[str], many: bool, expr: Expr) -> Value:
    """What a path of members gives; with ``many`` one of the rows that the last of them does."""
    for index, name in enumerate(path):
        last = index == len(path) - 1
        before = next((item for item in options(owner) if isinstance(item, Thing)), None)
        found = relations.reached(walk, owner, name, "all" if many and last else "", expr)
        if found is None and isinstance(before, Thing):
            found = before.attributes.get(name)
            method = members.own_member(walk, before, name)
            if found is None and isinstance(method, Callee):
                found = walk.invoke(method, [], {}, expr)
        if found is None:
            return Unknown()
        owner = found
    if not many:
        return owner
    for item in options(owner):
        if isinstance(item, Thing) and isinstance(item.model, Query) and item.model.row is not None:
            row = item.model.row
            if isinstance(before, Thing) and isinstance(before.model, Row) and item.type == relations.RELATED:
                row = replace(row, through=(*(before.model.through or (before.model.what,)), path[-1]))
            return one_row(row)
    return element(owner)
