"""Unverified tokens in Go."""

from __future__ import annotations

import re
from collections.abc import Iterator

from backend_review.checks.jwt.looking import NONE, ON_PURPOSE, Look, identity_provider, reads_only_times
from backend_review.checks.jwt.tokens import Reading
from backend_review.finding import Audience, Confidence, Match, Severity
from backend_review.index.expressions import Expr, key_text, last_name

_VERIFIES = re.compile(r"(?i)introspect|verif(?:y|ied)|^Parse(?:WithClaims)?$")
_MOST_CALLERS = 3
_VALIDATES = re.compile(r"\b\w*(?:claims|Claims|token|Token)\w*\.(?:Valid|Validate|VerifyExpiresAt)\(")  # by itself


class GoLook(Look):
    """golang-jwt, jwx, go-jose and the frameworks' middlewares."""

    def find(self) -> Iterator[Match]:
        for reading in self.tokens.readings:
            if not reading.verifies:
                yield from self.unverified(reading)
            elif reading.library == "golang-jwt":
                yield from self.key_function(reading)
        yield from self.none()
        for library, call, _ in self.tokens.setups:
            yield from self.jwx(library, call)
        if "golang-jwt" in self.tokens.modules:
            yield from self.expired()

    def unverified(self, reading: Reading) -> Iterator[Match]:
        """A call that reads a token without a key, unless nothing depends on it."""
        call = reading.call
        if self.verified_too(call) or reads_only_times(self.code, call) or self.verified_by_callers(call):
            return
        message = (
            "`$CALL` does not check the signature, so anyone can write whatever the token says. "
            "Use `jwt.ParseWithClaims` with a key function and `jwt.WithValidMethods`."
        )
        if identity_provider(self.code, call) or ON_PURPOSE.search(self.named(call)):
            yield self.match(call, "go-off-known", message, Severity.INFO, Confidence.LOW, Audience.PEDANTIC)
        else:
            yield self.match(call, "go-off", message)

    def expired(self) -> Iterator[Match]:
        """Parsers that are told not to validate claims."""
        for literal in self.code.dicts:
            for key, value in literal.entries:
                skipped = key_text(key) == "SkipClaimsValidation" and value.kind == "constant" and value.value is True
                if skipped and not _VALIDATES.search(self.around(literal)):
                    yield self.skips(literal)
        for call in self.code.by_name.get("WithoutClaimsValidation", []):
            # That one never validates
            if "ParseUnverified" not in self.around(call) and not _VALIDATES.search(self.around(call)):
                yield self.skips(call)

    def skips(self, node: Expr) -> Match:
        """A match where claims are not validated."""
        return self.match(
            node, "go-expired", "Claims are not validated here, so expired tokens are accepted. Leave validation on.",
            Severity.WARNING, Confidence.MEDIUM,
        )  # fmt: skip

    def verified_too(self, call: Expr) -> bool:
        scope = self.function(call)
        return any(
            reading.verifies and self.function(reading.call) is scope
            for reading in self.tokens.readings
            if reading.call is not call
        ) or any(
            re.search(r"(?i)^verify|^Parse$|^ParseWithClaims$|^Claims$", last_name(other.target)) is not None
            for other in self.code.calls
            if other is not call and self.function(other) is scope and "jwt" in self.code.qualify(other.target)
        )

    def verified_by_callers(self, call: Expr, depth: int = 0) -> bool:
        """Whether all that call the function around a call have the token that it gets verified after that.

        By a key, or by who issued it (RFC 7662). The function is one that no other package sees; ``call`` takes the token.
        """
        scope = self.code.function_of(call.node)
        if scope is None or not scope.name or not scope.name[0].islower() or depth > _MOST_CALLERS:
            return False
        given = next((name for item in call.args if (name := self.code.text(item.node)) in scope.parameter_names), "")
        callers = [item for item in self.code.by_name.get(scope.name, []) if self.code.function_of(item.node) != scope]
        position = scope.parameter_names.index(given) if given else 0
        if not given or not callers:
            return False
        for caller in callers:
            token = self.code.text(caller.args[position].node) if position < len(caller.args) else ""
            if not token or not (self._verifies_after(caller, token) or self.verified_by_callers(caller, depth + 1)):
                return False
        return True

    def _verifies_after(self, call: Expr, token: str) -> bool:
        """Whether the function around a call hands the token to what verifies it later on, and looks at the error."""
        scope = self.code.function_of(call.node)
        for other in self.code.calls:
            if self.code.function_of(other.node) is not scope or other.node.start_byte <= call.node.end_byte:
                continue
            if token in {self.code.text(item.node) for item in other.args} and _VERIFIES.search(
                last_name(other.target)
            ):
                after = self.code.data[other.node.end_byte : other.node.end_byte + 60].decode("utf-8", "replace")
                if re.match(r"\s*;?\s*(?:if\s+)?err\w*\s*!=\s*nil", after) or "return" in self._line(other):
                    return True
        return False

    def _line(self, call: Expr) -> str:
        start = self.code.data.rfind(b"\n", 0, call.node.start_byte)
        return self.code.data[start + 1 : call.node.start_byte].decode("utf-8", "replace")

    def none(self) -> Iterator[Match]:
        """Tokens that are signed with, or accepted for, no algorithm."""
        reported: set[int] = set()
        for call in self.code.calls:
            name = last_name(call.target)
            args = [self.code.text(item.node) for item in call.args]
            if any(re.search(r"\bSigningMethodNone\b", text) for text in args) and name in {
                "NewWithClaims",
                "New",
            }:
                reported.add(call.node.start_point[0])
                yield self.match(
                    call,
                    "go-sign-none",
                    "This token has no signature, so anyone can change it. Sign it with "
                    "`jwt.SigningMethodHS256` and a key.",
                )
            elif name == "SignedString" and any("UnsafeAllowNoneSignatureType" in text for text in args):
                yield self.match(
                    call,
                    "go-sign-none",
                    "`UnsafeAllowNoneSignatureType` makes a token without a signature, which anyone can "
                    "change. Sign it with a key.",
                )
            elif (
                name in {"WithKey", "WithVerify", "Sign"}
                and any(re.search(r"jwa\.NoSignature\b", text) for text in args)
            ) or (name == "WithValidMethods" and any('"none"' in text.lower() for text in args)):
                yield self.match(call, "go-none", NONE)
            elif name == "WithInsecureNoSignature":
                yield self.match(
                    call,
                    "go-sign-none",
                    "`$CALL` makes a token without a signature, which anyone can change. Sign it with a key.",
                )
        for reading in self.tokens.readings:
            if (
                reading.verifies
                and reading.library == "golang-jwt"
                and "UnsafeAllowNoneSignatureType" in self.key_text(reading)
            ):
                yield self.match(reading.call, "go-none", NONE)

    def key_text(self, reading: Reading) -> str:
        """The code of a key function."""
        key = reading.key
        if key is None:
            return ""
        if key.kind == "name":
            return "".join(self.code.text(scope.node) for scope in self.code.functions.get(key.name, []))
        return self.code.text(key.node)

    def key_function(self, reading: Reading) -> Iterator[Match]:
        """A key function that never looks at the algorithm."""
        key = reading.key
        if (
            key is None
            or (key.kind == "name" and key.name not in self.code.functions)
            or key.kind not in {"func", "name"}
        ):
            return
        text = self.key_text(reading)
        receiver = self.code.text(reading.call.node) + self.around(reading.call)
        if re.search(r"\.Method\b|\.Header\b|\bAlg\(\)|[Aa]lg\b", text) or re.search(
            r"WithValidMethods|ValidMethods|\.Method\b", receiver
        ):
            return
        yield self.match(
            reading.call, "go-any-algorithm",
            "The key function of `$CALL` returns the key whatever algorithm the token names. "
            "Pass `jwt.WithValidMethods([]string{\"HS256\"})`, or check `token.Method` first.",
            Severity.WARNING, Confidence.LOW, Audience.PEDANTIC,
        )  # fmt: skip

    def jwx(self, library: str, call: Expr) -> Iterator[Match]:
        """Calls of jwx that skip the signature."""
        if (
            library == "jwx.WithVerify"
            and call.args
            and call.args[0].kind == "constant"
            and call.args[0].value is False
        ):
            yield self.match(
                call,
                "go-off",
                "`jwt.WithVerify(false)` skips the signature, so anyone can write the token. Use `jwt.WithKey`.",
            )
        elif library == "jwx.ParseInsecure":
            if not self.verified_too(call):
                yield self.match(
                    call,
                    "go-off",
                    "`$CALL` skips the signature, so anyone can write the token. Use `jwt.Parse` with `jwt.WithKey`.",
                )
        elif library in {"jwx.Parse", "jwx.ParseString"}:
            name = self.code.qualify(call.target)
            old = re.match(r"github\.com/lestrrat-go/jwx/jwt", name) is not None
            if (
                old
                and not re.search(r"WithVerify|WithKeySet|WithKey", self.code.text(call.node))
                and len(call.args) == 1
                and not self.verified_too(call)
            ):
                yield self.match(
                    call,
                    "go-off",
                    "`$CALL` of jwx v1 checks no signature by itself. Pass `jwt.WithVerify(jwa.HS256, key)`.",
                )
