"""Answers that were paid for, kept by the content of the request: a second run costs nothing and says the same."""

from __future__ import annotations

import contextlib
import hashlib
import json
import secrets
import time
from pathlib import Path
from typing import Any

import msgspec

from backend_review.resources import cache_dir
from backend_review.reviewer.outcome import Kind, Outcome
from backend_review.writing import write_whole

_FORMAT = 1
_REFUSALS_KEPT_SECONDS = 3600
_LARGEST_ANSWER = 2_000_000


class _Kept(msgspec.Struct):
    format: int
    kind: Kind
    text: str
    model: str
    time: float


def key_of(body: dict[str, Any]) -> str:
    """What stands for a request: the hash of its canonical form."""
    return hashlib.sha256(json.dumps(body, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


class AnswerCache:
    """A folder of answers. An entry is as little trusted as a model: it is checked each time it is read."""

    def __init__(self, folder: Path | None = None, refresh: bool = False) -> None:
        """``refresh``: read nothing, so that every answer is asked for anew (and kept)."""
        self.folder = folder if folder is not None else cache_dir() / "llm" / "answers"
        self.refresh = refresh

    def get(self, body: dict[str, Any]) -> Outcome | None:
        """The answer to a request, when there is one."""
        if self.refresh:
            return None
        place = self._place(body)
        try:
            if place.stat().st_size > _LARGEST_ANSWER:
                return None
            kept = msgspec.json.decode(place.read_bytes(), type=_Kept)
        except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
            return None
        stale = kept.kind is not Kind.OK and time.time() - kept.time > _REFUSALS_KEPT_SECONDS
        if kept.format != _FORMAT or stale:
            return None
        return Outcome(kept.kind, kept.text, model=kept.model, attempts=0, cached=True)

    def put(self, body: dict[str, Any], outcome: Outcome) -> None:
        """Keep an answer that was found whole, or (for an hour) that the model refused; nothing of the request."""
        if outcome.cached or outcome.kind not in {Kind.OK, Kind.REFUSED}:
            return
        kept = _Kept(_FORMAT, outcome.kind, outcome.text, outcome.model, time.time())
        with contextlib.suppress(OSError):  # no cache is no reason to fail
            write_private(self._place(body), msgspec.json.encode(kept))

    def forget(self, body: dict[str, Any]) -> None:
        """Drop an answer that turned out to be useless."""
        with contextlib.suppress(OSError):
            self._place(body).unlink()

    def _place(self, body: dict[str, Any]) -> Path:
        key = key_of(body)
        return self.folder / key[:2] / f"{key}.json"


def write_private(place: Path, data: bytes) -> None:
    """Write a file that only its owner can read, whole or not at all. Raises OSError."""
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    write_whole(place, data, 0o600)


def installation_key(folder: Path | None = None) -> bytes:
    """A secret of this installation, made once: what marks the code in a request cannot be guessed from the code."""
    place = (folder if folder is not None else cache_dir() / "llm") / "key"
    with contextlib.suppress(OSError):
        known = place.read_bytes()
        if len(known) >= 32:
            return known[:32]
    made = secrets.token_bytes(32)
    with contextlib.suppress(OSError):
        write_private(place, made)
    return made
