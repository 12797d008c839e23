"""Calls that make or read tokens in JavaScript and TypeScript."""

from __future__ import annotations

import re

from backend_review.checks.jwt.libraries import JS_DECODE, JS_SETUP, JS_SIGN, JS_VERIFY
from backend_review.checks.jwt.tokens import Reading, Signing, Tokens, argument
from backend_review.index.expressions import Code, Expr, last_name

_SERVICE = {"sign", "signAsync", "verify", "verifyAsync", "decode"}
_FASTIFY = {"@fastify/jwt", "fastify-jwt", "@fastify/jwt.fastifyJwt"}


def collect(tokens: Tokens, call: Expr) -> None:
    """Note what a call does."""
    name = tokens.code.qualify(call.target)
    if name:
        _known(tokens, call, name)
    else:
        _unknown(tokens, call)


def _unknown(tokens: Tokens, call: Expr) -> None:
    """A call on an object that comes from elsewhere: services and plugins that are injected."""
    code = tokens.code
    last = last_name(call.target)
    if last in _SERVICE and _is_nest_service(tokens, call):
        _service(tokens, call, "nest")
        return
    receiver = call.target.target if call.target is not None and call.target.kind == "attr" else None
    if (
        last in {"sign", "verify", "decode"}
        and receiver is not None
        and receiver.kind == "attr"
        and receiver.name == "jwt"
    ):
        owner = last_name(receiver.target) or code.text(receiver.target.node if receiver.target else None)
        if re.search(r"(?i)fastify|app|server|this|instance|request|req", owner):
            _service(tokens, call, "fastify")
        return
    if last == "jwtSign":
        tokens.signings.append(Signing(call, "fastify", argument(call, 0), None, argument(call, 1)))
    elif last == "jwtVerify":
        tokens.readings.append(Reading(call, "fastify", None, argument(call, 0)))
    elif last == "register" and call.args and code.qualify(call.args[0]) in _FASTIFY:
        tokens.setups.append(("fastify-plugin", call, argument(call, 1)))
    elif _is_passport(tokens, call):
        tokens.setups.append(("passport-jwt", call, argument(call, 0)))


def _service(tokens: Tokens, call: Expr, library: str) -> None:
    """A method of NestJS's JwtService or of what Fastify's plugin adds."""
    last = last_name(call.target)
    if last.startswith("sign"):
        tokens.signings.append(Signing(call, library, argument(call, 0), None, argument(call, 1)))
    else:
        tokens.readings.append(Reading(call, library, None, argument(call, 1), last != "decode"))


def _is_passport(tokens: Tokens, call: Expr) -> bool:
    """``super(...)`` in a class that extends the strategy of passport-jwt."""
    called = last_name(call.target) == "super" or tokens.code.text(call.target.node if call.target else None) == "super"
    return called and "passport-jwt" in " ".join(tokens.modules)


def _known(tokens: Tokens, call: Expr, name: str) -> None:
    """A call of a library that the file imports."""
    code = tokens.code
    last = last_name(call.target)
    if name in JS_SIGN:
        tokens.signings.append(Signing(call, name, argument(call, 0), argument(call, 1), argument(call, 2)))
    elif name in JS_VERIFY:
        tokens.readings.append(Reading(call, name, argument(call, 1), argument(call, 2)))
    elif name in JS_DECODE:
        tokens.readings.append(Reading(call, name, None, argument(call, 1), False))
    elif re.fullmatch(r"jose(?:/jwt/sign)?\.(?:SignJWT|EncryptJWT)\(\)(?:\.\w+\(\))*\.(?:sign|encrypt)", name):
        made = _constructor(code, call)
        payload = argument(made, 0) if made else None
        settles = ("setExpirationTime",)
        tokens.signings.append(Signing(call, "jose.SignJWT", payload, argument(call, 0), None, True, settles))
    elif name in JS_SETUP:
        tokens.setups.append((JS_SETUP[name], call, argument(call, 0)))
    elif last == "register" and call.args and code.qualify(call.args[0]).startswith(("@fastify/jwt", "fastify-jwt")):
        tokens.setups.append(("fastify-plugin", call, argument(call, 1)))
    elif last in _SERVICE and name.startswith("@nestjs/jwt.JwtService()"):
        _service(tokens, call, "nest")
    elif name.startswith("fastify") and re.search(r"\.jwt\.(sign|decode|verify)$", name):
        _service(tokens, call, "fastify")


def _constructor(code: Code, call: Expr | None) -> Expr | None:
    """The ``new X(...)`` at the beginning of a chain of calls, through a variable too."""
    steps = 0
    while call is not None and steps < 30:
        steps += 1
        if call.kind == "call" and call.name == "new":
            return call
        if call.kind in {"call", "attr"}:
            call = call.target
        elif call.kind == "name":
            call = next((item.expr for item in code.definitions(call.name, call.node) if item.kind == "value"), None)
        else:
            return None
    return None


def _is_nest_service(tokens: Tokens, call: Expr) -> bool:
    if not any(item.startswith("@nestjs/jwt") for item in tokens.modules):
        return False
    receiver = call.target.target if call.target is not None else None
    if receiver is None:
        return False
    owner = tokens.code.class_scope(tokens.code.scope_of(call.node))
    if receiver.kind == "attr" and owner is not None and receiver.name in owner.fields:
        return "JwtService" in owner.fields[receiver.name][0]
    return re.search(r"(?i)jwt", last_name(receiver)) is not None
