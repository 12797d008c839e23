"""A program that connects to its database as the database's own administrator, or is given all rights."""

from __future__ import annotations

import re
from collections.abc import Iterator

from backend_review.checks._database_settings import UNKNOWN, Connection, connections, worth_a_look
from backend_review.checks.credentials import code
from backend_review.finding import Audience, Confidence, Match, Position, Severity
from backend_review.project.source import SourceFile

RULE = "superuser-connection"
LANGUAGES = frozenset({"python", "javascript", "typescript", "go", "configuration", "sql"})
_ADMINISTRATORS = {
    "postgres": {"postgres", "root", "admin", "superuser"},
    "mysql": {"root", "admin"},
    "mariadb": {"root", "admin"},
    "mssql": {"sa"},
    "sqlserver": {"sa"},
    "mongo": {"root", "admin"},
    "cockroach": {"root"},
    "": {"postgres", "root", "sa"},
}
_GRANT = re.compile(
    r"\bGRANT\s+ALL(?:\s+PRIVILEGES)?\s+ON\s+(?P<what>\*\.\*|(?:DATABASE|ALL\s+TABLES\s+IN\s+SCHEMA)\s+[\w\"`.\0-]+|[\w\"`\0-]+\.\*)"
    r"\s+TO\s+(?:ROLE\s+|USER\s+)?(?P<to>[\w\"'`@%.\0-]+)",
    re.IGNORECASE,
)
_SUPERUSER = re.compile(
    r"\b(?:CREATE|ALTER)\s+(?:USER|ROLE)\s+(?P<to>[\w\"'`\0-]+)[^;]*?(?<!NO)\bSUPERUSER\b", re.IGNORECASE
)
_OWNER = re.compile(
    r"(?i)^(postgres|root|public|admin\w*|\w*admin|\w*owner|\w*migrat\w*|dba|current_user|pg_database_owner|rdsadmin)$"
)
_LOCAL_FILE = re.compile(
    r"(?i)(^|[/._-])(dev|develop|development|devcontainer|local|docker|compose|initdb|docker-entrypoint-initdb|test|tests|ci|sample|example)([/._-]|$)"
)


def find(file: SourceFile) -> Iterator[Match]:
    """A match for each connection as an administrator, and for each statement that makes one of the program's user."""
    if not worth_a_look(file):
        return
    told: set[int] = set()
    if file.language != "sql":
        for item in connections(file):
            match = _connection(file, item)
            if match is not None and match.start.line not in told:
                told.add(match.start.line)
                yield match
    if file.language == "configuration":
        return
    for start, end, to, what in _grants(file):
        if start.line not in told:
            told.add(start.line)
            local = bool(_LOCAL_FILE.search(file.path))
            yield Match(
                RULE,
                file.path,
                start,
                end,
                f"{to} is given {what}, so an injected query or a stolen password may do more than the program ever does. "
                "Grant it what the program does, `GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA …`, and "
                "leave the schema to a user of the migrations.",
                severity=Severity.INFO if local else None,
                audience=Audience.PEDANTIC if local else None,
            )


def _connection(file: SourceFile, item: Connection) -> Match | None:
    user = item.user.strip("\"'`")
    names = next(
        (known for scheme, known in _ADMINISTRATORS.items() if scheme and item.scheme.startswith(scheme)), None
    )
    if not user or user.lower() not in (names or _ADMINISTRATORS[""]):
        return None
    certain = item.remote or (item.production and not item.local) or (item.unknown and not item.fallback)
    local = item.local or item.fallback or not certain or _is_of_chart(file, item)
    where = f" on `{item.host}`" if item.remote else ""
    return Match(
        RULE,
        file.path,
        item.start,
        item.end,
        f"The program connects{where} as `{user}`, who may read every database, drop tables and run commands on the server, so one "
        "injected query or stolen password is the whole server. Give it a user of its own that may only read and write its tables.",
        severity=Severity.INFO if local else None,
        confidence=None if item.remote else Confidence.MEDIUM,
        audience=Audience.PEDANTIC if local else None,
    )


# Who creates the tables is another than the program; said by the comment above a setting.
_OF_MIGRATIONS = re.compile(r"(?i)\bmigrat(?:e|es|or|ors|ion|ions)\b|\bschema\b[^\n]*\bcreat|\bcreat[^\n]*\bschema\b")
_MOST_ABOVE = 12


def _is_of_chart(file: SourceFile, item: Connection) -> bool:
    """Whether it is a value of a Helm chart that only says which account a server is created with, or one of migrations."""
    if file.language != "configuration" or not re.search(r"(?:^|/)values[\w.-]*\.ya?ml$", file.path):
        return False
    above = []
    for line in reversed(file.lines[max(0, item.start.line - 1 - _MOST_ABOVE) : item.start.line - 1]):
        if not line.lstrip().startswith("#"):
            break
        above.append(line)
    return not item.host or _OF_MIGRATIONS.search("\n".join(above)) is not None


def _grants(file: SourceFile) -> Iterator[tuple[Position, Position, str, str]]:
    if file.language == "sql":
        for number, line in enumerate(file.lines, 1):
            if not line.lstrip().startswith("--"):
                yield from (
                    (Position(number, 1), Position(number, len(line) + 1), *found) for found in _in_statement(line)
                )
        return
    if not re.search(rb"(?i)GRANT\s+ALL|SUPERUSER", file.data):
        return
    for node, value, _ in code.find_texts(file.language, file.path, file.data):
        for found in _in_statement(value):
            row, end = node.start_point[0] + 1, node.end_point[0] + 1
            yield Position(row, 1), Position(end, len(file.line(end)) + 1), *found


def _in_statement(statement: str) -> Iterator[tuple[str, str]]:
    if len(statement) > 20000:
        return
    for found in _GRANT.finditer(statement):
        to = found["to"].split("@")[0].strip("\"'`")
        if not _OWNER.match(to):
            yield _shown(to, "The user"), f"all rights on {_shown(found['what'], 'a database')}"
    for found in _SUPERUSER.finditer(statement):
        to = found["to"].strip("\"'`")
        if not _OWNER.match(to):
            yield _shown(to, "The user"), "the rights of a superuser"


def _shown(name: str, otherwise: str) -> str:
    """A name as it is written; what else to call it when the program puts it in."""
    words = name.split()
    given = not words or UNKNOWN in words[-1] or re.fullmatch(r"%[a-z]|\$\d+|\?", words[-1]) is not None
    return otherwise if given else f"`{name}`"
