import os

from sqlalchemy import create_engine

engine = create_engine(
    os.environ["DATABASE_URL"],
    pool_size=0,  # as many as there are
)
bounded = create_engine(os.environ["DATABASE_URL"], pool_size=5)
