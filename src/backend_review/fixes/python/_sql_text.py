"""SQL texts as Python puts them together, and the same texts with values bound."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

import libcst as cst

from backend_review.fixes.python._codemod import Parsed

_SPEC = re.compile(r"%(?:\((?P<name>\w+)\))?(?P<kind>[sdrif%])")
_FIELD = re.compile(r"\{\{|\}\}|\{(?P<name>\w*)(?P<rest>[^{}]*)\}")
# What a value may follow where it has no quotes of its own.
_VALUE_AFTER = re.compile(
    r"(?is)(?:[^|:]=|<|>|\b(?:i?like|rlike|regexp|between)|\bbetween\s+\S+\s+and"
    r"|\bvalues\s*(?:\([^()]*\)\s*,\s*)*\((?:[^()]*,)?)\s*$"
)
_LIMIT_AFTER = re.compile(r"(?is)\b(?:limit|offset)\s+$")
_VALUE_BEFORE = re.compile(r"[\s),;]|::")
# Words that make what is quoted after them a part of the syntax.
_NO_VALUE_AFTER = re.compile(
    r"(?is)(?:[\w.]|\b(?:interval|date|time|timestamp|timestamptz|as|collate|escape|by|password|infile|outfile"
    r"|from|join|into|update|set|table|only|using|on|exists|database|schema|index|view)\s+)$"
)
_STATEMENT = re.compile(r"(?is)^[\s(]*(?:select|insert|update|delete|with|replace|merge|exec|execute|call)\s")
_OTHER_STATEMENT = re.compile(
    r"(?is)^[\s(]*(?:create|alter|drop|grant|revoke|set|copy|pragma|notify|listen|begin|use)\s"
)


@dataclass(frozen=True, eq=False)
class Literal:
    """A string literal of the source: where it stands, and what is around its text."""

    node: cst.SimpleString | cst.FormattedString
    prefix: str
    quote: str
    line: int
    column: int


@dataclass(frozen=True, eq=False)
class Text:
    """Characters of a literal as they are escaped there; what formatting doubles (``{{``, ``%%``) is single."""

    literal: Literal
    raw: str


@dataclass(frozen=True, eq=False)
class Hole:
    """A value put into the text. ``formatted`` is how an f-string writes it; ``literal`` is None beside a ``+``."""

    value: cst.BaseExpression
    formatted: str
    literal: Literal | None
    shown: bool = False  # with quotes of ``repr``


Piece = Text | Hole


@dataclass(frozen=True, eq=False)
class Bound:
    """A placeholder's value: an expression, and a name for it. ``after`` counts the older placeholders before it."""

    value: str
    name: str
    quoted: bool
    holes: tuple[Hole, ...]
    after: int


@dataclass
class Statement:
    """A text whose values are bound. ``pieces`` is what is left; a placeholder is a ``Bound`` there."""

    pieces: list[Text | Hole | tuple[Literal, Bound]] = field(default_factory=list)
    bound: list[Bound] = field(default_factory=list)


def pieces_of(module: Parsed, node: cst.BaseExpression) -> list[Piece] | None:
    """The pieces of an expression that makes text; None for one that is not understood."""
    if isinstance(node, cst.SimpleString):
        return _of_literal(module, node)
    if isinstance(node, cst.ConcatenatedString):
        left, right = pieces_of(module, node.left), pieces_of(module, node.right)
        return left + right if left is not None and right is not None else None
    if isinstance(node, cst.FormattedString):
        return _of_fstring(module, node)
    if isinstance(node, cst.BinaryOperation):
        if isinstance(node.operator, cst.Add):
            return _of_sum(module, node)
        if isinstance(node.operator, cst.Modulo):
            return _of_percent(module, node)
    if isinstance(node, cst.Call) and isinstance(node.func, cst.Attribute) and node.func.attr.value == "format":
        return _of_format(module, node, node.func.value)
    return None


def _literal(module: Parsed, node: cst.SimpleString | cst.FormattedString) -> tuple[Literal, str] | None:
    """The literal and, of a plain one, its text; None for bytes and for escapes that are more than quotes and lines."""
    if isinstance(node, cst.SimpleString):
        prefix, quote, raw = node.prefix, node.quote, node.raw_value
    else:
        quote = node.end
        prefix, raw = node.start[: -len(quote)], module.text(node)
    if "b" in prefix.lower() or re.search(r"\\(?![nt'\"\n])", raw) or ("r" in prefix.lower() and "\\" in raw):
        return None
    place = module.start(node)
    return Literal(node, prefix, quote, place.line, place.column), raw


def _of_literal(module: Parsed, node: cst.SimpleString) -> list[Piece] | None:
    found = _literal(module, node)
    return [Text(*found)] if found else None


def _of_fstring(module: Parsed, node: cst.FormattedString) -> list[Piece] | None:
    found = _literal(module, node)
    if not found:
        return None
    result: list[Piece] = []
    for part in node.parts:
        if isinstance(part, cst.FormattedStringText):
            result.append(Text(found[0], part.value.replace("{{", "{").replace("}}", "}")))
        elif isinstance(part, cst.FormattedStringExpression):
            if part.format_spec is not None or part.equal is not None:
                return None
            result.append(Hole(part.expression, module.text(part), found[0], part.conversion == "r"))
    return result


def _of_sum(module: Parsed, node: cst.BinaryOperation) -> list[Piece] | None:
    result: list[Piece] = []
    for operand in _operands(node):
        pieces = pieces_of(module, operand)
        if pieces is None:
            if isinstance(operand, (cst.SimpleString, cst.FormattedString, cst.ConcatenatedString)):
                return None
            pieces = [Hole(operand, f"{{{module.text(operand)}}}", None)]
        result += pieces
    return result


def _operands(node: cst.BinaryOperation) -> list[cst.BaseExpression]:
    operands: list[cst.BaseExpression] = []
    waiting: list[cst.BaseExpression] = [node]
    while waiting:
        head = waiting.pop()
        if isinstance(head, cst.BinaryOperation) and isinstance(head.operator, cst.Add):
            waiting += [head.right, head.left]
        else:
            operands.append(head)
    return operands


def _of_percent(module: Parsed, node: cst.BinaryOperation) -> list[Piece] | None:
    template = pieces_of(module, node.left)
    right = node.right
    named: dict[str, cst.BaseExpression] = {}
    values: list[cst.BaseExpression] = [right]
    if isinstance(right, cst.Tuple):
        values = [element.value for element in right.elements]
        if any(isinstance(element, cst.StarredElement) for element in right.elements):
            return None
    elif isinstance(right, cst.Dict):
        for element in right.elements:
            key = module.constant(element.key) if isinstance(element, cst.DictElement) else None
            if key is None:
                return None
            named[key] = element.value
    used = iter(values)

    def value(found: re.Match[str]) -> cst.BaseExpression | None:
        return named.get(found["name"]) if found["name"] else next(used, None) if not named else None

    return _filled(module, template, _SPEC, value)


def _of_format(module: Parsed, node: cst.Call, text: cst.BaseExpression) -> list[Piece] | None:
    template = pieces_of(module, text)
    if any(argument.star for argument in node.args):
        return None
    places = [argument.value for argument in node.args if argument.keyword is None]
    named = {argument.keyword.value: argument.value for argument in node.args if argument.keyword}
    used = iter(places)

    def value(found: re.Match[str]) -> cst.BaseExpression | None:
        name = found["name"]
        if found["rest"]:
            return None
        if name.isdigit():
            return places[int(name)] if int(name) < len(places) else None
        return named.get(name) if name else next(used, None)

    return _filled(module, template, _FIELD, value)


def _filled(
    module: Parsed,
    template: list[Piece] | None,
    pattern: re.Pattern[str],
    value: Callable[[re.Match[str]], cst.BaseExpression | None],
) -> list[Piece] | None:
    """A template's pieces with values in its fields; None if one is not to be had."""
    result: list[Piece] = []
    for piece in template or []:
        if isinstance(piece, Hole):
            return None
        done = 0
        for found in pattern.finditer(piece.raw):
            if found[0] in ("{{", "}}", "%%"):
                result.append(Text(piece.literal, piece.raw[done : found.start()] + found[0][0]))
            else:
                given = value(found)
                if given is None:
                    return None
                result.append(Text(piece.literal, piece.raw[done : found.start()]))
                shown = found.groupdict().get("kind") == "r"
                result.append(Hole(given, f"{{{module.text(given)}}}", piece.literal, shown))
            done = found.end()
        result.append(Text(piece.literal, piece.raw[done:]))
    return result or None


class _Binding:
    """One walk over the pieces that takes values out of the text."""

    def __init__(self, module: Parsed, *, double_quotes: bool, fragment: bool, limits: bool) -> None:
        """``double_quotes``: the database takes ``"x"`` for text, too; ``fragment``: what is read is a condition."""
        self._module = module
        self._quotes = "'\"" if double_quotes else "'"
        self._fragment = fragment
        self._limits = limits
        self._done = Statement()
        self._quote = ""
        self._inside: list[tuple[Literal | None, str | Hole]] = []
        self._before = ""
        self._whole = ""
        self._literal: Literal | None = None
        self._named: set[str] = set()

    def bind(self, pieces: list[Piece]) -> Statement | None:
        """The statement, or None where it has no values that can be bound or is not understood."""
        whole = "".join(piece.raw if isinstance(piece, Text) else "\x01" for piece in pieces)
        whole = re.sub(r"\\[nt\n]", " ", whole)
        self._whole = whole
        begins = bool(_STATEMENT.match(whole)) or (self._fragment and not _OTHER_STATEMENT.match(whole))
        if not begins or "--" in whole or "/*" in whole:
            return None
        for number, piece in enumerate(pieces):
            following = next((p for p in pieces[number + 1 :] if isinstance(p, Hole) or p.raw), None)
            if isinstance(piece, Text):
                self._text(piece)
            else:
                self._hole(piece, following)
        return self._done if not self._quote and self._done.bound else None

    def _text(self, piece: Text) -> None:
        self._literal = piece.literal
        kept: list[str] = []
        for token in re.findall(r"\\.|''|\"\"|.", piece.raw, re.DOTALL):
            char = token[1] if token in ("\\'", '\\"') else token
            if self._quote:
                if char == self._quote:
                    kept = self._close(piece.literal, token)
                else:
                    self._inside.append((piece.literal, token))
            elif len(char) == 1 and char in self._quotes:
                self._keep(piece.literal, kept)
                kept, self._quote, self._inside = [], char, [(piece.literal, token)]
            else:
                kept.append(token)
        if not self._quote:
            self._keep(piece.literal, kept)

    def _keep(self, literal: Literal, tokens: list[str]) -> None:
        text = "".join(tokens)
        if text:
            self._done.pieces.append(Text(literal, text))
            self._before += text

    def _close(self, literal: Literal, token: str) -> list[str]:
        """The end of a quoted text: a placeholder if it has holes, else what it was. Returns what is to be kept yet."""
        opened, inside = self._inside[0], self._inside[1:]
        self._quote, self._inside = "", []
        holes = tuple(part for _, part in inside if isinstance(part, Hole))
        value = self._value(inside) if holes else None
        before = re.sub(r"\\[nt]", " ", self._before)
        # What is in double quotes may as well be the name of a column, except where one compares or lists values.
        syntax = _NO_VALUE_AFTER.search(before) or (opened[1] == '"' and not _VALUE_AFTER.search(before))
        if value is None or syntax:
            for owner, part in [opened, *inside]:
                if isinstance(part, Hole):
                    self._done.pieces.append(part)
                    self._before += "\x01"
                elif owner is not None:
                    self._keep(owner, [part])
            return [token]
        if opened[0] is not None:
            self._add(opened[0], Bound(value, self._name(holes), True, holes, self._placeholders()))
        return []

    def _value(self, inside: list[tuple[Literal | None, str | Hole]]) -> str | None:
        """The expression for what stood in quotes: the one value, or an f-string of text and values."""
        if len(inside) == 1 and isinstance(inside[0][1], Hole):
            return self._module.text(inside[0][1].value) if not inside[0][1].shown else None
        parts = []
        for _, part in inside:
            if isinstance(part, Hole):
                parts.append(part.formatted)
            elif part in ("''", '""', "\\'", '\\"'):
                parts.append(part[1])
            else:
                parts.append(part.replace("{", "{{").replace("}", "}}"))
        text = "".join(parts)
        if "\\" in text or "\n" in text:
            return None
        quote = next((quote for quote in "\"'" if quote not in text), None)
        return f"f{quote}{text}{quote}" if quote else None

    def _hole(self, hole: Hole, following: Piece | None) -> None:
        if self._quote:
            self._inside.append((hole.literal, hole))
            return
        before = re.sub(r"\\[nt]", " ", self._before)
        ends = following is None or (
            isinstance(following, Text) and _VALUE_BEFORE.match(following.raw.replace("\\", " "))
        )
        is_value = _VALUE_AFTER.search(before) or (self._limits and _LIMIT_AFTER.search(before))
        literal = hole.literal or self._literal
        if ends and is_value and literal is not None:
            value = self._module.text(_unwrapped(self._module, hole.value))
            self._add(literal, Bound(value, self._name((hole,)), hole.shown, (hole,), self._placeholders()))
        else:
            self._done.pieces.append(hole)
            self._before += "\x01"

    def _add(self, literal: Literal, bound: Bound) -> None:
        self._done.pieces.append((literal, bound))
        self._done.bound.append(bound)
        self._before += "\x02"

    def _placeholders(self) -> int:
        return len(re.findall(r"\?|%s", self._before))

    def _name(self, holes: tuple[Hole, ...]) -> str:
        name = base = name_of(self._module, _unwrapped(self._module, holes[0].value))
        number = 2
        while name in self._named or re.search(rf":{name}\b", self._whole):
            name, number = f"{base}_{number}", number + 1
        self._named.add(name)
        return name


def bind(module: Parsed, pieces: list[Piece], *, double_quotes: bool, fragment: bool, limits: bool) -> Statement | None:
    """The pieces with their values bound. Names of tables and columns, lists and sort orders stay as they are."""
    return _Binding(module, double_quotes=double_quotes, fragment=fragment, limits=limits).bind(pieces)


def _unwrapped(module: Parsed, value: cst.BaseExpression) -> cst.BaseExpression:
    """What ``str`` is called on; anything else as it is."""
    if isinstance(value, cst.Call) and module.text(value.func) == "str" and len(value.args) == 1:
        return value.args[0].value
    return value


def name_of(module: Parsed, value: cst.BaseExpression) -> str:
    """A name for a parameter: the variable's, attribute's or key's own."""
    name: str | None = None
    if isinstance(value, cst.Name):
        name = value.value
    elif isinstance(value, cst.Attribute):
        name = value.attr.value
    elif isinstance(value, cst.Subscript) and len(value.slice) == 1 and isinstance(value.slice[0].slice, cst.Index):
        name = module.constant(value.slice[0].slice.value)
    elif isinstance(value, cst.Call) and value.args:
        name = module.constant(value.args[0].value)
    return name if name and re.fullmatch(r"[A-Za-z]\w*", name) else "value"
