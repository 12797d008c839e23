"""Which paths a Go guard lets pass: one middleware around everything that asks what path the request is for.

The guard's code is gone through with the route's path in the place of ``r.URL.Path`` (``c.Path()``, …): a condition
that the path decides goes one way, any other both ways. A guard that refuses some requests, but none for this path,
does not guard it: an allow-list, prefixes, a helper ``isPublic(r)``, a map of paths, the ``Skipper`` of a library.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tree_sitter import Node

from backend_review.index.expressions.data import Expr
from backend_review.index.program import Function, Statement
from backend_review.model.evaluator import Evaluator
from backend_review.model.pathtests import Tri, any_of, matches_glob, same_path
from backend_review.model.reach import around
from backend_review.model.routes import FoundRoute, Guard
from backend_review.model.values import (
    HOLE,
    Callee,
    Items,
    Known,
    Scope,
    Table,
    Thing,
    Unknown,
    Value,
    options,
    text_of,
)

_PATH = re.compile(r"\.URL\.Path$|\.RequestURI$|\.(?:Path|FullPath|OriginalURL|EscapedPath)\(\)$")
_ASKS = re.compile(r"\.URL\.(?:Path|EscapedPath)\b|\.RequestURI\b|\.(?:Path|FullPath|OriginalURL)\(\)")
_REQUEST = re.compile(r"ResponseWriter|\bRequest\b|Ctx\b|Context\b")
_REFUSES = re.compile(
    r"(?i)\b40[13]\b|unauthori[sz]ed|forbidden|redirect|needs?_?auth|authenticat\w*failed|permission_?denied|access_?denied"
)
_TEXTS = re.compile(r'"(?:[^"\\\n]|\\.)*"|`[^`]*`')
_SKIPS = ("Skipper", "Next", "Filter")
_MAX_STATEMENTS = 1500
_MAX_DEPTH = 5
_CHEAP = {"text", "list", "dict", "name", "attr", "index", "template", "binary", "number", "constant"}


@dataclass(frozen=True, slots=True)
class _Path(Value):
    """The path of the request."""


def settle(evaluator: Evaluator, routes: Iterable[FoundRoute]) -> None:
    """Take the guards from routes that they let everybody pass to."""
    asks: dict[int, bool] = {}
    known: dict[tuple[int, str], bool] = {}
    for found in routes:
        kept = []
        for guard in found.guards:
            if id(guard) not in asks:
                asks[id(guard)] = _asks(guard)
            key = (id(guard), found.path)
            if asks[id(guard)] and key not in known:
                known[key] = _lets_pass(evaluator, guard, found.path)
            if not known.get(key, False):
                kept.append(guard)
        found.guards[:] = kept


def _asks(guard: Guard) -> bool:
    """Whether a guard may have to do with the path."""
    if any(True for _ in _skippers(guard)):
        return True
    functions = [item for item in (guard.function, *guard.reached) if item is not None and item.module.language == "go"]
    return any(_ASKS.search(item.module.text(item.node)) for item in functions)


def _skippers(guard: Guard) -> Iterator[Callee]:
    """The functions that a library's middleware is given to say what it is not for (``Skipper``, Fiber's ``Next``)."""
    made = guard.value.made_by if isinstance(guard.value, Thing) else None
    for arg in made.args if made is not None else ():
        for item in options(arg):
            held = item.attributes if isinstance(item, Thing) else item.entries if isinstance(item, Table) else {}
            for name in _SKIPS:
                skip = held.get(name)
                if isinstance(skip, Callee) and skip.function.module.language == "go":
                    yield skip


def _lets_pass(evaluator: Evaluator, guard: Guard, path: str) -> bool:
    for skip in _skippers(guard):
        scope = around(evaluator, skip.function, skip)
        if scope is not None and _Look(evaluator, path).answer(skip.function, scope) is True:
            return True
    function = guard.function
    callee = guard.value if isinstance(guard.value, Callee) else None
    scope = around(evaluator, function, callee) if function is not None else None
    if function is None or scope is None:
        return False
    return not _Look(evaluator, path).may_refuse(function, scope) and _Look(evaluator, None).may_refuse(function, scope)


class _Look:
    """One way through a guard's code for one path; for None: for a path of which nothing is known."""

    def __init__(self, evaluator: Evaluator, path: str | None) -> None:
        self.evaluator = evaluator
        self.path = path
        self.refused = False
        self.left = _MAX_STATEMENTS
        self.depth = 0

    def may_refuse(self, function: Function, scope: Scope) -> bool:
        """Whether a request may be refused by a guard: a handler itself, or a function that gives one."""
        if _takes_request(function):
            self._run(function.body(), Scope(function.module, scope))
            return self.refused
        inner = Scope(function.module, scope)
        self._run(function.body(), inner)
        self.refused = False
        for node in _closures(function.node):
            closure = function.module.function_of(Expr("func", node))
            if _takes_request(closure):
                self._run(closure.body(), Scope(function.module, inner))
        return self.refused

    def answer(self, function: Function, scope: Scope) -> Tri:
        """What a function that says yes or no says, as far as the path decides it."""
        found, falls = self._run(function.body(), Scope(function.module, scope))
        said = set(found)
        return said.pop() if len(said) == 1 and not falls else None

    def _run(self, body: Iterable[Statement], scope: Scope) -> tuple[list[Tri], bool]:
        """What is returned on the ways through some statements, and whether there is one to their end."""
        returned: list[Tri] = []
        for statement in body:
            self.left -= 1
            if self.left < 0:
                return [*returned, None], True
            found, falls = self._statement(statement, scope)
            returned += found
            if not falls:
                return returned, False
        return returned, True

    def _statement(self, statement: Statement, scope: Scope) -> tuple[list[Tri], bool]:
        kind = statement.kind
        if kind == "branch":
            return self._branch(statement, scope)
        if kind == "loop":
            return self._loop(statement, scope)
        if kind in {"with", "block", "try"}:
            return self._run([item for block in statement.blocks for item in block], scope)
        if kind in {"expr", "assign", "return"}:
            self._note(statement)
        if kind == "assign":
            self._assign(statement, scope)
        elif kind == "expr" and not statement.deferred:
            self._decide(statement.value, scope)
        elif kind == "return":
            said = self._decide(statement.value, scope) if statement.value is not None else None
            return [said], False
        return [], True

    def _note(self, statement: Statement) -> None:
        text = (statement.node.text or b"").decode("utf-8", errors="replace")
        for node in _closures(statement.node):  # what is only defined here does not happen here
            text = text.replace((node.text or b"").decode("utf-8", errors="replace"), "")
        self.refused = self.refused or _REFUSES.search(_TEXTS.sub('""', text)) is not None

    def _branch(self, statement: Statement, scope: Scope) -> tuple[list[Tri], bool]:
        ways: list[tuple[Tri, list[Statement]]] = []
        holds: Tri
        default = False
        if statement.node.type == "expression_switch_statement":
            module = scope.module
            cases = [c for c in statement.node.named_children if c.type in {"expression_case", "default_case"}]
            for case, block in zip(cases, statement.blocks, strict=False):
                values = case.child_by_field_name("value")
                listed = [module.lower(item) for item in values.named_children] if values is not None else []
                said = [self._case(statement.value, item, scope) for item in listed]
                default = default or case.type == "default_case"
                ways.append((any_of(said) if listed else None, block))
        else:
            holds = self._decide(statement.value, scope) if statement.value is not None else None
            blocks = statement.blocks
            ways = [(holds, blocks[0])] if blocks else []
            if len(blocks) > 1:
                ways.append((None if holds is None else not holds, blocks[1]))
                default = True
        returned: list[Tri] = []
        falls = not default and not any(holds is True for holds, _ in ways)
        for holds, block in ways:
            if holds is False:
                continue
            found, through = self._run(block, Scope(scope.module, scope, {}))
            returned += found
            falls = falls or through
            if holds is True:
                return returned, through if len(ways) == 1 or statement.value is not None else falls
        return returned, falls

    def _case(self, value: Expr | None, case: Expr, scope: Scope) -> Tri:
        if value is None:
            return self._decide(case, scope)
        return self._equal(value, case, scope)

    def _loop(self, statement: Statement, scope: Scope) -> tuple[list[Tri], bool]:
        """A loop over a list of constants, one after the other; any other may run or not."""
        body = statement.blocks[0] if statement.blocks else []
        values = self._value(statement.value, scope) if statement.value is not None else Unknown()
        keys: list[Value] = [Known(key) for key in values.entries] if isinstance(values, Table) else []
        items = keys or (values.items if isinstance(values, Items) and values.complete else [])
        target = statement.targets[0 if keys else -1] if statement.targets else None
        returned: list[Tri] = []
        for item in items:
            inner = Scope(scope.module, scope)
            if target is not None and target.kind == "name":
                inner.names[target.name] = item
            found, falls = self._run(body, inner)
            returned += found
            if not falls:
                return returned, False
        if not items:
            found, _ = self._run(body, Scope(scope.module, scope))
            returned += found
        return returned, True

    def _assign(self, statement: Statement, scope: Scope) -> None:
        if statement.value is None:
            return
        targets = [item for target in statement.targets for item in (target.args or [target])]
        value = statement.value
        if len(targets) == 2 and value.kind == "index":  # _, ok := paths[path]
            said = self._holds(value, scope)
            if targets[1].kind == "name" and said is not None:
                scope.names[targets[1].name] = Known(said)
        elif targets and targets[0].kind == "name":
            said = self._decide(value, scope) if value.kind in {"call", "binary", "choice", "other"} else None
            scope.names[targets[0].name] = self._value(value, scope) if said is None else Known(said)
            for other in targets[1:]:
                if other.kind == "name":
                    scope.names[other.name] = Unknown()

    # Expressions

    def _value(self, expr: Expr, scope: Scope) -> Value:
        """What an expression stands for: the path, or what is known without calling anything."""
        if self._is_path(expr, scope):
            return _Path()
        if expr.kind not in _CHEAP:
            return Unknown()
        found: list[Value] = [Unknown()]

        def look() -> None:
            found[0] = self.evaluator.evaluate(expr, scope)

        self.evaluator.attempt(look, 300)
        return found[0]

    def _is_path(self, expr: Expr, scope: Scope) -> bool:
        if expr.kind == "name":
            holder = scope.find(expr.name)
            return holder is not None and isinstance(holder.names[expr.name], _Path)
        if expr.kind == "call" and expr.target is not None and expr.target.name in _CLEANS and expr.args:
            return self._is_path(expr.args[0], scope)
        return _PATH.search(scope.module.text(expr.node)) is not None and "\n" not in scope.module.text(expr.node)

    def _decide(self, expr: Expr | None, scope: Scope) -> Tri:
        """Whether a condition holds, as far as the path decides it."""
        self.left -= 1
        if expr is None or self.left < 0:
            return None
        if expr.kind == "constant" and isinstance(expr.value, bool):
            return expr.value
        if expr.kind == "other" and len(expr.args) == 1 and scope.module.text(expr.node).startswith("!"):
            said = self._decide(expr.args[0], scope)
            return None if said is None else not said
        if expr.kind in {"binary", "choice"} and len(expr.args) == 2:
            return self._combined(expr, scope)
        if expr.kind == "name":
            holder = scope.find(expr.name)
            value = holder.names[expr.name] if holder is not None else None
            return value.value if isinstance(value, Known) and isinstance(value.value, bool) else None
        if expr.kind == "index":
            return self._holds(expr, scope)
        return self._called(expr, scope) if expr.kind == "call" else None

    def _combined(self, expr: Expr, scope: Scope) -> Tri:
        left, right = expr.args
        if expr.name in {"&&", "and"}:
            said = [self._decide(left, scope), self._decide(right, scope)]
            return False if False in said else None if None in said else True
        if expr.name in {"||", "or"}:
            return any_of([self._decide(left, scope), self._decide(right, scope)])
        if expr.name in {"==", "!="}:
            same = self._equal(left, right, scope)
            return same if same is None or expr.name == "==" else not same
        return None

    def _equal(self, left: Expr, right: Expr, scope: Scope) -> Tri:
        for one, other in ((left, right), (right, left)):
            if self._is_path(one, scope):
                text = text_of(self._value(other, scope))
                return same_path(self.path, text)
        return None

    def _holds(self, expr: Expr, scope: Scope) -> Tri:
        """``paths[path]`` for a map whose keys are paths."""
        if expr.target is None or not expr.args or not self._is_path(expr.args[0], scope) or self.path is None:
            return None
        table = self._value(expr.target, scope)
        if not isinstance(table, Table) or not table.complete:
            return None
        for key, value in table.entries.items():
            if same_path(self.path, key):
                return not (isinstance(value, Known) and value.value is False)
        return False

    def _called(self, expr: Expr, scope: Scope) -> Tri:
        name = expr.target.name if expr.target is not None else ""
        if len(expr.args) >= 2 and name in _TESTS:
            return self._tested(name, expr.args, scope)
        if expr.target is None or self.depth >= _MAX_DEPTH or expr.target.kind not in {"name", "attr"}:
            return None
        found: list[Value] = [Unknown()]

        def look() -> None:
            found[0] = self.evaluator.evaluate(expr.target, scope)

        self.evaluator.attempt(look, 300)
        for item in options(found[0]):
            if isinstance(item, Callee) and item.function.module.language == "go":
                return self._followed(item, expr, scope)
        return None

    def _followed(self, callee: Callee, expr: Expr, scope: Scope) -> Tri:
        inner = around(self.evaluator, callee.function, callee)
        if inner is None or not any(_concerns(arg, scope, self) for arg in expr.args):
            return None
        for parameter, arg in zip(callee.function.parameters, expr.args, strict=False):
            value = self._value(arg, scope)
            if parameter.name and not isinstance(value, Unknown):
                inner.names[parameter.name] = value
        self.depth += 1
        try:
            return self.answer(callee.function, inner)
        finally:
            self.depth -= 1

    def _tested(self, name: str, args: Sequence[Expr], scope: Scope) -> Tri:
        if self.path is None:
            return None
        first, second = args[0], args[1]
        if name == "Contains" and not self._is_path(first, scope) and self._is_path(second, scope):
            items = self._value(first, scope)  # slices.Contains(paths, path)
            if not isinstance(items, Items) or not items.complete:
                return None
            return any_of([same_path(self.path, text_of(item)) for item in items.items])
        if name == "EqualFold":
            return self._equal(first, second, scope)
        if name == "Match" and self._is_path(second, scope):
            return matches_glob(text_of(self._value(first, scope)), self.path)
        text = text_of(self._value(second, scope))
        if not self._is_path(first, scope) or text is None or HOLE in text:
            return None
        if name == "HasPrefix":
            return self.path.startswith(text) or self.path + "/" == text
        return self.path.endswith(text) if name == "HasSuffix" else text in self.path


_REQUESTS = re.compile(r"r|c|gc|ec|w|\w*[rR]eq(?:uest)?|\w*[cC]tx|\w+\.Request(?:\(\))?")
_TESTS = {"HasPrefix", "HasSuffix", "Contains", "EqualFold", "Match"}
_CLEANS = {"TrimSuffix", "TrimRight", "ToLower", "Clean", "TrimSpace", "string"}


def _concerns(arg: Expr, scope: Scope, look: _Look) -> bool:
    """Whether an argument is the path, or a request that has it."""
    if look._is_path(arg, scope):
        return True
    return _REQUESTS.fullmatch(scope.module.text(arg.node)) is not None


def _takes_request(function: Function) -> bool:
    types = [item.type for item in function.parameters]
    return any(_REQUEST.search(type) and type != "context.Context" for type in types)


def _closures(node: Node) -> Iterator[Node]:
    """The function literals in a node, the outermost ones and those inside of them."""
    pending = list(node.named_children)
    while pending:
        item = pending.pop()
        if item.type == "func_literal":
            yield item
        pending.extend(item.named_children)
