from sqlalchemy.ext.asyncio import create_async_engine
from starlette.applications import Starlette

from db import Base

engine = create_async_engine("postgresql+asyncpg://db/shop")


async def on_startup():
    async with engine.begin() as conn:
        # ruleid: schema-sync-in-production
        await conn.run_sync(Base.metadata.create_all)


app = Starlette(on_startup=[on_startup])
