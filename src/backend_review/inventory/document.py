"""The inventory as JSON: ``backend-review/inventory/v1``, described by ``docs/inventory.schema.json``."""

from __future__ import annotations

import json

from backend_review.backend import Backend
from backend_review.inventory.gaps import gaps_of
from backend_review.inventory.rows import rows_of, summary_of
from backend_review.inventory.tables import history_facts, table_facts, tables_of

SCHEMA = "backend-review/inventory/v1"


def as_json(backend: Backend) -> str:
    """The inventory as one JSON document: a row for each route and method, and for each table."""
    rows = rows_of(backend)
    apps = [
        {"framework": router.framework, "file": router.place.path, "line": router.place.line}
        for router in backend.routers
        if router.is_app
    ]
    gaps = gaps_of(backend, data=True)
    document = {
        "schema": SCHEMA,
        "routes": [row.facts for row in rows],
        "apps": apps,
        "tables": [table_facts(table) for table in tables_of(backend)],
        "migrations": [history_facts(history) for history in backend.histories],
        "summary": summary_of(rows),
        "not_analysed": [{"path": gap.path, "line": gap.line, "reason": gap.reason} for gap in gaps],
        "not_followed": dict(sorted(backend.unknown.items())),
        "unresolved": [
            {"path": item.place.path, "line": item.place.line, "written": item.written} for item in backend.unresolved
        ],
        "frameworks_not_known": [
            {"name": name, "path": place.path, "line": place.line}
            for name, place in sorted(backend.frameworks_used(known=False).items())
        ],
    }
    return json.dumps(document, indent=2, ensure_ascii=False)
