"""Tokens are checked: the algorithms are named, and an expiry counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backend_review.fixes.javascript._edits import Code, arguments, bare, callee
from backend_review.fixes.javascript._options import with_keys
from backend_review.fixes.proposal import Proposal, Replacement, Site
from backend_review.index.syntax import walk

if TYPE_CHECKING:
    from tree_sitter import Node

_BEHIND = (
    "tokens of other algorithms, and those that have expired, are refused now: name the one that yours are signed with"
)


def fix(site: Site) -> Proposal | None:
    """Name the algorithm, or let the expiry count, in the call at the finding."""
    code = Code(site)
    if not code.whole:
        return None
    for call in code.around():
        for given in arguments(call):
            edits = _in_options(code, call, given)
            if edits:
                return Proposal("check the token's signature and expiry", False, tuple(edits), _BEHIND)
    return _decoded(code)


def _in_options(code: Code, call: Node, given: Node) -> list[Replacement] | None:
    options = code.object_behind(given)
    if options is None:
        return None
    wanted = {}
    pair = code.property_of(options, "ignoreExpiration")
    if pair is not None and code.text(pair.child_by_field_name("value")) == "true":
        wanted["ignoreExpiration"] = "false"
    pair = code.property_of(options, "algorithms")
    value = bare(pair.child_by_field_name("value")) if pair is not None else None
    if pair is None and code.qualified(callee(call)).startswith("express-jwt"):
        wanted["algorithms"] = f"[{code.quoted('HS256')}]"
    if value is not None and value.type == "array":
        kept = [code.text(node) for node in value.named_children if code.text(node).strip("'\"").lower() != "none"]
        if len(kept) < len(value.named_children):
            wanted["algorithms"] = f"[{', '.join(kept) or code.quoted('HS256')}]"
    return with_keys(code, options, **wanted) if wanted else None


def _decoded(code: Code) -> Proposal | None:
    """``jwt.decode(token)`` → ``jwt.verify(token, KEY, …)`` with the key that the file signs or checks tokens with."""
    for call in code.around("decode"):
        function = callee(call)
        if code.qualified(function) != "jsonwebtoken.decode" or len(arguments(call)) != 1 or function is None:
            continue
        method = function.child_by_field_name("property")
        key = _key(code)
        edit = code.appended(call, f"{key}, {{ algorithms: [{code.quoted('HS256')}] }}") if key else None
        if method is None or edit is None:
            return None
        edits = (code.replaced(method, "verify"), edit)
        return Proposal(f"check the token's signature with `{key}`", False, edits, _BEHIND)
    return None


def _key(code: Code) -> str:
    keys = set()
    for node in walk(code.root):
        if node.type == "call_expression" and code.qualified(callee(node)) in {
            "jsonwebtoken.sign",
            "jsonwebtoken.verify",
        }:
            given = arguments(node)
            if len(given) > 1:
                keys.add(code.text(given[1]))
    key = keys.pop() if len(keys) == 1 else ""
    return key if key.startswith("process.env.") else ""
