"""What the checks on names and calls share: a file's syntax tree in any language, and words about its nodes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import tree_sitter

from backend_review.project.source import SourceFile

CALLS = frozenset({"call", "call_expression", "new_expression"})
FUNCTIONS = frozenset(
    {
        "function_definition", "function_declaration", "method_definition", "method_declaration", "arrow_function",
        "function_expression", "func_literal", "lambda", "generator_function_declaration", "generator_function",
    }
)  # fmt: skip
STRINGS = frozenset({"string", "interpreted_string_literal", "raw_string_literal", "template_string"})
_TRANSPARENT = frozenset(
    {
        "parenthesized_expression", "await", "await_expression", "as_expression", "non_null_expression",
        "satisfies_expression", "type_assertion", "type_assertion_expression",
    }
)  # fmt: skip


@lru_cache(maxsize=8)
def _parser(kind: str) -> tree_sitter.Parser:
    if kind == "python":
        import tree_sitter_python

        return tree_sitter.Parser(tree_sitter.Language(tree_sitter_python.language()))
    if kind == "go":
        import tree_sitter_go

        return tree_sitter.Parser(tree_sitter.Language(tree_sitter_go.language()))
    if kind == "javascript":
        import tree_sitter_javascript

        return tree_sitter.Parser(tree_sitter.Language(tree_sitter_javascript.language()))
    import tree_sitter_typescript

    language = tree_sitter_typescript.language_tsx() if kind == "tsx" else tree_sitter_typescript.language_typescript()
    return tree_sitter.Parser(tree_sitter.Language(language))


def root_of(file: SourceFile) -> tree_sitter.Node:
    """The syntax tree of a file."""
    kind = "tsx" if file.path.endswith(".tsx") else file.language
    parser = _parser(kind)
    root = parser.parse(file.data).root_node
    _LANGUAGES.clear()
    if parser.language is not None:
        _LANGUAGES[root.id] = parser.language
    return root


def text(node: tree_sitter.Node | None) -> str:
    """The source text of a node."""
    return node.text.decode("utf-8", errors="replace") if node is not None and node.text else ""


def walk(node: tree_sitter.Node, kinds: frozenset[str]) -> Iterator[tree_sitter.Node]:
    """The nodes of some kinds below (and including) a node, in the order of the text."""
    query = _query(_LANGUAGES[node.id], kinds) if node.parent is None and node.id in _LANGUAGES else None
    if query is not None:
        found = tree_sitter.QueryCursor(query).captures(node).get("found", [])
        yield from sorted(found, key=lambda one: (one.start_byte, -one.end_byte))
        return
    pending = [node]
    while pending:
        current = pending.pop()
        if current.type in kinds:
            yield current
        pending.extend(reversed(current.named_children))


# The language of the tree in hand, by the id of its root: a node does not say it.
_LANGUAGES: dict[int, tree_sitter.Language] = {}


@lru_cache(maxsize=64)
def _query(language: tree_sitter.Language, kinds: frozenset[str]) -> tree_sitter.Query | None:
    """A query for some kinds of node: the library walks a large tree far faster than we do."""
    if not hasattr(tree_sitter, "QueryCursor"):
        return None
    known = [kind for kind in sorted(kinds) if language.id_for_node_kind(kind, True)]
    return tree_sitter.Query(language, "[" + " ".join(f"({kind})" for kind in known) + "] @found") if known else None


def bare(node: tree_sitter.Node | None) -> tree_sitter.Node | None:
    """An expression without the parentheses, awaits and type words around it."""
    while node is not None and node.type in _TRANSPARENT:
        node = node.named_children[0] if node.named_children else None
    return node


def string_value(node: tree_sitter.Node | None) -> str | None:
    """What a plain string literal says; None when it is not one, or has parts that are computed."""
    if node is None or node.type not in STRINGS:
        return None
    if any(child.type in {"interpolation", "template_substitution"} for child in node.named_children):
        return None
    raw = text(node)
    if node.type == "string":
        found = re.match(r"(?s)[a-zA-Z]*('''|\"\"\"|'|\")(.*)\1$", raw)
        return found.group(2) if found else raw
    return raw[1:-1]


def called(call: tree_sitter.Node) -> tree_sitter.Node | None:
    """The expression that is called."""
    return call.child_by_field_name("function") or call.child_by_field_name("constructor")


def last_name(node: tree_sitter.Node | None) -> str:
    """The last name of an expression: ``token`` of ``user.token``, ``row["token"]`` and ``token``."""
    node = bare(node)
    if node is None:
        return ""
    if node.type in {
        "identifier",
        "property_identifier",
        "field_identifier",
        "shorthand_property_identifier",
        "private_property_identifier",
        "type_identifier",
    }:
        return text(node)
    for field in ("attribute", "property", "field"):
        found = node.child_by_field_name(field)
        if found is not None:
            return text(found)
    for field in ("subscript", "index"):
        found = node.child_by_field_name(field)
        if found is not None:
            return string_value(found) or last_name(
                node.child_by_field_name("value")
                or node.child_by_field_name("object")
                or node.child_by_field_name("operand")
            )
    if node.type in {"pointer_expression", "unary_expression"} and node.named_children:
        return last_name(node.named_children[0])
    return string_value(node) or ""


def receiver(node: tree_sitter.Node | None) -> tree_sitter.Node | None:
    """The left part of a dotted or indexed expression."""
    if node is None:
        return None
    return next(
        (found for field in ("object", "operand", "value") if (found := node.child_by_field_name(field)) is not None),
        None,
    )


def arguments(call: tree_sitter.Node) -> list[tree_sitter.Node]:
    """The arguments of a call, in order, comments left out."""
    found = call.child_by_field_name("arguments")
    return [node for node in found.named_children if node.type != "comment"] if found is not None else []


def enclosing_function(node: tree_sitter.Node) -> tree_sitter.Node | None:
    """The innermost function around a node."""
    current = node.parent
    while current is not None and current.type not in FUNCTIONS:
        current = current.parent
    return current


def function_name(function: tree_sitter.Node | None) -> str:
    """The name of a function, also of one that is given to a variable, property or field; empty if it has none."""
    if function is None:
        return ""
    name = function.child_by_field_name("name")
    if name is not None:
        return text(name)
    parent = function.parent
    while parent is not None and parent.type in _TRANSPARENT:
        parent = parent.parent
    if parent is None:
        return ""
    for field in ("name", "left", "key", "property"):
        found = parent.child_by_field_name(field)
        if found is not None:
            return last_name(found.named_children[0] if found.type == "expression_list" else found)
    if parent.type == "expression_list" and parent.parent is not None:
        left = parent.parent.child_by_field_name("left")
        return last_name(left.named_children[0]) if left is not None and left.named_children else ""
    return ""


@lru_cache(maxsize=4096)
def snake(name: str) -> str:
    """``resetToken``, ``RESET_TOKEN``, ``x-reset-token`` → ``reset_token``."""
    name = re.sub(r"([a-z0-9])([A-Z])", r"\1_\2", name)
    name = re.sub(r"([A-Z]+)([A-Z][a-z])", r"\1_\2", name)
    return re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")
