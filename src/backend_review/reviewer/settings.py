"""How the pass is set up: by the person who runs it, never by the repository under review.

Settings come from the command line, then from the user's own file (``config.toml`` in their configuration folder for
this tool, table ``[llm]``). The key and the address come from the environment.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping
from pathlib import Path

import msgspec

from backend_review.errors import UserError

if sys.version_info >= (3, 11):
    import tomllib
else:  # pragma: no cover
    import tomli as tomllib

DEFAULT_BASE_URL = "https://api.anthropic.com"
DEFAULT_MODEL = "claude-sonnet-5-5"
EFFORTS = ("low", "medium", "high", "xhigh", "max")


class Price(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """What a model costs in US dollars per million tokens, when the price list does not know it."""

    input: float
    output: float


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """The table ``[llm]`` of the user's configuration; what is given on the command line replaces it.

    Caps: US dollars, tokens (in and out), requests, seconds of wall-clock time; the first to be reached ends the pass.
    """

    enabled: bool = False
    model: str = DEFAULT_MODEL
    effort: str = "medium"
    base_url: str = ""
    max_usd: float = 1.0
    max_tokens: int = 3_000_000
    max_requests: int = 200
    max_seconds: float = 300.0
    agents: list[str] = []
    verify: bool = True
    verify_model: str = ""
    redact: list[str] = []
    never_send: list[str] = []
    price: Price | None = None
    show_low: bool = False


class Access(msgspec.Struct, frozen=True):
    """Where requests go and with which key. The key never leaves this object but into the client."""

    base_url: str
    key: str

    def __repr__(self) -> str:
        return f"Access(base_url={self.base_url!r}, key=...)"


def user_settings(place: Path | None = None) -> Settings:
    """The user's own settings; the defaults without a file. Raises UserError for one that is not understood."""
    if place is None:
        from platformdirs import user_config_path

        place = user_config_path("backend-review", appauthor=False) / "config.toml"
    try:
        raw = tomllib.loads(place.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Settings()
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UserError(f"{place}: cannot be read: {error}") from error
    try:
        return checked(msgspec.convert(raw.get("llm", {}), Settings), str(place))
    except msgspec.ValidationError as error:
        raise UserError(f"{place}: [llm]: {error}") from error


def checked(settings: Settings, where: str) -> Settings:
    """The settings, if they make sense. Raises UserError otherwise."""
    if settings.effort not in EFFORTS:
        raise UserError(f"{where}: effort is '{settings.effort}'", f"one of: {', '.join(EFFORTS)}")
    for name in ("max_usd", "max_tokens", "max_requests", "max_seconds"):
        value = getattr(settings, name)
        if not 0 < value < float("inf"):
            raise UserError(f"{where}: {name.replace('_', '-')} must be a number above 0")
    patterns(settings, where)
    return settings


def patterns(settings: Settings, where: str = "configuration") -> list[re.Pattern[str]]:
    """The user's own patterns of what is secret. Raises UserError for one that is no regular expression."""
    made = []
    for text in settings.redact:
        try:
            made.append(re.compile(text))
        except re.error as error:
            raise UserError(f"{where}: redact: '{text}' is no regular expression: {error}") from error
    return made


def access(settings: Settings, environment: Mapping[str, str] = os.environ) -> Access:
    """The address and the key (empty when there is none). The environment's address wins over the user's file."""
    base_url = environment.get("ANTHROPIC_BASE_URL", "").strip() or settings.base_url or DEFAULT_BASE_URL
    key = environment.get("ANTHROPIC_API_KEY", "") or environment.get("ANTHROPIC_AUTH_TOKEN", "")
    return Access(base_url.rstrip("/"), key)
