"""Routes: what a framework's routers know, and the list of routes that comes of mounting them in each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from backend_review.index.program import Function, Module
from backend_review.model.values import HOLE, Callee, Kind, Value

ANY_METHOD = "*"
_MAX_DEPTH = 12


@dataclass(slots=True, frozen=True)
class Place:
    """A place in the code that proves something: path and line."""

    path: str
    line: int


@dataclass(slots=True, eq=False)
class Guard:
    """Something a request passes before the handler: a dependency, middleware, decorator, permission or hook.

    ``name`` is as the project calls it (``get_current_user``, ``jwt.verify``); ``arguments`` are its texts
    (``role("admin")``); ``function`` is its own code, when the project has it.
    """

    name: str
    place: Place
    function: Function | None = None
    arguments: tuple[str, ...] = ()
    value: Value | None = None
    written: str = ""  # as it stands where it is used: auth.jwt
    reached: tuple[Function, ...] = ()  # the functions that it hands the request to
    chosen: bool = False  # it guards more than entrances and leaves some entrance open: where it stands, it is meant


@dataclass(slots=True, eq=False)
class Handler:
    """What answers a request."""

    name: str
    place: Place
    function: Function | None = None
    reached: tuple[Function, ...] = ()  # the functions that it hands the request to
    callee: Callee | None = None  # with the variables around it, where a factory has made it
    of: Kind | None = None  # the class whose objects answer, which may have the method from another one


@dataclass(slots=True, eq=False)
class Route:
    """One route of a router. ``methods`` are upper case, ``*`` for any; ``path`` in the framework's style.

    ``kind`` is http, websocket or graphql; ``operation`` is a GraphQL field (``Query.users``) with its ``arguments``.
    """

    methods: tuple[str, ...]
    path: str
    handler: Handler
    place: Place
    guards: list[Guard] = field(default_factory=list)
    conditional: bool = False
    request_schema: str = ""
    response_schema: str = ""
    status: int | None = None
    documented: bool = False
    kind: str = "http"
    options: dict[str, Value] = field(default_factory=dict)
    absolute: bool = False  # the prefixes around it do not apply
    paged: bool | None = None  # a list that the framework itself answers with: whether it gives pages
    as_written: bool = False  # its parameters are written {name} already, and a colon is part of the path
    operation: str = ""
    arguments: tuple[str, ...] = ()


@dataclass(slots=True, eq=False)
class Mount:
    """A router below a path of another one."""

    path: str
    router: Router
    place: Place
    guards: list[Guard] = field(default_factory=list)
    conditional: bool = False


@dataclass(slots=True, eq=False)
class Use:
    """A guard from here on (``ordered`` routers) or for the whole router, below a path (``exact``: at this path)."""

    guard: Guard
    path: str = ""
    exact: bool = False


@dataclass(slots=True, eq=False)
class Router:
    """An application or router. ``entries`` are in the order in which the program adds them."""

    framework: str
    place: Place
    prefix: str = ""
    is_app: bool = False
    ordered: bool = False
    entries: list[Route | Mount | Use] = field(default_factory=list)
    name: str = ""
    slash: str = "keep"  # how prefix and path meet: keep (as written) or join (one slash between, none at the end)
    endpoint: bool = False  # one path answers for all of its routes: a GraphQL API


@dataclass(slots=True, eq=False)
class FoundRoute:
    """A route of the whole application: full path with ``{name}`` parameters, and all guards on the way to it."""

    route: Route
    path: str
    app: Router
    guards: list[Guard]
    conditional: bool
    written: str = ""  # the full path with its parameters as the program writes them

    @property
    def methods(self) -> tuple[str, ...]:
        return self.route.methods


def routes_of(routers: list[Router]) -> list[FoundRoute]:
    """All routes of all applications; a router that is mounted twice gives its routes twice.

    Routers that nothing mounts belong to no application: they give no routes.
    """
    found: list[FoundRoute] = []
    for router in routers:
        if router.is_app:
            found.extend(_below(router, router, "", (), False, ()))
    return _once(found)


def _once(found: list[FoundRoute]) -> list[FoundRoute]:
    """Without the routes that several ways lead to (both sides of a condition, an application's factory that is
    called twice): the first one stands for all."""
    first: dict[tuple[object, ...], FoundRoute] = {}
    for item in found:
        key = (item.app.place, item.methods, item.path, item.route.place, item.route.handler.place)
        kept = first.setdefault(key, item)
        kept.conditional = kept.conditional and item.conditional
    return list(first.values())


def _below(
    app: Router, router: Router, prefix: str, guards: tuple[Use, ...], conditional: bool, around: tuple[int, ...]
) -> Iterator[FoundRoute]:
    """``guards`` are those met so far; the path of one says which of the full paths it guards.

    ``around`` are the routers that this one is in: one that is mounted below itself gives its routes once.
    """
    if len(around) > _MAX_DEPTH or id(router) in around:
        return
    inside = (*around, id(router))
    prefix = join(prefix, "" if router.prefix == HOLE else router.prefix, router.slash)
    uses = [_placed(entry, prefix, router.slash) for entry in router.entries if isinstance(entry, Use)]
    before: list[Use] = [] if router.ordered else uses
    # A setting that other paths begin with (BASE + "/login") is taken for empty where it is the whole path, too.
    based = any(isinstance(entry, Route) and entry.path.startswith(f"{HOLE}/") for entry in router.entries)
    for entry in list(router.entries):
        if isinstance(entry, Use):
            if router.ordered:
                before = [*before, _placed(entry, prefix, router.slash)]
            continue
        own = (*guards, *before, *(Use(guard) for guard in entry.guards))
        maybe = conditional or entry.conditional
        if isinstance(entry, Mount):
            path = join(prefix, "" if entry.path == HOLE else entry.path, router.slash)
            yield from _below(app, entry.router, path, own, maybe, inside)
        else:
            own_path = "" if based and entry.path == HOLE else entry.path
            written = own_path if entry.absolute else join(prefix, own_path, router.slash)
            path = written if entry.as_written else normal_path(written, app.framework)
            # A guard that stands before a router and for what comes after it, too, is one guard.
            chain = list({id(use.guard): use.guard for use in own if _covers(use, path)}.values())
            named = _operation_at(entry, path) if entry.operation else path
            yield FoundRoute(entry, named, app, chain, maybe, written)


def _operation_at(route: Route, endpoint: str) -> str:
    """A GraphQL field with the path of its endpoint before it, where there is one."""
    return route.operation if endpoint == "/" else f"{endpoint} {route.operation}"


def _placed(use: Use, prefix: str, slash: str) -> Use:
    """A guard with the full path that it guards; "" for one that guards all that its router has."""
    inside = use.path.strip("/")
    if not inside and not (use.exact and use.path):
        return Use(use.guard)
    return Use(use.guard, normal_path(join(prefix, use.path, slash)), use.exact)


def _covers(use: Use, path: str) -> bool:
    """Whether a guard guards a path; parameters match whatever they are called."""
    if not use.path:
        return True
    wanted, given = ([part for part in text.split("/") if part] for text in (use.path, path))
    if len(given) < len(wanted) or (use.exact and len(given) != len(wanted)):
        return False
    return all(a == b or (a.startswith("{") and a != HOLE) for a, b in zip(wanted, given, strict=False))


def join(prefix: str, path: str, slash: str = "keep") -> str:
    """A path below a prefix. A prefix that is wholly unknown (a setting) is taken for empty."""
    prefix = "" if prefix == HOLE else prefix
    if path == HOLE + path[len(HOLE) :] and path[len(HOLE) : len(HOLE) + 1] == "/":
        path = path[len(HOLE) :]
    if slash == "join":
        parts = [part for part in (prefix.strip("/"), path.strip("/")) if part]
        return "/" + "/".join(parts)
    if prefix.endswith("/") and path.startswith("/"):
        return prefix + path[1:]
    if prefix and path and not prefix.endswith("/") and not path.startswith("/"):
        return f"{prefix}/{path}"
    return prefix + path


# Frameworks to which a colon within a part of a path is a letter: ``/tasks/{id}:run``.
_PLAIN_COLONS = frozenset(
    {"gorilla", "net/http", "chi", "aiohttp", "flask", "django", "drf", "ninja", "fastapi", "starlette", "connexion"}
)
_PARAMETER = re.compile(
    r"<(?:[^<>:]+:)?(?P<flask>\w+)>"  # Flask, Django
    r"|\{(?P<braces>\w+)(?:\.\.\.|\*|:(?:[^{}]|\{[^{}]*\})*)?\}"  # Starlette, chi, net/http, gorilla, aiohttp
    r"|:(?P<colon>\w+)(?:\((?:[^()]|\([^()]*\))*\))?[?*+]?(?:\{[^{}]*\})?"  # Express, Gin, Echo, Fiber, Koa, Hono
    r"|\*(?P<star>\w*)"  # Gin, Express 5
)


def normal_path(path: str, framework: str = "") -> str:
    """A path with every parameter written ``{name}``, whatever the framework's own way of writing it."""

    def written(found: re.Match[str]) -> str:
        if found["colon"] and framework in _PLAIN_COLONS and found.string[found.start() - 1 : found.start()] != "/":
            return found[0]
        name = found["flask"] or found["braces"] or found["colon"] or found["star"] or "*"
        return "{" + name + "}"

    path = _PARAMETER.sub(written, path.replace("{?}", "\0")).replace("\0", "{?}")
    path = re.sub(r"//+", "/", path)
    return path if path.startswith("/") else f"/{path}"


def place_of(module: Module, node_line: int) -> Place:
    """The place of a line (from 0, as the parser counts) of a module."""
    return Place(module.path, node_line + 1)


def keep_endpoints(routers: list[Router]) -> None:
    """GraphQL APIs that nothing was seen to mount stand for themselves."""
    inside = {id(router) for router in routers if router.is_app}
    pending = [router for router in routers if router.is_app]
    while pending:
        for entry in pending.pop().entries:
            if isinstance(entry, Mount) and id(entry.router) not in inside:
                inside.add(id(entry.router))
                pending.append(entry.router)
    for router in routers:
        router.is_app = router.is_app or (router.endpoint and id(router) not in inside)


def choose_apps(routers: list[Router]) -> None:
    """Where no application is made that we know of, the routers that nothing mounts stand for it."""
    if any(router.is_app and router.entries for router in routers):
        return
    mounted = {id(entry.router) for router in routers for entry in router.entries if isinstance(entry, Mount)}
    for router in routers:
        router.is_app = router.is_app or (id(router) not in mounted and not router.endpoint)
