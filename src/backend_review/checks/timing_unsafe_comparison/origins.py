"""Where the sides of a comparison come from, and what the comparison is made for."""

from __future__ import annotations

import re

import tree_sitter

from backend_review.checks._trees import (
    called,
    last_name,
    text,
)
from backend_review.project.source import SourceFile

# In these a comparison is an SQL expression, or belongs to a query: the database compares.
_QUERY = {
    "filter", "where", "filter_by", "and_", "or_", "not_", "having", "join", "outerjoin", "select", "delete", "update", "exists", "case",
    "find", "find_one", "first", "one", "get_or_none", "get", "on", "any_", "all_", "count", "contains", "prefetch_related", "get_by", "options",
    "join_from", "select_from", "with_loader_criteria", "relationship", "find_many", "subquery", "scalar", "fetch", "CheckConstraint", "any", "has", "all",
}  # fmt: skip


def with_origin(side: tree_sitter.Node, around: str) -> str:
    """The text of a side, with that of what its variables were given in the same function, some steps back."""
    collected = text(side)
    seen: set[str] = set()
    pending = [collected]
    for _ in range(3):
        names = {
            name
            for piece in pending
            for name in re.findall(r"(?<![\w.$\"'])([a-z_$][\w$]*)(?=\.(?:Sum|digest|hexdigest)\(|[,)\s]|$)", piece)
        } - seen
        seen |= names
        pending = [piece for name in sorted(names) for piece in _given(name, around)]
        if not pending:
            break
        collected = " ".join([collected, *pending])
    return collected


def _given(name: str, around: str) -> list[str]:
    """What a variable is given in a piece of code, as text."""
    return re.findall(
        rf"(?<![\w.$]){re.escape(name)}(?:\s*:\s*[\w\[\]| .]+)?(?:\s*,\s*\w+)*\s*:?=(?![=>])\s*([^\n]+(?:\n\s*\.[^\n]+)*)",
        around,
    )


def lines_around(file: SourceFile, node: tree_sitter.Node) -> str:
    line = node.start_point[0]
    return "\n".join(file.lines[max(0, line - 15) : line + 1])


def same_shape(left: tree_sitter.Node, right: tree_sitter.Node) -> bool:
    """``a.password`` against ``b.password`` of the same request, ``a.token`` against ``a.token``."""
    both = text(left) + " " + text(right)
    return text(left) == text(right) or bool(
        re.search(r"(?i)confirm|repeat|retype|again|databaseEntity|\bother\.|\bthat\.", both)
    )


def in_query(node: tree_sitter.Node) -> bool:
    current: tree_sitter.Node | None = node
    while current is not None and current.type not in {
        "function_definition",
        "lambda",
        "module",
        "block",
        "if_statement",
    }:
        parent = current.parent
        if current.type == "argument_list" and parent is not None and parent.type == "call":
            function = called(parent)
            if last_name(function) in _QUERY:
                return True
        if current.type in {"assignment", "return_statement"}:
            break
        current = parent
    # `condition = User.token == token`, `query = query & (Model.token == token)`: a column of a class is no value.
    left = node.children[0] if node.children else None
    return (
        left is not None
        and left.type == "attribute"
        and bool(re.match(r"(?:\w+\.)*[A-Z][a-z]\w*\.\w+$", text(left)))
        and not text(left).startswith("Config")
    )
