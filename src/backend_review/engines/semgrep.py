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
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import count
from pathlib import Path, PurePosixPath
from threading import Lock
from typing import Any

import msgspec

from backend_review.catalog import Variant
from backend_review.engines.fusion import fuse
from backend_review.engines.plain import plain
from backend_review.engines.prefilter import Needs, narrow, words_of
from backend_review.errors import EngineError
from backend_review.finding import Match, NotAnalysed, Position, Problem, TraceStep
from backend_review.project.source import SourceFile

RULE_TIMEOUT_SECONDS = 5
RULES_TIMING_OUT_PER_FILE = 3
FILES_PER_RUN = 16
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


class Memory(msgspec.Struct):
    """What the engine said of files in one state of a project, for those that are the same in another.

    It answers for the same content under the same name, asked the same patterns.
    """

    answers: dict[tuple[str, bytes, frozenset[str]], tuple[list[Match], list[NotAnalysed]]] = {}

    def recall(self, result: EngineResult, file: SourceFile, names: frozenset[str]) -> bool:
        """Whether the answers for a file are known; they are added to the result then."""
        known = self.answers.get((file.path, _digest(file), names))
        if known is None:
            return False
        result.matches.extend(known[0])
        result.not_analysed.extend(known[1])
        return True

    def keep(self, result: EngineResult, asked: Mapping[SourceFile, frozenset[str]]) -> None:
        """Remember what a result says of files, each asked some patterns."""
        matches: dict[str, list[Match]] = defaultdict(list)
        gaps: dict[str, list[NotAnalysed]] = defaultdict(list)
        for match in result.matches:
            matches[match.path].append(match)
        for gap in result.not_analysed:
            gaps[gap.path].append(gap)
        for file, names in asked.items():
            self.answers[file.path, _digest(file), names] = (matches[file.path], gaps[file.path])


def _digest(file: SourceFile) -> bytes:
    return hashlib.blake2b(file.data, digest_size=16).digest()


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


def run(
    variants: Sequence[Variant],
    files: Iterable[SourceFile],
    scopes: Mapping[str, Collection[str]],
    jobs: int,
    leaves_out: Callable[[str, str], bool] = lambda variant, path: False,
    memory: Memory | None = None,
) -> EngineResult:
    """Run variants over the files whose role is in the variant's scope (by variant id).

    ``leaves_out`` tells for a variant's id and a file's path whether that is not worth the time.
    Raises EngineError only when the engine cannot run at all; what fails for one file or rule is in the result.
    """
    result = EngineResult()
    if not variants:
        return result
    binary = find_binary()
    targets: dict[tuple[str, bool], list[_Target]] = defaultdict(list)
    needs = Needs()
    needed = [(variant, needs.of_rule(variant.semgrep)) for variant in variants]
    for file in files:
        words = words_of(file.data)
        met = needs.met(words)
        of_file = [
            (variant, need)
            for variant, need in needed
            if file.role in scopes[variant.id] and not leaves_out(variant.id, file.path)
        ]
        for language in (file.language, *_ANY_LANGUAGE):
            chosen: dict[bool, list[str]] = defaultdict(list)
            for variant, need in of_file:
                if language in variant.languages and met(need):
                    chosen[bool(variant.origin)].append(variant.id)
            for as_written, names in chosen.items():
                targets[language, as_written].append(_Target(file, language, words, names, as_written))
    asked = _asked(targets)
    if memory is not None:
        known = {file for file, names in asked.items() if memory.recall(result, file, names)}
        asked = {file: names for file, names in asked.items() if file not in known}
        targets = {kind: [target for target in there if target.file not in known] for kind, there in targets.items()}
    batches = [batch for kind in sorted(targets) for batch in _batches(targets[kind])]
    active = {name for batch in batches for target in batch for name in target.variants}
    result.handed_over = list({target.file.path: target.file for batch in batches for target in batch}.values())
    result.rules_loaded = len(active)
    # Rules of the user's that no file has the words for are handed over all the same: a broken one must be named.
    unused = [variant.id for variant in variants if variant.origin and variant.id not in active]
    rules = {variant.id: variant.semgrep for variant in variants if variant.id in active or variant.id in unused}
    with tempfile.TemporaryDirectory(prefix="backend-review-") as folder:
        session = _Session(binary, Path(folder), variants, rules, result)
        if unused:
            session.read(session.ask([], [rules[name] for name in unused]) or {"results": []})
        with ThreadPoolExecutor(max_workers=max(1, jobs)) as pool:
            for answers in pool.map(session.review, batches):
                for answer in answers:
                    session.read(answer)
        session.name_broken_rules()
    if memory is not None and not result.problems:
        memory.keep(result, asked)
    return result


@dataclass
class _Target:
    """A file, the language it is read as, its words, and the variants that can match in it.

    Rules of the user's may speak of types and optional chains: they read the file as it is written.
    """

    file: SourceFile
    language: str
    words: frozenset[str]
    variants: list[str]
    as_written: bool


def _asked(targets: Mapping[tuple[str, bool], list[_Target]]) -> dict[SourceFile, frozenset[str]]:
    """Which variants each file is asked."""
    names: dict[SourceFile, set[str]] = defaultdict(set)
    for there in targets.values():
        for target in there:
            names[target.file].update(target.variants)
    return {file: frozenset(found) for file, found in names.items()}


def _batches(targets: list[_Target]) -> list[list[_Target]]:
    """Files that are asked the same together, then neighbours, which use the same libraries.

    What is asked of one file of a run is asked of all of them.
    """
    targets = sorted(targets, key=lambda target: (target.variants, target.file.path))
    return [targets[start : start + FILES_PER_RUN] for start in range(0, len(targets), FILES_PER_RUN)]


class _Session:
    """One review by the engine: the files as it wants them, and its answers as matches."""

    def __init__(
        self,
        binary: Path,
        folder: Path,
        variants: Sequence[Variant],
        rules: Mapping[str, dict[str, Any]],
        result: EngineResult,
    ) -> None:
        self.binary = binary
        self.folder = folder
        self.variants = {variant.id: variant for variant in variants}
        self.rules = rules
        self.result = result
        self.sources: dict[str, SourceFile] = {}
        self._places: dict[tuple[str, bool], str] = {}
        self._placing = Lock()
        self.broken: dict[str, str] = {}
        self.runs = count(1)

    def review(self, batch: list[_Target]) -> list[dict[str, Any]]:
        """The engine's answers for a batch; a crash of the engine is narrowed down to the file that causes it."""
        words = frozenset[str]().union(*(target.words for target in batch))
        names = {name for target in batch for name in target.variants}
        rules = (narrow(rule, words) for name, rule in self.rules.items() if name in names)
        answer = self.ask(batch, [fuse(rule) for rule in rules if rule is not None])
        if answer is not None:
            return [answer]
        if len(batch) > 1:
            middle = len(batch) // 2
            return self.review(batch[:middle]) + self.review(batch[middle:])
        path = batch[0].file.path
        self.result.problems.append(Problem("semgrep", "the engine crashed on this file", path))
        self.result.not_analysed.append(NotAnalysed(path, "the Semgrep engine crashed on it"))
        return []

    def _place(self, target: _Target) -> str:
        """A path the engine can read a file's content from: plain for our rules, as it is written for the user's."""
        file, key = target.file, (target.file.path, target.as_written)
        with self._placing:
            if key not in self._places:
                content = None if target.as_written else self._plain(file)
                place = file.absolute
                if content is not None or not file.on_disk:
                    place = self.folder / ("content" if content is None else "plain") / PurePosixPath(file.path)
                    place.parent.mkdir(parents=True, exist_ok=True)
                    place.write_bytes(file.data if content is None else content)
                self._places[key] = str(place)
                self.sources[str(place)] = file
            return self._places[key]

    def _plain(self, file: SourceFile) -> bytes | None:
        try:
            return plain(file)
        except Exception as error:  # hostile input meets our code here: contain, report, go on
            self.result.problems.append(Problem("semgrep", f"this file is read as it is written: {error}", file.path))
            return None

    def ask(self, batch: list[_Target], rules: list[dict[str, Any]]) -> dict[str, Any] | None:
        """The engine's answer, or None when it gave none that can be read."""
        number = next(self.runs)
        rules_file = self.folder / f"rules-{number}.json"
        rules_file.write_bytes(msgspec.json.encode({"rules": rules}))
        listing = self.folder / f"targets-{number}.json"
        listing.write_bytes(
            msgspec.json.encode(
                [
                    "Targets",
                    [
                        [
                            "CodeTarget",
                            {
                                "path": {"fpath": self._place(target), "ppath": f"/{target.file.path}"},
                                "analyzer": target.language,
                                "products": ["sast"],
                            },
                        ]
                        for target in batch
                    ],
                ]
            )
        )
        done = _run(
            self.binary,
            [
                "-json_nodots", "-fast", "-disable_rule_paths",
                "-rules", str(rules_file), "-targets", str(listing),
                "-timeout", str(RULE_TIMEOUT_SECONDS), "-timeout_threshold", str(RULES_TIMING_OUT_PER_FILE),
                "-max_memory", "0", "-j", "1",
            ],
        )  # fmt: skip
        try:
            # The engine copies the reviewed files' bytes into its answer, whatever their encoding.
            answer = msgspec.json.decode(done.stdout.decode("utf-8", errors="replace"))
        except msgspec.MsgspecError:
            return None
        return answer if isinstance(answer, dict) and "results" in answer else None

    def read(self, answer: dict[str, Any]) -> None:
        for raw in answer["results"]:
            file = self.sources.get(raw["path"])
            if file is not None and raw["check_id"] in self.variants:
                self.result.matches.append(self._match(raw, file))
        for row in answer.get("skipped_rules", ()):
            self.broken[row["rule_id"]] = row.get("details", "")
        for error in answer.get("errors", ()):
            self._error(error)

    def name_broken_rules(self) -> None:
        """Add a problem for each rule that the engine could not read in any of the runs."""
        for variant_id, details in sorted(self.broken.items()):
            variant = self.variants.get(variant_id)
            place = f"{variant.origin}: " if variant and variant.origin else ""
            self.result.problems.append(
                Problem(variant_id, f"{place}the engine cannot read this rule: {_one_line(details)}")
            )

    def _error(self, error: dict[str, Any]) -> None:
        kind = error.get("error_type")
        kind = kind[0] if isinstance(kind, list) else str(kind)
        location = error.get("location") or {}
        file = self.sources.get(location.get("path", ""))
        message = _one_line(error.get("message", ""))
        rule = error.get("rule_id")
        if file is None:
            if rule and "Rule parse" in kind:
                self.broken.setdefault(rule, message)
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
            focus=_position(file, raw["start"]),
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
