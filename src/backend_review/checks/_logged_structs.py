"""Go: structs that are logged whole, with the secrets among their fields."""

from __future__ import annotations

import re
from collections.abc import Callable

from tree_sitter import Node

from backend_review.checks._trees import enclosing_function, text, walk

_SPECS = frozenset({"type_spec"})
# What decides itself how it is written.
_WRITES_ITSELF = "String|GoString|Format|LogValue|MarshalText|MarshalLogObject"
# A verb that writes all fields, and a variable's declaration before its use.
_WHOLE = re.compile(r"%[+#]?v")
_MADE = r"\b{name}\s*(?:,\s*\w+\s*)?:?=\s*(?:&|new\()?\s*(?P<made>\w+)\b\s*[{{)]|\bvar\s+{name}\s+\*?(?P<said>\w+)\b"
_TAKEN = r"[(,]\s*{name}\s+\*?(?P<type>\w+)\s*[,)]"


def field_of(argument: Node, arguments: list[Node], secret: Callable[[str], object]) -> str:
    """The secret field of the struct that an argument is, when all of it is written; "" otherwise.

    ``secret`` says whether a name is that of a secret.
    """
    if argument.type != "identifier" or argument == arguments[0]:
        return ""
    written = [text(item) for item in arguments if item.type in {"interpreted_string_literal", "raw_string_literal"}]
    if any("%" in item for item in written) and not any(_WHOLE.search(item) for item in written):
        return ""
    function = enclosing_function(argument)
    root = argument
    while root.parent is not None:
        root = root.parent
    kind = _kind(text(argument), function, argument)
    if not kind or re.search(rf"\)\s*(?:{_WRITES_ITSELF})\(", _methods_of(kind, root)):
        return ""
    for spec in walk(root, _SPECS):
        body = spec.child_by_field_name("type")
        if text(spec.child_by_field_name("name")) != kind or body is None or body.type != "struct_type":
            continue
        for field in walk(body, frozenset({"field_declaration"})):
            types = text(field.child_by_field_name("type"))
            for name in field.children_by_field_name("name"):
                if types in {"string", "*string", "[]byte"} and secret(text(name)):
                    return text(name)
    return ""


def _kind(name: str, function: Node | None, use: Node) -> str:
    """The type that a variable is declared with in a function."""
    if function is None:
        return ""
    before = text(function).encode()[: use.start_byte - function.start_byte].decode(errors="replace")
    made = [item["made"] or item["said"] for item in re.finditer(_MADE.format(name=re.escape(name)), before)]
    if made:
        return made[-1]
    taken = re.search(_TAKEN.format(name=re.escape(name)), text(function.child_by_field_name("parameters")))
    return taken["type"] if taken else ""


def _methods_of(kind: str, root: Node) -> str:
    found = (item for item in root.named_children if item.type == "method_declaration")
    return "\n".join(
        f") {text(item.child_by_field_name('name'))}("
        for item in found
        if re.search(rf"\b{kind}\b", text(item.child_by_field_name("receiver")))
    )
