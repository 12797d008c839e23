"""Producers of Kafka that wait for all replicas in sync."""

from __future__ import annotations

import libcst as cst

from backend_review.fixes.proposal import Proposal, Site
from backend_review.fixes.python._calls import given, spread
from backend_review.fixes.python._codemod import Parsed, parsed

_BEHIND = "Each message waits for the replicas in sync, which takes longer, and fails where too few of them are."
_OPTIONS = ("acks", "request.required.acks")


def fix(site: Site) -> Proposal | None:
    module = parsed(site.file)
    if module is None:
        return None
    calls = [
        call
        for call in module.of_kind(cst.Call)
        if module.start(call).line == site.finding.start.line and _is_producer(module, call)
    ]
    if len(calls) != 1:
        return None
    call, change = calls[0], module.change()
    every = module.expression('"all"')
    if "is not idempotent" in site.finding.message:
        return _idempotent(module, call)
    if module.qualified(call.func).startswith("confluent_kafka"):
        pair = next((item for item in _pairs(call) if _key(item) in _OPTIONS), None)
        if pair is None:
            return None
        change.replace(pair.value, every)
    elif spread(call):
        return None
    else:
        change.replace(call, given(call, "acks", every))
    return Proposal("wait for all replicas in sync (`acks` = all)", False, change.edits(), _BEHIND)


def _idempotent(module: Parsed, call: cst.Call) -> Proposal | None:
    """Retries that write a message once."""
    change = module.change()
    if module.qualified(call.func).startswith("confluent_kafka"):
        held = call.args[0].value if len(call.args) == 1 else None
        if not isinstance(held, cst.Dict) or not held.elements:
            return None
        last = held.elements[-1]
        if isinstance(last.comma, cst.Comma):
            return None
        space = cst.SimpleWhitespace(" ")
        more = cst.DictElement(module.expression('"enable.idempotence"'), cst.Name("True"))
        ends = last.with_changes(comma=cst.Comma(whitespace_after=space))
        change.replace(held, held.with_changes(elements=[*held.elements[:-1], ends, more]))
    elif spread(call):
        return None
    else:
        change.replace(call, given(call, "enable_idempotence", cst.Name("True")))
    return Proposal("make the producer idempotent", False, change.edits(), _BEHIND)


def _is_producer(module: Parsed, call: cst.Call) -> bool:
    return module.text(call.func).endswith("Producer")


def _pairs(call: cst.Call) -> list[cst.DictElement]:
    """The items of the dictionary that a call is given."""
    held = call.args[0].value if call.args else None
    return [item for item in held.elements if isinstance(item, cst.DictElement)] if isinstance(held, cst.Dict) else []


def _key(pair: cst.DictElement) -> object:
    return pair.key.evaluated_value if isinstance(pair.key, cst.SimpleString) else None
