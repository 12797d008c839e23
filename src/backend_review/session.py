"""One run of ``backend-review check``: options and configuration in, reports out, and the exit code."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from pathlib import Path

import msgspec

from backend_review import fixing, model_pass
from backend_review.baseline import Entry, write_baseline
from backend_review.catalog import Catalog, load_catalog
from backend_review.config import Config, Loaded, load_config
from backend_review.errors import UserError, did_you_mean
from backend_review.escaping import visible
from backend_review.finding import Audience, Confidence, Problem, Severity
from backend_review.project.files import find_project_root
from backend_review.project.source import language_of
from backend_review.reporters import progress, write_reports
from backend_review.review import Report, review
from backend_review.states import Request
from backend_review.userrules import add_user_rules

EXIT_CLEAN, EXIT_FINDINGS, EXIT_INCOMPLETE = 0, 1, 3


class Options(msgspec.Struct, frozen=True):
    """The options of ``check``, as given; None where the configuration decides."""

    formats: tuple[str, ...] = ()
    outputs: tuple[str, ...] = ()
    select: list[str] = []
    ignore: list[str] = []
    audience: str | None = None
    min_confidence: str | None = None
    fail_on: str | None = None
    diff: str | None = None
    staged: bool = False
    baseline: Path | None = None
    write_baseline: Path | None = None
    fix: bool = False
    unsafe_fixes: bool = False
    show_fixes: bool = False
    no_suppressions: bool = False
    config: Path | None = None
    stdin_filename: str | None = None
    jobs: int | None = None
    no_cross_file: bool = False
    no_cache: bool = False
    stats: bool = False
    strict: bool = False
    llm: bool = False
    dry_run: bool = False
    agent: tuple[str, ...] = ()
    llm_model: str | None = None
    llm_effort: str | None = None
    llm_max_usd: float | None = None
    llm_max_tokens: int | None = None
    llm_max_requests: int | None = None
    llm_max_seconds: float | None = None
    llm_no_verify: bool = False
    llm_offline: bool = False
    llm_refresh: bool = False
    llm_required: bool = False
    llm_requests: Path | None = None


def check(paths: list[Path], options: Options) -> int:
    """Review, report, and return the exit code. Raises UserError for wrong usage or configuration."""
    targets = _pair(options.formats, options.outputs)
    _check_fixing(options)
    if options.write_baseline and (options.diff or options.staged):
        raise UserError("--write-baseline accepts what a whole review finds", "leave --diff and --staged out")
    if options.staged and (options.diff or options.stdin_filename):
        raise UserError("--staged compares the index with HEAD", "leave --diff and --stdin-filename out")
    model = model_pass.wanted(options)
    stdin = _standard_input(options, paths)
    paths = paths or [Path()]
    root = find_project_root([Path.cwd()] if stdin else paths)
    loaded = load_config(root, paths[0].resolve(), options.config)
    config = _merge(loaded.config, options)
    known = add_user_rules(load_catalog(use_cache=not options.no_cache), loaded)
    _check_names(known, loaded, options)
    request = Request(
        root=root,
        paths=paths,
        known=known,
        catalog=known.select(config.select, config.ignore),
        config=config,
        by_name=frozenset(config.select) & frozenset(known.rules),
        diff=options.diff,
        staged=options.staged,
        baseline=_baseline(options, loaded),
        show_hidden=options.no_suppressions,
        stdin=stdin,
        jobs=options.jobs,
        across_files=not options.no_cross_file,
    )
    reviewers = model_pass.agents(request, model) if model is not None else []
    with progress() as say:
        report = review(request, say)
        if options.fix or options.unsafe_fixes or options.show_fixes:
            report = _mend(report, request, options, say)
    if options.write_baseline:
        _accept(options.write_baseline, report, request)
        return _exit_code(report, "never", options.strict)
    code = _exit_code(report, config.fail_on, options.strict)
    if model is None:
        write_reports(report, request.catalog, targets, options.stats)
        return code
    if options.dry_run:
        sys.stdout.write(model_pass.described(report, request, model, reviewers, options.llm_requests))
        return EXIT_CLEAN
    review_by_model = model_pass.run(report, request, model, reviewers)
    write_reports(report, request.catalog, targets, options.stats, review_by_model)
    return EXIT_INCOMPLETE if options.llm_required and not review_by_model.whole else code


def _baseline(options: Options, loaded: Loaded) -> Path | None:
    """The findings that are accepted: the option's, else the configuration's, which lies beside it."""
    if options.write_baseline is not None:
        return None  # what is written has what was accepted, too
    if options.baseline is not None or loaded.config.baseline is None or loaded.path is None:
        return options.baseline
    folder = loaded.path.parent.resolve()
    path = folder / loaded.config.baseline
    if not path.resolve().is_relative_to(folder):
        raise UserError(f"{loaded.where('baseline')}: the baseline {loaded.config.baseline} lies outside {folder}")
    return path


def _accept(path: Path, report: Report, request: Request) -> None:
    reviewed = {file.path for file in report.material.files} if report.material and not report.problems else set()
    gone = set(request.known.rules) - set(request.catalog.rules)

    def looked_at(entry: Entry) -> bool:
        there = entry.path in reviewed or not (report.root / entry.path).exists()
        return there and entry.rule not in gone

    done = write_baseline(path, report.findings, looked_at)
    told = f"{done.accepted} finding{'s' * (done.accepted != 1)} accepted in {path}"
    if done.removed:
        told += f"; {done.removed} no longer there, removed"
    if done.refused:
        told += f"; {done.refused} new and not accepted (delete the file first to accept all of today's)"
    print(told, file=sys.stderr)  # noqa: T201


def _check_fixing(options: Options) -> None:
    if not (options.fix or options.unsafe_fixes or options.show_fixes):
        return
    if options.stdin_filename:
        raise UserError("fixes of standard input have no file to go to", "name the file instead of --stdin-filename")
    if options.llm:
        raise UserError("--llm reads the code as it is now", "mend first, and run --llm then")


def _mend(report: Report, request: Request, options: Options, say: Callable[[str], None]) -> Report:
    """Find fixes; show them, or put them in place and review what there is then."""
    material = report.material
    if material is None:
        return report
    say("trying fixes")
    unsafe = options.unsafe_fixes or options.show_fixes
    fixes = fixing.mend(report.findings, material.files, material.look, material.backend, unsafe)
    for crash in fixes.crashed:
        print(f"a fix failed: {visible(crash)}", file=sys.stderr)  # noqa: T201
    if options.show_fixes:
        report.findings = [
            msgspec.structs.replace(finding, fix=fixes.proven.get(finding.fingerprint)) for finding in report.findings
        ]
        return report
    say("writing fixes")
    written = fixing.put_in_place(fixes, report.root)
    if written.files:
        report = review(request, say)
    report.problems += [
        Problem("fix", f"not changed: {reason}", path) for path, reason in sorted(written.refused.items())
    ]
    count, files = len(written.mended), written.files
    told = f"mended {count} finding{'s' * (count != 1)} in {files} file{'s' * (files != 1)}"
    if fixes.unsafe:
        told += f"; {fixes.unsafe} more with --unsafe-fixes (--show-fixes shows them)"
    print(told, file=sys.stderr)  # noqa: T201
    return report


def _exit_code(report: Report, fail_on: str, strict: bool) -> int:
    if report.problems or (strict and report.not_analysed):
        return EXIT_INCOMPLETE
    if fail_on == "never":
        return EXIT_CLEAN
    level = Severity(fail_on).rank
    return EXIT_FINDINGS if any(finding.severity.rank >= level for finding in report.findings) else EXIT_CLEAN


def _pair(formats: tuple[str, ...], outputs: tuple[str, ...]) -> list[tuple[str, str]]:
    """Formats with where they go: outputs in order; what is left over goes to standard output, once."""
    formats = formats or ("text",)
    if len(outputs) > len(formats):
        raise UserError(f"{len(outputs)} --output for {len(formats)} --format", "give each --output a --format")
    if len(outputs) == len(formats) - 1 and "text" in formats:
        # The reader's report stays on the screen: `--format text --format sarif --output review.sarif`.
        place = formats.index("text")
        outputs = (*outputs[:place], "-", *outputs[place:])
    targets = list(zip(formats, (*outputs, *("-",) * len(formats)), strict=False))
    if sum(target == "-" for _, target in targets) > 1:
        raise UserError("several reports for standard output", "give each --format an --output")
    return targets


def _standard_input(options: Options, paths: list[Path]) -> tuple[str, bytes] | None:
    if options.stdin_filename is None:
        return None
    if paths:
        raise UserError("--stdin-filename reviews standard input; it takes no paths")
    root = find_project_root([Path.cwd()])
    place = (Path.cwd() / options.stdin_filename).resolve()
    if not place.is_relative_to(root):
        raise UserError(f"--stdin-filename: {options.stdin_filename} lies outside the project {root}")
    name = place.relative_to(root).as_posix()
    if language_of(name) is None:
        raise UserError(f"--stdin-filename: no rule reads files like '{name}'", "name a .py, .js, .ts or .go file")
    return name, sys.stdin.buffer.read()


def _merge(config: Config, options: Options) -> Config:
    return msgspec.structs.replace(
        config,
        select=options.select or config.select,
        ignore=[*config.ignore, *options.ignore],
        audience=Audience(options.audience) if options.audience else config.audience,
        min_confidence=Confidence(options.min_confidence) if options.min_confidence else config.min_confidence,
        fail_on=options.fail_on or config.fail_on,
    )


def _check_names(known: Catalog, loaded: Loaded, options: Options) -> None:
    """Every rule or topic that is named somewhere must exist; a typo must not switch a rule off in silence."""
    words = {*known.rules, *known.topics()}

    def look(names: Iterable[str], where: str | None, words: set[str] = words) -> None:
        for name in names:
            if name not in words:
                place = where or loaded.where(name)
                raise UserError(
                    f"{place}: unknown rule '{name}'", did_you_mean(name, words) or "see 'backend-review rules'"
                )

    look(options.select, "--select")
    look(options.ignore, "--ignore")
    config = loaded.config
    look([*config.select, *config.ignore], None)
    look([*config.severity, *config.unsuppressible], None, set(known.rules))
    for override in config.overrides:
        look(override.ignore, None)
        look(override.severity, None, set(known.rules))
