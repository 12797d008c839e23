from sqlalchemy import Column, Integer, Text
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class Order(Base):
    __tablename__ = "orders"
    id = Column(Integer, primary_key=True)
    # the beginning of the history is not here: it may well have made it
    # ok: model-without-migration
    note = Column(Text)
