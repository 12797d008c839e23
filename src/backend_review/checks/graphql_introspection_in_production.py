"""A GraphQL server that shows its whole schema, or a page to write queries on, wherever it runs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from backend_review.backend import Backend
from backend_review.checks._graphql import texts_around
from backend_review.checks._model import place_match, step
from backend_review.finding import Confidence, Match
from backend_review.model.graphql import GraphApi, GraphServer
from backend_review.model.routes import Place
from backend_review.model.values import Known, Table, Value, options

_OFF = re.compile(r"(?i)disable_?introspection|no_?schema_?introspection|block_?field_?suggestion")
_DEPENDS = re.compile(r"\?|\|\||&&|\bif\b|\bor\b|\band\b|(?i:env|debug|config|settings|!)")
# Options that switch on what people should not see, by the library; Apollo and Nest have both off in production.
_SWITCHES = {
    "@apollo/server": ("introspection", "playground"),
    "@nestjs/graphql": ("introspection", "playground", "graphiql"),
    "graphql-yoga": ("graphiql",),
    "mercurius": ("graphiql", "ide"),
    "express-graphql": ("graphiql",),
    "graphene-django": ("graphiql",),
    "strawberry": ("graphiql", "graphql_ide"),
    "ariadne": ("introspection", "debug"),
}
# Libraries in which the page is there for everybody unless these say otherwise.
_ON_BY_DEFAULT = {
    "graphql-yoga": ("graphiql",),
    "strawberry": ("graphiql", "graphql_ide"),
    "ariadne": ("introspection",),
}
_HIDE = {
    "gqlgen": "Use `handler.New` and add `extension.Introspection{}` and the playground only outside production.",
}
_SWITCH_OFF = "Switch it on by the environment only: `{0}` from the settings, off in production."


def judge(backend: Backend) -> Iterator[Match]:
    """A match a server, at the option that switches it on, or at the server where the library's default does."""
    for api in backend.graphs:
        hidden: bool | None = None
        for server in api.servers:
            found = None if server.conditional else _shown(server)
            if found is None or _decided(backend, server, found[0]):
                continue
            if hidden is None:
                hidden = any(_OFF.search(text) for text in texts_around(backend, api))
            if not hidden:
                yield _match(api, server, *found)
                break


def _match(api: GraphApi, server: GraphServer, option: str, place: Place, said: bool) -> Match:
    what = f"`{option}` is on in every environment"
    if not said:
        what = f"{server.library} offers `{option}` unless it is told not to, and here it is not"
    instead = _HIDE.get(api.framework) or _SWITCH_OFF.format(option)
    return place_match(
        "graphql-introspection-in-production",
        place,
        f"{what}, so everybody who reaches the endpoint reads the whole schema "
        f"({len(api.fields)} fields) and writes queries against it. {instead}",
        trace=(step(server.place, f"the server ({server.library})"), step(place, f"{option} is on")),
        confidence=None if said else Confidence.MEDIUM,
    )


def _shown(server: GraphServer) -> tuple[str, Place, bool] | None:
    """What shows the schema: its name, where, and whether the project itself says so."""
    for use in server.uses:
        if use.name in {"Introspection", "NewDefaultServer", "playground"} and not use.conditional:
            return use.name, use.place, True
    switches = _SWITCHES.get(server.library, ())
    for name in switches:
        if name in server.options and _is_on(server.options[name]):
            return name, server.place, True
    defaults = _ON_BY_DEFAULT.get(server.library, ())
    if defaults and not any(name in server.options for name in defaults) and _serves(server):
        return defaults[-1], server.place, False
    return None


def _decided(backend: Backend, server: GraphServer, option: str) -> bool:
    """Whether the file of the server gives the option a value that depends on something: ``config.x ?? true``."""
    file = backend.project.files.get(server.place.path)
    written = re.findall(rf"\b{option}\b['\"]?\s*[:=]\s*([^,\n]+)", file.text) if file is not None else []
    return any(_DEPENDS.search(text) for text in written)


def _serves(server: GraphServer) -> bool:
    """Whether this is what answers, not the schema it was given, which has options of its own."""
    return "query" not in server.options


def _is_on(value: Value) -> bool:
    """Whether a setting is on whatever the environment: a constant, or a table of settings."""
    found = list(options(value))
    return len(found) == 1 and (
        (isinstance(found[0], Known) and bool(found[0].value) and found[0].value is not None)
        or isinstance(found[0], Table)
    )
