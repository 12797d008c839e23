from fastapi import Depends, FastAPI, HTTPException
from fastapi.security import OAuth2PasswordBearer
from pydantic import BaseModel
from sqlalchemy import create_engine
from sqlalchemy.orm import Session, sessionmaker

from .models import Study

app = FastAPI()
tokens = OAuth2PasswordBearer(tokenUrl="token")
make = sessionmaker(create_engine("postgresql://db/shop"))


class Criteria(BaseModel):
    text: str = ""


class Shown(BaseModel):
    title: str
    length: int = 0


def get_db():
    with make() as db:
        yield db


def current_user(token: str = Depends(tokens)):
    if token != "known":
        raise HTTPException(401)
    return token


def found(db: Session, criteria: Criteria) -> list[Study]:
    query = db.query(Study)
    if criteria.text:
        query = query.filter(Study.title.icontains(criteria.text))
    return query.order_by(Study.id).limit(50).all()


def shown(study: Study) -> Shown:
    return Shown.model_validate(study).copy(update={"length": len(study.title)})


@app.get("/studies")
def list_studies(db: Session = Depends(get_db), user=Depends(current_user)):
    return found(db, Criteria())


@app.post("/studies")
def add_study(title: str, db: Session = Depends(get_db), user=Depends(current_user)):
    db.add(Study(title=title))
    db.commit()


# ok: unauthenticated-route
@app.post("/studies/search")
def search_studies(criteria: Criteria, db: Session = Depends(get_db)):
    return [shown(study) for study in found(db, criteria)]


# ruleid: unauthenticated-route
@app.post("/studies/find")
def count_found(criteria: Criteria, db: Session = Depends(get_db)):
    for study in found(db, criteria):
        study.seen += 1
    db.commit()


# ruleid: unauthenticated-route
@app.post("/studies/import")
def import_studies(criteria: Criteria, db: Session = Depends(get_db)):
    return found(db, criteria)
