"""What lowering has in common: one ``Expr`` for each node, made once and to a bounded depth."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Mapping

from tree_sitter import Node

from backend_review.index import syntax
from backend_review.index.expressions.data import Expr

MAX_NESTING = 120

Lower = Callable[["Lowering", Node], Expr]


class Lowering:
    """Makes expressions of the nodes of one file, by a table of functions for the kinds of node of its language."""

    def __init__(self, data: bytes, table: Mapping[str, Lower]) -> None:
        self.data = data
        self._table = table
        self._lowered: dict[int, Expr] = {}
        self._nesting = 0

    def text(self, node: Node | None) -> str:
        """The source of a node; "" for none."""
        if node is None:
            return ""
        found = self.data[node.start_byte : node.end_byte].decode("utf-8", errors="replace")
        return sys.intern(found) if len(found) < 40 else found  # the same few names stand everywhere

    def lower(self, node: Node) -> Expr:
        """The expression of a node, in the common form; each is made once."""
        known = self._lowered.get(node.id)
        if known is None:
            if self._nesting > MAX_NESTING:
                return Expr("other", node)
            self._nesting += 1
            try:
                known = self._table.get(node.type, other)(self, node)
            finally:
                self._nesting -= 1
            self._lowered[node.id] = known
        return known

    def first(self, node: Node) -> Expr:
        """The expression of a node's first child that is no comment."""
        children = [child for child in syntax.named(node) if child.type != "comment"]
        return self.lower(children[0]) if children else Expr("other", node)

    def field(self, node: Node, name: str) -> Expr:
        """The expression of a field of a node."""
        child = node.child_by_field_name(name)
        return self.lower(child) if child is not None else Expr("other", node)

    def items(self, node: Node | None) -> list[Expr]:
        """The expressions of a node's children."""
        return [self.lower(child) for child in syntax.named(node) if child.type != "comment"]


def other(low: Lowering, node: Node) -> Expr:
    """An expression of no kind that is looked into."""
    return Expr("other", node)


def name(low: Lowering, node: Node) -> Expr:
    """A name."""
    return Expr("name", node, name=low.text(node))


def inner(low: Lowering, node: Node) -> Expr:
    """An expression in parentheses, awaited or given a type: the same value as what it is around."""
    return low.first(node)


def function(low: Lowering, node: Node) -> Expr:
    """A function without a name of its own."""
    return Expr("func", node)


def class_expression(low: Lowering, node: Node) -> Expr:
    """A class where a value is expected."""
    return Expr("class", node)


def sequence(low: Lowering, node: Node) -> Expr:
    """A list or the like."""
    return Expr("list", node, args=low.items(node))


def quoted(low: Lowering, node: Node) -> Expr:
    """A text between one quote mark on either side."""
    return Expr("text", node, value=low.text(node)[1:-1])


def attribute(member: str, owner: str) -> Lower:
    """Lowers ``owner.member``; the arguments are the names of the node's fields."""

    def lower(low: Lowering, node: Node) -> Expr:
        name = low.text(node.child_by_field_name(member))
        return Expr("attr", node, name=name, target=low.field(node, owner))

    return lower


def indexed(owner: str, key: str) -> Lower:
    """Lowers ``owner[key]``; the arguments are the names of the node's fields."""

    def lower(low: Lowering, node: Node) -> Expr:
        return Expr("index", node, target=low.field(node, owner), args=[low.field(node, key)])

    return lower


def field(name: str) -> Lower:
    """Lowers a node that has the value of one of its fields."""

    def lower(low: Lowering, node: Node) -> Expr:
        return low.field(node, name)

    return lower


def constant(value: bool | None) -> Lower:
    """Lowers true, false and nothing."""

    def lower(low: Lowering, node: Node) -> Expr:
        return Expr("constant", node, value=value)

    return lower


def number(low: Lowering, node: Node) -> Expr:
    """A number as it is written in any of the languages."""
    text = low.text(node).replace("_", "").rstrip("nLl")
    try:
        value = float(text) if re.search(r"[.eE]", text) and "x" not in text else int(text, 0)
    except ValueError:
        return Expr("other", node)
    return Expr("number", node, value=value)


def binary(low: Lowering, node: Node) -> Expr:
    """An operation on two values."""
    operator = low.text(node.child_by_field_name("operator"))
    return Expr("binary", node, name=operator, args=[low.field(node, "left"), low.field(node, "right")])


def unary(low: Lowering, node: Node, inner: Expr) -> Expr:
    """An operation on one value."""
    operator = low.text(node.child(0))
    if inner.kind == "number" and operator in {"-", "+"}:
        return Expr("number", node, value=-inner.value if operator == "-" else inner.value)
    if operator == "!" and inner.kind in {"number", "constant"}:  # minified booleans
        return Expr("constant", node, value=not inner.value)
    return Expr("other", node, args=[inner])
