"""Following test functions: what they and the helpers they call request.

The tests of a module are followed as a test runner runs them: fixtures, ``setUp`` and ``beforeEach`` first, closures
handed to ``describe`` and ``it``, one run for each row of a table of parameters. Production code is not followed.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from backend_review.index.expressions.data import FUNCTIONS, Expr
from backend_review.index.program import Module, Statement
from backend_review.index.project import Project
from backend_review.model.evaluator import NOTHING, Evaluator, Frame, OutOfSteps
from backend_review.model.routes import Place
from backend_review.model.testclients import shapes, switches
from backend_review.model.testclients.data import TestRequest
from backend_review.model.testclients.goclients import TEST_ROLES, Clients, folder_of
from backend_review.model.testclients.matching import fits
from backend_review.model.values import (
    HOLE,
    Callee,
    Either,
    Items,
    Kind,
    Known,
    Native,
    Scope,
    Thing,
    Unknown,
    Value,
    items_of,
    text_of,
)

_STEPS = 30_000_000
_STEPS_OF_TEST = 60_000
_MAX_ROWS = 60
_SET_UP = ("setUpClass", "setUpTestData", "setup_class", "setUp", "asyncSetUp", "setup_method", "setup")
_GO_SET_UP = ("SetupSuite", "SetupTest", "SetupSubTest")
_BLOCKS = {"it", "test", "describe", "context", "specify", "suite", "Run"}
_ANSWERS = re.compile(
    r"gin\.Context|echo\.Context|fiber\.Ctx|http\.Request|http\.ResponseWriter|HttpRequest|\bRequest\b"
)
_ANSWER_NAMES = {"req", "request", "ctx"}
_MAKES_HANDLER = re.compile(r"Handler(?:Func)?\b|MiddlewareFunc\b|^func\(.*Request\b")
_MAX_WRAPPERS = 4
_REGISTERING = {
    *("all", "any", "handle", "handlefunc", "route", "use", "add", "map", "match", "method", "methodfunc"),
    *("add_api_route", "add_route", "add_url_rule"),
}


class Tester(Evaluator):
    """An evaluator that follows tests and writes down their requests."""

    def __init__(self, project: Project, evaluator: Evaluator | None) -> None:
        super().__init__(project, {}, evaluator.types if evaluator is not None else None)
        if evaluator is not None:
            # What the modules' bodies made is known already.
            self.scopes, self.exports, self.stars = evaluator.scopes, evaluator.exports, evaluator.stars
            self.kinds = evaluator.kinds
        self.limit = _STEPS
        self.requests: dict[TestRequest, None] = {}
        self.own_routes: list[tuple[str, str, Place | None]] = []  # of the module's own routers
        self._module = ""
        self._titles: list[str] = []
        self._stack: list[Place] = []
        self._decorating = 0
        self._fixtures: dict[int, Value] = {}
        self._shared_fixtures: dict[str, Callee] | None = None
        self._quiet: dict[int, Value] = {}
        self._go_folders: set[str] = set()
        self.clients = Clients(project)

    # What is noticed

    def call(self, callee: Value, args: list[Value], named: dict[str, Value], expr: Expr, scope: Scope) -> Value:
        if not self._asks(scope) or self._decorating:
            return super().call(callee, args, named, expr, scope)
        address = shapes.named_route(callee, args, named, expr)
        if address is not None:
            return address
        if isinstance(callee, (Callee, Either, Kind)):
            return self._call_of_project(callee, args, named, expr, scope)
        self._note(shapes.requests_of(callee, args, named, expr, scope), expr, scope)
        self._note_route(args, expr, scope)
        if not isinstance(callee, Native):
            self._closures(args, expr, scope)
        return super().call(callee, args, named, expr, scope)

    def _call_of_project(
        self, callee: Value, args: list[Value], named: dict[str, Value], expr: Expr, scope: Scope
    ) -> Value:
        """A helper of the project: what it requests, else what the call itself looks like."""
        before = len(self.requests)
        result = super().call(callee, args, named, expr, scope)
        if not isinstance(callee, Callee) or expr.target is None:
            return result
        made = list(itertools.islice(self.requests, before, None)) if len(self.requests) > before else []
        if not made:
            self._note(shapes.requests_of(Unknown(), args, named, expr, scope), expr, scope)
            return result
        method = shapes.method_of(Known(expr.target.name)) if expr.target.kind == "attr" else None
        path = shapes.path_of(args[0]) if args and method is not None else None
        for request in made if method is not None and shapes.looks_like_path(path) else ():  # server.post("/x")
            if path is not None and request.path.endswith(path):
                del self.requests[request]
                whole = path if request.path == HOLE + path else request.path
                self._add(TestRequest(method or "*", whole, request.place, request.test_name, request.handler))
        return result

    def _asks(self, scope: Scope) -> bool:
        """Whether the requests that code makes are a test's: in its files, or in the project's client that it uses."""
        module = scope.module
        return module.file.role in TEST_ROLES or self.clients.is_client(module)

    def _is_client_of(self, callee: Callee, scope: Scope | None) -> bool:
        """Whether a function is the project's client's, asked by a test of another package (or by itself).

        A client's own tests ask a server that they make up.
        """
        module = callee.function.module
        if scope is None or not self.clients.is_client(module):
            return False
        return scope.module.file.role not in TEST_ROLES or folder_of(module.path) != folder_of(self._module)

    def attribute(self, owner: Value, name: str) -> Value:
        if name == "ServeHTTP":  # Go: of a function, and of what a library made around one
            inner = _wrapped(owner)
            if inner is not None and name not in inner.attributes:
                return inner
        return super().attribute(owner, name)

    def serves(self, module: Module) -> bool:
        """Tests are followed for their requests, whatever their package has to do with serving (Go)."""
        return module.file.role in TEST_ROLES or super().serves(module)

    def callbacks(self, args: list[Value], expr: Expr, scope: Scope) -> None:
        if scope.module.file.role not in TEST_ROLES:
            super().callbacks(args, expr, scope)

    def evaluate(self, expr: Expr | None, scope: Scope) -> Value:
        value = super().evaluate(expr, scope)
        if expr is not None and expr.kind == "other" and self._asks(scope):
            for inner in _calls_below(scope.module, expr):
                self.evaluate(inner, scope)
        return value

    def _expr(self, statement: Statement, scope: Scope, frame: Frame) -> None:
        """``yield client`` of a fixture is what it gives."""
        node = statement.node
        inner = node.named_children[0] if node.named_children else None
        if inner is not None and inner.type == "yield" and inner.named_children:
            frame.returns.append(self.evaluate(scope.module.lower(inner.named_children[0]), scope))
            return
        super()._expr(statement, scope, frame)

    def decorated(self, value: Value, decorators: Sequence[Expr], scope: Scope) -> Value:
        self._decorating += 1
        try:
            return super().decorated(value, decorators, scope)
        finally:
            self._decorating -= 1

    def invoke(
        self,
        callee: Callee,
        args: list[Value],
        named: dict[str, Value],
        expr: Expr | None,
        scope: Scope | None = None,
        kind: Kind | None = None,
    ) -> Value:
        module = callee.function.module
        if module.file.role not in TEST_ROLES:
            self._note_direct(callee, expr, scope)
            if not self._is_client_of(callee, scope) and not _gives_text(callee) and not _gives_handler(callee):
                return Unknown(expr)
        key = callee.function.node.id
        if key in self._quiet and callee.bound is None and not any(isinstance(item, Callee) for item in args):
            return self._quiet[key]
        before = len(self.requests)
        pushed = expr is not None and scope is not None and not _inside(callee, expr, scope)
        if pushed and expr is not None and scope is not None:
            self._stack.append(_place(expr, scope))
        try:
            result = super().invoke(callee, args, named, expr, scope, kind)
        finally:
            if pushed:
                self._stack.pop()
        if len(self.requests) == before and (isinstance(result, Unknown) or result == NOTHING) and pushed:
            self._quiet[key] = result  # no need to follow it again: it requests nothing and gives nothing
        return result

    def _taken(self, statement: Statement, scope: Scope) -> int | None:
        if statement.node.type == "expression_switch_statement":
            return switches.taken(self, statement, scope)
        return super()._taken(statement, scope)

    def _note(self, requests: Iterator[tuple[str, str]], expr: Expr, scope: Scope) -> None:
        for method, path in requests:
            self._add(TestRequest(method, path, self._where(_place(expr, scope)), " > ".join(self._titles)))

    def _where(self, own: Place) -> Place:
        """The outermost place of the test's own module that leads to a request."""
        return next((place for place in [*self._stack, own] if place.path == self._module), own)

    def _add(self, request: TestRequest) -> None:
        self.requests.setdefault(request)

    def _note_route(self, args: list[Value], expr: Expr, scope: Scope) -> None:
        """A route that the test itself registers: of production code, or of a function of its own (no place)."""
        if len(args) < 2 or expr.target is None or expr.target.kind != "attr":
            return
        path, method = text_of(args[0]), shapes.method_of(Known(expr.target.name))
        if method is None and expr.target.name.lower() not in _REGISTERING:
            return
        if shapes.method_of(args[0]) is not None:
            method, path = shapes.method_of(args[0]), text_of(args[1])
        head, space, rest = (path or "").partition(" ")
        if space and shapes.method_of(Known(head)):  # net/http: "GET /x"
            method, path = head, rest
        handlers = [v for item in args[1:] for v in items_of(item) if isinstance(v, Callee)]
        if path is None or "/" not in path or not handlers:
            return
        function = handlers[-1].function
        own = function.module.file.role in TEST_ROLES
        self.own_routes.append((method or "*", path, None if own else Place(function.module.path, function.line)))

    def _note_direct(self, callee: Callee, expr: Expr | None, scope: Scope | None) -> None:
        """A handler called by a test itself, with a request or context it made."""
        if expr is None or scope is None or scope.module.file.role not in TEST_ROLES or self._decorating:
            return
        parameters = callee.function.parameters
        names = _ANSWER_NAMES if scope.module.language != "go" else set()
        if any(_ANSWERS.search(item.type) or item.name in names for item in parameters):
            handler = Place(callee.function.module.path, callee.function.line)
            where = self._where(_place(expr, scope))
            self._add(TestRequest("*", "", where, " > ".join(self._titles), handler))

    # Closures of describe, it, then, forEach

    def _closures(self, args: list[Value], expr: Expr, scope: Scope) -> None:
        closures = [item for item in args if isinstance(item, Callee) and _inside(item, expr, scope)]
        if not closures:
            return
        called = scope.module.text(expr.target.node)[:60] if expr.target is not None else ""
        block = re.split(r"[.(]", called)[0] in _BLOCKS or called.endswith(".Run")
        title = text_of(args[0]) if block and args else None
        rows = self._rows(expr, scope) or [[]]
        if title is not None:
            self._titles.append(title)
        try:
            for row in rows[:_MAX_ROWS]:
                for item in closures:
                    self.invoke(item, list(row), {}, expr, scope)
        finally:
            if title is not None:
                self._titles.pop()

    def _rows(self, expr: Expr, scope: Scope) -> list[list[Value]]:
        """The rows of ``test.each([[...], ...])("...", closure)``."""
        each = expr.target
        if each is None or each.kind != "call" or each.target is None or each.target.name not in {"each", "for"}:
            return []
        table = self.evaluate(each.args[0], scope) if each.args else Unknown()
        if not isinstance(table, Items):
            return []
        return [list(row.items) if isinstance(row, Items) else [row] for row in table.items]

    # Running

    def run_module(self, module: Module) -> list[TestRequest]:
        """The requests of a module's tests."""
        self._module, self.requests, self.own_routes, self._titles = module.path, {}, [], []
        if module.language == "go":
            self._run_go(module)
        else:
            scope = self.scope_of(module.path)
            if scope is not None and module.language == "python":
                self._run_python(scope)
        direct = {request.test_name for request in self.requests if request.handler is not None and not request.path}
        return [
            item
            for request in self.requests
            # What a handler is handed by a test says nothing of the root.
            if not (request.path == "/" and request.test_name in direct)
            and (item := self._with_handler(request)) is not None
        ]

    def _with_handler(self, request: TestRequest) -> TestRequest | None:
        """The request with the handler the test's own router has for it; None when that is no production code."""
        if request.path and request.handler is None:
            for method, path, handler in self.own_routes:
                if method in {"*", request.method} and fits(request.path, path):
                    if handler is None:
                        return None
                    return TestRequest(request.method, request.path, request.place, request.test_name, handler)
        return request

    def _safely(self, title: str, function: Callee, args: list[Value], named: dict[str, Value]) -> None:
        outer = self.limit
        self.limit = min(outer, self.steps + _STEPS_OF_TEST)
        self._titles, self._stack = [title], []
        try:
            self.invoke(function, args, named, None)
        except (OutOfSteps, RecursionError):
            self.unknown["tests too long to follow"] += 1
        finally:
            self.limit, self.running = outer, []
            self._titles = []

    def _run_python(self, scope: Scope) -> None:
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
        for rows in itertools.islice(itertools.product(*tables), _MAX_ROWS):
            named = dict(fixed)
            for row in rows:
                named |= row
            self._safely(title, function, [], named)

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
        self.limit = min(outer, self.steps + _STEPS_OF_TEST)
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

    # Go

    def _run_go(self, module: Module) -> None:
        folder = module.path.rpartition("/")[0]
        if folder not in self._go_folders:
            self._go_folders.add(folder)
            self._follow_go(module, folder)
        scope = self.scopes.get(module.path)
        if scope is None:
            return
        for statement in module.body:
            function = statement.function
            if function is None or not re.match(r"(Test|Benchmark|Example|Fuzz)", function.name):
                continue
            callee = Callee(function, scope)
            if function.receiver[1]:
                kind = self._go_kind(function.receiver[1], scope)
                if kind is None:
                    continue
                made = self._suite(kind, scope)
                callee = Callee(function, scope, made)
            self._safely(function.name, callee, [], {})

    def _go_kind(self, name: str, scope: Scope) -> Kind | None:
        holder = scope.find(name)
        value = holder.names[name] if holder is not None else None
        return value if isinstance(value, Kind) else None

    def _suite(self, kind: Kind, scope: Scope) -> Thing:
        made = Thing(kind=kind)
        for name in _GO_SET_UP:
            item = kind.attributes.get(name)
            if isinstance(item, Callee):
                self._safely(f"{kind.klass.name}.{name}", Callee(item.function, item.scope, made), [], {})
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


def _place(expr: Expr, scope: Scope) -> Place:
    target = expr.target
    node = target.node if target is not None and target.kind != "attr" else expr.node
    row = int(node.start_point[0])
    if target is not None and target.kind == "attr":  # a chain over several lines: the line of the method's name
        row = int(target.node.end_point[0])
    return Place(scope.module.path, row + 1)


def _inside(callee: Callee, expr: Expr, scope: Scope) -> bool:
    """Whether a function is written in the arguments of a call."""
    node = callee.function.node
    return (
        callee.function.module is scope.module
        and expr.node.start_byte <= node.start_byte
        and node.end_byte <= expr.node.end_byte
    )


def _calls_below(module: Module, expr: Expr) -> Iterator[Expr]:
    """The outermost calls of an expression of no kind that is looked into (``a == b``, a comprehension)."""
    pending = list(reversed(expr.node.named_children))
    while pending:
        node = pending.pop()
        if node.type in FUNCTIONS:
            continue
        if node.type in {"call", "call_expression", "new_expression"}:
            yield module.lower(node)
        else:
            pending.extend(reversed(node.named_children))


def _gives_text(callee: Callee) -> bool:
    """Whether a function of the project is a small one that gives a value: a helper that builds an address."""
    body = callee.function.body()
    return (
        len(body) <= 3
        and bool(body)
        and body[-1].kind == "return"
        and all(item.kind in {"assign", "return", "expr"} for item in body)
    )


def _gives_handler(callee: Callee) -> bool:
    """Whether a function makes what answers requests, as its type says (Go)."""
    function = callee.function
    return function.module.language == "go" and bool(_MAKES_HANDLER.search(function.return_type))


def _wrapped(value: Value) -> Callee | None:
    """The function that is served: itself, or in what a library makes of it (``http.HandlerFunc(f)``, a limiter)."""
    for _ in range(_MAX_WRAPPERS):
        if isinstance(value, Callee):
            return value
        made = value.made_by if isinstance(value, Thing) and value.kind is None else None
        inner = [item for item in made.args if isinstance(item, (Callee, Thing))] if made is not None else []
        if not inner:
            return None
        value = inner[0]
    return None


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
