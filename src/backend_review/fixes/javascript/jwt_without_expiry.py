"""Tokens get an expiry: ``expiresIn``, ``setExpirationTime`` or an ``exp`` claim, as the library has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backend_review.fixes.javascript._edits import TEXTS, Code, arguments, bare, callee, function_of
from backend_review.fixes.javascript._options import with_keys, with_options
from backend_review.fixes.proposal import Proposal, Replacement, Site

if TYPE_CHECKING:
    from tree_sitter import Node

_BEHIND = "tokens that never ended now end after an hour: clients must renew them, and those issued before live on"
_EXP = "Math.floor(Date.now() / 1000) + 60 * 60"


def fix(site: Site) -> Proposal | None:
    """Give the token that is signed at the finding an hour."""
    code = Code(site)
    for call in code.around() if code.whole else ():
        edits = _edits(code, call)
        if edits:
            return Proposal("let the token expire after an hour", False, tuple(edits), _BEHIND)
    return None


def _edits(code: Code, call: Node) -> list[Replacement] | None:
    name, what = code.called(call), code.qualified(callee(call))
    hour = code.quoted("1h")
    if what.startswith("jose.") and name == "sign":
        function = callee(call)
        owner = code.receiver(call)
        return (
            [code.inserted(owner.end_byte, f".setExpirationTime({hour})")] if function and owner is not None else None
        )
    if what in {"jwt-simple.encode", "hono/jwt.sign"}:
        return _claim(code, call)
    if name == "register" and what.startswith("@nestjs/jwt.JwtModule"):
        return with_options(code, call, 0, signOptions=f"{{ expiresIn: {hour} }}")
    if what == "jsonwebtoken.sign":
        payload = bare(next(iter(arguments(call)), None))
        if payload is None or payload.type in TEXTS or code.text(payload).startswith("JSON.stringify("):
            return None  # a text as payload cannot carry an expiry
        return with_options(code, call, 2, expiresIn=hour)
    if name in {"sign", "signAsync"} and "@nestjs/jwt" in code.file.text and not what.startswith("jsonwebtoken"):
        return with_options(code, call, 1, expiresIn=hour)
    return None


def _claim(code: Code, call: Node) -> list[Replacement] | None:
    payload = code.object_behind(next(iter(arguments(call)), None))
    # What is made once for all tokens would expire for all of them at once.
    here = payload is not None and function_of(payload) == function_of(call)
    return with_keys(code, payload, exp=_EXP) if payload is not None and here else None
