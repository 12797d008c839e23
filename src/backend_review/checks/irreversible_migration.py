"""Migrations whose way back is missing or does nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from backend_review.backend import Backend
from backend_review.checks._model import place_match, step
from backend_review.finding import Audience, Match
from backend_review.model.migrations import History, Migration, Operation
from backend_review.model.routes import Place

_NO_WAY_BACK = {"prisma", "flyway", "drizzle"}  # tools that know only forward
_NOTHING = re.compile(r"^\s*(?:select\s+(?:1|'[^']*'|null)|do\s+0)?\s*;?\s*$", re.IGNORECASE)
_HABIT = 0.5


def judge(backend: Backend) -> Iterator[Match]:
    """A match for each migration that cannot be taken back and does not say why; one where that is the habit."""
    for history in backend.histories:
        if history.tool in _NO_WAY_BACK:
            continue
        doing = [item for item in history.migrations if item.up]
        found = [item for item in doing if _is_one_way(history, item)]
        if found and len(found) > _HABIT * len(doing) and len(doing) > 4:
            yield _habit(history, found, len(doing))
            continue
        for migration in found:
            yield _match(history, migration)


def _is_one_way(history: History, migration: Migration) -> bool:
    if migration.irreversible:
        return False
    if history.tool == "django":
        return migration.down is None
    return not any(_undoes(operation) for operation in migration.down or ())


def _undoes(operation: Operation) -> bool:
    return operation.kind != "sql" or not _NOTHING.match(operation.text)


def _place(migration: Migration) -> Place:
    return migration.down_place or migration.place


def _match(history: History, migration: Migration) -> Match:
    first = migration.up[0]
    code = next(
        (item for item in migration.up if item.kind in {"code", "sql"} and item.place == _place(migration)), None
    )
    done = f"`{code.name}`" if code is not None and code.name else _said(first)
    lacks = "has no reverse" if history.tool == "django" else "has no way back"
    return place_match(
        "irreversible-migration",
        _place(migration),
        f"`{migration.name}` {lacks}: after a roll-back of the release, {done} stays done under the old code. "
        f"{_instead(history)}",
        (step(migration.place, f"migration {migration.name}"), step(first.place, _said(first))),
    )


def _said(operation: Operation) -> str:
    name = operation.name or (operation.column.name if operation.column is not None else "")
    what = {"sql": "the statement", "code": "the function that is run"}.get(
        operation.kind, operation.kind.replace("_", " ")
    )
    about = ".".join(part for part in (operation.table, name if name != operation.table else "") if part)
    return f"{what} `{about}`" if about and operation.kind not in {"sql", "code"} else what


def _instead(history: History) -> str:
    if history.tool == "django":
        return "Give it a reverse, `migrations.RunPython.noop` where nothing has to be undone."
    if history.tool == "alembic":
        return "Undo it in `downgrade`, or raise there with the reason why nobody can."
    return "Write its down migration, or say in it why there is none."


def _habit(history: History, found: list[Migration], count: int) -> Match:
    return place_match(
        "irreversible-migration",
        _place(found[-1]),
        f"{len(found)} of {count} {history.tool} migrations have no way back (`{found[-1].name}` is the latest), so no release "
        f"with one of them can be rolled back with its schema. {_instead(history)}",
        tuple(step(_place(item), item.name) for item in found[-50:]),
        audience=Audience.PEDANTIC,
    )
