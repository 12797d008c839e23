"""SQL text as statements with their lines, parsed by sqlglot, which is loaded late.

SQL under review is as hostile as code: what is too long or not understood is left as a statement without a tree, and
says why.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sqlglot.expressions import Expression

MAX_STATEMENT = 100_000  # characters; longer ones are data
MAX_STATEMENTS = 5_000
# Our names for databases, and sqlglot's.
DIALECTS = {"postgresql": "postgres", "mysql": "mysql", "sqlite": "sqlite", "": "postgres"}
_TEMPLATED = re.compile(r"\{\{|\{%|<%|\$\{\w+\}")
_COPY = re.compile(r"COPY\b[^;]*\bFROM stdin\b[^;]*;\s*", re.IGNORECASE)
_LINE_COMMAND = re.compile(
    r"\\[a-z!]\w*(?:\s.*)?", re.IGNORECASE
)  # psql's \connect, \restrict: they end with their line
_CLIENT_COMMAND = re.compile(r"^\s*(?:\\\w+|delimiter\b)", re.IGNORECASE)  # psql's \connect, mysql's DELIMITER


@dataclass(slots=True)
class Statement:
    """One statement: its text, the line it begins at (from 1) and its tree; ``problem`` says why it has none."""

    text: str
    line: int
    tree: Expression | None = None
    problem: str = ""


@cache
def _sqlglot() -> Any:
    import sqlglot

    logging.getLogger("sqlglot").setLevel(logging.CRITICAL)  # it says on stderr what it does not know
    return sqlglot


def statements(text: str, dialect: str = "") -> Iterator[Statement]:
    """The statements of a text, in order; comments between them are dropped, and what only a client understands."""
    if "\\" in text:
        text = "\n".join(_plain_sql(text.split("\n")))
    for number, (part, line) in enumerate(split(text, dialect)):
        if number >= MAX_STATEMENTS:
            yield Statement("", line, problem=f"more than {MAX_STATEMENTS} statements")
            return
        yield parsed(part, line, dialect)


def _plain_sql(lines: list[str]) -> Iterator[str]:
    """The lines of a dump, empty in the place of psql's own commands and of the rows that it sends after COPY."""
    rows = False
    for line in lines:
        if rows:
            rows = line.rstrip() != "\\."
            yield ""
        elif _COPY.fullmatch(line) or _LINE_COMMAND.fullmatch(line.rstrip()):
            rows = line[0] != "\\"
            yield ""
        else:
            yield line


def split(text: str, dialect: str = "") -> Iterator[tuple[str, int]]:
    """The texts of the statements with their first lines, as the dialect's tokens part them."""
    glot = _sqlglot()
    try:
        tokens = glot.Dialect.get_or_raise(DIALECTS.get(dialect, "postgres")).tokenize(text)
    except (glot.errors.SqlglotError, RecursionError):
        yield from _split_plainly(text)
        return
    begin: Any = None
    last: Any = None
    for token in tokens:
        if token.token_type.name == "SEMICOLON":
            if begin is not None:
                yield text[begin.start : last.end + 1], begin.line
            begin = None
            continue
        begin, last = begin or token, token
    if begin is not None:
        yield text[begin.start : last.end + 1], begin.line


def _split_plainly(text: str) -> Iterator[tuple[str, int]]:
    """At semicolons that end a line: for text that is not even tokens of the dialect."""
    line = 1
    for part in re.split(r";[ \t]*(?=\n|$)", text):
        lead = len(part) - len(part.lstrip())
        if part.strip():
            yield part.strip(), line + part[:lead].count("\n")
        line += part.count("\n")


def parsed(text: str, line: int = 1, dialect: str = "") -> Statement:
    """One statement and its tree."""
    if len(text) > MAX_STATEMENT:
        return Statement(text[:200], line, problem="a statement too long to be written by hand")
    if _TEMPLATED.search(text):
        return Statement(text, line, problem="templated SQL")
    if _CLIENT_COMMAND.match(text):
        return Statement(text, line, problem="a command of the database's client")
    glot = _sqlglot()
    try:
        tree = glot.parse_one(text, read=DIALECTS.get(dialect, "postgres"), error_level=glot.ErrorLevel.RAISE)
    except (glot.errors.SqlglotError, RecursionError, ValueError, AttributeError, TypeError, IndexError) as error:
        # The last ones are its own mistakes on input it does not expect.
        return Statement(text, line, problem=f"SQL that is not understood: {_first_line(error)}")
    if tree is None or isinstance(tree, glot.exp.Command):
        return Statement(text, line, problem="" if tree is None else "SQL of a kind that is not understood")
    return Statement(text, line, tree)


def _first_line(error: BaseException) -> str:
    """The first line of an error, without the terminal's colours."""
    return re.sub(r"\x1b\[[0-9;]*m", "", str(error)).partition("\n")[0][:120] or type(error).__name__


def guess_dialect(text: str, path: str = "") -> str:
    """The database that SQL is written for, by what only one of them has and by its folders' names; "" if unknown."""
    scores = {name: len(pattern.findall(text)) for name, pattern in _ONLY_IN.items()}
    for name, pattern in _FOLDERS.items():
        scores[name] += 1000 * bool(pattern.search(path))
    best = max(scores, key=lambda name: scores[name])
    return best if scores[best] else ""


_ONLY_IN = {
    "postgresql": re.compile(
        r"\b(?:big|small)?serial\b|\bjsonb\b|\btimestamptz\b|\$\$|\bCONCURRENTLY\b|\bbytea\b|::\w|\bUUID\b|\bTIMESTAMP\(3\)"
        r"|\bDOUBLE PRECISION\b|\"\w+_pkey\"|\bUSING (?:btree|gin)\b|\bOWNER TO\b|\bplpgsql\b",
        re.IGNORECASE,
    ),
    "mysql": re.compile(
        r"\bAUTO_INCREMENT\b|\bENGINE\s*=|\bUNSIGNED\b|\bON UPDATE CURRENT_TIMESTAMP|\bDATETIME\(\d\)|\bLONGTEXT\b"
        r"|\bCHARSET\b|\b(?:UNIQUE )?KEY `",
        re.IGNORECASE,
    ),
    "sqlite": re.compile(r"\bAUTOINCREMENT\b|\bPRAGMA\b|\bWITHOUT ROWID\b|\bstrftime\(|\brandomblob\(", re.IGNORECASE),
}
_FOLDERS = {
    "postgresql": re.compile(r"(?:^|/)(?:postgres(?:ql)?|pg)(?:/|_|-)", re.IGNORECASE),
    "mysql": re.compile(r"(?:^|/)(?:mysql|mariadb)(?:/|_|-)", re.IGNORECASE),
    "sqlite": re.compile(r"(?:^|/)sqlite3?(?:/|_|-)", re.IGNORECASE),
}
