import os
from functools import lru_cache

import asyncpg
import psycopg
import redis
from fastapi import Depends, FastAPI, Request
from pymongo import MongoClient
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session, sessionmaker

from db import fresh_session, get_client, get_engine, OrderStore, shared

DATABASE_URL = os.environ["DATABASE_URL"]
app = FastAPI()
# ok: connection-per-request
engine = create_engine(DATABASE_URL)
SessionLocal = sessionmaker(engine)


@app.on_event("startup")
async def start():
    # ok: connection-per-request
    app.state.pool = await asyncpg.create_pool(DATABASE_URL)


@app.get("/v1/orders")
def list_orders():
    # ruleid: connection-per-request
    with psycopg.connect(DATABASE_URL) as conn:
        return conn.execute("SELECT id FROM orders LIMIT 50").fetchall()


@app.get("/v1/orders/{order_id}")
async def read_order(order_id: int):
    # ruleid: connection-per-request
    conn = await asyncpg.connect(os.environ["DATABASE_URL"])
    try:
        return await conn.fetchrow("SELECT id FROM orders WHERE id = $1", order_id)
    finally:
        await conn.close()


@app.get("/v2/orders")
async def pooled_orders(request: Request):
    async with request.app.state.pool.acquire() as conn:
        return await conn.fetch("SELECT id FROM orders LIMIT 50")


@app.get("/v1/hits")
def hits():
    # ruleid: connection-per-request
    cache = redis.Redis.from_url(os.environ["REDIS_URL"])
    return {"hits": cache.incr("hits")}


@app.get("/v1/events")
def events(db: Session = Depends(fresh_session)):
    return db.execute(text("SELECT id FROM events LIMIT 50")).all()


def per_request_session():
    # ruleid: connection-per-request
    own = create_engine(DATABASE_URL)
    with Session(own) as session:
        yield session


@app.get("/v1/customers")
def customers(db: Session = Depends(per_request_session)):
    return db.execute(text("SELECT id FROM customers LIMIT 50")).all()


def session():
    with SessionLocal() as made:
        yield made


@app.get("/v2/customers")
def good_customers(db: Session = Depends(session)):
    return db.execute(text("SELECT id FROM customers LIMIT 50")).all()


@lru_cache
def documents():
    # ok: connection-per-request
    return MongoClient(os.environ["MONGO_URL"])


@app.get("/v1/documents")
def list_documents():
    return list(documents().shop.documents.find({}, {"_id": 0}).limit(50))


@app.get("/v1/engines")
def engines():
    with get_engine().connect() as conn:
        return conn.execute(text("SELECT 1")).scalar()


@app.get("/v1/clients")
def clients():
    return list(get_client().shop.clients.find({}, {"_id": 0}).limit(50))


@app.get("/v1/stores")
def stores():
    return OrderStore().all()


@app.get("/v1/shared")
def shared_rows():
    return shared("eu").execute(text("SELECT 1")).scalar()


@app.post("/v1/connections/test")
def try_out(url: str):
    # ok: connection-per-request
    with create_engine(url).connect() as conn:
        return conn.execute(text("SELECT 1")).scalar()


@app.get("/v1/tenants/{tenant}/orders")
def of_tenant(tenant: str):
    row = engine.connect().execute(text("SELECT url FROM tenants WHERE name = :name"), {"name": tenant}).one()
    # ok: connection-per-request
    with psycopg.connect(row.url) as conn:
        return conn.execute("SELECT id FROM orders LIMIT 50").fetchall()
