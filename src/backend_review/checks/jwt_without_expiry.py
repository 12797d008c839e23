"""Tokens that are signed without an expiry: the payload is followed to where it is made."""

from __future__ import annotations

import re
from collections.abc import Iterator

from backend_review.checks.jwt.collect import tokens_of
from backend_review.checks.jwt.entries import NO, PARAMETER, UNKNOWN, YES, Entries, option_entries, payload_entries
from backend_review.checks.jwt.reports import LANGUAGES, match
from backend_review.checks.jwt.tokens import Signing, argument
from backend_review.finding import Audience, Confidence, Match, Severity
from backend_review.index.expressions import Code, Expr, key_text, last_name
from backend_review.project.source import SourceFile

__all__ = ["LANGUAGES", "find"]

_RULE = "jwt-without-expiry"
_HOW = {
    "python": 'Add an `exp` claim: `"exp": datetime.now(timezone.utc) + timedelta(minutes=15)`.',
    "jsonwebtoken": "Pass `{ expiresIn: '15m' }` as the third argument.",
    "nest": "Pass `{ expiresIn: '15m' }`, or set `signOptions` in `JwtModule`.",
    "fastify": "Pass `{ expiresIn: '15m' }`, or set `sign` where the plugin is registered.",
    "jose.SignJWT": "Add `.setExpirationTime('15m')` before it.",
    "javascript": "Add `exp: Math.floor(Date.now() / 1000) + 15 * 60` to the payload.",
    "golang-jwt": "Set `ExpiresAt: jwt.NewNumericDate(time.Now().Add(15 * time.Minute))` (`exp` in `MapClaims`).",
    "jwx": "Call `.Expiration(time.Now().Add(15 * time.Minute))` on the builder.",
    "jwtauth": "Call `jwtauth.SetExpiryIn(claims, 15*time.Minute)` first.",
}
_SWITCH = re.compile(
    r"JWT_(?:ACCESS_TOKEN_EXPIRES|VERIFY_EXPIRATION|EXPIRATION_DELTA|ACCESS_TOKEN_EXPIRE)$|"
    r"^authjwt_access_token_expires$"
)
# Proofs that a key is held, which servers take for as long as their ``iat`` is fresh: RFC 9449, RFC 9396 and the like.
_PROOF = re.compile(r"(?i)dpop\+jwt|openid4vci-proof\+jwt|secevent\+jwt")
_NOT_VERIFIED = "`$NAME` is off, so tokens are accepted forever. Set it to `True` and give tokens a short lifetime."
# Libraries whose expiry may be set where they are configured, in another file: the pattern variants look after those.
_CONFIGURED = {"nest", "fastify"}


def find(file: SourceFile) -> Iterator[Match]:
    """Signing calls whose payload and options are seen to have no expiry, and settings that switch it off."""
    tokens = tokens_of(file)
    if tokens is None:
        return
    code = tokens.code
    for signing in tokens.signings:
        yield from _signing(file, code, signing)
    for library, call, _ in tokens.setups:
        yield from _setup(file, code, library, call)
    if code.language == "python":
        yield from _switched_off(file, code)


def _signing(file: SourceFile, code: Code, signing: Signing) -> Iterator[Match]:
    if signing.library in {"njwt.create", "python_jwt.generate_jwt"}:  # an hour unless told otherwise
        if (
            signing.library == "python_jwt.generate_jwt"
            and len(signing.call.args) < 4
            and "lifetime" not in signing.call.named
        ):
            pass
        else:
            return
    if signing.library == "fastapi_users.jwt.generate_jwt" and (
        len(signing.call.args) > 2 or "lifetime_seconds" in signing.call.named
    ):
        return
    if any(_PROOF.search(code.text(item.node)) for item in (*signing.call.args, *signing.call.named.values())):
        return
    payload = payload_entries(code)
    verdict = _builder(code, signing, payload) if signing.builder else payload.of(signing.payload)
    if signing.payload is None and not signing.builder:
        return
    guessed = payload.guessed
    if verdict == YES:
        return
    if code.language == "javascript" and signing.library != "jose.SignJWT":
        options = option_entries(code)
        chosen = options.of(signing.options)
        verdict = max(verdict, UNKNOWN if chosen == PARAMETER else chosen)
        if any(item.kind == "spread" for item in signing.call.args):
            verdict = UNKNOWN
    if verdict in {YES, UNKNOWN}:
        return
    if signing.library in _CONFIGURED and verdict == PARAMETER:
        return
    how = _HOW.get(signing.library) or _HOW[code.language if code.language in _HOW else "golang-jwt"]
    if signing.library.startswith(("jsonwebtoken", "jose.JWT.sign")):
        how = _HOW["jsonwebtoken"]
    shown = {
        "$CALL": code.text(signing.call.target.node) if signing.call.target else "",
        "$PAYLOAD": _payload(code, signing),
    }
    if verdict == PARAMETER:
        yield match(
            file,
            _RULE,
            signing.call.node,
            f"`$CALL` adds no expiry to `$PAYLOAD`; unless every caller does, the token works forever once "
            f"it leaks. {how}",
            variant="parameter",
            metavars=shown,
            severity=Severity.WARNING,
            confidence=Confidence.LOW,
            audience=Audience.PEDANTIC,
        )
        return
    yield match(
        file, _RULE, signing.call.node,
        f"The token made by `$CALL` never expires, so a leaked one works until the key is changed. {how}",
        variant=f"{signing.library if signing.library in _CONFIGURED else code.language}-sign",
        metavars=shown, confidence=Confidence.MEDIUM if guessed or signing.library in _CONFIGURED else None,
    )  # fmt: skip


def _payload(code: Code, signing: Signing) -> str:
    return code.text(signing.payload.node) if signing.payload is not None else "the claims"


def _builder(code: Code, signing: Signing, payload: Entries) -> int:
    """Claims set by method calls: any word of expiry in the function counts; a token made elsewhere is unknown."""
    function = code.function_of(signing.call.node)
    text = re.sub(r"(?m)//.*$|/\*.*?\*/", "", code.text(function.node if function is not None else code.tree.root_node))
    if any(re.search(rf"\b{word}\b", text) for word in signing.settles):
        return YES
    if signing.library == "jwx":
        made = code.qualify(signing.payload)
        return NO if re.search(r"/jwt\.(?:New|NewBuilder)\(\)", made) else UNKNOWN
    if signing.library == "jose.SignJWT":
        if signing.payload is None:
            chain = signing.call.target.target if signing.call.target is not None else None
            return NO if chain is not None and "new " in code.text(chain.node) else UNKNOWN
        return payload.of(signing.payload)
    # jwt.New(method): the claims are put into token.Claims afterwards.
    if re.search(
        r"(?i)\bset\w*claims?\(|exp",
        re.sub(r"(?i)expect|export|expos|experi|expr|regexp|explain|explicit|expand", "", text),
    ):
        return UNKNOWN
    return NO if "SignedString" in text else UNKNOWN


def _off(code: Code, expr: Expr | None) -> bool:
    if expr is None:
        return False
    return any(value.kind == "constant" and not value.value for value in code.values(expr))


def _setup(file: SourceFile, code: Code, library: str, call: Expr) -> Iterator[Match]:
    if library == "fastapi-users" and last_name(call.target) == "JWTStrategy":
        lifetime = argument(call, 1, "lifetime_seconds")
        if lifetime is not None and _off(code, lifetime):
            yield match(
                file, _RULE, call.node,
                "`lifetime_seconds=None` makes tokens that never expire. Give them a lifetime: `lifetime_seconds=900`.",
                variant="python-fastapi-users",
            )  # fmt: skip
    elif library == "flask-jwt-extended":
        delta = argument(call, 99, "expires_delta")
        if delta is not None and delta.kind == "constant" and delta.value is False:
            yield match(
                file,
                _RULE,
                call.node,
                "`expires_delta=False` makes a token that never expires. Leave it out (15 minutes) or pass a "
                "`timedelta`.",
                variant="python-flask-jwt-extended",
            )


def _switched_off(file: SourceFile, code: Code) -> Iterator[Match]:
    """Settings of Flask-JWT-Extended, fastapi-jwt-auth and the Django JWT packages."""
    message = (
        "`$NAME` is switched off, so access tokens never expire. Set it to a short time (`timedelta(minutes=15)`)."
    )
    places: list[tuple[str, Expr]] = []
    for scope in code.scopes.values():
        for name, definitions in scope.names.items():
            places.extend((name, item.expr) for item in definitions if item.expr is not None and item.kind == "value")
        for store in scope.stores:
            name = key_text(store.key) or ""
            if store.value is not None and not store.base.startswith(("self", "cls")):
                places.append((name, store.value))
    for literal in code.dicts:
        places.extend((key_text(key) or "", value) for key, value in literal.entries)
    seen: set[int] = set()
    for name, value in places:
        if not _SWITCH.search(name) or value.kind != "constant" or value.node.id in seen:
            continue
        verifies = "VERIFY" in name
        if value.value is False or (value.value is None and not verifies and name != "JWT_ACCESS_TOKEN_EXPIRES"):
            seen.add(value.node.id)
            text = _NOT_VERIFIED if verifies else message
            yield match(file, _RULE, value.node, text, variant="python-setting", metavars={"$NAME": name})
