"""The pipeline: paths → files → matches → findings."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import msgspec

from backend_review.catalog import Catalog, Rule, Variant
from backend_review.config import Config
from backend_review.engines import checks, semgrep
from backend_review.errors import EngineError
from backend_review.finding import Finding, Match, NotAnalysed, Problem, Severity
from backend_review.fingerprint import fingerprints
from backend_review.messages import fill
from backend_review.project import git
from backend_review.project.facts import Facts
from backend_review.project.files import Inventory, collect
from backend_review.project.source import SourceFile

_SNIPPET_LINES = 8


class Report(msgspec.Struct):
    """What a review says: findings in order, and everything it could not do."""

    root: Path
    findings: list[Finding] = []
    problems: list[Problem] = []
    not_analysed: list[NotAnalysed] = []
    files: int = 0
    lines: int = 0
    left_out: Counter[str] = msgspec.field(default_factory=Counter)
    stats: dict[str, int] = {}

    @property
    def incomplete(self) -> bool:
        """Whether some engine, rule or file failed, so that the absence of findings means nothing there."""
        return bool(self.problems)


def review_files(
    root: Path,
    inventory: Inventory,
    catalog: Catalog,
    config: Config,
    jobs: int | None = None,
    use_cache: bool = True,
    progress: Callable[[str], None] = lambda _: None,
) -> Report:
    """Review files with every rule of the catalogue and say what was found, before suppression and baselines."""
    report = Report(root=root, left_out=inventory.left_out)
    report.not_analysed.extend(inventory.not_analysed)
    report.files = len(inventory.files)
    report.lines = sum(file.data.count(b"\n") for file in inventory.files if file.language != "configuration")
    facts = Facts(
        root,
        names=lambda: git.list_files(root) or [file.path for file in collect(root, [root]).files],
        reviewed=inventory.files,
        everything=lambda: collect(root, [root], config.exclude).files,
    )
    by_path = {file.path: file for file in inventory.files}

    progress("running pattern rules")
    matches = _run_patterns(report, catalog, facts, inventory.files, jobs or os.cpu_count() or 1, use_cache)
    progress("running checks")
    found, problems, missed = checks.run_checks(catalog.rules.values(), inventory.files)
    matches.extend(found)
    report.problems.extend(problems)
    report.not_analysed.extend(missed)

    matches = [match for match in matches if by_path[match.path].role in catalog.rules[match.rule].scope]
    matches, problems, missed = checks.refine_matches(catalog.rules, matches)
    report.problems.extend(problems)
    report.not_analysed.extend(missed)
    matches = _drop_protected(catalog, facts, matches)
    matches = _drop_superseded(catalog, matches)
    report.findings = _to_findings(catalog, config, by_path, matches)
    return report


def _run_patterns(
    report: Report,
    catalog: Catalog,
    facts: Facts,
    files: Sequence[SourceFile],
    jobs: int,
    use_cache: bool,
) -> list[Match]:
    """Run the pattern rules; rules about production code are not run over tests, fixtures and the like."""
    variants: list[Variant] = []
    scopes: dict[str, tuple[str, ...]] = {}
    for rule in catalog.rules.values():
        for variant in rule.variants:
            if not variant.needs or any(facts.uses(library) for library in variant.needs):
                variants.append(variant)
                scopes[variant.id] = rule.scope
    try:
        result = semgrep.run(variants, files, scopes, jobs, use_cache)
    except EngineError as error:
        report.problems.append(Problem("semgrep", str(error)))
        return []
    report.problems.extend(result.problems)
    report.not_analysed.extend(result.not_analysed)
    report.stats |= {"patterns loaded": result.rules_loaded, "files matched": result.files_handed_over}
    return result.matches


def _drop_protected(catalog: Catalog, facts: Facts, matches: Iterable[Match]) -> list[Match]:
    """Drop what a protection elsewhere in the project makes moot (``unless-project`` of the variant)."""
    guards = {
        variant.id: variant.unless_project
        for rule in catalog.rules.values()
        for variant in rule.variants
        if variant.unless_project
    }
    return [
        match
        for match in matches
        if not any(facts.contains(expression) for expression in guards.get(match.variant, ()))
    ]


def _strength(rule: Rule, match: Match) -> tuple[int, int, int]:
    severity = match.severity or rule.severity
    confidence = match.confidence or rule.confidence
    return (severity.rank, confidence.rank, len(match.trace))


def _drop_superseded(catalog: Catalog, matches: Iterable[Match]) -> list[Match]:
    """One finding per rule and line, the strongest; and none of a rule that another one on the line supersedes."""
    best: dict[tuple[str, int, str], Match] = {}
    for match in matches:
        key = (match.path, match.start.line, match.rule)
        rule = catalog.rules[match.rule]
        if key not in best or _strength(rule, match) > _strength(rule, best[key]):
            best[key] = match
    superseded = {
        (path, line, other) for (path, line, rule_id) in best for other in catalog.rules[rule_id].supersedes
    }
    return [match for key, match in best.items() if key not in superseded]


def _to_findings(
    catalog: Catalog, config: Config, by_path: dict[str, SourceFile], matches: list[Match]
) -> list[Finding]:
    matches = sorted(matches, key=lambda match: (match.path, match.start, match.rule))
    names = fingerprints(
        [
            (match.rule, match.path, by_path[match.path].lines[match.start.line - 1 : match.end.line])
            for match in matches
        ]
    )
    findings = []
    for match, fingerprint in zip(matches, names, strict=True):
        rule = catalog.rules[match.rule]
        file = by_path[match.path]
        last = min(match.end.line, match.start.line + _SNIPPET_LINES - 1)
        findings.append(
            Finding(
                rule=rule.id,
                title=rule.title,
                message=fill(match.message, match.metavars),
                severity=_severity(config, rule, match),
                confidence=match.confidence or rule.confidence,
                audience=match.audience or rule.audience,
                topic=rule.topic,
                path=match.path,
                start=match.start,
                end=match.end,
                snippet="\n".join(file.lines[match.start.line - 1 : last]),
                fingerprint=fingerprint,
                checklist=rule.checklist,
                cwe=rule.cwe,
                trace=match.trace,
            )
        )
    return findings


def _severity(config: Config, rule: Rule, match: Match) -> Severity:
    return config.severity.get(rule.id, match.severity or rule.severity)
