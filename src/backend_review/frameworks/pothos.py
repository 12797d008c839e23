"""Pothos: fields that a schema builder is given. https://pothos-graphql.dev/docs/api/schema-builder"""

from __future__ import annotations

from dataclasses import dataclass

from backend_review.frameworks._graphql import new_api
from backend_review.frameworks._graphql_builders import add_field, called, table_in, type_of
from backend_review.model.evaluator import Call
from backend_review.model.graphql import GraphApi
from backend_review.model.routes import Guard, Place
from backend_review.model.values import Kind, Table, Thing, Value, options, text_of

_BUILDER = "pothos.Builder"
_FIELDS = "pothos.Fields"
_ROOTS = {"query": "Query", "mutation": "Mutation", "subscription": "Subscription"}
_PAGED = {"prismaConnection", "connection", "drizzleConnection", "relatedConnection"}
_PASSED = {"withAuth", "with"}


@dataclass(slots=True, eq=False)
class _Field:
    """``t.field({…})``: what describes it, whether it is a list, and where."""

    described: Table
    place: Place
    is_list: bool
    paged: bool
    guards: list[Guard]


def _builder(call: Call) -> Value:
    return call.thing(_BUILDER, new_api(call.evaluator, "pothos", call.place))


def _own(call: Call) -> GraphApi | None:
    model = call.receiver.model if call.receiver is not None else None
    return model if isinstance(model, GraphApi) else None


def _type(call: Call) -> Value | None:
    """``builder.queryType({ fields: t => ({…}) })``, ``objectType(User, { name, fields })``, ``prismaObject(…)``."""
    api, name = _own(call), call.name.rpartition(".")[2]
    table = table_in(call.args)
    root = next((_ROOTS[key] for key in _ROOTS if name == f"{key}Type"), "")
    parent = root or text_of(table.entries.get("name")) or _named(call.arg(0))
    if api is not None:
        _add_all(call, api, parent, table.entries.get("fields"))
    return Thing("pothos.Ref", model=parent, made_by=call)


def _named(value: Value | None) -> str:
    for item in options(value) if value is not None else ():
        if isinstance(item, Kind):
            return item.klass.name
        if isinstance(item, Thing) and isinstance(item.model, str):
            return item.model
    return text_of(value) or ""


def _add_all(call: Call, api: GraphApi, parent: str, function: Value | None) -> None:
    """The fields of a table that a function makes with a field builder."""
    made = called(call, function, Thing(_FIELDS))
    for table in options(made) if made is not None else ():
        for name, value in table.entries.items() if isinstance(table, Table) else ():
            _add(call, api, parent, name, value)


def _add(call: Call, api: GraphApi, parent: str, name: str, value: Value | None) -> None:
    for item in options(value) if value is not None else ():
        if isinstance(item, Thing) and isinstance(item.model, _Field):
            field = item.model
            made = add_field(api, call.evaluator, parent, name, field.described, field.place, field.is_list)
            made.guards[:0] = field.guards
            made.arguments += ("first", "after") if field.paged else ()
            return
    add_field(api, call.evaluator, parent, name, Table(), call.place)


def _field_of_root(call: Call) -> Value | None:
    """``builder.queryField("users", t => t.field({…}))`` and ``queryFields(t => ({…}))``."""
    api, name = _own(call), call.name.rpartition(".")[2]
    root = next(_ROOTS[key] for key in _ROOTS if name.startswith(key))
    if api is not None and name.endswith("Fields"):
        _add_all(call, api, root, call.arg(0))
    elif api is not None and name.endswith("Field"):
        _add(call, api, root, call.text(0) or "", called(call, call.arg(1), Thing(_FIELDS)))
    return None


def _object_fields(call: Call) -> Value | None:
    api, name = _own(call), call.name.rpartition(".")[2]
    if api is not None:
        parent = _named(call.arg(0))
        if name.endswith("Fields"):
            _add_all(call, api, parent, call.arg(1))
        else:
            _add(call, api, parent, call.text(1) or "", called(call, call.arg(2), Thing(_FIELDS)))
    return None


def _field(call: Call) -> Value:
    """A method of the field builder: ``t.field``, ``t.string``, ``t.prismaField``, ``t.exposeString("id")``."""
    name = call.name.rpartition(".")[2]
    if name in _PASSED:  # t.withAuth({ loggedIn: true }).field({…})
        made = Thing(_FIELDS, made_by=call)
        made.attributes["[guard]"] = Thing("pothos.Auth", model=Guard("withAuth", call.place))
        return made
    table = table_in(call.args)
    guards = [Guard("authScopes", call.place)] if "authScopes" in table.entries else []
    held = call.receiver.attributes.get("[guard]") if call.receiver is not None else None
    if isinstance(held, Thing) and isinstance(held.model, Guard):
        guards.insert(0, held.model)
    many = name.endswith("List") or type_of(table.entries.get("type")).startswith("[")
    return Thing("pothos.Field", model=_Field(table, call.place, many, name in _PAGED, guards), made_by=call)


def _schema(call: Call) -> Value:
    api = _own(call)
    return call.thing("graphql.Schema", api.router if api is not None else None)


def _ref(call: Call) -> Value:
    """``builder.objectRef("User")``, whose ``implement`` gives the fields."""
    made = call.thing("pothos.Ref", call.text(0) or "")
    api = _own(call)
    if api is not None:
        made.attributes["[api]"] = Thing(_BUILDER, model=api)
    return made


def _implement(call: Call) -> Value | None:
    holder = call.receiver.attributes.get("[api]") if call.receiver is not None else None
    api = holder.model if isinstance(holder, Thing) else None
    if call.receiver is not None and isinstance(api, GraphApi):
        _add_all(call, api, _named(call.receiver), table_in(call.args).entries.get("fields"))
    return call.receiver


_TYPES = ("queryType", "mutationType", "subscriptionType", "objectType", "prismaObject", "drizzleObject", "node",
          "prismaNode", "interfaceType", "simpleObject", "loadableObject")  # fmt: skip
HANDLERS = {
    **dict.fromkeys(("@pothos/core", "@pothos/core.default", "@pothos/core.SchemaBuilder"), _builder),
    **{f"{_BUILDER}.{name}": _type for name in _TYPES},
    **{f"{_BUILDER}.{key}{end}": _field_of_root for key in _ROOTS for end in ("Field", "Fields")},
    **{f"{_BUILDER}.{name}": _object_fields for name in (
        "objectField", "objectFields", "prismaObjectField", "prismaObjectFields")},
    f"{_BUILDER}.toSchema": _schema,
    f"{_BUILDER}.objectRef": _ref,
    "pothos.Ref.implement": _implement,
    f"{_FIELDS}.*": _field,
}  # fmt: skip
