"""Acknowledgements after the work."""

from __future__ import annotations

import libcst as cst

from backend_review.fixes.proposal import Proposal, Site
from backend_review.fixes.python._calls import argument, keyword, without
from backend_review.fixes.python._change import Change
from backend_review.fixes.python._codemod import Parsed, parsed

_BEHIND = (
    "A message whose handler fails is delivered again, so the work has to bear being done twice; say where messages "
    "go that always fail."
)
_ACKS = (".ack(", ".basic_ack(", ".process(", ".nack(", ".reject(", ".basic_nack(", ".basic_reject(")


def fix(site: Site) -> Proposal | None:
    module = parsed(site.file)
    if module is None:
        return None
    change = module.change()
    done = _moved(site, module, change) or _consumed(site, module, change)
    return Proposal("acknowledge after the work", False, change.edits(), _BEHIND) if done else None


def _moved(site: Site, module: Parsed, change: Change) -> bool:
    """An acknowledgement that comes first goes to the end of the handler."""
    line = next(
        (
            item
            for item in module.of_kind(cst.SimpleStatementLine)
            if module.start(item).line == site.finding.start.line and _is_ack(module, item)
        ),
        None,
    )
    function = module.enclosing(line, cst.FunctionDef) if line is not None else None
    if line is None or function is None or not any(item is line for item in function.body.body):
        return False
    last = function.body.body[-1]
    if last is line or module.inside(function.body, cst.Return) or not isinstance(last, _STATEMENTS):
        return False
    change.remove(line)
    change.after(last, module.text(line).strip())
    return True


_STATEMENTS = (cst.SimpleStatementLine, cst.BaseCompoundStatement)


def _is_ack(module: Parsed, line: cst.SimpleStatementLine) -> bool:
    held = line.body[0]
    value = held.value if isinstance(held, cst.Expr) else None
    call = value.expression if isinstance(value, cst.Await) else value
    func = call.func if isinstance(call, cst.Call) else None
    return isinstance(func, cst.Attribute) and func.attr.value in {"ack", "basic_ack"} and len(line.body) == 1


def _consumed(site: Site, module: Parsed, change: Change) -> bool:
    """``basic_consume(…, auto_ack=True)``: without it, and with an acknowledgement at the end of the callback."""
    call = module.covering(site.finding, cst.Call)
    if call is None or module.start(call) != site.finding.start or not isinstance(call.func, cst.Attribute):
        return False
    name = call.func.attr.value
    automatic = keyword(call, "auto_ack") or keyword(call, "no_ack")
    if name == "basic_consume" and automatic is None:
        automatic = argument(call, 2, "auto_ack")
        if automatic is None or len(call.args) > 3:
            return False
    if automatic is None or name not in {"basic_consume", "consume"}:
        return False
    callback = argument(call, 1, "on_message_callback") if name == "basic_consume" else argument(call, 0, "callback")
    function = _function(module, callback.value) if callback is not None else None
    if function is None:
        return False
    if not any(ack in module.text(function.body) for ack in _ACKS) and not (
        name == "basic_consume" and _with_ack(module, change, function)
    ):
        return False
    change.replace(call, without(call, automatic))
    return True


def _function(module: Parsed, value: cst.BaseExpression) -> cst.FunctionDef | None:
    """The function of this file that a callback is."""
    if isinstance(value, cst.Call) and module.qualified(value.func) == "functools.partial" and value.args:
        value = value.args[0].value
    name = value.attr if isinstance(value, cst.Attribute) and module.text(value.value) == "self" else value
    if not isinstance(name, cst.Name):
        return None
    found = [item for item in module.of_kind(cst.FunctionDef) if item.name.value == name.value]
    return found[0] if len(found) == 1 else None


def _with_ack(module: Parsed, change: Change, function: cst.FunctionDef) -> bool:
    """pika's callbacks get the channel and the delivery; others' do not."""
    names = [item.name.value for item in function.params.params]
    if names[:1] == ["self"]:
        names = names[1:]
    body = function.body.body
    if len(names) < 4 or not body or module.inside(function.body, cst.Return) or function.asynchronous is not None:
        return False
    last = body[-1]
    if isinstance(last, cst.SimpleStatementLine) and isinstance(last.body[0], (cst.Raise, cst.Pass)):
        return False
    if not isinstance(last, _STATEMENTS) or any(
        use.binds and module.function(use.node) is function and module.parent(use.node) not in function.params.params
        for name in names[:2]
        for use in module.names.uses.get(name, [])
    ):
        return False
    change.after(last, f"{names[0]}.basic_ack(delivery_tag={names[1]}.delivery_tag)")
    return True
