"""Imports added where a file has its own."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence

import libcst as cst

_Statement = cst.SimpleStatementLine | cst.BaseCompoundStatement
_FUTURE, _STANDARD, _OTHER, _OWN = range(4)


def with_imports(tree: cst.Module, wanted: Sequence[tuple[str, str]]) -> cst.Module:
    """The module with these at its top: ``(module, "")`` for ``import module``, else ``from module import name``.

    A name joins a line that imports from its module already. Others go after the docstring and imports from
    ``__future__``, into the group of their kind (standard library, others, the project's own) and there in order of
    names, plain imports first.
    """
    for module, name in dict.fromkeys(wanted):
        tree = _with(tree, module, name)
    return tree


def _with(tree: cst.Module, module: str, name: str) -> cst.Module:
    body = list(tree.body)
    first = _after_docstring(body)
    last = first
    while last < len(body) and _imported(body[last]) is not None:
        last += 1
    for number in range(first, last if name else first):
        wider = _wider(body[number], module, name)
        if wider is not None:
            body[number] = wider
            return tree.with_changes(body=body)
    text = f"from {module} import {name}" if name else f"import {module}"
    new = cst.parse_statement(text, config=tree.config_for_parsing)
    assert isinstance(new, cst.SimpleStatementLine)  # noqa: S101
    key = (_kind(module, 0), bool(name), module)
    place = first
    for number in range(first, last):
        if (_imported(body[number]) or key) < key:
            place = number + 1
    if place == first and first < last:
        # What stands above the first import (a comment, a blank line) stays there.
        head = body[first]
        assert isinstance(head, cst.SimpleStatementLine)  # noqa: S101
        apart = (_imported(head) or key)[0] != key[0]
        new = new.with_changes(leading_lines=head.leading_lines)
        body[first] = head.with_changes(leading_lines=[cst.EmptyLine(indent=False)] if apart else [])
    elif place > first:
        before = _imported(body[place - 1])
        if before is not None and before[0] != key[0]:
            new = new.with_changes(leading_lines=[cst.EmptyLine(indent=False)])
        follows = _imported(body[place]) if place < last else None
        if follows is not None and follows[0] != key[0] and not _begins_blank(body[place]):
            body[place] = _with_blank(body[place])
    else:
        body, new = _alone(body, new, place)
    body.insert(place, new)
    return tree.with_changes(body=body)


def unused_imports(tree: cst.Module, names: set[str]) -> set[str]:
    """Those of these names that are written once in the module: where they are imported."""
    code = tree.code
    return {name for name in names if len(re.findall(rf"\b{re.escape(name)}\b", code)) == 1}


def without_imports(tree: cst.Module, unused: set[str]) -> cst.Module:
    """The module without the imports at its top that bind these names."""
    body: list[_Statement] = []
    above: Sequence[cst.EmptyLine] | None = None  # of a line that is gone
    for line in tree.body:
        kept = _narrower(line, unused) if unused else line
        if kept is None:
            begins = not body or _imported(body[-1]) is None or _begins_blank(line)
            above = line.leading_lines if above is None and begins else above
            continue
        if above is not None and _imported(kept) is not None and (not above or _begins_blank(kept)):
            comments = [item for item in kept.leading_lines if item.comment is not None]
            kept = kept.with_changes(leading_lines=[*above, *comments])
        above = None
        body.append(kept)
    return tree.with_changes(body=body)


def _narrower(line: _Statement, unused: set[str]) -> _Statement | None:
    """A line less the names that it imports for nothing; None for one that is left with none."""
    if _imported(line) is None or not isinstance(line, cst.SimpleStatementLine) or len(line.body) != 1:
        return line
    found = line.body[0]
    if not isinstance(found, (cst.Import, cst.ImportFrom)) or isinstance(found.names, cst.ImportStar):
        return line
    kept = [item for item in found.names if _bound(item) not in unused]
    if len(kept) == len(found.names):
        return line
    if not kept:
        return line if any(item.comment for item in line.leading_lines) else None
    kept[-1] = kept[-1].with_changes(comma=found.names[-1].comma)
    return line.with_changes(body=[found.with_changes(names=kept)])


def _bound(item: cst.ImportAlias) -> str:
    if item.asname is not None:
        return item.asname.name.value if isinstance(item.asname.name, cst.Name) else ""
    return "" if isinstance(item.name, cst.Attribute) else item.name.value


def _wider(line: _Statement, module: str, name: str) -> _Statement | None:
    """A line that imports from the module already, with one name more, in its order and layout."""
    if not isinstance(line, cst.SimpleStatementLine) or len(line.body) != 1:
        return None
    found = line.body[0]
    if not isinstance(found, cst.ImportFrom) or found.relative or isinstance(found.names, cst.ImportStar):
        return None
    if found.module is None or _path(found.module) != module:
        return None
    names = _with_name(found, list(found.names), name)
    return line.with_changes(body=[found.with_changes(names=names)])


def _alone(
    body: list[_Statement], new: cst.SimpleStatementLine, place: int
) -> tuple[list[_Statement], cst.SimpleStatementLine]:
    """A first import, with blank lines around it."""
    if place:
        new = new.with_changes(leading_lines=[cst.EmptyLine(indent=False)])
    if place < len(body) and not _begins_blank(body[place]):
        body[place] = _with_blank(body[place])
    return body, new


def _after_docstring(body: Sequence[cst.CSTNode]) -> int:
    place = 0
    if body and isinstance(body[0], cst.SimpleStatementLine) and isinstance(body[0].body[0], cst.Expr):
        place = isinstance(body[0].body[0].value, (cst.SimpleString, cst.ConcatenatedString))
    while place < len(body):
        found = _imported(body[place])
        if found is None or found[0] != _FUTURE:
            break
        place += 1
    return int(place)


def _imported(statement: cst.CSTNode) -> tuple[int, bool, str] | None:
    """The kind, form and module of a line that is one import; None for others."""
    if not isinstance(statement, cst.SimpleStatementLine):
        return None
    found = statement.body[0]
    if isinstance(found, cst.Import):
        module = _path(found.names[0].name)
        return _kind(module, 0), False, module
    if isinstance(found, cst.ImportFrom):
        module = _path(found.module) if found.module else ""
        return _kind(module, len(found.relative)), True, module
    return None


def _kind(module: str, dots: int) -> int:
    first = module.split(".")[0]
    if dots:
        return _OWN
    if first == "__future__":
        return _FUTURE
    return _STANDARD if first in sys.stdlib_module_names else _OTHER


def _path(node: cst.BaseExpression) -> str:
    if isinstance(node, cst.Attribute):
        return f"{_path(node.value)}.{node.attr.value}"
    return node.value if isinstance(node, cst.Name) else ""


def _begins_blank(statement: cst.CSTNode) -> bool:
    lines: Sequence[cst.EmptyLine] = getattr(statement, "leading_lines", ())
    return bool(lines) and lines[0].comment is None


def _with_blank(statement: _Statement) -> _Statement:
    lines: Sequence[cst.EmptyLine] = getattr(statement, "leading_lines", ())
    return statement.with_changes(leading_lines=[cst.EmptyLine(indent=False), *lines])


def _with_name(found: cst.ImportFrom, names: list[cst.ImportAlias], name: str) -> list[cst.ImportAlias]:
    new = cst.ImportAlias(cst.Name(name))
    keys = [_member_key(_path(item.name)) for item in names]
    place = len(names)
    if keys == sorted(keys):
        place = next((number for number, key in enumerate(keys) if _member_key(name) < key), len(names))
    first = names[0].comma
    between: cst.BaseParenthesizableWhitespace = cst.SimpleWhitespace(" ")
    if len(names) > 1 and isinstance(first, cst.Comma):
        between = _bare(first.whitespace_after)
    elif isinstance(found.lpar, cst.LeftParen) and isinstance(found.lpar.whitespace_after, cst.ParenthesizedWhitespace):
        between = _bare(found.lpar.whitespace_after)
    comma = cst.Comma(whitespace_after=between)
    if place < len(names):
        return [*names[:place], new.with_changes(comma=comma), *names[place:]]
    last = names[-1]
    if isinstance(last.comma, cst.Comma):
        after = last.comma.whitespace_after
        if isinstance(after, cst.ParenthesizedWhitespace) and isinstance(between, cst.ParenthesizedWhitespace):
            kept = after.with_changes(indent=between.indent, last_line=between.last_line)
            comma = cst.Comma(whitespace_after=kept)
            new = new.with_changes(comma=cst.Comma(whitespace_after=_bare(after)))
    return [*names[:-1], last.with_changes(comma=comma), new]


def _bare(space: cst.BaseParenthesizableWhitespace) -> cst.BaseParenthesizableWhitespace:
    """The same less its comments and blank lines."""
    if not isinstance(space, cst.ParenthesizedWhitespace):
        return space
    return space.with_changes(first_line=cst.TrailingWhitespace(newline=space.first_line.newline), empty_lines=[])


def _member_key(name: str) -> tuple[int, str]:
    """The order of names in an import: constants, classes, the rest."""
    kind = 0 if name.isupper() and len(name) > 1 else 1 if name[:1].isupper() else 2
    return kind, name.lower()
