"""Security schemes, by what the guards of a route read: a bearer token, basic credentials, a key, a cookie."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from backend_review.model import guards
from backend_review.model.routes import FoundRoute, Guard
from backend_review.model.values import Callee, Kind, Thing, text_of

_KEY_HEADER = re.compile(r"""["'](X-[\w-]*(?:Key|Token|Signature|Secret)[\w-]*)["']""", re.IGNORECASE)
_KINDS = (
    ("basic", re.compile(r"(?i)basic_?auth|HTTPBasic|\bbasic\b|BasicAuth")),
    ("apiKey", re.compile(r"(?i)api_?key|x-[\w-]*key|signature")),
    ("bearer", re.compile(r"(?i)jwt|bearer|authorization|oauth2|token")),
    ("cookie", re.compile(r"(?i)cookie|session|login_?required|logged_?in|is_?authenticated|current_user\b")),
)


def security_of(found: FoundRoute, schemes: dict[str, Any]) -> list[dict[str, list[str]]]:
    """The security requirement of a route; its schemes are added to ``schemes``. Empty when nothing guards it."""
    guarding = guards.authentication_of(found)
    if not guarding:
        if not guards.checks_itself(found):
            return []
        function = found.route.handler.function
        guarding = [Guard(found.route.handler.name, found.route.handler.place, function)]
    for name, scheme in filter(None, map(_of_library, guarding)):
        schemes.setdefault(name, scheme)
        return [{name: []}]
    name, scheme = _by_reading(guarding)
    schemes.setdefault(name, scheme)
    return [{name: []}]


def _of_library(guard: Guard) -> tuple[str, dict[str, Any]] | None:
    """FastAPI's own schemes: ``OAuth2PasswordBearer(tokenUrl=…)``, ``APIKeyHeader(name=…)``, ``HTTPBearer()``."""
    value = guard.value
    made = value.made_by if isinstance(value, Thing) else None
    if made is None:
        return None
    kind = made.name.rpartition(".")[2]
    if kind == "OAuth2PasswordBearer":
        url = text_of(made.named.get("tokenUrl")) or text_of(made.arg(0)) or "token"
        return "oauth2", {"type": "oauth2", "flows": {"password": {"tokenUrl": url, "scopes": {}}}}
    if kind in {"APIKeyHeader", "APIKeyQuery", "APIKeyCookie"}:
        name = text_of(made.named.get("name")) or "X-API-Key"
        return f"apiKey_{name}", {"type": "apiKey", "in": kind.removeprefix("APIKey").lower(), "name": name}
    if kind in {"HTTPBearer", "HTTPBasic"}:
        scheme = kind.removeprefix("HTTP").lower()
        return scheme, {"type": "http", "scheme": scheme}
    return None


def _by_reading(guarding: Sequence[Guard]) -> tuple[str, dict[str, Any]]:
    """What the guards' names and their own code speak of; a bearer token, and said to be a guess, when nothing does."""
    said = " ".join(_said(guard) for guard in guarding)
    kind = next((name for name, words in _KINDS if words.search(said)), "")
    if kind == "apiKey":
        header = _KEY_HEADER.search(said)
        name = header[1] if header else "X-API-Key"
        return f"apiKey_{name.lower()}", {"type": "apiKey", "in": "header", "name": name}
    if kind == "cookie":
        return "session", {"type": "apiKey", "in": "cookie", "name": "session", "description": "The session's cookie."}
    if kind:
        return kind, {"type": "http", "scheme": kind}
    first = guarding[0]
    return "authentication", {
        "type": "http",
        "scheme": "bearer",
        "description": f"How callers say who they are is not known; {first.name} at {first.place.path}:"
        f"{first.place.line} decides.",
    }


def _said(guard: Guard) -> str:
    """A guard's names, and the code of its function or class."""
    function, value = guard.function, guard.value
    code = function.module.text(function.node) if function is not None else ""
    if isinstance(value, Callee) and function is None:
        code = value.function.module.text(value.function.node)
    if isinstance(value, Kind):
        code = value.klass.module.text(value.klass.node)
    return f"{guard.name} {guard.written} {code[:4000]}"
