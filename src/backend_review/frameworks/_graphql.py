"""GraphQL: what its libraries have in common - the schema language, resolvers by the fields they resolve, endpoints.

A library's module puts a ``GraphApi`` into what is found, and gives the program an object that stands for the API's
router, so that web frameworks mount it as they mount any other router. Schema and resolvers are joined at the end.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from backend_review.frameworks.support import known_as, place_of_function, text_of_expr
from backend_review.index.expressions.data import Expr
from backend_review.index.program import Function
from backend_review.index.sdl import Sdl, SdlField, SdlType
from backend_review.model.evaluator import Call, Evaluator
from backend_review.model.graphql import GraphApi, GraphField, GraphServer
from backend_review.model.routes import Guard, Handler, Place, Router
from backend_review.model.values import (
    Callee,
    Library,
    Native,
    Table,
    Thing,
    Unknown,
    Value,
    items_of,
    options,
)

SCHEMA = "graphql.Schema"
_MERGES = re.compile(r"(?i)merge|assign|compose|combine|concat|flat|all|wrap")
_DEPTH = 6
# Directives that say something of the schema (the specification's, Federation's, gqlgen's), nothing of callers.
_OF_THE_SCHEMA = {
    "deprecated", "specifiedBy", "oneOf", "key", "external", "requires", "provides", "shareable", "inaccessible", "tag",
    "override", "extends", "link", "doc", "goField", "goModel", "goTag", "goEnum", "goExtraField", "cacheControl",
}  # fmt: skip


# Endpoints and servers


def api_of(evaluator: Evaluator, value: Value | None) -> GraphApi | None:
    """The API that a value stands for: a schema, or a server that was given one."""
    for item in options(value) if value is not None else ():
        model = item.model if isinstance(item, Thing) else None
        if isinstance(model, Router) and model.endpoint:
            return next((api for api in evaluator.found if isinstance(api, GraphApi) and api.router is model), None)
    return None


def new_api(evaluator: Evaluator, framework: str, place: Place) -> GraphApi:
    """A new API among what is found."""
    api = GraphApi(framework, place)
    evaluator.found += [api, api.router]
    return api


def serve(call: Call, api: GraphApi, library: str, type: str = SCHEMA, given: Value | None = None) -> Thing:
    """The object that stands for an API's server; its options are those of the call, or of a table of them."""
    known = dict(call.named)
    for item in options(given) if given is not None else ():
        if isinstance(item, Table):
            known |= item.entries
    api.servers.append(GraphServer(library, call.place, known, call.evaluator.conditional > 0))
    return call.thing(type, api.router)


@dataclass(slots=True, eq=False)
class SchemaFirst:
    """An API whose schema is text: what it was given as type definitions and as resolvers, to be joined at the end."""

    api: GraphApi
    types: list[Value] = field(default_factory=list)
    resolvers: list[Value] = field(default_factory=list)


# Resolvers


@dataclass(slots=True, eq=False)
class Resolver:
    """What resolves a field, and the guards that are wrapped around it."""

    handler: Handler
    guards: list[Guard] = field(default_factory=list)


class Resolvers:
    """Resolvers by type and field, as far as maps of them can be followed."""

    def __init__(self, evaluator: Evaluator) -> None:
        self.evaluator = evaluator
        self.found: dict[tuple[str, str], Resolver] = {}

    def read(self, value: Value | None, depth: int = 0) -> None:
        """A map of types to maps of fields, in any of the ways in which people put them together."""
        for item in (one for way in items_of(value) for one in options(way)):
            if isinstance(item, Table):
                for name, below in item.entries.items():
                    self.type(name, below)
            elif isinstance(item, Thing) and item.made_by is not None and depth < _DEPTH:
                merges = _MERGES.search(item.made_by.name.rpartition(".")[2])
                for argument in item.made_by.args if merges else ():
                    self.read(argument, depth + 1)

    def type(self, name: str, value: Value) -> None:
        """The fields of one type."""
        for item in options(value):
            if isinstance(item, Table):
                for field_name, resolver in item.entries.items():
                    self.add(name, field_name, resolver)
            elif isinstance(item, Thing) and item.made_by is not None:
                for argument in item.made_by.args:
                    self.type(name, argument)

    def add(self, type: str, name: str, value: Value) -> None:
        """The resolver of a field; ``{ subscribe, resolve }`` counts as its ``resolve`` or ``subscribe``."""
        resolver = resolver_of(self.evaluator, value)
        if resolver is not None:
            self.found.setdefault((type, name), resolver)


def resolver_of(evaluator: Evaluator, value: Value, depth: int = 0) -> Resolver | None:
    """The function that a resolver is, freed of what is wrapped around it (``isAuthenticated(resolve)``)."""
    if depth > _DEPTH:
        return None
    for item in options(value):
        if isinstance(item, Callee):
            return _of_function(evaluator, item, depth)
        if isinstance(item, Table):
            inner = item.entries.get("subscribe") or item.entries.get("resolve")
            return resolver_of(evaluator, inner, depth + 1) if inner is not None else None
        if isinstance(item, Thing) and item.made_by is not None:
            found = _of_call(evaluator, item.made_by, depth)
            if found is not None:
                return found
        if isinstance(item, Unknown) and item.expr is not None:
            return _written(item.expr)
        if isinstance(item, Library):
            return Resolver(Handler(item.name.rpartition(".")[2], Place("", 0)))
    return None


def _of_function(evaluator: Evaluator, item: Callee, depth: int) -> Resolver | None:
    """A function of the project; one that was made around a resolver is a guard of it."""
    function = item.function
    place = place_of_function(function)
    inside = _handed_on(item)
    if inside is None:
        return Resolver(Handler(_name(function), place, function), decorators_of(item))
    inner = resolver_of(evaluator, inside, depth + 1)
    guard = Guard(_name(function), place, function, value=item)
    return Resolver(inner.handler, [guard, *inner.guards]) if inner is not None else None


def _of_call(evaluator: Evaluator, made: Call, depth: int) -> Resolver | None:
    """What a library makes of functions: the last of them resolves, the others guard."""
    found = [resolver_of(evaluator, argument, depth + 1) for argument in made.args]
    known = [one for one in found if one is not None]
    if not known:
        return None
    last = known[-1]
    name = made.name.rpartition("/")[2].rpartition(".")[2]
    around = [Guard(one.handler.name, one.handler.place, one.handler.function) for one in known[:-1]]
    return Resolver(last.handler, [Guard(name, made.place), *around, *last.guards])


def _handed_on(closure: Callee) -> Callee | None:
    """The function that a closure was made around: one that the function around it was given, and that it calls."""
    if closure.scope.outer is None or closure.function.owner is not None:
        return None
    text = ""
    for name, value in closure.scope.names.items():
        if isinstance(value, Callee) and value is not closure and closure.scope.module is closure.function.module:
            text = text or closure.function.module.text(closure.function.node)
            if re.search(rf"(?<![\w.]){re.escape(name)}(?:\.(?:call|apply))?\(", text):
                return value
    return None


def _written(expr: Expr) -> Resolver | None:
    """A resolver of which only the expression is known: a call whose last argument may be a function."""
    inner = expr.args[-1] if expr.kind == "call" and expr.args else None
    guard = text_of_expr(expr.target) if expr.kind == "call" and expr.target is not None else ""
    if inner is not None and inner.kind == "func" and guard:
        return Resolver(Handler(text_of_expr(expr)[:40], Place("", 0)), [Guard(guard, Place("", 0))])
    return None


def decorators_of(function: Callee) -> list[Guard]:
    """The decorators of a resolver as guards: ``@login_required``."""
    module = function.function.module
    found = []
    for expr, value in zip(function.function.decorators, function.decorators, strict=False):
        target = expr.target if expr.kind == "call" and expr.target is not None else expr
        if isinstance(value, Native):  # what registers the function
            continue
        inner = next((item for item in options(value) if isinstance(item, Callee)), None)
        texts = tuple(text_of_expr(argument) for argument in expr.args)
        place = Place(module.path, int(expr.node.start_point[0]) + 1)
        found.append(
            Guard(module.text(target.node), place, inner.function if inner is not None else None, texts, value)
        )
    return found


def _name(function: Function) -> str:
    owner = f"{function.owner.name}." if function.owner is not None else ""
    return owner + (function.name or known_as(function) or "resolver")


# Joining


def join(api: GraphApi, documents: Iterable[Sdl], resolvers: dict[tuple[str, str], Resolver]) -> None:
    """The fields that texts declare, with what resolves them."""
    texts = list(documents)
    for text in texts:
        for kind in text.types:
            operation = next((found for item in (text, *texts) if (found := item.root_of(kind.name))), "")
            if kind.kind == "object":
                for item in kind.fields:
                    api.add(_field(text, kind, item, operation, resolvers.get((kind.name, item.name))))


def _field(text: Sdl, kind: SdlType, item: SdlField, operation: str, resolver: Resolver | None) -> GraphField:
    place = Place(text.path, item.line)
    guards = [
        Guard(f"@{used.name}", place, arguments=used.arguments)
        for used in (*kind.directives, *item.directives)
        if used.name not in _OF_THE_SCHEMA
    ]
    handler = resolver.handler if resolver is not None and resolver.handler.place.path else None
    if resolver is not None:
        handler = named(handler or Handler(resolver.handler.name, place), kind.name, item.name)
        guards += resolver.guards
    made = GraphField(kind.name, item.name, item.type, place, operation, item.arguments, handler, guards)
    made.documented, made.is_list = item.described, item.type.startswith("[")
    return made


def named(handler: Handler, parent: str, name: str) -> Handler:
    """A resolver by its field, where its function has no name that says anything."""
    if handler.name in {"resolve", "resolver", "subscribe", ""}:
        return Handler(f"{parent}.{name}", handler.place, handler.function)
    return handler


def same_name(name: str) -> str:
    """A name without the ways in which languages write it: ``userID``, ``user_id``, ``UserId``."""
    return re.sub(r"[^a-z0-9]", "", name.lower())


def camel(name: str) -> str:
    """``all_users`` as GraphQL writes it: ``allUsers``."""
    head, *rest = name.lstrip("_").split("_")
    return "_" * (len(name) - len(name.lstrip("_"))) + head + "".join(part[:1].upper() + part[1:] for part in rest)


def views_of(evaluator: Evaluator, api: GraphApi, library: str, names: Iterable[str]) -> None:
    """The project's own views that derive from a library's: servers with the options of their class."""
    wanted = set(names)
    for kind in list(evaluator.kinds.values()):
        if kind.klass.module.file.role == "production" and wanted & set(kind.libraries()):
            place = Place(kind.klass.module.path, kind.klass.line)
            known = {
                name: value for level in reversed(list(kind.lineage())) for name, value in level.attributes.items()
            }
            api.servers.append(GraphServer(library, place, known))
