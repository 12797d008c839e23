"""Tokens, codes and passwords made from values that others can guess: told from what the value becomes."""

from __future__ import annotations

import re
from collections.abc import Iterator

import tree_sitter

from backend_review.checks._trees import (
    CALLS,
    called,
    root_of,
    snake,
    text,
    walk,
)
from backend_review.checks.predictable_token.innocence import is_innocent
from backend_review.checks.predictable_token.sources import imports, source_of
from backend_review.checks.predictable_token.targets import target_of
from backend_review.finding import Confidence, Match, Position, Severity
from backend_review.project.source import SourceFile

LANGUAGES = frozenset({"python", "javascript", "typescript", "go"})

_QUICK = {
    "python": re.compile(rb"\brandom\b|\buuid1\b|\btime\.time|timestamp\(|\btime\(\)|shortuuid"),
    "javascript": re.compile(
        rb"Math\.random|Date\.now|getTime\(|\.random\(|\bv1\b|uuidv1|non-secure|valueOf\(\)|new Date"
    ),
    "go": re.compile(rb'"math/rand(/v2)?"|UnixNano|\.Unix\(\)|UnixMilli|NewUUID|exp/rand'),
}
_QUICK["typescript"] = _QUICK["javascript"]
_MILD = re.compile(r"(?:^|_)(?:nonce|salt|jti|refresh|pass|credentials?|session|device_code)(?:_|$)")


def find(file: SourceFile) -> Iterator[Match]:
    if not _QUICK[file.language].search(file.data) or file.path.endswith((".jsx", ".tsx")):
        return
    root = root_of(file)
    names = imports(file)
    seen: set[int] = set()
    for call in walk(root, CALLS):
        kind = source_of(call, names, file.language)
        if kind is None:
            continue
        verdict = target_of(call, kind, file)
        if verdict is None or is_innocent(call, kind, verdict, file):
            continue
        line = call.start_point[0] + 1
        if line in seen:
            continue
        seen.add(line)
        yield _match(file, call, kind, verdict)


def _match(file: SourceFile, call: tree_sitter.Node, kind: str, name: str) -> Match:
    line, column = call.start_point
    end_line, end_column = call.end_point
    source = " ".join(text(called(call)).split())
    why = {
        "random": f"`{source}` follows from its earlier values",
        "time": "The time it was made is known",
        "uuid1": f"`{source}` is made from the time and the machine",
    }[kind]
    better = {
        "python": "the `secrets` module",
        "go": "`crypto/rand`",
    }.get(file.language, "`crypto.randomBytes`, `randomInt` or `randomUUID`")
    mild = kind == "time" or _MILD.search(snake(name)) is not None
    return Match(
        rule="predictable-token",
        path=file.path,
        start=Position(line + 1, file.column_of_byte(line + 1, column + 1)),
        end=Position(end_line + 1, file.column_of_byte(end_line + 1, end_column + 1)),
        message=f"{why}, so an outsider can work out `{name}`. Make it with {better}.",
        severity=Severity.WARNING if mild else None,
        confidence=Confidence.MEDIUM if mild else None,
    )
