"""MikroORM. https://mikro-orm.io/docs/entity-manager"""

from __future__ import annotations

from backend_review.model.libraries import Rule
from backend_review.model.lookups import Form
from backend_review.model.uses import Use, bound_of, calls_back, chain, does, limited, name_of, runs_sql, starts, table
from backend_review.model.values import Unknown, Value

_PACKAGES = tuple(
    f"@mikro-orm/{name}"
    for name in (
        "core",
        "postgresql",
        "mysql",
        "mariadb",
        "sqlite",
        "better-sqlite",
        "libsql",
        "mongodb",
        "knex",
        "mssql",
    )
)
E, R, Q = "mikroorm.EntityManager", "mikroorm.EntityRepository", "mikroorm.QueryBuilder"
TYPES = {
    **{
        f"{package}.{name}": E
        for package in _PACKAGES
        for name in ("EntityManager", "SqlEntityManager", "MongoEntityManager")
    },
    **{f"{package}.EntityRepository": R for package in _PACKAGES},
    **{
        f"{package}.{name}": "mikroorm.MikroORM"
        for package in _PACKAGES
        for name in ("MikroORM", "MikroORM.init", "MikroORM.initSync")
    },
}
ATTRIBUTES = {"mikroorm.MikroORM.em": E}
NAMES = {"em": E, "orm": "mikroorm.MikroORM"}
LIBRARIES = ("@mikro-orm/",)


def _reads(index: int) -> Rule:
    """``em.find(User, { team }, { limit: 20 })``; ``users.find({ team }, { limit: 20 })``."""

    def rule(use: Use) -> Value:
        options = index if use.method == "findAll" else index + 1
        what = name_of(use.arg(0), use, 0) if index else use.what()
        use.emit("read_many", what, bound_of(use.option("limit", options)))
        return Unknown()

    return rule


def _changes(kind: str, index: int | None) -> Rule:
    return does(kind, index)


RULES: dict[str, Rule] = {
    f"{E}.getRepository": lambda use: use.make(R, name_of(use.arg(0), use, 0)),
    **table(E, "find findAndCount findAll findByCursor", _reads(1)),
    **table(R, "find findAndCount findAll findByCursor", _reads(0)),
    **table(E, "findOne findOneOrFail count", does("read_one", 0)),
    **table(R, "findOne findOneOrFail count", does("read_one")),
    **table(E, "create persist persistAndFlush insert insertMany upsert upsertMany nativeUpdate", _changes("write", 0)),
    **table(
        R, "create persist persistAndFlush insert insertMany upsert upsertMany nativeUpdate", _changes("write", None)
    ),
    f"{E}.flush": does("write", what="commit"),
    **table(E, "remove removeAndFlush nativeDelete", _changes("delete", 0)),
    **table(R, "remove removeAndFlush nativeDelete", _changes("delete", None)),
    **table(E, "transactional", calls_back("transaction", E, "transaction")),
    f"{E}.fork": lambda use: use.make(E),
    f"{E}.execute": runs_sql(),
    **table(E, "createQueryBuilder qb", starts(Q, index=0)),
    **table(R, "createQueryBuilder qb", starts(Q)),
    f"{Q}.*": chain(),
    f"{Q}.limit": limited(),
    **table(Q, "getSingleResult count getCount", chain(one=True)),
    **table(Q, "insert update", chain(verb="write")),
    f"{Q}.delete": chain(verb="delete"),
}
LOOKUPS = {f"{E}.findOne": Form(), f"{R}.findOne": Form(), f"{E}.findOneOrFail": Form("raises")}
