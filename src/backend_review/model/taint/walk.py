"""One way through a function, with what its variables are made of."""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec.structs import replace
from tree_sitter import Node

from backend_review.finding import Position, TraceStep
from backend_review.index.expressions.data import Expr
from backend_review.index.program import Function, Module, Parameter, Statement, javascript
from backend_review.model.effects import site
from backend_review.model.parsed import taken
from backend_review.model.taint.analysis import Analysis
from backend_review.model.taint.calls import called, class_of, key_of
from backend_review.model.taint.captures import capture
from backend_review.model.taint.checks import Checks, branches, goes_on, leaves
from backend_review.model.taint.constants import Folding
from backend_review.model.taint.data import (
    INPUT,
    NOTHING,
    PARAMETER,
    Core,
    Taint,
    checked,
    cleaned,
    harmless,
    is_text,
    join,
    labelled,
    member,
    of_objects,
    stopped,
    whole,
)
from backend_review.model.taint.expressions import KINDS, parts
from backend_review.model.taint.golang import captured, converted
from backend_review.model.taint.gotypes import parameter_of
from backend_review.model.taint.heads import headed
from backend_review.model.taint.identified import as_parsed, made_of_checked
from backend_review.model.taint.keys import AS_KEY, as_keys
from backend_review.model.taint.lists import length_of
from backend_review.model.taint.marks import Mark
from backend_review.model.taint.packages import share
from backend_review.model.taint.summaries import Fine, Flow, Summary, common
from backend_review.model.taint.variables import MEMBERS, Variables
from backend_review.model.values import Kind

_NONLOCAL = re.compile(r"\bnonlocal ([\w, ]+)")
_AFTER_TRY = {"except_clause", "except_group_clause", "finally_clause", "else_clause", "catch_clause"}
_GIVEN = ("Context", "http.Request", "fiber.Ctx", "ResponseWriter")
_OBJECTS = {"this", "self"}


class Walk(Variables):
    """One walk over the body of a function; a closure's shares what the walk around it knows."""

    made: Summary

    def __init__(self, analysis: Analysis, function: Function, around: Walk | None = None) -> None:
        self.analysis = analysis
        self.function = function
        self.module: Module = function.module
        self.marks = analysis.marks_of(self.module.path)
        self.names: dict[str, Taint] = dict(around.names) if around is not None else {}
        self.made = around.made if around is not None else Summary()
        self.returned: Taint = NOTHING
        self.results: list[Taint] = []  # Go: what is returned after the first
        self.made_by: dict[str, Kind] = dict(around.made_by) if around is not None else {}  # the classes of variables
        self.lengths: dict[str, int] = {}  # of lists that variables hold, where that is known
        self.further: dict[int, list[Taint]] = {}  # of calls: their results after the first
        self.checks: Checks = around.checks.copy() if around is not None else Checks()
        self.own: dict[str, str] = dict(around.own) if around is not None else {}  # variables that are parameters
        self.declared: set[str] = set()
        self.beside: list[Expr] = []  # Go: what runs beside this function
        self.given_members: dict[str, set[str]] = around.given_members if around is not None else {}
        self.replaced: set[str] = around.replaced if around is not None else set()  # variables with another value now
        # What a method belongs to and what the framework gives: no text that a caller chooses.
        given = (item.name for item in function.parameters if item.type.endswith(_GIVEN))
        known = around.objects if around is not None else ()
        self.objects: set[str] = {*_OBJECTS, function.receiver[0], *given, *known}
        self.dead: bool = around.dead if around is not None else False  # whether this is never done
        self.folding: Folding = around.folding if around is not None else analysis.folding(function)

    def summary(self) -> Summary:
        """Go through the function as something that anybody may call."""
        for name, key in self.analysis.shared(self.module).items():
            self.names[name], self.own[name] = {Core(PARAMETER, key): ()}, key
            self.objects.add(key)
        name, _ = self.function.receiver
        if self.function.owner is not None and not self.function.is_static and self.module.language == "javascript":
            self._take("this")
        if name:
            self._take(name)
        for parameter in self.function.parameters:
            key = key_of(parameter)
            value = NOTHING if harmless(parameter.type) else parameter_of(self, key, parameter.type)
            self.give(parameter, join(self._entered(parameter), value))
            if parameter.name:
                self.own[parameter.name] = key
        ends = self.run(self.function.body())
        if not ends:
            self.checks.ends()
        if self.module.language == "go":
            for item in self.beside:  # with what was sent to it, or put into what it sees, since it began
                self.evaluate(item)
            share(self)
        self.made.leaves = ends and self.checks.guards.yes is None and self.checks.guards.no is None
        self.made.returns, self.made.further = self.returned, self.results
        self.made.objects = self.objects
        self.made.guards = self.checks.guards
        return self.made

    def _take(self, name: str) -> None:
        self.names[name] = parameter_of(self, name, self.function.receiver[1])
        self.own[name] = name

    def _entered(self, parameter: Parameter) -> Taint:
        """What a parameter is filled with from outside of the program."""
        entries = self.analysis.entries.get((self.module.path, self.function.node.id))
        entry = entries.get(key_of(parameter)) if entries else None
        if entry is None:
            return NOTHING
        core = Core(
            INPUT,
            entry.name,
            path=self.module.path,
            line=int(parameter.node.start_point[0]) + 1,
            only=self.analysis.of_text if entry.text else self.analysis.of_requests,
            safe=entry.safe,
            remote=entry.remote,
            text=entry.text,
        )
        if entry.harmless or harmless(parameter.type):
            return {replace(core, stopped=True): entry.steps}
        objects = replace(core, only=self.analysis.of_requests, text=False)
        return {core: entry.steps, **{replace(objects, at=name): entry.steps for name in entry.loose}}

    def give(self, parameter: Parameter, value: Taint) -> None:
        """A parameter gets a value."""
        if parameter.pattern is not None:
            listed = parameter.pattern.type == "array_pattern"
            lower = javascript.pattern if listed else Module.lower
            self.bind(lower(self.module, parameter.pattern), value)
        elif parameter.name:
            self.names[parameter.name] = value

    # Statements

    def run(self, body: Iterable[Statement]) -> bool:
        """Go over statements; whether they end by leaving the function."""
        ends, dead = False, self.dead
        for item in body:
            self.analysis.left -= 1
            if self.analysis.left < 0:
                break
            ends = self._statement(item) or ends
            self.dead = self.dead or ends  # what comes after it is never run
        self.dead = dead
        return ends

    def _statement(self, item: Statement) -> bool:
        if item.kind == "assign":
            self._assign(item)
        elif item.kind in {"expr", "export"}:
            return self._done(item)
        elif item.kind == "return":
            given = [expr for expr in (item.value, *item.targets) if expr is not None]
            self._give_back(given)
            if not self.dead:
                self.checks.returns(self, given)
            return True
        elif item.kind == "raise":
            self.evaluate(item.value)
            return True
        elif item.kind == "delete":
            self.delete(item)
        elif item.kind == "branch":
            return self._branch(item)
        elif item.kind == "loop":
            self._loop(item)
        elif item.kind in {"try", "with", "block"}:
            return self._blocks(item)
        elif item.kind == "function" and item.function is not None:
            names, fills = dict(self.names), dict(self.made.fills)
            self.closure(item.function, [])
            if item.function.decorators:  # a handler: it is called later, by others
                self.names, self.made.fills = names, fills
        return False

    def _done(self, item: Statement) -> bool:
        """Something is done for what it does, here or (Go) beside this function."""
        self.evaluate(item.value)
        if item.node.type == "go_statement" and item.value is not None:
            self.beside.append(item.value)
        self.checks.after(self, item)
        return leaves(self, item.value)

    def _give_back(self, given: list[Expr]) -> None:
        values = [self.evaluate(expr) for expr in given]
        if self.module.language == "go":
            values = [join(value, captured(self, expr)) for value, expr in zip(values, given, strict=True)]
        values += self.further.get(given[0].node.id, []) if len(given) == 1 else []  # return f()
        values = [stopped(value) for value in values] if self.dead else values
        first, others = (values[:1], values[1:]) if self.module.language == "go" else (values, [])
        self.returned = join(self.returned, *first)
        self.results += [NOTHING] * (len(others) - len(self.results))
        for index, value in enumerate(others):
            self.results[index] = join(self.results[index], value)

    def _blocks(self, item: Statement) -> bool:
        if item.kind == "with" and item.value is not None:
            value = self.evaluate(item.value)
            for target in item.targets:
                self.bind(target, value)
        if item.kind == "try":
            self._try(item)
            return False
        ends = [self.run(block) for block in item.blocks]
        return bool(ends) and ends[0]

    def _try(self, item: Statement) -> None:
        """After what is tried, or one of its handlers, which may begin anywhere in it; then what always follows."""
        kinds = [child.type for child in item.node.named_children if child.type in _AFTER_TRY]
        before, fine = dict(self.names), dict(self.checks.fine)
        ended = self.run(item.blocks[0]) if item.blocks else False
        tried = _either([before, self.names])
        ways = [] if ended else [(self.names, self.checks.fine)]
        last: list[list[Statement]] = []
        for index, block in enumerate(item.blocks[1:]):
            kind = kinds[index] if len(kinds) == len(item.blocks) - 1 else ""
            if kind in {"finally_clause", "else_clause"}:
                last.append(block)
                continue
            self.names, self.checks.fine = dict(tried), dict(fine)  # what failed may have been the check
            if not self.run(block):
                ways.append((self.names, self.checks.fine))
        self.lengths.clear()
        self.names = _either([names for names, _ in ways]) if ways else tried
        self.checks.fine = common([known for _, known in ways]) if ways else fine
        for block in last:
            self.run(block)

    def _assign(self, item: Statement) -> None:
        if item.value is None:
            return
        value = self.evaluate(item.value)
        for target in item.targets:
            if item.operator not in {"=", ":="} and target.kind == "name":
                value = join(value, self.names.get(target.name, NOTHING))
            self.bind(target, value, item.value)
            known = length_of(item.value) if item.operator in {"=", ":="} and target.kind == "name" else None
            if known is not None and not self.dead:
                self.lengths[target.name] = known
            made = class_of(self, item.value) if target.kind == "name" else None
            if made is not None:
                self.made_by[target.name] = made
        self.checks.assigned(self, item)

    def _branch(self, item: Statement) -> bool:
        lengths = dict(self.lengths)
        leaves_always = self._ways(item, self.evaluate(item.value))
        self.lengths = {name: known for name, known in lengths.items() if self.lengths.get(name) == known}
        return leaves_always

    def _ways(self, item: Statement, value: Taint) -> bool:
        taken = self.folding.taken(item)
        if taken is not None:
            return self._settled(item, taken)
        known, otherwise = branches(self, item)
        before, fine = dict(self.names), dict(self.checks.fine)
        ends: list[tuple[dict[str, Taint], Fine | None]] = []
        for index, block in enumerate(item.blocks):
            self.names = dict(before)
            self.checks.fine = {**fine, **(known[index] if index < len(known) else {})}
            capture(self, item, index, value)
            if not self.run(block):
                ends.append((self._as_checked(), None if goes_on(item, index) else self.checks.fine))
        leaving = otherwise is None and not ends
        if otherwise is not None or not ends:
            self.names, self.checks.fine = before, {**fine, **(otherwise or {})}
            ends.append((self._as_checked(), self.checks.fine))
        self.names = _either([names for names, _ in ends])
        self.checks.fine = common([told for _, told in ends if told is not None])
        return leaving

    def _as_checked(self) -> dict[str, Taint]:
        """The variables as they are where ways meet: on another way one that was checked here may be replaced."""
        found = dict(self.names)
        for name, needs in self.checks.fine.items():
            if name in found and self.module.language == "go" and self.checks.known(name):
                found = made_of_checked(found, self.names[name])
            if name in found:  # what was found in a list of the caller's depends on that
                value = as_keys(self, found[name], name, self.checks.fine)
                found[name] = stopped(value) if self.checks.known(name) else checked(value, needs - AS_KEY)
        return found

    def _settled(self, item: Statement, taken: list[int]) -> bool:
        """A branch of which it is certain which way it goes; of the others it is known what they would have given."""
        ended, dead, before = False, self.dead, dict(self.names)
        for index in taken:
            ended = self.run(item.blocks[index]) or ended
        for name, value in before.items():  # what is certain to be replaced would have been there
            if self.names.get(name) is not value:
                self.names[name] = join(self.names.get(name, NOTHING), stopped(value))
        fine = dict(self.checks.fine)
        for index, block in enumerate(item.blocks):
            if index not in taken:
                self.dead = True
                self.run(block)
                self.dead, self.checks.fine = dead, dict(fine)
        return ended

    def _loop(self, item: Statement) -> None:
        value = self.evaluate(item.value)
        self.lengths.clear()  # what a round adds has no place that is known
        for target in item.targets:
            self.bind_each(target, item.value, value)
        fine = dict(self.checks.fine)
        for _ in range(2):  # what one round leaves, the next begins with
            before = dict(self.names)
            for block in item.blocks:
                self.run(block)
            self.names = {
                name: join(self.names.get(name, NOTHING), before.get(name, NOTHING))
                for name in {**before, **self.names}
            }
            self.checks.fine = common([fine, self.checks.fine])
            self.lengths.clear()

    # Expressions

    def evaluate(self, expr: Expr | None) -> Taint:
        """What the value of an expression is made of."""
        if expr is None:
            return NOTHING
        if expr.kind == "call":
            value, given = called(self, expr)
            value = converted(self, expr, value) if value and self.module.language == "go" else value
            return self.marked(expr.node, value, given)
        known = KINDS.get(expr.kind)
        value = known(self, expr) if known is not None else parts(self, expr)
        value = headed(self, expr, value) if value and self.checks.fine else value
        value = converted(self, expr, value) if value and self.module.language == "go" else value
        if self.checks.fine and expr.kind in {"name", *MEMBERS} and self.checks.known(self.module.text(expr.node)):
            return self.marked(expr.node, value, fine=True)
        if self.checks.fine and expr.kind in {"name", *MEMBERS}:
            text = self.module.text(expr.node)
            value = checked(value, self.checks.fine.get(text, frozenset()) - AS_KEY)
            return self.marked(expr.node, value, checked_as=text)
        return self.marked(expr.node, value)

    def marked(
        self, node: Node, value: Taint, given: Taint = NOTHING, fine: bool = False, checked_as: str = ""
    ) -> Taint:
        """A value as the marks at its place make it; a sink there takes it, and all that a call is ``given``.

        One that is ``fine`` was checked, whatever it is made of; what is known of one that is ``checked_as`` something
        may be that it is a key.
        """
        if checked_as:
            value = as_keys(self, value, checked_as, self.checks.fine)
        for span in self.marks.spans(self.module, node):
            source = self.marks.sources.get(span)
            if source is not None and not self._is_known(node):
                value = as_parsed(self, node, join(self._as_changed(node, self._source(node, span, source)), value))
                if node.type == "identifier" and span in self.marks.filled:
                    self.take_over(self.module.text(node), whole(value))
            value = stopped(value) if fine else value
            value = as_keys(self, value, checked_as, self.checks.fine) if checked_as and source is not None else value
            kinds = [self.marks.clean, self.marks.cleaning]
            if not self.analysis.effects.called.get(site(self.module, node)):
                kinds.append(self.marks.answers)
            for known in kinds:
                harmless_to = known.get(span)
                if harmless_to:
                    value, given = cleaned(value, harmless_to), cleaned(given, harmless_to)
                    if known is self.marks.cleaning and node.type == "identifier":
                        self.names[self.module.text(node)] = value
            said = self.marks.labels.get(span)
            if said:
                value = labelled(value, said)
            for sink in self.marks.sinks.get(span, ()):
                self.take(sink, value if sink.exact else join(value, given))
        return stopped(value) if fine else value

    def _is_known(self, node: Node) -> bool:
        """Whether more is known of a parameter than patterns say: its other value, or what its route fills it with."""
        name = self.module.text(node) if node.type == "identifier" else ""
        if name not in self.own:
            return False
        entries = self.analysis.entries.get((self.module.path, self.function.node.id), {})
        return name in self.replaced or self.own[name] in entries

    def _source(self, node: Node, span: tuple[Position, Position], variants: frozenset[str]) -> Taint:
        text = " ".join(self.module.text(node).split())[:60]
        remote = span in self.marks.messages
        step = TraceStep(self.module.path, span[0].line, span[0].column, f"input enters: {text}")
        place, one = self.module.path, is_text(self.module, node)
        core = Core(INPUT, text, path=place, line=span[0].line, only=variants, remote=remote, text=one)
        parsed = self.analysis.parsed.get((place, self.function.node.id), ())
        return stopped({core: (step,)}) if parsed and taken(self.module.text(node)) in parsed else {core: (step,)}

    def take(self, sink: Mark, value: Taint) -> None:
        """A sink takes a value."""
        for name in sink.member:
            value = whole(value) if name == "*" else member(of_objects(value), name)
        if self.dead:
            value = stopped(value)
        for variant in sink.variants:
            place = (variant, self.module.path, sink.start, sink.end)
            for core in value if not sink.into else ():
                if core.kind == INPUT and core.harms(variant) and not core.needs:
                    self.made.harmed.add(place)
                elif core.stopped or core.needs or (core.kind == INPUT and (not core.only or variant in core.only)):
                    self.made.kept_out.add(place)
        self.made.add(
            Flow(core, variant, self.module.path, sink, steps)
            for core, steps in value.items()
            for variant in sorted(sink.variants)
            # What a caller gives may have the label already.
            if core.harms(variant, sink.label if core.kind == INPUT else "")
        )

    def closure(self, function: Function, given: list[Taint]) -> Taint:
        """A function that is written here is called with these values; what it returns."""
        inner = Walk(self.analysis, function, self)
        for index, parameter in enumerate(function.parameters):
            if parameter.name in inner.own:
                del inner.own[parameter.name]
            value = given[index] if index < len(given) else NOTHING
            if index >= len(given) and parameter.default is not None:
                value = self.evaluate(parameter.default)
            inner.give(parameter, join(inner._entered(parameter), value))
        inner.run(function.body())
        taken = {parameter.name for parameter in function.parameters} | inner.declared
        if self.module.language == "python":
            own = _NONLOCAL.findall(self.module.text(function.node))
            taken = self.names.keys() - {name for names in own for name in re.findall(r"\w+", names)}
        for name in self.names.keys() - taken:
            if inner.names.get(name) is not self.names[name]:
                self.names[name] = join(self.names[name], inner.names.get(name, NOTHING))
        return inner.returned


def _either(ways: list[dict[str, Taint]]) -> dict[str, Taint]:
    """The variables after any of several ways."""
    names = dict.fromkeys(name for way in ways for name in way)
    return {name: join(*(way.get(name, NOTHING) for way in ways)) for name in names}
