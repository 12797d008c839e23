"""Credentials come from the environment."""

from __future__ import annotations

from backend_review.fixes.javascript._edits import Code
from backend_review.fixes.javascript._environment import from_environment
from backend_review.fixes.proposal import Proposal, Site


def fix(site: Site) -> Proposal | None:
    """Read the credential at the finding from a variable that is named like what holds it."""
    return from_environment(Code(site), "")
