"""How many steps a backtracking matcher takes: an oracle of the tests' own, so that none of them asks a clock."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from typing import Any

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)
    try:
        from re import _parser as sre
    except ImportError:  # Python 3.10
        import sre_parse as sre  # type: ignore[no-redef]

# \w, \d and \s, as far as the texts of the tests need them.
_CLASSES = {
    "CATEGORY_WORD": lambda char: char.isalnum() or char == "_",
    "CATEGORY_DIGIT": str.isdigit,
    "CATEGORY_SPACE": str.isspace,
}
_FITS = {
    "ANY": lambda _, char: char != "\n",
    "LITERAL": lambda value, char: ord(char) == value,
    "NOT_LITERAL": lambda value, char: ord(char) != value,
    "RANGE": lambda value, char: value[0] <= ord(char) <= value[1],
    "CATEGORY": lambda value, char: _CLASSES[str(value)](char),
    "IN": lambda value, char: _in(value, char),
}
_ENDLESS = 10_000


def steps(pattern: str, text: str, most: int = 400_000) -> int:
    """The steps it takes to see that a pattern does not match at the beginning of a text; ``most`` when it is more."""
    matcher = _Matcher(text, most)
    assert next(matcher.ends(list(sre.parse(pattern)), 0, 0), None) is None, "the text matches"
    return matcher.steps


def _in(value: Any, char: str) -> bool:
    parts = [(str(kind), part) for kind, part in value]
    negated = parts[0][0] == "NEGATE"
    return any(_FITS[kind](part, char) for kind, part in parts if kind != "NEGATE") is not negated


class _Matcher:
    """Tries all ways, as a backtracking engine does."""

    def __init__(self, text: str, most: int) -> None:
        self.text, self.most, self.steps = text, most, 0

    def ends(self, items: list[Any], index: int, at: int) -> Iterator[int]:
        """Where the items from ``index`` on may end that begin at a place, once for each way."""
        if self.steps >= self.most:
            return
        self.steps += 1
        if index == len(items):
            yield at
            return
        for after in self._one(str(items[index][0]), items[index][1], at):
            yield from self.ends(items, index + 1, after)

    def _one(self, name: str, value: Any, at: int) -> Iterator[int]:
        if name in {"MAX_REPEAT", "MIN_REPEAT"}:
            yield from self._rounds(list(value[2]), value[0], min(int(value[1]), _ENDLESS), at)
        elif name == "SUBPATTERN":
            yield from self.ends(list(value[-1]), 0, at)
        elif name == "BRANCH":
            for way in value[1]:
                yield from self.ends(list(way), 0, at)
        elif name == "AT":
            if {"AT_BEGINNING": at == 0, "AT_END": at == len(self.text)}[str(value)]:
                yield at
        elif at < len(self.text) and _FITS[name](value, self.text[at]):
            yield at + 1

    def _rounds(self, body: list[Any], least: int, greatest: int, at: int) -> Iterator[int]:
        for after in self.ends(body, 0, at) if greatest > 0 else ():
            if after > at:  # a round that takes nothing is the last
                yield from self._rounds(body, least - 1, greatest - 1, after)
        if least <= 0:
            yield at
