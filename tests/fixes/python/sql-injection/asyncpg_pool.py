import asyncpg
from fastapi import FastAPI, Request

app = FastAPI()


@app.get("/notes")
async def notes(request: Request, author: str, kind: str):
    pool: asyncpg.Pool = request.app.state.pool
    async with pool.acquire() as conn:
        found = await conn.fetch(f"SELECT id FROM notes WHERE author = '{author}' AND kind = '{kind}'")
        await conn.execute("UPDATE notes SET seen = now() WHERE body ILIKE '%" + kind + "%'")
        return [dict(row) for row in found]
