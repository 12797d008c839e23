"""Origins from the configuration in the place of "everyone"."""

from __future__ import annotations

import re

import libcst as cst

from backend_review.fixes.proposal import Proposal, Site
from backend_review.fixes.python._calls import given, keyword
from backend_review.fixes.python._change import Change
from backend_review.fixes.python._codemod import Parsed, parsed
from backend_review.fixes.python._headers import value_beside

_LIST = "The variable `CORS_ORIGINS` now has to list the origins that may read the answers, separated by spaces."
_ONE = "The variable `CORS_ORIGIN` now has to name the one origin that may read the answers."
_EMPTY = "Nobody is let in until the origins are configured where the program runs."
_SAME = "Only pages of this server's own host may open the socket now."
_CALLS = ("CORS", "cross_origin", "init_app")


def fix(site: Site) -> Proposal | None:
    module = parsed(site.file)
    if module is None:
        return None
    for way in (_socket, _setting, _header, _flask, _item, _argument):
        proposal = way(site, module)
        if proposal is not None:
            return proposal
    return None


def _proposal(change: Change, behind: str) -> Proposal:
    return Proposal("take the allowed origins from the configuration", False, change.edits(), behind)


def _with(module: Parsed, old: cst.BaseExpression, new: str, behind: str) -> Proposal:
    change = module.change()
    change.replace(old, module.expression(new))
    return _proposal(change, behind)


def _origins(change: Change) -> str | None:
    environ = change.reference("os", "environ")
    return f'{environ}.get("CORS_ORIGINS", "").split()' if environ else None


def _argument(site: Site, module: Parsed) -> Proposal | None:
    """The value of an argument: a literal, what a name was given, or the default of a look-up."""
    place = next((item for item in module.of_kind(cst.Arg) if _is_at(module, item.value, site)), None)
    change = module.change()
    origins = _origins(change)
    if place is None or place.keyword is None or origins is None:
        return None
    name, value = place.keyword.value, place.value
    if name == "cors_allowed_origins":
        # An empty list switches the check off; None is this host alone.
        change.replace(value, module.expression(f"{origins} or None"))
        return _proposal(change, _LIST)
    if name.endswith("regex"):
        call = module.parent(place)
        if not isinstance(call, cst.Call) or keyword(call, "allow_origins") is not None:
            return None
        listed = place.with_changes(keyword=cst.Name("allow_origins"), value=module.expression(origins))
        change.replace(place, listed)
        return _proposal(change, _LIST)
    if isinstance(value, cst.Call):
        return _default_of(module, value)
    if isinstance(value, cst.Name):
        found = module.reaching(value)
        others = [use for use in module.uses(value) if not use.binds and not _is_origins(module, use.node)]
        known = found is not None and isinstance(found.value, (cst.List, cst.Tuple))
        if found is not None and found.value is not None and known and not others:
            value = found.value
    if isinstance(value, (cst.Name, cst.List, cst.Tuple, cst.SimpleString, cst.Set)):
        change.replace(value, module.expression(origins))
        return _proposal(change, _LIST)
    return None


def _is_at(module: Parsed, value: cst.BaseExpression, site: Site) -> bool:
    """Whether a finding is on an expression. Where a tuple has its parentheses is not told by its place."""
    start, end = module.start(value), module.end(value)
    wide = 1 if value.lpar else 0
    same_line = (start.line, end.line) == (site.finding.start.line, site.finding.end.line)
    return same_line and (start.column - wide, end.column + wide) == (
        site.finding.start.column,
        site.finding.end.column,
    )


def _is_origins(module: Parsed, node: cst.CSTNode) -> bool:
    item = module.parent(node)
    return isinstance(item, cst.Arg) and item.keyword is not None and item.keyword.value in {"allow_origins", "origins"}


def _default_of(module: Parsed, value: cst.Call) -> Proposal | None:
    """``os.getenv("ORIGINS", "*").split(",")``: an empty default lets nobody in."""
    for node in module.of_kind(cst.SimpleString):
        inside = module.start(value) <= module.start(node) and module.end(node) <= module.end(value)
        if inside and node.evaluated_value == "*" and isinstance(module.parent(node), cst.Arg):
            return _with(module, node, '""', _EMPTY)
    return None


def _item(site: Site, module: Parsed) -> Proposal | None:
    """An item of a dictionary: the origins of a resource, or the rules for an origin."""
    pair = module.covering(site.finding, cst.DictElement)
    change = module.change()
    origins = _origins(change)
    if pair is None or module.start(pair) != site.finding.start or origins is None:
        return None
    if not isinstance(pair.key, cst.SimpleString):
        return None
    if pair.key.evaluated_value != "*":
        change.replace(pair.value, module.expression(origins))
        return _proposal(change, _LIST)
    rules = module.text(pair.value)
    if "\n" in rules or re.search(r"\borigin\b", rules):
        return None
    each = module.expression(f"{{origin: {rules} for origin in {origins}}}")
    change.replace(pair, cst.StarredDictElement(each, comma=pair.comma))
    return _proposal(change, _LIST)


def _flask(site: Site, module: Parsed) -> Proposal | None:
    """Flask-CORS told nothing of origins."""
    call = module.covering(site.finding, cst.Call)
    if call is None or module.start(call) != site.finding.start or module.end(call) != site.finding.end:
        return None
    name = call.func.attr.value if isinstance(call.func, cst.Attribute) else module.qualified(call.func).split(".")[-1]
    resources = keyword(call, "resources")
    if name not in _CALLS or keyword(call, "origins") is not None or any(item.star for item in call.args):
        return None
    if resources is not None and not isinstance(resources.value, (cst.SimpleString, cst.List)):
        return None
    change = module.change()
    origins = _origins(change)
    if origins is None:
        return None
    change.replace(call, given(call, "origins", module.expression(origins)))
    return _proposal(change, _LIST)


def _setting(site: Site, module: Parsed) -> Proposal | None:
    """A setting of Django's or Flask's, or a field of a class of settings."""
    node = module.covering(site.finding, cst.Assign, cst.AnnAssign)
    if (
        not isinstance(node, (cst.Assign, cst.AnnAssign))
        or node.value is None
        or module.start(node) != site.finding.start
    ):
        return None
    if module.end(node) != site.finding.end:
        return None
    klass = module.enclosing(node, cst.ClassDef)
    if klass is not None and any(module.text(base.value).endswith("Settings") for base in klass.bases):
        return _field(module, node.value)
    change = module.change()
    origins = _origins(change)
    if origins is None or isinstance(node.value, cst.Call):
        return None
    target = node.targets[0].target if isinstance(node, cst.Assign) else node.target
    name = target.value if isinstance(target, cst.Name) else ""
    if name.startswith(("CORS_ALLOW_ALL", "CORS_ORIGIN_ALLOW_ALL")) or "REGEX" in name:
        if module.taken("CORS_ALLOWED_ORIGINS") or module.taken("CORS_ORIGIN_WHITELIST"):
            return _with(module, node.value, "[]" if "REGEX" in name else "False", _EMPTY)
        old_names = name.startswith("CORS_ORIGIN_")
        change.replace(target, cst.Name("CORS_ORIGIN_WHITELIST" if old_names else "CORS_ALLOWED_ORIGINS"))
    change.replace(node.value, module.expression(origins))
    return _proposal(change, _LIST)


def _field(module: Parsed, value: cst.BaseExpression) -> Proposal | None:
    """A field that is read from the environment: an empty default lets nobody in."""
    if isinstance(value, cst.List):
        return _with(module, value, "[]", _EMPTY)
    return _with(module, value, '""', _EMPTY) if isinstance(value, cst.SimpleString) else None


def _header(site: Site, module: Parsed) -> Proposal | None:
    """The header written by hand: one origin, the configured one."""
    label = module.covering(site.finding, cst.SimpleString)
    if label is None or str(label.evaluated_value).lower() != "access-control-allow-origin":
        return None
    value = value_beside(module, label)
    change = module.change()
    environ = change.reference("os", "environ")
    if value is None or environ is None:
        return None
    change.replace(value, module.expression(f'{environ}.get("CORS_ORIGIN", "")'))
    return _proposal(change, _ONE)


def _socket(site: Site, module: Parsed) -> Proposal | None:
    """``check_origin`` of Tornado that says yes to all: what it overrides compares with the request's host."""
    node = module.covering(site.finding, cst.Return)
    function = module.enclosing(node, cst.FunctionDef) if node is not None else None
    if node is None or function is None or function.name.value != "check_origin" or node.value is None:
        return None
    parameters = function.params.params
    if len(parameters) != 2 or module.text(node.value) != "True":
        return None
    change = module.change()
    change.replace(node.value, module.expression(f"super().check_origin({parameters[1].name.value})"))
    return Proposal("accept sockets of this host alone", False, change.edits(), _SAME)
