"""Texts in Python, JavaScript, TypeScript and Go code, and the names they are given."""

from __future__ import annotations

import time
from collections.abc import Iterator
from functools import lru_cache

import tree_sitter
import tree_sitter_go
import tree_sitter_javascript
import tree_sitter_python
import tree_sitter_typescript

from backend_review.checks.credentials.judge import Place
from backend_review.checks.credentials.nodes import text_of
from backend_review.checks.credentials.places import climb

_GRAMMARS = {
    "python": tree_sitter_python.language,
    "javascript": tree_sitter_javascript.language,
    "typescript": tree_sitter_typescript.language_typescript,
    "tsx": tree_sitter_typescript.language_tsx,
    "go": tree_sitter_go.language,
}
_STRINGS = {
    "python": "(string) @s",
    "javascript": "(string) @s (template_string) @s",
    "typescript": "(string) @s (template_string) @s",
    "tsx": "(string) @s (template_string) @s",
    "go": "(interpreted_string_literal) @s (raw_string_literal) @s",
}
_SECONDS_PER_FILE = 10  # asking for a parent costs the depth: code nested 100000 deep must not stop the review


@lru_cache(maxsize=8)
def _tools(grammar: str) -> tuple[tree_sitter.Parser, tree_sitter.Query]:
    language = tree_sitter.Language(_GRAMMARS[grammar]())
    return tree_sitter.Parser(language), tree_sitter.Query(language, _STRINGS[grammar])


def find_texts(language: str, path: str, data: bytes) -> Iterator[tuple[tree_sitter.Node, str, list[Place]]]:
    """Each text constant of a file with the places it is put to (usually one); texts in comments are not there.

    Raises TimeoutError for code nested so deep that looking at all of it would take minutes.
    """
    grammar = "tsx" if path.endswith((".tsx", ".jsx")) and language == "typescript" else language
    parser, query = _tools(grammar)
    tree = parser.parse(data)
    deadline = time.monotonic() + _SECONDS_PER_FILE
    captures = tree_sitter.QueryCursor(query).captures(tree.root_node)
    for node in sorted(captures.get("s", []), key=lambda node: node.start_byte):
        if time.monotonic() > deadline:
            raise TimeoutError(f"no end after {_SECONDS_PER_FILE} s")
        text = text_of(node)
        if text is None or len(text) < 2 or len(text) > 20000:
            continue
        yield node, text, list(_places(node, language))


def _places(node: tree_sitter.Node, language: str) -> Iterator[Place]:
    place = climb(node, language)
    if place is not None:
        yield place
