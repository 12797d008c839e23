"""Migrations that are functions of a program: what they do to tables, as the evaluator meets it."""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from backend_review.index import sql
from backend_review.index.program import Function
from backend_review.model import ddl
from backend_review.model.evaluator import Call, Evaluator
from backend_review.model.migrations import History, Migration, Operation
from backend_review.model.routes import Place
from backend_review.model.values import Callee, Kind, Table, Thing, Value, options, text_of
from backend_review.project.source import SourceFile

MAX_MIGRATIONS = 3_000
_TEXT_PER_FILE = 20_000
_IRREVERSIBLE = re.compile(
    r"irreversible|not (?:reversible|supported)|cannot (?:be )?(?:undo|undone|downgrade|revert)", re.IGNORECASE
)
_RAISES = re.compile(
    r"\b(?:raise|throw\s+new)\s+\w+(?:\((.*?)\))?|\breturn\s+(?:errors\.New|fmt\.Errorf)\((.*?)\)", re.DOTALL
)
# Only what is written in SQL tells the database: knex's ``unsigned()`` and Sequelize's ``UUID`` are for any.
_SQL_TEXT = re.compile(
    r"([\"'`])\s*(?P<sql>(?:create|alter|drop|insert|update|delete|select|with|do|comment|pragma)\b.*?)\1",
    re.IGNORECASE | re.DOTALL,
)
_SAYS_NOTHING = re.compile(r"^(?:Promise\.|console\.|logger\.|done$|next$|cb$|callback$)")
_LIVE = {"production", "script", "migration"}


@dataclass(frozen=True, slots=True, eq=False)
class Recorded:
    """An operation that a migration's function does, as the evaluator meets it."""

    operation: Operation


def record(call: Call, operation: Operation) -> None:
    """Remember that a call does an operation."""
    call.evaluator.found.append(Recorded(operation))


def operations(evaluator: Evaluator, function: Callee, args: list[Value] | None = None) -> list[Operation]:
    """What a function does, followed through loops and helpers."""
    before = len(evaluator.found)
    evaluator.start(function, args)
    recorded = [item for item in evaluator.found[before:] if isinstance(item, Recorded)]
    del evaluator.found[before:]
    return [item.operation for item in recorded]


def reason(function: Function) -> str:
    """Why a way back does nothing, when it says so: an exception, or a comment."""
    text = function.module.text(function.node)
    raised = _RAISES.search(text)
    if raised is not None:
        return raised.group(0)[:120]
    said = _IRREVERSIBLE.search(text)
    return next((line.strip("#/* \t") for line in text.split("\n") if said and said.group(0) in line), "")


def statements(call: Call, text: str | None, dialect: str = "") -> None:
    """Record what literal SQL does; ``text`` is None for SQL that is not known."""
    if text is None:
        record(call, Operation("sql", "", call.place))
        return
    for operation in ddl.operations(text, call.place.path, call.place.line, dialect):
        record(call, replace(operation, place=call.place))


def follow_closures(call: Call, *args: Value) -> None:
    """Call the functions that a call is given: ``transaction(async (t) => …)``, ``then(…)``."""
    for value in call.args:
        for item in options(value):
            if isinstance(item, Callee):
                call.evaluator.invoke(item, list(args), {}, call.expr, call.scope)


Arguments = Callable[[str], list[Value]]


def histories_of_scripts(
    evaluator: Evaluator, tool: str, is_one: re.Pattern[str], arguments: Arguments, ways: Callable[[Evaluator, str],
    list[tuple[str, Value]]] | None = None,
) -> Iterator[History]:  # fmt: skip
    """A history for each folder of JavaScript files with ``up`` and ``down``.

    ``is_one`` finds what only files of the tool have; ``arguments`` gives what the functions are called with, by the
    dialect of the folder; ``ways`` gives (name, what has ``up`` and ``down``) for each migration of a file.
    """
    folders: dict[str, list[SourceFile]] = defaultdict(list)
    for path, file in sorted(evaluator.project.files.items()):
        if file.language in {"javascript", "typescript"} and file.role in _LIVE and is_one.search(file.text):
            folders[posixpath.dirname(path)].append(file)
    for folder, files in folders.items():
        written = (found["sql"] for file in files[:200] for found in _SQL_TEXT.finditer(file.text[:_TEXT_PER_FILE]))
        dialect = sql.guess_dialect("\n".join(written), f"{folder}/")
        migrations = [
            migration
            for file in files[:MAX_MIGRATIONS]
            for name, holder in (ways or _ways)(evaluator, file.path)
            if (migration := _migration(evaluator, name, file, holder, arguments(dialect))) is not None
        ]
        if migrations:
            migrations.sort(key=lambda migration: natural(migration.name))
            yield History(tool, migrations[0].place, migrations, dialect)


def natural(name: str) -> list[tuple[int, int, str]]:
    """A name as it sorts by the numbers in it."""
    return [
        (0, int(part), "") if part.isdigit() and len(part) < 40 else (1, 0, part)
        for part in re.findall(r"\d+|\D+", name)
    ]


def _ways(evaluator: Evaluator, path: str) -> list[tuple[str, Value]]:
    """What a file exports: ``exports.up``, ``module.exports = { up }``, ``export default { up }``."""
    name = re.sub(r"\.[cm]?[jt]s$", "", posixpath.basename(path))
    exported = {way: value for way in ("up", "down") if (value := evaluator.member(path, way)) is not None}
    if exported:
        return [(name, Table(exported))]
    value = evaluator.member(path, "default")
    return [(name, value)] if value is not None else []


def _migration(evaluator: Evaluator, name: str, file: SourceFile, holder: Value, args: list[Value]) -> Migration | None:
    up, down = _way(holder, "up"), _way(holder, "down")
    if up is None:
        return None
    migration = Migration(name, Place(file.path, up.function.line))
    migration.up = _done(evaluator, up, args)
    if down is not None:
        migration.down_place = Place(file.path, down.function.line)
        migration.down = _done(evaluator, down, args)
        migration.irreversible = reason(down.function)
    every = [*migration.up, *(migration.down or [])]
    migration.unknown = [(item.place, item.name) for item in every if item.kind == "sql" and item.name]
    return migration


def _way(holder: Value, name: str) -> Callee | None:
    """A function of an object of options, a class or an object."""
    for item in options(holder):
        value: Value | None = None
        if isinstance(item, Table):
            value = item.entries.get(name)
        elif isinstance(item, (Kind, Thing)):
            value = item.attributes.get(name)
        for option in options(value) if value is not None else ():
            if isinstance(option, Callee):
                kind = item if isinstance(item, Kind) else None
                return Callee(option.function, option.scope, Thing(kind=kind, assumed=True)) if kind else option
    return None


def _done(evaluator: Evaluator, function: Callee, args: list[Value]) -> list[Operation]:
    """What a function does; code that is not understood where it calls anything at all."""
    found = operations(evaluator, function, args)
    module = function.function.module
    if not found and any(_acts(module.text(call.node)) for call in module.calls_in(function.function.node)):
        return [Operation("code", "", Place(module.path, function.function.line))]
    return found


def _acts(call: str) -> bool:
    return _SAYS_NOTHING.match(call.partition("(")[0].strip()) is None


def names_of(values: Iterable[Value]) -> tuple[str, ...]:
    """The texts of a list, ``(…)`` for what is none."""
    return tuple(text_of(item) or "(…)" for item in values)
