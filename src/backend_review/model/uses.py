"""A library's function or method in use, and what the rules of ``stores/`` and the like are made of."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

from backend_review.index.expressions.data import Expr
from backend_review.model import sqltext
from backend_review.model.queries import Query, Row, asked_by, one_row, row_of
from backend_review.model.routes import Place
from backend_review.model.values import (
    Callee,
    Either,
    Items,
    Kind,
    Known,
    Library,
    Table,
    Thing,
    Unknown,
    Value,
    options,
    text_of,
)

if TYPE_CHECKING:
    from backend_review.model.flow import Walk
    from backend_review.model.libraries import Rule


@dataclass(slots=True, eq=False)
class Use:
    """A call of something of a library."""

    walk: Walk
    name: str
    receiver: Value | None
    expr: Expr
    args: list[Value]
    named: dict[str, Value]
    called_back: bool = False

    @property
    def place(self) -> Place:
        return self.walk.place(self.expr)

    @property
    def method(self) -> str:
        return self.name.rpartition(".")[2]

    @property
    def query(self) -> Query:
        """The query that the receiver is."""
        model = self.receiver.model if isinstance(self.receiver, Thing) else None
        return model if isinstance(model, Query) else Query(self.what(), row=self.row())

    def row(self) -> Row | None:
        """What the rows of the receiver are like; None when it is not known what they are of."""
        return row_of(self.receiver)

    def what(self) -> str:
        """The name of the model or table that the receiver is."""
        if isinstance(self.receiver, Kind):
            return self.receiver.klass.name
        if isinstance(self.receiver, Thing):
            if isinstance(self.receiver.model, (Query, Row)):
                return self.receiver.model.what
            if isinstance(self.receiver.model, str):
                return self.receiver.model
            if self.receiver.kind is not None:
                return self.receiver.kind.klass.name
        target = self.expr.target
        if target is not None and target.kind == "attr":
            target = target.target
        return target.name if target is not None and target.kind in {"name", "attr"} else ""

    def arg(self, index: int, name: str = "") -> Value | None:
        """An argument by its position or name; None when it is not given."""
        if name and name in self.named:
            return self.named[name]
        return self.args[index] if 0 <= index < len(self.args) else None

    def option(self, name: str, index: int = 0) -> Value | None:
        """An entry of the options object at a position; None when it has none of that name."""
        holder = self.arg(index)
        for item in options(holder) if holder is not None else ():
            if isinstance(item, Table) and name in item.entries:
                return item.entries[name]
        return None

    def rows(self, query: Query) -> Value:
        """What a query gives when it is sent: a row, or a list of rows."""
        row = one_row(asked_by(query))
        return row if query.one or isinstance(row, Unknown) else Items([row], complete=False)

    def emit(self, kind: str, what: str = "", bound: str | None = None) -> None:
        """The call has this effect."""
        self.walk.emit(kind, what or self.what(), self.place, bound)

    def make(self, type: str, query: Query | Row | str | None = None, pending: bool = False) -> Thing:
        """What the call gives; a ``pending`` query is sent when nothing else is made of it."""
        made = Thing(type=type, model=query)
        if isinstance(query, Query):
            self.walk.born[id(made)] = self.walk.conditional
            self.walk.ways[id(made)] = self.walk.paths.here
            self.walk.kept.append(made)
            if query.place is None:
                made.model = replace(query, place=self.place)
            if pending:
                self.walk.pending[id(made)] = made
        return made

    def settle(self) -> None:
        """Something else is made of the receiver, so it is not sent as it is; nor are queries inside of this one."""
        for value in (self.receiver, *self.args, *self.named.values()):
            for item in options(value) if value is not None else ():
                self.walk.pending.pop(id(item), None)

    def callback(self, *values: Value) -> Value | None:
        """The function that was handed over is called with these values; what it gives."""
        result: Value | None = None
        for item in self.args:
            for inner in options(item):
                if isinstance(inner, Callee):
                    self.called_back = True
                    result = self.walk.invoke(inner, list(values), {}, self.expr)
        return result


def name_of(value: Value | None, use: Use | None = None, index: int = 0) -> str:
    """The name of a model or table that an argument is."""
    for item in options(value) if value is not None else ():
        if isinstance(item, Kind):
            return item.klass.name
        if isinstance(item, Thing):
            if isinstance(item.model, (Query, Row)):
                return item.model.what
            if isinstance(item.model, str):
                return item.model
            if item.kind is not None:
                return item.kind.klass.name
        if isinstance(item, Library):
            return item.name.rpartition(".")[2]
        text = text_of(item)
        if text is not None:
            return text
    if use is not None and 0 <= index < len(use.expr.args):
        expr: Expr | None = use.expr.args[index]
        while expr is not None and expr.kind not in {"name"}:
            inner = expr.target
            if expr.kind == "attr" and inner is not None and (inner.kind != "name" or inner.name in {"self", "this"}):
                return expr.name
            expr = expr.target
        return expr.name if expr is not None else ""
    return ""


def bound_of(value: Value | None) -> str | None:
    """How an argument bounds: not at all (None), by a constant, or by what comes in (parameter)."""
    if value is None:
        return None
    known = list(options(value))
    if any(isinstance(item, Known) and (item.value is None or item.value is False) for item in known):
        return None
    if any(isinstance(item, Known) and isinstance(item.value, (int, float)) and item.value < 0 for item in known):
        return None  # GORM: Limit(-1) takes the limit away
    return "constant" if known and all(isinstance(item, Known) for item in known) else "parameter"


def is_one(value: Value | None) -> bool:
    """Whether a bound is the constant 1."""
    return isinstance(value, Known) and value.value == 1 and value.value is not True


# Rules


def chain(type: str = "", pending: bool | None = None, **changes: Any) -> Rule:
    """A query that is built further: the same, with these changes."""

    def rule(use: Use) -> Value:
        query = replace(use.query, **changes)
        return carried(use, query, type, pending)

    return rule


OF_CLASS = "=class"  # says of a query that a class holds it: what is made of it is sent, itself it is not


def carried(use: Use, query: Query, type: str = "", pending: bool | None = None) -> Thing:
    """The query that is made of the receiver."""
    waiting = id(use.receiver) in use.walk.pending if pending is None else pending
    waiting = waiting or (isinstance(use.receiver, Thing) and OF_CLASS in use.receiver.attributes)
    use.settle()
    receiver = use.receiver
    if isinstance(receiver, Thing) and isinstance(receiver.model, Query):
        known = use.walk.libraries.type_of(receiver.type)
        if known in use.walk.libraries.mutable and type in {"", known}:
            if use.walk.conditional > use.walk.born.get(id(receiver), 0):
                # What is done on some ways only bounds nothing, unless it is done on all of them.
                if query.bound is not None and receiver.model.bound is None and use.walk.arms:
                    use.walk.arms[-1][id(receiver)] = (receiver, query.bound)
                query = replace(query, bound=receiver.model.bound, one=receiver.model.one)
            receiver.model = query
            if waiting:
                use.walk.pending[id(receiver)] = receiver
            return receiver
    same = use.receiver.type if isinstance(use.receiver, Thing) else use.name.rpartition(".")[0]
    return use.make(type or use.walk.libraries.type_of(same), query, pending=waiting)


def limited(index: int = 0, name: str = "", type: str = "") -> Rule:
    """A query that is bounded by an argument."""

    def rule(use: Use) -> Value:
        value = use.arg(index, name)
        bound = bound_of(value)
        return carried(use, replace(use.query, bound=bound, one=use.query.one or is_one(value)), type)

    return rule


def starts(type: str, verb: str = "read", pending: bool = True, index: int | None = None, **changes: Any) -> Rule:
    """A query that begins; ``index`` is the argument that says of what."""

    def rule(use: Use) -> Value:
        what = name_of(use.arg(index), use, index) if index is not None else ""
        row = row_of(use.arg(index)) if index is not None else use.row()
        use.settle()
        return use.make(type, Query(what or use.what(), verb=verb, row=row, **changes), pending=pending)

    return rule


# What gives a number or a truth value, whatever it is asked of.
COUNTS = {
    *("count", "exists", "aggregate", "sum", "min", "max", "avg", "average", "exist", "existsBy", "countBy", "acount"),
    *("countDocuments", "estimatedDocumentCount", "estimated_document_count", "count_documents", "aexists"),
    *("aaggregate", "getCount", "getExists", "groupBy"),
}


def does(
    kind: str, index: int | None = None, type: str = "", what: str = "", gives: bool = False, one: bool | None = None
) -> Rule:
    """A call that has an effect of itself; ``index`` is the argument that says on what.

    It ``gives`` the row, or with ``one=False`` the rows, when the library's function does.
    """

    def rule(use: Use) -> Value:
        query = use.query
        named = what or (name_of(use.arg(index), use, index) if index is not None else "") or query.what
        use.settle()
        use.emit(kind, named, query.bound if kind == "read_many" else None)
        row = row_of(use.arg(index)) if index is not None else query.row
        if row is not None and kind == "write":
            row = replace(row, eager=("*",))  # what it was made with
        if type:
            known = row or (use.receiver.model if isinstance(use.receiver, Thing) else None)
            return use.make(type, known)
        if not gives or use.method in COUNTS:
            return Unknown()
        return use.rows(replace(query, one=one if one is not None else kind != "read_many", row=row))

    return rule


def sends(one: bool | None = None, type: str = "") -> Rule:
    """The query that was built is sent: all its rows are read, or one."""

    def rule(use: Use) -> Value:
        query = use.query
        if one is not None and query.verb == "read":
            query = replace(query, one=one or query.one)
        use.settle()
        use.emit(query.kind, query.what, query.bound if query.kind == "read_many" else None)
        if type:
            return use.make(type, query)
        return use.rows(query) if query.verb == "read" and use.method not in COUNTS else Unknown()

    return rule


def with_options(
    type: str = "", bounds: tuple[str, ...] = ("take", "limit"), index: int = 0, pending: bool = False
) -> Rule:
    """A read of many whose options object may bound it."""

    def rule(use: Use) -> Value:
        bound = next((b for name in bounds if (b := bound_of(use.option(name, index))) is not None), None)
        use.settle()
        row = selected(use, use.row(), index)
        if type:
            return use.make(type, Query(use.what(), bound, row=row), pending=pending)
        use.emit("read_many", use.what(), bound)
        return use.rows(Query(use.what(), row=row)) if use.method not in COUNTS else Unknown()

    return rule


def selected(use: Use, row: Row | None, index: int = 0) -> Row | None:
    """What is left of a row by the ``select``, ``omit``, ``attributes`` or ``columns`` of an options object.

    Only what is certain: a choice that is not known leaves nothing to speak of.
    """
    if row is None:
        return None
    for name in ("select", "attributes", "columns"):
        given = use.option(name, index)
        if given is None:
            continue
        entries = given.entries if isinstance(given, Table) else {}
        excluded = entries.get("exclude")
        if isinstance(excluded, Items):
            return replace(row, without=(*row.without, *_texts(excluded)))
        taken = tuple(key for key, value in entries.items() if value != Known(False))
        if entries and not taken:
            return replace(row, without=(*row.without, *entries))
        return replace(row, only=taken or (_texts(given) if isinstance(given, Items) else ()))
    omitted = use.option("omit", index)
    if isinstance(omitted, Table):
        return replace(row, without=(*row.without, *omitted.entries))
    return row if omitted is None else None


def _texts(items: Items) -> tuple[str, ...]:
    return tuple(text for item in items.items if (text := text_of(item)) is not None)


def makes(type: str, kind: str = "", what: str = "") -> Rule:
    """A call that gives an object of a type, and may have an effect."""

    def rule(use: Use) -> Value:
        if kind:
            use.emit(kind, what or use.name)
        return use.make(type)

    return rule


def calls_back(kind: str, type: str, what: str = "") -> Rule:
    """A call that runs the function it is given, with an object of a type (``transaction(tx => …)``)."""

    def rule(use: Use) -> Value:
        if kind:
            use.emit(kind, what or use.what())
        result = use.callback(use.make(type))
        return result if result is not None else use.make(type)

    return rule


def runs_sql(index: int = 0, type: str = "", one: bool = False, pending: bool = False) -> Rule:
    """SQL text is sent; with ``type`` the rows come by further calls (a cursor)."""

    def rule(use: Use) -> Value:
        value = use.arg(index, "sql")
        if value is None:
            value = use.named.get("query")
        for item in options(value) if value is not None else ():
            if isinstance(item, Thing) and isinstance(item.model, Query):
                return sent(use, replace(item.model, one=one or item.model.one), type, pending)
            if isinstance(item, Table):
                value = item.entries.get("text") or item.entries.get("sql") or item.entries.get("query") or value
        held = [item.value for item in options(value or Unknown()) if isinstance(item, Known)]
        written = [item for item in held if isinstance(item, str) and item.strip()]
        text = text_of(value) if len(written) < 2 else written[0]
        use.settle()
        if text is None or not text.strip(" \n{?}"):
            use.walk.unsure("SQL text not known")
            return use.make(type) if type else Unknown()
        found = sqltext.classify_any(written or [text])
        kind = "read_one" if one and found.kind == "read_many" else found.kind
        if kind in {"read_many", "read_one"} and type:
            return use.make(
                type, Query(found.table, found.bound, kind == "read_one", aggregate=found.aggregate), pending=True
            )
        if kind:
            use.emit(kind, found.table or kind, found.bound)
            use.walk.found[-1] = replace(use.walk.found[-1], by=f"sql.{found.verb}", asked=found.asked)
        return use.make(type) if type else Unknown()

    return rule


def sent(use: Use, query: Query, type: str, pending: bool = True) -> Value:
    """A query that was built before is sent by this call."""
    use.settle()
    query = replace(query, place=use.place)
    if query.verb == "read" and type:
        return use.make(type, query, pending=True)
    use.emit(query.kind, query.what, query.bound if query.kind == "read_many" else None)
    return use.make(type) if type else Unknown()


def publishes(index: int = 0, name: str = "", blocks: bool = False) -> Rule:
    """A message is published; the argument says where to. ``blocks``: its thread waits until it is."""

    def rule(use: Use) -> Value:
        use.emit("publish", text_of(use.arg(index, name)) or use.what())
        if blocks:
            use.emit("may_block", use.name)
        return Unknown()

    return rule


def ignored(use: Use) -> Value:
    """Nothing of interest."""
    use.settle()
    return Unknown()


T = TypeVar("T")


def table(prefix: str, names: str, rule: T) -> dict[str, T]:
    """The same rule (or form of row) for several members of a type: names separated by spaces."""
    return {f"{prefix}.{name}": rule for name in names.split()}


__all__ = ["Either", "Items", "Query", "Row", "Use", "row_of"]
