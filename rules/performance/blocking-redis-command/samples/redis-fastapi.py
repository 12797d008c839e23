import redis.asyncio as redis
from django.core.cache import cache as django_cache
from fastapi import FastAPI

app = FastAPI()
client = redis.Redis(host="cache")
registry = {}

CLEAR = "for _, key in ipairs(redis.call('KEYS', ARGV[1])) do redis.call('DEL', key) end"


@app.delete("/users/{id}/cache")
async def forget(id: int):
    # ruleid: blocking-redis-command
    for key in await client.keys(f"user:{id}:*"):
        await client.delete(key)
    # ok: blocking-redis-command
    async for key in client.scan_iter(f"user:{id}:*"):
        await client.unlink(key)


@app.delete("/cache")
async def clear():
    # ruleid: blocking-redis-command
    await client.flushall()
    # ruleid: blocking-redis-command
    await client.execute_command("KEYS", "user:*")
    # ruleid: blocking-redis-command
    await client.eval(CLEAR, 0, "user:*")


@app.get("/online")
async def online():
    # pedantic: blocking-redis-command
    names = await client.smembers("online")
    # ok: blocking-redis-command
    settings = await client.hgetall("config")
    return {"names": names, "settings": settings}


@app.get("/users/{id}/profile")
async def profile(id: int):
    # ok: blocking-redis-command
    return await client.hgetall(f"user:{id}")


@app.get("/registry")
def names():
    # ok: blocking-redis-command
    return list(registry.keys())


@app.get("/pages")
def pages():
    # ruleid: blocking-redis-command
    return django_cache.keys("page:*")


class Sessions:
    def __init__(self, redis_client: redis.Redis):
        self.redis_client = redis_client

    async def all(self):
        # ruleid: blocking-redis-command
        return await self.redis_client.keys("session:*")


def sizes(store: redis.Redis, frames):
    # ruleid: blocking-redis-command
    found = store.keys("frame:*")
    # ok: blocking-redis-command
    return found, [frame.keys("x") for frame in frames]
