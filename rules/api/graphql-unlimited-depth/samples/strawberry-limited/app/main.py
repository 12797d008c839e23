import strawberry
from fastapi import FastAPI
from strawberry.extensions import MaxAliasesLimiter, MaxTokensLimiter
from strawberry.fastapi import GraphQLRouter

from app.types import Query

# ok: graphql-unlimited-depth
schema = strawberry.Schema(
    query=Query,
    extensions=[lambda: MaxTokensLimiter(max_token_count=1000), lambda: MaxAliasesLimiter(max_alias_count=15)],
)
app = FastAPI()
app.include_router(GraphQLRouter(schema, graphql_ide=None), prefix="/graphql")
