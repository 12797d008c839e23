"""A statement with bound values written as Python again, in the literals and lines that it had."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

import libcst as cst

from backend_review.fixes.python._change import replaced
from backend_review.fixes.python._codemod import Parsed
from backend_review.fixes.python._sql_text import Bound, Hole, Literal, Statement, Text


@dataclass
class _Chunk:
    """What becomes one literal."""

    literal: Literal
    line: int
    parts: list[Text | Hole | str] = field(default_factory=list)


def written(
    module: Parsed,
    node: cst.BaseExpression,
    statement: Statement,
    placeholder: Callable[[int, Bound], str],
    *,
    double_percent: bool,
) -> cst.BaseExpression | None:
    """The expression that takes the place of ``node``; None where that would lose something (a comment)."""
    if module.inside(node, cst.Comment):
        return _in_place(module, node, _operands(statement, placeholder), double_percent)
    operands = _merged(_operands(statement, placeholder))
    texts = [operand if isinstance(operand, str) else _literal(operand, double_percent) for operand in operands]
    if any(text is None for text in texts):
        return None
    result = ""
    previous: _Chunk | str | None = None
    for operand, text in zip(operands, texts, strict=True):
        if isinstance(operand, str) or isinstance(previous, str):
            result += f" + {text}" if previous is not None else str(text)
        elif previous is not None:
            result += (_line_break(module, operand) if operand.line > previous.line else " ") + str(text)
        else:
            result = str(text)
        previous = operand
    alone = len(operands) == 1
    parsed = module.expression(f"({result})")
    keeps = bool(node.lpar) and not (alone and isinstance(node, cst.BinaryOperation) and _in_argument(module, node))
    if not keeps and (_in_argument(module, node) or "\n" not in result or alone):
        return parsed.with_changes(lpar=[], rpar=[])
    return parsed


def _in_place(
    module: Parsed, node: cst.BaseExpression, operands: list[_Chunk | str], double_percent: bool
) -> cst.BaseExpression | None:
    """The expression with its literals exchanged where they stand, comments between them kept; None for a sum."""
    base = node
    if isinstance(base, cst.BinaryOperation) and isinstance(base.operator, cst.Modulo):
        base = base.left
    elif isinstance(base, cst.Call) and isinstance(base.func, cst.Attribute):
        base = base.func.value
    if module.inside(base, cst.BinaryOperation) or not module.inside(base, cst.Comment):
        return None
    texts: dict[cst.CSTNode, str] = {}
    for operand in operands:
        text = None if isinstance(operand, str) else _literal(operand, double_percent)
        if isinstance(operand, str) or text is None or operand.literal.node in texts:
            return None
        texts[operand.literal.node] = text
    new = replaced(base, {old: module.expression(texts.get(old, '""')) for old in _leaves(base)})
    return new if isinstance(new, cst.BaseExpression) else None


def _leaves(node: cst.BaseExpression) -> list[cst.BaseExpression]:
    """The literals that stand side by side."""
    leaves: list[cst.BaseExpression] = []
    waiting = [node]
    while waiting:
        head = waiting.pop()
        if isinstance(head, cst.ConcatenatedString):
            waiting += [head.right, head.left]
        else:
            leaves.append(head)
    return leaves


def _in_argument(module: Parsed, node: cst.CSTNode) -> bool:
    return isinstance(module.parent(node), (cst.Arg, cst.Element))


def _operands(statement: Statement, placeholder: Callable[[int, Bound], str]) -> list[_Chunk | str]:
    result: list[_Chunk | str] = []
    number = 0
    for piece in statement.pieces:
        if isinstance(piece, Hole) and piece.literal is None:
            result.append(piece.formatted[1:-1])
            continue
        literal = piece[0] if isinstance(piece, tuple) else piece.literal
        if literal is None:
            continue
        last = result[-1] if result else None
        if not isinstance(last, _Chunk) or last.literal is not literal:
            last = _Chunk(literal, literal.line)
            result.append(last)
        if isinstance(piece, tuple):
            last.parts.append(placeholder(number, piece[1]))
            number += 1
        else:
            last.parts.append(piece)
    return result


def _merged(operands: list[_Chunk | str]) -> list[_Chunk | str]:
    """Literals that now touch, made one where they are of a kind and on a line."""
    result: list[_Chunk | str] = []
    for operand in operands:
        last = result[-1] if result else None
        if isinstance(operand, _Chunk) and isinstance(last, _Chunk):
            alike = operand.literal.quote == last.literal.quote and _raw(operand) == _raw(last)
            if alike and (operand.line == last.line or len(operand.literal.quote) == 3):
                last.parts += operand.parts
                continue
        result.append(operand)
    return result


def _raw(chunk: _Chunk) -> bool:
    return "r" in chunk.literal.prefix.lower()


def _literal(chunk: _Chunk, double_percent: bool) -> str | None:
    """The literal's source; None if it would have to be an f-string with what none of 3.10 may have."""
    holes = [part for part in chunk.parts if isinstance(part, Hole)]
    prefix = re.sub("(?i)f", "", chunk.literal.prefix)
    if holes:
        was = isinstance(chunk.literal.node, cst.FormattedString)
        prefix = chunk.literal.prefix if was else "f" + prefix
        if not was and any(re.search(r"[\\'\"\n]", hole.formatted) for hole in holes):
            return None
    text = ""
    for part in chunk.parts:
        if isinstance(part, Hole):
            text += part.formatted
            continue
        raw = part if isinstance(part, str) else part.raw
        if double_percent and not isinstance(part, str):
            raw = raw.replace("%", "%%")
        text += raw.replace("{", "{{").replace("}", "}}") if holes else raw
    return f"{prefix}{chunk.literal.quote}{text}{chunk.literal.quote}"


def _line_break(module: Parsed, chunk: _Chunk) -> str:
    """A new line, indented as the literal's was; libcst itself adds what the block is indented by."""
    statement = module.statement(chunk.literal.node)
    block = _indent(module, module.start(statement).line) if statement is not None else ""
    return module.tree.default_newline + _indent(module, chunk.line).removeprefix(block)


def _indent(module: Parsed, line: int) -> str:
    source = module.tree.code.split("\n")[line - 1]
    return source[: len(source) - len(source.lstrip())]
