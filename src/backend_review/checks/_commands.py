"""Code that only commands of a terminal run: no request comes there, whoever calls it has the program in hand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tree_sitter import Node

from backend_review.index.expressions.data import FUNCTIONS
from backend_review.index.program import Module
from backend_review.index.project import Project

_DEPTH = 1  # a command that starts a server calls everything, from further away
_MOST = 12  # places that name a function
_IMPORTS = {"import_statement", "import_from_statement", "import_declaration", "import_spec"}
# click, typer, Flask's ``app.cli.command``, Django's commands; cobra and urfave/cli
_DECORATOR = re.compile(r"@\s*(?:click|typer)\.\w+|@\s*[\w.]*\.(?:command|group)\(")
_LIBRARY = re.compile(
    r"^\s*(?:import|from)\s+(?:click|typer|flask\.cli|asyncclick)\b|\.cli\.(?:command|group)\(", re.MULTILINE
)
_IS_COMMAND = re.compile(r"\*cobra\.Command\b|\*cli\.(?:Context|Command)\b")
# A command that serves, or a handler that is written in one.
_SERVES = re.compile(
    r"(?i)\b(?:http|gin|echo|fiber|chi|mux|grpc|fasthttp)\.|listen|serve|\brequest\b|\brouter?\b|uvicorn|flask\(|fastapi\(|aiohttp|websocket"
)
_DJANGO = re.compile(r"(?:^|/)management/commands/[^/]+\.py$")


def only_commands(project: Project, path: str, line: int, column: int) -> bool:
    """Whether the function around a place (in lines and columns from 1) is a command, or only commands are known to
    call it; of a function that nothing calls nothing is known."""
    module = project.module(path)
    if module is None or module.language not in {"python", "go"}:
        return False
    node = module.tree.root_node.descendant_for_point_range((line - 1, column - 1), (line - 1, column - 1))
    return node is not None and _commanded(project, module, node, 0, set())


def _commanded(project: Project, module: Module, node: Node, depth: int, seen: set[str]) -> bool:
    if _DJANGO.search(module.path):
        return True
    outer = _outermost(node)
    if outer is None or _SERVES.search(module.text(outer)):
        return False
    inner = ""
    current: Node | None = node
    while current is not None:
        if current.type in FUNCTIONS:
            if _is_command(module, current):
                return True
            inner = module.text(current.child_by_field_name("name")) or inner
        current = current.parent
    if not inner or inner in seen or depth >= _DEPTH:
        return inner in seen
    seen.add(inner)
    places = list(_naming(project, module.language, inner))
    return 0 < len(places) <= _MOST and all(
        _commanded(project, other, place, depth + 1, seen) for other, place in places
    )


def _outermost(node: Node) -> Node | None:
    """The function around a node that no other function is around."""
    found: Node | None = None
    current: Node | None = node
    while current is not None:
        found = current if current.type in FUNCTIONS else found
        current = current.parent
    return found


def _is_command(module: Module, function: Node) -> bool:
    if module.language == "go":
        return _IS_COMMAND.search(module.text(function.child_by_field_name("parameters"))) is not None
    around = function.parent
    if around is None or around.type != "decorated_definition" or not _LIBRARY.search(module.file.text):
        return False
    return any(_DECORATOR.match(module.text(item)) for item in around.named_children if item.type == "decorator")


def _naming(project: Project, language: str, name: str) -> Iterator[tuple[Module, Node]]:
    """The places of production code that name a function, but for its own head and imports of it."""
    word = re.compile(rf"\b{re.escape(name)}\b".encode())
    for module in project.modules(language):
        if module.file.role != "production" or name not in module.file.text:
            continue
        for found in word.finditer(module.file.data):
            node = module.tree.root_node.descendant_for_byte_range(found.start(), found.end())
            if node is not None and node.type.endswith("identifier") and not _is_head(node):
                yield module, node


def _is_head(node: Node) -> bool:
    """Whether a name is that of the function which is declared there, or an import's."""
    above = node.parent
    if above is not None and above.type in FUNCTIONS:
        name = above.child_by_field_name("name")
        return name is not None and name.start_byte == node.start_byte
    while above is not None:
        if above.type in _IMPORTS:
            return True
        above = above.parent
    return False
