"""What is known of values: which input is in them, and how it got there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

import msgspec
from msgspec.structs import replace
from tree_sitter import Node

from backend_review.finding import Position, TraceStep
from backend_review.index.program import Module

# Nodes that have the value of what they are around.
_SAME = {
    "await", "await_expression", "parenthesized_expression", "as_expression", "non_null_expression", "type_assertion",
    "satisfies_expression", "type_assertion_expression",
}  # fmt: skip
_TAKES = {
    "attribute",
    "subscript",
    "member_expression",
    "subscript_expression",
    "selector_expression",
    "index_expression",
}
# Types whose values hold no text of the client's choosing.
_HARMLESS = re.compile(
    r"^(?:int|float|bool|complex|Decimal|UUID|uuid\.UUID|datetime|date|datetime\.\w+|timedelta|number|boolean|bigint|Date|"
    r"u?int(?:8|16|32|64)?|float(?:32|64)|byte|rune|time\.\w+|error|context\.Context)$"
)
_OPTIONAL = re.compile(r"^(?:Optional\[(?P<inner>.+)\]|(?P<first>.+?)\s*\|\s*(?:None|null|undefined))$")
MAX_CORES = 12
MAX_MEMBERS = 3
MAX_STEPS = 14  # longer ways are more often imagined than real
INPUT, PARAMETER = "input", "parameter"


def harmless(type: str) -> bool:
    """Whether values of a type, as it is written, cannot carry text."""
    type = type.strip().lstrip(":*& ").strip()
    found = _OPTIONAL.match(type)
    return bool(_HARMLESS.match((found["inner"] or found["first"]).strip() if found else type))


class Core(msgspec.Struct, frozen=True):
    """Something that a value is made of: input, or a parameter of the function that is gone through.

    ``of`` is the member of the parameter that it is (``self.name``), ``at`` the member of the value that holds it
    ("" for the value itself, ``user.name`` for a member of a member). ``only`` are the patterns that take it for
    input (empty: all), ``clean`` those that it is harmless to; ``labels`` say what it became part of on the way
    (SQL text). ``stopped`` says that it was there and does not get further: what was checked, what is under another
    key, what a way gives that is never taken.
    """

    kind: str
    name: str
    of: str = ""
    at: str = ""
    path: str = ""
    line: int = 0
    only: frozenset[str] = frozenset()
    clean: frozenset[str] = frozenset()
    labels: frozenset[str] = frozenset()
    safe: frozenset[str] = frozenset()  # the members that are numbers and the like
    remote: bool = False  # half trusted: a message of a queue
    stopped: bool = False
    text: bool = False  # it is a text, that has no members
    needs: frozenset[str] = frozenset()  # it is harmless when these parameters are the program's own

    def harms(self, variant: str, label: str = "") -> bool:
        """Whether a pattern minds it, that may ask for a label."""
        known = variant not in self.clean and (not self.only or variant in self.only) and not self.stopped
        return known and (not label or label in self.labels)


# What a value is made of, with the way that each came.
Taint: TypeAlias = Mapping[Core, tuple[TraceStep, ...]]
NOTHING: Taint = {}


def join(*values: Taint) -> Taint:
    """All that several values are made of."""
    filled = [value for value in values if value]
    if len(filled) < 2:
        return filled[0] if filled else NOTHING
    made: dict[Core, tuple[TraceStep, ...]] = {}
    for last in (False, True):
        for value in filled:
            for core, steps in value.items():
                known = made.get(core)
                if known is not None:
                    made[core] = min(known, steps, key=len)
                elif core.stopped == last and len(made) < MAX_CORES:
                    made[core] = steps
    return made


def member(value: Taint, name: str) -> Taint:
    """What a member of a value is made of."""
    made: dict[Core, tuple[TraceStep, ...]] = {}
    for core, steps in value.items():
        if is_at(core, name):
            made[replace(core, at=core.at[len(name) + 1 :])] = steps
        elif core.at and name.startswith(f"{core.at}."):  # all of what it is a member of
            made[replace(core, at="", stopped=core.stopped or name.rpartition(".")[2] in core.safe)] = steps
        elif core.at or name.rpartition(".")[2] in core.safe:
            made.setdefault(replace(core, at="", stopped=True), steps)
        else:
            made[replace(core, of=_member_of(core.of, name)) if core.kind == PARAMETER else core] = steps
    return made


# Input that has members of the client's naming: the body, the query and the like.
_TEXTS = re.compile(r"\b(?:query|params|form|args|values|GET|POST|headers|cookies|COOKIES|files)$")
_OBJECT = re.compile(
    r"(?i)^body\b|\b(?:body|query|params|form|args|values|GET|POST|data|json|session|cookies|headers)\b\W*$"
)


def is_text(module: Module, node: Node) -> bool:
    """Whether one text is taken from what is a source: ``request.args["q"]``, ``req.query.q``."""
    around = node.parent
    taken = around is not None and around.type in _TAKES and around.start_byte == node.start_byte
    return taken and _TEXTS.search(module.text(node)) is not None


def as_text(value: Taint) -> Taint:
    """A value that something was made of whose members have other names."""
    return {replace(core, text=True): steps for core, steps in value.items()}


def of_objects(value: Taint) -> Taint:
    """What members may be taken from: a text has none, so what was made of one on the way is something else."""
    return {core: steps for core, steps in value.items() if core.kind != INPUT or core.at or _is_object(core, steps)}


def _is_object(core: Core, steps: tuple[TraceStep, ...]) -> bool:
    made = any(step.message.startswith("returned by") for step in steps)
    return not core.text and not made and _OBJECT.search(core.name) is not None


def _member_of(of: str, name: str) -> str:
    """The member of a parameter that is a member of another one; of what is deeper only that it is in there."""
    return f"{of}.{name}" if of and of.count(".") < MAX_MEMBERS else of or name


def each(value: Taint) -> Taint:
    """What any item of a value is made of."""
    return {replace(core, at=core.at.partition(".")[2]): steps for core, steps in value.items()}


def keys(value: Taint) -> Taint:
    """What the keys of an object are made of: not of what was put under keys that the program wrote."""
    return member(value, "=keys")


def pairs(value: Taint) -> Taint:
    """What a list of an object's keys and values is made of."""
    return join(held(keys(value), "0"), held(each(value), "1"))


def held(value: Taint, name: str) -> Taint:
    """What an object is made of that keeps a value under a name."""
    return {replace(core, at=within(name, core.at)): steps for core, steps in value.items()}


def within(name: str, at: str) -> str:
    """The way to a member of a member; of what is deeper only that it is somewhere in there."""
    return f"{name}.{at}" if at and at.count(".") < MAX_MEMBERS else name


def is_at(core: Core, name: str) -> bool:
    """Whether something is in a member, or in a part of it."""
    return core.at == name or core.at.startswith(f"{name}.")


def rid(value: Taint, name: str) -> Taint:
    """A value that has something else under a name from now on, or nothing."""
    return {replace(core, stopped=True) if is_at(core, name) else core: steps for core, steps in value.items()}


def moved(value: Taint, place: int, by: int) -> Taint:
    """A list whose items from a place on are moved: one is put in there, or (-1) the one there is taken out."""
    made: dict[Core, tuple[TraceStep, ...]] = {}
    for core, steps in value.items():
        index, _, rest = core.at.partition(".")
        if not index.isdigit() or int(index) < place:
            made[core] = steps
        elif by > 0 or int(index) > place:
            made[replace(core, at=within(str(int(index) + by), rest))] = steps
        else:
            made[replace(core, stopped=True)] = steps
    return made


def without(value: Taint, name: str) -> Taint:
    """A value whose member gets another value."""
    return {
        replace(core, stopped=True) if is_at(core, name) else replace(core, safe=core.safe | {name}): steps
        for core, steps in value.items()
    }


def whole(value: Taint) -> Taint:
    """What is made of all of a value: a text of an object, an item of a list."""
    return {replace(core, at="", text=core.text and not core.at): steps for core, steps in value.items()}


def cleaned(value: Taint, variants: frozenset[str]) -> Taint:
    """A value that is harmless to some patterns."""
    return {replace(core, clean=core.clean | variants): steps for core, steps in value.items()}


def stopped(value: Taint) -> Taint:
    """A value that does not get further."""
    return {replace(core, stopped=True): steps for core, steps in value.items()}


def checked(value: Taint, needs: frozenset[str]) -> Taint:
    """A value that is harmless when some parameters are the program's own: it was found in one of them."""
    return {replace(core, needs=core.needs | needs): steps for core, steps in value.items()}


def settled(core: Core, given: Mapping[str, Taint]) -> Core:
    """What is known of a core where the parameters are given that it needs."""
    if not core.needs:
        return core
    needed = [item for name in core.needs for item in given.get(name, NOTHING) if not item.stopped]
    if any(item.kind == INPUT for item in needed):
        return replace(core, needs=frozenset())
    needs = frozenset(item.name for item in needed)
    return replace(core, needs=needs, stopped=core.stopped or not needs)


def labelled(value: Taint, labels: frozenset[str]) -> Taint:
    """A value that became part of something."""
    return {replace(core, labels=core.labels | labels): steps for core, steps in value.items()}


def stepped(value: Taint, step: TraceStep) -> Taint:
    """A value that went one step further."""
    return {core: (*steps, step) for core, steps in value.items() if len(steps) < MAX_STEPS}


@dataclass(slots=True, frozen=True)
class Entry:
    """A parameter that is filled from a request, message or other input: how people call it, and the way there."""

    name: str
    steps: tuple[TraceStep, ...]
    safe: frozenset[str] = frozenset()
    text: bool = True  # it can only be text, whatever the client sends
    loose: frozenset[str] = frozenset()  # its members that may be any object
    harmless: bool = False  # it is a number or one of a few words by the time the program has it
    remote: bool = False  # it comes from others that are half trusted: messages of a queue


# What fills the parameters of functions from outside: by path and node of the function, then by parameter.
Entries: TypeAlias = Mapping[tuple[str, int], Mapping[str, Entry]]


@dataclass(slots=True, frozen=True)
class Mark:
    """A place in the code that patterns speak of. ``end`` is the place after its last character."""

    start: Position
    end: Position
    variants: frozenset[str]
    label: str = ""  # that a sink asks for, or that is given here
    exact: bool = False  # a sink that is the value at its place, and not what a call there is given
    member: tuple[str, ...] = ()  # a sink that is a member of the value; * for any item
    into: str = ""  # the place in a template that a sink stands for


@dataclass(slots=True)
class Marks:
    """What the patterns of the rules say of one file."""

    sources: dict[tuple[Position, Position], frozenset[str]] = field(default_factory=dict)
    clean: dict[tuple[Position, Position], frozenset[str]] = field(default_factory=dict)
    cleaning: dict[tuple[Position, Position], frozenset[str]] = field(default_factory=dict)  # from here on
    labels: dict[tuple[Position, Position], frozenset[str]] = field(default_factory=dict)
    # Calls of what is called a store or service: what it answers is its own, unless the project says how it is made.
    answers: dict[tuple[Position, Position], frozenset[str]] = field(default_factory=dict)
    filled: set[tuple[Position, Position]] = field(default_factory=set)  # variables that input is put into there
    messages: set[tuple[Position, Position]] = field(default_factory=set)  # sources that are messages of a queue
    sinks: dict[tuple[Position, Position], list[Mark]] = field(default_factory=dict)
    lines: set[int] = field(default_factory=set)

    def note(self, kind: str, mark: Mark) -> None:
        """Add a mark; ``kind`` is source, filled (a variable, with input), clean, cleaning, answer, label or sink."""
        if kind == "sink":
            self.sinks.setdefault((mark.start, mark.end), []).append(mark)
            self.lines.add(mark.end.line)
            return
        if kind == "filled":
            self.filled.add((mark.start, mark.end))
            kind = "source"
        if kind == "message":
            self.messages.add((mark.start, mark.end))
            kind = "source"
        kinds = {
            "source": self.sources, "clean": self.clean, "cleaning": self.cleaning, "answer": self.answers,
            "label": self.labels,
        }  # fmt: skip
        key = (mark.start, mark.end)
        said = frozenset({mark.label}) if kind == "label" else mark.variants
        kinds[kind][key] = kinds[kind].get(key, frozenset()) | said
        self.lines.add(mark.end.line)

    def drop_sink(self, variant: str, mark: Mark) -> None:
        """A place turned out to be none that a pattern minds."""
        key = (mark.start, mark.end)
        self.sinks[key] = [item for item in self.sinks.get(key, []) if item != mark or variant not in item.variants]

    def spans(self, module: Module, node: Node) -> list[tuple[Position, Position]]:
        """Where a node may be marked: also what is around it and has the same value (``await``, brackets, types).

        The engine loses the last characters of template literals, takes the brackets of a Go conversion for a part of
        what is converted, and loses the quotes of texts in Python files with newer syntax (``match``).
        """
        found = []
        outer: Node | None = node
        while outer is not None and (outer is node or outer.type in _SAME):
            row, column = outer.end_point
            if row + 1 in self.lines:
                end = Position(row + 1, module.file.column_of_byte(row + 1, column + 1))
                row, column = outer.start_point
                start = Position(row + 1, module.file.column_of_byte(row + 1, column + 1))
                lost = (0, 1, 2) if _ends_in_template(outer) else (0, *_quotes(outer, -1, "string_end"))
                begins = (0, *_quotes(outer, 0, "string_start"))
                found += [
                    (Position(start.line, start.column + more), Position(end.line, end.column - less))
                    for more in begins
                    for less in lost
                ]
                if outer.parent is not None and outer.parent.type == "type_conversion_expression":
                    found.append((Position(start.line, start.column - 1), Position(end.line, end.column + 1)))
            outer = outer.parent
        return found


def _quotes(node: Node, side: int, kind: str) -> tuple[int, ...]:
    """How long the quotes are that a node begins or ends with."""
    found = node
    while found.children:
        found = found.children[side]
    return (found.end_byte - found.start_byte,) if found.type == kind else ()


def _ends_in_template(node: Node) -> bool:
    last: Node | None = node
    while last is not None and last.type != "template_string":
        inner = last.named_children[-1] if last.named_children else None
        last = inner if inner is not None and inner.end_byte == node.end_byte else None
    return last is not None


class Flow(msgspec.Struct, frozen=True):
    """Something reaches a marked sink: ``steps`` lead there from the function's start or from where input enters."""

    core: Core
    variant: str
    path: str
    mark: Mark
    steps: tuple[TraceStep, ...]

    @property
    def key(self) -> tuple[object, ...]:
        return (self.core, self.variant, self.path, self.mark.end, self.mark.start, self.mark.into)


@dataclass(slots=True, frozen=True)
class Carried:
    """What some functions keep on the request for others, by the member, with the file that it is kept in.

    ``shared`` tells whether two files may be of one program.
    """

    kept: Mapping[str, list[tuple[str, Taint]]]
    shared: Callable[[str, str], bool]

    def under(self, path: str, name: str) -> Taint:
        """What a member of the request holds in a file."""
        return join(*(whole(value) for other, value in self.kept.get(name, ()) if self.shared(path, other)))


# Values that are known to be of ours, as they are written, and the parameters that must be ours for that.
Fine: TypeAlias = Mapping[str, frozenset[str]]
NO_FINE: Fine = {}


class Told(NamedTuple):
    """What is known of values when a condition holds, and when not."""

    yes: Fine = NO_FINE
    no: Fine = NO_FINE


NOTHING_TOLD = Told()


@dataclass(slots=True)
class Guards:
    """What is certain of the parameters of a function by how it ends; None where it never ends so."""

    yes: Fine | None = None
    no: Fine | None = None

    def told(self) -> Told:
        """What its answer tells; one that it never gives tells nothing."""
        return Told(self.yes or NO_FINE, self.no or NO_FINE)

    @property
    def passes(self) -> Fine:
        """What is certain whenever it returns at all."""
        ways = [way for way in (self.yes, self.no) if way is not None]
        return common(ways) if ways else NO_FINE


def common(ways: Sequence[Fine]) -> dict[str, frozenset[str]]:
    """What is known on all of several ways."""
    if not ways:
        return {}
    return {text: frozenset().union(*(way[text] for way in ways)) for text in ways[0] if all(text in w for w in ways)}


Taken: TypeAlias = tuple[str, str, Position, Position]  # a sink: pattern, path, and where it begins and ends


@dataclass(slots=True)
class Summary:
    """What a function does: what reaches sinks, what it returns, and what it puts into its parameters."""

    flows: dict[tuple[object, ...], Flow] = field(default_factory=dict)
    returns: Taint = field(default_factory=dict)
    further: list[Taint] = field(default_factory=list)  # Go: its second result and those after it
    fills: dict[str, Taint] = field(default_factory=dict)  # by parameter
    kept_out: set[Taken] = field(default_factory=set)  # sinks that input was kept from
    harmed: set[Taken] = field(default_factory=set)  # those that something harmful reaches
    guards: Guards = field(default_factory=Guards)  # what is certain of its parameters
    objects: set[str] = field(default_factory=set)  # the parameters that are no values of its callers
    leaves: bool = False  # it never comes back: it raises
    cut: bool = False  # it was not gone through: it calls itself, or is called too deep

    def add(self, flows: Iterable[Flow]) -> None:
        """Note flows, the first of each."""
        for flow in flows:
            self.flows.setdefault(flow.key, flow)
