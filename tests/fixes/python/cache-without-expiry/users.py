import json

import redis.asyncio as aioredis

cache = aioredis.Redis(host="cache")


async def remember(user_id, user):
    # read often
    await cache.set(f"user:{user_id}", json.dumps(user))
    await cache.set(
        f"names:{user_id}",
        user["name"],
        ex=None,
    )


async def many(users, options):
    await cache.mset({"a": 1, "b": 2})
    await cache.set(f"user:{users}", "1", **options)
