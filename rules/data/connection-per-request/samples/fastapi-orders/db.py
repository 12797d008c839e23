import os

from pymongo import MongoClient
from sqlalchemy import create_engine, text
from sqlalchemy.orm import sessionmaker

_engine = None
_engines = {}


def get_engine():
    global _engine
    if _engine is None:
        # ok: connection-per-request
        _engine = create_engine(os.environ["DATABASE_URL"])
    return _engine


def get_client():
    # ruleid: connection-per-request
    client = MongoClient(os.environ["MONGO_URL"])
    return client


def shared(region):
    if region not in _engines:
        # ok: connection-per-request
        made = create_engine(os.environ["DATABASE_URL_" + region.upper()])
        _engines[region] = made
    return _engines[region].connect()


def fresh_session():
    # ruleid: connection-per-request
    session = sessionmaker(bind=create_engine(os.environ["DATABASE_URL"]))()
    try:
        yield session
    finally:
        session.close()


class OrderStore:
    def __init__(self):
        # ruleid: connection-per-request
        self.engine = create_engine(os.environ["DATABASE_URL"])

    def all(self):
        with self.engine.connect() as conn:
            return conn.execute(text("SELECT id FROM orders LIMIT 50")).all()
