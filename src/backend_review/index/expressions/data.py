"""The plain data: expressions, definitions, stores and scopes, the same for every language."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from tree_sitter import Node

# The kinds of node that are functions, in all languages.
FUNCTIONS = {
    "function_definition", "lambda",
    "function_declaration", "function_expression", "arrow_function", "method_definition",
    "generator_function_declaration", "generator_function", "func_literal", "method_declaration",
}  # fmt: skip

# Shared by all expressions that have nothing of a kind: there are many, and empty lists would be most of the index.
NONE: Mapping[str, Any] = MappingProxyType({})


@dataclass(slots=True, eq=False)
class Expr:
    """One expression.

    ``kind`` is one of text, template, number, constant, name, attr, index, call, dict, list, binary, choice, func,
    class, spread, comprehension (target: what each item is; entries: the loops as (target, what is gone over)),
    named (``target := args[0]``), other;
    the other fields are those the kind needs.
    """

    kind: str
    node: Node
    value: Any = None  # text, number, constant
    name: str = ""  # name, attr, binary and choice (operator), dict (its type, in Go), call ("new" for constructors)
    target: Expr | None = None  # attr, index, call (what is called), spread
    args: Sequence[Expr] = ()  # call, list, binary, choice, template
    named: Mapping[str, Expr] = field(default_factory=lambda: NONE)  # keyword arguments
    entries: Sequence[tuple[Expr | None, Expr]] = ()  # dict; no key: a spread or a bare item
    condition: str = ""  # choice by condition: its text
    parts: Sequence[str | Expr] = ()  # template: its texts and expressions in their order


@dataclass(slots=True, eq=False)
class Definition:
    """One way a name gets its value: ``expr`` when that is an expression that can be seen."""

    kind: str  # value, parameter, receiver, import, function, class, unknown
    node: Node
    expr: Expr | None = None
    position: int = 0  # which of several values of the expression, or which parameter
    module: str = ""  # import: the qualified name
    annotation: str = ""
    path: str = ""  # destructured from this property of the expression


@dataclass(slots=True, eq=False)
class Store:
    """``base[key] = value`` (also ``base.key = value``, ``base.update({...})`` with no key)."""

    base: str
    key: Expr | None
    value: Expr | None
    node: Node


@dataclass(slots=True, eq=False)
class Scope:
    """A module, class or function, and the names it defines itself."""

    node: Node
    kind: str
    name: str
    parent: Scope | None
    names: dict[str, list[Definition]] = field(default_factory=lambda: defaultdict(list))
    stores: list[Store] = field(default_factory=list)
    returns: list[list[Expr]] = field(default_factory=list)
    parameters: list[Definition] = field(default_factory=list)
    parameter_names: list[str] = field(default_factory=list)
    bases: list[str] = field(default_factory=list)
    fields: dict[str, tuple[str, str]] = field(default_factory=dict)  # Go: field → (type, tag); TS, Python: type
    statement_calls: list[Expr] = field(default_factory=list)


def key_text(key: Expr | None) -> str | None:
    """A key as written, when it is one word: a text, or a field name of a Go literal."""
    if key is None:
        return None
    if key.kind == "text":
        return str(key.value)
    return key.name if key.kind == "name" else None


def last_name(expr: Expr | None) -> str:
    """The last word of a dotted name."""
    return expr.name if expr is not None and expr.kind in {"name", "attr"} else ""
