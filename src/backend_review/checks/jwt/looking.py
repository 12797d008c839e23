"""What looking for unverified tokens needs in every language: options, names and the code around a call."""

from __future__ import annotations

import re
from collections.abc import Iterator

from backend_review.checks.jwt.reports import match
from backend_review.checks.jwt.tokens import Reading, Tokens
from backend_review.finding import Audience, Confidence, Match, Severity
from backend_review.index.expressions import Code, Expr, Scope, last_name
from backend_review.project.source import SourceFile

_RULE = "jwt-unverified"
_VERIFY = re.compile(r"(?i)verif")
ON_PURPOSE = re.compile(r"(?i)unverified|without_?verif|peek|inspect|^show|_show")
AFTER_EXPIRY = re.compile(r"(?i)refresh|logout|sign_?out|revoke|blacklist|block_?list|expired|renew|rotate|introspect")
NONE = (
    "'none' is an allowed algorithm, so anyone can make a token without a signature that passes. Allow only the "
    "algorithm you sign with."
)


class Look:
    """Looks through what one file does with tokens."""

    def __init__(self, file: SourceFile, tokens: Tokens) -> None:
        self.file = file
        self.tokens = tokens
        self.code: Code = tokens.code

    def find(self) -> Iterator[Match]:
        """Every match in the file."""
        raise NotImplementedError

    def match(
        self,
        node: Expr,
        variant: str,
        message: str,
        severity: Severity | None = None,
        confidence: Confidence | None = None,
        audience: Audience | None = None,
    ) -> Match:
        """A match of the rule at an expression."""
        shown = {"$CALL": self.code.text(node.target.node) if node.target is not None else ""}
        if node.args:
            shown["$TOKEN"] = self.code.text(node.args[0].node)
        return match(
            self.file, _RULE, node.node, message, variant=variant, metavars=shown,
            severity=severity, confidence=confidence, audience=audience,
        )  # fmt: skip

    def function(self, call: Expr) -> Scope | None:
        """The outermost function around a call, not the class or module."""
        scope = self.code.function_of(call.node)
        while scope is not None and scope.parent is not None and scope.parent.kind == "function":
            scope = scope.parent
        return scope

    def around(self, call: Expr) -> str:
        """The code of the outermost function around a call, or of the file."""
        scope = self.function(call)
        return self.code.text(scope.node if scope is not None else self.code.tree.root_node)

    def named(self, call: Expr) -> str:
        """The names of the functions and classes around a call."""
        scope = self.code.function_of(call.node)
        words = []
        while scope is not None:
            words.append(scope.name)
            scope = scope.parent
        return " ".join(words)

    def verified_too(self, call: Expr) -> bool:
        """Whether the same function also reads a token with verification."""
        scope = self.function(call)
        for reading in self.tokens.readings:
            if (
                reading.call is not call
                and reading.verifies
                and self.function(reading.call) is scope
                and not self.off(reading)
                and (scope is not None or self.token_text(reading.call) == self.token_text(call))
            ):
                return True
        if scope is None:
            return False
        for other in self.code.calls:
            if other is call or self.function(other) is not scope:
                continue
            word = last_name(other.target)
            if word and _VERIFY.search(word) and not re.search(r"(?i)unverified", word):
                return True
        return False

    def token_text(self, call: Expr) -> str:
        """The token that a call reads, as written."""
        first = call.args[0] if call.args else call.named.get("jwt") or call.named.get("token")
        return self.code.text(first.node) if first is not None else ""

    def off(self, reading: Reading) -> bool:
        """Whether a reading call switches the signature check off."""
        return False

    def members(self, expr: Expr | None, name: str) -> list[Expr]:
        """The values of an option: written in the call, in a variable, or stored into it."""
        if expr is None:
            return []
        if expr.kind == "call" and name in expr.named:
            return [expr.named[name]]
        return list(self.code.members(expr, name))

    def is_value(self, expr: Expr, wanted: object) -> bool:
        """Whether an expression may be this constant."""
        return any(value.kind == "constant" and value.value is wanted for value in self.code.values(expr))

    def allows_none(self, expr: Expr | None) -> bool:
        """Whether an algorithm, or one of a list, may be ``none``."""
        if expr is None:
            return False
        for value in self.code.values(expr):
            items = value.args if value.kind == "list" else [value]
            for item in items:
                for inner in self.code.values(item):
                    if inner.kind == "text" and str(inner.value).lower() == "none":
                        return True
                    if (
                        inner.kind == "attr"
                        and inner.name.lower() == "none"
                        and re.search(r"(?i)alg", self.code.text(inner.node))
                    ):
                        return True
        return False


def identity_provider(code: Code, call: Expr) -> bool:
    """An ID token straight from the provider over TLS: OpenID Connect lets a client skip the signature then."""
    first = call.args[0] if call.args else call.named.get("jwt") or call.named.get("token")
    text = code.text(first.node) if first is not None else ""
    return (
        re.search(r"(?i)id_?token", text) is not None
        or re.fullmatch(r"(?:tok|token|t|res|resp|oauthToken)\.AccessToken", text) is not None
    )


_HARMLESS = {"exp", "iat", "nbf", "iss", "kid", "alg", "typ", "tid", "aud", "header"}


def reads_only_times(code: Code, call: Expr) -> bool:
    """Only times or the issuer (to find the right key) are read: nobody's identity depends on it."""
    names: list[str] = []
    node = call.node.parent
    while node is not None and node.type in {"await", "parenthesized_expression"}:
        node = node.parent
    if node is None:
        return False
    after = code.data[call.node.end_byte : call.node.end_byte + 24].decode("utf-8", errors="replace")
    direct = re.match(r"""(?:\.get\(|\[)['"](\w+)['"]""", after)
    if direct:
        return direct.group(1) in _HARMLESS
    if code.language == "go":
        filled = (
            call.args if last_name(call.target).startswith("Unsafe") else call.args[1:]
        )  # go-jose: of a parsed token
        names = [item.name for item in filled if item.kind == "name"]
    elif node.type in {"assignment", "named_expression"}:
        left = node.child_by_field_name("left") or node.child_by_field_name("name")
        names = [code.text(left)] if left is not None and left.type == "identifier" else []
    if not names:
        return False
    function = code.function_of(call.node)
    text = code.text(function.node if function is not None else code.tree.root_node)
    name = re.escape(names[0])
    uses = re.findall(rf"""(?<![\w.]){name}(?:\.get\(\s*|\[)['"](\w+)['"]""", text)
    uses += [
        {"ExpiresAt": "exp", "IssuedAt": "iat", "Issuer": "iss"}.get(word, word)
        for word in re.findall(rf"(?<![\w.]){name}\.([A-Z]\w*)", text)
    ]
    bare = re.search(rf"return [^\n]*(?<![\w.]){name}\s*(?:[,)\n]|$)", text) is not None
    return bool(uses) and set(uses) <= _HARMLESS and not bare
