"""Names of variables, keys, fields and settings: which hold a credential, and which only speak of one."""

from __future__ import annotations

import re
from functools import lru_cache

_WORDS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[a-z]+|\d+")

# Glued spellings that the splitter above cannot see.
_GLUED = {
    "apikey": ("api", "key"), "apitoken": ("api", "token"), "apisecret": ("api", "secret"),
    "secretkey": ("secret", "key"), "accesskey": ("access", "key"), "privatekey": ("private", "key"),
    "authtoken": ("auth", "token"), "accesstoken": ("access", "token"), "clientsecret": ("client", "secret"),
    "dbpassword": ("db", "password"), "dbpasswd": ("db", "password"), "dbpass": ("db", "pass"),
    "dbpwd": ("db", "password"), "userpass": ("user", "pass"), "userpassword": ("user", "password"),
    "rootpassword": ("root", "password"), "adminpassword": ("admin", "password"), "authkey": ("auth", "key"),
    "appsecret": ("app", "secret"), "jwtsecret": ("jwt", "secret"), "sessionsecret": ("session", "secret"),
    "cookiesecret": ("cookie", "secret"), "secretaccesskey": ("secret", "access", "key"),
    "encryptionkey": ("encryption", "key"), "signingkey": ("signing", "key"), "bottoken": ("bot", "token"),
    "masterkey": ("master", "key"), "requirepass": ("redis", "password"), "masterpass": ("master", "pass"),
    "adminpass": ("admin", "pass"), "authpass": ("auth", "pass"), "mypassword": ("my", "password"),
    "keypairs": ("key", "pairs"), "pswd": ("password",), "pword": ("password",), "smtppassword": ("smtp", "password"),
    "smtppass": ("smtp", "pass"), "mailpassword": ("mail", "password"), "jwtkey": ("jwt", "key"),
    "refreshsecret": ("refresh", "secret"), "tokensecret": ("token", "secret"), "secrettoken": ("secret", "token"),
}  # fmt: skip

_PASSWORD = {"password", "passwd", "pwd", "passphrase", "pw", "passcode"}
_SECRET_KEYS = {
    "secret", "signing", "encryption", "encrypt", "private", "crypto", "cipher", "hmac", "jwt", "aes",
    "fernet", "signature", "sign", "master", "decryption",
}  # fmt: skip
_API_KEYS = {
    "api", "access", "auth", "service", "account", "app", "admin", "subscription", "license", "server", "deploy",
    "write", "storage", "shared", "stripe", "sendgrid", "openai", "anthropic", "mailgun", "twilio", "google", "maps",
    "algolia", "ingest", "webhook", "integration", "aws",
}  # fmt: skip
# What may follow the noun and still name the credential itself.
_TAILS = {
    "default", "value", "val", "dev", "development", "prod", "production", "live", "staging", "stage", "local", "str",
    "string", "bytes", "byte", "base", "plain", "raw", "text", "primary", "secondary", "old", "new", "fallback", "b64",
    "base64", "hex", "const", "constant", "env", "main", "backup", "test", "master",
}  # fmt: skip
# Words that make the name one of a message, a place, a rule about or an action on a credential.
_NOT = {
    "invalid", "wrong", "incorrect", "missing", "forgot", "forgotten", "reset", "change", "changed", "update",
    "updated", "error", "errors", "err", "msg", "message", "label", "title", "placeholder", "help", "hint", "text",
    "prompt", "is", "has", "show", "hide", "hidden", "toggle", "require", "required", "requires", "min", "max",
    "minimum", "maximum", "expired", "expire", "expires", "existing", "no", "without", "bad", "weak", "empty",
    "unknown", "unauthorized", "verify", "validate", "check", "csrf", "xsrf", "page", "next", "continuation",
    "pagination", "cursor", "pad", "eos", "bos", "unk", "sep", "cls", "mask", "stop", "start", "end", "special",
    "design", "syntax", "lexer", "public", "pub", "publishable", "site", "header", "headers", "field", "column",
    "param", "parameter", "arg", "argument", "name", "url", "uri", "path", "endpoint", "route", "type", "kind",
    "format", "regex", "pattern", "length", "len", "size", "count", "ttl", "lifetime", "prefix", "suffix", "scope",
    "file", "filename", "dir", "algorithm", "alg", "hasher", "hash", "hashed", "digest", "template", "subject", "cache",
    "primary", "foreign", "sort", "partition", "index", "unique", "event", "action", "topic", "queue", "channel",
    "status", "state", "code", "enabled", "disabled", "create", "created", "delete", "deleted", "generate", "generated",
    "get", "set", "send", "revoke", "revoked", "confirm", "confirmation", "repeat", "retype", "again", "encrypted",
    "masked", "redacted", "sealed", "previous", "mail", "email", "link", "policy", "strength", "validator",
    "validation", "rule", "rules", "schema", "model", "table", "view", "context", "ctx", "tag", "css", "class",
    "selector", "icon", "color", "input", "form", "button", "locale", "i18n", "translation", "description", "desc",
    "doc", "docs", "doctype", "comment", "permission", "perm", "role", "provider", "ref", "reference", "arn", "store",
    "manager", "strategy", "mode", "method", "expiry", "expiration", "claim", "audience", "issuer", "first", "last",
    "sentinel", "delimiter", "separator", "literal", "plural", "optional", "attribute", "attr", "property", "prop",
    "logged", "login", "logout", "failed", "failure", "success", "successful", "forget", "recover", "recovery",
    "request", "response", "grant", "blacklist", "blacklisted", "identifier", "fake", "mock", "dummy", "example",
    "sample", "op", "operator", "node", "recaptcha", "captcha", "turnstile",
}  # fmt: skip
# Words of the above that are harmless where they stand before the noun ("smtp mail password", "login password").
_FINE_BEFORE = {
    "email", "mail", "login", "hash", "primary", "previous", "new", "store", "provider", "model", "file", "channel",
    "role", "code", "first", "last", "form", "next", "page", "topic", "queue", "node", "event", "cache", "link",
    "input", "root", "test", "start", "generate", "generated", "get", "name", "header", "context", "mode", "table",
    "view", "recovery", "state", "fake",
}  # fmt: skip


# Passes that are steps or permissions: "second pass", "render pass".
_PASSES = {"first", "second", "next", "by", "test", "did", "all", "render", "shader", "multi"}


@lru_cache(maxsize=8192)
def words_of(name: str) -> tuple[str, ...]:
    """The words of an identifier in any case style, lower-cased; digits are words of their own."""
    found: list[str] = []
    for word in _WORDS.findall(name):
        word = word.lower()
        glued = _GLUED.get(word)
        if (
            glued is None
            and len(word) > 8
            and (tail := re.search(r"(?:password|passwd|secretkey|secret|apikey)$", word))
        ):
            glued = (word[: tail.start()], *_GLUED.get(tail.group(), (tail.group(),)))
        found.extend(glued or (word,))
    return tuple(found)


def _password(before: list[str], last: str) -> str | None:
    """Whether a last word that may mean a password does so after the words before it."""
    if last == "pw":
        return "password" if before else None
    if last != "pass":
        return "password"
    if len(before) == 1 or (before and before[-1] in {"db", "user", "admin", "root", "smtp", "email", "mail"}):
        return None if before[-1] in _PASSES else "password"
    return None


@lru_cache(maxsize=8192)
def kind_of(name: str) -> str | None:
    """``password``, ``secret``, ``key``, ``token`` when the name is one of such a value, else None."""
    words = list(words_of(name))
    if len(words) > 8:
        return None
    while len(words) > 1 and (words[-1].isdigit() or words[-1] in _TAILS):
        words.pop()
    if not words:
        return None
    before, last = words[:-1], words[-1]
    if any(word in _NOT and word not in _FINE_BEFORE for word in before):
        return None
    if last in _PASSWORD or last == "pass":
        return _password(before, last)
    if last == "secret":
        return "secret"
    if last in {"token", "bearer"}:
        return (
            None
            if before
            and before[-1] in {"next", "page", "start", "continuation", "sync", "stop", "first", "last", "node"}
            else "token"
        )
    if last == "key" and before:
        if before[-1] in _SECRET_KEYS:
            return "secret"
        if before[-1] == "access" and len(before) > 1 and before[-2] == "secret":
            return "key"
        return "key" if before[-1] in _API_KEYS or before[-1] in {"session", "cookie"} else None
    if words[-3:] == ["secret", "access", "key"] or words[-2:] == ["secret", "keys"]:
        return "secret"
    return None


def is_framework_secret(name: str) -> bool:
    """Whether a name is what web frameworks call the key that signs their sessions."""
    words = list(words_of(name))
    while len(words) > 1 and (words[-1].isdigit() or words[-1] in _TAILS):
        words.pop()
    # Keys of storage and payment providers are called the same: minio_secret_key.
    if {
        "minio",
        "aws",
        "s3",
        "oss",
        "cos",
        "access",
        "stripe",
        "alipay",
        "qiniu",
        "paypal",
        "recaptcha",
        "storage",
        "bucket",
    } & set(words):
        return False
    ends = {
        ("secret", "key"),
        ("session", "secret"),
        ("cookie", "secret"),
        ("jwt", "secret"),
        ("app", "secret"),
        ("signing", "key"),
    }
    owners = {"session", "cookie", "jwt", "app", "token", "auth"}
    return tuple(words[-2:]) in ends or (len(words) == 2 and words[1] == "secret" and words[0] in owners)
