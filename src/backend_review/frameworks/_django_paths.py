"""Django's paths and regular expressions as paths with ``{name}`` parameters.

What a parameter takes stays with it where that is not any text: ``<int:year>``, ``{year:[0-9]{4}}``.
"""

from __future__ import annotations

import re

from backend_review.model.values import HOLE

_CONVERTED = re.compile(r"<(?:(?:str|slug):)?(\w+)>")
_NAMED = re.compile(r"\(\?P<(\w+)>")
_ANY_TEXT = re.compile(
    r"(?:\.|\[\^/\.?\]|\\w|\[[-\\\w.@+%~]*\\w[-\\\w.@+%~]*\]|\[(?:a-z|A-Z|0-9|[-_.]|\\-){3,}\])[+*]\??"
)
_KEPT = re.compile(r"(?:[^{}/]|\{[\d,]*\})*")  # what can be read again within braces
_MARK = "\0"


def from_route(route: str) -> str:
    """``articles/<int:year>/<slug>/`` → ``articles/<int:year>/{slug}/``."""
    return _CONVERTED.sub(r"{\1}", route)


def from_regex(pattern: str) -> str:
    """``^articles/(?P<year>[0-9]{4})/$`` → ``articles/{year:[0-9]{4}}/``.

    What is optional is kept, unnamed groups are counted.
    Anything else that stands for many texts becomes ``*``.
    """
    return _template(pattern.replace(HOLE, _MARK), [0]).replace(_MARK, HOLE)


def _template(pattern: str, unnamed: list[int]) -> str:
    pattern = re.sub(r"^(\(\?[a-z]+\))?(\^|\\A)?", "", pattern)
    made, index = "", 0
    while index < len(pattern):
        char = pattern[index]
        if char == "(":
            end = _end_of_group(pattern, index)
            made += _group(pattern[index : end + 1], unnamed)
            index = _after_quantifier(pattern, end + 1)
        elif char == "[":
            made += "*"
            index = _after_quantifier(pattern, _end_of_class(pattern, index) + 1)
        elif char == "\\" and index + 1 < len(pattern):
            escaped = pattern[index + 1]
            made += "*" if escaped in "dwsDWS" else "" if escaped in "ZAbB" else escaped
            index = _after_quantifier(pattern, index + 2)
        elif char == "." and pattern[index + 1 : index + 2] in {"*", "+"}:
            made += "*"
            index = _after_quantifier(pattern, index + 1)
        elif char in "$^":
            index += 1
        else:
            made += char
            index = _after_quantifier(pattern, index + 1)
    return re.sub(r"\*{2,}", "*", made)


def _group(text: str, unnamed: list[int]) -> str:
    named = _NAMED.match(text)
    if named:
        taken = text[named.end() : -1]
        limited = taken and _ANY_TEXT.fullmatch(taken) is None and _KEPT.fullmatch(taken) is not None
        return "{" + named[1] + (f":{taken}" if limited else "") + "}"
    if text.startswith("(?:"):
        first = text[3:-1]
        return _template(first, unnamed)
    if text.startswith("(?"):  # looks ahead or behind
        return ""
    unnamed[0] += 1
    return "{arg" + str(unnamed[0]) + "}"


def _end_of_group(pattern: str, start: int) -> int:
    depth, index = 0, start
    while index < len(pattern):
        char = pattern[index]
        if char == "\\":
            index += 1
        elif char == "[":
            index = _end_of_class(pattern, index)
        elif char == "(":
            depth += 1
        elif char == ")":
            depth -= 1
            if depth == 0:
                return index
        index += 1
    return len(pattern) - 1


def _end_of_class(pattern: str, start: int) -> int:
    index = start + 1
    if pattern[index : index + 1] == "^":
        index += 1
    if pattern[index : index + 1] == "]":
        index += 1
    while index < len(pattern) and pattern[index] != "]":
        index += 2 if pattern[index] == "\\" else 1
    return min(index, len(pattern) - 1)


def _after_quantifier(pattern: str, index: int) -> int:
    found = re.compile(r"(?:[?*+]|\{\d*,?\d*\})[?+]?").match(pattern, index)
    return found.end() if found else index
