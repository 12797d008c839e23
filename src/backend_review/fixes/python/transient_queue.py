"""Durable queues and persistent messages in RabbitMQ."""

from __future__ import annotations

import libcst as cst

from backend_review.fixes.proposal import Proposal, Site
from backend_review.fixes.python._calls import argument, given, keyword
from backend_review.fixes.python._change import Change
from backend_review.fixes.python._codemod import Parsed, parsed

_QUEUE = (
    "RabbitMQ refuses to declare a queue otherwise than it is: delete the old one when it is empty, or give this one "
    "another name, and change it wherever it is declared."
)
_MESSAGE = "The broker writes each message to its disk, which takes longer."


def fix(site: Site) -> Proposal | None:
    module = parsed(site.file)
    if module is None:
        return None
    change = module.change()
    line = site.finding.start.line
    calls = [call for call in module.of_kind(cst.Call) if module.start(call).line == line and _name(call)]
    if "is not durable" in site.finding.message:
        call = next((item for item in calls if _name(item) in {"queue_declare", "declare_queue", "Queue"}), None)
        if call is None or any(item.star for item in call.args) or _by_place(call):
            return None
        change.replace(call, given(call, "durable", module.expression("True")))
        return Proposal("declare the queue durable", False, change.edits(), _QUEUE)
    call = next((item for item in calls if _name(item) in {"basic_publish", "publish"}), None)
    if call is None or any(item.star for item in call.args):
        return None
    done = _pika(module, change, call) if _name(call) == "basic_publish" else _aio_pika(module, change, call)
    return Proposal("publish the message as a persistent one", False, change.edits(), _MESSAGE) if done else None


def _name(call: cst.Call) -> str:
    return call.func.attr.value if isinstance(call.func, cst.Attribute) else getattr(call.func, "value", "")


def _by_place(call: cst.Call) -> bool:
    """Whether more than the name is given by place, where the places differ between libraries."""
    return sum(item.keyword is None for item in call.args) > (2 if _name(call) == "Queue" else 1)


def _pika(module: Parsed, change: Change, call: cst.Call) -> bool:
    held = argument(call, 3, "properties")
    if held is None:
        if not all(item.keyword is not None for item in call.args[3:]):
            return False
        made = change.reference("pika", "BasicProperties")
        if made is None:
            return False
        change.replace(call, given(call, "properties", module.expression(f"{made}(delivery_mode=2)")))
        return True
    value = held.value
    if isinstance(value, cst.Name):
        found = module.reaching(value)
        value = found.value if found is not None and found.value is not None else value
    if not isinstance(value, cst.Call) or _name(value) != "BasicProperties" or any(item.star for item in value.args):
        return False
    change.replace(value, given(value, "delivery_mode", module.expression("2")))
    return True


def _aio_pika(module: Parsed, change: Change, call: cst.Call) -> bool:
    held = argument(call, 0, "message")
    value = held.value if held is not None else None
    if isinstance(value, cst.Name):
        found = module.reaching(value)
        value = found.value if found is not None else None
    if not isinstance(value, cst.Call) or _name(value) != "Message" or any(item.star for item in value.args):
        return False
    mode = change.reference("aio_pika", "DeliveryMode")
    if mode is None or sum(item.keyword is None for item in value.args) > 1:
        return False
    if keyword(value, "delivery_mode") is None and not module.qualified(value.func).startswith("aio_pika"):
        return False
    change.replace(value, given(value, "delivery_mode", module.expression(f"{mode}.PERSISTENT")))
    return True
