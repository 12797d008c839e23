"""Running every rule over some files: patterns and checks → matches → findings, nothing hidden yet."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property

import msgspec

from backend_review import templates
from backend_review.backend import Backend, build
from backend_review.catalog import Catalog, Rule, Variant
from backend_review.engines import checks, semgrep
from backend_review.engines.crossfile import Flows, Marker, across_files, follow
from backend_review.errors import EngineError
from backend_review.finding import Finding, Match, NotAnalysed, Problem, Severity
from backend_review.fingerprint import fingerprints
from backend_review.index import openapi, sdl, syntax
from backend_review.index.project import Project
from backend_review.leftout import softened
from backend_review.messages import fill
from backend_review.model.subjects import SUBJECTS
from backend_review.project.facts import Facts
from backend_review.project.files import Inventory
from backend_review.project.roles import PRODUCTION
from backend_review.project.source import SourceFile

_SNIPPET_LINES = 8
_NAMED = 20


class Inspection(msgspec.Struct):
    """What the rules say of some files: findings in order, and everything that failed."""

    findings: list[Finding] = []
    problems: list[Problem] = []
    not_analysed: list[NotAnalysed] = []
    stats: dict[str, int] = {}
    backend: Callable[[], Backend] | None = None  # the model of the project, built when it is first asked for

    def blind(self) -> set[tuple[str, str]]:
        """What was not looked at, as (path, why): no finding there means nothing. No path is a whole part."""
        failed = {(problem.path or "", f"{problem.what}: {problem.message}") for problem in self.problems}
        return failed | {(gap.path, gap.reason) for gap in self.not_analysed}


def inspect(
    files: Sequence[SourceFile],
    catalog: Catalog,
    facts: Facts,
    severities: Mapping[str, Severity],
    jobs: int = 1,
    project: Callable[[], Inventory] | None = None,
    across_files: bool = True,
    changed: Collection[str] | None = None,
    memory: semgrep.Memory | None = None,
) -> Inspection:
    """Run all rules of the catalogue over the files; ``severities`` replaces the levels of rules by id.

    With ``changed`` (paths), what rules say of a single file's content is asked for these files only, and for all files
    what depends on other files: enough to tell two states of a project apart. ``memory`` keeps what the engine said of
    files for the other state.

    ``project`` gives the whole project's files, for the rules that ask the backend model. Without
    ``across_files`` input is followed as far as the engine does it, within functions.
    Nothing that fails for one rule or one file hides the rest: it is in ``problems`` and ``not_analysed``.
    """
    inspection = Inspection()
    by_path = {file.path: file for file in files}
    read, files = (
        files,
        [file for file in files if file.language != "markdown"],
    )  # prose is for the checks that ask for it
    marker = _marker(catalog, facts, jobs) if across_files else Marker([], {}, jobs)
    narrowing = _narrowing(catalog, marker, changed)
    alone = read if changed is None else [file for file in read if file.path in changed]
    with ThreadPoolExecutor(max_workers=1) as pool:
        # The engine works in processes of its own, so our checks need not wait for it.
        patterns = pool.submit(_run_patterns, inspection, catalog, facts, files, marker, narrowing, memory)
        understood = _Understood(files, project)
        found, problems, missed = _check(catalog, read, alone, changed, lambda: understood.code)
        inspection.backend = lambda: understood.backend
        judged = _judge(inspection, catalog, files, understood)
        matches = [*patterns.result(), *found, *judged]
        flows = _follow(inspection, marker, understood, by_path)
    matches = [match for match in matches if not flows.refutes(match)] + flows.matches
    inspection.problems.extend(problems)
    inspection.not_analysed.extend(missed)
    inspection.not_analysed.extend(_broken_schemas(alone))
    inspection.not_analysed.extend(_broken_templates(alone))

    matches = [match for match in matches if by_path[match.path].role in catalog.rules[match.rule].scope]
    matches, problems, missed = checks.refine_matches(catalog.rules, matches, by_path, lambda: understood.code)
    inspection.problems.extend(problems)
    inspection.not_analysed.extend(missed)
    matches = _drop_protected(catalog, facts, matches)
    matches = softened(catalog, by_path, _drop_superseded(catalog, matches), lambda: understood.code)
    inspection.findings = to_findings(catalog, severities, by_path, matches)
    inspection.not_analysed = list(dict.fromkeys(inspection.not_analysed))  # the engine may have seen a file twice
    return inspection


def _check(
    catalog: Catalog,
    files: Sequence[SourceFile],
    alone: Sequence[SourceFile],
    changed: Collection[str] | None,
    around: Callable[[], Project],
) -> checks.Result:
    """Run the rules that are checks of single files: over all files, or over those alone that a change may concern."""
    if changed is None:
        return checks.run_checks(catalog.rules.values(), files, around)
    dependent = _dependent(catalog)
    everywhere = checks.run_checks([catalog.rules[name] for name in sorted(dependent)], files, around)
    there = checks.run_checks([rule for rule in catalog.rules.values() if rule.id not in dependent], alone, around)
    return (everywhere[0] + there[0], everywhere[1] + there[1], everywhere[2] + there[2])


class _Understood:
    """The backend around the files that are reviewed, built when it is first asked for."""

    def __init__(self, files: Sequence[SourceFile], project: Callable[[], Inventory] | None) -> None:
        self.files = files
        self.project = project

    @cached_property
    def _around(self) -> Inventory:
        return self.project() if self.project is not None else Inventory()

    @cached_property
    def _all(self) -> list[SourceFile]:
        known = {file.path for file in self.files}
        return [*self.files, *(file for file in self._around.files if file.path not in known)]

    @cached_property
    def code(self) -> Project:
        """The code of the whole project."""
        return Project(self._all)

    @cached_property
    def backend(self) -> Backend:
        """The model of the whole project."""
        return build(self._all, self._around.generated)


def _used(catalog: Catalog, facts: Facts) -> list[tuple[Variant, tuple[str, ...]]]:
    """The patterns of which the project uses the library, with the roles of files that they speak of."""
    return [
        (variant, rule.scope)
        for rule in catalog.rules.values()
        for variant in rule.variants
        if not variant.needs or any(facts.uses(library) for library in variant.needs)
    ]


def patterns_used(catalog: Catalog, facts: Facts) -> frozenset[str]:
    """The ids of the patterns of which a project uses the library."""
    return frozenset(variant.id for variant, _ in _used(catalog, facts))


class _Narrowing(msgspec.Struct, frozen=True):
    """Files that are the same in two states that are compared: only some patterns are worth running there."""

    changed: Collection[str]
    everywhere: Collection[str]

    def leaves_out(self, variant: str, path: str) -> bool:
        return path not in self.changed and variant not in self.everywhere


def _narrowing(catalog: Catalog, marker: Marker, changed: Collection[str] | None) -> _Narrowing | None:
    """Which patterns say something of an unchanged file that a change elsewhere may have brought about."""
    if changed is None:
        return None
    searched = {variant.id for variant, _ in marker.searches()}
    dependent = _dependent(catalog)
    return _Narrowing(
        changed, searched | {variant.id for name in dependent for variant in catalog.rules[name].variants}
    )


def _dependent(catalog: Catalog) -> set[str]:
    """The rules of which a finding in a file may hang on other files; with those that would hide such a finding.

    All that such a rule says counts: a line has one finding of a rule, whichever part of it found that.
    """
    found = {
        rule.id
        for rule in catalog.rules.values()
        if rule.model or any(variant.unless_project or across_files(variant) for variant in rule.variants)
    }
    return found | {rule.id for rule in catalog.rules.values() if found & set(rule.supersedes)}


def _marker(catalog: Catalog, facts: Facts, jobs: int) -> Marker:
    """What finds the sinks of the taint rules that input is followed to over functions and files."""
    followed = [(variant, scope) for variant, scope in _used(catalog, facts) if across_files(variant)]
    return Marker([variant for variant, _ in followed], {variant.id: scope for variant, scope in followed}, jobs)


def _follow(
    inspection: Inspection, marker: Marker, understood: _Understood, reported: Mapping[str, SourceFile]
) -> Flows:
    """Follow input over functions and files to the sinks of the taint rules."""
    try:
        flows = follow(marker, lambda: understood.backend, reported)
    except EngineError:
        return Flows()  # the pattern rules have said so
    except Exception as error:  # hostile input meets our code here: contain, report, go on
        inspection.problems.append(
            Problem("taint", f"input was not followed over files: {type(error).__name__}: {error}")
        )
        return Flows()
    inspection.problems.extend(flows.problems)
    inspection.not_analysed.extend(flows.not_analysed)
    inspection.stats["functions that input was followed through"] = flows.functions
    return flows


def _judge(
    inspection: Inspection,
    catalog: Catalog,
    files: Sequence[SourceFile],
    understood: _Understood,
) -> list[Match]:
    """Run the rules that ask the backend model; what they say of files that are not reviewed is left out."""
    wanted = [rule for rule in catalog.rules.values() if rule.model]
    subjects = {rule.about for rule in wanted}
    present = {subject for subject in subjects if any(SUBJECTS[subject](file) for file in files)}
    rules = [rule for rule in wanted if rule.about in present]
    known = {file.path for file in files}
    if not rules:
        return []
    try:
        backend = understood.backend
    except Exception as error:  # hostile input meets our code here: the rules that need no model go on
        inspection.problems.append(Problem("model", f"the backend was not understood: {type(error).__name__}: {error}"))
        inspection.not_analysed.append(NotAnalysed("", "the backend was not understood: rules over it did not run"))
        return []
    matches, problems, _ = checks.run_model_checks(rules, backend)
    inspection.problems.extend(problems)
    inspection.problems.extend(problem for problem in backend.problems if problem.path in known)
    inspection.not_analysed.extend(gap for gap in backend.not_analysed if gap.path in known)
    inspection.stats["routes found"] = len(backend.routes)
    inspection.stats |= {f"not followed: {what}": number for what, number in sorted(backend.unknown.items())}
    inspection.stats |= _unresolved(backend)
    return [match for match in matches if match.path in known]


def _unresolved(backend: Backend) -> dict[str, int]:
    """How many registrations of routes gave no route, the first of them with their places."""
    found = backend.unresolved
    named = {f"not followed: {item.written} at {item.place.path}:{item.place.line}": 1 for item in found[:_NAMED]}
    others = backend.frameworks_used(known=False)
    named |= {f"not known: {name} at {place.path}:{place.line}": 1 for name, place in others.items()}
    return ({"routes that could not be followed": len(found)} if found else {}) | named


def _run_patterns(
    inspection: Inspection,
    catalog: Catalog,
    facts: Facts,
    files: Sequence[SourceFile],
    marker: Marker,
    narrowing: _Narrowing | None,
    memory: semgrep.Memory | None,
) -> list[Match]:
    """Run the pattern rules; rules about production code are not run over tests, fixtures and the like.

    The sinks of taint rules are searched first, with the patterns that are none: input is only followed in the files
    that have one, which the engine would find out itself after it has looked for all the sources and sanitisers.
    """
    used = [(variant, scope) for variant, scope in _used(catalog, facts) if not variant.rendered]
    searches = marker.searches()
    # A rule of the user's reads files as they are written, the searches do not.
    waiting = {variant.id for variant in marker.variants if not variant.origin}
    scopes = {variant.id: scope for variant, scope in [*used, *searches]}

    def skips(variant: str, path: str) -> bool:
        return narrowing is not None and narrowing.leaves_out(variant, path)

    def has_no_sink(variant: str, path: str) -> bool:
        return skips(variant, path) or not marker.has_sink(variant, path)

    first = [*(variant for variant, _ in used if variant.id not in waiting), *(variant for variant, _ in searches)]
    then = [variant for variant, _ in used if variant.id in waiting]
    matches: list[Match] = []
    handed_over: dict[str, SourceFile] = {}
    gaps: list[NotAnalysed] = []
    loaded = 0
    for variants, leaves_out in ((first, skips), (then, has_no_sink)):
        try:
            result = semgrep.run(variants, files, scopes, marker.jobs, leaves_out, memory)
        except EngineError as error:
            inspection.problems.append(Problem("semgrep", str(error)))
            return []
        inspection.problems.extend(problem for problem in result.problems if problem not in inspection.problems)
        gaps.extend(result.not_analysed)
        matches.extend(marker.take(result.matches))
        handed_over |= {file.path: file for file in result.handed_over}
        loaded += result.rules_loaded
    shown = [file for file in handed_over.values() if narrowing is None or file.path in narrowing.changed]
    inspection.not_analysed.extend([*gaps, *_broken(shown, gaps)])
    inspection.stats |= {"patterns loaded": loaded, "files matched": len(handed_over)}
    return matches


def _broken(files: Iterable[SourceFile], known: Iterable[NotAnalysed]) -> list[NotAnalysed]:
    """Files with syntax errors among those the engine saw: it skips what it cannot parse without a word."""
    told = {gap.path for gap in known}
    gaps = []
    for file in files:
        line = syntax.first_error(file) if file.language in syntax.LANGUAGES and file.path not in told else None
        if line is not None:
            gaps.append(NotAnalysed(file.path, "syntax error: this part was not understood", line))
            continue
        line = syntax.first_python2(file)
        if line is not None:
            gaps.append(NotAnalysed(file.path, "Python 2: read as far as it is like Python 3", line))
    return gaps


def _broken_schemas(files: Iterable[SourceFile]) -> list[NotAnalysed]:
    """GraphQL schemas and OpenAPI documents with syntax errors: nothing is known of what they declare."""
    found = [sdl.parse(file.path, file.text) for file in files if file.language == "graphql"]
    gaps = [NotAnalysed(item.path, f"GraphQL: {item.error[1]}", item.error[0]) for item in found if item.error]
    for file in files:
        if file.language == "configuration" and openapi.is_spec(file):
            try:
                openapi.read_spec(file)
            except openapi.BrokenSpecError as error:
                gaps.append(NotAnalysed(file.path, f"OpenAPI: {error}", error.line))
    return gaps


def _broken_templates(files: Iterable[SourceFile]) -> list[NotAnalysed]:
    """Templates of which a part was not read."""
    found = (
        templates.read(file) for file in files if file.language == "template" and file.role in {PRODUCTION, "script"}
    )
    return [NotAnalysed(item.path, f"template: {what}", line) for item in found for line, what in item.problems[:3]]


def _drop_protected(catalog: Catalog, facts: Facts, matches: Iterable[Match]) -> list[Match]:
    """Drop what a protection elsewhere in the program makes moot (``unless-project`` of the variant)."""
    guards = {
        variant.id: variant.unless_project
        for rule in catalog.rules.values()
        for variant in rule.variants
        if variant.unless_project
    }
    return [
        match
        for match in matches
        if not any(facts.contains(expression, match.path) for expression in guards.get(match.variant, ()))
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
    superseded = {(path, line, other) for (path, line, rule_id) in best for other in catalog.rules[rule_id].supersedes}
    return [match for key, match in best.items() if key not in superseded]


def to_findings(
    catalog: Catalog, severities: Mapping[str, Severity], by_path: dict[str, SourceFile], matches: list[Match]
) -> list[Finding]:
    """Give matches their rules' words and a fingerprint, in the order of reports."""
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
                severity=severities.get(rule.id, match.severity or rule.severity),
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
