"""A GraphQL server that answers any query, however deep or costly."""

from __future__ import annotations

import re
from collections.abc import Iterator

from backend_review.backend import Backend
from backend_review.checks._graphql import gives_many, texts_around, types_in
from backend_review.checks._model import place_match, step
from backend_review.finding import Confidence, Match
from backend_review.model.graphql import GraphApi, GraphField

# The limits that libraries and projects name: of depth, cost, tokens, aliases, or to queries known before.
_LIMITS = re.compile(
    r"(?i)depth_?-?limit|limit_?-?depth|max_?query_?depth|query_?depth|armor|max_?tokens?_?(limit|rule)|max_?aliases"
    r"|(query|field|cost|max\w*|fixed|limit|create)_?-?complexity|complexity_?-?(limit|plugin|rule|estimator|analysis|map)"
    r"|query_?-?cost|cost_?-?(limit|analysis|map)\b|cost_?validat|max(imum)?_?cost|token_?limit|operation_?limit"
    r"|(?<!automatic)(?<!automatic_)persisted_?(quer|operation|document)|(allow|safe|white)_?list(ed)?_?(quer|operation)"
    r"|trusted_?document|resource_?limitation"
)
_RULES = {"validationRules", "validation_rules"}
_WANTS = {
    "apollo": "Add `depthLimit(10)` of graphql-depth-limit to `validationRules`, or GraphQL Armor.",
    "yoga": "Add the plugin `EnvelopArmorPlugin()`, or `useDepthLimit`.",
    "mercurius": "Set `queryDepth: 10`.",
    "nestjs-graphql": "Add `depthLimit(10)` to the module's `validationRules`, or a complexity plugin.",
    "gqlgen": "Add `srv.Use(extension.FixedComplexityLimit(300))`.",
    "graphene": "Add `depth_limit_validator(max_depth=10)` to the view's `validation_rules`.",
    "strawberry": "Add `QueryDepthLimiter(max_depth=10)` to the schema's `extensions`.",
    "ariadne": "Add `cost_validator(maximum_cost=100)` to the server's `validation_rules`.",
}
_OTHERS = "Add a validation rule that refuses queries deeper than ten levels, or above a cost."
_MAX_TYPES = 400


def judge(backend: Backend) -> Iterator[Match]:
    """One match an API without any limit, at the line that makes its server."""
    for api in backend.graphs:
        if not api.servers and api.router.is_app:
            continue  # nothing was seen that answers queries
        circle = _circle(api)
        if not circle and _all_types_known(api):
            continue
        if any(_RULES & set(server.options) for server in api.servers):
            continue  # rules of the project's own, whatever they are
        if any(_LIMITS.search(use.name) for server in api.servers for use in server.uses):
            continue
        if any(_LIMITS.search(text) for text in texts_around(backend, api)):
            continue
        place = api.servers[0].place if api.servers else api.place
        named = " → ".join(f"`{item.parent}.{item.name}`" for item in circle)
        example = f"a query may go round {named} for ever" if circle else "a query may nest as deep as the types allow"
        yield place_match(
            "graphql-unlimited-depth",
            place,
            f"Neither this server's options nor any file around it limits depth or cost of a query: {example}, and one "
            f"request keeps the database busy. {_WANTS.get(api.framework, _OTHERS)}",
            trace=(
                step(place, "the server"),
                *(step(item.place, f"{item.parent}.{item.name}: {item.type}") for item in circle),
            ),
            confidence=None if circle else Confidence.MEDIUM,
        )


def _all_types_known(api: GraphApi) -> bool:
    """Whether the fields of the types that queries lead to are known: not where classes or models declare them."""
    parents = {item.parent for item in api.fields}
    wanted = {name for item in api.fields if item.operation for name in types_in(item.type)}
    return bool(wanted) and wanted <= parents | {"String", "Int", "Float", "Boolean", "ID"}


def _circle(api: GraphApi) -> list[GraphField]:
    """Fields that lead from a type back to itself, one of them giving many objects; none found: empty."""
    ways: dict[str, list[tuple[GraphField, str]]] = {}
    parents = {item.parent for item in api.fields if not item.operation}
    for item in api.fields:
        if not item.operation:
            ways.setdefault(item.parent, []).extend((item, name) for name in types_in(item.type) if name in parents)
    for start in list(ways)[:_MAX_TYPES]:
        before: dict[str, tuple[GraphField, str]] = {}
        pending = [start]
        while pending:
            here = pending.pop(0)
            for item, name in ways.get(here, ()):
                if name == start:
                    found = [item]
                    while here != start:
                        step_before, here = before[here]
                        found.insert(0, step_before)
                    if any(gives_many(one) for one in found):
                        return found
                elif name not in before:
                    before[name] = (item, here)
                    pending.append(name)
    return []
