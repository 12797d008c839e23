"""What is a secret, by its name."""

from __future__ import annotations

import re

SECRET, TOKEN, REQUEST = "secret", "token", "request"

_STRONG = re.compile(
    r"(?:pass_?word|passwd|passphrase|client_?secret|secret_?key|secret_?access_?key|app_?secret|jwt_?secret|webhook_?secret|shared_?secret|"
    r"api_?key|access_?token|refresh_?token|auth_?token|reset_?token|session_?token|bearer_?token|id_?token|private_?key|encryption_?key|"
    r"signing_?key|credit_?card(?:_?(?:number|no))?|card_?(?:number|no)|cvv2?|cvc2?|ssn|social_?security(?:_?number)?|otp_?code|otp|totp_?secret|"
    r"pin_?code|authorization|auth_?header|plain_?password|pwd)\d?$",
    re.IGNORECASE,
)
_WEAK = re.compile(
    r"(?:^|_|[a-z](?=[A-Z]))(?:token|secret|credentials?|creds|jwt|cookies?|session_?cookie)$", re.IGNORECASE
)
_INNOCENT = re.compile(
    r"(?:csrf|xsrf|next|page|resume|paging|pagination|continuation|cancel|cancellation|sync|lock|lease|fencing|ownership|consistency|idempotency|special|stop|pad|eos|bos|unk|mask|start|end|first|last|"
    r"current|peek|lex|prev|previous|num|max|min|total)_?tokens?$|"
    r"(?:min|max|minimum|maximum)_?(?:imum)?_?(?:length|len|size|age)|(?:length|len|size|age)_?of_?|"
    r"^_*(?:has|is|no|show|hide|needs?|requires?|required|uses?|with|without|valid|invalid|missing|expired|bad|wrong|verify|check|changed?|forgot|"
    r"forget|reset(?!_?token)|update|set|hash|hashed|encrypt|encrypted|enc|masked|mask|redacted|redact|obfuscated|should|can|allow|enabled?|"
    r"disabled?|public|generate|create|safe|truncated|num|count)_?(?=pass|secret|token|cred|api|access|auth|jwt|key|card|pwd)",
    re.IGNORECASE,
)

MASKED = re.compile(
    r"(?i)mask|redact|sanitiz|sanitis|obfuscat|scrub|\*{3}|censor|strip_?secret|omit|hash|encrypt|truncat|shorten|last_?(4|four)"
)


def by_name(name: str) -> str | None:
    """The kind of secret that a name says its value is: SECRET surely, TOKEN perhaps."""
    name = name.strip("\"'`").replace("-", "_")
    if not re.fullmatch(r"#?\w{2,60}", name) or _INNOCENT.search(name):
        return None
    if _STRONG.search(name):
        return SECRET
    return TOKEN if _WEAK.search(name) else None
