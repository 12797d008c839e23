"""Python's test code by its lines: which functions have an ``assert``, without parsing the file.

Where lines mislead (texts of several lines), a function is said to have none, and whoever asks looks closer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_LINE = re.compile(
    r"(?P<indent>[ \t]*)(?:(?P<assert>assert\b(?!\w*\s*[=.,:]))|(?:async[ \t]+)?def[ \t]+(?P<name>\w+)|[^\s#)])"
)


def functions(text: str) -> Iterator[tuple[str, bool]]:
    """The name of each function, methods and inner ones too, and whether an ``assert`` stands in it."""
    open_: list[tuple[int, str, bool]] = []  # the functions around the line: indentation, name, whether one asserts
    for line in text.split("\n"):
        found = _LINE.match(line)
        if found is None:
            continue
        indent = len(found["indent"].expandtabs())
        while open_ and indent <= open_[-1][0]:
            _, name, asserts = open_.pop()
            yield name, asserts
        if found["assert"]:
            open_ = [(depth, name, True) for depth, name, _ in open_]
        elif found["name"]:
            open_.append((indent, found["name"], False))
    yield from ((name, asserts) for _, name, asserts in open_)
