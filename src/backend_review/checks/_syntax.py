"""Syntax trees for the checks that look at code themselves."""

from __future__ import annotations

from functools import lru_cache

import tree_sitter_go
import tree_sitter_javascript
import tree_sitter_python
import tree_sitter_typescript
from tree_sitter import Language, Node, Parser, Query, QueryCursor

from backend_review.finding import Position
from backend_review.project.source import SourceFile


@lru_cache(maxsize=8)
def language(name: str) -> Language:
    """A grammar by the name of its language; ``tsx`` is one of its own."""
    if name == "python":
        return Language(tree_sitter_python.language())
    if name == "javascript":
        return Language(tree_sitter_javascript.language())
    if name == "go":
        return Language(tree_sitter_go.language())
    if name == "tsx":
        return Language(tree_sitter_typescript.language_tsx())
    return Language(tree_sitter_typescript.language_typescript())


def grammar_of(file: SourceFile) -> Language:
    """The grammar that reads a file."""
    return language("tsx" if file.path.endswith((".tsx", ".jsx")) else file.language)


def parse(file: SourceFile) -> Node:
    """The root of a file's tree; broken code has ``ERROR`` nodes in it."""
    return Parser(grammar_of(file)).parse(file.data).root_node


@lru_cache(maxsize=128)
def _query(grammar: Language, source: str) -> Query:
    query: Query = Query(grammar, source)
    return query


def find_all(file: SourceFile, root: Node, source: str) -> list[Node]:
    """The nodes a query captures as ``@x``, in no particular order."""
    return QueryCursor(_query(grammar_of(file), source)).captures(root).get("x", [])


def text_of(node: Node | None) -> str:
    """The source text of a node."""
    return (node.text or b"").decode("utf-8", errors="replace") if node is not None else ""


def enclosing(node: Node, types: set[str] | frozenset[str]) -> Node | None:
    """The nearest ancestor of one of these types."""
    current = node.parent
    while current is not None and current.type not in types:
        current = current.parent
    return current


def positions(file: SourceFile, node: Node) -> tuple[Position, Position]:
    """Where a node starts and ends, as findings count."""
    start, end = node.start_point, node.end_point
    return (
        Position(start.row + 1, file.column_of_byte(start.row + 1, start.column + 1)),
        Position(end.row + 1, file.column_of_byte(end.row + 1, end.column + 1)),
    )
