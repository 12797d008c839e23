"""SQL put together in Go: which of the values written into a text may be bound instead, and at which places."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from backend_review.fixes.go._edits import STRINGS, Code
from backend_review.index.syntax import children, named

if TYPE_CHECKING:
    from tree_sitter import Node

_MAX_PARTS = 200
_VERB = re.compile(r"%(?:%|[-+# 0-9.\[\]*]*[a-zA-Z])")
_ESCAPE = re.compile(r"\\.")
_KNOWN_ESCAPES = {r"\n": "  ", r"\t": "  ", r"\r": "  ", r"\"": ' "'}
# What may stand before a value. A parenthesis and a comma depend on what was opened.
_BEFORE = re.compile(r"(?:[=<>(,]|\b(?:like|ilike|between|and|in|limit|offset))\s*$", re.IGNORECASE)
_COMPARED = re.compile(r"(?:[=<>]|\b(?:like|ilike|between))\s*$", re.IGNORECASE)
_RANGE = re.compile(r"\b(?:limit|offset)\s*$", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween\s+\S+\s+and\s*$", re.IGNORECASE)
_WORD_BEFORE = re.compile(r"(\w*)\s*$")
_BINDABLE = re.compile(r"\s*(?:select|insert|update|delete|with|replace|merge)\b", re.IGNORECASE)
_PLACEHOLDER = re.compile(r"\$(\d+)|@p(\d+)|\?")


class Hole(msgspec.Struct):
    """A value written into a text: the expression, and how it is written (``s``, ``d``, ``v``, or ``+`` for added)."""

    expression: str
    verb: str
    node: Node
    start: int = 0  # where it is in the text as it is looked at
    end: int = 0
    given: bool = True  # surely a value that came from outside: without quotes round it, it might be SQL as well
    bound: bool = False
    quoted: tuple[int, int] | None = None  # the quotes around it: their places in the text
    prefix: str = ""  # what is in the quotes with it, before and after
    suffix: str = ""


class Statement(msgspec.Struct):
    """A text with its holes. ``text`` has one line of marks for a hole (``\\x00``), as long as what stands there."""

    text: str
    holes: list[Hole]


def shown(source: str, raw: bool) -> str | None:
    """The inside of a literal as SQL, character by character; None where an escape would need more thought."""
    if raw:
        return source
    for escape in _ESCAPE.findall(source):
        if escape not in _KNOWN_ESCAPES:
            return None
    return _ESCAPE.sub(lambda found: _KNOWN_ESCAPES[found.group()], source)


def flattened(code: Code, node: Node) -> list[Node] | None:
    """The parts of ``"a" + b + "c"`` in order; None for too many, or other operators."""
    parts: list[Node] = []
    stack = [node]
    while stack and len(parts) < _MAX_PARTS:
        current = stack.pop()
        if current.type != "binary_expression":
            parts.append(current)
            continue
        operator = current.child_by_field_name("operator")
        if code.text(operator) != "+":
            return None
        inner = named(current)
        if len(inner) != 2:
            return None
        stack += [inner[1], inner[0]]
    return None if stack else parts


def verbs(text: str) -> list[tuple[int, int, str]]:
    """The verbs of a format: where they begin and end, and their letter (``%`` for a percent sign)."""
    return [(found.start(), found.end(), found.group()[1:]) for found in _VERB.finditer(text)]


def judge(statement: Statement, fragment: bool) -> bool:
    """Mark the holes that are values. Returns whether there are any; a text that is not understood has none.

    ``fragment`` says that the text is a condition (``Where``) and not a statement.
    """
    text = statement.text
    if not fragment and not _BINDABLE.match(text):
        return False
    holes = {hole.start: hole for hole in statement.holes}
    opened: list[str] = []
    place = 0
    end: int | None
    while place < len(text):
        char = text[place]
        if place in holes:
            hole = holes[place]
            hole.bound = _is_value(text[:place], opened, hole, quoted=False)
            place = hole.end
            continue
        if text.startswith(("--", "/*"), place):
            return False
        if char in '"`':
            end = text.find(char, place + 1)
            if end < 0:
                return False
            place = end + 1
            continue
        if char == "'":
            end = _closing(text, place, holes)
            if end is None:
                return False
            _mark_quoted(text, place, end, opened, statement.holes)
            place = end + 1
            continue
        if char == "(":
            found = _WORD_BEFORE.search(text[:place])
            opened.append(found.group(1).lower() if found else "")
        elif char == ")" and opened:
            opened.pop()
        place += 1
    return any(hole.bound for hole in statement.holes)


def _closing(text: str, place: int, holes: dict[int, Hole]) -> int | None:
    """Where the quote that is opened at a place ends; None for quotes in quotes and for no end."""
    end = place + 1
    while end < len(text):
        if end in holes:
            end = holes[end].end
            continue
        if text[end] == "'":
            return None if text[end + 1 : end + 2] == "'" and end > place + 1 else end
        end += 1
    return None


def _mark_quoted(text: str, start: int, end: int, opened: list[str], holes: list[Hole]) -> None:
    inside = [hole for hole in holes if start < hole.start < end]
    if len(inside) != 1:
        return
    hole = inside[0]
    before = text[:start]
    if (before[-1:].isalnum() or before[-1:] == "_") and not before.endswith("\x00"):
        return  # E'…', N'…': the letter belongs to the literal
    if hole.verb not in ("s", "v", "+") or not _is_value(before, opened, hole, quoted=True):
        return
    hole.bound = True
    hole.quoted = (start, end)
    hole.prefix, hole.suffix = text[start + 1 : hole.start], text[hole.end : end]


def _is_value(before: str, opened: list[str], hole: Hole, quoted: bool) -> bool:
    around = opened[-1] if opened else None
    if not quoted and not hole.given and hole.verb != "d":
        return False
    if around == "in" or not _BEFORE.search(before):
        return False
    if _COMPARED.search(before) or _BETWEEN.search(before):
        return True
    if _RANGE.search(before):
        return hole.verb == "d" and not quoted
    if around is None or not re.search(r"[(,]\s*$", before):
        return False
    return around == "values" or (quoted and around != "")


def placeholders(text: str) -> list[tuple[int, str, int]]:
    """The placeholders that are in a text: place, sign (``$``, ``@p`` or ``?``), number (0 where it has none)."""
    found = []
    for match in _PLACEHOLDER.finditer(_without_quoted(text)):
        number = match.group(1) or match.group(2)
        sign = "?" if number is None else "$" if match.group(1) else "@p"
        found.append((match.start(), sign, int(number[:6] or 0) if number else 0))
    return found


def _without_quoted(text: str) -> str:
    return re.sub(r"'[^']*'", lambda found: " " * len(found.group()), text)


def is_string(node: Node) -> bool:
    """Whether a node is a literal text."""
    return node.type in STRINGS


def inside(code: Code, literal: Node) -> tuple[int, str]:
    """Where the inside of a literal begins in the file, and its source."""
    return literal.start_byte + 1, code.text(literal)[1:-1]


def operators(node: Node) -> list[Node]:
    """The plus signs of an addition."""
    found: list[Node] = []
    stack = [node]
    while stack and len(found) < _MAX_PARTS:
        current = stack.pop()
        if current.type == "binary_expression":
            inner = children(current)
            found += [child for child in inner if child.type == "+"]
            stack += inner
    return found
