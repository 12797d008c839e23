import json

import redis.asyncio as aioredis

cache = aioredis.Redis(host="cache")


async def remember(user_id, user):
    # read often
    await cache.set(f"user:{user_id}", json.dumps(user), ex=300)
    await cache.set(
        f"names:{user_id}",
        user["name"],
        ex=300,
    )


async def many(users, options):
    await cache.mset({"a": 1, "b": 2})
    await cache.set(f"user:{users}", "1", **options)
