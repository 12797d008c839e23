"""Modules: what they offer each other, and following their bodies."""

from __future__ import annotations

import re
from collections.abc import Callable

from backend_review.finding import Problem
from backend_review.index.expressions.imports import package_of
from backend_review.index.program import Import, Module, Statement
from backend_review.model import javascriptfiles
from backend_review.model.evaluator.state import (
    MAX_IMPORTING,
    MAX_MODULES,
    MAX_STEPS,
    MAX_STEPS_OF_MODULE,
    STEPS_KEPT,
    Frame,
    Imported,
    OutOfSteps,
    Pending,
    State,
)
from backend_review.model.values import Callee, Kind, Library, Namespace, Scope, Table, Thing, Unknown, Value

_PACKAGE = re.compile(r"^package (\w+)", re.MULTILINE)
_URLS = re.compile(r"^urlpatterns\b", re.MULTILINE)


class Modules(State):
    """Modules: what they offer each other, and following their bodies."""

    def scope_of(self, path: str) -> Scope | None:
        """The variables of a module after its body was followed; None for what is no module of the project."""
        if path in self.scopes:
            return self.scopes[path]
        module = self.project.module(path)
        if module is None:
            return None
        if module.language == "go":
            return self.go_package(module)
        scope = self.scopes[path] = Scope(module)
        self.exports[path] = {}
        if module.language == "javascript":
            exported = Table(complete=False)
            scope.names["exports"] = exported
            scope.names["module"] = Table({"exports": exported})
        self.follow(module.body, scope)
        return scope

    def follow(self, body: list[Statement], scope: Scope) -> None:
        """The statements of a module, whatever they do."""
        outer_steps, outer_limit, outer_conditional = self.steps, self.limit, self.conditional
        self.limit = self.steps + max(0, min(MAX_STEPS_OF_MODULE, MAX_STEPS - self.spent))
        self.conditional = 0
        self.following += 1
        try:
            self.run(body, scope, Frame())
        except OutOfSteps:
            self.unknown["modules too long to follow"] += 1
        except RecursionError:
            self.unknown["modules nested too deep to follow"] += 1
        except Exception as error:  # hostile input meets our code here: one module must not hide the others
            self.failed.append(
                Problem("model", f"the module was not followed: {type(error).__name__}: {error}", scope.module.path)
            )
        finally:
            self.following -= 1
            self.spent += self.steps - outer_steps  # what a module takes does not count as its importer's
            self.steps, self.limit, self.conditional = outer_steps, outer_limit, outer_conditional

    def start(self, function: Callee, args: list[Value] | None = None, steps: int = MAX_STEPS_OF_MODULE) -> None:
        """Follow a function that something outside of the project calls."""
        self.attempt(lambda: self.invoke(function, args or [], {}, None), steps)

    def attempt(self, action: Callable[[], object], steps: int = MAX_STEPS_OF_MODULE) -> None:
        """Do something that follows code, within the limits that hold for one module."""
        before, outer = self.steps, self.limit
        self.limit = before + max(STEPS_KEPT, min(steps, MAX_STEPS - self.spent))
        try:
            action()
        except OutOfSteps:
            self.unknown["functions too long to follow"] += 1
        except RecursionError:
            self.unknown["functions nested too deep to follow"] += 1
        finally:
            self.spent += self.steps - before
            self.steps, self.limit = before, outer

    def member(self, path: str, name: str, seen: set[str] | None = None) -> Value | None:
        """What a module offers under a name; ``default`` is what a JavaScript module is about; None if nothing.

        ``seen`` are the modules that were asked already: files that pass on what others offer form a web.
        """
        scope = self.scope_of(path)
        if scope is None or (seen is not None and path in seen):
            return None
        if scope.module.language == "go":
            outer = scope.outer
            value = outer.names.get(name) if outer is not None else None
            return self.force(value, outer, name) if value is not None else None
        if scope.module.language == "python":
            found = scope.names.get(name)
            return self.force(found, scope, name) if found is not None else None
        exports = self.exports[path]
        if name in exports:
            return self.force(exports[name], None, "")
        common = scope.names["module"]
        value = common.entries.get("exports") if isinstance(common, Table) else None
        if isinstance(value, Table) and name in value.entries:
            return value.entries[name]
        if name != "default" and path in self.stars:
            below = self._passed_on(path, name, seen)
            if below is not None:
                return below
        if value is not None and not (isinstance(value, Table) and not value.entries):
            return value if name in {"default", "="} else self.attribute(value, name)
        return None

    def _passed_on(self, path: str, name: str, seen: set[str] | None) -> Value | None:
        """What a module offers of others (``export * from``). That none does holds while no more are followed."""
        key, known = (path, name), (len(self.scopes), self.following)
        if seen is None and self.lacking.get(key) == known and not self.following:
            return None
        asked = seen if seen is not None else set()
        asked.add(path)
        for star in self.stars[path]:
            below = self.member(star, name, asked)
            if below is not None:
                return below
        if seen is None and not self.following:
            self.lacking[key] = (len(self.scopes), 0)
        return None

    def exported(self, path: str, seen: set[str] | None = None) -> dict[str, Value]:
        """All that a JavaScript module offers by name, what it passes on of others included."""
        seen = seen if seen is not None else set()
        if self.scope_of(path) is None or path in seen or len(seen) > MAX_MODULES:
            return {}
        seen.add(path)
        found: dict[str, Value] = {}
        for star in self.stars.get(path, ()):
            found |= {name: item for name, item in self.exported(star, seen).items() if name != "default"}
        return found | {name: self.force(item, None, "") for name, item in self.exports.get(path, {}).items()}

    def contents(self, module: Namespace) -> Table:
        """JavaScript: all that a module offers, as the table that ``{ ...module }`` copies."""
        return Table({name: item for path in module.paths for name, item in self.exported(path).items()})

    def force(self, value: Value, scope: Scope | None, name: str) -> Value:
        """What an import stands for, found when it is first used (so that modules may import each other)."""
        if isinstance(value, Pending):
            self.initialize(value)
            value = value.scope.names.get(name, Unknown())
            return value if not isinstance(value, Pending) else Unknown()
        if not isinstance(value, Imported):
            return value
        if value.busy:
            return Unknown()
        value.busy = True
        try:
            found = self._imported(value)
        finally:
            value.busy = False
        if scope is not None and found is not None:
            scope.names[name] = found
        return found if found is not None else Unknown()

    def _imported(self, value: Imported) -> Value | None:
        if not value.member:
            # import routes = require("./routes"), import * as routes: what the module is about, where that is one thing
            whole = self.member(value.paths[0], "=") if value.module.language == "javascript" else None
            return whole if isinstance(whole, (Thing, Callee, Kind)) else Namespace(value.paths)
        for path in value.paths:
            found = self.member(path, value.member)
            # A package that imports a module of its own finds this very import under the name.
            if found is not None and not (isinstance(found, Unknown) and path == value.module.path):
                return found
        if value.module.language == "python":
            joiner = "" if value.source.endswith(".") else "."
            below = self.project.resolve(value.module, f"{value.source}{joiner}{value.member}")
            return Namespace(below) if below else None
        if value.member == "default":
            return Namespace(value.paths)
        return None

    def _import(self, statement: Statement, scope: Scope, frame: Frame) -> None:
        self.bring_in(statement, scope)

    def bring_in(self, statement: Statement, scope: Scope) -> None:
        module = scope.module
        configures = scope.outer is None and not self.conditional and "urlpatterns" in module.file.text
        for item in statement.imports:
            paths = self.project.resolve(module, item.module)
            if configures and _URLS.search(module.file.text) is not None:
                self._run_imported(module, item, paths)
            value = self._import_value(module, item, paths)
            if item.member == "*":
                for path in paths:
                    if item.exported:
                        self.stars.setdefault(module.path, []).append(path)
                    elif module.language == "python":
                        below = self.scope_of(path)
                        scope.names.update(below.names if below is not None else {})
            elif item.exported:
                self.exports[module.path][item.name] = value
            elif item.name:
                scope.names[self._name_of(module, item, paths)] = value

    def _name_of(self, module: Module, item: Import, paths: tuple[str, ...]) -> str:
        """What a module calls what it imports: a Go package of the project is called as it says, unless renamed."""
        if module.language != "go" or not paths or item.name != package_of(item.module):
            return item.name
        said = _PACKAGE.search(self.project.files[paths[0]].text)
        return said[1] if said is not None else item.name

    def _run_imported(self, module: Module, item: Import, paths: tuple[str, ...]) -> None:
        """Django's URL configurations run what they import first: its decorators may fill what they read.

        Elsewhere a module runs when something of it is needed, so that modules may import each other.
        """
        if self.importing < MAX_IMPORTING:
            self.importing += 1
            try:
                for path in paths[:1]:
                    self.scope_of(path)
                if item.member and item.member != "*" and (not paths or paths[0].endswith("__init__.py")):
                    joiner = "" if item.module.endswith(".") else "."
                    for path in self.project.resolve(module, f"{item.module}{joiner}{item.member}")[:1]:
                        self.scope_of(path)
            finally:
                self.importing -= 1

    def _import_value(self, module: Module, item: Import, paths: tuple[str, ...]) -> Value:
        if module.language == "python" and not item.member and item.name and "." in item.module:
            top = item.module.partition(".")[0]
            if item.name == top:  # import a.b: the name is a
                found = self.project.resolve(module, top)
                return Imported(module, top, "", found) if found else Library(top)
        if paths:
            return Imported(module, item.module, item.member, paths)
        if module.language == "python":
            if item.member:
                below = self.project.resolve(module, f"{item.module.rstrip('.')}.{item.member}".lstrip("."))
                if item.module.startswith("."):
                    dots = len(item.module) - len(item.module.lstrip("."))
                    rest = item.module.lstrip(".")
                    name = "." * dots + (f"{rest}.{item.member}" if rest else item.member)
                    below = self.project.resolve(module, name)
                if below:
                    return Imported(module, item.module, "", below)
                return Library(f"{item.module}.{item.member}")
            return Library(item.module)
        held = self.project.data(module, item.module) if module.language == "javascript" else None
        if held is not None:
            whole = javascriptfiles.data_of(held)
            return whole if item.member in {"", "default"} else self.attribute(whole, item.member)
        if item.member == "PrismaClient":  # made by the tool, into a folder that is not kept with the project
            return Library("@prisma/client.PrismaClient")
        source = item.module.removeprefix("node:")
        if module.language == "go" or item.member in {"", "default"}:
            return Library(source)
        return Library(f"{source}.{item.member}")

    def _export(self, statement: Statement, scope: Scope, frame: Frame) -> None:
        exports = self.exports.get(scope.module.path, {})
        if statement.value is not None:
            value = self.evaluate(statement.value, scope)
            for _, public in statement.names:
                exports[public] = value
            return
        for local, public in statement.names:
            exports[public] = scope.names.get(local, Unknown())

    def export_definition(self, statement: Statement, name: str, value: Value, scope: Scope) -> None:
        if statement.exported and scope.module.path in self.exports:
            for _, public in statement.names or [("", name)]:
                self.exports[scope.module.path][public] = value
