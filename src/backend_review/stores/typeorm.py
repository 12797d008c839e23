"""TypeORM. https://typeorm.io/docs/working-with-entity-manager/repository-api/"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from backend_review.model.entities import Entities, Entity, EntityField, decorator, levels, place_of
from backend_review.model.libraries import Rule
from backend_review.model.lookups import Form
from backend_review.model.relations import ALL, ANYWHERE, load
from backend_review.model.uses import (
    COUNTS,
    Query,
    Row,
    Use,
    bound_of,
    calls_back,
    carried,
    chain,
    does,
    limited,
    makes,
    name_of,
    row_of,
    runs_sql,
    selected,
    sends,
    starts,
    table,
)  # fmt: skip
from backend_review.model.values import Callee, Items, Kind, Known, Table, Thing, Unknown, Value, options, text_of
from backend_review.stores import _typeorm_naming, _typeorm_schemas
from backend_review.stores._typeorm_tables import tables

HANDLERS = {**_typeorm_naming.HANDLERS, **_typeorm_schemas.HANDLERS}
R, E, Q, N = "typeorm.Repository", "typeorm.EntityManager", "typeorm.QueryBuilder", "typeorm.BaseEntity"
TYPES = {
    "typeorm.Repository": R, "typeorm.TreeRepository": R, "typeorm.MongoRepository": R, "typeorm.getRepository": R,
    "typeorm.EntityManager": E, "typeorm.DataSource": "typeorm.DataSource", "typeorm.Connection": "typeorm.DataSource",
    "typeorm.QueryRunner": "typeorm.QueryRunner", "typeorm.SelectQueryBuilder": Q, "typeorm.getManager": E,
    "typeorm.getConnection": "typeorm.DataSource",
}  # fmt: skip
CLASSES = {"typeorm.Repository": R, "typeorm.BaseEntity": N, "@typeorm.Entity": "typeorm.Entity",
           "@typeorm.ChildEntity": "typeorm.Entity"}  # fmt: skip
MUTABLE = {Q}
ATTRIBUTES = {
    "typeorm.DataSource.manager": E, "typeorm.QueryRunner.manager": E, f"{R}.manager": E,
}  # fmt: skip


def _loaded(use: Use, row: Row | None, index: int) -> Row | None:
    """With the relations that the options of a query name: ``{ relations: { author: { avatar: true } } }``, or a list."""
    given = use.option("relations", index)
    if row is None or given is None:
        return row
    return replace(row, eager=(*row.eager, *_paths(given)))


def _paths(given: Value, above: str = "", depth: int = 0) -> Iterator[str]:
    for item in options(given):
        if isinstance(item, Table) and depth < 8:
            for name, value in item.entries.items():
                yield f"{above}{name}"
                yield from _paths(value, f"{above}{name}.", depth + 1)
        elif isinstance(item, Items):
            yield from (f"{above}{text_of(inner)}" if text_of(inner) else ALL for inner in item.items)
        elif not isinstance(item, Known):
            yield ALL


def _joined(use: Use) -> Value:
    """``leftJoinAndSelect("post.author", "author")``."""
    row = use.row()
    name = (text_of(use.arg(0)) or "").rpartition(".")[2]
    if row is not None:
        row = replace(row, eager=(*row.eager, ANYWHERE + name if name else ALL))
    return carried(use, replace(use.query, row=row))


def _find(shift: int) -> Rule:
    def rule(use: Use) -> Value:
        what = name_of(use.arg(0), use, 0) if shift else ""
        use.emit("read_many", what, bound_of(use.option("take", shift)))
        row = _loaded(use, selected(use, row_of(use.arg(0)) if shift else use.row(), shift), shift)
        found = use.rows(Query(row=row))
        return Items([found, Unknown()]) if use.method.startswith("findAndCount") else found

    return rule


def _one(shift: int) -> Rule:
    def rule(use: Use) -> Value:
        use.emit("read_one", name_of(use.arg(0), use, 0) if shift else "")
        row = _loaded(use, selected(use, row_of(use.arg(0)) if shift else use.row(), shift), shift)
        return use.rows(Query(one=True, row=row)) if use.method not in COUNTS else Unknown()

    return rule


def _save(use: Use) -> Value:
    """What is saved is given back, with all that it has."""
    use.emit("write")
    for item in options(use.arg(0) or Unknown()):
        if isinstance(item, Thing) and item.kind is not None:
            return item
    return use.rows(Query(one=True, row=use.row()))


def _made(use: Use) -> Value:
    return use.rows(Query(one=True, row=use.row()))


def _repository(use: Use) -> Value:
    return use.make(R, Query(name_of(use.arg(0), use, 0), row=row_of(use.arg(0))))


def _extended(use: Use) -> Value:
    """``getRepository(User).extend({ async findActive() {…} })``: the repository, with methods of the project's."""
    made = use.make(R, use.query)
    for item in options(use.arg(0) or Unknown()):
        if isinstance(item, Table):
            made.attributes |= {name: value for name, value in item.entries.items() if isinstance(value, Callee)}
    return made


def _builder(use: Use) -> Value:
    if use.name.startswith((E, "typeorm.DataSource")):
        return use.make(Q, Query(name_of(use.arg(0), use, 0), row=row_of(use.arg(0))))
    return use.make(Q, Query(use.what(), row=use.row()))


def _into(verb: str) -> Rule:
    def rule(use: Use) -> Value:
        query = replace(use.query, verb=verb)
        return use.make(Q, replace(query, what=name_of(use.arg(0), use, 0) or query.what))

    return rule


def _relation(use: Use) -> Value:
    """``createQueryBuilder().relation(User, "posts")``: what ``loadMany()`` loads of one user."""
    name = text_of(use.arg(1)) or text_of(use.arg(0))
    model = name_of(use.arg(0), use, 0) if len(use.args) > 1 else use.what()
    return use.make(Q, Query(f"{model}.{name}" if model and name else ""))


def _loads(use: Use) -> None:
    if "." in use.query.what:
        load(use.walk, use.query.what, f"typeorm.{use.method}", use.expr)


def _many(use: Use) -> Value:
    found = sends()(use) or Unknown()
    if use.method == "getMany":
        return found
    return Items([found, Unknown()]) if use.method == "getManyAndCount" else Unknown()


def _execute(use: Use) -> Value:
    if use.query.verb == "read":
        return sends()(use) or Unknown()
    use.emit(use.query.verb, use.query.what)
    return Unknown()


_ONE = "findOne findOneBy findOneOrFail findOneByOrFail findOneById count countBy exist exists existsBy sum average"
_WRITE = "save insert update upsert increment decrement restore"
_DELETE = "delete remove softDelete softRemove clear"
_STEPS = (
    "where andWhere orWhere leftJoin innerJoin orderBy addOrderBy groupBy "
    "addGroupBy having skip offset setParameter setParameters withDeleted cache set values returning orUpdate orIgnore "
    "whereInIds loadRelationCountAndMap setLock setFindOptions of distinct distinctOn leftJoinAndMapOne leftJoinAndMapMany "
    "innerJoinAndMapOne subQuery clone whereExists comment useIndex searchByString"
)
_COLUMNS = ("Column", "PrimaryColumn", "PrimaryGeneratedColumn", "CreateDateColumn", "UpdateDateColumn", "Property",
            "DeleteDateColumn", "VersionColumn", "ObjectIdColumn")  # fmt: skip


def _entity(entities: Entities, value: Value) -> Entity | None:
    """The columns of an entity. ``@Exclude()`` counts where something of class-transformer writes the JSON."""
    if not isinstance(value, Kind):
        return None
    made = Entity(value.klass.name, "typeorm", place_of(value.klass), shapes_itself="toJSON" in value.klass.methods)
    transforms = entities.mention(
        r"ClassSerializerInterceptor|instanceToPlain|classToPlain|plainToInstance|plainToClass"
    )
    for level in levels(value):
        for name, item in level.fields.items():
            column = decorator(item, *_COLUMNS)
            if column is not None:
                written = level.module.text(column.node)
                hidden = re.search(r"select:\s*false|hidden:\s*true", written) is not None
                hidden = hidden or (transforms and decorator(item, "Exclude") is not None)
                made.fields[name] = EntityField(name, item.type, place_of(level, item), hidden)
    return made if made.fields else None


ENTITIES = {"typeorm.Entity": _entity, N: _entity}
RULES: dict[str, Rule] = {
    "typeorm.getRepository": _repository,
    "typeorm.createConnection": makes("typeorm.DataSource", "connect"),
    "typeorm.DataSource": makes("typeorm.DataSource", "connect"),
    **{f"{type}.getRepository": _repository for type in ("typeorm.DataSource", E)},
    f"{R}.extend": _extended,
    **{f"{type}.createQueryBuilder": _builder for type in ("typeorm.DataSource", E, R, N)},
    **{f"{type}.query": runs_sql() for type in ("typeorm.DataSource", "typeorm.QueryRunner", E, R)},
    **{f"{type}.transaction": calls_back("transaction", E, "transaction") for type in ("typeorm.DataSource", E)},
    "typeorm.DataSource.createQueryRunner": makes("typeorm.QueryRunner"),
    "typeorm.QueryRunner.startTransaction": does("transaction", what="transaction"),
    **{f"{type}.{name}": _find(0) for type in (R, N) for name in ("find", "findAndCount")},
    **{f"{type}.{name}": _find(0) for type in (R, N) for name in ("findBy", "findAndCountBy", "findByIds")},
    **table(E, "find findAndCount", _find(1)),
    **table(E, "findBy findAndCountBy", _find(1)),
    **{f"{type}.{name}": _one(0) for type in (R, N) for name in _ONE.split()},
    f"{R}.create": _made,
    f"{R}.save": _save,
    **{f"{type}.{name}": does("write") for type in (R, N) for name in _WRITE.split() if (type, name) != (R, "save")},
    **{f"{type}.{name}": does("delete") for type in (R, N) for name in _DELETE.split()},
    **table(E, _ONE, _one(1)),
    **table(E, _WRITE, does("write", 0)),
    **table(E, _DELETE, does("delete", 0)),
    **table(f"{N}.object", "save", does("write")),
    **table(f"{N}.object", "remove softRemove", does("delete")),
    **table(Q, _STEPS, chain()),
    **table(Q, "leftJoinAndSelect innerJoinAndSelect", _joined),
    f"{Q}.relation": _relation,
    **table(Q, "loadMany loadOne", _loads),
    **table(Q, "select addSelect", chain(row=None)),
    **table(Q, "take limit", limited()),
    **table(Q, "from", _into("read")),
    **table(Q, "getMany getManyAndCount getRawMany getRawAndEntities stream", _many),
    **table(Q, "getOne getOneOrFail getRawOne getCount getExists", sends(one=True)),
    # Added to it by projects, or by a library: a page of the rows.
    f"{Q}.paginate": lambda use: use.emit("read_many", use.what(), "parameter"),
    "nestjs-typeorm-paginate.paginate": lambda use: use.emit("read_many", name_of(use.arg(0), use, 0), "parameter"),
    f"{Q}.update": _into("write"),
    **table(Q, "insert into", _into("write")),
    **table(Q, "delete softDelete", _into("delete")),
    f"{Q}.execute": _execute,
}  # fmt: skip
LOOKUPS = {
    **{f"{type}.{name}": Form() for type in (R, E, N) for name in ("findOne", "findOneBy", "findOneById")},
    **{f"{type}.{name}": Form("found") for type in (R, E, N) for name in ("findOneOrFail", "findOneByOrFail")},
    **table(Q, "getOne getRawOne", Form()),
    f"{Q}.getOneOrFail": Form("found"),
}
__all__ = ["HANDLERS", "starts", "tables"]
