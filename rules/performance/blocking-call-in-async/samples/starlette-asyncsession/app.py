from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from starlette.applications import Starlette
from starlette.responses import JSONResponse
from starlette.routing import Route

from models import User

make_session = async_sessionmaker(create_async_engine("postgresql+asyncpg://db/shop"))


def newest(session: AsyncSession):
    # ok: blocking-call-in-async
    return session.scalar(select(User).order_by(User.id.desc()))


async def user(request):
    async with make_session() as session:
        # ok: blocking-call-in-async
        found = await session.get(User, request.path_params["id"])
        # ok: blocking-call-in-async
        other = await newest(session)
        # ok: blocking-call-in-async
        rows = (await session.execute(select(User))).all()
        # ok: blocking-call-in-async
        await session.commit()
    return JSONResponse({"id": found.id, "newest": other.id, "all": len(rows)})


app = Starlette(routes=[Route("/users/{id:int}", user)])
