"""``backend-review inventory``: the routes and tables of a project, in several forms."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from backend_review.backend import Backend, build
from backend_review.config import load_config
from backend_review.errors import UserError
from backend_review.inventory import document, page, table, tables
from backend_review.inventory.openapi import as_openapi
from backend_review.project.files import collect, find_project_root


def inventory(paths: Sequence[Path], form: str, output: str, of_tables: bool = False) -> None:
    """Write the inventory of what lies below the paths; the project around it is followed, too.

    ``of_tables`` asks for the tables in the text form; the JSON has both.

    Raises UserError for wrong paths, broken configuration, or a file that cannot be written.
    """
    paths = list(paths) or [Path()]
    root = find_project_root(paths)
    exclude = load_config(root, paths[0].resolve(), None).config.exclude
    backend = read_backend(root, paths, exclude)
    if form == "text" and output == "-":
        (tables.print_tables if of_tables else table.print_table)(backend)
        return
    text = {
        "json": document.as_json,
        "openapi": lambda backend: as_openapi(backend, root.name),
        "html": lambda backend: page.as_html(backend, root.name),
        "text": tables.tables_as_text if of_tables else table.as_text,
    }[form](backend)
    if output == "-":
        sys.stdout.write(f"{text}\n")
        return
    try:
        Path(output).write_text(f"{text}\n", encoding="utf-8")
    except OSError as error:
        raise UserError(f"--output: cannot write {output}: {error.strerror}") from error


def read_backend(root: Path, paths: Sequence[Path], exclude: Sequence[str]) -> Backend:
    """The backend of a project, its routes narrowed to those declared or handled below the paths."""
    asked = collect(root, paths, exclude).files
    known = {file.path for file in asked}
    around = collect(root, [root], exclude)
    backend = build([*asked, *(file for file in around.files if file.path not in known)], around.generated)
    backend.not_analysed += around.not_analysed
    backend.narrow(known)
    return backend
