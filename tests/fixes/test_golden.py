"""Fixes through the command line: each ``<case>.<ext>`` becomes its ``<case>.fixed.<ext>``, or stays as it is without.

The cases are in ``tests/fixes/<language>/<rule-id>/``; ``--fix --unsafe-fixes`` runs over all cases of a rule at once.
That a second run changes nothing is asked of programs made of samples (``test_fixing.py``).
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

HERE = Path(__file__).parent
FOLDERS = sorted(path for path in HERE.glob("*/*/") if path.is_dir() and path.parent.name != "__pycache__")


def cases(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.is_file() and ".fixed." not in path.name)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_cases(cli, project, folder: Path) -> None:
    root = project({"pyproject.toml": ""})
    names = cases(folder)
    assert names, "a folder without a case"
    for case in names:
        # Each in a folder of its own: what one case imports says nothing of another.
        target = root / case.stem / case.name
        target.parent.mkdir(exist_ok=True)
        shutil.copyfile(case, target)
    run = cli(".", "--fix", "--unsafe-fixes", "--select", folder.name, "--audience", "pedantic", "--format", "json")
    assert run.code in {0, 1}, run.err
    assert "a fix failed" not in run.err
    for case in names:
        wanted = case.with_name(f"{case.stem}.fixed{case.suffix}")
        expected = (wanted if wanted.exists() else case).read_bytes()
        assert (root / case.stem / case.name).read_bytes().decode(errors="replace") == expected.decode(errors="replace")


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_case_left_alone_has_a_finding_or_says_why(folder: Path) -> None:
    assert any(case.with_name(f"{case.stem}.fixed{case.suffix}").exists() for case in cases(folder))
