from sqlalchemy import create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, sessionmaker
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse
from starlette.routing import Route

engine = create_engine("postgresql://db/shop")
make_session = sessionmaker(engine)


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "users"
    id: Mapped[int] = mapped_column(primary_key=True)


def load(session: Session, id: int):
    return session.scalars(select(User).where(User.id == id)).first()


def load_in_thread(id: int):
    with make_session() as session:
        # ok: blocking-call-in-async
        return load(session, id)


async def user(request):
    with make_session() as session:
        # ruleid: blocking-call-in-async
        found = load(session, request.path_params["id"])
    return JSONResponse({"id": found.id})


async def rename(request):
    with make_session() as session:
        # ruleid: blocking-call-in-async
        found = session.get(User, request.path_params["id"])
        found.name = "x"
        # ok: blocking-call-in-async
        session.commit()
    return JSONResponse({})


async def user_in_thread(request):
    # ok: blocking-call-in-async
    found = await run_in_threadpool(load_in_thread, request.path_params["id"])
    return JSONResponse({"id": found.id})


def user_plain(request):
    # ok: blocking-call-in-async
    return JSONResponse({"id": load_in_thread(request.path_params["id"]).id})


app = Starlette(routes=[
    Route("/users/{id:int}", user),
    Route("/users/{id:int}/rename", rename, methods=["POST"]),
    Route("/users/{id:int}/thread", user_in_thread),
    Route("/users/{id:int}/plain", user_plain),
])
