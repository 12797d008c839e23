"""Unverified tokens in Python."""

from __future__ import annotations

import re
from collections.abc import Iterator

from backend_review.checks.jwt.looking import AFTER_EXPIRY, NONE, ON_PURPOSE, Look, identity_provider, reads_only_times
from backend_review.checks.jwt.tokens import Reading, argument
from backend_review.finding import Audience, Confidence, Match, Severity
from backend_review.index.expressions import Expr


class PythonLook(Look):
    """PyJWT, python-jose, Authlib and the frameworks' packages."""

    def find(self) -> Iterator[Match]:
        for reading in self.tokens.readings:
            found = self.reading(reading)
            if found is not None:
                yield found
        for signing in self.tokens.signings:
            algorithm = argument(signing.call, 2, "algorithm")
            header = argument(signing.call, 0, "header") if signing.library.startswith(("authlib", "joserfc")) else None
            values = self.members(header, "alg") if header is not None else [algorithm] if algorithm is not None else []
            if any(self.allows_none(value) for value in values) or (
                header is None
                and algorithm is not None
                and signing.library.startswith("jwt.")
                and self.is_value(algorithm, None)
            ):
                yield self.match(
                    signing.call,
                    "python-sign-none",
                    "`$CALL` makes a token without a signature, which anyone can change. Sign it: "
                    '`algorithm="HS256"` with a secret key.',
                )
        for call in self.code.by_name.get("decode", []) + [
            call for name in ("UntypedToken", "AccessToken", "RefreshToken") for call in self.code.by_name.get(name, [])
        ]:
            name = self.code.qualify(call.target)
            verify = call.named.get("verify")
            if name.startswith("rest_framework_simplejwt") and verify is not None and self.is_value(verify, False):
                yield self.match(
                    call,
                    "python-simplejwt",
                    "`verify=False` reads the token without checking its signature or expiry. Remove it.",
                )
        for call in self.code.by_name.get("JsonWebToken", []):
            if self.code.qualify(call.target).startswith("authlib") and call.args and self.allows_none(call.args[0]):
                yield self.match(call, "python-none", NONE)
        for call in self.code.by_name.get("decode_token", []):
            expired = call.named.get("allow_expired")
            if (
                expired is not None
                and self.code.qualify(call.target).startswith("flask_jwt_extended")
                and self.is_value(expired, True)
                and not AFTER_EXPIRY.search(self.named(call))
            ):
                yield self.expiry(call)

    def off(self, reading: Reading) -> bool:
        call = reading.call
        verify = call.named.get("verify")
        if (
            verify is None
            and reading.library.startswith("jwt.")
            and len(call.args) > 2
            and call.args[2].kind == "constant"
        ):
            verify = call.args[2]
        if verify is not None and self.is_value(verify, False):
            return True
        options = reading.options or (call.args[3] if len(call.args) > 3 and call.args[3].kind != "list" else None)
        for name in ("verify_signature", "verify"):
            if any(self.is_value(value, False) for value in self.members(options, name)):
                return True
        for _, spread in call.entries:
            if any(self.is_value(value, False) for value in self.members(spread, "verify")):
                return True
            for inner in self.members(spread, "options"):
                if any(self.is_value(value, False) for value in self.members(inner, "verify_signature")):
                    return True
        return False

    def reading(self, reading: Reading) -> Match | None:
        """What is wrong with a call that reads a token, if anything."""
        call = reading.call
        if not reading.verifies or self.off(reading):
            if self.verified_too(call):
                return None
            message = (
                "`$CALL` reads the token without checking its signature, so anyone can write whatever it says. "
                'Pass the key and `algorithms=["HS256"]`, and leave verification on.'
            )
            if reads_only_times(self.code, call):
                return None
            if (
                identity_provider(self.code, call)
                or ON_PURPOSE.search(self.named(call))
                or self.answers_yes_or_no(call)
            ):
                return self.match(call, "python-off-known", message, Severity.INFO, Confidence.LOW, Audience.PEDANTIC)
            return self.match(call, "python-off", message)
        algorithms = call.named.get("algorithms") or call.named.get("algorithm")
        position = 2
        if algorithms is None and len(call.args) > position:
            algorithms = call.args[position]
        if self.allows_none(algorithms):
            return self.match(call, "python-none", NONE)
        if algorithms is not None and self.from_token(algorithms):
            return self.match(
                call,
                "python-algorithm-from-token",
                "The accepted algorithm is taken from the token itself, so whoever made the token chooses "
                "how it is checked. "
                'Name it: `algorithms=["RS256"]`.',
            )
        library = reading.library
        key = reading.key
        if key is not None and key.kind == "constant" and key.value is None and library.startswith(("jwt.", "jose.")):
            return self.match(
                call,
                "python-no-key",
                "`$CALL` has no key to check the signature with. Pass the key and `algorithms`.",
            )
        listed = (
            library.startswith(("jwt.decode", "jwt.PyJWT", "jwt.api_jwt", "jose.jwt")) and library != "jwt.JWT().decode"
        )
        if listed and algorithms is None and not call.entries and not any(item.kind == "spread" for item in call.args):
            if key is None and not call.named and len(call.args) < 2:
                return None
            return self.match(
                call,
                "python-no-algorithms",
                "`$CALL` names no `algorithms`, so the token chooses how it is checked (PyJWT before 2.0, "
                "python-jose). "
                'Pass `algorithms=["HS256"]`.',
                confidence=Confidence.MEDIUM,
            )
        options = reading.options or (call.args[3] if len(call.args) > 3 and library.startswith("jwt.") else None)
        if any(
            self.is_value(value, False) for value in self.members(options, "verify_exp")
        ) and not AFTER_EXPIRY.search(self.named(call)):
            return self.expiry(call)
        return None

    def answers_yes_or_no(self, call: Expr) -> bool:
        """A question such as "is this one of our tokens?": whoever uses the token still has to verify it."""
        scope = self.code.function_of(call.node)
        returned = [value for values in scope.returns for value in values] if scope is not None else []
        return (
            bool(returned)
            and re.match(r"_?(?:is|has)_", scope.name if scope else "") is not None
            and all(value.kind == "constant" for value in returned)
        )

    def expiry(self, call: Expr) -> Match:
        """A match where expired tokens are accepted."""
        return self.match(
            call, "python-expired",
            "`$CALL` accepts expired tokens, so a leaked one works forever. Leave the expiry check on.",
            Severity.WARNING, Confidence.MEDIUM,
        )  # fmt: skip

    def from_token(self, algorithms: Expr) -> bool:
        """Whether the accepted algorithms are read from the token itself."""
        for value in self.code.values(algorithms):
            for item in value.args if value.kind == "list" else [value]:
                for inner in self.code.values(item):
                    for part in self.parts(inner):
                        if "get_unverified_header" in self.code.qualify(part):
                            return True
        return False

    def parts(self, expr: Expr, depth: int = 0) -> Iterator[Expr]:
        """An expression and what it is reached through."""
        yield expr
        if depth < 4 and expr.target is not None and expr.kind in {"index", "attr", "call"}:
            yield from self.parts(expr.target, depth + 1)
        if depth < 4 and expr.kind == "name":
            for value in self.code.values(expr):
                if value is not expr:
                    yield from self.parts(value, depth + 1)
