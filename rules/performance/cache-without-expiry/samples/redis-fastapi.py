import json
from datetime import UTC, datetime

import redis
import redis.asyncio as aioredis
from fastapi import APIRouter, Depends

from keys import CacheKeys

router = APIRouter()
r = redis.Redis(host="cache")
client = redis.from_url("redis://cache")
pool = aioredis.ConnectionPool.from_url("redis://cache")
store = {}


def get_redis() -> aioredis.Redis:
    return aioredis.Redis(connection_pool=pool)


@router.get("/users/{user_id}")
async def read(user_id: int, cache: aioredis.Redis = Depends(get_redis)):
    user = {"id": user_id}
    # ruleid: cache-without-expiry
    await cache.set(f"user:{user_id}", json.dumps(user))
    # ok: cache-without-expiry
    await cache.set(f"user:{user_id}", json.dumps(user), ex=300)
    # ok: cache-without-expiry
    await cache.setex(f"user:{user_id}", 300, json.dumps(user))
    # ok: cache-without-expiry
    await cache.set(f"user:{user_id}", json.dumps(user), px=300_000, nx=True)
    return user


def warm(products):
    for product in products:
        # ruleid: cache-without-expiry
        r.set("product:" + str(product.id), product.json())
    # ruleid: cache-without-expiry
    client.mset({"a": 1, "b": 2})
    # ruleid: cache-without-expiry
    client.set("top", "1", ex=None)
    # ok: cache-without-expiry
    client.set("lock:warm", "1", nx=True)
    # ok: cache-without-expiry
    client.set("feature:new-checkout", "1")
    # ok: cache-without-expiry
    client.set("last_run", "2024-01-01")


def report(day, body):
    # ok: cache-without-expiry
    r.set(f"report:{day}", body)
    r.expire(f"report:{day}", 3600)


class Repository:
    def __init__(self, redis_client: redis.Redis):
        self.redis = redis_client
        self.fields = {}

    def save(self, key, value):
        # ruleid: cache-without-expiry
        self.redis.set(key, value)
        # ok: cache-without-expiry
        self.redis.set(key, value, keepttl=True)
        # ok: cache-without-expiry
        self.redis.set(key, value, 60)
        # ok: cache-without-expiry
        self.fields.update({key: value})


def told(user_id: int):
    # ok: cache-without-expiry
    client.set("billing-told-at", datetime.now(UTC).isoformat())
    # ok: cache-without-expiry
    client.set(CacheKeys.SLOW_DELIVERIES, 0)
    # ruleid: cache-without-expiry
    client.set(f"user:{user_id}:told", datetime.now(UTC).isoformat())
    # ruleid: cache-without-expiry
    client.set("all-users", json.dumps([{"id": user_id}]))


SORTING_NOW = "orders_sorted_now"
BEST_SELLERS = "best_sellers"


async def sort_orders(redis: aioredis.Redis, run: str):
    # ok: cache-without-expiry
    await redis.set(SORTING_NOW, run)
    try:
        # ruleid: cache-without-expiry
        await redis.set(BEST_SELLERS, json.dumps(["a", "b"]))
    finally:
        # ok: cache-without-expiry
        await redis.set(SORTING_NOW, "")
