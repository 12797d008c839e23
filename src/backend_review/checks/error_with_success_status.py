"""An answer that says in its body that something failed, and by its status that all went well."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from backend_review.backend import Backend
from backend_review.checks._model import place_match, status_sent, step, title, way
from backend_review.finding import Audience, Confidence, Match
from backend_review.model.answers import Answer
from backend_review.model.answers.data import ON_ERROR
from backend_review.model.answers.shapes import keys_of, plain, tells_failure, written_at
from backend_review.model.routes import FoundRoute, Place, Router

# Where a failure is what was asked for, or where the caller wants 200 whatever happened: other people's webhooks,
# protocols over HTTP, reports on the health of something.
_OTHER_RULES = re.compile(
    r"(?i)web_?-?hooks?|callback|graphi?ql|rpc|/mcp\b|health|ready|live|ping|status|check|test|valid|batch|bulk"
)


# How many failures an application must answer with 200, for each that it gives a status, to do so on purpose.
_FEWEST = 5
_SHARE = 2


def judge(backend: Backend) -> Iterator[Match]:
    """A match for each answer with a 2xx status whose body tells of a failure."""
    seen: set[Place] = set()
    envelopes: dict[int, str] = {}
    for found in backend.routes:
        if found.route.kind != "http" or _OTHER_RULES.search(found.path):
            continue
        for answer in backend.answers_of(found):
            code = status_sent(found, answer)
            told = tells_failure(answer) if code is not None and 200 <= code < 300 and not answer.error else ""
            if told and not answer.written.startswith("{") and answer.status is None:
                answer = replace(answer, place=written_at(answer.body) or answer.place)
            if not told or answer.place in seen:
                continue
            seen.add(answer.place)
            if id(found.app) not in envelopes:
                envelopes[id(found.app)] = _envelope(backend, found.app)
            agreed = Audience.PEDANTIC if plain(told) == envelopes[id(found.app)] else None
            yield _match(found, answer, told, code or 200, agreed)


def _envelope(backend: Backend, app: Router) -> str:
    """The key by which all answers of an application, with 200 by its convention, say whether it went well; "" for none."""
    failures: Counter[str] = Counter()
    successes: set[str] = set()
    refused = 0
    for found in backend.routes:
        if found.app is not app or found.route.kind != "http":
            continue
        for answer in backend.answers_of(found):
            code = status_sent(found, answer)
            told = tells_failure(answer) if code is not None and code < 300 and not answer.error else ""
            if told:
                failures[plain(told)] += 1
            elif answer.error or (code is not None and code >= 400):
                refused += 1
            else:
                successes.update(plain(key) for key in keys_of(answer) or ())
    key, often = failures.most_common(1)[0] if failures else ("", 0)
    return key if key in successes and often >= max(_FEWEST, refused * _SHARE) else ""


def _match(found: FoundRoute, answer: Answer, told: str, code: int, audience: Audience | None) -> Match:
    when = " when something was raised" if answer.condition == ON_ERROR else ""
    if answer.condition and not when:
        when = f" when `{answer.condition}`" if not answer.condition.startswith("otherwise") else ""
    return place_match(
        "error-with-success-status",
        answer.place,
        f"`{title(found)}` answers {code} with a body whose `{told}` says that it failed{when}: clients, retries and "
        f"monitoring that go by the status take it for a success. Answer with the 4xx or 5xx status that fits.",
        trace=(
            *way(found),
            *(step(call.place, f"calls {call.name}") for call in answer.chain),
            step(answer.place, f"answers {code} with `{told}`"),
        ),
        confidence=Confidence.MEDIUM if answer.chain else None,
        audience=audience,
    )
