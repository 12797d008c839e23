"""A file as fixes over tree-sitter's nodes read it, whatever its language."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from backend_review.finding import Position
from backend_review.fixes.proposal import Site
from backend_review.index.syntax import parse

if TYPE_CHECKING:
    from tree_sitter import Node


class Tree:
    """A file's syntax tree, and where its finding is in it. Places are offsets in the file's bytes."""

    def __init__(self, site: Site) -> None:
        self.file = site.file
        self.data = site.file.data
        self.finding = site.finding

    @cached_property
    def root(self) -> Node:
        """The node of the whole file."""
        return parse(self.file).root_node

    @cached_property
    def newline(self) -> str:
        """How the file's lines end."""
        return "\r\n" if b"\r\n" in self.data else "\n"

    @cached_property
    def _line_starts(self) -> list[int]:
        starts = [0]
        for line in self.data.split(b"\n"):
            starts.append(starts[-1] + len(line) + 1)
        return starts

    def offset(self, position: Position) -> int:
        """Where a position of a finding (its column in characters) is in the file's bytes."""
        before = self.file.line(position.line)[: position.column - 1]
        return self._line_starts[min(position.line, len(self._line_starts)) - 1] + len(before.encode())

    @cached_property
    def span(self) -> tuple[int, int]:
        """The bytes that the finding is about."""
        return self.offset(self.finding.start), self.offset(self.finding.end)

    @cached_property
    def node(self) -> Node:
        """The outermost node that begins where the finding does and is no longer than it, else the one around it."""
        start, end = self.span
        found = self.root.descendant_for_byte_range(start, max(start, end)) or self.root
        while found.parent is not None and found.parent.start_byte >= start and found.parent.end_byte <= end:
            found = found.parent
        return found

    def text(self, node: Node | None) -> str:
        """The source of a node; empty for none."""
        return self.data[node.start_byte : node.end_byte].decode("utf-8", errors="replace") if node is not None else ""
