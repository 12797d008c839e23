import strawberry
from fastapi import FastAPI
from strawberry.fastapi import GraphQLRouter


@strawberry.type
class Query:
    @strawberry.field
    def version(self) -> str:
        return "1"


schema = strawberry.Schema(query=Query)
app = FastAPI()
# ruleid: graphql-introspection-in-production
app.include_router(GraphQLRouter(schema), prefix="/graphql")
