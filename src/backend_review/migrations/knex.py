"""Knex's migrations. https://knexjs.org/guide/migrations.html, https://knexjs.org/guide/schema-builder.html

Indexes that are given no name get the one that knex makes of the table's and the columns'.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from backend_review.migrations._recording import follow_closures, histories_of_scripts, record, statements
from backend_review.model import ddl
from backend_review.model.evaluator import NOTHING, Call, Evaluator, Handler
from backend_review.model.migrations import History, Operation
from backend_review.model.tables import Column, Index, Reference, Table
from backend_review.model.values import Known, Thing, Value, items_of, options, text_of
from backend_review.model.values import Table as Dict
from backend_review.stores._declarations import finish_keys, number
from backend_review.stores._marks import is_true, settings

_KNEX = "knex.Migrating"
_TABLE = "knex.Migrating.Table"
_STEPS = "knex.Migrating.Steps"
_ANSWER = "knex.Migrating.Answer"
_IS_ONE = re.compile(r"(?s)\A(?=.*\bup\b)(?=.*(?:\bknex\b|\bKnex\b|\.schema\s*\.\s*(?:create|alter|drop|has|raw)))")
_OUTSIDE = re.compile(r"\btransaction\s*:\s*false\b")
_DIALECTS = {"pg": "postgresql", "postgres": "postgresql", "mysql2": "mysql", "better-sqlite3": "sqlite"}
_TYPES = {
    **dict.fromkeys(("increments", "integer", "mediumint"), "integer"),
    **dict.fromkeys(("bigIncrements", "bigInteger", "bigint"), "bigint"),
    **dict.fromkeys(("smallint", "tinyint"), "smallint"),
    **dict.fromkeys(("string", "text"), "text"),
    **dict.fromkeys(("float", "double", "real"), "float"),
    "decimal": "decimal", "boolean": "boolean", "date": "date", "time": "time",
    **dict.fromkeys(("datetime", "timestamp", "dateTime"), "timestamptz"),
    **dict.fromkeys(("json", "jsonb"), "json"), **dict.fromkeys(("enu", "enum"), "enum"),
    "uuid": "uuid", "binary": "bytes", "specificType": "", "geometry": "", "geography": "", "point": "",
}  # fmt: skip


@dataclass(slots=True, eq=False)
class _Part:
    """A column, index or constraint while its chain of calls is followed."""

    call: Call
    verb: str
    steps: list[Call] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class _Built:
    """A table while the function that describes it is followed."""

    name: str
    dialect: str
    parts: list[_Part] = field(default_factory=list)


def histories(evaluator: Evaluator) -> Iterator[History]:
    """A history for each folder of migrations, each of which runs in a transaction unless it says not to."""
    for history in histories_of_scripts(evaluator, "knex", _IS_ONE, _arguments):
        for migration in history.migrations:
            migration.transactional = not _OUTSIDE.search(evaluator.project.files[migration.place.path].text)
        if any(operation.kind != "code" for item in history.migrations for operation in item.up):
            yield history


def _arguments(dialect: str) -> list[Value]:
    knex = Thing(_KNEX, model=dialect)
    knex.attributes["schema"] = Thing(f"{_KNEX}.schema", model=dialect)
    return [knex]


def _dialect(call: Call) -> str:
    return str(call.receiver.model or "") if call.receiver is not None else ""


def _back(call: Call) -> Value:
    """The schema builder, which knows the next steps."""
    return call.receiver if call.receiver is not None else NOTHING


def _describe(call: Call) -> _Built:
    """What the function says of the table that it is given."""
    built = _Built(call.text(0) or "{?}", _dialect(call))
    follow_closures(call, Thing(_TABLE, model=built))
    return built


def _create_table(call: Call) -> Value:
    built = _describe(call)
    table = Table(built.name, call.place, "knex")
    references: list[Operation] = []
    for part in built.parts:
        for operation in _operations(built, part):
            _into(table, operation, references)
    for operation in references:
        _refer(table, operation)
    finish_keys(table)
    exists = call.name.endswith("IfNotExists") or call.evaluator.conditional > 0
    record(call, Operation("create_table", built.name, call.place, definition=table, if_exists=exists))
    return _back(call)


def _into(table: Table, operation: Operation, references: list[Operation]) -> None:
    index = operation.index
    if operation.column is not None:
        table.columns[operation.column.name] = operation.column
    if operation.constraint == "foreign key":
        references.append(operation)
    elif index is not None:
        table.add_index(index.columns, index.place, index.unique, name=index.name, primary=index.primary)
        for name in index.columns if index.primary else ():
            held = table.columns.get(name)
            if held is not None:
                held.primary, held.nullable = True, False


def _refer(table: Table, operation: Operation) -> None:
    held = table.columns.get(operation.columns[0]) if len(operation.columns) == 1 else None
    if held is not None:
        held.references = operation.reference
    elif operation.reference is not None:
        table.references.append((operation.columns, operation.reference))


def _alter_table(call: Call) -> Value:
    built = _describe(call)
    for part in built.parts:
        for operation in _operations(built, part):
            record(call, operation)
    return _back(call)


def _operations(built: _Built, part: _Part) -> Iterator[Operation]:
    """What one line about a table says."""
    call, verb = part.call, part.verb
    rule = _PARTS.get(verb)
    if rule is not None:
        for operation in rule(built, part):
            operation.table = built.name
            yield operation
    elif verb in _TYPES:
        for operation in _column(built, part):
            operation.table = built.name
            operation.place = call.place
            yield operation


def _step(part: _Part, *verbs: str) -> Call | None:
    return next((step for step in part.steps if _verb(step) in verbs), None)


def _verb(call: Call) -> str:
    return call.name.rpartition(".")[2]


def _column(built: _Built, part: _Part) -> Iterator[Operation]:
    """A column with its indexes, new or (``alter``) changed."""
    column = _plain_column(built, part)
    if _step(part, "notNullable", "notNull") is not None:
        column.nullable = False
    if _step(part, "primary") is not None:
        column.primary, column.nullable = True, False
    default = _step(part, "defaultTo", "default")
    if default is not None:
        value = default.arg(0)
        constant = value.value if isinstance(value, Known) else None
        column.default = text_of(value) or (str(constant).lower() if constant is not None else _written(default))
    column.references = _reference(part)
    alter = _step(part, "alter")
    if alter is not None:
        held = settings(alter).entries
        changes = {"default"}
        changes |= {"type"} if is_true(held.get("alterType")) is not False else set()
        if is_true(held.get("alterNullable")) is not False:
            changes.add("null" if column.nullable else "not_null")
        yield Operation("alter_column", "", part.call.place, column=column, changes=frozenset(changes))
    else:
        yield Operation("add_column", "", part.call.place, column=column)
    for step in part.steps:
        if _verb(step) in {"unique", "index"}:
            yield _index_operation(built, _verb(step) == "unique", (column.name,), step, 0)


def _plain_column(built: _Built, part: _Part) -> Column:
    """A column by the call that begins it: ``string("name", 100)``."""
    call, verb = part.call, part.verb
    counts = verb in {"increments", "bigIncrements"}
    name = call.text(0) or ("id" if counts else "{?}")
    column = Column(name, call.place, _TYPES[verb], verb, name, not counts)
    if verb == "specificType":
        column.written = call.text(1) or ""
        column.type, column.length = ddl.type_of_text(column.written, built.dialect)
    elif verb == "string":
        column.length = number(call.arg(1)) or 255
    elif verb in {"enu", "enum"}:
        column.values = tuple(text for item in items_of(call.arg(1)) if (text := text_of(item)))
    elif verb in {"timestamp", "datetime", "dateTime"}:
        without = is_true(settings(call).entries.get("useTz")) is False or is_true(call.arg(1)) is True
        column.type = "timestamp" if without else "timestamptz"
    elif counts:
        column.default = "generated"
        column.primary = is_true(settings(call).entries.get("primaryKey")) is not False
    return column


def _written(call: Call) -> str:
    """A default as it stands in the code: ``knex.fn.now()`` is not known otherwise."""
    expr = call.expr.args[0] if call.expr.args else None
    return " ".join(call.scope.module.text(expr.node).split())[:80] if expr is not None else "…"


def _index_operation(built: _Built, unique: bool, columns: tuple[str, ...], call: Call, at: int) -> Operation:
    given = call.arg(at)
    held = next((item.entries for item in options(given) if isinstance(item, Dict)), {}) if given is not None else {}
    name = text_of(given) or text_of(held.get("indexName")) or _name(built, columns, "unique" if unique else "index")
    where = "…" if "predicate" in held else ""
    index = Index(columns, call.place, unique, name, where)
    if unique:
        return Operation("add_constraint", built.name, call.place, name=name, constraint="unique", index=index)
    return Operation("add_index", built.name, call.place, index=index)


def _name(built: _Built, columns: tuple[str, ...], suffix: str) -> str:
    return f"{built.name}_{'_'.join(columns)}_{suffix}".lower()


def _reference(part: _Part) -> Reference | None:
    """``.references("id").inTable("users")``, ``.references("users.id")``."""
    to = _step(part, "references")
    if to is None:
        return None
    column = next((text for item in items_of(to.arg(0)) if (text := text_of(item))), "")
    table, _, name = column.rpartition(".")
    place = _step(part, "inTable", "on")
    deletes = _step(part, "onDelete")
    on_delete = (deletes.text(0) or "").upper() if deletes is not None else ""
    return Reference((place.text(0) or "") if place is not None else table, name, on_delete)


def _columns_of(call: Call) -> tuple[str, ...]:
    return tuple(text_of(item) or "(…)" for item in items_of(call.arg(0)))


def _index(unique: bool) -> Callable[[_Built, _Part], Iterator[Operation]]:
    def rule(built: _Built, part: _Part) -> Iterator[Operation]:
        yield _index_operation(built, unique, _columns_of(part.call), part.call, 1)

    return rule


def _primary(built: _Built, part: _Part) -> Iterator[Operation]:
    index = Index(_columns_of(part.call), part.call.place, True, primary=True)
    yield Operation("add_constraint", "", part.call.place, constraint="primary key", index=index)


def _foreign(built: _Built, part: _Part) -> Iterator[Operation]:
    columns = _columns_of(part.call)
    name = part.call.text(1) or _name(built, columns, "foreign")
    yield Operation("add_constraint", "", part.call.place, name=name, constraint="foreign key", columns=columns,
                    reference=_reference(part))  # fmt: skip


def _timestamps(built: _Built, part: _Part) -> Iterator[Operation]:
    call = part.call
    held = settings(call).entries
    zoned = is_true(call.arg(0)) or is_true(held.get("useTimestamps"))
    filled = is_true(call.arg(1)) or is_true(held.get("defaultToNow"))
    camel = is_true(call.arg(2)) or is_true(held.get("useCamelCase"))
    for name in ("createdAt", "updatedAt") if camel else ("created_at", "updated_at"):
        column = Column(name, call.place, "timestamptz", "timestamp" if zoned else "datetime", name, not filled)
        column.default = "now()" if filled else None
        yield Operation("add_column", "", call.place, column=column)


def _drop_columns(built: _Built, part: _Part) -> Iterator[Operation]:
    for value in part.call.args:
        for item in items_of(value):
            yield Operation("drop_column", "", part.call.place, name=text_of(item) or "{?}")


def _drop_timestamps(built: _Built, part: _Part) -> Iterator[Operation]:
    camel = is_true(part.call.arg(0))
    for name in ("createdAt", "updatedAt") if camel else ("created_at", "updated_at"):
        yield Operation("drop_column", "", part.call.place, name=name)


def _drop_index(suffix: str) -> Callable[[_Built, _Part], Iterator[Operation]]:
    def rule(built: _Built, part: _Part) -> Iterator[Operation]:
        columns = _columns_of(part.call)
        name = part.call.text(1) or _name(built, columns, suffix)
        kind = "drop_index" if suffix == "index" else "drop_constraint"
        yield Operation(kind, "", part.call.place, name=name)

    return rule


def _rename_column(built: _Built, part: _Part) -> Iterator[Operation]:
    old, new = part.call.text(0) or "{?}", part.call.text(1) or "{?}"
    yield Operation("rename_column", "", part.call.place, name=old, to=new)


def _nullable(change: str) -> Callable[[_Built, _Part], Iterator[Operation]]:
    def rule(built: _Built, part: _Part) -> Iterator[Operation]:
        column = Column(part.call.text(0) or "{?}", part.call.place, nullable=change == "null")
        yield Operation("alter_column", "", part.call.place, column=column, changes=frozenset({change}))

    return rule


_PARTS: dict[str, Callable[[_Built, _Part], Iterator[Operation]]] = {
    "index": _index(False),
    "unique": _index(True),
    "primary": _primary,
    "foreign": _foreign,
    "timestamps": _timestamps,
    "dropTimestamps": _drop_timestamps,
    **dict.fromkeys(("dropColumn", "dropColumns"), _drop_columns),
    "dropIndex": _drop_index("index"),
    "dropUnique": _drop_index("unique"),
    "dropForeign": _drop_index("foreign"),
    "dropPrimary": _drop_index("pkey"),
    "renameColumn": _rename_column,
    "setNullable": _nullable("null"),
    "dropNullable": _nullable("not_null"),
}


def _part(call: Call) -> Value:
    """A line about a table begins: what follows in its chain belongs to it."""
    built = call.receiver.model if call.receiver is not None else None
    part = _Part(call, _verb(call))
    if isinstance(built, _Built):
        built.parts.append(part)
    return Thing(_STEPS, model=part)


def _more(call: Call) -> Value:
    part = call.receiver.model if call.receiver is not None else None
    if isinstance(part, _Part):
        part.steps.append(call)
    return call.receiver if call.receiver is not None else NOTHING


def _drop_table(call: Call) -> Value:
    name = call.text(0) or "{?}"
    record(call, Operation("drop_table", name, call.place, name=name))
    return _back(call)


def _rename_table(call: Call) -> Value:
    old, new = call.text(0) or "{?}", call.text(1) or "{?}"
    record(call, Operation("rename_table", old, call.place, name=old, to=new))
    return _back(call)


def _raw(call: Call) -> Value:
    statements(call, text_of(call.arg(0)), _dialect(call))
    return _back(call) if "schema" in call.name else _answer(call)


def _asks(call: Call) -> Value:
    """``hasTable(…).then((exists) => …)``: both ways are followed, under a condition."""
    return _answer(call)


def _answer(call: Call) -> Value:
    return Thing(_ANSWER, model=_dialect(call), made_by=call)


def _then(call: Call) -> Value:
    with call.evaluator.condition():
        follow_closures(call)
    return call.receiver if call.receiver is not None else NOTHING


def _transaction(call: Call) -> Value:
    knex = _arguments(_dialect(call))[0]
    follow_closures(call, knex)
    return knex


def _rows(call: Call) -> Value:
    """A query over rows."""
    record(call, Operation("code", "", call.place))
    return _answer(call)


_SCHEMA: dict[str, Handler] = {
    **dict.fromkeys(("createTable", "createTableIfNotExists"), _create_table),
    **dict.fromkeys(("alterTable", "table"), _alter_table),
    **dict.fromkeys(("dropTable", "dropTableIfExists"), _drop_table),
    "renameTable": _rename_table,
    "raw": _raw,
    **dict.fromkeys(("hasTable", "hasColumn"), _asks),
    **dict.fromkeys(("then", "catch"), _then),
    "*": _back,
}
HANDLERS: dict[str, Handler] = {
    **{f"{_KNEX}.schema.{name}": rule for name, rule in _SCHEMA.items()},
    f"{_KNEX}.raw": _raw,
    f"{_KNEX}.transaction": _transaction,
    f"{_KNEX}.__call__": _rows,
    f"{_KNEX}.*": _rows,
    f"{_TABLE}.*": _part,
    f"{_STEPS}.*": _more,
    **{f"{_ANSWER}.{verb}": _then for verb in ("then", "catch", "finally")},
    f"{_ANSWER}.*": _answer,
}
