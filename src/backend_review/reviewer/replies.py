"""A reply put together from the events of a stream. Nothing about them is believed: the other side may be anything."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from backend_review.reviewer.outcome import Kind, Outcome, Tokens

_LONGEST_TEXT = 4_000_000  # characters; 128k tokens, the most a model writes, are far fewer
_LONGEST_MESSAGE = 200
_ECHO, _KEY_ECHO = 20, 8  # as much of the request, or of the key, in an error is a copy of it
_COUNTS = {
    "input_tokens": "input",
    "output_tokens": "output",
    "cache_read_input_tokens": "cache_read",
    "cache_creation_input_tokens": "cache_write",
}
_MOST_TOKENS = 10**8


class BadReplyError(Exception):
    """The stream is not what the API sends."""


class Reply:
    """What came so far. ``most``: what the request can have used, for a stream that ends before it says so."""

    def __init__(self, most: Tokens) -> None:
        self._most = most
        self._texts: list[str] = []
        self._length = 0
        self._used: dict[str, int] = {}
        self._counted = False  # whether the final count of the output came
        self._stop: str | None = None
        self._refused_as = ""
        self.model = ""
        self.started = False
        self.stopped = False

    @property
    def tokens(self) -> Tokens:
        """What was used: as counted, and as much as can be where it was not."""
        if self._counted:
            return Tokens(**self._used)
        if self.started and any(self._used.values()):
            return Tokens(**{**self._used, "output": max(self._used.get("output", 0), self._most.output)})
        return self._most

    def add(self, event: object) -> None:
        """Take one event in; kinds that are not known are skipped. Raises BadReplyError for what cannot be one."""
        if not isinstance(event, dict):
            raise BadReplyError("not the format of the API (an event is no object)")
        kind = event.get("type")
        if kind == "message_start":
            message = _object(event, "message")
            self.started = True
            self.model = _word(message.get("model"))
            self._count(message.get("usage"))
        elif kind == "content_block_start":
            block = _object(event, "content_block")
            if block.get("type") == "text":
                self._write(block.get("text"))
        elif kind == "content_block_delta":
            delta = _object(event, "delta")
            if delta.get("type") == "text_delta":
                self._write(delta.get("text"))
        elif kind == "message_delta":
            self._end(_object(event, "delta"))
            self._counted |= self._count(event.get("usage"))
        elif kind == "message_stop":
            self.stopped = True

    def _end(self, delta: dict[str, Any]) -> None:
        reason = delta.get("stop_reason")
        if isinstance(reason, str):
            self._stop = reason
        details = delta.get("stop_details")
        if isinstance(details, dict) and details.get("type") == "refusal":
            self._stop = "refusal"
            self._refused_as = _word(details.get("category"))

    def _write(self, text: object) -> None:
        if not isinstance(text, str):
            raise BadReplyError("not the format of the API (a text is no text)")
        self._length += len(text)
        if self._length > _LONGEST_TEXT:
            raise BadReplyError("the answer is longer than any model writes")
        self._texts.append(text)

    def _count(self, usage: object) -> bool:
        """Take counts over; those of a later event are totals. Returns whether it had one of the output."""
        if not isinstance(usage, dict):
            return False
        for name, ours in _COUNTS.items():
            value = usage.get(name)
            if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= _MOST_TOKENS:
                self._used[ours] = value
        return isinstance(usage.get("output_tokens"), int)

    def outcome(self) -> Outcome:
        """What the stream came to, once it is at its end.

        A reason to stop that is not known counts as an end when the text is a whole JSON object: answers are held to
        a grammar, which closes the object only at its end, and everything in it is checked later. Otherwise it is
        bad output. Without any reason the stream was cut, whatever its text looks like.
        """
        if not self.started:
            return Outcome(Kind.BAD_OUTPUT, detail="not the format of the API (no message)", tokens=self._most)
        if self._stop is None:
            return self._as(Kind.UNAVAILABLE, "the stream ended before the answer did")
        if self._stop == "refusal":
            return self._as(Kind.REFUSED, self._refused_as or "no reason given")
        if self._stop in {"max_tokens", "model_context_window_exceeded"}:
            return self._as(Kind.TRUNCATED, self._stop)
        # Half of a pair of surrogates may end one event and the other begin the next; a lone one is replaced.
        text = "".join(self._texts).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        if self._stop == "end_turn" and text.strip():
            return self._as(Kind.OK, "", text)
        if self._stop in {"end_turn", "tool_use", "pause_turn"} or not _is_whole(text):
            return self._as(Kind.BAD_OUTPUT, f"stopped for '{_word(self._stop)}' without an answer")
        return self._as(Kind.OK, f"stopped for '{_word(self._stop)}'", text)

    def _as(self, kind: Kind, detail: str, text: str = "") -> Outcome:
        return Outcome(kind, text=text, detail=detail, tokens=self.tokens, model=self.model)


def explain(message: object, key: str, body: dict[str, Any]) -> str:
    """The API's own words about an error, for people: one short line; empty when they repeat the request or the key."""
    if not isinstance(message, str):
        return ""
    line = " ".join("".join(char if " " <= char <= "~" else " " for char in message[:2000]).split())[:_LONGEST_MESSAGE]
    if _shares(line, key, min(_KEY_ECHO, len(key))):
        return ""
    # However it was escaped or wrapped: only letters and digits are compared.
    sent = " ".join(_letters(text) for text in _texts([body.get("system"), body.get("messages")]))
    return "" if _shares(_letters(line), sent, _ECHO) else line


def _shares(text: str, other: str, length: int) -> bool:
    """Whether a run of so many characters stands in both."""
    return any(text[at : at + length] in other for at in range(len(text) - length + 1))


def _letters(text: str) -> str:
    return re.sub(r"[^0-9A-Za-z]+", "", text)


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, dict)):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _texts(item)


def _object(event: dict[str, Any], name: str) -> dict[str, Any]:
    value = event.get(name)
    if not isinstance(value, dict):
        raise BadReplyError(f"not the format of the API (no '{name}')")
    return value


def _word(value: object) -> str:
    """A name that the API gave, when it looks like one."""
    return value if isinstance(value, str) and re.fullmatch(r"[\w.:@/-]{1,80}", value, re.ASCII) else ""


def _is_whole(text: str) -> bool:
    try:
        return isinstance(json.loads(text), dict)
    except (ValueError, RecursionError):
        return False
