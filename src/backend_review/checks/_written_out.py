"""Python: loops over what is written out with all that is in it: a dict or list in a variable, or given by a function."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tree_sitter import Node

from backend_review.backend import Backend
from backend_review.checks._loops import Round
from backend_review.checks._syntax import enclosing
from backend_review.index.program import Module
from backend_review.index.syntax import walk

_OVER = re.compile(r"(?s)^(?P<name>\w+)(?P<call>\(.*\))?(?:\.(?:items|keys|values)\(\))?$")
_CHANGES = (
    r"\b{0}\[[^\]]*\]\s*(?:[-+*/|]?=)(?!=)|\b{0}\.(?:update|setdefault|append|extend|insert|add)\(|\b{0}\s*[-+|]="
)
_FUNCTION = {"function_definition"}
_WRITTEN = {"dictionary": "pair", "list": "", "tuple": "", "set": ""}


def is_written_out(backend: Backend, found: Round) -> bool:
    """Whether a loop goes as often as there are keys or items written in the code."""
    over = _OVER.match(found.loop.over)
    if over is None or found.module.language != "python":
        return False
    if over["call"] is None:
        function = enclosing(found.node, _FUNCTION)
        return function is not None and _is_kept(found.module, function, over["name"])
    given = list(_functions(backend, over["name"]))
    return len(given) == 1 and _gives_written(*given[0])


def _is_kept(module: Module, function: Node, name: str) -> bool:
    """Whether a variable is given one thing in a function, which is written out, and it is not added to."""
    values = [
        item.child_by_field_name("right")
        for item in walk(function)
        if item.type == "assignment" and module.text(item.child_by_field_name("left")) == name
    ]
    if len(values) != 1 or not _is_written(values[0]):
        return False
    return re.search(_CHANGES.format(re.escape(name)), module.text(function)) is None


def _functions(backend: Backend, name: str) -> Iterator[tuple[Module, Node]]:
    """The functions of a name in the project."""
    for module in backend.project.modules("python"):
        if f"def {name}(" in module.file.text:
            for node in walk(module.tree.root_node):
                if node.type == "function_definition" and module.text(node.child_by_field_name("name")) == name:
                    yield module, node


def _gives_written(module: Module, function: Node) -> bool:
    values = [
        item.named_children[0] if item.named_children else None
        for item in walk(function)
        if item.type == "return_statement" and enclosing(item, _FUNCTION) == function
    ]
    return bool(values) and all(
        _is_written(value)
        or (value is not None and value.type == "identifier" and _is_kept(module, function, module.text(value)))
        for value in values
    )


def _is_written(value: Node | None) -> bool:
    """A dict, list, tuple or set whose items all stand there."""
    kind = _WRITTEN.get(value.type) if value is not None else None
    if value is None or kind is None:
        return False
    items = [item for item in value.named_children if item.type != "comment"]
    spread = {"dictionary_splat", "list_splat"}
    return bool(items) and all(item.type == kind if kind else item.type not in spread for item in items)
