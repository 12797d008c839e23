"""Consumers take a few messages at a time: ``prefetch`` before ``consume``."""

from __future__ import annotations

from backend_review.fixes.javascript._edits import Code, function_of, is_async, statement_of
from backend_review.fixes.javascript._options import with_keys, with_options
from backend_review.fixes.proposal import Proposal, Site

_BEHIND = "ten messages at a time are handed out: see what your consumers can hold"


def fix(site: Site) -> Proposal | None:
    """Let the consumer at the finding have ten unacknowledged messages."""
    code = Code(site)
    if not code.whole:
        return None
    what = "hand out ten messages at a time"
    for call in code.around("consume"):
        statement, channel = statement_of(call), code.receiver(call)
        if statement is None or channel is None or channel.type not in {"identifier", "member_expression"}:
            return None
        if "amqp-connection-manager" in code.file.text and "'amqplib'" not in code.file.text:
            edits = with_options(code, call, 2, prefetch="10")
            return Proposal(what, False, tuple(edits), _BEHIND) if edits else None
        if statement.type not in {"expression_statement", "lexical_declaration", "return_statement"}:
            return None
        waits = "await " if is_async(function_of(statement)) else ""
        ended = ";" if code.text(statement).endswith(";") else ""
        line = f"{waits}{code.text(channel)}.prefetch(10){ended}"
        return Proposal(what, False, (code.before(statement, line),), _BEHIND)
    pair = code.node
    while pair.parent is not None and pair.type != "pair":
        pair = pair.parent
    if pair.parent is not None and code.text(pair.child_by_field_name("key")) == "noAck":
        edits = with_keys(code, pair.parent, prefetchCount="10")
        return Proposal(what, False, tuple(edits or ()), _BEHIND)
    return None
