"""Services of ``.proto`` files and the HTTP rules that ``google.api.http`` gives their methods.

https://protobuf.dev/reference/protobuf/proto3-spec/ https://github.com/googleapis/googleapis/blob/master/google/api/http.proto
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

_COMMENT = re.compile(r'("(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\')|//[^\n]*|/\*.*?\*/', re.DOTALL)
_SERVICE = re.compile(r"\bservice\s+(\w+)\s*\{")
_METHOD = re.compile(
    r"\brpc\s+(\w+)\s*\(\s*(?:stream\s+)?([\w.]+)\s*\)\s*returns\s*\(\s*(stream\s+)?([\w.]+)\s*\)\s*([{;])"
)
_OPTION = re.compile(r"\boption\s*\(\s*google\.api\.http\s*\)\s*=\s*\{")
_SHORT_OPTION = re.compile(r'\boption\s*\(\s*google\.api\.http\s*\)\s*\.\s*(get|put|post|delete|patch)\s*=\s*"([^"]*)"')
_BINDING = re.compile(r"\badditional_bindings\s*:?\s*\{")
_FIELD = re.compile(r"\b(get|put|post|delete|patch|body|kind|path)\s*:\s*((?:\"[^\"]*\"\s*|'[^']*'\s*)+)")
_QUOTED = re.compile(r"\"([^\"]*)\"|'([^']*)'")
_BRACE_OR_QUOTE = re.compile("[{}\"'\n]")
_MAX_BINDINGS = 50
_MAX_TEXT = 1_000_000


@dataclass(frozen=True, slots=True)
class HttpRule:
    """One way to call a method by HTTP; ``body`` is "" where the request has none."""

    method: str
    path: str
    body: str
    line: int


@dataclass(frozen=True, slots=True)
class Method:
    """A method of a service, with the HTTP rules it has; ``documented`` when a comment stands above it."""

    name: str
    request: str
    response: str
    rules: tuple[HttpRule, ...]
    line: int
    documented: bool
    streams: bool


@dataclass(frozen=True, slots=True)
class Service:
    """A service with its methods."""

    name: str
    methods: tuple[Method, ...]
    line: int


def services_of(text: str) -> list[Service]:
    """The services of a file, those without HTTP rules too; what is broken is left out."""
    bare = _COMMENT.sub(lambda found: found[1] or re.sub(r"[^\n]", " ", found[0]), text[:_MAX_TEXT])
    reader = _Reader(bare, text.split("\n"))
    found: list[Service] = []
    match = _SERVICE.search(bare)
    while match is not None:
        end = reader.closing(match.end(), len(bare))
        found.append(Service(match[1], tuple(reader.methods(match.end(), end)), reader.line(match.start())))
        match = _SERVICE.search(bare, end)
    return found


class _Reader:
    def __init__(self, bare: str, lines: list[str]) -> None:
        self._bare = bare  # without comments
        self._lines = lines
        self._ends = [match.start() for match in re.finditer("\n", bare)]

    def line(self, position: int) -> int:
        return bisect_left(self._ends, position) + 1

    def methods(self, start: int, end: int) -> Iterator[Method]:
        matches = list(_METHOD.finditer(self._bare, start, end))
        for index, match in enumerate(matches):
            limit = matches[index + 1].start() if index + 1 < len(matches) else end
            rules = self._rules_of(match.end(), self.closing(match.end(), limit)) if match[5] == "{" else ()
            line = self.line(match.start())
            above = self._lines[line - 2].strip() if line > 1 else ""
            documented = above.startswith(("//", "/*", "*"))
            yield Method(match[1], match[2], match[4], tuple(rules), line, documented, bool(match[3]))

    def _rules_of(self, start: int, end: int) -> Iterator[HttpRule]:
        for short in _SHORT_OPTION.finditer(self._bare, start, end):
            yield HttpRule(short[1].upper(), short[2], "", self.line(short.start()))
        for option in _OPTION.finditer(self._bare, start, end):
            yield from self._rules(option.end(), self.closing(option.end(), end))

    def _rules(self, start: int, end: int) -> Iterator[HttpRule]:
        """The rule between these places, and the further ones inside of it (which have none themselves)."""
        own = self._bare[start:end]
        inner = []
        for match in islice(_BINDING.finditer(self._bare, start, end), _MAX_BINDINGS):
            close = self.closing(match.end(), end)
            inner.append((match.end(), close))
            own = own[: match.start() - start] + " " * (close - match.start()) + own[close - start :]
        for text, begin in ((own, start), *((self._bare[a:b], a) for a, b in inner)):
            rule = self._rule(text, begin)
            if rule is not None:
                yield rule

    def _rule(self, text: str, start: int) -> HttpRule | None:
        fields = {match[1]: (_joined(match[2]), start + match.start()) for match in _FIELD.finditer(text)}
        verb = next((name for name in fields if name not in {"body", "kind", "path"}), "")
        body = fields["body"][0] if "body" in fields else ""
        if verb:
            path, at = fields[verb]
            return HttpRule(verb.upper(), path, body, self.line(at))
        if "kind" in fields and "path" in fields:  # custom: { kind: "HEAD" path: "/x" }
            return HttpRule(fields["kind"][0].upper(), fields["path"][0], body, self.line(fields["path"][1]))
        return None

    def closing(self, start: int, limit: int) -> int:
        """Where the brace closes whose inside begins here; the limit when it does not before that."""
        depth, quote = 1, ""
        for match in _BRACE_OR_QUOTE.finditer(self._bare, start, limit):
            character = match[0]
            if quote:
                quote = "" if character in {quote, "\n"} else quote
            elif character in "\"'":
                quote = character
            elif character == "{":
                depth += 1
            elif character == "}":
                depth -= 1
                if depth == 0:
                    return match.start()
        return limit


def _joined(text: str) -> str:
    """Texts that stand beside each other are one."""
    return "".join(match[1] or match[2] or "" for match in _QUOTED.finditer(text))
