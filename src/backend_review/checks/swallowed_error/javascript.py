"""Silent ``catch`` clauses and ``.catch`` handlers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tree_sitter import Node

from backend_review.checks._syntax import enclosing, text_of
from backend_review.checks.swallowed_error.innocence import (
    CLEANUP,
    CLEANUP_FUNCTION,
    PROBE_CALLS,
    PROBE_FUNCTION,
    empty_value,
    innocent_attempt,
    silence,
)
from backend_review.checks.swallowed_error.tree import Tree, call_names, statements_of
from backend_review.finding import Confidence, Match, Severity

_JS_FUNCTIONS = {
    "function_declaration", "function_expression", "arrow_function", "method_definition", "generator_function_declaration", "function",
}  # fmt: skip
_TO_DO = "Handle it, or log it and rethrow, or say in a comment why it may be ignored."


def judge(tree: Tree) -> Iterator[Match]:
    """Every silent handler of a file."""
    for clause in tree.find("(catch_clause) @x"):
        body = clause.child_by_field_name("body")
        silent = silence(statements_of(body))
        if silent is None or body is None:
            continue
        attempt = clause.parent
        tried = attempt.child_by_field_name("body") if attempt is not None else None
        if tree.reason(clause.start_point.row, body.end_point.row):
            continue
        if attempt is not None and tree.reason_above(attempt.start_point.row):
            continue
        if innocent_attempt(tried, clause, silent, _JS_FUNCTIONS) or _or_undefined(attempt, tried):
            continue
        if silent == "pass":
            message = f"This empty `catch` drops every error of the `try` block without a trace. {_TO_DO}"
        elif silent == "continue":
            message = f"This `catch` skips to the next item without a trace of what failed. {_TO_DO}"
        else:
            message = f"This `catch` answers every error with `{silent}`, so a failure looks like a result. {_TO_DO}"
        # Answering with a default is a habit of synchronous probes; around awaited work it hides an outage.
        awaited = tried is not None and "await" in text_of(tried)
        yield tree.match(
            clause,
            "javascript",
            message,
            Confidence.HIGH if silent == "pass" else Confidence.MEDIUM,
            severity=None if silent == "pass" or awaited else Severity.INFO,
        )
    for call in tree.find(
        '(call_expression function: (member_expression property: (property_identifier) @name) (#eq? @name "catch")) @x'
    ):
        found = _promise(tree, call)
        if found is not None:
            yield found


def _or_undefined(attempt: Node | None, tried: Node | None) -> bool:
    """Whether a function is nothing but ``try { return convert(value) } catch {}``: what it is for is the failing call."""
    body = attempt.parent if attempt is not None else None
    function = body.parent if body is not None else None
    statements = statements_of(tried)
    if function is None or function.type not in _JS_FUNCTIONS or len(statements_of(body)) != 1 or len(statements) != 1:
        return False
    if statements[0].type != "return_statement" or text_of(function).startswith("async"):
        return False
    returned = statements[0].named_children[0] if statements[0].named_children else None
    called = (
        returned.child_by_field_name("function")
        if returned is not None and returned.type == "call_expression"
        else None
    )
    return called is not None and called.type == "identifier" and text_of(called) != "fetch"


def _promise(tree: Tree, call: Node) -> Match | None:
    """``promise.catch(() => {})`` and its kin."""
    arguments = call.child_by_field_name("arguments")
    handlers = statements_of(arguments)
    if len(handlers) != 1:
        return None
    handler = handlers[0]
    if (handler.type == "identifier" and text_of(handler) in {"noop", "_noop"}) or (
        handler.type == "member_expression" and text_of(handler) in {"_.noop", "lodash.noop", "Function.prototype"}
    ):
        silent = "pass"
    elif handler.type in {"arrow_function", "function_expression", "function"}:
        body = handler.child_by_field_name("body")
        if body is None:
            return None
        if body.type == "statement_block":
            silent = silence(statements_of(body)) or ""
        elif empty_value(body) or text_of(body) in {"void 0", "true"}:
            silent = f"return {text_of(body)}"
        elif body.type == "parenthesized_expression" and text_of(body).replace(" ", "") in {
            "({})",
            "([])",
            "(null)",
            "(undefined)",
        }:
            silent = f"return {text_of(body)[1:-1]}"
        else:
            return None
    else:
        return None
    if not silent:
        return None
    function = call.child_by_field_name("function")
    prop = function.child_by_field_name("property") if function is not None else None
    promise = function.child_by_field_name("object") if function is not None else None
    if promise is None or prop is None:
        return None
    outer = text_of(promise)
    called = [last for _, last in call_names(promise)[:1]]
    if called and (CLEANUP.match(called[0]) or called[0] in PROBE_CALLS):
        return None
    first = re.match(r"[\w.$]+", outer)
    if (first and first.group(0) in {"zod", "z"}) or re.match(
        r"^z\.|.*\bz\.(string|number|object|enum|array|boolean|coerce)", outer, re.DOTALL
    ):
        return None
    statement = call
    while statement.parent is not None and statement.parent.type not in {
        "statement_block",
        "program",
        "class_body",
        "switch_case",
    }:
        statement = statement.parent
    if tree.reason(prop.start_point.row, call.end_point.row) or tree.reason_above(statement.start_point.row):
        return None
    if silent.startswith("return"):
        function_node = enclosing(call, _JS_FUNCTIONS)
        name = text_of(function_node.child_by_field_name("name")) if function_node is not None else ""
        if CLEANUP_FUNCTION.match(name) or PROBE_FUNCTION.search(name):
            return None
    what = (
        "drops every error of the promise without a trace"
        if silent == "pass"
        else f"answers every error with `{silent[7:] or 'nothing'}`"
    )
    return tree.match(
        prop,
        "javascript-promise",
        f"This `.catch` {what}. {_TO_DO}",
        Confidence.HIGH if silent == "pass" else Confidence.MEDIUM,
        severity=None if silent == "pass" else Severity.INFO,
    )
