"""Foreign keys get an index: ``@Index()`` above the relation of a TypeORM entity."""

from __future__ import annotations

from backend_review.fixes.javascript._edits import Code
from backend_review.fixes.javascript._imports import member
from backend_review.fixes.proposal import Proposal, Site

_BEHIND = "a migration must make the index: on a large table that takes long and blocks writes"


def fix(site: Site) -> Proposal | None:
    """Decorate the relation at the finding."""
    code = Code(site)
    if not code.whole or "`@Index()`" not in code.finding.message:
        return None
    start = code.span[0]
    node = code.root.descendant_for_byte_range(start, start)
    while node is not None and node.type != "decorator":
        node = node.parent
    imported = member(code, "Index", "typeorm")
    if node is None or imported is None:
        return None
    name, edits = imported
    edit = code.before(node, f"@{name}()")
    return Proposal("give the foreign key an index", False, (*edits, edit), _BEHIND)
