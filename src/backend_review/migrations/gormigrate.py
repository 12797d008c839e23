"""gormigrate, GORM's migrations. https://pkg.go.dev/github.com/go-gormigrate/gormigrate/v2, https://gorm.io/docs/migration.html

``AutoMigrate`` makes what is missing: a table, or its columns and indexes.
"""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from collections.abc import Callable, Iterator

from tree_sitter import Node

from backend_review.index import sql, syntax
from backend_review.index.program import Module
from backend_review.migrations._recording import follow_closures, operations, reason, record, statements
from backend_review.model.evaluator import NOTHING, Call, Evaluator, Frame, Handler
from backend_review.model.migrations import History, Migration, Operation, apply
from backend_review.model.routes import Place, place_of
from backend_review.model.tables import Index, Table, Tables
from backend_review.model.values import Callee, Kind, Scope, Thing, Unknown, Value, items_of, options, text_of
from backend_review.model.values import Table as Dict
from backend_review.stores._gorm_tables import table_of

_DB = "gorm.Migrating"
_MIGRATOR = "gorm.Migrating.Migrator"
_TYPE = re.compile(r"^(?:\[\]\*?)?gormigrate\.Migration$")
_IN_TRANSACTION = re.compile(r"\bUseTransaction\s*[:=]\s*true\b")
_LIVE = {"production", "script", "migration"}
_MAX = 2_000
_Entries = dict[str, Value]


def histories(evaluator: Evaluator) -> Iterator[History]:
    """A history for each package; what stands in a list is in its order, what stands alone in that of its IDs."""
    packages: dict[str, list[Module]] = defaultdict(list)
    for path, file in sorted(evaluator.project.files.items()):
        if file.language == "go" and file.role in _LIVE and "gormigrate.Migration" in file.text:
            module = evaluator.project.module(path)
            if module is not None:
                packages[posixpath.dirname(path)].append(module)
    for folder, modules in packages.items():
        dialect = sql.guess_dialect("", f"{folder}/")
        transactional = any(_IN_TRANSACTION.search(module.file.text) for module in modules)
        tables = Tables()
        migrations = [
            _migration(evaluator, value, place, tables, dialect) for value, place in _listed(evaluator, modules)[:_MAX]
        ]
        for migration in migrations:
            migration.transactional = transactional
        if migrations:
            yield History("gormigrate", migrations[0].place, migrations, dialect)


def _listed(evaluator: Evaluator, modules: list[Module]) -> list[tuple[_Entries, Place]]:
    """The migrations of a package in the order they run."""
    listed: dict[str, tuple[_Entries, Place]] = {}
    alone: dict[str, tuple[_Entries, Place]] = {}
    for module in modules:
        for node in _literals(module):
            scope = _scope_of(evaluator, module, node)
            value = evaluator.evaluate(module.lower(node), scope) if scope is not None else None
            for item in (option for part in items_of(value) for option in options(part)):
                # A literal of a library's type is an object, one whose type its list says a table of entries.
                entries = item.entries if isinstance(item, Dict) else item.attributes if isinstance(item, Thing) else {}
                name = text_of(entries.get("ID"))
                if name:
                    found = listed if module.text(node).startswith("[") else alone
                    found.setdefault(name, (entries, _place(module, node, entries)))
    return [*listed.values(), *(pair for name, pair in sorted(alone.items()) if name not in listed)]


def _literals(module: Module) -> Iterator[Node]:
    for node in syntax.walk(module.tree.root_node):
        kind = node.child_by_field_name("type") if node.type == "composite_literal" else None
        if kind is not None and _TYPE.match(module.text(kind)):
            yield node


def _scope_of(evaluator: Evaluator, module: Module, node: Node) -> Scope | None:
    """The names around a literal: those of the package, and the types that the function around it declares."""
    scope = evaluator.scope_of(module.path)
    holder = node.parent
    while holder is not None and holder.type not in {"function_declaration", "method_declaration"}:
        holder = holder.parent
    body = holder.child_by_field_name("body") if holder is not None else None
    if scope is None or body is None:
        return scope
    inner = Scope(module, scope)
    types = [statement for statement in module.body_of(body) if statement.kind == "class"]
    evaluator.attempt(lambda: evaluator.run(types, inner, Frame()))
    return inner


def _place(module: Module, node: Node, item: _Entries) -> Place:
    for option in options(item.get("Migrate", NOTHING)):
        if isinstance(option, Callee):
            return Place(option.function.module.path, option.function.line)
    return place_of(module, int(node.start_point[0]))


def _migration(evaluator: Evaluator, value: _Entries, place: Place, tables: Tables, dialect: str) -> Migration:
    migration = Migration(text_of(value["ID"]) or "?", place)
    up, back = _function(value, "Migrate"), _function(value, "Rollback")
    if up is not None:
        migration.up = _missing(operations(evaluator, up, [Thing(_DB, model=dialect)]), tables)
    if back is not None:
        migration.down_place = Place(back.function.module.path, back.function.line)
        migration.down = operations(evaluator, back, [Thing(_DB, model=dialect)])
        migration.irreversible = reason(back.function)
    every = [*migration.up, *(migration.down or [])]
    migration.unknown = [(item.place, item.name) for item in every if item.kind == "sql" and item.name]
    return migration


def _function(value: _Entries, name: str) -> Callee | None:
    return next((item for item in options(value.get(name, NOTHING)) if isinstance(item, Callee)), None)


def _missing(found: list[Operation], tables: Tables) -> list[Operation]:
    """What AutoMigrate does to tables as they are; they change with every operation."""
    done: list[Operation] = []
    for operation in found:
        held = tables.named(operation.table)
        made = operation.definition
        parts = [operation] if held is None or made is None else _added(operation, made, held)
        for part in parts:
            apply(part, tables)
        done += parts
    return done


def _added(operation: Operation, made: Table, held: Table) -> list[Operation]:
    place = operation.place
    new = [
        Operation("add_column", held.name, place, column=column)
        for column in made.columns.values()
        if held.column(column.name) is None
    ]
    known = {item.columns for item in held.indexes}
    return new + [
        Operation("add_index", held.name, place, index=index)
        for index in made.indexes
        if not index.primary and index.columns not in known
    ]


def _model(call: Call, value: Value | None) -> Table | None:
    """The table of ``&User{}``; one without columns for a name."""
    name = text_of(value)
    if name is not None:
        return Table(name, call.place, "gorm")
    for item in options(value) if value is not None else ():
        kind = item if isinstance(item, Kind) else item.kind if isinstance(item, Thing) else None
        if kind is not None:
            return table_of(call.evaluator, kind)
    return None


def _make_tables(call: Call) -> Value:
    for value in call.args:
        for item in items_of(value):
            table = _model(call, item)
            if table is None:
                record(call, Operation("code", "", call.place))
            elif table.columns:
                record(call, Operation("create_table", table.name, call.place, definition=table, if_exists=True))
    return _answer(call)


def _drop_tables(call: Call) -> Value:
    for value in call.args:
        table = _model(call, value)
        name = table.name if table is not None else "{?}"
        record(call, Operation("drop_table", name, call.place, name=name))
    return _answer(call)


def _named(call: Call) -> tuple[Table, str]:
    """The table that is first given, and the column (by its own name or the field's) or index that is next."""
    table = _model(call, call.arg(0)) or Table("{?}", call.place, "gorm")
    name = call.text(1) or "{?}"
    held = table.column(name)
    return table, held.name if held is not None else name


def _add_column(call: Call) -> Value:
    table, name = _named(call)
    column = table.column(name)
    index = next((item for item in table.indexes if item.columns == (name,) and not item.primary), None)
    if column is not None:
        unique = index if index is not None and index.unique else None
        record(call, Operation("add_column", table.name, call.place, column=column, index=unique))
    else:
        record(call, Operation("code", table.name, call.place))
    return _answer(call)


def _drop_column(call: Call) -> Value:
    table, name = _named(call)
    record(call, Operation("drop_column", table.name, call.place, name=name))
    return _answer(call)


def _alter_column(call: Call) -> Value:
    table, name = _named(call)
    column = table.column(name)
    if column is not None:
        changes = frozenset({"type", "null" if column.nullable else "not_null"})
        record(call, Operation("alter_column", table.name, call.place, column=column, changes=changes))
    return _answer(call)


def _rename_column(call: Call) -> Value:
    table, old = _named(call)
    new = call.text(2) or "{?}"
    held = table.column(new)
    record(call, Operation("rename_column", table.name, call.place, name=old, to=held.name if held else new))
    return _answer(call)


def _rename_table(call: Call) -> Value:
    tables = [_model(call, value) for value in call.args[:2]]
    old, new = (item.name if item is not None else "{?}" for item in [*tables, None, None][:2])
    record(call, Operation("rename_table", old, call.place, name=old, to=new))
    return _answer(call)


def _add_index(call: Call) -> Value:
    """``CreateIndex(&User{}, "Name")``: by the field's or the index's name."""
    table, name = _named(call)
    found = next((item for item in table.indexes if item.name == name or item.columns[:1] == (name,)), None)
    index = found or Index((name,) if name in table.columns else ("(…)",), call.place, name=name)
    record(call, Operation("add_index", table.name, call.place, index=index))
    return _answer(call)


def _drop(kind: str) -> Handler:
    def rule(call: Call) -> Value:
        table, name = _named(call)
        columns = (name,) if name in table.columns else ()
        record(call, Operation(kind, table.name, call.place, name=name, columns=columns))
        return _answer(call)

    return rule


def _exec(call: Call) -> Value:
    dialect = str(call.receiver.model or "") if call.receiver is not None else ""
    statements(call, text_of(call.arg(0)), dialect)
    return _answer(call)


def _transaction(call: Call) -> Value:
    follow_closures(call, call.receiver if call.receiver is not None else NOTHING)
    return _answer(call)


def _migrator(call: Call) -> Value:
    return Thing(_MIGRATOR, model=call.receiver.model if call.receiver is not None else "")


def _answer(call: Call) -> Value:
    """What can be asked for its ``Error``, and does more."""
    return Thing(_DB, model=call.receiver.model if call.receiver is not None else "")


def _rows(call: Call) -> Value:
    """What is done to rows."""
    record(call, Operation("code", "", call.place))
    return _answer(call)


def _asks(call: Call) -> Value | None:
    return Unknown()


# Steps of a query that is not yet sent.
_STEPS = ("Model", "Where", "Table", "Select", "Session", "WithContext", "Set", "Debug", "Unscoped", "Order", "Limit",
          "Joins", "Preload", "Omit", "Clauses", "Begin", "Name", "Dialector", "Or", "Not", "Group")  # fmt: skip
_METHODS: dict[str, Callable[[Call], Value | None]] = {
    **dict.fromkeys(("AutoMigrate", "CreateTable"), _make_tables),
    **dict.fromkeys(("DropTable", "DropTableIfExists"), _drop_tables),
    "RenameTable": _rename_table,
    "AddColumn": _add_column,
    "DropColumn": _drop_column,
    "AlterColumn": _alter_column,
    "RenameColumn": _rename_column,
    "CreateIndex": _add_index,
    "DropIndex": _drop("drop_index"),
    "DropConstraint": _drop("drop_constraint"),
    **dict.fromkeys(("HasTable", "HasColumn", "HasIndex", "HasConstraint", "CurrentDatabase", "GetTables"), _asks),
}
HANDLERS: dict[str, Handler] = {
    **{f"{base}.{name}": rule for name, rule in _METHODS.items() for base in (_DB, _MIGRATOR)},
    f"{_DB}.Migrator": _migrator,
    **dict.fromkeys((f"{_DB}.Exec", f"{_DB}.Raw"), _exec),
    f"{_DB}.Transaction": _transaction,
    **{f"{_DB}.{name}": _answer for name in _STEPS},
    f"{_DB}.*": _rows,
    f"{_MIGRATOR}.*": _rows,
}
