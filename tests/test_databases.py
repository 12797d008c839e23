"""Which database a project's tables are in."""

from __future__ import annotations

from pathlib import Path

import pytest

from backend_review.model.databases import dialects_in, relational
from backend_review.project.source import SourceFile

_SAYS = {
    "postgresql": [
        'URL = "postgres://db/shop"', 'URL = "postgresql+asyncpg://db"', "import psycopg2", "import asyncpg",
        '"gorm.io/driver/postgres"', '"github.com/jackc/pgx/v5"', '_ "github.com/lib/pq"', "require('pg')",
        'require("pg")', "ENGINE = 'django.db.backends.postgresql'", "from sqlalchemy.dialects.postgresql import JSONB",
        "pgTable('users', {})", "type: 'postgres'",
        'dialect: "postgres"', "image: postgis/postgis:16", "image: pgvector/pgvector",
    ],
    "mysql": [
        'URL = "mysql+pymysql://db"', "import pymysql", "import MySQLdb", "import aiomysql", "'mariadb://db/shop'",
        '"gorm.io/driver/mysql"', '_ "github.com/go-sql-driver/mysql"', 'require("mysql2")', "mysqlTable('users', {})",
        "ENGINE = 'django.db.backends.mysql'", "image: mariadb:11",
    ],
    "sqlite": [
        'URL = "sqlite:///shop.db"', "import aiosqlite", '"gorm.io/driver/sqlite"', '_ "github.com/mattn/go-sqlite3"',
        '"modernc.org/sqlite"', "require('better-sqlite3')", "ENGINE = 'django.db.backends.sqlite3'",
        "sqliteTable('users')",
    ],
    "mongodb": ['URL = "mongodb+srv://db"', "import pymongo", "import mongoose", '"go.mongodb.org/mongo-driver/mongo"'],
}  # fmt: skip


@pytest.mark.parametrize(("dialect", "text"), [(name, text) for name, texts in _SAYS.items() for text in texts])
def test_a_file_says_which_database_it_speaks_to(dialect: str, text: str) -> None:
    assert dict(dialects_in([_file("app.py", text)])) == {dialect: 1}


def test_tests_and_other_words_say_nothing() -> None:
    files = [_file("tests/test_app.py", "import psycopg2"), _file("app.py", "postgres = 1\nmysql = mongo = 2\n")]
    assert not dialects_in(files)


def test_sqlite_beside_another_one_is_for_development() -> None:
    texts = ("import aiosqlite", "import aiosqlite", "import asyncpg")
    found = dialects_in(_file(f"{number}.py", text) for number, text in enumerate(texts))
    assert relational(found) == "postgresql"


def _file(path: str, text: str) -> SourceFile:
    return SourceFile.from_content(Path(), path, text.encode())
