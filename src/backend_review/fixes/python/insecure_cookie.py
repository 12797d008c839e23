"""HttpOnly, Secure and SameSite for cookies that go without."""

from __future__ import annotations

import re
from collections.abc import Sequence

import libcst as cst

from backend_review.fixes.proposal import Proposal, Site
from backend_review.fixes.python._calls import given, spread
from backend_review.fixes.python._change import Change
from backend_review.fixes.python._codemod import Parsed, parsed
from backend_review.fixes.python._headers import value_beside

_BEHIND = (
    "A Secure cookie is not sent over plain HTTP (a development server without TLS), an HttpOnly one cannot be read by "
    "the page's scripts, and other sites' forms no longer send one that is SameSite."
)
_LACKS = re.compile(r"` is set without ([A-Za-z, ]+?)(?: and ([A-Za-z]+))?:")
_SETTERS = ("set_cookie", "set_secure_cookie", "set_signed_cookie")
_VALUES = {"HttpOnly": ("httponly", "True"), "Secure": ("secure", "True"), "SameSite": ("samesite", '"Lax"')}
_WRITTEN = {"HttpOnly": "HttpOnly", "Secure": "Secure", "SameSite": "SameSite=Lax"}
# Those whose names for the flags are others, or who are told them otherwise.
_OTHERS = ("falcon", "sanic")


def fix(site: Site) -> Proposal | None:
    module = parsed(site.file)
    if module is None or any(
        path.split(".")[0] in _OTHERS for found in module.names.imported.values() for path in found
    ):
        return None
    change = module.change()
    lacks = _LACKS.search(site.finding.message)
    missing = [*lacks[1].split(", "), *([lacks[2]] if lacks[2] else [])] if lacks else []
    if site.finding.message.startswith("No settings"):
        what = _default(site, module, change)
    elif not missing:
        what = _setting(site, module, change)
    else:
        what = (
            _call(site, module, change, missing)
            or _header(site, module, change, missing)
            or _jar(site, module, change, missing)
        )
    return Proposal(what, False, change.edits(), _BEHIND) if what else None


def _call(site: Site, module: Parsed, change: Change, missing: Sequence[str]) -> str:
    """A call that takes the flags by name."""
    call = module.covering(site.finding, cst.Call)
    if call is None or module.start(call) != site.finding.start or spread(call):
        return ""
    name = call.func.attr.value if isinstance(call.func, cst.Attribute) else module.text(call.func)
    if name in _SETTERS:
        # Nothing of the flags is given by place: how the places count differs between libraries.
        if sum(item.keyword is None for item in call.args) > 6:
            return ""
        new = call
        for one in missing:
            flag, value = _VALUES[one]
            new = given(new, flag, module.expression(value))
        change.replace(call, new)
        return f"set {_listed(missing)} on the cookie"
    if "Middleware" in name or name == "add_middleware":
        change.replace(call, given(call, "https_only", module.expression("True")))
        return "send the session cookie over HTTPS only"
    if name.endswith("Storage"):
        new = call
        for one in missing:
            flag, value = _VALUES[one]
            new = given(new, flag, module.expression(value))
        change.replace(call, new)
        return f"set {_listed(missing)} on the session cookie"
    return ""


def _setting(site: Site, module: Parsed, change: Change) -> str:
    """``NAME = False`` as an assignment, an item of a dictionary or an argument."""
    kinds = (cst.Assign, cst.AnnAssign, cst.DictElement, cst.Arg)
    node = module.covering(site.finding, *kinds)
    if not isinstance(node, kinds) or node.value is None or module.start(node) != site.finding.start:
        return ""
    found = re.match(r"With `(\w+) =", site.finding.message)
    if found is None:
        return ""
    value = '"Lax"' if found[1].endswith("SAMESITE") else "True"
    change.replace(node.value, module.expression(value))
    return f"set `{found[1]}` to `{value}`"


def _default(site: Site, module: Parsed, change: Change) -> str:
    """Settings of Django that do not speak of the session's cookie."""
    node = module.covering(site.finding, cst.Assign)
    line = module.statement(node) if node is not None else None
    if line is None or module.parent(line) is not module.tree:
        return ""
    debug = [use for use in module.names.uses.get("DEBUG", []) if use.binds and use.scope is module.tree]
    value = "not DEBUG" if debug and all(module.end(use.node) < module.start(line) for use in debug) else "True"
    change.after(line, f"SESSION_COOKIE_SECURE = {value}")
    if not module.taken("CSRF_COOKIE_SECURE"):
        change.after(line, f"CSRF_COOKIE_SECURE = {value}")
    return "set `SESSION_COOKIE_SECURE` and `CSRF_COOKIE_SECURE`"


def _header(site: Site, module: Parsed, change: Change, missing: Sequence[str]) -> str:
    """``Set-Cookie`` written out: the attributes go to the end of its text."""
    label = module.covering(site.finding, cst.SimpleString)
    if label is None or module.start(label) != site.finding.start:
        return ""
    value = value_beside(module, label)
    if value is None:
        return ""
    added = "".join(f"; {_WRITTEN[one]}" for one in missing)
    new: cst.BaseExpression
    if isinstance(value, cst.SimpleString) and "b" not in value.prefix.lower():
        body = value.value[: -len(value.quote)]
        if body.rstrip().endswith(";"):
            body, added = body.rstrip(), added[1:]
        new = value.with_changes(value=f"{body}{added}{value.quote}")
    elif isinstance(value, cst.FormattedString):
        new = value.with_changes(parts=[*value.parts, cst.FormattedStringText(added)])
    else:
        return ""
    change.replace(value, new)
    return f"add {_listed(missing)} to the cookie's header"


def _jar(site: Site, module: Parsed, change: Change, missing: Sequence[str]) -> str:
    """``cookie["session"] = …`` of a ``SimpleCookie``: the flags are items of that item."""
    node = module.covering(site.finding, cst.Assign)
    line = module.statement(node) if node is not None else None
    if node is None or not isinstance(line, cst.SimpleStatementLine) or len(line.body) != 1 or len(node.targets) != 1:
        return ""
    target = node.targets[0].target
    if not isinstance(target, cst.Subscript):
        return ""
    for one in missing:
        flag, value = _VALUES[one]
        change.after(line, f'{module.text(target)}["{flag}"] = {value}')
    return f"set {_listed(missing)} on the cookie"


def _listed(missing: Sequence[str]) -> str:
    return " and ".join([", ".join(missing[:-1]), missing[-1]]) if len(missing) > 1 else missing[0]
