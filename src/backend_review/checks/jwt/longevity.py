"""How long the access tokens live that a file issues or sets up: expiry claims, options, settings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from backend_review.checks.jwt.collect import tokens_of
from backend_review.checks.jwt.durations import DAY, HOUR, MINUTE, lifetimes
from backend_review.checks.jwt.reports import LONG_LIVED, dicts_within, statement_text
from backend_review.checks.jwt.tokens import Signing, Tokens, argument
from backend_review.index.expressions import Code, Expr, key_text, last_name
from backend_review.project.source import SourceFile

_UNIT = {
    "SECONDS": 1.0,
    "SECS": 1.0,
    "SEC": 1.0,
    "MINUTES": MINUTE,
    "MINS": MINUTE,
    "MIN": MINUTE,
    "HOURS": HOUR,
    "HOUR": HOUR,
    "DAYS": DAY,
}
# Settings whose names say what they are, and how a number in them counts.
_SETTING = re.compile(
    r"(?i)^(?:\w+_)?(?:ACCESS_?TOKEN|JWT(?:_ACCESS)?(?:_?TOKEN)?)_?(?:EXPIR\w*?|LIFETIME|TTL|MAX_?AGE|"
    r"VALID\w*?|DURATION)"
    r"(?:_?(?:IN|DELTA|TIME|PERIOD))?_?(SECONDS|SECS?|MINUTES|MINS?|HOURS?|DAYS)?$"
)

# Calls that hand on the entries of the objects they are given.
_COPIES = {"assign", "dict", "copy", "deepcopy", "stringify"}

# An expression that says how long a token lives, the seconds a bare number and a text of digits count, its context.
Lifetime = tuple[Expr, float, float | None, str]


@dataclass(frozen=True, slots=True)
class Lived:
    """An access token's lifetime: the expression that says it, in seconds."""

    value: Expr
    seconds: float
    language: str

    @property
    def words(self) -> str:
        return _words(self.seconds)


def longer_than(file: SourceFile, limit: float) -> Iterator[Lived]:
    """The lifetimes of access tokens that are longer than so many seconds."""
    tokens = tokens_of(file)
    if tokens is None:
        return
    code = tokens.code
    seen: set[int] = set()
    settings: set[str] = set()
    # Settings first: a claim that uses one of them is the same offence.
    for value, unit, text_unit, context in [*_settings(code), *_lifetimes(tokens)]:
        if value.node.id in seen or LONG_LIVED.search(context):
            continue
        names: set[str] = set()
        seconds = _longest(code, value, unit, text_unit, names)
        if seconds is not None and seconds > limit and not names & settings:
            seen.add(value.node.id)
            if _SETTING.match(_snake(context)):
                settings.add(context)
            yield Lived(value, seconds, code.language)


def _longest(code: Code, value: Expr, unit: float, text_unit: float | None, names: set[str]) -> float | None:
    def follow(argument: Expr) -> bool:
        return not LONG_LIVED.search(statement_text(code, argument.node))

    found = lifetimes(code, value, unit, follow, text_unit, names)
    # Years beyond reason are absolute points in time, not spans.
    plausible = [seconds for seconds in found if seconds < 400 * 366 * DAY]
    return max(plausible, default=None)


def _words(seconds: float) -> str:
    days = seconds / DAY
    if days >= 2 or days == int(days):
        return f"{days:.0f} days" if abs(days - round(days)) < 0.02 else f"{days:.1f} days"
    return f"{seconds / HOUR:.0f} hours"


def _lifetimes(tokens: Tokens) -> Iterator[Lifetime]:
    """The lifetimes of every call that makes tokens or sets up a library."""
    code = tokens.code
    for signing in tokens.signings:
        context = statement_text(code, signing.call.node)
        if signing.key is not None:
            context += code.text(signing.key.node)
        if signing.payload is not None:
            context += code.text(signing.payload.node)[:200]
        if signing.library == "jose.SignJWT":
            function = code.function_of(signing.call.node)
            for call in code.by_name.get("setExpirationTime", ()):
                if code.function_of(call.node) is function and call.args:
                    yield call.args[0], 0.0, None, context
        elif signing.builder:
            yield from _builder(code, signing, context)
        else:
            yield from _signed(code, signing, context)
    for library, call, options in tokens.setups:
        yield from _setup(code, library, call, options)
    if "gin-jwt" in tokens.modules:
        yield from _fields(code, "GinJWTMiddleware", "Timeout")


def _signed(code: Code, signing: Signing, context: str) -> Iterator[Lifetime]:
    """Expiry among the claims, lifetime among the options."""
    for value in _entry(code, signing.payload, {"exp", "ExpiresAt", "Expiry"}):
        if value.kind != "number":
            yield value, 0.0, None, context + code.text(value.node)
    if code.language == "javascript":
        # A number is seconds for jsonwebtoken, milliseconds for fast-jwt; digits in a text are milliseconds for both.
        unit = 0.001 if signing.library == "fastify" else 1.0
        for value in _entry(code, signing.options, {"expiresIn"}):
            yield value, unit, 0.001, context + code.text(value.node)
    elif signing.library == "fastapi_users.jwt.generate_jwt":
        value_or_none = argument(signing.call, 2, "lifetime_seconds")
        if value_or_none is not None:
            yield value_or_none, 1.0, None, context


def _builder(code: Code, signing: Signing, context: str) -> Iterator[Lifetime]:
    function = code.function_of(signing.call.node)
    for call in code.by_name.get("Expiration", ()):
        if call.args and code.function_of(call.node) is function:
            yield call.args[0], 0.0, None, context
    for scope in code.scopes.values():
        if function is None or scope is not function:
            continue
        for store in scope.stores:
            if (
                store.key is not None
                and store.value is not None
                and re.search(r"(?i)^\"?exp|ExpirationKey", code.text(store.key.node))
            ):
                yield store.value, 0.0, None, context + store.base


def _entry(code: Code, expr: Expr | None, names: set[str], depth: int = 0) -> Iterator[Expr]:
    """The values of an entry wherever it is put into an object."""
    if expr is None or depth > 6:
        return
    if expr.kind == "dict":
        yield from _written(code, expr, names, depth)
        return
    if expr.kind == "name":
        yield from _stored(code, expr, names, depth)
    if expr.kind == "call":
        yield from _passed(code, expr, names, depth)
    if expr.kind in {"binary", "choice"}:
        for item in expr.args:
            yield from _entry(code, item, names, depth + 1)
    if expr.kind in {"name", "attr", "call"}:
        for value in code.values(expr):
            if value is not expr and (value.kind in {"dict", "call", "binary"}):
                yield from _entry(code, value, names, depth + 1)


def _written(code: Code, literal: Expr, names: set[str], depth: int) -> Iterator[Expr]:
    for key, value in literal.entries:
        if key is None or (value.kind == "dict" and key_text(key) not in names):
            yield from _entry(code, value, names, depth + 1)
        elif key_text(key) in names:
            yield value


def _stored(code: Code, expr: Expr, names: set[str], depth: int) -> Iterator[Expr]:
    for store in code.stores(expr.name, expr.node):
        if store.key is None:
            yield from _entry(code, store.value, names, depth + 1)
        elif key_text(store.key) in names and store.value is not None:
            yield store.value


def _passed(code: Code, call: Expr, names: set[str], depth: int) -> Iterator[Expr]:
    for name in names & set(call.named):
        yield call.named[name]
    for item in [*call.args, *(value for _, value in call.entries)]:
        if item.kind in {"dict", "name", "call"} and last_name(call.target) in _COPIES:
            yield from _entry(code, item, names, depth + 1)


def _setup(code: Code, library: str, call: Expr, options: Expr | None) -> Iterator[Lifetime]:
    context = statement_text(code, call.node)
    if library in {"nest-module", "fastify-plugin", "fast-jwt"}:
        for literal in dicts_within(code, options, call):
            for key, value in literal.entries:
                if key_text(key) == "expiresIn":
                    yield value, 1.0 if library == "nest-module" else 0.001, 0.001, code.text(value.node)
    elif library == "fastapi-users":
        value_or_none = argument(call, 1, "lifetime_seconds")
        if value_or_none is not None:
            yield value_or_none, 1.0, None, context
    elif library == "flask-jwt-extended":
        value_or_none = argument(call, 99, "expires_delta")
        if value_or_none is not None:
            yield value_or_none, 1.0, None, context


def _fields(code: Code, kind: str, name: str) -> Iterator[Lifetime]:
    for literal in code.dicts:
        if literal.name.rpartition(".")[2] == kind:
            for key, value in literal.entries:
                if key_text(key) == name:
                    yield value, 0.0, None, ""


def _settings(code: Code) -> Iterator[Lifetime]:
    """Settings known by name: SIMPLE_JWT, Flask-JWT-Extended, and constants such as ACCESS_TOKEN_EXPIRE_MINUTES."""
    for name, value in _places(code):
        setting = _SETTING.match(_snake(name))
        if setting is None:
            continue
        unit = _UNIT.get((setting.group(1) or "").upper())
        if unit is None:
            # Without a unit in its name only Flask's setting says what a number means.
            unit = 1.0 if name == "JWT_ACCESS_TOKEN_EXPIRES" else 0.0
        yield value, unit, unit, name
    for scope in code.classes.values():
        if any(base.rpartition(".")[2] == "AccessToken" for base in scope.bases):
            for item in scope.names.get("lifetime", ()):
                if item.expr is not None:
                    yield item.expr, 1.0, None, scope.name
    if code.language == "python":
        for call in code.by_name.get("set_exp", ()):
            if "lifetime" in call.named:
                yield call.named["lifetime"], 1.0, None, statement_text(code, call.node)


def _places(code: Code) -> list[tuple[str, Expr]]:
    """Every value that is given a name in the file."""
    places: list[tuple[str, Expr]] = []
    for scope in code.scopes.values():
        for name, definitions in scope.names.items():
            places.extend(
                (name, item.expr)
                for item in definitions
                if item.kind == "value" and item.expr is not None and not item.path
            )
        for store in scope.stores:
            name_or_none = key_text(store.key)
            if name_or_none and store.value is not None:
                places.append((name_or_none, store.value))
    for literal in code.dicts:
        places.extend((key_text(key) or "", value) for key, value in literal.entries)
    return places


def _snake(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).upper()
