"""The pipeline: paths → files → findings → what is hidden and what is new → a report."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import cache, partial
from pathlib import Path

import msgspec
import pathspec

from backend_review.backend import Backend
from backend_review.baseline import read_baseline
from backend_review.catalog import Catalog
from backend_review.config import Config, Override
from backend_review.errors import UserError
from backend_review.finding import Audience, Finding, NotAnalysed, Problem, Severity
from backend_review.index.syntax import LANGUAGES
from backend_review.inspection import inspect, to_findings
from backend_review.project import git
from backend_review.project.facts import Facts
from backend_review.project.files import Inventory, collect
from backend_review.project.source import SourceFile
from backend_review.suppressions import RULE as UNUSED_SUPPRESSION
from backend_review.suppressions import apply_suppressions


class Request(msgspec.Struct, frozen=True):
    """What to review and how; ``known`` are all rules there are, ``catalog`` those to run."""

    root: Path
    paths: Sequence[Path]
    known: Catalog
    catalog: Catalog
    config: Config
    by_name: frozenset[str] = frozenset()
    diff: str | None = None
    baseline: Path | None = None
    show_hidden: bool = False
    stdin: tuple[str, bytes] | None = None
    jobs: int | None = None
    across_files: bool = True


class Material(msgspec.Struct, frozen=True):
    """What a review was made of, for those who read the code after it. ``base`` has the files as they were, by their
    present paths, when only a change was reviewed; ``look`` runs the rules over files that may exist in memory only,
    and gives all that they say."""

    files: Sequence[SourceFile]
    base: dict[str, SourceFile] | None
    backend: Callable[[], Backend]
    look: Callable[[Sequence[SourceFile]], list[Finding]]


class Report(msgspec.Struct):
    """What a review says: findings in order, what was hidden from them, and everything it could not do."""

    root: Path
    findings: list[Finding] = []
    problems: list[Problem] = []
    not_analysed: list[NotAnalysed] = []
    files: int = 0
    lines: int = 0
    left_out: Counter[str] = msgspec.field(default_factory=Counter)
    hidden: Counter[str] = msgspec.field(default_factory=Counter)
    stats: dict[str, int] = {}
    material: Material | None = None


def review(request: Request, progress: Callable[[str], None] = lambda _: None) -> Report:
    """Review what the request names.

    Raises UserError for what the person asking can mend; every other failure is in the report.
    """
    config = request.config
    accepted = read_baseline(request.baseline) if request.baseline else set()
    progress("looking for files")
    inventory = _files(request)
    base = _only_changed(request, inventory, request.diff) if request.diff else []

    report = Report(request.root, left_out=inventory.left_out, not_analysed=inventory.not_analysed)
    report.files = sum(file.language != "markdown" for file in inventory.files)
    report.lines = sum(file.data.count(b"\n") for file in inventory.files if file.language in LANGUAGES)
    project = cache(lambda: collect(request.root, [request.root], config.exclude))
    facts = _facts(request, inventory, project)
    jobs = request.jobs or os.cpu_count() or 1

    catalog = _shown_rules(request)
    progress(f"reviewing {report.files} files")
    look = partial(
        inspect, catalog=catalog, facts=facts, severities=config.severity, jobs=jobs, project=project,
        across_files=request.across_files,
    )  # fmt: skip
    inspection = look(inventory.files)
    report.problems.extend(inspection.problems)
    report.not_analysed.extend(inspection.not_analysed)
    report.stats = inspection.stats

    if inspection.backend is not None:
        report.material = Material(
            inventory.files,
            {file.path: file for file in base} if request.diff else None,
            inspection.backend,
            lambda files: look(files).findings,
        )
    before: set[str] = set()
    if base:
        progress("reviewing the base")
        earlier = look(base)
        before = {finding.fingerprint for finding in earlier.findings}

    findings = _override(inspection.findings, config.overrides)
    if not request.show_hidden:
        findings = _hide(request, report, inventory.files, findings, accepted, before)
    report.findings = sorted((finding for finding in findings if _is_shown(request, report, finding)), key=_order)
    return report


def _shown_rules(request: Request) -> Catalog:
    """The rules without those over the backend model that would only say what nobody asked to see: they cost time."""
    if request.config.audience is Audience.PEDANTIC:
        return request.catalog
    hidden = [
        rule.id
        for rule in request.catalog.rules.values()
        if rule.model and rule.audience is Audience.PEDANTIC and rule.id not in request.by_name
    ]
    return request.catalog.select([], hidden)


def _order(finding: Finding) -> tuple[str, int, int, str]:
    return (finding.path, finding.start.line, finding.start.column, finding.rule)


def _files(request: Request) -> Inventory:
    if request.stdin is not None:
        name, content = request.stdin
        return Inventory(files=[SourceFile.from_content(request.root, name, content)])
    return collect(request.root, request.paths, request.config.exclude)


def _only_changed(request: Request, inventory: Inventory, ref: str) -> list[SourceFile]:
    """Narrow the files to those that differ from the merge base with ``ref``, and give those as they were there.

    They come under their present names, so that findings can be compared.
    """
    root = request.root
    if not (root / ".git").exists():
        raise UserError(f"--diff: {root} is not a git repository", "run it in a checkout, or use --baseline")
    commit = git.merge_base(root, ref)
    earlier = git.earlier_names(root, commit, {file.path: file.data for file in inventory.files})
    changed = [file for file in inventory.files if file.path in earlier]
    inventory.left_out["unchanged since the base"] += len(inventory.files) - len(changed)
    inventory.files = changed
    contents = git.read_files(root, commit, sorted({name for name in earlier.values() if name}))
    return [
        SourceFile(root, file.path, file.language, file.role, contents[name])
        for file in changed
        if (name := earlier[file.path]) and name in contents
    ]


def _facts(request: Request, inventory: Inventory, project: Callable[[], Inventory]) -> Facts:
    return Facts(
        request.root,
        names=lambda: (
            git.list_files(request.root) or [file.path for file in collect(request.root, [request.root]).files]
        ),
        reviewed=inventory.files,
        everything=lambda: project().files,
    )


def _override(findings: Iterable[Finding], overrides: Sequence[Override]) -> list[Finding]:
    """Apply the settings for single paths: rules ignored there, other levels there."""
    kept = list(findings)
    for override in overrides:
        spec = pathspec.GitIgnoreSpec.from_lines(override.paths)
        ignored = set(override.ignore)
        result = []
        for finding in kept:
            if spec.match_file(finding.path):
                if ignored & {finding.rule, finding.topic}:
                    continue
                if finding.rule in override.severity:
                    finding = msgspec.structs.replace(finding, severity=override.severity[finding.rule])
            result.append(finding)
        kept = result
    return kept


def _hide(
    request: Request,
    report: Report,
    files: Sequence[SourceFile],
    findings: list[Finding],
    accepted: set[str],
    before: set[str],
) -> list[Finding]:
    """Leave out what comments, the baseline or the base hide; add what is wrong with the comments themselves."""
    config = request.config
    # A rule that failed somewhere may have missed the very finding a comment is for.
    ran = set() if report.problems else set(_shown_rules(request).rules)
    findings, suppressed, complaints = apply_suppressions(
        findings, files, set(request.known.rules), ran, config.unsuppressible, config.require_reasons
    )
    report.hidden["suppressed by comments"] += len(suppressed)
    if UNUSED_SUPPRESSION in request.catalog.rules:
        by_path = {file.path: file for file in files}
        findings += to_findings(request.catalog, config.severity, by_path, complaints)
    kept = []
    for finding in findings:
        if finding.fingerprint in accepted:
            report.hidden["accepted by the baseline"] += 1
        elif finding.fingerprint in before:
            report.hidden["already in the base"] += 1
        else:
            kept.append(finding)
    return kept


def _is_shown(request: Request, report: Report, finding: Finding) -> bool:
    """Whether the audience wants the finding: opinions and information only when asked for."""
    config = request.config
    if finding.confidence.rank < config.min_confidence.rank:
        report.hidden["below the wanted confidence"] += 1
        return False
    if config.audience is Audience.PEDANTIC or finding.rule in request.by_name:
        return True
    if finding.audience is Audience.PEDANTIC or finding.severity is Severity.INFO:
        report.hidden["shown with --audience pedantic"] += 1
        return False
    return True
