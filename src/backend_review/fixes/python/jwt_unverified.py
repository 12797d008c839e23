"""jwt-unverified: tokens are verified with the key and algorithms that the code has."""

from __future__ import annotations

import libcst as cst

from backend_review.fixes.proposal import Proposal, Site
from backend_review.fixes.python import _calls
from backend_review.fixes.python._codemod import Parsed, parsed

_OFF = frozenset({"verify_signature", "verify_exp", "verify"})


def fix(site: Site) -> Proposal | None:
    """Leave out what switches verification off, take ``none`` out of the algorithms, name the one that signs."""
    module = parsed(site.file)
    if module is None:
        return None
    for call in module.calls(site.finding):
        proposal = _call(module, call)
        if proposal:
            return proposal
    return None


def _call(module: Parsed, call: cst.Call) -> Proposal | None:
    called = module.qualified(call.func)
    name = called.rpartition(".")[2]
    if _calls.spread(call):
        return None
    if called.startswith(("jwt.", "jose.")) and name == "decode":
        return _decode(module, call)
    expired = _calls.keyword(call, "allow_expired")
    if name == "decode_token" and expired is not None and module.text(expired.value) == "True":
        return _less(module, call, expired, "whether anybody has to read tokens that have expired")
    verify = _calls.keyword(call, "verify")
    if "simplejwt" in called and verify is not None and module.text(verify.value) == "False":
        return _less(module, call, verify, "")
    if name == "JsonWebToken" and call.args and isinstance(call.args[0].value, cst.List):
        return _without_none(module, call.args[0].value)
    return None


def _less(module: Parsed, call: cst.Call, gone: cst.Arg, behind: str) -> Proposal:
    change = module.change()
    change.replace(call, _calls.without(call, gone))
    said = module.text(gone.with_changes(comma=cst.MaybeSentinel.DEFAULT))
    return Proposal(f"verify the token: leave out `{said}`", not behind, change.edits(), behind)


def _decode(module: Parsed, call: cst.Call) -> Proposal | None:
    algorithms = _calls.argument(call, 2, "algorithms")
    if algorithms is not None and isinstance(algorithms.value, cst.List) and _has_none(module, algorithms.value):
        return _without_none(module, algorithms.value)
    key = _calls.argument(call, 1, "key")
    if key is None or module.text(key.value) in ("None", '""', "''"):
        return None  # which key it should be, nothing here says
    change = module.change()
    new = call
    said = ""
    expired = False
    for off in (_calls.keyword(call, "verify"), _calls.keyword(call, "options")):
        if off is None:
            continue
        left = _left(module, off)
        if left is None:
            continue
        said = (
            "leave out `verify=False`" if left == "" and module.text(off.value) == "False" else "check all that it says"
        )
        expired = expired or "verify_exp" in module.text(off.value)
        if isinstance(left, cst.Arg):
            new = new.with_changes(args=[left if item is off else item for item in new.args])
        else:
            new = _calls.without(new, off)
    if algorithms is None:
        signs = _algorithm(module, key.value)
        if signs is None:
            return None
        new = _calls.given(new, "algorithms", module.expression(f"[{signs}]"))
        said = said or f"accept no algorithm but `{signs}`"
    if new is call:
        return None
    change.replace(call, new)
    behind = "whether anybody has to read tokens that have expired" if expired else ""
    return Proposal(f"verify the token: {said}", not behind, change.edits(), behind)


def _left(module: Parsed, off: cst.Arg) -> cst.Arg | str | None:
    """What is left of an argument that switches checks off: an argument, nothing (empty), or None if it does not."""
    value = off.value
    if module.text(value) == "False" and off.keyword is not None and off.keyword.value == "verify":
        return ""
    if isinstance(value, cst.Name):
        found = module.reaching(value)
        given = found.value if isinstance(found, cst.Assign) else None
        names = _switched(module, given) if isinstance(given, cst.Dict) else []
        whole = isinstance(given, cst.Dict) and len(names) == len(given.elements) > 0
        return "" if whole and set(names) <= _OFF else None
    if isinstance(value, cst.Call) and module.text(value.func) == "dict":
        off_names = {item.keyword.value for item in value.args if item.keyword and module.text(item.value) == "False"}
        return "" if off_names and off_names <= _OFF and len(off_names) == len(value.args) else None
    if not isinstance(value, cst.Dict):
        return None
    keep = [element for element in value.elements if not _is_switch(module, element)]
    if len(keep) == len(value.elements):
        return None
    if not keep:
        return ""
    keep[-1] = keep[-1].with_changes(comma=value.elements[-1].comma)
    return off.with_changes(value=value.with_changes(elements=keep))


def _switched(module: Parsed, given: cst.Dict) -> list[str]:
    keys = (
        element.key
        for element in given.elements
        if isinstance(element, cst.DictElement) and _is_switch(module, element)
    )
    return [module.constant(key) or "" for key in keys]


def _is_switch(module: Parsed, element: cst.BaseDictElement) -> bool:
    return (
        isinstance(element, cst.DictElement)
        and module.constant(element.key) in _OFF
        and module.text(element.value) == "False"
    )


def _has_none(module: Parsed, algorithms: cst.List) -> bool:
    return any((module.constant(element.value) or "").lower() == "none" for element in algorithms.elements)


def _without_none(module: Parsed, algorithms: cst.List) -> Proposal | None:
    keep = [item for item in algorithms.elements if (module.constant(item.value) or "").lower() != "none"]
    if not keep or len(keep) == len(algorithms.elements):
        return None
    keep[-1] = keep[-1].with_changes(comma=algorithms.elements[-1].comma)
    change = module.change()
    change.replace(algorithms, algorithms.with_changes(elements=keep))
    return Proposal("accept no token without a signature: take `none` out", True, change.edits())


def _algorithm(module: Parsed, key: cst.BaseExpression) -> str | None:
    """The one algorithm that the file signs with this key."""
    found: set[str] = set()
    for call in module.of_kind(cst.Call):
        called = module.qualified(call.func)
        if not called.startswith(("jwt.", "jose.")) or not called.endswith(".encode"):
            continue
        given = _calls.argument(call, 1, "key")
        algorithm = _calls.argument(call, 2, "algorithm")
        if given is not None and module.text(given.value) == module.text(key):
            found.add(module.text(algorithm.value) if algorithm else '"HS256"')
    found -= {'"none"', "None"}
    return found.pop() if len(found) == 1 else None
