from __future__ import annotations

import strawberry


@strawberry.type
class User:
    id: strawberry.ID

    @strawberry.field
    def posts(self, first: int = 20) -> list[Post]:
        return []


@strawberry.type
class Post:
    id: strawberry.ID

    @strawberry.field
    def author(self) -> User:
        return User(id="1")


@strawberry.type
class Query:
    @strawberry.field
    def users(self, first: int = 20) -> list[User]:
        return []
