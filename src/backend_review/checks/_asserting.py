"""What asserts, without parsing the file: the functions of Python's test code that do, and what JavaScript imports to do so.

Where lines mislead (texts of several lines), a function is said to have none, and whoever asks looks closer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

_LINE = re.compile(
    r"""
    (?P<indent>[ \t]*)
    (?:
        (?P<assert>
            assert\b(?!\w*\s*[=.,:])
            | (?:[\w.]+\.)?assert\w*\(                  # assert_no_permission(response), self.assertEqual(…)
            | with[ ](?:pytest\.raises|self\.assert\w+)\(
        )
        | (?:async[ \t]+)?def[ \t]+(?P<name>\w+)
        | [^\s#)]
    )
    """,
    re.VERBOSE,
)

_IMPORTED = re.compile(
    rb"(?:import\s*(?:[\w$]+\s*,\s*)?|(?:const|let|var)\s*)\{(?P<names>[^{}]*)\}\s*(?:from|=\s*require\()\s*"
    rb"['\"](?:(?:node:)?assert(?:/strict)?|chai|uvu/assert|power-assert|should|expect|tap|tape)['\"]"
)


@lru_cache(maxsize=8)
def imported(text: bytes) -> frozenset[str]:
    """The names under which a JavaScript file imports assertions one by one: ``import { ok, strictEqual as same } from "assert"``."""
    found = {
        re.split(rb"\s+as\s+|\s*:\s*", name.strip())[-1]
        for item in _IMPORTED.finditer(text)
        for name in item["names"].split(b",")
    }
    return frozenset(name.decode("utf-8", "replace") for name in found if name)


class Written(NamedTuple):
    """A function as its lines tell: whether an assertion stands in it, and its text."""

    name: str
    asserts: bool
    text: str


def functions(text: str) -> Iterator[Written]:
    """The functions of a file, methods and inner ones too."""
    lines = text.split("\n")
    open_: list[tuple[int, int, str, bool]] = []  # those around the line: indentation, first line, name, asserts
    for number, line in enumerate(lines):
        found = _LINE.match(line)
        if found is None:
            continue
        indent = len(found["indent"].expandtabs())
        while open_ and indent <= open_[-1][0]:
            _, first, name, asserts = open_.pop()
            yield Written(name, asserts, "\n".join(lines[first:number]))
        if found["assert"]:
            open_ = [(depth, first, name, True) for depth, first, name, _ in open_]
        elif found["name"]:
            open_.append((indent, number, found["name"], False))
    yield from (Written(name, asserts, "\n".join(lines[first:])) for _, first, name, asserts in open_)
