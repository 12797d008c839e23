"""Queues and messages outlive the broker."""

from __future__ import annotations

import re

from backend_review.fixes.go._edits import Code
from backend_review.fixes.go._imports import imports
from backend_review.fixes.go._literals import with_fields
from backend_review.fixes.proposal import Proposal, Site

_AMQP = re.compile(r"github\.com/(?:rabbitmq/amqp091-go|streadway/amqp)")


def fix(site: Site) -> Proposal | None:
    """Declare the queue durable, publish the message persistent; None for settings that are made elsewhere."""
    code = Code(site)
    call = code.call("QueueDeclare", "Publish", "PublishWithContext")
    if not code.whole or call is None:
        return None
    values = code.arguments(call)
    if code.called(call) == "QueueDeclare":
        if len(values) != 6 or code.text(values[1]) != "false":
            return None
        behind = "the queue that is there already: the broker refuses a declaration that differs, so delete it first"
        edit = code.replaced_in_column(values[1], "true")
        return Proposal(f"declare the queue {code.text(values[0])} durable", False, (edit,), behind)
    literal = values[-1] if values else None
    if literal is None or literal.type != "composite_literal":
        return None
    package, _, name = code.text(literal.child_by_field_name("type")).rpartition(".")
    known = any(each.name == package or (_AMQP.fullmatch(each.path) and package == "amqp091") for each in imports(code))
    if name != "Publishing" or not known:
        return None
    edits = with_fields(code, literal, {"DeliveryMode": f"{package}.Persistent"})
    behind = "how many messages a second there are: each is written to the broker's disk"
    return Proposal("publish the message persistent", False, tuple(edits), behind) if edits else None
