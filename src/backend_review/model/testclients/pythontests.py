"""Following Python's tests as their runners run them: fixtures and ``setUp`` first, once for each row of parameters."""

from __future__ import annotations

import itertools
import re

from backend_review.index.expressions.data import Expr
from backend_review.index.project import Project
from backend_review.model.evaluator import Evaluator, OutOfSteps
from backend_review.model.testclients.following import MAX_ROWS, STEPS_OF_TEST, Follower
from backend_review.model.testclients.goclients import TEST_ROLES
from backend_review.model.values import Callee, Items, Kind, Scope, Thing, Unknown, Value, items_of, text_of

_SET_UP = ("setUpClass", "setUpTestData", "setup_class", "setUp", "asyncSetUp", "setup_method", "setup")


class PythonTests(Follower):
    """Runs the tests of pytest and unittest."""

    def __init__(self, project: Project, evaluator: Evaluator | None) -> None:
        super().__init__(project, evaluator)
        self._fixtures: dict[int, Value] = {}
        self._shared_fixtures: dict[str, Callee] | None = None

    def run_python(self, scope: Scope) -> None:
        """Run the tests of a module."""
        for name, value in list(scope.names.items()):
            if isinstance(value, Callee) and value.function.module is scope.module:
                if name.startswith("test"):
                    self._run_function(name, value, scope, None)
            elif isinstance(value, Kind) and value.scope.module is scope.module:
                self._run_class(value, scope)

    def _run_class(self, kind: Kind, scope: Scope) -> None:
        methods: dict[str, Callee] = {}
        for level in reversed(list(kind.lineage())):
            methods |= {name: item for name, item in level.attributes.items() if isinstance(item, Callee)}
        tests = [name for name in methods if name.startswith("test")]
        if not tests:
            return
        made = Thing(kind=kind)
        for name in _SET_UP:
            if name in methods:
                item = methods[name]
                bound = Callee(item.function, item.scope, made if "Class" not in name else kind, item.decorators)
                self._run_function(f"{kind.klass.name}.{name}", bound, scope, kind)
        for name in tests:
            item = methods[name]
            bound = Callee(item.function, item.scope, made, item.decorators)
            self._run_function(f"{kind.klass.name}.{name}", bound, scope, kind)

    def _run_function(self, title: str, function: Callee, scope: Scope, kind: Kind | None) -> None:
        parameters = function.function.parameters
        if function.bound is not None and not function.function.is_static:
            parameters = parameters[1:]
        decorators = list(function.function.decorators)
        decorators += kind.klass.decorators if kind is not None else []
        tables = [table for expr in decorators if (table := self._parametrized(expr, function.scope))]
        names = {name for table in tables for row in table for name in row}
        fixed = {
            item.name: self._fixture(item.name, scope, kind, 0)
            for item in parameters
            if item.name and not item.kind and item.default is None and item.name not in names
        }
        for rows in itertools.islice(itertools.product(*tables), MAX_ROWS):
            named = dict(fixed)
            for row in rows:
                named |= row
            self.safely(title, function, [], named)

    def _parametrized(self, expr: Expr, scope: Scope) -> list[dict[str, Value]]:
        """The rows of ``@pytest.mark.parametrize("a,b", [...])`` or ``@parameterized.expand([...])``."""
        if expr.kind != "call" or expr.target is None or expr.target.name != "parametrize" or not expr.args:
            return []
        first = self.evaluate(expr.args[0], scope)
        text = text_of(first)
        names = (
            [text_of(item) or "" for item in items_of(first)] if text is None else re.split(r"\s*,\s*", text.strip())
        )
        rows = expr.args[1] if len(expr.args) > 1 else expr.named.get("argvalues")
        found = []
        for row in items_of(self.evaluate(rows, scope)):
            if isinstance(row, Thing) and row.made_by is not None and row.made_by.name.endswith("pytest.param"):
                values = row.made_by.args
            else:
                values = row.items if isinstance(row, Items) and len(names) > 1 else [row]
            found.append(dict(zip(names, values, strict=False)))
        return found

    # Fixtures

    def _fixture(self, name: str, scope: Scope, kind: Kind | None, depth: int) -> Value:
        """What the fixture of a name gives: of the class, the module, a conftest above it, or any of the tests."""
        found = self._find_fixture(name, scope, kind) if depth < 8 else None
        if found is None:
            return Unknown()
        key = found.function.node.id
        if key in self._fixtures:
            return self._fixtures[key]
        self._fixtures[key] = Unknown()
        home = self.scope_of(found.function.module.path) or scope
        parameters = [item for item in found.function.parameters if item.name not in {"self", "cls"}]
        named = {item.name: self._fixture(item.name, home if item.name != name else scope, kind, depth + 1)
                 for item in parameters if not item.kind}  # fmt: skip
        outer, stack, titles = self.limit, self._stack, self._titles
        self.limit = min(outer, self.steps + STEPS_OF_TEST)
        self._stack, self._titles = [], [name]
        try:
            self._fixtures[key] = self.invoke(found, [], named, None)
        except (OutOfSteps, RecursionError):
            self.unknown["fixtures too long to follow"] += 1
        finally:
            self.limit, self._stack, self._titles = outer, stack, titles
        return self._fixtures[key]

    def _find_fixture(self, name: str, scope: Scope, kind: Kind | None) -> Callee | None:
        for level in kind.lineage() if kind is not None else ():
            value = level.attributes.get(name)
            if isinstance(value, Callee) and _is_fixture(value):
                return Callee(value.function, value.scope, Thing(kind=kind), value.decorators)
        folder = scope.module.path.rpartition("/")[0]
        folders = [folder]
        while folder:
            folder = folder.rpartition("/")[0]
            folders.append(folder)
        paths = [scope.module.path, *(f"{item}/conftest.py".lstrip("/") for item in folders)]
        for path in paths:
            below = self.scope_of(path) if path in self.project.files else None
            value = self.force(below.names[name], below, name) if below is not None and name in below.names else None
            if isinstance(value, Callee) and _is_fixture(value):
                return value
        if self._shared_fixtures is None:
            self._shared_fixtures = {}
            for module in self.project.modules("python"):
                if module.file.role in TEST_ROLES and re.search(r"fixture\b", module.file.text):
                    below = self.scope_of(module.path)
                    for key, value in below.names.items() if below is not None else ():
                        if isinstance(value, Callee) and _is_fixture(value):
                            self._shared_fixtures.setdefault(_fixture_name(value) or key, value)
        return self._shared_fixtures.get(name)


def _is_fixture(value: Callee) -> bool:
    return any(
        (item.target if item.kind == "call" and item.target is not None else item).name == "fixture"
        for item in value.function.decorators
    )


def _fixture_name(value: Callee) -> str:
    for item in value.function.decorators:
        named = item.named.get("name")
        if named is not None and named.kind == "text":
            return str(named.value)
    return ""
