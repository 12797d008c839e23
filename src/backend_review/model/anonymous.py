"""Python: what an expression is when the request comes from somebody nobody knows.

Such a request has no session, no ``Authorization`` and no user; its path, endpoint and method are those of a route.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from tree_sitter import Node

from backend_review.index.program import Function
from backend_review.model.evaluator import Evaluator
from backend_review.model.pathtests import Tri, any_of, same_path
from backend_review.model.reach import around
from backend_review.model.values import Callee, Items, Known, Library, Namespace, Scope, Table, Unknown, Value, options

_CARRIES = r"(?:\b|_)(?:session|headers|cookies|META|state)$"
_SAYS_WHO = re.compile(
    r"(?i)auth|token|key$|secret|signature|jwt|session|^user(_?id|name)?$|^(user|account|member|uid|sub)\b"
)
_CARRIER = re.compile(rf"(?i){_CARRIES}")
_SENT = re.compile(r"(?i)(?:^|\.)(?:args|form|values|json|query_params|GET|POST|data|params|query)(?:\(\))?$")
_NO_ONE = re.compile(
    r"(?i)^(?:flask\.)?(?:g|request|req|info\.context|self\.request)\.(?:state\.)?_?\w*(?:user_?id|account|identity|member|token|auth|authorization|"
    r"session\.\w+)$|^(?:flask\.)?g\.\w*user\w*$|^request\.state\.\w*user\w*$"
)
_USER = re.compile(r"(?i)(?:^|[._])(?:user|member|account|principal|identity)(?:\(\))?$")
_DENIED = {"is_authenticated", "is_staff", "is_superuser", "is_admin", "is_active_user", "is_verified", "is_logged_in"}
_NOTHING = re.compile(r"(?i)\bget_jwt(_identity)?$|(^|\.)get_authorization_header$|\bauthenticated_userid$")
_PATHS = re.compile(r"(?:^|\.)request\.(?:path|path_info|url\.path|rel_url\.path)$|^\w*scope\[.path.\]$")
_ENDPOINTS = re.compile(r"(?:^|\.)request\.(?:endpoint|url_rule\.endpoint|resolver_match\.(?:url_name|view_name))$")
_METHODS = re.compile(r"(?:^|\.)request\.method$")


class Absent:
    """What somebody unknown does not have: None, "" or nothing at all."""


@dataclass(frozen=True, slots=True)
class Sent:
    """What the request says about the route: path (after so many of its letters), endpoint or method."""

    what: str
    after: int = 0


@dataclass(frozen=True, slots=True)
class Truth:
    """A value that is true or false, and nothing else is known of it."""

    holds: bool


Seen: TypeAlias = Absent | Sent | Truth | Value
Names: TypeAlias = dict[str, Seen]
NOBODY, NOTHING_KNOWN = Absent(), Unknown()


def truth(value: Seen) -> Tri:
    """Whether a value counts as true."""
    if isinstance(value, Absent):
        return False
    if isinstance(value, Truth):
        return value.holds
    if isinstance(value, Known):
        return bool(value.value)
    return bool(value.items) if isinstance(value, Items) and value.complete else None


@dataclass(frozen=True, slots=True)
class Asked:
    """A route that is asked for."""

    path: str
    endpoint: str
    methods: tuple[str, ...]


class Sights:
    """What names stand for where guards are written: the same for every route that is asked for."""

    def __init__(self, evaluator: Evaluator) -> None:
        self.evaluator = evaluator
        self._scopes: dict[tuple[int, int, int], tuple[Callee | None, Function, Scope | None]] = {}
        self._values: dict[tuple[int, int], tuple[Scope, Value]] = {}

    def around(self, function: Function, callee: Callee | None) -> Scope | None:
        """The variables that a function sees before it does anything."""
        key = (
            id(function.node),
            id(callee.scope) if callee is not None else 0,
            id(callee.bound) if callee is not None else 0,
        )
        if key not in self._scopes:
            self._scopes[key] = (
                callee,
                function,
                around(self.evaluator, function, callee),
            )
        return self._scopes[key][2]

    def looked_up(self, node: Node, scope: Scope) -> Value:
        """What a name, an attribute or a constant stands for."""
        key = (node.id, id(scope))
        if key not in self._values:
            found: list[Value] = [NOTHING_KNOWN]

            def look() -> None:
                found[0] = self.evaluator.evaluate(scope.module.lower(node), scope)

            self.evaluator.attempt(look, 300)
            self._values[key] = (scope, found[0])
        return self._values[key][1]


class Eyes:
    """Reads expressions for one route and an unknown caller. ``follow`` says what a function of the project gives."""

    def __init__(
        self, sights: Sights, asked: Asked | None, follow: Callable[[Callee, list[Seen]], Seen | None]
    ) -> None:
        self.sights = sights
        self.asked = asked
        self.follow = follow

    def value(self, node: Node | None, names: Names, scope: Scope) -> Seen:
        """What an expression stands for."""
        if node is None or self.asked is None:
            return NOTHING_KNOWN
        text = scope.module.text(node)
        if text in names:
            return names[text]
        rule = _RULES.get(node.type)
        return rule(self, node, names, scope) if rule is not None else NOTHING_KNOWN

    def holds(self, node: Node | None, names: Names, scope: Scope) -> Tri:
        """Whether a condition holds; None for what cannot be told."""
        return truth(self.value(node, names, scope))

    def callees(self, node: Node | None, scope: Scope) -> list[Callee]:
        """The project's functions that a name or attribute stands for."""
        if node is None or node.type not in {"identifier", "attribute"}:
            return []
        return [item for item in options(self.sights.looked_up(node, scope)) if isinstance(item, Callee)]

    def _constant(self, node: Node, names: Names, scope: Scope) -> Seen:
        return self.sights.looked_up(node, scope)

    def _name(self, node: Node, names: Names, scope: Scope) -> Seen:
        text = scope.module.text(node)
        if _PATHS.search(text):
            return Sent("path")
        if _ENDPOINTS.search(text):
            return Sent("endpoint")
        if _METHODS.search(text):
            return Sent("method")
        if _NO_ONE.search(text):
            return NOBODY
        if node.type == "attribute":
            owner, name = node.child_by_field_name("object"), scope.module.text(node.child_by_field_name("attribute"))
            if name in _DENIED and _USER.search(scope.module.text(owner)):
                return Truth(False)
            if name == "is_anonymous":
                return Truth(True)
            if isinstance(self.value(owner, names, scope), Absent):
                return NOBODY
        found = self.sights.looked_up(node, scope)
        if isinstance(found, Library) and found.name == "rest_framework.permissions.SAFE_METHODS":
            return Items([Known(name) for name in ("GET", "HEAD", "OPTIONS")])
        if isinstance(found, Known) and isinstance(found.value, bool) and self._is_made_by_call(node, scope):
            return NOTHING_KNOWN
        return found if isinstance(found, (Known, Items, Table)) else NOTHING_KNOWN

    def _is_made_by_call(self, node: Node, scope: Scope) -> bool:
        """Whether a variable of a module is what a function gives (``env_bool("USE_AUTH", True)``): deployments say."""
        owner = node.child_by_field_name("object")
        holder = self.sights.looked_up(owner, scope) if owner is not None else scope.find(scope.module.text(node))
        module = holder.module if isinstance(holder, Scope) and holder.outer is None else None
        if isinstance(holder, Namespace) and holder.paths:
            module = self.sights.evaluator.project.module(holder.paths[0])
        name = scope.module.text(node.child_by_field_name("attribute") if owner is not None else node)
        return module is not None and any(
            statement.value is not None and statement.value.kind == "call"
            for statement in module.body
            for target in statement.targets
            if target.kind == "name" and target.name == name
        )

    def _inner(self, node: Node, names: Names, scope: Scope) -> Seen:
        return self.value(node.named_children[0] if node.named_children else None, names, scope)

    def _walrus(self, node: Node, names: Names, scope: Scope) -> Seen:
        value = self.value(node.child_by_field_name("value"), names, scope)
        names[scope.module.text(node.child_by_field_name("name"))] = value
        return value

    def _not(self, node: Node, names: Names, scope: Scope) -> Seen:
        said = self.holds(node.child_by_field_name("argument"), names, scope)
        return NOTHING_KNOWN if said is None else Truth(not said)

    def _boolean(self, node: Node, names: Names, scope: Scope) -> Seen:
        left = self.value(node.child_by_field_name("left"), names, scope)
        right = self.value(node.child_by_field_name("right"), names, scope)
        operator = scope.module.text(node.child_by_field_name("operator"))
        first, second = truth(left), truth(right)
        if operator == "or":
            return right if first is False else left if first is True else Truth(True) if second else NOTHING_KNOWN
        if first is None:
            return Truth(False) if second is False else NOTHING_KNOWN
        return right if first else left

    def _chosen(self, node: Node, names: Names, scope: Scope) -> Seen:
        if len(node.named_children) != 3:
            return NOTHING_KNOWN
        yes, condition, no = node.named_children
        said = self.holds(condition, names, scope)
        ways = [
            self.value(way, names, scope) for way, taken in ((yes, said is not False), (no, said is not True)) if taken
        ]
        return _same(ways)

    def _compared(self, node: Node, names: Names, scope: Scope) -> Seen:
        if len(node.named_children) != 2:
            return NOTHING_KNOWN
        left, right = node.named_children
        operator = " ".join(scope.module.text(item) for item in node.children if not item.is_named)
        one, other = self.value(left, names, scope), self.value(right, names, scope)
        if operator in {"in", "not in"}:
            said = self._contained(one, other, scope.module.text(right))
        elif operator in {"==", "is", "!=", "is not"}:
            said = self._equal(one, other)
        else:
            return NOTHING_KNOWN
        return NOTHING_KNOWN if said is None else Truth(said is not ("not" in operator or operator == "!="))

    def _equal(self, one: Seen, other: Seen) -> Tri:
        if isinstance(other, (Sent, Absent)) and not isinstance(one, (Sent, Absent)):
            one, other = other, one
        if isinstance(one, Sent):
            return self._is(one, other)
        if isinstance(one, Absent):  # a secret that is compared with nothing is set
            return None if isinstance(other, Known) and not other.value and other.value is not None else (
                other == Known(None) or isinstance(other, Absent)
            )  # fmt: skip
        if isinstance(one, Truth) and isinstance(other, Known):
            return one.holds is bool(other.value) if isinstance(other.value, bool) else None
        return one.value == other.value if isinstance(one, Known) and isinstance(other, Known) else None

    def _is(self, sent: Sent, other: Seen) -> Tri:
        text = other.value if isinstance(other, Known) else None
        if not isinstance(text, str) or self.asked is None:
            return False if isinstance(other, (Known, Absent)) else None
        if sent.what == "path":
            return same_path(self.asked.path[sent.after :], text)
        if sent.what == "endpoint":
            return text.rpartition(".")[2].rpartition(":")[2] == self.asked.endpoint if self.asked.endpoint else None
        methods = self.asked.methods
        return None if "*" in methods or (text in methods and len(methods) > 1) else text in methods

    def _contained(self, one: Seen, other: Seen, text: str) -> Tri:
        if isinstance(one, Known) and isinstance(one.value, str) and _CARRIER.search(text):
            return False if "session" in text or _SAYS_WHO.search(one.value) else None
        if isinstance(one, Known) and isinstance(one.value, str) and _SENT.search(text):
            return False if _SAYS_WHO.search(one.value) else None
        if isinstance(one, Known) and isinstance(one.value, str) and other == Sent("path") and self.asked is not None:
            return one.value in self.asked.path
        held = [Known(key) for key in other.entries] if isinstance(other, Table) else getattr(other, "items", None)
        complete = isinstance(other, (Items, Table)) and other.complete
        if isinstance(one, Absent):
            return False
        if not isinstance(one, Sent) or not isinstance(held, list) or not complete:
            return None
        if one.what == "method" and self.asked is not None:
            said = {Known(method) in held for method in self.asked.methods}
            return said.pop() if len(said) == 1 and "*" not in self.asked.methods else None
        return any_of([self._is(one, item) for item in held])

    def _index(self, node: Node, names: Names, scope: Scope) -> Seen:
        owner = node.child_by_field_name("value")
        part = node.child_by_field_name("subscript")
        if part is not None and part.type == "slice":
            return self._rest(self.value(owner, names, scope), part, names, scope)
        key = self.value(part, names, scope)
        return self._taken(scope.module.text(owner), key, NOBODY, scope)

    def _rest(self, whole: Seen, part: Node, names: Names, scope: Scope) -> Seen:
        """``request.path[len("/api"):]``."""
        start = part.named_children[0] if len(part.named_children) == 1 and part.children[-1].type == ":" else None
        if start is None or not isinstance(whole, Sent) or whole.what != "path" or self.asked is None:
            return NOTHING_KNOWN
        given = start.child_by_field_name("arguments") if start.type == "call" else None
        measured = scope.module.text(start.child_by_field_name("function")) == "len" and given is not None
        value = self.value(given.named_children[0] if given is not None and measured else start, names, scope)
        length = value.value if isinstance(value, Known) else None
        length = len(length) if measured and isinstance(length, str) else length
        if not isinstance(length, int) or "{" in self.asked.path[: whole.after + length]:
            return NOTHING_KNOWN
        return Sent("path", whole.after + length)

    def _taken(self, owner: str, key: Seen, otherwise: Seen, scope: Scope) -> Seen:
        """What is found under a key of the session, of the headers or of what was sent."""
        name = key.value if isinstance(key, Known) and isinstance(key.value, str) else ""
        says_who = _SAYS_WHO.search(name) is not None
        if _CARRIER.search(owner) and ("session" in owner.lower() or says_who):
            return otherwise if says_who or "session" in owner.lower() else NOTHING_KNOWN
        return otherwise if says_who and _SENT.search(owner) else NOTHING_KNOWN

    def _called(self, node: Node, names: Names, scope: Scope) -> Seen:
        target, given = node.child_by_field_name("function"), node.child_by_field_name("arguments")
        args = [item for item in given.named_children if item.type != "comment"] if given is not None else []
        text = scope.module.text(target)
        name = text.rpartition(".")[2]
        values = [self.value(item, names, scope) for item in args if item.type != "keyword_argument"]
        if name == "bool" and len(values) == 1:
            said = truth(values[0])
            return NOTHING_KNOWN if said is None else Truth(said)
        if name == "getattr" and len(args) > 1 and isinstance(values[1], Known):
            written = f"{scope.module.text(args[0])}.{values[1].value}"
            return (values[2] if len(values) > 2 else NOBODY) if _NO_ONE.search(written) else NOTHING_KNOWN
        if name == "hasattr" and len(args) > 1 and isinstance(values[1], Known):
            return Truth(False) if _NO_ONE.search(f"{scope.module.text(args[0])}.{values[1].value}") else NOTHING_KNOWN
        if target is not None and target.type == "attribute":
            found = self._of_method(target, name, values, names, scope)
            if found is not None:
                return found
        if name == "isinstance" and values and isinstance(values[0], Absent):
            return Truth(False)
        if _NOTHING.search(text):
            return NOBODY
        found_in = [self.follow(callee, values) for callee in self.callees(target, scope)]
        return _same([item if item is not None else NOTHING_KNOWN for item in found_in])

    def _of_method(self, target: Node, name: str, values: list[Seen], names: Names, scope: Scope) -> Seen | None:
        owner = target.child_by_field_name("object")
        written = scope.module.text(owner)
        if name in {"get", "pop", "getlist", "getfirst"} and values:
            found = self._taken(written, values[0], values[1] if len(values) > 1 else NOBODY, scope)
            if not isinstance(found, Unknown):
                return found
        value = self.value(owner, names, scope)
        if isinstance(value, Absent):
            return NOBODY
        if name in _DENIED and _USER.search(written):  # Flask-Login, once
            return Truth(False)
        if isinstance(value, Sent) and value.what == "path" and self.asked is not None and values:
            texts = [values[0]] if not isinstance(values[0], Items) else values[0].items
            said = [self._begins(name, item, self.asked.path[value.after :]) for item in texts]
            whole = not isinstance(values[0], Items) or values[0].complete
            result = any_of(said) if whole or True in said else None
            return NOTHING_KNOWN if result is None else Truth(result)
        if isinstance(value, Sent):
            return value if name in {"lower", "upper", "rstrip", "strip"} else NOTHING_KNOWN
        return None

    def _begins(self, name: str, text: Seen, path: str) -> Tri:
        if not isinstance(text, Known) or not isinstance(text.value, str):
            return None
        if name == "startswith":
            return path.startswith(text.value) or path + "/" == text.value
        return path.endswith(text.value) if name == "endswith" else None


def _same(values: list[Seen]) -> Seen:
    """What several ways have in common."""
    if not values:
        return NOTHING_KNOWN
    said = {truth(value) for value in values}
    if len(values) == 1 or all(isinstance(value, Absent) for value in values):
        return values[0]
    common = said.pop() if len(said) == 1 else None
    return NOTHING_KNOWN if common is None else Truth(common)


def common(values: list[Seen]) -> Seen:
    """What all ways through a function that give something have in common."""
    return _same(values)


_Rule: TypeAlias = Callable[[Eyes, Node, Names, Scope], Seen]
_RULES: dict[str, _Rule] = {
    **dict.fromkeys(("string", "concatenated_string", "integer", "true", "false", "none"), Eyes._constant),
    **dict.fromkeys(("tuple", "list", "set"), Eyes._constant),
    **dict.fromkeys(("identifier", "attribute"), Eyes._name),
    **dict.fromkeys(("parenthesized_expression", "await"), Eyes._inner),
    "named_expression": Eyes._walrus,
    "not_operator": Eyes._not,
    "boolean_operator": Eyes._boolean,
    "conditional_expression": Eyes._chosen,
    "comparison_operator": Eyes._compared,
    "subscript": Eyes._index,
    "call": Eyes._called,
}  # fmt: skip
