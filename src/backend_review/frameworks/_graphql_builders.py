"""GraphQL schemas that JavaScript builds of objects: what Pothos, Nexus and graphql-js have in common."""

from __future__ import annotations

from backend_review.frameworks._graphql import named, resolver_of
from backend_review.model.evaluator import Call, Evaluator
from backend_review.model.graphql import GraphApi, GraphField
from backend_review.model.routes import Place
from backend_review.model.values import Callee, Known, Table, Thing, Value, items_of, options, text_of

OPERATIONS = {"Query": "query", "Mutation": "mutation", "Subscription": "subscription"}


def table_in(values: list[Value]) -> Table:
    """The first table among arguments."""
    return next((item for value in values for item in options(value) if isinstance(item, Table)), Table())


def called(call: Call, value: Value | None, *given: Value) -> Value | None:
    """What a function that a library calls gives; any other value as it is."""
    for item in options(value) if value is not None else ():
        if isinstance(item, Callee):
            return call.evaluator.call(item, list(given), {}, call.expr, call.scope)
    return value


def add_field(
    api: GraphApi, evaluator: Evaluator, parent: str, name: str, described: Table, place: Place, is_list: bool = False
) -> GraphField:
    """A field that a table describes: type, arguments, description, resolver."""
    entries = described.entries
    made = GraphField(parent, name, type_of(entries.get("type")), place, OPERATIONS.get(parent, ""))
    made.is_list = is_list or made.type.startswith("[")
    arguments = [item for item in options(entries["args"]) if isinstance(item, Table)] if "args" in entries else []
    made.arguments = tuple(arguments[0].entries) if arguments else ()
    made.documented = "description" in entries
    for key in ("resolve", "subscribe"):
        resolver = resolver_of(evaluator, entries[key]) if key in entries else None
        if resolver is not None and made.handler is None:
            made.handler, made.guards = named(resolver.handler, parent, name), list(resolver.guards)
            if not made.handler.place.path:
                made.handler = None
    api.add(made)
    return made


def type_of(value: Value | None) -> str:
    """A type as the schema writes it, as far as it is known: ``[User]`` for a list."""
    for item in items_of(value) if value is not None else ():
        for one in options(item):
            text = text_of(one)
            if text is None and isinstance(one, Thing) and one.made_by is not None:
                name = one.made_by.name.rpartition(".")[2]
                inner = type_of(one.made_by.args[0]) if one.made_by.args else ""
                text = f"[{inner}]" if name.endswith("List") else inner or name
                text = one.model if isinstance(one.model, str) else text
            if text is not None:
                many = value is not item
                return f"[{text}]" if many else text
    return ""


def is_true(value: Value | None) -> bool:
    """Whether a setting is on."""
    return isinstance(value, Known) and value.value is True
