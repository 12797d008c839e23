"""A line in the log for errors that a handler drops; what the program does then stays as it is."""

from __future__ import annotations

import libcst as cst

from backend_review.fixes.proposal import Proposal, Site
from backend_review.fixes.python._codemod import parsed
from backend_review.fixes.python._logging import logger_of, title_of


def fix(site: Site) -> Proposal | None:
    module = parsed(site.file)
    handler = module.covering(site.finding, cst.ExceptHandler) if module else None
    if module is None or handler is None or module.start(handler) != site.finding.start:
        return None
    change = module.change()
    logger = logger_of(module, change, handler)
    where = title_of(module, handler)
    if logger is None or not where:
        return None
    written = f'{logger[0]}.exception("{where} failed")'
    statements = handler.body.body
    only = statements[0] if len(statements) == 1 else None
    if isinstance(only, cst.SimpleStatementLine) and len(only.body) == 1:
        small = only.body[0]
        if isinstance(small, cst.Pass) or _is_ellipsis(small):
            change.replace(small, cst.Expr(module.expression(written)))
        elif isinstance(small, cst.Expr):
            change.after(only, written)
        else:
            change.before(only, written)
    elif isinstance(only, cst.Pass):
        change.replace(only, cst.Expr(module.expression(written), semicolon=only.semicolon))
    else:
        return None
    return Proposal(f"log what fails in `{where}`", True, change.edits())


def _is_ellipsis(small: cst.CSTNode) -> bool:
    return isinstance(small, cst.Expr) and isinstance(small.value, cst.Ellipsis)
