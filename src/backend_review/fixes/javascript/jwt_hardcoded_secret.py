"""Keys that sign tokens come from the environment."""

from __future__ import annotations

from backend_review.fixes.javascript._edits import Code
from backend_review.fixes.javascript._environment import from_environment
from backend_review.fixes.proposal import Proposal, Site


def fix(site: Site) -> Proposal | None:
    """Read the key at the finding from ``JWT_SECRET``."""
    return from_environment(Code(site), "JWT_SECRET")
