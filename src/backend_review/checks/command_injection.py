"""command-injection: which of its matches speak of a server, and how they quote a template literal."""

from __future__ import annotations

import re

import msgspec

from backend_review.finding import Match
from backend_review.project.roles import PRODUCTION, role_of
from backend_review.project.source import SourceFile

# Programs a developer starts by hand or a build starts: what they are given does not come from a stranger.
_DEVELOPER_FILE = re.compile(
    r"(^|/)(setup|fabfile|noxfile|tasks|cli|manage|conftest|build|release|[gG]runtfile|gulpfile|[\w.-]+\.config)\.([cm]?[jt]s|py)$"
)


def refine(match: Match, _file: SourceFile) -> Match | None:
    """Drop what is merely built in a developer's script; show a template literal without its quotes."""
    if match.variant.endswith("-built") and (role_of(match.path) != PRODUCTION or _DEVELOPER_FILE.search(match.path)):
        return None
    quoted = {name: _bare(text) for name, text in match.metavars.items() if text.startswith("`")}
    return msgspec.structs.replace(match, metavars=match.metavars | quoted) if quoted else match


def _bare(template: str) -> str:
    """The engine's text of a template literal stops before its last braces and quote."""
    text = template[1:].removesuffix("`")
    return text + "}" * (text.count("${") - text.count("}"))
