"""DB-API drivers (PEP 249), psycopg, asyncpg, aiosqlite, databases: SQL as text."""

from __future__ import annotations

from dataclasses import replace

from backend_review.model.libraries import Rule
from backend_review.model.lookups import Form
from backend_review.model.uses import Query, Use, bound_of, does, ignored, makes, runs_sql, table
from backend_review.model.values import Thing, Unknown, Value

C, K, P = "dbapi.Connection", "dbapi.Cursor", "asyncpg.Connection"
LIBRARIES = (
    "psycopg2",
    "psycopg",
    "sqlite3",
    "pymysql",
    "MySQLdb",
    "mysql",
    "aiosqlite",
    "asyncpg",
    "flask_mysqldb",
    "cx_Oracle",
    "oracledb",
)
NAMES = {"cursor": K, "cur": K}
_CONNECT = ("psycopg2.connect", "psycopg.connect", "psycopg.AsyncConnection.connect", "sqlite3.connect", "pymysql.connect",
            "MySQLdb.connect", "mysql.connector.connect", "aiosqlite.connect", "aiomysql.connect", "oracledb.connect",
            "pyodbc.connect")  # fmt: skip
_POOLS = ("psycopg2.pool.SimpleConnectionPool", "psycopg2.pool.ThreadedConnectionPool", "psycopg_pool.ConnectionPool",
          "psycopg_pool.AsyncConnectionPool", "mysql.connector.pooling.MySQLConnectionPool", "aiomysql.create_pool")  # fmt: skip
TYPES = {
    **dict.fromkeys(_CONNECT, C),
    **dict.fromkeys(_POOLS, "dbapi.Pool"),
    **dict.fromkeys(("asyncpg.create_pool", "asyncpg.Pool", "asyncpg.pool.Pool", "asyncpg.Connection", "asyncpg.connect"), P),
    **dict.fromkeys(("psycopg2.extensions.connection", "sqlite3.Connection", "psycopg.Connection", "psycopg.AsyncConnection",
                     "aiosqlite.Connection", "pymysql.connections.Connection"), C),
    **dict.fromkeys(("sqlite3.Cursor", "psycopg2.extensions.cursor", "psycopg.Cursor", "psycopg.AsyncCursor"), K),
    "databases.Database": "databases.Database",
}  # fmt: skip


def _execute(use: Use) -> Value:
    made = runs_sql(0, K)(use)
    if isinstance(made, Thing) and isinstance(use.receiver, Thing) and use.receiver.type == K:
        # cursor.execute(…); cursor.fetchall(): the rows come from the cursor itself
        use.walk.pending.pop(id(made), None)
        if isinstance(made.model, Query):
            use.receiver.model = made.model
            use.walk.pending[id(use.receiver)] = use.receiver
            return use.receiver
    return made or Unknown()


def _fetched(one: bool) -> Rule:
    def rule(use: Use) -> Value:
        if id(use.receiver) in use.walk.pending:
            query = replace(use.query, one=one or use.query.one)
            bound = query.bound
            if use.method == "fetchmany":
                bound = bound_of(use.arg(0, "size")) or bound or "constant"
            use.settle()
            use.walk.emit(
                query.kind, query.what, query.place or use.place, bound if query.kind == "read_many" else None
            )
        return Unknown()

    return rule


RULES: dict[str, Rule] = {
    **dict.fromkeys(_CONNECT, makes(C, "connect")),
    **dict.fromkeys(_POOLS, makes("dbapi.Pool", "connect")),
    **dict.fromkeys(("asyncpg.create_pool", "asyncpg.connect"), makes(P, "connect")),
    "databases.Database": makes("databases.Database", "connect"),
    **table("dbapi.Pool", "getconn connection acquire get_connection", makes(C)),
    **table(C, "cursor", makes(K)),
    **table(C, "execute", _execute),
    **table(C, "executemany executescript", runs_sql()),
    **table(C, "commit", does("write", what="commit")),
    **table(C, "transaction", makes("dbapi.transaction", "transaction", "transaction")),
    **table(K, "execute", _execute),
    **table(K, "executemany copy_from", runs_sql()),
    **table(K, "fetchall __iter__ fetchmany", _fetched(False)),
    **table(K, "fetchone", _fetched(True)),
    **table(P, "fetch", runs_sql()),
    **table(P, "fetchrow fetchval", runs_sql(one=True)),
    **table(P, "execute executemany", runs_sql()),
    **table(P, "transaction", makes("dbapi.transaction", "transaction", "transaction")),
    **table(P, "acquire", makes(P)),
    **table("databases.Database", "fetch_all iterate", runs_sql()),
    **table("databases.Database", "fetch_one fetch_val", runs_sql(one=True)),
    **table("databases.Database", "execute execute_many", runs_sql()),
    "databases.Database.transaction": makes("dbapi.transaction", "transaction", "transaction"),
    f"{K}.close": ignored,
}  # fmt: skip
LOOKUPS = {
    **table(K, "fetchone", Form()),
    **table(P, "fetchrow fetchval", Form()),
    "databases.Database.fetch_one": Form(),
}
