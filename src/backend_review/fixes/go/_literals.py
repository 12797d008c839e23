"""Composite literals (``http.Server{Addr: ":80"}``): fields added, set and taken away, aligned as gofmt does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backend_review.fixes.go._edits import Code
from backend_review.fixes.proposal import Replacement
from backend_review.index.syntax import named, walk

if TYPE_CHECKING:
    from tree_sitter import Node


_LONG = 120


def literal_at(code: Code) -> Node | None:
    """The composite literal that the finding begins at (behind an ampersand, too)."""
    start, end = code.span
    for node in walk(code.root.descendant_for_byte_range(start, max(start, end)) or code.root):
        if node.type == "composite_literal" and start <= node.start_byte <= start + 1:
            return node
    return None


def around(node: Node | None) -> Node | None:
    """The nearest composite literal around a node."""
    while node is not None and node.type not in ("composite_literal", "block", "source_file"):
        node = node.parent
    return node if node is not None and node.type == "composite_literal" else None


def elements(literal: Node) -> list[Node]:
    """The elements of a literal, without comments."""
    return [node for node in named(literal.child_by_field_name("body")) if node.type != "comment"]


def element_of(code: Code, literal: Node, key: str) -> Node | None:
    """The element with a key."""
    for element in elements(literal):
        inner = named(element)
        if element.type == "keyed_element" and len(inner) == 2 and code.text(inner[0]) == key:
            return element
    return None


def with_fields(code: Code, literal: Node, fields: dict[str, str]) -> list[Replacement] | None:
    """The edits that give fields values: in place where they are written already, else at the end.

    None for a literal without keys, and where what is written there cannot be read.
    """
    body = literal.child_by_field_name("body")
    there = elements(literal)
    if body is None or any(node.type != "keyed_element" for node in there):
        return None
    edits = []
    new = {}
    for key, value in fields.items():
        element = element_of(code, literal, key)
        if element is None:
            new[key] = value
        else:
            edits.append(code.replaced(named(element)[1], value))
    if not new:
        return edits
    if not there:
        if code.has_comment(body):
            return None
        written = ", ".join(f"{key}: {value}" for key, value in new.items())
        return [*edits, Replacement(body.start_byte + 1, body.end_byte - 1, written.encode())]
    last = there[-1]
    if body.start_point[0] == body.end_point[0] and _too_long(code, body, new):
        return _spread(code, body, there, edits, new)
    if b"\n" not in code.data[last.end_byte : body.end_byte]:
        return [*edits, code.inserted(last.end_byte, "".join(f", {key}: {value}" for key, value in new.items()))]
    return [*edits, *_lines(code, there, new)]


def with_key(code: Code, literal: Node, key: str, new: str, value: str) -> list[Replacement] | None:
    """The edits that put another field in the place of one, and move the values beside it where gofmt has them."""
    element = element_of(code, literal, key)
    if element is None:
        return None
    there = elements(literal)
    line = code.data.rfind(b"\n", 0, element.start_byte) + 1
    if code.data[line : element.start_byte].strip():
        return [code.replaced(element, f"{new}: {value}")]
    near = [node for node in _section(code, there, there.index(element), alone=False) if node != element]
    width = max(len(name) for name in [new, *(_key(code, node) for node in near)])
    own = code.replaced(element, f"{new}:{' ' * (width - len(new) + 1)}{value}")
    return [own, *_aligned(code, near, [new])]


def without_field(code: Code, literal: Node, key: str) -> list[Replacement] | None:
    """The edits that take a field away, and its line where it has one."""
    element = element_of(code, literal, key)
    body = literal.child_by_field_name("body")
    if element is None or body is None:
        return None
    there = elements(literal)
    place = there.index(element)
    comma = code.data.find(b",", element.end_byte)
    line = code.data.rfind(b"\n", 0, element.start_byte) + 1
    rest = code.data[element.end_byte : code.data.find(b"\n", element.end_byte)].strip()
    if not code.data[line : element.start_byte].strip() and rest == b",":
        if len(there) == 1 and not code.has_comment(body):
            return [Replacement(body.start_byte + 1, body.end_byte - 1, b"")]
        end = code.data.find(b"\n", element.end_byte) + 1
        left = [node for node in _section(code, there, place) if node != element]
        return [Replacement(line, end, b""), *_aligned(code, left, [])]
    if place + 1 < len(there):
        return [Replacement(element.start_byte, there[place + 1].start_byte, b"")]
    if place:
        return [Replacement(there[place - 1].end_byte, element.end_byte, b"")]
    end = comma + 1 if element.end_byte <= comma < body.end_byte else element.end_byte
    return [Replacement(element.start_byte, end, b"")]


def _too_long(code: Code, body: Node, new: dict[str, str]) -> bool:
    line = code.file.line(body.start_point[0] + 1)
    return len(line) + sum(len(f", {key}: {value}") for key, value in new.items()) > _LONG


def _spread(
    code: Code, body: Node, there: list[Node], edits: list[Replacement], new: dict[str, str]
) -> list[Replacement] | None:
    """A literal of one line as one of many, a field on each."""
    if code.has_comment(body) or edits:
        return None
    pairs = {_key(code, node): code.text(named(node)[1]) for node in there} | new
    width = max(map(len, pairs))
    indent = code.newline + code.indent(body)
    lines = [f"{indent}\t{key}:{' ' * (width - len(key) + 1)}{value}," for key, value in pairs.items()]
    return [Replacement(body.start_byte + 1, body.end_byte - 1, ("".join(lines) + indent).encode())]


def _lines(code: Code, there: list[Node], new: dict[str, str]) -> list[Replacement]:
    """New lines below the last element, and the values of the lines above moved to where gofmt has them then."""
    section = _section(code, there, len(there) - 1)
    width = max(len(key) for key in [*new, *(_key(code, node) for node in section)])
    lines = [f"{key}:{' ' * (width - len(key) + 1)}{value}," for key, value in new.items()]
    last = there[-1]
    return [code.after(last, *lines), *_aligned(code, section, list(new))]


def _aligned(code: Code, section: list[Node], others: list[str]) -> list[Replacement]:
    """The spaces between keys and values of lines that stand together."""
    if not section:
        return []
    width = max(len(key) for key in [*others, *(_key(code, node) for node in section)])
    edits = []
    for node in section:
        key, value = named(node)
        colon = code.data.find(b":", key.end_byte)
        spaces = b" " * (width - len(code.text(key)) + 1)
        if code.data[colon + 1 : value.start_byte] != spaces:
            edits.append(Replacement(colon + 1, value.start_byte, spaces))
    return edits


def _section(code: Code, there: list[Node], place: int, alone: bool = True) -> list[Node]:
    """The elements on lines next to one (itself, too) that are aligned with it: each on a line, nothing between.

    ``alone`` says that one of several lines has none; without it, it is taken for one of a single line.
    """
    if alone and not _single(code, there[place]):
        return []
    first = last = place
    while first and _single(code, there[first - 1]) and _adjacent(there[first - 1], there[first]):
        first -= 1
    while last + 1 < len(there) and _single(code, there[last + 1]) and _adjacent(there[last], there[last + 1]):
        last += 1
    return there[first : last + 1]


def _single(code: Code, node: Node) -> bool:
    line = code.data.rfind(b"\n", 0, node.start_byte) + 1
    return node.start_point[0] == node.end_point[0] and not code.data[line : node.start_byte].strip()


def _adjacent(one: Node, other: Node) -> bool:
    return one.end_point[0] + 1 == other.start_point[0]


def _key(code: Code, node: Node) -> str:
    return code.text(named(node)[0])
