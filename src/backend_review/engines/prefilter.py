"""What of a rule can match in a file, decided from the words the file holds.

The engine's time is the number of patterns times the amount of code. A pattern that names ``redirect`` cannot match in
a file without that word, so files no rule can match are not handed over, rules no file can match are not loaded, and
of a rule's alternatives only those are handed over that some file of the run has the words for.

Every shortening errs on the safe side: what is not understood counts as possible.
"""

from __future__ import annotations

import keyword
import re
from collections.abc import Callable, Iterable, Set
from enum import Enum
from functools import cache
from typing import Any

_WORD_IN_FILE = re.compile(rb"[A-Za-z_$][A-Za-z0-9_$]*")
# Places of words that patterns ask for: in a decorator (under its own name, an imported one may have another), as the
# name of a Python function, as a member of its class.
_DECORATOR_IN_FILE = re.compile(rb"@[^\n]*|[A-Za-z0-9_$]+(?=\s+as\s)")
_DEFINED_IN_FILE = re.compile(rb"\bdef\s+([A-Za-z0-9_]+)")
_MEMBER_IN_FILE = re.compile(rb"\bself\s*\.\s*([A-Za-z0-9_]+)")
_DECORATOR_IN_PATTERN = re.compile(r"@(?:[\w$]+\.|\.\.\.\s*\.\s*)*$")
_DEFINED_IN_PATTERN = re.compile(r"\bdef\s+$")
_MEMBER_IN_PATTERN = re.compile(r"(?<![\w$.])self\.$")
_WORD = re.compile(r"[A-Za-z_$][A-Za-z0-9_$]*")
_WORD_IN_PATTERN = re.compile(
    r"""(?P<prefix>(?:\b[A-Za-z]{1,2})?)(?P<quote>["'])(?P<text>(?:(?!(?P=quote))[^\\]|\\.)*)(?P=quote)"""
    r"|`(?:[^`\\]|\\.)*`|\$(?:\.\.\.)?[A-Z_][A-Z0-9_]*\b"
    r"|(?P<word>[A-Za-z_$][A-Za-z0-9_$]*)|(?P<regex>/(?=[^\s/]))"
)
# What stands for other text in a pattern's string: an ellipsis, a metavariable, an expression, a regular expression.
_OPEN_TEXT = re.compile(r"\.\.\.|\$[A-Z_]|\{|=~|\\")
# One construct is written with different keywords: patterns of a function match methods, a const matches a var.
# One construct is written with different keywords: patterns of a function match methods, a const matches a var.
_KEYWORDS = frozenset(
    _WORD.findall(
        """
        abstract as async await boolean break case catch class const continue debugger default delete do else enum
        export extends false finally for from function get if implements import in instanceof interface is let module
        new null number of private protected public readonly require return set static string super switch this throw
        true try type typeof undefined unknown var void while with yield any never object
        chan defer fallthrough func go goto map package range select struct nil iota string int int64 float64 bool byte
        rune error uint append make len cap main self print
        """
    )
) | {*keyword.kwlist, *keyword.softkwlist}
# A metavariable's regular expression that only lists names.
_LISTED = re.compile(r"\^(?:\\b)?\(?(?:\?:)?([\w/|-]+)\)?(?:\\b)?\$")
_PARTS_OF_TAINT = ("pattern-sources", "pattern-sinks", "pattern-sanitizers", "pattern-propagators")
_ENDS_OF_TAINT = _PARTS_OF_TAINT[:2]
_PATTERNS = ("pattern", "pattern-inside", "inside")
_EITHER = ("pattern-either", "any")
_ALL = ("patterns", "all", "where")
_FORMULA = (*_PATTERNS, *_EITHER, *_ALL, "match")
_EXCLUSIONS = ("pattern-not", "pattern-not-inside", "not")


def words_of(data: bytes) -> frozenset[str]:
    """The identifiers and keywords of a file, in whatever place: code, texts or comments.

    Those in decorators are there a second time with an ``@`` before them, names of Python functions with a ``def``,
    members with a ``self.``.
    """
    words = {word.decode("ascii") for word in _WORD_IN_FILE.findall(data)}
    decorators = b" ".join(_DECORATOR_IN_FILE.findall(data))
    words |= {f"@{word.decode('ascii')}" for word in _WORD_IN_FILE.findall(decorators)}
    words |= {f"def {word.decode('ascii')}" for word in _DEFINED_IN_FILE.findall(data)}
    words |= {f"self.{word.decode('ascii')}" for word in _MEMBER_IN_FILE.findall(data)}
    return frozenset(words)


class Needs:
    """What rules need of a file. Rules share their lists of sources and sinks: each is asked about once for a file.

    A need is words that must all be there, words of which one must, or other needs (by number) of which all or one must
    be met.
    """

    def __init__(self) -> None:
        self._needs: list[tuple[_Kind, frozenset[Any]]] = []
        self._numbers: dict[tuple[_Kind, frozenset[Any]], int] = {}
        self._always = self._number(_Kind.WORDS, ())

    def of_rule(self, rule: dict[str, Any]) -> int:
        """The need of a whole rule: a number for ``met``."""
        if rule.get("mode") != "taint":
            return self.of_part({key: rule[key] for key in _FORMULA if key in rule})
        ends = [_ends(rule, key) for key in _ENDS_OF_TAINT if key in rule]
        return self._all(self._any(self.of_part(item) for item in items) for items in ends)

    def of_part(self, part: Any) -> int:
        """The need of a part of a rule: a pattern, a formula."""
        if isinstance(part, str):
            return self._number(_Kind.WORDS, _names(part))
        return (
            self._all(self._of_item(key, value, part) for key, value in part.items())
            if isinstance(part, dict)
            else self._always
        )

    def _of_item(self, key: str, value: Any, part: dict[str, Any]) -> int:
        if key in _PATTERNS or key in {"match", "metavariable-regex"}:
            return self.of_part(value)
        if key in _EITHER and isinstance(value, list):
            return self._any(self.of_part(item) for item in value)
        if key in _ALL and isinstance(value, list):
            return self._all(self.of_part(item) for item in value)
        listed = _listed(value) if key == "regex" and "metavariable" in part and isinstance(value, str) else None
        return self._always if listed is None else self._any(self._number(_Kind.WORDS, names) for names in listed)

    def _number(self, kind: _Kind, of: Iterable[Any]) -> int:
        need = (kind, frozenset(of))
        if need not in self._numbers:
            self._numbers[need] = len(self._needs)
            self._needs.append(need)
        return self._numbers[need]

    def _all(self, needs: Iterable[int]) -> int:
        asked = {*needs} - {self._always}
        return asked.pop() if len(asked) == 1 else self._number(_Kind.ALL, asked) if asked else self._always

    def _any(self, needs: Iterable[int]) -> int:
        asked = {*needs}
        if self._always in asked:
            return self._always
        single = {need for need in asked if self._needs[need][0] is _Kind.WORDS and len(self._needs[need][1]) == 1}
        if len(single) > 1:
            words = frozenset[str]().union(*(self._needs[need][1] for need in single))
            asked = asked - single | {self._number(_Kind.ONE_WORD, words)}
        return asked.pop() if len(asked) == 1 else self._number(_Kind.ANY, asked)

    def met(self, words: Set[str]) -> Callable[[int], bool]:
        """What tells for a need whether a file of these words meets it."""
        known: dict[int, bool] = {}

        def ask(number: int) -> bool:
            if number not in known:
                kind, of = self._needs[number]
                if kind is _Kind.WORDS:
                    known[number] = of <= words
                elif kind is _Kind.ONE_WORD:
                    known[number] = not of.isdisjoint(words)
                else:
                    known[number] = all(map(ask, of)) if kind is _Kind.ALL else any(map(ask, of))
            return known[number]

        return ask


class _Kind(Enum):
    WORDS = "all of the words"
    ONE_WORD = "one of the words"
    ALL = "all of the needs"
    ANY = "one of the needs"


def can_match(rule: dict[str, Any], words: Set[str]) -> bool:
    """Whether a file of these words can have a match of the rule."""
    needs = Needs()
    return needs.met(words)(needs.of_rule(rule))


def narrow(rule: dict[str, Any], words: Set[str]) -> dict[str, Any] | None:
    """The rule without the alternatives for which these words do not suffice; None when nothing of it is left."""
    if not can_match(rule, words):
        return None
    if rule.get("mode") != "taint":
        return {**rule, **_narrowed({key: rule[key] for key in _FORMULA if key in rule}, words)}
    result = dict(rule)
    for key in _PARTS_OF_TAINT:
        if key in rule:
            result[key] = [_narrowed(item, words) for item in rule[key] if _possible(item, words)]
            if not result[key]:
                del result[key]
    return result


def _ends(rule: dict[str, Any], key: str) -> list[Any]:
    """The sources or sinks that can begin or end a flow: a source that wants another's label is on the way only."""
    items = rule[key]
    if key == "pattern-sources":
        return [item for item in items if not (isinstance(item, dict) and "requires" in item)] or items
    return list(items)


def _possible(part: Any, words: Set[str]) -> bool:
    needs = Needs()
    return needs.met(words)(needs.of_part(part))


def _narrowed(part: Any, words: Set[str]) -> Any:
    if not isinstance(part, dict):
        return part
    result = dict(part)
    for key, value in part.items():
        if key in _EITHER and isinstance(value, list):
            result[key] = [_narrowed(item, words) for item in value if _possible(item, words)]
        elif key in _ALL and isinstance(value, list):
            result[key] = [_narrowed(item, words) for item in value if not _excludes_nothing(item, words)]
        elif key in {"match", "inside"}:
            result[key] = _narrowed(value, words)
    return result


def _excludes_nothing(part: Any, words: Set[str]) -> bool:
    """Whether a ``pattern-not`` speaks of what is not there."""
    return isinstance(part, dict) and any(key in part and not _possible(part[key], words) for key in _EXCLUSIONS)


@cache
def _names(pattern: str) -> frozenset[str]:
    """The names a file must have for a pattern to match in it."""
    names: set[str] = set()
    for found in _WORD_IN_PATTERN.finditer(pattern):
        if found["regex"]:
            return frozenset()
        attribute = found.start() > 0 and pattern[found.start() - 1] == "." and pattern[found.start() - 2] != "."
        if found["text"] and not found["prefix"] and not _OPEN_TEXT.search(found["text"]):
            names.update(_WORD.findall(found["text"]))
        elif (
            found["word"]
            and _DECORATOR_IN_PATTERN.search(pattern, 0, found.start())
            and pattern[found.end() :][:1] != "."
        ):
            names.add(f"@{found['word']}")
        elif found["word"] and _DEFINED_IN_PATTERN.search(pattern, 0, found.start()):
            names.add(f"def {found['word']}")
        elif found["word"] and _MEMBER_IN_PATTERN.search(pattern, 0, found.start()):
            names.add(f"self.{found['word']}")
        elif found["word"] and (attribute or found["word"] not in _KEYWORDS):
            names.add(found["word"])
    return frozenset(names)


@cache
def _listed(regex: str) -> tuple[frozenset[str], ...] | None:
    """The words of each of the names that a regular expression lists; None for any other expression."""
    found = _LISTED.fullmatch(regex)
    return tuple(frozenset(_WORD.findall(name)) for name in found.group(1).split("|")) if found else None
