from sqlalchemy import Column, ForeignKey, Integer, Table, Text, text
from sqlalchemy.orm import declarative_base, relationship, selectinload

Base = declarative_base()


class Order(Base):
    __tablename__ = "orders"
    id = Column(Integer, primary_key=True)
    note = Column(Text)
    remark = Column(Text)
    state = Column(Text)


class Coupon(Base):
    __tablename__ = "coupons"
    id = Column(Integer, primary_key=True)


def old_totals(session):
    return session.execute(text("SELECT o.total FROM orders o WHERE o.id = :id"), {"id": 1})


def cheapest(session):
    return session.query(Order).order_by(Order.price).first()


class Shelf(Base):
    __tablename__ = "shelves"
    id = Column(Integer, primary_key=True)
    files = relationship("ShelfFile")


class ShelfFile(Base):
    __tablename__ = "shelf_files"
    id = Column(Integer, primary_key=True)
    shelf_id = Column(ForeignKey("shelves.id"))


def with_files(session):
    return session.query(Shelf).options(selectinload(Shelf.files)).all()


shelf_readers = Table(
    "shelf_readers",
    Base.metadata,
    Column("shelf_id", ForeignKey("shelves.id"), index=True),
    Column("reader_id", ForeignKey("readers.id"), index=True),
)


class Reader(Base):
    __tablename__ = "readers"
    id = Column(Integer, primary_key=True)
    _email = Column(Text)
    first_name = Column(Text)
    shelves = relationship("Shelf", secondary=shelf_readers, backref="readers")

    @property
    def email(self):
        return self._email.lower()


def read_by(session, email):
    return session.query(Shelf).filter(Shelf.readers.any(_email=email)).all()


def addresses(session):
    return [reader.email for reader in session.query(Reader).limit(10)], Reader.email
