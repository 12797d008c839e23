from enum import Enum
from typing import Annotated, Literal

import sqlalchemy as sa
from fastapi import Depends, FastAPI, HTTPException, Query, Request
from pydantic import BaseModel
from sqlalchemy import and_, asc, case, column, desc, literal_column, select, table, text
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Session

from .db import Base, User, engine, get_session

app = FastAPI()
SessionDep = Annotated[Session, Depends(get_session)]


class Sort(str, Enum):
    name = "name"
    created = "created_at"


class Filter(BaseModel):
    name: str
    age: int


@app.get("/users")
async def users(name: str, session: AsyncSession = Depends(get_session)):
    # ruleid: sql-injection
    await session.execute(text(f"SELECT id FROM users WHERE name = '{name}'"))
    # ruleid: sql-injection
    await session.execute(text("SELECT id FROM users WHERE name = '" + name + "'"))
    # ok: sql-injection
    await session.execute(text("SELECT id FROM users WHERE name = :name"), {"name": name})
    # ok: sql-injection
    await session.execute(select(User).where(User.name == name))
    # ruleid: sql-injection
    await session.execute(select(User).where(text(f"name = '{name}'")))
    # ruleid: sql-injection
    await session.execute(select(User).order_by(text(name)))
    # ok: sql-injection
    stmt = text("SELECT id FROM users WHERE name = :n").bindparams(n=name)
    # ok: sql-injection
    return (await session.execute(stmt)).all()


@app.get("/sorted")
def sorted_users(sort: Sort, order: Literal["asc", "desc"], limit: int, session: SessionDep):
    # ok: sql-injection
    return session.execute(text(f"SELECT id FROM users ORDER BY {sort.value} {order} LIMIT {limit}")).all()


@app.get("/by-column")
def by_column(session: SessionDep, key: str = Query("name")):
    # ruleid: sql-injection
    rows = session.query(User).filter(sa.text("users." + key + " is not null")).all()
    # ruleid: sql-injection
    session.execute(select(literal_column(key)).select_from(table("users")))
    # ok: sql-injection
    session.execute(select(column(key)).select_from(table("users")))
    if key not in {"name", "email"}:
        raise HTTPException(400)
    # ok: sql-injection
    session.execute(text(f"SELECT {key} FROM users"))
    return rows


@app.post("/filter")
def by_filter(body: Filter, session: SessionDep):
    # ruleid: sql-injection
    session.execute(text(f"SELECT id FROM users WHERE name = '{body.name}'"))
    with engine.begin() as conn:
        # ruleid: sql-injection
        conn.exec_driver_sql("DELETE FROM users WHERE name = '%s'" % body.name)
        # ok: sql-injection
        conn.exec_driver_sql("DELETE FROM users WHERE name = %(n)s", {"n": body.name})
    return {}


@app.get("/request")
async def by_request(request: Request, session: SessionDep):
    tag = request.query_params["tag"]
    session.execute(
        # ruleid: sql-injection
        text(
            f"""
            SELECT id FROM posts
            WHERE tag = '{tag}'
            """
        )
    )
    return {}


class UserRepository:
    model = User
    table = "users"
    COLUMNS = "id, name"

    def __init__(self, session: Session):
        self.session = session

    def by_email(self, email: str):
        # ruleid: sql-injection
        return self.session.execute(text(f"SELECT id FROM users WHERE email = '{email}'")).first()

    def by_email_bound(self, email: str):
        # ok: sql-injection
        return self.session.execute(text("SELECT id FROM users WHERE email = :email"), {"email": email}).first()

    def by_id(self, user_id: int):
        # ok: sql-injection
        return self.session.execute(text(f"SELECT id FROM users WHERE id = {user_id}")).first()

    def all(self):
        # ok: sql-injection
        return self.session.execute(text(f"SELECT {self.COLUMNS} FROM {self.table}")).all()

    def truncate(self):
        for model in Base.metadata.sorted_tables:
            # ok: sql-injection
            self.session.execute(text(f"TRUNCATE TABLE {model.name} CASCADE"))
        # ok: sql-injection
        self.session.execute(text(f"DELETE FROM {User.__tablename__} WHERE id > 0"))

    def search(self, term, sort):
        query = "SELECT id FROM users WHERE 1 = 1"
        if term:
            query += " AND name LIKE '%" + term + "%'"
        # ruleid: sql-injection
        self.session.execute(text(query))
        # ruleid: sql-injection
        return self.session.execute(text("SELECT id FROM users ORDER BY " + sort))

    def filtered(self, filters: dict):
        clauses, params = [], {}
        for number, (field, value) in enumerate(filters.items()):
            clauses.append(f"value = :v{number}")
            params[f"v{number}"] = value
        where = " AND ".join(clauses)
        # ok: sql-injection
        return self.session.execute(text(f"SELECT id FROM users WHERE {where}"), params)


@app.get("/ordered")
async def ordered(kinds: str, name: str, session: AsyncSession = Depends(get_session)):
    wanted = kinds.split(",")
    filters = [User.name == name, User.kind.in_(wanted)]
    order = case({kind: place for place, kind in enumerate(wanted)}, value=User.kind)
    query = select(User).where(and_(*filters))
    query = query.order_by(order, User.created.asc())
    # ok: sql-injection
    rows = await session.execute(query)
    # ruleid: sql-injection
    more = await session.execute(select(User).order_by(text(f"kind = '{wanted[0]}'")))
    return [*rows.scalars(), *more.scalars()]


@app.get("/groups")
async def groups(field: str, session: AsyncSession = Depends(get_session)):
    query = select(table("spools", column(field)))
    query = query.order_by(column(field)).limit(10)
    # ok: sql-injection
    return (await session.execute(query)).all()


@app.get("/ordered")
def ordered(session: SessionDep, key: str = Query("name"), order: str = Query("asc")):
    # ruleid: sql-injection
    sort = asc(text(key)) if order == "asc" \
        else desc(text(key))
    # ruleid: sql-injection
    other = User.name if order == "asc" else desc(text(key))
    return session.execute(select(User).order_by(sort, other)).all()


class Bins:
    def __init__(self, column):
        self.column = column

    def execute(self, db: Session):
        return db.scalars(select(self.column)).all()


@app.get("/bins")
def counted(low: int, high: int, kind: str, db: Session = Depends(get_session)):
    bucket = sa.func.width_bucket(User.age, sa.cast([low, kind, high], sa.ARRAY(sa.Integer)))
    # ok: sql-injection
    rows = db.query(bucket, sa.func.count(User.age)).group_by(bucket).all()
    bins = Bins(column(kind))
    # ok: sql-injection
    return rows, bins.execute(db)
