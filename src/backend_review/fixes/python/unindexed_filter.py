"""An index for a column that routes filter or sort by, where the model is in the file of the query."""

from __future__ import annotations

from backend_review.fixes.proposal import Proposal, Site
from backend_review.fixes.python._columns import line_told
from backend_review.fixes.python.unindexed_foreign_key import indexed


def fix(site: Site) -> Proposal | None:
    line = line_told(site, "no index begins with it")
    return indexed(site, line) if line else None
