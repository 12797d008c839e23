from fastapi import FastAPI
from sqlmodel import Field, Session, SQLModel, create_engine, select

engine = create_engine("sqlite://")
app = FastAPI()


class UserBase(SQLModel):
    email: str


class User(UserBase, table=True):
    id: int | None = Field(default=None, primary_key=True)
    password_hash: str


class UserPublic(UserBase):
    id: int


@app.get("/users/{user_id}", response_model=User)
def show(user_id: int):
    with Session(engine) as session:
        # ruleid: leaked-model-fields
        return session.get(User, user_id)


@app.get("/users", response_model=list[UserPublic])
def every():
    with Session(engine) as session:
        # ok: leaked-model-fields
        return session.exec(select(User).limit(50)).all()


@app.get("/v2/users")
def dumped():
    with Session(engine) as session:
        user = session.exec(select(User)).first()
        # ruleid: leaked-model-fields
        return {"user": user.model_dump()}


@app.get("/v3/users")
def chosen():
    with Session(engine) as session:
        user = session.exec(select(User)).first()
        # ok: leaked-model-fields
        return {"user": user.model_dump(exclude={"password_hash"})}
