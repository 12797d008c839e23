import secrets

from fastapi import Depends, FastAPI, HTTPException
from sqlalchemy import UniqueConstraint, create_engine, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, sessionmaker

from app.hashes import hash_of

engine = create_engine("postgresql://localhost/shop")
Local = sessionmaker(engine)
app = FastAPI()


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "users"
    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str]
    handle: Mapped[str] = mapped_column(unique=True)
    status: Mapped[str]


class Like(Base):
    __tablename__ = "likes"
    __table_args__ = (UniqueConstraint("user_id", "post_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int]
    post_id: Mapped[int]


class Tag(Base):
    __tablename__ = "tags"
    id: Mapped[int] = mapped_column(primary_key=True)
    owner_id: Mapped[int]
    name: Mapped[str]


def get_db():
    with Local() as db:
        yield db


def by_email(db: Session, email: str) -> User | None:
    return db.execute(select(User).where(User.email == email)).scalar_one_or_none()


@app.post("/users")
def register(email: str, handle: str, db: Session = Depends(get_db)):
    existing = by_email(db, email)
    if existing:
        raise HTTPException(409)
    # ruleid: missing-unique-constraint
    db.add(User(email=email, handle=handle))
    db.commit()


@app.post("/users/handle")
def register_handle(handle: str, db: Session = Depends(get_db)):
    if db.query(User).filter(User.handle == handle).first() is not None:
        raise HTTPException(409)
    # ok: missing-unique-constraint
    db.add(User(handle=handle))
    db.commit()


@app.post("/tags")
def add_tag(name: str, owner_id: int, db: Session = Depends(get_db)):
    tag = db.query(Tag).filter_by(owner_id=owner_id, name=name).first()
    if tag is None:
        tag = Tag(owner_id=owner_id, name=name)
        # ruleid: missing-unique-constraint
        db.add(tag)
        db.commit()
    return {"id": tag.id}


@app.post("/likes")
def like(user_id: int, post_id: int, db: Session = Depends(get_db)):
    found = db.query(Like).filter_by(user_id=user_id, post_id=post_id).first()
    if not found:
        # ok: missing-unique-constraint
        db.add(Like(user_id=user_id, post_id=post_id))
        db.commit()


@app.post("/tags/copies")
def copy_tag(name: str, owner_id: int, db: Session = Depends(get_db)):
    tag = db.query(Tag).filter_by(name=name).first()
    if tag is None:
        raise HTTPException(404)
    # ok: missing-unique-constraint
    db.add(Tag(owner_id=owner_id, name=name))
    db.commit()


@app.post("/tags/upsert")
def upsert_tag(name: str, owner_id: int, db: Session = Depends(get_db)):
    tag = db.query(Tag).filter_by(name=name).first()
    if tag is None:
        # ok: missing-unique-constraint
        db.execute(insert(Tag).values(owner_id=owner_id, name=name).on_conflict_do_nothing())
        db.commit()


@app.post("/users/pending")
def one_pending(handle: str, db: Session = Depends(get_db)):
    waiting = db.query(User).filter_by(status="pending").first()
    if waiting:
        raise HTTPException(409)
    # ok: missing-unique-constraint
    db.add(User(handle=handle, status="pending"))
    db.commit()


@app.post("/likes/first")
def first_like(user_id: int, db: Session = Depends(get_db)):
    found = db.query(Like).filter_by(user_id=user_id).first()
    if not found:
        # ok: missing-unique-constraint
        db.add(Like(user_id=user_id, post_id=1))
        db.commit()


@app.put("/users/{user_id}")
def rename(user_id: int, email: str, db: Session = Depends(get_db)):
    user = db.get(User, user_id)
    if user is None:
        raise HTTPException(404)
    user.email = email
    # ok: missing-unique-constraint
    db.commit()


class Member(Base):
    __tablename__ = "members"
    id: Mapped[int] = mapped_column(primary_key=True)
    username: Mapped[str] = mapped_column(unique=True)
    email: Mapped[str]
    token: Mapped[str] = mapped_column(unique=True)


class Plan(Base):
    __tablename__ = "plans"
    id: Mapped[int] = mapped_column(primary_key=True)
    node_id: Mapped[int]
    grain_hash: Mapped[str]
    plan_hash: Mapped[str] = mapped_column(unique=True)


@app.post("/members/known")
def known(claims: dict, db: Session = Depends(get_db)):
    member = db.query(Member).filter(Member.email == claims["email"]).first()
    if member is None:
        member = Member(username=claims["email"], email=claims["email"])
        # ok: missing-unique-constraint
        db.add(member)
        db.commit()
    return {"id": member.id}


@app.post("/members/token")
def with_token(username: str, email: str, db: Session = Depends(get_db)):
    member = db.query(Member).filter(Member.email == email).first()
    if member is None:
        member = Member(username=username, email=email, token=secrets.token_urlsafe())
        # ruleid: missing-unique-constraint
        db.add(member)
        db.commit()
    return {"id": member.id}


@app.post("/plans")
def plan(node_id: int, grain: str, measures: str, db: Session = Depends(get_db)):
    grain_hash = hash_of(node_id, grain)
    found = db.query(Plan).filter(Plan.grain_hash == grain_hash).first()
    if found is None:
        plan_hash = hash_of(node_id, grain, measures)
        # ok: missing-unique-constraint
        db.add(Plan(node_id=node_id, grain_hash=grain_hash, plan_hash=plan_hash))
        db.commit()
