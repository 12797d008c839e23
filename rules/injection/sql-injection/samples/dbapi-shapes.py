import sqlite3, sys, os, MySQLdb, psycopg2, sqlalchemy
from sqlalchemy import create_engine, text
from sqlalchemy.orm import sessionmaker
engine = create_engine("sqlite://")
session = sessionmaker(engine)()

def a(identifier, value):
    # ruleid: sql-injection
    query = "SELECT id FROM foo WHERE id = '%s'" % identifier
    # ruleid: sql-injection
    query = "INSERT INTO foo VALUES ('a', 'b', '%s')" % value
    # ruleid: sql-injection
    query = "DELETE FROM foo WHERE id = '%s'" % identifier
    # ruleid: sql-injection
    query = "UPDATE foo SET value = 'b' WHERE id = '%s'" % identifier
    # ruleid: sql-injection
    query = """WITH cte AS (SELECT x FROM foo)
    SELECT x FROM cte WHERE x = '%s'""" % identifier
    # ruleid: sql-injection
    query = "SELECT id FROM foo WHERE id = '" + identifier + "'"
    # ruleid: sql-injection
    query = "SELECT id FROM foo WHERE id = '{}'".format(identifier)
    # ruleid: sql-injection
    query = f"SELECT id FROM foo WHERE id = {identifier}"

def b(cur, identifier, val):
    # ruleid: sql-injection
    cur.execute("SELECT id FROM foo WHERE id = '[VALUE]'".replace("[VALUE]", identifier))
    # ruleid: sql-injection
    cur.execute("SELECT %s FROM derp;" % val)
    # ruleid: sql-injection
    cur.execute("SELECT id FROM foo WHERE id = %s" % identifier)
    # ruleid: sql-injection
    cur.execute("SELECT id FROM foo WHERE id = {0}".format(identifier))
    # ruleid: sql-injection
    cur.execute("SELECT id FROM foo WHERE id = " + str(identifier))
    # ruleid: sql-injection
    cur.execute("".join(["SELECT id FROM foo WHERE id = '", identifier, "'"]))
    # ruleid: sql-injection
    cur.execute(f"SELECT id FROM foo WHERE id = {identifier!r}")
    # ruleid: sql-injection
    cur.execute("SELECT id FROM foo WHERE id = '%(x)s'" % {"x": identifier})
    # ruleid: sql-injection
    cur.execute("SELECT id FROM foo WHERE id = '%(x)s'" % locals())
    # ruleid: sql-injection
    cur.execute("SELECT id FROM foo WHERE id = '{x}'".format(**val))
    # ruleid: sql-injection
    cur.execute("SELECT id FROM foo WHERE id = '{x.name}'".format(x=val))
    # ruleid: sql-injection
    cur.execute(("SELECT id FROM foo "
                 "WHERE id = '%s'") % identifier)
    # ruleid: sql-injection
    cur.execute(query=f"SELECT id FROM foo WHERE id = '{identifier}'")
    sql = "SELECT id FROM foo WHERE id = '%s'"
    sql %= identifier
    # ruleid: sql-injection
    cur.execute(sql)
    sql2 = "SELECT id FROM foo WHERE id = '%s'"
    sql2 = sql2 % identifier
    # ruleid: sql-injection
    cur.execute(sql2)
    # ruleid: sql-injection
    cur.executemany("insert into x values ('" + identifier + "', ?)", [])
    # ruleid: sql-injection
    cur.execute("SELECT id FROM foo WHERE id = '%s' AND x = %%s" % identifier, (1,))
    # ruleid: sql-injection
    cur.execute("SELECT id FROM foo WHERE id IN ({})".format(",".join(val)))
    # ruleid: sql-injection
    cur.execute("SELECT id FROM foo WHERE id IN ({})".format(",".join(map(str, val))))
    # ruleid: sql-injection
    cur.execute(f"""SELECT id FROM foo WHERE id IN ({','.join(f"'{v}'" for v in val)})""")
    # ruleid: sql-injection
    cur.execute("SELECT id FROM foo ORDER BY " + val + " DESC")
    # ruleid: sql-injection
    cur.execute("SELECT id FROM foo LIMIT " + val)

def c(session, name, conn):
    # ruleid: sql-injection
    session.query(1).filter(text("name = '" + name + "'"))
    # ruleid: sql-injection
    session.query(1).from_statement(text(f"select id from t where n = '{name}'"))
    # ruleid: sql-injection
    session.execute("select id from t where n = '%s'" % name)
    # ruleid: sql-injection
    engine.execute("select id from t where n = '" + name + "'")
    # ruleid: sql-injection
    conn.execute(sqlalchemy.text("select id from t where n = '{}'".format(name)))
    q = "select id from users where login = '" + name
    q = q + "' and active = 1"
    # ruleid: sql-injection
    conn.execute(q)
    # ruleid: sql-injection
    conn.execute("exec sp_find '" + name + "'")
    # ruleid: sql-injection
    conn.execute("drop table %s" % name)
    where = f"name = '{name}'"
    # ruleid: sql-injection
    conn.execute("select id from t where " + where)

class Repo:
    def __init__(self, conn):
        self.conn = conn
        self.cursor = conn.cursor()
    def find(self, name):
        self.query = "select id from t where n = '%s'" % name
        # ruleid: sql-injection
        self.cursor.execute(self.query)
    def run(self, stmt): return self.cursor.execute(stmt)
    def get(self, name):
        # ruleid: sql-injection
        return self.run("select id from t where n = '" + name + "'")
    def main(self):
        # ruleid: sql-injection
        self.cursor.execute("select id from t where n = " + sys.argv[1])
        # ruleid: sql-injection
        self.cursor.execute("select id from t where n = " + input("x"))
        name = input()
        # ruleid: sql-injection
        self.cursor.execute("select id from t where n = '%s'" % name)
        u = os.environ["X"]
        # ruleid: sql-injection
        self.cursor.execute(f"select id from {u}")


def bound_of(moment: datetime) -> str:
    return str(uuid7_of(moment, randomize=False)).replace("-", "")


def bound_named(label: str) -> str:
    return str(uuid7_of(label)).replace("-", "")


def partition(cur, months, labels):
    parts = []
    for month in months:
        parts.append(f"PARTITION p VALUES LESS THAN ('{bound_of(month)}')")
    # ok: sql-injection
    cur.execute(f"ALTER TABLE tokens PARTITION BY RANGE COLUMNS (jti) ({','.join(parts)})")
    named = [f"PARTITION p VALUES LESS THAN ('{bound_named(label)}')" for label in labels]
    # ruleid: sql-injection
    cur.execute(f"ALTER TABLE tokens PARTITION BY RANGE COLUMNS (jti) ({','.join(named)})")
