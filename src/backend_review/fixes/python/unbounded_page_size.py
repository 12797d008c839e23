"""A maximum for page sizes that the caller chooses."""

from __future__ import annotations

import re

import libcst as cst

from backend_review.fixes.proposal import Proposal, Site
from backend_review.fixes.python._calls import keyword
from backend_review.fixes.python._codemod import Parsed, parsed
from backend_review.fixes.python._columns import line_told
from backend_review.fixes.python._parameters import MOST, bounded, parameter

_BEHIND = (
    "Callers that ask for more than the maximum are refused (FastAPI) or get that many: look for those who fetch all "
    "at once."
)
_SIZE = re.compile(r"caller asks for: `(\w+)` of the")


def fix(site: Site) -> Proposal | None:
    module = parsed(site.file)
    told = _SIZE.search(site.finding.message)
    line = line_told(site, f"takes `{told[1]}` of the") if told else 0
    if module is None or told is None or not line:
        return None
    return _declared(module, told[1], line) or _read(module, told[1], line)


def _declared(module: Parsed, name: str, line: int) -> Proposal | None:
    """A parameter of a handler of FastAPI's, or of what it depends on."""
    for function in module.of_kind(cst.FunctionDef):
        old = parameter(function, name)
        if old is None or not module.start(function).line <= line <= module.start(function.body).line:
            continue
        change = module.change()
        new = bounded(module, change, function, old, 1, MOST)
        if new is None:
            return None
        change.replace(old, new)
        return Proposal(f"let `{name}` be {MOST} at the most", False, change.edits(), _BEHIND)
    return None


def _read(module: Parsed, name: str, line: int) -> Proposal | None:
    """``int(request.args.get("limit", 20))`` and its like."""
    for call in module.of_kind(cst.Call):
        if module.start(call).line != line or not _names(module, call, name):
            continue
        converted = _converted(module, call)
        if converted is None or any(use.binds for use in module.names.uses.get("min", [])):
            return None
        change = module.change()
        most = max(MOST, _default(module, call))
        change.replace(converted, module.expression(f"min({module.text(converted)}, {most})"))
        return Proposal(f"let `{name}` be {most} at the most", False, change.edits(), _BEHIND)
    return None


def _names(module: Parsed, call: cst.Call, name: str) -> bool:
    """Whether a call reads a parameter of the request by this name, with a number as its default."""
    if not isinstance(call.func, cst.Attribute) or call.func.attr.value != "get" or len(call.args) < 2:
        return False
    first = call.args[0].value
    return isinstance(first, cst.SimpleString) and first.evaluated_value == name and _default(module, call) > 0


def _default(module: Parsed, call: cst.Call) -> int:
    """The number that is taken where the client sends none; 0 for anything else."""
    value = call.args[1].value
    written = value.value if isinstance(value, cst.Integer) else module.constant(value) or ""
    return int(written) if written.isdecimal() and len(written) < 10 else 0


def _converted(module: Parsed, call: cst.Call) -> cst.Call | None:
    """The call where it gives a number: itself with ``type=int``, or ``int`` around it."""
    kind = keyword(call, "type")
    if kind is not None:
        return call if module.text(kind.value) == "int" else None
    around = module.parent(call)
    outer = module.parent(around) if isinstance(around, cst.Arg) else None
    is_int = isinstance(outer, cst.Call) and isinstance(outer.func, cst.Name) and outer.func.value == "int"
    return outer if isinstance(outer, cst.Call) and is_int else None
