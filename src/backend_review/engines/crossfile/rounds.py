"""From sinks back to where input enters: by rounds over the callers of functions whose parameters reach a sink."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

import msgspec
from tree_sitter import Node

from backend_review.backend import Backend
from backend_review.engines.crossfile import shared
from backend_review.engines.crossfile.carried import asked_for, carried, keepers
from backend_review.engines.crossfile.concerns import concerns
from backend_review.engines.crossfile.marks import Marker
from backend_review.engines.crossfile.names import Words, called_names, names_in, renamed
from backend_review.engines.crossfile.ownmethods import OwnMethods
from backend_review.engines.crossfile.pages import mark_pages
from backend_review.engines.crossfile.prepared import Prepared
from backend_review.finding import Audience, Confidence, Match, NotAnalysed, Position, Problem, TraceStep
from backend_review.index.expressions.data import Expr
from backend_review.index.program import Function, Module
from backend_review.index.syntax import walk
from backend_review.messages import names_of
from backend_review.model.effects import site
from backend_review.model.parsed import Parsed, parsed_before
from backend_review.model.taint import (
    INPUT,
    PARAMETER,
    Analysis,
    Carried,
    Flow,
    Key,
    Mark,
    Marks,
    Summary,
    Taken,
    constructor,
    handle,
    outermost,
    packages,
)
from backend_review.model.taint.calls import AS_ERROR
from backend_review.model.taint.constants import Constants
from backend_review.model.taint.later import functions_of, is_partial, later
from backend_review.model.taint.state import changes
from backend_review.model.values import Callee, Kind
from backend_review.project.source import SourceFile

MAX_ROUNDS = 5
MAX_FUNCTIONS = 4_000  # that are gone through in a round
_FAR = 4  # through more calls than these, three in four of what is found on well-kept backends are wrong
_FAILED = 3  # an error that came up through as many functions: its text is that of a case that hardly happens
_REFRESHES = 3  # how often a round is repeated for files that turned out to be on the way
Span = tuple[Position, Position]
# The last one is what a generic function of Go with one argument looks like.
_CALLS = {"call", "call_expression", "new_expression", "type_conversion_expression"}


@dataclass(slots=True)
class Flows:
    """What was found: matches at sinks, whose traces lead over functions and files; and what failed.

    ``kept_out`` are the sinks by rule and path that input is on its way to and does not reach (it was checked, belongs
    to another key, or comes from a way that is never taken), ``harmed`` those that something harmful reaches; to those
    that are ``trusted`` only messages of a queue come, of which the match with the lower confidence speaks.
    """

    matches: list[Match] = field(default_factory=list)
    kept_out: dict[tuple[str, str], list[Span]] = field(default_factory=dict)
    harmed: dict[tuple[str, str], list[Span]] = field(default_factory=dict)
    trusted: dict[tuple[str, str], list[Span]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    not_analysed: list[NotAnalysed] = field(default_factory=list)
    functions: int = 0
    followed: frozenset[str] = frozenset()  # the patterns; what is said of one says nothing of others of its rule

    def refutes(self, match: Match) -> bool:
        """Whether what a pattern saw reach a sink within one function does not get there."""

        def inside(places: Mapping[tuple[str, str], list[Span]]) -> bool:
            known = places.get((match.variant if match.variant in self.followed else match.rule, match.path), ())
            return any(match.start <= start and end <= match.end for start, end in known)

        return inside(self.trusted) or (inside(self.kept_out) and not inside(self.harmed))


def follow(marker: Marker, backend: Callable[[], Backend], reported: Mapping[str, SourceFile]) -> Flows:
    """The flows of input into the sinks that are marked, wherever in the project they begin.

    ``backend`` gives the model of the project; ``reported`` are the files that are spoken of.
    """
    found = Flows(problems=marker.problems, not_analysed=marker.not_analysed)
    if marker.may_render(reported.values()):
        found.matches += mark_pages(marker, backend(), reported)
    if not marker.sinks:
        return found
    search = _Search(backend(), marker)
    search.go()
    found.functions = len(search.functions)
    rules = {variant.id: variant.rule for variant in marker.variants}
    found.followed = frozenset(rules)
    for places, into in ((search.kept_out, found.kept_out), (search.harmed, found.harmed)):
        for name, path, start, end in places:
            for known_by in (name, rules[name]):
                into.setdefault((known_by, path), []).append((start, end))
    by_id = {variant.id: variant for variant in marker.variants}
    certain = {(rules[flow.variant], flow.path, flow.mark.end) for flow in search.reached() if not flow.core.remote}
    for flow in search.reached():
        if flow.core.remote and (rules[flow.variant], flow.path, flow.mark.end) not in certain:
            span = (flow.mark.start, flow.mark.end)
            for known_by in (flow.variant, rules[flow.variant]):
                found.trusted.setdefault((known_by, flow.path), []).append(span)
        sink = marker.sinks[flow.variant, flow.path, flow.mark]
        variant = by_id[flow.variant]
        if flow.mark.into:
            sure = Confidence.LOW if flow.core.remote else sink.confidence
            found.matches.append(msgspec.structs.replace(sink, confidence=sure, trace=(*flow.steps, *sink.trace)))
            continue
        far = _hops(flow) > _FAR or _failures(flow) >= _FAILED or any(step in search.guesses for step in flow.steps)
        far = far or any(path in marker.unsure for path in (flow.path, *(step.path for step in flow.steps)))
        last = TraceStep(flow.path, flow.mark.start.line, flow.mark.start.column, "used here")
        found.matches.append(
            msgspec.structs.replace(
                sink,
                rule=variant.rule,
                message=variant.message,
                variant=variant.id,
                severity=variant.severity,
                confidence=Confidence.LOW if flow.core.remote or far else variant.confidence,
                audience=Audience.PEDANTIC if far else variant.audience,
                trace=(*flow.steps, last),
                metavars=_named(variant.message, sink.metavars, reported.get(flow.path), flow.mark),
            )
        )
    return found


def _named(message: str, known: Mapping[str, str], file: SourceFile | None, mark: Mark) -> Mapping[str, str]:
    """The code that a message names; what another of the rule's sinks has a name for is the place itself."""
    missing = [name for name in names_of(message) if name not in known]
    if not missing or file is None or mark.start.line != mark.end.line:
        return known
    written = file.line(mark.start.line)[mark.start.column - 1 : mark.end.column - 1]
    return {**known, **dict.fromkeys(missing, written)}


def _hops(flow: Flow) -> int:
    """How many calls a flow goes through."""
    return sum(step.message.startswith(("handed to", "returned by")) for step in flow.steps)


def _failures(flow: Flow) -> int:
    """How many functions a flow comes out of as their error."""
    return sum(step.message.endswith(AS_ERROR) for step in flow.steps)


class _Search:
    """The functions that matter, and what is known of them."""

    def __init__(self, backend: Backend, marker: Marker) -> None:
        self.backend = backend
        self.marker = marker
        self.project = backend.project
        self.functions: dict[Key, Function] = {}
        self.flows: dict[tuple[object, ...], Flow] = {}
        self.asked: dict[
            str, set[str]
        ] = {}  # what is shared and which members, that functions were looked for which change it
        self.callers: dict[Key, set[Key]] = {}  # of functions, those that are known to call them
        self.keeping: set[Key] = set()  # functions that keep something for others
        self.guesses: set[TraceStep] = set()
        self.kept_out: set[Taken] = set()
        self.harmed: set[Taken] = set()
        self._parsed: Parsed | None = None
        self._methods: dict[str, dict[int, Function]] = {}
        self._handled: set[Key] = set()
        self._constants: dict[str, Constants] = {}
        self._words: dict[str, Words] = {}
        self._calls: dict[str, dict[str, list[Node]]] = {}

    def go(self) -> None:
        """Follow what reaches sinks back over callers, then forward what is input.

        Who may hand something to a sink is found before anything is known of input and of what makes it harmless:
        that is asked of the engine for all files on the ways at once.
        """
        within: dict[Key, set[str]] = {}
        bound: set[tuple[str, str, Mark]] = set()
        prepared, own = Prepared(self.project), OwnMethods(self.project)
        for variant, path, mark in self.marker.sinks:
            module = self.project.module(path)
            node = self._node_at(module, mark) if module is not None else None
            if module is None or node is None:
                continue
            no_text = {"go": prepared.holds, "python": own.takes}.get(module.language)
            if no_text is not None and variant.startswith("sql-injection.") and no_text(module, node):
                bound.add((variant, path, mark))
                continue
            key = self._add(module, node)
            if key is not None:
                within.setdefault(key, set()).add(variant)
        for variant, path, mark in bound:
            self.marker.marks[path].drop_sink(variant, mark)
        reaching, before_marks = self._close(within)
        for module, node in keepers(self.project, asked_for(list(self.functions.values()))):
            self._note_keeping(self._add(module, node))
        wanted = concerns(reaching, (self.callers, before_marks.callers), self.keeping)
        everywhere = {name for names in within.values() for name in names}
        paths = {path for path, _ in self.functions} | before_marks.unmarked
        marked: set[str] = set()
        kept: Carried | None = None
        for _ in range(_REFRESHES):
            files = [self.project.files[path] for path in sorted(paths) if path in self.project.files]
            self.marker.mark_ways(files, wanted, marked)
            # A file that is met later is asked all.
            wanted = defaultdict(lambda: everywhere)
            analysis = self._analysis({path: self.marker.marks[path] for path in marked}, kept)
            summaries = [analysis.summary(function) for function in list(self.functions.values())]
            before, kept = kept, carried(self.project, zip(self.functions.values(), summaries, strict=True))
            found = [flow for summary in summaries for flow in summary.flows.values()]
            self.harmed = {place for summary in summaries for place in summary.harmed}
            self.guesses = analysis.guesses
            self.kept_out = {place for summary in summaries for place in summary.kept_out if analysis.left > 0}
            for key, function in list(self.functions.items()):
                self._note_given(key, analysis.summary(function))
            by_state = list(shared.joined(found, shared.put_into(summaries)))
            self.harmed |= {(flow.variant, flow.path, flow.mark.start, flow.mark.end) for flow in by_state}
            found += by_state
            paths = analysis.unmarked - marked
            if not paths and (kept is None or before is not None):
                break
        self.flows = {flow.key: flow for flow in reversed(found)}
        self.kept_out |= {(variant, path, mark.start, mark.end) for variant, path, mark in bound}

    def _note_given(self, key: tuple[str, int], summary: Summary) -> None:
        """What a function's parameters harm is for its callers to say, or for the route that fills them.

        Of one that nobody calls, nobody knows.
        """
        told = self.backend.entries.get(key, {})
        for flow in summary.flows.values():
            if flow.core.kind != PARAMETER or flow.mark.into:
                continue
            place = (flow.variant, flow.path, flow.mark.start, flow.mark.end)
            if flow.core.name.startswith(packages.KEPT):
                self.kept_out.add(place)  # unless something of the client's is put there
            elif flow.core.name not in summary.objects:
                known = key in self.callers or flow.core.name in told or bool(flow.core.needs)
                (self.kept_out if known else self.harmed).add(place)

    def _close(self, within: Mapping[Key, set[str]]) -> tuple[dict[Key, set[str]], Analysis]:
        """Add the callers of functions whose parameters may reach a sink.

        Gives the patterns whose sinks lie ``within`` functions or are reached from them.
        """
        analysis = self._analysis(self.marker.marks)
        asked: set[Key] = set()
        for _ in range(MAX_ROUNDS):
            pending = [(key, item) for key, item in self.functions.items() if key not in asked]
            if not pending or len(self.functions) > MAX_FUNCTIONS:
                break
            for key, function in pending:
                asked.add(key)
                summary = analysis.summary(function)
                if any(flow.core.kind == PARAMETER for flow in summary.flows.values()) or self._fills(summary):
                    self._add_callers(function)
                self._add_changes(shared.wanted(summary.flows.values()))
        reaching = {
            key: {flow.variant for flow in analysis.summary(function).flows.values()} | within.get(key, set())
            for key, function in list(self.functions.items())
        }
        return reaching, analysis

    def _fills(self, summary: Summary) -> bool:
        """Whether a function puts what it is given into what others share."""
        taken = (core for name, value in summary.fills.items() if name in self.asked for core in value)
        return any(core.kind == PARAMETER and core.name not in self.asked for core in taken)

    def _add_changes(self, keys: set[tuple[str, str]]) -> None:
        """The functions that put something into what is shared."""
        for key, member in sorted(keys):
            if member in self.asked.setdefault(key, set()) or (self.asked[key] and not packages.is_package(key)):
                continue
            self.asked[key].add(member)
            language = "go" if packages.is_package(key) else "python"
            for module in self.project.modules(language):
                if module.file.role == "test":
                    continue
                lines = packages.changes(module, key, [member]) if language == "go" else changes(module, key)
                for line in lines:
                    at = (line - 1, len(module.file.lines[line - 1]) - 1) if line <= len(module.file.lines) else (0, 0)
                    node = module.tree.root_node.descendant_for_point_range(at, at)
                    if node is not None:
                        self._note_keeping(self._add(module, node))

    def _note_keeping(self, key: Key | None) -> None:
        if key is not None:
            self.keeping.add(key)

    def _analysis(self, marks: Mapping[str, Marks], kept: Carried | None = None) -> Analysis:
        backend = self.backend
        if self._parsed is None:
            self._parsed = parsed_before(backend.routes)
        return Analysis(backend.effects, marks, backend.entries, *self.marker.kinds(), kept, self._parsed)

    def reached(self) -> Iterator[Flow]:
        """The flows that begin with input."""
        return (flow for flow in self.flows.values() if flow.core.kind == INPUT and not flow.core.needs)

    # Functions

    def _add(self, module: Module, node: Node) -> Key | None:
        """The outermost function around a node is gone through, and those inside of it with it."""
        around = outermost(module, node)
        if around is None:
            return None
        key = (module.path, around.id)
        self.functions.setdefault(key, self._function(module, around))
        return key

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
        """All functions that call one: those with a call of its name that the model says is one of it."""
        language = function.module.language
        if language not in self._words:
            self._words[language] = Words(item for item in self.project.modules(language) if item.file.role != "test")
        words = self._words[language]
        everywhere = renamed(words.having([function.name]), function)
        for module in words.having(called_names(function) | everywhere):
            names = names_in(module, function) | {name for name in everywhere if name in module.file.text}
            calls = self._calls_of(module) if names else {}
            for node in (node for name in names for node in calls.get(name, ())):
                around = outermost(module, node)
                if around is not None and self._is_call_of(module, around, node, function):
                    self._add(module, node)
                    if around.id != function.node.id:
                        callers = self.callers.setdefault((function.module.path, function.node.id), set())
                        callers.add((module.path, around.id))

    def _is_call_of(self, module: Module, around: Node, node: Node, function: Function) -> bool:
        """Whether a call is one of a function, as far as the function around it tells."""
        effects = self.backend.effects
        self._handle(self._function(module, around))
        for item in effects.called.get(site(module, node), ()):
            called = constructor(item) if isinstance(item, Kind) else item.function
            if called is not None and called.node.id == function.node.id:
                return True
        handed = (item for _, expr in later(module.lower(node)) for item in functions_of(effects, module, expr))
        made = self._partial_at(module, node)
        partial = functions_of(effects, module, made.args[0]) if made is not None else []
        return any(item.node.id == function.node.id for item in (*handed, *partial))

    def _handle(self, function: Function) -> None:
        """Find out whom a function calls, and those that are written in it."""
        key = (function.module.path, function.node.id)
        if key not in self._handled:
            self._handled.add(key)
            handle(self.backend.effects, function)

    def _partial_at(self, module: Module, node: Node) -> Expr | None:
        """What the variable of a module holds that is called: ``find_first = partial(find, 1)``."""
        target = module.lower(node).target
        if module.language != "python" or target is None or target.kind != "name":
            return None
        if module.path not in self._constants:
            self._constants[module.path] = Constants(module)
        held = self._constants[module.path].of(module.tree.root_node, target.name)
        made = module.lower(held) if held is not None else None
        return made if made is not None and is_partial(made) else None

    def _calls_of(self, module: Module) -> dict[str, list[Node]]:
        """The calls in a module by what may be called: the target's last two words, and names that are handed over."""
        if module.path not in self._calls:
            found: dict[str, list[Node]] = {}
            for node in walk(module.tree.root_node):
                if node.type in _CALLS:
                    fields = (node.child_by_field_name(name) for name in ("function", "constructor", "type"))
                    target = next((item for item in fields if item is not None), None)
                    named = module.text(target) if target is not None else ""
                    words = (named.partition("[")[0] if module.language == "go" else named).split(".")[-2:]
                    handed = node.child_by_field_name("arguments")
                    for item in handed.named_children[:8] if handed is not None else ():
                        words.append(module.text(item.child_by_field_name("value") or item)[:80].rpartition(".")[2])
                    for name in {word for word in words if word.isidentifier()}:
                        found.setdefault(name, []).append(node)
            self._calls[module.path] = found
        return self._calls[module.path]
