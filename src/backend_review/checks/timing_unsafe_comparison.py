"""timing-unsafe-comparison: ``==`` on a value whose name says that it is a secret, in three languages.

Digests that a visible ``hmac`` call computes are found by the rule's patterns; this check sees the comparisons in which
only names speak.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from backend_review.finding import Match, Position
from backend_review.index import syntax
from backend_review.messages import shorten
from backend_review.project.source import SourceFile

if TYPE_CHECKING:
    from tree_sitter import Node

RULE = "timing-unsafe-comparison"
LANGUAGES = syntax.LANGUAGES

_REPLACEMENT = {
    "python": "hmac.compare_digest",
    "javascript": "crypto.timingSafeEqual",
    "typescript": "crypto.timingSafeEqual",
    "go": "subtle.ConstantTimeCompare",
}
_COMPARISONS = {"comparison_operator", "binary_expression"}
_OPERATORS = {"==", "!=", "===", "!=="}

# Names that only ever mean a secret …
_SECRET = re.compile(
    r"(?i)(api_?-?key|api_?-?token|auth_?-?token|access_?token|bearer(_?token)?|session_?token|reset_?token|"
    r"verification_?token|confirm(ation)?_?token|invit(e|ation)_?token|webhook_?(secret|token)|webhook_?signature|"
    r"csrf_?token|xsrf_?token|admin_?token|service_?token|internal_?token|shared_?secret|client_?secret|secret_?key|"
    r"secret_?token|^secret$|signature|^hmac$|^mac$|_hmac$|_mac$|^otp$|_otp$|otp_?code|x-[\w-]*(key|token|secret)|"
    r"(expected|computed|calculated|valid|received)_?(sig|signature|token|hash|digest|mac|hmac|key|secret)|"
    r"^(sig|sign)$|verify_?token|refresh_?token)$"
)
# … and names that also mean other things: both sides must then speak of a credential.
_MAYBE = re.compile(r"(?i)(token|digest|hash|hashed|checksum|credential|passcode|pin|key)$")
_KEPT = re.compile(r"(?i)(settings|config|env|secret|expected|stored|saved|conf\b|cfg|options\.|opts\.)")
_GIVEN = re.compile(r"(?i)(request\.|req\.|headers?\b|\bctx\.|r\.Header|\.Query\(|\.get_argument|authorization)")
# Words that turn a secret's name into the name of something about it.
_ABOUT = re.compile(
    r"(?i)(type|kind|name|count|length|size|index|status|state|version|algorithm|alg|grant|path|url|uri|expir\w*|"
    r"id|ids|pos|position|line|column|prefix|header|field|param|method|page|next|prev|cursor|public\w*|foreign|primary)$|"
    r"^(next|prev|page|sync|continuation|cursor|foreign|primary|public|cache|sort|partition|lookahead|current_?tok)|"
    r"function_?signature|method_?signature|type_?signature"
)
_LITERALS = {
    "string", "template_string", "interpreted_string_literal", "raw_string_literal", "integer", "float", "number",
    "int_literal", "float_literal", "rune_literal", "none", "true", "false", "null", "undefined", "nil", "list",
    "tuple", "dictionary", "object", "array", "regex", "unary_expression", "unary_operator", "concatenated_string",
}  # fmt: skip
_TYPEISH = re.compile(
    r"^(typeof |len\(|type\(|isinstance\()|\.(length|size|type|kind|__class__)$|^[A-Z][a-z]\w*\.[A-Z]\w*$"
)
_CONSTANT = re.compile(r"^(\w+\.)*[A-Z][A-Z0-9_]*$")
_ENUMERATED = re.compile(r"(^|\.)[A-Z][a-z]\w*\.[A-Z][A-Z0-9_]*$")
_CONVERSION = re.compile(
    r"^(?:str|bytes|String|\[\]byte|string)\(([\w.]+)\)$"
    r"|^([\w.]+)\.(?:strip|trim|toString|lower|encode|decode|toLowerCase|String)\([^()]*\)$"
)
_CANDIDATE = re.compile(rb"(?i)token|secret|signature|api[_-]?key|hmac|digest|otp\b|\bsig\b|\bmac\b|hash")


def find(file: SourceFile) -> Iterator[Match]:
    """A match for each comparison that a clock can read a secret from."""
    if not _CANDIDATE.search(file.data):
        return
    for node in syntax.walk(syntax.parse(file).root_node):
        if node.type in _COMPARISONS and len(node.children) == 3 and node.children[1].type in _OPERATORS:
            secret = _secret_side(node.children[0], node.children[2])
            if secret is not None:
                yield _match(file, node, secret)


def _secret_side(left: Node, right: Node) -> str | None:
    """The operand that is a secret, when the comparison is one of two values that only run time knows."""
    if left.type in _LITERALS or right.type in _LITERALS:
        return None
    sides = [_text(left), _text(right)]
    names = [_name(left), _name(right)]
    if any(_TYPEISH.search(side) for side in sides) or any(_ABOUT.search(name) for name in names):
        return None
    # A constant that is not called a secret is a state, a kind or a mark.
    for side, name in zip(sides, names, strict=True):
        called_secret = _SECRET.search(name) or _MAYBE.search(name)
        if _ENUMERATED.search(side) or (_CONSTANT.search(side) and not called_secret):
            return None
    both = " ".join(sides)
    for side, name in zip(sides, names, strict=True):
        if _SECRET.search(name):
            return side
    if any(_MAYBE.search(name) for name in names) and _KEPT.search(both) and _GIVEN.search(both):
        return sides[0] if _MAYBE.search(names[0]) else sides[1]
    return None


def _text(node: Node) -> str:
    return (node.text or b"").decode("utf-8", errors="replace")


def _name(node: Node) -> str:
    """The word that says what a value is: the last name of a path, the key of a look-up, the argument of a getter."""
    text = _text(node)
    keyed = re.search(r"""[\[(]\s*['"`]([\w.:-]+)['"`]\s*(?:,[^()]*)?[\])](?:\.\w+\(\))*[!?]*$""", text)
    if keyed:
        return keyed.group(1)
    called = re.search(r"(\w+)\([^()]*\)$", text)
    if called:
        # A conversion (`str(token)`, `token.strip()`) keeps what its operand is; any other call gives something else.
        inner = _CONVERSION.search(text)
        text = (inner.group(1) or inner.group(2)) if inner else called.group(1)
    return re.split(r"[.\s]|->|\?\.", text.rstrip("!?)"))[-1]


def _match(file: SourceFile, node: Node, secret: str) -> Match:
    start, end = node.start_point, node.end_point
    return Match(
        rule=RULE,
        path=file.path,
        start=Position(start[0] + 1, file.column_of_byte(start[0] + 1, start[1] + 1)),
        end=Position(end[0] + 1, file.column_of_byte(end[0] + 1, end[1] + 1)),
        message=(
            f"The comparison of `{shorten(secret)}` takes longer the more of it is right, so it can be guessed piece "
            f"by piece. Use `{_REPLACEMENT[file.language]}`."
        ),
    )
