"""Queries that are being built, and the rows that they give."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from backend_review.model.answers.data import Answer
from backend_review.model.routes import Place
from backend_review.model.values import Either, Filter, Items, Kind, Library, Thing, Unknown, Value, options

if TYPE_CHECKING:
    from backend_review.model.effects import Step

FIELD = "entity.field"  # the type of what a row has in one of its columns


@dataclass(frozen=True, slots=True)
class Row:
    """What a query gives of an entity: ``only`` some of its fields or all of them, ``without`` some.

    ``entity`` is what stands for the entity in the code: its class, or the object that is its model. ``also`` are
    fields that it leaves out by itself and that were asked for; ``plain`` when the row is bare data, without what its
    class says of how it is written. ``eager`` are the relations that are loaded with it (``author.publisher``; ``*``
    for all, ``~author`` for those of this name anywhere), ``through`` those that led to it from a query's row, after
    the entity of that one; ``by`` are the columns that it was asked for by, ``each`` the loop that it is an item of.
    """

    what: str = ""
    entity: Value | None = field(default=None, compare=False)
    only: tuple[str, ...] | None = None
    without: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    plain: bool = False
    eager: tuple[str, ...] = ()
    through: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    each: Place | None = None


@dataclass(frozen=True, slots=True)
class Query:
    """A query that is being built. ``verb`` is read, write or delete; ``one`` when it gives one row at most.

    ``row`` is what its rows are like, when that is known; ``filters`` what they are asked for
    by, ``sorts`` the columns they are sorted by, ``projection`` those that are read (() for all).
    """

    what: str = ""
    bound: str | None = None
    one: bool = False
    verb: str = "read"
    place: Place | None = None
    row: Row | None = None
    filters: tuple[Filter, ...] = ()
    sorts: tuple[str, ...] = ()
    projection: tuple[str, ...] = ()
    aggregate: bool = False  # a count, a sum: there is a row in any case
    by: str = ""  # the library's function that made a write or delete of it

    @property
    def kind(self) -> str:
        """The kind of effect it has when it is sent."""
        return ("read_one" if self.one else "read_many") if self.verb == "read" else self.verb


def row_of(value: Value | None) -> Row | None:
    """What the rows of a model, of a query or of one of its rows are like."""
    for item in options(value) if value is not None else ():
        if isinstance(item, Kind):
            return Row(item.klass.name, item)
        if isinstance(item, Thing):
            if isinstance(item.model, Query):
                return item.model.row
            if isinstance(item.model, Row):
                return item.model
            if isinstance(item.model, str):
                return Row(item.model, item)
            if item.kind is not None:
                return Row(item.kind.klass.name, item.kind)
        if isinstance(item, Library):
            return Row(item.name.rpartition(".")[2], item)
    return None


def element(value: Value) -> Value:
    """One of the many that a value is: of a list, or of the rows of a query."""
    for item in options(value):
        if isinstance(item, Items) and item.items:
            return item.items[0]
        if isinstance(item, Thing) and isinstance(item.model, Query) and item.model.row is not None:
            return one_row(asked_by(item.model))
    return Unknown()


def item_of(value: Value, loop: Place) -> Value:
    """What a loop takes from a value in each of its rounds."""
    if isinstance(value, Thing) and isinstance(value.model, Row) and value.model.each != loop:
        return replace(value, model=replace(value.model, each=loop))
    return value


def asked_by(query: Query) -> Row | None:
    """What the rows of a query are like, with the columns that it asks for them by."""
    columns = tuple(dict.fromkeys(item.column for item in query.filters if item.column))[:8]
    return replace(query.row, by=columns) if query.row is not None and columns else query.row


def one_row(row: Row | None) -> Value:
    """An object that is a row."""
    if row is None or row.entity is None:
        return Unknown()
    if isinstance(row.entity, Kind):
        return Thing(kind=row.entity, model=row)
    type = row.entity.type if isinstance(row.entity, Thing) else getattr(row.entity, "name", "")
    return Thing(type=f"{type}.object", model=row)


def handed_over(value: Value, step: Step) -> Value:
    """What a function returned, as its caller has it: rows are the caller's own, answers came by this call."""
    if isinstance(value, Either):
        return Either([handed_over(item, step) for item in value.options])
    if isinstance(value, Items) and value.items and not value.complete:
        return Items([handed_over(item, step) for item in value.items[:4]], complete=False)
    first = value.items[0] if isinstance(value, Items) and 0 < len(value.items) <= 3 else None
    if isinstance(value, Items) and isinstance(first, Thing) and isinstance(first.model, Answer):
        return Items([handed_over(first, step), *value.items[1:]], value.complete)  # Flask: body, status
    if isinstance(value, Thing) and isinstance(value.model, Answer):
        answer = replace(value.model, chain=(step, *value.model.chain))
        return replace(value, attributes=dict(value.attributes), model=answer)
    if isinstance(value, Thing) and isinstance(value.model, (Row, Query)):
        return replace(value, attributes=dict(value.attributes))
    return value
