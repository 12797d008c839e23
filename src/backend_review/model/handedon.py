"""Python: what a middleware or decorator does by itself, and what it only passes on of the handler that it calls."""

from __future__ import annotations

from functools import lru_cache

from tree_sitter import Node

from backend_review.index.program import Function

_HANDLERS = {"except_clause", "except_group_clause"}
_AROUND = {"return_statement", "await", "expression_statement", "assignment"}


@lru_cache(maxsize=4096)
def own_text(function: Function) -> str:
    """A function's text without the ``except`` clauses of a ``try`` that does nothing but call what it was given.

    ``try: return await handler(request)``, ``except Unauthorized: raise HTTPUnauthorized`` refuses nobody:
    the handler did.
    """
    module, start = function.module, int(function.node.start_byte)
    if module.language != "python":
        return module.text(function.node)
    text = function.node.text or b""
    given = {item.name for item in function.parameters}
    cuts: list[tuple[int, int]] = []
    pending = [function.node]
    while pending:
        node = pending.pop()
        if node.type in {"function_definition", "lambda"} and node is not function.node:
            given |= {item.name for item in module.parameters_of(node)}
        if node.type == "try_statement" and _only_hands_on(function, node.child_by_field_name("body"), given):
            clauses = [item for item in node.named_children if item.type in _HANDLERS]
            cuts += [(int(item.start_byte) - start, int(item.end_byte) - start) for item in clauses]
            continue
        pending += node.named_children
    for first, last in sorted(cuts, reverse=True):
        text = text[:first] + text[last:]
    return text.decode("utf-8", errors="replace")


def _only_hands_on(function: Function, body: Node | None, given: set[str]) -> bool:
    statements = [item for item in body.named_children if item.type != "comment"] if body is not None else []
    first: Node | None = statements[0] if statements else None
    while first is not None and first.type in _AROUND:
        first = first.child_by_field_name("right") or (first.named_children[0] if first.named_children else None)
    target = first.child_by_field_name("function") if first is not None and first.type == "call" else None
    return target is not None and function.module.text(target) in given and len(statements) <= 2
