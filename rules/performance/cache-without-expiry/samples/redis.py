import json

import redis
import redis.asyncio as aioredis

r = redis.Redis()
redis_client = redis.from_url("redis://cache:6379")


def remember_user(user):
    # ruleid: cache-without-expiry
    r.set(f"user:{user.id}", json.dumps(user.data))
    # ok: cache-without-expiry
    r.set(f"user:{user.id}", json.dumps(user.data), ex=300)
    # ok: cache-without-expiry
    r.set(f"user:{user.id}", json.dumps(user.data), px=1500, nx=True)
    # ok: cache-without-expiry
    r.setex(f"user:{user.id}", 300, json.dumps(user.data))
    # ok: cache-without-expiry
    r.set(f"user:{user.id}", json.dumps(user.data), keepttl=True)


def remember_with_expire(key, value):
    # ok: cache-without-expiry
    redis_client.set(key, value)
    redis_client.expire(key, 60)


def first_only(key, value):
    # ruleid: cache-without-expiry
    redis_client.setnx(key, value)
    # ruleid: cache-without-expiry
    redis_client.set(key, value, nx=True)


def state(version):
    # ok: cache-without-expiry
    r.set("schema_version", version)
    # ok: cache-without-expiry
    r.set("lock:import", "1", nx=True)


class Products:
    def __init__(self, cache: aioredis.Redis) -> None:
        self.redis = cache

    async def store(self, product) -> None:
        # ruleid: cache-without-expiry
        await self.redis.set(f"product:{product.id}", product.json())
        # ok: cache-without-expiry
        await self.redis.set(f"product:{product.id}", product.json(), ex=60)


def unrelated(settings, form, headers):
    # ok: cache-without-expiry
    settings.set("name", "value")
    # ok: cache-without-expiry
    form.set("name", "value")
    # ok: cache-without-expiry
    headers.set("X-Name", "value")
