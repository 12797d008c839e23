"""SQLAlchemy 1.4 and 2.0, sync and async, SQLModel, Flask-SQLAlchemy. https://docs.sqlalchemy.org/en/20/orm/"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from backend_review.index.program import Class
from backend_review.model import sqltext
from backend_review.model.entities import Entities, Entity, EntityField, called, levels, place_of
from backend_review.model.libraries import Rule
from backend_review.model.lookups import Form
from backend_review.model.queries import one_row
from backend_review.model.relations import ALL, ANYWHERE
from backend_review.model.uses import (
    Query,
    Use,
    bound_of,
    calls_back,
    carried,
    chain,
    does,
    ignored,
    is_one,
    limited,
    makes,
    name_of,
    row_of,
    runs_sql,
    sends,
    table,
)  # fmt: skip
from backend_review.model.values import Kind, Library, Thing, Unknown, Value, options, text_of
from backend_review.stores._sqlalchemy_tables import HANDLERS, tables

S, Q, R, ST = "sqlalchemy.Session", "sqlalchemy.Query", "sqlalchemy.Result", "sqlalchemy.Statement"
TABLE = "sqlalchemy.CoreTable"
LIBRARIES = ("sqlalchemy", "sqlmodel", "flask_sqlalchemy")
NAMES = {**dict.fromkeys(("db", "session", "db_session", "async_session", "_session"), S)}
TYPES = {
    **dict.fromkeys(
        ("sqlalchemy.orm.Session", "sqlalchemy.ext.asyncio.AsyncSession", "sqlmodel.Session", "sqlalchemy.orm.session.Session",
         "sqlmodel.ext.asyncio.session.AsyncSession", "sqlalchemy.ext.asyncio.session.AsyncSession",
         "sqlalchemy.orm.scoped_session", "sqlalchemy.ext.asyncio.AsyncConnection", "sqlalchemy.Connection",
         "sqlalchemy.engine.Connection", "sqlalchemy.ext.asyncio.async_scoped_session"), S,
    ),
    **dict.fromkeys(
        ("sqlalchemy.orm.sessionmaker", "sqlalchemy.ext.asyncio.async_sessionmaker", "sqlalchemy.orm.session.sessionmaker"),
        "sqlalchemy.sessionmaker",
    ),
    "sqlalchemy.ext.asyncio.AsyncEngine": "sqlalchemy.Engine",
    **dict.fromkeys(("sqlalchemy.create_engine", "sqlalchemy.ext.asyncio.create_async_engine", "sqlmodel.create_engine"),
                    "sqlalchemy.Engine"),
    "flask_sqlalchemy.SQLAlchemy": "sqlalchemy.Flask",
    **dict.fromkeys(("sqlalchemy.Table", "sqlalchemy.schema.Table", "sqlalchemy.sql.schema.Table"), TABLE),
    "sqlalchemy.orm.Query": Q,
    "sqlalchemy.orm.query.Query": Q,
    **dict.fromkeys(("sqlalchemy.sql.Select", "sqlalchemy.Select", "sqlalchemy.sql.selectable.Select"), ST),
}  # fmt: skip
_BASES = ("sqlalchemy.orm.DeclarativeBase", "sqlalchemy.orm.declarative_base()", "sqlmodel.SQLModel", "sqlmodel.main.SQLModel",
          "sqlalchemy.ext.declarative.declarative_base()", "*.Model", "flask_sqlalchemy.Model", "?db.Model", "?Base",
          "sqlalchemy.Flask.Model", "sqlalchemy.orm.MappedAsDataclass")  # fmt: skip
CLASSES = dict.fromkeys(_BASES, "sqlalchemy.Model")
ATTRIBUTES = {
    f"{TABLE}.columns": f"{TABLE}.c",
    "sqlalchemy.Flask.session": S,
    "sqlalchemy.Model.query": Q,
    "sqlalchemy.Pagination.items": "sqlalchemy.Pagination",
}


def _select(use: Use) -> Value:
    first = use.expr.args[0] if use.expr.args else None
    # select(func.count()), select(func.max(x)): one row
    one = (
        first is not None
        and first.kind == "call"
        and first.target is not None
        and first.target.kind == "attr"
        and first.target.name in {"count", "sum", "min", "max", "avg", "exists"}
    )
    what = name_of(use.arg(0), use, 0)
    row = row_of(use.arg(0)) if len(use.args) == 1 else None
    if one and first is not None:
        what = name_of(None, Use(use.walk, "", None, first, [], {}), 0) if first.args else ""
    # Columns and functions that are selected by name may well be sums: there is a row of them in any case.
    made = Query(what, bound=_own_bound(use), one=one, row=row, aggregate=one or not _is_model(use))
    return use.make(ST, made)


def _own_bound(use: Use) -> str | None:
    """``select(columns, limit=20)``, as before version 1.4."""
    return bound_of(use.named["limit"]) if "limit" in use.named else None


def _is_model(use: Use) -> bool:
    return any(isinstance(item, Kind) for value in use.args for item in options(value)) or any(
        item.kind == "attr"
        and item.target is not None
        and item.target.kind == "name"
        and item.target.name[:1].isupper()
        for item in use.expr.args
    )


def _table(use: Use) -> Value:
    """``Table("users", metadata, …)``."""
    return use.make(TABLE, text_of(use.arg(0, "name")) or "")


def _of_table(verb: str) -> Rule:
    """``users.select()``, ``users.insert()``."""

    def rule(use: Use) -> Value:
        return use.make(ST, Query(use.what(), verb=verb, bound=_own_bound(use)))

    return rule


def _write(verb: str) -> Rule:
    def rule(use: Use) -> Value:
        return use.make(ST, Query(name_of(use.arg(0), use, 0), verb=verb))

    return rule


def _query(use: Use) -> Value:
    made = _select(use)
    return use.make(Q, made.model if isinstance(made, Thing) else None)


def _execute(type: str, one: bool = False) -> Rule:
    sql = runs_sql(0, type, one)

    def rule(use: Use) -> Value:
        value = use.arg(0, "statement")
        query = value.model if isinstance(value, Thing) and value.type == ST else None
        if isinstance(query, Query):
            use.settle()
            if query.verb != "read":
                use.emit(query.verb, query.what)
                use.walk.found[-1] = replace(use.walk.found[-1], by=query.by)
                return use.make(R)
            query = replace(query, one=query.one or one, place=use.place)
            if type:
                return use.make(type, query, pending=True)
            use.emit(query.kind, query.what, query.bound if query.kind == "read_many" else None)
            return use.rows(query)
        if value is not None and not isinstance(value, Unknown):
            return sql(use) or Unknown()
        use.walk.unsure("statement not known")
        return use.make(R)

    return rule


def _slice(use: Use) -> Value:
    use.emit("read_many", use.what(), bound_of(use.arg(0)))
    return use.rows(use.query)


def _options(use: Use) -> Value:
    """``options(defer(User.password))``, ``load_only(…)``: which columns are left is not followed."""
    written = use.walk.module.text(use.expr.node)
    row = use.query.row
    if row is None or "defer(" in written or "load_only(" in written:
        return carried(use, replace(use.query, row=None))
    return carried(use, replace(use.query, row=replace(row, eager=(*row.eager, *_eager(use)))))


_LOADERS = re.compile(
    r"\b(?:joinedload|selectinload|subqueryload|contains_eager|immediateload|defaultload|raiseload|noload|selectin_polymorphic)"
    r"\(\s*([\w.]+)"
)


def _eager(use: Use) -> Iterator[str]:
    """The relations that ``options(selectinload(Post.author).joinedload(User.team))`` loads; of unknown options all."""
    for expr in use.expr.args:
        names = _LOADERS.findall(use.walk.module.text(expr.node)) if expr.kind == "call" else []
        yield from (ANYWHERE + name.rpartition(".")[2] for name in names)
        if not names:
            yield ALL


def _page(use: Use) -> Value:
    use.emit("read_many", use.what(), "parameter")
    return use.make("sqlalchemy.Pagination", use.query)


def _result(one: bool) -> Rule:
    inner = sends(one)

    def rule(use: Use) -> Value | None:
        if not (isinstance(use.receiver, Thing) and isinstance(use.receiver.model, Query)):
            return Unknown()
        if id(use.receiver) not in use.walk.pending:
            return Unknown()
        # The effect is where the statement is sent.
        query = use.query
        if query.verb == "read" and query.place is not None:
            use.settle()
            query = replace(query, one=one or query.one)
            use.walk.emit(
                query.kind, query.what, query.place or use.place, query.bound if query.kind == "read_many" else None
            )
            return use.rows(query) if use.method not in {"scalar", "scalar_one"} or query.row else Unknown()
        return inner(use)

    return rule


def _many(use: Use) -> Value:
    value = use.arg(0, "size")
    return carried(use, replace(use.query, bound=bound_of(value) or "constant"))


def _fetch_one(use: Use) -> Value:
    use.settle()
    use.emit("read_one", use.what())
    return use.rows(replace(use.query, one=True))


def _text(use: Use) -> Value:
    return use.args[0] if use.args else Unknown()


def _first_of(use: Use) -> Value:
    """``query.limit(1)``, ``fetch``: a statement's own bound."""
    value = use.arg(0)
    return carried(use, replace(use.query, bound=bound_of(value), one=use.query.one or is_one(value)))


def _of_text(use: Use) -> Value:
    """``select(User).from_statement(text("SELECT …"))``: what is sent is the text."""
    written = sqltext.classify(text_of(use.arg(0)) or "")
    query = use.query
    if written.kind in {"read_many", "read_one"}:
        query = replace(query, bound=written.bound, one=written.kind == "read_one")
    return carried(use, query)


def _fresh(use: Use) -> Value:
    """``Query(model)`` of a session that is not seen."""
    return _query(use)


_STEPS = (
    "where filter filter_by order_by join outerjoin offset distinct group_by having select_from with_for_update "
    "execution_options correlate params yield_per join_from reset_joinpoint enable_eagerloads "
    "prefix_with union union_all intersect except_ values returning on_conflict_do_update "
    "on_conflict_do_nothing subquery cte alias scalar_subquery correlate_except populate_existing tuples unique select"
)

_COLUMNS = "with_entities add_columns add_entity with_only_columns"  # other rows than those of the model

_MODULES = ("sqlalchemy", "sqlalchemy.future", "sqlmodel", "sqlalchemy.sql", "sqlalchemy.sql.expression")
_ENGINES = ("sqlalchemy.create_engine", "sqlalchemy.ext.asyncio.create_async_engine", "sqlmodel.create_engine",
            "sqlalchemy.engine.create_engine", "sqlalchemy.async_engine_from_config")  # fmt: skip

_NO_COLUMNS = {"relationship", "hybrid_property", "association_proxy", "synonym", "backref", "Relationship"}
_COLUMNS_OF_CORE = {"Column", "mapped_column", "deferred", "Field"}


def _entity(entities: Entities, value: Value) -> Entity | None:
    """The columns of a mapped class. SQLModel's classes are tables only with ``table=True``."""
    if not isinstance(value, Kind):
        return None
    klass = value.klass
    head = klass.module.text(klass.node.child_by_field_name("superclasses"))
    if any("sqlmodel" in name.lower() for name in value.libraries()):
        if "table" not in head:
            return None
    elif not any("__tablename__" in level.fields or "__table__" in level.fields or _columns(level)
                 for level in levels(value)):  # fmt: skip
        return None
    made = Entity(klass.name, "sqlalchemy", place_of(klass))
    for level in levels(value):
        for name, item in level.fields.items():
            if name.startswith("__") or called(item) in _NO_COLUMNS or item.type.startswith("ClassVar"):
                continue
            if item.type or called(item) in _COLUMNS_OF_CORE:
                written = level.module.text(item.value.node) if item.value is not None else ""
                hidden = called(item) == "deferred" or "exclude=True" in written or "deferred=True" in written
                made.fields[name] = EntityField(name, item.type or written, place_of(level, item), hidden)
    return made


def _columns(klass: Class) -> bool:
    return any(called(item) in {"Column", "mapped_column"} for item in klass.fields.values())


def _dumped(use: Use) -> Value:
    """``user.model_dump()``: all fields, unless some are chosen."""
    chosen = {"exclude", "include"} & set(use.named)
    row = use.row()
    return one_row(replace(row, plain=True)) if row is not None and not chosen else Unknown()


ENTITIES = {"sqlalchemy.Model": _entity}
RULES: dict[str, Rule] = {
    **{f"{module}.select": _select for module in _MODULES},
    **{f"{module}.insert": _write("write") for module in (*_MODULES, "sqlalchemy.dialects.postgresql",
                                                         "sqlalchemy.dialects.mysql", "sqlalchemy.dialects.sqlite")},
    **{f"{module}.update": _write("write") for module in _MODULES},
    **{f"{module}.delete": _write("delete") for module in _MODULES},
    **{f"{module}.text": _text for module in _MODULES},
    **dict.fromkeys(_ENGINES, makes("sqlalchemy.Engine", "connect")),
    "sqlalchemy.Engine.connect": makes(S),
    "sqlalchemy.Engine.begin": makes(S, "transaction", "begin"),
    "sqlalchemy.Engine.execute": _execute(R),
    "sqlalchemy.sessionmaker.__call__": makes(S),
    "sqlalchemy.sessionmaker.begin": makes(S, "transaction", "begin"),
    # Tables of the core
    **dict.fromkeys(("sqlalchemy.Table", "sqlalchemy.schema.Table", "sqlalchemy.sql.schema.Table"), _table),
    **{f"{TABLE}.{name}": _of_table(verb) for name, verb in (
        ("select", "read"), ("join", "read"), ("outerjoin", "read"), ("insert", "write"), ("update", "write"),
        ("delete", "delete"), ("count", "read"),
    )},
    # Statements
    **{f"{type}.options": _options for type in (ST, Q)},
    **{f"{type}.{name}": chain(row=None) for type in (ST, Q) for name in _COLUMNS.split()},
    **table(ST, _STEPS, chain()),
    **table(ST, "limit fetch", limited()),
    f"{ST}.slice": limited(1),
    # Session
    f"{S}.query": _query,
    f"{S}.execute": _execute(R),
    f"{S}.exec": _execute(R),
    f"{S}.scalars": _execute(R),
    f"{S}.stream": _execute(R),
    f"{S}.stream_scalars": _execute(R),
    f"{S}.scalar": _execute("", one=True),
    **table(S, "get get_one", does("read_one", 0, gives=True)),
    **table(S, "add merge", does("write", 0)),
    **table(S, "add_all bulk_save_objects", does("write")),
    **table(S, "bulk_insert_mappings bulk_update_mappings", does("write", 0)),
    f"{S}.delete": does("delete", 0),
    **table(S, "commit", does("write", what="commit")),
    **table(S, "begin begin_nested", makes(S, "transaction", "begin")),
    f"{S}.run_sync": ignored,
    f"{S}.__call__": makes(S),  # a scoped session
    # Query
    **table(Q, _STEPS, chain()),
    **{f"{type}.from_statement": _of_text for type in (ST, Q)},
    f"{Q}.limit": limited(),
    f"{Q}.slice": limited(1),
    f"{Q}.__slice__": _slice,
    f"{Q}.all": sends(),
    f"{Q}.__iter__": sends(),
    **table(Q, "first one one_or_none scalar count first_or_404 one_or_404", sends(one=True)),
    **table(Q, "get get_or_404", _fetch_one),
    f"{Q}.paginate": _page,
    f"{Q}.delete": does("delete"),
    f"{Q}.update": does("write"),
    f"{Q}.exists": chain(one=True),
    **table("sqlalchemy.Model.object", "dict model_dump", _dumped),
    # Result
    **table(R, "scalars mappings unique columns tuples yield_per", chain()),
    **table(R, "all fetchall partitions __iter__", _result(False)),
    **table(R, "first one one_or_none scalar scalar_one scalar_one_or_none fetchone", _result(True)),
    f"{R}.fetchmany": _many,
    # Flask-SQLAlchemy
    "sqlalchemy.Flask.select": _select,
    "sqlalchemy.Flask.text": _text,
    "sqlalchemy.Flask.paginate": lambda use: use.emit("read_many", name_of(use.arg(0)), "parameter"),
    **table("sqlalchemy.Flask", "get_or_404 first_or_404 one_or_404", does("read_one", 0, gives=True)),
}  # fmt: skip
LOOKUPS = {
    **table(S, "get scalar", Form()),
    f"{S}.get_one": Form("raises"),
    **table(Q, "first one_or_none scalar get", Form()),
    **table(Q, "one", Form("raises")),
    **table(R, "first one_or_none scalar scalar_one_or_none fetchone", Form()),
    **table(R, "one scalar_one", Form("raises")),
    **{f"{type}.{name}": Form("found") for type in (Q, "sqlalchemy.Flask") for name in ("get_or_404", "first_or_404", "one_or_404")},
}  # fmt: skip
__all__ = ["HANDLERS", "Library", "calls_back", "tables"]
