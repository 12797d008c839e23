from models import Member, Team
from sqlalchemy.ext.asyncio import AsyncSession


class Repository:
    def __init__(self, session: AsyncSession) -> None:
        self.session = session

    async def save(self, row):
        self.session.add(row)
        await self.session.commit()
        return row

    async def stage(self, row):
        self.session.add(row)
        await self.session.flush()
        return row


class TeamRepository(Repository):
    async def create(self, name: str) -> Team:
        return await self.save(Team(name=name))

    async def prepare(self, name: str) -> Team:
        return await self.stage(Team(name=name))


class MemberRepository(Repository):
    async def create(self, team_id: int, user_id: int) -> Member:
        return await self.save(Member(team_id=team_id, user_id=user_id))
