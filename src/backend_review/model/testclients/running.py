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
from backend_review.model.evaluator import NOTHING, Evaluator, Frame
from backend_review.model.routes import Place
from backend_review.model.testclients import shapes, switches
from backend_review.model.testclients.data import TestRequest
from backend_review.model.testclients.following import MAX_ROWS
from backend_review.model.testclients.goclients import TEST_ROLES, folder_of
from backend_review.model.testclients.gotests import GoTests
from backend_review.model.testclients.matching import fits
from backend_review.model.testclients.pythontests import PythonTests
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


class Tester(PythonTests, GoTests):
    """An evaluator that follows tests and writes down their requests."""

    def __init__(self, project: Project, evaluator: Evaluator | None) -> None:
        super().__init__(project, evaluator)
        self._decorating = 0
        self._quiet: dict[int, Value] = {}

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
            for row in rows[:MAX_ROWS]:
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
            self.run_go(module)
        else:
            scope = self.scope_of(module.path)
            if scope is not None and module.language == "python":
                self.run_python(scope)
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
