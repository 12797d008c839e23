"""The real client library against a server on this machine: what every fault becomes, and what is done about it."""

from __future__ import annotations

import asyncio
import json
import socket
import threading
from collections.abc import Iterator
from typing import Any

import pytest

pytest.importorskip("anthropic")

from backend_review.errors import UserError
from backend_review.reviewer import client
from backend_review.reviewer.budget import Budget, Metered, at_most
from backend_review.reviewer.outcome import Kind, Outcome, Tokens
from backend_review.reviewer.replies import Reply
from reviewer.fake_api import (
    MODEL,
    OUTPUT_TOKENS,
    SCRIPTS,
    TEXT,
    Answer,
    FakeApi,
    block,
    end,
    error,
    event,
    start,
    stream,
)
from reviewer.running import CODE, KEY, Clock, complete, request, together, transport

COUNTED = Tokens(input=100, output=OUTPUT_TOKENS, cache_read=900, cache_write=20)
AT_MOST = at_most(request())  # nothing was counted, and the request may have been paid for
OUTPUT_UNKNOWN = Tokens(input=100, output=1000, cache_read=900, cache_write=20)
FREE = Tokens()

# script, how it ends, requests, waits that were asked for, what was used
FAULTS: list[tuple[str, Kind, int, list[float], Tokens]] = [
    ("ok", Kind.OK, 1, [], COUNTED),
    ("ok-chunked", Kind.OK, 1, [], COUNTED),
    ("429-twice", Kind.OK, 3, [1, 1], COUNTED),
    ("429-ms", Kind.OK, 2, [0.25], COUNTED),
    ("429-always", Kind.RATE_LIMITED, 4, [1, 1, 1], FREE),
    ("429-long", Kind.RATE_LIMITED, 1, [], FREE),
    ("429-no-retry", Kind.RATE_LIMITED, 1, [], FREE),
    ("429-spent", Kind.BILLING, 1, [], FREE),
    ("429-contract", Kind.BILLING, 1, [], FREE),
    ("429-ramp", Kind.OK, 2, [2], COUNTED),
    ("429-nonsense", Kind.OK, 3, [1, 2], COUNTED),
    ("529-once", Kind.OK, 2, [1], COUNTED),
    ("529-always", Kind.OVERLOADED, 4, [1, 2, 4], FREE),
    ("500-always", Kind.UNAVAILABLE, 4, [1, 2, 4], FREE),
    ("503-html", Kind.UNAVAILABLE, 4, [1, 2, 4], FREE),
    ("503-long", Kind.UNAVAILABLE, 1, [], FREE),
    ("504-always", Kind.UNAVAILABLE, 4, [1, 2, 4], FREE),
    ("408-always", Kind.UNAVAILABLE, 4, [1, 2, 4], FREE),
    ("409-once", Kind.OK, 2, [1], COUNTED),
    ("400", Kind.BAD_REQUEST, 1, [], FREE),
    ("400-long", Kind.TOO_LARGE, 1, [], FREE),
    ("400-credit", Kind.BILLING, 1, [], FREE),
    ("401", Kind.AUTH, 1, [], FREE),
    ("402", Kind.BILLING, 1, [], FREE),
    ("403", Kind.AUTH, 1, [], FREE),
    ("404", Kind.NOT_FOUND, 1, [], FREE),
    ("413", Kind.TOO_LARGE, 1, [], FREE),
    ("422", Kind.BAD_REQUEST, 1, [], FREE),
    ("bad-json", Kind.BAD_OUTPUT, 1, [], AT_MOST),
    ("html", Kind.BAD_OUTPUT, 1, [], AT_MOST),
    ("other-object", Kind.BAD_OUTPUT, 1, [], AT_MOST),
    ("list", Kind.BAD_OUTPUT, 1, [], AT_MOST),
    ("empty", Kind.BAD_OUTPUT, 1, [], AT_MOST),
    ("not-a-stream", Kind.BAD_OUTPUT, 1, [], AT_MOST),
    ("short", Kind.UNAVAILABLE, 1, [], AT_MOST),
    ("event-list", Kind.BAD_OUTPUT, 1, [], AT_MOST),
    ("event-no-message", Kind.BAD_OUTPUT, 1, [], AT_MOST),
    ("event-bad-json", Kind.BAD_OUTPUT, 1, [], OUTPUT_UNKNOWN),
    ("event-deep", Kind.BAD_OUTPUT, 1, [], OUTPUT_UNKNOWN),
    ("event-number-as-text", Kind.BAD_OUTPUT, 1, [], OUTPUT_UNKNOWN),
    ("no-text", Kind.BAD_OUTPUT, 1, [], COUNTED),
    ("truncated", Kind.TRUNCATED, 1, [], COUNTED),
    ("context-exceeded", Kind.TRUNCATED, 1, [], COUNTED),
    ("other-schema", Kind.OK, 1, [], COUNTED),  # for whoever reads the text
    ("fenced", Kind.OK, 1, [], COUNTED),
    ("refused", Kind.REFUSED, 1, [], COUNTED),
    ("refused-midway", Kind.REFUSED, 1, [], COUNTED),
    ("refused-in-details", Kind.REFUSED, 1, [], COUNTED),
    ("new-stop", Kind.OK, 1, [], COUNTED),  # the grammar closes the object only at its end
    ("new-stop-partial", Kind.BAD_OUTPUT, 1, [], COUNTED),
    ("tool", Kind.BAD_OUTPUT, 1, [], COUNTED),
    ("paused", Kind.BAD_OUTPUT, 1, [], COUNTED),
    ("two-texts", Kind.OK, 1, [], COUNTED),
    ("new-block", Kind.OK, 1, [], COUNTED),
    ("hang", Kind.TIMEOUT, 1, [], AT_MOST),
    ("hang-midway", Kind.TIMEOUT, 1, [], OUTPUT_UNKNOWN),
    ("pings", Kind.TIMEOUT, 1, [], OUTPUT_UNKNOWN),
    ("hang-after-stop", Kind.OK, 1, [], COUNTED),
    ("cut", Kind.UNAVAILABLE, 1, [], OUTPUT_UNKNOWN),
    ("cut-chunked", Kind.UNAVAILABLE, 1, [], OUTPUT_UNKNOWN),
    ("cut-no-stop", Kind.UNAVAILABLE, 1, [], COUNTED),
    ("cut-once", Kind.UNAVAILABLE, 1, [], OUTPUT_UNKNOWN),  # paid for: only the budget may allow another
    ("reset", Kind.UNAVAILABLE, 1, [], AT_MOST),
    ("error-midway", Kind.OVERLOADED, 1, [], OUTPUT_UNKNOWN),
    ("error-at-once", Kind.OK, 2, [1], COUNTED),
    ("error-limit-midway", Kind.RATE_LIMITED, 1, [], OUTPUT_UNKNOWN),
    ("error-unknown-midway", Kind.UNAVAILABLE, 1, [], OUTPUT_UNKNOWN),
    ("error-no-json", Kind.UNAVAILABLE, 1, [], OUTPUT_UNKNOWN),
]  # fmt: skip


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def api(clock: Clock) -> Iterator[FakeApi]:
    with FakeApi(clock=clock) as server:
        yield server


def test_every_script_is_a_row() -> None:
    assert sorted(row[0] for row in FAULTS) == sorted(SCRIPTS)


@pytest.mark.parametrize(("script", "kind", "requests", "waits", "tokens"), FAULTS, ids=[row[0] for row in FAULTS])
def test_faults(
    script: str, kind: Kind, requests: int, waits: list[float], tokens: Tokens,
    api: FakeApi, clock: Clock, capfd: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    limit = 1.5 if kind is Kind.TIMEOUT else 60.0  # long enough for what comes before on a busy machine
    outcome = complete(api.url(script), clock=clock, longest_request=limit)
    assert outcome.kind is kind, outcome.detail
    assert len(api.requests) == outcome.attempts == requests
    assert clock.waits == waits
    assert outcome.tokens == tokens
    assert bool(outcome.text) == (kind is Kind.OK)
    assert bool(outcome.detail) or kind is Kind.OK
    assert not outcome.cached
    assert KEY not in repr(outcome)
    assert capfd.readouterr() == ("", "")


def test_the_answer_is_the_text_and_the_model_that_answered(api: FakeApi) -> None:
    for script in ("ok", "two-texts", "new-block", "429-twice", "new-stop"):
        outcome = complete(api.url(script))
        assert (outcome.text, outcome.model) == (TEXT, MODEL)
    assert complete(api.url("refused")).detail == "cyber"


def test_a_connection_that_is_refused_or_has_no_name_is_tried_again(
    clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    outcome = complete(f"http://127.0.0.1:{port}", clock=clock)
    assert (outcome.kind, outcome.attempts, outcome.tokens) == (Kind.UNAVAILABLE, 4, FREE)
    assert clock.waits == [1, 2, 4]

    def unknown(*_: object, **__: object) -> Any:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    outcome = complete("https://api.example.invalid")
    assert (outcome.kind, outcome.attempts, outcome.tokens) == (Kind.UNAVAILABLE, 4, FREE)


def test_silence_between_two_reads_has_a_limit_of_its_own(api: FakeApi, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "_READ", 1.5)
    outcome = complete(api.url("hang-midway"))
    assert (outcome.kind, outcome.attempts, outcome.tokens) == (Kind.TIMEOUT, 1, OUTPUT_UNKNOWN)
    assert outcome.detail == "the API fell silent"


def test_a_certificate_that_is_not_trusted_is_said_and_not_tried_again() -> None:
    import anthropic
    import httpx2

    error = anthropic.APIConnectionError(request=httpx2.Request("POST", "https://api.example.invalid"))
    error.__cause__ = httpx2.ConnectError("[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: self-signed")
    failed = client._failed(error, Reply(AT_MOST), (KEY, request()))
    assert (failed.outcome.kind, failed.again, failed.outcome.tokens) == (Kind.UNAVAILABLE, False, FREE)
    assert failed.outcome.detail == "the certificate of the API is not trusted here"


@pytest.mark.parametrize(
    ("name", "value"), [("HTTPS_PROXY", "gopher://127.0.0.1"), ("SSL_CERT_FILE", "/nowhere/ca.pem")]
)
def test_an_environment_that_cannot_be_used_is_for_the_user_to_mend(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(UserError, match=r"no connection to api\.example\.invalid can be set up") as raised:
        complete("https://api.example.invalid")
    assert KEY not in f"{raised.value} {raised.value.hint}"


def test_a_redirect_is_not_followed(api: FakeApi) -> None:
    with FakeApi() as other:
        for status in (301, 302, 303, 307, 308):
            answer = Answer(status, headers={"location": f"{other.origin}/ok/v1/messages"}, framing="length")
            outcome = complete(api.play(answer))
            assert (outcome.kind, outcome.attempts) == (Kind.BAD_REQUEST, 1)
            assert "redirects" in outcome.detail
    assert other.requests == []


def test_after_the_deadline_nothing_is_sent(api: FakeApi, clock: Clock) -> None:
    outcome = complete(api.url(), clock=clock, deadline=clock())
    assert (outcome.kind, outcome.attempts, outcome.tokens) == (Kind.DEADLINE, 0, FREE)
    assert api.requests == []


def test_the_deadline_ends_a_request(api: FakeApi, clock: Clock) -> None:
    outcome = complete(api.url("hang"), clock=clock, deadline=clock() + 0.2)
    assert (outcome.kind, outcome.attempts, outcome.tokens) == (Kind.DEADLINE, 1, AT_MOST)


def test_no_wait_goes_past_the_deadline(api: FakeApi, clock: Clock) -> None:
    outcome = complete(api.url("429-always"), clock=clock, deadline=clock() + 0.9)
    assert (outcome.kind, outcome.attempts, clock.waits) == (Kind.RATE_LIMITED, 1, [])
    outcome = complete(api.url("500-always"), clock=clock, deadline=clock() + 2.5)
    assert (outcome.kind, outcome.attempts, clock.waits) == (Kind.UNAVAILABLE, 2, [1])


def test_a_long_pause_is_not_waited_for_by_others_either(api: FakeApi, clock: Clock) -> None:
    outcomes = together(lambda: transport(api.url("429-long"), clock, concurrency=1), [request()] * 3)
    assert [outcome.kind for outcome in outcomes] == [Kind.RATE_LIMITED] * 3
    assert [outcome.attempts for outcome in outcomes] == [1, 0, 0]
    assert (len(api.requests), clock.waits) == (1, [])


def test_a_pause_that_outlasts_the_run_is_waited_for_by_nobody(api: FakeApi, clock: Clock) -> None:
    url = api.play(error(429, "rate_limit_error", retry_after="7"), stream())
    outcomes = together(lambda: transport(url, clock, concurrency=1, deadline=clock() + 5), [request(), request()])
    assert [outcome.kind for outcome in outcomes] == [Kind.RATE_LIMITED, Kind.DEADLINE]
    assert outcomes[1].detail == "the API asks for a pause of 7 s, 5 s are left"
    assert (len(api.requests), clock.waits) == (1, [])


@pytest.mark.parametrize("script", ["429", "529"])
def test_a_pause_holds_for_every_request(script: str, api: FakeApi, clock: Clock) -> None:
    all_there = threading.Barrier(3)
    busy = error(int(script), "rate_limit_error" if script == "429" else "overloaded_error", retry_after="7")
    first = Answer(busy.status, busy.chunks, busy.headers, busy.framing, busy.content_type, before=all_there.wait)
    url = api.play(first, first, first, stream())
    outcomes = together(lambda: transport(url, clock, concurrency=3), [request(str(n)) for n in range(5)])
    assert {outcome.kind for outcome in outcomes} == {Kind.OK}
    times = [sent.at - 1000 for sent in api.requests]
    # One that hears of the pause after the clock was moved starts it anew; before 7 nobody may send.
    assert (times[:3], len(times), min(times[3:]) >= 7) == ([0, 0, 0], 8, True)


def test_one_request_that_meets_a_limit_pauses_those_that_wait_for_a_slot(api: FakeApi, clock: Clock) -> None:
    url = api.play(error(429, "rate_limit_error", retry_after="7"), stream())
    outcomes = together(lambda: transport(url, clock, concurrency=1), [request(str(n)) for n in range(4)])
    assert sorted(outcome.attempts for outcome in outcomes) == [1, 1, 1, 2]
    assert [sent.at - 1000 for sent in api.requests] == [0, 7, 7, 7, 7]


def test_a_fault_of_one_request_pauses_no_other(api: FakeApi, clock: Clock) -> None:
    url = api.play(error(500, "api_error", retry_after="9"), stream())
    together(lambda: transport(url, clock, concurrency=1), [request("a"), request("b")])
    assert (len(api.requests), clock.waits) == (3, [9])


def test_no_more_requests_at_a_time_than_allowed(api: FakeApi) -> None:
    may_end = threading.Event()
    whole = stream()
    url = api.play(Answer(chunks=whole.chunks, before=may_end.wait))

    async def run() -> list[Outcome]:
        sender = transport(url, concurrency=2)
        running = asyncio.gather(*(sender.complete(request(str(n))) for n in range(6)))
        while len(api.requests) < 2:
            await asyncio.sleep(0.01)
        await asyncio.sleep(0.3)  # time for a third to arrive, were it sent
        arrived.append(len(api.requests))
        may_end.set()
        try:
            return await running
        finally:
            await sender.close()

    arrived: list[int] = []
    assert {outcome.kind for outcome in asyncio.run(run())} == {Kind.OK}
    assert (arrived, len(api.requests)) == ([2], 6)


@pytest.mark.parametrize("script", ["401", "402", "403", "429-spent", "400-credit", "404"])
def test_what_would_meet_every_request_is_met_once(script: str, api: FakeApi) -> None:
    outcomes = together(lambda: transport(api.url(script), concurrency=1), [request(str(n)) for n in range(5)])
    assert len(api.requests) == 1
    assert len({outcome.kind for outcome in outcomes}) == 1
    assert sorted(outcome.attempts for outcome in outcomes) == [0, 0, 0, 0, 1]


def test_an_unknown_model_leaves_the_others(api: FakeApi) -> None:
    url = api.play(error(404, "not_found_error"), stream())
    bodies = [request(model="claude-nope"), request(), request(model="claude-nope")]
    outcomes = together(lambda: transport(url, concurrency=1), bodies)
    assert [outcome.kind for outcome in outcomes] == [Kind.NOT_FOUND, Kind.OK, Kind.NOT_FOUND]
    assert len(api.requests) == 2


@pytest.mark.parametrize(
    "message",
    [
        f"key {KEY} is wrong",
        f"Bearer {KEY[:14]} and so on",
        KEY[-9:],
        f"cannot read: {CODE}",
        "near " + json.dumps(CODE)[10:60],
        "near 'account, amount): ledger' in messages.0",
    ],
    ids=["key", "start-of-key", "end-of-key", "code", "escaped-code", "wrapped-code"],
)
def test_an_error_that_repeats_the_key_or_the_code_is_not_shown(message: str, api: FakeApi) -> None:
    for status in (400, 401, 500):
        outcome = complete(api.play(error(status, "invalid_request_error", message)))
        assert outcome.detail == f"status {status}"
    inside = event("error", error={"type": "api_error", "message": message})
    assert complete(api.play(Answer(chunks=[start(), inside]))).detail == "in the answer"


def test_an_error_is_one_short_plain_line(api: FakeApi) -> None:
    outcome = complete(api.play(error(400, "invalid_request_error", "no\n\x1b[31mred \u202e\U0001f600 " + "x" * 5000)))
    assert outcome.detail.startswith("status 400: no [31mred x")
    assert len(outcome.detail) < 220
    strange = Answer(chunks=[start(model="\x1b]8;;http://evil\x07"), *block(TEXT), *end("e\nvil", None)])
    outcome = complete(api.play(strange))
    assert (outcome.model, outcome.detail) == ("", "stopped for ''")


def test_counts_that_are_none_are_not_believed(api: FakeApi) -> None:
    usage = {"input_tokens": -5, "output_tokens": True, "cache_read_input_tokens": "many", "cache_creation": []}
    outcome = complete(api.play(Answer(chunks=[start(usage), *block(TEXT), *end()])))
    assert outcome.tokens == Tokens(output=OUTPUT_TOKENS)
    no_usage = Answer(chunks=[start({}), *block(TEXT), event("message_delta", delta={"stop_reason": "end_turn"})])
    assert complete(api.play(no_usage)).tokens == AT_MOST


def test_an_answer_without_end_is_given_up(api: FakeApi) -> None:
    piece = event("content_block_delta", index=0, delta={"type": "text_delta", "text": "x" * 1_000_000})
    outcome = complete(api.play(Answer(chunks=[start(), *[piece] * 6, *end()])))
    assert (outcome.kind, outcome.text) == (Kind.BAD_OUTPUT, "")


def test_surrogates(api: FakeApi) -> None:
    outcome = complete(api.url(), request("broken \udce9 bytes"))
    assert (outcome.kind, outcome.attempts, api.requests) == (Kind.BAD_REQUEST, 0, [])
    deltas = [
        event("content_block_delta", index=0, delta={"type": "text_delta", "text": text})
        for text in ("halves \ud83d", "\ude00 meet, alone \ud800 not")
    ]
    outcome = complete(api.play(Answer(chunks=[start(), *deltas, *end()])))
    assert outcome.text == "halves \U0001f600 meet, alone \ufffd not"


@pytest.mark.parametrize(
    "extra", [{"temperature": 0}, {"tools": []}, {"stream": False}, {"metadata": {"user_id": "x"}}]
)
def test_what_is_never_sent_is_not_sent(extra: dict[str, Any], api: FakeApi) -> None:
    outcome = complete(api.url(), request(**extra))
    assert (outcome.kind, outcome.attempts, api.requests) == (Kind.BAD_REQUEST, 0, [])


def test_a_body_that_is_no_json_is_not_sent(api: FakeApi) -> None:
    for system in (float("nan"), object(), {1, 2}):
        assert complete(api.url(), request(system=system)).kind is Kind.BAD_REQUEST
    assert api.requests == []


def test_an_interruption_gets_out_at_once(api: FakeApi, capfd: pytest.CaptureFixture[str]) -> None:
    async def run() -> None:
        sender = transport(api.url("pings"))
        running = asyncio.create_task(sender.complete(request()))
        while not api.requests:
            await asyncio.sleep(0.01)
        running.cancel()
        with pytest.raises(asyncio.CancelledError):
            await running
        await sender.close()

    asyncio.run(run())
    assert capfd.readouterr() == ("", "")


def test_a_stream_that_broke_off_is_sent_again_when_the_budget_allows(api: FakeApi) -> None:
    async def run() -> Outcome:
        sender = transport(api.url("cut-once"))
        try:
            return await Metered(sender, budget).complete(request())
        finally:
            await sender.close()

    budget = Budget(max_tokens=10_000)
    outcome = asyncio.run(run())
    assert (outcome.kind, outcome.attempts, len(api.requests)) == (Kind.OK, 2, 2)
    assert budget.spent.output_tokens == 1000 + OUTPUT_TOKENS


def test_waits_are_told(api: FakeApi) -> None:
    lines: list[str] = []
    complete(api.url("429-twice"), say=lines.append)
    assert lines == ["rate limited: trying again in 1 s"] * 2
