from __future__ import annotations

import strawberry
from sqlalchemy import select
from sqlalchemy.orm import Session
from strawberry.types import Info

from app import models
from app.store import posts_of


@strawberry.type
class Post:
    id: strawberry.ID

    @strawberry.field
    # ok: graphql-resolver-query-per-parent
    async def likes(self, info: Info) -> list[Like]:
        return await info.context.likes_loader.load(self.id)


@strawberry.type
class Like:
    id: strawberry.ID


@strawberry.type
class User:
    id: strawberry.ID

    @strawberry.field
    # ruleid: graphql-resolver-query-per-parent
    def company(self, info: Info) -> str:
        session: Session = info.context.session
        return session.execute(select(models.Company).where(models.Company.user_id == self.id)).scalars().all()

    @strawberry.field
    # ruleid: graphql-resolver-query-per-parent
    def posts(self, info: Info) -> list[Post]:
        return posts_of(info.context.session, self.id)

    @strawberry.field
    # ok: graphql-resolver-query-per-parent
    def initials(self) -> str:
        return "".join(part[0] for part in self.name.split())


@strawberry.type
class Query:
    @strawberry.field
    # ok: graphql-resolver-query-per-parent
    def users(self, info: Info) -> list[User]:
        session: Session = info.context.session
        return session.query(models.User).limit(50).all()


schema = strawberry.Schema(query=Query)
