"""Places that patterns speak of, and what fills parameters from outside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from tree_sitter import Node

from backend_review.finding import Position, TraceStep
from backend_review.index.program import Module

# Nodes that have the value of what they are around.
_SAME = {
    "await", "await_expression", "parenthesized_expression", "as_expression", "non_null_expression", "type_assertion",
    "satisfies_expression", "type_assertion_expression",
}  # fmt: skip


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
