from fastapi import Depends, FastAPI, HTTPException
from sqlalchemy import ForeignKey, create_engine, insert, update
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, sessionmaker

engine = create_engine("postgresql://localhost/shop")
Local = sessionmaker(engine)
app = FastAPI()


class Base(DeclarativeBase):
    pass


class Team(Base):
    __tablename__ = "teams"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


class Member(Base):
    __tablename__ = "members"
    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("teams.id"), index=True)
    user_id: Mapped[int]


class AuditLog(Base):
    __tablename__ = "audit_logs"
    id: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str]


def get_db():
    with Local() as db:
        yield db


def add_team(db: Session, name: str) -> Team:
    team = Team(name=name)
    db.add(team)
    db.commit()
    db.refresh(team)
    return team


def add_member(db: Session, team_id: int, user_id: int) -> None:
    db.add(Member(team_id=team_id, user_id=user_id))
    db.commit()


@app.post("/teams")
def create_team(name: str, user_id: int, db: Session = Depends(get_db)):
    team = Team(name=name)
    db.add(team)
    db.commit()
    # ruleid: missing-transaction
    db.add(Member(team_id=team.id, user_id=user_id))
    db.commit()
    return {"id": team.id}


@app.post("/teams/by-helpers")
def create_team_by_helpers(name: str, user_id: int, db: Session = Depends(get_db)):
    team = add_team(db, name)
    # ruleid: missing-transaction
    add_member(db, team.id, user_id)
    return {"id": team.id}


@app.post("/teams/once")
def create_team_once(name: str, user_id: int, db: Session = Depends(get_db)):
    team = Team(name=name)
    db.add(team)
    db.flush()
    # ok: missing-transaction
    db.add(Member(team_id=team.id, user_id=user_id))
    db.commit()
    return {"id": team.id}


@app.post("/teams/logged")
def create_team_logged(name: str, db: Session = Depends(get_db)):
    team = Team(name=name)
    db.add(team)
    db.commit()
    # ok: missing-transaction
    db.add(AuditLog(text=f"team {name}"))
    db.commit()
    return {"id": team.id}


@app.post("/teams/either")
def create_either(name: str, team_id: int | None, user_id: int, db: Session = Depends(get_db)):
    if team_id is None:
        team = Team(name=name)
        db.add(team)
        db.commit()
        return {"id": team.id}
    # ok: missing-transaction
    db.add(Member(team_id=team_id, user_id=user_id))
    db.commit()
    return {"id": team_id}


@app.post("/teams/begin")
def create_in_transaction(name: str, user_id: int):
    with engine.begin() as connection:
        team = connection.execute(insert(Team).values(name=name).returning(Team.id)).scalar_one()
        # ok: missing-transaction
        connection.execute(insert(Member).values(team_id=team, user_id=user_id))
    return {"id": team}


@app.put("/teams/{team_id}/moved")
def move_member(team_id: int, user_id: int, db: Session = Depends(get_db)):
    team = db.get(Team, team_id)
    if team is None:
        raise HTTPException(404)
    team.name = "moved"
    db.commit()
    # ruleid: missing-transaction
    db.execute(update(Member).where(Member.user_id == user_id).values(team_id=team_id))
    db.commit()
    return {}
