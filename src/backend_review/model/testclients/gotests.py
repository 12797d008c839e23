"""Following Go's tests: functions by their names, methods of suites after what sets these up."""

from __future__ import annotations

import re

from backend_review.index.program import Module
from backend_review.index.project import Project
from backend_review.model.evaluator import Evaluator
from backend_review.model.testclients.following import Follower
from backend_review.model.values import Callee, Kind, Scope, Thing

_SET_UP = ("SetupSuite", "SetupTest", "SetupSubTest")
_TESTS = re.compile(r"(Test|Benchmark|Example|Fuzz)")


class GoTests(Follower):
    """Runs the tests of the testing package and of suites."""

    def __init__(self, project: Project, evaluator: Evaluator | None) -> None:
        super().__init__(project, evaluator)
        self._go_folders: set[str] = set()

    def run_go(self, module: Module) -> None:
        """Run the tests of a module."""
        folder = module.path.rpartition("/")[0]
        if folder not in self._go_folders:
            self._go_folders.add(folder)
            self._follow_go(module, folder)
        scope = self.scopes.get(module.path)
        if scope is None:
            return
        for statement in module.body:
            function = statement.function
            if function is None or not _TESTS.match(function.name):
                continue
            callee = Callee(function, scope)
            if function.receiver[1]:
                kind = self._go_kind(function.receiver[1], scope)
                if kind is None:
                    continue
                made = self._suite(kind, scope)
                callee = Callee(function, scope, made)
            self.safely(function.name, callee, [], {})

    def _go_kind(self, name: str, scope: Scope) -> Kind | None:
        holder = scope.find(name)
        value = holder.names[name] if holder is not None else None
        return value if isinstance(value, Kind) else None

    def _suite(self, kind: Kind, scope: Scope) -> Thing:
        made = Thing(kind=kind)
        for name in _SET_UP:
            item = kind.attributes.get(name)
            if isinstance(item, Callee):
                self.safely(f"{kind.klass.name}.{name}", Callee(item.function, item.scope, made), [], {})
        return made

    def _follow_go(self, module: Module, folder: str) -> None:
        """The test files of a package, which see the package's names."""
        package = self.project.package(module)
        outer = self.scope_of(package[0]) if package else None
        shared = Scope(module, outer.outer if outer is not None else None)
        tests = [
            path
            for path, file in self.project.files.items()
            if path.endswith("_test.go") and path.rpartition("/")[0] == folder
        ]
        self.go_files(sorted(tests), shared)
