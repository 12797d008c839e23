"""A row is looked up and inserted when there is none, and nothing but that look-up keeps it from being there twice."""

from __future__ import annotations

import re
from collections.abc import Iterator

from backend_review.backend import Backend
from backend_review.checks._inserted import is_held_by_another
from backend_review.checks._model import code_around, place_match, step, title, way
from backend_review.checks._statements import given_names, head_of, names_in, statement_at
from backend_review.checks._tables import forms_of, words_of
from backend_review.finding import Confidence, Match
from backend_review.model.answers.data import ON_ERROR
from backend_review.model.effects import Effect, seen
from backend_review.model.paths import Arm, decided_between, meeting, one_path, order
from backend_review.model.routes import FoundRoute, Place
from backend_review.model.tables import Column, Table
from backend_review.model.writes import may_insert

# Columns that say how a row is, not which: a constraint over them would be a partial one.
_STATES = {"boolean", "enum", "timestamp", "timestamptz", "date", "time", "json", "float", "interval"}
_STATE_NAMES = re.compile(r"(?i)status|state$|^is_|^is[A-Z]|active|enabled|deleted|_at$|[a-z]At$|type$|Type$|kind$")
_NO_ROW = re.compile(r"NotFound|ErrNoRows|DoesNotExist|NoResult")
_ABSENT = re.compile(r"^\s*\(*\s*(?:!(?!=)|not\b)|\bis\s+None\b|==+\s*(?:null|nil|undefined|None|0)\b|<\s*1\b")
_PRESENT = re.compile(r"\bis\s+not\s+None\b|!==?\s*(?:null|nil|undefined|None|0)\b|>\s*0|>=\s*1")
_EITHER = re.compile(r"\bor\b|\|\|")
_COMPARES = re.compile(r"[=!]=|[<>]|\bis\b|\bin\b")
_ERRORS = {"err", "error", "_", "ok"}
_LOCKED = re.compile(
    r"(?i)serializable|for_?update|advisory|\.lock\(|\bmutex\b|\block\(|redlock|with_lock|pessimistic|IntegrityError|P2002|23505|"
    r"unique_?(violation|constraint)|duplicate_?key|ER_DUP|11000"
)


def judge(backend: Backend) -> Iterator[Match]:
    """A match for each table and columns that a handler keeps apart by a look-up alone."""
    told: set[tuple[str, frozenset[str]]] = set()
    for found in backend.routes:
        if found.route.kind not in {"http", "graphql"}:
            continue
        effects = sorted(seen(backend.summary_of(found).effects), key=order)
        for write in effects:
            if write.kind != "write" or not may_insert(write.by) or write.sets:
                continue
            forms = forms_of(backend, write.what)
            if not forms or forms[0].kind == "view":
                continue
            table = forms[0]
            for read in effects:
                if order(read) >= order(write) or forms_of(backend, read.what)[:1] != [table]:
                    continue
                columns = _columns(read, table)
                key = (table.name, frozenset(column.name for column in columns))
                if not columns or key in told or any(_unique(form, key[1]) for form in forms):
                    continue
                if not one_path(read, write):
                    continue
                place = _when_there_is_none(backend, read, write)
                if place is not None and not is_held_by_another(backend, table, key[1], write.place):
                    told.add(key)
                    yield _match(backend, found, (read, write), table, columns, place)


def _columns(read: Effect, table: Table) -> list[Column]:
    """What a look-up asks a table by, when that says which row it is; nothing where some of it is not known."""
    if read.kind not in {"read_one", "read_many"} or not read.filters:
        return []
    found: dict[str, Column] = {}
    for item in read.filters:
        name, _, lookup = item.column.partition("__")
        column = table.column(name) or table.column(f"{name}_id")
        if column is None or lookup not in {"", "exact", "iexact"}:
            return []
        if column.primary or column.type in _STATES or _STATE_NAMES.search(column.name):
            return []
        found[column.name] = column
    columns = list(found.values())
    if read.kind == "read_many" and len(columns) == 1 and columns[0].references is not None:
        return []  # the rows of an owner, who may have many: whether there is any yet
    return columns


def _unique(table: Table, columns: frozenset[str]) -> bool:
    """Whether no two rows agree in these columns: by an index over them, or over what is made of them.

    One over these columns and more says that the rest is meant: the look-up may ask by it in a way that is not read.
    """
    if table.unique_by(columns):
        return True
    for index in table.indexes:
        if index.unique or index.primary:
            words = [set(re.findall(r"\w+", name)) for name in index.columns]
            # One over an expression may be over any of them.
            if all(word & columns or not word for word in words) or columns <= set().union(*words):
                return True
    return False


def _when_there_is_none(backend: Backend, read: Effect, write: Effect) -> Place | None:
    """Where the write is, if the code does it only when the look-up has found nothing; else None."""
    arms = decided_between(read, write)
    looked, written, depth = meeting(read, write)
    if looked.path != written.path:
        return None
    node = statement_at(backend, looked)
    names = given_names(node)
    if (
        len(read.chain) > depth and len(names - _ERRORS) > 1
    ):  # of what a helper gives, that which is called like the row
        words = {word.rstrip("s") for word in words_of(read.what)}
        names = {name for name in names if name in _ERRORS or words <= {word.rstrip("s") for word in words_of(name)}}
    asks = (
        {looked.line, *range(node.start_point[0] + 1, node.start_point[0] + 1 + head_of(node).count("\n") + 1)}
        if node
        else set()
    )
    for arm in arms:
        here = arm.at[-1]
        if arm.condition == ON_ERROR:
            continue
        about = here.path == looked.path and (here.line in asks or bool(names & names_in(arm.condition)))
        if about and _is_absence(arm):
            around = code_around(backend, looked)
            return None if _LOCKED.search(around) else written
    return None


def _is_absence(arm: Arm) -> bool:
    """Whether an arm is taken, or left over, when nothing was found."""
    says = _says_found(arm.condition)
    if says is None:
        return False
    left = arm.index < 0
    taken_when_true = (arm.index in {0, -1}) != left
    if taken_when_true and any(_says_found(part) is True for part in _EITHER.split(arm.condition)[1:]):
        return False  # if not event or event.created < hour_ago: there may be several
    if says is _FAILED:  # Go: an error may be that there is no row; without one there is
        return taken_when_true and not left
    return says is not taken_when_true


_FAILED = object()


def _says_found(condition: str) -> object:
    """Whether a condition says that something was found (True), or not (False); None when it is not understood."""
    if re.search(r"!\s*errors\.Is\(", condition):
        return None
    if _NO_ROW.search(condition):
        return False
    if error := re.search(r"\berr\w*\s*([!=])=\s*nil", condition):
        return True if error[1] == "=" else _FAILED
    if _ABSENT.search(condition):
        return False
    return True if _PRESENT.search(condition) or not _COMPARES.search(condition) else None


def _match(
    backend: Backend, found: FoundRoute, pair: tuple[Effect, Effect], table: Table, columns: list[Column], place: Place
) -> Match:
    read, write = pair
    names = ", ".join(column.name for column in columns)
    what = f"`{table.name}.{names}`" if len(columns) == 1 else f"`{table.name}` ({names})"
    looked = meeting(read, write)[0]
    return place_match(
        "missing-unique-constraint",
        place,
        f"`{title(found)}` looks whether {what} is taken ({looked.path}:{looked.line}) and then inserts, and nothing in the "
        f"database makes it unique, so of two requests at once both get in. Add {_how(table, columns)} "
        "and answer the violation with 409.",
        trace=(
            *way(found),
            *(step(call.place, f"calls {call.name}") for call in read.chain),
            step(read.place, f"looks up {table.name} by {names}"),
            *(step(call.place, f"calls {call.name}") for call in write.chain),
            step(write.place, f"inserts into {table.name}"),
            step(columns[0].place, f"{table.name}.{columns[0].name}: not unique"),
        ),
        confidence=Confidence.MEDIUM if read.chain or write.chain else None,
    )


def _how(table: Table, columns: list[Column]) -> str:
    names = [column.name for column in columns]
    written = [column.attribute or column.name for column in columns]
    one = len(columns) == 1
    if table.library in {"sqlalchemy", "sqlmodel"}:
        quoted = ", ".join(f'"{name}"' for name in names)
        return "`unique=True` to the column" if one else f"`UniqueConstraint({quoted})` to the table"
    if table.library == "django":
        quoted = ", ".join(f'"{name}"' for name in written)
        return (
            "`unique=True` to the field"
            if one
            else f"`models.UniqueConstraint(fields=[{quoted}], name=…)` to `Meta.constraints`"
        )
    if table.library == "prisma":
        return "`@unique` to the field" if one else f"`@@unique([{', '.join(written)}])` to the model"
    if table.library == "typeorm":
        quoted = ", ".join(f"'{name}'" for name in written)
        return "`{ unique: true }` to the column" if one else f"`@Unique([{quoted}])` to the entity"
    if table.library == "gorm":
        return '`gorm:"uniqueIndex"` to the field' + ("" if one else "s, all with the same name")
    if table.kind == "collection":
        keys = ", ".join(f"{name}: 1" for name in names)
        return f"`schema.index({{ {keys} }}, {{ unique: true }})`"
    return f"`CREATE UNIQUE INDEX CONCURRENTLY ON {table.name} ({', '.join(names)});`"
