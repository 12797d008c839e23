"""JavaScript: code that goes on only for callers it knows, and answers the others something, whatever the status.

``if (!ctx.session.id) { ctx.body = { error: 'need login' } } else { await next() }`` keeps strangers out as much as an
answer of 401 does. A condition is followed to what it asks: whether there is a user (or what was found for one).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from tree_sitter import Node

from backend_review.index.program import Function, Module

_WHO = re.compile(
    r"""(?x)
    \b(?:req|request|ctx|context|c|socket)(?:\.(?:req|request|raw))?\??\.
    (?: (?:user(?:_?id)?|currentUser|auth|account)\b
      | (?:session|state|locals|auth)\??\.(?:\w+\??\.)?
        (?: \w*[uU]ser\w* | u?id | \w*[aA]ccount\w* | \w*[aA]uth\w* | \w*[aA]dmin\w* | is_?[lL]ogged\w*
          | logged_?[iI]n | member\w* )\b )
    """
)
_NOTHING = {"null", "undefined", "false", '""', "''"}
_NEXT = re.compile(r"\bnext\(\s*\)")
_DENIES = re.compile(
    r"(?i)den(?:y|ied)\b|_deny|err|fail|not?[ _]?log(?:ged)?_?in|sign_?in|unauth|forbid|"
    r"no (?:active )?(?:access|session)|\.close\(|\.terminate\(|\.disconnect\(|(?:is_?ok|success|ok) *: *false"
)
_FUNCTIONS = {"function_declaration", "function_expression", "arrow_function", "method_definition"}
_SOMETIMES = {"for_statement", "for_in_statement", "while_statement", "switch_case", "catch_clause", *_FUNCTIONS}
_MAX_NODES = 3_000
_MAX_DEPTH = 12


@lru_cache(maxsize=4096)
def goes_on_for_known(function: Function) -> bool:
    """Whether a middleware hands on only the requests of callers that it knows."""
    if function.module.language != "javascript":
        return False
    return any(_withholds(branch, known, function.module) for branch, known in _questions(function))


@lru_cache(maxsize=4096)
def sends_strangers_away(function: Function, any_answer: bool = False) -> bool:
    """Whether a handler stops for callers that it does not know, with an answer that says so (or any answer)."""
    if function.module.language != "javascript":
        return False
    text = function.module.text
    for branch, known in _questions(function):
        way, other = branch.child_by_field_name("consequence"), branch.child_by_field_name("alternative")
        away, rest = (way, other) if known is False else (other, way)
        if away is None or not (any_answer or _DENIES.search(text(away))):
            continue
        if rest is not None or _leaves(away):
            return True
    return False


def _withholds(branch: Node, known: bool, module: Module) -> bool:
    """Whether ``next()`` is called on the way of known callers, and not on the other."""
    way, other = branch.child_by_field_name("consequence"), branch.child_by_field_name("alternative")
    if way is None:
        return False
    inside = _NEXT.search(module.text(way)) is not None
    if other is not None:
        beside = _NEXT.search(module.text(other)) is not None
    elif inside or _leaves(way):
        later = b"" if branch.parent is None else branch.parent.text or b""
        start = branch.end_byte - (branch.parent.start_byte if branch.parent is not None else 0)
        beside = _NEXT.search(later[start:].decode("utf-8", errors="replace")) is not None
    else:
        return False
    return inside and not beside if known else beside and not inside


def _leaves(way: Node) -> bool:
    """Whether a way of a condition ends the function."""
    steps = way.named_children if way.type == "statement_block" else [way]
    return any(step.type in {"return_statement", "throw_statement"} for step in steps)


def _questions(function: Function) -> Iterator[tuple[Node, bool]]:
    """The conditions of a function that ask who calls, and whether they hold for known callers (or for strangers).

    Only those that every request comes to: what is asked inside of another condition is asked of some.
    """
    module = function.module
    who: set[str] = set()
    for node in _nodes(function.node):
        if node.type == "variable_declarator":
            name, value = node.child_by_field_name("name"), node.child_by_field_name("value")
            if name is not None and value is not None and name.type == "identifier" and _is_who(value, module, who):
                who.add(module.text(name))
        elif node.type == "if_statement" and _is_reached(node, function.node):
            condition = node.child_by_field_name("condition")
            known = _asks(condition, module, who) if condition is not None else None
            if known is not None:
                yield node, known


def _is_reached(node: Node, function: Node) -> bool:
    inner, outer = node, node.parent
    while outer is not None and outer.id != function.id:
        if outer.type in _SOMETIMES or (outer.type == "if_statement" and inner.type != "else_clause"):
            return False
        inner, outer = outer, outer.parent
    return True


def _asks(node: Node, module: Module, who: set[str], depth: int = 0) -> bool | None:
    """Whether a condition holds only for known callers (True), for strangers (False), or asks something else."""
    if depth > _MAX_DEPTH:
        return None
    if node.type in {"parenthesized_expression", "await_expression", "non_null_expression", "as_expression"}:
        return _asks(node.named_children[0], module, who, depth + 1) if node.named_children else None
    if node.type == "unary_expression" and module.text(node.child(0)) in {"!", "!!"}:
        inner = _asks(node.named_children[-1], module, who, depth + 1)
        return None if inner is None else not inner
    if node.type == "binary_expression":
        left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
        sign = module.text(node.child_by_field_name("operator"))
        if left is None or right is None:
            return None
        if sign in {"&&", "||"}:
            said = [_asks(side, module, who, depth + 1) for side in (left, right)]
            # a || b: strangers are among those it holds for; a && b: known callers only, when one part asks for them
            if sign == "||":
                return False if False in said else True if said == [True, True] else None
            return True if True in said and False not in said else False if False in said else None
        for side, other in ((left, right), (right, left)):
            if module.text(side) in _NOTHING and _is_who(other, module, who):
                return sign.startswith("!") if sign[0] in "!=" else None
        return None
    return True if _is_who(node, module, who) else None


def _is_who(node: Node, module: Module, who: set[str]) -> bool:
    """Whether an expression is the caller, a part of it, or what a function of the project finds for it."""
    while node.type in {"await_expression", "parenthesized_expression"} and node.named_children:
        node = node.named_children[0]
    text = module.text(node)
    if node.type == "identifier":
        return text in who
    if node.type in {"member_expression", "subscript_expression"}:
        found = _WHO.search(text)
        return (found is not None and found.start() == 0) or re.split(r"\W", text, maxsplit=1)[0] in who
    if node.type != "call_expression":
        return False
    arguments = node.child_by_field_name("arguments")
    given = arguments.named_children if arguments is not None else []
    # A method of the row of the caller (user.orders()) says nothing about who calls; what is found by the caller does.
    return any(_given_who(item, module, who) for item in given[:8])


def _given_who(node: Node, module: Module, who: set[str]) -> bool:
    if node.type == "object":
        values = [item.child_by_field_name("value") or item for item in node.named_children]
        return any(module.text(item) in who or _is_who(item, module, who) for item in values[:20])
    return _is_who(node, module, who)


def _nodes(node: Node) -> Iterator[Node]:
    """What a function does itself, in the order of the code: not what functions inside of it do."""
    pending, count = list(reversed(node.named_children)), 0
    while pending and count < _MAX_NODES:
        item = pending.pop()
        count += 1
        yield item
        if item.type not in _FUNCTIONS:
            pending.extend(reversed(item.named_children))
