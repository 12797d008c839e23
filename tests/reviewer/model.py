"""A model that lives in this process and does what a test says: on a socket of its own, in the API's own words."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Body = dict[str, Any]
# What a model answers: its text and the reason why it stopped, or an HTTP status.
Said = tuple[str, str] | int


def kind_of(body: Body) -> str:
    """Which of the three requests it is: review, refute or summary."""
    system = body["system"][0]["text"]
    return {"You rev": "review", "You che": "refute", "You wri": "summary"}[system[:7]]


def text_of(body: Body) -> str:
    return "\n\n".join(block["text"] for block in body["messages"][0]["content"])


def receipt_of(body: Body) -> str:
    return re.findall(r"^Receipt: (\w+)$", text_of(body), re.MULTILINE)[-1]


def units_of(body: Body) -> list[str]:
    return re.findall(r'<code-\w+ unit="(\w+)"', text_of(body))


def checklist_of(body: Body) -> list[str]:
    part = text_of(body).partition("Checklist (")[2].partition("Findings of the rules")[0]
    return re.findall(r"^- ([a-z][\w-]+): ", part, re.MULTILINE)


def lines_of(body: Body) -> dict[int, str]:
    return {int(number): line for number, line in re.findall(r"^[+ ] +(\d+) \| (.*)$", text_of(body), re.MULTILINE)}


def comment(quote: str, **other: Any) -> dict[str, Any]:
    """A comment on some lines; what a test is about replaces the rest."""
    return {
        "unit_id": "U1", "quote": quote, "line": 0, "evidence": [], "reasoning": "Both read before either writes.",
        "checklist_id": "", "finding_id": "", "category": "concurrency", "severity": "high", "confidence": "certain",
        "title": "Two callers lose an update", "body": "When two requests meet, one is lost. Lock the row first.",
        "replacement": "", **other,
    }  # fmt: skip


def review(body: Body, *comments: dict[str, Any], **other: Any) -> Said:
    """A whole answer to the first kind of request."""
    coverage = [{"checklist_id": name, "status": "cannot_tell"} for name in checklist_of(body)]
    answer = {"receipt": receipt_of(body), "coverage": coverage, "comments": list(comments), "instructions_seen": []}
    return json.dumps({**answer, **other}), "end_turn"


def verdicts(body: Body, verdict: str = "stands", quote: str = "") -> Said:
    """The same verdict for each comment."""
    names = re.findall(r"^Comment (C\d+), about unit (\w+)", text_of(body), re.MULTILINE)
    rows = [{"comment_id": name, "verdict": verdict, "unit_id": unit, "quote": quote} for name, unit in names]
    return json.dumps({"receipt": receipt_of(body), "verdicts": rows}), "end_turn"


def summary(body: Body, **other: Any) -> Said:
    answer = {
        "receipt": receipt_of(body), "does": "It withdraws money.", "matters": "Updates can be lost.",
        "before_merge": "Lock the row.", "groups": [],
    }  # fmt: skip
    return json.dumps({**answer, **other}), "end_turn"


def usual(quote: str = "", **other: Any) -> Callable[[Body], Said]:
    """A model that makes one comment (none without a quote), holds it, and sums up."""

    def answer(body: Body) -> Said:
        kind = kind_of(body)
        if kind == "review":
            return review(body, *([comment(quote, unit_id=units_of(body)[0], **other)] if quote else []))
        return verdicts(body) if kind == "refute" else summary(body)

    return answer


class Model:
    """What was asked of a running model, and where it is asked."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.bodies: list[Body] = []
        self.headers: list[dict[str, str]] = []

    @property
    def kinds(self) -> list[str]:
        return [kind_of(body) for body in self.bodies]


@contextmanager
def running(answer: Callable[[Body], Said]) -> Iterator[Model]:
    """Serve a model on a free port of this machine."""

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["content-length"])))
            model.bodies.append(body)
            model.headers.append({key.lower(): value for key, value in self.headers.items()})
            said = answer(body)
            if isinstance(said, int):
                data = json.dumps({"type": "error", "error": {"type": "api_error", "message": "no"}}).encode()
                self.send_response(said)
                self.send_header("content-type", "application/json")
                self.send_header("content-length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)
                return
            self.send_response(200)
            self.send_header("content-type", "text/event-stream")
            self.send_header("connection", "close")
            self.end_headers()
            for name, event in _events(str(body["model"]), *said):
                self.wfile.write(f"event: {name}\ndata: {json.dumps(event)}\n\n".encode())
            self.close_connection = True

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    model = Model(f"http://127.0.0.1:{server.server_address[1]}")
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield model
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _events(model: str, text: str, stop: str) -> Iterator[tuple[str, dict[str, Any]]]:
    usage = {"input_tokens": 1000, "output_tokens": 1, "cache_creation_input_tokens": 0, "cache_read_input_tokens": 0}
    message = {
        "id": "msg_1", "type": "message", "role": "assistant", "model": model, "content": [], "stop_reason": None,
        "stop_sequence": None, "usage": usage,
    }  # fmt: skip
    yield "message_start", {"type": "message_start", "message": message}
    block = {"type": "text", "text": ""}
    yield "content_block_start", {"type": "content_block_start", "index": 0, "content_block": block}
    delta = {"type": "text_delta", "text": text}
    yield "content_block_delta", {"type": "content_block_delta", "index": 0, "delta": delta}
    yield "content_block_stop", {"type": "content_block_stop", "index": 0}
    end = {"stop_reason": stop, "stop_sequence": None}
    yield "message_delta", {"type": "message_delta", "delta": end, "usage": {"output_tokens": 300}}
    yield "message_stop", {"type": "message_stop"}
