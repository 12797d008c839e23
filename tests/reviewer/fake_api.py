"""A stand-in for the API on this machine: answers by a script, which the path names, and records what was sent.

    with FakeApi() as api:
        transport = ApiTransport(KEY, api.url("overloaded-once"), ...)
        ...
        api.requests[0].body

A script is a list of answers, one a request; the last is given to all further requests. The shapes of errors follow the
types and examples of the API's documentation, not recorded traffic.
"""

from __future__ import annotations

import json
import socket
import struct
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

MODEL = "claude-sonnet-5-5"
TEXT = json.dumps({"receipt": "R-1", "coverage": [], "comments": [], "instructions_seen": []})
USAGE = {"input_tokens": 100, "output_tokens": 1, "cache_creation_input_tokens": 20, "cache_read_input_tokens": 900}
OUTPUT_TOKENS = 50  # of every answer that ends


@dataclass(frozen=True)
class Answer:
    """One response. ``end`` is how it ends after its last chunk: "", "cut", "reset", "hang" or "pings" for ever."""

    status: int = 200
    chunks: Sequence[bytes] = ()
    headers: dict[str, str] = field(default_factory=dict)
    framing: str = "close"  # or "length", "chunked", "short" (a length that is not reached)
    content_type: str = "text/event-stream"
    end: str = ""
    before: Callable[[], object] = lambda: None  # runs before anything is sent


@dataclass(frozen=True)
class Request:
    """What arrived."""

    script: str
    method: str
    path: str
    headers: dict[str, str]  # names in lower case
    raw: bytes
    at: float

    @property
    def body(self) -> Any:
        return json.loads(self.raw)


def event(name: str, **fields: Any) -> bytes:
    """One event of a stream."""
    return f"event: {name}\ndata: {json.dumps({'type': name, **fields})}\n\n".encode()


def start(usage: dict[str, Any] | None = None, model: str = MODEL) -> bytes:
    """The event a stream begins with."""
    return event(
        "message_start",
        message={
            "id": "msg_fake",
            "type": "message",
            "role": "assistant",
            "model": model,
            "content": [],
            "stop_reason": None,
            "stop_sequence": None,
            "usage": USAGE if usage is None else usage,
        },
    )


def block(text: str, index: int = 0, size: int = 16) -> list[bytes]:
    """A block of text in pieces."""
    pieces = [text[at : at + size] for at in range(0, len(text), size)]
    return [
        event("content_block_start", index=index, content_block={"type": "text", "text": ""}),
        event("ping"),
        *(event("content_block_delta", index=index, delta={"type": "text_delta", "text": piece}) for piece in pieces),
        event("content_block_stop", index=index),
    ]


def end(stop: str | None = "end_turn", details: dict[str, Any] | None = None) -> list[bytes]:
    """The events a stream ends with."""
    delta = {"stop_reason": stop, "stop_sequence": None, "stop_details": details}
    return [event("message_delta", delta=delta, usage={"output_tokens": OUTPUT_TOKENS}), event("message_stop")]


def stream(
    text: str = TEXT, stop: str = "end_turn", details: dict[str, Any] | None = None, model: str = MODEL, **more: Any
) -> Answer:
    """A whole stream."""
    return Answer(chunks=[start(model=model), *block(text), *end(stop, details)], **more)


def error(status: int, kind: str, message: str = "made up", code: str = "", **headers: str) -> Answer:
    """An error status. Headers are given with underscores."""
    inner = {"type": kind, "message": message, **({"details": {"error_code": code}} if code else {})}
    return whole(
        json.dumps({"type": "error", "error": inner}),
        status,
        headers={k.replace("_", "-"): v for k, v in headers.items()},
    )


def whole(content: str, status: int = 200, content_type: str = "application/json", **more: Any) -> Answer:
    """A response that is no stream."""
    return Answer(status, [content.encode()], framing="length", content_type=content_type, **more)


_BEGUN = [start(), *block(TEXT)[:4]]
_BROKEN = event("error", error={"type": "overloaded_error", "message": "Overloaded"})
_REFUSAL = {"type": "refusal", "category": "cyber", "explanation": "made up"}

SCRIPTS: dict[str, list[Answer]] = {
    "ok": [stream()],
    "ok-chunked": [stream(framing="chunked")],
    # the API is busy
    "429-twice": [error(429, "rate_limit_error", retry_after="1")] * 2 + [stream()],
    "429-ms": [error(429, "rate_limit_error", retry_after_ms="250", retry_after="30"), stream()],
    "429-always": [error(429, "rate_limit_error", retry_after="1")],
    "429-long": [error(429, "rate_limit_error", retry_after="600")],
    "429-no-retry": [error(429, "rate_limit_error", retry_after="1", x_should_retry="false")],
    "429-spent": [error(429, "rate_limit_error", "spend limit", "enforced_spend_limit_reached", retry_after="1")],
    "429-contract": [error(429, "rate_limit_error", "spend limit", "contract_spend_limit_reached")],
    "429-ramp": [error(429, "rate_limit_error", "too fast", "ramp_limit_exceeded", retry_after="2"), stream()],
    "429-nonsense": [error(429, "rate_limit_error", retry_after="nan"), error(429, "x", retry_after="-5"), stream()],
    "529-once": [error(529, "overloaded_error", "Overloaded"), stream()],
    "529-always": [error(529, "overloaded_error", "Overloaded")],
    "500-always": [error(500, "api_error", "Internal server error")],
    "503-html": [whole("<html><h1>upstream down</h1></html>", 503, "text/html")],
    "503-long": [error(503, "api_error", retry_after="600")],
    "504-always": [error(504, "timeout_error")],
    "408-always": [error(408, "invalid_request_error")],
    "409-once": [error(409, "invalid_request_error"), stream()],
    # the request is at fault
    "400": [error(400, "invalid_request_error", "temperature: Extra inputs are not permitted")],
    "400-long": [error(400, "invalid_request_error", "prompt is too long: 1200000 tokens > 1000000 maximum")],
    "400-credit": [error(400, "invalid_request_error", "Your credit balance is too low to access the API")],
    "401": [error(401, "authentication_error", "invalid bearer token")],
    "402": [error(402, "billing_error")],
    "403": [error(403, "permission_error")],
    "404": [error(404, "not_found_error", "model: claude-nope")],
    "413": [error(413, "request_too_large")],
    "422": [error(422, "invalid_request_error")],
    # no answer of the API
    "bad-json": [whole('{"id": "msg_1", "content": [')],
    "html": [whole("<html>login</html>", content_type="text/html")],
    "other-object": [whole('{"hello": 1}')],
    "list": [whole("[]")],
    "empty": [whole("")],
    "not-a-stream": [whole(json.dumps({"type": "message", "content": [{"type": "text", "text": TEXT}]}))],
    "short": [Answer(chunks=[start()[:40]], framing="short", end="cut")],
    "event-list": [Answer(chunks=[b"event: message_start\ndata: []\n\n"])],
    "event-no-message": [Answer(chunks=[event("message_start")])],
    "event-bad-json": [Answer(chunks=[*_BEGUN, b'event: content_block_delta\ndata: {"type": "content_\n\n'])],
    "event-deep": [Answer(chunks=[start(), b"event: content_block_start\ndata: " + b"[" * 100_000 + b"\n\n"])],
    "event-number-as-text": [
        Answer(chunks=[start(), event("content_block_delta", index=0, delta={"type": "text_delta", "text": 5})])
    ],
    "no-text": [Answer(chunks=[start(), *end()])],
    # what the model does
    "truncated": [stream(TEXT[:20], "max_tokens")],
    "context-exceeded": [stream('{"comments": [', "model_context_window_exceeded")],
    "other-schema": [stream('{"comments": [{"severity": "catastrophic"}]}')],
    "fenced": [stream(f"```json\n{TEXT}\n```")],
    "refused": [Answer(chunks=[start(), *end("refusal", _REFUSAL)])],
    "refused-midway": [stream('{"comments": [{"quote": "pa', "refusal", _REFUSAL)],
    "refused-in-details": [stream(TEXT, "some_future_reason", _REFUSAL)],
    "new-stop": [stream(TEXT, "some_future_reason")],
    "new-stop-partial": [stream(TEXT[:30], "some_future_reason")],
    "tool": [stream(TEXT, "tool_use")],
    "paused": [stream(TEXT, "pause_turn")],
    "two-texts": [Answer(chunks=[start(), *block(TEXT[:30]), *block(TEXT[30:], 1), *end()])],
    "new-block": [
        Answer(
            chunks=[
                start(),
                event("content_block_start", index=0, content_block={"type": "some_future_block", "x": 1}),
                event("content_block_delta", index=0, delta={"type": "some_future_delta", "text": "no text"}),
                event("content_block_delta", index=0, delta={"type": "thinking_delta", "thinking": "not shown"}),
                event("content_block_stop", index=0),
                event("some_future_event", x=1),
                *block(TEXT, 1),
                *end(),
            ]
        )
    ],
    # the connection
    "hang": [Answer(end="hang")],
    "hang-midway": [Answer(chunks=_BEGUN, end="hang")],
    "pings": [Answer(chunks=[start()], end="pings")],
    "hang-after-stop": [Answer(chunks=stream().chunks, end="hang")],
    "cut": [Answer(chunks=_BEGUN)],
    "cut-chunked": [Answer(chunks=_BEGUN, framing="chunked", end="cut")],
    "cut-no-stop": [Answer(chunks=[start(), *block(TEXT), *end(None)])],
    "cut-once": [Answer(chunks=_BEGUN), stream()],
    "reset": [Answer(end="reset")],
    "error-midway": [Answer(chunks=[*_BEGUN, _BROKEN])],
    "error-at-once": [
        Answer(chunks=[_BROKEN]),
        stream(),
    ],
    "error-limit-midway": [Answer(chunks=[*_BEGUN, event("error", error={"type": "rate_limit_error"})])],
    "error-unknown-midway": [Answer(chunks=[*_BEGUN, event("error", error={"type": "some_future_error"})])],
    "error-no-json": [Answer(chunks=[*_BEGUN, b"event: error\ndata: oops\n\n"])],
}  # fmt: skip


class FakeApi:
    """The server, on a port of its own while it is entered. ``answer`` makes the answers of "ok" from the requests."""

    def __init__(
        self, answer: Callable[[dict[str, Any]], Answer] | None = None, clock: Callable[[], float] = lambda: 0.0
    ) -> None:
        self.requests: list[Request] = []
        self.answer, self.clock = answer, clock
        self.closing = threading.Event()
        self._scripts = dict(SCRIPTS)
        self._lock = threading.Lock()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), type("Bound", (_Handler,), {"api": self}))
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def url(self, script: str = "ok") -> str:
        """The base URL whose requests are answered by a script."""
        assert script in self._scripts
        return f"{self.origin}/{script}"

    def play(self, *answers: Answer) -> str:
        """The base URL of a script that is made up here."""
        name = f"script-{len(self._scripts)}"
        self._scripts[name] = list(answers)
        return self.url(name)

    def next(self, request: Request) -> Answer:
        """Record a request and choose its answer."""
        with self._lock:
            self.requests.append(request)
            nth = sum(earlier.script == request.script for earlier in self.requests)
        answers = self._scripts.get(request.script) or [error(404, "not_found_error", "no such script")]
        if request.script == "ok" and self.answer is not None:
            return self.answer(request.body)
        return answers[min(nth, len(answers)) - 1]

    def __enter__(self) -> FakeApi:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.closing.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class _Handler(BaseHTTPRequestHandler):
    api: FakeApi
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:
        pass

    def do_POST(self) -> None:
        script, _, path = self.path.lstrip("/").partition("/")
        self._answer(script, f"/{path}", self.rfile.read(int(self.headers.get("content-length") or 0)))

    do_GET = do_POST  # noqa: N815

    def do_CONNECT(self) -> None:
        """As a proxy: records where the client wants to go, and does not let it."""
        self.api.next(Request("", "CONNECT", self.path, {}, b"", self.api.clock()))
        self.send_error(403)

    def _answer(self, script: str, path: str, raw: bytes) -> None:
        headers = {name.lower(): value for name, value in self.headers.items()}
        answer = self.api.next(Request(script, self.command, path, headers, raw, self.api.clock()))
        try:
            answer.before()
            self._send(answer)
        except OSError:  # the client went away
            self.close_connection = True

    def _send(self, answer: Answer) -> None:
        if answer.end == "reset":
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.close_connection = True
            self.connection.close()
            return
        if not answer.chunks and answer.end == "hang":
            self.api.closing.wait()
            return
        self.send_response(answer.status)
        framing = {
            "length": ("content-length", str(sum(map(len, answer.chunks)))),
            "short": ("content-length", "5000"),
            "chunked": ("transfer-encoding", "chunked"),
            "close": ("connection", "close"),
        }[answer.framing]
        named = {"content-type": answer.content_type, "request-id": "req_fake", **dict([framing]), **answer.headers}
        for name, value in named.items():
            self.send_header(name, value)
        self.end_headers()
        for chunk in self._chunks(answer):
            self.wfile.write(b"%x\r\n%s\r\n" % (len(chunk), chunk) if answer.framing == "chunked" else chunk)
            self.wfile.flush()
        if answer.framing == "chunked" and not answer.end:
            self.wfile.write(b"0\r\n\r\n")
        if answer.end == "hang":
            self.api.closing.wait()
        if answer.framing in {"close", "short"} or answer.end:
            self.close_connection = True

    def _chunks(self, answer: Answer) -> Iterator[bytes]:
        yield from answer.chunks
        while answer.end == "pings" and not self.api.closing.wait(0.01):
            yield event("ping")
