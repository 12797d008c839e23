"""Parsing regular expressions of Python's ``re`` and of JavaScript into one tree."""

from __future__ import annotations

from dataclasses import dataclass, field

from backend_review.index.regex import charset
from backend_review.index.regex.charset import Ranges

MAX_LENGTH = 4000
MAX_NESTING = 60


class NotUnderstoodError(ValueError):
    """A text that is no regular expression of these languages, or one that is longer or deeper than people write."""


@dataclass(slots=True)
class Node:
    """A part of an expression.

    ``kind`` is chars (chars), sequence, choice, repeat (least, most or None), edge (what: ``^ $ z b B``), look (what,
    negative), atomic or back (a reference); ``parts`` are the parts it is made of, ``start`` and ``end`` where it is.
    """

    kind: str
    start: int
    end: int = 0
    chars: Ranges = ()
    parts: list[Node] = field(default_factory=list)
    least: int = 0
    most: int | None = None
    what: str = ""
    negative: bool = False


@dataclass(frozen=True, slots=True)
class Flags:
    """How an expression is meant."""

    ignore_case: bool = False
    multiline: bool = False
    dot_all: bool = False
    verbose: bool = False
    javascript: bool = False


def parse(pattern: str, flags: Flags) -> Node:
    """The tree of an expression. Raises NotUnderstoodError."""
    if len(pattern) > MAX_LENGTH:
        raise NotUnderstoodError("too long")
    parser = _Parser(pattern, flags)
    node = parser.choice(0)
    if parser.at < len(pattern):
        raise NotUnderstoodError(f"unbalanced at {parser.at}")
    return node


_LETTERS = {"n": 10, "r": 13, "t": 9, "f": 12, "v": 11, "0": 0, "a": 7, "e": 27}
_CLASSES = {"d": charset.DIGITS, "w": charset.WORDS, "s": charset.SPACES}


class _Parser:
    def __init__(self, pattern: str, flags: Flags) -> None:
        self.pattern = pattern
        self.flags = flags
        self.at = 0

    def peek(self, text: str) -> bool:
        return self.pattern.startswith(text, self.at)

    def take(self, text: str) -> bool:
        if self.peek(text):
            self.at += len(text)
            return True
        return False

    def next(self) -> str:
        if self.at >= len(self.pattern):
            raise NotUnderstoodError("ends too early")
        self.at += 1
        return self.pattern[self.at - 1]

    def choice(self, depth: int) -> Node:
        if depth > MAX_NESTING:
            raise NotUnderstoodError("nested too deep")
        node = Node("choice", self.at)
        flags = self.flags
        node.parts.append(self.sequence(depth))
        while self.take("|"):
            node.parts.append(self.sequence(depth))
        node.end = self.at
        self.flags = flags if depth else self.flags
        return node if len(node.parts) > 1 else node.parts[0]

    def sequence(self, depth: int) -> Node:
        node = Node("sequence", self.at)
        while self.at < len(self.pattern) and not self.peek("|") and not self.peek(")"):
            if self.flags.verbose and self._skip():
                continue
            part = self.quantified(self.atom(depth), depth)
            if part is not None:
                node.parts.append(part)
        node.end = self.at
        return node

    def _skip(self) -> bool:
        """Spaces and comments of a verbose expression."""
        if self.pattern[self.at].isspace():
            self.at += 1
            return True
        if self.pattern[self.at] == "#":
            end = self.pattern.find("\n", self.at)
            self.at = len(self.pattern) if end < 0 else end + 1
            return True
        return False

    def quantified(self, node: Node | None, depth: int) -> Node | None:
        if node is None:
            return None
        while self.at < len(self.pattern):
            while self.flags.verbose and self.at < len(self.pattern) and self._skip():
                pass
            bounds = self._bounds()
            if bounds is None:
                break
            repeat = Node("repeat", node.start, parts=[node], least=bounds[0], most=bounds[1])
            if not self.take("?") and not self.flags.javascript and self.peek("+"):
                self.take("+")
                repeat = Node("atomic", node.start, self.at, parts=[repeat])
            repeat.end = self.at
            node = repeat
        return node

    def _bounds(self) -> tuple[int, int | None] | None:
        for sign, bounds in (("*", (0, None)), ("+", (1, None)), ("?", (0, 1))):
            if self.take(sign):
                return bounds
        if not self.peek("{"):
            return None
        end = self.pattern.find("}", self.at)
        inner = self.pattern[self.at + 1 : end] if end > 0 else ""
        low, comma, high = inner.partition(",")
        if not all(item.strip().isdigit() or not item.strip() for item in (low, high)) or not inner.strip(", "):
            return None
        if not low.strip() and self.flags.javascript:
            return None
        self.at = end + 1
        least = int(low or 0)
        return least, (int(high) if high.strip() else None) if comma else least

    def atom(self, depth: int) -> Node | None:
        start = self.at
        sign = self.next()
        if sign == "(":
            return self.group(start, depth)
        if sign == "[":
            return Node("chars", start, chars=self.in_brackets(), end=self.at)
        if sign == ".":
            breaks = charset.BREAKS if self.flags.javascript else charset.NEWLINE
            chars = charset.ANY if self.flags.dot_all else charset.without(breaks)
            return Node("chars", start, self.at, chars)
        if sign in "^$":
            return Node("edge", start, self.at, what=sign)
        if sign == "\\":
            return self.escaped(start)
        if sign in "*+?" and start == self.at - 1:
            raise NotUnderstoodError(f"nothing to repeat at {start}")
        return self.char(start, ord(sign))

    def char(self, start: int, code: int) -> Node:
        ranges: Ranges = ((code, code),)
        return Node("chars", start, self.at, charset.folded(ranges) if self.flags.ignore_case else ranges)

    def escaped(self, start: int) -> Node:
        sign = self.next()
        if sign in "bB":
            return Node("edge", start, self.at, what=sign)
        if sign in "AZz" and not self.flags.javascript:
            return Node("edge", start, self.at, what="^" if sign == "A" else "z")
        if sign.isdigit() and sign != "0":
            while self.at < len(self.pattern) and self.pattern[self.at].isdigit():
                self.at += 1
            return Node("back", start, self.at)
        if sign == "k" and self.flags.javascript and self.take("<"):
            self._until(">")
            return Node("back", start, self.at)
        self.at -= 1
        return Node("chars", start, chars=self._class_or_code(), end=self.at)

    def _class_or_code(self) -> Ranges:
        """What a backslash and what follows it stand for; the backslash was read."""
        sign = self.next()
        if sign.lower() in _CLASSES:
            found = _CLASSES[sign.lower()]
            return charset.without(found) if sign.isupper() else found
        if sign in "pP" and self.take("{"):
            self._until("}")
            return charset.without(charset.WORDS) if sign == "P" else charset.WORDS
        if sign in "xuU":
            code = self._hexadecimal(sign)
        elif sign == "c" and self.flags.javascript and self.at < len(self.pattern):
            code = ord(self.next()) % 32
        else:
            code = _LETTERS.get(sign, ord(sign))
        ranges: Ranges = ((code, code),)
        return charset.folded(ranges) if self.flags.ignore_case else ranges

    def _hexadecimal(self, sign: str) -> int:
        if self.take("{"):
            digits = self._until("}")
        else:
            length = {"x": 2, "u": 4, "U": 8}[sign]
            digits = self.pattern[self.at : self.at + length]
            if len(digits) < length:
                return ord(sign)
            self.at += length
        try:
            return min(int(digits, 16), charset.LAST)
        except ValueError as error:
            raise NotUnderstoodError("no code of a character") from error

    def _until(self, sign: str) -> str:
        end = self.pattern.find(sign, self.at)
        if end < 0:
            raise NotUnderstoodError(f"{sign} is missing")
        text = self.pattern[self.at : end]
        self.at = end + 1
        return text

    def in_brackets(self) -> Ranges:
        negative = self.take("^")
        found: list[tuple[int, int]] = []
        first = True
        while first or not self.peek("]"):
            if first and self.peek("]") and self.flags.javascript:
                break  # [] is nothing, [^] is anything
            first = False
            ranges = self._item()
            if self.peek("-") and not self.peek("-]") and len(ranges) == 1 and ranges[0][0] == ranges[0][1]:
                mark = self.at
                self.take("-")
                high = self._item()
                if len(high) == 1 and high[0][0] == high[0][1] and high[0][0] >= ranges[0][0]:
                    found.append((ranges[0][0], high[0][0]))
                    continue
                self.at = mark
            found.extend(ranges)
        self.take("]")
        made = charset.of(found)
        if self.flags.ignore_case:
            made = charset.folded(made)
        return charset.without(made) if negative else made

    def _item(self) -> Ranges:
        sign = self.next()
        if sign != "\\":
            return ((ord(sign), ord(sign)),)
        if self.take("b"):
            return ((8, 8),)
        folds = self.flags
        self.flags = Flags(False, folds.multiline, folds.dot_all, folds.verbose, folds.javascript)
        found = self._class_or_code()
        self.flags = folds
        return found

    def group(self, start: int, depth: int) -> Node | None:
        kind, negative = "", False
        if self.take("?"):
            if self.take("#"):
                self._until(")")
                return None
            if self.take("P=") or self.take("("):
                self._until(")")
                if self.pattern[start + 2] == "P":
                    return Node("back", start, self.at)
            elif self.take("=") or self.take("!") or self.take("<=") or self.take("<!"):
                kind, negative = "look", self.pattern[self.at - 1] == "!"
            elif self.take(">"):
                kind = "atomic"
            elif self.take("P<") or self.take("<"):
                self._until(">")
            elif not self._flags_of_group():
                return None
        behind = kind == "look" and self.pattern[self.at - 2] == "<"
        inner = self.choice(depth + 1)
        if not self.take(")"):
            raise NotUnderstoodError(f"the group at {start} does not end")
        if not kind:
            inner.start, inner.end = start, self.at
            return inner
        what = "behind" if behind else "ahead"
        return Node(kind, start, self.at, parts=[inner], negative=negative, what=what)

    def _flags_of_group(self) -> bool:
        """``?:``, ``?i:``, ``?s-m:``; False for flags that hold from here on: ``(?i)``."""
        on = True
        names = {"i": "ignore_case", "m": "multiline", "s": "dot_all", "x": "verbose"}
        values = {name: getattr(self.flags, name) for name in names.values()}
        while True:
            sign = self.next()
            if sign == "-":
                on = False
            elif sign in names:
                values[names[sign]] = on
            elif sign in "aLu":
                continue
            elif sign in ":)":
                self.flags = Flags(javascript=self.flags.javascript, **values)
                return sign == ":"
            else:
                raise NotUnderstoodError(f"unknown group (?{sign}")
