"""An index for a foreign key's column."""

from __future__ import annotations

from backend_review.fixes.proposal import Proposal, Site
from backend_review.fixes.python._codemod import parsed
from backend_review.fixes.python._columns import Declared, declared_at, with_options

BEHIND = (
    "The index comes with a migration; on a large table build it beside the writes (`CREATE INDEX CONCURRENTLY` in "
    "PostgreSQL)."
)


def fix(site: Site) -> Proposal | None:
    if not site.finding.message.startswith("`"):
        return None  # one finding for many
    return indexed(site, site.finding.start.line)


def indexed(site: Site, line: int) -> Proposal | None:
    """An index over the column that is declared at a line of the finding's file."""
    module = parsed(site.file)
    column = declared_at(module, line) if module else None
    if module is None or column is None:
        return None
    change = module.change()
    if not with_options(module, change, column, {option(column): "True"}):
        return None
    return Proposal(f"add an index on `{column.klass.name.value}.{column.name}`", False, change.edits(), BEHIND)


def option(column: Declared) -> str:
    """What an index is called among a column's options."""
    return "db_index" if column.library == "django" else "index"
