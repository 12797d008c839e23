"""Messages that go back into their queue whenever handling them fails, for ever."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tree_sitter import Node

from backend_review.backend import Backend
from backend_review.checks._brokers import Source, without_comments
from backend_review.checks._rabbit import Rabbit
from backend_review.checks._rabbit_calls import Reject
from backend_review.checks._syntax import text_of
from backend_review.finding import Confidence, Match, TraceStep
from backend_review.index.expressions.data import FUNCTIONS

_RULE = "infinite-requeue"
_BROAD = {"Exception", "BaseException"}
# Something that tells the tenth time from the first.
_COUNTS = re.compile(
    r"(?i)redeliver|x-death|x_death|delivery[-_]?(?:count|limit)|(?:retr(?:y|ies)|attempts?|tries)[-_]?(?:count|limit|max|left|num|no|s\b)|"
    r"max[-_]?(?:retr|attempt|tries|requeue)|(?:num|count|n)[-_]?(?:retr|attempt)|\battempts?\b|\bretries\b|\bretry_?count|requeue_?count|"
    r"errors\.(?:Is|As)\("
)
_LIMITED = re.compile(r"x-delivery-limit|delivery-limit|\bquorum\b")
_GO_FAILED = re.compile(r"^\w*[eE]rr\w*\s*!=\s*nil$")
_BRANCHES = {
    "if_statement", "elif_clause", "conditional_expression", "ternary_expression", "switch_statement", "match_statement",
    "expression_switch_statement", "type_switch_statement", "case_clause",
}  # fmt: skip


def judge(backend: Backend) -> Iterator[Match]:
    """A match at each message that is requeued after any error, with nothing that counts how often."""
    rabbit = Rabbit(backend)
    wanted = [rejection for rejection in rabbit.rejections if rejection.requeue is True]
    if not wanted or rabbit.says(_LIMITED):
        return
    for rejection in wanted:
        source = rejection.source
        if _counts(source, rejection.call.node):
            continue
        if rejection.message == "`process`":
            yield _match(rejection, "when the handler fails, whatever the reason", ())
            continue
        found = _handler(source, rejection.call.node)
        if found is not None:
            yield _match(rejection, found, ())
        else:
            yield from _through_helper(rejection)


def _counts(source: Source, node: Node) -> bool:
    return _COUNTS.search(without_comments(source.around(node))) is not None


def _through_helper(rejection: Reject) -> Iterator[Match]:
    """A function that requeues, called where any error is caught."""
    source = rejection.source
    scope = source.code.function_of(rejection.call.node)
    if scope is None or not scope.name or _branched(rejection.call.node, scope.node):
        return
    for call in source.code.by_name.get(scope.name, ()):
        found = _handler(source, call.node)
        if found is not None and not _counts(source, call.node):
            yield _match(rejection, found, (source.step(call, f"`{scope.name}` is called after any error"),))
            return


def _branched(node: Node, until: Node) -> bool:
    current = node.parent
    while current is not None and current.id != until.id:
        if current.type in _BRANCHES:
            return True
        current = current.parent
    return False


def _handler(source: Source, node: Node) -> str | None:
    """What of the error is caught around a node, when that is everything and nothing in between tells errors apart."""
    current, steps = node.parent, 0
    while current is not None and steps < 60:
        steps += 1
        if source.language == "go":
            if current.type == "if_statement":
                return _go_failed(current, node)
        elif current.type == "except_clause":
            return _python_catch(current)
        elif current.type == "catch_clause":
            return "in a `catch` of every error"
        if current.type in FUNCTIONS:
            return _caught_by_promise(current) if source.language == "javascript" else None
        if current.type in _BRANCHES:
            return None
        current = current.parent
    return None


def _go_failed(statement: Node, node: Node) -> str | None:
    """``if err != nil { d.Nack(false, true) }``, alone or with the call that gave the error."""
    condition = text_of(statement.child_by_field_name("condition"))
    body = statement.child_by_field_name("consequence")
    inside = body is not None and body.start_byte <= node.start_byte < body.end_byte
    if not inside or not _GO_FAILED.match(condition):
        return None
    outer = statement.parent
    while outer is not None and outer.type not in FUNCTIONS:
        if outer.type == "if_statement" and re.search(r"(?i)err", text_of(outer.child_by_field_name("condition"))):
            return None
        outer = outer.parent
    return f"whenever `{condition}`"


def _python_catch(clause: Node) -> str | None:
    caught = [child for child in clause.named_children if child.type not in {"block", "comment"}]
    if not caught:
        return "after a bare `except:`"
    names = {name.rpartition(".")[2] for name in re.findall(r"[\w.]+", text_of(caught[0]).partition(" as ")[0])}
    return f"after `except {(names & _BROAD).pop()}`" if names & _BROAD else None


def _caught_by_promise(function: Node) -> str | None:
    """``handle(msg).catch(err => channel.nack(msg))``"""
    arguments = function.parent
    call = arguments.parent if arguments is not None and arguments.type == "arguments" else None
    called = call.child_by_field_name("function") if call is not None else None
    if called is not None and text_of(called.child_by_field_name("property")) == "catch":
        return "in a `.catch` of every error"
    return None


def _match(rejection: Reject, when: str, before: tuple[TraceStep, ...]) -> Match:
    source, call = rejection.source, rejection.call
    return source.match(
        _RULE,
        call,
        f"{rejection.message} puts the message back into its queue {when}, so one that can never be handled comes back at once, for "
        "ever, and keeps the consumer busy. Count the deliveries (`x-death`, a quorum queue's delivery limit) and reject it to a "
        "dead-letter exchange after a few.",
        trace=(*before, source.step(call, "requeues the message")),
        confidence=Confidence.MEDIUM if before else None,
    )
