"""Access tokens that live for days get an hour."""

from __future__ import annotations

import re

from backend_review.fixes.javascript._edits import Code, arguments, bare
from backend_review.fixes.proposal import Proposal, Site

_SECONDS = re.compile(r"[\d_ */+()]+")
_EXP = "Math.floor(Date.now() / 1000) + 60 * 60"
_BEHIND = "sessions end after an hour unless clients renew their tokens: see that there is a way to"


def fix(site: Site) -> Proposal | None:
    """Put an hour in place of the lifetime at the finding; a name that holds another one stays as it is."""
    code = Code(site)
    value = bare(code.node)
    if not code.whole or value is None:
        return None
    if value.type == "binary_expression" and code.text(value.child_by_field_name("operator")) in {"||", "??"}:
        value = bare(value.child_by_field_name("right"))
    if value is None or value.parent is None:
        return None
    around = value.parent
    key = code.text(around.child_by_field_name("key") or around.child_by_field_name("left")).rpartition(".")[2]
    if value.type == "shorthand_property_identifier":
        key = code.text(value)
    called = around.parent if around.type == "arguments" else None
    expiry = called is not None and code.called(called) == "setExpirationTime" and arguments(called)[:1] == [value]
    if key == "exp":
        new = _EXP
    elif "expires" in key.lower() or expiry or around.type == "binary_expression":
        new = "60 * 60" if _SECONDS.fullmatch(code.text(value)) else code.quoted("1h")
    else:
        return None
    text = f"{key}: {new}" if value.type == "shorthand_property_identifier" else new
    what = f"let the token expire after an hour instead of `{code.text(value)}`"
    return Proposal(what, False, (code.replaced(value, text),), _BEHIND)
