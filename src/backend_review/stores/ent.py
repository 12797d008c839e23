"""The tables that ent's schemas declare, in Go. https://entgo.io/docs/schema-fields, …/schema-edges, …/schema-indexes

Foreign keys and join tables are named and placed as ``entc/gen`` does it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from backend_review.model.evaluator import Call, Evaluator
from backend_review.model.routes import Place
from backend_review.model.tables import Column, Reference, Relation, Table, snake_case
from backend_review.model.values import Callee, Kind, Thing, Value, items_of, options, text_of
from backend_review.stores._declarations import finish_keys, number, place_of_class
from backend_review.stores._plurals import plural, singular

_SCHEMA, _MIXIN = "ent.Schema", "mixin.Schema"
_FIELD = "entgo.io/ent/schema/field."
_EDGE = "entgo.io/ent/schema/edge."
_INDEX = "entgo.io/ent/schema/index."
_TYPES = {
    **dict.fromkeys(("String", "Text"), "text"), "Enum": "enum", "Bool": "boolean", "UUID": "uuid", "Bytes": "bytes",
    **dict.fromkeys(("Int", "Int64", "Uint", "Uint64", "Uint32"), "bigint"),
    **dict.fromkeys(("Int8", "Int16", "Uint8"), "smallint"), **dict.fromkeys(("Int32", "Uint16"), "integer"),
    **dict.fromkeys(("Float", "Float32"), "float"), "Time": "timestamptz",
    **dict.fromkeys(("JSON", "Strings", "Ints", "Floats", "Any"), "json"),
}  # fmt: skip
_IDS = re.compile(r"\bfield\.ID\(([^)]*)\)")
_TABLE = re.compile(r"\bentsql\.(?:Annotation\s*\{[^{}]*\bTable:\s*|Table\()\"(\w+)\"")
_ON_DELETE = re.compile(r"\bentsql\.(Cascade|SetNull|Restrict|NoAction|SetDefault)\b")
_WORDS = {"Cascade": "CASCADE", "SetNull": "SET NULL", "Restrict": "RESTRICT", "NoAction": "NO ACTION",
          "SetDefault": "SET DEFAULT"}  # fmt: skip
_MAX_STEPS = 60
# ent's own mixins.
_STAMPS = {
    "mixin.Time": ("create_time", "update_time"),
    "mixin.CreateTime": ("create_time",),
    "mixin.UpdateTime": ("update_time",),
}


@dataclass(slots=True, eq=False)
class _Chain:
    """What a schema says in one chain of calls: ``field.String("name").Unique()``."""

    start: Call
    steps: list[Call] = field(default_factory=list)

    def has(self, verb: str) -> bool:
        return any(_verb(step) == verb for step in self.steps)

    def text(self, verb: str) -> str:
        return next((text for step in self.steps if _verb(step) == verb and (text := step.text(0))), "")


@dataclass(slots=True, eq=False)
class _Edge:
    """One way of a relation: ``ref`` is the edge of the other type that it is the back of."""

    name: str
    target: str
    chain: _Chain
    ref: str = ""

    @property
    def unique(self) -> bool:
        return self.chain.has("Unique")

    @property
    def required(self) -> bool:
        return self.chain.has("Required")


@dataclass(slots=True, eq=False)
class _Type:
    """A schema with what it and its mixins say."""

    kind: Kind
    table: Table
    edges: dict[str, _Edge] = field(default_factory=dict)
    backs: dict[str, _Edge] = field(default_factory=dict)
    holders: dict[str, str] = field(default_factory=dict)  # the column of an edge, by the edge's name


def tables(evaluator: Evaluator) -> Iterator[Table]:
    """The table of every schema, and those between two of them."""
    kinds = [kind for kind in evaluator.kinds.values() if _embeds(kind, _SCHEMA)]
    if not kinds:
        return
    for kind in kinds:
        kind.attributes.setdefault("Type", kind)  # ``User.Type`` names the schema in edges
    types = {kind.klass.name: _type(evaluator, kind) for kind in kinds}
    joins: list[Table] = []
    for type in types.values():
        for edge in type.edges.values():
            joins += _relate(types, type, edge)
    for type in types.values():
        _indexes(evaluator, type)
        finish_keys(type.table)
        yield type.table
    yield from joins


def _embeds(kind: Kind, name: str) -> bool:
    return kind.scope.module.language == "go" and any(
        item.embedded and item.type.lstrip("*") == name for item in kind.klass.fields.values()
    )


def _said(evaluator: Evaluator, owner: Thing, method: str) -> list[Value]:
    """The items of the list that a method of a schema or mixin gives."""
    value = owner.kind.attributes.get(method) if owner.kind is not None else None
    if not isinstance(value, Callee):
        return []
    function, got = Callee(value.function, value.scope, owner), list[Value]()
    evaluator.attempt(lambda: got.append(evaluator.invoke(function, [], {}, None)))
    return [option for item in items_of(got[0] if got else None) for option in options(item)]


def _parts(evaluator: Evaluator, kind: Kind) -> list[Thing]:
    """A schema's mixins, and itself."""
    own = Thing(kind=kind, assumed=True)
    mixed = [item for item in _said(evaluator, own, "Mixin") if isinstance(item, Thing)]
    return [*mixed, own]


def _chain(value: Value) -> _Chain | None:
    steps: list[Call] = []
    call = value.made_by if isinstance(value, Thing) else None
    while call is not None and len(steps) < _MAX_STEPS:
        if call.receiver is None:
            return _Chain(call, steps[::-1])
        steps.append(call)
        call = call.receiver.made_by
    return None


def _verb(call: Call) -> str:
    return call.name.rpartition(".")[2]


def _type(evaluator: Evaluator, kind: Kind) -> _Type:
    notes = kind.attributes.get("Annotations")
    said = notes.function.module.text(notes.function.node) if isinstance(notes, Callee) else ""
    named = _TABLE.search(said)
    name = named.group(1) if named is not None else plural(snake_case(kind.klass.name))
    place = place_of_class(kind)
    made = _Type(kind, Table(name, place, "ent", kind.klass.name))
    for part in _parts(evaluator, kind):
        for stamp in _STAMPS.get(part.type.removeprefix("entgo.io/ent/schema/"), ()):
            made.table.columns[stamp] = Column(stamp, place, "timestamptz", "Time", stamp, False, "time.Now")
        for value in _said(evaluator, part, "Fields"):
            chain = _chain(value)
            if chain is not None and chain.start.name.startswith(_FIELD):
                _column(made.table, chain)
        for value in _said(evaluator, part, "Edges"):
            chain = _chain(value)
            if chain is not None and chain.start.name.startswith(_EDGE):
                _edge(made, chain)
    _key(made.table, said, place)
    return made


def _key(table: Table, said: str, place: Place) -> None:
    """``id``, which is a number where nothing else is said, or the fields of ``field.ID``."""
    ids = _IDS.search(said)
    if ids is not None:
        names = re.findall(r"\"(\w+)\"", ids.group(1))
        table.add_index(names, place, unique=True, primary=True)
        for name in names:
            if name in table.columns:
                table.columns[name].primary = True
        return
    held = table.columns.pop("id", None) or Column("id", place, "bigint", "int", "id", False, "generated")
    held.primary, held.nullable = True, False
    table.columns = {"id": held, **table.columns}


def _column(table: Table, chain: _Chain) -> None:
    name = chain.start.text(0) or ""
    if not name or name in table.columns:
        return
    stored = chain.text("StorageKey") or name
    kind = _verb(chain.start)
    column = Column(stored, chain.start.place, _TYPES.get(kind, ""), kind, name, chain.has("Optional"))
    for step in chain.steps:
        verb = _verb(step)
        if verb in {"Default", "DefaultFunc"}:
            expr = step.expr.args[0] if step.expr.args else None
            column.default = " ".join(step.scope.module.text(expr.node).split())[:80] if expr is not None else "…"
        elif verb == "MaxLen":
            column.length = number(step.arg(0))
        elif verb == "Values":
            column.values = tuple(text for value in step.args if (text := text_of(value)))
    table.columns[stored] = column
    if chain.has("Unique"):
        table.add_index([stored], column.place, unique=True)


def _edge(made: _Type, chain: _Chain) -> None:
    """``edge.To``, ``edge.From(…).Ref(…)``, and both ways at once: ``edge.To(…).From(…)``."""
    name, target = chain.start.text(0) or "", _target(chain.start)
    at = next((index for index, step in enumerate(chain.steps) if _verb(step) == "From"), None)
    first = _Chain(chain.start, chain.steps[:at])
    if _verb(chain.start) == "From":
        made.backs.setdefault(name, _Edge(name, target, chain, chain.text("Ref")))
        return
    made.edges.setdefault(name, _Edge(name, target, first))
    if at is not None:
        back = chain.steps[at].text(0) or ""
        made.backs.setdefault(back, _Edge(back, target, _Chain(chain.start, chain.steps[at + 1 :]), name))


def _target(call: Call) -> str:
    value = call.arg(1)
    return next((item.klass.name for item in options(value) if isinstance(item, Kind)), "") if value is not None else ""


def _relate(types: dict[str, _Type], type: _Type, edge: _Edge) -> Iterator[Table]:
    """The foreign key or join table of an edge and its way back."""
    other = types.get(edge.target)
    if other is None:
        return
    back = next(
        (item for item in other.backs.values() if item.target == type.kind.klass.name and item.ref == edge.name), None
    )
    place = edge.chain.steps[-1].place if edge.chain.steps else edge.chain.start.place
    type.table.relations[edge.name] = Relation(edge.name, edge.target, place, not edge.unique, "explicit")
    if back is not None:
        place_back = back.chain.start.place
        own = type.kind.klass.name
        other.table.relations[back.name] = Relation(back.name, own, place_back, not back.unique, "explicit")
    itself = other is type and back is None
    if not edge.unique and ((back is not None and not back.unique) or itself):
        if not edge.chain.has("Through") and not (back is not None and back.chain.has("Through")):
            yield _join_table(type, other, edge, back, place)
        return
    one_to_one = edge.unique and (itself or (back is not None and back.unique))
    # Of a relation to one the key is with the type that has only one; of one to one with the way back.
    here = edge.unique and (itself or back is None or not back.unique)
    holder, held, target = (type, edge, other) if here else (other, back, type)
    _foreign_key(holder, held, target, edge, type, one_to_one, place)


def _foreign_key(
    holder: _Type, held: _Edge | None, target: _Type, edge: _Edge, owner: _Type, unique: bool, place: Place
) -> None:
    told = held.chain.text("Field") if held is not None else ""
    column = holder.table.column(told) if told else None
    deletes = _deletes(edge) or (_deletes(held) if held is not None else "")
    if column is None:
        key = target.table.columns.get((target.table.key or ("id",))[0])
        name = edge.chain.text("StorageKey") or f"{snake_case(owner.kind.klass.name)}_{snake_case(edge.name)}"
        column = Column(name, place, key.type if key is not None else "bigint", "edge", name)
        column.nullable = not (held is not None and held.required)
        holder.table.columns[name] = column
    deletes = deletes or ("SET NULL" if column.nullable else "NO ACTION")
    column.references = Reference(target.table.name, (target.table.key or ("id",))[0], deletes)
    for item, side in ((edge, owner), (held, holder)):
        if item is not None:
            side.table.relations[item.name].columns = (column.name,)
            side.holders[item.name] = column.name
    if unique:
        holder.table.add_index([column.name], place, unique=True)


def _deletes(edge: _Edge) -> str:
    for step in edge.chain.steps:
        if _verb(step) == "Annotations":
            found = _ON_DELETE.search(step.scope.module.text(step.expr.node))
            if found is not None:
                return _WORDS[found.group(1)]
    return ""


def _join_table(type: _Type, other: _Type, edge: _Edge, back: _Edge | None, place: Place) -> Table:
    own, theirs = snake_case(type.kind.klass.name), snake_case(other.kind.klass.name)
    made = Table(edge.chain.text("Table") or f"{own}_{snake_case(edge.name)}", place, "ent")
    if other is type:
        theirs = singular(back.name if back is not None else edge.name)
    for name, side in ((f"{own}_id", type), (f"{theirs}_id", other)):
        key = side.table.columns.get((side.table.key or ("id",))[0])
        made.columns[name] = Column(name, place, key.type if key is not None else "bigint", "edge", name, False,
                                    primary=True, references=Reference(side.table.name, "id", "CASCADE"))  # fmt: skip
    finish_keys(made)
    return made


def _indexes(evaluator: Evaluator, type: _Type) -> None:
    """``index.Fields("name").Edges("city").Unique()``."""
    for part in _parts(evaluator, type.kind):
        for value in _said(evaluator, part, "Indexes"):
            chain = _chain(value)
            if chain is None or not chain.start.name.startswith(_INDEX):
                continue
            names: list[str] = []
            for call in (chain.start, *chain.steps):
                texts = [text_of(item) or "(…)" for item in call.args]
                if _verb(call) == "Fields":
                    names += [held.name if (held := type.table.column(text)) is not None else text for text in texts]
                elif _verb(call) == "Edges":
                    names += [type.holders.get(text, "(…)") for text in texts]
            where = "…" if any("IndexWhere" in step.scope.module.text(step.expr.node) for step in chain.steps) else ""
            type.table.add_index(
                names, chain.start.place, chain.has("Unique"), name=chain.text("StorageKey"), where=where
            )
