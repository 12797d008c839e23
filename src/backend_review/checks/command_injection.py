"""command-injection: which of its matches speak of a server, and how they quote a template literal."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from backend_review.checks._texts import Hole, Texts, arguments, callee
from backend_review.finding import Match
from backend_review.project.roles import PRODUCTION, role_of
from backend_review.project.source import SourceFile

if TYPE_CHECKING:
    from tree_sitter import Node

# Programs a developer starts by hand or a build starts: what they are given does not come from a stranger.
_DEVELOPER_FILE = re.compile(
    r"(^|/)(setup|fabfile|noxfile|tasks|cli|manage|conftest|build|release|[gG]runtfile|gulpfile|[\w.-]+\.config)\.([cm]?[jt]s|py)$"
)
_CONSTANT = re.compile(r"([A-Za-z_]\w*\.)*[A-Z][A-Z0-9_]+")


def refine(match: Match, file: SourceFile) -> Match | None:
    """Drop what is merely built in a developer's script or of constants; show a template literal without its quotes."""
    if match.variant.endswith("-built") and (
        role_of(match.path) != PRODUCTION or _DEVELOPER_FILE.search(match.path) or _of_constants(match, file)
    ):
        return None
    quoted = {name: _bare(text) for name, text in match.metavars.items() if text.startswith("`")}
    return msgspec.structs.replace(match, metavars=match.metavars | quoted) if quoted else match


def _of_constants(match: Match, file: SourceFile) -> bool:
    """Whether the command is made of constants, and of what functions make of constants."""
    texts = Texts(file)
    for call in texts.calls:
        if call.start_point.row + 1 == match.start.line:
            positional, named = arguments(call)
            given = [part for item in (*positional, *named.values()) for part in texts.parts(item)]
            holes = [part for part in given if isinstance(part, Hole)]
            return bool(holes) and all(_is_constant(hole) for hole in holes)
    return False


def _is_constant(hole: Hole) -> bool:
    return _CONSTANT.fullmatch(hole.text) is not None or (hole.origin == "call" and _takes_constants(hole.node))


def _takes_constants(call: Node) -> bool:
    """Whether a function is given nothing but constants: ``short_code(LANGUAGE)``."""
    given = [item.text.decode(errors="replace") for items in arguments(call)[:1] for item in items if item.text]
    return bool(given) and not arguments(call)[1] and "(" not in callee(call) and all(map(_CONSTANT.fullmatch, given))


def _bare(template: str) -> str:
    """The engine's text of a template literal stops before its last braces and quote."""
    text = template[1:].removesuffix("`")
    return text + "}" * (text.count("${") - text.count("}"))
