"""Sequelize: associations and the foreign keys they add. https://sequelize.org/docs/v6/core-concepts/assocs/"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from backend_review.model.evaluator import Evaluator
from backend_review.model.routes import Place
from backend_review.model.tables import Column, Reference, Relation, Table, snake_case
from backend_review.model.values import Kind, Value, options, text_of
from backend_review.model.values import Table as Dict
from backend_review.stores._marks import is_true
from backend_review.stores._plurals import plural, singular
from backend_review.stores._sequelize_columns import model_name

LINKS = ("belongsTo", "hasMany", "hasOne", "belongsToMany")


@dataclass(slots=True, eq=False)
class Link:
    """An association as it is declared; ``foreignKey`` is sequelize-typescript's mark of a column."""

    verb: str
    target: Value | None
    entries: dict[str, Value]
    place: Place
    name: str = ""


class Owner(Protocol):
    """A model while its table is made."""

    name: str
    table: Table
    underscored: bool
    key: object
    links: list[Link]


def settle(evaluator: Evaluator, models: Sequence[Owner]) -> list[Table]:
    """Add what associations say; the tables that only they make are given back."""
    by_key = {id(model.key): model for model in models}
    names = {model.table.name: model for model in models} | {model.name: model for model in models}
    names |= {model.key.klass.name: model for model in models if isinstance(model.key, Kind)}
    for model in models:
        for column in model.table.columns.values():
            if column.references is not None and column.references.table in names:
                known = names[column.references.table]
                column.references = Reference(known.table.name, column.references.column, column.references.on_delete)
    marked: dict[tuple[int, int], str] = {}
    for model in models:
        for link in model.links:
            target = _target(link.target, by_key, names)
            if link.verb == "foreignKey" and target is not None:
                marked.setdefault((id(model), id(target)), link.name)
    between: dict[str, Table] = {}
    for model in models:
        for link in model.links:
            target = _target(link.target, by_key, names)
            if link.verb == "foreignKey" or target is None:
                continue
            if link.verb == "belongsToMany":
                _between(model, link, target, by_key, names, between, marked)
            else:
                _one(model, link, target, marked)
    return list(between.values())


def _target(value: Value | None, by_key: dict[int, Owner], names: dict[str, Owner]) -> Owner | None:
    for item in options(value) if value is not None else ():
        if id(item) in by_key:
            return by_key[id(item)]
    return names.get(model_name(value)) if value is not None else None


def _key_of(model: Owner) -> Column | None:
    return next((column for column in model.table.columns.values() if column.primary), None)


def camelized(*parts: str) -> str:
    """Sequelize's ``camelize`` of parts that are joined by ``_``."""
    return re.sub(r"[-_\s]+(.)?", lambda found: (found[1] or "").upper(), "_".join(parts))


def _named(value: Value | None) -> tuple[str, dict[str, Value]]:
    """The attribute of ``foreignKey: "userId"`` or ``foreignKey: { name: "userId", allowNull: false }``."""
    for item in options(value) if value is not None else ():
        if isinstance(item, Dict):
            return text_of(item.entries.get("name")) or text_of(item.entries.get("fieldName")) or "", item.entries
    return text_of(value) or "", {}


def _one(model: Owner, link: Link, target: Owner, marked: dict[tuple[int, int], str]) -> None:
    """belongsTo, hasOne and hasMany: the foreign key is the model's, or its target's."""
    owner, referred = (model, target) if link.verb == "belongsTo" else (target, model)
    key = _key_of(referred)
    alias = text_of(link.entries.get("as")) or link.name
    many = link.verb == "hasMany"
    given, more = _named(link.entries.get("foreignKey"))
    given = given or marked.get((id(owner), id(referred)), "")
    short = (alias or singular(target.name)) if link.verb == "belongsTo" else singular(model.name)
    attribute = given or camelized(short, key.attribute or key.name if key is not None else "id")
    column = foreign_key(owner, attribute, more, key, link.place)
    if _constrained(link) and column.references is None:
        default = "SET NULL" if column.nullable else "CASCADE" if many else "NO ACTION"
        on_delete = text_of(link.entries.get("onDelete")) or text_of(more.get("onDelete")) or default
        column.references = Reference(referred.table.name, key.name if key is not None else "id", on_delete.upper())
    name = alias or (plural(target.name) if many else singular(target.name))
    model.table.relations[name] = Relation(name, target.name, link.place, many, "explicit", (column.name,))


def _without_own_key(owner: Owner) -> None:
    """The key that Sequelize gave a model, which declares none, goes when the model is between two others."""
    held = owner.table.columns.get("id")
    if held is not None and held.primary and held.default == "generated" and held.place == owner.table.place:
        del owner.table.columns["id"]


def _constrained(link: Link) -> bool:
    """Whether an association makes a foreign key: ``constraints: false`` takes it away, unless ``onDelete`` is said."""
    said = "onDelete" in link.entries or "onUpdate" in link.entries
    return said or is_true(link.entries.get("constraints")) is not False


def foreign_key(
    owner: Owner, attribute: str, more: dict[str, Value], key: Column | None, place: Place, primary: bool = False
) -> Column:
    """The column of an attribute, made where the model has none."""
    known = owner.table.column(attribute)
    if known is None:
        field = text_of(more.get("field")) or (snake_case(attribute) if owner.underscored else attribute)
        nullable = is_true(more.get("allowNull")) is not False and not primary
        known = Column(field, place, attribute=attribute, nullable=nullable, primary=primary)
        if key is not None:
            known.type, known.written = key.type, key.written
        owner.table.columns[field] = known
    elif is_true(more.get("allowNull")) is False:
        known.nullable = False
    return known


@dataclass(slots=True, eq=False)
class _Between:
    """A table that only ``through: "name"`` makes."""

    name: str
    table: Table
    underscored: bool
    key: object
    links: list[Link]


def _table_between(
    model: Owner, link: Link, by_key: dict[int, Owner], names: dict[str, Owner], made: dict[str, Table]
) -> tuple[Owner | None, bool]:
    """The model or table that ``through`` names, and whether both keys together are unique in it."""
    through, unique = link.entries.get("through"), True
    for item in options(through) if through is not None else ():
        if isinstance(item, Dict):
            through, unique = item.entries.get("model"), is_true(item.entries.get("unique")) is not False
    owner = _target(through, by_key, names)
    name = text_of(through) or ""
    if owner is not None or not name:
        return owner, unique
    table = made.get(name)
    if table is None:
        table = made[name] = Table(name, link.place, "sequelize", name)
        for stamp in ("createdAt", "updatedAt"):
            field = snake_case(stamp) if model.underscored else stamp
            table.columns[field] = Column(field, link.place, "timestamptz", "DATE", stamp, False)
    return _Between(name, table, model.underscored, None, []), unique


def _between(
    model: Owner,
    link: Link,
    target: Owner,
    by_key: dict[int, Owner],
    names: dict[str, Owner],
    made: dict[str, Table],
    marked: dict[tuple[int, int], str],
) -> None:
    """belongsToMany: a table with both keys."""
    owner, unique = _table_between(model, link, by_key, names, made)
    if owner is None:
        return
    _without_own_key(owner)
    names_of = []
    for key, side in (("foreignKey", model), ("otherKey", target)):
        given, more = _named(link.entries.get(key))
        primary = _key_of(side)
        given = given or marked.get((id(owner), id(side)), "")
        attribute = given or camelized(singular(side.name), primary.attribute if primary is not None else "id")
        column = foreign_key(owner, attribute, more, primary, link.place, isinstance(owner, _Between))
        if column.references is None and _constrained(link):
            column.references = Reference(side.table.name, primary.name if primary is not None else "id", "CASCADE")
        names_of.append(column.name)
    if not any(column.primary and column.name not in names_of for column in owner.table.columns.values()):
        for name in names_of:
            owner.table.columns[name].primary, owner.table.columns[name].nullable = True, False
        if not any(index.primary for index in owner.table.indexes):
            owner.table.add_index(names_of, link.place, unique=True, primary=True)
    elif unique:
        owner.table.add_index(names_of, link.place, unique=True)
    name = text_of(link.entries.get("as")) or link.name or plural(target.name)
    model.table.relations[name] = Relation(name, target.name, link.place, True, "explicit")
