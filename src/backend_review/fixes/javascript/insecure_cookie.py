"""Cookies that carry sessions get ``httpOnly``, ``secure`` and ``sameSite``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from backend_review.fixes.javascript._edits import Code, arguments, bare, callee
from backend_review.fixes.javascript._options import with_keys, with_options
from backend_review.fixes.proposal import Proposal, Replacement, Site

if TYPE_CHECKING:
    from tree_sitter import Node

_BEHIND = (
    "browsers send the cookie over HTTPS only (Safari not even to http://localhost), show it to no script and leave it "
    "out of most requests from other sites: see that nothing of yours needs it there"
)
_SESSIONS = re.compile(r"^(?:express-session|@fastify/session|@fastify/secure-session|fastify-session)$")
_FLAT = re.compile(r"^(?:cookie-session|koa-session)$")


def fix(site: Site) -> Proposal | None:
    """Give the cookie at the finding the attributes that it lacks."""
    code = Code(site)
    for call in code.around() if code.whole else ():
        edits = _edits(code, call)
        if edits:
            what = "let the cookie travel over HTTPS only, hidden from scripts and other sites"
            return Proposal(what, False, tuple(edits), _BEHIND)
    return None


def _edits(code: Code, call: Node) -> list[Replacement] | None:
    function, name = callee(call), code.called(call)
    what, given = code.qualified(function), arguments(call)
    strict = {"httpOnly": "true", "secure": "true", "sameSite": code.quoted("lax")}
    if what.startswith("hono/cookie.") and name in {"setCookie", "setSignedCookie"}:
        strict["sameSite"] = code.quoted("Lax")
        return _options(code, call, 4 if name == "setSignedCookie" else 3, strict)
    if name in {"cookie", "setCookie"} and code.receiver(call) is not None and len(given) >= 2:
        return _options(code, call, 2, strict)
    if name == "serialize" and what.startswith("cookie."):
        return _options(code, call, 2, strict)
    if name == "set" and code.text(code.receiver(call)).endswith("cookies") and len(given) >= 2:
        return _options(code, call, 2, strict)
    if name == "register" and given and _SESSIONS.match(code.qualified(given[0])):
        return _session(code, given[1] if len(given) > 1 else None, strict)
    if _SESSIONS.match(what):
        return _session(code, given[0] if given else None, strict)
    if _FLAT.match(what):
        return _options(code, call, 0, strict) if given else None
    return None


def _options(code: Code, call: Node, place: int, strict: dict[str, str]) -> list[Replacement] | None:
    given = arguments(call)
    there = code.object_behind(given[place]) if place < len(given) else None
    return with_options(code, call, place, **_lacking(code, there, strict))


def _lacking(code: Code, there: Node | None, strict: dict[str, str]) -> dict[str, str]:
    """The attributes that an object of options does not give, or gives away (``secure: false``)."""
    lacking = {}
    for key, value in strict.items():
        pair = code.property_of(there, key) if there is not None else None
        given = code.text(bare(pair.child_by_field_name("value"))) if pair is not None and pair.type == "pair" else ""
        if pair is None or given == "false" or (key == "sameSite" and given.strip("'\"").lower() == "none"):
            lacking[key] = value
    return lacking


def _session(code: Code, given: Node | None, strict: dict[str, str]) -> list[Replacement] | None:
    options = code.object_behind(given)
    if options is None:
        return None
    pair = code.property_of(options, "cookie")
    if pair is None:
        listed = ", ".join(f"{key}: {value}" for key, value in strict.items())
        return with_keys(code, options, cookie=f"{{ {listed} }}")
    cookie = code.object_behind(pair.child_by_field_name("value"))
    return with_keys(code, cookie, **_lacking(code, cookie, strict)) if cookie is not None else None
