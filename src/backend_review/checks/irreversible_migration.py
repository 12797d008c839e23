"""Migrations whose way back is missing or does nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from backend_review.backend import Backend
from backend_review.checks._backfills import is_small
from backend_review.checks._model import place_match, step
from backend_review.finding import Audience, Match
from backend_review.model.migrations import History, Migration, Operation
from backend_review.model.routes import Place

_NO_WAY_BACK = {"prisma", "flyway", "drizzle"}  # tools that know only forward
_NOTHING = re.compile(r"^\s*(?:select\s+(?:1|'[^']*'|null)|do\s+0)\s*;?\s*$|^\s*;\s*$", re.IGNORECASE)
_COMMENT = re.compile(r"^\s*(?P<mark>--+|#+|//+)\s*(?P<said>.*)$", re.MULTILINE)
_REASON = re.compile(
    r"(?i)\b(?:can(?:'|no)?t|cannot|impossible|irreversible|not (?:possible|reversible|needed|necessary)|no (?:need|way|reason|roll-?back|down)|nothing to|lossy|"
    r"data (?:loss|is lost|would be lost)|(?:lose|destroy)s? (?:\w+ )?data|on purpose|intentional\w*|deliberate\w*)\b"
)
# What the tools write themselves, what is still to be done, and statements that are commented out.
_TRAILING = re.compile(r"^[\s;,)]*//\s*(.*)$|^[\s\S]*$")  # said behind the braces: that is no code that was put aside
_BODY = re.compile(r"[^\n]*\n(?:[ \t]+[^\n]*\n?|[ \t]*\n)*")
_NUMBERED = re.compile(r".*/\d+_(?=[^/]*$)")
_NO_REASON = re.compile(
    r"(?i)^\+|^migrate:|^#|commands? auto|end alembic|please adjust|\btodo\b|\bfixme\b|\bhere\b|executed when|section '?down|"
    r"should undo|undo anything|^(?:down|up)\b|^(?:drop|alter|create|delete|update|insert|select)\s|^op\.|^pass\b|noqa|pylint|type:"
)
_CHANGES = {"drop_table", "drop_column", "add_column", "alter_column", "rename_column", "rename_table"}
_PREPARES = re.compile(r"(?i)^\s*(?:pragma|set|select|begin|start|commit)\b")
# Statements that leave nothing behind that old code could mind: another value of an enumeration cannot even be taken
# back, https://www.postgresql.org/docs/current/sql-altertype.html. And those that change rows, or put a corrected view or
# function in the place of one, only.
_LEAVES_NOTHING = re.compile(
    r"(?is)^\s*(?:alter\s+table\s+\S+(?:\s+\S+)?\s+validate\s+constraint\b|alter\s+type\s+\S+\s+add\s+value\b|create\s+extension\b|(?:analy[sz]e|vacuum|reindex|set|reset|lock|comment)\b|$)"
)
_OF_ROWS = re.compile(
    r"(?is)^\s*(?:create\s+or\s+replace\b|do\s+''\s*(?:language\s+\w+\s*)?$|with\b.*\b(?:update|insert|delete)\b|update\b|insert\b|delete\b|truncate\b|merge\b)"
)
_QUOTED_BODY = re.compile(r"\$(\w*)\$.*?\$\1\$", re.DOTALL)
_DEFINES = re.compile(r"(?i)\b(?:create|alter|drop|truncate|rename|execute)\s+\w")
_SAYS = re.compile(r"\"([^\"\n]*)\"|'([^'\n]*)'|`([^`]*)`")
_HABIT, _OFTEN = 0.5, 1 / 3
_FEW = 4


def judge(backend: Backend) -> Iterator[Match]:
    """A match for each migration that cannot be taken back and does not say why; one where that is the habit."""
    for history in backend.histories:
        if history.tool in _NO_WAY_BACK or (history.tool == "sql" and not _goes_back(history)):
            continue
        doing = [item for item in history.migrations if item.up]
        one_way = [item for item in doing if _is_one_way(history, item) and not _leaves_nothing(item)]
        found = [item for item in one_way if not _begins(history, item) and not _is_on_purpose(backend, history, item)]
        habit = _OFTEN if len(found) > _FEW else _HABIT
        if found and len(found) > habit * len(doing) and len(doing) > _FEW:
            yield _habit(history, found, len(doing))
            continue
        for migration in found:
            yield _match(backend, history, migration)


def _leaves_nothing(migration: Migration) -> bool:
    """Whether a migration only looks at what is there: a constraint is validated, statistics are taken."""
    return all(_only(operation, _LEAVES_NOTHING) for operation in migration.up)


def _is_of_rows(migration: Migration) -> bool:
    """Whether a migration that is left by doing nothing only changed rows, or what new ones begin with: old code runs
    with them, and who wrote the empty way back has most likely thought so."""
    return migration.down_place is not None and all(
        _only(operation, _OF_ROWS)
        or _only(operation, _LEAVES_NOTHING)
        or (operation.kind == "alter_column" and operation.changes == {"default"})
        for operation in migration.up
    )


def _only(operation: Operation, kind: re.Pattern[str]) -> bool:
    if operation.kind != "sql" or not operation.text.strip():
        return False
    text = _QUOTED_BODY.sub(lambda body: body[0] if _DEFINES.search(body[0]) else "''", operation.text)
    statements = re.sub(r"--[^\n]*", "", text).rstrip().rstrip(";").split(";")
    return all(kind.match(statement) or not statement.strip() for statement in statements)


def _goes_back(history: History) -> bool:
    """Whether what runs a project's numbered SQL files knows a way back at all."""
    return any(migration.down is not None for migration in history.migrations)


def _is_one_way(history: History, migration: Migration) -> bool:
    if migration.irreversible:
        return False
    if history.tool == "django":
        return migration.down is None
    return not any(_undoes(operation) for operation in migration.down or ())


def _begins(history: History, migration: Migration) -> bool:
    """Whether a migration makes the first tables: there was no release before it to go back to."""
    kinds = {operation.kind for operation in migration.up}
    return migration is history.migrations[0] and "create_table" in kinds and not kinds & _CHANGES


def _undoes(operation: Operation) -> bool:
    """Whether an operation does anything; one whose text is not known may."""
    return operation.kind != "sql" or not _NOTHING.match(operation.text)


def _is_on_purpose(backend: Backend, history: History, migration: Migration) -> bool:
    """Whether a comment in the empty way back says that, or why, there is none; or a file of another name is one."""
    back = "" if history.tool == "django" else _way_back(backend, migration)
    if _REASON.search(_said_above(backend, migration)):
        return True
    if migration.down_place is None and _COMMENT.sub("", back).strip():
        return True
    for found in _COMMENT.finditer(back):
        said = found["said"].strip()
        plain = not found["mark"].startswith("/") and not _NO_REASON.search(said)
        if re.search(r"[A-Za-z]{2}", said) and (plain or _REASON.search(said)):
            return True
    # A way back that only tells who runs it: logger.warn("You can't migrate down this one").
    is_sql = _place(migration).path.endswith(".sql")
    return not is_sql and any(_REASON.search("".join(said)) for said in _SAYS.findall(back))


def _said_above(backend: Backend, migration: Migration) -> str:
    """The comment right above a way back."""
    place = migration.down_place
    file = backend.project.files.get(place.path) if place is not None else None
    if place is None or file is None or file.language == "sql":
        return ""
    said: list[str] = []
    for line in reversed(file.text.split("\n")[max(place.line - 11, 0) : place.line - 1]):
        if re.match(r"\s*(?:#|//|/?\*)", line) is None:
            break
        said.append(line)
    return re.sub(r"[\w-]+-migration\b", "", "\n".join(said[::-1]))  # this rule's own name gives no reason


def _way_back(backend: Backend, migration: Migration) -> str:
    """The text of a way back in which nothing is done: a function, the rest of a file, or a file of its own."""
    files = backend.project.files
    place = migration.down_place
    if place is not None and place.path in files:
        back = "\n".join(files[place.path].text.split("\n")[place.line - 1 :])
        if files[place.path].language == "sql":
            return back
        body = _BODY.match(back) if files[place.path].language == "python" else None
        return body.group(0) if body else _braced(back)
    ahead = _NUMBERED.match(migration.place.path)
    if ahead is None:
        return ""
    return next((file.text for path, file in files.items() if path.startswith(ahead[0]) and ".down." in path), "")


def _braced(text: str) -> str:
    """What is up to the end of the first block in braces."""
    depth = 0
    for found in re.finditer(r"[{}]", text):
        depth += 1 if found[0] == "{" else -1
        if depth == 0:
            return text[: found.end()] + _TRAILING.sub(r"\n# \1", text[found.end() :].partition("\n")[0])
    return text


def _place(migration: Migration) -> Place:
    return migration.down_place or migration.place


def _match(backend: Backend, history: History, migration: Migration) -> Match:
    first = next((item for item in migration.up if not _PREPARES.match(item.text)), migration.up[0])
    code = next(
        (item for item in migration.up if item.kind in {"code", "sql"} and item.place == _place(migration)), None
    )
    done = f"`{code.name}`" if code is not None and code.kind == "code" and code.name else _said(first)
    lacks = "has no reverse" if history.tool == "django" else "has no way back"
    return place_match(
        "irreversible-migration",
        _place(migration),
        f"`{migration.name}` {lacks}: after a roll-back of the release, {done} stays done under the old code. "
        f"{_instead(history)}",
        (step(migration.place, f"migration {migration.name}"), step(first.place, _said(first))),
        audience=Audience.PEDANTIC if _is_of_rows(migration) or is_small(backend.project, migration) else None,
    )


def _said(operation: Operation) -> str:
    name = operation.name or (operation.column.name if operation.column is not None else "")
    if operation.kind == "sql" and operation.text:
        return f"`{_short(operation.text)}`"
    what = {"sql": "the statement", "code": "the function that is run"}.get(
        operation.kind, operation.kind.replace("_", " ")
    )
    about = ".".join(part for part in (operation.table, name if name != operation.table else "") if part)
    return f"{what} `{about}`" if about and operation.kind not in {"sql", "code"} else what


def _short(text: str) -> str:
    line = " ".join(re.sub(r"--[^\n]*", "", text).split())
    return line if len(line) <= 60 else line[:57].rstrip() + " …"


def _instead(history: History) -> str:
    if history.tool == "django":
        return "Give it a reverse, `migrations.RunPython.noop` where nothing has to be undone."
    if history.tool == "alembic":
        return "Undo it in `downgrade`, or raise there with the reason why nobody can."
    if history.tool in {"knex", "typeorm", "sequelize"}:
        return "Undo it in `down`, or throw an Error there with the reason why nobody can."
    if history.tool == "gormigrate":
        return "Undo it in `Rollback`, or return an error there that says why nobody can."
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
