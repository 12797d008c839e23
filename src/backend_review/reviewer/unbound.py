"""Names that new lines of code use and that their file does not have: mostly a module that nobody imports.

Told by the words alone, without scopes: a name that stands anywhere in the file as it was counts as one it has.
"""

from __future__ import annotations

import builtins
from collections.abc import Iterator
from typing import TYPE_CHECKING

from backend_review.index import syntax
from backend_review.project.source import SourceFile

if TYPE_CHECKING:
    from tree_sitter import Node

_JAVASCRIPT = {
    "AbortController", "AbortSignal", "AggregateError", "Array", "ArrayBuffer", "Atomics", "BigInt", "Blob",
    "Boolean", "Buffer", "DataView", "Date", "Error", "EvalError", "Event", "EventTarget", "FinalizationRegistry",
    "FormData", "Function", "Headers", "Infinity", "Int32Array", "Intl", "Iterator", "JSON", "Map", "Math", "NaN",
    "Number", "Object", "Promise", "Proxy", "RangeError", "ReadableStream", "ReferenceError", "Reflect", "RegExp",
    "Request", "Response", "Set", "SharedArrayBuffer", "String", "Symbol", "SyntaxError", "TextDecoder",
    "TextEncoder", "TypeError", "URIError", "URL", "URLSearchParams", "Uint8Array", "WeakMap", "WeakRef",
    "WeakSet", "WebSocket", "__dirname", "__filename", "arguments", "atob", "btoa", "clearImmediate",
    "clearInterval", "clearTimeout", "console", "crypto", "decodeURI", "decodeURIComponent", "encodeURI",
    "encodeURIComponent", "exports", "fetch", "global", "globalThis", "isFinite", "isNaN", "module", "parseFloat",
    "parseInt", "performance", "process", "queueMicrotask", "require", "setImmediate", "setInterval", "setTimeout",
    "structuredClone", "undefined",
}  # fmt: skip
_BUILT_IN = {
    "python": set(dir(builtins)) | {"__file__", "self", "cls"},
    "javascript": _JAVASCRIPT,
    "typescript": _JAVASCRIPT,
    "go": set[str](),
}
_NAMES = {
    "identifier", "type_identifier", "package_identifier", "shorthand_property_identifier",
    "shorthand_property_identifier_pattern",
}  # fmt: skip
# What gives names: as a whole, or by the named part.
_GIVES = {
    "parameters", "lambda_parameters", "formal_parameters", "parameter_declaration", "as_pattern_target",
    "catch_clause", "import_statement", "import_from_statement", "import_clause", "case_pattern",
    "global_statement", "var_spec",
}  # fmt: skip
_GIVES_BY = {
    "assignment": "left", "for_statement": "left", "for_in_clause": "left", "for_in_statement": "left",
    "named_expression": "name", "function_definition": "name", "class_definition": "name",
    "variable_declarator": "name", "arrow_function": "parameter", "function_declaration": "name",
    "class_declaration": "name",
    "short_var_declaration": "left", "range_clause": "left", "except_clause": "alias",
}  # fmt: skip
_HIGHEST = 6  # ancestors that are looked at for what gives a name


def unbound(file: SourceFile, patched: SourceFile, start: int, end: int) -> set[str]:
    """The names used on lines of the patched file that neither the file as it was nor those lines give.

    Of Go only what has something selected from it (``errors.Is``): other names may be another file's of the package.
    """
    if file.language == "python" and b"import *" in file.data:
        return set()
    known = {_text(node) for node in syntax.walk(syntax.parse(file).root_node) if node.type in _NAMES}
    here = [
        node
        for node in syntax.walk(syntax.parse(patched).root_node)
        if node.type in _NAMES and start <= node.start_point[0] + 1 <= end
    ]
    known |= {_text(node) for node in here if _is_given(node)}
    return {_text(node) for node in _used(here, file.language)} - known - _BUILT_IN[file.language]


def _text(node: Node) -> str:
    return (node.text or b"").decode("utf-8", errors="replace")


def _used(nodes: list[Node], language: str) -> Iterator[Node]:
    for node in nodes:
        parent = node.parent
        if parent is None or node.type == "shorthand_property_identifier_pattern":
            continue
        if language == "go":
            if parent.type == "selector_expression" and parent.child_by_field_name("operand") == node:
                yield node
        elif node.type != "type_identifier" and not _is_member(node, parent):
            yield node


def _is_member(node: Node, parent: Node) -> bool:
    """``order.total`` and ``pay(total=1)`` in Python, labels in JavaScript."""
    named = {"attribute": "attribute", "keyword_argument": "name"}.get(parent.type)
    return (named is not None and parent.child_by_field_name(named) == node) or parent.type.endswith(
        "labeled_statement"
    )


def _is_given(node: Node) -> bool:
    below = node
    for _ in range(_HIGHEST):
        parent = below.parent
        if parent is None:
            return False
        part = _GIVES_BY.get(parent.type)
        if parent.type in _GIVES or (part is not None and parent.child_by_field_name(part) == below):
            return True
        if parent.type in {
            "attribute",
            "subscript",
            "member_expression",
            "selector_expression",
            "call",
            "call_expression",
        }:
            return False  # a name that something is done with
        below = parent
    return False
