"""jwt-long-lifetime: an hour for tokens that give access."""

from __future__ import annotations

import re

import libcst as cst

from backend_review.fixes.proposal import Proposal, Site
from backend_review.fixes.python._change import Change
from backend_review.fixes.python._codemod import Parsed, parsed
from backend_review.fixes.python._names import dotted

_HOUR = {"MINUTES": "60", "HOURS": "1", "SECONDS": "60 * 60"}
_BEHIND = "how long clients stay signed in: they need refresh tokens, or have to sign in again"


def fix(site: Site) -> Proposal | None:
    """Make the duration an hour: a ``timedelta``, the seconds added to the time, or a constant by its unit."""
    module = parsed(site.file)
    if module is None:
        return None
    for value in _values(module, site):
        change = module.change()
        if _shortened(module, change, value, _unit(module, value), 5):
            return Proposal("let the token expire after an hour", False, change.edits(), _BEHIND)
    return None


def _values(module: Parsed, site: Site) -> list[cst.BaseExpression]:
    """The expressions that may say how long: what is assigned, kept under ``exp`` or given by name, at the finding."""
    assigned = [assign.value for assign in module.assignments(site.finding) if assign.value is not None]
    calls = module.calls(site.finding)
    around = module.covering(site.finding, cst.DictElement)
    elements = [*module.within(site.finding, cst.DictElement), *([around] if around else [])]
    for value in (*assigned, *(call for call in calls if _end(module, call) in ("encode", "update"))):
        elements += module.inside(value, cst.DictElement)
    named = [(item.keyword.value, item.value) for call in calls for item in call.args if item.keyword]
    given = module.covering(site.finding, cst.Arg)
    named += [(given.keyword.value, given.value)] if given is not None and given.keyword else []
    named += [(module.constant(element.key) or "", element.value) for element in elements]
    return [*(value for name, value in named if re.search(r"(?i)exp|lifetime", name)), *assigned]


def _end(module: Parsed, call: cst.Call) -> str:
    return module.text(call.func).rpartition(".")[2]


def _unit(module: Parsed, value: cst.BaseExpression) -> str:
    """The unit of a plain number: by the name it has; seconds where the name is without."""
    parent = module.parent(value)
    name = ""
    if isinstance(parent, cst.Assign):
        name = module.text(parent.targets[0].target)
    elif isinstance(parent, cst.AnnAssign):
        name = module.text(parent.target)
    elif isinstance(parent, cst.Arg) and parent.keyword is not None:
        name = parent.keyword.value
    unit = re.search(r"(?i)minutes?|hours?|seconds?|days?|weeks?", name)
    if unit is None:
        return "SECONDS" if re.search(r"JWT_\w*EXPIRES", name) else ""
    return unit[0].upper().rstrip("S") + "S"


def _shortened(module: Parsed, change: Change, value: cst.BaseExpression, unit: str, steps: int) -> bool:
    if steps <= 0:
        return False
    if isinstance(value, cst.Call):
        if module.qualified(value.func) == "datetime.timedelta":
            change.replace(value, module.expression(f"{module.text(value.func)}(hours=1)"))
            return True
        if module.text(value.func) in ("int", "round") and len(value.args) == 1:
            return _shortened(module, change, value.args[0].value, unit, steps - 1)
        if isinstance(value.func, cst.Attribute) and value.func.attr.value in ("timestamp", "strftime"):
            return _shortened(module, change, value.func.value, unit, steps - 1)
        return False
    if (
        isinstance(value, cst.BinaryOperation)
        and isinstance(value.operator, cst.Add)
        and "now" in module.text(value.left)
    ):
        return _shortened(module, change, value.right, unit, steps - 1)
    if (
        isinstance(value, cst.BinaryOperation)
        and isinstance(value.operator, cst.Add)
        and "time()" in module.text(value.left)
    ):
        return _seconds(module, change, value.right)
    if isinstance(value, cst.Name):
        found = module.reaching(value)
        if isinstance(found, cst.Assign) and _local(module, found, value):
            return _shortened(module, change, found.value, unit, steps - 1)
        return False
    if unit in _HOUR and _is_number(module, value):
        change.replace(value, module.expression(_HOUR[unit]))
        return True
    return False


def _local(module: Parsed, assign: cst.Assign, name: cst.Name) -> bool:
    """Whether a value has no other readers than this one."""
    target = dotted(assign.targets[0].target) or ""
    reads = [use for use in module.names.uses.get(target, []) if not use.binds and use.node is not name]
    return not any(module.scope_of(use.node) is module.scope_of(name) for use in reads)


def _seconds(module: Parsed, change: Change, value: cst.BaseExpression) -> bool:
    if not _is_number(module, value) and not isinstance(value, cst.Name):
        return False
    change.replace(value, module.expression("60 * 60"))
    return True


def _is_number(module: Parsed, value: cst.BaseExpression) -> bool:
    names = module.inside(value, cst.Name)
    return not module.inside(value, cst.Call) and all(name.value.isupper() for name in names)
