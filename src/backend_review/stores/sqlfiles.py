"""Tables of SQL files that are no migrations: ``schema.sql``, ``init.sql``."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import PurePosixPath

from backend_review.index import sql
from backend_review.model import ddl
from backend_review.model.evaluator import Evaluator
from backend_review.model.libraries import Rule
from backend_review.model.migrations import apply
from backend_review.model.tables import Table, Tables

RULES: dict[str, Rule] = {}
_CREATES = re.compile(r"\bcreate\s+(?:table|unlogged\s+table)\b", re.IGNORECASE)
_PLACES = {"production", "script", "seed"}


# Several files of a folder that are named like this are migrations: 0001_users.sql, 0002_orders.sql.
IN_A_ROW = re.compile(r"^\d{3,}[_-][\w-]+(?:\.up)?\.sql$")


def tables(evaluator: Evaluator) -> Iterator[Table]:
    """What each file makes, when it is run on an empty database."""
    files = sorted(evaluator.project.files.items())
    rows = Counter(PurePosixPath(path).parent for path, _ in files if IN_A_ROW.match(PurePosixPath(path).name))
    for path, file in files:
        if IN_A_ROW.match(PurePosixPath(path).name) and rows[PurePosixPath(path).parent] > 1:
            continue
        if file.language != "sql" or file.role not in _PLACES or not _CREATES.search(file.text):
            continue
        dialect = sql.guess_dialect(file.text, path)
        made = Tables()
        for operation in ddl.operations(file.text, path, 1, dialect):
            apply(operation, made)
            if operation.kind == "sql" and operation.name and not operation.table:
                evaluator.not_understood.append((operation.place, operation.name))
        for table in made:
            table.dialect = dialect
            yield table
