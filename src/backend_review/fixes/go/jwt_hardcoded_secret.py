"""The key that tokens are signed with is read from the environment."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from backend_review.fixes.go._edits import STRINGS, Code
from backend_review.fixes.go._secrets import BEHIND, from_environment
from backend_review.fixes.proposal import Proposal, Site
from backend_review.index.syntax import walk

if TYPE_CHECKING:
    from tree_sitter import Node

_LINE = re.compile(r"\(line (\d+)\)")
_KEY = re.compile(r"""^\[\]byte\((?:"[^"]*"|`[^`]*`)\)$""")


def fix(site: Site) -> Proposal | None:
    """Read it with ``os.Getenv`` where it is written; None for one in another file, or that stands in for a setting."""
    code = Code(site)
    if not code.whole or "falls back" in site.finding.message:
        return None
    line = _LINE.search(site.finding.message)
    literal = _on_line(code, int(line.group(1))) if line else _here(code)
    edits = from_environment(code, literal, "JWT_SECRET") if literal is not None else None
    return Proposal("read the key from `JWT_SECRET` of the environment", False, tuple(edits), BEHIND) if edits else None


def _on_line(code: Code, line: int) -> Node | None:
    """The only text on the line that the message names."""
    found = [node for node in walk(code.root) if node.type in STRINGS and node.start_point[0] == line - 1]
    return found[0] if len(found) == 1 else None


def _here(code: Code) -> Node | None:
    """The text in the finding that is made a key of: ``[]byte("…")``; or the finding itself."""
    start, end = code.span
    around = code.root.descendant_for_byte_range(start, end)
    if around is None:
        return None
    keys = []
    for node in walk(around):
        if node.type in STRINGS and start <= node.start_byte < end:
            made = (
                node.parent.parent if node.parent is not None and node.parent.type == "argument_list" else node.parent
            )
            if (node.start_byte, node.end_byte) == (start, end) or (made is not None and _KEY.match(code.text(made))):
                keys.append(node)
    return keys[0] if len(keys) == 1 else None
