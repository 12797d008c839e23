"""What files that are no part of the program say is for those who asked for opinions."""

from __future__ import annotations

from pathlib import Path

import pytest

from backend_review.catalog import load_catalog
from backend_review.finding import Audience, Match, Position
from backend_review.leftout import softened
from backend_review.project.source import SourceFile

_MIGRATION = """\
from django.db import migrations


class Migration(migrations.Migration):
    operations = []
"""
_SETTINGS = 'MIGRATION_MODULES = {"shop": "shop.migrations_kept"}\n'


def _audience(files: dict[str, str], path: str) -> Audience | None:
    by_path = {name: SourceFile.from_content(Path(), name, text.encode()) for name, text in files.items()}
    place = Position(1, 1)
    match = Match("swallowed-error", path, place, place, "An error is lost.")
    return softened(load_catalog(), by_path, [match])[0].audience


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
