from sqlmodel import Field, SQLModel, create_engine

engine = create_engine("postgresql+psycopg://shop@db/shop")


class Team(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)


class Player(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    team_id: int | None = Field(default=None, foreign_key="team.id")
