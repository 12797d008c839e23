"""hardcoded-credential: the value is read from the environment."""

from __future__ import annotations

import libcst as cst

from backend_review.fixes.proposal import Proposal, Site
from backend_review.fixes.python._codemod import parsed
from backend_review.fixes.python._environment import moved


def fix(site: Site) -> Proposal | None:
    """Read what is assigned, given by name or kept under a key from the environment; defaults are left out."""
    module = parsed(site.file)
    if module is None:
        return None
    literals: list[cst.BaseString] = [
        *module.within(site.finding, cst.SimpleString),
        *module.within(site.finding, cst.ConcatenatedString),
    ]
    around = module.covering(site.finding, cst.SimpleString)
    assigned = module.assignments(site.finding)
    if not literals and around is None and assigned and assigned[0].value is not None:
        literals += module.inside(assigned[0].value, cst.SimpleString)
    for literal in reversed([*literals, *([around] if around else [])]):
        proposal = moved(module, site, literal) if module.constant(literal) else None
        if proposal:
            return proposal
    return None
