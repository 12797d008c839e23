"""Strawberry: the types that ``strawberry.Schema`` is given, and the routers and views that serve them.

https://strawberry.rocks/docs/types/schema, /guides/permissions and /integrations/fastapi
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from backend_review.frameworks._graphql import api_of, camel, decorators_of, new_api, serve, views_of
from backend_review.frameworks.support import guards_of, place_of_function, text_of_expr
from backend_review.index.expressions.data import Expr
from backend_review.model.evaluator import Call, Evaluator
from backend_review.model.graphql import GraphApi, GraphField, GraphServer
from backend_review.model.routes import Guard, Handler, Place, Use
from backend_review.model.values import Callee, Kind, Known, Library, Thing, Unknown, Value, items_of, options, text_of

_OURS = re.compile(r"^strawberry(?:_django|\.django)?\.")
_FIELD = re.compile(
    r"^strawberry(?:_django)?(?:\.django|\.relay|\.federation|\.mutations)*"
    r"\.(?:field|mutation|subscription|connection|offset_paginated|node|create|update|delete|input_mutation)$"
)
_PASSES = {"self", "root", "info", "parent", "cls"}
_PAGED = re.compile(r"\.(?:connection|offset_paginated)$")
_LIST = re.compile(r"^(?:typing\.)?(?:Optional\[|Annotated\[)?(?:typing\.)?(?:list|List|Iterable|Sequence|QuerySet)\[")


@dataclass(slots=True, eq=False)
class _Schema:
    api: GraphApi
    roots: dict[str, Value] = field(default_factory=dict)
    camel: bool = True


@dataclass(slots=True, eq=False)
class _Merged:
    """``merge_types("Query", (A, B))`` and ``create_type("Query", [f, g])``: types and functions of one type."""

    parts: list[Value]


def _schema(call: Call) -> Value:
    made = _Schema(new_api(call.evaluator, "strawberry", call.place))
    for position, operation in enumerate(("query", "mutation", "subscription")):
        value = call.arg(position, operation)
        if value is not None:
            made.roots[operation] = value
    config = call.arg(-1, "config")
    table = config.made_by.named if isinstance(config, Thing) and config.made_by is not None else {}
    off = table.get("auto_camel_case")
    made.camel = not (isinstance(off, Known) and off.value is False)
    made.api.servers.append(GraphServer("strawberry", call.place, dict(call.named)))
    call.evaluator.found.append(made)
    return call.thing("strawberry.Schema", made.api.router)


def _merge(call: Call) -> Value:
    return call.thing("strawberry.Merged", _Merged(items_of(call.arg(1, "types") or call.arg(1, "fields"))))


def _router(call: Call) -> Value:
    """FastAPI's ``GraphQLRouter(schema)`` and the views of other frameworks."""
    api = api_of(call.evaluator, call.arg(0, "schema"))
    if api is None:
        return Unknown(call.expr)
    prefix, path = call.text(-1, "prefix") or "", call.text(-1, "path") or ""
    api.router.prefix = f"{prefix}/{path.strip('/')}".strip("/") if prefix or path else ""
    api.router.entries += [Use(guard) for guard in guards_of(call, call.arg(-1, "dependencies"))]
    return serve(call, api, "strawberry")


def _view(call: Call) -> Value:
    api = api_of(call.evaluator, call.named.get("schema"))
    if api is not None:
        api.servers.append(GraphServer("strawberry", call.place, dict(call.named), call.evaluator.conditional > 0))
    return Thing(f"{call.name}()", made_by=call)


def finish(evaluator: Evaluator) -> None:
    """The fields of all schemas' types."""
    schemas = [item for item in evaluator.found if isinstance(item, _Schema)]
    for schema in schemas[:1]:
        views_of(evaluator, schema.api, "strawberry", _VIEWS)
    for schema in schemas:
        evaluator.attempt(lambda schema=schema: _fill(evaluator, schema))  # type: ignore[misc]


def _fill(evaluator: Evaluator, schema: _Schema) -> None:
    roots: set[int] = set()
    for operation, value in schema.roots.items():
        for kind, made in _of_value(evaluator, value, operation, schema.camel, 0):
            roots.add(id(kind))
            schema.api.add(made)
    for kind in list(evaluator.kinds.values()):
        if id(kind) not in roots and kind.klass.module.file.role == "production" and _is_type(kind):
            for made in _fields(evaluator, kind, "", schema.camel):
                schema.api.add(made)


def _is_type(kind: Kind) -> bool:
    return any(
        name.endswith((".type", ".interface")) and _OURS.match(name)
        for item in kind.decorators
        for one in options(item)
        for name in [one.name if isinstance(one, Library) else one.made_by.name
                     if isinstance(one, Thing) and one.made_by is not None else ""]
    )  # fmt: skip


def _of_value(
    evaluator: Evaluator, value: Value, operation: str, camelcase: bool, depth: int
) -> Iterator[tuple[Kind | None, GraphField]]:
    for item in options(value):
        if isinstance(item, Kind):
            for made in _fields(evaluator, item, operation, camelcase):
                yield item, made
        elif isinstance(item, Thing) and isinstance(item.model, _Merged) and depth < 5:
            for part in item.model.parts:
                yield from _of_value(evaluator, part, operation, camelcase, depth + 1)
        elif isinstance(item, Callee):
            made_one = _method(evaluator, item.function.name, item, operation.capitalize(), operation, camelcase)
            if made_one is not None:
                yield None, made_one


def _fields(evaluator: Evaluator, kind: Kind, operation: str, camelcase: bool) -> Iterator[GraphField]:
    """The fields of a type, the inherited ones too, the nearest first."""
    seen: set[str] = set()
    for level in kind.lineage():
        for made in _of_level(evaluator, kind, level, operation, camelcase):
            if made.name not in seen:
                seen.add(made.name)
                yield made


def _of_level(evaluator: Evaluator, kind: Kind, level: Kind, operation: str, camelcase: bool) -> Iterator[GraphField]:
    """What one class of a type's lineage gives: methods, merged types among its bases, annotated names."""
    parent = operation.capitalize() if operation else kind.klass.name
    for name, value in level.attributes.items():
        if isinstance(value, Callee) and name in level.klass.methods:
            made = _method(evaluator, name, value, parent, operation, camelcase)
            if made is not None:
                yield made
    for base in level.bases:
        if isinstance(base, Thing) and isinstance(base.model, _Merged):
            yield from (made for _, made in _of_value(evaluator, base, operation, camelcase, 0))
    for name, item in level.klass.fields.items():
        if not name.startswith("_") and (item.annotation is not None or item.value is not None):
            made = _attribute(evaluator, level, name, parent, operation)
            if made is not None:
                made.name = made.name or (camel(name) if camelcase else name)
                yield made


def _decorator(function: Callee) -> tuple[Expr, Value, str] | None:
    """The decorator that makes a method a field, and the full name of what it is."""
    for expr, value in zip(function.function.decorators, function.decorators, strict=False):
        for item in options(value):
            name = item.name if isinstance(item, Library) else ""
            if isinstance(item, Thing) and item.made_by is not None:
                name = item.made_by.name
            if _FIELD.match(name):
                return expr, item, name
    return None


def _method(
    evaluator: Evaluator, name: str, value: Callee, parent: str, operation: str, camelcase: bool
) -> GraphField | None:
    found = _decorator(value)
    if found is None:
        return None
    expr, mark, library = found
    given = mark.made_by.named if isinstance(mark, Thing) and mark.made_by is not None else {}
    function = value.function
    place = place_of_function(function)
    own = text_of(given.get("name")) or (camel(name) if camelcase else name)
    made = GraphField(parent, own, function.return_type, place, operation)
    owner = f"{function.owner.name}." if function.owner is not None else ""
    made.handler = Handler(f"{owner}{function.name}", place, function)
    registers = expr.target if expr.kind == "call" and expr.target is not None else expr
    made.guards = [guard for guard in decorators_of(value) if guard.name != function.module.text(registers.node)]
    made.guards += _permissions(given, mark)
    made.arguments = tuple(
        camel(parameter.name) for parameter in function.parameters if parameter.name and parameter.name not in _PASSES
    )
    made.documented = bool(function.documentation) or "description" in given
    made.is_list = _LIST.match(function.return_type) is not None
    if _PAGED.search(library):
        made.arguments += ("first", "after")
    return made


def _permissions(given: dict[str, Value], mark: Value) -> list[Guard]:
    call = mark.made_by if isinstance(mark, Thing) else None
    found: list[Guard] = []
    for name in ("permission_classes", "extensions"):
        if call is not None and name in given:
            found += guards_of(call, given[name])
    return found


def _attribute(evaluator: Evaluator, level: Kind, name: str, parent: str, operation: str) -> GraphField | None:
    """``users: list[User] = strawberry.field(resolver=get_users)``; a bare annotation is a field of a type, too."""
    item = level.klass.fields[name]
    place = Place(level.klass.module.path, int(item.node.start_point[0]) + 1)
    type = text_of_expr(item.annotation) if item.annotation is not None else ""
    made = GraphField(parent, "", type, place, operation, is_list=_LIST.match(type) is not None)
    value = level.attributes.get(name) if item.value is not None else None
    marks = [one for one in options(value) if isinstance(one, (Thing, Callee))] if value is not None else []
    mark = marks[0] if marks else None
    if isinstance(mark, Callee):  # strawberry.field(f): the function itself
        return _method(evaluator, name, mark, parent, operation, True) if mark.decorators else None
    if mark is None or mark.made_by is None or not _OURS.match(mark.made_by.name):
        return made if item.annotation is not None and not operation and item.value is None else None
    call = mark.made_by
    made.name = text_of(call.named.get("name")) or ""
    resolver = call.arg(0, "resolver")
    made.documented = "description" in call.named
    made.guards = _permissions(call.named, mark)
    if isinstance(resolver, Callee):
        function = resolver.function
        made.handler = Handler(function.name, place_of_function(function), function)
        made.arguments = tuple(camel(one.name) for one in function.parameters if one.name not in _PASSES)
        made.documented = made.documented or bool(function.documentation)
        made.guards += decorators_of(resolver)
    if _PAGED.search(call.name) or "pagination" in call.named:
        made.arguments += ("first", "after")
    return made


_VIEWS = ("strawberry.django.views.GraphQLView", "strawberry.django.views.AsyncGraphQLView",
          "strawberry.flask.views.GraphQLView", "strawberry.flask.views.AsyncGraphQLView")  # fmt: skip
HANDLERS = {
    **dict.fromkeys(("strawberry.Schema", "strawberry.federation.Schema", "strawberry.schema.Schema"), _schema),
    **dict.fromkeys(("strawberry.tools.merge_types", "strawberry.tools.create_type"), _merge),
    **dict.fromkeys(
        ("strawberry.fastapi.GraphQLRouter", "strawberry.asgi.GraphQL", "strawberry.aiohttp.views.GraphQLView",
         "strawberry.litestar.make_graphql_controller", "strawberry.sanic.views.GraphQLView"), _router,
    ),
    **{f"{name}.as_view": _view for name in _VIEWS},
}  # fmt: skip
