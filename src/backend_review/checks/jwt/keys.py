"""Expressions that are used as keys: of signing and verifying calls, of set-ups, and by name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set

from backend_review.checks.jwt.reports import dicts_within
from backend_review.checks.jwt.secrets import returned
from backend_review.checks.jwt.tokens import Reading, Tokens, argument
from backend_review.index.expressions import Code, Expr, key_text, last_name

_KEY_OPTIONS = frozenset(
    {
        "secret",
        "secretOrKey",
        "secretOrPrivateKey",
        "privateKey",
        "key",
        "SigningKey",
        "Key",
        "secretKey",
    }
)
_OPTION_NAMES = _KEY_OPTIONS - {"key"}
# Constants and settings that are a JWT key by their name.
_NAMES = re.compile(
    r"(?i)^(?:\w+_)?JWT_?(?:AUTH_?|ACCESS_?|REFRESH_?|TOKEN_?|APP_?)*(?:SECRET|SIGNING|PRIVATE|HMAC|"
    r"ENCRYPTION)_?(?:TOKEN|KEY|STRING)?$"
    r"|^JWT_?KEY$|^authjwt_secret_key$|^(?:ACCESS|REFRESH|AUTH)_?TOKEN_?SECRET(?:_?KEY)?$"
)
_LISTED = re.compile(r"(?i)placeholder|example|dummy|mock|sample|forbidden|weak|known|fields?$|schema")

Key = tuple[Expr, Expr | None, bool]


def takes_public_key(tokens: Tokens, call: Expr) -> bool:
    """Verification with an asymmetric algorithm: the key is no secret."""
    last = last_name(call.target)
    if last in {"decode", "verify", "verifyAsync", "jwtVerify", "decode_complete"}:
        text = tokens.code.text(call.node)
        return re.search(r"['\"](?:RS|ES|PS)\d{3}['\"]|EdDSA", text) is not None and not re.search(
            r"['\"]HS\d{3}", text
        )
    return False


def keys_of(tokens: Tokens) -> Iterator[Key]:
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
            for value in returned(code, reading.key):
                yield reading.call, value, False
        else:
            yield reading.call, reading.key, False
    for library, call, options in tokens.setups:
        yield from _setup(code, library, call, options)
    if code.language == "go":
        yield from _go(tokens)


def _unverified(code: Code, reading: Reading) -> bool:
    text = code.text(reading.call.node)
    return re.search(r"verify_signature['\"]?\s*[:=]\s*False|verify\s*=\s*False", text) is not None


def _options(code: Code, call: Expr, options: Expr | None, names: Set[str] = _OPTION_NAMES) -> Iterator[Key]:
    for literal in dicts_within(code, options, call):
        for key, value in literal.entries:
            if key_text(key) in names:
                yield call, value, False


# Library → position and name of the argument that is a signing key.
_ARGUMENTS = {
    "fastapi-users": (0, "secret"), "aiohttp-jwt": (0, "secret_or_pub_key"), "starlette-jwt": (0, "secret_key"),
    "fastapi-jwt": (0, "secret_key"), "sanic-jwt": (99, "secret"), "signed-string": (0, ""), "echo-jwt.JWT": (0, ""),
    "echo-middleware.JWT": (0, ""), "jwx.WithKey": (1, ""), "jwx.WithVerify": (1, ""),
}  # fmt: skip
_OPTIONS = {
    "express-jwt", "koa-jwt", "hono", "passport-jwt", "express-oauth2-jwt-bearer", "nest-module", "fastify-plugin",
    "elysia",
}  # fmt: skip


def _setup(code: Code, library: str, call: Expr, options: Expr | None) -> Iterator[Key]:
    if library in _ARGUMENTS:
        position, name = _ARGUMENTS[library]
        yield call, argument(call, position, name), True
    elif library == "fast-jwt":
        yield from _options(code, call, options, {"key"})
    elif library in _OPTIONS:
        yield from _options(code, call, options)
        if options is not None and options.kind == "name":
            for store in code.stores(options.name, options.node):
                if key_text(store.key) in _KEY_OPTIONS:
                    yield call, store.value, False
    elif library == "jwk":
        yield from _jwk(code, call)
    elif library == "jwtauth":
        yield call, argument(call, 1), True
        if re.search(r"['\"]HS", code.text(call.node)):
            yield call, argument(call, 2), False
    elif library == "jwx.Sign" and len(call.args) == 3:
        yield call, argument(call, 2) if call.args[2].kind != "call" else None, True


def _jwk(code: Code, call: Expr) -> Iterator[Key]:
    """A key object that is made of a symmetric key."""
    if last_name(call.target) == "make_signed_token":
        return
    key = argument(call, 0, "k", "key", "value", "password", "raw", "key_data")
    text = code.text(call.node)
    if key is not None and ("k" in call.named or any(word in text for word in ("oct", "Oct", "password", "HS"))):
        yield call, key, True


def _go(tokens: Tokens) -> Iterator[Key]:
    """Keys in the configuration structs of the Go middlewares."""
    code = tokens.code
    kinds = {
        "gin-jwt": ("GinJWTMiddleware", "Key"), "echo-jwt": ("Config", "SigningKey"),
        "echo-middleware": ("JWTConfig", "SigningKey"), "fiber-jwt": ("Config", "SigningKey"),
        "go-jose": ("SigningKey", "Key"),
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


_FIELDS = {"secret", "secretKey", "privateKey", "accessSecret", "refreshSecret"}
_TABLE_NAME = re.compile(r"(?i)jwt_?(?:constants?|config|options|settings?)?$")


def named_keys(code: Code) -> Iterator[tuple[str, Expr]]:
    """Constants and settings that are a JWT key by name."""
    for scope in code.scopes.values():
        for name, definitions in scope.names.items():
            values = [item for item in definitions if item.kind == "value"]
            if _NAMES.match(_snake(name)):
                yield from ((name, item.expr) for item in values if item.expr is not None and not item.path)
            if _TABLE_NAME.match(name):
                for item in values:
                    yield from _fields(name, item.expr)
        for store in scope.stores:
            name = key_text(store.key) or ""
            if store.value is not None and _NAMES.match(_snake(name)):
                yield name, store.value
    for literal in code.dicts:
        if not _LISTED.search(_holder(code, literal)):
            yield from _named_entries(code, literal)


def _fields(name: str, expr: Expr | None) -> Iterator[tuple[str, Expr]]:
    """The keys in an object that is called ``jwtConfig`` or the like."""
    if expr is None or expr.kind not in {"dict", "call"}:
        return
    literal = expr if expr.kind == "dict" else next(iter(expr.args), expr)
    for key, value in literal.entries:
        if key_text(key) in {*_FIELDS, "secretOrKey"}:
            yield f"{name}.{key_text(key)}", value


def _named_entries(code: Code, literal: Expr) -> Iterator[tuple[str, Expr]]:
    for key, value in literal.entries:
        word = key_text(key) or ""
        if key is not None and (
            _NAMES.match(_snake(word)) or (word == "SIGNING_KEY" and "SIMPLE_JWT" in code.text(literal.node.parent))
        ):
            yield word, value
        elif word.lower() == "jwt" and value.kind == "dict":
            for inner, nested in value.entries:
                if key_text(inner) in {*_FIELDS, "Secret"}:
                    yield f"{word}.{key_text(inner)}", nested


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
