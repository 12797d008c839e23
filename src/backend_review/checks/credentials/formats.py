"""Keys and tokens that can be recognised by their shape alone, as their providers document them.

The shapes come from each provider's public documentation of its own credentials. Every shape starts with a literal
that the provider chose so that leaked keys can be found.
"""

from __future__ import annotations

import base64
import binascii
import json
import math
import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from backend_review.finding import Confidence, Severity


class Format(NamedTuple):
    """A documented kind of credential: the literal that any of its values has, and the whole shape."""

    what: str
    hint: str
    shape: str
    severity: Severity = Severity.ERROR


class Key(NamedTuple):
    """A credential found by its shape, by its offsets in the text."""

    start: int
    end: int
    what: str
    severity: Severity
    confidence: Confidence


# The boundary before a key: not in the middle of a longer word or of base64 text.
_START = r"(?<![A-Za-z0-9_/+-])"
_END = r"(?![A-Za-z0-9_/+=-])"
_WARNING = Severity.WARNING

FORMATS = (
    Format("an AWS access key", "A", r"(?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}"),
    Format("a GitHub token", "gh", r"gh[pousr]_[A-Za-z0-9]{36,255}"),
    Format("a GitHub token", "github_pat_", r"github_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59}"),
    Format(
        "a GitLab token",
        "gl",
        r"gl(?:pat|dt|ptt|soat|rt|cbt|ft|agent|imt|oas)-[A-Za-z0-9_-]{20,64}(?:\.[0-9a-z]{2,}\.[0-9a-z]{9,})?",
    ),
    Format("a Stripe key", "k_live_", r"[sr]k_live_[A-Za-z0-9]{16,247}"),
    Format("a Stripe test key", "k_test_", r"[sr]k_test_[A-Za-z0-9]{16,247}", _WARNING),
    Format("a Stripe webhook secret", "whsec_", r"whsec_[A-Za-z0-9+/]{32,}={0,2}"),
    Format("a Slack token", "xox", r"xox[abeoprs]-(?:\d+-)*[A-Za-z0-9-]{10,}"),
    Format("a Slack app token", "xapp-", r"xapp-\d-[A-Z0-9]+-\d+-[a-f0-9]{32,}"),
    Format(
        "a Slack webhook URL",
        "hooks.slack.com",
        r"https://hooks\.slack\.com/(?:services|workflows|triggers)/[A-Z0-9]{8,}/[A-Za-z0-9]+/[A-Za-z0-9]{16,}",
    ),
    Format(
        "a Discord webhook URL",
        "/api/webhooks/",
        r"https://(?:ptb\.|canary\.)?discord(?:app)?\.com/api/webhooks/\d{17,20}/[A-Za-z0-9_-]{60,}",
    ),
    Format("a Google API key", "AIza", r"AIza[A-Za-z0-9_-]{35}", _WARNING),
    Format("a Google OAuth client secret", "GOCSPX-", r"GOCSPX-[A-Za-z0-9_-]{28}"),
    Format("a Google OAuth token", "ya29.", r"ya29\.[A-Za-z0-9_-]{40,}"),
    Format("a SendGrid key", "SG.", r"SG\.[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43}"),
    Format("a Twilio API key", "SK", r"SK[0-9a-f]{32}"),
    Format("a Mailgun key", "key-", r"key-[0-9a-f]{32}"),
    Format("a Mailchimp key", "-us", r"[0-9a-f]{32}-us\d{1,2}"),
    Format("an npm token", "npm_", r"npm_[A-Za-z0-9]{36}"),
    Format("a PyPI token", "pypi-", r"pypi-AgE[A-Za-z0-9_-]{50,}"),
    Format("an OpenAI key", "sk-", r"sk-(?:proj|svcacct|admin)-[A-Za-z0-9_-]{40,}"),
    Format("an OpenAI key", "T3BlbkFJ", r"sk-[A-Za-z0-9_-]{20,}T3BlbkFJ[A-Za-z0-9_-]{20,}"),
    Format("an Anthropic key", "sk-ant-", r"sk-ant-[a-z0-9]+-[A-Za-z0-9_-]{80,}"),
    Format("an OpenRouter key", "sk-or-", r"sk-or-v1-[0-9a-f]{64}"),
    Format("a Hugging Face token", "hf_", r"hf_[A-Za-z]{34}"),
    Format("a Groq key", "gsk_", r"gsk_[A-Za-z0-9]{52}"),
    Format("a Replicate token", "r8_", r"r8_[A-Za-z0-9]{37}"),
    Format("a DigitalOcean token", "_v1_", r"do[opr]_v1_[0-9a-f]{64}"),
    Format("a Shopify token", "shp", r"shp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}"),
    Format("a Square token", "sq0", r"sq0(?:atp|csp)-[A-Za-z0-9_-]{22,43}"),
    Format("a Square token", "EAAA", r"EAAA[A-Za-z0-9_-]{60}"),
    Format("a PayPal/Braintree token", "access_token$", r"access_token\$production\$[0-9a-z]{16}\$[0-9a-f]{32}"),
    Format("a Telegram bot token", ":AA", r"\d{8,10}:AA[A-Za-z0-9_-]{33}"),
    Format("a New Relic key", "NRAK-", r"NRAK-[A-Z0-9]{27}"),
    Format("a Grafana token", "gl", r"glsa_[A-Za-z0-9]{32}_[0-9a-f]{8}|glc_[A-Za-z0-9+/]{32,}={0,2}"),
    Format("a Sentry token", "sntr", r"sntry[su]_[A-Za-z0-9+/=_-]{43,}"),
    Format("a Linear key", "lin_api_", r"lin_(?:api|oauth)_[A-Za-z0-9]{32,}"),
    Format("a Notion token", "ntn_", r"ntn_[A-Za-z0-9]{43,}"),
    Format("an Airtable token", "pat", r"pat[A-Za-z0-9]{14}\.[0-9a-f]{64}"),
    Format("a Postman key", "PMAK-", r"PMAK-[0-9a-f]{24}-[0-9a-f]{34}"),
    Format("an Atlassian token", "ATATT3", r"ATATT3[A-Za-z0-9_=-]{150,}"),
    Format("a Docker Hub token", "dckr_pat_", r"dckr_pat_[A-Za-z0-9_-]{27,}"),
    Format("a Vault token", "hv", r"hv[sbr]\.[A-Za-z0-9_-]{24,}"),
    Format("a Terraform Cloud token", ".atlasv1.", r"[A-Za-z0-9]{14}\.atlasv1\.[A-Za-z0-9_-]{60,}"),
    Format("a Databricks token", "dapi", r"dapi[0-9a-f]{32}(?:-\d)?"),
    Format("a PlanetScale credential", "pscale_", r"pscale_(?:tkn|pw|oauth)_[A-Za-z0-9_.=-]{32,}"),
    Format("a Supabase secret", "sb", r"sbp_[0-9a-f]{40}|sb_secret_[A-Za-z0-9_-]{30,}"),
    Format("a Doppler token", "dp.", r"dp\.(?:pt|st|ct|sa|scim|audit)\.[A-Za-z0-9._-]{40,}"),
    Format("a Brevo key", "xkeysib-", r"xkeysib-[0-9a-f]{64}-[A-Za-z0-9]{16}"),
    Format("an age key", "AGE-SECRET-KEY-", r"AGE-SECRET-KEY-1[0-9A-Z]{58}"),
    Format("an Azure storage key", "AccountKey=", r"AccountKey=[A-Za-z0-9+/]{86}=="),
    Format("an Azure shared access key", "SharedAccessKey=", r"SharedAccessKey=[A-Za-z0-9+/]{43}="),
)
_COMPILED = tuple((item, re.compile(rf"{_START}(?:{item.shape}){_END}")) for item in FORMATS)

_PRIVATE_KEY = re.compile(
    r"-----BEGIN (?:(?:RSA|EC|DSA|OPENSSH|PGP) )?PRIVATE KEY(?: BLOCK)?-----"
    r"(?:[\s\"'+`|>,\\#]|\\[nr])*(?:(?:Proc-Type|DEK-Info|Version|Comment):[^\n\\]*(?:[\s\"'+`\\]|\\n)*)*"
    r"(?P<body>[A-Za-z0-9+/=]{24,})"
)
_JWT = re.compile(
    rf"{_START}(?P<head>eyJ[A-Za-z0-9_-]{{10,}})\.(?P<body>eyJ[A-Za-z0-9_-]{{10,}})\.(?P<sign>[A-Za-z0-9_-]{{20,}})"
)

_A_WHILE = 90 * 24 * 3600  # seconds
_WHEN_THIS_WAS_WRITTEN = 1_790_000_000  # seconds since 1970; stands for the begin of tokens that do not say theirs

_SEQUENCES = ("0123456789", "1234567890", "abcdefgh", "abcdabcd", "12345678", "deadbeef", "ABCDEFGH")
_PLACEHOLDER = re.compile(
    r"example|sample|placeholder|dummy|fake|redacted|your[_-]|[xX]{4}|\*{3}|\.\.\.|(.)\1{5}|foobar|insert|replace",
    re.I,
)


def entropy(text: str) -> float:
    """Shannon entropy in bits per character."""
    if not text:
        return 0.0
    size = len(text)
    return -sum(count / size * math.log2(count / size) for count in Counter(text).values())


def is_made_up(text: str) -> bool:
    """Whether a key was typed to show the shape of one."""
    return bool(_PLACEHOLDER.search(text)) or any(part in text for part in _SEQUENCES) or entropy(text[4:]) < 2.5


# The key that every copy of Azure's storage emulator has.
_EMULATOR = re.compile(r"AccountName=devstoreaccount1;")
# What a form shows where nothing is typed yet.
_SHOWN = re.compile(r"(?i)\bplaceholder[\"']?\s*[:=]\s*[\"'`{]*$")
_BEFORE = 80


def _is_shown(text: str, start: int) -> bool:
    """Whether a key at a place in a text is everybody's, or only shows how one looks."""
    before = text[max(0, start - _BEFORE) : start]
    return bool(_EMULATOR.search(before) or _SHOWN.search(before))


def find_keys(text: str) -> Iterator[Key]:
    """Credentials recognised by shape anywhere in a text."""
    for item, shape in _COMPILED:
        if item.hint not in text:
            continue
        for found in shape.finditer(text):
            if not is_made_up(found.group()) and not _is_shown(text, found.start()):
                yield Key(found.start(), found.end(), item.what, item.severity, Confidence.HIGH)
    if "PRIVATE KEY" in text:
        for found in _PRIVATE_KEY.finditer(text):
            if not is_made_up(found.group("body")):
                yield Key(found.start(), found.end(), "a private key", Severity.ERROR, Confidence.HIGH)
    if "eyJ" in text:
        for found in _JWT.finditer(text):
            # A link signed for one file, as image hosts hand them out.
            if re.search(r"[?&]\w+=$", text[max(0, found.start() - 40) : found.start()]):
                continue
            severity = _judge_jwt(found.group("body"))
            if severity is not None:
                yield Key(found.start(), found.end(), "a signed token (JWT)", severity, Confidence.MEDIUM)


def _judge_jwt(body: str) -> Severity | None:
    """How bad a JWT in the source is: a service key is an error, a public or textbook one nothing."""
    try:
        claims = json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))
    except (binascii.Error, ValueError):
        return None
    if not isinstance(claims, dict):
        return None
    # Signed for a while: what stands in an example or a recording has ended long before anybody reads it.
    ends, begins = claims.get("exp"), claims.get("iat", claims.get("nbf"))
    begins = begins if isinstance(begins, (int, float)) else _WHEN_THIS_WAS_WRITTEN
    if isinstance(ends, (int, float)) and ends - begins <= _A_WHILE:
        return None
    # A token that its own claims call public, and the one that the jwt.io debugger shows.
    if claims.get("role") == "anon" or claims.get("sub") == "1234567890" or claims.get("name") == "John Doe":
        return None
    return Severity.ERROR if claims.get("role") == "service_role" else Severity.WARNING
