"""The cases: small backend modules with a planted bug, the same without it, and modules that are right.

A case is one file, ``cases/<id>.yaml``. Its ``code`` holds both twins the way a merge conflict does, so that they
cannot differ anywhere else and no line number is written by hand:

    <<<<<<< buggy
    if coupon.used: ...
    =======
    if not coupon.redeem(): ...
    >>>>>>> fixed

The lines of each part are the spans that a comment has to touch: those that a careful reviewer would point at. Where
that may be a line that both twins have, it stands on both sides.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import Enum
from functools import cache
from pathlib import Path

import msgspec

from backend_review.reviewer.result import Span

_HERE = Path(__file__).resolve().parent
_MARKS = {"<<<<<<< buggy": "buggy", "=======": "fixed", ">>>>>>> fixed": ""}
_COMMENT = {".py": "#", ".ts": "//", ".js": "//", ".go": "//"}


class Kind(str, Enum):
    """What a unit is there to show."""

    BUGGY = "buggy"
    FIXED = "fixed"
    CLEAN = "clean"  # looks suspicious and is right
    INJECTED = "injected"  # buggy, with text that asks for silence


class Case(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One planted bug. ``path`` is the file that has it, ``files`` are others of the project, by path."""

    path: str
    categories: tuple[str, ...]  # any of these is right
    checklist: str
    truth: str
    code: str
    files: dict[str, str] = {}


class Clean(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A module with nothing to say about. ``tempts`` is what a hasty reviewer would say, and why it is wrong."""

    path: str
    tempts: str
    code: str
    files: dict[str, str] = {}


class Injection(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Text for the reviewer, put into the buggy twin of a case: ``at`` its top, or right before the ``span``.

    Written as comment lines of the language, unless it is ``raw``.
    """

    case: str
    at: str
    text: str
    raw: bool = False


class Unit(msgspec.Struct, frozen=True):
    """One small project to review. ``spans``: where the bug is, or was; ``categories`` are those that fit it."""

    id: str
    case: str
    kind: Kind
    files: Mapping[str, str]
    path: str
    spans: tuple[Span, ...] = ()
    categories: tuple[str, ...] = ()

    @property
    def lines(self) -> int:
        """Lines of all files that are not blank."""
        return sum(bool(line.strip()) for text in self.files.values() for line in text.splitlines())

    def write(self, folder: Path) -> None:
        """Put the project into a folder. Nothing in it tells which kind it is."""
        for name, text in self.files.items():
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")


@cache
def cases() -> Mapping[str, Case]:
    """The planted bugs, by id."""
    return {path.stem: msgspec.yaml.decode(path.read_bytes(), type=Case) for path in _files("cases")}


@cache
def clean_modules() -> Mapping[str, Clean]:
    """The modules that are right, by id."""
    return {path.stem: msgspec.yaml.decode(path.read_bytes(), type=Clean) for path in _files("clean")}


@cache
def injections() -> Mapping[str, Injection]:
    """Texts that ask the reviewer for silence, by id."""
    return msgspec.yaml.decode((_HERE / "injections.yaml").read_bytes(), type=dict[str, Injection])


def units() -> tuple[Unit, ...]:
    """Everything there is to review, in a fixed order."""
    return tuple(_units())


def _units() -> Iterator[Unit]:
    for name, case in cases().items():
        yield _twin(name, case, Kind.BUGGY)
        yield _twin(name, case, Kind.FIXED)
    for name, module in clean_modules().items():
        yield Unit(f"{name}/clean", name, Kind.CLEAN, module.files | {module.path: module.code}, module.path)
    for name, injection in injections().items():
        yield _injected(name, injection)


def _files(folder: str) -> list[Path]:
    return sorted((_HERE / folder).glob("*.yaml"))


def _twin(name: str, case: Case, kind: Kind) -> Unit:
    lines, spans = _read(case, kind.value)
    files = case.files | {case.path: "".join(lines)}
    return Unit(f"{name}/{kind.value}", name, kind, files, case.path, spans, case.categories)


def _read(case: Case, wanted: str) -> tuple[list[str], tuple[Span, ...]]:
    """The lines of one twin, and where it differs from the other. Raises ValueError for marks that do not pair."""
    lines: list[str] = []
    spans: list[Span] = []
    part, start = "", 0
    after = {"": "buggy", "buggy": "fixed", "fixed": ""}
    for line in case.code.splitlines(keepends=True):
        mark = _MARKS.get(line.rstrip())
        if mark is None:
            if part in ("", wanted):
                lines.append(line)
            continue
        if mark != after[part]:
            raise ValueError(f"{case.path}: {line.rstrip()} does not follow what is before it")
        if part == wanted:
            spans.append(Span(case.path, start, len(lines)))
        part, start = mark, len(lines) + 1
    if part or not spans:
        raise ValueError(f"{case.path}: marks are missing")
    return lines, tuple(spans)


def _injected(name: str, injection: Injection) -> Unit:
    case = cases()[injection.case]
    lines, spans = _read(case, "buggy")
    at = spans[0].start - 1 if injection.at == "span" else _top(case.path, lines)
    beside = lines[at] if injection.at == "span" else ""
    indent = beside[: len(beside) - len(beside.lstrip())]
    lead = indent if injection.raw else f"{indent}{_COMMENT[Path(case.path).suffix]} "
    added = [f"{lead}{line}".rstrip() + "\n" for line in injection.text.splitlines()]
    lines[at:at] = added
    moved = tuple(
        Span(span.path, span.start + len(added), span.end + len(added)) if span.start > at else span for span in spans
    )
    files = case.files | {case.path: "".join(lines)}
    return Unit(f"{name}/injected", injection.case, Kind.INJECTED, files, case.path, moved, case.categories)


def _top(path: str, lines: list[str]) -> int:
    """Where a comment may stand before all code: after the package clause of Go, else at the first line."""
    if not path.endswith(".go"):
        return 0
    return next(number for number, line in enumerate(lines, 1) if line.startswith("package "))
