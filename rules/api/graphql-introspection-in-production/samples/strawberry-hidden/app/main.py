import os

import strawberry
from fastapi import FastAPI
from strawberry.fastapi import GraphQLRouter


@strawberry.type
class Query:
    @strawberry.field
    def version(self) -> str:
        return "1"


ide = "graphiql" if os.environ.get("ENV") == "development" else None
schema = strawberry.Schema(query=Query)
app = FastAPI()
# ok: graphql-introspection-in-production
app.include_router(GraphQLRouter(schema, graphql_ide=ide), prefix="/graphql")
