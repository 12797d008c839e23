"""Parsing with tree-sitter: in-process, tolerant of errors, never running what it reads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from backend_review.project.source import SourceFile

if TYPE_CHECKING:
    from tree_sitter import Language, Node, Parser, Query, Tree

LANGUAGES = frozenset({"python", "javascript", "typescript", "go"})
_TYPE_OF_TAG = re.compile(rb"(?<=[\w$])<[^<>()=;`\n]*(?:<[^<>()=;`\n]*>[^<>()=;`\n]*)*>(?=`)")

_TYPE_PARAMETERS = re.compile(rb"^[ \t]*(?:class|def|async[ \t]+def|type)[ \t]+\w+[ \t]*\[", re.MULTILINE)
_AWAITS_WITH_TYPES = re.compile(rb"\bawait\b[^;]{0,300}?[^=]>\s*\(")
_TYPES_OF_AWAITED = "(call_expression function: (await_expression) type_arguments: (type_arguments) @types)"
_NOT_A_LINE_BREAK = re.compile(rb"[^\r\n]")
_OPEN, _CLOSED = (b"[", b"(", b"{"), (b"]", b")", b"}")
_MAX_TYPES = 2_000


@cache
def _parser(grammar: str) -> Parser:
    # Late: the grammars are native modules, needed only when something is parsed.
    from tree_sitter import Language, Parser

    if grammar == "python":
        import tree_sitter_python as module

        return Parser(Language(module.language()))
    if grammar == "go":
        import tree_sitter_go

        return Parser(Language(tree_sitter_go.language()))
    if grammar == "javascript":
        import tree_sitter_javascript

        return Parser(Language(tree_sitter_javascript.language()))
    import tree_sitter_typescript

    tsx = grammar == "tsx"
    return Parser(
        Language(tree_sitter_typescript.language_tsx() if tsx else tree_sitter_typescript.language_typescript())
    )


def parse(file: SourceFile) -> Tree:
    """The syntax tree of a source file; always one, with ERROR nodes where the file is broken.

    Raises ValueError for a file that is not in one of the reviewed languages.
    """
    if file.language not in LANGUAGES:
        raise ValueError(f"{file.path} is not source code of a reviewed language")
    text = file.data
    tags = (tag.span() for tag in types_of_tags(file))
    for start, end in [*tags, *_defaults_of_types(file), *types_of_awaited(file)]:
        text = text[:start] + _NOT_A_LINE_BREAK.sub(b" ", text[start:end]) + text[end:]
    return _parser(_grammar(file)).parse(text)


def types_of_awaited(file: SourceFile) -> list[tuple[int, int]]:
    """TypeScript: where the types are that awaited calls are given (``await rows.find<Row>(…)``): the grammar takes the
    await for what is called."""
    if file.language != "typescript" or not _AWAITS_WITH_TYPES.search(file.data):
        return []
    from tree_sitter import QueryCursor  # late, as the parsers

    root = _parser(_grammar(file)).parse(file.data).root_node
    found = QueryCursor(_query(_grammar(file), _TYPES_OF_AWAITED)).captures(root)
    return [(node.start_byte, node.end_byte) for node in found.get("types", ())]


def _defaults_of_types(file: SourceFile) -> list[tuple[int, int]]:
    """Python: where type parameters have defaults (``class Page[T = int]:``), which the grammar does not know."""
    found: list[tuple[int, int]] = []
    for head in _TYPE_PARAMETERS.finditer(file.data) if file.language == "python" else ():
        depth, start = 1, 0
        for position in range(head.end(), min(len(file.data), head.end() + _MAX_TYPES)):
            char = file.data[position : position + 1]
            depth += (char in _OPEN) - (char in _CLOSED)
            if depth == 1 and char == b"=" and not start:
                start = position
            if start and (depth == 0 or (depth == 1 and char == b",")):
                found.append((start, position))
                start = 0
            if depth == 0:
                break
    return found


def types_of_tags(file: SourceFile) -> list[re.Match[bytes]]:
    """The types that tags of templates are given (``sql<Row>`…```), which the grammar takes for two comparisons."""
    return list(_TYPE_OF_TAG.finditer(file.data)) if file.language == "typescript" and b">`" in file.data else []


def _grammar(file: SourceFile) -> str:
    return "tsx" if PurePosixPath(file.path).suffix == ".tsx" else file.language


def captured(file: SourceFile, query: str) -> dict[str, list[Node]]:
    """The nodes of a source file that a query of tree-sitter names, by the names it gives them."""
    from tree_sitter import QueryCursor  # late, as the parsers

    return QueryCursor(_query(_grammar(file), query)).captures(parse(file).root_node)


@cache
def _query(grammar: str, query: str) -> Query:
    from tree_sitter import Query

    language: Language | None = _parser(grammar).language
    if language is None:
        raise ValueError(f"there is no grammar of {grammar}")
    made: Query = Query(language, query)
    return made


def first_error(file: SourceFile) -> int | None:
    """The line of the first syntax error, or None for a file that parses whole."""
    node = parse(file).root_node
    if not node.has_error:
        return None
    # JavaScript with type annotations (Flow) is read by the engine, which takes it for TypeScript.
    if file.language == "javascript" and not _parser("tsx").parse(file.data).root_node.has_error:
        return None
    while True:
        if node.is_error or node.is_missing:
            return int(node.start_point[0]) + 1
        broken = next((child for child in node.children if child.has_error or child.is_missing), None)
        if broken is None:
            return int(node.start_point[0]) + 1
        node = broken


_MAY_BE_OLD = re.compile(
    rb"^[ \t]*(?:print[ \t]+[^(=.\s\[]|print[ \t]*$|print[ \t]*>>|exec[ \t]+[\w\"']|raise[ \t]+[\w.]+[ \t]*,"
    rb"|except[ \t]+[\w.]+[ \t]*,[ \t]*[a-z_]\w*[ \t]*:)"
    rb"|`[^`\n]+`|\w[ \t]*<>|\b0[0-7]{2,}\b|\bur[\"']",
    re.MULTILINE,
)
_OLD = {"print_statement", "exec_statement"}


def first_python2(file: SourceFile) -> int | None:
    """The line of the first statement that only Python 2 has; None for none. The grammar reads most of them."""
    if file.language != "python" or not _MAY_BE_OLD.search(file.data):
        return None
    for node in walk(parse(file).root_node):
        if node.type in _OLD or (node.type in {"except_clause", "raise_statement"} and _is_old(node)):
            return int(node.start_point[0]) + 1
    return None


def _is_old(node: Node) -> bool:
    """``except ValueError, error:`` (a name, where Python 3.14 has another class) and ``raise ValueError, "text"``."""
    if node.type == "raise_statement":
        return any(child.type == "expression_list" for child in node.children)
    inner = children(node)
    after = [inner[place + 1] for place, child in enumerate(inner[:-1]) if child.type == ","]
    return bool(after) and after[0].type == "identifier" and (after[0].text or b"")[:1].islower()


def children(node: Node) -> list[Node]:
    """The children of a node. (``node.children`` would be kept for as long as the node is.)"""
    cursor = node.walk()
    found: list[Node] = []
    more = cursor.goto_first_child()
    while more:
        if cursor.node is not None:
            found.append(cursor.node)
        more = cursor.goto_next_sibling()
    return found


def named(node: Node | None) -> list[Node]:
    """The named children of a node, in the same way; none for none."""
    return [child for child in children(node) if child.is_named] if node is not None else []


def walk(node: Node) -> Iterator[Node]:
    """A node and all below it, in source order, without recursion (hostile nesting cannot exhaust the stack)."""
    cursor = node.walk()
    while True:
        current = cursor.node
        if current is not None:
            yield current
        if cursor.goto_first_child():
            continue
        while not cursor.goto_next_sibling():
            if not cursor.goto_parent():
                return


def comments(file: SourceFile) -> Iterator[tuple[int, bool, str]]:
    """The comments of a file: (line from 1, whether it stands alone on its line, text).

    A block comment gives one entry for each of its lines.
    """
    for node in walk(parse(file).root_node):
        if node.type != "comment" or node.text is None:
            continue
        row, column = node.start_point
        alone = not file.line(row + 1).encode()[:column].strip()
        for offset, text in enumerate(node.text.decode("utf-8", errors="replace").split("\n")):
            yield row + 1 + offset, alone, text
