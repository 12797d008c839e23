"""Debug modes that are on by the environment, not by the code."""

from __future__ import annotations

import libcst as cst

from backend_review.fixes.proposal import Proposal, Site
from backend_review.fixes.python._codemod import Parsed, parsed

_BEHIND = "Set `{}=1` where you develop."
_OFF = "Switch it on where you develop, by the variable that is read here."
_ARGUMENTS = {"debug", "use_debugger", "evalex", "serve_traceback", "DEBUG"}
_FLAGS = {"DEBUG", "TEMPLATE_DEBUG", "debug", "FLASK_DEBUG"}


def fix(site: Site) -> Proposal | None:
    module = parsed(site.file)
    if module is None:
        return None
    default = _default(site, module)
    if default is not None:
        change = module.change()
        change.replace(default, module.expression("False" if _is_true(default) else '"False"'))
        return Proposal("leave debug mode off by default", False, change.edits(), _OFF)
    change = module.change()
    environ = change.reference("os", "environ")
    values = _values(site, module)
    if environ is None or len(values) != 1:
        return None
    variable = _variable(module)
    change.replace(values[0], module.expression(f'{environ}.get("{variable}") == "1"'))
    behind = _BEHIND.format(variable)
    return Proposal("switch debug mode on by the environment", False, change.edits(), behind)


def _default(site: Site, module: Parsed) -> cst.BaseExpression | None:
    """The True in ``env.bool("DEBUG", default=True)`` and ``os.getenv("DEBUG", "True") == "True"``."""
    for node in module.of_kind(cst.Assign):
        if module.start(node).line != site.finding.start.line or not _is_flag(node.targets[0].target):
            continue
        call = node.value.left if isinstance(node.value, cst.Comparison) else node.value
        if not isinstance(call, cst.Call) or not isinstance(call.func, cst.Attribute) or len(call.args) != 2:
            return None
        last = call.args[1]
        if last.star or (last.keyword is not None and last.keyword.value != "default"):
            return None
        text = last.value.evaluated_value if isinstance(last.value, cst.SimpleString) else None
        return last.value if _is_true(last.value) or text == "True" else None
    return None


def _variable(module: Parsed) -> str:
    roots = {path.split(".")[0] for paths in module.names.imported.values() for path in paths}
    if "flask" in roots:
        return "FLASK_DEBUG"
    is_django = module.taken("INSTALLED_APPS") or module.taken("ROOT_URLCONF") or module.taken("MIDDLEWARE")
    return "DJANGO_DEBUG" if is_django else "DEBUG"


def _values(site: Site, module: Parsed) -> list[cst.BaseExpression]:
    """The values that switch it on, in the call or assignment that the finding is on."""
    line = site.finding.start.line
    for node in module.of_kind(cst.Assign, cst.AnnAssign):
        if isinstance(node, (cst.Assign, cst.AnnAssign)) and module.start(node).line == line and node.value is not None:
            target = node.targets[0].target if isinstance(node, cst.Assign) else node.target
            if _is_flag(target) and _is_true(node.value):
                return [node.value]
    found: list[cst.BaseExpression] = _spread(module, line)
    for item in module.of_kind(cst.Arg, cst.DictElement):
        call = module.enclosing(item, cst.Call)
        if call is None or not module.start(call).line <= line <= module.end(call).line:
            continue
        name = _name(item)
        value = item.value if isinstance(item, (cst.Arg, cst.DictElement)) else None
        if name in _ARGUMENTS and value is not None and (_is_true(value) or _is_constant(module, value)):
            found.append(value)
    return found


def _spread(module: Parsed, line: int) -> list[cst.BaseExpression]:
    """What is on in a dictionary that a call is given as ``**options``."""
    found = []
    for item in module.of_kind(cst.Arg):
        if item.star != "**" or not isinstance(item.value, cst.Name):
            continue
        call, held = module.enclosing(item, cst.Call), module.reaching(item.value)
        if call is None or held is None or held.value is None or module.start(call).line != line:
            continue
        for option in module.inside(held.value, cst.Arg, cst.DictElement):
            value = option.value if isinstance(option, (cst.Arg, cst.DictElement)) else None
            if _name(option) in _ARGUMENTS and value is not None and _is_true(value):
                found.append(value)
    return found


def _name(item: cst.CSTNode) -> str:
    if isinstance(item, cst.Arg):
        return item.keyword.value if item.keyword is not None else ""
    key = item.key if isinstance(item, cst.DictElement) else None
    return str(key.evaluated_value) if isinstance(key, cst.SimpleString) else ""


def _is_flag(target: cst.BaseExpression) -> bool:
    if isinstance(target, cst.Subscript):
        held = target.slice[0].slice
        key = held.value if isinstance(held, cst.Index) else None
        return isinstance(key, cst.SimpleString) and key.evaluated_value == "DEBUG"
    name = target.attr if isinstance(target, cst.Attribute) else target
    return isinstance(name, cst.Name) and name.value in _FLAGS


def _is_true(value: cst.BaseExpression) -> bool:
    return isinstance(value, cst.Name) and value.value == "True"


def _is_constant(module: Parsed, value: cst.BaseExpression) -> bool:
    """Whether a name stands for True."""
    found = module.reaching(value) if isinstance(value, cst.Name) else None
    return found is not None and found.value is not None and _is_true(found.value)
