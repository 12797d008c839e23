"""Apollo Server, and what mounts it in Express, Koa, Fastify or on its own.

https://www.apollographql.com/docs/apollo-server/api/apollo-server and /api/express-middleware
"""

from __future__ import annotations

from backend_review.frameworks._graphql import api_of, serve
from backend_review.frameworks.graphql_tools import mount, schema_first
from backend_review.model.evaluator import Call
from backend_review.model.values import Unknown, Value, text_of

SERVER = "apollo.Server"
_PACKAGES = (
    "apollo-server", "apollo-server-express", "apollo-server-koa", "apollo-server-fastify", "apollo-server-lambda",
    "apollo-server-core", "apollo-server-micro", "apollo-server-hapi", "@apollo/server",
)  # fmt: skip
_MIDDLEWARE = (
    "@apollo/server/express4.expressMiddleware", "@as-integrations/express4.expressMiddleware",
    "@as-integrations/express5.expressMiddleware", "@as-integrations/koa.koaMiddleware",
    "@as-integrations/fastify.fastifyApolloHandler", "@as-integrations/next.startServerAndCreateNextHandler",
)  # fmt: skip


def _server(call: Call) -> Value:
    given = call.arg(0)
    return serve(call, schema_first(call, given, "apollo"), "@apollo/server", SERVER, given)


def _handler(call: Call) -> Value:
    """``expressMiddleware(server, { context })``: what is mounted."""
    api = api_of(call.evaluator, call.arg(0) or call.receiver)
    context = call.option("context", 1)
    if api is not None and api.servers and context is not None:
        api.servers[-1].options.setdefault("context", context)
    return call.thing(SERVER, api.router) if api is not None else Unknown(call.expr)


def _apply(call: Call) -> Value | None:
    """``server.applyMiddleware({ app, path })``."""
    api = api_of(call.evaluator, call.receiver)
    if api is not None:
        mount(call, api, call.option("app", 0), text_of(call.option("path", 0)) or "/graphql")
    return None


def _middleware(call: Call) -> Value:
    """``server.getMiddleware({ path })``."""
    api = api_of(call.evaluator, call.receiver)
    if api is None:
        return Unknown(call.expr)
    api.router.prefix = text_of(call.option("path", 0)) or "/graphql"
    return call.thing(SERVER, api.router)


_ALONE = "@apollo/server/standalone.startStandaloneServer"
HANDLERS = {
    **{f"{name}.ApolloServer": _server for name in _PACKAGES},
    **dict.fromkeys((*_MIDDLEWARE, _ALONE), _handler),
    f"{SERVER}.applyMiddleware": _apply,
    f"{SERVER}.getMiddleware": _middleware,
    f"{SERVER}.createHandler": _handler,
}
