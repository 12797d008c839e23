"""What middleware puts on the request for the handlers after it: ``req.models = models``, ``ctx.state.db = db``,
``c.set("db", db)``; what GraphQL's resolvers find in their context.

The middleware before a handler is walked with an empty request; the project's own objects and those of known libraries
that it has afterwards are what the handler finds there. Rows and texts are left out: they are of one request only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from backend_review.model.graphql import GraphApi
from backend_review.model.origins import member, of_handler, origins_of
from backend_review.model.queries import Query, Row
from backend_review.model.routes import FoundRoute, Guard
from backend_review.model.values import Callee, Kind, Table, Thing, Unknown, Value, options, text_of

if TYPE_CHECKING:
    from backend_review.model.effects import Effects
    from backend_review.model.libraries import Libraries

METHOD = "method"  # the option of a route whose handler answers other methods, too, and asks which it was
_REQUEST = frozenset({"request"})
_STATE = "state"  # Koa: ctx.state
_CONTEXT = 2  # resolve(parent, args, context, info)
_KEPT = "var"  # Hono: what c.set(…) has put there


def asked_with(
    effects: Effects, found: FoundRoute, api: GraphApi | None, known: dict[int, dict[str, Value]]
) -> tuple[list[Value], dict[str, Value]]:
    """What a handler is called with, the request with what the middleware before it has put there, the context of a
    resolver with what its ``api`` is made with; ``known`` is what each guard and API puts there."""
    args, named = of_handler(found)
    function = found.route.handler.function
    if function is None or function.module.language != "javascript":
        return args, named
    if found.route.kind == "graphql" and len(args) > _CONTEXT and api is not None:
        if id(api) not in known:
            known[id(api)] = _given_to_resolvers(effects, api)
        if known[id(api)]:
            args[_CONTEXT] = Thing(attributes=dict(known[id(api)]), origins=origins_of(args[_CONTEXT]))
        return args, named
    position = next((i for i, item in enumerate(args) if isinstance(item, Unknown) and item.origins == _REQUEST), None)
    if position is None:
        return args, named
    held: dict[str, Value] = {name: item for name, item in found.route.options.items() if name == METHOD}
    for guard in found.guards:
        if id(guard) not in known:
            known[id(guard)] = _put_by(effects, guard)
        held |= known[id(guard)]
    if held:
        args[position] = _request(held)
    return args, named


def _request(held: dict[str, Value]) -> Thing:
    made = Thing(attributes=dict(held), origins=_REQUEST)
    made.attributes[_STATE] = Thing(attributes=made.attributes, origins=_REQUEST)
    made.attributes[_KEPT] = made.attributes[_STATE]
    return made


def _given_to_resolvers(effects: Effects, api: GraphApi) -> dict[str, Value]:
    """What resolvers find in their context: what ``context: () => ({ prisma })`` gives, and ``dataSources``."""
    held: dict[str, Value] = {}
    for server in api.servers:
        for name in ("context", "dataSources"):
            given = server.options.get(name)
            for item in options(given) if given is not None else ():
                made = effects.handling(item.function, made=item).returns if isinstance(item, Callee) else item
                for table in options(made):
                    if isinstance(table, Table):
                        held |= {name: table} if name == "dataSources" else table.entries
    return {name: value for name, value in held.items() if not _says_who(name) and _lasts(effects.libraries, value)}


def _put_by(effects: Effects, guard: Guard) -> dict[str, Value]:
    """What a middleware puts on the request that it is handed."""
    from backend_review.model.flow import Walk

    function = guard.function
    if function is None or function.module.language != "javascript" or "=" not in function.module.text(function.node):
        return {}
    request = _request({})
    count = len(function.parameters)
    if not 1 < count < 5:
        return {}
    args: list[Value] = [Unknown()] * count
    args[1 if count == 4 else 0] = request
    scope, bound = effects.surroundings.around(function)
    if isinstance(guard.value, Callee):
        scope = effects.surroundings.given_around(guard.value, scope)
    Walk(effects, Callee(function, scope, bound), args, {}, 1).summary()
    state = request.attributes.pop(_STATE)
    del request.attributes[_KEPT]
    put = request.attributes | (state.entries if isinstance(state, Table) else {})
    return {name: value for name, value in put.items() if not _says_who(name) and _lasts(effects.libraries, value)}


def _says_who(name: str) -> bool:
    return "caller" in member(_REQUEST, name)


def _lasts(libraries: Libraries, value: Value, inside: int = 2) -> bool:
    """Whether a value is the same for all requests: a function, a class, an object that is no row."""
    for item in options(value):
        if isinstance(item, (Callee, Kind)):
            return True
        if isinstance(item, Table) and inside:
            return any(_lasts(libraries, part, inside - 1) for part in item.entries.values())
        if isinstance(item, Thing) and item.lookup is None and not isinstance(item.model, (Row, Query)):
            return item.kind is not None or libraries.type_of(item.type) in libraries.known
    return False


def kept(owner: Value, name: str, args: list[Value]) -> Value | None:
    """Hono: what ``c.get("db")`` gives, or ``c.set("db", db)`` keeps; None when a call is neither of these."""
    if name not in {"get", "set"} or not isinstance(owner, Thing) or owner.type or _STATE not in owner.attributes:
        return None
    key = text_of(args[0]) if args else None
    if key is None:
        return None
    if name == "set" and len(args) > 1:
        owner.attributes[key] = args[1]
    return owner.attributes.get(key)
