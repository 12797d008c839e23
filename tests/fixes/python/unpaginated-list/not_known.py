from fastapi import Depends, FastAPI
from sqlalchemy import create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, sessionmaker

Local = sessionmaker(create_engine("postgresql://localhost/shop"))
app = FastAPI()


class Base(DeclarativeBase):
    pass


class Invoice(Base):
    __tablename__ = "invoices"
    id: Mapped[int] = mapped_column(primary_key=True)
    limit: Mapped[int]


def get_db():
    with Local() as db:
        yield db


@app.get("/invoices")
def invoices(db: Session = Depends(get_db)):
    limit = 3
    return [invoice for invoice in db.scalars(select(Invoice)).all() if invoice.limit > limit]


@app.get("/old/invoices")
def old_invoices(*, db: Session = Depends(get_db)):
    return db.query(Invoice).all()
