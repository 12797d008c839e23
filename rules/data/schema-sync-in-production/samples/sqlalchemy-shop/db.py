import os

from sqlalchemy import create_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

engine = create_engine(os.environ["DATABASE_URL"])


class Base(DeclarativeBase):
    pass


class Order(Base):
    __tablename__ = "orders"
    id: Mapped[int] = mapped_column(primary_key=True)


def init_models():
    # ruleid: schema-sync-in-production
    Base.metadata.create_all(bind=engine)


def reset_database():
    Base.metadata.drop_all(engine)
    # ok: schema-sync-in-production
    Base.metadata.create_all(engine)


def tables_for_nobody():
    # ok: schema-sync-in-production
    Base.metadata.create_all(engine)
