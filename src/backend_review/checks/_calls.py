"""What the checks on calls share: options by name, the text that a value begins with, matches at a piece of code."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from tree_sitter import Node

from backend_review.finding import Audience, Confidence, Match, Position, Severity, TraceStep
from backend_review.index.expressions import Code, Expr, key_text, last_name
from backend_review.model.routes import Place
from backend_review.project.source import SourceFile

_MAX_DEPTH = 8
_FORMATS = {"Sprintf", "Errorf", "sprintf"}
# Calls that hand on the text they are given (or called on).
_SAME = {"String", "str", "URL", "Parse", "parse", "trim", "strip", "rstrip", "toString", "TrimSuffix", "TrimRight", "replace",
         "NewURL", "urlparse", "encode", "getReference"}  # fmt: skip
_JOINS = {"urljoin", "JoinPath", "join"}
_HOLES = {"%": re.compile(r"%[+#]?[svdqtx]|%\(\w+\)s"), "{": re.compile(r"\{[^}]*\}")}
_BLOCK = re.compile(r"(?m)^\s*/\*.*?\*/", re.DOTALL)
_COMMENT = re.compile(r"^\s*(//|#|\*|/\*)")


def match_at(
    rule: str,
    file: SourceFile,
    node: Node,
    message: str,
    severity: Severity | None = None,
    confidence: Confidence | None = None,
    trace: tuple[TraceStep, ...] = (),
    audience: Audience | None = None,
) -> Match:
    """A match on the first line of a piece of code."""
    (line, column), end = node.start_point, node.end_point
    last = end[1] if end[0] == line else len(file.line(line + 1).encode())
    return Match(
        rule=rule,
        path=file.path,
        start=Position(line + 1, file.column_of_byte(line + 1, column + 1)),
        end=Position(line + 1, file.column_of_byte(line + 1, last + 1)),
        message=message,
        severity=severity,
        confidence=confidence,
        audience=audience,
        trace=trace,
    )


def short(text: str, most: int = 60) -> str:
    """Code as a message shows it: on one line, and not too long."""
    text = " ".join(text.split())
    return text if len(text) <= most else f"{text[: most - 3]}..."


def options(code: Code, expr: Expr | None, depth: int = 0) -> dict[str, Expr]:
    """The entries of an object, by key: through variables of the file and spreads."""
    found: dict[str, Expr] = {}
    if expr is None or depth > 4:
        return found
    for value in code.values(expr):
        if value.kind == "dict":
            for key, item in value.entries:
                label = key_text(key)
                if key is None:
                    found = options(code, item, depth + 1) | found
                elif label is not None:
                    found[label] = item
        elif value.kind == "call" and last_name(value.target) == "dict":
            found.update(value.named)
    return found


def given(code: Code, call: Expr) -> dict[str, Expr]:
    """What a call is given by name: keyword arguments, and the entries of objects among its arguments."""
    found: dict[str, Expr] = {}
    for item in call.args:
        found.update(options(code, item))
    for _, item in call.entries:  # Python's **options
        found.update(options(code, item))
    return found | dict(call.named)


def beginning(code: Code, expr: Expr | None, depth: int = 0) -> tuple[str, bool]:
    """The text that a value begins with as far as constants tell, and whether that is all of it."""
    if expr is None or depth > _MAX_DEPTH:
        return "", False
    if expr.kind == "text":
        return str(expr.value), True
    if expr.kind == "template":
        return _joined(code, expr.parts, depth)
    if expr.kind == "binary" and len(expr.args) == 2:
        if expr.name == "+":
            return _joined(code, expr.args, depth)
        if expr.name == "%":
            right = expr.args[1]
            return _formatted(code, expr.args[0], "%", right.args if right.kind == "list" else [right], depth)
        return "", False
    if expr.kind == "call":
        return _of_call(code, expr, depth)
    if expr.kind in {"name", "attr", "index"}:
        behind = [item for item in code.behind(expr, depth) if item is not expr]
        texts = {beginning(code, item, depth + 1) for item in behind[:4]}
        if len(texts) == 1 and len(behind) <= 4:
            return texts.pop()
    return "", False


def _joined(code: Code, parts: Sequence[str | Expr], depth: int) -> tuple[str, bool]:
    text = ""
    for part in parts:
        more, whole = (part, True) if isinstance(part, str) else beginning(code, part, depth + 1)
        text += more
        if not whole:
            return text, False
    return text, True


def _formatted(code: Code, form: Expr, mark: str, values: Sequence[Expr], depth: int) -> tuple[str, bool]:
    """A format with what it is given, in order, up to the first part that is not known."""
    text, whole = beginning(code, form, depth + 1)
    made, rest = "", iter(values)
    for index, part in enumerate(_HOLES[mark].split(text)):
        if index:
            more, known = beginning(code, next(rest, None), depth + 1)
            made += more
            if not known:
                return made, False
        made += part
    return made, whole


def _of_call(code: Code, call: Expr, depth: int) -> tuple[str, bool]:
    name = last_name(call.target)
    owner = call.target.target if call.target is not None and call.target.kind == "attr" else None
    if name in _FORMATS and call.args:
        return _formatted(code, call.args[0], "%", call.args[1:], depth)
    if name == "format" and owner is not None:
        return _formatted(code, owner, "{", call.args, depth)
    if name == "URL" and len(call.args) == 2:  # new URL(path, base)
        return beginning(code, call.args[1], depth + 1)[0], False
    if name in _JOINS and call.args:
        return beginning(code, call.args[0], depth + 1)[0], False
    if name in _SAME:
        if call.args and (name not in {"trim", "strip", "rstrip", "toString", "replace", "encode"} or owner is None):
            return beginning(code, call.args[0], depth + 1)
        if owner is not None:
            return beginning(code, owner, depth + 1)
    return "", False


def is_true(expr: Expr | None) -> bool:
    """Whether an expression is the constant that means yes."""
    return expr is not None and expr.kind == "constant" and expr.value is True


def is_false(expr: Expr | None) -> bool:
    """Whether an expression is the constant that means no."""
    return expr is not None and expr.kind == "constant" and expr.value is False


def texts_in(code: Code, expr: Expr | None, depth: int = 0) -> Iterator[str]:
    """The constant texts of a value: its own, or those of a list or a call's fallback."""
    if expr is None or depth > 4:
        return
    for value in code.values(expr):
        if value.kind == "text":
            yield str(value.value)
        elif value.kind == "list":
            for item in value.args:
                yield from texts_in(code, item, depth + 1)
        elif value.kind == "dict" and value.name in {"", "[]string"}:
            for key, item in value.entries:
                if key is None:
                    yield from texts_in(code, item, depth + 1)


def mention(files: Iterable[SourceFile], wanted: re.Pattern[str]) -> tuple[Place, str] | None:
    """The first place in the code, no comment, that has a word; with the word."""
    for file in files:
        if wanted.search(file.text) is None:
            continue
        blocks = file.language in {"javascript", "typescript", "go"}
        code = _BLOCK.sub(lambda one: "\n" * one.group(0).count("\n"), file.text) if blocks else file.text
        for number, line in enumerate(code.split("\n"), 1):
            found = None if _COMMENT.match(line) else wanted.search(line)
            if found is not None:
                return Place(file.path, number), next((part for part in found.groups() if part), found.group(0))
    return None
