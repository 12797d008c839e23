"""A parsed file with its comments, and findings in it."""

from __future__ import annotations

import re

from tree_sitter import Node

from backend_review.checks._syntax import find_all, parse, positions, text_of
from backend_review.checks._terminal import at_terminal
from backend_review.checks.swallowed_error.reasons import REASON_ABOVE, says_why, words
from backend_review.finding import Audience, Confidence, Match
from backend_review.project.source import SourceFile

_RULE = "swallowed-error"


class Tree:
    """A parsed file with its comments by line."""

    def __init__(self, file: SourceFile) -> None:
        self.file = file
        self.root = parse(file)
        self.comments: dict[int, list[Node]] = {}
        for node in self.find("(comment) @x"):
            for row in range(node.start_point.row, node.end_point.row + 1):
                self.comments.setdefault(row, []).append(node)

    def find(self, source: str) -> list[Node]:
        """What a query captures as ``@x``."""
        return find_all(self.file, self.root, source)

    def reason(self, first: int, last: int, indent: int = -1) -> bool:
        """Whether a comment on these rows (or on the rows right below, when indented deeper) gives a reason."""
        row = last + 1
        while indent >= 0 and any(node.start_point.column > indent for node in self.comments.get(row, ())):
            last = row
            row += 1
        nodes = {node.id: node for row in range(first, last + 1) for node in self.comments.get(row, ())}
        return says_why(list(nodes.values()))

    def reason_above(self, row: int) -> bool:
        """Whether a comment right above a row speaks of failing."""
        texts: list[str] = []
        row -= 1
        while row in self.comments and self.file.line(row + 1).lstrip()[:1] in {"#", "/", "*"}:
            texts.extend(words(node) for node in self.comments[row])
            row -= 1
        return any(REASON_ABOVE.search(text) for text in texts)

    def match(
        self, node: Node, variant: str, message: str, confidence: Confidence = Confidence.HIGH, **more: object
    ) -> Match:
        """A finding at a node."""
        start, end = positions(self.file, node)
        if at_terminal(self.file, start.line):
            more["audience"] = Audience.PEDANTIC
        return Match(
            rule=_RULE,
            path=self.file.path,
            start=start,
            end=end,
            message=message,
            variant=f"{_RULE}.{variant}",
            confidence=confidence,
            **more,  # type: ignore[arg-type]
        )


def call_names(node: Node) -> list[tuple[str, str]]:
    """The calls within a node as (full, last) names: ``("os.remove", "remove")``."""
    names = []
    stack = [node]
    while stack:
        current = stack.pop()
        if current.type in {"call", "call_expression", "new_expression"}:
            called = current.child_by_field_name("function") or current.child_by_field_name("constructor")
            full = text_of(called)
            names.append((full, re.split(r"[.\s]|\?\.", full)[-1]))
        stack.extend(current.children)
    return names


def statements_of(block: Node | None) -> list[Node]:
    """The statements of a block, without its comments."""
    return [child for child in block.named_children if child.type != "comment"] if block is not None else []
