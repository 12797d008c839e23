from fastapi import FastAPI
from sqlalchemy import Column, Integer, Text
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class Item(Base):
    __tablename__ = "items"
    id = Column(Integer, primary_key=True)
    name = Column(Text)


# ruleid: missing-seed-script
app = FastAPI()


@app.get("/items")
def items():
    return []
