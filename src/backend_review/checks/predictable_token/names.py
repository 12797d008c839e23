"""Which names are those of values that nobody may guess, and of functions that make them."""

from __future__ import annotations

import re

from backend_review.checks._trees import (
    snake,
)

_WORD_BEFORE = r"(?:^|_)"
_TAIL = r"(?:_(?:hash|value|val|str|string|hex|bytes|raw|plain|buf|buffer|data|result|out|final|b64|base64|code|key|digits?))*$"
SECRET = re.compile(
    _WORD_BEFORE
    + r"(?:tokens?|secret|passw(?:or)?d|pass|pwd|passcode|passphrase|otp|totp|one_time_(?:code|password|pin)|nonce|salt|csrf|xsrf|sid|jti"
    r"|session(?:_?(?:id|key))?|api_?key|secret_?key|private_?key|signing_?key|encryption_?key|access_?key|auth_?key|master_?key|reset_?(?:code|link|key|id|url)"
    r"|(?:verification|verify|activation|confirmation|confirm|invite|invitation|auth|authorization|access|recovery|backup|security|sms|mfa|two_?factor|2fa|login|email|pairing|device)_?(?:code|key|link|pin)"
    r"|magic_?link|pin(?:_?code)?|temp_?pass(?:word)?|bearer|refresh|client_secret|credentials?)" + _TAIL
)
# The words that turn a secret's name into something else, or say that the value is no secret.
INNOCENT = re.compile(
    r"(?:^|_)(?:name|max|min|num|n|count|total|avg|mean|used|input|output|prompt|completion|sample|sampled|next|pad|mask|masked|special|stop|eos|bos|vocab|lexer|page|cancel|"
    r"cancellation|css|ast|html|fake|mock|dummy|test|example|jitter|backoff|delay|sleep|sampling|shuffle|noise|colou?r|position|placeholder|pinned|spin|"
    r"ping|mapping|captcha|status|country|zip|postal|error|product|promo|discount|currency|language|lang|exit|http|idempotency|cache|partition|routing|sort|"
    r"primary|foreign|react|row|list|trace|correlation|request_id|span|consumer|instance|temp_file|filename|len|length|size|index|count|expir\w*|ttl|"
    r"at|until|time|date|timeout|age|bucket|rate|limit|seed)(?:_|$)"
)
# A function that is called by what it gives makes it.
ENDS = re.compile(r"(?:^|_)(?:token|otp|otp_code|password|secret|csrf|session_id|session_key|api_key|secret_key)$")
MAKER = re.compile(
    r"^(?:generate|gen|create|make|new|random|rand|get|build|issue|mint|produce|send|assign|set|reset|request|mk)_"
)


def name_of(name: str) -> str | None:
    """The name, if a value of it must not be guessed."""
    plain = snake(name)
    if INNOCENT.search(plain):
        return None
    return name if SECRET.search(plain) else None


def maker_name(name: str) -> str | None:
    """The name of a function that makes secrets, if it is one."""
    plain = snake(name)
    if not plain or INNOCENT.search(plain) or not SECRET.search(plain):
        return None
    return name if MAKER.search(plain) or re.search(ENDS, plain) else None
