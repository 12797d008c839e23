"""Comments that say "not this one": reading them, applying them, and reporting those that do nothing.

- ``backend-review: ignore[rule-id, …] reason`` on the line of a finding, or in the comments right above it;
- ``backend-review: ignore-file[rule-id, …] reason`` anywhere in the file;
- ``nosem`` / ``nosemgrep`` with or without ids, as Semgrep reads them (never reported as unused: they may be meant
  for Semgrep itself).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

import msgspec

from backend_review.errors import nearest
from backend_review.finding import Finding, Match, Position
from backend_review.index import syntax
from backend_review.project.source import SourceFile

RULE = "unused-suppression"

_OWN = re.compile(r"backend-review:\s*(ignore-file|ignore)\b\s*(?:\[([^\]]*)\])?[ \t]*(.*)")
_NOSEM = re.compile(r"\bnosem(?:grep)?\b(?:\s*:\s*([\w.,/ -]+))?")
_COMMENT_END = re.compile(r"\s*(\*/(?:\s*-?\}\})?|-->|#\}|--\}\}|%>|\}\})\s*$")
_CONFIGURATION_COMMENT = re.compile(r"^\s*(#|//|;)|\s(#|//)\s")
_PROSE_COMMENT = re.compile(r"<!--")
_TEMPLATE_COMMENT = re.compile(r"<!--|\{#|\{\{-?\s*/\*|\{\{!|<%#|^\s*//|^\s*\{% comment")


class Suppression(msgspec.Struct):
    """One comment: the rules it names (none: all, as a bare ``nosem``), the lines it speaks of, and whether it did."""

    line: int
    rules: tuple[str, ...]
    whole_file: bool
    covers: tuple[int, ...]
    reason: str
    foreign: bool
    used: set[str] = msgspec.field(default_factory=set)

    def hides(self, finding: Finding) -> bool:
        """Whether the finding is one that the comment speaks of."""
        if not self.whole_file and finding.start.line not in self.covers:
            return False
        return not self.rules or finding.rule in self.rules


def read_suppressions(file: SourceFile) -> list[Suppression]:
    """The suppressions of a file, from its comments only (never from strings)."""
    if b"backend-review:" not in file.data and b"nosem" not in file.data:
        return []
    found = []
    lines = list(_comments(file))
    alone = {line for line, by_itself, _ in lines if by_itself}
    for line, by_itself, text in lines:
        covers = [line]
        if by_itself:
            below = line + 1
            while below in alone:
                below += 1
            covers.append(below)
        suppression = _parse(_COMMENT_END.sub("", text), line, tuple(covers))
        if suppression is not None:
            found.append(suppression)
    return found


def _comments(file: SourceFile) -> Iterator[tuple[int, bool, str]]:
    if file.language in syntax.LANGUAGES:
        yield from syntax.comments(file)
        return
    own = {"markdown": _PROSE_COMMENT, "template": _TEMPLATE_COMMENT}
    pattern = own.get(file.language, _CONFIGURATION_COMMENT)
    for number, line in enumerate(file.lines, 1):
        mark = pattern.search(line)
        if mark:
            yield number, not line[: mark.start()].strip(), line[mark.start() :]


def _parse(text: str, line: int, covers: tuple[int, ...]) -> Suppression | None:
    own = _OWN.search(text)
    if own:
        rules = tuple(name.strip() for name in (own.group(2) or "").split(",") if name.strip())
        return Suppression(line, rules or ("",), own.group(1) == "ignore-file", covers, own.group(3).strip(), False)
    nosem = _NOSEM.search(text)
    if nosem:
        names = re.split(r"[,\s]+", nosem.group(1) or "")
        return Suppression(line, tuple(name.rsplit(".", 1)[-1] for name in names if name), False, covers, "", True)
    return None


def apply_suppressions(
    findings: Iterable[Finding],
    files: Iterable[SourceFile],
    known: Collection[str],
    ran: Collection[str],
    unsuppressible: Iterable[str],
    require_reasons: bool,
) -> tuple[list[Finding], list[Finding], list[Match]]:
    """Split findings into those that stay and those that a comment hides, and say what is wrong with the comments.

    ``known`` are the ids of all rules, ``ran`` of those that were run: only they can be called unused. The third part
    are matches of the rule ``unused-suppression``: a comment that hides nothing, names a rule that does not exist or
    may not be suppressed, or lacks the reason that the configuration requires.
    """
    fixed = set(unsuppressible)
    by_file = {file: read_suppressions(file) for file in files}
    by_path = {file.path: suppressions for file, suppressions in by_file.items()}
    kept, hidden = [], []
    for finding in findings:
        for suppression in by_path.get(finding.path, ()):
            reasoned = suppression.foreign or suppression.reason or not require_reasons
            if suppression.hides(finding) and finding.rule not in fixed and reasoned:
                suppression.used.add(finding.rule)
                hidden.append(finding)
                break
        else:
            kept.append(finding)
    complaints = [
        _match(file, suppression, message)
        for file, suppressions in by_file.items()
        for suppression in suppressions
        for message in _complaints(suppression, known, ran, fixed, require_reasons)
    ]
    return kept, hidden, complaints


def _complaints(
    suppression: Suppression, known: Collection[str], ran: Collection[str], fixed: set[str], require_reasons: bool
) -> Iterator[str]:
    if suppression.foreign:
        return
    for rule in suppression.rules:
        if not rule:
            yield "This comment names no rule, so it hides nothing. Write `backend-review: ignore[rule-id] reason`."
        elif rule in fixed:
            yield f"`{rule}` may not be suppressed in this project. Mend the finding instead."
        elif rule not in known:
            close = nearest(rule, known)
            hint = f" (did you mean `{close}`?)" if close else ""
            yield f"There is no rule `{rule}`{hint}. Correct the name or remove it."
        elif require_reasons and not suppression.reason:
            yield f"This comment hides `{rule}` without the reason this project requires. Add it after the `]`."
        elif rule in ran and rule not in suppression.used:
            yield f"`{rule}` finds nothing here any more. Remove it from the comment."


def _match(file: SourceFile, suppression: Suppression, message: str) -> Match:
    text = file.line(suppression.line)
    start = len(text) - len(text.lstrip()) + 1
    return Match(
        rule=RULE,
        path=file.path,
        start=Position(suppression.line, start),
        end=Position(suppression.line, len(text) + 1),
        message=message,
    )
