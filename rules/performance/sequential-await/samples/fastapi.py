import asyncio

import httpx
from fastapi import FastAPI

app = FastAPI()
client = httpx.AsyncClient(timeout=5)


async def fetch_price(sku):
    return (await client.get(f"https://prices.example.com/{sku}")).json()


@app.get("/prices")
async def prices(skus: list[str]):
    found = {}
    for sku in skus:
        # ruleid: sequential-await
        found[sku] = await fetch_price(sku)
    return found


@app.get("/stock")
async def stock(skus: list[str]):
    total = 0
    for sku in skus:
        url = f"https://stock.example.com/{sku}"
        # ruleid: sequential-await
        answer = await client.get(url)
        total += answer.json()["amount"]
    return total


@app.get("/prices/together")
async def together(skus: list[str]):
    # ok: sequential-await
    return await asyncio.gather(*(fetch_price(sku) for sku in skus))


@app.get("/prices/first")
async def first(skus: list[str]):
    for sku in skus:
        # ok: sequential-await
        price = await fetch_price(sku)
        if price:
            return price


@app.get("/prices/paced")
async def paced(skus: list[str]):
    found = []
    for sku in skus:
        # ok: sequential-await
        found.append(await fetch_price(sku))
        await asyncio.sleep(0.1)
    return found


@app.get("/chain")
async def chain(names: list[str]):
    node = {"id": 0}
    for name in names:
        # ok: sequential-await
        node = await child(node, name)
    return node


async def child(node, name):
    return {"parent": node, "name": name}


async def store(session, skus):
    for sku in skus:
        # ok: sequential-await
        await session.execute("INSERT INTO lines (sku) VALUES (:sku)", {"sku": sku})
        # ok: sequential-await
        await record(session, sku)


async def record(session, sku):
    await session.flush()


async def set_up(steps, users, connection):
    for step in steps:
        # ok: sequential-await
        await step()
    for user in users:
        # ok: sequential-await
        await create_user(user)
    for table in users:
        # ok: sequential-await
        await fetch_rows(table, conn=connection)


async def create_user(user):
    await client.put("https://users.example.com", json=user)


async def fetch_rows(table, conn):
    return await conn.fetch(table)


async def follow(stream):
    async for item in stream:
        # ok: sequential-await
        await fetch_price(item)
