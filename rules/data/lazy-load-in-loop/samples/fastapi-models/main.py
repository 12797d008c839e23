from fastapi import Depends, FastAPI
from pydantic import BaseModel, ConfigDict
from sqlalchemy import ForeignKey, create_engine, select
from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    Session,
    joinedload,
    mapped_column,
    relationship,
    selectinload,
    sessionmaker,
)

app = FastAPI()
make_session = sessionmaker(create_engine("sqlite://"))


class Base(DeclarativeBase):
    pass


class Team(Base):
    __tablename__ = "teams"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


class User(Base):
    __tablename__ = "users"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    team_id: Mapped[int] = mapped_column(ForeignKey("teams.id"))
    team: Mapped[Team] = relationship()
    items: Mapped[list["Item"]] = relationship(back_populates="owner")
    badges: Mapped[list["Badge"]] = relationship(lazy="selectin")

    @property
    def team_name(self) -> str:
        return self.team.name


class Item(Base):
    __tablename__ = "items"
    id: Mapped[int] = mapped_column(primary_key=True)
    owner_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    owner: Mapped[User] = relationship(back_populates="items")


class Badge(Base):
    __tablename__ = "badges"
    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))


class TeamOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)
    id: int
    name: str


class ItemOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)
    id: int


class BadgeOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)
    id: int


class UserOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)
    id: int
    name: str
    team: TeamOut | None = None
    items: list[ItemOut]


class UserShort(BaseModel):
    model_config = ConfigDict(from_attributes=True)
    id: int
    name: str
    team_id: int
    badges: list[BadgeOut]


class UserNamed(BaseModel):
    model_config = ConfigDict(from_attributes=True)
    id: int
    team_name: str


class ItemFull(BaseModel):
    model_config = ConfigDict(from_attributes=True)
    id: int
    owner: UserNamed


def get_db():
    with make_session() as session:
        yield session


@app.get("/users", response_model=list[UserOut])
def users(db: Session = Depends(get_db)):
    # ruleid: lazy-load-in-loop
    return db.scalars(select(User).limit(50)).all()


@app.get("/users/half", response_model=list[UserOut])
def users_half(db: Session = Depends(get_db)):
    found = db.query(User).options(joinedload(User.team)).limit(50).all()
    # ruleid: lazy-load-in-loop
    return found


@app.get("/users/loaded", response_model=list[UserOut])
def users_loaded(db: Session = Depends(get_db)):
    # ok: lazy-load-in-loop
    return db.query(User).options(joinedload(User.team), selectinload(User.items)).limit(50).all()


@app.get("/users/short", response_model=list[UserShort])
def users_short(db: Session = Depends(get_db)):
    # The key stands in the row, and the badges come with it.
    # ok: lazy-load-in-loop
    return db.scalars(select(User).limit(50)).all()


@app.get("/users/named")
def users_named(db: Session = Depends(get_db)) -> list[UserNamed]:
    # ruleid: lazy-load-in-loop
    return db.scalars(select(User).limit(50)).all()


@app.get("/users/{key}", response_model=UserOut)
def user(key: int, db: Session = Depends(get_db)):
    # One user.
    # ok: lazy-load-in-loop
    return db.get(User, key)


@app.get("/items", response_model=list[ItemFull])
def items(db: Session = Depends(get_db)):
    # The owner's team is left.
    # ruleid: lazy-load-in-loop
    return db.scalars(select(Item).options(joinedload(Item.owner)).limit(50)).all()


@app.get("/items/loaded", response_model=list[ItemFull])
def items_loaded(db: Session = Depends(get_db)):
    # ok: lazy-load-in-loop
    return db.scalars(select(Item).options(joinedload(Item.owner).joinedload(User.team)).limit(50)).all()


@app.get("/users/validated")
def validated(db: Session = Depends(get_db)):
    # ruleid: lazy-load-in-loop
    return [UserOut.model_validate(user) for user in db.scalars(select(User).limit(50))]


@app.get("/users/validated/loaded")
def validated_loaded(db: Session = Depends(get_db)):
    query = select(User).options(selectinload(User.team), selectinload(User.items)).limit(50)
    # ok: lazy-load-in-loop
    return [UserOut.model_validate(user) for user in db.scalars(query)]
