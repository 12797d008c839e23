"""Async handlers of Express 4 hand their errors on, through a small wrapper in the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backend_review.fixes.javascript._edits import Code, is_async
from backend_review.fixes.javascript._imports import below_imports, member
from backend_review.fixes.proposal import Proposal, Replacement, Site
from backend_review.index.expressions.data import FUNCTIONS
from backend_review.index.syntax import named, walk

if TYPE_CHECKING:
    from tree_sitter import Node

_NAMES = ("asyncHandler", "catchAsync", "wrapAsync", "asyncWrapper", "handleAsync")
_BEHIND = "what the handler throws goes to the error handlers of the application now: see that there is one"


def fix(site: Site) -> Proposal | None:
    """Wrap the function at the finding."""
    code = Code(site)
    function = _function(code) if code.whole else None
    if function is None:
        return None
    name = _wrapper(code)
    edits: list[Replacement] = []
    if not name:
        name = "asyncHandler"
        made = _declared(code, function) if not code.defines(name, function) else None
        if made is None:
            return None
        edits = made
    edits += [code.inserted(function.start_byte, f"{name}("), code.inserted(function.end_byte, ")")]
    return Proposal("hand what the handler throws to `next`", False, tuple(edits), _BEHIND)


def _function(code: Code) -> Node | None:
    start, end = code.span
    for node in walk(code.node):
        if node.type in FUNCTIONS and is_async(node) and start <= node.start_byte < max(end, start + 1):
            wrapped = node.parent is not None and node.parent.type in {
                "arguments", "assignment_expression", "variable_declarator", "pair", "public_field_definition",
            }  # fmt: skip
            taken = named(node.child_by_field_name("parameters"))
            if len(taken) > 3:
                return None  # a handler of errors, which has four
            return node if wrapped and node.type in {"arrow_function", "function_expression"} else None
    return None


def _wrapper(code: Code) -> str:
    """The wrapper that the file has already, its own or an imported one."""
    known = code.names.module.names if code.names is not None else {}
    return next((name for name in _NAMES if name in known), "")


def _declared(code: Code, function: Node) -> list[Replacement] | None:
    end = code.semicolon
    if not code.typed:
        text = (
            f"const asyncHandler = (handler) => (req, res, next) =>\n"
            f"  Promise.resolve(handler(req, res, next)).catch(next){end}"
        )
        edit = below_imports(code, text)
        return [edit] if edit is not None else None
    imported = member(code, "RequestHandler", "express")
    if imported is None:
        return None
    name, edits = imported
    arguments = "(...args: Parameters<RequestHandler>) => unknown".replace("RequestHandler", name)
    text = (
        f"const asyncHandler = (handler: {arguments}): {name} => (req, res, next) => {{\n"
        f"  Promise.resolve(handler(req, res, next)).catch(next){end}\n}}{end}"
    )
    edit = below_imports(code, text)
    if edit is None:
        return None
    return [*edits, edit]
