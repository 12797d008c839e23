"""Conditions and values that are constant: a way that can never be taken gives nothing to anybody.

Only names that are given one value, a constant, count: in the outermost function around, or in the whole file.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any

from tree_sitter import Node

from backend_review.index.expressions.data import Expr
from backend_review.index.program import Module, Statement
from backend_review.index.syntax import walk

_MAX_DEPTH = 10
_MAX_TEXT = 10_000
Constant = tuple[Any]

_OPERATIONS: dict[str, Callable[[Any, Any], Any]] = {
    "+": operator.add, "-": operator.sub, "*": operator.mul, "%": operator.mod, "//": operator.floordiv,
    "/": operator.truediv, "<": operator.lt, ">": operator.gt, "<=": operator.le, ">=": operator.ge,
    "==": operator.eq, "===": operator.eq, "!=": operator.ne, "!==": operator.ne, "is": operator.eq,
    "is not": operator.ne, "in": lambda a, b: a in b, "not in": lambda a, b: a not in b,
}  # fmt: skip
# What gives names values, and the field that holds the names.
_BINDS = {
    "variable_declarator": "name", "assignment_expression": "left", "augmented_assignment_expression": "left",
    "for_in_statement": "left", "update_expression": "argument", "assignment": "left", "augmented_assignment": "left",
    "for_statement": "left", "named_expression": "name", "short_var_declaration": "left",
    "assignment_statement": "left", "inc_statement": "", "dec_statement": "", "range_clause": "left",
    "var_spec": "name",
    "const_spec": "name", "as_pattern": "alias", "for_in_clause": "left", "parameters": "", "formal_parameters": "",
    "parameter_list": "", "lambda_parameters": "", "global_statement": "", "nonlocal_statement": "",
}  # fmt: skip
_PLAIN = {"variable_declarator", "assignment", "short_var_declaration", "const_spec", "var_spec"}
_NAMES = {"identifier", "shorthand_property_identifier_pattern"}
_LEAVES = {"break_statement", "return_statement", "throw_statement", "continue_statement"}


class Constants:
    """The names of a file that are given one constant."""

    def __init__(self, module: Module) -> None:
        self.module = module
        self._given: dict[int, dict[str, list[Node | None]]] = {}

    def of(self, around: Node, name: str) -> Node | None:
        """The only value that a name is given in a function, or in the file when the function gives it none."""
        for node in (around, self.module.tree.root_node):
            found = self._names(node).get(name)
            if found is not None:
                return found[0] if len(found) == 1 else None
        return None

    def _names(self, around: Node) -> dict[str, list[Node | None]]:
        if around.id not in self._given:
            found: dict[str, list[Node | None]] = {}
            for node in walk(around):
                if node.type in _BINDS:
                    self._note(node, found)
            self._given[around.id] = found
        return self._given[around.id]

    def _note(self, node: Node, found: dict[str, list[Node | None]]) -> None:
        field = _BINDS[node.type]
        targets = node.children_by_field_name(field) if field else [node]
        value = node.child_by_field_name("value") or node.child_by_field_name("right")
        if value is not None and value.type == "expression_list" and value.named_child_count == 1:
            value = value.named_children[0]
        if len(targets) == 1 and targets[0].type == "expression_list" and targets[0].named_child_count == 1:
            targets = targets[0].named_children
        single = node.type in _PLAIN and len(targets) == 1 and targets[0].type == "identifier"
        if node.type == "variable_declarator" and value is None:
            return  # let name: it has no value yet
        for target in targets:
            for inner in walk(target):
                if inner.type in _NAMES:
                    found.setdefault(self.module.text(inner), []).append(value if single else None)


class Folding:
    """What expressions of one function are, where that is constant."""

    def __init__(self, constants: Constants, around: Node) -> None:
        self.constants = constants
        self.module = constants.module
        self.around = around

    def holds(self, node: Node | None) -> bool | None:
        """Whether a condition holds; None when it is not constant."""
        if node is None:
            return None
        found = self.value(self.module.lower(node))
        return bool(found[0]) if found is not None else None

    def value(self, expr: Expr | None, depth: int = 0) -> Constant | None:
        """The constant that an expression is, in a tuple; None when it is none."""
        if expr is None or depth > _MAX_DEPTH:
            return None
        if expr.kind in {"text", "number", "constant"}:
            return (expr.value,)
        if expr.kind == "name":
            node = self.constants.of(self.around, expr.name)
            return self.value(self.module.lower(node), depth + 1) if node is not None else None
        if expr.kind == "binary":
            return self._operation(expr.name, expr.args[0], expr.args[1], depth)
        if expr.kind == "choice":
            return self._choice(expr, depth)
        if expr.kind == "index" and len(expr.args) == 1:
            return self._item(self.value(expr.target, depth + 1), self.value(expr.args[0], depth + 1))
        if expr.kind == "call":
            return self._call(expr, depth)
        return self._other(expr, depth)

    def _other(self, expr: Expr, depth: int) -> Constant | None:
        node, text = expr.node, self.module.text
        if node.type == "parenthesized_expression" and node.named_children:
            return self.value(self.module.lower(node.named_children[0]), depth + 1)
        sign = text(node.child(0)) if node.children else ""
        if sign in {"!", "not"} and node.named_children:
            found = self.value(self.module.lower(node.named_children[-1]), depth + 1)
            return (not found[0],) if found is not None else None
        parts = node.children
        if node.type == "comparison_operator" and len(parts) == 3:
            sides = [self.module.lower(parts[0]), self.module.lower(parts[2])]
            return self._operation(" ".join(text(parts[1]).split()), sides[0], sides[1], depth)
        left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
        word = text(node.child_by_field_name("operator"))
        if left is not None and right is not None and word in {"and", "or", "&&", "||"}:
            return self._both(word, self.module.lower(left), self.module.lower(right), depth)
        return None

    def _both(self, word: str, left: Expr, right: Expr, depth: int) -> Constant | None:
        first, second = self.value(left, depth + 1), self.value(right, depth + 1)
        ends = word in {"or", "||"}
        for side in (first, second):
            if side is not None and bool(side[0]) == ends:
                return side
        return second if first is not None and second is not None else None

    def _operation(self, sign: str, left: Expr, right: Expr, depth: int) -> Constant | None:
        if sign in {"and", "or", "&&", "||"}:
            return self._both(sign, left, right, depth)
        first, second = self.value(left, depth + 1), self.value(right, depth + 1)
        if first is None or second is None or sign not in _OPERATIONS:
            return None
        if sign == "*" and (isinstance(first[0], str) or isinstance(second[0], str)):
            return None
        if sign == "/" and self.module.language == "go" and isinstance(first[0], int) and isinstance(second[0], int):
            sign = "//"
        try:
            made = _OPERATIONS[sign](first[0], second[0])
        except (TypeError, ValueError, ArithmeticError):
            return None
        return (made,) if not isinstance(made, str) or len(made) <= _MAX_TEXT else None

    def _choice(self, expr: Expr, depth: int) -> Constant | None:
        node = expr.node
        if expr.name == "if":
            taken = self.holds(condition_of(node))
            return self.value(expr.args[not taken], depth + 1) if taken is not None else None
        left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
        if left is None or right is None or self.module.text(node.child_by_field_name("operator")) == "??":
            return None
        return self._both(expr.name, self.module.lower(left), self.module.lower(right), depth)

    def _item(self, held: Constant | None, key: Constant | None) -> Constant | None:
        if held is None or key is None or not isinstance(held[0], str) or not isinstance(key[0], int):
            return None
        return (held[0][key[0]],) if 0 <= key[0] < len(held[0]) else None

    def _call(self, expr: Expr, depth: int) -> Constant | None:
        """``guess.charAt(2)``."""
        target = expr.target
        if target is not None and target.kind == "attr" and target.name == "charAt" and len(expr.args) == 1:
            return self._item(self.value(target.target, depth + 1), self.value(expr.args[0], depth + 1))
        return None

    def taken(self, item: Statement) -> list[int] | None:
        """The blocks of a branch that are gone through; None when that is not constant."""
        node = item.node
        if node.type in {"switch_statement", "expression_switch_statement", "match_statement"}:
            return self._case(item)
        conditions = [node.child_by_field_name("condition")]
        for other in node.children_by_field_name("alternative"):
            if other.type == "elif_clause":
                conditions.append(other.child_by_field_name("condition"))
        for index, condition in enumerate(conditions):
            found = self.holds(condition)
            if found is None:
                return None
            if found:
                return [index]
        return [len(conditions)] if len(item.blocks) > len(conditions) else []

    def _case(self, item: Statement) -> list[int] | None:
        subject = self.value(item.value)
        body = item.node.child_by_field_name("body")
        cases = list(body.named_children) if body is not None else []
        if not cases:
            cases = [child for child in item.node.named_children if child.type in {"expression_case", "default_case"}]
        cases = [case for case in cases if case.type != "comment"]
        if subject is None or len(cases) != len(item.blocks):
            return None
        default: int | None = None
        for index, case in enumerate(cases):
            if case.child_by_field_name("guard") is not None:
                return None
            values = _values(case)
            if not values:
                default = index
                continue
            known = [self.value(self.module.lower(value)) for value in values]
            if any(value is None for value in known):
                return None
            if subject in known:
                return self._on_from(cases, index)
        return self._on_from(cases, default) if default is not None else []

    def _on_from(self, cases: list[Node], index: int) -> list[int]:
        """JavaScript goes on with the next case where one does not leave."""
        found = [index]
        while self.module.language == "javascript" and index + 1 < len(cases):
            if any(child.type in _LEAVES for child in _inside(cases[index])):
                break
            index += 1
            found.append(index)
        return found


def condition_of(node: Node) -> Node | None:
    """The condition of a conditional expression."""
    found = node.child_by_field_name("condition")
    return node.named_children[1] if found is None and len(node.named_children) == 3 else found


def _values(case: Node) -> list[Node]:
    """The values of a case; none for the default. Python: what is no plain value is a value nobody knows."""
    if case.type == "case_clause":
        patterns = [child for child in case.named_children if child.type == "case_pattern"]
        inner = [child for pattern in patterns for child in pattern.named_children]
        return [part for item in inner for part in (item.named_children if item.type == "union_pattern" else [item])]
    values = case.children_by_field_name("value")
    return [part for value in values for part in (value.named_children if value.type == "expression_list" else [value])]


def _inside(case: Node) -> list[Node]:
    found = list(case.named_children)
    return [*found, *(inner for child in found if child.type == "statement_block" for inner in child.named_children)]
