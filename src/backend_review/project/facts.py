"""What a project uses: its libraries, and texts that occur somewhere in its code.

Rules ask two questions that no single file answers: "is this library used here?" (a rule for a framework need not
run elsewhere) and "is the protection set up anywhere?" (a finding that a global middleware makes moot).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cached_property
from pathlib import Path

from backend_review.project.programs import Programs
from backend_review.project.source import SourceFile

_MANIFESTS = re.compile(
    r"(^|/)(pyproject\.toml|requirements[^/]*\.(txt|in)|setup\.(py|cfg)|Pipfile|package\.json|go\.mod|poetry\.lock|uv\.lock)$"
)
_MANIFEST_BYTES = 512 * 1024
_WORD = re.compile(rb"[A-Za-z@][A-Za-z0-9_@./-]*")
_IMPORT = re.compile(
    rb"""^\s*(?:from\s+([\w.]+)\s+import|import\s+([\w.]+))"""
    rb"""|(?:from|import|require)\s*\(?\s*['"]([^'"\n]+)['"]"""
    rb"""|^\s*(?:import\s+)?(?:[\w.]+\s+)?"([\w.-]+(?:/[\w.~-]+)+)"\s*$""",
    re.MULTILINE,
)


class Facts:
    """Questions about a whole project, answered late and once."""

    def __init__(
        self,
        root: Path,
        names: Callable[[], Iterable[str]],
        reviewed: Iterable[SourceFile],
        everything: Callable[[], Iterable[SourceFile]],
    ) -> None:
        """``names`` lists all files of the project (for its manifests), ``everything`` its code; both are asked late.

        ``reviewed`` are the files of this review, whose imports count beside the manifests.
        """
        self._root = root
        self._names = names
        self._reviewed = list(reviewed)
        self.everything = everything
        self._found: dict[str, list[SourceFile]] = {}

    @cached_property
    def _production(self) -> list[SourceFile]:
        return [
            file
            for file in self.everything()
            if file.role not in {"test", "fixture", "example", "tool"} and file.language != "markdown"
        ]

    @cached_property
    def _libraries(self) -> set[str]:
        words: set[str] = set()
        for name in self._names():
            if _MANIFESTS.search(name):
                try:
                    data = (self._root / name).read_bytes()[:_MANIFEST_BYTES]
                except OSError:
                    continue
                words.update(word.decode().lower() for word in _WORD.findall(data))
        for file in self._reviewed:
            for groups in _IMPORT.findall(file.data):
                module = next(group for group in groups if group).decode(errors="replace").lower()
                words.update((module, module.partition(".")[0]))
        return words

    def uses(self, library: str) -> bool:
        """Whether a manifest names the library or some file imports it (``flask``, ``@nestjs/common``, a Go path)."""
        wanted = library.lower()
        return wanted in self._libraries or any(word.startswith(f"{wanted}/") for word in self._libraries)

    @cached_property
    def _programs(self) -> Programs:
        return Programs(self._production)

    def contains(self, expression: str, path: str = "") -> bool:
        """Whether some production file of the project matches a regular expression.

        With a path the code of other programs does not count, where it is certain which files are this one's.
        """
        if expression not in self._found:
            pattern = re.compile(expression.encode())
            self._found[expression] = [file for file in self._production if pattern.search(file.data)]
        return any(not path or self._programs.may_share(path, file.path) for file in self._found[expression])
