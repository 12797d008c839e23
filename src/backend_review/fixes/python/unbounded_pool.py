"""A size for pools of connections that have none."""

from __future__ import annotations

import re

import libcst as cst

from backend_review.fixes.proposal import Proposal, Site
from backend_review.fixes.python._codemod import parsed

_BEHIND = "Requests now wait for a connection when all are taken: choose the number that the database can serve."
_UNLIMITED = re.compile(r"`(max_overflow|pool_size)=")


def fix(site: Site) -> Proposal | None:
    module = parsed(site.file)
    told = _UNLIMITED.search(site.finding.message)
    if module is None or told is None:
        return None
    line = site.finding.start.line
    found = [
        item
        for item in module.of_kind(cst.Arg)
        if item.keyword is not None
        and item.keyword.value == told[1]
        and module.text(item.value).replace(" ", "") in {"-1", "0"}
        and (call := module.parent(item)) is not None
        and module.start(call).line <= line <= module.end(call).line
    ]
    if len(found) != 1:
        return None
    change = module.change()
    change.replace(found[0].value, module.expression("10"))
    return Proposal(f"set `{told[1]}` to 10", False, change.edits(), _BEHIND)
