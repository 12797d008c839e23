"""Rows that were loaded: what they were asked for by, whether one that is missing is noticed, and what is done with it.

A look-up is noticed to have found nothing when its row (in Go: its error) is looked at: compared, tested, handed to a
function that is not followed. What is done with a row before that is a misuse.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from backend_review.model.chains import asks_by
from backend_review.model.origins import origins_of
from backend_review.model.queries import Query, Row, one_row, row_of
from backend_review.model.routes import Place
from backend_review.model.values import (
    Callee,
    Filter,
    Items,
    Kind,
    Known,
    Library,
    Table,
    Thing,
    Unknown,
    Value,
    options,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from backend_review.index.expressions.data import Expr
    from backend_review.index.program import Statement
    from backend_review.model.flow import Walk
    from backend_review.model.uses import Use

ROW = frozenset({"row"})
# What sends an answer that it is given.
ANSWERS = re.compile(
    r"^(json|jsonp|send|JSON|IndentedJSON|PureJSON|jsonify|JsonResponse|JSONResponse|XML|Encode|Marshal)$"
)
_MOST = 200
PUTS = {"Scan", "StructScan", "MapScan", "Decode"}  # Go: what puts a row into variables
_CATCHES = re.compile(
    r"DoesNotExist|NoResultFound|NotFound|\bException\b|BaseException|SQLAlchemyError|suppress\(|Http404|\b404\b"
)
_CATCHES_ALL = re.compile(r"except\s*:|\b404\b|NotFound|AttributeError|TypeError|\bException\b|suppress\(")
_CATCHES_404 = re.compile(r"(?i)\b404\b|not_?found")


@dataclass(frozen=True, slots=True)
class Step:
    """A call on the way to an effect: the function called, and where."""

    name: str
    place: Place


@dataclass(frozen=True, slots=True)
class Form:
    """What a look-up gives when there is no such row.

    ``missing`` is ``null``, ``raises`` (an exception that nothing turns into an answer), ``found`` (an exception that
    the library means for it), ``error`` (Go: an error beside it) or ``zero`` (Go: nothing says it). ``type`` is the
    type that the row's methods are known by; ``into`` (Go) the argument that the row is put into, -1 for none.
    """

    missing: str = "null"
    type: str = ""
    into: int | None = None


# Types that stand for a row, and for the query for it until it is sent; what is called of queries.
_MAY_BE_QUERIES = {"mongoose.Model.object", "mongoose.Class.object"}
_OF_QUERIES = {"exec", "lean", "select", "populate", "sort", "session", "setOptions", "orFail", "collation", "then"}


@dataclass(slots=True, eq=False)
class Lookup:
    """A look-up of one row. ``handled`` once the code has looked whether there is one, ``told`` once it was misused."""

    what: str
    place: Place
    filters: tuple[Filter, ...]
    missing: str
    handled: bool = False
    told: bool = False
    chain: tuple[Step, ...] = ()
    type: str = ""  # its methods are known by
    entity: Kind | None = None
    sets: list[str] = field(default_factory=list)  # the columns that the code sets afterwards


@dataclass(frozen=True, slots=True)
class Misuse:
    """Something done with a row that may be missing: ``used`` (a member of it), ``answered`` or ``raises``."""

    lookup: Lookup
    how: str
    place: Place
    chain: tuple[Step, ...] = ()
    name: str = ""  # as it is written


@dataclass(slots=True)
class Lookups:
    """What a walk knows of rows."""

    found: list[Lookup] = field(default_factory=list)
    misuses: list[Misuse] = field(default_factory=list)
    related: list[Place] = field(default_factory=list)
    asked: dict[int, tuple[Value, Lookup]] = field(default_factory=dict)  # the last row of each query
    trying: list[str] = field(default_factory=list)  # what the handlers around catch, as it is written

    def add(self, walk: Walk, other: Lookups, step: Step | None = None) -> dict[int, Lookup]:
        """What a function that is called does with rows becomes what its caller does (``step`` is the call).

        The caller's own look-up for each of the function's.
        """
        steps = (step,) if step is not None else ()
        own = {id(item): replace(item, chain=(*steps, *item.chain)) if steps else item for item in other.found}
        self.found += own.values()
        self.misuses += [
            replace(item, chain=(*steps, *item.chain)) for item in other.misuses if not excused(walk, item)
        ]
        self.related += other.related
        for several in (self.found, self.misuses, self.related):
            del several[_MOST:]
        return own


def lookups_of(value: Value | None, depth: int = 1) -> Iterator[Lookup]:
    """The look-ups that gave a value, or what a table or list has of them."""
    for item in options(value) if value is not None else ():
        if isinstance(item, Thing) and item.lookup is not None:
            yield item.lookup
        if depth and isinstance(item, Table):
            for inner in list(item.entries.values())[:20]:
                yield from lookups_of(inner, depth - 1)
        if depth and isinstance(item, Items):
            for inner in item.items[:20]:
                yield from lookups_of(inner, depth - 1)


def tested(value: Value | None) -> None:
    """A value is looked at."""
    for row in lookups_of(value, 1):
        row.handled = True


def used(walk: Walk, owner: Value, expr: Expr) -> None:
    """A member of a value is used."""
    for item in options(owner):
        if not isinstance(item, Thing) or item.lookup is None or item.lookup.handled or item.lookup.told:
            continue
        if walk.module.language == "go" and item.type and walk.libraries.type_of(item.type) in walk.libraries.known:
            continue  # the query or result that has the error
        if walk.module.language == "go" and asks_by(walk.module, expr):
            continue
        if expr.kind == "attr" and expr.name in _OF_QUERIES and item.type in _MAY_BE_QUERIES:
            continue  # it is not sent yet: ``User.findOneAndUpdate(…).lean().exec()``
        if item.kind is not None and _asks_whether(item.kind, expr.name):
            item.lookup.handled = True
            continue
        _misuse(walk, item.lookup, "used", expr)


# ``func (u User) IsEmpty() bool { return u.ID == 0 }``
_COMPARES = re.compile(
    r"\)\s*bool\s*\{\s*return\s+\w+\.\w+\s*(?:==|!=|>)\s*(?:0|\"\"|nil)\s*\}|\)\s*bool\s*\{\s*return\s+!?\w+\.\w+\.IsZero\(\)"
)


def _asks_whether(kind: Kind, name: str) -> bool:
    """Go: whether a method of a row says whether it is an empty one."""
    method = kind.klass.methods.get(name) or next(
        (own.function for level in kind.lineage() if isinstance(own := level.attributes.get(name), Callee)), None
    )
    return method is not None and _COMPARES.search(method.module.text(method.node)) is not None


def answered(walk: Walk, value: Value, expr: Expr) -> None:
    """A value is the answer to a request."""
    for row in lookups_of(value):
        if not row.handled and not row.told:
            _misuse(walk, row, "answered", expr)


def _misuse(walk: Walk, row: Lookup, how: str, expr: Expr) -> None:
    row.told = True
    if row.missing not in {"null", "error", "zero"}:
        return
    caught = _CATCHES_ALL if walk.module.language == "python" else _CATCHES_404
    if any(caught.search(text) for text in walk.lookups.trying):
        return
    target = expr.target if expr.kind == "attr" else expr
    name = target.name if target is not None and target.kind == "name" else ""
    walk.lookups.misuses.append(Misuse(row, how, walk.place(expr), name=name))


def counted(walk: Walk, use: Use, before: int) -> None:
    """``exists()``, ``count()``: whether there is a row is looked at here."""
    for effect in walk.found[before:]:
        if effect.kind == "read_one":
            walk.lookups.found.append(Lookup(effect.what, effect.place, effect.filters, "found", handled=True))


def loaded(walk: Walk, form: Form, use: Use, before: int, result: Value) -> Value:
    """What a look-up gives: the row, if the call was one of a row (not of a count)."""
    kinds = {"read_one", "write", "delete"} if "find" in use.method else {"read_one"}
    sent = next((effect for effect in reversed(walk.found[before:]) if effect.kind in kinds), None)
    building = result if isinstance(result, Thing) and id(result) in walk.pending and result.model.one else None
    if use.query.aggregate or (sent is None and building is None):
        return result
    known = sent if sent is not None else building.model if building is not None else None
    what = known.what if known is not None else ""
    place = sent.place if sent is not None else use.place
    row = Lookup(what, place, known.filters if known is not None else (), form.missing, type=form.type)
    row.entity = entity_of(use)
    row.handled = form.missing == "found" or use.option("upsert", 2) == Known(True)
    walk.lookups.found.append(row)
    before_it = walk.lookups.asked.get(id(use.receiver)) if use.query.filters else None
    row.handled = row.handled or (
        before_it is not None and before_it[1].handled
    )  # query.first() and query.first().name
    if isinstance(use.receiver, Thing) and use.query.filters:
        walk.lookups.asked[id(use.receiver)] = (use.receiver, row)
    if form.missing == "raises":
        row.handled = any(_CATCHES.search(text) for text in walk.lookups.trying)
        if not row.handled:
            walk.lookups.misuses.append(Misuse(row, "raises", row.place))
    by = {origin for item in row.filters for origin in item.origins}
    row_origins = ROW if by != {"caller"} else frozenset({"caller"})  # the caller's own row says who calls
    if form.into is not None:
        return _put_into(use, form, row, result, row_origins)
    if building is not None:
        building.lookup, building.origins = row, row_origins
        return building
    if isinstance(result, Thing) and (result.kind is not None or isinstance(result.model, Row)):
        result.lookup, result.origins = row, row_origins
        return result
    return Thing(type=form.type, kind=row.entity, model=what or None, origins=row_origins, lookup=row)


def _put_into(use: Use, form: Form, row: Lookup, result: Value, origins: frozenset[str]) -> Value:
    """Go: the row is put into an argument; the error is in what the call gives, or is what it gives."""
    value = use.arg(form.into) if form.into is not None and form.into >= 0 else None
    for item in options(value) if value is not None else ():
        if isinstance(item, Thing):
            item.lookup, item.origins = row, origins
    if isinstance(result, Thing):
        result.lookup = row
        return result
    if form.missing == "error" and form.into != -1 and not dropped(use.expr):
        row.handled = True
    return Thing(lookup=row) if form.into == -1 else result


def scanned(walk: Walk, owner: Value, expr: Expr, args: list[Value]) -> bool:
    """Go: ``row.Scan(&x)``, ``result.Decode(&x)``: the error is here."""
    rows = [item.lookup for item in options(owner) if isinstance(item, Thing) and item.lookup is not None]
    for row in rows:
        row.handled = row.handled or not dropped(expr)
        for argument, value in zip(expr.args, args, strict=False):
            holder = argument.target if argument.kind == "attr" and argument.target is not None else argument
            given = walk.evaluate(holder) if holder is not argument else value
            if isinstance(given, Thing):
                given.lookup, given.origins = row, ROW
            elif holder.kind == "name":
                walk.bind(holder, Thing(origins=ROW, lookup=row), declared=False)
    return bool(rows)


def dropped(expr: Expr) -> bool:
    """Go: whether what a call gives is thrown away."""
    node = expr.node.parent
    while node is not None and node.type in {"expression_list", "parenthesized_expression"}:
        node = node.parent
    if node is None or node.type == "expression_statement":
        return True
    left = node.child_by_field_name("left")
    return left is not None and bool(left.named_children) and left.named_children[-1].text == b"_"


def ignored_error(statement: Statement, value: Value) -> Value:
    """Go: ``user, _ := find(id)`` ignores that there may be none; ``user, err :=`` does not."""
    target = statement.targets[0] if statement.targets else None
    if target is None or target.kind != "list" or len(target.args) < 2:
        return value
    for item in options(value):
        if isinstance(item, Thing) and item.lookup is not None:
            item.lookup.handled = target.args[-1].name != "_"
            if not item.lookup.handled:  # it is here that the error is dropped
                item.lookup.missing = "error"
    return value


def is_awaited(statement: Statement) -> bool:
    """JavaScript: whether what is assigned is awaited, as in ``rows = (await query) as Row[]``."""
    node = statement.node.child_by_field_name("value") or statement.node.child_by_field_name("right")
    while node is not None and node.type in {"parenthesized_expression", "as_expression", "non_null_expression"}:
        node = node.named_child(0)
    return node is not None and node.type == "await_expression"


def awaited(statement: Statement, value: Value) -> Value:
    """JavaScript: ``row = await query``: the row, no query any more."""
    if not is_awaited(statement) or not isinstance(value, Thing) or value.lookup is None:
        return value
    if getattr(value.model, "what", None) is None:
        return value
    row: Lookup = value.lookup
    read = one_row(row_of(value))
    if isinstance(read, Thing):
        attributes = dict(value.attributes)
        return replace(read, type=read.type or row.type, attributes=attributes, origins=ROW, lookup=row)
    return Thing(type=row.type, kind=row.entity, model=row.what or None, origins=ROW, lookup=row)


def returned(value: Value, absent: bool) -> Value:
    """What a function returns, as its callers have it: ``absent`` when nothing is among what it returns."""
    if not absent:
        return value
    for item in options(value):
        if isinstance(item, Thing) and item.lookup is not None:
            item.lookup = replace(item.lookup, handled=False, missing="null")
    return value


def handed_on(walk: Walk, value: Value, step: Step, given: set[int], own: dict[int, Lookup]) -> Value:
    """A returned value as the caller has it, with a look-up of its own; ``given`` are the rows that it handed in."""
    for item in options(value):
        if isinstance(item, Thing) and item.lookup is not None and id(item.lookup) not in given:
            fresh = own.get(id(item.lookup))
            if fresh is None:
                fresh = replace(item.lookup, chain=(step, *item.lookup.chain))
                walk.lookups.found.append(fresh)
            made = replace(item, lookup=fresh)
            if value is item:
                return made
            value = replace_option(value, item, made)
    return value


def replace_option(value: Value, old: Value, new: Value) -> Value:
    """One of several values with one of them replaced."""
    from backend_review.model.values import Either

    return Either([new if item is old else item for item in options(value)])


def excused(walk: Walk, misuse: Misuse) -> bool:
    """Whether the code around a call catches what comes of a missing row in the function that is called."""
    pattern = _CATCHES if misuse.how == "raises" else _CATCHES_404
    return any(pattern.search(text) for text in walk.lookups.trying)


def sets_of(use: Use) -> tuple[str, ...]:
    """The columns that were set of the rows that a call writes; ``*`` where a row writes itself, whatever was set."""
    given = [row for value in (use.receiver, *use.args) for row in lookups_of(value, 0)]
    names = tuple(dict.fromkeys(name for row in given for name in row.sets))[:20]
    owner = use.receiver
    itself = isinstance(owner, Thing) and owner.lookup is not None and not isinstance(owner.model, Query)
    return names or (("*",) if itself else ())


def entity_of(use: Use) -> Kind | None:
    """The project's class that a call is about: of the query, the model, or of an argument."""
    for value in (use.receiver, *use.args, *use.named.values()):
        row = row_of(value) if value is not None and not isinstance(value, Library) else None
        if row is not None and isinstance(row.entity, Kind):
            return row.entity
    return None


def handler_texts(walk: Walk, statement: Statement) -> str:
    """What the handlers of a ``try`` catch and do, as it is written; of a ``with`` its head."""
    module = walk.module
    if statement.kind == "with":
        return module.text(statement.node).partition("\n")[0] if statement.value is not None else ""
    parts = [c for c in statement.node.named_children if c.type.startswith(("except", "catch"))]
    return "\n".join(module.text(part) for part in parts)[:4000]


def unknown(expr: Expr | None, *values: Value | None) -> Unknown:
    """Something nothing is known of but where it comes from."""
    return Unknown(expr, frozenset().union(*(origins_of(value) for value in values)))
