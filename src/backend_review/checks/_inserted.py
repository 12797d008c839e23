"""What an insert gives the columns of a table, as it is written, and what those values are made of."""

from __future__ import annotations

import re

from tree_sitter import Node

from backend_review.backend import Backend
from backend_review.checks._values import FUNCTIONS
from backend_review.model.routes import Place
from backend_review.model.tables import Table

_PAIRS = {"pair", "keyword_argument", "keyed_element"}
_SHORT = "shorthand_property_identifier"
_PATH = re.compile(r"(?<![\w.\"'])[A-Za-z_]\w*(?:\??\.\w+|\[[\"'][\w-]+[\"']\])*(\s*\()?")
_STRINGS = re.compile(r"(?<!\[)(['\"])(?:(?!\1)[^\\\n]|\\.)*\1(?!\])")
_WORDS = {"await", "async", "None", "True", "False", "true", "false", "null", "nil", "undefined", "not", "and", "or",
          "new", "if", "else", "for", "in", "is", "lambda", "self", "this"}  # fmt: skip
_ASSIGNMENTS = {
    "assignment",
    "variable_declarator",
    "assignment_expression",
    "short_var_declaration",
    "assignment_statement",
}
_MOST_NODES = 20_000
_DEEPEST = 3


def is_held_by_another(backend: Backend, table: Table, asked: frozenset[str], place: Place) -> bool:
    """Whether a unique column or constraint is filled by the same insert with what the look-up asks by.

    ``username`` is unique and given the same e-mail address; a unique hash is made of all that makes a row another one.
    """
    function = _function_at(backend, place)
    if function is None:
        return False
    for given in _constructed(function, table):
        wanted = _made_of([given[name] for name in asked if name in given], function)
        if not wanted or not asked <= set(given):
            continue
        for index in table.indexes:
            columns = set(index.columns)
            if not index.unique or columns <= asked or not columns <= set(given):
                continue
            held = _made_of([given[name] for name in columns], function)
            if held and (_covers(wanted, held) or _covers(held, wanted)):
                return True
    return False


def _function_at(backend: Backend, place: Place) -> Node | None:
    module = backend.project.module(place.path)
    if module is None:
        return None
    point = (place.line - 1, 0)
    node = module.tree.root_node.descendant_for_point_range(point, point)
    while node is not None and node.type not in FUNCTIONS:
        node = node.parent
    return node


def _constructed(function: Node, table: Table) -> list[dict[str, str]]:
    """What is given to columns of a table in a function, by the column's name, for each call, object or literal."""
    found: dict[int, dict[str, str]] = {}
    pending = [function]
    for _ in range(_MOST_NODES):
        if not pending:
            break
        node = pending.pop()
        pending.extend(node.named_children)
        if node.type not in _PAIRS and node.type != _SHORT:
            continue
        key = node if node.type == _SHORT else node.child_by_field_name("key") or node.child_by_field_name("name")
        key = key or node.named_children[0]
        value = node if node.type == _SHORT else node.child_by_field_name("value") or node.named_children[-1]
        column = table.column(_text(key).strip("'\""))
        if column is not None and node.parent is not None:
            found.setdefault(node.parent.id, {})[column.name] = _text(value)
    return list(found.values())


def _made_of(texts: list[str], function: Node) -> set[str]:
    """The variables and members that expressions are made of, those of the function's own variables in their place."""
    assigned = _assigned(function)
    paths = {path for text in texts for path in _paths(text)}
    for _ in range(_DEEPEST):
        grown = {inner for path in paths for inner in (_paths(assigned.get(path, "")) or {path})}
        if grown == paths:
            break
        paths = grown
    return paths


def _assigned(function: Node) -> dict[str, str]:
    """What the variables of a function are given, of those that are given something once."""
    found: dict[str, list[str]] = {}
    pending = [function]
    for _ in range(_MOST_NODES):
        if not pending:
            break
        node = pending.pop()
        pending.extend(node.named_children)
        if node.type in _ASSIGNMENTS:
            left = node.child_by_field_name("left") or node.child_by_field_name("name")
            right = node.child_by_field_name("right") or node.child_by_field_name("value")
            if left is not None and right is not None:
                found.setdefault(_text(left), []).append(_text(right))
    return {name: given[0] for name, given in found.items() if len(given) == 1}


def _paths(text: str) -> set[str]:
    found = set()
    for match in _PATH.finditer(_STRINGS.sub("", text)):
        path = match.group().rstrip("( \t\n").replace("?.", ".")
        if match.group(1):
            path = path.rpartition(".")[0]  # of a method, what it is called of
        if path and path.partition(".")[0] not in _WORDS and not re.search(rf"\b{re.escape(path)}\s*=(?!=)", text):
            found.add(path)
    return found


def _covers(more: set[str], less: set[str]) -> bool:
    """Whether values of which ``less`` are made are the same where those of ``more`` are."""
    return all(any(path == one or re.match(re.escape(one) + r"[.\[]", path) for one in more) for path in less)


def _text(node: Node) -> str:
    return (node.text or b"").decode("utf-8", errors="replace")
