"""Schemas of objects: graphql-js's ``GraphQLObjectType`` and Nexus.

https://graphql.org/graphql-js/type/ and https://nexusjs.org/docs/api/object-type
"""

from __future__ import annotations

from dataclasses import dataclass, field

from backend_review.frameworks._graphql import new_api
from backend_review.frameworks._graphql_builders import OPERATIONS, add_field, called, table_in
from backend_review.model.evaluator import Call, Evaluator
from backend_review.model.graphql import GraphApi
from backend_review.model.routes import Place
from backend_review.model.values import Table, Thing, Value, options, text_of

_OBJECT = "graphql.Object"
_BLOCK = "nexus.Block"


@dataclass(slots=True, eq=False)
class _Object:
    """``new GraphQLObjectType({ name, fields })``: the fields are made when all is known."""

    name: str
    call: Call
    table: Table


@dataclass(slots=True, eq=False)
class _Built:
    """``new GraphQLSchema({ query, mutation })``."""

    api: GraphApi
    roots: dict[str, _Object] = field(default_factory=dict)


@dataclass(slots=True, eq=False)
class _Part:
    """Fields of a type as Nexus is told them, one after the other."""

    parent: str
    fields: list[tuple[str, Table, Place, bool]] = field(default_factory=list)


def _object(call: Call) -> Value:
    table = table_in(call.args)
    made = _Object(text_of(table.entries.get("name")) or "", call, table)
    call.evaluator.found.append(made)
    return call.thing(_OBJECT, made)


def _schema(call: Call) -> Value:
    made = _Built(new_api(call.evaluator, "graphql-js", call.place))
    table = table_in(call.args)
    for operation in ("query", "mutation", "subscription"):
        for item in options(table.entries[operation]) if operation in table.entries else ():
            if isinstance(item, Thing) and isinstance(item.model, _Object):
                made.roots[operation] = item.model
    call.evaluator.found.append(made)
    return call.thing("graphql.Schema", made.api.router)


def _part(call: Call) -> Value:
    """``queryType({ definition(t) {…} })``, ``extendType({ type: "Query", … })``, ``objectType({ name, … })``."""
    name, table = call.name.rpartition(".")[2], table_in(call.args)
    parent = {"queryType": "Query", "mutationType": "Mutation", "subscriptionType": "Subscription"}.get(name)
    parent = parent or text_of(table.entries.get("type")) or text_of(table.entries.get("name")) or ""
    made = _Part(parent)
    called(call, table.entries.get("definition"), Thing(_BLOCK, model=made))
    call.evaluator.found.append(made)
    return call.thing("nexus.Type", parent)


def _single(call: Call) -> Value:
    """``queryField("users", { type, resolve })`` and ``queryField(t => t.field(…))``."""
    parent = {"q": "Query", "m": "Mutation", "s": "Subscription"}[call.name.rpartition(".")[2][0]]
    made = _Part(parent)
    name = text_of(call.arg(0))
    if name is not None:
        made.fields.append((name, table_in(call.args), call.place, False))
    else:
        called(call, call.arg(0), Thing(_BLOCK, model=made))
    call.evaluator.found.append(made)
    return call.thing("nexus.Type", parent)


def _told(call: Call) -> Value | None:
    """``t.list.field("users", {…})``: ``list`` and ``nonNull`` are on the way to it."""
    model = call.receiver.model if call.receiver is not None else None
    name = text_of(call.arg(0))
    if isinstance(model, _Part) and name is not None:
        many = ".list." in f"{call.name}." or "list" in call.name.split(".") or call.name.endswith("connectionField")
        model.fields.append((name, table_in(call.args), call.place, many))
    return call.receiver


def _make(call: Call) -> Value:
    api = new_api(call.evaluator, "nexus", call.place)
    return call.thing("graphql.Schema", api.router)


def finish(evaluator: Evaluator) -> None:
    """The fields of what was built."""
    built = [item for item in evaluator.found if isinstance(item, _Built)]
    for made in built:
        evaluator.attempt(lambda made=made: _fill(evaluator, made))  # type: ignore[misc]
    parts = [item for item in evaluator.found if isinstance(item, _Part) and item.parent]
    if not any(item.parent in OPERATIONS for item in parts):
        return
    known = [item for item in evaluator.found if isinstance(item, GraphApi) and item.framework == "nexus"]
    api = known[0] if known else new_api(evaluator, "nexus", _place_of(parts))
    for part in parts:
        for name, table, place, many in part.fields:
            add_field(api, evaluator, part.parent, name, table, place, many)


def _place_of(parts: list[_Part]) -> Place:
    return next((place for part in parts for _, _, place, _ in part.fields), Place("", 0))


def _fill(evaluator: Evaluator, made: _Built) -> None:
    roots = {id(item): operation.capitalize() for operation, item in made.roots.items()}
    others = [item for item in evaluator.found if isinstance(item, _Object) and id(item) not in roots]
    for item in [*made.roots.values(), *others]:
        parent = roots.get(id(item), item.name)
        if id(item) not in roots and parent in OPERATIONS:
            continue
        fields = called(item.call, item.table.entries.get("fields"))
        for table in options(fields) if fields is not None else ():
            for name, value in table.entries.items() if isinstance(table, Table) else ():
                described = next((one for one in options(value) if isinstance(one, Table)), Table())
                add_field(made.api, evaluator, parent, name, described, item.call.place)


_NEXUS = ("nexus", "@nexus/schema")
HANDLERS = {
    **dict.fromkeys(("graphql.GraphQLObjectType", "graphql/type.GraphQLObjectType"), _object),
    **dict.fromkeys(("graphql.GraphQLSchema", "graphql/type.GraphQLSchema"), _schema),
    **{f"{package}.{name}": _part for package in _NEXUS for name in (
        "queryType", "mutationType", "subscriptionType", "extendType", "objectType")},
    **{f"{package}.{name}": _single for package in _NEXUS for name in (
        "queryField", "mutationField", "subscriptionField")},
    **{f"{package}.makeSchema": _make for package in _NEXUS},
    **{f"{_BLOCK}{way}.*": _told for way in (
        "", ".list", ".nonNull", ".nullable", ".nonNull.list", ".list.nonNull", ".nonNull.list.nonNull",
        ".nullable.list", ".list.nullable", ".nullable.list.nonNull")},
}  # fmt: skip
