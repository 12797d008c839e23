"""Passwords in SQL: what users of the database are given, and rows of users that are written with one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from backend_review.checks.credentials.names import kind_of

_TEXT = r"'((?:[^'\\]|''|\\.){1,400})'"
_USER = re.compile(
    rf"\b(?:create|alter)\s+(?:user|role|login)\b[^;]{{0,300}}?"
    rf"(?:\bpassword\s*=?\s*|\bidentified\s+(?:with\s+['\"\w]+\s+)?by\s+(?:password\s+)?){_TEXT}",
    re.IGNORECASE,
)
_WHOSE = re.compile(r"(?i)\w+\s+\w+\s+(?:if\s+not\s+exists\s+)?['\"`]?([\w-]+)")
_SET = re.compile(rf"\bset\s+password\s+(?:for\s+\S+\s*)?=\s*(?:password\(\s*)?{_TEXT}", re.IGNORECASE)
_INSERT = re.compile(r"\binsert\s+into\s+[\w.\"`\[\]]+\s*\(([^()]{1,1000})\)\s*values\s*(?=\()", re.IGNORECASE)
_VALUE = re.compile(r"\s*(?:N?'((?:[^'\\]|''|\\.)*)'|([^,()']*(?:\((?:[^()']|'[^']*')*\))?[^,()']*))\s*([,)])")
# Functions and shapes that leave no password in it.
_HASHED = re.compile(
    r"^\$\w{1,10}\$|^(?:pbkdf2|bcrypt|argon2|scrypt|sha\d*)\b|^\{\w+\}|^[0-9a-f]{32,}$|^\*[0-9A-F]{40}$"
)
_MAX_ROWS = 50
_COMMENT = re.compile(r"--[^\n]*|/\*.*?\*/", re.DOTALL)


class Written(NamedTuple):
    """A text that is given to something with a name, where the text is, and whose password it is where that is said."""

    name: str
    value: str
    start: int
    end: int
    user: str = ""


def texts_of(text: str) -> Iterator[Written]:
    """The passwords of users, and what columns with names of credentials are given."""
    code = _COMMENT.sub(lambda found: " " * len(found.group()), text)
    for pattern in (_USER, _SET):
        for found in pattern.finditer(code):
            if not _HASHED.search(found.group(1)):
                user = _WHOSE.match(found.group())
                yield Written("password", found.group(1), found.start(1), found.end(1), user[1] if user else "")
    for found in _INSERT.finditer(code):
        names = [name.strip(' "`[]\n\r\t') for name in found.group(1).split(",")]
        if any(kind_of(name) for name in names):
            yield from _rows(code, found.end(), names)


def _rows(code: str, at: int, names: list[str]) -> Iterator[Written]:
    for _ in range(_MAX_ROWS):
        if code[at : at + 1] != "(":
            return
        at += 1
        for name in names:
            value = _VALUE.match(code, at)
            if value is None:
                return
            at = value.end()
            if value.group(1) and kind_of(name) and not _HASHED.search(value.group(1)):
                yield Written(name, value.group(1), value.start(1), value.end(1))
            if value.group(3) == ")":
                break
        following = re.compile(r"\s*,\s*(?=\()").match(code, at)
        if following is None:
            return
        at = following.end()
