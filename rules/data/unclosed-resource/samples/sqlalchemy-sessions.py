import os

from psycopg2.pool import ThreadedConnectionPool
from sqlalchemy import create_engine, text
from sqlalchemy.orm import sessionmaker

engine = create_engine(os.environ["DATABASE_URL"])
SessionLocal = sessionmaker(engine)
pool = ThreadedConnectionPool(1, 10, os.environ["DATABASE_URL"])


def leaking_db():
    # ruleid: unclosed-resource
    db = SessionLocal()
    yield db
    db.close()


def get_db():
    # ok: unclosed-resource
    db = SessionLocal()
    try:
        yield db
    finally:
        db.close()


def get_session():
    # ok: unclosed-resource
    with SessionLocal() as db:
        yield db


def count_never_closed():
    # ruleid: unclosed-resource
    session = SessionLocal()
    return session.execute(text("SELECT count(*) FROM orders")).scalar()


def count_early(wanted):
    # ruleid: unclosed-resource
    session = SessionLocal()
    found = session.execute(text("SELECT count(*) FROM orders")).scalar()
    if not wanted:
        return None
    session.close()
    return found


def make():
    # ok: unclosed-resource
    session = SessionLocal()
    return session


def borrowed():
    # ruleid: unclosed-resource
    conn = pool.getconn()
    cursor = conn.cursor()
    cursor.execute("SELECT id FROM orders LIMIT 50")
    rows = cursor.fetchall()
    pool.putconn(conn)
    return rows


def given_back():
    # ok: unclosed-resource
    conn = pool.getconn()
    try:
        cursor = conn.cursor()
        cursor.execute("SELECT id FROM orders LIMIT 50")
        return cursor.fetchall()
    finally:
        pool.putconn(conn)


def read(path):
    # ruleid: unclosed-resource
    file = open(path)
    return file.read()


def read_well(path):
    # ok: unclosed-resource
    with open(path) as file:
        return file.read()


class Log:
    def __init__(self, path):
        # ok: unclosed-resource
        self.file = open(path, "a")
