"""TypeORM: relations, their join columns and join tables. https://typeorm.io/docs/relations/relations"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from backend_review.model.evaluator import Call, Evaluator
from backend_review.model.routes import Place
from backend_review.model.tables import Column, Index, Reference, Relation, Table
from backend_review.model.values import Callee, Kind, Value, items_of, options, text_of
from backend_review.model.values import Table as Dict
from backend_review.stores._marks import is_true, returned, settings, word
from backend_review.stores._typeorm_naming import Naming

_TO_ONE = {"ManyToOne", "OneToOne", "TreeParent"}
RELATIONS = _TO_ONE | {"OneToMany", "ManyToMany", "TreeChildren"}


@dataclass(slots=True, eq=False)
class Joined:
    """A property that is a relation; ``columns`` are its foreign key's once they are known."""

    path: str
    call: Call
    marks: list[Call]
    annotation: str
    place: Place
    prefixes: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    relation: Relation | None = None
    target: Owner | None = None

    @property
    def name(self) -> str:
        return self.path.rpartition(".")[2]

    @property
    def owns(self) -> bool:
        """Whether the foreign key is on this side."""
        kind = word(self.call)
        return kind in {"ManyToOne", "TreeParent"} or (
            kind == "OneToOne" and any(word(mark) == "JoinColumn" for mark in self.marks)
        )


class Owner(Protocol):
    """An entity class while its table is made."""

    kind: Kind
    table: Table
    child: bool
    columns: dict[str, Column]
    joined: dict[str, Joined]


def settle(evaluator: Evaluator, naming: Naming, models: Sequence[Owner]) -> list[Table]:
    """Give every relation its target and columns; the tables that many-to-many relations need are given back."""
    classes = {id(model.kind.klass): model for model in models}
    names = {model.table.name: model for model in models} | {model.kind.klass.name: model for model in models}
    for model in models:
        for joined in model.joined.values():
            joined.target = _target(evaluator, joined, model, classes, names)
            _relation(joined, model)
    # A key may be a relation itself: those first, so that others find the columns.
    owning = [(model, joined) for model in models for joined in model.joined.values() if joined.owns]
    for model, joined in sorted(owning, key=lambda pair: not _is_primary(pair[1])):
        _join(naming, model, joined)
    between = []
    for model in models:
        for joined in model.joined.values():
            mark = next((mark for mark in joined.marks if word(mark) == "JoinTable"), None)
            if word(joined.call) == "ManyToMany" and mark is not None and joined.target is not None:
                between.append(_join_table(naming, model, joined, joined.target, mark))
    for model in models:
        for joined in model.joined.values():
            other = joined.target.joined.get(_back(joined)) if joined.target is not None else None
            if joined.relation is not None and other is not None and not joined.columns:
                joined.relation.columns = other.columns
    return [table for table in between if table.name not in {model.table.name for model in models}]


def _target(
    evaluator: Evaluator, joined: Joined, model: Owner, classes: dict[int, Owner], names: dict[str, Owner]
) -> Owner | None:
    if word(joined.call).startswith("Tree"):
        return model
    value = returned(evaluator, joined.call.arg(0))
    for item in options(value) if value is not None else ():
        if isinstance(item, Kind):
            return classes.get(id(item.klass))
    text = (
        text_of(value)
        or re.sub(r"\[\]|\bPromise<|\bRelation<|\bArray<|[<>\s]", "", joined.annotation).partition("|")[0]
    )
    return names.get(text)


def _relation(joined: Joined, model: Owner) -> None:
    held = settings(joined.call).entries
    lazy = bool(is_true(held.get("lazy"))) or joined.annotation.startswith("Promise<")
    loading = "lazy" if lazy else "eager" if is_true(held.get("eager")) else "explicit"
    name = joined.target.kind.klass.name if joined.target is not None else _written(joined)
    many = word(joined.call) not in _TO_ONE
    joined.relation = Relation(joined.name, name, joined.place, many, loading, back=_back(joined))
    model.table.relations[joined.path] = joined.relation


def _written(joined: Joined) -> str:
    text = text_of(joined.call.arg(0))
    if text:
        return text
    expr = joined.call.expr.args[0] if joined.call.expr.args else None
    written = joined.call.scope.module.text(expr.node) if expr is not None else ""
    return written.rpartition("=>")[2].strip(" ()")


def _back(joined: Joined) -> str:
    """The property on the other side: ``(user) => user.posts`` or ``"posts"``."""
    value = joined.call.arg(1)
    if isinstance(value, Callee):
        written = value.function.module.text(value.function.node)
        found = re.search(r"\.(\w+)\W*$", written)
        return found.group(1) if found is not None else ""
    return text_of(value) or ""


def _is_primary(joined: Joined) -> bool:
    return bool(is_true(settings(joined.call).entries.get("primary"))) or any(
        word(mark) == "PrimaryColumn" for mark in joined.marks
    )


def _specified(value: Value | None) -> list[dict[str, Value]]:
    """The join columns that are described, one object each."""
    return [item.entries for part in items_of(value) for item in options(part) if isinstance(item, Dict)]


def _keys(owner: Owner) -> list[Column]:
    return [column for column in owner.table.columns.values() if column.primary]


def _pairs(specified: list[dict[str, Value]], owner: Owner) -> list[tuple[str, Column]]:
    """The name that is given ("" for none) and the column that is referred to, for each part of a foreign key."""
    if specified and any("referencedColumnName" in item for item in specified):
        found = []
        for item in specified:
            referred = text_of(item.get("referencedColumnName")) or ""
            column = owner.columns.get(referred) or owner.table.column(referred)
            if column is not None:
                found.append((text_of(item.get("name")) or "", column))
        return found
    name = next((text for item in specified if (text := text_of(item.get("name")))), "")
    return [(name, column) for column in _keys(owner)]


def _join(naming: Naming, model: Owner, joined: Joined) -> None:
    """The join columns of a relation whose foreign key is here: columns of their own, or properties of the class."""
    mark = next((mark for mark in joined.marks if word(mark) == "JoinColumn"), None)
    specified = _specified(mark.arg(0)) if mark is not None else []
    held = settings(joined.call).entries
    target = joined.target
    pairs: list[tuple[str, Column | None]] = list(_pairs(specified, target)) if target is not None else []
    if target is None:  # not of what we read: its key is called id, as nearly all are
        pairs = [(text_of(item.get("name")) or "", None) for item in specified or [{}]]
    columns = []
    for given, referred in pairs:
        short = given or naming.join(joined.name, referred.attribute if referred is not None else "id")
        column = _existing(naming, model, joined, short)
        if column is None:
            name = naming.column(joined.name, short, joined.prefixes)
            column = Column(name, joined.place, attribute=name, nullable=is_true(held.get("nullable")) is not False)
            if referred is not None:
                column.type, column.written, column.length = referred.type, referred.written, referred.length
            if _is_primary(joined):
                column.primary, column.nullable = True, False
            if model.child:
                column.nullable = True
            model.table.columns[name] = column
        columns.append(column)
    joined.columns = tuple(column.name for column in columns)
    if joined.relation is not None:
        joined.relation.columns = joined.columns
    if columns and target is not None and is_true(held.get("createForeignKeyConstraints")) is not False:
        _refer(model.table, columns, target, pairs, (text_of(held.get("onDelete")) or "").upper())
    if columns and word(joined.call) == "OneToOne" and not all(column.primary for column in columns):
        model.table.add_index(joined.columns, joined.place, unique=True)


def _existing(naming: Naming, model: Owner, joined: Joined, name: str) -> Column | None:
    """A property of the class that is the join column."""
    parent = joined.path.rpartition(".")[0]
    for path, column in model.columns.items():
        if path.rpartition(".")[0] != parent:
            continue
        if column.name == (naming.column(joined.name, name, joined.prefixes) if joined.prefixes else name):
            return column
    return None if joined.prefixes else model.table.columns.get(name)


def _refer(
    table: Table, columns: list[Column], target: Owner, pairs: list[tuple[str, Column | None]], on_delete: str
) -> None:
    referred = pairs[0][1]
    made = Reference(target.table.name, referred.name if referred is not None else "", on_delete)
    if len(columns) == 1:
        columns[0].references = made
    else:
        table.references.append((tuple(column.name for column in columns), made))


def _join_table(naming: Naming, model: Owner, joined: Joined, target: Owner, mark: Call) -> Table:
    """The table of a many-to-many relation: both keys, an index for each, and a key of all of them."""
    held = settings(mark).entries
    own, other = model.table, target.table
    name = text_of(held.get("name")) or text_of(mark.arg(0)) or naming.join_table(own.name, other.name, joined.path)
    table = Table(name, joined.place, "typeorm")
    sides = []
    for side, column_key, owner in (("own", "joinColumn", model), ("other", "inverseJoinColumn", target)):
        specified = _specified(held.get(column_key)) or _specified(held.get(f"{column_key}s"))
        made = []
        for given, referred in _pairs(specified, owner):
            custom = referred.name if referred.name != referred.attribute else ""
            made.append((given or naming.join_table_column(owner.table.name, referred.attribute, custom, side == "other"),
                         referred))  # fmt: skip
        sides.append((owner, made))
    taken = {given for given, _ in sides[0][1]} & {given for given, _ in sides[1][1]}
    key: list[str] = []
    for number, (owner, made) in enumerate(sides, start=1):
        names = []
        for given, referred in made:
            column = Column(f"{given}_{number}" if given in taken else given, joined.place, referred.type,
                            referred.written, nullable=False, primary=True, length=referred.length)  # fmt: skip
            if len(made) == 1:
                column.references = Reference(owner.table.name, referred.name, "CASCADE")
            table.columns[column.name] = column
            names.append(column.name)
        if len(made) > 1:
            table.references.append((tuple(names), Reference(owner.table.name, made[0][1].name, "CASCADE")))
        table.add_index(names, joined.place)
        key += names
    table.indexes.insert(0, Index(tuple(key), joined.place, True, primary=True))
    return table
