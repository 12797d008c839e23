"""Calls to brokers as the rules on messaging read them: which files make them, and what their options say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from tree_sitter import Node

from backend_review.backend import Backend
from backend_review.checks._syntax import positions
from backend_review.finding import Audience, Confidence, Match, Position, Severity, TraceStep
from backend_review.index.expressions import Code, Expr, code_of, key_text, last_name
from backend_review.project.frontend import is_frontend
from backend_review.project.source import SourceFile

LIVE = frozenset({"production", "script"})
LANGUAGES = frozenset({"python", "javascript", "typescript", "go"})
_MAX_DEPTH = 5
_COMMENT = re.compile(r"(?m)(?:^|\s)(?:#|//).*$|/\*[\s\S]*?\*/")


class Unknown:
    """What an expression stands for when that cannot be seen."""


UNKNOWN = Unknown()


@dataclass
class Options:
    """The options that a call or literal gives, by name; ``whole`` when there are no others."""

    found: dict[str, Expr] = field(default_factory=dict)
    whole: bool = True

    def merge(self, other: Options) -> None:
        """Take the options of another one that is spread into this one."""
        for name, value in other.found.items():
            self.found.setdefault(name, value)
        self.whole = self.whole and other.whole


class Source:
    """One file that speaks to a broker."""

    def __init__(self, file: SourceFile, code: Code) -> None:
        self.file = file
        self.code = code
        self.language = code.language

    def calls(self, *names: str) -> Iterator[Expr]:
        """The calls of functions or methods with these last names, in the order of the text."""
        found = [call for name in names for call in self.code.by_name.get(name, ())]
        yield from sorted(found, key=lambda call: call.node.start_byte)

    def value(self, expr: Expr | None) -> object:
        """The constant that an expression is in every case that is seen; ``UNKNOWN`` otherwise."""
        if expr is None:
            return UNKNOWN
        seen: list[object] = []
        for item in self.code.values(expr):
            if item.kind not in {"text", "number", "constant"}:
                return UNKNOWN
            if item.value not in seen or type(item.value) is not type(seen[seen.index(item.value)]):
                seen.append(item.value)
        return seen[0] if len(seen) == 1 else UNKNOWN

    def flag(self, expr: Expr | None, otherwise: bool) -> bool | None:
        """Whether an option is on; ``otherwise`` when it is left out, None when that cannot be seen."""
        if expr is None:
            return otherwise
        found = self.value(expr)
        return None if isinstance(found, Unknown) else bool(found)

    def text(self, expr: Expr | None) -> str:
        """An expression as it is written, or the text it stands for."""
        if expr is None:
            return ""
        found = self.value(expr)
        return found if isinstance(found, str) else self.code.text(expr.node)

    def options(self, expr: Expr | None, depth: int = 0) -> Options:
        """What a dictionary, object or struct literal holds, also behind variables, spreads and later assignments."""
        result = Options()
        if expr is None or depth > _MAX_DEPTH:
            result.whole = expr is None
            return result
        literal = False
        for item in self.code.values(expr):
            if item.kind == "dict":
                literal = True
                for key, value in item.entries:
                    name = key_text(key)
                    if key is None and value is not None:
                        result.merge(self.options(value, depth + 1))
                    elif name is None:
                        result.whole = False
                    else:
                        result.found.setdefault(name, value)
            elif item.kind == "call" and last_name(item.target) == "dict" and self.language == "python":
                literal = True
                result.merge(self.given(item, depth + 1))
            elif item.kind == "constant":
                literal = True
            else:
                result.whole = False
        if expr.kind == "name":
            for store in self.code.stores(expr.name, expr.node):
                if store.key is None:
                    if store.value is not None:
                        result.merge(self.options(store.value, depth + 1))
                elif store.value is not None and store.key.kind == "text":
                    result.found[str(store.key.value)] = store.value
        result.whole = result.whole and literal
        return result

    def given(self, call: Expr, depth: int = 0) -> Options:
        """The keyword arguments of a Python call, those behind ``**`` too."""
        result = Options(dict(call.named))
        for _, splat in call.entries:
            result.merge(self.options(splat, depth + 1))
        if any(item.kind == "spread" for item in call.args):
            result.whole = False
        return result

    def around(self, node: Node) -> str:
        """The function that a node is in, as it is written; the whole file for code outside of functions."""
        scope = self.code.function_of(node)
        return self.code.text(scope.node) if scope is not None else self.file.text

    def step(self, expr: Expr, message: str) -> TraceStep:
        """A step of the way that proves a finding."""
        start, _ = positions(self.file, expr.node)
        return TraceStep(self.file.path, start.line, start.column, message)

    def match(
        self,
        rule: str,
        call: Expr,
        message: str,
        trace: tuple[TraceStep, ...] = (),
        severity: Severity | None = None,
        confidence: Confidence | None = None,
        audience: Audience | None = None,
    ) -> Match:
        """A match at what is called, on the line of its name."""
        start, end = positions(self.file, call.target.node if call.target is not None else call.node)
        if start.line != end.line:  # a chain of calls over several lines
            start = Position(end.line, len(self.file.line(end.line)) - len(self.file.line(end.line).lstrip()) + 1)
        return Match(
            rule=rule,
            path=self.file.path,
            start=start,
            end=end,
            message=message,
            severity=severity,
            confidence=confidence,
            audience=audience,
            trace=trace,
        )


class Speakers:
    """The files of a project that may speak to a broker, by the words that its libraries and methods have."""

    def __init__(self, backend: Backend, words: re.Pattern[str], roles: frozenset[str] = LIVE) -> None:
        self._backend = backend
        self._words = words
        self._roles = roles

    @cached_property
    def sources(self) -> list[Source]:
        """The files, read."""
        found = []
        for path in sorted(self._backend.project.files):
            file = self._backend.project.files[path]
            if file.language not in LANGUAGES or file.role not in self._roles:
                continue
            if self._words.search(file.text) is None or (
                file.language in {"javascript", "typescript"} and is_frontend(file)
            ):
                continue
            code = code_of(file)
            if code is not None:
                found.append(Source(file, code))
        return found

    def says(self, words: re.Pattern[str]) -> bool:
        """Whether some live file of the project, code or configuration, has these words outside of its comments."""
        return any(
            file.role in self._roles and words.search(file.text) and words.search(without_comments(file.text))
            for file in self._backend.project.files.values()
        )


def without_comments(text: str) -> str:
    """Code or configuration without what only people read; near enough for a look at its words."""
    return _COMMENT.sub("", text)
