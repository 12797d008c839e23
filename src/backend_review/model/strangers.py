"""Python: which guards let everybody pass who has not said who they are.

A hook of the whole application that turns away banned users, wrong tokens or, for some endpoints, nobody at all,
keeps no stranger out. Its code is gone through as for a request of which nothing is known but its route
(``anonymous.py``): a guard that refuses some requests, but never this one, does not guard the route.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from tree_sitter import Node

from backend_review.index.program import Function
from backend_review.model.anonymous import NOBODY, NOTHING_KNOWN, Asked, Eyes, Names, Seen, Sights, common, truth
from backend_review.model.evaluator import Evaluator
from backend_review.model.pathtests import Tri
from backend_review.model.routes import FoundRoute, Guard
from backend_review.model.values import Callee, Kind, Scope

_REFUSES = re.compile(
    r"\b40[13]\b|(?i:unauthori[sz]ed|forbidden|not_?authenticated|authentication_?failed|permission_?denied|permission_?error|"
    r"access_?denied|invalid_?(?:credentials|token)|redirect)"
)
_OTHER_ERRORS = re.compile(r"\b(?:404|400|422|429|5\d\d)\b|(?i:not_?found|validation|improperly|value_?error)")
_CHECKS = re.compile(
    r"(?i)^_?(?:verify|require|check|ensure|enforce|authenticate|authori[sz]e|validate|assert|test|must|deny|reject|login)_?\w*$|"
    r"unauthorized|forbid|login_required|jwt_required"
)
_ABOUT_CALLERS = re.compile(
    r"(?i)user|token|auth|login|session|role|perm|\brequest\b|\breq\b|\bargs\b|header|cookie|\bself\b|\bg\.|\bctx\b|api_?key"
)
_OF_ROUTE = re.compile(r"\brequest\.(?:path|path_info|url\.path|endpoint|blueprint|method)\b")
_PERMITS = {"has_permission", "has_object_permission"}
_ANSWERS = {*_PERMITS, "test_func"}
_REQUEST = re.compile(r"^_?req(?:uest)?$")
_HANDED_ON = "(next)"
_LATER = {"function_definition", "lambda", "class_definition"}
_MAX_STATEMENTS = 600
_MAX_DEPTH = 4


def settle(evaluator: Evaluator, routes: Iterable[FoundRoute]) -> None:
    """Take the guards from routes that let everybody pass to them."""
    known: dict[tuple[object, ...], bool] = {}
    sights = Sights(evaluator)
    for found in routes:
        kept, permissions, asked = [], 0, _asked(found)
        for guard in found.guards:
            functions = _functions_of(guard)
            key = (tuple(id(item.node) for item, _ in functions), id(guard.value), asked)
            if functions and key not in known:
                known[key] = _lets_pass(sights, functions, asked)
            if not functions or not known[key]:
                kept.append(guard)
            else:
                permissions += guard.function is None
        if permissions and not any(_is_permission(guard) for guard in kept):  # nobody asks who the caller is
            kept = [guard for guard in kept if guard.function is not None or not guard.name.endswith("Authentication")]
        found.guards[:] = kept


def _asked(found: FoundRoute) -> Asked:
    name = found.route.handler.name
    owner = found.route.handler.function.owner if found.route.handler.function is not None else None
    return Asked(found.path, "" if owner is not None else name.rpartition(".")[2], found.methods)


def _functions_of(guard: Guard) -> list[tuple[Function, Callee | None]]:
    """The project's own code of a guard in Python: its function, or what REST framework asks a class of permissions."""
    callee = guard.value if isinstance(guard.value, Callee) else None
    if guard.function is not None:
        return [(guard.function, callee)] if guard.function.module.language == "python" else []
    kind = guard.value if isinstance(guard.value, Kind) else None
    methods = {
        name: item
        for level in reversed(list(kind.lineage()) if kind is not None else [])
        for name, item in level.attributes.items()
        if name in _PERMITS and isinstance(item, Callee)
    }
    return [(item.function, item) for item in methods.values()]


def _is_permission(guard: Guard) -> bool:
    """Whether a guard decides, unlike a scheme of authentication, which only says who calls."""
    return not guard.name.endswith("Authentication") and "hrottl" not in guard.name


def _lets_pass(sights: Sights, functions: list[tuple[Function, Callee | None]], asked: Asked) -> bool:
    refuses_any = False
    for function, callee in functions:
        scope = sights.around(function, callee)
        if scope is None or _Walk(sights, asked).may_refuse(function, scope):
            return False
        refuses_any = refuses_any or _Walk(sights, None).may_refuse(function, scope)
    return refuses_any


class _Walk:
    """One way through a guard's code; without a route: through all of it, whatever its conditions say."""

    def __init__(self, sights: Sights, asked: Asked | None) -> None:
        self.sights = sights
        self.eyes = Eyes(sights, asked, self._followed)
        self.refused = False
        self.given: list[Seen] = []  # what the function that is gone through returns
        self.aside = False  # below a condition that has nothing to do with who calls
        self.answers = False  # the function says whether the caller may
        self.next = ""  # what a middleware hands the request on to
        self.left = _MAX_STATEMENTS
        self.depth = 0

    def may_refuse(self, function: Function, scope: Scope) -> bool:
        """Whether a stranger's request may be refused."""
        self.answers = function.name in _ANSWERS
        self.next = _handed_on_to(function)
        self._block(function.node.child_by_field_name("body"), {}, scope)
        return self.refused or self.left < 0

    def _block(self, node: Node | None, names: Names, scope: Scope) -> bool:
        """Go through a block; whether there is a way to its end."""
        for statement in node.named_children if node is not None else ():
            self.left -= 1
            if self.left < 0 or self.refused:  # what comes after it changes nothing any more
                return True
            if not self._statement(statement, names, scope):
                return False
        return True

    def _statement(self, node: Node, names: Names, scope: Scope) -> bool:
        kind = node.type
        if kind == "if_statement":
            return self._branch(node, names, scope)
        if kind in {"for_statement", "while_statement", "match_statement"}:
            for block in _blocks(node):
                self._block(block, dict(names), scope)
            _forget(names, node, scope)
            return True
        if kind == "try_statement":
            return self._try(node, names, scope)
        if kind == "with_statement":
            self._calls(node.named_children[0], names, scope)
            return self._block(node.child_by_field_name("body"), names, scope)
        if kind in {"function_definition", "decorated_definition"}:
            inner = node.child_by_field_name("definition") or node
            if inner.type == "function_definition":  # what a decorator makes of a handler
                self._nested(inner, names, scope)
            return True
        if kind == "class_definition":
            for inner in _methods(node):
                self._nested(inner, names, scope)
            return True
        return self._simple(node, names, scope)

    def _nested(self, node: Node, names: Names, scope: Scope) -> None:
        given, self.given = self.given, []
        self._block(node.child_by_field_name("body"), dict(names), scope)
        self.given = given

    def _simple(self, node: Node, names: Names, scope: Scope) -> bool:
        kind = node.type
        self._calls(node, names, scope)
        text = scope.module.text(node)
        if kind == "raise_statement":
            if _OTHER_ERRORS.search(text) is None or _REFUSES.search(text):
                self._refuse()
            return False
        if kind in {"return_statement", "expression_statement"} and _REFUSES.search(_plain(text)):
            self._refuse()
            if "abort(" in text or kind == "return_statement":
                return False
        if kind == "return_statement":
            value = node.named_children[0] if node.named_children else None
            said: Seen = self.eyes.value(value, names, scope) if value is not None else NOBODY
            self.given.append(said)
            if self.next and self.depth == 0 and _HANDED_ON not in names:  # it answers itself
                self._refuse()
            if self.answers and self.depth == 0 and truth(said) is not True:
                self._refuse()
            return False
        for item in node.named_children if kind == "expression_statement" else ():
            if item.type == "assignment":
                self._assign(item, names, scope)
        return kind not in {"break_statement", "continue_statement"}

    def _assign(self, node: Node, names: Names, scope: Scope) -> None:
        left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
        if left is None:
            return
        if left.type in {"identifier", "attribute", "subscript"}:
            names[scope.module.text(left)] = self.eyes.value(right, names, scope)
        for item in left.named_children if left.type in {"pattern_list", "tuple_pattern"} else ():
            names[scope.module.text(item)] = NOTHING_KNOWN

    def _branch(self, node: Node, names: Names, scope: Scope) -> bool:
        before, falls = self.aside, False
        parts = [node, *(item for item in node.named_children if item.type in {"elif_clause", "else_clause"})]
        after: list[Names] = []
        aside = before
        for part in parts:
            condition = part.child_by_field_name("condition")
            block = part.child_by_field_name("body" if part.type == "else_clause" else "consequence")
            said: Tri = True
            if condition is not None:
                self._calls(condition, names, scope)
                said = self.eyes.holds(condition, names, scope)
                aside = self._is_aside(condition, scope, before)
            if said is not False:
                inner = dict(names)
                self.aside = aside
                if self._block(block, inner, scope):
                    falls = True
                    after.append(inner)
                self.aside = before
            if said is True:
                break
        else:
            falls = True
            after.append(dict(names))
        for key in {key for way in after for key in way}:
            names[key] = common([way.get(key, NOTHING_KNOWN) for way in after])
        return falls

    def _try(self, node: Node, names: Names, scope: Scope) -> bool:
        before = dict(names)
        falls = self._block(node.child_by_field_name("body"), names, scope)
        for clause in node.named_children:
            if clause.type in {"except_clause", "except_group_clause"}:
                for block in _blocks(clause):
                    falls = self._block(block, dict(before), scope) or falls
            elif clause.type == "else_clause":
                falls = self._block(clause.child_by_field_name("body"), names, scope) and falls
            elif clause.type == "finally_clause":
                for block in _blocks(clause):
                    falls = self._block(block, names, scope) and falls
        _forget(names, node, scope)
        return falls

    def _calls(self, node: Node, names: Names, scope: Scope) -> None:
        """What is called may refuse: a function of the project, or one of a library that is named so."""
        for call in _called_in(node):
            if self.refused:
                return
            target = call.child_by_field_name("function")
            callees = self.eyes.callees(target, scope)
            for callee in callees:
                self._followed(callee, [])
            name = scope.module.text(target).rpartition(".")[2]
            if name == self.next and self.depth == 0:
                names[_HANDED_ON] = NOTHING_KNOWN
            if not callees and _CHECKS.search(name) and "optional=True" not in scope.module.text(call):
                self._refuse()

    def _followed(self, callee: Callee, args: list[Seen]) -> Seen | None:
        """What a function of the project gives; whether it refuses is noted."""
        function = callee.function
        scope = self.sights.around(function, callee) if self.depth < _MAX_DEPTH else None
        if scope is None or function.module.language != "python" or function.node.type != "function_definition":
            return None
        taken = [item.name for item in function.parameters if item.name not in {"self", "cls"}]
        names: Names = dict(zip(taken, args, strict=False))
        given, aside = self.given, self.aside
        self.given, self.depth = [], self.depth + 1
        falls = self._block(function.node.child_by_field_name("body"), names, scope)
        said = common([*self.given, *([NOBODY] if falls else [])])
        self.given, self.aside, self.depth = given, aside, self.depth - 1
        return said

    def _is_aside(self, condition: Node, scope: Scope, before: bool) -> bool:
        """Whether a condition has nothing to do with who calls: a setting, the state of the program, the route."""
        text = _OF_ROUTE.sub("", scope.module.text(condition))
        if self.eyes.asked is None or _ABOUT_CALLERS.search(_plain(text)):
            return False
        calls = list(_called_in(condition))
        for call in calls:
            callees = self.eyes.callees(call.child_by_field_name("function"), scope)
            if not callees or any(_ABOUT_CALLERS.search(_body(item.function)) for item in callees):
                return before
        return before or bool(calls)

    def _refuse(self) -> None:
        self.refused = self.refused or not self.aside


def _handed_on_to(function: Function) -> str:
    """The parameter that a middleware calls with the request that it was given; "" for what is no middleware."""
    names = [item.name for item in function.parameters]
    request = next((name for name in names if _REQUEST.search(name)), "")
    for call in _called_in(function.node.child_by_field_name("body") or function.node) if request else ():
        target, given = call.child_by_field_name("function"), call.child_by_field_name("arguments")
        name = function.module.text(target)
        if name in names and given is not None and function.module.text(given) == f"({request})":
            return name
    return ""


def _body(function: Function) -> str:
    return function.module.text(function.node.child_by_field_name("body"))


def _plain(text: str) -> str:
    return re.sub(r"\"[^\"\n]*\"|'[^'\n]*'", '""', text)


def _forget(names: Names, node: Node, scope: Scope) -> None:
    """What is set in a block that may run or not is not known after it."""
    pending = [node]
    while pending:
        item = pending.pop()
        left = item.child_by_field_name("left") if item.type in {"assignment", "for_statement"} else None
        if left is not None:
            names[scope.module.text(left)] = NOTHING_KNOWN
        pending.extend(item.named_children)


def _blocks(node: Node) -> Iterator[Node]:
    pending = list(node.named_children)
    while pending:
        item = pending.pop(0)
        if item.type == "block":
            yield from [item] if not any(child.type == "case_clause" for child in item.named_children) else _cases(item)
        elif item.type in {"else_clause", "case_clause"}:
            pending = [*item.named_children, *pending]


def _cases(node: Node) -> Iterator[Node]:
    for case in node.named_children:
        yield from _blocks(case)


def _methods(node: Node) -> Iterator[Node]:
    for item in node.named_children:
        for inner in item.named_children if item.type == "block" else ():
            if inner.type == "function_definition":
                yield inner


def _called_in(node: Node) -> Iterator[Node]:
    """The calls in an expression or simple statement, those in functions that are only defined there left out."""
    pending = [node]
    while pending:
        item = pending.pop()
        if item.type in _LATER:
            continue
        if item.type == "call":
            yield item
        pending.extend(reversed(item.named_children))
