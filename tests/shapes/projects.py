"""Small projects written as one text, and what ``backend-review inventory --format json`` says of them."""

from __future__ import annotations

import json
import re
import textwrap
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from backend_review.cli import cli

_FILE = re.compile(r"^=== (\S+)$", re.MULTILINE)


def write(folder: Path, project: str) -> None:
    """Write the files of a project; each begins below a line ``=== its/path``."""
    parts = _FILE.split(textwrap.dedent(project))
    for name, text in zip(parts[1::2], parts[2::2], strict=True):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.lstrip("\n"), encoding="utf-8")
    (folder / "pyproject.toml").touch()


def inventory(folder: Path, project: str = "") -> dict[str, Any]:
    """The inventory of a project, as the command prints it."""
    write(folder, project)
    done = CliRunner().invoke(cli, ["inventory", str(folder), "--format", "json"], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    document: dict[str, Any] = json.loads(done.stdout)
    return document


def routes(document: dict[str, Any]) -> list[str]:
    """``METHOD /path`` of every route, in order."""
    return sorted(f"{row['method']} {row['path']}" for row in document["routes"])


def lines(expected: str) -> list[str]:
    """The lines of a text that says what is expected, in order."""
    return sorted(line.strip() for line in expected.strip().splitlines())


def handlers(document: dict[str, Any]) -> list[str]:
    """``METHOD /path -> handler`` of every route, in order."""
    return sorted(f"{row['method']} {row['path']} -> {row['handler']['name']}".strip() for row in document["routes"])


def guarded(document: dict[str, Any]) -> list[str]:
    """``METHOD /path: what authenticates`` of every route, ``open`` where nothing does."""
    said: dict[str, list[str]] = {}
    for row in document["routes"]:
        names = [guard["name"].removeprefix("fastapi.security.").rpartition("permissions.")[2] for guard in row["auth"]]
        said[f"{row['method']} {row['path']}"] = names
    return sorted(f"{route}: {', '.join(dict.fromkeys(names)) or 'open'}" for route, names in said.items())


def paging(document: dict[str, Any]) -> list[str]:
    """``METHOD /path: paged|unpaged|no list`` of every route."""
    words = {True: "paged", False: "unpaged", None: "no list"}
    return sorted(f"{row['method']} {row['path']}: {words[row['paginated']]}" for row in document["routes"])
