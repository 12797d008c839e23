"""Which argument of a call of a store says how many rows it reads."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from backend_review.index.expressions.data import Expr
from backend_review.model import slices
from backend_review.model.inputs.data import NONE, Taint

if TYPE_CHECKING:
    from backend_review.model.inputs.tracking import Body

_NAMES = {"take", "limit", "length", "size", "per_page", "max_per_page", "first", "Limit"}
_IN_SQL = re.compile(
    r"(?i)\b(?:limit|fetch\s+(?:first|next))\s+(?:\$(?P<number>\d+)|(?P<mark>\?|%s)|[:@](?P<name>\w+)|%\((?P<key>\w+)\)s)"
)
_NO_BOUND = re.compile(r"(?i)offset|skip|order|sort|where|filter|paginate_queryset")
# What sends a statement whose text stands elsewhere: its one argument are the parameters, in whatever order.
_SENDS = re.compile(
    r"^(?:all|get|each|iterate|run|values|raw|quer(?:y|ies)\w*|exec\w*|fetch\w*|Query\w*|Exec\w*|Scan)$"
)
_MARK = re.compile(r"\?|%s")


def bounding(body: Body, expr: Expr) -> Taint:
    """The input that says how many rows a call reads."""
    if expr.target is not None and _NO_BOUND.search(expr.target.name):
        return NONE
    for name in (item for item in expr.named if item in _NAMES):
        return body.evaluate(expr.named[name])
    if expr.kind == "index":
        return _slice(body, expr)
    for item in expr.args:
        if item.kind == "dict":
            for key, value in item.entries:
                if key is not None and str(key.value or key.name) in _NAMES:
                    return body.evaluate(value)
    texts = _texts(expr)
    found = in_statement(body, expr)
    if found:
        return found
    sends = expr.target is not None and _SENDS.match(expr.target.name) is not None
    if len(expr.args) == 1 and not texts and not sends and expr.args[0].kind not in {"dict", "list", "spread"}:
        return body.evaluate(expr.args[0])
    return NONE


def in_statement(body: Body, expr: Expr) -> Taint:
    """The input that stands behind LIMIT in a statement that a call is given."""
    for item in _texts(expr):
        text = body.module.text(item.node)
        found = _IN_SQL.search(text)
        if found:
            return _parameter(body, expr, text, found)
        if item.kind == "template" and re.search(r"(?i)limit\s*[$]?[{]", text):
            return _in_template(body, item)
    return NONE


def _texts(expr: Expr) -> list[Expr]:
    return [item for item in expr.args if item.kind in {"text", "template", "binary"}]


def _slice(body: Body, expr: Expr) -> Taint:
    key = expr.args[0] if expr.args else None
    children = key.node.named_children if key is not None else []
    terms = slices.width(body.module, key.node) if key is not None and key.node.type == "slice" else None
    if terms is not None:
        return frozenset(item for term in terms for item in body.evaluate(body.module.lower(term)))
    return body.evaluate(body.module.lower(children[-1])) if children else NONE


def _parameter(body: Body, expr: Expr, text: str, found: re.Match[str]) -> Taint:
    """The value of the parameter that stands behind LIMIT."""
    name = found["name"] or found["key"]
    tables = [item for item in expr.args if item.kind == "dict"]
    if name:
        pairs = [pair for item in tables for pair in item.entries]
        return NONE.union(
            *(body.evaluate(value) for key, value in pairs if key is not None and str(key.value or key.name) == name)
        )
    index = int(found["number"]) - 1 if found["number"] else len(_MARK.findall(text[: found.start()]))
    at = next((i for i, item in enumerate(expr.args) if item.kind in {"text", "template", "binary"}), 0)
    rest = expr.args[at + 1 :]
    if len(rest) == 1 and rest[0].kind == "list":
        rest = rest[0].args
    return body.evaluate(rest[index]) if 0 <= index < len(rest) else NONE


def _in_template(body: Body, expr: Expr) -> Taint:
    before = ""
    for part in expr.parts:
        if not isinstance(part, str) and re.search(r"(?i)limit\s*$", before):
            return body.evaluate(part)
        before = part if isinstance(part, str) else ""
    return NONE
