import asyncpg
from fastapi import FastAPI, Request

app = FastAPI()


@app.get("/notes")
async def notes(request: Request, author: str, kind: str):
    pool: asyncpg.Pool = request.app.state.pool
    async with pool.acquire() as conn:
        found = await conn.fetch("SELECT id FROM notes WHERE author = $1 AND kind = $2", author, kind)
        await conn.execute("UPDATE notes SET seen = now() WHERE body ILIKE $1", f"%{kind}%")
        return [dict(row) for row in found]
