from typing import Optional

from fastapi import Depends, FastAPI
from sqlalchemy import create_engine, intersect, select
from sqlalchemy.orm import Query, Session, sessionmaker

from .kinds import kinds_by_name, kinds_of
from .models import Paper

app = FastAPI()
make = sessionmaker(create_engine("postgresql://db/shop"))


def get_db():
    with make() as db:
        yield db


@app.get("/papers/{key}")
async def paper(key: str, db: Session = Depends(get_db)):
    found = {}
    for kind, possible in kinds_of(key).items():
        if possible:
            # ok: query-in-loop
            found[kind] = db.execute(select(Paper).filter(Paper.key == key).filter(Paper.kind == kind)).scalar_one_or_none()
    return found


@app.post("/papers/named")
def named(names: list[str], db: Session = Depends(get_db)):
    found = {}
    for name, possible in kinds_by_name(names).items():
        if possible:
            # ruleid: query-in-loop
            found[name] = db.execute(select(Paper).filter(Paper.key == name)).scalar_one_or_none()
    return found


@app.post("/papers/kinds")
def of_kinds(key: str, kind: str, db: Session = Depends(get_db)):
    wanted = {"arxiv": key.lower(), "doi": key, "named": kind}
    found = []
    for column, value in wanted.items():
        # ok: query-in-loop
        found.append(db.execute(select(Paper).filter(Paper.kind == column, Paper.key == value)).scalar_one_or_none())
    return found


@app.post("/papers/more")
def of_more(names: list[str], db: Session = Depends(get_db)):
    wanted = {"arxiv": "first"}
    for name in names:
        wanted[name] = name
    found = []
    for column, value in wanted.items():
        # ruleid: query-in-loop
        found.append(db.execute(select(Paper).filter(Paper.kind == column, Paper.key == value)).scalar_one_or_none())
    return found


@app.post("/papers/columns")
def of_columns(columns: dict[str, str], wanted: str, db: Session = Depends(get_db)):
    for name in columns:
        if columns[name] == wanted:
            # ok: query-in-loop
            print(db.execute(select(Paper).filter(Paper.key == name)).scalar_one_or_none())


@app.post("/papers/states")
def of_states(names: list[str], states: dict[str, str], wanted: str, db: Session = Depends(get_db)):
    found = []
    for name in names:
        if states[name] == wanted:
            # ruleid: query-in-loop
            found.append(db.execute(select(Paper).filter(Paper.key == name)).scalar_one_or_none())
    return found


class Search:
    def _by_text(self, db: Session, term: str) -> Optional[Query]:
        return None

    def matches(self, db: Session, term: str) -> Query:
        query = db.query(Paper.id.label("id"))
        return query.filter(Paper.kind == term)

    def query(self, db: Session, terms: list[str]):
        matches = [db.query(Paper.id.label("id"))]
        for term in terms:
            first = self.matches(db, term)
            # ok: query-in-loop
            matches.append(first.union(self.matches(db, term)))
            by_text = self._by_text(db, term)
            if by_text is not None:
                # ok: query-in-loop
                matches.append(by_text)
        return db.query(Paper).join(intersect(*matches).alias("both"))


class TextSearch(Search):
    def _by_text(self, db: Session, term: str) -> Optional[Query]:
        return db.query(Paper.id.label("id")).filter(Paper.key == term)


@app.post("/papers/search")
def search(terms: list[str], db: Session = Depends(get_db)):
    return TextSearch().query(db, terms).limit(20).all()
