"""jwt-without-expiry: tokens get an ``exp`` an hour ahead."""

from __future__ import annotations

import libcst as cst

from backend_review.fixes.proposal import Proposal, Site
from backend_review.fixes.python import _calls
from backend_review.fixes.python._change import Change
from backend_review.fixes.python._codemod import Parsed, parsed

_BEHIND = "how long clients stay signed in, and tokens that were made before and never expire"


def fix(site: Site) -> Proposal | None:
    """Add ``exp`` to the claims; where a setting keeps tokens from expiring, change the setting."""
    module = parsed(site.file)
    if module is None:
        return None
    for call in module.calls(site.finding):
        change = module.change()
        if _call(module, change, call):
            return Proposal("let the token expire after an hour", False, change.edits(), _BEHIND)
    change = module.change()
    if _setting(module, change, site):
        return Proposal("let tokens expire", False, change.edits(), _BEHIND)
    return None


def _call(module: Parsed, change: Change, call: cst.Call) -> bool:
    if _calls.spread(call):
        return False
    called = module.qualified(call.func)
    name = called.rpartition(".")[2] or (call.func.attr.value if isinstance(call.func, cst.Attribute) else "")
    endless = _calls.keyword(call, "expires_delta")
    if endless is not None and module.text(endless.value) == "False":
        change.replace(call, _calls.without(call, endless))
        return True
    lifetime = _calls.keyword(call, "lifetime_seconds")
    if name in ("JWTStrategy", "generate_jwt") and (lifetime is None or module.text(lifetime.value) == "None"):
        if name == "JWTStrategy" or len(call.args) == 2:
            change.replace(call, _calls.given(call, "lifetime_seconds", module.expression("60 * 60")))
            return True
        return False
    if name != "encode" and not (name == "JWT" and called.startswith("jwcrypto.")):
        return False
    claims = _claims(call, called, name)
    expires = _expires(module, change, called) if claims is not None else None
    if claims is None or expires is None:
        return False
    if isinstance(claims, cst.Dict):
        change.replace(claims, _with_expiry(module, claims, expires))
    else:
        text = module.text(claims)
        simple = isinstance(claims, (cst.Name, cst.Attribute, cst.Call, cst.Subscript))
        change.replace(claims, module.expression(f'{{**{text if simple else f"({text})"}, "exp": {expires}}}'))
    return True


def _claims(call: cst.Call, called: str, name: str) -> cst.BaseExpression | None:
    """The argument with the claims: the first of PyJWT and python-jose, the second where a header comes before."""
    if name == "JWT":
        found = _calls.keyword(call, "claims")
    else:
        header_first = not called.startswith(("jwt.", "jose.")) and len(call.args) > 2 and call.args[2].keyword is None
        if header_first:
            found = _calls.argument(call, 1, "payload")
        else:
            found = _calls.argument(call, 0, "payload") or _calls.keyword(call, "claims")
    return found.value if found is not None else None


def _expires(module: Parsed, change: Change, called: str) -> str | None:
    """An hour from now, with the module of time that the file has."""
    has = {path.split(".")[0] for paths in module.names.imported.values() for path in paths}
    if "datetime" in has and "time" not in has and called.startswith(("jwt.", "jose.")):
        parts = [change.reference("datetime", name) for name in ("datetime", "timezone", "timedelta")]
        if None not in parts:
            return f"{parts[0]}.now({parts[1]}.utc) + {parts[2]}(hours=1)"
    time = change.reference("time", "time")
    return f"int({time}()) + 60 * 60" if time else None


def _with_expiry(module: Parsed, claims: cst.Dict, expires: str) -> cst.Dict:
    for element in claims.elements:
        if isinstance(element, cst.DictElement) and module.constant(element.key) == "exp":
            timed = element.with_changes(value=module.expression(expires))
            return claims.with_changes(elements=[timed if item is element else item for item in claims.elements])
    new = cst.DictElement(module.expression('"exp"'), module.expression(expires))
    if not claims.elements:
        return claims.with_changes(elements=[new])
    *others, last = claims.elements
    between: cst.BaseParenthesizableWhitespace = cst.SimpleWhitespace(" ")
    for item in claims.elements[:-1]:
        if isinstance(item.comma, cst.Comma) and isinstance(item.comma.whitespace_after, cst.ParenthesizedWhitespace):
            between = item.comma.whitespace_after.with_changes(first_line=cst.TrailingWhitespace(), empty_lines=[])
    if isinstance(last.comma, cst.Comma):
        new = new.with_changes(comma=last.comma)
        opening = claims.lbrace.whitespace_after
        if isinstance(opening, cst.ParenthesizedWhitespace):
            between = opening.with_changes(first_line=cst.TrailingWhitespace(), empty_lines=[])
    return claims.with_changes(elements=[*others, last.with_changes(comma=cst.Comma(whitespace_after=between)), new])


def _setting(module: Parsed, change: Change, site: Site) -> bool:
    """``False`` under a key that speaks of expiry: fifteen minutes, or ``True`` where it is a switch."""
    values: list[tuple[str, cst.BaseExpression]] = []
    element = module.covering(site.finding, cst.DictElement)
    for item in [*module.within(site.finding, cst.DictElement), *([element] if element else [])]:
        values.append((module.constant(item.key) or "", item.value))
    for statement in module.assignments(site.finding):
        if isinstance(statement, cst.Assign):
            values.append((module.text(statement.targets[0].target), statement.value))
    for name, value in values:
        if module.text(value) != "False":
            continue
        if "VERIFY_EXPIRATION" in name:
            change.replace(value, cst.Name("True"))
            return True
        if "EXPIRES" in name:
            delta = change.reference("datetime", "timedelta")
            if delta is not None:
                change.replace(value, module.expression(f"{delta}(minutes=15)"))
                return True
    return False
