"""The summaries of a project's functions, made when they are asked for."""

from __future__ import annotations

from collections.abc import Mapping

from tree_sitter import Node

from backend_review.finding import TraceStep
from backend_review.index.expressions.data import FUNCTIONS
from backend_review.index.program import Function, Module
from backend_review.index.syntax import walk
from backend_review.model.effects import Effects, site
from backend_review.model.parsed import Parsed
from backend_review.model.taint.constants import Constants, Folding
from backend_review.model.taint.gotypes import Types
from backend_review.model.taint.marks import Entries, Marks
from backend_review.model.taint.packages import Package, folder_of, package_of
from backend_review.model.taint.state import shared_by
from backend_review.model.taint.summaries import Carried, Summary
from backend_review.model.values import Callee, Kind

MAX_DEPTH = 8
_KEEPS = {
    "variable_declarator": "name", "pair": "key", "assignment_expression": "left", "public_field_definition": "name",
    "field_definition": "property",
}  # fmt: skip
_AROUND = {"parenthesized_expression", "as_expression", "satisfies_expression", "call_expression", "arguments"}
MAX_STATEMENTS = 400_000
_CALLS = {"call", "call_expression", "new_expression"}
_MAX_GIVEN = 10
Key = tuple[str, int]  # a function: the path of its file, and its node


class Analysis:
    """What functions do with what they are given, as far as the marks of their files tell."""

    def __init__(
        self,
        effects: Effects,
        marks: Mapping[str, Marks],
        entries: Entries,
        of_text: frozenset[str] = frozenset(),
        of_requests: frozenset[str] = frozenset(),
        uncontained: frozenset[str] = frozenset(),
        of_keys: frozenset[str] = frozenset(),
        carried: Carried | None = None,
        parsed: Parsed | None = None,
    ) -> None:
        self.effects = effects
        self.marks = marks
        self.entries = entries
        nobody = frozenset({""})  # an empty set would stand for all
        self.of_text = of_text or nobody  # the patterns that text of requests can harm
        self.of_requests = of_requests or nobody  # and those that all that requests fill can, objects too
        self.uncontained = uncontained  # those that do not follow what is put into lists and builders
        self.of_keys = of_keys  # those that no key of a row can harm
        self.carried = carried  # what some functions keep on the request for others
        self.parsed = parsed or {}  # what the middleware before handlers takes for numbers and identifiers
        self.guesses: set[TraceStep] = set()  # into and out of what may be another class than the one gone through
        self.unmarked: set[str] = set()  # files that values went through, of which nothing is marked yet
        self.callers: dict[Key, set[Key]] = {}  # the functions that asked what another does
        self.left = MAX_STATEMENTS
        self._summaries: dict[Key, Summary] = {}
        self._running: list[Key] = []
        self._constants: dict[str, Constants] = {}
        self._shared: dict[str, dict[str, str]] = {}
        self._packages: dict[str, Package] = {}
        self.types = Types(effects.evaluator.project.modules("go"))

    def marks_of(self, path: str) -> Marks:
        """The marks of a file."""
        known = self.marks.get(path)
        if known is None:
            self.unmarked.add(path)
            return _NO_MARKS
        return known

    def shared(self, module: Module) -> dict[str, str]:
        """The names in a module that stand for what several functions share, with their keys."""
        if module.language == "go":
            return self.package(module).changed
        if module.path not in self._shared:
            self._shared[module.path] = shared_by(module)
        return self._shared[module.path]

    def package(self, module: Module) -> Package:
        """The package that a module of Go belongs to."""
        folder = folder_of(module)
        if folder not in self._packages:
            self._packages[folder] = package_of(module, self.effects.evaluator.project.modules("go"))
        return self._packages[folder]

    def summary(self, function: Function) -> Summary:
        """What a function does with its parameters and with input."""
        from backend_review.model.taint.walk import Walk  # which asks for the summaries of what is called

        key = (function.module.path, function.node.id)
        if self._running:
            self.callers.setdefault(key, set()).add(self._running[-1])
        known = self._summaries.get(key)
        if known is not None:
            return known
        if key in self._running or len(self._running) >= MAX_DEPTH:
            return Summary(cut=True)
        self._running.append(key)
        try:
            handle(self.effects, function)
            made = Walk(self, function).summary()
        except RecursionError:
            self.effects.unsure["functions nested too deep to follow"] += 1
            made = Summary(cut=True)
        finally:
            self._running.pop()
        self._summaries[key] = made
        return made

    def folding(self, function: Function) -> Folding:
        """What is constant in a function."""
        module = function.module
        if module.path not in self._constants:
            self._constants[module.path] = Constants(module)
        return Folding(self._constants[module.path], outermost(module, function.node) or function.node)


_NO_MARKS = Marks()


def constructor(kind: Kind) -> Function | None:
    """The constructor of a class, its own or one that it inherits."""
    for level in kind.lineage():
        for name in ("__init__", "constructor"):
            found = level.attributes.get(name)
            if isinstance(found, Callee):
                return found.function
    return None


def outermost(module: Module, node: Node) -> Node | None:
    """The function around a node that no other function is around; None outside of all functions."""
    found: Node | None = None
    current: Node | None = node
    while current is not None:
        if current.type in FUNCTIONS:
            found = current
        current = current.parent
    return found


def kept_in(function: Function) -> list[str]:
    """The last word of the variable, member or key that a function without a name is kept in; also when wrapped."""
    node = function.node.parent
    while node is not None and node.type in _AROUND:
        node = node.parent
    if node is None:
        return []
    if node.type == "export_statement":
        return ["default"]
    field = node.child_by_field_name(_KEEPS[node.type]) if node.type in _KEEPS else None
    return [function.module.text(field).rpartition(".")[2].strip("'\"#")] if field is not None else []


def handle(effects: Effects, function: Function) -> None:
    """Find out whom a function calls, and those that are written in it and called by others later.

    Handlers that a factory makes are such: ``return func(w, r) { … }``. Those that the function calls, or hands to what
    calls them, are known with it.
    """
    effects.handling(function)
    module, left = function.module, _MAX_GIVEN
    for node in walk(function.node):
        if node.type not in FUNCTIONS or node.id == function.node.id or left == 0:
            continue
        calls = [item for item in walk(node) if item.type in _CALLS]
        if calls and not any(
            site(module, item) in effects.called or site(module, item) in effects.used for item in calls
        ):
            left -= 1
            effects.handling(module.function_at(node))
