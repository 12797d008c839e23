from fastapi import Depends, FastAPI
from sqlalchemy import create_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, sessionmaker

app = FastAPI()
make_session = sessionmaker(create_engine("postgresql://db/shop"))


class Base(DeclarativeBase):
    pass


class Line(Base):
    __tablename__ = "lines"
    id: Mapped[int] = mapped_column(primary_key=True)
    sku: Mapped[str]


def get_db():
    with make_session() as session:
        yield session


def store(db: Session, sku: str):
    db.add(Line(sku=sku))
    db.commit()


@app.post("/lines")
def create(skus: list[str], db: Session = Depends(get_db)):
    for sku in skus:
        db.add(Line(sku=sku))
        # ruleid: row-by-row-write
        db.commit()


@app.post("/lines/helped")
def helped(skus: list[str], db: Session = Depends(get_db)):
    for sku in skus:
        # ruleid: row-by-row-write
        store(db, sku)


@app.post("/lines/together")
def together(skus: list[str], db: Session = Depends(get_db)):
    for sku in skus:
        # ok: row-by-row-write
        db.add(Line(sku=sku))
    # ok: row-by-row-write
    db.commit()
