"""What addresses begin with: one that begins with a slash and a key that was found leads nowhere else.

``const target = `/${formId}${query}```, and later ``if (found.isErr()) return``: what follows the key can change the
page of this site, and not the site. So it is remembered of a variable what its address begins with, until that is
checked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from backend_review.index.expressions.data import Expr
from backend_review.model.taint.data import Taint, cleaned
from backend_review.model.taint.keys import KEY

if TYPE_CHECKING:
    from backend_review.model.taint.walk import Walk

_MAKES = {"template", "binary", "choice", "name"}
_MAX_DEPTH = 6
_RULE = "open-redirect"


def head_of(walk: Walk, expr: Expr, depth: int = 0) -> frozenset[str] | None:
    """The values, as they are written, that an address begins with after a slash; none of one that is fixed so far.

    None where it is not known what it begins with.
    """
    if walk.module.language != "javascript" or depth > _MAX_DEPTH:
        return None
    if expr.kind == "name":
        return walk.checks.heads.get(expr.name)
    if expr.kind == "choice" and expr.name == "if":
        ways = [head_of(walk, item, depth + 1) for item in expr.args]
        known = [way for way in ways if way is not None]
        return frozenset().union(*known) if known and len(known) == len(ways) else None
    return _of_parts(walk, _parts(expr), depth)


def headed(walk: Walk, expr: Expr, value: Taint) -> Taint:
    """An address whose beginning was checked is harmless to redirects."""
    harmless_to = frozenset(variant for variant in walk.analysis.of_keys if variant.startswith(_RULE))
    if expr.kind not in _MAKES or not harmless_to:
        return value
    head = head_of(walk, expr)
    if not head or not all(_is_checked(walk, text) for text in head):
        return value
    return cleaned(value, harmless_to)


def _is_checked(walk: Walk, text: str) -> bool:
    needs = walk.checks.fine.get(text)
    return needs is not None and (not needs or KEY in needs)


def _parts(expr: Expr) -> list[str | Expr]:
    """The parts of a template, or of texts that are put together."""
    if expr.kind == "template":
        return [part for part in expr.parts if part != ""]
    if expr.kind == "text":
        return [str(expr.value)]
    if expr.kind == "binary" and expr.name == "+" and len(expr.args) == 2:
        first = expr.args[0]
        return [*(_parts(first) or [first]), *(_parts(expr.args[1]) or [expr.args[1]])]
    return []


def _of_parts(walk: Walk, parts: list[str | Expr], depth: int) -> frozenset[str] | None:
    if parts and not isinstance(parts[0], str):
        begins = head_of(walk, parts[0], depth + 1)
        if begins is not None:
            return begins
        parts = [] if walk.evaluate(parts[0]) else parts[1:]  # of a setting
    if not parts or not isinstance(parts[0], str) or not parts[0].startswith("/"):
        return None
    if parts[0] != "/":
        return frozenset() if parts[0][1] not in "/\\" else None
    following = parts[1] if len(parts) > 1 else None
    if not isinstance(following, Expr) or following.kind not in {"name", "attr"}:
        return None
    return frozenset({walk.module.text(following.node)})
