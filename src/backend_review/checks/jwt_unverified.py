"""Tokens that are read without their signature, algorithm or expiry being checked."""

from __future__ import annotations

import re
from collections.abc import Iterator

from backend_review.checks import _jwt
from backend_review.index.expressions import Code, Expr, Scope, key_text, last_name
from backend_review.finding import Audience, Confidence, Match, Severity
from backend_review.project.source import SourceFile

LANGUAGES = _jwt.LANGUAGES
_RULE = "jwt-unverified"
_VERIFY = re.compile(r"(?i)verif")
_ON_PURPOSE = re.compile(r"(?i)unverified|without_?verif|peek|inspect|^show|_show")
_AFTER_EXPIRY = re.compile(r"(?i)refresh|logout|sign_?out|revoke|blacklist|block_?list|expired|renew|rotate|introspect")
_NONE = "'none' is an allowed algorithm, so anyone can make a token without a signature that passes. Allow only the algorithm you sign with."


def find(file: SourceFile) -> Iterator[Match]:
    """Reading calls that verify too little, and signing calls that do not sign."""
    tokens = _jwt.tokens_of(file)
    if tokens is None:
        return
    look = {"python": _Python, "javascript": _JavaScript, "go": _Go}[tokens.code.language](file, tokens)
    yield from look.find()


class _Look:
    def __init__(self, file: SourceFile, tokens: _jwt.Tokens) -> None:
        self.file = file
        self.tokens = tokens
        self.code: Code = tokens.code

    def find(self) -> Iterator[Match]:
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
        shown = {"$CALL": self.code.text(node.target.node) if node.target is not None else ""}
        if node.args:
            shown["$TOKEN"] = self.code.text(node.args[0].node)
        return _jwt.match(
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
        scope = self.function(call)
        return self.code.text(scope.node if scope is not None else self.code.tree.root_node)

    def named(self, call: Expr) -> str:
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
            ):
                if scope is not None or self.token_text(reading.call) == self.token_text(call):
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
        first = call.args[0] if call.args else call.named.get("jwt") or call.named.get("token")
        return self.code.text(first.node) if first is not None else ""

    def off(self, reading: _jwt.Reading) -> bool:
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
        return any(value.kind == "constant" and value.value is wanted for value in self.code.values(expr))

    def allows_none(self, expr: Expr | None) -> bool:
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


class _Python(_Look):
    def find(self) -> Iterator[Match]:
        for reading in self.tokens.readings:
            found = self.reading(reading)
            if found is not None:
                yield found
        for signing in self.tokens.signings:
            algorithm = _jwt.argument(signing.call, 2, "algorithm")
            header = (
                _jwt.argument(signing.call, 0, "header") if signing.library.startswith(("authlib", "joserfc")) else None
            )
            values = self.members(header, "alg") if header is not None else [algorithm] if algorithm is not None else []
            if any(self.allows_none(value) for value in values) or (
                header is None
                and algorithm is not None
                and signing.library.startswith("jwt.")
                and self.is_value(algorithm, None)
            ):
                yield self.match(
                    signing.call, "python-sign-none",
                    "`$CALL` makes a token without a signature, which anyone can change. Sign it: `algorithm=\"HS256\"` with a secret key.",
                )  # fmt: skip
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
                yield self.match(call, "python-none", _NONE)
        for call in self.code.by_name.get("decode_token", []):
            expired = call.named.get("allow_expired")
            if (
                expired is not None
                and self.code.qualify(call.target).startswith("flask_jwt_extended")
                and self.is_value(expired, True)
            ):
                if not _AFTER_EXPIRY.search(self.named(call)):
                    yield self.expiry(call)

    def off(self, reading: _jwt.Reading) -> bool:
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

    def reading(self, reading: _jwt.Reading) -> Match | None:
        call = reading.call
        if not reading.verifies or self.off(reading):
            if self.verified_too(call):
                return None
            message = (
                "`$CALL` reads the token without checking its signature, so anyone can write whatever it says. "
                'Pass the key and `algorithms=["HS256"]`, and leave verification on.'
            )
            if _only_times(self.code, call):
                return None
            if (
                _identity_provider(self.code, call)
                or _ON_PURPOSE.search(self.named(call))
                or self.answers_yes_or_no(call)
            ):
                return self.match(call, "python-off-known", message, Severity.INFO, Confidence.LOW, Audience.PEDANTIC)
            return self.match(call, "python-off", message)
        algorithms = call.named.get("algorithms") or call.named.get("algorithm")
        position = 2
        if algorithms is None and len(call.args) > position:
            algorithms = call.args[position]
        if self.allows_none(algorithms):
            return self.match(call, "python-none", _NONE)
        if algorithms is not None and self.from_token(algorithms):
            return self.match(
                call, "python-algorithm-from-token",
                "The accepted algorithm is taken from the token itself, so whoever made the token chooses how it is checked. "
                "Name it: `algorithms=[\"RS256\"]`.",
            )  # fmt: skip
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
                call, "python-no-algorithms",
                "`$CALL` names no `algorithms`, so the token chooses how it is checked (PyJWT before 2.0, python-jose). "
                "Pass `algorithms=[\"HS256\"]`.",
                confidence=Confidence.MEDIUM,
            )  # fmt: skip
        options = reading.options or (call.args[3] if len(call.args) > 3 and library.startswith("jwt.") else None)
        if any(
            self.is_value(value, False) for value in self.members(options, "verify_exp")
        ) and not _AFTER_EXPIRY.search(self.named(call)):
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
        return self.match(
            call, "python-expired",
            "`$CALL` accepts expired tokens, so a leaked one works forever. Leave the expiry check on.",
            Severity.WARNING, Confidence.MEDIUM,
        )  # fmt: skip

    def from_token(self, algorithms: Expr) -> bool:
        for value in self.code.values(algorithms):
            for item in value.args if value.kind == "list" else [value]:
                for inner in self.code.values(item):
                    for part in self.parts(inner):
                        if "get_unverified_header" in self.code.qualify(part):
                            return True
        return False

    def parts(self, expr: Expr, depth: int = 0) -> Iterator[Expr]:
        yield expr
        if depth < 4 and expr.target is not None and expr.kind in {"index", "attr", "call"}:
            yield from self.parts(expr.target, depth + 1)
        if depth < 4 and expr.kind == "name":
            for value in self.code.values(expr):
                if value is not expr:
                    yield from self.parts(value, depth + 1)


def _identity_provider(code: Code, call: Expr) -> bool:
    """An ID token that came straight from the provider over TLS: OpenID Connect lets a client skip the signature then."""
    first = call.args[0] if call.args else call.named.get("jwt") or call.named.get("token")
    text = code.text(first.node) if first is not None else ""
    return (
        re.search(r"(?i)id_?token", text) is not None
        or re.fullmatch(r"(?:tok|token|t|res|resp|oauthToken)\.AccessToken", text) is not None
    )


_BROWSER = re.compile(r"(?:^|/)(?:client|frontend|front-end|browser|webapp)/")
_HARMLESS = {"exp", "iat", "nbf", "iss", "kid", "alg", "typ", "tid", "aud", "header"}


def _only_times(code: Code, call: Expr) -> bool:
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
        names = [item.name for item in call.args[1:] if item.kind == "name"]
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


_REQUEST = re.compile(
    r"\breq\b|\bctx\b|\brequest\b|(?i:authorization\b|\bcookies?\b|\bbearer\b|current_?user|authenticate|auth_?guard|auth_?middleware)|canActivate"
)
_ONLY_TIMES = re.compile(r"(?:\?\.|!?\.)(?:exp|iat|header)\b")


class _JavaScript(_Look):
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
                third = _jwt.argument(signing.call, 2)
                if signing.library in {"jwt-simple.encode", "hono/jwt.sign"} and self.allows_none(third):
                    yield self.unsigned(signing.call)
        for call in self.code.by_name.get("UnsecuredJWT", []):
            if call.name == "new" and self.code.qualify(call.target).startswith("jose"):
                yield self.unsigned(call)
        for library, call, options in self.tokens.setups:
            yield from self.setup(library, call, options)

    def unsigned(self, call: Expr) -> Match:
        return self.match(
            call, "javascript-sign-none",
            "`$CALL` makes a token without a signature, which anyone can change. Sign it with a secret and `algorithm: 'HS256'`.",
        )  # fmt: skip

    def reading(self, reading: _jwt.Reading) -> Match | None:
        call = reading.call
        for name in ("algorithms", "algorithm"):
            if any(self.allows_none(value) for value in self.members(reading.options, name)):
                return self.match(call, "javascript-none", _NONE)
        if reading.library == "jwt-simple.decode":
            no_verify = _jwt.argument(call, 2)
            if no_verify is not None and self.is_value(no_verify, True):
                return self.match(
                    call, "javascript-off",
                    "The third argument makes `$CALL` skip the signature, so anyone can write whatever the token says. Pass `false`.",
                )  # fmt: skip
        if reading.library in {"hono/jwt.verify", "hono/jwt.Jwt.verify"} and self.allows_none(_jwt.argument(call, 2)):
            return self.match(call, "javascript-none", _NONE)
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
        if any(self.is_value(value, True) for value in self.members(reading.options, "ignoreExpiration")):
            if not _AFTER_EXPIRY.search(self.named(call)):
                return self.expired(call)
        return None

    def expired(self, call: Expr) -> Match:
        return self.match(
            call, "javascript-expired",
            "`ignoreExpiration: true` accepts expired tokens, so a leaked one works forever. Remove it.",
            Severity.WARNING, Confidence.MEDIUM,
        )  # fmt: skip

    def decode(self, reading: _jwt.Reading) -> Match | None:
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
        if _identity_provider(self.code, call) or _ON_PURPOSE.search(self.named(call)):
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
        scope = self.function(call)
        return self.code.text(scope.node.parent.parent) if scope is not None and scope.node.parent is not None else ""

    def only_header(self, call: Expr) -> bool:
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
        literals = list(_jwt.dicts_within(self.code, options, call))
        entries = [(key_text(key), value) for literal in literals for key, value in literal.entries]
        if options is not None and options.kind == "name":
            entries += [
                (key_text(store.key), store.value)
                for store in self.code.stores(options.name, options.node)
                if store.value
            ]
        for name, value in entries:
            if name in {"algorithms", "algorithm", "alg", "allowedAlgorithms"} and self.allows_none(value):
                yield self.match(call, "javascript-none", _NONE)
            if name == "ignoreExpiration" and self.is_value(value, True):
                yield self.expired(call)
            if name == "noVerify" and self.is_value(value, True):
                yield self.match(call, "javascript-off", "`noVerify` skips the signature check. Remove it.")
        names = {name for name, _ in entries}
        seen = options is not None and (options.kind == "dict" or len(literals) > 0)
        spread = any(key is None for literal in literals for key, _ in literal.entries)
        if library == "express-jwt" and seen and not spread and "secret" in names and "algorithms" not in names:
            yield self.match(
                call, "javascript-express-jwt",
                "`$CALL` names no `algorithms`; before version 6 a token then chooses how it is checked. Add `algorithms: ['HS256']`.",
                Severity.WARNING, Confidence.MEDIUM,
            )  # fmt: skip


class _Go(_Look):
    def find(self) -> Iterator[Match]:
        for reading in self.tokens.readings:
            if not reading.verifies:
                if not self.verified_too(reading.call) and not _only_times(self.code, reading.call):
                    message = (
                        "`$CALL` does not check the signature, so anyone can write whatever the token says. "
                        "Use `jwt.ParseWithClaims` with a key function and `jwt.WithValidMethods`."
                    )
                    if _identity_provider(self.code, reading.call) or _ON_PURPOSE.search(self.named(reading.call)):
                        yield self.match(
                            reading.call,
                            "go-off-known",
                            message,
                            Severity.INFO,
                            Confidence.LOW,
                            Audience.PEDANTIC,
                        )
                    else:
                        yield self.match(reading.call, "go-off", message)
            elif reading.library == "golang-jwt":
                yield from self.key_function(reading)
        yield from self.none()
        for library, call, _ in self.tokens.setups:
            yield from self.jwx(library, call)
        if "golang-jwt" in self.tokens.modules:
            for literal in self.code.dicts:
                for key, value in literal.entries:
                    if key_text(key) == "SkipClaimsValidation" and value.kind == "constant" and value.value is True:
                        yield self.skips(literal)
            for call in self.code.by_name.get("WithoutClaimsValidation", []):
                if "ParseUnverified" not in self.around(call):  # that one never validates
                    yield self.skips(call)

    def skips(self, node: Expr) -> Match:
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
            if other is not call and self.function(other) is scope and "jwt" in _root(self.code, other)
        )

    def none(self) -> Iterator[Match]:
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
                    "This token has no signature, so anyone can change it. Sign it with `jwt.SigningMethodHS256` and a key.",
                )
            elif name == "SignedString" and any("UnsafeAllowNoneSignatureType" in text for text in args):
                yield self.match(
                    call,
                    "go-sign-none",
                    "`UnsafeAllowNoneSignatureType` makes a token without a signature, which anyone can change. Sign it with a key.",
                )
            elif (
                name in {"WithKey", "WithVerify", "Sign"}
                and any(re.search(r"jwa\.NoSignature\b", text) for text in args)
            ) or (name == "WithValidMethods" and any('"none"' in text.lower() for text in args)):
                yield self.match(call, "go-none", _NONE)
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
                yield self.match(reading.call, "go-none", _NONE)

    def key_text(self, reading: _jwt.Reading) -> str:
        key = reading.key
        if key is None:
            return ""
        if key.kind == "name":
            return "".join(self.code.text(scope.node) for scope in self.code.functions.get(key.name, []))
        return self.code.text(key.node)

    def key_function(self, reading: _jwt.Reading) -> Iterator[Match]:
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


def _root(code: Code, call: Expr) -> str:
    return code.qualify(call.target)
