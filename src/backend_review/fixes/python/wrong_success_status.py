"""201 for what was created, 204 for an answer without a body, and no body with a 204."""

from __future__ import annotations

import libcst as cst

from backend_review.fixes.proposal import Proposal, Site
from backend_review.fixes.python._answers import framework, returned_at, status, with_status
from backend_review.fixes.python._calls import given, keyword
from backend_review.fixes.python._codemod import Parsed, parsed
from backend_review.fixes.python._parameters import handler_at

_BEHIND = "Clients and tests that compare the status with 200 have to know the new one."
_DROPPED = "Nothing reaches the client of the body today; whoever wants it has to ask for 200."


def fix(site: Site) -> Proposal | None:
    module = parsed(site.file)
    if module is None:
        return None
    message, line = site.finding.message, site.finding.start.line
    if "answers 204 with a body" in message:
        return _without_body(module, line)
    number = 201 if "Answer 201" in message else 204 if "204" in message else 0
    if not number:
        return None
    node = returned_at(module, line)
    plain = node is not None and not isinstance(node.value, (cst.Tuple, cst.Call))
    change = module.change()
    if framework(module) == "fastapi" and (node is None or plain):
        function = module.enclosing(node, cst.FunctionDef) if node is not None else handler_at(module, line)
        call = function.decorators[0].decorator if function is not None and len(function.decorators) == 1 else None
        if function is None or not isinstance(call, cst.Call) or any(item.star for item in call.args):
            return None
        if number == 204 and (keyword(call, "response_model") is not None or not _is_nothing(module, function)):
            return None  # FastAPI refuses a body that is declared for a 204
        change.replace(call, given(call, "status_code", module.expression(status(module, number))))
    elif node is None or not with_status(module, change, node, number):
        return None
    return Proposal(f"answer with {number}", False, change.edits(), _BEHIND)


def _is_nothing(module: Parsed, function: cst.FunctionDef) -> bool:
    """Whether a function says that it returns nothing, or does not say."""
    return function.returns is None or module.text(function.returns.annotation) == "None"


def _without_body(module: Parsed, line: int) -> Proposal | None:
    """A 204 less its body, where making that body does nothing else."""
    node = returned_at(module, line)
    value = node.value if node is not None else None
    if node is None or value is None:
        return None
    change, kind = module.change(), framework(module)
    if kind == "fastapi" and isinstance(value, cst.Dict) and not _does(module, value):
        change.replace(node, node.with_changes(value=None, whitespace_after_return=cst.SimpleWhitespace("")))
    elif kind == "flask" and isinstance(value, cst.Tuple) and len(value.elements) > 1:
        body = value.elements[0].value
        called = isinstance(body, cst.Call) and module.text(body.func) == "jsonify"
        if not (called or isinstance(body, cst.Dict)) or _does(module, body, "jsonify"):
            return None
        change.replace(body, module.expression('""'))
    elif kind == "rest_framework" and isinstance(value, cst.Call) and value.args:
        first = value.args[0]
        if first.keyword is not None or len(value.args) < 2 or _does(module, first.value):
            return None
        change.remove(first)
    else:
        return None
    return Proposal("leave out the body of the 204", False, change.edits(), _DROPPED)


def _does(module: Parsed, value: cst.BaseExpression, harmless: str = "") -> bool:
    """Whether making a value may do more than that."""
    return any(module.text(call.func) != harmless for call in module.inside(value, cst.Call)) or bool(
        module.inside(value, cst.Await)
    )
