"""Credentials are read from the environment."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from backend_review.fixes.go._edits import STRINGS, Code, enclosing
from backend_review.fixes.go._secrets import BEHIND, from_environment, variable_of
from backend_review.fixes.proposal import Proposal, Site
from backend_review.index.syntax import named

if TYPE_CHECKING:
    from tree_sitter import Node

_GIVEN = re.compile(r"^`([\w.-]+)` is given a fixed ")
# Functions whose name says nothing of the secret that they are given.
_OF_CALLS = {"NewCookieStore": "SESSION_SECRET", "NewStore": "SESSION_SECRET", "NewCipher": "ENCRYPTION_KEY"}


def fix(site: Site) -> Proposal | None:
    """Read it with ``os.Getenv``; None for one that others are compared with, or that stands in for a setting."""
    code = Code(site)
    found = _GIVEN.match(site.finding.message)
    literal = code.root.descendant_for_byte_range(*code.span)
    while literal is not None and literal.type not in STRINGS and literal.start_byte >= code.span[0]:
        literal = literal.parent
    if not code.whole or found is None or literal is None or literal.type not in STRINGS:
        return None
    if (literal.start_byte, literal.end_byte) != code.span:
        return None
    call = code.call()
    if call is not None and code.called(call) == "Setenv":
        return None
    variable = _variable(code, literal, call, found.group(1))
    edits = from_environment(code, literal, variable)
    if edits is None:
        return None
    return Proposal(f"read it from `{variable}` of the environment", False, tuple(edits), BEHIND)


def _variable(code: Code, literal: Node, call: Node | None, name: str) -> str:
    """A name for the variable: of the key that it is given to, of the function, or what the finding calls it."""
    if name == "New":
        text = code.text(call.parent.parent) if call is not None and call.parent and call.parent.parent else ""
        return "HMAC_KEY" if text.startswith("hmac.") else "SECRET_KEY"
    if name in _OF_CALLS:
        return _OF_CALLS[name]
    element = enclosing(literal, "keyed_element")
    key = variable_of(code.text(named(element)[0])) if element is not None else ""
    variable = variable_of(name).removeprefix("X_")
    if key and variable not in key:
        return f"{key}_{variable}"
    return key or variable
