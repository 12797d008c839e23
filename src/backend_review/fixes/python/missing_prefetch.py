"""A limit to the messages that a broker hands to a consumer at once."""

from __future__ import annotations

import libcst as cst

from backend_review.fixes.proposal import Proposal, Site
from backend_review.fixes.python._calls import given, spread
from backend_review.fixes.python._change import Change
from backend_review.fixes.python._codemod import Parsed, parsed

_COUNT = "10"
_BEHIND = (
    "A consumer now holds 10 messages at the most that it has not acknowledged: choose what it can work on at a time."
)


def fix(site: Site) -> Proposal | None:
    module = parsed(site.file)
    if module is None:
        return None
    change = module.change()
    line = site.finding.start.line
    for call in module.of_kind(cst.Call):
        if module.start(call).line != line or spread(call):
            continue
        name = call.func.attr.value if isinstance(call.func, cst.Attribute) else getattr(call.func, "value", "")
        done = _of_call(module, change, call, name, site.finding.message)
        if done:
            return Proposal(f"limit the prefetch to {_COUNT} messages", False, change.edits(), _BEHIND)
    return None


def _of_call(module: Parsed, change: Change, call: cst.Call, name: str, message: str) -> bool:
    count = module.expression(_COUNT)
    if message.startswith("A prefetch count of 0"):
        if name not in {"basic_qos", "set_qos"}:
            return False
        change.replace(call, given(call, "prefetch_count", count))
        return True
    if name == "Consumer" and "prefetch_count=" in message:
        change.replace(call, given(call, "prefetch_count", count))
        return True
    statement = module.statement(call)
    if not isinstance(call.func, cst.Attribute) or statement is None:
        return False
    receiver = call.func.value
    if name == "basic_consume" and isinstance(receiver, (cst.Name, cst.Attribute)):
        change.before(statement, f"{module.text(receiver)}.basic_qos(prefetch_count={_COUNT})")
        return True
    if name in {"consume", "iterator"} and isinstance(receiver, cst.Name):
        channel = _channel(module, receiver)
        if channel is not None:
            change.before(statement, f"await {channel}.set_qos(prefetch_count={_COUNT})")
        return channel is not None
    return False


def _channel(module: Parsed, queue: cst.Name) -> str | None:
    """The channel of a queue of aio-pika's, by the call that declared it in the same function."""
    found = module.reaching(queue)
    value = found.value if found is not None else None
    call = value.expression if isinstance(value, cst.Await) else None
    if not isinstance(call, cst.Call) or not isinstance(call.func, cst.Attribute) or found is None:
        return None
    if call.func.attr.value not in {"declare_queue", "get_queue"} or not isinstance(call.func.value, cst.Name):
        return None
    name = call.func.value.value
    if module.function(found) is not module.function(queue) or module.rebound_between({name}, found, queue):
        return None
    return name
