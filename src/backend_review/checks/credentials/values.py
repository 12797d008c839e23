"""Values: which texts are secrets, and which are placeholders, references, labels or sentences."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Collection
from itertools import pairwise

from backend_review.checks.credentials.formats import entropy
from backend_review.checks.credentials.names import words_of

# Passwords that anyone tries first; in development set-ups they are conventional.
TRIVIAL = {
    "admin", "root", "postgres", "password", "pass", "passwd", "secret", "test", "guest", "user", "mysql", "mongo",
    "mongodb", "redis", "rabbitmq", "rabbit", "minio", "minioadmin", "minio123", "toor", "default", "changeme",
    "letmein", "qwerty", "welcome", "hunter", "hunter2", "123456", "1234", "12345", "123", "12345678", "123456789",
    "password1", "password123", "admin123", "root123", "pass123", "example", "dev", "development", "local", "localhost",
    "docker", "superuser", "sa", "app", "db", "database", "demo", "master", "temp", "tmp", "swordfish", "dragon",
    "monkey", "iloveyou", "adminadmin", "mypassword", "secretpassword", "postgresql", "mariadb", "elastic", "neo4j",
    "foobar", "foo", "bar", "supersecret", "topsecret", "qwerty123", "test123", "abc123", "p@ssw0rd", "passw0rd",
    "administrator", "manager", "opensesame", "open-sesame", "sesame",
}  # fmt: skip

# What providers publish with the pages that use it: Datadog's client tokens, Stripe's and Mapbox's publishable keys; and
# addresses on Ethereum's chains (twenty bytes: a private key has thirty-two).
_PUBLIC = re.compile(r"^(?:pub[0-9a-f]{32}|pk_(?:live|test)_\w+|pk\.eyJ[\w.-]+|0x[0-9a-fA-F]{40})$")
_REFERENCE = re.compile(
    r"\$\{|\$\(|\{\{|\}\}|<%|%>|\$\{\{|^\$[A-Za-z_]|^%[A-Za-z_]+%$|^@\w+\(|process\.env|os\.environ|getenv|"
    r"^(?:vault|secret|secrets|ref|sm|ssm|aws-sm|op|gcp|azure|arn|env|file|doppler|keyring|awskms|kms|projects)[:/+]|"
    r"resolve:|^ENC\[|^ENC\(|^!|^\*\w+$|^&\w+|^AQICA|^vault:v\d|\.\.\.|…|\0"
)
_PLACEHOLDER = re.compile(
    r"^<.*>$|^\[.*\]$|^\{.*\}$|^__.*__$|^%.*%$|^#.*#$|x{3,}|X{3,}|^\*+$|\*{3}|^[•●.·_\-=]+$|^#+$|"
    r"(?i:\byours?[-_ ]|^you[-_](?:access|secret|api|app|auth|client)|^your(?=[A-Za-z])|[-_]your[-_]|"
    r"\bmy[-_](?:api|access|auth|token|key)[-_]?(?:key|token)?$|example|placeholder|dummy|redacted|"
    r"replace[-_ ]?(?:me|with|this)|"
    r"insert[-_ ]|enter[-_ ]|put[-_ ]|paste[-_ ]|\btodo\b|fixme|to[-_ ]be|\btbd\b|\bn/?a\b|fill[-_ ]?(?:me|"
    r"in)|set[-_ ]?(?:me|this)|"
    r"(?:^|[-_ ])goes[-_ ]here|here$|change[-_ ]?(?:me|this|it|in|to)|"
    r"^(?:null|none|nil|undefined|true|false|yes|no|string|str|text|optional|required|hidden|int|integer|"
    r"number|boolean|"
    r"varchar|bytes|object|any|unset|empty|unknown|missing|invalid|disabled|enabled|auto|random|generated|"
    r"not[-_ ]set|removed|withheld|secret[-_]?name)$)"
)
# Words that labels, field names, header names, error codes and the like are made of.
_LABEL_WORDS = {
    "password", "passwd", "pwd", "pw", "pass", "passphrase", "passcode", "secret", "secrets", "token", "tokens", "key",
    "keys", "api", "apikey", "access", "auth", "authorization", "authentication", "bearer", "basic", "refresh", "id",
    "client", "user", "username", "login", "session", "cookie", "csrf", "xsrf", "header", "x", "jwt", "oauth", "oauth2",
    "oidc", "sso", "saml", "otp", "totp", "mfa", "code", "hash", "hashed", "new", "old", "current", "confirm",
    "confirmation", "repeat", "verify", "verification", "reset", "forgot", "change", "update", "create", "delete",
    "invalid", "wrong", "missing", "expired", "error", "err", "required", "type", "name", "value", "field", "input",
    "text", "string", "url", "uri", "path", "private", "public", "signing", "encryption", "service", "account", "hmac",
    "credentials", "credential", "email", "app", "application", "admin", "bot", "webhook", "device", "push", "fcm",
    "aws", "google", "github", "gitlab", "slack", "sentry", "stripe", "facebook", "twitter", "azure", "s3", "gcp", "db",
    "database", "redis", "smtp", "mail", "ldap", "http", "https", "proxy", "internal", "external", "personal",
    "temporary", "tmp", "magic", "link", "invite", "invitation", "activation", "registration", "register", "set", "get",
    "the", "of", "and", "or", "is", "not", "no", "for", "to", "in", "by", "with", "file", "config", "settings",
    "params", "param", "body", "query", "form", "data", "request", "response", "payload", "state", "nonce", "grant",
    "scope", "scopes", "role", "permission", "permissions", "v", "version", "bcrypt", "argon", "sha", "md", "pbkdf",
    "scrypt", "base", "utf", "plain", "raw", "encrypted", "masked", "sign", "signature", "only", "based", "flow",
    "strategy", "method", "provider", "identifier", "subject", "issuer", "audience", "enterprise", "workspace", "team",
    "org", "organization", "project", "tenant", "channel", "message", "event", "events", "action", "status", "mode",
    "default", "custom", "shared", "global", "root", "master", "system", "server", "host", "port", "store", "storage",
    "manager", "cache", "ttl", "expiry", "expires", "length", "min", "max", "policy", "rule", "label", "title",
    "description", "placeholder", "hint", "help", "prompt", "show", "hide", "toggle", "visible", "hidden", "on", "off",
    "ok", "success", "failed", "failure", "unauthorized", "forbidden", "denied", "blocked", "locked",
}  # fmt: skip
_SENTENCE = re.compile(r"\s")
# ``#s3-secret-key``: an element of a page.
_SELECTOR = re.compile(r"^[#.][a-z]+[a-z\d]*(?:[-_][a-z\d]+)+$")
_PATH = re.compile(
    r"^(?:\.{0,2}/|~/|[A-Za-z]:\\|/?[\w.-]+(?:/[\w.:{}<>*-]+)+/?$|https?://|file:|urn:|[\w./-]+\.(?:pem|key|"
    r"crt|json|ya?ml|txt|py|js|ts|go|html?|env|toml|ini|sql|css|svg|png)$)"
)
_REGEX = re.compile(r"^\^|\$$(?<!\w\$)|\\[dwsbDWS]|\[\^|\(\?|\.\*|\.\+|\[[a-zA-Z0-9]-[a-zA-Z0-9]")
_FORMAT = re.compile(r"%[sdvqxr](?![a-zA-Z0-9])|%\(\w+\)|\{[\w.:!]*\}|:\w+\b(?=/)")
_DOTTED = re.compile(r"^[A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*)+$")
_KEY_CHARS = re.compile(r"^[A-Za-z0-9_\-+/=.~:|!@#$%^&*]+$")
# What is stored of a password, as crypt(3) and passlib, Django's hashers, Werkzeug, LDAP and MySQL write it.
_HASHED = re.compile(
    r"^\$(?:2[abxy]?|argon2\w*|scrypt|[1567y]|apr1|md5|sha1|pbkdf2[\w-]*|bcrypt[\w-]*|P|H)\$|^pbkdf2[_:]|^scrypt:|"
    r"^(?:argon2|bcrypt(?:_sha256)?|pbkdf2_\w+|scrypt|md5|sha1|unsalted_\w+|crypt)\$.*\$|"
    r"^(?:pbkdf2|scrypt):\w+(?::\d+)*\$|^\{(?:S?SHA\d*|S?MD5|CRYPT|ARGON2|PBKDF2[\w-]*|bcrypt|argon2|pbkdf2|scrypt)\}|"
    r"^\*[0-9A-F]{40}$|^SCRAM-SHA-(?:1|256)\$"
)
_IDENTIFIER = re.compile(r"^[A-Za-z_$][\w$]*$")
_CODE_NAME = re.compile(r"^[a-z]+(?:[A-Z][a-z]+)+\d?$|^[A-Z][a-z]+(?:[A-Z][a-z]+)+\d?$|^[A-Z]+(?:_[A-Z0-9]+)+$")


def is_made_up(value: str) -> bool:
    """Whether somebody thought of a value, that nobody would use where it matters: words, or what anyone tries first."""
    texts = [text for text in (value, _decoded(value)) if text]
    return any(
        text.lower().rstrip("0123456789!") in TRIVIAL or is_placeholder(text) or is_wordy(text) for text in texts
    )


# What stands for a password that is still to be chosen, in settings that come with a program.
_STANDS_FOR_ONE = re.compile(r"(?i)(?:pass(?:word|wd)?|passwort|pwd|secret|token|apikey|change[-_ ]?(?:me|it)|todo)")


def stands_for_one(value: str) -> bool:
    """Whether a value is only the word for what has to be set there: ``password``, ``secret``, ``changeme``."""
    return _STANDS_FOR_ONE.fullmatch(value) is not None


_OF_DEVELOPERS = re.compile(r"(?i)(?:^|[-_])(?:dev|fake|test|testing|local)(?:[-_]|$)")


def is_conventional(value: str) -> bool:
    """Whether a value is one that set-ups for developers have: what anyone tries first, digits, words alone, "dev"."""
    return is_made_up(value) or value.isdigit() or _OF_DEVELOPERS.search(value) is not None


# Accounts that are somebody's to take over, wherever they are.
_POWERFUL = {"admin", "administrator", "root", "sa", "guest", "superuser"}


def is_of_account(name: str, value: str, users: Collection[str]) -> bool:
    """Whether a password is the name of its account, or of the setting, as set-ups for developers have them.

    ``users`` are the values of the settings beside it that name users.
    """
    for text in (value, _decoded(value)):
        lowered = text.lower()
        if not text or lowered in _POWERFUL:
            continue
        if text != value and is_label(name, text):
            return True
        for user in users:
            for stem in (user.lower(), re.sub(r"[-_.]?user$", "", user.lower())):  # readonly_user: readonly_pass
                rest = lowered.removeprefix(stem) if len(stem) > 2 and stem not in _POWERFUL else lowered
                if rest != lowered and all(word in _LABEL_WORDS for word in words_of(rest)):
                    return True
    return False


def _decoded(value: str) -> str:
    """The text that a value is the base64 of; "" where it is of none."""
    try:
        return base64.b64decode(value, validate=True).decode("ascii") if len(value) >= 8 else ""
    except (binascii.Error, UnicodeDecodeError, ValueError):
        return ""


def is_public(value: str) -> bool:
    """Whether a key is one that its provider means to be seen by everybody."""
    return _PUBLIC.match(value) is not None


def is_reference(value: str) -> bool:
    """Whether the text stands for a value that is elsewhere: an environment variable, a vault path, a template."""
    return bool(_REFERENCE.search(value)) or bool(_HASHED.search(value))


# ``surveys-seen:v1``, ``app:users:list``: words, at least one of them behind a colon.
_UNDER = re.compile(r"[a-z]+(?:[-_.][a-z]+)*(?::(?:v?\d{1,3}|[a-z]+(?:[-_.][a-z]+)*))+")


def is_under(value: str) -> bool:
    """Whether the text is a key that something is kept under: words in their order, and perhaps a version."""
    return _UNDER.fullmatch(value) is not None


def is_variable(name: str, value: str) -> bool:
    """Whether the text names the variable that holds the value: ``"password": "BASICAUTH_PASSWORD"``."""
    own = re.sub(r"[\W_]+", "", name).lower()
    written = re.fullmatch(r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+", value) is not None
    return bool(own) and written and value.replace("_", "").lower().endswith(own)


def is_placeholder(value: str) -> bool:
    """Whether the text says "put yours here" in one of the usual ways."""
    return (
        bool(_PLACEHOLDER.search(value))
        or len(set(value)) <= 1
        or bool(re.search(r"(?i)^(?:test[-_]?){0,1}(?:foo|bar|baz|abc|blah)+$", value))
    )


def is_label(name: str, value: str) -> bool:
    """Whether the text is a name too: of a field, a header, an error, a kind of credential."""
    squeezed = re.sub(r"[\W_]+", "", value).lower()
    if squeezed == re.sub(r"[\W_]+", "", name).lower():
        return True
    words = words_of(value)
    own = set(words_of(name))
    return (
        bool(words)
        and all(word in _LABEL_WORDS or word in own or word in {"1", "2", "v1", "v2"} for word in words)
        and not re.search(r"[!@#$%^&*+=]", value)
    )


def is_text(value: str) -> bool:
    """Whether the value is made for something else than being secret: a sentence, a path, a pattern, a format."""
    if (
        is_random(value, 32)
        and re.search(r"[a-z]", value)
        and re.search(r"[A-Z]", value)
        and value[0] != "/"
        and "." not in value
        and ":" not in value
    ):
        return False
    return bool(
        _SENTENCE.search(value)
        or _PATH.search(value)
        or _REGEX.search(value)
        or _FORMAT.search(value)
        or _DOTTED.search(value)
        or _SELECTOR.search(value)
    ) or any(ord(char) > 0x2FF for char in value)


def is_wordy(value: str) -> bool:
    """Whether the value is made of plain words only: ``super-secret``, ``letmein``, ``mySecret``."""
    return bool(re.fullmatch(r"[A-Za-z]+(?:[-_. ][A-Za-z]+)*\d?", value)) and entropy(value) < 4.3


def is_code_name(value: str) -> bool:
    """Whether the value is spelled like a name in code: ``userToken``, ``INVALID_TOKEN``."""
    return bool(_CODE_NAME.match(value))


def is_random(value: str, least: int = 16) -> bool:
    """Whether the value looks drawn by a generator: long, letters and digits mixed, no words to speak of."""
    if len(value) < least or not _KEY_CHARS.match(value):
        return False
    letters, digits = sum(map(str.isalpha, value)), sum(map(str.isdigit, value))
    if re.fullmatch(r"[0-9a-fA-F]+", value) and letters:
        return digits >= 2 and entropy(value) >= 2.8
    if not digits:
        # Letters only: mixed case all over, as base64 has it, and not camel case.
        changes = sum(1 for a, b in pairwise(value) if a.islower() and b.isupper())
        return len(value) >= 24 and changes >= len(value) / 6 and entropy(value) >= 4.0
    return letters >= 3 and digits >= 2 and entropy(value) >= 3.0


def is_strong_password(value: str) -> bool:
    """Whether somebody thought of the value as a password: letters mixed with digits or signs."""
    if len(value) < 6 or len(value) > 128 or not re.search(r"[A-Za-z]", value):
        return False
    return bool(re.search(r"\d", value)) or bool(re.search(r"[!@#$%^&*?]", value))
