import os

from sqlalchemy import create_engine
from sqlalchemy.orm import Session

engine = create_engine(os.environ["DATABASE_URL"])


def session():
    with Session(engine) as opened:
        yield opened
