from fastapi import Depends, FastAPI
from sqlalchemy import Index, create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, sessionmaker

engine = create_engine("postgresql://localhost/shop")
Local = sessionmaker(engine)
app = FastAPI()


class Base(DeclarativeBase):
    pass


class Invoice(Base):
    __tablename__ = "invoices"
    __table_args__ = (Index("ix_invoices_owner_id_made", "owner_id", "made"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str]
    reference: Mapped[str] = mapped_column(index=True)
    owner_id: Mapped[int]
    made: Mapped[int]
    paid: Mapped[bool]


class Role(Base):
    __tablename__ = "roles"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


def get_db():
    with Local() as db:
        yield db


def by_number(db: Session, number: str) -> Invoice | None:
    return db.scalars(select(Invoice).where(Invoice.number == number)).first()


@app.get("/invoices/number/{number}")
def get_by_number(number: str, db: Session = Depends(get_db)):
    return by_number(db, number)


@app.get("/invoices/reference/{reference}")
def get_by_reference(reference: str, db: Session = Depends(get_db)):
    return db.scalars(select(Invoice).where(Invoice.reference == reference)).first()


@app.get("/invoices/owner/{owner_id}")
def get_of_owner(owner_id: int, number: str, db: Session = Depends(get_db)):
    return db.scalars(select(Invoice).where(Invoice.owner_id == owner_id, Invoice.number == number)).all()


@app.get("/invoices/unpaid")
def get_unpaid(db: Session = Depends(get_db)):
    return db.query(Invoice).filter(Invoice.paid == False).limit(10).all()  # noqa: E712


@app.get("/invoices/latest")
def latest(db: Session = Depends(get_db)):
    return db.query(Invoice).order_by(Invoice.made.desc()).limit(10).all()


@app.get("/roles/{name}")
def role(name: str, db: Session = Depends(get_db)):
    return db.query(Role).filter(Role.name == name).first()
