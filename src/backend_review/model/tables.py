"""Tables and collections as a project declares them: columns, keys, indexes and relations, whatever declares them.

``stores/`` say how each library or schema language writes them down; everything above reads only this form.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from backend_review.model.routes import Place

# The types that columns are told apart by; "" for one that is not known. ``timestamp`` has no time zone.
TYPES = frozenset(
    (
        *("text", "integer", "bigint", "smallint", "float", "decimal", "boolean", "date", "time", "timestamp"),
        *("timestamptz", "interval", "uuid", "json", "bytes", "enum", "array", "object", "id"),
    )
)


@dataclass(slots=True, frozen=True)
class Reference:
    """A foreign key: what a column (or several) refers to. ``on_delete`` as SQL has it, "" for the default."""

    table: str
    column: str = ""
    on_delete: str = ""


@dataclass(slots=True, eq=False)
class Column:
    """A column of a table, or a field of a document.

    ``name`` is the database's, ``attribute`` the program's; ``type`` is one of ``TYPES``, ``written`` what stands in
    the code. ``nullable`` is None where nothing says so; ``default`` is the text of the default, None for none.
    """

    name: str
    place: Place
    type: str = ""
    written: str = ""
    attribute: str = ""
    nullable: bool | None = None
    default: str | None = None
    primary: bool = False
    references: Reference | None = None
    length: int | None = None
    values: tuple[str, ...] = ()  # of an enum


@dataclass(slots=True, eq=False)
class Index:
    """An index: the columns in their order. ``where`` makes it partial; ``primary`` is the key of the table."""

    columns: tuple[str, ...]
    place: Place
    unique: bool = False
    name: str = ""
    where: str = ""
    method: str = ""  # btree where nothing is said; gin, hash, text, …
    primary: bool = False


@dataclass(slots=True, eq=False)
class Relation:
    """A way from the rows of one table to those of another, as the program has it.

    ``target`` is the other model's name, ``loading`` is lazy (a query when it is touched), eager (loaded with the row),
    explicit (only there when the query asks for it) or never; ``columns`` are the foreign key's, on whichever side.
    """

    name: str
    target: str
    place: Place
    many: bool = False
    loading: str = "lazy"
    columns: tuple[str, ...] = ()
    back: str = ""
    through: str = ""  # the table that joins both, as the code names it


@dataclass(slots=True, eq=False)
class Table:
    """A table or collection. ``model`` is the class that stands for it, "" for one that only SQL declares.

    ``library`` is who declares it (``sqlalchemy``, ``prisma``, ``sql``), ``dialect`` the database where that is known
    (postgresql, mysql, sqlite, mongodb). ``primary`` and unique columns have their entries in ``indexes``.
    """

    name: str
    place: Place
    library: str
    model: str = ""
    kind: str = "table"  # table, collection, view
    dialect: str = ""
    columns: dict[str, Column] = field(default_factory=dict)
    indexes: list[Index] = field(default_factory=list)
    relations: dict[str, Relation] = field(default_factory=dict)
    # Foreign keys over several columns; those of one column stand with it.
    references: list[tuple[tuple[str, ...], Reference]] = field(default_factory=list)

    def column(self, name: str) -> Column | None:
        """A column by its name, or by what the program calls it."""
        found = self.columns.get(name)
        return found or next((item for item in self.columns.values() if item.attribute == name), None)

    @property
    def key(self) -> tuple[str, ...]:
        """The columns of the primary key."""
        found = next((index.columns for index in self.indexes if index.primary), None)
        return found or tuple(column.name for column in self.columns.values() if column.primary)

    def add_index(self, columns: Iterable[str], place: Place, unique: bool = False, **more: str | bool) -> None:
        """Add an index, unless the same columns have one of the kind already."""
        names = tuple(columns)
        if not names:
            return
        made = Index(names, place, unique, **more)  # type: ignore[arg-type]
        same = (item for item in self.indexes if item.columns == names and item.where == made.where)
        for known in same:
            if known.unique or known.primary or not unique:
                return
        self.indexes.append(made)

    def led_by(self, columns: Iterable[str]) -> Iterator[Index]:
        """The whole (not partial) indexes that begin with these columns, in any order of them."""
        wanted = set(columns)
        for index in self.indexes:
            if not index.where and set(index.columns[: len(wanted)]) == wanted:
                yield index

    def unique_by(self, columns: Iterable[str]) -> bool:
        """Whether no two rows can agree in all of these columns."""
        wanted = set(columns)
        return any((index.unique or index.primary) and set(index.columns) <= wanted for index in self.indexes)


class Tables:
    """The tables of a project, by their names and by their models'."""

    def __init__(self, tables: Iterable[Table] = ()) -> None:
        self.all: list[Table] = []
        self._named: dict[str, Table] = {}
        self._models: dict[str, Table] = {}
        for table in tables:
            self.add(table)

    def add(self, table: Table) -> None:
        """Add a table; one that a model declares stands before the same one in SQL."""
        self.all.append(table)
        known = self._named.get(_plain(table.name))
        if known is None or (table.model and not known.model):
            self._named[_plain(table.name)] = table
        if table.model:
            self._models.setdefault(table.model, table)

    def remove(self, table: Table) -> None:
        """Take a table out."""
        self.all = [item for item in self.all if item is not table]
        self._named = {name: item for name, item in self._named.items() if item is not table}
        self._models = {name: item for name, item in self._models.items() if item is not table}

    def rename(self, table: Table, name: str) -> None:
        """Give a table another name."""
        self.remove(table)
        table.name = name
        self.add(table)

    def __iter__(self) -> Iterator[Table]:
        return iter(self.all)

    def __len__(self) -> int:
        return len(self.all)

    def named(self, name: str) -> Table | None:
        """A table by the database's name of it, with or without a schema before it."""
        return self._named.get(_plain(name))

    def of(self, what: str) -> Table | None:
        """The table that an effect or a relation names: by the model's name, or by its own."""
        return self._models.get(what) or self._models.get(what.rpartition(".")[2]) or self.named(what)


def _plain(name: str) -> str:
    """A table's name without its schema and quotes."""
    return re.sub(r"[\"`\[\]]", "", name).rpartition(".")[2].lower()


def snake_case(name: str) -> str:
    """``OrderItem`` as ``order_item``: what most libraries make of a class's name."""
    name = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", name)
    return name.lower()
