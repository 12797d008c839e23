"""Messages that name the reader's own variables: ``$NAME`` in a rule's message becomes the matched code."""

from __future__ import annotations

import re
from collections.abc import Mapping

_METAVARIABLE = re.compile(r"\$[A-Z_][A-Z_0-9]*|\$\.\.\.[A-Z_][A-Z_0-9]*")
_LONGEST = 60


def fill(template: str, metavars: Mapping[str, str]) -> str:
    """Put the matched code into a message, on one line and cut short; unknown names stay as they are."""

    def replace(found: re.Match[str]) -> str:
        value = metavars.get(found.group(0))
        return shorten(value) if value is not None else found.group(0)

    return _METAVARIABLE.sub(replace, template)


def names_of(template: str) -> list[str]:
    """The names in a message that matched code is put in for."""
    return _METAVARIABLE.findall(template)


def shorten(code: str) -> str:
    """A piece of code as words in a sentence."""
    code = " ".join(code.split())
    return code if len(code) <= _LONGEST else f"{code[: _LONGEST - 3]}..."
