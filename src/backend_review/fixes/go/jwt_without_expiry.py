"""Tokens get an expiry in their claims."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from backend_review.fixes.go._edits import Code, function_of, statement_of, statements, uses
from backend_review.fixes.go._imports import imports, using
from backend_review.fixes.go._literals import with_fields
from backend_review.fixes.proposal import Proposal, Replacement, Site
from backend_review.index.syntax import named, walk

if TYPE_CHECKING:
    from tree_sitter import Node

_BEHIND = "15 minutes may be too short where nothing renews the token"
_MAP = re.compile(r"(?:\w+\.)?MapClaims|map\[string\](?:interface\{\}|any)")
_JWT = re.compile(r"github\.com/(?:golang-jwt/jwt|dgrijalva/jwt-go)(?:/v\d+)?")


def fix(site: Site) -> Proposal | None:
    """Set the expiry where the claims are made, in the same function; None for claims that come from elsewhere."""
    code = Code(site)
    call = code.call("NewWithClaims", "New", "Encode", "Sign")
    if not code.whole or call is None:
        return None
    time = using(code, "time", call)
    if time is None:
        return None
    edits = _edits(code, call, f"{time[0]}.Now().Add(15 * {time[0]}.Minute)")
    return Proposal("let the token expire after 15 minutes", False, (*edits, *time[1]), _BEHIND) if edits else None


def _edits(code: Code, call: Node, moment: str) -> list[Replacement] | None:
    values, called = code.arguments(call), code.called(call)
    if called == "New":
        return _later(code, call, moment)
    if called == "Sign":
        return _built(code, call, values[0], moment) if values else None
    claims = values[0] if called == "Encode" and values else values[1] if len(values) == 2 else None
    if claims is None:
        return None
    literal = _inner(claims)
    if literal is not None:
        return _in_literal(code, literal, moment)
    declared = _declared(code, call, claims)
    if declared is None:
        return None
    literal = _inner(declared[1])
    if literal is None:
        return None
    if _MAP.fullmatch(code.text(literal.child_by_field_name("type"))):
        statement = statement_of(call)
        if statement is None or not _own_line(code, statement):
            return None
        return [code.before(statement, f'{code.text(claims)}["exp"] = {moment}.Unix()')]
    return _in_literal(code, literal, moment)


def _own_line(code: Code, statement: Node) -> bool:
    return not code.data[code.data.rfind(b"\n", 0, statement.start_byte) + 1 : statement.start_byte].strip()


def _inner(node: Node) -> Node | None:
    """A composite literal, behind an ampersand or not."""
    if node.type == "unary_expression":
        node = node.child_by_field_name("operand") or node
    return node if node.type == "composite_literal" else None


def _in_literal(code: Code, literal: Node, moment: str) -> list[Replacement] | None:
    kind = code.text(literal.child_by_field_name("type"))
    if _MAP.fullmatch(kind):
        return with_fields(code, literal, {'"exp"': f"{moment}.Unix()"})
    for node in walk(literal):
        if node.type != "composite_literal":
            continue
        package, _, name = code.text(node.child_by_field_name("type")).rpartition(".")
        if not any(each.name == package and _JWT.fullmatch(each.path) for each in imports(code)):
            continue
        if name == "RegisteredClaims":
            return with_fields(code, node, {"ExpiresAt": f"{package}.NewNumericDate({moment})"})
        if name == "StandardClaims":
            return with_fields(code, node, {"ExpiresAt": f"{moment}.Unix()"})
    return _embedded(code, literal, kind, moment)


def _embedded(code: Code, literal: Node, kind: str, moment: str) -> list[Replacement] | None:
    """A type of the file's own that has the registered claims in it."""
    for node in walk(code.root):
        if node.type != "type_spec" or code.text(node.child_by_field_name("name")) != kind:
            continue
        for field in walk(node):
            package, _, name = code.text(field.child_by_field_name("type")).rpartition(".")
            if field.type != "field_declaration" or field.child_by_field_name("name") or name != "RegisteredClaims":
                continue
            return with_fields(
                code, literal, {name: f"{package}.{name}{{ExpiresAt: {package}.NewNumericDate({moment})}}"}
            )
    return None


def _declared(code: Code, call: Node, name: Node) -> tuple[Node, Node] | None:
    """The statement that declares a name in the function, and its value."""
    function = function_of(call)
    if name.type != "identifier" or function is None:
        return None
    for place in uses(code, function, code.text(name)):
        statement = statement_of(place)
        if statement is not None and statement.type == "short_var_declaration":
            left, right = named(statement.child_by_field_name("left")), named(statement.child_by_field_name("right"))
            if len(left) == len(right) == 1 and left[0] == place:
                return statement, right[0]
    return None


def _later(code: Code, call: Node, moment: str) -> list[Replacement] | None:
    """``jwt.New(…)``, whose claims are taken from the token: ``claims := token.Claims.(jwt.MapClaims)``."""
    statement, function = statement_of(call), function_of(call)
    if statement is None or function is None or statement.type != "short_var_declaration":
        return None
    token = code.text(statement.child_by_field_name("left"))
    for each in statements(function.child_by_field_name("body")):
        if each.type != "short_var_declaration" or each.start_byte < statement.end_byte:
            continue
        left, right = code.text(each.child_by_field_name("left")), code.text(each.child_by_field_name("right"))
        if re.fullmatch(rf"{re.escape(token)}\.Claims\.\(\w+\.MapClaims\)", right) and re.fullmatch(r"\w+", left):
            return [code.after(each, f'{left}["exp"] = {moment}.Unix()')]
    return None


def _built(code: Code, call: Node, token: Node, moment: str) -> list[Replacement] | None:
    """jwx: ``jwt.NewBuilder()….Build()``, in the function that signs."""
    function = function_of(call)
    if token.type != "identifier" or function is None:
        return None
    for place in uses(code, function, code.text(token)):
        statement = statement_of(place)
        if statement is None or statement.type != "short_var_declaration" or place.start_byte > call.start_byte:
            continue
        for each in code.calls(statement):
            operand = code.receiver(each)
            if code.called(each) == "Build" and operand is not None and ".NewBuilder()" in code.text(operand):
                return [code.inserted(operand.end_byte, f".Expiration({moment})")]
    return None
