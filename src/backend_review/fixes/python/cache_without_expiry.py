"""An expiry for what is written to a cache without one."""

from __future__ import annotations

import libcst as cst

from backend_review.fixes.proposal import Proposal, Site
from backend_review.fixes.python._calls import given
from backend_review.fixes.python._codemod import Parsed, parsed

_SECONDS = "300"
_BEHIND = "Entries are gone after 5 minutes: choose a time that fits, and see that each can be made again."
_ENDLESS = {"None", "0"}
_NAMES = ("ex", "timeout", "ttl")
_SETTINGS = ("TIMEOUT", "CACHE_DEFAULT_TIMEOUT")


def fix(site: Site) -> Proposal | None:
    module = parsed(site.file)
    if module is None:
        return None
    change = module.change()
    seconds = module.expression(_SECONDS)
    value = _setting(site, module)
    if value is not None:
        change.replace(value, seconds)
        return Proposal("let entries of the cache expire after 5 minutes", False, change.edits(), _BEHIND)
    call = module.covering(site.finding, cst.Call)
    if call is None or module.start(call) != site.finding.start or any(item.star for item in call.args):
        return None
    endless = next((item for item in call.args if _is_endless(module, item)), None)
    name = call.func.attr.value if isinstance(call.func, cst.Attribute) else ""
    if endless is not None:
        change.replace(endless.value, seconds)
    elif name == "set" and "Pass `ex=" in site.finding.message and len(call.args) == 2:
        change.replace(call, given(call, "ex", seconds))
    else:
        return None
    return Proposal(f"let what `{module.text(call.func)}` stores expire", False, change.edits(), _BEHIND)


def _is_endless(module: Parsed, item: cst.Arg) -> bool:
    if module.text(item.value) not in _ENDLESS:
        return False
    if item.keyword is not None:
        return item.keyword.value in _NAMES
    call = module.parent(item)
    places = (item,) if not isinstance(call, cst.Call) else call.args[-1:]
    return module.text(item.value) == "None" and any(place is item for place in places)


def _setting(site: Site, module: Parsed) -> cst.BaseExpression | None:
    """The value of the default in settings: an item of a dictionary, or what an item or name is given."""
    for pair in module.within(site.finding, cst.DictElement):
        name = pair.key.evaluated_value if isinstance(pair.key, cst.SimpleString) else None
        if name in _SETTINGS and module.text(pair.value) in _ENDLESS:
            return pair.value
    for node in module.within(site.finding, cst.Assign):
        if "CACHE_DEFAULT_TIMEOUT" in module.text(node.targets[0].target) and module.text(node.value) in _ENDLESS:
            return node.value
    for item in module.within(site.finding, cst.Arg):
        if _keyword_of(item) == "CACHE_DEFAULT_TIMEOUT" and module.text(item.value) in _ENDLESS:
            return item.value
    return None


def _keyword_of(item: cst.Arg) -> str:
    """The name that an argument is given by."""
    return item.keyword.value if item.keyword is not None else ""
