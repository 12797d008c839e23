"""Mercurius, GraphQL for Fastify. https://mercurius.dev/#/docs/api/options"""

from __future__ import annotations

from backend_review.frameworks._graphql import serve
from backend_review.frameworks.graphql_tools import schema_first
from backend_review.model.evaluator import Call
from backend_review.model.values import Value, text_of


def _plugin(call: Call) -> Value:
    """The plugin with its options, when it is registered."""
    given = call.arg(0)
    api = schema_first(call, given, "mercurius")
    prefix = text_of(call.option("prefix", 0)) or ""
    api.router.prefix = prefix + (text_of(call.option("path", 0)) or "/graphql")
    return serve(call, api, "mercurius", given=given)


HANDLERS = {"mercurius": _plugin, "mercurius.default": _plugin, "fastify-gql": _plugin}
