"""Writing reports: one module per format, each a pure function from a report to text."""

from __future__ import annotations

import contextlib
import importlib
import os
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from backend_review.catalog import Catalog
from backend_review.errors import UserError
from backend_review.review import Report
from backend_review.reviewer.result import ModelReview

MODULES = {
    "text": "text", "json": "json_v1", "sarif": "sarif", "github": "github", "gitlab": "gitlab", "junit": "junit",
    "rdjson": "rdjson", "markdown": "markdown", "html": "html",
}  # fmt: skip
_PROGRESS_AFTER_SECONDS = 1.0


def write_reports(
    report: Report, catalog: Catalog, targets: Sequence[tuple[str, str]], stats: bool, model: ModelReview | None = None
) -> None:
    """Write the report in each (format, file) pair; ``-`` is standard output. ``model`` is what a model said.

    Raises UserError when a file cannot be written.
    """
    for form, target in targets:
        module = importlib.import_module(f"backend_review.reporters.{MODULES[form]}")
        if target == "-":
            if form == "text":
                module.print_report(report, catalog, stats, model)
            else:
                sys.stdout.write(module.render(report, catalog, stats, model))
                sys.stdout.flush()
            continue
        try:
            Path(target).write_text(module.render(report, catalog, stats, model), encoding="utf-8")
        except OSError as error:
            raise UserError(f"--output: cannot write {target}: {error.strerror}") from error


@contextlib.contextmanager
def progress() -> Iterator[Callable[[str], None]]:
    """A line on standard error that says what is being done, on a terminal, once the work has lasted a second."""
    if not sys.stderr.isatty() or os.environ.get("CI"):
        yield lambda _: None
        return
    state = {"text": "reviewing"}
    started: list[contextlib.AbstractContextManager[object]] = []
    lock = threading.Lock()

    def start() -> None:
        from rich.console import Console
        from rich.markup import escape

        with lock:
            status = Console(stderr=True).status(escape(state["text"]))
            status.__enter__()
            started.append(status)

    def say(text: str) -> None:
        state["text"] = text
        with lock:
            for status in started:
                status.update(text)  # type: ignore[attr-defined]

    timer = threading.Timer(_PROGRESS_AFTER_SECONDS, start)
    timer.daemon = True
    timer.start()
    try:
        yield say
    finally:
        timer.cancel()
        with lock:
            for status in started:
                status.__exit__(None, None, None)
