"""The tables of GORM's models. https://gorm.io/docs/models.html, https://gorm.io/docs/conventions.html"""

from __future__ import annotations

import re
from collections.abc import Iterator

from backend_review.index.program import Field
from backend_review.model.evaluator import Evaluator
from backend_review.model.routes import Place
from backend_review.model.tables import Column, Reference, Relation, Table, snake_case
from backend_review.model.values import Kind, text_of
from backend_review.stores._declarations import finish_keys, method_result, place_in, place_of_class
from backend_review.stores._plurals import plural

_TAG = re.compile(r'\bgorm:"((?:[^"\\]|\\.)*)"')
_TYPES = {
    **dict.fromkeys(("int", "int64", "uint", "uint64"), "bigint"),
    **dict.fromkeys(("int32", "uint32", "rune"), "integer"),
    **dict.fromkeys(("int8", "int16", "uint8", "uint16"), "smallint"),
    **dict.fromkeys(("float32", "float64"), "float"),
    **dict.fromkeys(("decimal.Decimal", "decimal.NullDecimal"), "decimal"),
    **dict.fromkeys(("time.Time", "sql.NullTime", "gorm.DeletedAt", "soft_delete.DeletedAt"), "timestamptz"),
    **dict.fromkeys(("uuid.UUID", "uuid.NullUUID"), "uuid"),
    **dict.fromkeys(("datatypes.JSON", "datatypes.JSONMap", "pgtype.JSONB", "json.RawMessage"), "json"),
    **dict.fromkeys(("pq.StringArray", "pq.Int64Array"), "array"),
    "bool": "boolean", "string": "text", "[]byte": "bytes", "sql.NullString": "text", "sql.NullInt64": "bigint",
    "sql.NullInt32": "integer", "sql.NullBool": "boolean", "sql.NullFloat64": "float", "datatypes.Date": "date",
}  # fmt: skip
# The first words of what a ``type:`` tag may say.
_SQL = {
    **dict.fromkeys(("varchar", "char", "text", "longtext", "mediumtext", "citext", "character"), "text"),
    **dict.fromkeys(("int", "integer", "serial", "mediumint"), "integer"),
    **dict.fromkeys(("bigint", "bigserial"), "bigint"),
    **dict.fromkeys(("smallint", "tinyint"), "smallint"),
    **dict.fromkeys(("float", "double", "real"), "float"),
    **dict.fromkeys(("decimal", "numeric", "money"), "decimal"),
    **dict.fromkeys(("bool", "boolean"), "boolean"),
    **dict.fromkeys(("json", "jsonb"), "json"),
    **dict.fromkeys(("blob", "bytea", "longblob", "varbinary", "binary"), "bytes"),
    **dict.fromkeys(("datetime", "timestamp"), "timestamp"),
    "timestamptz": "timestamptz", "date": "date", "time": "time", "uuid": "uuid", "enum": "enum",
}  # fmt: skip
# As github.com/jinzhu/inflection has them, which GORM uses.
_UNCOUNTABLE = " equipment information rice money species series fish sheep jeans police "
_MODEL = (
    ("id", "bigint", False), ("created_at", "timestamptz", True), ("updated_at", "timestamptz", True),
    ("deleted_at", "timestamptz", True),
)  # fmt: skip
_BASES = {"gorm.Model"}


def tables(evaluator: Evaluator) -> Iterator[Table]:
    """The tables of all structs that are models: they have gorm's tags, embed its Model, or name their table."""
    kinds = [kind for kind in evaluator.kinds.values() if kind.scope.module.language == "go" and not _is_local(kind)]
    if not any("gorm" in kind.scope.module.file.text for kind in kinds):
        return
    fields = [item for kind in kinds for item in kind.klass.fields.values()]
    # What others refer to is a model, though a view of its rows may embed it.
    parts = {_bare(item.type) for item in fields if _is_part(item)}
    parts -= {_bare(item.type) for item in fields if not _is_part(item)}
    by_name: dict[str, Kind] = {}
    models: dict[str, Kind] = {}
    for kind in kinds:
        by_name.setdefault(kind.klass.name, kind)
        if kind.klass.fields and _is_model(evaluator, kind, parts):  # of several with one name, what is sent has none
            models.setdefault(kind.klass.name, kind)
    by_name.update(models)
    made: dict[str, Table] = {}
    for name, kind in models.items():
        made[name] = Table(_table_name(evaluator, kind), place_of_class(kind), "gorm", name)
    joins: list[Table] = []
    for name, kind in models.items():
        _fill(made[name], kind, by_name, made)
        finish_keys(made[name])
    for name, kind in models.items():
        joins += _relate(made[name], kind, made)
    yield from made.values()
    named = {table.name for table in made.values()}
    for table in joins:
        if table.name not in named:
            named.add(table.name)
            yield table


def table_of(evaluator: Evaluator, kind: Kind) -> Table:
    """The table of one struct, as it is where it stands: a migration's own ``User`` is not that of the program."""
    by_name: dict[str, Kind] = {}
    for other in sorted(evaluator.kinds.values(), key=lambda item: item.scope is not kind.scope):
        if other.scope.module.language == "go":
            by_name.setdefault(other.klass.name, other)
    table = Table(_table_name(evaluator, kind), place_of_class(kind), "gorm", kind.klass.name)
    every = {name: Table("", place_of_class(other), "gorm", name) for name, other in by_name.items() if other.klass.fields
             and _is_model(evaluator, other, set())}  # fmt: skip
    _fill(table, kind, by_name, every)
    finish_keys(table)
    return table


def _is_local(kind: Kind) -> bool:
    """Whether a type is declared inside of a function: a migration's picture of a table, or a part of an answer."""
    holder = kind.klass.node.parent
    while holder is not None and holder.type not in {"function_declaration", "method_declaration", "func_literal"}:
        holder = holder.parent
    return holder is not None


def _tag(field: Field) -> dict[str, str]:
    """The settings of a field's tag, by their names in lower case."""
    found = _TAG.search(field.tag)
    settings: dict[str, str] = {}
    for part in found.group(1).split(";") if found else ():
        name, _, value = part.partition(":")
        key = name.strip().lower()
        key = "uniqueindex" if key == "unique_index" else key  # GORM 1
        if key in settings and key in {"index", "uniqueindex"}:
            key = f"{key}#{len(settings)}"
        settings[key] = value.strip()
    return settings


def _bare(type: str) -> str:
    return type.lstrip("*[]& ").rpartition(".")[2]


def _is_part(field: Field) -> bool:
    """Whether a field's struct is a part of the one it is in, and no table of its own."""
    return field.embedded or "embedded" in _tag(field)


def _is_model(evaluator: Evaluator, kind: Kind, parts: set[str]) -> bool:
    fields = kind.klass.fields.values()
    if "TableName" in kind.klass.methods:
        return True
    if kind.klass.name in parts:
        return False
    if any(field.embedded and field.type.lstrip("*") in _BASES for field in fields):
        return True
    return any("primarykey" in (tag := _tag(field)) or "primary_key" in tag for field in fields) or (
        any(_TAG.search(field.tag) for field in fields) and any(field.name == "ID" for field in fields)
    )


def _table_name(evaluator: Evaluator, kind: Kind) -> str:
    named = text_of(method_result(evaluator, kind, "TableName")) if "TableName" in kind.klass.methods else None
    return (
        named.rpartition(".")[2] if named and "{?}" not in named else plural(snake_case(kind.klass.name), _UNCOUNTABLE)
    )


def _fill(
    table: Table, kind: Kind, by_name: dict[str, Kind], made: dict[str, Table], prefix: str = "", depth: int = 0
) -> None:
    """The columns of a struct, of those that are embedded in it, too."""
    for field in kind.klass.fields.values():
        place = place_in(kind.scope.module, field.node)
        settings = _tag(field)
        if "-" in settings or "-:all" in settings or not field.name[:1].isupper():
            continue
        if field.embedded and field.type.lstrip("*") in _BASES:
            for name, type, nullable in _MODEL:
                table.columns[name] = Column(name, place, type, "gorm.Model", name, nullable, primary=name == "id")
            table.add_index(["deleted_at"], place)
            continue
        inner = by_name.get(_bare(field.type))
        if _is_part(field) and inner is not None and depth < 5:
            _fill(table, inner, by_name, made, prefix + settings.get("embeddedprefix", ""), depth + 1)
            continue
        if inner is not None and _is_relation(field, inner, settings, made):
            continue
        if field.type.startswith(("chan", "func", "map[")) and "type" not in settings and "serializer" not in settings:
            continue
        _column(table, field, settings, prefix, place)


def _is_relation(field: Field, inner: Kind, settings: dict[str, str], made: dict[str, Table]) -> bool:
    if "type" in settings or "serializer" in settings or "column" in settings:
        return False
    methods = inner.klass.methods
    return bool(inner.klass.fields) and not {"Value", "Scan", "GormDataType"} & set(methods) and (
        _bare(field.type) in made or field.type.startswith(("[]", "*"))
    )  # fmt: skip


def _column(table: Table, field: Field, settings: dict[str, str], prefix: str, place: Place) -> None:
    name = prefix + (settings.get("column") or snake_case(field.name))
    column = Column(name, place, attribute=field.name, written=field.type)
    type = field.type.lstrip("*")
    column.type = _TYPES.get(type, "")
    if "type" in settings:
        column.written = settings["type"]
        word = re.match(r"\w+", settings["type"].lower())
        column.type = _SQL.get(word.group(), "") if word else ""
        if re.search(r"with time zone", settings["type"], re.IGNORECASE):
            column.type = "timestamptz"
    size = settings.get("size") or re.sub(r"\D", "", settings.get("type", "") if column.type == "text" else "")
    column.length = int(size) if size.isdigit() and len(size) < 7 else None
    column.primary = "primarykey" in settings or "primary_key" in settings or (name == "id" and not table.key)
    column.nullable = not ("not null" in settings or column.primary)
    column.default = settings.get("default")
    table.columns.pop(name, None)
    table.columns[name] = column
    if "unique" in settings:
        table.add_index([name], place, unique=True)
    for key, value in settings.items():
        kind = key.partition("#")[0]
        if kind in {"index", "uniqueindex"}:
            _index(table, name, value, kind == "uniqueindex", place)


def _index(table: Table, column: str, value: str, unique: bool, place: Place) -> None:
    """``index:idx_name,unique,where:…``; fields that name the same index are its columns in their order."""
    parts = [part.strip() for part in value.split(",")]
    label = parts[0] if parts and ":" not in parts[0] and parts[0] not in {"unique", "class"} else ""
    options = {part.partition(":")[0].lower(): part.partition(":")[2] for part in parts if part}
    unique = unique or "unique" in options or options.get("class", "").upper() == "UNIQUE"
    known = next((item for item in table.indexes if label and item.name == label), None)
    if known is not None:
        known.columns = (*known.columns, column)
        return
    table.add_index([column], place, unique=unique, name=label, where=options.get("where", ""))


def _relate(table: Table, kind: Kind, made: dict[str, Table]) -> Iterator[Table]:
    """The relations of a model: the foreign keys that they make, and the tables of many-to-many ones."""
    for field in kind.klass.fields.values():
        settings = _tag(field)
        other = made.get(_bare(field.type))
        if other is None or _is_part(field) or "-" in settings:
            continue
        place = place_in(kind.scope.module, field.node)
        many = field.type.lstrip("*").startswith("[]")
        deletes = re.search(r"OnDelete:([\w ]+)", settings.get("constraint", ""), re.IGNORECASE)
        on_delete = deletes.group(1).strip().upper() if deletes else ""
        if "many2many" in settings:
            joined = settings["many2many"]
            table.relations[field.name] = Relation(field.name, other.model, place, True, "explicit", through=joined)
            yield _join_table(joined, table, other, place)
            continue
        named = settings.get("foreignkey", "")
        own = None if many else table.column(named or f"{field.name}ID")
        relation = Relation(field.name, other.model, place, many, "explicit")
        if own is not None:
            own.references = own.references or Reference(other.name, (other.key or ("id",))[0], on_delete)
            relation.columns = (own.name,)
        else:
            theirs = other.column(named or f"{table.model}ID")
            if theirs is not None:
                theirs.references = theirs.references or Reference(table.name, (table.key or ("id",))[0], on_delete)
                relation.columns = (theirs.name,)
        table.relations[field.name] = relation


def _join_table(name: str, table: Table, other: Table, place: Place) -> Table:
    made = Table(name, place, "gorm")
    for side in (table, other):
        column = f"{snake_case(side.model)}_{(side.key or ('id',))[0]}"
        made.columns[column] = Column(column, place, "bigint", attribute=column, nullable=False, primary=True,
                                      references=Reference(side.name, (side.key or ("id",))[0]))  # fmt: skip
    finish_keys(made)
    return made
