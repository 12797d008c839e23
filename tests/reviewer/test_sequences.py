"""Whatever answers come, in whatever order: nothing is overspent, nothing is lost, nothing unread is shown."""

from __future__ import annotations

import asyncio
import json
import re
from pathlib import Path
from typing import Any

import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backend_review.catalog import Catalog
from backend_review.reviewer.asking import Asker
from backend_review.reviewer.budget import Budget, Prices
from backend_review.reviewer.cache import AnswerCache
from backend_review.reviewer.outcome import Kind, Outcome, Tokens
from backend_review.reviewer.prompt import Writer
from backend_review.reviewer.result import ModelReview
from backend_review.reviewer.run import Pass
from backend_review.reviewer.settings import Settings
from reviewer import model, requests

CODE = {f"p{number}/a.py": f"def f(x):\n    y = x + {number}\n    return y\n" for number in range(4)}
FINDINGS = (requests.finding("p0/a.py", 2),)
HOSTILE = "\x1b[31m<img src=x> ![a](https://evil.example) @all \u202e"


class Scripted:
    """A transport that ends each request as it is told; the last way holds for all further ones."""

    def __init__(self, ways: list[tuple[str, Tokens]]) -> None:
        self.ways = ways
        self.asked = 0

    async def complete(self, body: dict[str, Any]) -> Outcome:
        way, tokens = self.ways[min(self.asked, len(self.ways) - 1)]
        # No API counts more than it was allowed to write.
        tokens = msgspec.structs.replace(tokens, output=min(tokens.output, body["max_tokens"]))
        self.asked += 1
        await asyncio.sleep(0)
        if way not in Kind.__members__:
            return Outcome(Kind.OK, text=self.text(way, body), tokens=tokens, model=body["model"])
        return Outcome(Kind[way], detail="said so", tokens=tokens, text="half an ans")

    @staticmethod
    def text(way: str, body: dict[str, Any]) -> str:
        if way == "nonsense":
            return "nonsense " + HOSTILE
        if way == "wrong receipt":
            return json.dumps({"receipt": "0", "coverage": [], "comments": [], "instructions_seen": []})
        kind = model.kind_of(body)
        if kind == "review":
            comments = [
                model.comment(
                    "    return y", unit_id=unit, title=HOSTILE, body=HOSTILE + "It is wrong.", replacement=HOSTILE
                )
                for unit in model.units_of(body)
            ]
            if way == "many":
                comments = [{**item, "category": "data"} for item in comments] * 30 + comments
            said = model.review(body, *comments)
        elif kind == "refute":
            said = model.verdicts(body, "refuted" if way == "many" else "stands", "    return y")
        else:
            said = model.summary(body, does=HOSTILE + "Something.")
        assert isinstance(said, tuple)
        return said[0]


def run(ways: list[tuple[str, Tokens]], cap: float, folder: Path) -> tuple[ModelReview, Scripted]:
    work = requests.job(CODE, findings=FINDINGS, catalog=Catalog({}))
    own = Settings(max_usd=cap)
    made = Pass(work, own, Writer(own.model, own.effort, requests.KEY))
    script = Scripted(ways)
    budget = Budget(cap, own.max_tokens, own.max_requests, Prices.load().of(own.model))
    review = asyncio.run(made.run(Asker(lambda: script, AnswerCache(folder, refresh=True), budget)))
    assert work.findings == FINDINGS
    return review, script


TOKENS = st.builds(Tokens, st.integers(0, 5_000), st.integers(0, 16_000))
WAYS = st.sampled_from(
    ["fine", "many", "nonsense", "wrong receipt", *(kind.name for kind in Kind if kind is not Kind.OK)]
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ways=st.lists(st.tuples(WAYS, TOKENS), min_size=1, max_size=12), cap=st.sampled_from([0.001, 0.3, 0.6, 5.0]))
def test_any_sequence_of_endings(ways: list[tuple[str, Tokens]], cap: float, tmp_path: Path) -> None:
    review, _ = run(ways, cap, tmp_path)
    assert review.usage.usd <= cap
    missing = {gap.path for gap in review.not_reviewed}
    assert review.status in {"complete", "partial", "failed"}
    assert (review.status == "complete") == (not missing)
    if review.status == "failed":
        assert missing == set(CODE)
        assert not review.comments
    texts = [
        text for item in [*review.comments, *review.notes] for text in (item.title, item.body, item.suggestion or "")
    ]
    texts += [gap.reason for gap in review.not_reviewed] + review.warnings
    if review.summary is not None:
        texts += [review.summary.does, review.summary.matters, review.summary.before_merge]
    for text in texts:
        assert "half an ans" not in text
        assert "nonsense" not in text
        for part in ("\x1b", "https://evil", "\u202e"):
            assert part not in text
        assert "<img" not in re.sub(r"`[^`]*`", "", text)
    assert len(review.comments) <= 15
    assert all(item.span.path in CODE for item in review.comments)


def test_a_wrong_key_ends_the_pass_at_once(tmp_path: Path) -> None:
    review, script = run([("AUTH", Tokens())], 5.0, tmp_path)
    assert script.asked == 1
    assert review.status == "failed"
    assert {gap.path for gap in review.not_reviewed} == set(CODE)


def test_a_useless_answer_is_asked_for_once_more(tmp_path: Path) -> None:
    review, _ = run([("nonsense", Tokens(10, 10)), ("fine", Tokens(10, 10))], 5.0, tmp_path)
    assert review.status == "complete"
    assert len(review.comments) == 4


def test_a_truncated_answer_is_asked_for_in_halves(tmp_path: Path) -> None:
    review, _ = run([("TRUNCATED", Tokens(10, 10)), ("fine", Tokens(10, 10))], 5.0, tmp_path)
    assert review.status == "complete"
    review, _ = run([("TRUNCATED", Tokens(10, 10))], 5.0, tmp_path)
    assert review.status == "failed"


def test_a_finding_gets_one_note_however_much_is_said_of_it(tmp_path: Path) -> None:
    finding = msgspec.structs.replace(FINDINGS[0], topic="data")
    work = requests.job({"p0/a.py": CODE["p0/a.py"]}, findings=(finding,), catalog=Catalog({}))
    made = Pass(work, Settings(), Writer("claude-sonnet-5-5", "medium", requests.KEY))

    class Talking(Scripted):
        @staticmethod
        def text(way: str, body: dict[str, Any]) -> str:
            if model.kind_of(body) != "review":
                return Scripted.text(way, body)
            told = [
                model.comment(text, line=number, category=category, severity=severity)
                for number, text in enumerate(CODE["p0/a.py"].rstrip().split("\n"), 1)
                for category, severity in (("data", "medium"), ("concurrency", "critical"))
            ]
            said = model.review(body, *told)
            assert isinstance(said, tuple)
            return said[0]

    budget = Budget(5.0, None, None, Prices.load().of("claude-sonnet-5-5"))
    review = asyncio.run(made.run(Asker(lambda: Talking([("fine", Tokens())]), AnswerCache(tmp_path), budget)))
    assert not review.comments
    assert [(note.finding, note.severity) for note in review.notes] == [(finding.fingerprint, "critical")]
    assert review.hidden["more than are shown"] == 5


def test_what_failed_before_it_began_is_not_whole() -> None:
    assert not ModelReview(status="failed").whole
    assert not ModelReview(status="partial").whole
    assert ModelReview(status="complete").whole
