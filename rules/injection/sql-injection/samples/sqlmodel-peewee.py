from fastapi import APIRouter, Depends
from peewee import SQL, CharField, Model, SqliteDatabase
from sqlmodel import Session, select, text

from .db import Hero, get_session

router = APIRouter()
db = SqliteDatabase("app.db")


class Person(Model):
    name = CharField()


@router.get("/heroes")
def heroes(name: str, session: Session = Depends(get_session)):
    # ruleid: sql-injection
    session.exec(text(f"SELECT id FROM hero WHERE name = '{name}'"))
    # ok: sql-injection
    session.exec(text("SELECT id FROM hero WHERE name = :n").bindparams(n=name))
    # ok: sql-injection
    return session.exec(select(Hero).where(Hero.name == name)).all()


@router.get("/people")
def people(name: str, sort: str):
    # ruleid: sql-injection
    rows = Person.raw("SELECT id FROM person WHERE name = '%s'" % name)
    # ok: sql-injection
    rows = Person.raw("SELECT id FROM person WHERE name = ?", name)
    # ruleid: sql-injection
    db.execute_sql("DELETE FROM person WHERE name = '" + name + "'")
    # ruleid: sql-injection
    return list(rows) + list(Person.select().order_by(SQL(sort)))


def merely(name):
    # ruleid: sql-injection
    return Person.raw(f"SELECT id FROM person WHERE name = '{name}'")
