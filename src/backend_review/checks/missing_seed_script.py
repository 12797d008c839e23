"""Applications with a database and nothing that puts first data into it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from backend_review.backend import Backend
from backend_review.checks._model import apps_of, place_match, step
from backend_review.finding import Audience, Match
from backend_review.project.source import SourceFile

# Files, folders and commands that say by their names that they fill a database.
_NAMED = re.compile(
    r"(?i)(?:^|[_./-])(?:seed\w*|populate\w*|load_?(?:data|fixtures?|demo|sample|initial)\w*|fixtures?|prestart|init_?(?:db|data)|"
    r"(?:initial|demo|sample|dummy|default|bootstrap)[_-]?data\w*|create_?(?:demo|sample|initial|default)_?\w*)(?:[_./-]|$)"
)
_TESTS = re.compile(r"(?i)(?:^|/)(?:__)?(?:tests?|specs?|e2e|cypress|__mocks__)(?:__)?/")
_WRITTEN = re.compile(
    r"(?i)\b(?:def|func|function|const)\s+(?:\([^)]*\)\s*)?_?(?:seed\w*|populate_?(?:db|database)\w*|init_?(?:db|database|data)\b|"
    r"(?:load|create|insert|add|ensure)_?(?:demo|sample|initial|default|seed|fixture)s?\w*)"
    r"|['\"](?:seed|loaddata|db:seed|populate)[\w:-]*['\"]"
)
_INSERTS = re.compile(
    r"(?i)\binsert\s+into\b|\bbulk_insert\b|\bbulkInsert\b|\bget_or_create\(|\bbulk_create\(|\.objects\.create\("
)
_MANIFESTS = {"package.json", "Makefile", "makefile", "pyproject.toml", "justfile", "Taskfile.yml"}
_IN_MANIFEST = re.compile(r"(?i)\b(?:db:)?seed\b|\bloaddata\b|\bpopulate\b")
_SKIPPED = {"node_modules", ".git", "venv", ".venv", "vendor", "dist", "build", "__pycache__"}
_MOST_NAMES = 20_000
_MOST_BYTES = 200_000


def judge(backend: Backend) -> Iterator[Match]:
    """One match for a project that keeps rows in a database and has nothing that fills it."""
    tables = [table for table in backend.tables if table.kind in {"table", "collection"}]
    if not tables or _seeds(backend):
        return
    for app, _ in apps_of(backend):
        yield place_match(
            "missing-seed-script",
            app.place,
            f"The application keeps {len(tables)} tables (`{tables[0].name}` is one) and nothing fills an empty database: no "
            "seed file, fixture, seed command, and no migration that inserts rows. Add a script that puts in what one needs "
            "to start and to try it (it may run twice), and name it in the README.",
            (step(app.place, f"the {app.framework} application"), step(tables[0].place, f"table {tables[0].name}")),
            audience=Audience.PEDANTIC,
        )
        return


def _seeds(backend: Backend) -> bool:
    files = list(backend.project.files.values())
    if any(_is_seed(file) for file in files):
        return True
    return any(_beside(root) for root in {file.root for file in files})


def _is_seed(file: SourceFile) -> bool:
    """Whether a file fills the database, by what it is for, its name, its functions, or as a migration its statements."""
    if file.role == "migration":
        return _INSERTS.search(file.text) is not None
    if file.role in {"test", "example", "frontend"} or _TESTS.search(file.path):
        return False
    return file.role == "seed" or _NAMED.search(file.path) is not None or _WRITTEN.search(file.text) is not None


def _beside(root: Path) -> bool:
    """Whether what is not code tells of it: fixtures as JSON or YAML, commands in manifests."""
    seen = 0
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if name not in _SKIPPED)
        for name in names:
            seen += 1
            if seen > _MOST_NAMES:
                return True  # not all was looked at
            path = Path(folder, name)
            below = path.relative_to(root).as_posix()
            if _NAMED.search(below) is not None and not _TESTS.search(below):
                return True
            if name in _MANIFESTS and _IN_MANIFEST.search(_head_of(path)):
                return True
    return False


def _head_of(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return file.read(_MOST_BYTES).decode("utf-8", errors="replace")
    except OSError:
        return ""
