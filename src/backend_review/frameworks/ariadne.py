"""Ariadne: a schema's texts and the objects that resolve its types. https://ariadnegraphql.org/docs/resolvers"""

from __future__ import annotations

from dataclasses import dataclass, field

from backend_review.frameworks._graphql import Resolvers, SchemaFirst, api_of, camel, join, new_api, serve
from backend_review.frameworks._graphql_sdl import Documents, declared_by, read_files, sdl_of
from backend_review.index.sdl import Sdl
from backend_review.model.evaluator import Call, Evaluator
from backend_review.model.graphql import GraphServer
from backend_review.model.values import Native, Thing, Unknown, Value, items_of, options

TYPE = "ariadne.ObjectType"
_NAMES = {"QueryType": "Query", "MutationType": "Mutation", "SubscriptionType": "Subscription"}


@dataclass(slots=True, eq=False)
class _Type:
    """``QueryType()`` or ``ObjectType("User")``: resolvers by field."""

    name: str
    fields: dict[str, Value] = field(default_factory=dict)


def _type(call: Call) -> Value:
    name = _NAMES.get(call.name.rpartition(".")[2]) or call.text(0, "name") or ""
    made = _Type(name)
    call.evaluator.found.append(made)
    return call.thing(TYPE, made)


def _field(call: Call) -> Value:
    """``@query.field("users")``, and ``source`` for a subscription's generator."""
    made = call.receiver.model if call.receiver is not None else None
    name = call.text(0, "name") or ""

    def register(inner: Call) -> Value:
        function = inner.arg(0) or Unknown()
        if isinstance(made, _Type):
            made.fields.setdefault(name, function)
        return function

    return Native("field", register)


def _set(call: Call) -> Value | None:
    made = call.receiver.model if call.receiver is not None else None
    if isinstance(made, _Type):
        made.fields.setdefault(call.text(0, "name") or "", call.arg(1, "resolver") or Unknown())
    return call.arg(1, "resolver")


def _gql(call: Call) -> Value:
    made = call.thing("graphql.Sdl", Sdl(call.place.path))
    if call.expr.args and call.expr.args[0].kind == "text":
        made.model = sdl_of(call.scope.module, call.expr.args[0].node)
    return made


def _schema(call: Call) -> Value:
    api = new_api(call.evaluator, "ariadne", call.place)
    made = SchemaFirst(api)
    first = call.arg(0, "type_defs")
    made.types += [first] if first is not None else []
    made.resolvers = [*call.args[1:], *(value for name, value in call.named.items() if name == "bindables")]

    call.evaluator.found.append(made)
    return call.thing("graphql.Schema", api.router)


def _app(call: Call) -> Value:
    """``GraphQL(schema)`` as an ASGI or WSGI application."""
    api = api_of(call.evaluator, call.arg(0, "schema"))
    return serve(call, api, "ariadne") if api is not None else Unknown(call.expr)


def _answer(call: Call) -> Value:
    """``graphql_sync(schema, data)`` in a handler: a server without an object."""
    api = api_of(call.evaluator, call.arg(0, "schema"))
    if api is not None:
        api.servers.append(GraphServer("ariadne", call.place, dict(call.named)))
    return Unknown(call.expr)


def finish(evaluator: Evaluator) -> None:
    """Join the schemas with the objects that they were given, or with all where those are not known."""
    waiting = [item for item in evaluator.found if isinstance(item, SchemaFirst) and item.api.framework == "ariadne"]
    if not waiting:
        return
    documents = Documents(evaluator.project)
    every = [item for item in evaluator.found if isinstance(item, _Type)]
    for made in waiting:
        given = [
            one.model
            for value in made.resolvers
            for item in items_of(value)
            for one in options(item)
            if isinstance(one, Thing) and isinstance(one.model, _Type)
        ]
        resolvers = Resolvers(evaluator)
        for type in given or every:
            for name, value in type.fields.items():
                resolvers.add(type.name, name, value)
                resolvers.add(type.name, camel(name), value)
        join(made.api, declared_by(evaluator, made.types, documents, made.api.place.path), resolvers.found)


HANDLERS = {
    **dict.fromkeys((f"ariadne.{name}" for name in (*_NAMES, "ObjectType", "InterfaceType", "UnionType")), _type),
    f"{TYPE}.field": _field,
    f"{TYPE}.source": _field,
    f"{TYPE}.set_field": _set,
    f"{TYPE}.set_source": _set,
    "ariadne.gql": _gql,
    "ariadne.load_schema_from_path": read_files,
    "ariadne.make_executable_schema": _schema,
    "ariadne.contrib.federation.make_federated_schema": _schema,
    **dict.fromkeys(("ariadne.asgi.GraphQL", "ariadne.wsgi.GraphQL", "ariadne.contrib.django.views.GraphQLView"), _app),
    **dict.fromkeys(("ariadne.graphql_sync", "ariadne.graphql"), _answer),
}
