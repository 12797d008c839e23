"""TypeORM's migrations. https://typeorm.io/docs/advanced-topics/migrations, …/migrations/api for the query runner"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from backend_review.migrations._recording import follow_closures, histories_of_scripts, record, statements
from backend_review.model import ddl
from backend_review.model.evaluator import NOTHING, Call, Evaluator, Handler
from backend_review.model.migrations import History, Operation
from backend_review.model.tables import Column, Index, Reference, Table
from backend_review.model.values import Items, Known, Thing, Value, items_of, options, text_of
from backend_review.model.values import Table as Dict
from backend_review.stores._declarations import finish_keys, made_by, number
from backend_review.stores._marks import is_true
from backend_review.stores._typeorm_columns import type_named

_RUNNER = "typeorm.Migrating"
_MANAGER = "typeorm.Migrating.manager"
_ANSWER = "typeorm.Migrating.Answer"
_TABLE = "typeorm.Migrating.Table"
_IS_ONE = re.compile(r"\bMigrationInterface\b|\bup\s*\(\s*queryRunner\b")
_LEAVES = re.compile(r"\.commitTransaction\s*\(")
_STAMP = re.compile(r"(\d{9,})$")
_Entries = dict[str, Value]


def histories(evaluator: Evaluator) -> Iterator[History]:
    """A history for each folder of migrations, in the order of the times in their names."""
    for history in histories_of_scripts(evaluator, "typeorm", _IS_ONE, _arguments, _classes):
        history.migrations.sort(key=lambda item: _stamp(item.name))
        kinds = {kind.klass.name: kind for kind in evaluator.kinds.values() if kind.scope.module.path in {
            item.place.path for item in history.migrations}}  # fmt: skip
        for migration in history.migrations:
            kind = kinds.get(migration.name)
            own = kind.attributes.get("transaction") if kind is not None else None
            leaves = _LEAVES.search(evaluator.project.files[migration.place.path].text) is not None
            migration.transactional = is_true(own) is not False and not leaves
        yield history


def _stamp(name: str) -> int:
    found = _STAMP.search(name)
    return int(found.group(1)) if found is not None and len(found.group(1)) < 20 else 0


def _arguments(dialect: str) -> list[Value]:
    runner = Thing(_RUNNER, model=dialect)
    runner.attributes["manager"] = Thing(_MANAGER, model=dialect)
    return [runner]


def _classes(evaluator: Evaluator, path: str) -> list[tuple[str, Value]]:
    """The classes of a file that have an ``up``."""
    if evaluator.scope_of(path) is None:
        return []
    return [
        (kind.klass.name, kind)
        for kind in list(evaluator.kinds.values())
        if kind.scope.module.path == path and "up" in kind.attributes
    ]


def _dialect(call: Call) -> str:
    return str(call.receiver.model or "") if call.receiver is not None else ""


def _entries(value: Value | None) -> _Entries:
    """The options of ``new TableColumn({…})``, or of a plain object."""
    made = made_by(value)
    given = made.args[0] if made is not None and made.args else value
    for option in options(given) if given is not None else ():
        if isinstance(option, Dict):
            return option.entries
    return {}


def _table_name(value: Value | None) -> str:
    """The table that is named, or that ``getTable`` or ``new Table`` gave."""
    text = text_of(value)
    for item in options(value) if value is not None and text is None else ():
        if isinstance(item, Thing) and item.type == _TABLE:
            text = str(item.model)
        else:
            text = text or text_of(_entries(item).get("name"))
    return text or "{?}"


def _names(value: Value | None) -> tuple[str, ...]:
    return tuple(text_of(item) or "(…)" for item in items_of(value))


def _column(call: Call, value: Value | None) -> tuple[Column, Index | None]:
    """A column as ``TableColumn`` describes it: NOT NULL where nothing says otherwise."""
    held = _entries(value)
    name = text_of(held.get("name")) or "{?}"
    made = made_by(value)
    column = Column(name, made.place if made is not None else call.place, attribute=name)
    column.written = text_of(held.get("type")) or ""
    column.type = type_named(column.written)
    if not column.type and column.written:
        column.type, column.length = ddl.type_of_text(column.written, _dialect(call))
    digits = text_of(held.get("length")) or ""
    column.length = number(held.get("length")) or (int(digits) if digits.isdigit() else column.length)
    column.primary = bool(is_true(held.get("isPrimary")))
    column.nullable = bool(is_true(held.get("isNullable"))) and not column.primary
    if "default" in held and held["default"] != NOTHING:
        value = held["default"]
        known = value.value if isinstance(value, Known) else None
        column.default = text_of(value) or (str(known).lower() if known is not None else "…")
    if is_true(held.get("isGenerated")) or "generationStrategy" in held:
        column.default = column.default or "generated"
    if is_true(held.get("isArray")):
        column.type = "array"
    index = Index((name,), column.place, True) if is_true(held.get("isUnique")) else None
    return column, index


def _index(call: Call, held: _Entries, unique: bool) -> Index:
    columns = _names(held.get("columnNames")) or ("(…)",)
    where = text_of(held.get("where")) or ("…" if "where" in held else "")
    unique = unique or bool(is_true(held.get("isUnique")))
    return Index(columns, call.place, unique, text_of(held.get("name")) or "", where)


def _foreign(call: Call, held: _Entries) -> Operation:
    theirs = _names(held.get("referencedColumnNames"))
    target = _table_name(held.get("referencedTableName"))
    on_delete = (text_of(held.get("onDelete")) or "").upper()
    return Operation("add_constraint", "", call.place, text_of(held.get("name")) or "", constraint="foreign key",
                     columns=_names(held.get("columnNames")),
                     reference=Reference(target, theirs[0] if theirs else "", on_delete))  # fmt: skip


def _create_table(call: Call) -> Value:
    held = _entries(call.arg(0))
    table = Table(text_of(held.get("name")) or "{?}", call.place, "typeorm")
    for item in items_of(held.get("columns")):
        column, index = _column(call, item)
        table.columns[column.name] = column
        if index is not None:
            table.indexes.append(index)
    for key, unique in (("indices", False), ("uniques", True)):
        for item in items_of(held.get(key)):
            table.indexes.append(_index(call, _entries(item), unique))
    for item in items_of(held.get("foreignKeys")):
        made = _foreign(call, _entries(item))
        own = table.columns.get(made.columns[0]) if len(made.columns) == 1 else None
        if own is not None:
            own.references = made.reference
        elif made.reference is not None:
            table.references.append((made.columns, made.reference))
    finish_keys(table)
    exists = bool(is_true(call.arg(1))) or call.evaluator.conditional > 0
    record(call, Operation("create_table", table.name, call.place, definition=table, if_exists=exists))
    return NOTHING


def _drop_table(call: Call) -> Value:
    name = _table_name(call.arg(0))
    record(call, Operation("drop_table", name, call.place, name=name, if_exists=bool(is_true(call.arg(1)))))
    return NOTHING


def _rename_table(call: Call) -> Value:
    old, new = _table_name(call.arg(0)), call.text(1) or "{?}"
    record(call, Operation("rename_table", old, call.place, name=old, to=new))
    return NOTHING


def _add_columns(call: Call) -> Value:
    table = _table_name(call.arg(0))
    for item in items_of(call.arg(1)):
        column, index = _column(call, item)
        record(call, Operation("add_column", table, call.place, column=column, index=index))
    return NOTHING


def _name_of_column(value: Value) -> str:
    return text_of(value) or text_of(_entries(value).get("name")) or "{?}"


def _drop_columns(call: Call) -> Value:
    for item in items_of(call.arg(1)):
        record(call, Operation("drop_column", _table_name(call.arg(0)), call.place, name=_name_of_column(item)))
    return NOTHING


def _rename_column(call: Call) -> Value:
    names = [_name_of_column(value) for value in call.args[1:3]]
    if len(names) == 2:
        record(call, Operation("rename_column", _table_name(call.arg(0)), call.place, name=names[0], to=names[1]))
    return NOTHING


def _change_column(call: Call) -> Value:
    """``changeColumn(table, "old", new TableColumn({…}))``."""
    table, old, given = _table_name(call.arg(0)), call.arg(1), call.arg(2)
    if given is None or old is None:
        return NOTHING
    column, _ = _column(call, given)
    before = _name_of_column(old)
    if before not in {column.name, "{?}"}:
        record(call, Operation("rename_column", table, call.place, name=before, to=column.name))
    changes = {"null" if column.nullable else "not_null", "default"} | ({"type"} if column.type else set())
    record(call, Operation("alter_column", table, call.place, column=column, changes=frozenset(changes)))
    return NOTHING


def _add_indexes(unique: bool) -> Handler:
    def rule(call: Call) -> Value:
        table = _table_name(call.arg(0))
        for item in items_of(call.arg(1)):
            held = _entries(item)
            index = _index(call, held, unique)
            made = Operation("add_constraint" if unique else "add_index", table, call.place, index.name, index=index)
            made.constraint = "unique" if unique else ""
            made.concurrently = bool(is_true(held.get("isConcurrent")))
            record(call, made)
        return NOTHING

    return rule


def _add_foreign_keys(call: Call) -> Value:
    for item in items_of(call.arg(1)):
        made = _foreign(call, _entries(item))
        made.table = _table_name(call.arg(0))
        record(call, made)
    return NOTHING


def _add_key(call: Call) -> Value:
    table, index = _table_name(call.arg(0)), Index(_names(call.arg(1)), call.place, True, primary=True)
    record(call, Operation("add_constraint", table, call.place, constraint="primary key", index=index))
    return NOTHING


def _add_check(call: Call) -> Value:
    held = _entries(call.arg(1))
    record(call, Operation("add_constraint", _table_name(call.arg(0)), call.place, text_of(held.get("name")) or "",
                           constraint="check", text=text_of(held.get("expression")) or ""))  # fmt: skip
    return NOTHING


def _drop(kind: str) -> Handler:
    def rule(call: Call) -> Value:
        table = _table_name(call.arg(0))
        for item in items_of(call.arg(1)) or [Known("{?}")]:
            held = _entries(item)
            columns = _names(held.get("columnNames")) if "name" not in held else ()
            name = text_of(item) or text_of(held.get("name")) or ("" if columns else "{?}")
            record(call, Operation(kind, table, call.place, name=name, columns=columns))
        return NOTHING

    return rule


def _drop_key(call: Call) -> Value:
    record(call, Operation("drop_constraint", _table_name(call.arg(0)), call.place, name="{?}"))
    return NOTHING


def _query(call: Call) -> Value:
    statements(call, text_of(call.arg(0)), _dialect(call))
    return Items([], complete=False)


def _get_table(call: Call) -> Value:
    return call.thing(_TABLE, call.text(0) or "{?}")


def _asks(call: Call) -> Value:
    return Thing(_ANSWER, made_by=call)


def _rows(call: Call) -> Value:
    """What is done to rows."""
    record(call, Operation("code", "", call.place))
    return Thing(_ANSWER, made_by=call)


def _transaction(call: Call) -> Value:
    follow_closures(call, Thing(_MANAGER, model=_dialect(call)))
    return NOTHING


_METHODS: dict[str, Callable[[Call], Value | None]] = {
    "query": _query,
    "createTable": _create_table,
    "dropTable": _drop_table,
    "renameTable": _rename_table,
    **dict.fromkeys(("addColumn", "addColumns"), _add_columns),
    **dict.fromkeys(("dropColumn", "dropColumns"), _drop_columns),
    "renameColumn": _rename_column,
    "changeColumn": _change_column,
    **dict.fromkeys(("createIndex", "createIndices"), _add_indexes(False)),
    **dict.fromkeys(("createUniqueConstraint", "createUniqueConstraints"), _add_indexes(True)),
    **dict.fromkeys(("createForeignKey", "createForeignKeys"), _add_foreign_keys),
    "createPrimaryKey": _add_key,
    "createCheckConstraint": _add_check,
    **dict.fromkeys(("dropIndex", "dropIndices"), _drop("drop_index")),
    **dict.fromkeys(("dropForeignKey", "dropForeignKeys", "dropUniqueConstraint", "dropUniqueConstraints",
                     "dropCheckConstraint"), _drop("drop_constraint")),
    "dropPrimaryKey": _drop_key,
    "getTable": _get_table,
    **dict.fromkeys(("hasTable", "hasColumn", "getTables", "hasDatabase", "hasSchema", "createSchema",
                     "startTransaction", "commitTransaction", "rollbackTransaction", "connect", "release"), _asks),
    "*": _rows,
}  # fmt: skip
HANDLERS: dict[str, Handler] = {
    **{f"{_RUNNER}.{name}": rule for name, rule in _METHODS.items()},
    f"{_MANAGER}.query": _query,
    f"{_MANAGER}.transaction": _transaction,
    f"{_MANAGER}.*": _rows,
    f"{_ANSWER}.*": _asks,
}
