from fastapi import Depends, FastAPI
from repositories import MemberRepository, TeamRepository
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine

Local = async_sessionmaker(create_async_engine("postgresql+asyncpg://localhost/shop"))
app = FastAPI()


async def get_session():
    async with Local() as session:
        yield session


class TeamService:
    def __init__(self, session: AsyncSession = Depends(get_session)) -> None:
        self.teams = TeamRepository(session)
        self.members = MemberRepository(session)

    async def found(self, name: str, user_id: int) -> int:
        team = await self.teams.create(name)
        # ruleid: missing-transaction
        await self.members.create(team.id, user_id)
        return team.id

    async def found_at_once(self, name: str, user_id: int) -> int:
        team = await self.teams.prepare(name)
        # ok: missing-transaction
        await self.members.create(team.id, user_id)
        return team.id


@app.post("/teams")
async def create_team(name: str, user_id: int, service: TeamService = Depends()):
    return await service.found(name, user_id)


@app.post("/teams/at-once")
async def create_team_at_once(name: str, user_id: int, service: TeamService = Depends()):
    return await service.found_at_once(name, user_id)
