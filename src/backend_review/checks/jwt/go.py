"""Calls that make or read tokens in Go."""

from __future__ import annotations

import re

from backend_review.checks.jwt.libraries import canonical
from backend_review.checks.jwt.tokens import Reading, Signing, Tokens, argument
from backend_review.index.expressions import Code, Expr, last_name

_SETUPS = {
    "echo-jwt.JWT", "echo-middleware.JWT", "jwx.WithKey", "jwx.Sign", "jwx.WithVerify", "jwx.Parse", "jwx.ParseString",
    "jwx.ParseRequest", "jwx.ParseInsecure", "jwx.ParseReader", "go-jose-jwt.Signed", "jwx.WithValidate",
}  # fmt: skip


def collect(tokens: Tokens, call: Expr) -> None:
    """Note what a call does."""
    code = tokens.code
    name = canonical(code.qualify(call.target))
    last = last_name(call.target)
    if name == "golang-jwt.NewWithClaims":
        tokens.signings.append(Signing(call, "golang-jwt", argument(call, 1)))
    elif name == "golang-jwt.New":
        tokens.signings.append(Signing(call, "golang-jwt", None, None, None, True, ("exp", "ExpiresAt")))
    elif last == "SignedString" and "golang-jwt" in tokens.modules and call.args:
        tokens.setups.append(("signed-string", call, call.args[0]))
    elif name in {"golang-jwt.Parse", "golang-jwt.ParseWithClaims"} or (
        last in {"Parse", "ParseWithClaims", "ParseFromRequest"} and name.startswith("golang-jwt.")
    ):
        key = next((item for item in call.args[1:] if item.kind == "func" or _is_keyfunc(code, item)), None)
        tokens.readings.append(Reading(call, "golang-jwt", key, None))
    elif last == "ParseUnverified" and "golang-jwt" in tokens.modules:
        tokens.readings.append(Reading(call, "golang-jwt", verifies=False))
    elif last == "UnsafeClaimsWithoutVerification":
        tokens.readings.append(Reading(call, "go-jose", verifies=False))
    elif name == "jwtauth.New":
        tokens.setups.append(("jwtauth", call, None))
    elif (name.startswith("jwtauth.New()") and last == "Encode") or (
        last == "Encode" and _typed(code, call, "jwtauth.JWTAuth")
    ):
        tokens.signings.append(Signing(call, "jwtauth", argument(call, 0)))
    elif name in _SETUPS:
        tokens.setups.append((name, call, None))
        if name == "jwx.Sign":
            tokens.signings.append(
                Signing(call, "jwx", argument(call, 0), None, None, True, ("Expiration", "ExpirationKey", "exp"))
            )


def _is_keyfunc(code: Code, expr: Expr) -> bool:
    return (expr.kind == "name" and expr.name in code.functions) or re.search(
        r"(?i)keyfunc", code.text(expr.node)
    ) is not None


def _typed(code: Code, call: Expr, kind: str) -> bool:
    receiver = call.target.target if call.target is not None and call.target.kind == "attr" else None
    if receiver is None:
        return False
    if receiver.kind == "name":
        return any(kind in item.annotation for item in code.definitions(receiver.name, receiver.node))
    if receiver.kind == "attr":
        return any(kind in owner.fields.get(receiver.name, ("", ""))[0] for owner in code.classes.values())
    return False
