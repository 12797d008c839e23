"""Which database a project's tables are in, told by what only its drivers and addresses have."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from backend_review.project.source import SourceFile

_MARKS = {
    "postgresql": re.compile(
        r"\bpostgres(?:ql)?(?:\+\w+)?://|\bpsycopg|\basyncpg\b|gorm\.io/driver/postgres|jackc/pgx|lib/pq\b|['\"]pg['\"]|"
        r"django\.db\.backends\.postgresql|sqlalchemy\.dialects\.postgresql|\bpgTable\b|type:\s*['\"]postgres['\"]|"
        r"dialect:\s*['\"]postgres|image:\s*[\"']?(?:\w+/)?(?:postgres|postgis|pgvector)\b",
    ),
    "mysql": re.compile(
        r"\b(?:mysql|mariadb)(?:\+\w+)?://|\bpymysql\b|\bMySQLdb\b|\baiomysql\b|gorm\.io/driver/mysql|go-sql-driver/mysql|"
        r"['\"]mysql2?['\"]|django\.db\.backends\.mysql|\bmysqlTable\b|image:\s*[\"']?(?:\w+/)?(?:mysql|mariadb)\b",
    ),
    "sqlite": re.compile(
        r"\bsqlite(?:\+\w+)?://|\baiosqlite\b|gorm\.io/driver/sqlite|mattn/go-sqlite3|modernc\.org/sqlite|"
        r"['\"](?:better-)?sqlite3['\"]|django\.db\.backends\.sqlite3|\bsqliteTable\b"
    ),
    "mongodb": re.compile(r"\bmongodb(?:\+srv)?://|\bpymongo\b|\bmongoose\b|go\.mongodb\.org"),
}
# One of these stands in whatever the marks match: to look for words is far quicker.
_WORDS = {
    "postgresql": ("postg", "psycopg", "asyncpg", "pgx", "lib/pq", "'pg'", '"pg"', "pgTable", "pgvector"),
    "mysql": ("mysql", "mariadb", "MySQLdb"),
    "sqlite": ("sqlite",),
    "mongodb": ("mongo",),
}


def dialects_in(files: Iterable[SourceFile]) -> Counter[str]:
    """How many files of a project speak of each database; tests, examples and fixtures do not count."""
    found: Counter[str] = Counter()
    for file in files:
        if file.role in {"production", "script", "migration"} and file.language not in {"sql", "graphql"}:
            text = file.text
            likely = (name for name, words in _WORDS.items() if any(word in text for word in words))
            found.update(name for name in likely if _MARKS[name].search(text))
    return found


def relational(found: Counter[str]) -> str:
    """The relational database of a project, "" if unknown; a file of SQLite beside another one is for development."""
    known = {name: found[name] for name in ("postgresql", "mysql") if found[name]}
    if known:
        return max(known, key=lambda name: known[name])
    return "sqlite" if found["sqlite"] else ""
