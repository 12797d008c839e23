"""The judgement: is this value, at this place, a credential that somebody wrote into the source?"""

from __future__ import annotations

import base64
import binascii
import re
from typing import NamedTuple

from backend_review.checks.credentials import names, values
from backend_review.finding import Confidence, Severity


class Place(NamedTuple):
    """Where a text stands.

    ``use`` is how it gets its name (assign, entry, argument, default, fallback, compare, env); ``login`` says that a
    user, host or the like stands beside it; ``sink`` that the library there takes nothing but a secret; ``local`` that
    the file sets up development machines; ``code`` that it is source code rather than configuration, ``settings`` that
    it is a file of a program's settings.
    """

    name: str
    use: str
    login: bool = False
    sink: bool = False
    local: bool = False
    code: bool = True
    settings: bool = False


class Verdict(NamedTuple):
    """How bad it is, how sure, and whose words to use."""

    severity: Severity
    confidence: Confidence
    what: str


_ERROR, _WARNING, _INFO = Severity.ERROR, Severity.WARNING, Severity.INFO
_HIGH, _MEDIUM, _LOW = Confidence.HIGH, Confidence.MEDIUM, Confidence.LOW
_WHAT = {"password": "password", "secret": "secret", "key": "key", "token": "token"}
_SETTING_NAME = re.compile(r"^[A-Z][A-Z0-9_]*$")
_NOTHING = {
    "null",
    "none",
    "nil",
    "undefined",
    "true",
    "false",
    "bearer",
    "basic",
    "string",
    "object",
    "number",
    "",
    "0",
    "1",
    "-1",
    "nan",
}
_OWNED = {
    "expected",
    "correct",
    "admin",
    "default",
    "master",
    "root",
    "real",
    "valid",
    "hardcoded",
    "super",
    "demo",
    "user",
    "db",
    "database",
}


def judge(place: Place, value: str) -> Verdict | None:
    """The verdict on a named text; None when it is no credential, or not surely enough."""
    if not value.strip() or len(value) > 4096 or values.is_reference(value) or values.is_public(value):
        return None
    if values.is_variable(place.name, value):
        return None
    if place.sink:
        return _framework(place, value)
    authorization = _authorization(place, value)
    if authorization:
        return authorization
    kind = names.kind_of(place.name)
    if kind is None and place.login and place.name.lower() in {"pass", "pw"}:
        kind = "password"
    if kind is None or values.is_text(value) or value.lower() in _NOTHING:
        return None
    if place.use == "compare":
        return _compared(place, kind, value)
    if values.is_placeholder(value):
        return _placeholder(place, kind, value)
    verdict = _password(place, value) if kind == "password" else _key(place, kind, value)
    if verdict is None:
        return None
    if place.local and verdict.severity is _ERROR:
        verdict = verdict._replace(severity=_WARNING)
    return verdict


def _framework(place: Place, value: str) -> Verdict | None:
    if value.lower() in {"null", "none", "undefined"} or re.fullmatch(r"<.*>|\*+", value):
        return None
    made_up = values.is_placeholder(value) or place.local
    return Verdict(_WARNING if made_up else _ERROR, _MEDIUM if made_up else _HIGH, "signing secret")


def _authorization(place: Place, value: str) -> Verdict | None:
    if names.words_of(place.name)[-1:] != ("authorization",):
        return None
    found = re.fullmatch(r"(Basic|Bearer|Token|token|Bot|ApiKey|Key)\s+(\S{8,})", value)
    if not found or values.is_placeholder(found.group(2)):
        return None
    if found.group(1) == "Basic":
        try:
            plain = base64.b64decode(found.group(2), validate=True)
        except (binascii.Error, ValueError):
            return None
        return Verdict(_ERROR, _HIGH, "password") if b":" in plain[1:-1] else None
    return Verdict(_ERROR, _MEDIUM, "token") if values.is_random(found.group(2)) else None


def _placeholder(place: Place, kind: str, value: str) -> Verdict | None:
    # Nobody is forced to replace a default in code: what the framework signs with is then known to everyone.
    if not place.code or re.search(r"[<>{}\[\]*]|\bhere$", value) or values.is_label(place.name, value):
        return None
    if names.is_framework_secret(place.name) and kind == "secret" and re.search(r"(?i)change|your|replace", value):
        return Verdict(_WARNING, _MEDIUM, "secret")
    if kind == "password" and place.use == "fallback" and re.search(r"(?i)^change", value):
        return Verdict(_WARNING, _LOW, "password")
    return None


def _compared(place: Place, kind: str, value: str) -> Verdict | None:
    if values.is_placeholder(value) and not re.search(r"(?i)change|example", value):
        return None
    if kind == "password":
        if len(value) < (3 if place.login else 4) or (
            re.fullmatch(r"(?i)passw(?:or)?d|pwd", value) and not place.login
        ):
            return None
        return Verdict(_ERROR, _HIGH if values.is_strong_password(value) or place.login else _MEDIUM, "password")
    if values.is_label(place.name, value) or values.is_code_name(value):
        return None
    if values.is_random(value, 10) or (len(value) >= 6 and re.search(r"\d", value) and re.search(r"[A-Za-z]", value)):
        return Verdict(_ERROR, _MEDIUM, _WHAT[kind])
    if re.search(r"(?i)secret|super|admin|letmein|hunter", value) or re.fullmatch(r"\d{4,}", value):
        return Verdict(_ERROR, _MEDIUM, _WHAT[kind])
    return Verdict(_WARNING, _MEDIUM, _WHAT[kind]) if kind == "secret" and len(value) >= 4 else None


def _password(place: Place, value: str) -> Verdict | None:
    if len(value) < 3:
        return None
    trivial = value.lower() in values.TRIVIAL
    sure = place.login or (place.use in {"fallback", "env", "default"} and (place.code or place.local))
    words = names.words_of(place.name)
    setting = len(words) > 1 and bool(_SETTING_NAME.match(place.name) or _OWNED & set(words[:-1]))
    # PASSWORD = "password" names a field; connect(user="postgres", password="password") does not.
    chosen = trivial and (sure or (setting and value.lower() != "password"))
    if values.is_label(place.name, value) and not chosen:
        return None
    if trivial:
        if place.local or (
            place.use == "fallback" and not re.fullmatch(r"(?i)\d+|admin\d*|password\d+|.*secret.*", value)
        ):
            return Verdict(_INFO, _MEDIUM, "password")
        if sure or setting or re.search(r"\d", value):
            return Verdict(_WARNING, _MEDIUM, "password")
        return None
    if values.is_strong_password(value) and not values.is_code_name(value):
        return Verdict(_ERROR, _HIGH if not values.is_wordy(value) else _MEDIUM, "password")
    if values.is_code_name(value) and not place.login:
        return None
    if place.local and values.is_wordy(value):
        return Verdict(_INFO, _MEDIUM, "password")
    if sure or setting or (re.fullmatch(r"\d{4,}", value) and not place.name.isupper()):
        return Verdict(_WARNING, _MEDIUM, "password")
    return None


def _key(place: Place, kind: str, value: str) -> Verdict | None:
    if kind == "key" and values.is_under(value):
        return None
    framework = kind == "secret" and names.is_framework_secret(place.name)
    if (values.is_label(place.name, value) and not (framework and place.use == "fallback")) or (
        values.is_code_name(value)
        and not (framework and (place.settings or (len(names.words_of(value)) > 3 and not value.isupper())))
    ):
        return None
    if kind == "secret" and value.lower() in values.TRIVIAL and place.use == "fallback" and not framework:
        return Verdict(_WARNING, _MEDIUM, "secret")
    if values.is_random(value):
        return Verdict(_ERROR, _HIGH, _WHAT[kind])
    if kind == "secret":
        if framework and (place.code or place.use == "env" or place.settings):
            if len(value) < 2:
                return None
            return Verdict(_WARNING if not place.code and values.is_wordy(value) else _ERROR, _MEDIUM, "secret")
        if len(value) < 4:
            return None
        if values.is_wordy(value):
            return Verdict(_WARNING, _MEDIUM, "secret") if place.code or place.use == "env" else None
        return Verdict(_ERROR, _MEDIUM, "secret") if re.search(r"\d|[!@#$%^&*]", value) else None
    if len(value) >= 8 and re.search(r"\d", value) and re.search(r"[A-Za-z]", value) and not values.is_wordy(value):
        return Verdict(_WARNING, _MEDIUM, _WHAT[kind])
    if re.fullmatch(r"\d{5,}", value) and kind == "key" and place.code:
        return Verdict(_WARNING, _MEDIUM, _WHAT[kind])
    if re.search(r"(?i)secret|hunter|letmein", value) and (place.code or place.use == "env"):
        return Verdict(_WARNING, _MEDIUM, _WHAT[kind])
    return None


_URL = re.compile(r"\b([a-z][a-z0-9+.]{1,30})://([^\s:/@?#'\"`<>]*):([^\s/'\"`<>]{1,200})@([^\s/'\"`?,;)]*)", re.I)
_NOT_A_SERVER = {"data", "javascript", "mailto", "urn", "file", "arn"}
_DSN = re.compile(r"^([\w.-]+):([^@\s/]+)@(?:tcp|unix)\(([^)]*)\)")
_PAIR = re.compile(r"(?:^|[\s;?&])(?:password|pwd)\s*=\s*('[^']*'|\"[^\"]*\"|[^\s;&'\"]+)", re.I)
_PAIR_COMPANION = re.compile(
    r"(?:^|[\s;?&])(?:host|server|user|username|uid|user id|dbname|database|data source|"
    r"initial catalog)\s*=\s*([^\s;&]+)",
    re.I,
)
_LOCAL_HOST = re.compile(
    r"^(?:localhost|127\.0\.0\.1|0\.0\.0\.0|::1|\[::1\]|host\.docker\.internal|[a-z][a-z0-9_-]*)?(?::[\d\0]*)?$",
    re.I,
)
_SHOWN = re.compile(r"^(?:pass(?:word|wd)?|pwd|secret|p|pw|passwort|senha|contraseña|token|\w*:?x+)$", re.I)
_SHOWN_USER = re.compile(r"^(?:user(?:name)?|usr|u|login|name|dbuser|myuser|foo)?$", re.I)
_SHOWN_HOST = re.compile(
    r"^(?:host(?:name)?|server|ip|address|domain|.*example\.(?:com|org|net)|my\w*host|.*\bsome\w*|remotehost|"
    r"proxy(?:\.\w+)*|.*\.invalid)?(?::\d*|:port)?$",
    re.I,
)


def judge_connection(value: str, place: Place) -> Verdict | None:
    """The verdict on a text that may be a connection string with a password in it."""
    if len(value) > 4096:
        return None
    if "://" in value:
        found = _URL.search(value)
        if (
            found is None
            or found.group(1).lower() in _NOT_A_SERVER
            or (place.code and value[: found.start()].strip("'\" "))
        ):
            return None
        user, password, host = found.group(2), found.group(3), found.group(4)
    elif "@" in value and (dsn := _DSN.match(value)):
        user, password, host = dsn.groups()
    elif "=" in value and (pair := _PAIR.search(value)) and (other := _PAIR_COMPANION.search(value)):
        user, password, host = "", pair.group(1).strip("'\""), ""
        server = re.search(r"(?i)(?:host|server|data source)\s*=\s*([^\s;&]+)", value)
        host = server.group(1) if server else other.group(1)
        if re.search(r"<\w", value):
            return None
    else:
        return None
    return _connection(place, user, password, host)


def _connection(place: Place, user: str, password: str, host: str) -> Verdict | None:
    if (
        not password
        or values.is_reference(password)
        or re.search(r"[{}<>$]|^%|^:", password)
        or (values.is_placeholder(password) and not re.search(r"(?i)change", password))
    ):
        return None
    local = bool(_LOCAL_HOST.match(host))
    if re.search(r"(?i)(?:^|[_-])(?:change|your)", password):
        return None if not place.code else Verdict(_WARNING if not local else _INFO, _MEDIUM, "connection string")
    if _SHOWN_HOST.match(host) and "\0" not in host and host and (_SHOWN.match(password) or _SHOWN_USER.match(user)):
        return None
    shown = bool(_SHOWN.match(password))
    own = password.lower() == user.lower() or values.is_of_account("", password, [user])
    trivial = password.lower() in values.TRIVIAL or shown or own
    if shown and _SHOWN_USER.match(user) and not local:
        return None
    if trivial and local:
        severity = _INFO if place.local or not place.code or place.use in {"fallback", "default"} else _WARNING
        return Verdict(severity, _MEDIUM, "connection string")
    if trivial or (local and place.local):
        return Verdict(_WARNING, _MEDIUM, "connection string")
    return Verdict(_WARNING if place.local else _ERROR, _HIGH, "connection string")
