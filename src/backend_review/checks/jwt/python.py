"""Calls that make or read tokens in Python."""

from __future__ import annotations

from backend_review.checks.jwt.libraries import PY_DECODE, PY_ENCODE, PY_SETUP, PY_UNVERIFIED
from backend_review.checks.jwt.tokens import Reading, Signing, Tokens, argument
from backend_review.index.expressions import Expr, last_name


def collect(tokens: Tokens, call: Expr) -> None:
    """Note what a call does."""
    name = tokens.code.qualify(call.target)
    if name in PY_ENCODE:
        payload, key = PY_ENCODE[name]
        if name == "jwcrypto.jwt.JWT" and argument(call, 1, "claims") is None:
            return
        tokens.signings.append(
            Signing(
                call,
                name,
                argument(call, payload, "payload", "claims", "data"),
                argument(call, key, "key", "secret", "priv_key"),
            )
        )
    elif name in PY_DECODE:
        tokens.readings.append(Reading(call, name, argument(call, 1, "key", "secret"), argument(call, 99, "options")))
    elif name in PY_UNVERIFIED:
        tokens.readings.append(Reading(call, name, verifies=False))
    elif name in PY_SETUP:
        tokens.setups.append((PY_SETUP[name], call, None))
    elif last_name(call.target) == "make_signed_token" and "jwcrypto" in " ".join(tokens.modules):
        tokens.setups.append(("jwk", call, None))
