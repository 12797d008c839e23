"""A model that does what a test says, behind the stand-in for the API."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from reviewer.fake_api import Answer, FakeApi, error, stream

Body = dict[str, Any]
_ERRORS = {
    400: "invalid_request_error", 401: "authentication_error", 404: "not_found_error", 413: "request_too_large",
    529: "overloaded_error",
}  # fmt: skip
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

    def __init__(self, api: FakeApi) -> None:
        self._api = api
        self.url = api.url("ok")

    @property
    def bodies(self) -> list[Body]:
        return [request.body for request in self._api.requests]

    @property
    def headers(self) -> list[dict[str, str]]:
        return [request.headers for request in self._api.requests]

    @property
    def kinds(self) -> list[str]:
        return [kind_of(body) for body in self.bodies]


@contextmanager
def running(answer: Callable[[Body], Said]) -> Iterator[Model]:
    """Serve a model on a free port of this machine."""

    def respond(body: Body) -> Answer:
        said = answer(body)
        return error(said, _ERRORS[said]) if isinstance(said, int) else stream(*said, model=str(body["model"]))

    with FakeApi(respond) as api:
        yield Model(api)
