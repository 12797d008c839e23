"""Migrations that are SQL files: golang-migrate, goose, dbmate, sql-migrate, Flyway, Prisma, Diesel, node-pg-migrate.

https://github.com/golang-migrate/migrate/blob/master/MIGRATIONS.md, https://pressly.github.io/goose/documentation/annotations/,
https://github.com/amacneil/dbmate#creating-migrations, https://documentation.red-gate.com/fd/migrations-184127470.html
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import PurePosixPath

from backend_review.index import sql
from backend_review.model import ddl
from backend_review.model.evaluator import Evaluator
from backend_review.model.migrations import History, Migration
from backend_review.model.routes import Place
from backend_review.project.source import SourceFile
from backend_review.stores.sqlfiles import IN_A_ROW

_CHANGES = re.compile(r"\b(?:create|alter|drop|insert|update|delete|comment|grant|do)\b", re.IGNORECASE)
_UP_DOWN = re.compile(r"^(?P<name>.+?)[._-](?P<way>up|down)\.sql$", re.IGNORECASE)
_FLYWAY = re.compile(r"^(?P<kind>[VUR])(?P<version>[\d._]*)__(?P<name>.+)\.sql$")
_NUMBERED = re.compile(r"^(?P<name>[vV]?\d[\w.-]*)\.sql$")
# -- +goose Up, -- +migrate Down (sql-migrate), -- migrate:up (dbmate), --//@UNDO (MyBatis), -- +micrate Up
_SECTION = re.compile(
    r"^\s*--\s*(?:\+(?:goose|migrate|micrate)\s+|migrate:\s*)(?P<way>up|down)\b(?P<rest>.*)$",
    re.IGNORECASE | re.MULTILINE,
)
_NO_TRANSACTION = re.compile(
    r"NO TRANSACTION|notransaction|transaction:\s*false|disable_ddl_transaction", re.IGNORECASE
)
_ENVIRONMENT = re.compile(
    r"(?i)^[\dvV._-]*(?P<what>.*?)[._-](?P<where>dev|develop|development|local|test|testing|sandbox|sbx|staging|stage|prod|"
    r"production)\.sql$"
)
_PRODUCTION = {"prod", "production"}
_VERSION = re.compile(r"v?\d+\.\d+(?:\.\d+)*$")  # a folder for each version: 0.22/00__tags.sql
_WHY = re.compile(
    r"^\s*--\s*(?P<why>.*\b(?:irreversible(?!-)|not reversible|cannot be (?:undone|reverted)|no (?:way )?(?:down|back)"
    r"|one[- ]way)\b.*)$",
    re.IGNORECASE | re.MULTILINE,
)


def histories(evaluator: Evaluator) -> Iterator[History]:
    """A history for each folder of numbered SQL files; Prisma's have a folder for each migration, others one for each
    version of the program."""
    folders: dict[str, list[SourceFile]] = defaultdict(list)
    for path, file in sorted(evaluator.project.files.items()):
        if file.language == "sql" and _CHANGES.search(file.text):
            place = PurePosixPath(path)
            nested = place.name in {"migration.sql", "up.sql", "down.sql"} or _VERSION.match(place.parent.name)
            folders[(place.parent.parent if nested else place.parent).as_posix()].append(file)
    for folder, files in folders.items():
        history = _history(folder, files)
        if history is not None:
            yield history


def _history(folder: str, files: list[SourceFile]) -> History | None:
    elsewhere = _of_environments(files)
    numbered = [file for file in files if file.path not in elsewhere and _name_of(file) is not None]
    in_place = any(file.role == "migration" or _SECTION.search(file.text) for file in numbered)
    in_place = in_place or len([file for file in numbered if IN_A_ROW.match(PurePosixPath(file.path).name)]) > 1
    flyway = any(_FLYWAY.match(PurePosixPath(file.path).name) for file in numbered)
    paired = any(_UP_DOWN.match(PurePosixPath(file.path).name) for file in numbered)
    nested = any(PurePosixPath(file.path).name in {"migration.sql", "up.sql"} for file in files)
    if not numbered or not (in_place or flyway or paired or nested):
        return None
    dialect = sql.guess_dialect("\n".join(file.text[:20_000] for file in numbered[:200]), f"{folder}/")
    tool = _tool(files, flyway, paired)
    made: dict[str, Migration] = {}
    for file in sorted(numbered, key=lambda item: _sort_key(_name_of(item) or ("", ""))):
        name, way = _name_of(file) or ("", "up")
        migration = made.setdefault(name, Migration(name, Place(file.path, 1)))
        _read(migration, file, way, dialect)
        migration.transactional = migration.transactional and _in_transaction(tool, migration)
    return History(tool, Place(numbered[0].path, 1), list(made.values()), dialect)


def _of_environments(files: list[SourceFile]) -> set[str]:
    """The paths of scripts that somebody runs by hand on one environment that is not production.

    ``…-bigint-dev.sql`` beside ``…-bigint-prod.sql``, or one of a folder ``manual``; a migration may happen to end so.
    """
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for file in files:
        named = _ENVIRONMENT.match(PurePosixPath(file.path).name)
        if named is not None:
            found[named["what"].lower()][file.path] = named["where"].lower()
    return {
        path
        for places in found.values()
        for path, where in places.items()
        if where not in _PRODUCTION and (len(set(places.values())) > 1 or PurePosixPath(path).parent.name == "manual")
    }


_TOOLS = (
    ("--> statement-breakpoint", "drizzle"),
    ("+goose", "goose"),
    ("+migrate", "sql-migrate"),
    ("migrate:up", "dbmate"),
)


def _tool(files: list[SourceFile], flyway: bool, paired: bool) -> str:
    names = {PurePosixPath(file.path).name for file in files}
    if "migration.sql" in names:
        return "prisma"
    marks = "\n".join(file.text[:2000] for file in files[:20])
    for word, tool in _TOOLS:
        if word in marks:
            return tool
    return "flyway" if flyway else "golang-migrate" if paired else "sql"


def _name_of(file: SourceFile) -> tuple[str, str] | None:
    """(name, up or down) of a migration's file; None for a file that is none."""
    place = PurePosixPath(file.path)
    if place.name in {"migration.sql", "up.sql", "down.sql"}:
        return place.parent.name, "down" if place.name == "down.sql" else "up"
    for pattern in (_UP_DOWN, _FLYWAY, _NUMBERED):
        found = pattern.match(place.name)
        if found is None:
            continue
        groups = found.groupdict()
        of = f"{place.parent.name}/" if _VERSION.match(place.parent.name) else ""
        if pattern is _FLYWAY:
            return f"{of}{groups['version'] or groups['name']}", "down" if groups["kind"] == "U" else "up"
        return of + groups["name"], (groups.get("way") or "up").lower()
    return None


def _sort_key(name: tuple[str, str]) -> tuple[list[tuple[int, int, str]], str]:
    parts = re.findall(r"\d+|\D+", name[0])
    return [(0, int(part), "") if part.isdigit() else (1, 0, part) for part in parts], name[1]


def _read(migration: Migration, file: SourceFile, way: str, dialect: str) -> None:
    """Add a file's statements: a file for one way, or both ways in sections."""
    if _NO_TRANSACTION.search(file.text[:2000]):
        migration.transactional = False
    for part, text, line in _sections(file.text, way):
        operations = list(ddl.operations(text, file.path, line, dialect))
        if operations and part == "up" and not migration.up:
            migration.place = operations[0].place
        for operation in operations:
            if operation.kind == "sql" and operation.name:
                migration.unknown.append((operation.place, operation.name))
        if part == "up":
            migration.up += operations
        else:
            migration.down = [*(migration.down or []), *operations]
            first = operations[0].place if operations else Place(file.path, line)
            migration.down_place = migration.down_place or first
            why = _WHY.search(text)
            migration.irreversible = migration.irreversible or (why.group("why").strip() if why else "")


def _in_transaction(tool: str, migration: Migration) -> bool:
    """Whether a tool runs a migration in a transaction.

    goose, sql-migrate and dbmate do. golang-migrate and Prisma send the file as it is: PostgreSQL makes one transaction
    of several statements. Flyway leaves it where a statement needs that; of others nothing is known.
    """
    if tool in {"golang-migrate", "prisma"}:
        return len(migration.up) > 1
    return tool in {"goose", "sql-migrate", "dbmate"}


def _sections(text: str, way: str) -> Iterator[tuple[str, str, int]]:
    """(way, text, first line) of the parts of a file."""
    lines = text.split("\n")
    marks = [(number, found) for number, line in enumerate(lines) if (found := _SECTION.match(line))]
    if not marks:
        yield way, text, 1
        return
    for index, (number, found) in enumerate(marks):
        end = marks[index + 1][0] if index + 1 < len(marks) else len(lines)
        yield found.group("way").lower(), "\n".join(lines[number + 1 : end]), number + 2
