"""Whether a function asks "is there one?" of its database before it takes a row for granted, however the query is made."""

from __future__ import annotations

import re

from tree_sitter import Node

from backend_review.checks._trees import text, walk
from backend_review.index.project import Project
from backend_review.model.routes import Place

# ``not Order.visible_to(user).filter(pk=pk).exists()``, all white space taken out.
_ABSENT = re.compile(r"\(?not\(?(?P<of>.{1,300}?)\.filter\((?P<by>[^()]{1,200})\)(?:\.\w+\([^()]*\))?\.exists\(\)\)*")
_ASKED = re.compile(r"\.get\((?P<by>[^()]{1,200})\)$")
_LEAVES = {"raise_statement", "return_statement"}


def refused_before(project: Project, place: Place, what: str) -> bool:
    """Whether Python code refuses to go on where there is no row of ``what`` that the look-up at a place asks for."""
    module = project.module(place.path)
    if module is None or module.language != "python" or b".exists()" not in module.file.data:
        return False
    name = re.compile(rf"\b{re.escape(what.rpartition('.')[2])}\b")
    root = module.tree.root_node
    for call in walk(root, frozenset({"call"})):
        if not call.start_point[0] < place.line <= call.end_point[0] + 1:
            continue
        asked = _ASKED.search(_bare(call))
        if asked is not None and any(_refuses(item, name, asked["by"]) for item in _before(call)):
            return True
    return False


def _before(node: Node) -> list[Node]:
    """The statements of a function that are passed before a node is reached."""
    found: list[Node] = []
    while node.parent is not None and node.type not in {"function_definition", "lambda"}:
        if node.parent.type == "block":
            found += [item for item in node.parent.named_children if item.end_byte <= node.start_byte]
        node = node.parent
    return found


def _refuses(statement: Node, name: re.Pattern[str], by: str) -> bool:
    if statement.type != "if_statement":
        return False
    condition, then = statement.child_by_field_name("condition"), statement.child_by_field_name("consequence")
    if condition is None or then is None or not then.named_children or then.named_children[-1].type not in _LEAVES:
        return False
    absent = _ABSENT.fullmatch(_bare(condition))
    return absent is not None and name.search(absent["of"]) is not None and absent["by"].rstrip(",") == by.rstrip(",")


def _bare(node: Node) -> str:
    return re.sub(r"\s+", "", text(node)) if node.end_byte - node.start_byte < 2000 else ""
