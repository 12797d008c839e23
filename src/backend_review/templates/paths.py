"""What the expressions of templates are made of: paths, calls and filters.

One tolerant reader for languages whose expressions look like those of Python and JavaScript: Jinja, Django, Tornado,
Nunjucks, EJS, Pug.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from backend_review.templates.data import ANY, MAX_EXPRESSION, Path

_TOKEN = re.compile(
    r"""\s+|(?P<text>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|(?P<template>`(?:[^`\\]|\\.)*`)|(?P<number>\d[\w.]*)"""
    r"""|(?P<name>[A-Za-z_$][\w$]*)|(?P<sign>\?\.|\?\?|=>|===?|!==?|<=|>=|&&|\|\||[^\s\w])"""
)
_HOLE = re.compile(r"\$\{([^{}]*)\}")
_WORDS = {
    "and", "or", "not", "in", "is", "if", "else", "true", "false", "none", "null", "True", "False", "None",
    "undefined", "typeof", "new", "await", "with", "as", "context", "only", "by", "lambda", "for", "const", "let",
    "var",
}  # fmt: skip
# Methods that leave a text what it is made of, that take a part of something, and those that give numbers and the like.
_KEEP = {
    "strip", "lower", "upper", "title", "trim", "replace", "replaceAll", "toLowerCase", "toUpperCase", "toString",
    "format", "slice", "substring", "substr", "capitalize", "decode", "encode", "concat", "split", "join", "repeat", "padStart",
    "lstrip", "rstrip", "normalize", "valueOf",
}  # fmt: skip
_ITEMS = {
    "items",
    "values",
    "all",
    "first",
    "last",
    "map",
    "filter",
    "at",
    "pop",
    "reverse",
    "sort",
    "sorted",
    "list",
    "reversed",
}
_TAKES = {"get", "getlist", "getall"}
_NUMBERS = {
    "length",
    "size",
    "count",
    "toFixed",
    "getTime",
    "toISOString",
    "isoformat",
    "strftime",
    "indexOf",
    "includes",
}
# Functions of templates that give no text of whom they are given.
_OWN = re.compile(
    r"(?i)^(?:url_for|url|static\w*|asset\w*|len|length|range|csrf\w*|int|float|round|date\w*|format_?date\w*|number\w*|Number|parseInt|"
    r"encodeURIComponent|encodeURI|include|super|caller|block|get_flashed_messages|moment|uuid\w*|now|get_?url|link_?to|image_url|"
    r"\w*(?:(?<!un)escape|sanit|purif|clean|strip_?tags|bleach)\w*)$"
)
_OWN_ADDRESS = re.compile(r"get_(?:\w+_)?ur[il]$")  # Django: what an object says of its own address
_ESCAPES = re.compile(r"(?i)(?<!un)escape|sanit|purif|bleach|clean_?html|strip_?tags|encodeURI|xss|encodeHtml")
_MAX_TOKENS = 1_500
_MAX_DEPTH = 30


@dataclass(slots=True)
class Called:
    """A call: ``name`` with the dots it is written with, and what each argument is made of."""

    name: str
    placed: list[tuple[Path, ...]] = field(default_factory=list)
    named: dict[str, tuple[Path, ...]] = field(default_factory=dict)


@dataclass(slots=True)
class Parsed:
    """An expression: the paths that its value is made of, the calls in it, and its filters in their order."""

    paths: tuple[Path, ...] = ()
    calls: list[Called] = field(default_factory=list)
    filters: list[str] = field(default_factory=list)
    text: str | None = None  # the expression is this text and nothing else
    escaped: bool = False  # a function that escapes is around it

    def under(self, names: Mapping[str, tuple[Path, ...]]) -> tuple[Path, ...]:
        """The paths from what the template is given, where ``names`` are its own variables."""
        return rooted(self.paths, names)


def rooted(paths: Sequence[Path], names: Mapping[str, tuple[Path, ...]]) -> tuple[Path, ...]:
    """Paths that begin with a template's own variables, as paths from what it is given."""
    found: dict[Path, None] = {}
    for path in paths:
        if path and path[0] in names:
            for before in names[path[0]]:
                found[before + path[1:]] = None
        else:
            found[path] = None
    return tuple(found)[:12]


def parse(text: str, filters: str = "|") -> Parsed:
    """Read an expression; ``filters`` is the sign that filters are put after, "" where there are none."""
    reader = _Reader(text[:MAX_EXPRESSION], filters)
    made = Parsed()
    made.paths = reader.value(made, 0, ())
    only = [kind for kind, _ in reader.tokens]
    if only == ["text"]:
        made.text = reader.tokens[0][1][1:-1]
    made.escaped = bool(made.calls) and bool(_ESCAPES.search(made.calls[-1].name)) and reader.one_call
    return made


class _Reader:
    def __init__(self, text: str, filters: str) -> None:
        self.filter = filters
        self.tokens: list[tuple[str, str]] = []
        for found in _TOKEN.finditer(text):
            if found.lastgroup:
                self.tokens.append((found.lastgroup, found.group()))
            if len(self.tokens) >= _MAX_TOKENS:
                break
        self.at = 0
        self.one_call = False

    def _is(self, sign: str, ahead: int = 0) -> bool:
        place = self.at + ahead
        return place < len(self.tokens) and self.tokens[place] == ("sign", sign)

    def value(self, made: Parsed, depth: int, ends: tuple[str, ...]) -> tuple[Path, ...]:
        """The paths of an expression that ends with one of these signs; the sign is left."""
        paths: list[Path] = []
        pending: list[Path] = []  # of a condition, that may turn out to be one
        parts = 0
        while self.at < len(self.tokens):
            kind, word = self.tokens[self.at]
            if kind == "sign" and word in ends:
                break
            self.at += 1
            if kind == "name" and word == "if" and self.filter:  # a if test else b
                self._skip_to("else", ends, depth)
            elif kind == "name" and word not in _WORDS:
                paths += self._chain(made, word, depth)
                parts += 1
            elif kind == "template":
                for hole in _HOLE.findall(word):
                    paths += parse(hole, "").paths
            elif kind == "sign" and word in "([{":
                close = {"(": ")", "[": "]", "{": "}"}[word]
                paths += self._list(made, depth, close)
            elif kind == "sign" and word == "?":  # test ? a : b
                pending, paths = [], []
            elif word == self.filter and kind == "sign" and self.at < len(self.tokens):
                self._filter(made, depth)
        self.one_call = parts == 1 and depth == 0
        return tuple(dict.fromkeys([*pending, *paths]))

    def _list(self, made: Parsed, depth: int, close: str) -> list[Path]:
        found: list[Path] = []
        while self.at < len(self.tokens) and depth < _MAX_DEPTH:
            found += self.value(made, depth + 1, (close, ","))
            if self.at < len(self.tokens) and self.tokens[self.at][1] == close:
                self.at += 1
                break
            self.at += 1
        return found

    def _skip_to(self, word: str, ends: tuple[str, ...], depth: int) -> None:
        level = 0
        while self.at < len(self.tokens):
            kind, found = self.tokens[self.at]
            if level == 0 and (found == word or (kind == "sign" and (found in ends or found == self.filter))):
                return
            level += (kind == "sign" and found in "([{") - (kind == "sign" and found in ")]}")
            self.at += 1

    def _filter(self, made: Parsed, depth: int) -> None:
        kind, name = self.tokens[self.at]
        if kind != "name":
            return
        self.at += 1
        while self._is(".") and self.at + 1 < len(self.tokens):
            name += "." + self.tokens[self.at + 1][1]
            self.at += 2
        if depth == 0:
            made.filters.append(name)
        if self._is("("):
            self.at += 1
            self._list(Parsed(), depth + 1, ")")
        elif self._is(":"):  # Django: |default:"x"
            self.at += 2

    def _chain(self, made: Parsed, first: str, depth: int) -> list[Path]:
        """A name with what follows it: members, keys and calls."""
        path: list[str] = [first]
        others: list[Path] = []
        lost = False
        while self.at < len(self.tokens):
            if (self._is(".") or self._is("?.")) and self.at + 1 < len(self.tokens):
                kind, word = self.tokens[self.at + 1]
                if kind not in {"name", "number"}:
                    break
                self.at += 2
                if word in _NUMBERS or _OWN_ADDRESS.match(word):
                    lost = True
                path.append(word)
            elif self._is("["):
                path.append(self._key(made, depth))
            elif self._is("(") and depth < _MAX_DEPTH:
                others, lost = self._call(made, path, depth, lost)
            else:
                break
        if self._is("="):  # the name of an argument
            return []
        if self._is("=>"):
            return []
        return others if lost else [tuple(path), *others]

    def _key(self, made: Parsed, depth: int) -> str:
        self.at += 1
        if self.at + 1 < len(self.tokens) and self.tokens[self.at + 1] == ("sign", "]"):
            kind, word = self.tokens[self.at]
            if kind in {"text", "number"}:
                self.at += 2
                return word.strip("\"'") if kind == "text" else ANY
        self._list(Parsed(), depth, "]")
        return ANY

    def _call(self, made: Parsed, path: list[str], depth: int, lost: bool) -> tuple[list[Path], bool]:
        """``name(...)`` or ``value.method(...)``: what it gives, and whether that is nothing of the chain."""
        self.at += 1
        called = Called(".".join(path))
        key = None
        if self.at < len(self.tokens) and self.tokens[self.at][0] == "text":
            key = self.tokens[self.at][1].strip("\"'")
        while self.at < len(self.tokens) and depth < _MAX_DEPTH:
            name = ""
            if self.tokens[self.at][0] == "name" and self._is("=", 1):
                name = self.tokens[self.at][1]
                self.at += 2
            before = self.at
            value = self.value(made, depth + 1, (")", ","))
            if name:
                called.named[name] = value
            elif self.at > before:
                called.placed.append(value)
            if self._is(")"):
                self.at += 1
                break
            self.at += 1
        made.calls.append(called)
        given = [item for value in (*called.placed, *called.named.values()) for item in value]
        method = path.pop() if len(path) > 1 else ""
        if not method:
            return ([] if _OWN.match(path[0]) else given), True
        if method in _TAKES and key is not None:
            path.append(key)
        elif method in _ITEMS:
            path.append(ANY)
        elif method not in _KEEP:
            return ([] if _OWN.match(method) else given), True
        else:
            return given, lost
        return [], lost
