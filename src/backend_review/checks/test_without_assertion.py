"""Tests that pass whatever the code under test does, as long as it does not raise."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec
from tree_sitter import Node

from backend_review.backend import Backend
from backend_review.checks._asserting import functions, imported
from backend_review.checks._syntax import text_of
from backend_review.checks._tests import Test, callee, inside, match_at, tests_of
from backend_review.checks._unraised import may_be_enough
from backend_review.finding import Audience, Confidence, Match
from backend_review.index.expressions import Code, Expr, Scope, code_of, last_name
from backend_review.project.frontend import is_frontend
from backend_review.project.source import SourceFile

_RULE = "test-without-assertion"
_LANGUAGES = {"python", "javascript", "typescript", "go"}
_SUPPORT = {"test", "fixture"}
_MAX_ROUNDS = 6
# A part of a called name that checks something: `assertEqual`, `expect(…)`, `t.Fatal`, `mock.assert_called`, `raise_for_status`.
_CHECKS = re.compile(
    r"(?:^|[._]|(?<=[a-z])(?=[A-Z]))(?:assert\w*|expect\w*|should\w*|verif\w*|check\w*|validate\w*|ensure\w*|must\w*|raises?|warns|deprecated_call|"
    r"fail\w*|throws?\w*|rejects?|compare\w*|raise_for_status|snapshot\w*|approv\w*|wait_?for\w*|wait_?until\w*|eventually|golden|diff|"
    r"require[A-Z.]\w*|done|pass|plan)(?=$|[._A-Z(])",
    re.IGNORECASE,
)
_GO_CHECKS = re.compile(
    r"^(?:require|assert|is|qt|be|td|want|gomega|g|o)\.\w+$|^(?:panic|Expect|Eventually|Ω|log\.Fatal\w*|os\.Exit)$|\.EXPECT$"
)
# Of a test, whatever it is called (`t`, `tt`, `s.T()`); an error's own `Error` takes nothing.
_GO_FAILS = re.compile(r"\.(?:Error|Errorf)$")
_GO_STOPS = re.compile(r"\.(?:Fail|FailNow|Fatal|Fatalf)$|^(?:t|tt|tb)\.Error$")
_ASSERTS = re.compile(rb"^[ \t]+assert\b(?!\w*\s*[=.,:])", re.MULTILINE)
_STATEMENTS = {"assert_statement", "raise_statement", "throw_statement"}
_CALLS = {"call", "call_expression", "new_expression"}
# Tests whose name says that finishing is the point.
_FINISHES = (
    r"(?:not|n't|nt|never|without|doesn?t?|no)[ _]*(?:any[ _]*)?(?:rais(?:e|ing)|throw|crash|panic|fail|error|break|hang|block|blow|explode|deadlock|leak|"
    r"exception|warn|complain|race|loop|recurs)"
)
_SMOKE = re.compile(
    rf"(?i){_FINISHES}|(?:^|[ _])(?:smoke|accepts?|allows?|imports?|importable|compiles?|concurren\w*|race|bench\w*|fuzz|idempotent)(?:$|[ _])|handles?[ _]*(?:invalid|empty|missing|unknown|nil|null)|Smoke|Concurren|Race|NoPanic|NoError|Compile|Benchmark|Idempotent"
)
_SAYS_SO = re.compile(rf"(?i)(?:#|//|/\*|\"\"\"|''').*(?:{_FINISHES}|smoke)")
_EXCUSED = re.compile(
    r"expect-expect|assertions-in-tests|no-unasserted"
)  # linters' rules of the same name, switched off
_SKIPS = re.compile(r"(?:pytest\.|self\.|t\.|this\.|ctx\.|context\.)[sS]kip\w*\(|\bskipTest\(|\bpending\(")
_TAKES_VALUES = {"model_validate", "model_validate_json", "parse_obj", "parse_raw"}
_PRINTS = {"print", "debug", "pprint"}
_ASIDE = {"print", "log", "Run", "Parallel", "Helper", "Log", "Logf"}
_OWN_BASES = re.compile(r"(?:^|\.)(?:\w*TestCase|\w*TransactionTestCase|LiveServerTestCase|object|TestSuite)$")


def judge(backend: Backend) -> Iterator[Match]:
    """A match at each test that neither asserts nor calls anything that does, as far as the project's test code is seen."""
    codes, clear = _worth_reading(backend)
    helpers = _Helpers([code for _, code in codes.values()], clear)
    for file, code in codes.values():
        asked = backend.asked_for is None or file.path in backend.asked_for
        if not asked or file.role != "test" or (code.language == "javascript" and is_frontend(file)):
            continue
        for test in tests_of(file, code):
            if (
                test.off
                or test.node.has_error
                or _excused(code, test)
                or _told(file, test)
                or helpers.checks(code, test.node)
            ):
                continue
            if not (code.language == "javascript" and helpers.checked_after(code)):
                match = _match(file, code, test, helpers)
                if may_be_enough(code, test):
                    match = msgspec.structs.replace(match, audience=Audience.PEDANTIC, confidence=Confidence.LOW)
                yield match


def _worth_reading(backend: Backend) -> tuple[dict[str, tuple[SourceFile, Code]], dict[str, bool]]:
    """The test code to read, and of what need not be read the functions by name, with whether one asserts.

    A Python file all of whose tests assert is read only for helpers without an ``assert`` that other files may call.
    """
    codes: dict[str, tuple[SourceFile, Code]] = {}
    clear: dict[str, dict[str, bool]] = {}
    words: set[str] = set()
    for path, file in sorted(backend.project.files.items()):
        if file.language not in _LANGUAGES or file.role not in _SUPPORT:
            continue
        if file.language == "python":
            known: dict[str, bool] = {}
            for written in functions(file.text):
                known[written.name] = known.get(written.name, True) and written.asserts
            if all(asserts for name, asserts in known.items() if name.startswith("test")):
                clear[path] = known
                continue
        words |= _read(file, codes)
    pending = True
    while pending:
        wanted = [
            p for p, known in clear.items() if any(not asserts and name in words for name, asserts in known.items())
        ]
        for path in wanted:
            del clear[path]
            words |= _read(backend.project.files[path], codes)
        pending = bool(wanted)
    named: dict[str, bool] = {}
    for known in clear.values():
        for name, asserts in known.items():
            named[name] = named.get(name, False) or asserts
    return codes, named


def _read(file: SourceFile, codes: dict[str, tuple[SourceFile, Code]]) -> set[str]:
    """Read a file; the words in its functions that may assert through others."""
    code = code_of(file)
    if code is None:
        return set()
    codes[file.path] = (file, code)
    if file.language != "python":
        return set()
    return {word for item in functions(file.text) if not item.asserts for word in re.findall(r"\w+", item.text)}


class _Helpers:
    """Which functions of the test code check something, themselves or through others, by name and language."""

    def __init__(self, codes: list[Code], clear: dict[str, bool]) -> None:
        self._names = {("python", name) for name, asserts in clear.items() if asserts}
        waiting: list[tuple[Code, Scope]] = []
        for code in codes:
            waiting += [(code, scope) for scopes in list(code.functions.values()) for scope in scopes]
        self._known = {(code.language, scope.name) for code, scope in waiting} | {("python", name) for name in clear}
        for _ in range(_MAX_ROUNDS):
            left = []
            for code, scope in waiting:
                if self.checks(code, scope.node):
                    self._names.add((code.language, scope.name))
                else:
                    left.append((code, scope))
            if len(left) == len(waiting):
                return
            waiting = left

    def checks(self, code: Code, node: Node) -> bool:
        """Whether something below a node checks."""
        if code.language == "python" and _ASSERTS.search(node.text or b""):
            return True  # nearly all tests: no need to look at every call
        pending = [node]
        while pending:
            current = pending.pop()
            kind = current.type
            if kind in _STATEMENTS:
                return True
            if kind == "unary_expression" and code.language == "go" and text_of(current).startswith("<-"):
                return True  # it ends when something has happened
            if kind in _CALLS and self._call_checks(code, current):
                return True
            if kind == "await_expression" and self._awaited_checks(code, current, node):
                return True
            if kind == "member_expression" and text_of(current.child_by_field_name("property")) == "should":
                return True
            pending.extend(current.named_children)
        return False

    def _awaited_checks(self, code: Code, node: Node, around: Node) -> bool:
        """Whether what is awaited was begun outside of the test by something that checks: it fails the test by throwing."""
        awaited = node.named_children[0] if node.named_children else None
        if awaited is None or awaited.type != "identifier":
            return False
        begun = [
            item.expr.node
            for item in code.definitions(text_of(awaited), awaited)
            if item.expr is not None and not inside(item.expr.node, around)
        ]
        return any(self.checks(code, item) for item in begun)

    def knows(self, code: Code, name: str) -> bool:
        """Whether a function of this name is written in the test code."""
        return (code.language, name) in self._known

    def _call_checks(self, code: Code, node: Node) -> bool:
        call = code.lower(node)
        name = last_name(call.target)
        written = re.sub(r"\s+", "", callee(code, call)[-200:])
        if code.language == "go":
            if _GO_CHECKS.search(written) or _GO_STOPS.search(written) or (_GO_FAILS.search(written) and call.args):
                return True
            if _go_helper(code, call, (code.language, name) in self._known):
                return True
            return (code.language, name) in self._names or _CHECKS.search(name) is not None
        if (code.language, name) in self._names or (code.language == "python" and _told_to_raise(code, call)):
            return True
        if code.language == "javascript" and (written == "require" or written in imported(code.data)):
            return written != "require"
        if _CHECKS.search(written):
            return True
        # What is not seen may check: a helper that is called so, or what a plugin's fixture hands over.
        given = (
            code.language == "python"
            and call.target is not None
            and call.target.kind == "name"
            and _is_fixture(code, call)
        )
        return (code.language, name) not in self._known and (given or re.search(r"(?i)test", name) is not None)

    def checked_after(self, code: Code) -> bool:
        """Whether a hook of a JavaScript file checks after each test."""
        hooks = [call for name in ("afterEach", "after", "afterAll") for call in code.by_name.get(name, ())]
        return any(item.kind == "func" and self.checks(code, item.node) for call in hooks for item in call.args)


def _is_fixture(code: Code, call: Expr) -> bool:
    name = last_name(call.target)
    return any(item.kind == "parameter" for item in code.definitions(name, call.node))


def _go_helper(code: Code, call: Expr, known: bool) -> bool:
    """A function of another package that is handed the test can fail it."""
    if last_name(call.target) == "Run" and callee(code, call).rpartition(".")[0].endswith("suite"):
        return True  # testify's, whose methods are the tests
    if (
        known
        or call.target is None
        or last_name(call.target) in {"Run", "Parallel", "Helper", "Cleanup", "Setenv", "NewController", "TempDir"}
    ):
        return False
    return any(code.text(item.node) in {"t", "tb", "s.T()", "suite.T()"} for item in call.args)


def _told_to_raise(code: Code, call: Expr) -> bool:
    value = call.named.get("check") or call.named.get("raise_exception")
    return value is not None and value.value is True


def _excused(code: Code, test: Test) -> bool:
    """Whether finishing is what is tested, the test is switched off, or its body is that of another."""
    text = code.text(test.node)
    if _SMOKE.search(test.name) or _SKIPS.search(text) or _SAYS_SO.search(text):
        return True
    names = test.scope.parameter_names if test.scope is not None else []
    if code.language == "javascript":
        # Mocha's callback is called when what was waited for has happened; node:test and AVA hand over what asserts.
        given = [name for name in names if name]
        return (
            bool(given)
            and re.search(
                rf"\b{re.escape(given[0])}\b(?:\(|\.\w+\(|\s*[,)])", text.partition("=>")[2] or text.partition("{")[2]
            )
            is not None
        )
    if code.language == "go":
        return names[:1] == ["_"]  # only a panic can fail it, and its author says so
    if code.language == "python":
        if {"benchmark", "snapshot"} & set(names) or _measures(code, test) or _only_makes(code, test):
            return True
        owner = test.scope.parent if test.scope is not None else None
        inherits = (
            owner is not None
            and owner.kind == "class"
            and any(not _OWN_BASES.search(base) for base in owner.bases if "=" not in base)
        )
        return inherits and _is_empty(test.node)  # switches off what it inherits
    return False


def _measures(code: Code, test: Test) -> bool:
    """Whether a test is decorated as a measurement: ``@benchmark``."""
    around = test.node.parent
    if around is None or around.type != "decorated_definition":
        return False
    decorators = [child for child in around.named_children if child.type == "decorator"]
    return any(re.search(r"(?i)\bbench\w*", code.text(item)) for item in decorators)


def _only_makes(code: Code, test: Test) -> bool:
    """Whether a test only makes objects, and drops them: what it tests is that their classes take such values."""
    body = test.node.child_by_field_name("body")
    made = 0
    for statement in body.named_children if body is not None else []:
        if statement.type == "comment":
            continue
        inner = statement.named_children[0] if statement.type == "expression_statement" else None
        if inner is None or inner.type not in {"call", "string"}:
            return False
        called = code.text(inner.child_by_field_name("function")) if inner.type == "call" else ""
        name = called.rpartition(".")[2]
        if name[:1].isupper() or name in _TAKES_VALUES:
            made += 1
        elif called and name not in _PRINTS:
            return False
    return made > 0


def _told(file: SourceFile, test: Test) -> bool:
    """Whether a linter was told of the test already."""
    line = int(test.mark.start_point[0]) + 1
    near = "\n".join(file.line(number) for number in range(max(1, line - 3), line + 1))
    whole = re.search(r"(?m)^\s*/\*\s*(?:eslint|oxlint)-disable(?!-).*$", file.text)
    return _EXCUSED.search(near) is not None or (whole is not None and _EXCUSED.search(whole.group()) is not None)


def _is_empty(function: Node) -> bool:
    body = function.child_by_field_name("body")
    return body is not None and all(
        child.type in {"pass_statement", "comment"}
        or (child.type == "expression_statement" and child.named_children[0].type in {"string", "ellipsis"})
        for child in body.named_children
    )


def _match(file: SourceFile, code: Code, test: Test, helpers: _Helpers) -> Match:
    called = _called(code, test, helpers)
    body = test.node.child_by_field_name("body")
    if not called:
        what = (
            "its body does nothing"
            if _is_empty(test.node) or body is None or not body.named_children
            else "it only prepares"
        )
        message = f"`{test.name}` checks nothing: {what}. Write what it is named after, or take it away."
    else:
        message = (
            f"`{test.name}` calls `{called}` and checks nothing, so it passes whatever comes of it. Assert on the result: the answer, "
            "the stored row, the call that was made."
        )
    return match_at(_RULE, file, test.mark, message, "no assertion, and no call of a helper that asserts")


def _called(code: Code, test: Test, helpers: _Helpers) -> str:
    """The last thing that a test does, which is mostly what it tests; what its own helpers do only where there is no more."""
    found = [
        call
        for call in code.calls
        if inside(call.node, test.node) and call.node.id != test.node.id and callee(code, call)
    ]
    own = [call for call in found if last_name(call.target) not in _ASIDE]
    tested = [call for call in own if not helpers.knows(code, last_name(call.target))]
    last = (tested or own)[-1:]
    return callee(code, last[0])[:60] if last else ""
