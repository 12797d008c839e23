"""What is logged, and when: a record that is only called after a secret, and lines for developers alone."""

from __future__ import annotations

import re
from collections.abc import Callable

from tree_sitter import Node

from backend_review.checks._debug_only import is_for_developers
from backend_review.checks._trees import enclosing_function, text

_IFS = frozenset({"if_statement", "elif_clause"})
_BOUNDS = frozenset({"function_definition", "function_declaration", "method_definition", "method_declaration"})


def for_developers(call: Node) -> bool:
    """Whether a call is only made where a switch for debugging is on."""
    node = call
    while node.parent is not None and node.type not in _BOUNDS:
        branch, node = node, node.parent
        if node.type not in _IFS or node.child_by_field_name("consequence") != branch:
            continue
        if is_for_developers(text(node.child_by_field_name("condition"))):
            return True
    return False


def is_record(argument: Node, secret: Callable[[str], object]) -> bool:
    """Whether a variable is a record whose members are read beside, none of them named like a secret: ``secret.ID``.

    ``secret`` says whether a name is that of a secret.
    """
    function = enclosing_function(argument)
    if argument.type != "identifier" or function is None:
        return False
    read = re.findall(rf"(?<![\w.]){re.escape(text(argument))}\??\.(\w+)\b(?!\s*\()", text(function))
    members = {name for name in read if name not in {"length", "size"}}
    return bool(members) and not any(map(secret, members))
