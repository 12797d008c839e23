"""Fastify: what the schema of a route checks of its request.

https://fastify.dev/docs/latest/Reference/Validation-and-Serialization/
"""

from __future__ import annotations

from backend_review.index.program import Function
from backend_review.model.inputs.data import Check, Depends, Input, Request, Taint
from backend_review.model.inputs.schemas import Types
from backend_review.model.routes import FoundRoute
from backend_review.model.values import Table, Value, options

_PARTS = {"body": "body", "querystring": "query", "query": "query", "params": "path", "headers": "header"}


def takes(found: FoundRoute, function: Function, types: Types) -> dict[str, Taint | Depends]:
    """The request, and (as ``=``) the parts that the route's schema describes."""
    if not function.parameters:
        return {}
    parts: set[Input | Request] = set()
    for part, schema in _entries(found.route.options.get("schema")).items():
        if part in _PARTS:
            parts |= _described(found, _PARTS[part], schema)
    first = function.parameters[0]
    return {first.name or f"@{first.node.start_byte}": frozenset({Request("fastify.Request")}), "=": frozenset(parts)}


def _described(found: FoundRoute, source: str, schema: Value) -> set[Input | Request]:
    """A part of the request as its schema has it; the fields that it bounds by themselves."""
    check = Check(source, "the route's schema", found.route.place)
    fields = _entries(_entries(schema).get("properties"))
    made: set[Input | Request] = set()
    for name, field in fields.items():
        bounded = bool({"maximum", "exclusiveMaximum", "enum", "const"} & set(_entries(field)))
        made.add(Input(source, name, found.route.place, check=check, bounded=bounded))
    if not fields:
        made.add(Input(source, "", found.route.place, check=check, bounded=True))
    return made


def _entries(value: Value | None) -> dict[str, Value]:
    table = next((item for item in options(value) if isinstance(item, Table)), None) if value is not None else None
    return table.entries if table is not None else {}
