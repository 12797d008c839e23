"""Whether code still parses once it was edited."""

from __future__ import annotations

import ast
import re
import warnings

from backend_review.index import syntax
from backend_review.project.source import SourceFile

_DEEPEST = 150  # brackets in brackets that Python's own parser is given: it is not made for hostile depth
_BRACKET = re.compile(r"[\[\](){}]")


def parses(edited: SourceFile, before: SourceFile) -> bool:
    """Whether a file has no syntax error that it had not before."""
    if edited.language not in syntax.LANGUAGES:
        return True
    if _errors(edited) > _errors(before):
        return False
    return edited.language != "python" or not _python_reads(before) or _python_reads(edited)


def _errors(file: SourceFile) -> int:
    root = syntax.parse(file).root_node
    return sum(node.is_error or node.is_missing for node in syntax.walk(root)) if root.has_error else 0


def _python_reads(file: SourceFile) -> bool:
    return python_tree(file) is not None


def python_tree(file: SourceFile) -> ast.Module | None:
    """What Python's own parser reads, which is exact about indentation; None when it cannot read it."""
    if bracket_depth(file.text) > _DEEPEST:
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(file.data)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def bracket_depth(text: str) -> int:
    """How deep brackets are nested in a text, at most."""
    deepest = depth = 0
    for bracket in _BRACKET.findall(text):
        depth += 1 if bracket in "([{" else -1
        deepest = max(deepest, depth)
    return deepest
