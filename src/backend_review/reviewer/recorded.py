"""Answers kept in a folder, one file a request: written while a real transport answers, and read without one.

A file is named by the hash of the request it answers. It holds the request (which is redacted before it is built), the
answer and its counts; no headers, no key, no id of the API.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import msgspec

from backend_review.reviewer.outcome import Kind, Outcome, Tokens, Transport

FORMAT = 1
_LARGEST_FILE = 8_000_000  # bytes
_MOST_COMPARED = 500  # files looked at for the nearest request
_KEPT = frozenset({Kind.OK, Kind.TRUNCATED, Kind.REFUSED, Kind.BAD_OUTPUT})  # what the model did, not the network


class Cassette(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One request and its answer. ``synthetic``: written by hand; it says nothing about what a model would answer."""

    request: dict[str, Any]
    kind: Kind
    text: str = ""
    detail: str = ""
    tokens: Tokens = Tokens()
    model: str = ""
    recorded: str = ""  # the day, in UTC; empty for a synthetic one
    synthetic: bool = False
    format: int = FORMAT


def key_of(body: dict[str, Any]) -> str:
    """The name of a request: the SHA-256 of its canonical JSON."""
    text = json.dumps(body, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


class Recorded:
    """Answers from a folder of cassettes; never sends anything."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def complete(self, body: dict[str, Any]) -> Outcome:
        """The recorded answer, or Kind.NOT_RECORDED with the request's key and where the nearest one differs."""
        key = key_of(body)
        found = _read(self._folder / f"{key}.json")
        if found is None or found.request != body:
            return Outcome(Kind.NOT_RECORDED, detail=self._missing(key, body), attempts=0, cached=True)
        return Outcome(
            found.kind,
            text=found.text if found.kind is Kind.OK else "",
            detail=found.detail,
            tokens=found.tokens,
            attempts=0,
            model=found.model,
            cached=True,
        )

    def _missing(self, key: str, body: dict[str, Any]) -> str:
        wanted = dict(_leaves(body))
        nearest, differing = "", [""]
        for path in sorted(self._folder.glob("*.json"))[:_MOST_COMPARED]:
            if (other := _read(path)) is None:
                continue
            different = _differences(wanted, dict(_leaves(other.request)))
            if not nearest or len(different) < len(differing):
                nearest, differing = path.stem, different
        if not nearest:
            return f"no answer is recorded for {key[:16]}, and none for any other request"
        places = ", ".join(differing[:3]) + (f" and {len(differing) - 3} more" if len(differing) > 3 else "")
        return f"no answer is recorded for {key[:16]}; the nearest, {nearest[:16]}, differs in {places}"


class Recording:
    """Passes requests on and keeps what the model answered, readable by this user alone."""

    def __init__(
        self,
        inner: Transport,
        folder: Path,
        say: Callable[[str], None] = lambda line: None,
        today: Callable[[], datetime] = lambda: datetime.now(timezone.utc),
    ) -> None:
        self._inner, self._folder, self._say, self._today = inner, folder, say, today

    async def complete(self, body: dict[str, Any]) -> Outcome:
        """The inner transport's outcome. A file that cannot be written is said, and loses no answer."""
        outcome = await self._inner.complete(body)
        if outcome.kind in _KEPT:
            cassette = Cassette(
                request=body,
                kind=outcome.kind,
                text=outcome.text,
                detail=outcome.detail,
                tokens=outcome.tokens,
                model=outcome.model,
                recorded=self._today().date().isoformat(),
            )
            try:
                write(self._folder, cassette)
            except OSError as error:
                self._say(f"the answer could not be recorded: {error.strerror or type(error).__name__}")
        return outcome


def write(folder: Path, cassette: Cassette) -> Path:
    """Write a cassette under its request's name, whole or not at all, and for this user only. Raises OSError."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / f"{key_of(cassette.request)}.json"
    content = msgspec.json.format(msgspec.json.encode(cassette), indent=1) + b"\n"
    handle, name = tempfile.mkstemp(dir=folder, prefix=".", suffix=".tmp")  # 0600
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise
    return path


def _read(path: Path) -> Cassette | None:
    try:
        if path.stat().st_size > _LARGEST_FILE:
            return None
        found = msgspec.json.decode(path.read_bytes(), type=Cassette)
    except (OSError, ValueError, RecursionError):  # msgspec's own errors are ValueErrors
        return None
    return found if found.format == FORMAT else None


def _leaves(value: object, where: str = "", depth: int = 0) -> Iterator[tuple[str, object]]:
    """Every plain value of a JSON value with its place."""
    if isinstance(value, dict) and depth < 20:
        for name in sorted(value):
            yield from _leaves(value[name], f"{where}.{name}" if where else str(name), depth + 1)
    elif isinstance(value, list) and depth < 20:
        for at, item in enumerate(value):
            yield from _leaves(item, f"{where}[{at}]", depth + 1)
    else:
        yield where, value


def _differences(wanted: dict[str, object], other: dict[str, object]) -> list[str]:
    """The places at which two requests differ, without what stands there."""
    found = []
    for place in sorted(wanted.keys() | other.keys()):
        mine, theirs = wanted.get(place), other.get(place)
        if mine == theirs and (place in wanted) == (place in other):
            continue
        if isinstance(mine, str) and isinstance(theirs, str) and ("\n" in mine or "\n" in theirs):
            lines = zip(mine.split("\n"), theirs.split("\n"), strict=False)
            first = next(
                (n for n, (a, b) in enumerate(lines, 1) if a != b), min(mine.count("\n"), theirs.count("\n")) + 2
            )
            place = f"{place} from line {first}"
        found.append(re.sub(r"[^\w.\[\] ]", "?", place)[-100:])
    return found
