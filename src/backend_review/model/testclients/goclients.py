"""Go: packages of the project that ask over HTTP, which its tests may use as their client."""

from __future__ import annotations

import re
from collections.abc import Iterator

from backend_review.index.program import Module
from backend_review.index.project import Project

TEST_ROLES = {"test", "fixture"}
_ASKS = re.compile(r"\bhttp\.(?:NewRequest(?:WithContext)?|Get|Post)\(|\bresty\.New\(")


class Clients:
    """The clients among a project's packages."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self._asking: dict[str, bool] = {}
        self._using: dict[str, bool] = {}

    def is_client(self, module: Module) -> bool:
        """Whether a module is of a package that makes requests."""
        folder = folder_of(module.path)
        if module.language == "go" and folder not in self._asking:
            parts = [self.project.module(path) for path in self.project.package(module)]
            self._asking[folder] = any(
                part is not None and part.file.role not in TEST_ROLES and _ASKS.search(part.file.text) for part in parts
            )
        return self._asking.get(folder, False) and module.language == "go"

    def used_by(self, module: Module) -> bool:
        """Whether the tests of a module's package import a client."""
        folder = folder_of(module.path)
        if module.language == "go" and folder not in self._using:
            self._using[folder] = any(
                self.is_client(other)
                for path, file in self.project.files.items()
                if folder_of(path) == folder and file.role in TEST_ROLES
                for other in self._imported(path)
            )
        return self._using.get(folder, False)

    def _imported(self, path: str) -> Iterator[Module]:
        """A module of each other package of the project that a file imports."""
        module = self.project.module(path)
        for statement in module.body if module is not None and module.language == "go" else ():
            for item in statement.imports:
                for below in self.project.resolve(module, item.module)[:1] if module is not None else ():
                    other = self.project.module(below)
                    if other is not None and folder_of(below) != folder_of(path):
                        yield other


def folder_of(path: str) -> str:
    return path.rpartition("/")[0]
