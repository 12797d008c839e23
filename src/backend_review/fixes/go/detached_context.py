"""The request's context instead of a new one, and a copy of Gin's context for a goroutine."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from backend_review.fixes.go._edits import Code, enclosing, function_of, uses
from backend_review.fixes.go._imports import name_of
from backend_review.fixes.go._leaving import handler_of, parameters
from backend_review.fixes.proposal import Proposal, Site
from backend_review.index.syntax import named, walk

if TYPE_CHECKING:
    from tree_sitter import Node

_CONTEXTS = {
    "nethttp": "{}.Context()",
    "gin": "{}.Request.Context()",
    "echo": "{}.Request().Context()",
    "fiber": "{}.UserContext()",
}
_ANSWERS = re.compile(r"(?:JSON|XML|String|HTML|Data|Status|Header|Abort\w*|Redirect|File|Writer|Set|Next|Error)")


def fix(site: Site) -> Proposal | None:
    """Hand the context on, or copy it before the goroutine; None for a context that cannot be copied."""
    code = Code(site)
    if not code.whole:
        return None
    call = code.call("Background", "TODO")
    if call is not None and code.text(code.receiver(call)) == name_of(code, "context", call):
        return _handed_on(code, call)
    return _copied(code)


def _handed_on(code: Code, call: Node) -> Proposal | None:
    function = function_of(call)
    while function is not None:
        given = _given(code, function)
        if given is not None:
            if given.split(".")[0] in _declared_inside(code, function, call):
                return None
            return Proposal(
                f"pass `{given}` on", False, (code.replaced(call, given),),
                "work that must be finished although the client has gone",
            )  # fmt: skip
        function = function_of(function)
    return None


def _given(code: Code, function: Node) -> str | None:
    """The context that a function is given, as an expression."""
    handler = handler_of(code, function)
    if handler is not None:
        return _CONTEXTS[handler.kind].format(handler.request)
    package = name_of(code, "context")
    return next(
        (name for name, kind in parameters(code, function) if kind == f"{package}.Context" and name != "_"), None
    )


def _declared_inside(code: Code, function: Node, call: Node) -> set[str]:
    """Names that mean something else at the call than in the parameters of the function around."""
    found = set()
    around = function_of(call)
    while around is not None and around != function:
        found |= {name for name, _ in parameters(code, around)}
        around = function_of(around)
    for node in walk(function.child_by_field_name("body") or function):
        if node.type in ("short_var_declaration", "var_spec", "range_clause") and node.start_byte < call.start_byte:
            left = node.child_by_field_name("left") or node.child_by_field_name("name")
            statement = enclosing(call, "short_var_declaration")
            if left is not None and node != statement:
                found |= {code.text(inner) for inner in walk(left) if inner.type == "identifier"}
    return found


def _field(code: Code, selector: Node) -> str:
    return code.text(selector.child_by_field_name("field"))


def _copied(code: Code) -> Proposal | None:
    """Gin: ``copied := c.Copy()`` above the goroutine, which uses that."""
    if "Gin gives it" not in code.finding.message:
        return None
    name = code.root.descendant_for_byte_range(*code.span)
    goroutine = enclosing(name, "go_statement")
    if name is None or goroutine is None or name.type != "identifier":
        return None
    context = code.text(name)
    places = uses(code, goroutine, context)
    literal = next((node for node in walk(goroutine) if node.type == "func_literal"), None)
    if literal is None or not literal.start_byte <= name.start_byte < literal.end_byte:
        described = f"give the goroutine a copy of `{context}`"
        return Proposal(described, True, (code.replaced(name, f"{context}.Copy()"),)) if len(places) == 1 else None
    for place in places:
        selected = place.parent
        if selected is None or selected.type in ("parameter_declaration", "expression_list"):
            return None
        if selected.type == "selector_expression" and _ANSWERS.fullmatch(_field(code, selected)):
            return None  # a copy cannot answer
    function, call = function_of(goroutine), literal.parent
    kind = dict(parameters(code, function)).get(context) if function is not None else None
    if not kind or call is None or call.type != "call_expression" or call.parent != goroutine:
        return None
    asked, given = literal.child_by_field_name("parameters"), call.child_by_field_name("arguments")
    if asked is None or given is None or named(asked) or named(given):
        return None
    edits = (
        code.inserted(asked.start_byte + 1, f"{context} {kind}"),
        code.inserted(given.start_byte + 1, f"{context}.Copy()"),
    )
    return Proposal(f"give the goroutine a copy of `{context}`", True, edits)
