"""Python and Go: which way a condition goes, where what it asks for is certain when the program is followed.

``crud("dogs", readonly=True)``: a factory that is called twice registers other routes each time. Of a statement's
condition only what is written as a constant where the function is called, or as the parameter's default, decides;
settings and variables may be others when the program runs. Of an expression's condition (``a if x else b``, the filter
of a comprehension) the function's own variables decide as well, as it only chooses between values that are there. What
is asked of a module's variables is never certain: those are settings, which other code may change.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from tree_sitter import Node

from backend_review.index.expressions.data import Expr
from backend_review.index.program import Parameter, Statement
from backend_review.model import logic
from backend_review.model.evaluator.state import NOTHING, State
from backend_review.model.values import HOLE, Callee, Items, Kind, Known, Library, Scope, Table, Thing, Value, text_of

_CONSTANT = {"constant", "text", "number"}
_PLAIN = {
    *("identifier", "attribute", "subscript", "string", "integer", "true", "false", "none", "string_content"),
    *("string_start", "string_end", "interpreted_string_literal", "raw_string_literal", "nil", "int_literal"),
    *("interpreted_string_literal_content", "raw_string_literal_content"),
}
_EQUAL = {"==": True, "is": True, "!=": False, "is not": False}
_SUPPOSED = "=supposed"
Asked = Callable[[Node], "Value | None"]  # what a part of a condition certainly stands for


def constants(expr: Expr | None, args: Sequence[Value], named: dict[str, Value]) -> set[int]:
    """The arguments (their ``id``) that are written as constants where a function is called."""
    if expr is None or expr.kind != "call":
        return set()
    found = {id(named[name]) for name, item in expr.named.items() if item.kind in _CONSTANT and name in named}
    if len(expr.args) == len(args):
        found |= {id(value) for item, value in zip(expr.args, args, strict=True) if item.kind in _CONSTANT}
    return found


def is_constant(parameter: Parameter) -> bool:
    """Whether a parameter's default is a constant."""
    return parameter.default is not None and parameter.default.kind in _CONSTANT


def way(state: State, statement: Statement, scope: Scope) -> int | None:
    """Which of a branch's blocks is taken; None when that is not certain, a number past the last one for none."""
    node = statement.node
    conditions = [node.child_by_field_name("condition")]
    for other in node.children_by_field_name("alternative"):
        if other.type == "elif_clause":
            conditions.append(other.child_by_field_name("condition"))
    for index, condition in enumerate(conditions):
        holds = _decided(state, condition, scope, partial(_given, state, scope))
        if holds is None and len(statement.blocks) == 1:
            return _key_test(state, condition, scope)
        if holds is None or holds:
            return index if holds else None
    return len(conditions)


def decided(state: State, node: Node | None, scope: Scope) -> bool | None:
    """Whether the condition of an expression holds; None when that is not certain."""
    return _decided(state, node, scope, partial(_local, state, scope))


def _decided(state: State, node: Node | None, scope: Scope, asked: Asked) -> bool | None:
    def holds(part: Node) -> bool | None:
        if part.type in {"comparison_operator", "binary_expression"}:
            return _compared(part, scope, asked)
        value = asked(part)
        return bool(value.value) if isinstance(value, Known) and _is_whole(value) else None

    return logic.decided(node, scope.module, holds) if not state.loops else None


def _compared(node: Node, scope: Scope, asked: Asked) -> bool | None:
    if len(node.named_children) != 2:
        return None
    operator = " ".join(scope.module.text(item) for item in node.children if not item.is_named)
    equal = _EQUAL.get(operator)
    left, right = asked(node.named_children[0]), asked(node.named_children[1])
    if left is None or right is None:
        return None
    if operator in {"in", "not in"} and isinstance(left, Known) and isinstance(right, Items) and right.complete:
        whole = all(isinstance(item, Known) and _is_whole(item) for item in (left, *right.items))
        return (left in right.items) is (operator == "in") if whole else None
    if equal is None:
        return None
    if isinstance(left, Known) and isinstance(right, Known):
        return (left == right) is equal if _is_whole(left) and _is_whole(right) else None
    there = isinstance(right if left == NOTHING else left, (Callee, Kind, Items, Table, Thing))
    return not equal if there and NOTHING in (left, right) else None


def _is_whole(value: Known) -> bool:
    return not isinstance(value.value, str) or HOLE not in value.value


def _key_test(state: State, test: Node | None, scope: Scope) -> int | None:
    """Which way ``if key not in table:`` goes (0: its block, 1: past it), as far as the table is filled by now."""
    if test is None or test.type != "comparison_operator" or len(test.named_children) != 2:
        return None
    operator = " ".join(scope.module.text(item) for item in test.children if not item.is_named)
    if operator not in {"in", "not in"} or not all(_is_plain(item) for item in test.named_children):
        return None
    key, held = (state.evaluate(scope.module.lower(item), scope) for item in test.named_children)
    text = text_of(key)
    if text is None or HOLE in text or not isinstance(held, Table) or not held.complete:
        return None
    if operator == "not in":
        return int(text in held.entries)
    return 0 if text in held.entries else None  # others may come yet


def _given(state: State, scope: Scope, node: Node) -> Value | None:
    """A constant, or the one that a parameter was given unless the function gave it another value since."""
    if node.type == "identifier":
        name = scope.module.text(node)
        holder = scope.find(name)
        value = state.force(holder.names[name], holder, name) if holder is not None else None
        if isinstance(value, Library) and value.name.endswith(".permissions.SAFE_METHODS"):
            return Items([Known(method) for method in ("GET", "HEAD", "OPTIONS")])
        return value if holder is not None and holder.constants.get(name) is value else None
    if node.type == "call" and scope.module.text(node.child_by_field_name("function")) == "issubclass":
        return _derives(state, scope, node)
    if node.type in {"attribute", "call"}:
        return _supposed(state, scope, node)
    if node.type in {"tuple", "list", "set"}:
        parts = [_given(state, scope, part) for part in node.named_children]
        return Items([part for part in parts if part is not None]) if None not in parts else None
    lowered = scope.module.lower(node)
    return Known(lowered.value) if lowered.kind in _CONSTANT else None


def _derives(state: State, scope: Scope, node: Node) -> Value | None:
    """``issubclass(model, Mixin)`` of classes of the project, whose bases are all known or a library's."""
    given = node.child_by_field_name("arguments")
    values = [state.evaluate(scope.module.lower(item), scope) for item in (given.named_children if given else [])]
    if len(values) != 2 or not isinstance(values[0], Kind) or not isinstance(values[1], Kind):
        return None
    if any(level.klass is values[1].klass for level in values[0].lineage()):
        return Known(True)
    unknown = any(not isinstance(base, (Kind, Library)) for level in values[0].lineage() for base in level.bases)
    return None if unknown else Known(False)


def suppose(**values: Value) -> dict[str, Value]:
    """The attributes of an object that a method is asked about: which way its conditions go that name them."""
    return {**values, _SUPPOSED: NOTHING}


def _supposed(state: State, scope: Scope, node: Node) -> Value | None:
    """``self.action`` and ``self.request.method.lower()`` of an object that these are supposed of."""
    if node.type == "call":
        called, given = node.child_by_field_name("function"), node.child_by_field_name("arguments")
        text = (
            text_of(_supposed(state, scope, called.named_children[0]))
            if called is not None and called.children
            else None
        )
        name = scope.module.text(called).rpartition(".")[2]
        plain = text is not None and given is not None and not given.named_children and name in {"lower", "upper"}
        return Known(getattr(text, name)()) if plain else None
    if node.type == "identifier":
        holder = scope.find(scope.module.text(node))
        return holder.names[scope.module.text(node)] if holder is not None else None
    inner = node.child_by_field_name("object")
    owner = _supposed(state, scope, inner) if inner is not None and node.type == "attribute" else None
    name = scope.module.text(node.child_by_field_name("attribute"))
    if not isinstance(owner, Thing) or _SUPPOSED not in owner.attributes:
        return None
    return owner.attributes.get(name) or (state.attribute(owner, name) if name.isidentifier() else None)


def _local(state: State, scope: Scope, node: Node) -> Value | None:
    """What a constant, or a part of a local variable, stands for."""
    if not _is_plain(node) or not _is_local(node, scope):
        return None
    return state.evaluate(scope.module.lower(node), scope)


def _is_plain(node: Node) -> bool:
    return node.type in _PLAIN and all(_is_plain(item) for item in node.named_children)


def _is_local(node: Node, scope: Scope) -> bool:
    first = node
    while first.type in {"attribute", "subscript"} and first.named_children:
        first = first.named_children[0]
    if first.type != "identifier":
        return True
    holder = scope.find(scope.module.text(first))
    return holder is not None and holder.outer is not None
