"""Next.js: the response that handlers of ``pages/api`` are given, which is Express's in what it does, and those that
route handlers return. https://nextjs.org/docs/app/api-reference/functions/next-response"""

from __future__ import annotations

from dataclasses import replace

from backend_review.model.answers.data import Answer
from backend_review.model.answers.rules import makes
from backend_review.model.answers.status import status_of
from backend_review.model.libraries import Rule
from backend_review.model.uses import Use
from backend_review.model.values import Table, Thing, Unknown, Value, options
from backend_review.responses.express import W

TYPES = {"next.NextApiResponse": W}
PARAMETERS = {"nextjs": ("next.Request", W)}


def _told(kind: str, default: int) -> Rule:
    """``NextResponse.json(body, { status: 201 })``."""
    plain = makes(kind, 0, None, default)

    def rule(use: Use) -> Value:
        made = plain(use) or Unknown()
        for given in options(use.arg(1) or Unknown()):
            status = given.entries.get("status") if isinstance(given, Table) else given
            if isinstance(made, Thing) and isinstance(made.model, Answer) and not isinstance(given, Unknown):
                made.model = replace(made.model, status=status_of(status) or (None if status else default))
        return made

    return rule


RULES: dict[str, Rule] = {
    "next/server.NextResponse.json": _told("json", 200),
    "next/server.NextResponse": _told("", 200),
    "next/server.NextResponse.redirect": _told("redirect", 307),
    "next/navigation.redirect": makes("redirect", 0, None, 307),
    "next/navigation.notFound": makes("html", None, None, 404, error=True),
}
