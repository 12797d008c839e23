"""Alembic (and Flask-Migrate). https://alembic.sqlalchemy.org/en/latest/ops.html"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace

from backend_review.index.program import Function
from backend_review.migrations._recording import operations, reason, record, statements
from backend_review.model.evaluator import Call, Evaluator
from backend_review.model.migrations import History, Migration, Operation, ordered
from backend_review.model.routes import Place
from backend_review.model.tables import Column, Index, Reference, Table
from backend_review.model.values import Callee, Known, Scope, Value, items_of, text_of
from backend_review.stores._declarations import flag, made_by, short_name, written
from backend_review.stores._sqlalchemy_tables import column_of, columns_of, type_name, written_table

_IS_ONE = re.compile(r"^(?:down_)?revision\b[^=\n]*=", re.MULTILINE)
# A revision that leaves its transaction, and an env.py that begins none.
_OUTSIDE = re.compile(r"autocommit_block|AUTOCOMMIT|[\"']\s*COMMIT\b", re.IGNORECASE)
_ENV_OUTSIDE = re.compile(r"transactional_ddl\s*=\s*False|AUTOCOMMIT|autocommit\s*=\s*True")
_OPS = "alembic.op"
_BATCH = "alembic.Batch"


def histories(evaluator: Evaluator) -> Iterator[History]:
    """A history for each folder of revisions."""
    folders: dict[str, list[Migration]] = defaultdict(list)
    for path, file in sorted(evaluator.project.files.items()):
        if file.language == "python" and "down_revision" in file.text and _IS_ONE.search(file.text):
            migration = _read(evaluator, path)
            if migration is not None:
                folders[path.rpartition("/")[0]].append(migration)
    for migrations in folders.values():
        in_order, problems = ordered(migrations)
        yield History("alembic", in_order[0].place, in_order, problems=problems)


def _read(evaluator: Evaluator, path: str) -> Migration | None:
    scope = evaluator.scope_of(path)
    revision = text_of(scope.names.get("revision")) if scope is not None else None
    if scope is None or revision is None:
        return None
    migration = Migration(revision, Place(path, 1))
    down = scope.names.get("down_revision")
    depends = [*items_of(down), *items_of(scope.names.get("depends_on"))]
    migration.parents = tuple(text for item in depends if (text := text_of(item)))
    migration.initial = isinstance(down, Known) and down.value is None
    up, back = (_function(scope, name) for name in ("upgrade", "downgrade"))
    if up is not None:
        migration.place = Place(path, up.line)
        migration.up = operations(evaluator, Callee(up, scope))
    if back is not None:
        migration.down_place = Place(path, back.line)
        migration.down = operations(evaluator, Callee(back, scope))
        migration.irreversible = reason(back)
    migration.unknown = [
        (item.place, item.name) for item in [*migration.up, *(migration.down or [])] if item.kind == "sql" and item.name
    ]
    own = evaluator.project.files[path].text
    migration.transactional = not _OUTSIDE.search(own) and not _env_is_outside(evaluator, path)
    return migration


def _env_is_outside(evaluator: Evaluator, path: str) -> bool:
    """Whether the ``env.py`` above a revision runs all of them without a transaction."""
    folder = path.rpartition("/")[0]
    for _ in range(3):
        folder = folder.rpartition("/")[0]
        env = evaluator.project.files.get(f"{folder}/env.py" if folder else "env.py")
        if env is not None:
            return _ENV_OUTSIDE.search(env.text) is not None
    return False


def _function(scope: Scope, name: str) -> Function | None:
    value = scope.names.get(name)
    return value.function if isinstance(value, Callee) else None


def _table_name(call: Call, index: int = 0) -> tuple[str, int]:
    """The table an operation is on, and how many arguments come before the next one: a batch knows its own."""
    if call.receiver is not None and call.receiver.type == _BATCH:
        return str(call.receiver.model), index
    return call.text(index, "table_name") or "{?}", index + 1


def _create_table(call: Call) -> Value | None:
    table = written_table(replace(call, args=[call.arg(0, "table_name") or Known("{?}"), Known(None), *call.args[1:]]))
    record(call, Operation("create_table", table.name, call.place, definition=table,
                            if_exists=bool(flag(call, "if_not_exists"))))  # fmt: skip
    return None


def _drop_table(call: Call) -> Value | None:
    name = call.text(0, "table_name") or "{?}"
    record(call, Operation("drop_table", name, call.place, name=name))
    return None


def _rename_table(call: Call) -> Value | None:
    old, new = call.text(0, "old_table_name") or "{?}", call.text(1, "new_table_name") or "{?}"
    record(call, Operation("rename_table", old, call.place, name=old, to=new))
    return None


def _add_column(call: Call) -> Value | None:
    table, at = _table_name(call)
    inner = made_by(call.arg(at, "column"))
    if inner is not None:
        column = column_of(text_of(inner.arg(0, "name")) or "?", inner, "", inner.place)
        column.default = _default_of_rows(inner)
        index = Index((column.name,), column.place, True) if flag(inner, "unique") else None
        record(call, Operation("add_column", table, call.place, column=column, index=index))
        if column.references is not None:
            record(call, Operation("add_constraint", table, call.place, constraint="foreign key",
                                    columns=(column.name,), reference=column.references))  # fmt: skip
        if flag(inner, "index"):
            record(call, Operation("add_index", table, call.place, index=Index((column.name,), column.place)))
    return None


def _default_of_rows(call: Call) -> str | None:
    """What the database gives the rows that are there: ``default=`` is only the program's."""
    made = next((name for item in call.args if (name := short_name(item)) in {"Identity", "Computed"}), None)
    return written(call, "server_default") or made


def _drop_column(call: Call) -> Value | None:
    table, at = _table_name(call)
    record(call, Operation("drop_column", table, call.place, name=call.text(at, "column_name") or "{?}"))
    return None


def _alter_column(call: Call) -> Value | None:
    table, at = _table_name(call)
    name = call.text(at, "column_name") or "{?}"
    column = Column(name, call.place, attribute=name)
    changes = set()
    if "type_" in call.named:
        held = column_of(name, replace(call, args=[call.named["type_"]], named={}), "", call.place)
        column.type, column.written, column.length = (
            held.type,
            held.written or type_name(call.named["type_"]),
            held.length,
        )
        changes.add("type")
    nullable = flag(call, "nullable")
    if nullable is not None:
        column.nullable = nullable
        changes.add("null" if nullable else "not_null")
    if "server_default" in call.named:
        column.default = written(call, "server_default")
        column.default = None if column.default == "None" else column.default
        changes.add("default")
    if changes:
        record(call, Operation("alter_column", table, call.place, column=column, changes=frozenset(changes)))
    new = call.text(-1, "new_column_name")
    if new:
        record(call, Operation("rename_column", table, call.place, name=name, to=new))
    return None


def _create_index(call: Call) -> Value | None:
    name = call.text(0, "index_name") or ""
    table, at = _table_name(call, 1)
    columns = _names(call.arg(at, "columns"))
    index = Index(
        columns,
        call.place,
        bool(flag(call, "unique")),
        name,
        written(call, "postgresql_where") or written(call, "sqlite_where") or "",
        text_of(call.named.get("postgresql_using")) or "",
    )
    record(call, Operation("add_index", table, call.place, index=index, if_exists=bool(flag(call, "if_not_exists")),
                            concurrently=bool(flag(call, "postgresql_concurrently"))))  # fmt: skip
    return None


def _names(value: Value | None) -> tuple[str, ...]:
    return tuple(columns_of(Table("", Place("", 1), ""), items_of(value)))


def _drop_index(call: Call) -> Value | None:
    table, _ = _table_name(call, 1) if len(call.args) > 1 or "table_name" in call.named else ("", 0)
    if call.receiver is not None and call.receiver.type == _BATCH:
        table = str(call.receiver.model)
    record(call, Operation("drop_index", table, call.place, name=call.text(0, "index_name") or "{?}",
                            concurrently=bool(flag(call, "postgresql_concurrently"))))  # fmt: skip
    return None


def _drop_constraint(call: Call) -> Value | None:
    table, _ = _table_name(call, 1)
    record(call, Operation("drop_constraint", table, call.place, name=call.text(0, "constraint_name") or "{?}"))
    return None


def _unique(primary: bool) -> Callable[[Call], Value | None]:
    def rule(call: Call) -> Value | None:
        table, at = _table_name(call, 1)
        index = Index(_names(call.arg(at, "columns")), call.place, True, call.text(0) or "", primary=primary)
        kind = "primary key" if primary else "unique"
        record(call, Operation("add_constraint", table, call.place, name=index.name, index=index, constraint=kind))
        return None

    return rule


def _foreign_key(call: Call) -> Value | None:
    batch = call.receiver is not None and call.receiver.type == _BATCH
    at = 1 if batch else 2
    table = str(call.receiver.model) if batch and call.receiver is not None else call.text(1, "source_table") or "{?}"
    target = call.text(at, "referent_table") or "{?}"
    own, theirs = _names(call.arg(at + 1, "local_cols")), _names(call.arg(at + 2, "remote_cols"))
    reference = Reference(target, theirs[0] if theirs else "", (text_of(call.named.get("ondelete")) or "").upper())
    validated = not flag(call, "postgresql_not_valid")
    name = call.text(0, "constraint_name") or ""
    made = Operation("add_constraint", table, call.place, name, constraint="foreign key", columns=own)
    record(call, replace(made, reference=reference, validated=validated))
    return None


def _check(call: Call) -> Value | None:
    table, at = _table_name(call, 1)
    validated = not flag(call, "postgresql_not_valid")
    made = Operation("add_constraint", table, call.place, call.text(0) or "", constraint="check", validated=validated)
    record(call, replace(made, text=call.text(at, "condition") or ""))
    return None


def _batch(call: Call) -> Value:
    return call.thing(_BATCH, call.text(0, "table_name") or "{?}")


def _execute(call: Call) -> Value | None:
    value = call.arg(0, "sqltext")
    inner = made_by(value)
    text = text_of(value) or (text_of(inner.arg(0)) if inner is not None and short_name(value) == "text" else None)
    built = _ROWS.match(_code_of(call)) if text is None else None
    if built is not None:
        record(call, Operation("sql", "", call.place, text=built[1]))
    else:
        statements(call, text)
    return None


# A statement that is built: sa.update(spool).values(…), spool.insert().
_ROWS = re.compile(r"(?s)[\s(]*(?:[A-Za-z_][\w.]*\.)?((?:update|insert|delete)\(.*)")


def _code_of(call: Call) -> str:
    """What a call is given first, as it is written; of a variable what its file gives it, if that is one thing."""
    given = call.expr.args[0].node if call.expr is not None and call.expr.args else None
    written = (given.text or b"").decode(errors="replace") if given is not None else ""
    if given is None or not written.isidentifier():
        return written
    root = given
    while root.parent is not None:
        root = root.parent
    code = (root.text or b"").decode(errors="replace")
    values = re.findall(rf"(?m)^\s*{written}\s*=\s*(\S.*)$", code)
    return values[0] if len(values) == 1 else ""


def _as_it_is(call: Call) -> Value | None:
    """``op.f(name)``: the name, which no naming convention changes."""
    return call.arg(0, "name")


def _bind(call: Call) -> Value:
    return call.thing("alembic.Connection")


_RULES: dict[str, Callable[[Call], Value | None]] = {
    "add_column": _add_column,
    "drop_column": _drop_column,
    "alter_column": _alter_column,
    "create_index": _create_index,
    "drop_index": _drop_index,
    "drop_constraint": _drop_constraint,
    "create_unique_constraint": _unique(False),
    "create_primary_key": _unique(True),
    "create_foreign_key": _foreign_key,
    "create_check_constraint": _check,
}
HANDLERS = {
    **{f"{base}.{name}": rule for name, rule in _RULES.items() for base in (_OPS, _BATCH)},
    f"{_OPS}.create_table": _create_table,
    f"{_OPS}.drop_table": _drop_table,
    f"{_OPS}.rename_table": _rename_table,
    f"{_OPS}.batch_alter_table": _batch,
    f"{_OPS}.execute": _execute,
    **dict.fromkeys((f"{_OPS}.f", f"{_BATCH}.f"), _as_it_is),
    f"{_OPS}.get_bind": _bind,
    "alembic.Connection.execute": _execute,
}
