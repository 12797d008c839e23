"""What SQL statements change about tables: CREATE, ALTER, DROP and the like as operations.

The trees are sqlglot's; https://www.postgresql.org/docs/current/ddl.html for what the statements mean.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from backend_review.index import sql
from backend_review.model.migrations import Operation
from backend_review.model.routes import Place
from backend_review.model.tables import Column, Index, Reference, Table

_TYPES = {
    **dict.fromkeys(("INT", "MEDIUMINT", "SERIAL", "UINT"), "integer"),
    **dict.fromkeys(("BIGINT", "BIGSERIAL", "UBIGINT"), "bigint"),
    **dict.fromkeys(("SMALLINT", "TINYINT", "SMALLSERIAL", "UTINYINT", "USMALLINT"), "smallint"),
    **dict.fromkeys(("VARCHAR", "CHAR", "TEXT", "NVARCHAR", "NCHAR", "LONGTEXT", "MEDIUMTEXT", "TINYTEXT", "NAME",
                     "BPCHAR"), "text"),
    **dict.fromkeys(("FLOAT", "DOUBLE"), "float"),
    **dict.fromkeys(("DECIMAL", "MONEY", "SMALLMONEY", "UDECIMAL"), "decimal"),
    "BOOLEAN": "boolean",
    "BIT": "bytes",
    **dict.fromkeys(("DATE", "DATE32"), "date"),
    **dict.fromkeys(("TIME", "TIMETZ"), "time"),
    **dict.fromkeys(("TIMESTAMP", "DATETIME", "TIMESTAMPNTZ", "SMALLDATETIME", "DATETIME2"), "timestamp"),
    **dict.fromkeys(("TIMESTAMPTZ", "TIMESTAMPLTZ"), "timestamptz"),
    "INTERVAL": "interval",
    "UUID": "uuid",
    **dict.fromkeys(("JSON", "JSONB", "HSTORE"), "json"),
    **dict.fromkeys(("BINARY", "VARBINARY", "BLOB", "LONGBLOB", "MEDIUMBLOB", "TINYBLOB", "IMAGE"), "bytes"),
    **dict.fromkeys(("ENUM", "ENUM8", "SET"), "enum"),
    **dict.fromkeys(("ARRAY", "LIST"), "array"),
}  # fmt: skip

_LONGEST_TYPE = 200
# MySQL's, which sqlglot leaves as text.
_RENAME_TABLE = re.compile(r"(?i)^\s*RENAME\s+TABLE\s+`?(?P<old>\w+)`?\s+TO\s+`?(?P<new>\w+)`?\s*;?\s*$")


def operations(text: str, path: str, line: int = 1, dialect: str = "") -> Iterator[Operation]:
    """The changes of SQL text that begins at a line (from 1) of a file. What is not understood is ``sql``."""
    for statement in sql.statements(text, dialect):
        place = Place(path, line + statement.line - 1)
        renamed = _RENAME_TABLE.match(statement.text) if statement.tree is None else None
        if renamed is not None:
            yield Operation("rename_table", renamed["old"], place, name=renamed["old"], to=renamed["new"])
        elif statement.tree is None:
            yield Operation("sql", "", place, text=statement.text, name=statement.problem)
        else:
            yield from _of_statement(statement.tree, statement.text, place)


def _of_statement(tree: Any, text: str, place: Place) -> Iterator[Operation]:
    rule = _STATEMENTS.get(type(tree).__name__)
    if rule is not None:
        yield from rule(tree, text, place)
    else:
        table = tree.find(_expressions().Table)
        yield Operation("sql", table.name if table is not None else "", place, text=text)


def _expressions() -> Any:
    from sqlglot import exp

    return exp


def _create(tree: Any, text: str, place: Place) -> Iterator[Operation]:
    kind = str(tree.args.get("kind") or "").upper()
    if kind == "INDEX":
        yield _create_index(tree, text, place)
    elif kind == "TABLE":
        schema = tree.this
        table = schema.this if hasattr(schema.this, "name") and type(schema).__name__ == "Schema" else schema
        made = Table(table.name, place, "sql")
        line = _Lines(text, place)
        for item in schema.expressions if type(schema).__name__ == "Schema" else ():
            _part_of_table(made, item, line)
        key = [column.name for column in made.columns.values() if column.primary]
        if key and not any(index.primary for index in made.indexes):
            made.indexes.insert(0, Index(tuple(key), place, True, primary=True))
        for index in made.indexes:
            for column in index.columns if index.primary else ():
                if column in made.columns:
                    made.columns[column].primary, made.columns[column].nullable = True, False
        yield Operation("create_table", made.name, place, definition=made, if_exists=bool(tree.args.get("exists")))
    else:
        yield Operation("sql", "", place, text=text)


def _create_index(tree: Any, text: str, place: Place) -> Operation:
    index, params = tree.this, tree.this.args.get("params")
    columns = [_indexed(item) for item in (params.args.get("columns") or [] if params is not None else [])]
    where = params.args.get("where") if params is not None else None
    using = params.args.get("using") if params is not None else None
    made = Index(
        tuple(columns),
        place,
        bool(tree.args.get("unique")),
        index.name or "",
        where.this.sql() if where is not None else "",
        str(using.name).lower() if using is not None else "",
    )
    table = index.args.get("table")
    return Operation(
        "add_index",
        table.name if table is not None else "",
        place,
        index=made,
        concurrently=bool(tree.args.get("concurrently")),
        if_exists=bool(tree.args.get("exists")),
    )


def _indexed(item: Any) -> str:
    """The column that a part of an index is over; ``(…)`` for an expression."""
    inner = item.this if type(item).__name__ == "Ordered" else item
    kind = type(inner).__name__
    if kind in {"Column", "Identifier"}:
        return str(inner.name)
    if kind == "ColumnPrefix" or (kind == "Anonymous" and len(inner.expressions) == 1):  # mysql: name(20)
        return str(inner.name)
    return "(…)"


class _Lines:
    """The lines of names within a statement: the tokens keep them."""

    def __init__(self, text: str, place: Place) -> None:
        self.text, self.place = text, place

    def of(self, node: Any) -> Place:
        identifier = node if "line" in node.meta else node.find(_expressions().Identifier)
        line = identifier.meta.get("line") if identifier is not None else None
        return Place(self.place.path, self.place.line + line - 1) if line else self.place


def _part_of_table(table: Table, item: Any, line: _Lines) -> None:
    kind = type(item).__name__
    if kind == "ColumnDef":
        column, index = _column(item, line)
        table.columns[column.name] = column
        if index is not None:
            table.indexes.append(index)
    elif kind in {"Constraint", "PrimaryKey", "UniqueColumnConstraint", "ForeignKey", "IndexColumnConstraint"}:
        for constraint in _constraints(item, line):
            if constraint.index is not None:
                table.indexes.append(constraint.index)
            elif constraint.reference is not None:
                _refer(table, constraint)


def _refer(table: Table, operation: Operation) -> None:
    held = table.columns.get(operation.columns[0]) if len(operation.columns) == 1 else None
    if held is not None:
        held.references = operation.reference
    elif operation.reference is not None:
        table.references.append((operation.columns, operation.reference))


def _column(item: Any, line: _Lines) -> tuple[Column, Index | None]:
    place = line.of(item.this)
    made = Column(item.name, place, attribute=item.name, nullable=True)
    kind = item.args.get("kind")
    if kind is not None:
        made.type, made.written, made.length = _type_of(kind)
    index: Index | None = None
    for constraint in item.args.get("constraints") or ():
        rule = constraint.args.get("kind")
        name = type(rule).__name__
        if name == "NotNullColumnConstraint":
            made.nullable = bool(rule.args.get("allow_null"))
        elif name == "PrimaryKeyColumnConstraint":
            made.primary, made.nullable = True, False
        elif name == "UniqueColumnConstraint":
            index = Index((made.name,), place, True)
        elif name == "DefaultColumnConstraint":
            made.default = rule.this.sql()
        elif name in {"GeneratedAsIdentityColumnConstraint", "AutoIncrementColumnConstraint"}:
            made.default = "identity"
        elif name == "Reference":
            made.references = _reference(rule)
    if "serial" in made.written.lower():
        made.default, made.nullable = "identity", False
    return made, index


def _type_of(kind: Any) -> tuple[str, str, int | None]:
    """(our type, as written, length) of a column's type."""
    written = kind.sql()
    name = getattr(kind.this, "name", str(kind.this)).upper()
    found = _TYPES.get(name, "")
    if name == "USERDEFINED" or (not found and written.lower() in {"citext", "name"}):
        found = {"citext": "text", "money": "decimal"}.get(written.lower(), "")
    length = None
    for parameter in kind.expressions if found == "text" else ():
        if parameter.name.isdigit():
            length = int(parameter.name)
    return found, written, length


def _reference(rule: Any) -> Reference | None:
    schema = rule.this
    if schema is None:
        return None
    is_schema = type(schema).__name__ == "Schema"
    table = schema.this if is_schema else schema
    column = schema.expressions[0].name if is_schema and schema.expressions else ""
    options = " ".join(str(item) for item in rule.args.get("options") or ())
    action = options.upper().partition("ON DELETE ")[2]
    words = action.split()
    on_delete = " ".join(words[:2]) if words[:1] in (["SET"], ["NO"]) else "".join(words[:1])
    return Reference(table.name, column, on_delete)


def _constraints(item: Any, line: _Lines, validated: bool = True) -> Iterator[Operation]:
    """A constraint over columns, as the operation that adds it."""
    kind = type(item).__name__
    place = line.of(item)
    if kind == "Constraint":
        for inner in item.expressions:
            for operation in _constraints(inner, line, validated):
                operation.name = operation.name or item.name
                if operation.index is not None:
                    operation.index.name = operation.index.name or item.name
                yield operation
        return
    made = Operation("add_constraint", "", place, validated=validated)
    if kind == "PrimaryKey":
        made.constraint = "primary key"
        made.index = Index(tuple(_indexed(part) for part in item.expressions), place, True, primary=True)
    elif kind == "UniqueColumnConstraint":
        schema = item.this
        parts = schema.expressions if schema is not None else []
        made.constraint = "unique"
        name = schema.this.name if schema is not None and schema.this is not None else ""
        made.index = Index(tuple(_indexed(part) for part in parts), place, True, name)
    elif kind == "IndexColumnConstraint":
        made.constraint = "index"
        made.index = Index(tuple(_indexed(part) for part in item.expressions), place, False, item.name or "")
    elif kind == "ForeignKey":
        made.constraint = "foreign key"
        made.columns = tuple(part.name for part in item.expressions)
        reference = item.args.get("reference")
        made.reference = _reference(reference) if reference is not None else None
        options = " ".join(str(option) for option in item.args.get("options") or ())
        delete = item.args.get("delete") or options.upper().partition("ON DELETE ")[2]
        if made.reference is not None and delete:
            made.reference = Reference(made.reference.table, made.reference.column, str(delete).upper())
    elif kind == "CheckColumnConstraint":
        made.constraint = "check"
        made.columns = tuple(dict.fromkeys(column.name for column in item.find_all(_expressions().Column)))
        made.text = item.this.sql() if item.this is not None else ""
    else:
        made.constraint = "other"
    yield made


def _alter(tree: Any, text: str, place: Place) -> Iterator[Operation]:
    if str(tree.args.get("kind") or "TABLE").upper() != "TABLE":
        yield Operation("sql", "", place, text=text)
        return
    table = tree.this.name
    line = _Lines(text, place)
    validated = not tree.args.get("not_valid")
    for action in tree.args.get("actions") or ():
        for operation in _action(action, line, validated):
            operation.table = table
            yield operation


def _action(action: Any, line: _Lines, validated: bool) -> Iterator[Operation]:
    kind = type(action).__name__
    place = line.of(action)
    if kind == "ColumnDef":
        column, index = _column(action, line)
        yield Operation("add_column", "", place, column=column, index=index,
                        if_exists=bool(action.args.get("exists")))  # fmt: skip
    elif kind == "Drop":
        what = str(action.args.get("kind") or "COLUMN").upper()
        names = action.args.get("tables") or [action.this]
        for name in (item.name for item in names if item is not None):
            dropped = {"COLUMN": "drop_column", "INDEX": "drop_index"}.get(what, "drop_constraint")
            yield Operation(dropped, "", place, name=name, if_exists=bool(action.args.get("exists")))
    elif kind == "RenameColumn":
        yield Operation("rename_column", "", place, name=action.this.name, to=action.args["to"].name)
    elif kind == "AlterRename":
        yield _rename(action, place)
    elif kind == "AlterColumn":
        yield _alter_column(action, place)
    elif kind == "AddConstraint":
        for item in action.expressions:
            yield from _constraints(item, line, validated)
    elif kind == "RenameIndex":
        yield Operation("rename_index", "", place, name=action.this.name, to=action.args["to"].name)
    elif kind in {"ModifyColumn", "ChangeColumn"}:
        column, _ = _column(action.this, line)
        before = action.args.get("rename_from")
        if before is not None and before.name != column.name:
            yield Operation("rename_column", "", place, name=before.name, to=column.name)
        changes = frozenset({"type", "null" if column.nullable else "not_null"})
        yield Operation("alter_column", "", place, column=column, changes=changes)
    else:
        yield Operation("sql", "", place, text=action.sql())


def _rename(action: Any, place: Place) -> Operation:
    """``RENAME TO b``; ``RENAME a TO b`` is a column, which sqlglot takes for the table with an option."""
    options = (item.this for item in action.parent.args.get("options") or ())
    to = next((item for item in options if type(item).__name__ == "Table"), None)
    if to is None:
        return Operation("rename_table", "", place, to=action.this.name)
    return Operation("rename_column", "", place, name=action.this.name, to=to.name)


def _alter_column(action: Any, place: Place) -> Operation:
    column = Column(action.name, place, attribute=action.name)
    changes = set()
    kind = action.args.get("dtype")
    if kind is not None:
        column.type, column.written, column.length = _type_of(kind)
        changes.add("type")
    allow = action.args.get("allow_null")
    if allow is not None:
        column.nullable = bool(allow)
        changes.add("null" if allow else "not_null")
    default = action.args.get("default")
    if default is not None or (kind is None and allow is None):
        column.default = default.sql() if default is not None else None
        changes.add("default")
    return Operation("alter_column", "", place, column=column, changes=frozenset(changes))


def _drop(tree: Any, text: str, place: Place) -> Iterator[Operation]:
    kind = str(tree.args.get("kind") or "TABLE").upper()
    names = tree.args.get("tables") or ([tree.this] if tree.this is not None else [])
    exists = bool(tree.args.get("exists"))
    for item in names:
        if kind == "TABLE":
            yield Operation("drop_table", item.name, place, name=item.name, if_exists=exists)
        elif kind == "INDEX":
            on = tree.args.get("cluster") or tree.args.get("on")
            table = getattr(on, "this", None)
            yield Operation("drop_index", table.name if table is not None else "", place, name=item.name,
                            concurrently=bool(tree.args.get("concurrently")), if_exists=exists)  # fmt: skip
        else:
            yield Operation("sql", "", place, text=text)


_STATEMENTS: dict[str, Callable[[Any, str, Place], Iterator[Operation]]] = {
    "Create": _create,
    "Alter": _alter,
    "Drop": _drop,
}


def type_of_text(written: str, dialect: str = "") -> tuple[str, int | None]:
    """(our type, length) of a type as SQL writes it, ``character varying(255)``; ("", None) for an unknown one."""
    tree = sql.parsed(f"CREATE TABLE t (c {written})", dialect=dialect).tree if len(written) < _LONGEST_TYPE else None
    kind = next(iter(tree.find_all(_expressions().DataType)), None) if tree is not None else None
    if kind is None:
        return "", None
    found, _, length = _type_of(kind)
    return found, length
