"""GraphQL: what an API's schema offers, what resolves it, and the servers that answer.

Every field of a root type is a route of kind ``graphql``: its method is ``QUERY``, ``MUTATION`` or ``SUBSCRIPTION``,
its ``operation`` is the field (``Query.users``), and its full path is the endpoint's with the operation after it
(``/graphql Query.users``), or the operation alone where nothing was found that mounts the API.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from backend_review.model.routes import Guard, Handler, Place, Route, Router
from backend_review.model.values import Thing, Value

METHODS = {"query": "QUERY", "mutation": "MUTATION", "subscription": "SUBSCRIPTION"}
ROOT_NAMES = {"query": "Query", "mutation": "Mutation", "subscription": "Subscription"}


@dataclass(slots=True, eq=False)
class GraphField:
    """A field of an object type. ``type`` is as the schema or the code writes it: ``[User!]!``, ``list[User]``.

    ``parent`` is the type's name; ``operation`` is query, mutation or subscription for fields of the root types.
    """

    parent: str
    name: str
    type: str
    place: Place
    operation: str = ""
    arguments: tuple[str, ...] = ()
    handler: Handler | None = None
    guards: list[Guard] = field(default_factory=list)
    documented: bool = False
    conditional: bool = False
    is_list: bool = False


@dataclass(slots=True, frozen=True)
class GraphUse:
    """What is added to a server after it was made: an extension, a playground beside it."""

    name: str
    place: Place
    conditional: bool = False


@dataclass(slots=True, eq=False)
class GraphServer:
    """What answers GraphQL requests: made at ``place`` by ``library`` (``@apollo/server``), with these options."""

    library: str
    place: Place
    options: dict[str, Value] = field(default_factory=dict)
    conditional: bool = False
    uses: list[GraphUse] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class GraphApi:
    """An API: its fields, the router that stands for it where it is mounted, and the servers that answer for it."""

    framework: str
    place: Place
    fields: list[GraphField] = field(default_factory=list)
    servers: list[GraphServer] = field(default_factory=list)
    shields: list[Thing] = field(default_factory=list)  # rules around resolvers, by type and field
    router: Router = field(init=False)
    _known: set[tuple[str, str]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.router = Router(self.framework, self.place, slash="join", endpoint=True)

    def add(self, item: GraphField) -> None:
        """Add a field; the first of several of the same name stays. Those of root types become routes."""
        key = (item.parent, item.name)
        if key in self._known:
            return
        self._known.add(key)
        self.fields.append(item)
        if not item.operation:
            return
        handler = item.handler or Handler(f"{item.parent}.{item.name}", item.place)
        route = Route((METHODS[item.operation],), "", handler, item.place, item.guards, item.conditional)
        route.kind, route.operation = "graphql", f"{ROOT_NAMES[item.operation]}.{item.name}"
        route.response_schema, route.documented = item.type, item.documented
        route.arguments = item.arguments
        self.router.entries.append(route)
