"""Graphene: the object types that ``graphene.Schema`` is given, and what resolves their fields.

https://docs.graphene-python.org/en/latest/types/objecttypes/, /types/mutations/ and
https://docs.graphene-python.org/projects/django/en/latest/authorization/
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from backend_review.frameworks._graphql import api_of, camel, decorators_of, new_api, serve, views_of
from backend_review.frameworks.support import place_of_function, text_of_expr
from backend_review.index.expressions.data import Expr
from backend_review.index.program import Field
from backend_review.model.evaluator import Call, Evaluator
from backend_review.model.graphql import GraphApi, GraphField, GraphServer
from backend_review.model.routes import Guard, Handler, Place
from backend_review.model.values import Callee, Kind, Known, Library, Thing, Unknown, Value, items_of, options, text_of

# What a field is given that is no argument of it.
_OPTIONS = {
    "description", "required", "name", "resolver", "default_value", "source", "deprecation_reason", "of_type", "args",
    "type_", "type", "permissions",
}  # fmt: skip
_FIELD_LIKE = re.compile(r"^graphene(?:_\w+)?\.|^graphene$")
_LISTS = re.compile(r"(?:List|ConnectionField)$")
_PERMISSIONS = re.compile(r"(?i)permission|auth")
_MUTATES = ("mutate", "mutate_and_get_payload", "perform_mutation")


@dataclass(slots=True, eq=False)
class _Schema:
    """``graphene.Schema(query=…, mutation=…)``: the root types."""

    api: GraphApi
    roots: dict[str, Value] = field(default_factory=dict)
    camel: bool = True


def _schema(call: Call) -> Value:
    made = _Schema(new_api(call.evaluator, "graphene", call.place))
    for position, operation in enumerate(("query", "mutation", "subscription")):
        value = call.arg(position, operation)
        if value is not None:
            made.roots[operation] = value
    setting = call.arg(-1, "auto_camelcase")
    made.camel = not (isinstance(setting, Known) and setting.value is False)
    call.evaluator.found.append(made)
    return call.thing("graphene.Schema", made.api.router)


def _view(call: Call) -> Value:
    """``GraphQLView.as_view(schema=schema, graphiql=True)``."""
    value = call.named.get("schema")
    api = api_of(call.evaluator, value)
    if api is None and value is None:  # Django: the schema that the settings name
        known = [item for item in call.evaluator.found if isinstance(item, GraphApi) and item.framework == "graphene"]
        api = known[0] if len(known) == 1 else None
        if api is not None:
            call.named["schema"] = Thing("graphene.Schema", model=api.router)
    server = GraphServer("graphene-django", call.place, dict(call.named), call.evaluator.conditional > 0)
    if api is not None:
        api.servers.append(server)
    else:
        call.evaluator.found.append(server)
    return Thing(f"{call.name}()", made_by=call)


def _app(call: Call) -> Value:
    """Starlette's ``GraphQLApp(schema=schema)``."""
    api = api_of(call.evaluator, call.arg(0, "schema"))
    return serve(call, api, "starlette-graphene3") if api is not None else Unknown(call.expr)


def finish(evaluator: Evaluator) -> None:
    """The fields of all schemas' types; where no schema was seen, of the class that is called ``Query``."""
    schemas = [item for item in evaluator.found if isinstance(item, _Schema)]
    kinds = [kind for kind in list(evaluator.kinds.values()) if _is_type(kind)]
    if not kinds:
        return
    if not schemas:
        schemas = _by_name(evaluator, kinds)
    for schema in schemas[:1]:
        views_of(evaluator, schema.api, "graphene-django", _VIEWS)
    for schema in schemas:
        evaluator.attempt(lambda schema=schema: _fill(evaluator, schema, kinds))  # type: ignore[misc]


def _is_type(kind: Kind) -> bool:
    return kind.scope.module.language == "python" and any(
        _FIELD_LIKE.match(name) and name.endswith(("ObjectType", "Type", "Mutation", "Interface"))
        for name in kind.libraries()
    )


def _by_name(evaluator: Evaluator, kinds: list[Kind]) -> list[_Schema]:
    named = {operation: [kind for kind in kinds if kind.klass.name == operation.capitalize()
                         and kind.klass.module.file.role == "production"]
             for operation in ("query", "mutation", "subscription")}  # fmt: skip
    if len(named["query"]) != 1:
        return []
    first = named["query"][0]
    made = _Schema(new_api(evaluator, "graphene", Place(first.klass.module.path, first.klass.line)))
    made.roots = {operation: found[0] for operation, found in named.items() if len(found) == 1}
    return [made]


def _fill(evaluator: Evaluator, schema: _Schema, kinds: list[Kind]) -> None:
    known: set[int] = set()
    for operation, value in schema.roots.items():
        for kind in _kinds_of(value):
            known |= {id(level) for level in kind.lineage()}
            for made in _fields(evaluator, kind, operation, schema.camel):
                schema.api.add(made)
    for kind in kinds:
        if id(kind) not in known and kind.klass.module.file.role == "production":
            for made in _fields(evaluator, kind, "", schema.camel):
                schema.api.add(made)


def _kinds_of(value: Value) -> Iterator[Kind]:
    """The classes that a root type is: one, or the bases of ``type("Mutation", (A, B), {})``."""
    for item in options(value):
        if isinstance(item, Kind):
            yield item
        elif isinstance(item, Thing) and item.made_by is not None and item.made_by.name.endswith("type"):
            for base in (one for argument in item.made_by.args[1:2] for one in items_of(argument)):
                yield from (one for one in options(base) if isinstance(one, Kind))


def _fields(evaluator: Evaluator, kind: Kind, operation: str, camelcase: bool) -> Iterator[GraphField]:
    """The fields of a type, the inherited ones too, the nearest first."""
    seen: set[str] = set()
    for level in kind.lineage():
        for name, item in level.klass.fields.items():
            if name in seen or name.startswith("__") or item.value is None:
                continue
            seen.add(name)
            made = _field(evaluator, kind, level, item, operation)
            if made is not None:
                made.name = made.name or (camel(name) if camelcase else name)
                yield made


def _field(evaluator: Evaluator, kind: Kind, level: Kind, item: Field, operation: str) -> GraphField | None:
    expr = item.value
    if expr is None or expr.kind != "call" or expr.target is None:
        return None
    place = Place(level.klass.module.path, int(item.node.start_point[0]) + 1)
    parent = operation.capitalize() if operation else kind.klass.name
    name = text_of(evaluator.evaluate(expr.named.get("name"), level.scope)) or ""
    owner = evaluator.evaluate(expr.target.target, level.scope) if expr.target.kind == "attr" else None
    mutation = next((one for one in options(owner) if isinstance(one, Kind)), None) if owner is not None else None
    if expr.target.name == "Field" and mutation is not None:
        return _mutation(evaluator, mutation, GraphField(parent, name, mutation.klass.name, place, operation), expr)
    if not _makes_field(evaluator.evaluate(expr.target, level.scope)):
        return None
    type = text_of_expr(expr.args[0]) if expr.args else text_of_expr(expr.target)
    made = GraphField(parent, name, type, place, operation)
    made.is_list = _LISTS.search(expr.target.name) is not None or bool(re.match(r"(?:\w+\.)?\w*List\(", type))
    made.arguments = tuple(
        camel(key) for key, value in expr.named.items() if key not in _OPTIONS and value.kind == "call"
    )
    if expr.target.name.endswith("ConnectionField"):
        made.arguments += ("first", "after")
    made.documented = "description" in expr.named
    resolver = evaluator.evaluate(expr.named["resolver"], level.scope) if "resolver" in expr.named else None
    if not isinstance(resolver, Callee):
        name = f"resolve_{item.name}"
        resolver = next((one.attributes[name] for one in kind.lineage() if name in one.attributes), None)
    if isinstance(resolver, Callee):
        _resolved(made, resolver, kind)
    made.guards += _permissions(expr.named, level)
    return made


def _makes_field(callee: Value) -> bool:
    for item in options(callee):
        if isinstance(item, Library) and _FIELD_LIKE.match(item.name):
            return True
        if isinstance(item, Kind) and any(_FIELD_LIKE.match(name) for name in item.libraries()):
            return True
    return False


def _resolved(made: GraphField, resolver: Callee, kind: Kind) -> None:
    function = resolver.function
    name = f"{kind.klass.name}.{function.name}" if function.owner is not None else function.name
    made.handler = Handler(name or "resolver", place_of_function(function), function)
    made.guards = [guard for guard in decorators_of(resolver) if guard.name not in {"staticmethod", "classmethod"}]


def _permissions(named: Mapping[str, Expr], level: Kind) -> list[Guard]:
    """What a field of the project's own kind is given as permissions: ``PermissionsField(permissions=[…])``."""
    found = []
    for key, value in named.items():
        if _PERMISSIONS.search(key) and value.kind == "list" and value.args:
            place = Place(level.klass.module.path, int(value.node.start_point[0]) + 1)
            found.append(Guard(key, place, arguments=tuple(text_of_expr(item) for item in value.args)))
    return found


def _mutation(evaluator: Evaluator, kind: Kind, made: GraphField, expr: Expr) -> GraphField:
    """``CreateUser.Field()``: resolved by the class's own ``mutate``, or by what its base calls."""
    for level in kind.lineage():
        found = next((level.attributes[name] for name in _MUTATES if name in level.attributes), None)
        if isinstance(found, Callee):
            _resolved(made, found, kind)
            break
    meta = next((level.klass for level in kind.lineage() if _nested(evaluator, level, "Meta") is not None), None)
    if meta is not None:
        inner = _nested(evaluator, next(level for level in kind.lineage() if level.klass is meta), "Meta")
        fields = inner.klass.fields if inner is not None else {}
        named = {name: item.value for name, item in fields.items() if item.value is not None}
        made.guards += _permissions(named, kind)
        made.documented = "description" in named
    made.documented = made.documented or bool(kind.klass.module.documentation_of(kind.klass.node))
    names: list[str] = []
    for level in kind.lineage():
        arguments = _nested(evaluator, level, "Arguments") or _nested(evaluator, level, "Input")
        names += [camel(name) for name in (arguments.klass.fields if arguments is not None else {})]
        if arguments is not None:
            break
    made.arguments = tuple(names)
    made.documented = made.documented or "description" in expr.named
    return made


def _nested(evaluator: Evaluator, kind: Kind, name: str) -> Kind | None:
    value = kind.attributes.get(name)
    return value if isinstance(value, Kind) else None


_VIEWS = ("graphene_django.views.GraphQLView", "graphene_file_upload.django.FileUploadGraphQLView",
          "flask_graphql.GraphQLView", "graphql_server.flask.GraphQLView")  # fmt: skip
HANDLERS = {
    "graphene.Schema": _schema,
    "graphene_federation.build_schema": _schema,
    "graphene_federation.main.build_schema": _schema,
    **{f"{name}.as_view": _view for name in _VIEWS},
    "starlette_graphene3.GraphQLApp": _app,
    "starlette.graphql.GraphQLApp": _app,
}
