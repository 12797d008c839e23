import strawberry
from fastapi import FastAPI
from strawberry.fastapi import GraphQLRouter

from app.types import Query

# ruleid: graphql-unlimited-depth
schema = strawberry.Schema(query=Query)
app = FastAPI()
app.include_router(GraphQLRouter(schema, graphql_ide=None), prefix="/graphql")
