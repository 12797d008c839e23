"""Debug mode: which settings modules are meant for development, and switches in configuration files."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec
from tree_sitter import Node

from backend_review.checks._code import Code
from backend_review.checks._trees import (
    CALLS,
    arguments,
    called,
    last_name,
    receiver,
    string_value,
    text,
    walk,
)
from backend_review.finding import Confidence, Match, Position, Severity
from backend_review.index.syntax import parse
from backend_review.project.developers import is_developers_place, is_production_place
from backend_review.project.source import SourceFile

LANGUAGES = frozenset({"configuration", "javascript", "typescript"})

# Images of containers are run by hand more than they are deployed with these settings.
_IMAGES = re.compile(r"(?:^|[/_.-])docker(?:[/_.-]|$)")
_SETTINGS = re.compile(r"(^|/)(settings|config|conf|configuration)([/_.]|$)|(settings|config)\.py$")

# node --inspect=0.0.0.0:9229 dist/main.js
_INSPECT = re.compile(r"--inspect(?:-brk)?=0\.0\.0\.0")
_SWITCH = re.compile(
    r"""^\s*(?:export\s+)?(FLASK_DEBUG|DJANGO_DEBUG|FLASK_ENV|APP_DEBUG|GIN_MODE|DEBUG)\s*=\s*["']?(1|true|on|yes|development|debug)["']?\s*$""",
    re.IGNORECASE,
)
_DEV_SCRIPT = re.compile(r"""^\s*"[^"]*(dev|test|local|watch|debug|e2e|inspect)[^"]*"\s*:""", re.IGNORECASE)


_ASKED_FOR = re.compile(r"(?i)prof|debug")


def refine(match: Match, file: SourceFile) -> Match | None:
    """Settings modules for developers are theirs; those of production weigh more."""
    path = match.path.lower()
    variant = match.variant.partition(".")[2]
    if variant in {"go-pprof-default-mux", "go-pprof-server"} and _switched_on(file, match.start.line):
        return None
    if variant == "go-pprof-routes" and (
        _added_when_asked(file, match.start.line) or _has_own_listener(file, match.start.line)
    ):
        return None
    if variant in {"python-django", "python-setting-class", "python-default-on", "python-django-bare"}:
        if is_production_place(path):
            return msgspec.structs.replace(match, severity=Severity.ERROR, confidence=Confidence.HIGH)
        if is_developers_place(path) or _IMAGES.search(path):
            return None
        if variant == "python-django":
            if not _SETTINGS.search(path):
                return None
            if path.endswith("settings.py"):
                return msgspec.structs.replace(match, severity=Severity.ERROR, confidence=Confidence.HIGH)
        if "prod" in match.metavars.get("$C", "").lower():
            return msgspec.structs.replace(match, severity=Severity.ERROR)
    return match


def _added_when_asked(file: SourceFile, line: int) -> bool:
    """Go: whether the function that adds the profiler's routes is only called where a setting asks for it."""
    node = _node_in(file, line)
    while node is not None and node.type != "function_declaration":
        node = node.parent
    name = text(node.child_by_field_name("name")) if node is not None else ""
    if node is None or not name:
        return False
    calls = [
        number
        for number, written in enumerate(file.lines, 1)
        if re.search(rf"(?<![\w.]){re.escape(name)}\(", written) and number != node.start_point[0] + 1
    ]
    return bool(calls) and all(_switched_on(file, number) for number in calls)


def _has_own_listener(file: SourceFile, line: int) -> bool:
    """Go: whether the function makes a mux for such routes alone, and serves it where a setting says.

    An address that is written down and opens every interface is none of these.
    """
    owner = re.match(r"\s*(\w+)\.Handle", file.line(line))
    node = _node_in(file, line)
    while node is not None and node.type not in {"function_declaration", "method_declaration"}:
        node = node.parent
    if owner is None or node is None:
        return False
    code, name = text(node), re.escape(owner[1])
    paths = re.findall(rf"\b{name}\.Handle\w*\(\s*([^,]+),", code)
    return (
        re.search(rf"\b{name}\s*:?=\s*http\.NewServeMux\(\)", code) is not None
        and all(_OPERATORS_PATH.search(path) for path in paths)
        and re.search(rf"\bHandler:\s*{name}\b|\.(?:Listen\w*|Serve)\([^)\n]*,\s*{name}\b", code) is not None
        and re.search(r"\.(?:Serve|ListenAndServe)\(", code) is not None
        and _OPEN_ADDRESS.search(code) is None
    )


def _node_in(file: SourceFile, line: int) -> Node | None:
    end = len(file.line(line).encode())
    return parse(file).root_node.descendant_for_point_range((line - 1, 0), (line - 1, end))


def _switched_on(file: SourceFile, line: int) -> bool:
    """Go: whether what is done in a line is done only where a setting asks for the profiler."""
    node = _node_in(file, line)
    while node is not None:
        around = node.parent
        if (
            around is not None
            and around.type == "if_statement"
            and node == around.child_by_field_name("consequence")
            and _ASKED_FOR.search(text(around.child_by_field_name("condition")))
        ):
            return True
        node = around
    return False


_OPERATORS_PATH = re.compile(r"(?i)debug|pprof|metrics|health|ready|alive|livez|profil|expvar")
_OPEN_ADDRESS = re.compile(r"[\"`](?:0\.0\.0\.0|\[::\])?:\d")


def find(file: SourceFile) -> Iterator[Match]:
    if file.language != "configuration":
        yield from _javascript(file)
        return
    data = file.data
    path = file.path.lower()
    if b"inspect" in data and not (is_developers_place(path) or _IMAGES.search(path)):
        for number, line in enumerate(file.lines, 1):
            found = _INSPECT.search(line)
            if found and not _DEV_SCRIPT.match(line) and not line.lstrip().startswith(("#", "//")):
                yield _match(
                    file, number, found.start(), Severity.WARNING,
                    "Node's inspector listens on every interface: whoever connects runs code in this process. "
                    "Bind it to `127.0.0.1`, and only in a developer's script.",
                )  # fmt: skip
    name = path.rpartition("/")[2]
    if (name.startswith(".env") or name.endswith(".env")) and is_production_place(name):
        for number, line in enumerate(file.lines, 1):
            found = _SWITCH.match(line)
            if found and not (found.group(1).upper() == "DEBUG" and found.group(2) in {"development", "debug"}):
                yield _match(
                    file, number, found.start(1), Severity.ERROR,
                    f"`{found.group(1)}` switches debug mode on in the production environment: errors then show code and "
                    "settings to visitors. Remove the line.",
                )  # fmt: skip


_QUICK = re.compile(rb"""errorhandler|errorHandler\(\)|['"](?:node:)?inspector['"]|['"]dev(?:elopment)?['"]""")
_ERRORHANDLER = re.compile(
    r"""(?:import\s+(?:\*\s*as\s+)?|const\s+|let\s+|var\s+)(\w+)\s*(?:from|=\s*require\(|=\s*)\s*(?:require\()?['"]errorhandler['"]"""
)
_INSPECTOR = re.compile(
    r"""(?:import\s+(?:\*\s*as\s+)?|const\s+|let\s+|var\s+)(\w+)\s*(?:from|=\s*require\()\s*['"](?:node:)?inspector['"]"""
)


def _javascript(file: SourceFile) -> Iterator[Match]:
    if not _QUICK.search(file.data):
        return
    code = Code(file)
    handlers = set(_ERRORHANDLER.findall(file.text))
    inspectors = set(_INSPECTOR.findall(file.text))
    for node in walk(code.root, CALLS | {"assignment_expression"}):
        line, column = node.start_point
        found = None
        if node.type == "assignment_expression":
            left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
            if (
                last_name(left) == "env"
                and string_value(right) == "development"
                and re.fullmatch(r"(?:this\.)?(?:app|server|koa)\.env", text(left))
            ):
                found = (
                    Severity.WARNING,
                    (
                        "The application declares itself a development one, whatever the deployment says, so it sends stack traces. "
                        "Remove the line and set `NODE_ENV` where a developer starts the server."
                    ),
                )
        else:
            function, given = called(node), arguments(node)
            name, owner = last_name(function), text(receiver(function))
            if (
                name == "set"
                and len(given) == 2
                and string_value(given[0]) == "env"
                and string_value(given[1]) == "development"
            ):
                found = (
                    Severity.WARNING,
                    (
                        "The application declares itself a development one, whatever the deployment says, so it sends stack traces. "
                        "Remove the line and set `NODE_ENV` where a developer starts the server."
                    ),
                )
            elif (
                name == "use"
                and given
                and (
                    last_name(called(given[-1]) if given[-1].type == "call_expression" else None) in handlers
                    or re.match(r"""require\(['"]errorhandler['"]\)\(|express\.errorHandler\(""", text(given[-1]))
                )
            ):
                found = (
                    Severity.ERROR,
                    (
                        "`errorhandler` sends full stack traces to every client, in production too. "
                        "Mount it only when `process.env.NODE_ENV === 'development'`."
                    ),
                )
            elif (
                name == "open" and owner in inspectors and len(given) > 1 and string_value(given[1]) == "0.0.0.0"  # noqa: S104
            ):
                found = (
                    Severity.ERROR,
                    (
                        "Node's inspector listens on every interface: whoever connects runs code in this process. "
                        "Bind it to `127.0.0.1`, and only where a developer asked for it."
                    ),
                )
        if found and not code.in_dev_branch(node):
            yield _match(file, line + 1, file.column_of_byte(line + 1, column + 1) - 1, *found)


def _match(file: SourceFile, line: int, column: int, severity: Severity, message: str) -> Match:
    return Match(
        rule="debug-enabled",
        path=file.path,
        start=Position(line, column + 1),
        end=Position(line, len(file.line(line)) + 1),
        message=message,
        severity=severity,
    )
