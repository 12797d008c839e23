"""What is sent: the changed code, widened to the definitions around it, secrets taken out, packed by package."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import PurePosixPath

import msgspec
import pathspec

from backend_review.index import syntax
from backend_review.project.source import SourceFile
from backend_review.reviewer.redact import redact
from backend_review.reviewer.result import NotReviewed

UNIT_TOKENS = 12_000
WHOLE_FILE_LINES = 400
_BYTES_PER_TOKEN = 3.0  # of code, with the newer tokenizers; corrected by what the API counts (budget.py)
_LARGEST_FILE = 200_000
_LONGEST_LINE = 2_000
_LONG_CLASS_LINES = 120
_NOT_TO_SEND = re.compile(rb"backend-review: no-llm\b")
# Tests are read when they changed; generated code, examples, fixtures and browser code by nobody.
_ROLES = {"production", "script", "migration", "seed"}
_SENT = syntax.LANGUAGES | {"sql", "prisma", "graphql", "protobuf"}
_DEFINES = re.compile(
    r"function|class|method|decorated_definition|lexical_declaration|interface|type_declaration|export"
)
_IMPORTS = re.compile(r"^(import|package|future_import|use)")
_OF_A_CLASS = {"class_body", "block", "declaration_list"}


class Unit(msgspec.Struct, frozen=True):
    """Some lines of one file as the model sees them: line number → text without secrets."""

    id: str
    path: str
    language: str
    lines: dict[int, str]
    changed: frozenset[int]
    removed: tuple[str, ...] = ()  # lines of the base that are gone; shown, not quotable

    @property
    def tokens(self) -> int:
        """About how many tokens its lines are."""
        return tokens_of("\n".join(self.lines.values())) + 4 * len(self.lines)

    @property
    def span(self) -> tuple[int, int]:
        """Its first and last line."""
        return (min(self.lines), max(self.lines))


class Plan(msgspec.Struct):
    """The units by request, and what is not sent, with the reason."""

    packs: list[list[Unit]] = []
    not_sent: list[NotReviewed] = []
    left_out: Counter[str] = msgspec.field(default_factory=Counter)  # files by role: nobody expects them to be read

    @property
    def units(self) -> list[Unit]:
        """All units in their order."""
        return [unit for pack in self.packs for unit in pack]


def tokens_of(text: str) -> int:
    """About how many tokens a text is, before anything was counted."""
    return int(len(text.encode("utf-8", errors="replace")) / _BYTES_PER_TOKEN) + 1


def plan(
    files: Sequence[SourceFile],
    base: Mapping[str, SourceFile] | None,
    never_send: Sequence[str] = (),
    patterns: Sequence[re.Pattern[str]] = (),
) -> Plan:
    """The units of a review. ``base`` has the files as they were, by their present paths; None reviews all lines
    (of everything but tests).

    ``never_send`` are patterns of paths in gitignore's syntax, ``patterns`` what is secret besides what is known.
    """
    made = Plan()
    excluded = pathspec.GitIgnoreSpec.from_lines(never_send)
    units: list[Unit] = []
    for file in sorted(files, key=lambda item: item.path):
        if file.language not in _SENT:
            continue
        if file.role not in (_ROLES if base is None else _ROLES | {"test"}):
            made.left_out[file.role] += 1
            continue
        reason = _why_not(file, excluded)
        if reason:
            made.not_sent.append(NotReviewed(file.path, reason))
            continue
        before = None if base is None else base.get(file.path)
        units += _units(file, before, base is not None, patterns)
    units = [msgspec.structs.replace(unit, id=f"U{number}") for number, unit in enumerate(units, 1)]
    made.packs = list(_packed(units))
    return made


def _why_not(file: SourceFile, excluded: pathspec.GitIgnoreSpec) -> str:
    if excluded.match_file(file.path):
        return "never to be sent, says the configuration"
    if len(file.data) > _LARGEST_FILE:
        return f"larger than {_LARGEST_FILE // 1000} kB"
    if _NOT_TO_SEND.search(file.data):
        return "the file says 'backend-review: no-llm'"
    if any(len(line) > _LONGEST_LINE for line in file.text.split("\n")):
        return "has lines too long to review"
    return ""


def _units(
    file: SourceFile, before: SourceFile | None, only_changed: bool, patterns: Sequence[re.Pattern[str]]
) -> Iterator[Unit]:
    shown = [line.rstrip("\r") for line in redact(file.text, patterns, file.path).text.split("\n")]
    if shown and not shown[-1]:
        shown.pop()
    changed = set(range(1, len(shown) + 1))
    removed: tuple[str, ...] = ()
    if only_changed and before is not None:
        changed, gone = _changes(before.text, file.text)
        removed = tuple(redact("\n".join(gone), patterns, file.path).text.split("\n")) if gone else ()
    if not changed and not removed:
        return
    spans = [(1, len(shown))]
    if len(shown) > WHOLE_FILE_LINES or tokens_of("\n".join(shown)) > UNIT_TOKENS:
        spans = list(_touched(file, changed, len(shown)))
    for lines in _cut(spans, shown):
        if lines:
            of_unit = frozenset(changed & lines.keys())
            yield Unit("", file.path, file.language, lines, of_unit, removed)
            removed = ()


def _changes(before: str, after: str) -> tuple[set[int], list[str]]:
    """The numbers of the lines that are new or other than before, and the lines that are gone."""
    old, new = ([line.rstrip("\r") for line in text.split("\n")] for text in (before, after))
    changed: set[int] = set()
    gone: list[str] = []
    for kind, first, last, start, end in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            changed.update(range(start + 1, end + 1))
            gone += old[first:last]
            if kind == "delete" and new:
                changed.add(min(start + 1, len(new)))  # what stands where lines were taken out
    return changed, gone


def _touched(file: SourceFile, changed: set[int], count: int) -> Iterator[tuple[int, int]]:
    """The definitions that a change touches, with the file's imports."""
    last = 0
    for start, end, kind in _definitions(file, count):
        if _IMPORTS.match(kind) or any(number in changed for number in range(start, end + 1)):
            yield max(start, last + 1), end
            last = max(last, end)


def _definitions(file: SourceFile, count: int) -> list[tuple[int, int, str]]:
    """First line, last line and kind of what a file is made of at its top; long classes by method. Nothing is left
    out: what stands between definitions belongs to the one after it."""
    if file.language not in syntax.LANGUAGES:
        return [(1, count, "")]
    found: list[tuple[int, int, str]] = []
    pending = list(reversed(syntax.parse(file).root_node.named_children))
    while pending:
        node = pending.pop()
        start, end = node.start_point[0] + 1, node.end_point[0] + 1
        body = next((child for child in node.named_children if child.type in _OF_A_CLASS), None)
        if "class" in node.type and end - start > _LONG_CLASS_LINES and body is not None:
            found.append((start, body.start_point[0] + 1, node.type))
            pending += reversed(body.named_children)
        else:
            found.append((start, end, node.type))
    result: list[tuple[int, int, str]] = []
    last = 0
    for start, end, kind in found:
        if end > last:
            result.append((min(last + 1, start), end, kind))
            last = end
    if last < count:
        result.append((last + 1, count, ""))
    return result


def _cut(spans: Iterable[tuple[int, int]], shown: Sequence[str]) -> Iterator[dict[int, str]]:
    """The lines of the spans in pieces that fit into a unit."""
    lines: dict[int, str] = {}
    size = 0
    for start, end in spans:
        for number in range(start, min(end, len(shown)) + 1):
            cost = tokens_of(shown[number - 1]) + 4
            if size + cost > UNIT_TOKENS:
                yield lines
                lines, size = {}, 0
            lines[number] = shown[number - 1]
            size += cost
    yield lines


def _packed(units: Iterable[Unit]) -> Iterator[list[Unit]]:
    """Units of one package together, as many as fit into a request."""
    for _, of_package in groupby(units, key=lambda unit: (str(PurePosixPath(unit.path).parent), unit.language)):
        pack: list[Unit] = []
        size = 0
        for unit in of_package:
            if pack and size + unit.tokens > UNIT_TOKENS:
                yield pack
                pack, size = [], 0
            pack.append(unit)
            size += unit.tokens
        if pack:
            yield pack
