"""Go: work for a request that does not end with it, and contexts of requests that outlive them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tree_sitter import Node

from backend_review.checks._calls import match_at
from backend_review.checks._contexts import Reach, reach_of
from backend_review.checks._marks import MARK
from backend_review.checks._syntax import enclosing, find_all, text_of
from backend_review.finding import Audience, Confidence, Match
from backend_review.index.expressions import code_of
from backend_review.index.project import Project
from backend_review.project.source import SourceFile

LANGUAGES = frozenset({"go"})

_RULE = "detached-context"
_QUICK = re.compile(rb"context\"|gin\.Context|echo\.Context|fiber\.Ctx")
_FUNCTIONS = {"function_declaration", "method_declaration", "func_literal"}
# The type of what a framework calls a handler with -> how the request's own context is written.
_REQUESTS = {
    "http.Request": "{name}.Context()",
    "gin.Context": "{name}.Request.Context()",
    "echo.Context": "{name}.Request().Context()",
    "fiber.Ctx": "{name}.UserContext()",
    "fasthttp.RequestCtx": "{name}",
    "iris.Context": "{name}.Request().Context()",
    "context.Context": "{name}",
}
# Those that are taken back and given to another request when the handler returns.
_REUSED = {"gin.Context": "Gin", "echo.Context": "Echo", "fiber.Ctx": "Fiber"}
# What has to be done although the request is over, by what such functions are called.
_ENDS = re.compile(
    r"(?i)^(?:shut|stop|clos|clean|releas|unlock|rollback|dispos|teardown|drain|flush|detach|background|async|cancel)|InBackground|Async$|Background$"
)
# Functions given to these run later, or apart from the request.
_RUNS_APART = re.compile(
    r"(?:^|\.)(?:Go|TryGo|AfterFunc|Submit|Schedule|Every|AddFunc|Do|Cleanup|Defer|Enqueue|Async|Background|OnShutdown|RegisterOnShutdown|NewTask|Spawn)$"
)
_LOGS = re.compile(r"^(?:slog|log|logger|logging)\b.*|.*\.(?:LogAttrs|(?:Debug|Info|Warn|Error)(?:Context|f|w)?)$")
_REASON = re.compile(
    rf"(?i)//(?!\s*{MARK}).*\b(?:cancel|detach|background|disconnect|outliv|independent|request (?:ends|is over|context)|client)"
)
_DERIVES = {
    "WithTimeout",
    "WithCancel",
    "WithDeadline",
    "WithValue",
    "WithTimeoutCause",
    "WithCancelCause",
    "WithDeadlineCause",
}


@dataclass(frozen=True, slots=True)
class _Given:
    """The parameter of a function that carries a request: its name and its type without the pointer."""

    name: str
    type: str


def find_in(file: SourceFile, project: Project) -> Iterator[Match]:
    """A match for each background context in a request's way, and each use of a reused context in a goroutine."""
    code = code_of(file) if _QUICK.search(file.data) else None
    if code is None:
        return
    root = code.tree.root_node
    for call in find_all(file, root, "(call_expression function: (selector_expression)) @x"):
        name = text_of(call.child_by_field_name("function"))
        if name in {"context.Background", "context.TODO"}:
            match = _detached(file, project, call, name)
            if match is not None:
                yield match
    for statement in find_all(file, root, "(go_statement) @x"):
        yield from _outlives(file, statement)


def _detached(file: SourceFile, project: Project, call: Node, name: str) -> Match | None:
    function = _function_of_request(call)
    if function is None:
        return None
    given = _given(function)
    if given is None or _is_default(call, given) or _is_apart(call, function):
        return None
    if _ENDS.search(text_of(function.child_by_field_name("name"))) or _is_over(call, function, given):
        return None
    if _is_meant(file, call):
        return None
    own = _REQUESTS[given.type].format(name=given.name)
    reach = reach_of(file, project, call)
    if reach == Reach.DROPPED:
        return None
    whose = "the caller's context" if given.type == "context.Context" else "the request"
    return match_at(
        _RULE,
        file,
        call,
        f"`{name}()` is cut off from {whose}: when the client goes away or the deadline passes, this goes on and holds its "
        f"connection, and the trace ends here. Pass on `{own}`, or `context.WithoutCancel({own})` where the work has to be finished.",
        confidence=Confidence.MEDIUM if given.type in {"context.Context", "fiber.Ctx"} else None,
        # Many that are given a context start something that goes on; a span alone holds nothing.
        audience=Audience.PEDANTIC if given.type == "context.Context" or reach == Reach.LITTLE else None,
    )


def _function_of_request(node: Node) -> Node | None:
    """The function around a node that has a request or a context; None where it runs apart from that."""
    current: Node | None = node
    while current is not None:
        above = current.parent
        if current.type in {"go_statement", "defer_statement"}:
            return None
        if current.type in _FUNCTIONS:
            if _given(current) is not None:
                return current
            if current.type != "func_literal" or (above is not None and _runs_apart(above)):
                return None
        current = above
    return None


def _runs_apart(arguments: Node) -> bool:
    call = arguments.parent
    if arguments.type != "argument_list" or call is None:
        return False
    return _RUNS_APART.search(text_of(call.child_by_field_name("function"))) is not None


def _given(function: Node) -> _Given | None:
    parameters = function.child_by_field_name("parameters")
    found: list[_Given] = []
    for item in parameters.named_children if parameters is not None else ():
        kind = text_of(item.child_by_field_name("type")).lstrip("*")
        kind = re.sub(r"^v\d+\.", "", kind)
        name = text_of(item.child_by_field_name("name"))
        if kind in _REQUESTS and name not in {"", "_"}:
            found.append(_Given(name, kind))
    return next((item for item in found if item.type != "context.Context"), found[0] if found else None)


def _is_default(call: Node, given: _Given) -> bool:
    """``if ctx == nil { ctx = context.Background() }``"""
    node: Node | None = call
    while node is not None and node.type not in _FUNCTIONS:
        if node.type == "if_statement" and re.search(r"==\s*nil", text_of(node.child_by_field_name("condition"))):
            return True
        node = node.parent
    return False


def _is_apart(call: Node, function: Node) -> bool:
    """Whether the context is for something else than the request: a log line, or goroutines only."""
    node = call
    while node.parent is not None and node.parent.type == "argument_list":
        outer = node.parent.parent
        if outer is None:
            return False
        called = text_of(outer.child_by_field_name("function"))
        if _LOGS.match(called) or _ENDS.search(called.rpartition(".")[2]):
            return True
        if called.rpartition(".")[2] not in _DERIVES:
            return _started_with(outer, function) or _in_helper_of_goroutine(call, function)
        node = outer
    holder = node.parent.parent if node.parent is not None and node.parent.type == "expression_list" else None
    left = holder.child_by_field_name("left") if holder is not None else None
    if left is None or not left.named_children or left.named_children[0].type != "identifier":
        return False
    return _is_used_apart(text_of(left.named_children[0]), call, function)


def _is_used_apart(name: str, after: Node, function: Node) -> bool:
    uses = [item for item in _identifiers(function, name) if item.start_byte >= after.end_byte]
    return bool(uses) and all(_in_goroutine(item, function) for item in uses)


def _in_helper_of_goroutine(call: Node, function: Node) -> bool:
    """Whether a context stands in a closure of the function that goroutines call: it may run when the request is over."""
    closure = enclosing(call, {"func_literal"})
    return closure is not None and closure.id != function.id and _started_with(closure, function)


def _started_with(value: Node, function: Node) -> bool:
    """Whether a value gets a name that a goroutine of the function uses: ``job := New(context.Background())``."""
    holder = value.parent.parent if value.parent is not None else None
    left = holder.child_by_field_name("left") if holder is not None and holder.type == "short_var_declaration" else None
    if left is None or left.named_children[0].type != "identifier":
        return False
    name = text_of(left.named_children[0])
    uses = [item for item in _identifiers(function, name) if item.start_byte >= value.end_byte]
    return any(_starts(item, function) for item in uses)


def _starts(node: Node, function: Node) -> bool:
    current: Node | None = node
    while current is not None and current.id != function.id:
        if current.type == "go_statement":
            return True
        current = current.parent
    return False


def _identifiers(node: Node, name: str) -> Iterator[Node]:
    pending = [node]
    while pending:
        found = pending.pop()
        if found.type == "identifier" and text_of(found) == name:
            yield found
        pending += reversed(found.named_children)


def _in_goroutine(node: Node, function: Node) -> bool:
    current: Node | None = node
    while current is not None and current.id != function.id:
        if current.type in {"go_statement", "defer_statement"} or (
            current.type == "argument_list" and _runs_apart(current)
        ):
            return True
        current = current.parent
    return False


def _is_over(call: Node, function: Node, given: _Given) -> bool:
    """Whether the context that the function was given has ended before: ``<-ctx.Done()``, ``ctx.Err() != nil``."""
    before = text_of(function)[: call.start_byte - function.start_byte]
    if re.search(rf"<-\s*{re.escape(given.name)}\.Done\(\)", before) is not None:
        return True
    # It listens for the end of the request itself.
    return given.type != "context.Context" and "<-" + _REQUESTS[given.type].format(
        name=given.name
    ) + ".Done()" in text_of(function)


def _is_meant(file: SourceFile, call: Node) -> bool:
    """Whether a comment above says why."""
    row = int(call.start_point[0])
    lines = file.lines[max(0, row - 3) : row + 1]
    return any(_REASON.search(line) for line in lines)


def _outlives(file: SourceFile, statement: Node) -> Iterator[Match]:
    """The first use of a context in a goroutine, when it is reused for other requests and nobody waits for the goroutine."""
    function = statement.parent
    while function is not None and (function.type not in _FUNCTIONS or _given(function) is None):
        function = function.parent
    given = _given(function) if function is not None else None
    if function is None or given is None or given.type not in _REUSED or _is_awaited(statement, function):
        return
    for use in _identifiers(statement, given.name):
        if _is_late(use, statement, given.name):
            library = _REUSED[given.type]
            instead = (
                f"Make `copied := {given.name}.Copy()` before the goroutine and use that in it."
                if given.type == "gin.Context"
                else "Read what the goroutine needs before it starts, and hand it only that."
            )
            yield match_at(
                _RULE,
                file,
                use,
                f"`{given.name}` is used in a goroutine, and {library} gives it to the next request as soon as this handler returns: the goroutine then "
                f"reads somebody else's request. {instead}",
            )
            return


def _is_awaited(statement: Node, function: Node) -> bool:
    """Whether the handler waits for its goroutines: a wait group, an error group, a channel."""
    after = text_of(function)[statement.end_byte - function.start_byte :]
    return re.search(r"\.Wait\(\)|<-\s*\w|range\s+\w*[cC]h|select\s*\{", after) is not None


def _is_late(use: Node, statement: Node, name: str) -> bool:
    """Whether a use is made when the goroutine runs: in its function, or because it is given the context itself."""
    above = use.parent
    node = above
    while node is not None and node.id != statement.id:
        if node.type == "func_literal":
            parameters = node.child_by_field_name("parameters")
            return (
                name not in [text_of(item) for item in _identifiers(parameters, name)]
                if parameters is not None
                else True
            )
        node = node.parent
    if above is None or above.type == "argument_list":
        return above is not None
    call = above.parent  # go c.JSON(…)
    return above.type == "selector_expression" and call is not None and call.parent == statement
