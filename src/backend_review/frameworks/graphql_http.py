"""The handlers of the GraphQL foundation: graphql-http, and express-graphql before it.

https://github.com/graphql/graphql-http and https://github.com/graphql/express-graphql
"""

from __future__ import annotations

from backend_review.frameworks._graphql import serve
from backend_review.frameworks.graphql_tools import schema_first
from backend_review.model.evaluator import Call
from backend_review.model.values import Items, Known, Thing, Value, options


def _handler(call: Call) -> Value:
    given = call.arg(0)
    library = "graphql-http" if call.name.startswith("graphql-http") else "express-graphql"
    return serve(call, schema_first(call, given, library), library, given=given)


def _build(call: Call) -> Value:
    """``buildSchema(text)``: a schema, to which resolvers come later."""
    for item in options(call.args[0]) if call.args else ():
        if isinstance(item, (Known, Items)) or (isinstance(item, Thing) and item.type == "graphql.Sdl"):
            return item
    return Thing(f"{call.name}()", made_by=call)


HANDLERS = {
    **dict.fromkeys(("express-graphql", "express-graphql.default", "express-graphql.graphqlHTTP"), _handler),
    **{
        f"graphql-http/lib/use/{name}.createHandler": _handler for name in ("express", "koa", "fastify", "http", "node")
    },
    "koa-graphql": _handler,
    "koa-graphql.graphqlHTTP": _handler,
    "graphql.buildSchema": _build,
}
