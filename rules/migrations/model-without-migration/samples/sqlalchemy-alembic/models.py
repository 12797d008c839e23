from sqlalchemy import Column, ForeignKey, Integer, Text
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class User(Base):
    # ok: model-without-migration
    __tablename__ = "users"
    id = Column(Integer, primary_key=True)
    email = Column(Text)


class Order(Base):
    __tablename__ = "orders"
    id = Column(Integer, primary_key=True)
    # ok: model-without-migration
    user_id = Column(Integer, ForeignKey("users.id"))
    # ruleid: model-without-migration
    note = Column(Text)
    # told together with the first
    # ok: model-without-migration
    remark = Column(Text)
