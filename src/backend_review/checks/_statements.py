"""The statement at a place in the code, and the names in it."""

from __future__ import annotations

import re

from tree_sitter import Node

from backend_review.backend import Backend
from backend_review.model.routes import Place

_BLOCKS = {
    *("block", "statement_block", "module", "program", "source_file", "statement_list", "class_body", "switch_case"),
    *("switch_default", "expression_case", "default_case", "case_clause"),
}
_TARGETS = {"assignment", "variable_declarator", "assignment_expression", "short_var_declaration", "named_expression",
            "assignment_statement", "var_spec"}  # fmt: skip
_STRINGS = re.compile(r"'(?:[^'\\\n]|\\.)*'|\"(?:[^\"\\\n]|\\.)*\"")
_VALUE = re.compile(r"(?<![\w.])[A-Za-z_]\w*(?:\??\.[A-Za-z_]\w*)*(?![\w(.]|\s*:(?!=)|\s*=(?!=))")
_NAME = re.compile(r"[A-Za-z_]\w*")


def statement_at(backend: Backend, place: Place) -> Node | None:
    """The whole statement that is at a place."""
    module = backend.project.module(place.path)
    if module is None:
        return None
    lines = module.file.data.split(b"\n")
    line = lines[place.line - 1] if 0 < place.line <= len(lines) else b""
    point = (place.line - 1, len(line) - len(line.lstrip()))
    node = module.tree.root_node.descendant_for_point_range(point, point)
    while node is not None and node.parent is not None and node.parent.type not in _BLOCKS:
        node = node.parent
    return node


def head_of(node: Node | None) -> str:
    """A statement as it is written, without the blocks that belong to it."""
    if node is None:
        return ""
    block = next((child for child in node.children if child.type in _BLOCKS), None)
    body = block or node.child_by_field_name("consequence") or node.child_by_field_name("body")
    end = body.start_byte - node.start_byte if body is not None else None
    return (node.text or b"")[:end].decode("utf-8", errors="replace")


def given_names(node: Node | None) -> set[str]:
    """The names that a statement gives values to."""
    found: set[str] = set()
    pending = [node] if node is not None else []
    for _ in range(200):
        if not pending:
            break
        current = pending.pop()
        if current.type in _TARGETS:
            left = current.child_by_field_name("left") or current.child_by_field_name("name")
            found |= (
                set(_NAME.findall((left.text or b"").decode("utf-8", errors="replace"))) if left is not None else set()
            )
            continue
        pending += [child for child in current.named_children if child.type not in _BLOCKS]
    return found


def names_in(text: str) -> set[str]:
    """The names in a piece of code, those in its texts left out."""
    return set(_NAME.findall(_STRINGS.sub("''", text)))


def values_in(text: str) -> set[str]:
    """The variables and members in a piece of code that are not called and are no keys: ``id``, ``req.params.id``."""
    return set(_VALUE.findall(_STRINGS.sub("''", text)))


def made_of(backend: Backend, name: str, after: Place, before: Place) -> str:
    """What a variable is made of between two places of a file, as it is written; "" where it is given nothing there."""
    module = backend.project.module(after.path)
    if module is None or after.path != before.path:
        return ""
    given = re.compile(rf"^\s*(?:const|let|var)?\s*{re.escape(name)}\b[^=\n(]*:?=[^=]")
    lines = module.file.text.split("\n")[after.line : min(before.line, after.line + 80) - 1]
    found = (Place(after.path, after.line + index + 1) for index, line in enumerate(lines) if given.search(line))
    return "\n".join(head_of(statement_at(backend, place)) for place in found)
