"""Unverified tokens in JavaScript and TypeScript."""

from __future__ import annotations

import re
from collections.abc import Iterator

from backend_review.checks.jwt.looking import AFTER_EXPIRY, NONE, ON_PURPOSE, Look, identity_provider
from backend_review.checks.jwt.reports import dicts_within
from backend_review.checks.jwt.tokens import Reading, argument
from backend_review.finding import Audience, Confidence, Match, Severity
from backend_review.index.expressions import Expr, key_text, last_name

_BROWSER = re.compile(r"(?:^|/)(?:client|frontend|front-end|browser|webapp)/")
_REQUEST = re.compile(
    r"\breq\b|\bctx\b|\brequest\b|(?i:authorization\b|\bcookies?\b|\bbearer\b|current_?user|authenticate|"
    r"auth_?guard|auth_?middleware)|canActivate"
)
_ONLY_TIMES = re.compile(r"(?:\?\.|!?\.)(?:exp|iat|header)\b")


class JavaScriptLook(Look):
    """jsonwebtoken, jose and the frameworks' plugins."""

    def find(self) -> Iterator[Match]:
        for reading in self.tokens.readings:
            found = self.reading(reading) if reading.verifies else self.decode(reading)
            if found is not None:
                yield found
        for signing in self.tokens.signings:
            for value in self.members(signing.options, "algorithm"):
                if self.allows_none(value):
                    yield self.unsigned(signing.call)
                    break
            else:
                third = argument(signing.call, 2)
                if signing.library in {"jwt-simple.encode", "hono/jwt.sign"} and self.allows_none(third):
                    yield self.unsigned(signing.call)
        for call in self.code.by_name.get("UnsecuredJWT", []):
            if call.name == "new" and self.code.qualify(call.target).startswith("jose"):
                yield self.unsigned(call)
        for library, call, options in self.tokens.setups:
            yield from self.setup(library, call, options)

    def unsigned(self, call: Expr) -> Match:
        """A match where a token is made without a signature."""
        return self.match(
            call,
            "javascript-sign-none",
            "`$CALL` makes a token without a signature, which anyone can change. Sign it with a secret and "
            "`algorithm: 'HS256'`.",
        )

    def reading(self, reading: Reading) -> Match | None:
        """What is wrong with a call that verifies a token, if anything."""
        call = reading.call
        for name in ("algorithms", "algorithm"):
            if any(self.allows_none(value) for value in self.members(reading.options, name)):
                return self.match(call, "javascript-none", NONE)
        if reading.library == "jwt-simple.decode":
            no_verify = argument(call, 2)
            if no_verify is not None and self.is_value(no_verify, True):
                return self.match(
                    call,
                    "javascript-off",
                    "The third argument makes `$CALL` skip the signature, so anyone can write whatever the "
                    "token says. Pass `false`.",
                )
        if reading.library in {"hono/jwt.verify", "hono/jwt.Jwt.verify"} and self.allows_none(argument(call, 2)):
            return self.match(call, "javascript-none", NONE)
        key = reading.key
        if reading.library in {"jsonwebtoken.verify", "jose.JWT.verify"} and key is not None:
            empty = (
                (key.kind == "constant" and not key.value)
                or (key.kind == "text" and not key.value)
                or self.code.text(key.node).endswith("JWK.None")
            )
            if empty:
                return self.match(
                    call,
                    "javascript-no-key",
                    "`$CALL` has no key, so unsigned tokens can pass. Pass the key and `{ algorithms: ['HS256'] }`.",
                )
        ignored = any(self.is_value(value, True) for value in self.members(reading.options, "ignoreExpiration"))
        if ignored and not AFTER_EXPIRY.search(self.named(call)):
            return self.expired(call)
        return None

    def expired(self, call: Expr) -> Match:
        """A match where expired tokens are accepted."""
        return self.match(
            call, "javascript-expired",
            "`ignoreExpiration: true` accepts expired tokens, so a leaked one works forever. Remove it.",
            Severity.WARNING, Confidence.MEDIUM,
        )  # fmt: skip

    def decode(self, reading: Reading) -> Match | None:
        """What is wrong with a call that only decodes a token, if anything."""
        call = reading.call
        if reading.library == "jose.UnsecuredJWT.decode":
            return self.match(
                call,
                "javascript-off",
                "`$CALL` accepts tokens without a signature. Use `jwtVerify` with the key.",
            )
        if any(self.is_value(value, True) for value in self.members(reading.options, "complete")) and self.only_header(
            call
        ):
            return None
        if self.verified_too(call) or self.only_times(call) or self.made_here(call):
            return None
        message = (
            "`$CALL` does not check the signature, so anyone can write whatever the token says. "
            "Use `verify` with the key and the algorithm."
        )
        if identity_provider(self.code, call) or ON_PURPOSE.search(self.named(call)):
            return self.match(
                call, "javascript-decode-known", message, Severity.INFO, Confidence.LOW, Audience.PEDANTIC
            )
        if _BROWSER.search(self.file.path) or "react" in self.tokens.modules or b"localStorage" in self.code.data:
            return None  # a browser reads its own token
        if "TokenExpiredError" in self.around(call):
            return None  # verified before, and found to be expired
        if "createParamDecorator(" in self.wider(call):
            # A NestJS parameter decorator normally runs behind a guard that did verify.
            return self.match(call, "javascript-decode-decorator", message, Severity.WARNING, Confidence.MEDIUM)
        if _REQUEST.search(self.around(call)):
            return self.match(call, "javascript-decode", message, confidence=Confidence.MEDIUM)
        return self.match(
            call, "javascript-decode-unclear", message, Severity.WARNING, Confidence.LOW, Audience.PEDANTIC
        )

    def wider(self, call: Expr) -> str:
        """The code around the function around a call."""
        scope = self.function(call)
        return self.code.text(scope.node.parent.parent) if scope is not None and scope.node.parent is not None else ""

    def only_header(self, call: Expr) -> bool:
        """Whether only the header of a token is looked at."""
        text = self.around(call)
        return (
            re.search(r"\bheader\b", text) is not None
            and re.search(r"(?:\?\.|\.)payload\b|\bpayload\s*[,}]", text) is None
        )

    def only_times(self, call: Expr) -> bool:
        """Only the expiry or the header is read: nobody's identity depends on it."""
        end = call.node.end_byte
        rest = self.code.data[end : end + 12].decode("utf-8", errors="replace").lstrip(") \n")
        if _ONLY_TIMES.match(rest):
            return True
        names = self.result_names(call)
        if not names:
            return False
        text = self.around(call)
        uses = [
            found.group(1)
            for name in names
            for found in re.finditer(
                rf"(?<![\w.]){re.escape(name)}\s*(?:as [\w.<>{{}}: ]+\))?\)?(?:\?|!)?\.(\w+)", text
            )
        ]
        bare = any(re.search(rf"(?:return|=|\(|,)\s*{re.escape(name)}\s*[;,)\n]", text) for name in names)
        return bool(uses) and set(uses) <= {"exp", "iat", "header"} and not bare

    def result_names(self, call: Expr) -> list[str]:
        """The variables that a call's result is put into."""
        node = call.node.parent
        while node is not None and node.type in {
            "await_expression",
            "as_expression",
            "parenthesized_expression",
            "non_null_expression",
        }:
            node = node.parent
        if node is not None and node.type == "variable_declarator":
            name = node.child_by_field_name("name")
            if name is not None and name.type == "identifier":
                return [self.code.text(name)]
            if name is not None and name.type == "object_pattern":
                parts = [self.code.text(part) for part in name.named_children]
                return ["__times"] if set(parts) <= {"exp", "iat", "header"} else []
        return []

    def made_here(self, call: Expr) -> bool:
        """Whether the token was made by the file itself."""
        if not call.args:
            return False
        return any(
            last_name(value.target) in {"sign", "signAsync", "jwtSign", "encode"}
            for value in self.code.values(call.args[0])
            if value.kind == "call"
        ) or any(
            signing.call.node.start_byte == value.node.start_byte
            for value in self.code.values(call.args[0])
            for signing in self.tokens.signings
        )

    def setup(self, library: str, call: Expr, options: Expr | None) -> Iterator[Match]:
        """Options of middlewares and plugins."""
        literals = list(dicts_within(self.code, options, call))
        entries = [(key_text(key), value) for literal in literals for key, value in literal.entries]
        if options is not None and options.kind == "name":
            entries += [
                (key_text(store.key), store.value)
                for store in self.code.stores(options.name, options.node)
                if store.value
            ]
        for name, value in entries:
            if name in {"algorithms", "algorithm", "alg", "allowedAlgorithms"} and self.allows_none(value):
                yield self.match(call, "javascript-none", NONE)
            if name == "ignoreExpiration" and self.is_value(value, True):
                yield self.expired(call)
            if name == "noVerify" and self.is_value(value, True):
                yield self.match(call, "javascript-off", "`noVerify` skips the signature check. Remove it.")
        names = {name for name, _ in entries}
        seen = options is not None and (options.kind == "dict" or len(literals) > 0)
        spread = any(key is None for literal in literals for key, _ in literal.entries)
        if library == "express-jwt" and seen and not spread and "secret" in names and "algorithms" not in names:
            yield self.match(
                call,
                "javascript-express-jwt",
                "`$CALL` names no `algorithms`; before version 6 a token then chooses how it is checked. Add "
                "`algorithms: ['HS256']`.",
                Severity.WARNING,
                Confidence.MEDIUM,
            )
