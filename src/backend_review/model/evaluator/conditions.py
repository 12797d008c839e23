"""JavaScript: which way a condition goes, where what it asks for is certain when the program is followed."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator
from functools import lru_cache, partial
from typing import Any

from tree_sitter import Node

from backend_review.index.program import Module
from backend_review.model import logic
from backend_review.model.evaluator.state import State, names_in
from backend_review.model.values import HOLE, Callee, Items, Kind, Known, Scope, Table, Thing, Unknown, Value

_MAX_DEPTH = 12
_MAX_NODES = 200
_COMPARED: dict[str, Callable[[Any, Any], bool]] = {
    **dict.fromkeys(("===", "=="), operator.eq),
    **dict.fromkeys(("!==", "!="), operator.ne),
    "<": operator.lt,
    ">": operator.gt,
    "<=": operator.le,
    ">=": operator.ge,
}
# What has no effect and costs nothing to look at.
_SIMPLE = {
    *("identifier", "member_expression", "subscript_expression", "string", "number", "true", "false", "null"),
    *("undefined", "template_string", "this", "property_identifier", "binary_expression", "as_expression"),
    *("string_fragment", "template_substitution", "non_null_expression", "parenthesized_expression"),
    *("unary_expression", "call_expression", "arguments"),
}


def decided(state: State, node: Node | None, scope: Scope) -> bool | None:
    """Whether a condition holds; None when that depends on what is not known.

    Comparisons of constants and truth values decide (a parameter ``mode`` that is given "project"); texts and objects
    alone do not, as what may be unknown besides is not always seen.
    """
    return logic.decided(node, scope.module, partial(_holds, state, scope)) if not state.loops else None


def _holds(state: State, scope: Scope, node: Node) -> bool | None:
    text = scope.module.text
    if node.type == "binary_expression":
        return _compared(state, node, scope)
    if node.type == "call_expression" and _asks_for_list(text(node.child_by_field_name("function"))):
        given = node.child_by_field_name("arguments")
        value = _value(state, given.named_children[0], scope) if given is not None and given.named_children else None
        return None if value is None or isinstance(value, Unknown) else _kind_of(value) == "list"
    if _is_setting(state, node, scope):
        return None
    value = _value(state, node, scope)
    return value.value if isinstance(value, Known) and isinstance(value.value, bool) else None


def lacks(state: State, node: Node | None, scope: Scope) -> bool:
    """Whether a condition asks for an option that an object does not have, as far as the object is seen."""
    if node is None or node.type != "member_expression":
        return False
    parts = [node.child_by_field_name(name) for name in ("object", "property")]
    owner = _value(state, parts[0], scope) if parts[0] is not None else None
    return isinstance(owner, Table) and owner.complete and scope.module.text(parts[1]) not in owner.entries


def _asks_for_list(called: str) -> bool:
    """``Array.isArray``, ``_.isArray`` and the function alone, as libraries offer it."""
    return called.rpartition(".")[2] == "isArray"


def _is_setting(state: State, node: Node, scope: Scope) -> bool:
    """Whether a part of a condition is about what the file imports or declares, and nothing that a call was given.

    ``config.lightning.enabled`` is false only until somebody sets it: what depends on it may be there.
    """
    module = scope.module
    key = (module.path, int(node.start_byte), int(node.end_byte))
    if key not in state.looked:
        names = tuple(dict.fromkeys(module.text(name) for name in _names(node)))
        state.looked[key] = names if names and _declared(module).issuperset(names) else None
    found = state.looked[key]
    if found is None:
        return False
    outer = scope
    while outer.outer is not None:
        outer = outer.outer
    return all(scope.find(name) is outer for name in found)


@lru_cache(maxsize=1024)
def _declared(module: Module) -> frozenset[str]:
    """The variables of a file itself, its imports among them."""
    found: list[str] = []
    for statement in module.body if module.language == "javascript" else ():
        if statement.kind in {"assign", "import"}:
            found += [name for target in statement.targets for name in names_in(target)]
            found += [item.name for item in statement.imports]
    return frozenset(found)


def _names(node: Node) -> Iterator[Node]:
    """The variables that a part of a condition names (``this`` is one)."""
    pending, count = [node], 0
    while pending and count < _MAX_NODES:
        item = pending.pop()
        count += 1
        if item.type in {"identifier", "this"}:
            yield item
        pending += item.named_children


def _compared(state: State, node: Node, scope: Scope) -> bool | None:
    sides = [node.child_by_field_name(name) for name in ("left", "right")]
    written = scope.module.text(node.child_by_field_name("operator"))
    if _is_setting(state, node, scope):
        return None
    compare = _COMPARED.get(written)
    values = [_value(state, side, scope) for side in sides if side is not None]
    if compare is None or len(values) != 2:
        return None
    first, second = (_plain(value) for value in values)
    if first is None or second is None:  # what is there is not undefined
        there = [value for value in values if _kind_of(value) not in {"", "nothing"}]
        nothing = any(_kind_of(value) == "nothing" for value in values)
        return written.startswith("!") if there and nothing and written[0] in "!=" else None
    try:
        return compare(first, second)
    except TypeError:
        return None


def _value(state: State, node: Node, scope: Scope) -> Value | None:
    """What a part of a condition stands for, when looking has no effect."""
    if node.type == "unary_expression" and scope.module.text(node.child(0)) == "typeof":
        argument = node.child_by_field_name("argument")
        value = _value(state, argument, scope) if argument is not None else None
        kind = _kind_of(value)
        kind = "object" if kind == "list" else kind
        return Known(kind) if kind not in {"", "nothing"} else None
    if node.type == "unary_expression" or not _is_simple(node, 0):
        return None
    return state.evaluate(scope.module.lower(node), scope)


def _is_simple(node: Node, depth: int) -> bool:
    return (
        depth < _MAX_DEPTH
        and node.type in _SIMPLE
        and all(_is_simple(child, depth + 1) for child in node.named_children)
    )


def _plain(value: Value | None) -> str | int | float | bool | None:
    """The text, number or truth value that something certainly is; None when it is not certain."""
    if not isinstance(value, Known) or (isinstance(value.value, str) and HOLE in value.value):
        return None
    return value.value if isinstance(value.value, (str, int, float, bool)) else None


def _kind_of(value: Value | None) -> str:
    """What ``typeof`` says ("list" for lists, "nothing" for null and undefined); "" when it is not certain."""
    if isinstance(value, Known):
        names = ((bool, "boolean"), (str, "string"), ((int, float), "number"))
        return next((name for types, name in names if isinstance(value.value, types)), "nothing")
    if isinstance(value, (Callee, Kind)):
        return "function"
    if isinstance(value, Items):
        return "list"
    return "object" if isinstance(value, Table) or (isinstance(value, Thing) and value.kind is not None) else ""
