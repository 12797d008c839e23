"""Passwords are hashed with the cost of today."""

from __future__ import annotations

from backend_review.fixes.go._edits import Code
from backend_review.fixes.go._imports import name_of
from backend_review.fixes.proposal import Proposal, Site

_BCRYPT = "golang.org/x/crypto/bcrypt"
_PBKDF2 = "golang.org/x/crypto/pbkdf2"


def fix(site: Site) -> Proposal | None:
    """Raise bcrypt's cost and PBKDF2's iterations; None for other hashes, whose stored values would not match."""
    code = Code(site)
    call = code.call("GenerateFromPassword", "Key")
    values = code.arguments(call) if call is not None else []
    if not code.whole or call is None:
        return None
    package = code.text(code.receiver(call))
    if package == name_of(code, _BCRYPT, call) and len(values) == 2:
        edit = code.replaced(values[1], f"{package}.DefaultCost")
        behind = "how long a login may take; hashes that are stored keep their cost until they are made anew"
        return Proposal(f"hash with `{package}.DefaultCost`", False, (edit,), behind)
    if package == name_of(code, _PBKDF2, call) and len(values) == 5 and code.text(values[2]).isdigit():
        edit = code.replaced(values[2], "600000")
        behind = "hashes that are stored: they do not match with another number, so keep it beside each of them"
        return Proposal("hash with 600000 iterations", False, (edit,), behind)
    return None
