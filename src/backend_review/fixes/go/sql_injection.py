"""Values written into SQL are bound: ``"… = '" + name + "'"`` becomes ``"… = $1", name``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from backend_review.fixes.go import _sql
from backend_review.fixes.go._drivers import style
from backend_review.fixes.go._edits import Code, enclosing, function_of, is_input, is_text, uses
from backend_review.fixes.go._imports import name_of
from backend_review.fixes.proposal import Proposal, Replacement, Site
from backend_review.index.syntax import named, walk

if TYPE_CHECKING:
    from tree_sitter import Node

_STATEMENTS = {
    "Query", "QueryRow", "Exec", "QueryContext", "QueryRowContext", "ExecContext",
    "Queryx", "QueryRowx", "QueryxContext", "QueryRowxContext", "MustExec", "MustExecContext",
    "Get", "Select", "GetContext", "SelectContext", "Queue", "Raw", "SelectBySql",
}  # fmt: skip
_CONDITIONS = {"Where", "Or", "Not", "Having", "Joins"}
_VALUES = {
    "identifier", "selector_expression", "call_expression", "index_expression", "type_assertion_expression",
    "type_conversion_expression",
}  # fmt: skip
_NO_VALUES = re.compile(r"Join\(|^strconv\.|Sanitize|Quote|Escape|^sql\.|^pq\.")


def fix(site: Site) -> Proposal | None:
    """Bind the values of the statement at the finding; None where one is no value, or the driver is not known."""
    code = Code(site)
    if not code.whole:
        return None
    if site.finding.message.startswith("GORM takes a text in this place"):
        return _by_key(code)
    for call in code.around(*_STATEMENTS, *_CONDITIONS):
        found = _built(code, call)
        if found is not None:
            return _bound(code, call, *found)
    return None


def _by_key(code: Code) -> Proposal | None:
    """``db.First(&user, id)``: GORM takes a text that is no number for a condition."""
    call = code.call("First", "Find", "Take", "Last", "Delete")
    values = code.arguments(call) if call is not None else []
    if len(values) != 2 or not is_input(code, values[1]):
        return None
    described = f"compare the key with `{code.text(values[1])}`"
    behind = "models whose primary key is not the column id"
    return Proposal(described, False, (code.inserted(values[1].start_byte, '"id = ?", '),), behind)


def _bound(code: Code, call: Node, expression: Node, declared: Node | None) -> Proposal | None:
    sign = style(code, call)
    if sign is None:
        return None
    fragment = code.called(call) in _CONDITIONS
    if expression.type == "call_expression":
        return _Formatted(code, call, expression, declared, sign, fragment).proposal()
    return _Added(code, call, expression, declared, sign, fragment).proposal()


def _built(code: Code, call: Node) -> tuple[Node, Node | None] | None:
    """The expression that makes the statement's text, and the name it is kept in before the call."""
    for argument in code.arguments(call):
        if _makes_text(code, argument):
            return argument, None
        if argument.type == "identifier":
            value = _only_value(code, argument, call)
            if value is not None and _makes_text(code, value):
                return value, argument
    return None


def _makes_text(code: Code, node: Node) -> bool:
    if node.type == "binary_expression":
        parts = _sql.flattened(code, node)
        return parts is not None and any(_sql.is_string(part) for part in parts)
    return _is_format(code, node)


def _is_format(code: Code, node: Node) -> bool:
    name = name_of(code, "fmt", node)
    return bool(name) and node.type == "call_expression" and code.text(node).startswith(f"{name}.Sprintf(")


def _only_value(code: Code, name: Node, call: Node) -> Node | None:
    """What a local name is declared as, if only this call uses it and what it is made of stays the same until then."""
    function = function_of(name)
    if function is None:
        return None
    places = uses(code, function, code.text(name))
    if len(places) != 2 or places[1] != name:
        return None
    declaration = enclosing(places[0], "short_var_declaration", "var_spec")
    if declaration is None or function_of(declaration) != function:
        return None
    if declaration.type == "short_var_declaration":
        left, right = named(declaration.child_by_field_name("left")), named(declaration.child_by_field_name("right"))
        value = right[0] if len(left) == 1 == len(right) else None
    else:
        values = named(declaration.child_by_field_name("value"))
        value = values[0] if len(declaration.children_by_field_name("name")) == 1 == len(values) else None
    return value if value is not None and not _changed(code, function, value, declaration, call) else None


def _changed(code: Code, function: Node, value: Node, declaration: Node, call: Node) -> bool:
    """Whether a name in a value is set between the two places, so that it would be another value by then."""
    names = {code.text(node) for node in walk(value) if node.type == "identifier"}
    for node in walk(function):
        if not declaration.end_byte <= node.start_byte < call.start_byte:
            continue
        if node.type in ("assignment_statement", "short_var_declaration", "range_clause", "inc_statement"):
            left = node.child_by_field_name("left") or node
            if names & {code.text(inner) for inner in walk(left) if inner.type == "identifier"}:
                return True
    return False


class _Text:
    """A statement that is put together, and what becomes of it."""

    def __init__(self, code: Code, call: Node, expression: Node, kept: Node | None, sign: str, fragment: bool) -> None:
        self.code, self.call, self.expression, self.kept = code, call, expression, kept
        self.sign, self.fragment = sign, fragment

    def proposal(self) -> Proposal | None:
        raise NotImplementedError

    def numbered(self, statement: _sql.Statement) -> list[str] | None:
        """The placeholders of the bound holes, in their order; None where those that are there cannot be continued."""
        there = _sql.placeholders(statement.text)
        before = self.arguments_after()
        if before is None or any(sign != self.sign for _, sign, _ in there if sign != "?" or self.sign == "?"):
            return None
        bound = [hole for hole in statement.holes if hole.bound]
        if self.sign == "?":
            return ["?"] * len(bound) if len(there) == len(before) else None
        highest = max((number for _, sign, number in there if sign == self.sign), default=0)
        if highest != len(before):
            return None
        return [f"{self.sign}{highest + place}" for place in range(1, len(bound) + 1)]

    def arguments_after(self) -> list[Node] | None:
        """The arguments that the call already binds; None where they are spread."""
        arguments = self.code.arguments(self.call)
        text = self.kept or self.expression
        after = arguments[arguments.index(text) + 1 :]
        return None if any(node.type == "variadic_argument" for node in after) else after

    def bound_to_call(self, statement: _sql.Statement) -> list[Replacement] | None:
        """The values as arguments of the call, each where its placeholder is in the order."""
        values = []
        for hole in statement.holes:
            if hole.bound:
                value = self.value(hole)
                if value is None:
                    return None
                values.append((hole.start, value))
        after = self.arguments_after()
        if after is None:
            return None
        text = self.kept or self.expression
        if self.sign != "?" or not after:
            last = after[-1] if after else text
            return [self.code.inserted(last.end_byte, "".join(f", {value}" for _, value in values))]
        edits = []
        marks = [place for place, _, _ in _sql.placeholders(statement.text)]
        for start, value in values:
            before = sum(place < start for place in marks)
            target = text if before == 0 else after[before - 1]
            edits.append((target.end_byte, f", {value}"))
        places: dict[int, str] = {}
        for place, addition in edits:
            places[place] = places.get(place, "") + addition
        return [self.code.inserted(place, addition) for place, addition in places.items()]

    def value(self, hole: _sql.Hole) -> str | None:
        """What is bound for a hole: its expression, with what stood around it inside of the quotes."""
        if not hole.prefix and not hole.suffix:
            return hole.expression
        if any(char in '"\\`\x00\n' for char in hole.prefix + hole.suffix):
            return None
        if hole.verb == "+" or is_text(self.code, hole.node):
            parts = [
                f'"{hole.prefix}"' if hole.prefix else "",
                hole.expression,
                f'"{hole.suffix}"' if hole.suffix else "",
            ]
            return "+".join(part for part in parts if part)
        prefix, suffix = (text.replace("%", "%%") for text in (hole.prefix, hole.suffix))
        name = name_of(self.code, "fmt", self.expression)
        return f'{name}.Sprintf("{prefix}%{hole.verb}{suffix}", {hole.expression})'

    def described(self, statement: _sql.Statement) -> str:
        """The clause that names the values."""
        names = list(dict.fromkeys(f"`{hole.expression}`" for hole in statement.holes if hole.bound))
        return f"bind {' and '.join(names)} instead of writing {'it' if len(names) == 1 else 'them'} into the SQL"


class _Added(_Text):
    """``"… = '" + name + "'"``."""

    def proposal(self) -> Proposal | None:
        code = self.code
        parts = _sql.flattened(code, self.expression)
        if parts is None or code.has_comment(self.expression):
            return None
        statement, places = self._read(parts)
        if statement is None or not _sql.judge(statement, self.fragment):
            return None
        signs = self.numbered(statement)
        if signs is None:
            return None
        edits = self._edits(parts, statement, places, signs)
        bound = self.bound_to_call(statement)
        if edits is None or bound is None:
            return None
        return Proposal(self.described(statement), True, (*edits, *bound, *self._closed_up(statement, edits)))

    def _read(self, parts: list[Node]) -> tuple[_sql.Statement | None, list[int]]:
        """The statement, and where each part begins in its text."""
        text, holes, places = "", [], []
        for part in parts:
            places.append(len(text))
            if _sql.is_string(part):
                piece = _sql.shown(self.code.text(part)[1:-1], part.type.startswith("raw"))
                if piece is None:
                    return None, []
                text += piece
                continue
            source = self.code.text(part)
            value = part.type in _VALUES and not _NO_VALUES.search(source)
            hole = _sql.Hole(source, "+" if value else "", part, len(text), len(text) + 1, is_input(self.code, part))
            text += "\x00"
            holes.append(hole)
        statement = _sql.Statement(text, holes)
        return statement, places

    def _edits(
        self, parts: list[Node], statement: _sql.Statement, places: list[int], signs: list[str]
    ) -> list[Replacement] | None:
        code = self.code
        edits = []
        remaining = list(signs)
        for index, part in enumerate(parts):
            hole = next((each for each in statement.holes if each.node == part), None)
            if hole is None or not hole.bound:
                continue
            left = parts[index - 1] if index else None
            right = parts[index + 1] if index + 1 < len(parts) else None
            if left is None or not _sql.is_string(left) or hole.verb != "+":
                return None
            sign = remaining.pop(0)
            # From the quote (of SQL) in the text before the value to that in the text behind it.
            start = left.end_byte - 1
            if hole.quoted:
                start = left.start_byte + 1 + len(self._source(left, hole.quoted[0] - places[index - 1]))
                if right is None or not _sql.is_string(right):
                    return None
            if right is not None and _sql.is_string(right) and right.type == left.type:
                skip = hole.quoted[1] + 1 - places[index + 1] if hole.quoted else 0
                edits.append(Replacement(start, right.start_byte + 1 + len(self._source(right, skip)), sign.encode()))
            elif right is not None and _sql.is_string(right):
                return None
            else:
                edits.append(Replacement(start, part.end_byte, (sign + code.text(left)[-1]).encode()))
        return edits

    def _source(self, literal: Node, length: int) -> bytes:
        """The first characters of a literal, as the bytes they are in the file."""
        return self.code.text(literal)[1 : 1 + length].encode()

    def _closed_up(self, statement: _sql.Statement, edits: list[Replacement]) -> list[Replacement]:
        """gofmt writes ``a+b`` among several arguments, where it writes ``a + b`` for a single one."""
        if self.kept is not None or len(self.code.arguments(self.call)) != 1:
            return []
        closed = []
        for sign in _sql.operators(self.expression):
            if any(edit.start <= sign.start_byte < edit.end for edit in edits):
                continue
            data, start, end = self.code.data, sign.start_byte, sign.end_byte
            if data[start - 1 : start] == b" ":
                closed.append(Replacement(start - 1, start, b""))
            if data[end : end + 1] == b" ":
                closed.append(Replacement(end, end + 1, b""))
        return closed


class _Formatted(_Text):
    """``fmt.Sprintf("… = '%s'", name)``."""

    def proposal(self) -> Proposal | None:
        code = self.code
        literal, *values = code.arguments(self.expression)
        if not _sql.is_string(literal) or code.has_comment(self.expression):
            return None
        statement = self._read(literal, values)
        if statement is None or not _sql.judge(statement, self.fragment):
            return None
        signs = self.numbered(statement)
        bound = self.bound_to_call(statement)
        if signs is None or bound is None:
            return None
        kept = [code.text(value) for value, hole in zip(values, statement.holes, strict=True) if not hole.bound]
        text = self._rewritten(code.text(literal), statement, signs, plain=not kept)
        if kept:
            text = f"{name_of(code, 'fmt', self.expression)}.Sprintf({', '.join([text, *kept])})"
        return Proposal(self.described(statement), True, (code.replaced(self.expression, text), *bound))

    def _read(self, literal: Node, values: list[Node]) -> _sql.Statement | None:
        source = self.code.text(literal)[1:-1]
        text = _sql.shown(source, literal.type.startswith("raw"))
        if text is None:
            return None
        holes: list[_sql.Hole] = []
        for start, end, letter in _sql.verbs(text):
            if letter == "%":
                continue
            if letter not in ("s", "v", "d", "q", "t", "f", "x") or len(holes) >= len(values):
                return None
            node = values[len(holes)]
            value = self.code.text(node)
            bindable = letter in ("s", "v", "d") and not _NO_VALUES.search(value)
            holes.append(_sql.Hole(value, letter if bindable else "", node, start, end, is_input(self.code, node)))
        return _sql.Statement(text, holes) if len(holes) == len(values) else None

    def value(self, hole: _sql.Hole) -> str | None:
        """As it is added to a text, with percent signs that are written twice in a format."""
        if "%" not in (hole.prefix + hole.suffix).replace("%%", ""):
            hole.prefix, hole.suffix = hole.prefix.replace("%%", "%"), hole.suffix.replace("%%", "%")
            return super().value(hole)
        return None

    def _rewritten(self, literal: str, statement: _sql.Statement, signs: list[str], plain: bool) -> str:
        """The literal with placeholders; without a format's double percent signs where it is none any more."""
        pieces, done = [], 0
        inside = literal[1:-1]
        remaining = list(signs)
        for hole in statement.holes:
            if not hole.bound:
                continue
            start, end = (hole.quoted[0], hole.quoted[1] + 1) if hole.quoted else (hole.start, hole.end)
            pieces += [inside[done:start].replace("%%", "%") if plain else inside[done:start], remaining.pop(0)]
            done = end
        pieces.append(inside[done:].replace("%%", "%") if plain else inside[done:])
        return literal[0] + "".join(pieces) + literal[-1]
