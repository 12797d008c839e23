"""What is known of values: which input is in them, and how it got there."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TypeAlias

import msgspec
from msgspec.structs import replace
from tree_sitter import Node

from backend_review.finding import TraceStep
from backend_review.index.program import Module

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
    if type.startswith("[]") and type.strip("[]*") not in {"byte", "uint8", "rune", "int32"}:  # Go's slices
        type = type.strip("[]*")
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
            part = replace(core, of=_member_of(core.of, name), safe=frozenset()) if core.kind == PARAMETER else core
            made[part] = steps
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
    return ".".join(f"{name}.{at}".split(".")[: MAX_MEMBERS + 2]) if at else name


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
