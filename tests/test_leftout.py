"""What files that are no part of the program say is for those who asked for opinions."""

from __future__ import annotations

from pathlib import Path

import pytest

from backend_review.catalog import load_catalog
from backend_review.finding import Audience, Match, Position, TraceStep
from backend_review.index.project import Project
from backend_review.leftout import softened
from backend_review.project.source import SourceFile

_MIGRATION = """\
from django.db import migrations


class Migration(migrations.Migration):
    operations = []
"""
_SETTINGS = 'MIGRATION_MODULES = {"shop": "shop.migrations_kept"}\n'


def _audience(
    files: dict[str, str], path: str, line: int = 1, rule: str = "swallowed-error", told_in: str = ""
) -> Audience | None:
    by_path = {name: SourceFile.from_content(Path(), name, text.encode()) for name, text in files.items()}
    place = Position(line, 1)
    trace = (TraceStep(told_in, 1, 1, "called here"),) if told_in else ()
    match = Match(rule, path, place, place, "An error is lost.", trace=trace)
    return softened(load_catalog(), by_path, [match], lambda: Project(by_path.values()))[0].audience


@pytest.mark.parametrize(
    ("path", "text", "settings", "audience"),
    [
        ("shop/migrations_old/0001_initial.py", _MIGRATION, "", Audience.PEDANTIC),
        ("shop/migrations_old/0001_initial.py", _MIGRATION, _SETTINGS, Audience.PEDANTIC),
        ("shop/migrations_kept/0001_initial.py", _MIGRATION, _SETTINGS, None),
        ("shop/migrations/0001_initial.py", _MIGRATION, "", None),
        ("shop/migrations_old/rows.py", "rows = []\n", "", None),
        ("shop/only_debug.go", "//go:build debug\n\npackage shop\n", "", Audience.PEDANTIC),
        ("shop/always.go", "package shop\n", "", None),
    ],
)
def test_files_that_nothing_loads(path: str, text: str, settings: str, audience: Audience | None) -> None:
    files = {path: text, f"{Path(path).parent}/0002_more.py": "from . import migrations_old\n", "settings.py": settings}
    assert _audience(files, path) == audience


def test_what_loads_a_migration_need_not_be_reviewed_with_it() -> None:
    """A file alone is reviewed before a commit; the settings that name its folder are in the project."""
    path = "shop/migrations_kept/0001_initial.py"
    made = {
        name: SourceFile.from_content(Path(), name, text.encode())
        for name, text in ((path, _MIGRATION), ("settings.py", _SETTINGS))
    }
    match = Match("swallowed-error", path, Position(1, 1), Position(1, 1), "An error is lost.")
    found = softened(load_catalog(), {path: made[path]}, [match], lambda: Project(made.values()))
    assert found[0].audience is None


_USED = "".join(f"def function_{count}():\n    return {count}\n\n\n" for count in range(80))
_USES = "from shop.used import " + ", ".join(f"function_{count}" for count in range(80)) + "\n"
_CLIENT = """\
def fetch_rates():
    return fetch_rates_again(fetch_rates)


@task
def send_rates():
    return None


class RatesAuthentication(Base):
    def go(self):
        return 1


class RatesTable(Base):
    def go(self):
        return 1


def fetch_rates_again(how):
    return how
"""


@pytest.mark.parametrize(
    ("line", "more", "audience"),
    [
        (2, {}, Audience.PEDANTIC),
        (2, {"shop/test_client.py": "from shop.client import fetch_rates\n"}, Audience.PEDANTIC),
        (2, {"shop/jobs.py": "from shop.client import fetch_rates\n"}, None),
        (2, {"jobs.yml": "run: shop.client.fetch_rates\n"}, None),
        (2, {"shop/pieces.py": _USED.replace("function", "another")}, None),  # many that nothing names
        (7, {}, None),
        (12, {}, Audience.PEDANTIC),
        (17, {}, None),
        (21, {}, None),
    ],
)
def test_functions_that_nothing_names(line: int, more: dict[str, str], audience: Audience | None) -> None:
    files = {"shop/client.py": _CLIENT, "shop/used.py": _USED, "shop/views.py": _USES, **more}
    assert _audience(files, "shop/client.py", line) == audience
    assert _audience(files, "shop/client.py", line, "hardcoded-credential") is None
    assert _audience(files, "shop/client.py", line, told_in="shop/views.py") is None


def test_functions_that_nothing_names_in_a_few_files() -> None:
    assert _audience({"shop/client.py": _CLIENT}, "shop/client.py", 2) is None
