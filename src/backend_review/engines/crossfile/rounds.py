"""From sinks back to where input enters: by rounds over the callers of functions whose parameters reach a sink."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import msgspec
from tree_sitter import Node

from backend_review.backend import Backend
from backend_review.catalog import Variant
from backend_review.engines.crossfile.marks import Marker, across_files
from backend_review.finding import Match, NotAnalysed, Problem, TraceStep
from backend_review.index.program import Function, Module
from backend_review.index.syntax import walk
from backend_review.model.taint import INPUT, PARAMETER, Analysis, Flow, Mark, outermost
from backend_review.model.values import Callee, Kind
from backend_review.project.source import SourceFile

MAX_ROUNDS = 5
MAX_FUNCTIONS = 4_000  # that are gone through in a round
_REFRESHES = 3  # how often a round is repeated for files that turned out to be on the way
_CALLS = {"call", "call_expression", "new_expression"}


@dataclass(slots=True)
class Flows:
    """What was found: matches at sinks, whose traces lead over functions and files; and what failed."""

    matches: list[Match] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    not_analysed: list[NotAnalysed] = field(default_factory=list)
    functions: int = 0


def follow(
    variants: Sequence[Variant],
    backend: Callable[[], Backend],
    files: Sequence[SourceFile],
    scopes: Mapping[str, Collection[str]],
    jobs: int,
) -> Flows:
    """The flows of input into the sinks of files, wherever in the project they begin.

    ``backend`` gives the model of the project, ``files`` are those that are reported on, ``scopes`` the roles of files
    that each pattern speaks of.
    """
    marker = Marker([variant for variant in variants if across_files(variant)], jobs)
    found = Flows(problems=marker.problems, not_analysed=marker.not_analysed)
    sinks = marker.mark_sinks(files, dict(scopes))
    if not sinks:
        return found
    search = _Search(backend(), marker, found)
    search.go(sinks)
    by_id = {variant.id: variant for variant in marker.variants}
    for flow in search.reached():
        sink = marker.sinks[flow.variant, flow.path, flow.mark]
        variant = by_id[flow.variant]
        last = TraceStep(flow.path, flow.mark.start.line, flow.mark.start.column, "used here")
        found.matches.append(
            msgspec.structs.replace(
                sink,
                rule=variant.rule,
                message=variant.message,
                variant=variant.id,
                severity=variant.severity,
                confidence=variant.confidence,
                audience=variant.audience,
                trace=(*flow.steps, last),
            )
        )
    return found


class _Search:
    """The functions that matter, and what is known of them."""

    def __init__(self, backend: Backend, marker: Marker, found: Flows) -> None:
        self.backend = backend
        self.marker = marker
        self.found = found
        self.project = backend.project
        self.marked: set[str] = set()
        self.functions: dict[tuple[str, int], Function] = {}
        self.asked: set[tuple[str, int]] = set()  # whose callers were looked for
        self.flows: dict[tuple[object, ...], Flow] = {}
        self._methods: dict[str, dict[int, Function]] = {}
        self._calls: dict[str, dict[str, list[Node]]] = {}

    def go(self, sinks: Iterable[tuple[str, Mark]]) -> None:
        """Follow what reaches sinks back over callers, until nothing new is found."""
        wanted: set[str] = set()
        for path, mark in sinks:
            module = self.project.module(path)
            node = self._node_at(module, mark) if module is not None else None
            if module is not None and node is not None:
                self._add(module, node)
                wanted |= mark.variants
        for _ in range(MAX_ROUNDS):
            analysis = self._gone_through(wanted)
            before = len(self.functions)
            for key, function in list(self.functions.items()):
                summary = analysis.summary(function)
                for flow in summary.flows.values():
                    self.flows.setdefault((*flow.key, *key), flow)
                if key not in self.asked and any(f.core.kind == PARAMETER for f in summary.flows.values()):
                    self.asked.add(key)
                    self._add_callers(function)
            if len(self.functions) == before or len(self.functions) > MAX_FUNCTIONS:
                break
        self.found.functions = len(self.functions)

    def _gone_through(self, wanted: set[str]) -> Analysis:
        """The functions with all marks that are on their ways."""
        paths = {path for path, _ in self.functions}
        for _ in range(_REFRESHES):
            files = [self.project.files[path] for path in sorted(paths) if path in self.project.files]
            self.marker.mark_ways(files, wanted, self.marked)
            marks = {path: self.marker.marks[path] for path in self.marked}
            analysis = Analysis(self.backend.effects, marks, self.backend.entries, *self.marker.kinds())
            for function in list(self.functions.values()):
                analysis.summary(function)
            paths = analysis.unmarked - self.marked
            if not paths:
                break
        return analysis

    def reached(self) -> Iterator[Flow]:
        """The flows that begin with input."""
        return (flow for flow in self.flows.values() if flow.core.kind == INPUT)

    # Functions

    def _add(self, module: Module, node: Node) -> None:
        """The outermost function around a node is gone through, and those inside of it with it."""
        around = outermost(module, node)
        if around is not None:
            self.functions.setdefault((module.path, around.id), self._function(module, around))

    def _function(self, module: Module, node: Node) -> Function:
        if module.path not in self._methods:
            known: dict[int, Function] = {}
            scope = self.backend.effects.surroundings.module(module)
            values = [*scope.names.values(), *(scope.outer.names.values() if scope.outer is not None else ())]
            for value in values:
                if isinstance(value, Kind):
                    for item in value.attributes.values():
                        if isinstance(item, Callee):
                            known[item.function.node.id] = item.function
                elif isinstance(value, Callee):
                    known[value.function.node.id] = value.function
            self._methods[module.path] = known
        found = self._methods[module.path].get(node.id)
        if found is None:
            found = module._statements.function(module, node, [])
            self._methods[module.path][node.id] = found
        return found

    def _node_at(self, module: Module, mark: Mark) -> Node | None:
        """The node that ends where a sink ends."""
        end = mark.end
        line = module.file.lines[end.line - 1] if end.line <= len(module.file.lines) else ""
        column = len(line[: end.column - 1].encode())
        return module.tree.root_node.descendant_for_point_range(
            (end.line - 1, max(0, column - 1)), (end.line - 1, column)
        )

    def _add_callers(self, function: Function) -> None:
        """All functions that may call one, by its name."""
        names = {function.name}
        if function.name in {"__init__", "constructor"} and function.owner is not None:
            names = {function.owner.name}
        for module in self.project.modules(function.module.language):
            if module.file.role == "test":
                continue
            for name in names - {""}:
                if name in module.file.text:
                    for node in self._calls_of(module).get(name, ()):
                        self._add(module, node)

    def _calls_of(self, module: Module) -> dict[str, list[Node]]:
        """The calls in a module by the last word of what is called."""
        if module.path not in self._calls:
            found: dict[str, list[Node]] = {}
            for node in walk(module.tree.root_node):
                if node.type in _CALLS:
                    target = node.child_by_field_name("function") or node.child_by_field_name("constructor")
                    name = module.text(target).rpartition(".")[2] if target is not None else ""
                    if name.isidentifier():
                        found.setdefault(name, []).append(node)
            self._calls[module.path] = found
        return self._calls[module.path]
