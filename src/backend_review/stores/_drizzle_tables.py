"""The tables that Drizzle schemas declare: ``pgTable``, ``mysqlTable``, ``sqliteTable`` and their ``relations``.

https://orm.drizzle.team/docs/sql-schema-declaration, https://orm.drizzle.team/docs/indexes-constraints
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from backend_review.model.evaluator import Call, Evaluator, Handler
from backend_review.model.routes import Place
from backend_review.model.tables import Column, Reference, Relation, Table, snake_case
from backend_review.model.values import Callee, Items, Native, Thing, Unknown, Value, items_of, options, text_of
from backend_review.model.values import Table as Dict
from backend_review.stores._declarations import finish_keys, number
from backend_review.stores._marks import entry_places, is_true, returned, settings
from backend_review.stores._notes import Noted, noted

_STORE = "drizzle"
_CORES = {"pg": "postgresql", "mysql": "mysql", "sqlite": "sqlite"}
_ENUM = "drizzle.enum()"
_CASING = re.compile(r"\bcasing\s*:\s*[\"']snake_case[\"']")
_TYPES = {
    **dict.fromkeys(("integer", "int", "serial", "mediumint", "year"), "integer"),
    **dict.fromkeys(("bigint", "bigserial"), "bigint"),
    **dict.fromkeys(("smallint", "smallserial", "tinyint"), "smallint"),
    **dict.fromkeys(("text", "varchar", "char", "tinytext", "mediumtext", "longtext", "citext"), "text"),
    **dict.fromkeys(("real", "doublePrecision", "double", "float"), "float"),
    **dict.fromkeys(("numeric", "decimal"), "decimal"),
    "boolean": "boolean", "date": "date", "time": "time",
    **dict.fromkeys(("timestamp", "datetime"), "timestamp"),
    "interval": "interval", "uuid": "uuid", **dict.fromkeys(("json", "jsonb"), "json"),
    **dict.fromkeys(("blob", "bytea", "binary", "varbinary"), "bytes"), **dict.fromkeys(("mysqlEnum",), "enum"),
}  # fmt: skip


@dataclass(slots=True, eq=False)
class _Built:
    """A column, index or key while its chain of calls is followed."""

    kind: str
    call: Call
    steps: list[Call] = field(default_factory=list)


def _start(call: Call) -> Value:
    made = call.thing(f"{call.name}()")
    made.attributes["=built"] = _Holder(_Built(call.name.rpartition(".")[2], call))
    return made


@dataclass(frozen=True, slots=True, eq=False)
class _Holder(Value):
    built: _Built


def built_in(value: Value | None) -> _Built | None:
    """The column, index or key that a value is."""
    for item in options(value) if value is not None else ():
        held = item.attributes.get("=built") if isinstance(item, Thing) else None
        if isinstance(held, _Holder):
            return held.built
    return None


def _step(call: Call) -> Value:
    built = built_in(call.receiver)
    if built is not None:
        built.steps.append(call)
    return call.receiver if call.receiver is not None else Unknown()


def _enum(call: Call) -> Value:
    """``pgEnum("state", ["open", "paid"])`` gives a function that makes columns."""

    def column(inner: Call) -> Value:
        made = inner.thing(_ENUM)
        built = _Built("enum", inner)
        built.steps.append(call)
        made.attributes["=built"] = _Holder(built)
        return made

    return Native("drizzle.enum", column)


def _table(call: Call) -> Value:
    made = Thing(f"{call.name}()", made_by=call)
    given = call.arg(1)
    if isinstance(given, Callee):
        builders = Unknown()
        given = call.evaluator.invoke(given, [builders], {}, call.expr)
    fields = next((item for item in options(given) if isinstance(item, Dict)), None) if given is not None else None
    if fields is not None:
        for name, value in fields.entries.items():
            made.attributes[name] = value
    made.attributes["=columns"] = fields or Dict()
    call.evaluator.found.append(Noted(_STORE, call, made))
    return made


def _creator(call: Call) -> Value:
    """``pgTableCreator((name) => `shop_${name}`)`` gives a function that makes tables."""
    core = call.name.rpartition(".")[0]
    given = call.arg(0)

    def make(inner: Call) -> Value:
        named = _called(call.evaluator, given, inner.arg(0) or Unknown())
        table = core.rpartition("/")[2].removesuffix("-core")
        return _table(replace(inner, name=f"{core}.{table}Table", args=[named or Unknown(), *inner.args[1:]]))

    return Native("drizzle.table", make)


def _relations(call: Call) -> Value:
    call.evaluator.found.append(Noted(_STORE, call, Unknown()))
    return Unknown()


_MAKES = {*_TYPES, "index", "uniqueIndex", "unique", "primaryKey", "foreignKey", "check"}
HANDLERS: dict[str, Handler] = {
    **{f"drizzle-orm/{core}-core.{name}": _start for core in _CORES for name in _MAKES},
    **{f"drizzle-orm/{core}-core.{core}Table": _table for core in _CORES},
    **{f"drizzle-orm/{core}-core.{core}TableCreator": _creator for core in _CORES},
    "drizzle-orm/pg-core.pgEnum": _enum,
    "drizzle-orm.relations": _relations,
    **{f"drizzle-orm/{core}-core.{name}().*": _step for core in _CORES for name in _MAKES},
    f"{_ENUM}.*": _step,
}


def tables(evaluator: Evaluator) -> Iterator[Table]:
    """The table of every ``pgTable(…)`` and its like."""
    seen = list(noted(evaluator, _STORE))
    snake = bool(seen) and _names_in_snake_case(evaluator)
    made: dict[int, Table] = {}
    columns: dict[int, tuple[Table, Column]] = {}
    for item in seen:
        if item.call.name.endswith("Table") and isinstance(item.made, Thing):
            made[id(item.made)] = _columns_of(item.call, item.made, columns, snake)
    for item in seen:
        if id(item.made) in made and isinstance(item.made, Thing):
            _constraints(evaluator, item.call, item.made, made[id(item.made)], columns)
    for item in seen:
        if item.call.name == "drizzle-orm.relations":
            _related(evaluator, item.call, made, columns)
    for table in made.values():
        finish_keys(table)
        yield table


def _names_in_snake_case(evaluator: Evaluator) -> bool:
    """Whether ``drizzle(…, { casing: "snake_case" })`` names the columns that are given no name."""
    texts = (file.text for file in evaluator.project.files.values() if file.role in {"production", "script"})
    return any("drizzle" in text and _CASING.search(text) for text in texts)


def _columns_of(call: Call, thing: Thing, columns: dict[int, tuple[Table, Column]], snake: bool) -> Table:
    core = re.sub(r"^drizzle-orm/(\w+)-core\..*$", r"\1", call.name)
    name = call.text(0) or "?"
    table = Table(name, call.place, "drizzle", name, dialect=_CORES.get(core, ""))
    held = thing.attributes["=columns"]
    places = entry_places(call, 1)
    for attribute, value in held.entries.items() if isinstance(held, Dict) else ():
        built = built_in(value)
        if built is None:
            continue
        place = places.get(attribute, built.call.place)
        column = _column(attribute, built, place, snake_case(attribute) if snake else attribute)
        table.columns[column.name] = column
        columns[id(built)] = (table, column)
        if any(_verb(step) == "unique" for step in built.steps):
            table.add_index([column.name], column.place, unique=True)
    return table


def _verb(call: Call) -> str:
    return call.name.rpartition(".")[2]


def _column(attribute: str, built: _Built, place: Place, name: str) -> Column:
    """A column; ``name`` is the one it has where none is given."""
    call, held = built.call, settings(built.call).entries
    column = Column(text_of(call.arg(0)) or name, place, _TYPES.get(built.kind, ""), built.kind, attribute, True)
    if built.kind == "timestamp" and is_true(held.get("withTimezone")):
        column.type = "timestamptz"
    mode = text_of(held.get("mode")) or ""
    if built.kind == "integer" and mode:  # SQLite
        column.type = "timestamptz" if mode.startswith("timestamp") else "boolean" if mode == "boolean" else "integer"
    if built.kind == "text" and mode == "json":
        column.type = "json"
    if built.kind == "enum":
        column.type = "enum"
    column.length = number(held.get("length"))
    for step in built.steps:
        verb = _verb(step)
        if verb == "primaryKey":
            column.primary, column.nullable = True, False
        elif verb == "notNull":
            column.nullable = False
        elif verb in {"default", "defaultNow", "defaultRandom", "$default", "$defaultFn", "generatedAlwaysAsIdentity",
                      "autoincrement", "generatedByDefaultAsIdentity"}:  # fmt: skip
            column.default = text_of(step.arg(0)) or {"defaultNow": "now()"}.get(verb, "generated")
        elif verb == "array":
            column.type = "array"
        elif verb == "pgEnum":
            column.values = tuple(text for item in items_of(step.arg(1)) if (text := text_of(item)))
    if built.kind in {"serial", "bigserial", "smallserial"}:
        column.default, column.nullable = "generated", False
    return column


def _constraints(
    evaluator: Evaluator, call: Call, thing: Thing, table: Table, columns: dict[int, tuple[Table, Column]]
) -> None:
    """References of columns, and what the third argument declares: indexes and keys."""
    held = thing.attributes["=columns"]
    for value in held.entries.values() if isinstance(held, Dict) else ():
        built = built_in(value)
        for step in built.steps if built is not None else ():
            if _verb(step) == "references" and built is not None:
                target = _found(columns, returned(evaluator, step.arg(0)))
                if target is not None:
                    on_delete = (text_of(settings(step).entries.get("onDelete")) or "").upper()
                    columns[id(built)][1].references = Reference(target[0].name, target[1].name, on_delete)
    extra = _called(evaluator, call.arg(2), thing)
    for option in options(extra) if extra is not None else ():
        items = (
            option.items if isinstance(option, Items) else option.entries.values() if isinstance(option, Dict) else ()
        )
        for item in items:
            built = built_in(item)
            if built is not None:
                _constraint(evaluator, table, built, columns)


def _called(evaluator: Evaluator, value: Value | None, argument: Value) -> Value | None:
    """What a function gives for an argument; any other value as it is."""
    if not isinstance(value, Callee):
        return value
    function, got = value, list[Value]()
    evaluator.attempt(lambda: got.append(evaluator.invoke(function, [argument], {}, None)))
    return got[0] if got else None


def _found(columns: dict[int, tuple[Table, Column]], value: Value | None) -> tuple[Table, Column] | None:
    built = built_in(value)
    return columns.get(id(built)) if built is not None else None


def _constraint(evaluator: Evaluator, table: Table, built: _Built, columns: dict[int, tuple[Table, Column]]) -> None:
    held = settings(built.call).entries
    on = next((step for step in built.steps if _verb(step) in {"on", "using", "onOnly"}), None)
    name = text_of(built.call.arg(0)) or text_of(held.get("name")) or ""
    place = built.call.place
    if built.kind in {"index", "uniqueIndex", "unique"} and on is not None:
        given = [*on.args]
        method = (text_of(given.pop(0)) or "") if _verb(on) == "using" and given else ""
        where = "…" if any(_verb(step) == "where" for step in built.steps) else ""
        table.add_index(_names(columns, given), place, built.kind != "index", name=name, where=where, method=method)
    elif built.kind == "primaryKey":
        listed = items_of(held["columns"]) if "columns" in held else built.call.args
        names = _names(columns, list(listed))
        table.add_index(names, place, unique=True, primary=True)
        for column in (table.columns[item] for item in names if item in table.columns):
            column.primary, column.nullable = True, False
    elif built.kind == "foreignKey":
        own = _names(columns, items_of(held.get("columns")))
        others = [_found(columns, item) for item in items_of(held.get("foreignColumns"))]
        target = others[0] if others else None
        if own and target is not None:
            step = next((step for step in built.steps if _verb(step) == "onDelete"), None)
            made = Reference(target[0].name, target[1].name, (step.text(0) or "").upper() if step is not None else "")
            if len(own) == 1 and own[0] in table.columns:
                table.columns[own[0]].references = made
            else:
                table.references.append((tuple(own), made))


def _names(columns: dict[int, tuple[Table, Column]], values: list[Value]) -> list[str]:
    found = [_found(columns, value) for value in values]
    return [item[1].name if item is not None else "(…)" for item in found]


def _related(
    evaluator: Evaluator, call: Call, made: dict[int, Table], columns: dict[int, tuple[Table, Column]]
) -> None:
    """``relations(users, ({ many }) => ({ posts: many(posts) }))``."""
    table = next((made[id(item)] for item in options(call.arg(0) or Unknown()) if id(item) in made), None)
    given = call.arg(1)
    if table is None or not isinstance(given, Callee):
        return

    def relation(many: bool) -> Native:
        def run(inner: Call) -> Value:
            return Thing("drizzle.relation", attributes={"=many": Dict() if many else Unknown()}, made_by=inner)

        return Native("drizzle.many" if many else "drizzle.one", run)

    got: list[Value] = []
    helpers = Dict({"one": relation(False), "many": relation(True)})
    evaluator.attempt(lambda: got.append(evaluator.invoke(given, [helpers], {}, None)))
    for option in options(got[0]) if got else ():
        for name, value in option.entries.items() if isinstance(option, Dict) else ():
            inner = next((item.made_by for item in options(value) if isinstance(item, Thing)), None)
            if inner is None:
                continue
            target = next((made[id(item)] for item in options(inner.arg(0) or Unknown()) if id(item) in made), None)
            fields = items_of(settings(inner).entries.get("fields")) if len(inner.args) > 1 else []
            own = tuple(item[1].name for value in fields if (item := _found(columns, value)) is not None)
            many = inner.name == "drizzle.many"
            target_name = target.name if target is not None else ""
            table.relations[name] = Relation(name, target_name, inner.place, many, "explicit", own)
