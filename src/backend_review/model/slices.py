"""Python: how wide a slice is: ``rows[(page - 1) * SIZE : page * SIZE]`` are ``SIZE`` of them, whatever ``page`` is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from tree_sitter import Node

from backend_review.index.program import Module
from backend_review.index.syntax import walk

_Sum = Counter[tuple[str, ...]]  # how often each product of terms is in it; ``()`` are the numbers
_MAX_DEPTH = 8
_MAX_TERMS = 40


class _Terms:
    """Sums of products, with the nodes of what they are made of."""

    def __init__(self, module: Module) -> None:
        self.text = module.text
        self.nodes: dict[str, Node] = {}

    def of(self, node: Node, depth: int = 0) -> _Sum:
        """The sum that an expression stands for; itself as a term where it is none."""
        if depth < _MAX_DEPTH:
            if node.type == "parenthesized_expression" and len(node.named_children) == 1:
                return self.of(node.named_children[0], depth + 1)
            if node.type == "integer" and self.text(node).isdigit():
                return Counter({(): int(self.text(node))})
            if node.type == "call" and self.text(node.child_by_field_name("function")) == "int":
                given = node.child_by_field_name("arguments")
                if given is not None and len(given.named_children) == 1:
                    return self.of(given.named_children[0], depth + 1)
            if node.type == "binary_operator":
                made = self._calculated(node, depth)
                if made is not None:
                    return made
            if node.type == "identifier":
                value = _only_value(node, self.text)
                if value is not None:
                    return self.of(value, depth + 1)
        name = "".join(self.text(node).split())
        self.nodes[name] = node
        return Counter({(name,): 1})

    def _calculated(self, node: Node, depth: int) -> _Sum | None:
        sides = [node.child_by_field_name(name) for name in ("left", "right")]
        sign = self.text(node.child_by_field_name("operator"))
        if None in sides or sign not in {"+", "-", "*"}:
            return None
        left, right = (self.of(side, depth + 1) for side in sides if side is not None)
        if len(left) * len(right) > _MAX_TERMS:
            return None
        if sign == "*":
            made: _Sum = Counter()
            for first, times in left.items():
                for second, further in right.items():
                    made[tuple(sorted(first + second))] += times * further
            return made
        return _sum(left, right, 1 if sign == "+" else -1)


def width(module: Module, node: Node) -> list[Node] | None:
    """What says how wide a slice is, none of it where that is a number; None where its ends have nothing in common."""
    ends = node.named_children
    if len(ends) != 2 or [child.type for child in node.children if not child.is_named] != [":"]:
        return None
    terms = _Terms(module)
    first, last = (terms.of(end) for end in ends)
    wide = [product for product, times in _sum(last, first, -1).items() if times]
    left = {name for product in wide for name in product}
    gone = {name for product in first for name in product} - left
    return [terms.nodes[name] for name in sorted(left)] if gone else None


def _sum(left: _Sum, right: _Sum, times: int) -> _Sum:
    made: _Sum = Counter(left)
    for product, count in right.items():
        made[product] += times * count
    return made


def _only_value(node: Node, text: Callable[[Node | None], str]) -> Node | None:
    """What a variable is given in its function, where that happens once."""
    function = node.parent
    while function is not None and function.type != "function_definition":
        function = function.parent
    if function is None:
        return None
    found: list[Node] = []
    for item in walk(function):
        if item.type in {"assignment", "augmented_assignment"} and text(item.child_by_field_name("left")) == text(node):
            found.append(item)
    value = found[0].child_by_field_name("right") if len(found) == 1 and found[0].type == "assignment" else None
    parameters = function.child_by_field_name("parameters")
    named = parameters is not None and any(
        item.type == "identifier" and text(item) == text(node) for item in walk(parameters)
    )
    return None if named else value
