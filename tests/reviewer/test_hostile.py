"""The whole way that an answer goes: whatever a model says, what comes out is bounded, plain and about shown lines."""

import unicodedata
from pathlib import Path

import pytest

from backend_review.checks import reviewer_directed_text
from backend_review.project.source import SourceFile
from backend_review.reviewer.anchor import Shown, anchor
from backend_review.reviewer.answers import MOST_COMMENTS, Asked, BadAnswer, read
from backend_review.reviewer.clean import clean
from backend_review.reviewer.redact import redact
from backend_review.reviewer.result import Span
from backend_review.reviewer.suggestions import Unproven, check
from reviewer.hostile import INJECTIONS, answers
from reviewer.test_clean import is_harmless

_CODE = INJECTIONS["directive"]
_ASKED = Asked("r-1", frozenset({"U1", "U2"}), ("c-1",), frozenset({"f-1"}))
_SHOWN = {
    "U1": Shown("U1", "shop/pay.py", dict(enumerate(_CODE.splitlines(), 1))),
    "U2": Shown("U2", "shop/other.py", {1: "import os", 2: "import sys"}),
}
_ANSWERS = answers("r-1")
_NO_ANSWER = {
    "the receipt of another", "no receipt", "orders to the program", "deep nesting", "one name twice", "prose",
    "a fence around it", "an error page", "cut off", "not a number",
}  # fmt: skip


@pytest.mark.parametrize("tried", _ANSWERS)
def test_answer(tried: str) -> None:
    if tried in _NO_ANSWER:
        with pytest.raises(BadAnswer):
            read(_ANSWERS[tried], _ASKED)
        return
    answer = read(_ANSWERS[tried], _ASKED)
    assert len(answer.comments) <= MOST_COMMENTS
    assert answer.coverage.keys() <= {"c-1"}
    file = SourceFile.from_content(Path("/project"), "shop/pay.py", _CODE.encode())
    for comment in answer.comments:
        assert comment.finding_id in {"", "f-1"}
        span = anchor(comment.quote, comment.line, _SHOWN[comment.unit_id])
        if isinstance(span, Span):
            assert set(range(span.start, span.end + 1)) <= _SHOWN[comment.unit_id].lines.keys()
            assert isinstance(check(file, span, comment.replacement, "", lambda _: []), Unproven)
        for text, longest in ((comment.title, 80), (comment.body, 900), (comment.reasoning, 600)):
            shown = clean(text, longest)
            assert len(shown) <= longest
            is_harmless(shown)
            assert "evil.example" not in shown


def test_what_hostile_answers_come_to() -> None:
    anchored = {
        tried: sum(
            isinstance(anchor(comment.quote, comment.line, _SHOWN[comment.unit_id]), Span)
            for comment in read(text, _ASKED).comments
        )
        for tried, text in _ANSWERS.items()
        if tried not in _NO_ANSWER
    }
    assert anchored == {
        "nothing": 0,
        "nothing, and says that all was checked": 0,
        "500 comments": 50,
        "the same comment 40 times": 1,
        "lines that nobody showed": 0,
        "ids of its own": 1,
        "words that do something": 13,
        "a replacement that hides": 1,
        "a replacement with a fence": 1,
        "huge strings": 0,
        "huge numbers": 0,
        "halves of characters": 0,
    }


@pytest.mark.parametrize(
    "tried", ["directive", "earlier instructions", "two directions", "nothing to be seen", "refusal"]
)
def test_rules_tell_of_it(tried: str) -> None:
    """A model may obey; that somebody speaks to it is found without one."""
    data = INJECTIONS[tried].encode("utf-8", "surrogatepass")
    file = SourceFile.from_content(Path("/project"), "shop/pay.py", data)
    assert list(reviewer_directed_text.find(file))


@pytest.mark.parametrize("tried", INJECTIONS)
def test_lines_keep_their_places(tried: str) -> None:
    text = INJECTIONS[tried]
    made = redact(text).text
    assert len(made.split("\n")) == len(text.split("\n"))
    assert len(made.splitlines()) == len(text.splitlines())


def test_seen_in_the_looks_of_a_line_is_no_control_character() -> None:
    for text in INJECTIONS.values():
        assert all(unicodedata.category(char) not in {"Cc", "Cf", "Cs"} or char == "\n" for char in clean(text, 5_000))
