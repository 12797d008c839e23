"""Signing and verifying keys that stand in the source, or fall back to a constant."""

from __future__ import annotations

import re
from collections.abc import Iterator

from backend_review.checks.jwt.collect import tokens_of
from backend_review.checks.jwt.keys import keys_of, named_keys, takes_public_key
from backend_review.checks.jwt.reports import LANGUAGES, match
from backend_review.checks.jwt.secrets import Secret, secret_in
from backend_review.finding import Match
from backend_review.index.expressions import Code, Expr
from backend_review.project.source import SourceFile

__all__ = ["LANGUAGES", "find"]

_RULE = "jwt-hardcoded-secret"
# The name of an environment variable or injection token, not a key: JWT_SECRET = "JWT_SECRET".
_NAME_OF_SETTING = re.compile(r"^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$|^[a-z]+(?:\.[a-zA-Z_]+)+$")


def find(file: SourceFile) -> Iterator[Match]:
    """Keys of signing and verifying calls, and settings, that are constants."""
    tokens = tokens_of(file)
    if tokens is None:
        return
    code = tokens.code
    used: set[int] = set()
    reported: set[int] = set()
    for call, key, signs in keys_of(tokens):
        if key is None or takes_public_key(tokens, call):
            continue
        secret = secret_in(code, key, signs)
        if secret is None:
            continue
        used.add(secret.expr.node.id)
        place = call if call.kind == "call" else key
        if place.node.id in reported:
            continue
        reported.add(place.node.id)
        yield match(
            file,
            _RULE,
            place.node,
            _message(code, key, secret),
            variant=code.language,
            metavars={
                "$CALL": code.text(call.target.node) if call.target is not None else "",
                "$KEY": _shown(code, key),
            },
        )
    for name, value in named_keys(code) if file.role == "production" else ():
        secret = secret_in(code, value, False)
        if (
            secret is not None
            and secret.expr.node.id not in used
            and secret.expr.value
            and not _names_itself(name, secret.expr.value)
        ):
            used.add(secret.expr.node.id)
            yield match(
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


def _message(code: Code, key: Expr, secret: Secret) -> str:
    subject = "`$KEY`" if key.kind in {"name", "attr", "index"} else "The key"
    line = secret.expr.node.start_point[0] + 1
    if secret.expr.kind == "constant" or not secret.expr.value:
        return (
            "The token key is empty, so anyone can make tokens that are accepted. Use a long random key from the "
            "environment."
        )
    if secret.fallback:
        return (
            f"{subject} falls back to a constant in the source (line {line}), so tokens can be forged "
            f"wherever the setting is missing. "
            "Read it from the environment and fail when it is not set."
        )
    where = f" (line {line})" if line != key.node.start_point[0] + 1 else ""
    return (
        f"{subject} is a constant in the source{where}, so everyone who can read the code can forge tokens. "
        "Read it from the environment or a secret store, and change it."
    )


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
