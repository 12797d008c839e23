"""Values that a row was found by: keys that the server gave, which harm neither paths nor addresses nor lines of a log.

A statement of SQL is another matter: some databases compare ``1 OR 1=1`` with a number by its first digits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from msgspec.structs import replace
from tree_sitter import Node

from backend_review.index.expressions.data import Expr
from backend_review.model.taint.data import Core, Taint, cleaned, join
from backend_review.model.taint.summaries import Told

if TYPE_CHECKING:
    from backend_review.model.taint.walk import Walk

# Stands among what a value needs to be ours: it is a key, and no more is known.
KEY = "=key"
AS_KEY = frozenset({KEY})
HARMLESS_TO = frozenset({"path-traversal", "server-side-request-forgery", "open-redirect", "log-injection"})

# Columns that hold keys of the server's making.
_COLUMN = re.compile(r"^(?:id|_id|pk|uuid|guid|\w+_(?:id|pk|uuid)|\w+(?:Id|Uuid|ID|UUID))$")
_BY_KEY = {"findByPk", "findById", "findByIdAndUpdate", "findByIdAndDelete", "findByIdOrFail"}
# A function of the project that says it finds a row by its key: ``UserService.findUserById(id)``.
_SAYS_BY_KEY = re.compile(
    r"^_*(?:find|get|retrieve|fetch|load|lookup|lookUp|read|Find|Get|Retrieve|Fetch|Load|Lookup|Read)"
    r"(?:\w*By(?:Id|ID|Pk|PK|Uuid|UUID)|\w*_by_(?:id|pk|uuid))$"
)
_NAMES_KEY = re.compile(r"^(?:id|pk|uuid|guid|\w+_(?:id|pk|uuid)|\w+(?:Id|ID|Uuid|UUID))$")
_BY_WHERE = {
    "findUnique", "findFirst", "findOne", "findOneBy", "findUniqueOrThrow", "findFirstOrThrow", "findOneOrFail",
    "findOneByOrFail", "findOneOrThrow",
}  # fmt: skip
_ENDS = {"first", "one", "one_or_none", "scalar", "scalar_one", "scalar_one_or_none", "exists", "first_or_404",
         "one_or_404", "Take", "First"}  # fmt: skip
_FILTERS = {"where", "filter", "filter_by", "Where", "andWhere"}
_GETS = {"get", "get_or_404"}
_NAMED = {"get_object_or_404", "aget_object_or_404", "get", "aget", "get_or_none", "get_or_404"}
_RAISING = re.compile(r"OrThrow$|OrFail$|_or_404$|^(?:one|scalar_one)$")
_MODEL = re.compile(r"^(?:\w+\.)*[A-Z]\w*$")
_SQL_KEY = re.compile(r"(?is)\bwhere\s+(?:\w+\.)?(\w+)\s*=\s*(?:\$1|\?|%s)(?![\s\S]*\bor\b)")
_CONDITION = re.compile(r"^\s*(?:\w+\.)?(\w+)\s*=\s*\?\s*$")
_SQL_ROW = {"QueryRow", "QueryRowContext", "GetContext", "Get", "QueryRowx"}
_MOST = 12


def found(walk: Walk, expr: Expr) -> tuple[list[Node], bool]:
    """The values that a call finds one row by, and whether it raises when there is none."""
    target = expr.target
    if expr.kind == "attr" and expr.name == "Error" and expr.target is not None:
        return found(walk, expr.target)  # db.First(…).Error
    if expr.kind != "call" or target is None:
        return [], False
    if target.name == "Scan" and target.target is not None:
        return found(walk, target.target)
    nodes = [item.node for item in _by(walk, expr, target)]
    raises = bool(_RAISING.search(target.name)) or (
        target.name in {"get", "aget"} and ".objects" in walk.module.text(target.node)
    )
    return nodes, raises


def told(walk: Walk, expr: Expr, subject: str) -> Told:
    """What the answer of a look-up tells of one that it was asked by: a row is there, or (Go) an error is not."""
    fine = {subject: AS_KEY}
    return Told(no=fine) if walk.module.language == "go" else Told(fine)


def _by(walk: Walk, expr: Expr, target: Expr) -> Iterator[Expr]:
    if _SAYS_BY_KEY.match(target.name):
        given = (*expr.args, *expr.named.values())
        yield from (item for item in given if item.kind in {"name", "attr"} and _NAMES_KEY.match(item.name))
    by = {"javascript": _by_javascript, "python": _by_python, "go": _by_go}.get(walk.module.language)
    if by is not None:
        yield from by(walk, expr, target)


def _by_javascript(walk: Walk, expr: Expr, target: Expr) -> Iterator[Expr]:
    first = expr.args[0] if expr.args else None
    if target.name in _BY_KEY and first is not None:
        yield first
    elif target.name in _BY_WHERE and first is not None:
        yield from _where(first)
    elif target.name == "first":
        yield from _chain(walk, expr)


def _by_python(walk: Walk, expr: Expr, target: Expr) -> Iterator[Expr]:
    name = target.name
    if name in _NAMED:
        yield from (item for key, item in expr.named.items() if _COLUMN.match(key))
    if name in _GETS and len(expr.args) == 2 and _MODEL.match(walk.module.text(expr.args[0].node)):
        yield expr.args[1]
    elif name in _GETS and len(expr.args) == 1 and re.search(r"[A-Z]\w*\.query$", _owner(walk, target)):
        yield expr.args[0]
    elif name in _ENDS:
        yield from _chain(walk, expr)


def _by_go(walk: Walk, expr: Expr, target: Expr) -> Iterator[Expr]:
    if target.name in {"First", "Take"}:
        yield from _condition(expr.args[1:])
        yield from _chain(walk, expr)
    elif target.name in _SQL_ROW:
        texts = [index for index, item in enumerate(expr.args) if item.kind == "text"]
        column = _SQL_KEY.search(str(expr.args[texts[0]].value)) if texts else None
        if column and _COLUMN.match(column[1]) and len(expr.args) > texts[0] + 1:
            yield expr.args[texts[0] + 1]


def _owner(walk: Walk, target: Expr) -> str:
    return walk.module.text(target.target.node) if target.target is not None else ""


def _where(given: Expr) -> Iterator[Expr]:
    """``{ where: { id } }``, ``{ _id: id }``"""
    if given.kind != "dict":
        return
    entries = {str(key.value or key.name): item for key, item in given.entries if key is not None}
    inside = entries.get("where")
    if inside is not None:
        yield from _where(inside)
        return
    if "OR" in entries or "$or" in entries:
        return
    yield from (item for name, item in entries.items() if _COLUMN.match(name))


def _chain(walk: Walk, expr: Expr) -> Iterator[Expr]:
    """``query(User).filter(User.id == id).first()``, ``Where("id = ?", id).First(&x)``, ``db.where({ id }).first()``"""
    current: Expr | None = expr
    text = walk.module.text(expr.node)
    if re.search(r"\bor_\(|\borWhere\b|\bOr\(", text):
        return
    for _ in range(_MOST):
        target = current.target if current is not None and current.kind == "call" else None
        if current is None or target is None or target.kind != "attr":
            return
        if target.name in _FILTERS:
            yield from (item for key, item in current.named.items() if _COLUMN.match(key))
            yield from (other for item in current.args for other in _compared(walk, item))
            yield from _condition(current.args)
            if current.args and current.args[0].kind == "dict":
                yield from _where(current.args[0])
        current = target.target


def _compared(walk: Walk, item: Expr) -> Iterator[Expr]:
    """``User.id == id``"""
    sides = item.node.named_children
    if item.node.type == "comparison_operator" and len(sides) == 2 and walk.module.text(item.node.child(1)) == "==":
        left, right = (walk.module.lower(side) for side in sides)
        if left.kind == "attr" and _COLUMN.match(left.name):
            yield right


def _condition(args: object) -> Iterator[Expr]:
    """``"id = ?", id``; ``'id', id``"""
    given = list(args) if isinstance(args, (list, tuple)) else []
    if len(given) != 2 or given[0].kind != "text":
        return
    column = _CONDITION.match(str(given[0].value))
    if _COLUMN.match(column[1] if column else str(given[0].value)):
        yield given[1]


def as_keys(walk: Walk, value: Taint, text: str, fine: Mapping[str, frozenset[str]]) -> Taint:
    """A value of which it, or a member of it, is a key that the server gave: harmless to patterns that mind no key."""
    harmless_to = walk.analysis.of_keys
    if not value or not harmless_to:
        return value
    if KEY in fine.get(text, ()):
        return cleaned(value, harmless_to)
    names = {known[len(text) + 1 :] for known, needs in fine.items() if KEY in needs and known.startswith(f"{text}.")}
    names = {name for name in names if "." not in name}
    if not names:
        return value
    # To all other patterns it is as it was.
    others = cleaned(
        {core: steps for core, steps in value.items() if not core.only or core.only - harmless_to}, harmless_to
    )
    minding = {
        replace(core, only=only, safe=core.safe | names): steps
        for core, steps in value.items()
        if (only := _only(core, harmless_to))
    }
    return join(others, minding)


def _only(core: Core, variants: frozenset[str]) -> frozenset[str]:
    return (core.only & variants if core.only else variants) - core.clean
