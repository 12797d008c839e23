from fastapi import Depends, FastAPI
from sqlalchemy import create_engine, select, text
from sqlalchemy.orm import Session, sessionmaker

from .models import Note

app = FastAPI()
engine = create_engine("sqlite://")
make_session = sessionmaker(engine)


def get_session():
    with make_session() as session:
        yield session


@app.get("/notes")
def notes(author: str, session: Session = Depends(get_session)):
    rows = session.execute(text("SELECT id FROM notes WHERE author = :author AND made > '10:30'"), {"author": author}).all()
    rows += session.execute(select(Note).where(text("author = :author").bindparams(author=author))).all()
    statement = text("SELECT id FROM notes WHERE body LIKE :author").bindparams(author=f"{author}%")
    return rows, session.scalars(statement).all()
