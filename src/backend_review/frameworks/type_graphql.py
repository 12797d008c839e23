"""type-graphql: resolver classes that ``buildSchema`` is given. https://typegraphql.com/docs/bootstrap.html"""

from __future__ import annotations

from dataclasses import dataclass

from backend_review.frameworks._graphql import new_api
from backend_review.frameworks._graphql_classes import fields_of_class, is_resolver, wrapped_guards
from backend_review.model.evaluator import Call, Evaluator
from backend_review.model.graphql import GraphApi
from backend_review.model.routes import Place, Use
from backend_review.model.values import Kind, Value, items_of, options

_LIBRARY = "type-graphql"


@dataclass(slots=True, eq=False)
class _Built:
    api: GraphApi
    call: Call
    kinds: list[Kind]


def _build(call: Call) -> Value:
    api = new_api(call.evaluator, _LIBRARY, call.place)
    given = (one for way in items_of(call.option("resolvers", 0)) for one in options(way))
    call.evaluator.found.append(_Built(api, call, [item for item in given if isinstance(item, Kind)]))
    around = call.option("globalMiddlewares", 0)
    api.router.entries += [Use(guard) for guard in wrapped_guards(call, [around] if around is not None else [])]
    return call.thing("graphql.Schema", api.router)


def finish(evaluator: Evaluator) -> None:
    """The fields of the resolvers that a schema was built of; of all resolvers where it is not known of which."""
    every = [
        kind
        for kind in list(evaluator.kinds.values())
        if kind.klass.module.file.role in {"production", "script"} and is_resolver(evaluator, kind, _LIBRARY)
    ]
    if not every:
        return
    built = [item for item in evaluator.found if isinstance(item, _Built)]
    if not built:
        place = Place(every[0].klass.module.path, every[0].klass.line)
        evaluator.attempt(lambda: _fill(evaluator, new_api(evaluator, _LIBRARY, place), every))
    for made in built:
        evaluator.attempt(lambda made=made: _fill(evaluator, made.api, made.kinds or every))  # type: ignore[misc]


def _fill(evaluator: Evaluator, api: GraphApi, kinds: list[Kind]) -> None:
    for kind in kinds:
        for field in fields_of_class(evaluator, kind, _LIBRARY):
            api.add(field)


HANDLERS = {f"{_LIBRARY}.{name}": _build for name in ("buildSchema", "buildSchemaSync", "buildTypeDefsAndResolvers")}
