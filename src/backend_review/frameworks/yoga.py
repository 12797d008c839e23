"""GraphQL Yoga. https://the-guild.dev/graphql/yoga-server/docs"""

from __future__ import annotations

from backend_review.frameworks._graphql import serve
from backend_review.frameworks.graphql_tools import schema_first
from backend_review.model.evaluator import Call
from backend_review.model.values import Known, Value, text_of

SERVER = "yoga.Server"


def _server(call: Call) -> Value:
    given = call.arg(0)
    made = serve(call, schema_first(call, given, "yoga"), "graphql-yoga", SERVER, given)
    path = text_of(call.option("graphqlEndpoint", 0)) or ("/" if "GraphQLServer" in call.name else "/graphql")
    made.attributes["graphqlEndpoint"] = Known(path)
    return made


HANDLERS = {
    **dict.fromkeys(
        ("graphql-yoga.createYoga", "graphql-yoga.createServer", "@graphql-yoga/node.createServer",
         "@graphql-yoga/common.createServer", "graphql-yoga.GraphQLServer"), _server,
    ),
}  # fmt: skip
