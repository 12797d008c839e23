"""Queues and messages survive a restart of the broker: ``durable``, ``persistent``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backend_review.fixes.javascript._edits import Code, arguments
from backend_review.fixes.javascript._options import with_keys, with_options
from backend_review.fixes.proposal import Proposal, Replacement, Site
from backend_review.index.syntax import walk

if TYPE_CHECKING:
    from tree_sitter import Node

_QUEUE = "RabbitMQ refuses to declare a queue otherwise than it is: delete the old one when it is empty, or rename it"
_MESSAGE = "RabbitMQ writes each message to disk: publishing takes longer"


def fix(site: Site) -> Proposal | None:
    """Make the queue durable, or the message persistent, that the finding is about."""
    code = Code(site)
    if not code.whole:
        return None
    for call in code.around("assertQueue", "assertExchange", "sendToQueue", "publish"):
        name = code.called(call)
        if name.startswith("assert"):
            edits = with_options(code, call, 1 if name == "assertQueue" else 2, durable="true")
            if edits is not None and name == "assertQueue":
                edits = [*edits, *_sent(code, call)]
            what, behind = "let the queue survive a restart of the broker", _QUEUE
        else:
            edits = with_options(code, call, 2 if name == "sendToQueue" else 3, persistent="true")
            what, behind = "let the message survive a restart of the broker", _MESSAGE
        if edits:
            return Proposal(what, False, tuple(edits), behind)
    pair = code.node
    while pair.parent is not None and pair.type != "pair":
        pair = pair.parent
    if pair.parent is not None and code.text(pair.child_by_field_name("key")) == "durable":
        edits = with_keys(code, pair.parent, durable="true")
        return Proposal("let the queue survive a restart of the broker", False, tuple(edits or ()), _QUEUE)
    return None


def _sent(code: Code, queue: Node) -> list[Replacement]:
    """What is sent to a queue in the file: a queue that survives loses messages that are not on disk."""
    named, edits = code.text(next(iter(arguments(queue)), None)), []
    for call in walk(code.root):
        if call.type == "call_expression" and code.called(call) == "sendToQueue":
            given = arguments(call)
            if given and code.text(given[0]) == named:
                edits += with_options(code, call, 2, persistent="true") or []
    return edits
