"""Where the shipped data lies: ``rules/`` and ``agents/``."""

from __future__ import annotations

from pathlib import Path

from backend_review.errors import UserError

_PACKAGE = Path(__file__).resolve().parent


def data_dir(name: str) -> Path:
    """The folder of shipped data called ``rules`` or ``agents``.

    A wheel carries a copy inside the package (``backend_review/data``); an editable checkout has the originals at
    its top level. Raises UserError when neither exists, which means a damaged installation.
    """
    for folder in (_PACKAGE / "data" / name, _PACKAGE.parent.parent / name):
        if folder.is_dir():
            return folder
    raise UserError(f"this installation has no '{name}' folder", "install backend-review again")


def cache_dir() -> Path:
    """The user's own cache folder for this tool; it may not exist yet, and may be removed at any time."""
    # Late: only a review needs it, `--version` does not.
    from platformdirs import user_cache_path

    return user_cache_path("backend-review", appauthor=False)
