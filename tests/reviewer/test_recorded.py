"""Answers that are kept, and given again without a network."""

from __future__ import annotations

import asyncio
import json
import os
import stat
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import msgspec
import pytest

from backend_review.reviewer.outcome import Kind, Outcome, Tokens
from backend_review.reviewer.recorded import Cassette, Recorded, Recording, key_of, write
from reviewer.running import CODE, KEY, request

DAY = datetime(2026, 11, 30, 23, 59, tzinfo=timezone.utc)
ANSWER = Outcome(Kind.OK, text='{"comments": []}', tokens=Tokens(10, 20, 30, 40), attempts=3, model="claude-sonnet-5-5")


class Fixed:
    def __init__(self, outcome: Outcome) -> None:
        self.outcome, self.asked = outcome, 0

    async def complete(self, body: dict[str, Any]) -> Outcome:
        self.asked += 1
        return self.outcome


def record(folder: Path, body: dict[str, Any], outcome: Outcome = ANSWER, **more: Any) -> Outcome:
    return asyncio.run(Recording(Fixed(outcome), folder, today=lambda: DAY, **more).complete(body))


def replay(folder: Path, body: dict[str, Any]) -> Outcome:
    return asyncio.run(Recorded(folder).complete(body))


def test_what_was_recorded_is_answered_again(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "folder"
    assert record(folder, request()) == ANSWER
    again = replay(folder, request())
    assert again == Outcome(
        Kind.OK, text=ANSWER.text, tokens=ANSWER.tokens, attempts=0, model=ANSWER.model, cached=True
    )
    assert replay(folder, dict(reversed(request().items()))) == again


@pytest.mark.parametrize("kind", list(Kind))
def test_what_the_model_did_is_recorded_and_what_the_network_did_is_not(kind: Kind, tmp_path: Path) -> None:
    record(tmp_path, request(), Outcome(kind, detail="why"))
    kept = kind in {Kind.OK, Kind.TRUNCATED, Kind.REFUSED, Kind.BAD_OUTPUT}
    assert len(list(tmp_path.iterdir())) == int(kept)
    assert replay(tmp_path, request()).kind is (kind if kept else Kind.NOT_RECORDED)


def test_a_cassette_is_for_this_user_and_has_no_more_than_the_request_and_the_answer(tmp_path: Path) -> None:
    record(tmp_path / "c", request())
    (path,) = (tmp_path / "c").iterdir()
    assert path.name == f"{key_of(request())}.json"
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE((tmp_path / "c").stat().st_mode) == 0o700
    assert json.loads(path.read_bytes()) == {
        "format": 1,
        "request": request(),
        "kind": "ok",
        "text": ANSWER.text,
        "detail": "",
        "tokens": {"input": 10, "output": 20, "cache_read": 30, "cache_write": 40},
        "model": "claude-sonnet-5-5",
        "recorded": "2026-11-30",
        "synthetic": False,
    }
    assert KEY not in path.read_text()


def test_a_recording_that_fails_loses_no_answer(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    said: list[str] = []
    assert record(tmp_path / "file", request(), say=said.append) == ANSWER
    assert len(said) == 1
    assert said[0].startswith("the answer could not be recorded: ")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file"]


def test_a_miss_names_the_key_and_where_the_nearest_request_differs(tmp_path: Path) -> None:
    nearest = request("one\ntwo\nthree")
    record(tmp_path, nearest)
    record(tmp_path, request("elsewhere", model="other", max_tokens=5))
    wanted = request("one\ntwo changed\nthree", max_tokens=2000)
    missing = replay(tmp_path, wanted)
    assert (missing.kind, missing.text, missing.attempts, missing.cached) == (Kind.NOT_RECORDED, "", 0, True)
    assert missing.detail == (
        f"no answer is recorded for {key_of(wanted)[:16]}; the nearest, {key_of(nearest)[:16]}, "
        "differs in max_tokens, messages[0].content[0].text from line 2"
    )
    shorter = replay(tmp_path, request("one\ntwo"))
    assert shorter.detail.endswith("differs in messages[0].content[0].text from line 3")


def test_a_miss_shows_nothing_of_any_request(tmp_path: Path) -> None:
    record(tmp_path, request("secret of the recorded one\x1b[31m", **{"sys\ntem\x1b[2J": "x"}))
    detail = replay(tmp_path, request(CODE)).detail
    assert "transfer" not in detail
    assert "secret" not in detail
    assert detail.isprintable()


def test_nothing_recorded_at_all(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "missing"):
        detail = replay(folder, request()).detail
        assert detail == f"no answer is recorded for {key_of(request())[:16]}, and none for any other request"


@pytest.mark.parametrize(
    "content",
    [
        b"", b"{", b"[]", b"null", b"\xff\xfe", b"[" * 100_000, b'{"request": {}, "kind": "ok"}',
        b'{"request": {}, "kind": "splendid"}', b'{"request": [], "kind": "ok"}',
        b'{"request": {}, "kind": "ok", "headers": {}}',
    ],
)  # fmt: skip
def test_a_file_that_is_no_answer_to_this_request_is_a_miss(content: bytes, tmp_path: Path) -> None:
    (tmp_path / f"{key_of(request())}.json").write_bytes(content)
    assert replay(tmp_path, request()).kind is Kind.NOT_RECORDED
    (tmp_path / f"{key_of(request())}.json").unlink()
    (tmp_path / f"{key_of(request())}.json").mkdir()
    assert replay(tmp_path, request()).kind is Kind.NOT_RECORDED


def test_another_format_is_a_miss(tmp_path: Path) -> None:
    write(tmp_path, Cassette(request=request(), kind=Kind.OK, text="{}", format=2))
    assert replay(tmp_path, request()).kind is Kind.NOT_RECORDED


def test_only_a_whole_answer_has_a_text(tmp_path: Path) -> None:
    write(tmp_path, Cassette(request=request(), kind=Kind.REFUSED, text='{"comments": []}', synthetic=True))
    assert replay(tmp_path, request()).text == ""


def test_the_key_is_of_the_whole_request() -> None:
    bodies = [request(), request("x"), request(model="m"), request(max_tokens=1), request(system=[]), request("\ud800")]
    assert len({key_of(body) for body in bodies}) == len(bodies)
    assert key_of(request()) == key_of(msgspec.json.decode(msgspec.json.encode(request())))
