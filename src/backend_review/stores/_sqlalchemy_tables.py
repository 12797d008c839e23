"""The tables that SQLAlchemy, SQLModel and Flask-SQLAlchemy models declare, and ``Table(…)``.

https://docs.sqlalchemy.org/en/20/orm/declarative_tables.html, https://sqlmodel.tiangolo.com/tutorial/create-db-and-table/
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from backend_review.index.program import Field
from backend_review.model.evaluator import Call, Evaluator
from backend_review.model.routes import Place
from backend_review.model.tables import Column, Reference, Relation, Table, snake_case
from backend_review.model.values import HOLE, Items, Kind, Known, Library, Thing, Value, items_of, options, text_of
from backend_review.model.values import Table as Dict
from backend_review.stores._declarations import (
    class_member,
    finish_keys,
    flag,
    made_by,
    number,
    place_in,
    place_of_class,
    short_name,
    written,
)
from backend_review.stores._notes import noted, noting

_BASES = ("DeclarativeBase", "DeclarativeBaseNoMeta", "SQLModel", "Model", "AsyncBase", "MappedAsDataclass")
_LIBRARIES = re.compile(r"^(sqlalchemy|sqlmodel|flask_sqlalchemy|advanced_alchemy|fastapi_users_db_sqlalchemy)\b")
_COLUMNS = {"Column", "mapped_column", "Field"}
_RELATIONS = {"relationship", "Relationship", "dynamic_loader", "relation"}
_LOADING = {"select": "lazy", "joined": "eager", "selectin": "eager", "subquery": "eager", "immediate": "eager",
            "dynamic": "explicit", "write_only": "explicit", "raise": "never", "raise_on_sql": "never",
            "noload": "never"}  # fmt: skip
_TYPES = {
    **dict.fromkeys(("Integer", "INTEGER", "INT", "int", "MediumInteger"), "integer"),
    **dict.fromkeys(("BigInteger", "BIGINT"), "bigint"),
    **dict.fromkeys(("SmallInteger", "SMALLINT", "TINYINT"), "smallint"),
    **dict.fromkeys(("String", "Text", "Unicode", "UnicodeText", "VARCHAR", "TEXT", "CHAR", "NVARCHAR", "CITEXT", "str",
                     "AutoString", "LONGTEXT", "MEDIUMTEXT"), "text"),
    **dict.fromkeys(("Float", "FLOAT", "REAL", "DOUBLE", "Double", "DOUBLE_PRECISION", "float"), "float"),
    **dict.fromkeys(("Numeric", "NUMERIC", "DECIMAL", "Decimal", "MONEY"), "decimal"),
    **dict.fromkeys(("Boolean", "BOOLEAN", "bool"), "boolean"),
    **dict.fromkeys(("Date", "DATE", "date"), "date"),
    **dict.fromkeys(("Time", "TIME", "time"), "time"),
    **dict.fromkeys(("DateTime", "DATETIME", "TIMESTAMP", "datetime"), "timestamp"),
    **dict.fromkeys(("DateTimeUTC", "UtcDateTime", "UTCDateTime"), "timestamptz"),
    **dict.fromkeys(("Interval", "INTERVAL", "timedelta"), "interval"),
    **dict.fromkeys(("Uuid", "UUID", "GUID", "UUIDType"), "uuid"),
    **dict.fromkeys(("JSON", "JSONB", "JSONType", "dict", "HSTORE"), "json"),
    **dict.fromkeys(("LargeBinary", "BLOB", "BYTEA", "BINARY", "VARBINARY", "PickleType", "bytes"), "bytes"),
    **dict.fromkeys(("Enum", "ENUM", "ChoiceType"), "enum"),
    **dict.fromkeys(("ARRAY", "list"), "array"),
}  # fmt: skip


_MAPPERS = ("sqlalchemy.orm.mapper", "sqlalchemy.orm.registry().map_imperatively")
HANDLERS = dict.fromkeys(
    (
        *(
            f"{module}.{name}"
            for name in ("Index", "Table")
            for module in ("sqlalchemy", "sqlalchemy.schema", "flask_sqlalchemy.SQLAlchemy()")
        ),
        *_MAPPERS,
    ),
    noting("sqlalchemy"),
)


def tables(evaluator: Evaluator) -> Iterator[Table]:
    """Every table of the models and of ``Table(…)``."""
    mapped = {id(kind): kind for kind in evaluator.kinds.values() if _is_model(evaluator, kind)}
    made: dict[int, Table] = {}
    for kind in mapped.values():
        table = _table_of(evaluator, kind, made, mapped)
        if table is not None:
            made[id(kind)] = table
    unique = list({id(table): table for table in made.values()}.values())
    unique += [written_table(call) for call in _calls_of(evaluator, "Table")]
    models = {kind.klass.name: made[id(kind)] for kind in mapped.values() if id(kind) in made}
    models |= _mapped_elsewhere(evaluator, unique)
    _indexes_elsewhere(evaluator, unique)
    for table in unique:
        finish_keys(table)
    _settle_relations(unique, models)
    yield from unique


def _mapped_elsewhere(evaluator: Evaluator, unique: list[Table]) -> dict[str, Table]:
    """``registry.map_imperatively(User, users, properties={…})``: classes that know nothing of their tables.

    https://docs.sqlalchemy.org/en/20/orm/mapping_styles.html#imperative-mapping
    """
    by_place = {table.place: table for table in unique}
    found: dict[str, Table] = {}
    for call in [*_calls_of(evaluator, "map_imperatively"), *_calls_of(evaluator, "mapper")]:
        kind, declared = call.arg(0, "class_"), made_by(call.arg(1, "local_table"))
        table = by_place.get(declared.place) if declared is not None else None
        if table is None or not isinstance(kind, Kind):
            continue
        table.model = kind.klass.name
        found[table.model] = table
        properties = call.named.get("properties")
        for name, value in properties.entries.items() if isinstance(properties, Dict) else ():
            if short_name(value) in _RELATIONS:
                _member(table, name, value, None, call.place, optional=False)
    return found


def _calls_of(evaluator: Evaluator, name: str) -> list[Call]:
    """The calls of a name (``Index``, ``Table``, ``mapper``) that modules make."""
    return [item.call for item in noted(evaluator, "sqlalchemy") if item.call.name.rpartition(".")[2] == name]


def _is_model(evaluator: Evaluator, kind: Kind) -> bool:
    """Whether a class stands for a table: SQLModel's say so, others derive from a base that knows it."""
    bases = [base for level in kind.lineage() for base in level.bases]
    names = [base.name for base in bases if isinstance(base, Library)]
    if any(name.startswith("sqlmodel") for name in names):
        return any("table" in level.klass.named for level in kind.lineage())
    if not any(
        (_LIBRARIES.search(name) and name.rpartition(".")[2] in _BASES)
        or name.startswith(("advanced_alchemy.base.", "fastapi_users_db_sqlalchemy."))
        for name in names
    ) and not any(
        short_name(base) in {"declarative_base", "automap_base"} for base in bases if isinstance(base, Thing)
    ):
        return False
    abstract = kind.attributes.get("__abstract__")
    if (isinstance(abstract, Known) and abstract.value) or _is_base(kind):
        return False
    return bool(_table_name(evaluator, kind)) or "__table__" in kind.attributes or _own_key(kind)


def _is_base(kind: Kind) -> bool:
    """Whether a class is the one that models derive from: what stands in it is in every table, and it is none."""
    if any(short_name(item) in {"as_declarative", "declarative_base"} for item in kind.decorators):
        return True
    direct = [base.name.rpartition(".")[2] for base in kind.bases if isinstance(base, Library)]
    return any(name.startswith("DeclarativeBase") for name in direct)


def _own_key(kind: Kind) -> bool:
    return any(_keys(level) for level in kind.lineage())


def _keys(level: Kind) -> bool:
    """Whether a class declares a primary key itself."""
    calls = (made_by(value) for value in level.attributes.values())
    return any(call is not None and flag(call, "primary_key") for call in calls)


def _names_tables(kind: Kind) -> bool:
    """Whether Flask-SQLAlchemy names the tables of the models."""
    return any(name.startswith("flask_sqlalchemy") for name in kind.libraries())


def _table_name(evaluator: Evaluator, kind: Kind) -> str:
    value = class_member(evaluator, kind, "__tablename__", ("declared_attr", "directive", "cascading"))
    return text_of(value) or ""


def _table_of(evaluator: Evaluator, kind: Kind, made: dict[int, Table], mapped: dict[int, Kind]) -> Table | None:
    parent = next((base for base in list(kind.lineage())[1:] if id(base) in mapped), None)
    name = text_of(kind.attributes.get("__tablename__")) or ""
    own = [level for level in kind.lineage() if parent is None or level not in list(parent.lineage())]
    keyed = any(_keys(level) for level in own)
    if parent is not None and "__table__" not in kind.attributes and not keyed and (not name or _names_tables(kind)):
        name = ""
    if parent is not None and not name and keyed and _names_tables(kind):
        name = snake_case(kind.klass.name)  # Flask-SQLAlchemy: a key of its own makes it a table of its own
    if parent is not None and not name and "__table__" not in kind.attributes:
        # Single-table inheritance: the parent's table has these columns, too.
        table = made.get(id(parent)) or _table_of(evaluator, parent, made, mapped)
        if table is not None:
            made[id(parent)] = table
            _fill(evaluator, table, [kind], optional=True)
        return table
    written_as = class_member(evaluator, kind, "__table__")
    call = made_by(written_as)
    library = "sqlmodel" if any(name.startswith("sqlmodel") for name in kind.libraries()) else "sqlalchemy"
    if call is not None and call.name.rpartition(".")[2] == "Table":
        table = written_table(call)
        table.model = kind.klass.name
    else:
        name = name or _table_name(evaluator, kind)
        name = "" if HOLE in name else name
        fallback = kind.klass.name.lower() if library == "sqlmodel" else snake_case(kind.klass.name)
        table = Table(name or fallback, place_of_class(kind), library, kind.klass.name)
    # Joined inheritance: what the parent's table has is not in this one.
    _fill(evaluator, table, own[::-1])
    _arguments(evaluator, kind, table)
    return table


def _fill(evaluator: Evaluator, table: Table, levels: list[Kind], optional: bool = False) -> None:
    """The columns and relations that classes declare, the bases' first."""
    for kind in levels:
        for name, held in kind.klass.fields.items():
            value = _with_annotated(evaluator, kind, held, kind.attributes.get(name))
            place = place_in(kind.scope.module, held.node)
            _member(table, name, value, held, place, optional)
        for name, value in kind.attributes.items():
            computed = class_member(evaluator, kind, name, ("declared_attr",)) if name in kind.klass.methods else None
            if computed is not None:
                line = kind.klass.methods[name].line
                _member(table, name, computed, None, Place(kind.scope.module.path, line), optional)
            elif name not in kind.klass.fields and made_by(value) is not None and name not in kind.klass.methods:
                _member(table, name, value, None, table.place, optional)


def _with_annotated(evaluator: Evaluator, kind: Kind, held: Field, value: Value | None) -> Value | None:
    """What ``Mapped[PrimaryKey]`` says, where ``PrimaryKey = Annotated[UUID, mapped_column(primary_key=True)]``."""
    annotation = held.annotation
    if annotation is None or annotation.kind != "index" or len(annotation.args) != 1:
        return value
    inner = annotation.args[0]
    found = evaluator.evaluate(inner, kind.scope) if inner.kind in {"name", "attr", "index"} else None
    parts = found.model if isinstance(found, Thing) and found.type == "typing.Annotated" else None
    said = next((part for part in parts if short_name(part) in _COLUMNS), None) if isinstance(parts, list) else None
    shared, own = made_by(said), made_by(value)
    if shared is None or own is None:
        return value if shared is None else said
    both = replace(own, args=own.args or shared.args, named={**shared.named, **own.named})
    return Thing(type=f"{own.name}()", made_by=both)


def _member(table: Table, name: str, value: Value | None, held: Field | None, place: Place, optional: bool) -> None:
    annotation = held.type if held is not None else ""
    call = made_by(value)
    known = short_name(value)
    if known in {"deferred", "column_property"} and call is not None and call.args:
        inner = call.args[0]
        call, known = made_by(inner), short_name(inner)
    if known in _RELATIONS and call is not None:
        table.relations[name] = _relation(name, call, annotation, place)
        backward = made_by(call.named.get("backref"))
        back = text_of(call.named.get("backref")) or (text_of(backward.arg(0)) if backward is not None else None)
        table.relations[name].back = back or text_of(call.named.get("back_populates")) or ""
        return
    mapped = (
        annotation.startswith(("Mapped[", "orm.Mapped[", "so.Mapped[")) or "Mapped[" in annotation.partition("[")[0]
    )
    plain = table.library == "sqlmodel" and bool(annotation) and not annotation.startswith(("ClassVar", "Mapped"))
    if (call is None or known not in _COLUMNS) and not (call is None and (mapped or plain)):
        return
    if name.startswith("__") or (
        mapped and re.search(r"Mapped\[\s*(list|List|set|Set)\b", annotation) and call is None
    ):
        return
    column = column_of(name, call, annotation, place)
    if optional and column.nullable is None:
        column.nullable = True
    table.columns.pop(column.name, None)
    table.columns[column.name] = column
    if call is not None:
        add_marks(table, column, call)


def column_of(attribute: str, call: Call | None, annotation: str, place: Place) -> Column:
    """A column by its call (``Column(…)``, ``mapped_column(…)``, ``Field(…)``) and its annotation."""
    inner = re.sub(r"^.*?Mapped\[(.*)\]$", r"\1", annotation.strip(), flags=re.DOTALL).strip()
    column = Column(attribute, place, attribute=attribute, written=inner)
    if inner:
        column.nullable = _is_optional(inner)
        column.type = _type_of_annotation(inner)
    if call is None:
        return column
    call = made_by(call.named.get("sa_column")) or call
    args = list(call.args)
    if (
        args
        and isinstance(args[0], Known)
        and isinstance(args[0].value, str)
        and call.name.rpartition(".")[2] != "Field"
    ):
        column.name = text_of(args.pop(0)) or attribute
    column.name = text_of(call.named.get("name")) or column.name
    for item in [*args, call.named.get("type_"), call.named.get("sa_type")]:
        name = type_name(item)
        if name in {"ForeignKey"}:
            column.references = _reference(made_by(item))
        elif name in {"Identity", "Computed", "Sequence", "CheckConstraint", "FetchedValue"} or item is None:
            column.default = name if item is not None else column.default
        elif name:
            _take_type(column, name, made_by(item), call)
    target = text_of(call.named.get("foreign_key"))
    if target:  # SQLModel
        column.references = _split(target, text_of(call.named.get("ondelete")) or "")
    column.primary = bool(flag(call, "primary_key"))
    nullable = flag(call, "nullable")
    if nullable is not None or column.primary:
        column.nullable = bool(nullable) and not column.primary
    elif column.nullable is None:
        column.nullable = True
    column.default = written(call, "server_default") or written(call, "default") or written(call, "default_factory")
    return column


def add_marks(table: Table, column: Column, call: Call) -> None:
    """``unique=True`` and ``index=True``."""
    call = made_by(call.named.get("sa_column")) or call
    if flag(call, "unique") or flag(call, "index"):
        table.add_index([column.name], column.place, unique=bool(flag(call, "unique")))


def type_name(value: Value | None) -> str:
    """The name of the type that an argument is; for a type of the project's own that of what it is made of."""
    for item in options(value) if value is not None else ():
        kind = item if isinstance(item, Kind) else item.kind if isinstance(item, Thing) else None
        if kind is not None:
            impl = next((level.attributes["impl"] for level in kind.lineage() if "impl" in level.attributes), None)
            return short_name(impl) or next((name.rpartition(".")[2] for name in kind.libraries()), kind.klass.name)
    name = short_name(value)
    return {"with_variant": "", "as_mutable": "JSON"}.get(name, name)


def _take_type(column: Column, name: str, call: Call | None, column_call: Call) -> None:
    column.type = _TYPES.get(name, column.type)
    column.written = " ".join(call.scope.module.text(call.expr.node).split()) if call is not None else name
    if call is None:
        return
    if column.type == "timestamp" and (flag(call, "timezone") or text_of(call.arg(0)) == "timezone"):
        column.type = "timestamptz"
    if column.type == "timestamp" and call.args and isinstance(call.args[0], Known) and call.args[0].value is True:
        column.type = "timestamptz"
    if column.type == "text":
        column.length = number(call.arg(0, "length"))
    if column.type == "enum":
        column.values = tuple(text for item in call.args if (text := text_of(item)))


def _is_optional(annotation: str) -> bool:
    return re.search(r"\bOptional\[|\|\s*None\b|\bNone\s*\|", annotation) is not None


def _type_of_annotation(annotation: str) -> str:
    bare = re.sub(r"\bOptional\[(.*)\]$", r"\1", annotation.replace('"', "").replace("'", ""))
    names = [part.strip() for part in bare.split("|") if part.strip() != "None"]
    head = re.match(r"[\w.]+", names[0]) if names else None
    return _TYPES.get(head.group().rpartition(".")[2], "") if head else ""


def _reference(call: Call | None) -> Reference | None:
    if call is None or not call.args:
        return None
    on_delete = text_of(call.named.get("ondelete")) or ""
    text = text_of(call.args[0])
    if text is not None:
        return _split(text, on_delete)
    # ForeignKey(User.id): the column itself, or something of a class.
    expr = call.expr.args[0] if call.expr.args else None
    owner = call.evaluator.evaluate(expr.target, call.scope) if expr is not None and expr.kind == "attr" else None
    if expr is not None and isinstance(owner, Kind):
        named = text_of(owner.attributes.get("__tablename__"))
        return Reference(named or snake_case(owner.klass.name), expr.name, on_delete.upper())
    return None


def _split(text: str, on_delete: str) -> Reference:
    table, _, column = text.rpartition(".")
    return Reference(table.rpartition(".")[2], column, on_delete.upper())


def _relation(name: str, call: Call, annotation: str, place: Place) -> Relation:
    inner = re.sub(r"^.*?(?:Mapped|WriteOnlyMapped|DynamicMapped)\[(.*)\]$", r"\1", annotation.strip(), flags=re.DOTALL)
    target = text_of(call.arg(0, "argument")) or ""
    value = call.arg(0, "argument")
    if isinstance(value, Kind):
        target = value.klass.name
    words = re.findall(r"\w+", inner)
    if not target and words:
        target = next((word for word in reversed(words) if word not in {"None", "Optional"}), "")
    many = re.match(r"\s*[\"']?(list|List|set|Set|Sequence|Collection)\[", inner) is not None
    if flag(call, "uselist") is False:
        many = False
    lazy = call.named.get("lazy")
    nested = call.named.get("sa_relationship_kwargs")
    if isinstance(nested, Dict):
        lazy = nested.entries.get("lazy", lazy)
    loading = _LOADING.get(text_of(lazy) or "select", "lazy")
    if isinstance(lazy, Known) and lazy.value is False:
        loading = "eager"
    if annotation.startswith(("WriteOnlyMapped", "DynamicMapped")) or call.name.endswith("dynamic_loader"):
        loading = "explicit"
    through = written(call, "secondary") or written(call, "link_model") or ""
    found = Relation(name, target.rpartition(".")[2], place, many, loading, through=through)
    named = re.findall(r"\w+", written(call, "foreign_keys") or "")
    found.columns = tuple(named)
    if not annotation and flag(call, "uselist") is not False:
        found.many = True  # until the foreign key says that it is on this side
    return found


def _arguments(evaluator: Evaluator, kind: Kind, table: Table) -> None:
    """``__table_args__``: indexes and constraints over several columns."""
    value = class_member(evaluator, kind, "__table_args__", ("declared_attr", "directive"))
    for item in items_of(value):
        add_constraint(table, item)


def add_constraint(table: Table, item: Value) -> None:
    call = made_by(item)
    name = short_name(item)
    if call is None:
        return
    args = list(call.args)
    label = text_of(call.named.get("name")) or ""
    place = call.place
    if name == "Index":
        label = text_of(args.pop(0)) or "" if args else ""
        where = written(call, "postgresql_where") or written(call, "sqlite_where") or ""
        columns = columns_of(table, args)
        table.add_index(columns, place, bool(flag(call, "unique")), name=label, where=where,
                        method=text_of(call.named.get("postgresql_using")) or "")  # fmt: skip
    elif name == "UniqueConstraint":
        table.add_index(columns_of(table, args), place, unique=True, name=label)
    elif name == "PrimaryKeyConstraint":
        table.add_index(columns_of(table, args), place, unique=True, name=label, primary=True)
    elif name == "ForeignKeyConstraint" and len(args) >= 2:
        own = columns_of(table, items_of(args[0]))
        others = [text for value in items_of(args[1]) if (text := text_of(value))]
        if own and others:
            target = _split(others[0], text_of(call.named.get("ondelete")) or "")
            table.references.append((tuple(own), target))


def columns_of(table: Table, values: list[Value]) -> list[str]:
    """The columns that arguments name: by text, or as the column objects themselves; expressions as ``(…)``."""
    found = []
    for value in values:
        text = text_of(value)
        call = made_by(value)
        if text is not None:
            column = table.column(text)
            found.append(column.name if column is not None else text)
        elif call is not None and call.name.rpartition(".")[2] in {"text", "desc", "asc", "desc()", "asc()"}:
            inner = (text_of(call.args[0]) or "(…)") if call.args else "(…)"
            found.append(inner.partition(" ")[0])
        else:
            same = [c.name for c in table.columns.values() if call is not None and c.place == call.place]
            found.append(same[0] if same else "(…)")
    return found


def written_table(call: Call) -> Table:
    """``Table("name", metadata, Column(…), …)``."""
    args = call.args[1:]
    table = Table(text_of(call.arg(0, "name")) or "?", call.place, "sqlalchemy")
    for item in (part for value in args for part in (value.items if isinstance(value, Items) else [value])):
        inner = made_by(item)
        if inner is None or short_name(item) != "Column":
            continue
        name = text_of(inner.arg(0, "name")) or "?"
        column = column_of(name, inner, "", inner.place)
        table.columns[column.name] = column
        add_marks(table, column, inner)
    for item in args:
        add_constraint(table, item)
    return table


def _indexes_elsewhere(evaluator: Evaluator, tables: list[Table]) -> None:
    """``Index("name", User.email)`` beside the classes: its columns are those of one of the tables."""
    by_place = {(column.place.path, column.place.line): table for table in tables for column in table.columns.values()}
    for index in _calls_of(evaluator, "Index"):
        calls = [call for value in index.args[1:] if (call := made_by(value)) is not None]
        owner = next((by_place[key] for call in calls if (key := (call.place.path, call.place.line)) in by_place), None)
        if owner is not None:
            add_constraint(owner, Thing(made_by=index))


def _settle_relations(tables: list[Table], models: dict[str, Table]) -> None:
    """Which side has the foreign key, and the relations that only ``backref`` declares."""
    names = {table.name: table for table in tables}
    for table in tables:
        for relation in list(table.relations.values()):
            target = models.get(relation.target) or names.get(relation.target)
            if target is None:
                continue
            own = [c.name for c in table.columns.values() if c.references and c.references.table == target.name]
            theirs = [c.name for c in target.columns.values() if c.references and c.references.table == table.name]
            if relation.through:
                if relation.back and relation.back not in target.relations:
                    backward = Relation(relation.back, table.model, relation.place, True, "lazy", (), relation.name)
                    backward.through = relation.through
                    target.relations[relation.back] = backward
                continue
            said = [name for name in relation.columns if name in own]
            if said:  # foreign_keys names it
                relation.columns, relation.many = tuple(said), False
            elif own and not (theirs and relation.many and target is not table):
                relation.columns, relation.many = tuple(own), False
            elif theirs:
                relation.columns = tuple(theirs)
            if relation.back and relation.back not in target.relations:
                loading = "lazy"
                target.relations[relation.back] = Relation(
                    relation.back,
                    table.model,
                    relation.place,
                    not relation.many,
                    loading,
                    relation.columns,
                    relation.name,
                )
