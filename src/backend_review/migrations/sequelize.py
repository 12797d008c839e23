"""Sequelize's migrations, of sequelize-cli and umzug. https://sequelize.org/docs/v6/other-topics/query-interface/

Indexes and constraints that are given no name get the one that Sequelize makes of the table's and the columns'.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from backend_review.migrations._recording import follow_closures, histories_of_scripts, names_of, record, statements
from backend_review.model import ddl
from backend_review.model.evaluator import NOTHING, Call, Evaluator, Handler
from backend_review.model.migrations import History, Operation
from backend_review.model.tables import Column, Index, Reference, Table, snake_case
from backend_review.model.values import Items, Library, Thing, Value, items_of, options, text_of
from backend_review.model.values import Table as Dict
from backend_review.stores._declarations import finish_keys
from backend_review.stores._marks import entry_places, is_true, settings
from backend_review.stores._sequelize_columns import add_indexes, column_of, model_name

_INTERFACE = "sequelize.Migrating"
_SEQUELIZE = "sequelize.Migrating.Sequelize"
_IS_ONE = re.compile(
    r"(?s)\A(?=.*\bup\b)(?=.*(?:\bqueryInterface\b|\bgetQueryInterface\s*\(|\bQueryInterface\b|\bSequelize\b\s*\)\s*=>))"
)
_LENGTH = 255  # of STRING where none is said
_SUFFIXES = {"unique": "uk", "foreign key": "fk", "primary key": "pk", "check": "ck", "default": "df"}


def histories(evaluator: Evaluator) -> Iterator[History]:
    """A history for each folder of migrations; they run in a transaction only where they begin one."""
    for history in histories_of_scripts(evaluator, "sequelize", _IS_ONE, _arguments):
        for migration in history.migrations:
            migration.transactional = False
        yield history


def _arguments(dialect: str) -> list[Value]:
    """The query interface, which umzug's ``({ context })`` is given in an object, and the library."""
    interface = Thing(_INTERFACE, model=dialect)
    sequelize = Thing(_SEQUELIZE, model=dialect)
    interface.attributes |= {"sequelize": sequelize, "context": interface, "queryInterface": interface}
    sequelize.attributes["=interface"] = interface
    return [interface, Library("sequelize")]


def _table_name(value: Value | None) -> str:
    """``"users"`` or ``{ tableName: "users" }``."""
    return model_name(value) or "{?}"


def _column(table: Table, name: str, value: Value, call: Call) -> Column | None:
    """A column as Sequelize declares it, or with a type of SQL."""
    column = column_of(table, name, value, call.place, False)
    if column is not None and column.written == "STRING":
        column.length = column.length or _LENGTH
    if column is not None and not column.type:
        entries = next((item.entries for item in options(value) if isinstance(item, Dict)), {})
        written = text_of(entries.get("type")) or text_of(value) or ""
        column.written = written or column.written
        column.type, column.length = ddl.type_of_text(written, _dialect(call)) if written else ("", None)
    return column


def _dialect(call: Call) -> str:
    return str(call.receiver.model or "") if call.receiver is not None else ""


def _create_table(call: Call) -> Value:
    name = _table_name(call.arg(0))
    table = Table(name, call.place, "sequelize")
    places = entry_places(call, 1)
    given = call.arg(1)
    for item in options(given) if given is not None else ():
        for attribute, value in item.entries.items() if isinstance(item, Dict) else ():
            column = _column(table, attribute, value, call)
            if column is not None:
                column.place = places.get(attribute, column.place)
                table.columns[column.name] = column
    finish_keys(table)
    more = settings(call).entries if len(call.args) > 2 else {}
    keys = more.get("uniqueKeys")
    for option in options(keys) if keys is not None else ():
        for key, value in option.entries.items() if isinstance(option, Dict) else ():
            fields = value.entries.get("fields") if isinstance(value, Dict) else None
            table.add_index(names_of(items_of(fields)), call.place, unique=True, name=key)
    add_indexes(table, more.get("indexes"), call.place, False)
    record(call, Operation("create_table", name, call.place, definition=table, if_exists=True))
    return NOTHING


def _drop_table(call: Call) -> Value:
    name = _table_name(call.arg(0))
    record(call, Operation("drop_table", name, call.place, name=name))
    return NOTHING


def _rename_table(call: Call) -> Value:
    old, new = _table_name(call.arg(0)), _table_name(call.arg(1))
    record(call, Operation("rename_table", old, call.place, name=old, to=new))
    return NOTHING


def _add_column(call: Call) -> Value:
    table, value = _table_name(call.arg(0)), call.arg(2)
    scratch = Table(table, call.place, "sequelize")
    column = _column(scratch, call.text(1) or "{?}", value, call) if value is not None else None
    if column is not None:
        column.place = call.place
        index = scratch.indexes[0] if scratch.indexes else None
        record(call, Operation("add_column", table, call.place, column=column, index=index))
    return NOTHING


def _change_column(call: Call) -> Value:
    """PostgreSQL's way: what is not said to be NOT NULL, or to have a default, has not after it."""
    table, value = _table_name(call.arg(0)), call.arg(2)
    scratch = Table(table, call.place, "sequelize")
    column = _column(scratch, call.text(1) or "{?}", value, call) if value is not None else None
    if column is None:
        return NOTHING
    changes = {"null" if column.nullable else "not_null", "default"} | ({"type"} if column.written else set())
    record(call, Operation("alter_column", table, call.place, column=column, changes=frozenset(changes)))
    for index in scratch.indexes:
        record(call, Operation("add_constraint", table, call.place, constraint="unique", index=index))
    if column.references is not None:
        record(call, Operation("add_constraint", table, call.place, constraint="foreign key", columns=(column.name,),
                               reference=column.references))  # fmt: skip
    return NOTHING


def _remove_column(call: Call) -> Value:
    record(call, Operation("drop_column", _table_name(call.arg(0)), call.place, name=call.text(1) or "{?}"))
    return NOTHING


def _rename_column(call: Call) -> Value:
    record(call, Operation("rename_column", _table_name(call.arg(0)), call.place, name=call.text(1) or "{?}",
                           to=call.text(2) or "{?}"))  # fmt: skip
    return NOTHING


def _more(call: Call) -> dict[str, Value]:
    """The options of all objects after the first argument, the last before the others."""
    found: dict[str, Value] = {}
    for value in call.args[1:]:
        for item in options(value):
            found |= item.entries if isinstance(item, Dict) else {}
    return found


def _fields(value: Value | None) -> tuple[str, ...]:
    """``["a", { name: "b", order: "DESC" }]``."""
    parts = [
        item.entries.get("name") or item.entries.get("attribute") if isinstance(item, Dict) else item
        for item in items_of(value)
    ]
    return tuple(text_of(part) or "(…)" for part in parts)


def _add_index(call: Call) -> Value:
    table, more = _table_name(call.arg(0)), _more(call)
    second = call.arg(1)
    columns = _fields(second if isinstance(second, Items) else more.get("fields")) or ("(…)",)
    name = text_of(more.get("name") or more.get("indexName")) or snake_case("_".join((table, *columns)))
    kind = text_of(more.get("type") or more.get("indicesType")) or ""
    unique = bool(is_true(more.get("unique"))) or kind.upper() == "UNIQUE"
    method = (text_of(more.get("using") or more.get("method")) or "").lower()
    index = Index(columns, call.place, unique, name, "…" if "where" in more else "", method)
    record(call, Operation("add_index", table, call.place, index=index,
                           concurrently=bool(is_true(more.get("concurrently")))))  # fmt: skip
    return NOTHING


def _remove_index(call: Call) -> Value:
    table, second, more = _table_name(call.arg(0)), call.arg(1), _more(call)
    name = text_of(second)
    if name is None:
        names = tuple(text for item in items_of(second) if (text := text_of(item)))
        name = snake_case("_".join((table, *names))) if names else "{?}"
    record(call, Operation("drop_index", table, call.place, name=name,
                           concurrently=bool(is_true(more.get("concurrently")))))  # fmt: skip
    return NOTHING


def _add_constraint(call: Call) -> Value:
    table, second, more = _table_name(call.arg(0)), call.arg(1), _more(call)
    columns = _fields(second if isinstance(second, Items) else more.get("fields"))
    kind = (text_of(more.get("type")) or "").lower()
    name = text_of(more.get("name")) or f"{table}_{'_'.join(columns)}_{_SUFFIXES.get(kind, '')}"
    made = Operation("add_constraint", table, call.place, name=name, constraint=kind, columns=columns)
    if kind in {"unique", "primary key"}:
        made.index = Index(columns, call.place, True, name, primary=kind == "primary key")
    elif kind == "foreign key":
        target = next((item for item in options(more["references"])), None) if "references" in more else None
        entries = target.entries if isinstance(target, Dict) else {}
        field = text_of(entries.get("field")) or next(iter(_fields(entries.get("fields"))), "")
        on_delete = (text_of(more.get("onDelete")) or "").upper()
        made.reference = Reference(_table_name(entries.get("table")), field, on_delete)
    record(call, made)
    return NOTHING


def _remove_constraint(call: Call) -> Value:
    record(call, Operation("drop_constraint", _table_name(call.arg(0)), call.place, name=call.text(1) or "{?}"))
    return NOTHING


def _query(call: Call) -> Value:
    given = call.arg(0)
    held = next((item for item in options(given) if isinstance(item, Dict)), None) if given is not None else None
    statements(call, text_of(held.entries.get("query") if held is not None else given), _dialect(call))
    return Items([Items([], complete=False), NOTHING])


def _data(call: Call) -> Value:
    """What changes rows, or what is not known."""
    record(call, Operation("code", "", call.place))
    return NOTHING


def _nothing(call: Call) -> Value | None:
    return call.thing(f"{_INTERFACE}.Answer")


def _transaction(call: Call) -> Value:
    made = call.thing(f"{_INTERFACE}.Transaction")
    follow_closures(call, made)
    return made


def _interface(call: Call) -> Value:
    held = call.receiver.attributes.get("=interface") if call.receiver is not None else None
    return held if held is not None else NOTHING


_METHODS: dict[str, Callable[[Call], Value | None]] = {
    "createTable": _create_table,
    "dropTable": _drop_table,
    "renameTable": _rename_table,
    "addColumn": _add_column,
    "changeColumn": _change_column,
    "removeColumn": _remove_column,
    "renameColumn": _rename_column,
    "addIndex": _add_index,
    "removeIndex": _remove_index,
    "addConstraint": _add_constraint,
    "removeConstraint": _remove_constraint,
    **dict.fromkeys(("describeTable", "tableExists", "showAllTables", "showIndex", "showConstraint",
                     "getForeignKeyReferencesForTable", "select", "getDialect"), _nothing),
    "*": _data,
}  # fmt: skip
HANDLERS: dict[str, Handler] = {
    **{f"{_INTERFACE}.{name}": rule for name, rule in _METHODS.items()},
    f"{_SEQUELIZE}.query": _query,
    f"{_SEQUELIZE}.transaction": _transaction,
    f"{_SEQUELIZE}.getQueryInterface": _interface,
    f"{_SEQUELIZE}.getDialect": _nothing,
    f"{_INTERFACE}.Transaction.*": _nothing,
    f"{_INTERFACE}.Answer.*": _nothing,
}
