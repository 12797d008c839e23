"""Small programs for the tests of the backend model."""

from __future__ import annotations

import textwrap
from pathlib import Path

from backend_review.backend import Backend, build
from backend_review.project.files import collect

Row = tuple[str, str, str, tuple[str, ...]]


def backend_of(folder: Path, files: dict[str, str]) -> Backend:
    """The backend of files written below a folder."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(textwrap.dedent(text), encoding="utf-8")
    (folder / "pyproject.toml").write_text("", encoding="utf-8")
    return build(collect(folder, [folder]).files)


def routes_of(folder: Path, files: dict[str, str]) -> list[Row]:
    """(method, path, handler, guards) of every route, in order."""
    return sorted(
        (method, found.path, found.route.handler.name, tuple(guard.name for guard in found.guards))
        for found in backend_of(folder, files).routes
        for method in found.methods
    )


def paths_of(folder: Path, files: dict[str, str]) -> list[str]:
    """``METHOD /path`` of every route, in order."""
    return [f"{method} {path}" for method, path, _, _ in routes_of(folder, files)]
