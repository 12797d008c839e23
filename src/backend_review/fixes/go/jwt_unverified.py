"""Tokens are checked: the algorithms that are allowed are named, claims are validated."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from backend_review.fixes.go._drivers import beside
from backend_review.fixes.go._edits import Code
from backend_review.fixes.go._imports import imports
from backend_review.fixes.go._literals import literal_at, without_field
from backend_review.fixes.proposal import Proposal, Replacement, Site
from backend_review.index.syntax import named

if TYPE_CHECKING:
    from tree_sitter import Node

_KNOWS_METHODS = re.compile(r"github\.com/golang-jwt/jwt/v[45]")
_ALGORITHM = re.compile(rb"SigningMethod((?:HS|RS|ES|PS)(?:256|384|512))\b|\"((?:HS|RS|ES|PS)(?:256|384|512))\"")


def fix(site: Site) -> Proposal | None:
    """Allow the project's algorithm only, and validate claims; None where there is no key to check with."""
    code = Code(site)
    if not code.whole:
        return None
    edits = _validated(code)
    if edits:
        return Proposal("validate the claims", False, tuple(edits), "clients that still send expired tokens")
    return _methods(code)


def _validated(code: Code) -> list[Replacement] | None:
    literal = literal_at(code)
    if literal is not None:
        return without_field(code, literal, "SkipClaimsValidation")
    call = code.call("WithoutClaimsValidation")
    if call is None or call.parent is None or call.parent.type != "argument_list":
        return None
    return [_without_argument(call)]


def _without_argument(value: Node) -> Replacement:
    """The removal of an argument with a comma beside it."""
    after, before = value.next_sibling, value.prev_sibling
    if after is not None and after.type == "," and after.next_named_sibling is not None:
        return Replacement(value.start_byte, after.next_named_sibling.start_byte, b"")
    start = before.start_byte if before is not None and before.type == "," else value.start_byte
    return Replacement(start, value.end_byte, b"")


def _methods(code: Code) -> Proposal | None:
    """``jwt.Parse(raw, key)`` with ``jwt.WithValidMethods``."""
    call = code.call("Parse", "ParseWithClaims")
    if call is None or "whatever algorithm" not in code.finding.message:
        return None
    package = code.text(code.receiver(call))
    if not any(each.name == package and _KNOWS_METHODS.fullmatch(each.path) for each in imports(code)):
        return None
    algorithms = {one or other for data in [code.data, *beside(code)] for one, other in _ALGORITHM.findall(data)}
    if len(algorithms) != 1:
        return None
    name = algorithms.pop().decode()
    more = code.appended(call, f'{package}.WithValidMethods([]string{{"{name}"}})')
    if more is None or len(named(call.child_by_field_name("arguments"))) != len(code.arguments(call)):
        return None
    return Proposal(f"allow {name} only", False, (more,), "tokens that are signed with another algorithm elsewhere")
