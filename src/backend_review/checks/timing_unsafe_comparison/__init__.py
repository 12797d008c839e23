"""Secrets compared with ``==``: told from what the two sides are called and where they come from."""

from __future__ import annotations

import re
from collections.abc import Iterator

import tree_sitter

from backend_review.checks._commands import only_commands
from backend_review.checks._trees import (
    CALLS,
    bare,
    enclosing_function,
    function_name,
    root_of,
    snake,
    text,
    walk,
)
from backend_review.checks.timing_unsafe_comparison.innocence import (
    is_accepted,
    is_change,
    is_found_by,
    is_ours,
    is_refusal,
    is_sentinel,
    is_update,
    is_verified,
)
from backend_review.checks.timing_unsafe_comparison.origins import (
    in_query,
    lines_around,
    same_shape,
    with_origin,
)
from backend_review.checks.timing_unsafe_comparison.sides import EQUALITIES, is_literal, names_of, sides_of
from backend_review.finding import Confidence, Match, Position
from backend_review.index.project import Project
from backend_review.project.source import SourceFile

LANGUAGES = frozenset({"python", "javascript", "typescript", "go"})

_WORDS = rb"secret|token|passw|passphrase|passcode|pwd|api_?-?key|auth_?key|access_?key|private_?key|master_?key|signature|hmac|digest|csrf|xsrf|otp|signing|sig|mac|hash|authorization|_code|Code"
# A file is worth its tree if some line compares and speaks of a secret, or if it computes an HMAC.
_QUICK = re.compile(
    rb"(?im)^(?=[^\n]*(?:[!=]=|\.equals\(|\bEqual\(|DeepEqual|compare\())[^\n]*(?:" + _WORDS + rb")|hmac"
)

# A name speaks of its last word: `token_type` is a type. These words may follow the one that counts.
_TAIL = r"(?:_(?:hash|hashed|value|val|str|string|hex|header|bytes|digest|b64|base64|encoded|raw|plain|text|buffer|buf|data|param|input|field|1|2))*$"
_STRONG = re.compile(
    r"(?:^|_)(?:api_?key|x_api_key|secret|secret_key|signing_key|webhook_secret|shared_key|shared_secret|hmac|hub_signature(?:_256)?"
    r"|csrf|xsrf|csrf_?token|xsrf_?token|(?:auth|access|refresh|bearer|session|reset|verification|verify|verifier|activation|confirm|confirmation|invite"
    r"|admin|api|webhook|internal|service|security|login|magic|unsubscribe|shared|expected|stored|valid|provided|received|given|"
    r"password_reset|email|secret|join|metrics|cron|push|bot|agent|master|root)_?token"
    r"|password|passwd|passphrase|passcode|pwd|otp|totp|one_time_password|pin_code|verification_code|reset_code|otp_code"
    r"|recovery_code|backup_code|client_secret|authorization|auth_key|access_key|private_key|encryption_key|master_key|auth_header)"
    + _TAIL
)
_SIGNATURE = re.compile(r"(?:^|_)(?:signature|sig|mac|digest|hash|checksum|sign)" + _TAIL)
_TOKEN = re.compile(
    r"(?:^|(?<!device)(?<!push)(?<!page)(?<!next)(?<!cursor)(?<!continuation)(?<!cancel)(?<!registration)(?<!fcm)_)(?:token|tok)"
    + _TAIL
)
_NEUTRAL = re.compile(
    r"(?:^|_)(?:expected|provided|received|given|supplied|actual|computed|calculated|submitted|stored|presented|want|got|sent)$"
)
_KNOWN = re.compile(r"(?:^|_)(?:expected|stored|valid|provided|received|given|supplied|submitted)_")
# Two versions of one value, or both typed by the same person: nothing to learn from the time it takes.
_CHANGE = re.compile(
    r"(?:^|_)(?:old|saved|prev|previous|original|orig|initial|last|cached|default|placeholder|masked|mask|dummy|sentinel|redacted|confirm|confirmation|confirmed"
    r"|repeat|repeated|retype|again|new|next|existing|before|after|missing|empty|unset|unchanged|public|unusable|\w*[a-z]2|2|repassword|type|kind|invalid)(?:_|$)"
)
_REQUEST = re.compile(
    r"(?i)\breq(uest)?\b|headers?\b|\bcookies?\b|\bbody\b|\bquery\b|\bparams?\b|\.args\b|\.form\b|\bctx\b|\bFormValue\b|\bPostForm\b|GetHeader|get_argument|\bMETA\b|\bevent\."
)
_STORED = re.compile(
    r"process\.env|environ|getenv|Getenv|LookupEnv|\bsettings\b|\bconfig\w*\b|\bcfg\b|\bconf\b|\benv\b|app\.config|\.Config\b|\b[A-Z][A-Z0-9]*_[A-Z0-9_]+\b"
    r"|\b\w*(user|account|session|stored|expected|valid|record|row|doc|member|client|tenant|db|store|redis|cache|admin|invit|reset|verification|link|share|order|device|webhook|customer|profile)\w*\s*(\.|\[|\?\.|->)|\bself\.|\bthis\."
)
_CRYPTO = re.compile(
    r"(?i)hmac|createhmac|signing|secret|webhook|verify_?signature|check_?signature|validate_?signature|x-[\w-]*signature|sign\("
)
_HMAC_CALL = re.compile(r"\bhmac\.(new|digest|New|HMAC)\b|createHmac|HMAC\(|HmacSHA|\bhmac\(")
_DIGEST_CALL = re.compile(
    r"hexdigest\(|\.digest\(|createHash|\.Sum\(nil\)|sha(1|224|256|384|512)|md5|\bhash\w*\(|Sum256|Sum512|pbkdf2|scrypt",
    re.IGNORECASE,
)
_LANGUAGE_PLACE = re.compile(
    r"(?i)lexer|tokeni[sz]e|parser|scanner|grammar|syntax|/ast/|css|markdown|highlight|(^|/)(frontend|client|web|ui|www|public|static|assets)/"
)
_LEXER = re.compile(r"(?i)next_?token|tokeni[sz]e|lexer|peek_?token|consume_?token")
_CHECKING = re.compile(r"auth|verify|check|compare|guard|login|hook|confirm|match")
_DOTTED = {"attribute", "member_expression", "selector_expression"}
_COMPARISONS = frozenset({"comparison_operator", "binary_expression"})
# What only this program can have written: its signature was checked before.
_SIGNED = re.compile(
    r"\bget_?[sS]igned_?[cC]ookies?\(|\bsignedCookies\b|\bget_secure_cookie\(|\bget_signed_cookie\(|\.unsign\("
)


def find_in(file: SourceFile, project: Project) -> Iterator[Match]:
    """The comparisons of a file that requests may come to."""
    for match in find(file):
        if not only_commands(project, file.path, match.start.line, match.start.column):
            yield match


def find(file: SourceFile) -> Iterator[Match]:
    """The comparisons of a file."""
    if not _QUICK.search(file.data) or file.path.endswith((".jsx", ".tsx")):
        return
    for node in walk(root_of(file), _COMPARISONS | CALLS):
        sides = sides_of(node, file.language)
        if sides is None:
            continue
        verdict = _judge(file, node, *sides)
        if verdict is not None:
            yield verdict


def _judge(
    file: SourceFile, node: tree_sitter.Node, left: tree_sitter.Node, right: tree_sitter.Node, operator: str
) -> Match | None:
    left, right = bare(left) or left, bare(right) or right
    if is_literal(left) or is_literal(right):
        return None
    names = [snake(name) for name in names_of(left)], [snake(name) for name in names_of(right)]
    flat = [name for side in names for name in side]
    if not flat and not any(_DIGEST_CALL.search(text(side)) for side in (left, right)):
        return None
    if any(_CHANGE.search(name) for name in flat) or same_shape(left, right):
        return None
    function = enclosing_function(node)
    around = text(function) if function is not None else lines_around(file, node)
    sources = [with_origin(side, around) for side in (left, right)]
    if any(_SIGNED.search(source) for source in sources) or _is_innocent(file, node, left, right, sources):
        return None
    strong = [any(_STRONG.search(name) for name in side) for side in names]
    signature = [any(_SIGNATURE.search(name) for name in side) for side in names]
    token = [any(_TOKEN.search(name) for name in side) for side in names]
    neutral = [any(_NEUTRAL.search(name) for name in side) for side in names]
    hmac = [bool(_HMAC_CALL.search(source)) for source in sources]
    digest = [bool(_DIGEST_CALL.search(source)) for source in sources]
    outside = [bool(_REQUEST.search(source) or _STORED.search(source)) for source in sources]

    if any(hmac) and (any(signature) or any(strong) or any(token) or any(neutral) or any(outside)):
        confidence = Confidence.HIGH
    elif any(hmac):
        confidence = Confidence.MEDIUM
    elif any(digest) and any(strong):
        confidence = Confidence.HIGH
    elif any(strong) and operator in EQUALITIES:
        if not any(outside) and not all(
            a or b or c or d for a, b, c, d in zip(strong, token, neutral, signature, strict=True)
        ):
            return None
        known = any(neutral) or any(_KNOWN.search(name) for name in flat)
        if not any(outside) and not known and not _CHECKING.search(snake(function_name(function))):
            return None
        if re.search(r"(?i)^(__eq__|__ne__|equals?|is_?equal|(has_?)?changed?|diff)$", function_name(function)):
            return None
        confidence = Confidence.HIGH if any(outside) and all(outside) else Confidence.MEDIUM
    elif any(signature) and (
        any(strong) or all(a or b for a, b in zip(signature, neutral, strict=True)) or any(outside)
    ):
        if not _CRYPTO.search(around) and not any(strong):
            return None
        if _LANGUAGE_PLACE.search(file.path):
            return None
        confidence = Confidence.MEDIUM
    elif (
        any(token)
        and all(a or b or c for a, b, c in zip(token, outside, neutral, strict=True))
        and (
            any(_STORED.search(source) for source in sources)
            or (any(_REQUEST.search(source) for source in sources) and {left.type, right.type} & _DOTTED)
        )
        and any(outside)
    ):
        if _LEXER.search(file.text) or all(re.match(r"(?:self|this)\.", text(side)) for side in (left, right)):
            return None
        if _LANGUAGE_PLACE.search(file.path) or not all(
            a or b or c for a, b, c in zip(token, neutral, signature, strict=True)
        ):
            return None
        confidence = Confidence.MEDIUM
    else:
        return None
    if any(strong) and not any(hmac) and _LANGUAGE_PLACE.search(file.path) and not all(outside):
        return None
    if file.language == "python" and in_query(node):
        return None
    shown = next(
        (
            side
            for side, yes in zip(
                (left, right),
                [a or b or c or d for a, b, c, d in zip(strong, signature, token, hmac, strict=True)],
                strict=True,
            )
            if yes
        ),
        left,
    )
    return _match(file, node, shown, operator, confidence)


def _is_innocent(
    file: SourceFile, node: tree_sitter.Node, left: tree_sitter.Node, right: tree_sitter.Node, sources: list[str]
) -> bool:
    if is_found_by(left, right, node) or is_update(left, right, node) or is_refusal(node):
        return True
    if is_verified(file, left, right, node) or (file.language == "python" and is_accepted(left, right, node)):
        return True
    if any(_REQUEST.search(source) for source in sources):
        return False
    return (
        is_change(node)
        or is_ours(left, right, sources, node)
        or any(is_sentinel(side, file.text) for side in (left, right))
    )


def _match(
    file: SourceFile, node: tree_sitter.Node, shown: tree_sitter.Node, operator: str, confidence: Confidence
) -> Match:
    better = {"python": "hmac.compare_digest(a, b)", "go": "subtle.ConstantTimeCompare"}.get(
        file.language, "crypto.timingSafeEqual"
    )
    name = " ".join(text(shown).split())
    name = name if len(name) <= 50 else f"{name[:47]}..."
    line, column = node.start_point
    end_line, end_column = node.end_point
    return Match(
        rule="timing-unsafe-comparison",
        path=file.path,
        start=Position(line + 1, file.column_of_byte(line + 1, column + 1)),
        end=Position(end_line + 1, file.column_of_byte(end_line + 1, end_column + 1)),
        message=f"`{operator}` stops at the first difference, so its time tells an attacker how much of `{name}` they guessed. "
        f"Compare with `{better}`.",
        confidence=confidence,
    )
