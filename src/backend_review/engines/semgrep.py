"""The Semgrep engine: one run of ``semgrep-core`` over the files that some rule can match.

The engine binary ships in the ``semgrep`` wheel. We find it without importing the package (which is slow and pins
much) and talk to it in the format its own command line uses: JSON rules and targets in, JSON matches out. All that
is known about this format is in this file; ``tests/test_engine_contract.py`` checks it against the installed binary.
"""

from __future__ import annotations

import hashlib
import importlib.util
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Any

import msgspec

from backend_review.catalog import Variant, write_cache
from backend_review.engines.prefilter import Prefilter
from backend_review.errors import EngineError
from backend_review.finding import Match, NotAnalysed, Position, Problem, TraceStep
from backend_review.project.source import SourceFile
from backend_review.resources import cache_dir

RULE_TIMEOUT_SECONDS = 5
RULES_TIMING_OUT_PER_FILE = 3
# The engine left a rule out for one file: unknown there, but everything else was reviewed.
_GAVE_UP = {"Timeout", "Out of memory", "Stack overflow", "Too many matches", "Fixpoint timeout"}
_ANY_LANGUAGE = ("regex", "generic")


class EngineResult(msgspec.Struct):
    """What a run brought: matches, and all it could not look at."""

    matches: list[Match] = []
    problems: list[Problem] = []
    not_analysed: list[NotAnalysed] = []
    handed_over: list[SourceFile] = []
    rules_loaded: int = 0


def find_binary() -> Path:
    """The engine binary of the installed semgrep package. Raises EngineError, saying what to do, when there is none."""
    name = "semgrep-core.exe" if sys.platform == "win32" else "semgrep-core"
    spec = importlib.util.find_spec("semgrep")
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        binary = Path(folder) / "bin" / name
        if binary.is_file():
            return binary
    on_path = shutil.which(name)
    if on_path:
        return Path(on_path)
    raise EngineError(
        "the Semgrep engine (semgrep-core) is not installed: no pattern rule was run; "
        "install backend-review in an environment of its own, e.g. with 'pipx install backend-review'"
    )


def _run(binary: Path, arguments: list[str], deadline: float | None = None) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(
            [str(binary), *arguments], capture_output=True, check=False, stdin=subprocess.DEVNULL, timeout=deadline
        )
    except OSError as error:
        raise EngineError(f"the Semgrep engine could not be started: {error}") from error


def load_prefilter(binary: Path, variants: Sequence[Variant], use_cache: bool) -> Prefilter:
    """The engine's word on which files each variant can match, kept in the cache between runs."""
    rules = _encode_rules(variants)
    status = binary.stat()
    key = hashlib.sha256(rules + f"{binary}{status.st_size}{status.st_mtime_ns}".encode()).hexdigest()[:24]
    cached = cache_dir() / f"prefilter-{key}.msgpack"
    if use_cache:
        try:
            return msgspec.msgpack.decode(cached.read_bytes(), type=Prefilter)
        except (OSError, msgspec.MsgspecError):
            pass  # absent or damaged: ask again
    with tempfile.TemporaryDirectory(prefix="backend-review-") as folder:
        path = Path(folder) / "rules.json"
        path.write_bytes(rules)
        done = _run(binary, ["-prefilter_of_rules", str(path)])
    try:
        prefilter = Prefilter.parse(done.stdout)
    except (msgspec.MsgspecError, KeyError, TypeError, IndexError):
        # Some rule is broken: the run itself will name it. Until then every rule may match every file.
        return Prefilter({})
    if use_cache:
        write_cache(cached, msgspec.msgpack.encode(prefilter))
    return prefilter


def _encode_rules(variants: Sequence[Variant]) -> bytes:
    return msgspec.json.encode({"rules": [variant.semgrep for variant in variants]})


def run(
    variants: Sequence[Variant],
    files: Iterable[SourceFile],
    scopes: Mapping[str, Collection[str]],
    jobs: int,
    use_cache: bool = True,
) -> EngineResult:
    """Run variants over the files whose role is in the variant's scope (by variant id).

    Raises EngineError only when the engine cannot run at all; what fails for one file or rule is in the result.
    """
    result = EngineResult()
    if not variants:
        return result
    binary = find_binary()
    prefilter = load_prefilter(binary, variants, use_cache)
    by_language = {
        language: [variant.id for variant in variants if language in variant.languages]
        for language in {language for variant in variants for language in variant.languages}
    }
    targets: list[tuple[SourceFile, str]] = []
    chosen: set[str] = set()
    for file in files:
        for language in (file.language, *_ANY_LANGUAGE):
            candidates = [name for name in by_language.get(language, ()) if file.role in scopes[name]]
            selected = prefilter.select(candidates, file.data) if candidates else []
            if selected:
                targets.append((file, language))
                chosen.update(selected)
    active = [variant for variant in variants if variant.id in chosen]
    result.handed_over = list({file.path: file for file, _ in targets}.values())
    result.rules_loaded = len(active)
    if targets:
        with tempfile.TemporaryDirectory(prefix="backend-review-") as folder:
            _Session(binary, Path(folder), active, jobs, result).review(targets)
    return result


class _Session:
    """One review by the engine: the files as it wants them, and its answers as matches."""

    def __init__(self, binary: Path, folder: Path, variants: list[Variant], jobs: int, result: EngineResult) -> None:
        self.binary = binary
        self.folder = folder
        self.variants = {variant.id: variant for variant in variants}
        self.jobs = jobs
        self.result = result
        self.sources: dict[str, SourceFile] = {}

    def review(self, targets: list[tuple[SourceFile, str]]) -> None:
        """Run over all targets; a crash of the engine is narrowed down to the file that causes it."""
        answer = self._ask(targets)
        if answer is not None:
            self._read(answer)
        elif len(targets) > 1:
            middle = len(targets) // 2
            self.review(targets[:middle])
            self.review(targets[middle:])
        else:
            path = targets[0][0].path
            self.result.problems.append(Problem("semgrep", "the engine crashed on this file", path))
            self.result.not_analysed.append(NotAnalysed(path, "the Semgrep engine crashed on it"))

    def _place(self, file: SourceFile) -> str:
        """A path the engine can read the file's content from."""
        place = file.absolute
        if not file.on_disk:
            place = self.folder / "content" / PurePosixPath(file.path)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(file.data)
        self.sources[str(place)] = file
        return str(place)

    def _ask(self, targets: list[tuple[SourceFile, str]]) -> dict[str, Any] | None:
        """The engine's answer, or None when it gave none that can be read."""
        rules = self.folder / "rules.json"
        rules.write_bytes(_encode_rules(list(self.variants.values())))
        listing = self.folder / "targets.json"
        listing.write_bytes(
            msgspec.json.encode(
                [
                    "Targets",
                    [
                        [
                            "CodeTarget",
                            {
                                "path": {"fpath": self._place(file), "ppath": f"/{file.path}"},
                                "analyzer": language,
                                "products": ["sast"],
                            },
                        ]
                        for file, language in targets
                    ],
                ]
            )
        )
        done = _run(
            self.binary,
            [
                "-json_nodots", "-fast", "-disable_rule_paths",
                "-rules", str(rules), "-targets", str(listing),
                "-timeout", str(RULE_TIMEOUT_SECONDS), "-timeout_threshold", str(RULES_TIMING_OUT_PER_FILE),
                "-max_memory", "0", "-j", str(self.jobs),
            ],
        )  # fmt: skip
        try:
            # The engine copies the reviewed files' bytes into its answer, whatever their encoding.
            answer = msgspec.json.decode(done.stdout.decode("utf-8", errors="replace"))
        except msgspec.MsgspecError:
            return None
        return answer if isinstance(answer, dict) and "results" in answer else None

    def _read(self, answer: dict[str, Any]) -> None:
        for raw in answer["results"]:
            file = self.sources.get(raw["path"])
            if file is not None and raw["check_id"] in self.variants:
                self.result.matches.append(self._match(raw, file))
        broken = {row["rule_id"]: row.get("details", "") for row in answer.get("skipped_rules", ())}
        for error in answer.get("errors", ()):
            self._error(error, broken)
        for variant_id, details in sorted(broken.items()):
            variant = self.variants.get(variant_id)
            place = f"{variant.origin}: " if variant and variant.origin else ""
            self.result.problems.append(
                Problem(variant_id, f"{place}the engine cannot read this rule: {_one_line(details)}")
            )

    def _error(self, error: dict[str, Any], broken: dict[str, str]) -> None:
        kind = error.get("error_type")
        kind = kind[0] if isinstance(kind, list) else str(kind)
        location = error.get("location") or {}
        file = self.sources.get(location.get("path", ""))
        message = _one_line(error.get("message", ""))
        rule = error.get("rule_id")
        if file is None:
            if rule and "Rule parse" in kind:
                broken.setdefault(rule, message)
            elif error.get("severity") == "error":
                self.result.problems.append(Problem("semgrep", f"{kind}: {message}"))
            return
        if kind in _GAVE_UP:
            self.result.not_analysed.append(NotAnalysed(file.path, f"{kind.lower()} in {rule or 'the engine'}"))
        elif kind == "PartialParsing":
            line = location.get("start", {}).get("line")
            self.result.not_analysed.append(
                NotAnalysed(file.path, f"the engine could not parse a part: {message}", line)
            )
        elif error.get("severity") == "error":
            self.result.not_analysed.append(NotAnalysed(file.path, f"{kind}: {message}"))

    def _match(self, raw: dict[str, Any], file: SourceFile) -> Match:
        variant = self.variants[raw["check_id"]]
        extra = raw["extra"]
        metavars: dict[str, str] = {}
        constants: dict[str, str] = {}
        for name, value in extra.get("metavars", {}).items():
            metavars[name] = _slice(file, value["start"], value["end"])
            known = value.get("propagated_value")
            if known:
                constants[name] = known["svalue_abstract_content"]
        start = _start(variant, raw, file)
        return Match(
            rule=variant.rule,
            path=file.path,
            start=_position(file, start),
            end=_position(file, raw["end"]),
            message=variant.message,
            variant=variant.id,
            severity=variant.severity,
            confidence=variant.confidence,
            audience=variant.audience,
            metavars=metavars,
            constants=constants,
            trace=self._trace(extra.get("dataflow_trace") or {}),
        )

    def _trace(self, flow: dict[str, Any]) -> tuple[TraceStep, ...]:
        steps: list[TraceStep] = []

        def add(location: dict[str, Any], message: str) -> None:
            file = self.sources.get(location["path"])
            if file is not None:
                place = _position(file, location["start"])
                steps.append(TraceStep(file.path, place.line, place.column, message))

        source = _call_site(flow.get("taint_source"))
        sink = _call_site(flow.get("taint_sink"))
        if not source or not sink:
            return ()
        add(source[0], f"input enters: {_one_line(source[1])}")
        for step in flow.get("intermediate_vars", ()):
            add(step["location"], f"kept in {_one_line(step['content'])}")
        add(sink[0], f"used here: {_one_line(sink[1])}")
        return tuple(steps)


def _call_site(raw: Any) -> tuple[dict[str, Any], str] | None:
    """The location and text of one end of a flow; the open engine follows no calls, so it is always a place."""
    if isinstance(raw, list) and len(raw) == 2 and raw[0] == "CliLoc":
        location, text = raw[1]
        return location, text
    return None


def _position(file: SourceFile, raw: dict[str, int]) -> Position:
    return Position(raw["line"], file.column_of_byte(raw["line"], raw["col"]))


_CALLED = re.compile(rb"[\w.$]*\(\s*$")


def _start(variant: Variant, raw: dict[str, Any], file: SourceFile) -> dict[str, int]:
    """Where a match starts. A taint match is the tainted argument; a variant may want the call it is given to.

    That call starts with its receiver (a metavariable; one of several lines, a chain, says less than the argument's own
    line), or with the name before the bracket that the argument is the first in.
    """
    start: dict[str, int] = raw["start"]
    for name in variant.starts_at:
        value = raw["extra"].get("metavars", {}).get(name)
        if value and value["start"]["offset"] < start["offset"] and value["start"]["line"] == value["end"]["line"]:
            return dict(value["start"])
    if variant.starts_at:
        before = file.data[max(0, start["offset"] - 400) : start["offset"]]
        called = _CALLED.search(before)
        if called and b"\n" in called.group():
            offset = start["offset"] - len(before) + called.start()
            line = file.data.count(b"\n", 0, offset) + 1
            return {"offset": offset, "line": line, "col": offset - file.data.rfind(b"\n", 0, offset)}
    return start


def _slice(file: SourceFile, start: dict[str, int], end: dict[str, int]) -> str:
    return file.data[start["offset"] : end["offset"]].decode("utf-8", errors="replace")


def _one_line(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 120 else f"{text[:117]}..."
