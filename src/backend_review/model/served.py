"""The code that runs while a request waits: handlers, resolvers, middleware, and the project's functions they call.

``served(routes, routers, graphs, effects)`` gives each function once, with the way from a request to it. What only
start-up, commands or jobs call is not among them.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tree_sitter import Node

from backend_review.finding import TraceStep
from backend_review.index.buildtags import is_built
from backend_review.index.expressions.data import FUNCTIONS
from backend_review.index.program import Function, Module
from backend_review.index.syntax import walk
from backend_review.model.effects import Effects, site
from backend_review.model.graphql import GraphApi
from backend_review.model.inputs.remote import remote_methods
from backend_review.model.routes import FoundRoute, Place, Route, Router
from backend_review.model.routes import Use as Used
from backend_review.model.values import Callee, Kind

_MAX_DEPTH = 8
_MAX_FUNCTIONS = 6000
_CALLS = {"call", "call_expression", "new_expression"}
_CONSTRUCTORS = ("__init__", "constructor")
# A Go function that is given the request, by the types of its parameters: it is a handler, whoever mounts it.
_GO_REQUEST = re.compile(
    r"^(?:\*gin\.Context|echo\.Context|\*echo\.Context|\*fiber\.Ctx|fiber\.Ctx|http\.ResponseWriter|\*http\.Request|\*fasthttp\.RequestCtx)$"
)

_JAVASCRIPT_REQUEST = (
    re.compile(r"^_?req(?:uest)?$"),
    re.compile(r"^_?res(?:ponse)?$|^reply$"),
    re.compile(r"^_?next$"),
)
_MENTIONS = {
    "go": re.compile(r"\b(?:gin|echo|fiber|http|fasthttp)\."),
    "javascript": re.compile(r"\breq(?:uest)?\b[\s\S]{0,80}\b(?:res(?:ponse)?|reply)\b"),
}


@dataclass(frozen=True, slots=True)
class Served:
    """A function that a request runs. ``entry`` is what is asked for (``POST /orders``), ``way`` how it gets there.

    ``framework`` and ``app`` are those of its route, "" and None where no application is known to mount it; ``root``
    says that the framework itself calls it.
    """

    function: Function
    entry: str
    way: tuple[TraceStep, ...]
    framework: str = ""
    app: Router | None = None
    depth: int = 0
    handler: str = ""  # what the function that answers is called

    @property
    def root(self) -> bool:
        return self.depth == 0


def served(
    routes: Iterable[FoundRoute], routers: Iterable[Router], graphs: Iterable[GraphApi], effects: Effects
) -> list[Served]:
    """The functions that requests run, each once, by the shortest way to it."""
    found: dict[tuple[str, int], Served] = {}
    pending: deque[Served] = deque()

    def reach(item: Served) -> None:
        key = (item.function.module.path, item.function.node.start_byte)
        if key not in found and len(found) < _MAX_FUNCTIONS:
            found[key] = item
            pending.append(item)

    for item in (
        *_of_routes(routes),
        *_of_routers(routers),
        *_of_graphs(graphs),
        *_of_remote(effects),
        *_of_signatures(effects),
    ):
        reach(item)
    while pending:
        current = pending.popleft()
        if current.root:
            try:
                effects.handling(current.function)
            except RecursionError:
                continue
        if current.depth >= _MAX_DEPTH:
            continue
        for function, place in calls_of(effects, current.function):
            name = f"{function.owner.name}.{function.name}" if function.owner is not None else function.name
            message = f"calls {name or 'a function'}"
            step = TraceStep(place.path, place.line, 1, message)
            way = (*current.way, step)
            reach(
                Served(function, current.entry, way, current.framework, current.app, current.depth + 1, current.handler)
            )
    return list(found.values())


def _of_routes(routes: Iterable[FoundRoute]) -> Iterator[Served]:
    guarding: list[Served] = []
    for found in routes:
        route = found.route
        title = _title(route, found.path)
        steps = (
            TraceStep(found.app.place.path, found.app.place.line, 1, f"the {found.app.framework} application"),
            TraceStep(route.place.path, route.place.line, 1, title),
        )
        for guard in found.guards:
            for function in (guard.function, *guard.reached):
                if function is not None:
                    step = TraceStep(guard.place.path, guard.place.line, 1, f"passes {guard.name}")
                    guarding.append(
                        Served(function, title, (*steps, step), found.app.framework, found.app, 0, guard.name)
                    )
        function = route.handler.function
        if function is not None:
            yield Served(
                function, title, (*steps, _handler(function)), found.app.framework, found.app, 0, route.handler.name
            )
    yield from guarding


def _of_routers(routers: Iterable[Router]) -> Iterator[Served]:
    """The routes of routers that nothing mounts where we see it."""
    for router in routers:
        for entry in router.entries:
            function = entry.handler.function if isinstance(entry, Route) else None
            if isinstance(entry, Route) and function is not None:
                title = _title(entry, router.prefix + entry.path)
                step = TraceStep(entry.place.path, entry.place.line, 1, title)
                yield Served(
                    function, title, (step, _handler(function)), router.framework, router, 0, entry.handler.name
                )
            elif isinstance(entry, Used) and entry.guard.function is not None:
                function, guard = entry.guard.function, entry.guard
                step = TraceStep(guard.place.path, guard.place.line, 1, f"passes {guard.name}")
                title = f"every request below {router.prefix or '/'}"
                yield Served(function, title, (step,), router.framework, router, 0, guard.name)


def _of_remote(effects: Effects) -> Iterator[Served]:
    """Go: the methods that gRPC calls."""
    for function, _, _ in remote_methods(effects.evaluator):
        title = f"the call {function.name} of gRPC"
        step = TraceStep(function.module.path, function.line, 1, title)
        yield Served(function, title, (step,), "grpc", None, 0, function.name)


def _of_graphs(graphs: Iterable[GraphApi]) -> Iterator[Served]:
    for api in graphs:
        for field in api.fields:
            function = field.handler.function if field.handler is not None else None
            if function is not None and field.handler is not None:
                title = f"{field.parent}.{field.name}"
                place = field.handler.place
                step = TraceStep(place.path, place.line, 1, f"{title} is resolved")
                yield Served(function, title, (step,), "graphql", None, 0, field.name)


def _of_signatures(effects: Effects) -> Iterator[Served]:
    """The functions that are given a request: in Go by the types of their parameters, in JavaScript by their names."""
    project = effects.evaluator.project
    for language, mentions in _MENTIONS.items():
        for module in project.modules(language):
            if module.file.role != "production" or not mentions.search(module.file.text):
                continue
            if language == "go" and not is_built(module.path, module.file.text):
                continue
            for node in walk(module.tree.root_node):
                if node.type in FUNCTIONS and _takes_request(module, node):
                    function = function_at(module, node)
                    yield Served(function, "a request", (_handler(function),), "", None, 0, function.name)


def _takes_request(module: Module, node: Node) -> bool:
    taken = module.parameters_of(node)
    if module.language == "go":
        return len(taken) in {1, 2} and all(_GO_REQUEST.match(item.type) for item in taken)
    return len(taken) in {2, 3} and all(
        words.match(item.name) for words, item in zip(_JAVASCRIPT_REQUEST, taken, strict=False)
    )


def function_at(module: Module, node: Node) -> Function:
    """The function whose node this is."""
    made: Function = module._statements.function(module, node, [])
    return made


def _title(route: Route, path: str) -> str:
    method = "any method" if route.methods == ("*",) else ", ".join(route.methods)
    return f"{method} {path}"


def _handler(function: Function) -> TraceStep:
    return TraceStep(function.module.path, function.line, 1, f"handler: {function.name or 'function'}")


def calls_of(effects: Effects, function: Function) -> Iterator[tuple[Function, Place]]:
    """The project's functions that a function calls, closures within it included."""
    module = function.module
    for node in walk(function.node):
        if node.type not in _CALLS:
            continue
        for item in effects.called.get(site(module, node), ()):
            place = Place(module.path, int(node.start_point[0]) + 1)
            if isinstance(item, Callee):
                yield item.function, place
            elif isinstance(item, Kind):
                for name in _CONSTRUCTORS:
                    if name in item.klass.methods:
                        yield item.klass.methods[name], place


def strange_calls(effects: Effects, function: Function) -> Iterator[str]:
    """The names of what a function calls that is none of the project's functions."""
    module = function.module
    for node in walk(function.node):
        if node.type in _CALLS and not effects.called.get(site(module, node)):
            called = node.child_by_field_name("function") or node.child_by_field_name("constructor")
            if called is not None:
                yield module.text(called).rpartition(".")[2]
