"""Signing and verifying keys that stand in the source, or fall back to a constant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from backend_review.checks import _jwt
from backend_review.index.expressions import Code, Expr, key_text, last_name
from backend_review.finding import Match
from backend_review.project.source import SourceFile

LANGUAGES = _jwt.LANGUAGES
_RULE = "jwt-hardcoded-secret"
_PUBLIC = re.compile(
    r"BEGIN (?:RSA |EC )?PUBLIC KEY|BEGIN CERTIFICATE|^ssh-|^https?://|^file:|\.(?:pem|key|crt|pub|json)$"
)
# Calls that turn a text into a key.
_WRAPPERS = {
    "encode", "bytes", "bytearray", "b64decode", "urlsafe_b64decode", "base64url_decode", "fromhex", "unhexlify", "digest", "sha256",
    "sha512", "hexdigest", "str", "String", "from", "trim", "strip", "toString", "createSecretKey", "createPrivateKey", "asKey",
    "import_key", "from_password", "construct", "TrimSpace", "getBytes", "decode", "importJWK", "importPKCS8", "new", "JWK", "OctKey",
    "TextEncoder", "buffer", "b64encode", "load_pem_private_key", "ParseRSAPrivateKeyFromPEM", "ParseECPrivateKeyFromPEM", "FromRaw",
    "Import", "update", "createHash", "createHmac", "SecretStr", "get_secret_value", "resolve", "as_bytes", "dict", "freeze",
}  # fmt: skip
_SETTING = re.compile(r"(?i)env|config|setting|default|lookup|^get|^str$|^string$|^secret$|fallback|^or$|^value$")
_KEY_OPTIONS = {
    "secret",
    "secretOrKey",
    "secretOrPrivateKey",
    "privateKey",
    "key",
    "SigningKey",
    "Key",
    "secretKey",
}
# Constants and settings that are a JWT key by their name.
_NAMES = re.compile(
    r"(?i)^(?:\w+_)?JWT_?(?:AUTH_?|ACCESS_?|REFRESH_?|TOKEN_?|APP_?)*(?:SECRET|SIGNING|PRIVATE|HMAC|ENCRYPTION)_?(?:TOKEN|KEY|STRING)?$"
    r"|^JWT_?KEY$|^authjwt_secret_key$|^(?:ACCESS|REFRESH|AUTH)_?TOKEN_?SECRET(?:_?KEY)?$"
)
# The name of an environment variable or injection token, not a key: JWT_SECRET = "JWT_SECRET".
_NAME_OF_SETTING = re.compile(r"^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$|^[a-z]+(?:\.[a-zA-Z_]+)+$")
_LISTED = re.compile(r"(?i)placeholder|example|dummy|mock|sample|forbidden|weak|known|fields?$|schema")
_CONDITION = re.compile(r"(?i)prod|debug|test|dev|NODE_ENV|local")
_PLACEHOLDER = re.compile(r"^(?:<.*>|\$\{.*\}|\{\{.*\}\}|%\(?\w+\)?s?|\$\w+|\*+|x{3,}|\.\.\.)$")


@dataclass(slots=True)
class _Secret:
    """A constant that is used as a key, and whether only when nothing else is set."""

    expr: Expr
    fallback: bool


def find(file: SourceFile) -> Iterator[Match]:
    """Keys of signing and verifying calls, and settings, that are constants."""
    tokens = _jwt.tokens_of(file)
    if tokens is None:
        return
    code = tokens.code
    used: set[int] = set()
    reported: set[int] = set()
    for call, key, signs in _keys(tokens):
        if key is None or _takes_public_key(tokens, call):
            continue
        secret = _secret(code, key, signs)
        if secret is None:
            continue
        used.add(secret.expr.node.id)
        place = call if call.kind == "call" else key
        if place.node.id in reported:
            continue
        reported.add(place.node.id)
        yield _jwt.match(
            file, _RULE, place.node, _message(code, key, secret), variant=code.language,
            metavars={"$CALL": code.text(call.target.node) if call.target is not None else "", "$KEY": _shown(code, key)},
        )  # fmt: skip
    for name, value in _named(code) if file.role == "production" else ():
        secret = _secret(code, value, False)
        if (
            secret is not None
            and secret.expr.node.id not in used
            and secret.expr.value
            and not _names_itself(name, secret.expr.value)
        ):
            used.add(secret.expr.node.id)
            yield _jwt.match(
                file, _RULE, value.node,
                (
                    "`$NAME` falls back to a constant in the source, so tokens can be forged wherever it is not set. "
                    "Read it from the environment and fail when it is missing."
                    if secret.fallback
                    else "`$NAME` is a constant in the source, so everyone who can read the code can forge tokens. "
                    "Read it from the environment or a secret store, and change it."
                ),
                variant="setting", metavars={"$NAME": name},
            )  # fmt: skip


def _shown(code: Code, key: Expr) -> str:
    """The key's name; never its value."""
    return code.text(key.node) if key.kind in {"name", "attr", "index"} else "the key"


def _message(code: Code, key: Expr, secret: _Secret) -> str:
    subject = "`$KEY`" if key.kind in {"name", "attr", "index"} else "The key"
    line = secret.expr.node.start_point[0] + 1
    if secret.expr.kind == "constant" or not secret.expr.value:
        return "The token key is empty, so anyone can make tokens that are accepted. Use a long random key from the environment."
    if secret.fallback:
        return (
            f"{subject} falls back to a constant in the source (line {line}), so tokens can be forged wherever the setting is missing. "
            "Read it from the environment and fail when it is not set."
        )
    where = f" (line {line})" if line != key.node.start_point[0] + 1 else ""
    return (
        f"{subject} is a constant in the source{where}, so everyone who can read the code can forge tokens. "
        "Read it from the environment or a secret store, and change it."
    )


def _takes_public_key(tokens: _jwt.Tokens, call: Expr) -> bool:
    """Verification with an asymmetric algorithm: the key is no secret."""
    last = last_name(call.target)
    if last in {"decode", "verify", "verifyAsync", "jwtVerify", "decode_complete"}:
        text = tokens.code.text(call.node)
        return re.search(r"['\"](?:RS|ES|PS)\d{3}['\"]|EdDSA", text) is not None and not re.search(
            r"['\"]HS\d{3}", text
        )
    return False


def _keys(tokens: _jwt.Tokens) -> Iterator[tuple[Expr, Expr | None, bool]]:
    """Each expression that is used as a key, the call to report, and whether the call signs."""
    code = tokens.code
    for signing in tokens.signings:
        if signing.library in {"nest", "fastify"}:
            yield from _options(code, signing.call, signing.options)
        elif signing.library not in {"golang-jwt", "jwtauth", "jwx", "jwcrypto.jwt.JWT"}:
            yield signing.call, signing.key, True
    for reading in tokens.readings:
        if not reading.verifies or _unverified(code, reading):
            continue
        if reading.library in {"nest", "fastify"}:
            yield from _options(code, reading.call, reading.options)
        elif reading.library == "golang-jwt" and reading.key is not None:
            for value in _returned(code, reading.key):
                yield reading.call, value, False
        else:
            yield reading.call, reading.key, False
    for library, call, options in tokens.setups:
        yield from _setup(code, library, call, options)
    if code.language == "go":
        yield from _go(tokens)


def _unverified(code: Code, reading: _jwt.Reading) -> bool:
    text = code.text(reading.call.node)
    return re.search(r"verify_signature['\"]?\s*[:=]\s*False|verify\s*=\s*False", text) is not None


def _returned(code: Code, function: Expr) -> Iterator[Expr]:
    """What a key function returns: a literal, or one of this file by name."""
    scopes = [code.scopes[function.node.id]] if function.node.id in code.scopes else []
    if function.kind == "name" or function.kind == "attr":
        scopes = code.functions.get(function.name, [])
    elif function.kind == "call":
        scopes = [
            scope
            for outer in code.functions_called(function)
            for scope in code.scopes.values()
            if scope.parent is outer
        ]
    for scope in scopes:
        for values in scope.returns:
            if values and values[0].kind != "constant":
                yield values[0]


def _options(code: Code, call: Expr, options: Expr | None) -> Iterator[tuple[Expr, Expr | None, bool]]:
    for literal in _jwt.dicts_within(code, options, call):
        for key, value in literal.entries:
            if key_text(key) in _KEY_OPTIONS and key_text(key) != "key":
                yield call, value, False


def _setup(code: Code, library: str, call: Expr, options: Expr | None) -> Iterator[tuple[Expr, Expr | None, bool]]:
    if library in {"fast-jwt"}:
        for literal in _jwt.dicts_within(code, options, call):
            for key, value in literal.entries:
                if key_text(key) == "key":
                    yield call, value, False
    elif library in {
        "express-jwt", "koa-jwt", "hono", "passport-jwt", "express-oauth2-jwt-bearer", "nest-module", "fastify-plugin", "elysia",
    }:  # fmt: skip
        yield from _options(code, call, options)
        if options is not None and options.kind == "name":
            for store in code.stores(options.name, options.node):
                if key_text(store.key) in _KEY_OPTIONS:
                    yield call, store.value, False
    elif library == "fastapi-users":
        yield call, _jwt.argument(call, 0, "secret"), True
    elif library == "aiohttp-jwt":
        yield call, _jwt.argument(call, 0, "secret_or_pub_key"), True
    elif library in {"starlette-jwt", "fastapi-jwt"}:
        yield call, _jwt.argument(call, 0, "secret_key"), True
    elif library == "sanic-jwt":
        yield call, _jwt.argument(call, 99, "secret"), True
    elif library == "jwk" and last_name(call.target) != "make_signed_token":
        key = _jwt.argument(call, 0, "k", "key", "value", "password", "raw", "key_data")
        text = code.text(call.node)
        if key is not None and (
            "k" in call.named or "oct" in text or "Oct" in text or "password" in text or "HS" in text
        ):
            yield call, key, True
    elif library == "signed-string":
        yield call, _jwt.argument(call, 0), True
    elif library == "jwtauth":
        yield call, _jwt.argument(call, 1), True
        if re.search(r"['\"]HS", code.text(call.node)):
            yield call, _jwt.argument(call, 2), False
    elif library in {"echo-jwt.JWT", "echo-middleware.JWT"}:
        yield call, _jwt.argument(call, 0), True
    elif library in {"jwx.WithKey", "jwx.WithVerify"}:
        yield call, _jwt.argument(call, 1), True
    elif library == "jwx.Sign" and len(call.args) == 3:
        yield call, _jwt.argument(call, 2) if call.args[2].kind != "call" else None, True


def _go(tokens: _jwt.Tokens) -> Iterator[tuple[Expr, Expr | None, bool]]:
    """Keys in the configuration structs of the Go middlewares."""
    code = tokens.code
    kinds = {
        "gin-jwt": ("GinJWTMiddleware", "Key"), "echo-jwt": ("Config", "SigningKey"), "echo-middleware": ("JWTConfig", "SigningKey"),
        "fiber-jwt": ("Config", "SigningKey"), "go-jose": ("SigningKey", "Key"),
    }  # fmt: skip
    for library, (kind, name) in kinds.items():
        if library not in tokens.modules:
            continue
        for literal in code.dicts:
            if literal.name.rpartition(".")[2] != kind:
                continue
            for key, value in literal.entries:
                if key_text(key) != name:
                    continue
                inner = (
                    next((item for other, item in value.entries if key_text(other) == "Key"), None)
                    if value.kind == "dict"
                    else value
                )
                if inner is not None:
                    yield literal, inner, True


def _named(code: Code) -> Iterator[tuple[str, Expr]]:
    """Constants and settings that are a JWT key by name."""
    for scope in code.scopes.values():
        for name, definitions in scope.names.items():
            if _NAMES.match(_snake(name)):
                for item in definitions:
                    if item.kind == "value" and item.expr is not None and not item.path:
                        yield name, item.expr
            if re.match(r"(?i)jwt_?(?:constants?|config|options|settings?)?$", name):
                for item in definitions:
                    if item.kind == "value" and item.expr is not None and item.expr.kind in {"dict", "call"}:
                        literal = item.expr if item.expr.kind == "dict" else next(iter(item.expr.args), item.expr)
                        yield from (
                            (f"{name}.{key_text(key)}", value)
                            for key, value in literal.entries
                            if key_text(key)
                            in {
                                "secret",
                                "secretKey",
                                "privateKey",
                                "accessSecret",
                                "refreshSecret",
                                "secretOrKey",
                            }
                        )
        for store in scope.stores:
            name = key_text(store.key) or ""
            if store.value is not None and _NAMES.match(_snake(name)):
                yield name, store.value
    for literal in code.dicts:
        if _LISTED.search(_holder(code, literal)):
            continue
        for key, value in literal.entries:
            word = key_text(key) or ""
            if key is not None and (
                _NAMES.match(_snake(word)) or (word == "SIGNING_KEY" and "SIMPLE_JWT" in code.text(literal.node.parent))
            ):
                yield word, value
            elif word.lower() == "jwt" and value.kind == "dict":
                for inner, nested in value.entries:
                    if key_text(inner) in {
                        "secret",
                        "secretKey",
                        "privateKey",
                        "accessSecret",
                        "refreshSecret",
                        "Secret",
                    }:
                        yield f"{word}.{key_text(inner)}", nested


def _names_itself(name: str, value: str) -> bool:
    """Whether a constant holds the name of a setting (``JwtSecret = "jwtSecretKey"``), not a key."""
    if _NAME_OF_SETTING.match(value):
        return True
    plain = re.sub(r"[^a-z0-9]", "", name.rpartition(".")[2].lower())
    return (
        re.fullmatch(r"[A-Za-z_]+", value) is not None
        and value.lower().replace("_", "").startswith(plain)
        and plain != "secret"
    )


def _holder(code: Code, literal: Expr) -> str:
    """The variable an object literal is kept in."""
    node = literal.node.parent
    while node is not None and node.type in {
        "as_expression",
        "satisfies_expression",
        "parenthesized_expression",
        "arguments",
        "call_expression",
    }:
        node = node.parent
    if node is None:
        return ""
    return code.text(node.child_by_field_name("name") or node.child_by_field_name("left"))


def _snake(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).upper()


def _secret(code: Code, key: Expr, signs: bool) -> _Secret | None:
    return _Finder(code, signs).find(key, 0)


class _Finder:
    """Follows a key to the constant it is made of."""

    def __init__(self, code: Code, signs: bool) -> None:
        self.code = code
        self.signs = signs
        self.steps = 300

    def find(self, expr: Expr, depth: int) -> _Secret | None:
        self.steps -= 1
        if depth > 12 or self.steps < 0:
            return None
        kind = expr.kind
        if kind == "text":
            return self._text(expr, depth)
        if kind == "constant":
            return (
                _Secret(expr, False)
                if self.signs and depth == 0 and expr.value is None and not self._is_none_algorithm(expr)
                else None
            )
        if kind == "choice":
            return self._choice(expr, depth)
        if kind == "binary" and expr.name == "+":
            parts = [self.find(item, depth + 1) for item in expr.args]
            return parts[0] if all(parts) else None
        if kind == "template" and expr.args:
            parts = [self.find(item, depth + 1) for item in expr.args]
            return parts[0] if all(parts) else None
        if kind == "call":
            return self._call(expr, depth)
        if kind == "dict":
            for word, value in expr.entries:
                if key_text(word) in {"key", "k", "Key", "value", "private", "current"}:
                    return self.find(value, depth + 1)
            return None
        if kind == "list":
            return next(
                filter(None, (self.find(item, depth + 1) for item in expr.args if item.kind != "number")),
                None,
            )
        if kind == "func":
            return next(filter(None, (self.find(item, depth + 1) for item in _returned(self.code, expr))), None)
        if kind in {"name", "attr", "index"}:
            return self._behind(expr, depth)
        return None

    def _text(self, expr: Expr, depth: int) -> _Secret | None:
        value = str(expr.value)
        if _PUBLIC.search(value.strip()) or _PLACEHOLDER.match(value.strip()):
            return None
        if value.strip() and not re.search(r"\w", value):
            return None  # "{}": not a key
        if not value.strip():
            return _Secret(expr, False) if self.signs and depth == 0 and not self._is_none_algorithm(expr) else None
        return _Secret(expr, False)

    def _is_none_algorithm(self, expr: Expr) -> bool:
        parent = expr.node.parent
        text = self.code.text(parent.parent if parent is not None and parent.parent is not None else parent)
        return re.search(r"(?i)['\"]none['\"]|UnsafeAllowNone|SigningMethodNone|algorithm\s*=\s*None", text) is not None

    def _behind(self, expr: Expr, depth: int) -> _Secret | None:
        values = list(self.code.behind(expr, depth))
        secrets = [self.find(value, depth + 1) for value in values]
        constant = next((item for item in secrets if item is not None), None)
        if constant is None:
            return None
        # Set from elsewhere too (an environment variable, a flag): the constant is what it falls back to.
        return _Secret(constant.expr, constant.fallback or any(item is None for item in secrets))

    def _choice(self, expr: Expr, depth: int) -> _Secret | None:
        if expr.name == "and" or (expr.name == "if" and _CONDITION.search(expr.condition)):
            return None
        parts = [self.find(item, depth + 1) for item in expr.args]
        constant = next((item for item in parts if item is not None and item.expr.value), None)
        if constant is None:
            return None
        return _Secret(constant.expr, constant.fallback or any(item is None for item in parts))

    def _call(self, expr: Expr, depth: int) -> _Secret | None:
        word = last_name(expr.target)
        receiver = expr.target.target if expr.target is not None and expr.target.kind == "attr" else None
        whole = self.code.text(expr.target.node) if expr.target is not None else ""
        functions = self.code.functions_called(expr)
        default = (
            expr.named.get("default") or expr.named.get("fallback") or (expr.args[1] if len(expr.args) > 1 else None)
        )
        if default is not None and _SETTING.search(word) and word not in {"from", "decode"}:
            secret = self.find(default, depth + 1) if default.kind != "dict" else None
            if secret is not None and secret.expr.value:
                return _Secret(secret.expr, True)
            return None
        if functions:
            return next(
                filter(
                    None,
                    (self.find(values[0], depth + 1) for scope in functions for values in scope.returns if values),
                ),
                None,
            )
        if word in _WRAPPERS:
            if word == "decode" and self.code.qualify(expr.target).startswith(("jwt", "jose")):
                return None
            if "k" in expr.named:
                return self.find(expr.named["k"], depth + 1)
            encoder = receiver is not None and receiver.kind == "call" and last_name(receiver.target) == "TextEncoder"
            inner = (
                expr.args[0]
                if expr.args
                and not (word == "encode" and not encoder and receiver is not None and receiver.kind != "name")
                else receiver
            )
            if (
                word
                in {
                    "encode",
                    "strip",
                    "trim",
                    "toString",
                    "digest",
                    "hexdigest",
                    "decode",
                    "get_secret_value",
                }
                and receiver is not None
                and not encoder
            ):
                inner = receiver
                if word == "decode" and expr.args and not self._resolves(receiver):
                    inner = expr.args[0]
                if word == "encode" and expr.args and re.search(r"(?i)encoder|utf8|base64|te$", whole):
                    inner = expr.args[0]
            return self.find(inner, depth + 1) if inner is not None else None
        return None

    def _resolves(self, expr: Expr) -> bool:
        return expr.kind in {"text", "call"} or (expr.kind == "name" and not self.code.qualify(expr))
