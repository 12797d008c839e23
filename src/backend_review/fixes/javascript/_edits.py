"""What fixes of JavaScript and TypeScript share: the node of a finding, calls and objects, text in the file's style."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from backend_review.fixes.proposal import Replacement, Site
from backend_review.fixes.tree import Tree
from backend_review.index.expressions import Code as Names
from backend_review.index.expressions import code_of
from backend_review.index.expressions.data import FUNCTIONS
from backend_review.index.syntax import children, named, walk

if TYPE_CHECKING:
    from tree_sitter import Node

CALLS = ("call_expression", "new_expression")
TEXTS = ("string", "template_string")
_WRAPPED = {"parenthesized_expression", "as_expression", "non_null_expression", "satisfies_expression"}
_BLOCKS = {"program", "statement_block", "switch_case", "switch_default", "class_body"}


class Code(Tree):
    """A file of JavaScript or TypeScript as fixes read it."""

    def __init__(self, site: Site) -> None:
        super().__init__(site)
        self.backend = site.backend
        self.names: Names | None = code_of(site.file)

    @cached_property
    def root(self) -> Node:
        """The node of the whole file, of the tree that its names are known in."""
        return self.names.tree.root_node if self.names is not None else super().root

    @cached_property
    def whole(self) -> bool:
        """Whether the file parses and was written by hand: a fix of anything else is a guess."""
        return self.names is not None and not self.root.has_error

    @cached_property
    def quote(self) -> str:
        """The quotes that the file writes texts in."""
        return '"' if self.data.count(b'"') > self.data.count(b"'") else "'"

    @cached_property
    def semicolon(self) -> str:
        """What the file ends statements with."""
        lines = [line.rstrip() for line in self.data.splitlines()]
        ended = sum(line.endswith(b";") for line in lines)
        return ";" if ended * 4 >= sum(line.endswith((b")", b";")) for line in lines) else ""

    @cached_property
    def typed(self) -> bool:
        """Whether the file is TypeScript."""
        return self.file.language == "typescript"

    @cached_property
    def span(self) -> tuple[int, int]:
        """The bytes that the finding is about: its whole line where it names no more than that."""
        start, end = self.offset(self.finding.start), self.offset(self.finding.end)
        if end <= start and self.finding.start.column == 1:
            line = self.file.line(self.finding.start.line)
            return start + len(line.encode()) - len(line.lstrip().encode()), start + len(line.rstrip().encode())
        return start, max(start, end)

    def around(self, *names: str) -> Iterator[Node]:
        """The calls with these last names (any for none) around the finding's start in one statement, innermost first,
        and then those that begin inside of it."""
        start, end = self.span
        node: Node | None = self.root.descendant_for_byte_range(start, start)
        told = set()
        while node is not None and node.type not in FUNCTIONS and node.type not in _BLOCKS:
            if node.type in CALLS and (not names or self.called(node) in names):
                told.add(node.id)
                yield node
            node = node.parent
        for inner in walk(self.node):
            inside = start <= inner.start_byte < max(end, start + 1)
            if inner.type in CALLS and inside and inner.id not in told and (not names or self.called(inner) in names):
                yield inner

    def call(self, *names: str) -> Node | None:
        """The call that the finding is about, of a function or method with one of these last names."""
        return next(self.around(*names), None)

    def called(self, call: Node) -> str:
        """The last name of what a call calls."""
        function = callee(call)
        if function is None:
            return ""
        return self.text(function.child_by_field_name("property") or function)

    def receiver(self, call: Node) -> Node | None:
        """What the method of a call is called on."""
        function = callee(call)
        return function.child_by_field_name("object") if function is not None else None

    def qualified(self, node: Node | None) -> str:
        """What an expression refers to, through imports and variables (``jsonwebtoken.sign``); "" if not known."""
        return self.names.qualify(self.names.lower(node)) if node is not None and self.names is not None else ""

    def replaced(self, node: Node, text: str) -> Replacement:
        """New text for a node."""
        return Replacement(node.start_byte, node.end_byte, text.encode())

    def inserted(self, place: int, text: str) -> Replacement:
        """New text at an offset."""
        return Replacement(place, place, text.encode())

    def has_comment(self, node: Node) -> bool:
        """Whether a comment is inside, which a rewrite would lose."""
        return any(inner.type == "comment" for inner in walk(node))

    def indent(self, node: Node) -> str:
        """What the line that a node begins in begins with."""
        start = self.data.rfind(b"\n", 0, node.start_byte) + 1
        line = self.data[start : node.start_byte].decode("utf-8", errors="replace")
        return line[: len(line) - len(line.lstrip(" \t"))]

    def before(self, statement: Node, *lines: str) -> Replacement:
        """New lines above a statement, indented as it is."""
        indent = self.indent(statement)
        return self.inserted(statement.start_byte, "".join(f"{line}{self.newline}{indent}" for line in lines))

    def quoted(self, text: str) -> str:
        """A plain text as a literal in the file's quotes."""
        return f"{self.quote}{text}{self.quote}"

    def appended(self, call: Node, text: str) -> Replacement | None:
        """One more argument for a call, after the others; None where the last one is spread."""
        given = call.child_by_field_name("arguments")
        last = arguments(call)[-1:]
        if given is None or given.type != "arguments" or any(node.type == "spread_element" for node in last):
            return None
        if not last:
            return self.inserted(given.start_byte + 1, text)
        return self.inserted(last[0].end_byte, f", {text}")

    def property_of(self, given: Node, *names: str) -> Node | None:
        """The pair (or shorthand) of an object literal with one of these keys."""
        for child in named(given):
            key = child.child_by_field_name("key") if child.type == "pair" else child
            if child.type in {"pair", "shorthand_property_identifier"} and self.text(key).strip("'\"") in names:
                return child
        return None

    def with_property(self, given: Node, *texts: str) -> Replacement:
        """More properties at the end of an object literal, laid out as its others are."""
        inner = [child for child in children(given) if child.type not in {"{", "}"}]
        items = [child for child in inner if child.type not in {",", "comment"}]
        if not items:
            return Replacement(given.start_byte, given.end_byte, f"{{ {', '.join(texts)} }}".encode())
        last = items[-1]
        comma = next((child for child in inner if child.type == "," and child.start_byte >= last.end_byte), None)
        if len(items) > 1:
            apart = last.start_point[0] > items[-2].start_point[0]
        else:
            apart = last.start_point[0] > given.start_point[0]
        between = f"{self.newline}{self.indent(last)}" if apart else " "
        if comma is not None:
            return self.inserted(comma.end_byte, "".join(f"{between}{text}," for text in texts))
        return self.inserted(last.end_byte, "".join(f",{between}{text}" for text in texts))

    def object_behind(self, node: Node | None) -> Node | None:
        """The object literal that an argument is, or that its ``const`` holds in this file."""
        node = bare(node)
        if node is None or node.type != "identifier" or self.names is None:
            return node if node is not None and node.type == "object" else None
        found = self.names.definitions(self.text(node), node)
        value = found[0].expr.node if len(found) == 1 and found[0].kind == "value" and found[0].expr else None
        if value is None or found[0].expr is None or found[0].expr.kind != "dict" or found[0].path:
            return None
        return bare(value)

    def defines(self, name: str, node: Node) -> bool:
        """Whether a name means something of the file's own (or imported) at a node."""
        return self.names is None or self.names.holder_of(name, node) is not None


def callee(call: Node) -> Node | None:
    """What a call calls, or what ``new`` makes."""
    found = bare(call.child_by_field_name("function") or call.child_by_field_name("constructor"))
    if found is not None and found.type == "await_expression":  # so the grammar reads ``await db.query<Row>(…)``
        return bare(next(iter(named(found)), None))
    return found


def arguments(call: Node) -> list[Node]:
    """The arguments of a call, without comments."""
    return [node for node in named(call.child_by_field_name("arguments")) if node.type != "comment"]


def bare(node: Node | None) -> Node | None:
    """An expression without the parentheses, ``as`` and ``!`` around it."""
    for _ in range(20):
        if node is None or node.type not in _WRAPPED:
            break
        node = next((child for child in named(node) if child.type != "comment"), None)
    return node


def function_of(node: Node) -> Node | None:
    """The function around a node."""
    around = node.parent
    while around is not None and around.type not in FUNCTIONS:
        around = around.parent
    return around


def is_async(function: Node | None) -> bool:
    """Whether a function is marked ``async``."""
    return function is not None and any(child.type == "async" for child in function.children)


def statement_of(node: Node | None) -> Node | None:
    """The statement of a block (or of the file) that a node is in."""
    while node is not None and (node.parent is None or node.parent.type not in _BLOCKS):
        node = node.parent
    return node


def environment_name(name: str) -> str:
    """A name in the form of environment variables: ``jwtSecret`` is ``JWT_SECRET``."""
    return re.sub(r"\W+", "_", re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name)).strip("_").upper()
