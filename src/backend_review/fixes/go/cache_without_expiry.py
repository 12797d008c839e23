"""Cache entries expire."""

from __future__ import annotations

from backend_review.fixes.go._edits import Code
from backend_review.fixes.go._imports import using
from backend_review.fixes.proposal import Proposal, Site


def fix(site: Site) -> Proposal | None:
    """Five minutes instead of an expiration of 0."""
    code = Code(site)
    call = code.call("Set", "SetNX")
    values = code.arguments(call) if call is not None else []
    time = using(code, "time", code.node)
    if not code.whole or len(values) != 4 or code.text(values[3]) != "0" or time is None:
        return None
    edit = code.replaced(values[3], f"5*{time[0]}.Minute")
    described = f"let {code.text(values[1])} expire after 5 minutes"
    return Proposal(described, False, (edit, *time[1]), "entries that nothing writes again")
