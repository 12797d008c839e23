"""Relations of rows: what is reached when a member of a row is touched, and whether that sends a query of its own."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from backend_review.model.answers.data import ON_ERROR
from backend_review.model.queries import FIELD, Query, Row, one_row
from backend_review.model.values import Callee, Items, Kind, Thing, Unknown, Value, options

if TYPE_CHECKING:
    from tree_sitter import Node

    from backend_review.index.expressions.data import Expr
    from backend_review.model.evaluator import Evaluator
    from backend_review.model.flow import Walk
    from backend_review.model.tables import Relation, Table, Tables

ALL = "*"  # of eager names: whatever it is
ANYWHERE = "~"  # before an eager name: of whichever row on the way
LAZY = "lazy_load"
RELATED_ROWS = "related_rows"
RAISES = "sqlalchemy.raises"  # by what: an asynchronous session loads nothing by being touched
AWAITABLE = "awaitable_attrs"  # SQLAlchemy's AsyncAttrs: what is touched through it is loaded
RELATED = "django.Related"
_ASYNC = re.compile(r"\b(?:AsyncSession|async_sessionmaker|create_async_engine|async_scoped_session)\b")
# What of a manager sends a query, and what of a list needs none.
_READS = {
    *("all", "count", "exists", "first", "last", "get", "filter", "exclude", "order_by", "values", "values_list"),
    *("aggregate", "annotate", "latest", "earliest", "distinct", "iterator", "select_related", "prefetch_related"),
}
# What of them asks the database although the rows are there: Prefetch("books") answers all, count, exists and first.
ASKS_AGAIN = {
    *("filter", "exclude", "order_by", "values", "values_list", "annotate", "distinct", "get", "latest", "earliest"),
    *("last", "aggregate", "iterator", "select_related", "prefetch_related"),
}
# What of a query gives no query.
_ANSWERS = {"count", "exists", "first", "last", "get", "latest", "earliest", "aggregate", "iterator", "in_bulk"}
_PROPERTIES = {"property", "cached_property", "hybrid_property"}
# Where what the caller asked for decides, and where something that the query should have brought is not there.
_OTHERWISE = re.compile(rf"self\.context\b|^otherwise than (?:not )?hasattr\(|_prefetched_objects_cache|^{ON_ERROR}$")
_CHANGES = {"append", "extend", "remove", "clear", "insert", "add", "discard"}


class Relations:
    """The relations of a project's tables, read when a row is first touched."""

    def __init__(self, evaluator: Evaluator, tables: Callable[[], Tables]) -> None:
        self.evaluator = evaluator
        self._tables = tables

    @cached_property
    def tables(self) -> Tables:
        """The project's tables."""
        return self._tables()

    @cached_property
    def is_async(self) -> bool:
        """Whether SQLAlchemy's sessions are asynchronous: those load nothing by being touched, they raise."""
        files = self.evaluator.project.files.values()
        return any(file.language == "python" and _ASYNC.search(file.text) is not None for file in files)

    @cached_property
    def _kinds(self) -> dict[str, Kind]:
        found: dict[str, Kind] = {}
        for kind in self.evaluator.kinds.values():
            table = self.tables.of(kind.klass.name)
            if table is not None and table.model == kind.klass.name and table.place.path == kind.klass.module.path:
                found.setdefault(kind.klass.name, kind)
        return found

    def of(self, row: Row, name: str) -> tuple[Table, Relation] | None:
        """The relation of a row that has a name."""
        table = self.tables.of(row.what)
        relation = table.relations.get(name) if table is not None else None
        return (table, relation) if table is not None and relation is not None else None

    def kind(self, model: str) -> Kind | None:
        """The class of a model."""
        return self._kinds.get(model)

    def is_lazy(self, relation: Relation) -> bool:
        """Whether touching a relation sends a query."""
        return relation.loading == "lazy"


def _is_manager(table: Table, relation: Relation) -> bool:
    """Django: whether a relation gives what asks for its rows, not the rows."""
    return table.library == "django" and relation.many


def _said_by(item: Thing, value: Value, relation: Relation) -> Value:
    """The row that another one names: whose that is, is said by the row."""
    if not isinstance(value, Thing) or relation.many:
        return value
    return replace(value, origins=value.origins | item.origins)


def touched(walk: Walk, owner: Value, expr: Expr) -> Value | None:
    """What a relation of a row gives that is touched, with the query that it sends; None when it is no relation."""
    row = next((item for item in options(owner) if isinstance(item, Thing) and isinstance(item.model, Row)), None)
    if expr.name == AWAITABLE and row is not None:  # (await user.awaitable_attrs.items)
        return row
    return reached(walk, owner, expr.name, _method(expr.node), expr)


def reached(walk: Walk, owner: Value, name: str, method: str, expr: Expr) -> Value | None:
    """The same for the member of a name, of which a ``method`` is called, wherever the code says so."""
    relations = walk.effects.relations
    for item in options(owner) if relations is not None else ():
        row = item.model if isinstance(item, Thing) else None
        if not isinstance(item, Thing) or not isinstance(row, Row) or row.plain or item.type == FIELD:
            continue
        if name in item.attributes or relations is None:
            continue
        found = relations.of(row, name)
        if found is None:
            computed = _computed(item, name)
            if computed is not None:
                return walk.invoke(computed, [], {}, expr)
            continue
        table, relation = found
        handed_on = _unsent(relations.kind(relation.target), table, relation, row, method)
        if handed_on is not None:
            return handed_on
        _tell(walk, relation, row, method, expr)
        if _is_untouched(table, relation, method):
            continue
        again = _is_manager(table, relation) and method in ASKS_AGAIN
        asks = relations.is_lazy(relation) and (again or not _has(table, relation, row))
        asks = asks and not (_is_manager(table, relation) and _is_combined(expr.node))
        if row.each is not None and any(map(_OTHERWISE.search, walk.conditions)):
            row = replace(row, each=None)
        if row.each is not None and asks:
            walk.emit(LAZY, ".".join((*_way(row), relation.name)), walk.place(expr))
            raises = table.library == "sqlalchemy" and relations.is_async and not _is_awaited(expr)
            by = RAISES if raises else f"{table.library}.{method}"
            walk.found[-1] = replace(walk.found[-1], item=row.each, by=by)
        value = _said_by(item, _related(relations.kind(relation.target), table, relation, row), relation)
        if not isinstance(value, Unknown):
            if not _is_manager(table, relation):
                item.attributes[name] = value  # it is loaded now
            return value
    return None


_ACCESSOR = re.compile(r"^(get|count|has)([A-Z]\w*)$")


def accessed(walk: Walk, owner: Value, name: str, expr: Expr) -> bool:
    """Sequelize: ``user.getPosts()`` asks for the posts, whatever was loaded; whether a call is one of these."""
    found = _ACCESSOR.match(name)
    relations = walk.effects.relations
    for item in options(owner) if found is not None and relations is not None else ():
        row = item.model if isinstance(item, Thing) else None
        table = relations.tables.of(row.what) if isinstance(row, Row) and relations is not None else None
        if table is None or table.library != "sequelize" or found is None or not isinstance(row, Row):
            continue
        for relation in table.relations.values():
            if relation.name[:1].upper() + relation.name[1:] == found[2]:
                load(walk, f"{row.what}.{relation.name}", f"sequelize.{name}", expr)
                walk.emit(
                    "read_many" if relation.many and found[1] == "get" else "read_one",
                    relation.target,
                    walk.place(expr),
                )
                return True
    return False


def load(walk: Walk, what: str, by: str, expr: Expr) -> None:
    """A call loads a relation (``Order.customer``) of one row; which loop goes over the rows its callers tell."""
    walk.emit(LAZY, what, walk.place(expr))
    walk.found[-1] = replace(walk.found[-1], by=by)


def _is_awaited(expr: Expr) -> bool:
    return expr.target is not None and expr.target.kind == "attr" and expr.target.name == AWAITABLE


def _computed(item: Thing, name: str) -> Callee | None:
    """The method that gives a property of a row."""
    for level in item.kind.lineage() if item.kind is not None else ():
        found = level.attributes.get(name)
        if isinstance(found, Callee):
            names = {getattr(value, "name", "").rpartition(".")[2] for value in found.decorators}
            return Callee(found.function, found.scope, item, found.decorators) if names & _PROPERTIES else None
    return None


def _way(row: Row) -> tuple[str, ...]:
    return row.through or (row.what,)


def _has(table: Table, relation: Relation, row: Row) -> bool:
    """Whether a row has what it is related to, or its session: SQLAlchemy keeps what it has loaded once."""
    if loaded(row.eager, relation.name):
        return True
    return table.library == "sqlalchemy" and not relation.many and bool(set(relation.columns) & set(row.by))


def _related(kind: Kind | None, table: Table, relation: Relation, row: Row) -> Value:
    if kind is None:
        return Unknown()
    eager = tuple(dict.fromkeys((*below(row.eager, relation.name), *([relation.back] if relation.back else []))))
    target = Row(relation.target, kind, eager=eager, through=(*_way(row), relation.name), each=row.each)
    if not relation.many:
        return one_row(target)
    if table.library == "django":  # a query of its own
        return Thing(type=RELATED, model=Query(relation.target, row=replace(target, through=())))
    return Items([one_row(target)], complete=False)


def _tell(walk: Walk, relation: Relation, row: Row, method: str, expr: Expr) -> None:
    """What belongs to a single row is looked at: a list, if it is many."""
    if relation.many and row.each is None and method not in _CHANGES:
        walk.emit(RELATED_ROWS, relation.target, walk.place(expr))
        walk.found[-1] = replace(walk.found[-1], by=relation.name)


def _is_untouched(table: Table, relation: Relation, method: str) -> bool:
    """Whether a method of a relation does not load it."""
    if table.library == "django" and relation.many and method not in _READS:
        return True
    return relation.loading not in {"lazy", "eager"} or method in _CHANGES


def _is_query(table: Table, relation: Relation) -> bool:
    return table.library == "sqlalchemy" and relation.loading == "explicit" and relation.many


def _unsent(kind: Kind | None, table: Table, relation: Relation, row: Row, method: str) -> Value | None:
    """What a relation gives that asks for nothing itself: a query to build on, or Django's manager that is handed on
    (``ItemSerializer(shelf.items, many=True)``)."""
    if _is_query(table, relation):
        return _asked_for(kind, relation)
    return _related(kind, table, relation, row) if _is_manager(table, relation) and not method else None


def _asked_for(kind: Kind | None, relation: Relation) -> Thing:
    """SQLAlchemy's ``lazy="dynamic"`` and ``WriteOnlyMapped``: a query that is built further and sent."""
    row = Row(relation.target, kind) if kind is not None else None
    return Thing(type="sqlalchemy.Query", model=Query(relation.target, row=row))


def loaded(eager: tuple[str, ...], name: str) -> bool:
    """Whether eager names have a relation among them."""
    return any(path in {ALL, name, ANYWHERE + name} or path.startswith(f"{name}.") for path in eager)


def below(eager: tuple[str, ...], name: str) -> tuple[str, ...]:
    """The eager names that hold for the rows that a relation gives."""
    return tuple(
        path[len(name) + 1 :] if path.startswith(f"{name}.") else path
        for path in eager
        if path.startswith((f"{name}.", ANYWHERE)) or path == ALL
    )


def _is_combined(node: Node) -> bool:
    """Django: whether what a manager is asked only becomes part of another query: ``found |= author.books.all()``."""
    above, last = node.parent, ""
    while above is not None and above.type in {"attribute", "call", "parenthesized_expression"}:
        if above.type == "attribute":
            name = above.child_by_field_name("attribute")
            last = (name.text or b"").decode() if name is not None else ""
        above = above.parent
    if above is None or last in _ANSWERS or above.type not in {"augmented_assignment", "binary_operator"}:
        return False
    operator = above.child_by_field_name("operator")
    return operator is not None and (operator.text or b"").rstrip(b"=") in {b"|", b"&", b"^"}


def _method(node: Node) -> str:
    """The method that is called of a member: ``all`` of ``author.books.all()``."""
    above = node.parent
    if above is None or above.type not in {"attribute", "member_expression"} or above.parent is None:
        return ""
    name = above.child_by_field_name("attribute") or above.child_by_field_name("property")
    call = above.parent
    if call.type not in {"call", "call_expression"} or name is None or name.text is None:
        return ""
    method = name.text.decode()
    return _method(call) or method if method == "all" else method  # all().order_by("name")
