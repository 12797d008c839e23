"""SQL that grows in a variable: ``query += " AND …"``, its values kept beside it in a list or dictionary."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import libcst as cst

from backend_review.fixes.python._change import Change
from backend_review.fixes.python._codemod import Parsed
from backend_review.fixes.python._sql_text import Bound, Piece, Statement, Text, bind, pieces_of
from backend_review.fixes.python._sql_writing import written

_NAMES = ("params", "values", "parameters")


@dataclass(frozen=True)
class Grown:
    """What was made of it: the variable that holds the values, and the values."""

    name: str
    bound: list[Bound]


@dataclass
class _Part:
    """A line that gives the variable its text, or more of it."""

    line: cst.SimpleStatementLine
    value: cst.BaseExpression
    pieces: list[Piece]


def grown(module: Parsed, change: Change, query: cst.Name, style: str, *, double_quotes: bool) -> Grown | None:
    """Change each line that puts values into the text; None where the lines are not all understood.

    The first line stands before the use in a block around it, the others add to it between the two. Values are kept by
    place for ``qmark``, ``format`` and ``django``, else by name.
    """
    by_place = style in ("qmark", "format", "django")
    parts = _parts(module, query)
    texts = [piece.raw for part in parts or [] for piece in part.pieces if isinstance(piece, Text)]
    name = next((name for name in _NAMES if _is_free(module, name, query)), None)
    if not parts or name is None or not _can_be_bound(texts, style):
        return None
    done: list[Bound] = []
    for number, part in enumerate(parts):
        statement = bind(module, part.pieces, double_quotes=double_quotes, fragment=number > 0, limits=False)
        if statement is None and all(isinstance(piece, Text) for piece in part.pieces):
            continue
        if statement is None or not _rewrite(module, change, part, statement, style):
            return None
        clash = {item.name for item in done} & {item.name for item in statement.bound}
        if not by_place and (clash or _in_loop(module, part.line, query)):
            return None
        done += statement.bound
    for number, part in enumerate(parts):
        held = [item for item in done if any(item.holes[0] is piece for piece in part.pieces)]
        for text in _kept(name, held, by_place, first=number == 0):
            change.after(part.line, text)
    return Grown(name, done) if done else None


def _kept(name: str, held: list[Bound], by_place: bool, *, first: bool) -> list[str]:
    """The lines that keep values, behind the line whose text they are for."""
    if first:
        return [f"{name} = {_held(held, by_place)}"]
    if not by_place:
        return [f'{name}["{item.name}"] = {item.value}' for item in held]
    if len(held) == 1:
        return [f"{name}.append({held[0].value})"]
    return [f"{name} += {_held(held, by_place)}"] if held else []


def _is_free(module: Parsed, name: str, query: cst.Name) -> bool:
    """Whether a name means nothing yet in the function that a name is in."""
    function = module.function(query)
    for use in module.names.uses.get(name, []):
        inside = use.scope is function or any(above is function for above in module.ancestors(use.scope))
        if inside or (use.scope is module.tree and use.binds):
            return False
    return True


def _can_be_bound(texts: list[str], style: str) -> bool:
    """Whether no text has what the driver would read otherwise once it is given values."""
    if style in ("format", "django"):
        return not any("%" in re.sub(r"%'|'%", "", text) for text in texts)
    mark = r"\?" if style == "qmark" else r"(?<![:\w\\]):\w"
    return not any(re.search(mark, text) for text in texts)


def _held(bound: list[Bound], by_place: bool) -> str:
    if by_place:
        return f"[{', '.join(item.value for item in bound)}]"
    return "{" + ", ".join(f'"{item.name}": {item.value}' for item in bound) + "}"


def _parts(module: Parsed, query: cst.Name) -> list[_Part] | None:
    """The lines that make the text, in order; None if anything else is done with the variable."""
    uses = module.uses(query)
    if module.scope_of(query) is not module.function(query) or query.value in module.names.free:
        return None
    if [use.node for use in uses if not use.binds] != [query]:
        return None
    parts: list[_Part] = []
    for use in uses:
        if not use.binds:
            break
        assign = module.parent(use.node)
        assign = module.parent(assign) if isinstance(assign, cst.AssignTarget) else assign
        first = not parts
        known = isinstance(assign, cst.Assign) if first else isinstance(assign, cst.AugAssign)
        if not known or not isinstance(assign, (cst.Assign, cst.AugAssign)):
            return None
        if isinstance(assign, cst.AugAssign) and not isinstance(assign.operator, cst.AddAssign):
            return None
        line = module.parent(assign)
        pieces = pieces_of(module, assign.value)
        if not isinstance(line, cst.SimpleStatementLine) or len(line.body) != 1 or pieces is None:
            return None
        parts.append(_Part(line, assign.value, pieces))
    if len(parts) != sum(use.binds for use in uses) or len(parts) < 2:
        return None
    block = module.parent(parts[0].line)
    around = any(above is block for above in module.ancestors(query))
    return parts if around and not _in_loop(module, query, parts[0].line) else None


def _in_loop(module: Parsed, node: cst.CSTNode, other: cst.CSTNode) -> bool:
    """Whether a loop is around a node and not around the other."""
    loops = [above for above in module.ancestors(node) if isinstance(above, (cst.For, cst.While))]
    return any(all(above is not loop for above in module.ancestors(other)) for loop in loops)


def _rewrite(module: Parsed, change: Change, part: _Part, statement: Statement, style: str) -> bool:
    placeholders: dict[str, Callable[[int, Bound], str]] = {
        "qmark": lambda number, value: "?",
        "format": lambda number, value: "%s",
        "django": lambda number, value: "%s",
    }
    placeholder = placeholders.get(style, lambda number, value: f":{value.name}")
    new = written(module, part.value, statement, placeholder, double_percent=False)
    if new is None:
        return False
    change.replace(part.value, new)
    return True
