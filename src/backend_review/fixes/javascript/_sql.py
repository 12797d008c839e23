"""SQL put together in JavaScript: which of the values in a text may be bound, and the text with placeholders."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import msgspec

from backend_review.fixes.javascript._edits import TEXTS, Code, bare
from backend_review.fixes.proposal import Replacement
from backend_review.index.syntax import children, named

if TYPE_CHECKING:
    from tree_sitter import Node

_HOLE = "\x00"
_MAX_PARTS = 200
_SPACE = {r"\n": " ", r"\t": " ", r"\r": " ", r"\'": "'", r"\"": '"', r"\`": "`"}
_COMPARED = re.compile(r"(?:[=<>]|\b(?:like|ilike|between))\s*$", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween\s+\S+\s+and\s*$", re.IGNORECASE)
_WORD_BEFORE = re.compile(r"(\w*)\s*$")
_BINDABLE = re.compile(r"\s*(?:select|insert|update|delete|with|replace|merge)\b", re.IGNORECASE)
# What takes values of any type: PostgreSQL cannot tell which a placeholder among them is of.
_OF_ANY_TYPE = {
    "concat", "concat_ws", "format", "json_build_object", "jsonb_build_object", "json_build_array", "jsonb_build_array",
    "to_json", "to_jsonb", "pg_typeof", "array",
}  # fmt: skip
_VALUES = {
    "identifier", "member_expression", "subscript_expression", "call_expression", "as_expression",
    "non_null_expression", "parenthesized_expression", "await_expression",
}  # fmt: skip
_NO_VALUES = re.compile(
    r"\bjoin\(|\.(?:map|escape|escapeId|literal|identifier|raw|toSQL|toQuery)\(|^(?:escape|literal|quote|ident|format)\("
)
PLACEHOLDER = re.compile(r"\$\d+|\$\{|\?|(?<![:\w]):[a-zA-Z_]\w*|(?<![@\w])@[a-zA-Z_]\w*")


class Hole(msgspec.Struct):
    """A value written into a text: its place there, and what is in the quotes with it when it is bound."""

    node: Node
    place: int
    value: bool
    written: bool = False  # a text of the file's own: it may be SQL
    bound: bool = False
    quoted: tuple[int, int] | None = None  # the quotes around it: their places in the text
    prefix: str = ""
    suffix: str = ""

    def covers(self) -> tuple[int, int]:
        """What a placeholder is put in place of."""
        return self.quoted if self.quoted is not None else (self.place, self.place)


class Statement(msgspec.Struct):
    """A text with its holes: a character each. ``where`` has the bytes of the file that each character is."""

    root: Node
    text: str
    where: list[tuple[int, int]]
    holes: list[Hole]
    literals: list[Node]  # in source order

    @property
    def bound(self) -> list[Hole]:
        return [hole for hole in self.holes if hole.bound]


def read(code: Code, node: Node) -> Statement | None:
    """The text that an expression makes: a template, or texts that are added; None for anything else."""
    parts = _parts(code, node)
    if parts is None or not any(part.type in TEXTS for part in parts) or code.has_comment(node):
        return None
    statement = Statement(node, "", [], [], [part for part in parts if part.type in TEXTS])
    for part in parts:
        if part.type not in TEXTS:
            _hole(code, statement, part, part.start_byte, part.end_byte)
            continue
        for child in children(part):
            if child.type == "template_substitution":
                inner = next(iter(named(child)), child)
                _hole(code, statement, inner, child.start_byte, child.end_byte)
            elif child.type == "escape_sequence":
                source = code.text(child)
                _add(
                    statement,
                    _SPACE.get(source, " " if source[1:2] in "\r\n" else "\\"),
                    child.start_byte,
                    child.end_byte,
                )
            elif child.type == "string_fragment":
                place = child.start_byte
                for char in code.text(child):
                    length = len(char.encode())
                    _add(statement, char, place, place + length)
                    place += length
    return statement if statement.holes else None


def _add(statement: Statement, char: str, start: int, end: int) -> None:
    statement.text += char
    statement.where.append((start, end))


def _hole(code: Code, statement: Statement, node: Node, start: int, end: int) -> None:
    value = node.type in _VALUES and not _NO_VALUES.search(code.text(node))
    statement.holes.append(Hole(node, len(statement.text), value, value and _is_written(code, node)))
    _add(statement, _HOLE, start, end)


def _is_written(code: Code, node: Node) -> bool:
    """Whether a value may be a text that the file writes: without quotes around it, that is a piece of SQL."""
    if code.names is None:
        return True
    return any(item.kind in {"text", "template", "binary"} for item in code.names.values(code.names.lower(node)))


def _parts(code: Code, node: Node) -> list[Node] | None:
    """The parts of ``"a" + b + "c"`` in order; None for too many, or other operators."""
    found = bare(node)
    if found is None:
        return None
    parts: list[Node] = []
    stack = [found]
    while stack and len(parts) < _MAX_PARTS:
        current = stack.pop()
        if current.type != "binary_expression" or not _adds(code, current):
            parts.append(current)
            continue
        left, right = current.child_by_field_name("left"), current.child_by_field_name("right")
        if left is None or right is None:
            return None
        stack += [right, left]
    return None if stack else parts


def _adds(code: Code, node: Node) -> bool:
    return code.text(node.child_by_field_name("operator")) == "+"


def judge(statement: Statement, fragment: bool = False) -> bool:
    """Mark the holes that are values. Returns whether there are any; a text that is not understood has none.

    ``fragment`` says that the text is a condition and not a statement.
    """
    text = statement.text
    if (not fragment and not _BINDABLE.match(text)) or "\\" in text or "--" in text or "/*" in text:
        return False
    holes = {hole.place: hole for hole in statement.holes}
    opened: list[str] = []
    place = 0
    while place < len(text):
        char = text[place]
        if char == _HOLE:
            hole = holes[place]
            hole.bound = hole.value and not hole.written and _is_value(text[:place], opened, quoted=False)
        elif char in "\"`'":
            end = text.find(char, place + 1)
            if end < 0 or text[end + 1 : end + 2] == char:
                return False
            if char == "'":
                _mark_quoted(statement, place, end, opened)
            place = end
        elif char == "(":
            found = _WORD_BEFORE.search(text[:place])
            opened.append(found.group(1).lower() if found else "")
        elif char == ")" and opened:
            opened.pop()
        place += 1
    return bool(statement.bound)


def _mark_quoted(statement: Statement, start: int, end: int, opened: list[str]) -> None:
    text = statement.text
    inside = [hole for hole in statement.holes if start < hole.place < end]
    before = text[:start]
    letter = before[-1:].isalnum() or before[-1:] in {"_", _HOLE}  # E'…': the letter belongs to the literal
    if len(inside) != 1 or letter or not inside[0].value or not _is_value(before, opened, quoted=True):
        return
    if text[end + 1 : end + 3].startswith("::"):
        return  # '…'::date: what is cast may not be what a placeholder is taken for
    hole = inside[0]
    hole.bound, hole.quoted = True, (start, end)
    hole.prefix, hole.suffix = text[start + 1 : hole.place], text[hole.place + 1 : end]


def _is_value(before: str, opened: list[str], quoted: bool) -> bool:
    around = opened[-1] if opened else None
    if _COMPARED.search(before) or _BETWEEN.search(before):
        return True
    if around is None or not re.search(r"[(,]\s*$", before):
        return False
    if around in _OF_ANY_TYPE:
        return False
    return around == "values" or (around == "in" and quoted) or (quoted and around != "")


def placeholders(text: str) -> list[str]:
    """The placeholders that are in a text already; a cast (``::text``) is none."""
    return PLACEHOLDER.findall(re.sub(r"'[^']*'", "''", text))


def with_signs(code: Code, statement: Statement, sign: Callable[[int], str]) -> list[Replacement] | None:
    """The edits that put ``sign(n)``, n from 0, in place of the bound holes and their quotes."""
    edits = []
    for number, hole in enumerate(statement.bound):
        start, end = hole.covers()
        edit = _with_sign(code, statement, hole, statement.where[start][0], statement.where[end][1], sign(number))
        if edit is None:
            return None
        edits.append(edit)
    return edits


def _with_sign(code: Code, statement: Statement, hole: Hole, start: int, end: int, sign: str) -> Replacement | None:
    inside = next((part for part in statement.literals if part.start_byte < hole.node.start_byte < part.end_byte), None)
    if inside is not None:
        within = inside.start_byte < start and end < inside.end_byte
        return Replacement(start, end, sign.encode()) if within else None
    # Between literals that are added: they become one, where they are in the same quotes.
    left = next((part for part in reversed(statement.literals) if part.end_byte <= hole.node.start_byte), None)
    right = next((part for part in statement.literals if part.start_byte >= hole.node.end_byte), None)
    if left is None or (hole.quoted is None and not _adjacent(code, left, hole.node)):
        return None
    if hole.quoted is None:
        start = left.end_byte - 1
    if start < left.start_byte:
        return None
    mark = code.text(left)[0]
    if right is None or not _adjacent(code, hole.node, right):
        return None if hole.quoted is not None else Replacement(start, end, f"{sign}{mark}".encode())
    if hole.quoted is None:
        end = right.start_byte + 1
    rest = code.data[end : right.end_byte - 1].decode("utf-8", errors="replace")
    if code.text(right)[0] == mark:
        if not rest and right == statement.literals[-1]:
            return Replacement(start, right.end_byte, f"{sign}{mark}".encode())
        return Replacement(start, end, sign.encode())
    if (
        right == statement.literals[-1]
        and right.end_byte == statement.root.end_byte
        and not re.search(r"[\\`'\"$]", rest)
    ):
        return Replacement(start, right.end_byte, f"{sign}{rest}{mark}".encode())
    return None


def _adjacent(code: Code, left: Node, right: Node) -> bool:
    """Whether nothing but a plus sign is between two parts."""
    return code.data[left.end_byte : right.start_byte].strip(b" \t\r\n()") == b"+"


def value(code: Code, hole: Hole) -> str | None:
    """What is bound for a hole: its expression, with what stood around it inside of the quotes."""
    source = code.text(bare(hole.node) if hole.node.type == "parenthesized_expression" else hole.node)
    if not hole.prefix and not hole.suffix:
        return source
    if re.search(r"[\\`$'\"\x00\r\n]", hole.prefix + hole.suffix):
        return None
    if hole.node.parent is not None and hole.node.parent.type == "template_substitution":
        return f"`{hole.prefix}${{{source}}}{hole.suffix}`"
    parts = [code.quoted(hole.prefix) if hole.prefix else "", source, code.quoted(hole.suffix) if hole.suffix else ""]
    return " + ".join(part for part in parts if part)


def tagged(code: Code, statement: Statement) -> str | None:
    """The statement as a template whose holes a tag binds (``SELECT … = ${name}``); None when a hole is no value."""
    if not all(hole.bound for hole in statement.holes):
        return None
    pieces, place = [], 0
    for hole in statement.bound:
        start, end = hole.covers()
        bound = value(code, hole)
        if bound is None:
            return None
        pieces += [_raw(code, statement, place, start), "${" + bound + "}"]
        place = end + 1
    pieces.append(_raw(code, statement, place, len(statement.text)))
    return "`" + "".join(pieces) + "`"


def _raw(code: Code, statement: Statement, first: int, end: int) -> str:
    """Characters of the text as they are written in a template."""
    source = []
    for place in range(first, end):
        char = statement.text[place]
        start, stop = statement.where[place]
        written = code.data[start:stop].decode("utf-8", errors="replace")
        source.append(char if written in (r"\'", r"\"") else r"\`" if char == "`" else written)
    return "".join(source).replace("${", r"\${")


def described(code: Code, statement: Statement) -> str:
    """The clause that names the values."""
    names = list(dict.fromkeys(f"`{code.text(hole.node)}`" for hole in statement.bound))
    return f"bind {' and '.join(names[:4])} instead of writing {'it' if len(names) == 1 else 'them'} into the SQL"
