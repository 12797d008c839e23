"""Secrets written into code are read from the environment."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from backend_review.fixes.javascript._edits import CALLS, TEXTS, Code, arguments, bare, callee, environment_name
from backend_review.fixes.proposal import Proposal
from backend_review.index.syntax import named, walk

if TYPE_CHECKING:
    from tree_sitter import Node

_SECRET = re.compile(r"secret|key|pass|token", re.IGNORECASE)
_BEHIND = "the program needs {} now; the value that was written here is known to all who read the code, so change it"


def from_environment(code: Code, name: str) -> Proposal | None:
    """``process.env.NAME`` in place of the literal at the finding; without a name, one after what holds the literal."""
    literal = _literal(code) if code.whole else None
    if literal is None or literal.parent is None:
        return None
    around = literal.parent
    operator = code.text(around.child_by_field_name("operator")) if around.type == "binary_expression" else ""
    if operator in {"||", "??"} and around.child_by_field_name("right") == literal:
        left = around.child_by_field_name("left")
        found = re.fullmatch(r"process\.env\.(\w+)", code.text(left))
        if found is None or left is None:
            return None
        text = code.text(left) + _certain(code)
        what = f"have no other key than `{code.text(left)}`"
        return Proposal(what, False, (code.replaced(around, text),), _BEHIND.format(found[1]))
    if operator:
        return None
    holder = _holder(code, literal)
    if not _tells(holder) and not name:
        what = holder or ("url" if "://" in code.text(literal) else "secret")
        about = _around(code, literal)
        holder = f"{about}_{what}" if about else ""
    variable = environment_name(holder) if _tells(holder) else name
    if not variable:
        return None
    edit = code.replaced(literal, f"process.env.{variable}{_certain(code)}")
    return Proposal(f"read it from `process.env.{variable}`", False, (edit,), _BEHIND.format(variable))


def _certain(code: Code) -> str:
    """TypeScript wants to be told that the variable is set."""
    return "!" if code.typed else ""


def _tells(holder: str) -> bool:
    """Whether a name says by itself which key it is: ``JWT_SECRET``, ``refreshTokenSecret``; ``secret`` does not."""
    return len(re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", holder)) > 1


def _around(code: Code, literal: Node) -> str:
    """What the object with a literal in it is for: the name it is kept in, its class, or what is called with it."""
    around = literal.parent
    for _ in range(12):
        if around is None:
            break
        if around.type in {"variable_declarator", "class_declaration", "class"} and around != literal.parent:
            name = around.child_by_field_name("name")
            if name is not None and name.type in {"identifier", "type_identifier"}:
                return code.text(name)
        if around.type in CALLS:
            called = code.text(callee(around)).rpartition(".")[2]
            if called == "connect":
                called = code.text(code.receiver(around))
            called = re.sub(r"^(?:create|new)(?=[A-Z])", "", called)
            if called == "get":
                return ""  # a default of settings: the setting has a name already
            if re.fullmatch(r"[A-Za-z_]\w*", called) and not re.match(r"register|for[A-Z]|Connection|Pool", called):
                return called
        around = around.parent
    return "app" if literal.parent is not None and literal.parent.type != "assignment_pattern" else ""


def _holder(code: Code, literal: Node) -> str:
    """The name of the variable, property or option that holds a literal."""
    around = literal.parent
    while around is not None and around.type in {"as_expression", "parenthesized_expression", "satisfies_expression"}:
        around = around.parent
    if around is None:
        return ""
    if around.type == "variable_declarator" or around.type.endswith("field_definition"):
        return code.text(around.child_by_field_name("name") or around.child_by_field_name("property"))
    if around.type == "pair":
        return code.text(around.child_by_field_name("key")).strip("'\"")
    if around.type == "assignment_expression":
        return code.text(around.child_by_field_name("left")).rpartition(".")[2]
    return ""


def _literal(code: Code) -> Node | None:
    """The literal at the finding, or the only value of the name there."""
    start, end = code.span
    inside = [node for node in walk(code.node) if start <= node.start_byte and node.end_byte <= max(end, start)]
    call = code.node if code.node.type in CALLS else None
    if call is not None:
        return _of_call(code, call)
    texts = [node for node in inside if node.type in TEXTS and "${" not in code.text(node)]
    if len(texts) == 1:
        return texts[0]
    return _text_of(code, code.node) if not texts else None


def _of_call(code: Code, call: Node) -> Node | None:
    """The key that a call is given: its second argument, or an option that is named like one."""
    given = arguments(call)
    found = [_text_of(code, node) for node in given[1:2]]
    for options in given:
        for pair in named(options) if options.type == "object" else ():
            if pair.type == "pair" and _SECRET.search(code.text(pair.child_by_field_name("key"))):
                found.append(_text_of(code, pair.child_by_field_name("value")))
    texts = [node for node in found if node is not None]
    if not texts and len(given) == 1:
        texts = [node for node in [_text_of(code, given[0])] if node is not None]
    return texts[0] if len(texts) == 1 else None


def _text_of(code: Code, node: Node | None) -> Node | None:
    """The literal that an expression is, falls back to, or is the name of."""
    node = bare(node)
    if node is not None and node.type == "binary_expression":
        node = bare(node.child_by_field_name("right"))
    if node is not None and node.type == "identifier" and code.names is not None:
        found = code.names.definitions(code.text(node), node)
        made = found[0].expr if len(found) == 1 and found[0].kind == "value" and not found[0].path else None
        node = made.node if made is not None and made.kind == "text" else None
    plain = node is not None and node.type in TEXTS and "${" not in code.text(node)
    return node if plain else None
