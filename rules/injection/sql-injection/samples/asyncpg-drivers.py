"""Functions that get their values from elsewhere: SQL that is merely built."""

import logging

import aiomysql
import aiosqlite
import asyncpg
import cx_Oracle
import mysql.connector
import pandas as pd
import psycopg
import pymysql
import pyodbc
from databases import Database
from psycopg import sql

logger = logging.getLogger(__name__)
TABLE = "events"
COLUMNS = ["id", "name"]
QUERY = "SELECT id FROM {table} WHERE owner = '{owner}'"


async def with_asyncpg(pool: asyncpg.Pool, owner: str, ids: list[int]):
    async with pool.acquire() as conn:
        # ruleid: sql-injection
        rows = await conn.fetch(f"SELECT id FROM events WHERE owner = '{owner}'")
        # ruleid: sql-injection
        row = await conn.fetchrow("SELECT id FROM events WHERE owner = '" + owner + "'")
        # ruleid: sql-injection
        value = await conn.fetchval("SELECT count(*) FROM events WHERE owner = '%s'" % owner)
        # ok: sql-injection
        await conn.fetch("SELECT id FROM events WHERE owner = $1", owner)
        placeholders = ", ".join(f"${i}" for i, _ in enumerate(ids, 1))
        # ok: sql-injection
        await conn.fetch(f"SELECT id FROM events WHERE id IN ({placeholders})", *ids)
        # ok: sql-injection
        await conn.execute(f"LISTEN {TABLE}")
    return rows, row, value


async def with_sqlite(path, name):
    async with aiosqlite.connect(path) as db:
        # ruleid: sql-injection
        await db.execute("DELETE FROM events WHERE name = '{}'".format(name))
        # ruleid: sql-injection
        async with db.execute(f"SELECT id FROM events WHERE name = '{name}'") as cursor:
            pass
        # ok: sql-injection
        await db.execute("DELETE FROM events WHERE name = ?", (name,))
        # ok: sql-injection
        await db.execute("SELECT %s FROM events" % ", ".join(COLUMNS))
    return cursor


async def with_databases(database: Database, name: str):
    # ruleid: sql-injection
    await database.fetch_all(query=f"SELECT id FROM events WHERE name = '{name}'")
    # ruleid: sql-injection
    await database.execute("UPDATE events SET seen = 1 WHERE name = '" + name + "'")
    # ok: sql-injection
    await database.fetch_one(query="SELECT id FROM events WHERE name = :name", values={"name": name})


async def with_aiomysql(pool: aiomysql.Pool, name: str):
    async with pool.acquire() as conn, conn.cursor() as cur:
        # ruleid: sql-injection
        await cur.execute("SELECT id FROM events WHERE name = '%s'" % (name,))
        # ok: sql-injection
        await cur.execute("SELECT id FROM events WHERE name = %s", (name,))


def with_mysql(name, kind, limit=10):
    # ruleid: unclosed-resource
    cnx = mysql.connector.connect()
    cursor = cnx.cursor()
    query = "SELECT id FROM events WHERE name = '%s' AND kind = '%s'" % (name, kind)
    # ruleid: sql-injection
    cursor.execute(query)
    # ruleid: sql-injection
    cursor.execute(QUERY.format(table=TABLE, owner=name))
    # ok: sql-injection
    cursor.execute(QUERY.format(table=TABLE, owner="nobody"))
    # ok: sql-injection
    cursor.execute("SELECT id FROM events LIMIT %d" % limit)
    # ok: sql-injection
    cursor.execute("SELECT id FROM events WHERE name = %s", (name,))
    connection = pymysql.connect()
    with connection.cursor() as cur:
        # ruleid: sql-injection
        cur.execute(f"INSERT INTO events (name, kind) VALUES ('{name}', '{kind}')")
        # ok: sql-injection
        cur.executemany("INSERT INTO events (name) VALUES (%s)", [(name,)])


def with_odbc(connection_string, user):
    # ruleid: unclosed-resource
    cnxn = pyodbc.connect(connection_string)
    # ruleid: sql-injection
    cnxn.cursor().execute("SELECT id FROM users WHERE name = '" + user.name + "'")
    # ruleid: sql-injection
    cnxn.execute(f"EXEC dbo.find_user '{user.name}'")
    oracle = cx_Oracle.connect(connection_string).cursor()
    # ruleid: sql-injection
    oracle.execute("BEGIN DELETE FROM users WHERE name = '" + user.name + "'; END;")
    # ok: sql-injection
    oracle.execute("DELETE FROM users WHERE name = :name", name=user.name)


def with_psycopg(conn: psycopg.Connection, name: str, table: str, fields: list[str]):
    # ok: sql-injection
    conn.execute(sql.SQL("SELECT id FROM {} WHERE name = %s").format(sql.Identifier(table)), (name,))
    # ok: sql-injection
    query = sql.SQL("INSERT INTO {t} ({f}) VALUES ({v})").format(
        t=sql.Identifier(table),
        f=sql.SQL(", ").join(map(sql.Identifier, fields)),
        v=sql.SQL(", ").join(sql.Placeholder() * len(fields)),
    )
    # ok: sql-injection
    conn.execute(query, [name])
    # ruleid: sql-injection
    conn.execute(f"SELECT id FROM events WHERE name = '{name}'")


def with_pandas(engine, region, start: int):
    # ruleid: sql-injection
    frame = pd.read_sql(f"SELECT id FROM sales WHERE region = '{region}'", engine)
    # ruleid: sql-injection
    more = pd.read_sql_query("SELECT id FROM sales WHERE region = '" + region + "'", con=engine)
    # ok: sql-injection
    fine = pd.read_sql("SELECT id FROM sales WHERE region = %(r)s", engine, params={"r": region})
    # ok: sql-injection
    also = pd.read_sql(f"SELECT id FROM sales WHERE year > {start}", engine)
    return frame, more, fine, also


def harmless(db, table_name, item, message):
    # ok: sql-injection
    logger.info(f"Select {item} from the list where it is '{message}'")
    # ok: sql-injection
    print("Update %s set to '%s'" % (item, message))
    # ok: sql-injection
    raise ValueError(f"cannot delete from {table_name} where name is '{item}'")


def by_helper(name):
    # ruleid: sql-injection
    return f"SELECT id FROM events WHERE name = '{name}'"


def wrapper(db, query, params=()):
    # ok: sql-injection
    return db.execute(query, params)


class Store:
    table = "items"
    insert = "INSERT INTO items (name) VALUES (?)"

    def __init__(self, conn, prefix="app_"):
        self.conn = conn
        self.prefix = prefix

    def add(self, name):
        # ok: sql-injection
        self.conn.execute(self.insert, (name,))
        # ok: sql-injection
        self.conn.execute(f"UPDATE {self.table} SET n = n + 1 WHERE name = ?", (name,))
        # ruleid: sql-injection
        self.conn.execute(f"UPDATE {self.table} SET n = n + 1 WHERE name = '{name}'")

    def setup(self):
        for table in ("a", "b", "c"):
            # ok: sql-injection
            self.conn.execute(f"CREATE TABLE IF NOT EXISTS {table} (id INTEGER)")
            # ok: sql-injection
            self.conn.execute("SELECT id FROM " + table + " WHERE id = 1")

    def columns(self):
        # ok: sql-injection
        return self.conn.execute(f"PRAGMA table_info({self.table})").fetchall()

    def many(self, ids):
        # ok: sql-injection
        self.conn.execute("DELETE FROM items WHERE id IN (%s)" % ",".join("?" * len(ids)), ids)
        # ok: sql-injection
        self.conn.execute("DELETE FROM items WHERE id IN (" + ",".join(str(int(i)) for i in ids) + ")")
        # ruleid: sql-injection
        self.conn.execute("DELETE FROM items WHERE id IN (" + ",".join(ids) + ")")
