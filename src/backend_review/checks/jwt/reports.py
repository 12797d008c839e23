"""Matches of the jwt-* rules, and the code around a call that their messages and judgements need."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tree_sitter import Node

from backend_review.finding import Audience, Confidence, Match, Position, Severity
from backend_review.index.expressions import Code, Expr
from backend_review.project.source import SourceFile

LANGUAGES = frozenset({"python", "javascript", "typescript", "go"})
# What makes a token live long on purpose: not an access token.
LONG_LIVED = re.compile(
    r"(?i)refresh|remember|invit|unsubscribe|api_?key|activat|confirm|reset|verif|magic|download|share|device|offline|permanent|rt_?claims"
)


def match(
    file: SourceFile,
    rule: str,
    node: Node,
    message: str,
    *,
    variant: str,
    metavars: dict[str, str] | None = None,
    severity: Severity | None = None,
    confidence: Confidence | None = None,
    audience: Audience | None = None,
) -> Match:
    """A match at a node."""
    (line, column), (end_line, end_column) = node.start_point, node.end_point
    return Match(
        rule=rule,
        path=file.path,
        start=Position(line + 1, file.column_of_byte(line + 1, column + 1)),
        end=Position(end_line + 1, file.column_of_byte(end_line + 1, end_column + 1)),
        message=" ".join(message.split()),
        variant=f"{rule}.{variant}",
        severity=severity,
        confidence=confidence,
        audience=audience,
        metavars=metavars or {},
    )


def dicts_within(code: Code, expr: Expr | None, call: Expr) -> Iterator[Expr]:
    """The object literals an options argument consists of: inside the call, or behind the variable it names."""
    for item in code.dicts:
        if call.node.start_byte <= item.node.start_byte and item.node.end_byte <= call.node.end_byte:
            yield item
    if expr is not None and expr.kind in {"name", "attr"}:
        for value in code.values(expr):
            if value.kind == "dict":
                yield value


def statement_text(code: Code, node: Node) -> str:
    """The statement around a node, cut short, and the name of its function: what a token is called there."""
    current: Node | None = node
    while current is not None and not re.search(
        r"statement$|declaration$|^assignment$|pair$|keyed_element", current.type
    ):
        current = current.parent
    function = code.function_of(node)
    words = [code.text(current)[:400] if current is not None else ""]
    while function is not None:
        words.append(function.name)
        function = (
            code.function_of(function.parent.node)
            if function.parent is not None and function.parent.kind != "module"
            else None
        )
    return "\n".join(words)
