"""TypeScript's namespaces: each is a function that is called at once and gives what the namespace exports.

``namespace Api { export const router = Router() }`` is ``const Api = (() => { …; return { router } })()``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tree_sitter import Node

from backend_review.index.expressions.data import Expr
from backend_review.index.program.data import Statement

if TYPE_CHECKING:
    from backend_review.index.program.module import Module

NAMESPACES = {"internal_module", "module"}
_VARIABLES = {"lexical_declaration", "variable_declaration"}
_OTHERS = {"type_alias_declaration", "interface_declaration", "function_signature", "ambient_declaration", "comment"}


def namespace(module: Module, node: Node) -> list[Statement]:
    """The statement that a namespace is; none where it has types only, or adds to a class or function."""
    words = module.text(node.child_by_field_name("name")).split(".")
    if not all(word.isidentifier() for word in words) or not _runs(node) or _adds(module, node):
        return []
    value = Expr("call", node, target=Expr("func", node))
    for word in reversed(words[1:]):
        value = Expr("dict", node, entries=[(Expr("text", node, value=word), value)])
    if _begun(module, node):
        value = Expr(
            "dict", node, entries=[(None, _spread(node, words[0])), (None, Expr("spread", node, target=value))]
        )
    return [Statement("assign", node, targets=[Expr("name", node, name=words[0])], value=value)]


def before(module: Module, node: Node) -> list[Statement]:
    """What a namespace sees of what was exported from a part of it further up."""
    name = module.text(node.child_by_field_name("name"))
    names = [word for part in _begun(module, node) for word in _exported(module, part)]
    if not names:
        return []
    entries: list[tuple[Expr | None, Expr]] = [_entry(node, word) for word in names]
    return [
        Statement("assign", node, targets=[Expr("dict", node, entries=entries)], value=Expr("name", node, name=name))
    ]


def after(module: Module, node: Node) -> Statement:
    """What a namespace gives."""
    entries: list[tuple[Expr | None, Expr]] = [_entry(node, name) for name in _exported(module, node)]
    return Statement("return", node, value=Expr("dict", node, entries=entries))


def _entry(node: Node, name: str) -> tuple[Expr, Expr]:
    return Expr("text", node, value=name), Expr("name", node, name=name)


def _spread(node: Node, name: str) -> Expr:
    return Expr("spread", node, target=Expr("name", node, name=name))


def _runs(node: Node) -> bool:
    """Whether there is anything in a namespace when the program runs."""
    body = node.child_by_field_name("body")
    parts = body.named_children if body is not None else []
    return any((part.child_by_field_name("declaration") or part).type not in _OTHERS for part in parts)


def _exported(module: Module, node: Node) -> Iterator[str]:
    """The names of what a namespace exports and that is there when the program runs."""
    body = node.child_by_field_name("body")
    for child in body.named_children if body is not None else ():
        if child.type != "export_statement":
            continue
        declared = child.child_by_field_name("declaration")
        if declared is not None and declared.type not in _OTHERS:
            parts = declared.named_children if declared.type in _VARIABLES else [declared]
            for part in parts:
                name = part.child_by_field_name("name")
                if name is not None and name.type in {"identifier", "type_identifier"}:
                    yield module.text(name)
        for clause in child.named_children:
            for part in clause.named_children if clause.type == "export_clause" else ():
                yield module.text(part.child_by_field_name("alias") or part.child_by_field_name("name"))


def _siblings(node: Node) -> Iterator[Node]:
    """The declarations above one, in the same block."""
    holder = node
    while holder.parent is not None and holder.parent.type in {"export_statement", "expression_statement"}:
        holder = holder.parent
    for item in holder.parent.named_children if holder.parent is not None else ():
        if item.start_byte >= holder.start_byte:
            return
        inner = item.child_by_field_name("declaration") if item.type == "export_statement" else item
        if inner is not None and inner.type == "expression_statement" and inner.named_children:
            inner = inner.named_children[0]
        if inner is not None:
            yield inner


def _named_alike(module: Module, node: Node) -> Iterator[Node]:
    name = module.text(node.child_by_field_name("name"))
    for item in _siblings(node):
        if module.text(item.child_by_field_name("name")) == name:
            yield item


def _begun(module: Module, node: Node) -> list[Node]:
    """The parts of the same namespace that are further up."""
    return [item for item in _named_alike(module, node) if item.type in NAMESPACES]


def _adds(module: Module, node: Node) -> bool:
    return any(item.type not in {*NAMESPACES, *_OTHERS} for item in _named_alike(module, node))
