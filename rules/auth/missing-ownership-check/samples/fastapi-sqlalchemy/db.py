from sqlalchemy import create_engine
from sqlalchemy.orm import sessionmaker

Session = sessionmaker(create_engine("postgresql://db/app"))


def get_db():
    with Session() as session:
        yield session
