"""The pipeline: paths → files → findings → what is hidden and what is new → a report."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path

import msgspec
import pathspec

from backend_review.backend import Backend
from backend_review.baseline import read_baseline
from backend_review.catalog import Catalog, Rule
from backend_review.config import Override
from backend_review.engines.semgrep import Memory
from backend_review.finding import Audience, Finding, NotAnalysed, Problem, Severity
from backend_review.index.syntax import LANGUAGES
from backend_review.inspection import Inspection, inspect, to_findings
from backend_review.project.source import SourceFile
from backend_review.states import Request, compare, state
from backend_review.suppressions import RULE as UNUSED_SUPPRESSION
from backend_review.suppressions import apply_suppressions


class Material(msgspec.Struct, frozen=True):
    """What a review was made of, for those who read the code after it.

    ``changed`` are those of the files that differ from the base, all of them without one; ``base`` has them as they
    were, by their present paths. ``look`` runs the rules over files that may exist in memory only: all that they say,
    and where they could not look.
    """

    files: Sequence[SourceFile]
    changed: Sequence[SourceFile]
    base: dict[str, SourceFile] | None
    backend: Callable[[], Backend]
    look: Callable[[Sequence[SourceFile]], Inspection]


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
    comparison = compare(request) if request.diff or request.staged else None
    head = comparison.head if comparison else state(request)
    changed = comparison.changed if comparison else None

    report = Report(request.root, left_out=head.inventory.left_out, not_analysed=head.inventory.not_analysed)
    of_change = [file for file in head.files if changed is None or file.path in changed]
    report.left_out["unchanged since the base"] += len(head.files) - len(of_change)
    report.files = sum(file.language != "markdown" for file in of_change)
    report.lines = sum(file.data.count(b"\n") for file in of_change if file.language in LANGUAGES)
    reviewed = head.files if comparison is None or comparison.differs else []

    catalog = _shown_rules(request)
    progress(f"reviewing {report.files} files")
    look = partial(
        inspect, catalog=catalog, severities=config.severity, jobs=request.jobs or os.cpu_count() or 1,
        across_files=request.across_files,
    )  # fmt: skip
    memory = Memory() if comparison else None
    if comparison and not comparison.same_patterns(catalog):
        changed = None  # what the project uses now makes patterns speak that were silent before
    inspection = look(reviewed, facts=head.facts, project=head.project, changed=changed, memory=memory)
    report.problems.extend(inspection.problems)
    report.not_analysed.extend(inspection.not_analysed)
    report.stats = inspection.stats
    if inspection.backend is not None:
        report.material = Material(
            head.files,
            of_change,
            comparison.earlier if comparison else None,
            inspection.backend,
            lambda files: look(files, facts=head.facts, project=head.project),
        )

    # A rule that failed somewhere may have missed the very finding a comment is for.
    ran = set() if report.problems else set(catalog.rules)
    findings = _override(inspection.findings, config.overrides)
    if not request.show_hidden:
        findings, suppressed = _suppress(request, reviewed, findings, ran)
        report.hidden["suppressed by comments"] += suppressed
        before: set[str] = set()
        if comparison and reviewed:
            progress("reviewing the base")
            base = comparison.base
            earlier = look(base.files, facts=base.facts, project=base.project, changed=changed, memory=memory)
            report.problems += [
                Problem(f"{item.what} (in the base)", item.message, item.path) for item in earlier.problems
            ]
            there = _override(comparison.under_present_names(earlier.findings), config.overrides)
            before = {finding.fingerprint for finding in _suppress(request, base.files, there, ran)[0]}
        findings = _new(report, findings, accepted, before)
    report.findings = sorted((finding for finding in findings if _is_shown(request, report, finding)), key=_order)
    return report


def _shown_rules(request: Request) -> Catalog:
    """The rules without those that would only say what nobody asked to see: they cost time."""
    if request.config.audience is Audience.PEDANTIC:
        return request.catalog
    hidden = [
        rule.id for rule in request.catalog.rules.values() if _is_opinion(rule) and rule.id not in request.by_name
    ]
    return request.catalog.select([], hidden)


def _is_opinion(rule: Rule) -> bool:
    """Whether all that a rule says is for those who ask for opinions."""
    told = any(variant.audience is Audience.REGULAR for variant in rule.variants)
    return rule.audience is Audience.PEDANTIC and not told and not rule.supersedes


def _order(finding: Finding) -> tuple[str, int, int, str]:
    return (finding.path, finding.start.line, finding.start.column, finding.rule)


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


def _suppress(
    request: Request, files: Sequence[SourceFile], findings: list[Finding], ran: set[str]
) -> tuple[list[Finding], int]:
    """Leave out what comments hide, and say how many that were; add what is wrong with the comments themselves."""
    config = request.config
    findings, suppressed, complaints = apply_suppressions(
        findings, files, set(request.known.rules), ran, config.unsuppressible, config.require_reasons
    )
    if UNUSED_SUPPRESSION in request.catalog.rules:
        by_path = {file.path: file for file in files}
        findings += to_findings(request.catalog, config.severity, by_path, complaints)
    return findings, len(suppressed)


def _new(report: Report, findings: Iterable[Finding], accepted: set[str], before: set[str]) -> list[Finding]:
    """The findings that neither the baseline nor the base has."""
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
