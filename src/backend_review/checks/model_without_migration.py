"""Models and migrations that do not say the same: columns and tables that only one of them has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from backend_review.backend import Backend
from backend_review.checks._model import place_match, step
from backend_review.finding import Audience, Confidence, Match
from backend_review.model.migrations import History
from backend_review.model.routes import Place
from backend_review.model.tables import Table, Tables

# The libraries whose models a tool's migrations are made for; SQL files are anybody's.
_MODELS = {
    "alembic": {"sqlalchemy", "sqlmodel"},
    "django": {"django"},
    "prisma": {"prisma"},
    "typeorm": {"typeorm"},
    "sequelize": {"sequelize"},
}
_UNMANAGED = re.compile(r"^\s+managed\s*=\s*False\b", re.MULTILINE)
_PLAIN_BASES = {"Model", "Base", "DeclarativeBase", "SQLModel", "declarative_base", "object"}
_CHANGES = re.compile(r"\b(?:create|alter|drop)\b", re.IGNORECASE)
# Where more than this part of the models is not in the history, one of the two is not read right, or not all here.
_TOLERATED = 0.2
_WRITTEN_WITH = {
    "alembic": "`alembic revision --autogenerate`",
    "django": "`manage.py makemigrations`",
    "prisma": "`prisma migrate dev`",
    "typeorm": "`typeorm migration:generate`",
    "sequelize": "`sequelize-cli migration:generate`",
}


@dataclass(frozen=True, slots=True)
class _Difference:
    """A table, column or index that only one side has: ``missing`` says that no migration makes it."""

    what: str
    place: Place
    missing: bool
    names: tuple[str, ...] = ()


def judge(backend: Backend) -> Iterator[Match]:
    """One match for each history that its models do not agree with, and one for what only migrations have."""
    for history in backend.histories:
        models = _models_of(backend, history)
        if not models or not _is_whole(history):
            continue
        made = history.tables()
        known = [table for table in models if made.named(table.name) is not None]
        if len(known) < (1 - _TOLERATED) * len(models):
            continue
        texts = [operation.text for item in history.migrations for operation in item.up if operation.kind == "sql"]
        found = [item for item in _differences(history, models, made) if not _said_in(item, texts)]
        plain = {table.name for table in models if not _has_other_bases(backend, table)}
        found = [item for item in found if item.missing or item.names[0] in plain]
        if sum(item.missing for item in found) + len(found) > max(6, len(models)):
            continue  # more than people would live with: the history is not read right
        for missing in (True, False):
            some = [item for item in found if item.missing is missing]
            if some:
                yield _match(history, some, missing)


def _models_of(backend: Backend, history: History) -> list[Table]:
    libraries = _MODELS.get(history.tool, set())
    own = {item.place.path for item in history.migrations}
    others = [item for item in backend.histories if item is not history and item.tool == history.tool]
    if not libraries or (others and history.tool != "django"):
        return []  # which models are whose is not known
    found = [table for table in backend.tables if table.library in libraries and table.kind == "table"]
    apps = {f"/{path}".rpartition("/migrations/")[0] for path in own}
    return [
        table
        for table in found
        if table.place.path not in own
        and not _is_unmanaged(backend, table)
        and _is_live(backend, table.place)
        and (history.tool != "django" or _app_of(table.place.path) in apps)
    ]


def _is_unmanaged(backend: Backend, table: Table) -> bool:
    """Whether a Django model says that somebody else makes its table."""
    module = backend.project.module(table.place.path) if table.library == "django" else None
    if module is None:
        return False
    body = "\n".join(module.file.text.split("\n")[table.place.line :])
    return _UNMANAGED.search(re.split(r"^class\b", body, maxsplit=1, flags=re.MULTILINE)[0]) is not None


def _has_other_bases(backend: Backend, table: Table) -> bool:
    """Whether a model derives from a library's class that may bring columns along."""
    kinds = backend.evaluator.kinds.values() if backend.evaluator is not None else ()
    own = (kind for kind in kinds if kind.klass.name == table.model)
    return any(name.rpartition(".")[2] not in _PLAIN_BASES for kind in own for name in kind.libraries())


def _app_of(path: str) -> str:
    """The folder of the Django app that a module with models is in."""
    above = f"/{path}".rpartition("/")[0]
    return above.partition("/models")[0] if "/models" in above else above


def _is_live(backend: Backend, place: Place) -> bool:
    file = backend.project.files.get(place.path)
    return (file is not None and file.role == "production") or place.path.endswith(".prisma")


def _is_whole(history: History) -> bool:
    """Whether all of a history was understood: its beginning is here, and nothing of it is unknown."""
    names = {item.name for item in history.migrations}
    known_texts = {operation.place for item in history.migrations for operation in item.up if operation.text}
    if history.problems or any(place not in known_texts for item in history.migrations for place, _ in item.unknown):
        return False
    if history.tool == "alembic" and any(parent not in names for item in history.migrations for parent in item.parents):
        return False
    return not any(
        "{" in operation.table or (operation.kind == "sql" and not operation.text)
        for item in history.migrations
        for operation in item.up
    )


def _differences(history: History, models: list[Table], made: Tables) -> Iterator[_Difference]:
    for table in models:
        held = made.named(table.name)
        if held is None:
            yield _Difference(f"the table `{table.name}` of `{table.model}`", table.place, True, (table.name,))
            continue
        others = [item for item in models if item.name == table.name and item is not table]
        yield from _columns(table, held, others)
        if history.tool in {"django", "prisma"}:
            yield from _indexes(table, held)


def _said_in(difference: _Difference, texts: list[str]) -> bool:
    """Whether a statement that is not read as a change of tables names it: it may be what makes it."""
    names = [re.compile(rf"\b{re.escape(name)}\b", re.IGNORECASE) for name in difference.names if name]
    return any(all(name.search(text) for name in names) for text in texts if _CHANGES.search(text))


def _columns(table: Table, held: Table, others: list[Table]) -> Iterator[_Difference]:
    """Columns that only one side has; other models of the same table have it, too."""
    ours = {column.name.lower() for item in (table, *others) for column in item.columns.values()}
    theirs = {column.name.lower() for column in held.columns.values()}
    for column in table.columns.values():
        if column.name.lower() not in theirs:
            yield _Difference(f"`{table.name}.{column.name}`", column.place, True, (table.name, column.name))
    for column in held.columns.values():
        # A field class of the project's own may add columns that are called after it.
        added = any(column.name.startswith(f"{name}_") for name in ours)
        if column.name.lower() not in ours and not added and "?" not in column.name:
            yield _Difference(f"`{table.name}.{column.name}`", column.place, False, (table.name, column.name))


def _indexes(table: Table, held: Table) -> Iterator[_Difference]:
    """Indexes over columns that the history has none for: the names and options are not compared."""
    theirs = {frozenset(index.columns) for index in held.indexes}
    for index in table.indexes:
        if not index.primary and "(…)" not in index.columns and frozenset(index.columns) not in theirs:
            names = ", ".join(index.columns)
            if all(held.column(name) is not None for name in index.columns):
                kind = "unique index" if index.unique else "index"
                yield _Difference(
                    f"the {kind} on `{table.name}` ({names})", index.place, True, (table.name, *index.columns)
                )


def _match(history: History, found: list[_Difference], missing: bool) -> Match:
    first = found[0]
    more = f" and {len(found) - 1} more" if len(found) > 1 else ""
    if missing:
        said = (
            f"{first.what}{more} stands in the models and none of the {len(history.migrations)} {history.tool} migrations "
            "makes it, so a database that they build does not have it"
        )
        instead = f"Write the migration{f' ({_WRITTEN_WITH[history.tool]})' if history.tool in _WRITTEN_WITH else ''}."
    else:
        said = f"{first.what}{more} is made by the {history.tool} migrations and no model has it"
        instead = "Drop it in a migration, or give it to the model."
    return place_match(
        "model-without-migration",
        first.place,
        f"{said[0].upper()}{said[1:]}. {instead}",
        (
            *(
                step(item.place, f"{item.what} is only {'in the model' if missing else 'in the migrations'}")
                for item in found[:50]
            ),
            step(history.migrations[-1].place, f"the last migration is {history.migrations[-1].name}"),
        ),
        audience=Audience.PEDANTIC,
        confidence=None if missing else Confidence.MEDIUM,
    )
