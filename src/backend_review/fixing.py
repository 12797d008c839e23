"""Fixes of a review's findings: proposed by the fixers, proven in memory, and put in place.

Nothing is believed of a fixer: its edits are applied to the file in memory, and offered only when the file parses, the
finding is gone, and the rules say nothing that they did not say before. All edits are tried together; where that fails
they are halved, so that one bad edit costs itself only.
"""

from __future__ import annotations

import importlib
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import msgspec

from backend_review.backend import Backend
from backend_review.finding import Edit, Finding, Fix, Position
from backend_review.fixes import module_of
from backend_review.fixes.edits import apply, moved_line
from backend_review.fixes.leftovers import completed
from backend_review.fixes.proposal import Proposal, Replacement, Site
from backend_review.fixes.syntax import parses
from backend_review.inspection import Inspection
from backend_review.project.source import SourceFile
from backend_review.writing import Change, write_changes

Look = Callable[[Sequence[SourceFile]], Inspection]

_MOST_ROUNDS = 40
_PASSES = 4  # edits that overlap others wait for the next


class Candidate(msgspec.Struct, frozen=True):
    """A finding with the edits that would mend it; ``name`` is the fingerprint it had before anything was edited."""

    finding: Finding
    proposal: Proposal
    name: str


class Mended(msgspec.Struct, frozen=True):
    """A file as it was, its content with all proven fixes in place, and the findings (fingerprints) mended."""

    file: SourceFile
    data: bytes
    mended: frozenset[str]


class Fixes(msgspec.Struct):
    """What came of trying: the fix of each finding that has one, files as they would be, and what went wrong.

    ``unsafe`` counts what was not tried as nobody asked for it, ``unproven`` the findings by rule for which something
    was proposed that did not stand; ``crashed`` names fixers that failed.
    """

    proven: dict[str, Fix] = {}
    mended: list[Mended] = []
    unsafe: int = 0
    unproven: Counter[str] = msgspec.field(default_factory=Counter)
    crashed: list[str] = []


class _Trial(msgspec.Struct):
    """The edits of a file: those that stand, and groups that are still to be tried on top of them."""

    file: SourceFile
    waiting: list[list[Candidate]]
    standing: list[Candidate] = []

    @property
    def trying(self) -> list[Candidate]:
        return [*self.standing, *(self.waiting[0] if self.waiting else [])]


def mend(
    findings: Sequence[Finding], files: Iterable[SourceFile], look: Look, backend: Callable[[], Backend], unsafe: bool
) -> Fixes:
    """Propose and prove fixes for findings of these files; with ``unsafe`` also those that change what a program does.

    ``look`` runs the rules over files that exist in memory only, all findings raw (nothing hidden). Where it could look
    at less of a file than before the edits, nothing is proven.
    """
    fixes = Fixes()
    origins = {file.path: file for file in files}
    current = dict(origins)
    mended: dict[str, set[str]] = {}
    wanted = [(finding, finding.fingerprint) for finding in findings]
    for number in range(_PASSES):
        candidates = _propose(wanted, current, backend, unsafe, fixes)
        trials, postponed = _arranged(candidates, current)
        if not trials:
            break
        failed = _try_all(trials, look)
        for trial in trials:
            if trial.standing:
                mended.setdefault(trial.file.path, set()).update(item.name for item in trial.standing)
                current[trial.file.path] = _with(trial.file, trial.standing)
            if number == 0:
                fixes.proven |= {item.name: _as_fix(item.proposal, trial.file) for item in trial.standing}
        # What did not stand among the others may stand after them.
        changed = {trial.file.path for trial in trials if trial.standing} if number < _PASSES - 1 else set()
        fixes.unproven.update(item.finding.rule for item in failed if item.finding.path not in changed)
        waiting = [*postponed, *(item for item in failed if item.finding.path in changed)]
        wanted = _again(waiting, trials, current, look)
    fixes.mended = [
        Mended(origins[path], current[path].data, frozenset(names)) for path, names in sorted(mended.items())
    ]
    return fixes


class InPlace(msgspec.Struct):
    """What was written: the findings mended (fingerprints) and in how many files, and files left as they were, why."""

    mended: set[str] = msgspec.field(default_factory=set)
    files: int = 0
    refused: dict[str, str] = {}


def put_in_place(fixes: Fixes, root: Path) -> InPlace:
    """Write the mended files, each whole or not at all; none when the disk has no room for all."""
    changes = {root / item.file.path: Change(item.file.data, item.data) for item in fixes.mended}
    written = write_changes(changes)
    done = set(written.done)
    result = InPlace(files=len(done))
    for item in fixes.mended:
        if root / item.file.path in done:
            result.mended |= item.mended
        else:
            result.refused[item.file.path] = written.refused.get(root / item.file.path, "unknown")
    return result


def _propose(
    findings: Iterable[tuple[Finding, str]],
    files: dict[str, SourceFile],
    backend: Callable[[], Backend],
    unsafe: bool,
    fixes: Fixes,
) -> list[Candidate]:
    found = []
    for finding, name in findings:
        file = files.get(finding.path)
        module = module_of(finding.rule, file.language) if file is not None else None
        if file is None or module is None:
            continue
        try:
            proposal: Proposal | None = importlib.import_module(module).fix(Site(file, finding, backend))
        except Exception as error:  # hostile input meets our code here: no fix, and the rest goes on
            fixes.crashed.append(
                f"{finding.rule} at {finding.path}:{finding.start.line}: {type(error).__name__}: {error}"
            )
            continue
        if proposal is None or not proposal.edits:
            continue
        if proposal.safe or unsafe:
            found.append(Candidate(finding, proposal, name))
        else:
            fixes.unsafe += 1
    return found


def _arranged(candidates: Iterable[Candidate], files: dict[str, SourceFile]) -> tuple[list[_Trial], list[Candidate]]:
    """The candidates by file, those that are safe first; and those whose edits overlap others', for a later pass."""
    groups: dict[str, dict[bool, list[Candidate]]] = {}
    chosen: dict[str, list[Candidate]] = {}
    postponed = []
    for candidate in sorted(candidates, key=lambda item: not item.proposal.safe):
        path = candidate.finding.path
        there = chosen.setdefault(path, [])
        if not _fits(files[path], [*there, candidate]):
            if _fits(files[path], [candidate]):
                postponed.append(candidate)
            continue
        there.append(candidate)
        groups.setdefault(path, {}).setdefault(candidate.proposal.safe, []).append(candidate)
    trials = [
        _Trial(files[path], [by_safety[safe] for safe in (True, False) if safe in by_safety])
        for path, by_safety in groups.items()
    ]
    return trials, postponed


def _fits(file: SourceFile, candidates: Sequence[Candidate]) -> bool:
    try:
        apply(file.data, _edits(file, candidates))
    except ValueError:
        return False
    return True


def _edits(file: SourceFile, candidates: Sequence[Candidate]) -> list[Replacement]:
    return completed(file, [edit for item in candidates for edit in item.proposal.edits])


def _with(file: SourceFile, candidates: Sequence[Candidate]) -> SourceFile:
    data = apply(file.data, _edits(file, candidates))
    return SourceFile(file.root, file.path, file.language, file.role, data)


def _try_all(trials: Sequence[_Trial], look: Look) -> list[Candidate]:
    """Try what is waiting until nothing is, and give what did not stand.

    The first round looks at all files as they would be, with all edits.
    """
    failed: list[Candidate] = []
    seen = look([trial.file for trial in trials])
    before = _by_path(seen.findings)
    for _ in range(_MOST_ROUNDS):
        open_ones = [trial for trial in trials if trial.waiting]
        if not open_ones:
            break
        patched = [_with(trial.file, trial.trying) for trial in open_ones]
        sound = [parses(file, trial.file) for file, trial in zip(patched, open_ones, strict=True)]
        # A file that does not parse is not worth a look.
        now = look([file for file, good in zip(patched, sound, strict=True) if good])
        after, unseen = _by_path(now.findings), {path for path, _ in now.blind() - seen.blind()}
        for trial, good in zip(open_ones, sound, strict=True):
            group = trial.waiting.pop(0)
            path = trial.file.path
            looked = not unseen & {"", path}
            if good and looked and _stands(trial, group, before.get(path, []), after.get(path, [])):
                trial.standing = [*trial.standing, *group]
            elif len(group) > 1:
                trial.waiting[:0] = [group[: len(group) // 2], group[len(group) // 2 :]]
            else:
                failed += group
    return [*failed, *(item for trial in trials for group in trial.waiting for item in group)]


def _by_path(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    result: dict[str, list[Finding]] = {}
    for finding in findings:
        result.setdefault(finding.path, []).append(finding)
    return result


def _stands(trial: _Trial, group: Sequence[Candidate], before: Sequence[Finding], after: Sequence[Finding]) -> bool:
    """Whether the rules say of a file with edits what they said without, less the findings that were to be mended."""
    tried = [*trial.standing, *group]
    expected = Counter(finding.rule for finding in before)
    expected.subtract(item.finding.rule for item in tried)
    found = Counter(finding.rule for finding in after)
    if any(number < 0 for number in expected.values()):
        return False  # the rule said nothing of it here, so nothing can be proven
    if any(found[rule] > expected[rule] for rule in found):
        return False
    # Where a line went, the next one's finding may be in its place: that is another one, and was there before.
    edits = _edits(trial.file, tried)
    there = Counter((finding.rule, finding.start.line) for finding in after)
    mended = Counter((item.finding.rule, item.finding.start.line) for item in tried)
    for rule, line in (Counter((finding.rule, finding.start.line) for finding in before) - mended).elements():
        there[rule, moved_line(trial.file.data, edits, line)] -= 1
    return not any(there[rule, moved_line(trial.file.data, edits, line)] > 0 for rule, line in mended)


def _again(
    postponed: Iterable[Candidate], trials: Sequence[_Trial], files: dict[str, SourceFile], look: Look
) -> list[tuple[Finding, str]]:
    """Findings whose edits had to wait, as they are in the files with the others' edits in place, by their names."""
    of_path = {trial.file.path: trial for trial in trials}
    names = {}
    for item in postponed:
        trial = of_path[item.finding.path]
        edits = _edits(trial.file, trial.standing)
        line = moved_line(trial.file.data, edits, item.finding.start.line)
        names[item.finding.rule, item.finding.path, line] = item.name
    if not names:
        return []
    found = look([files[path] for path in sorted({path for _, path, _ in names})]).findings
    keys = [(finding.rule, finding.path, finding.start.line) for finding in found]
    return [(finding, names[key]) for finding, key in zip(found, keys, strict=True) if key in names]


def _as_fix(proposal: Proposal, file: SourceFile) -> Fix:
    edits = [
        Edit(_position(file.data, edit.start), _position(file.data, edit.end), edit.text.decode(errors="replace"))
        for edit in sorted(completed(file, proposal.edits))
    ]
    return Fix(proposal.description, proposal.safe, tuple(edits), proposal.behind)


def _position(data: bytes, offset: int) -> Position:
    start = data.rfind(b"\n", 0, offset) + 1
    return Position(data.count(b"\n", 0, offset) + 1, len(data[start:offset].decode(errors="replace")) + 1)
