"""Comparisons whose time tells nobody anything: nothing of the two sides comes from outside, or it was known before."""

from __future__ import annotations

import re
from collections.abc import Iterator

import tree_sitter

from backend_review.checks._trees import CALLS, FUNCTIONS, arguments, last_name, receiver, snake, text, walk
from backend_review.project.source import SourceFile

_DOTTED = frozenset({"attribute", "member_expression", "selector_expression"})
_GIVEN = frozenset(
    {"assignment", "variable_declarator", "assignment_expression", "short_var_declaration", "assignment_statement"}
)
_JOINED = frozenset({"boolean_operator", "binary_expression", "parenthesized_expression"})
_COMPARED = frozenset({"comparison_operator", "binary_expression"})
# Who signs in is compared together with the password; a device or an address is not.
_LOGIN = re.compile(r"user|login|email|name$|account")
_SETTINGS = re.compile(r"(?:settings|config|options)\??\.", re.IGNORECASE)
_OWN = re.compile(r"^(?:self|this)\.|process\.env|\bos\.(?:environ|getenv)|\bdb\.|\bgetenv\(")
_WORDS = re.compile(r"[\"'`][a-z]+(?:[_-][a-z]+)*[\"'`]")
_ACCEPTED = re.compile(r"(?:self\.)?request\.auth\b(?!\.get\b|\()")


def is_found_by(left: tree_sitter.Node, right: tree_sitter.Node, node: tree_sitter.Node) -> bool:
    """Whether one side is of a row that was loaded by the other: who has a row knew the value.

    ``row = rows.find(token)`` before ``row.token == token``, and with the row taken apart.
    """
    function = _outermost(node)
    if function is None:
        return False
    for row, value in ((left, right), (right, left)):
        root = _root(row) if row.type in _DOTTED else text(row) if row.type == "identifier" else ""
        loads = [item for item in _before(function, node) if root and _fills(item, root, row)]
        last = max(loads, key=lambda item: int(item.start_byte), default=None)
        if last is not None and any(_is_told(call, text(value)) for call in walk(last, CALLS)):
            return True
    return False


def _fills(item: tree_sitter.Node, root: str, row: tree_sitter.Node) -> bool:
    """Whether a statement gives a row its content by a call."""
    if item.type in _GIVEN:
        left = item.child_by_field_name("left") or item.child_by_field_name("name")
        right = item.child_by_field_name("right") or item.child_by_field_name("value")
        taken_apart = left is not None and left.type == "object_pattern"
        if left is None or right is None or (row.type == "identifier" and not taken_apart):
            return False
        return root in {text(part) for part in walk(left, _NAMES)} and next(walk(right, CALLS), None) is not None
    # db.Where("token = ?", token).Find(row)
    return row.type in _DOTTED and _is_told(item, root)


_NAMES = frozenset({"identifier", "shorthand_property_identifier_pattern"})


def _is_told(call: tree_sitter.Node, value: str) -> bool:
    for given in arguments(call):
        last = given.child_by_field_name("value") if given.type in {"keyword_argument", "pair"} else given
        if last is not None and text(last).lstrip("&*") == value:
            return True
        if given.type == "object" and any(text(part) == value for part in given.named_children):
            return True
    return False


def _before(function: tree_sitter.Node, node: tree_sitter.Node) -> Iterator[tree_sitter.Node]:
    for item in walk(function, _GIVEN | CALLS):
        if item.end_byte <= node.start_byte:
            yield item


def _root(node: tree_sitter.Node) -> str:
    inner: tree_sitter.Node | None = node
    while inner is not None and inner.type in _DOTTED:
        inner = receiver(inner)
    return text(inner) if inner is not None and inner.type == "identifier" else ""


def _outermost(node: tree_sitter.Node) -> tree_sitter.Node | None:
    found, around = None, node.parent
    while around is not None:
        if around.type in FUNCTIONS:
            found = around
        around = around.parent
    return found


def is_change(node: tree_sitter.Node) -> bool:
    """Whether a condition asks if anything is new: ``token == self.token and device == self.device``."""
    whole = node
    while whole.parent is not None and whole.parent.type in _JOINED:
        whole = whole.parent
    same = []
    for part in walk(whole, _COMPARED):
        sides = [child for child in part.named_children if child.type in _DOTTED | {"identifier"}]
        names = {snake(last_name(side)) for side in sides}
        if len(sides) == 2 and len(names) == 1 and {side.type for side in sides} & _DOTTED:
            same.append(names.pop())
    return len(same) > 1 and not any(_LOGIN.search(name) for name in same)


# What an assignment of a row is written as: UpdateField(user, "key", key), user.set({ key })
_WRITES = re.compile(r"(?i)(?:^|\.)(?:update|set|save|write|store|put|patch)\w*$")


def is_update(left: tree_sitter.Node, right: tree_sitter.Node, node: tree_sitter.Node) -> bool:
    """Whether what follows a difference is that the one side is given the other: ``user.token = token``."""
    branch = _branch_of(node)
    if branch is None or "!" not in text(node):
        return False
    both = {text(left), text(right)}
    for item in walk(branch, _GIVEN):
        if len(item.named_children) > 1 and {text(item.named_children[0]), text(item.named_children[-1])} == both:
            return True
    return any(
        _WRITES.search(text(call.child_by_field_name("function"))) and any(_is_told(call, value) for value in both)
        for call in walk(branch, CALLS)
    )


def is_refusal(node: tree_sitter.Node) -> bool:
    """Whether equality is what is refused, as bad input: the value is known to who sends it."""
    branch = _branch_of(node)
    return branch is not None and "!" not in text(node) and _REFUSES.match(text(branch).lstrip("{: \n\t")) is not None


_REFUSES = re.compile(
    r"(?i)(?:raise|throw|return)\b[^\n]*(?:BadRequest|Validation|Conflict|\b400\b|\b409\b|\b422\b|ValueError)"
)


def _branch_of(node: tree_sitter.Node) -> tree_sitter.Node | None:
    """What is done where a comparison that is the whole of a condition holds."""
    whole = node
    while whole.parent is not None and whole.parent.type == "parenthesized_expression":
        whole = whole.parent
    holder = whole.parent
    if holder is None or holder.type != "if_statement" or holder.child_by_field_name("condition") != whole:
        return None
    return holder.child_by_field_name("consequence")


def is_ours(left: tree_sitter.Node, right: tree_sitter.Node, sources: list[str], node: tree_sitter.Node) -> bool:
    """Whether both sides are surely the program's own: its state, its settings, its rows."""
    if all(side.type in _DOTTED and _SETTINGS.search(text(side)) for side in (left, right)):
        return True
    given = {text(part) for function in _functions(node) for part in walk(_parameters(function), _NAMES)}
    words = {word for source in sources for word in re.findall(r"(?<![.\w])[A-Za-z_]\w*", source)}
    if words & (given - {"self"}):
        return False
    return all(
        _OWN.search(source) or _OWN.search(_origin(side, node))
        for side, source in zip((left, right), sources, strict=True)
    )


def is_accepted(left: tree_sitter.Node, right: tree_sitter.Node, node: tree_sitter.Node) -> bool:
    """Whether a side is of Django REST framework's ``request.auth``: what a class of authentication has let in.

    https://www.django-rest-framework.org/api-guide/requests/#auth
    """
    return any(_ACCEPTED.match(text(side)) or _ACCEPTED.match(_origin(side, node)) for side in (left, right))


def _origin(side: tree_sitter.Node, node: tree_sitter.Node) -> str:
    """The text of what the row that a side is of was given last, before the comparison."""
    function, root = _outermost(node), _root(side)
    if function is None or not root:
        return ""
    rows = [item for item in _before(function, node) if item.type in _GIVEN]
    given = [item.named_children[-1] for item in rows if text(item.named_children[0]) == root]
    return text(given[-1]) if given else ""


def _functions(node: tree_sitter.Node) -> Iterator[tree_sitter.Node]:
    around = node.parent
    while around is not None:
        if around.type in FUNCTIONS:
            yield around
        around = around.parent


def _parameters(function: tree_sitter.Node) -> tree_sitter.Node:
    found = function.child_by_field_name("parameters") or function.child_by_field_name("parameter")
    return found if found is not None else function.children[0]


def is_sentinel(side: tree_sitter.Node, source: str) -> bool:
    """Whether a side is a constant that stands for "none": capitals that the file gives a plain word."""
    if side.type != "identifier" or not re.fullmatch(r"[A-Z][A-Z0-9_]*", text(side)):
        return False
    given = re.findall(
        rf"(?m)^(?:export\s+)?(?:const\s+)?{re.escape(text(side))}\s*(?::\s*\w+\s*)?=\s*(.+?);?$", source
    )
    return (
        len(given) == 1 and _WORDS.fullmatch(given[0]) is not None and not re.search(r"(?i)key|secret|passw", given[0])
    )


# https://github.com/mikenicholson/passport-jwt#configure-strategy: the callback is called once the token was verified.
_STRATEGY = re.compile(r"""(?:from\s+|require\()['"]passport-jwt['"]""")
_VERIFIES = {
    "python": re.compile(r"(?i)(?:^|[._])(?:jwt|jose|jws)\.decode$"),
    "javascript": re.compile(
        r"(?i)(?:jwt|jsonwebtoken|jose|token_?service)\w*\.(?:verify|verifyAsync|jwtVerify)$|^jwtVerify$"
    ),
    "go": re.compile(r"(?i)(?:jwt|parser)\w*(?:\(.*\))?\.(?:Parse|ParseWithClaims|ParseString)$"),
}
_UNCHECKED = re.compile(
    r"""verify_signature['"]?\s*[:=]\s*False|\bverify\s*=\s*False|WithVerify\(false|UnsafeAllowNone"""
)
_OF_TOKEN = re.compile(r"(?i)token|jwt|payload")


def is_verified(file: SourceFile, left: tree_sitter.Node, right: tree_sitter.Node, node: tree_sitter.Node) -> bool:
    """Whether one side is a signed token whose signature was checked before: nobody can send a guess of it."""
    if _STRATEGY.search(file.text) and _is_told_verified(node):
        return bool(_OF_TOKEN.search(text(left)) or _OF_TOKEN.search(text(right)))
    function = _outermost(node)
    if function is None:
        return False
    pattern = _VERIFIES["javascript" if file.language == "typescript" else file.language]
    both = {text(left), text(right)}
    for call in _before(function, node):
        name = text(call.child_by_field_name("function")) if call.type in CALLS else ""
        if not pattern.search(re.sub(r"\s+", "", name)) or _UNCHECKED.search(text(call)):
            continue
        if any(text(given) in both for given in arguments(call)[:1]):
            return True
    return False


def _is_told_verified(node: tree_sitter.Node) -> bool:
    """Whether a place is in what passport-jwt calls: ``validate`` of such a strategy, or the callback of one."""
    for function in _functions(node):
        holder = function.parent
        if function.type == "method_definition" and text(function.child_by_field_name("name")) == "validate":
            owner = holder.parent if holder is not None else None
            return owner is not None and "Strategy" in text(owner).partition("{")[0]
        if holder is not None and holder.type == "arguments" and holder.parent is not None:
            made = text(holder.parent.child_by_field_name("constructor"))
            if re.search(r"(?i)jwt\w*$|(?:^|\.)Strategy$", made):
                return True
    return False
