"""Whether a model's new text for some lines may be offered as one to take: nothing is believed, all is tried.

What passes replaces exactly the lines it is for, parses, changes what the code does, hides nothing from any linter, and
leaves no finding of the rules that was not there before. That it is right is for people to judge.
"""

from __future__ import annotations

import ast
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from enum import Enum

from backend_review.finding import Finding
from backend_review.fixes.syntax import python_tree
from backend_review.index import syntax
from backend_review.project.source import SourceFile
from backend_review.reviewer.redact import TOKEN, redact
from backend_review.reviewer.result import Span
from backend_review.reviewer.unbound import unbound

MOST_LINES = 20
_LONGEST_LINE = 400

_BODIES = {"block", "statement_list", "statement_block"}  # they begin elsewhere when a line is put before their first

_Node = tuple[str, int, bytes]  # its type, how many children it has, its text where it has none
Look = Callable[[SourceFile], list[Finding] | None]


class Unproven(Enum):
    """Why a suggestion is shown as words and not as text to put in place."""

    EMPTY = "it has no text"
    NOT_CODE = "the file is not code that can be checked"
    WRONG_LINES = "it is for lines that the file does not have"
    TOO_LONG = "it is too long"
    NOT_SHOWN = "it has characters that are not shown"
    MARGIN = "it has the margin of what was shown in it"
    CONFIDENTIAL = "it has a secret, or what stands for one, in it"
    SUPPRESSES = "it hides something from a linter"
    NO_CHANGE = "it changes nothing"
    DOES_NOT_PARSE = "the file would not parse"
    TOUCHES_MORE = "it changes the meaning of other lines"
    UNKNOWN_NAME = "it uses a name that the file does not have"
    NEW_FINDING = "the rules find something new in it"
    STILL_FOUND = "the rule still finds what it should mend"
    CANNOT_TELL = "the rules cannot say what it does"


def check(file: SourceFile, span: Span, replacement: str, finding_rule: str, look: Look) -> str | Unproven:
    """The text to put in place of the lines of the span (no line end after it), or why there is none to offer.

    ``finding_rule`` is the rule whose finding it mends, or empty; ``look`` runs the rules on one file, as it
    would be, and gives None where they could not look.
    """
    lines = _lines_of(replacement)
    refused = _refused(file, span, lines)
    if refused is not None:
        return refused
    chosen = _chosen(file, span, lines)
    if isinstance(chosen, Unproven):
        return chosen
    made, patched = chosen
    return _judged(file, patched, span, len(made), finding_rule, look) or "\n".join(made)


def _lines_of(replacement: str) -> list[str]:
    lines = replacement.replace("\r\n", "\n").split("\n")
    while lines and not lines[-1].strip():
        del lines[-1]
    while lines and not lines[0].strip():
        del lines[0]
    return [line.rstrip(" \t") for line in lines]


# --- what can be said without parsing ---------------------------------------------------------------------------------

_NUMBERED = re.compile(r"\s*[+-]?\s*\d{1,7}\s*[+-]?\s*\|(?:\s|$)")
_DIFFED = re.compile(r"[+-](?![+-])")
_FENCE = re.compile(r"\s*(?:```|~~~)")
_NOT_SHOWN = {"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"}

# Each with what follows: a comment that hides more than it did is a new one.
_SUPPRESSION = re.compile(
    r"(?i)(?:\b(?:noqa|no-?qa|nosec|nosem|nosemgrep|nolint|NOSONAR|golangci|SuppressWarnings|jshint)\b|"
    r"\b(?:type:\s*ignore|fmt:\s*(?:off|skip)|lint:(?:file-)?ignore|codeql\[|lgtm\[|eslint\s|oxlint-|pyre-\w)|"
    r"\b(?:pyright|mypy|pylint|ruff|pragma|tslint|revive|gosec|gitleaks|snyk|backend-review)\s?:|\bflake8[:=]|"
    r"\b(?:es|ts|js|x)lint-disable|@ts-(?:ignore|expect-error|nocheck)|\b(?:biome|prettier|deno-lint)-ignore|"
    r"\bgo:(?:linkname|nosplit|build)|\b(?:istanbul|c8|v8|coverage)[: ]\s*ignore|"
    r"\b(?:deepcode|bearer|devskim|checkov|tfsec|trivy|kics|sonar|semgrep)[: -]\s*(?:ignore|skip|disable))[^\n]{0,120}"
)


def _refused(file: SourceFile, span: Span, lines: list[str]) -> Unproven | None:
    if file.language not in syntax.LANGUAGES:
        return Unproven.NOT_CODE
    if not 1 <= span.start <= span.end <= len(file.lines):
        return Unproven.WRONG_LINES
    if not lines:
        return Unproven.EMPTY
    if len(lines) > MOST_LINES or max(map(len, lines)) > _LONGEST_LINE:
        return Unproven.TOO_LONG
    text = "\n".join(lines)
    if any(char not in "\n\t" and unicodedata.category(char) in _NOT_SHOWN for char in text):
        return Unproven.NOT_SHOWN
    before = file.lines[span.start - 1 : span.end]
    if _has_margin(lines, before):
        return Unproven.MARGIN
    original = "\n".join(before)
    if TOKEN.search(text) or Counter(redact(text).found) - Counter(redact(original).found):
        return Unproven.CONFIDENTIAL
    if _suppressions(text) - _suppressions(original):
        return Unproven.SUPPRESSES
    return None


def _has_margin(lines: Sequence[str], before: Sequence[str]) -> bool:
    """Whether the margin of what was shown, the signs of a diff or the fences of Markdown came along."""
    if any(_FENCE.match(line) for line in lines) and not any(_FENCE.match(line) for line in before):
        return True
    for margin in (_NUMBERED, _DIFFED):
        here = [line for line in lines if line.strip()]
        if all(margin.match(line) for line in here) and not all(margin.match(line) for line in before if line.strip()):
            return True
    return False


def _suppressions(text: str) -> Counter[str]:
    return Counter(" ".join(found.group().lower().split()) for found in _SUPPRESSION.finditer(text))


# --- the file as it would be ------------------------------------------------------------------------------------------


def _chosen(file: SourceFile, span: Span, lines: list[str]) -> tuple[list[str], SourceFile] | Unproven:
    """The lines, indented so that the file parses, with that file; or what is wrong with them however indented."""
    why: Unproven | None = None
    for made in _indented(file, span, lines):
        patched = _patched(file, span, made)
        wrong = _wrong(file, patched, span, len(made))
        if wrong is None:
            return made, patched
        why = why or wrong
    return why or Unproven.EMPTY


def _patched(file: SourceFile, span: Span, lines: Sequence[str]) -> SourceFile:
    """The file with other lines in place of the span's; every other byte as it was."""
    there = file.data.split(b"\n")
    end = b"\r" if there[span.start - 1].endswith(b"\r") else b""
    new = [line.encode() + end for line in lines]
    if span.end == len(there):
        new[-1] = lines[-1].encode()
    data = b"\n".join([*there[: span.start - 1], *new, *there[span.end :]])
    return SourceFile(file.root, file.path, file.language, file.role, data)


def _margin_of(line: str) -> str:
    return line[: len(line) - len(line.lstrip(" \t"))]


def _common(lines: Sequence[str]) -> str:
    """The white space that all lines with something on them begin with."""
    margins = [_margin_of(line) for line in lines if line.strip()]
    shared = min(margins, key=len, default="")
    while not all(margin.startswith(shared) for margin in margins):
        shared = shared[:-1]
    return shared


def _indented(file: SourceFile, span: Span, lines: list[str]) -> Iterator[list[str]]:
    """The lines as they were meant: models leave out the white space of the first line, or of all of them.

    In Python, lines less deep than those they replace may be meant to be: they are taken as they are where the code
    above has lines as deep.
    """
    before = file.lines[span.start - 1 : span.end]
    there, own = _common(before), _margin_of(lines[0])
    if own == _margin_of(next((line for line in before if line.strip()), "")):
        yield lines
        return
    above = file.lines[max(0, span.start - 60) : span.start - 1]
    if file.language == "python" and own and own in {_margin_of(line) for line in above if line.strip()}:
        yield lines
    if not own and len(lines) > 1 and len(_common(lines[1:])) >= len(there):
        yield [there + lines[0], *lines[1:]]
    yield _moved(lines, there, tabs=file.language == "go" or "\t" in there)


def _moved(lines: Sequence[str], margin: str, tabs: bool) -> list[str]:
    """The lines at another depth; with tabs where the file has them."""
    skipped = len(_common(lines))
    bare = [line[skipped:] for line in lines]
    if tabs:
        depths = [len(_margin_of(line)) for line in bare if line.startswith(" ")]
        step = min(depths, default=4)
        bare = ["\t" * (len(_margin_of(line)) // step) + line.lstrip() if line[:1] == " " else line for line in bare]
    return [margin + line if line.strip() else "" for line in bare]


def _wrong(file: SourceFile, patched: SourceFile, span: Span, count: int) -> Unproven | None:
    """What is wrong with a file as it would be, compared with what it is, by its syntax alone."""
    was, now = _Shape(file), _Shape(patched)
    if now.errors > was.errors:
        return Unproven.DOES_NOT_PARSE
    if file.language == "python":
        before, after = _python(file), _python(patched)
        if before is None:
            return Unproven.NOT_CODE
        if after is None:
            return Unproven.DOES_NOT_PARSE
        if before == after:
            return Unproven.NO_CHANGE
    if was.meaning == now.meaning:
        return Unproven.NO_CHANGE
    if was.outside(span.start, span.end) != now.outside(span.start, span.start + count - 1):
        return Unproven.TOUCHES_MORE
    return Unproven.UNKNOWN_NAME if unbound(file, patched, span.start, span.start + count - 1) else None


class _Shape:
    """The syntax of a file: its nodes with their lines, and how many errors there are."""

    def __init__(self, file: SourceFile) -> None:
        self.errors = 0
        self._nodes: list[tuple[int, int, _Node]] = []
        for node in syntax.walk(syntax.parse(file).root_node):
            self.errors += node.is_error or node.is_missing
            word = b"" if node.child_count else node.text or b""
            self._nodes.append(
                (node.start_point[0] + 1, node.end_point[0] + 1, (node.type, node.named_child_count, word))
            )

    @property
    def meaning(self) -> list[tuple[str, bytes]]:
        """What stands there, without the comments."""
        return [(kind, word) for _, _, (kind, _, word) in self._nodes if kind != "comment"]

    def outside(self, start: int, end: int) -> tuple[list[_Node], list[_Node]]:
        """What ends before some lines, and what begins after them."""
        return (
            [node for _, last, node in self._nodes if last < start and node[0] not in _BODIES],
            [node for first, _, node in self._nodes if first > end and node[0] not in _BODIES],
        )


def _python(file: SourceFile) -> str | None:
    tree = python_tree(file)
    return ast.dump(tree) if tree is not None else None


# --- what the rules say -----------------------------------------------------------------------------------------------


def _judged(file: SourceFile, patched: SourceFile, span: Span, count: int, rule: str, look: Look) -> Unproven | None:
    """What the rules have against it: a finding that was not there, or the one it should mend still being there."""
    before, after = look(file), look(patched)
    if before is None or after is None:
        return Unproven.CANNOT_TELL
    last = span.start + count - 1
    inside_before, outside_before = _split(before, span.start, span.end, 0)
    inside_after, outside_after = _split(after, span.start, last, span.end - last)
    if inside_after - inside_before or outside_after - outside_before:
        return Unproven.NEW_FINDING
    if not rule:
        return None
    were = sum(finding.rule == rule for finding in before)
    if not were:
        return Unproven.CANNOT_TELL
    if inside_after[rule] or sum(finding.rule == rule for finding in after) >= were:
        return Unproven.STILL_FOUND
    return None


def _split(findings: list[Finding], start: int, end: int, shift: int) -> tuple[Counter[str], Counter[tuple[str, int]]]:
    """The findings on some lines by rule, and the others by rule and line as it was before."""
    inside: Counter[str] = Counter()
    outside: Counter[tuple[str, int]] = Counter()
    for finding in findings:
        line = finding.start.line
        if start <= line <= end:
            inside[finding.rule] += 1
        else:
            outside[finding.rule, line + shift if line > end else line] += 1
    return inside, outside
