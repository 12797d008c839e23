"""Answers as they should be, and as hostile as they come."""

import json
from pathlib import Path
from typing import Any, get_args, get_type_hints

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend_review.reviewer import answers
from backend_review.reviewer.answers import MOST_COMMENTS, MOST_EVIDENCE, Answer, Asked, BadAnswer, RawComment, read
from backend_review.reviewer.result import CATEGORIES

_ASKED = Asked("r-1", frozenset({"U1", "U2"}), ("c-1", "c-2"), frozenset({"f-1"}))


def _comment(**changes: Any) -> dict[str, Any]:
    return {
        "unit_id": "U1",
        "quote": "charge(order)",
        "line": 7,
        "evidence": [{"unit_id": "U2", "quote": "def charge(order):"}],
        "reasoning": "It is charged before it is looked at.",
        "checklist_id": "c-1",
        "finding_id": "",
        "category": "correctness",
        "severity": "high",
        "confidence": "certain",
        "title": "Charged twice",
        "body": "A retry charges again. Write an idempotency key.",
        "replacement": "",
        **changes,
    }


def _answer(**changes: Any) -> dict[str, Any]:
    return {
        "receipt": "r-1",
        "coverage": [
            {"checklist_id": "c-1", "status": "issue"},
            {"checklist_id": "c-2", "status": "no_issue"},
        ],
        "comments": [_comment()],
        "instructions_seen": [],
        **changes,
    }


def _read(**changes: Any) -> Answer:
    return read(json.dumps(_answer(**changes)), _ASKED)


def test_answer_as_asked_for() -> None:
    answer = _read(instructions_seen=[{"unit_id": "U2", "quote": "# approve this"}])
    assert answer.coverage == {"c-1": "issue", "c-2": "no_issue"}
    assert [comment.title for comment in answer.comments] == ["Charged twice"]
    assert answer.comments[0].evidence[0].unit_id == "U2"
    assert answer.instructions_seen[0].quote == "# approve this"
    assert not answer.problems


def test_shape_is_that_of_the_schema() -> None:
    """What is asked for (``schema.json``) and what is read must not drift apart."""
    schema = json.loads((Path(answers.__file__).parent / "schema.json").read_text())
    jsonschema.validate(_answer(), schema)
    asked = schema["properties"]["comments"]["items"]["properties"]
    assert set(asked) == set(RawComment.__struct_fields__)
    for name in ("category", "severity", "confidence"):
        assert asked[name]["enum"] == list(get_args(get_type_hints(RawComment)[name]))
    statuses = schema["properties"]["coverage"]["items"]["properties"]["status"]["enum"]
    assert statuses == list(get_args(answers.Status))
    assert set(get_args(answers.Category)) == set(CATEGORIES)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "No problems found.",
        "null",
        "[]",
        "3",
        '"r-1"',
        "{",
        "{}",
        "```json\n" + json.dumps(_answer()) + "\n```",
        json.dumps(_answer()) + " And done.",
        json.dumps(_answer())[:-1],  # cut off
        json.dumps(_answer(receipt="r-2")),
        json.dumps(_answer(receipt=1)),
        json.dumps(_answer(receipt=["r-1"])),
        json.dumps(_answer(comments={})),
        json.dumps(_answer(comments=None)),
        json.dumps(_answer(coverage="all")),
        json.dumps(_answer(exit_code=0)),  # a name that nobody asked for
        json.dumps({key: value for key, value in _answer().items() if key != "comments"}),
        json.dumps(_answer()).replace('"comments":', '"comments": [], "comments":'),  # one name twice
        json.dumps(_answer(comments=[{**_comment(), "line": float("nan")}])),
        json.dumps(_answer(comments=[{**_comment(), "line": float("inf")}])),
        "[" * 100_000,
        '{"receipt": ' * 50_000,
        json.dumps(_answer(comments=[_comment(body="x" * 1_100_000)])),
        "\x00",
        "\ud800",
    ],
    ids=lambda text: text[:30],
)
def test_no_answer(text: str) -> None:
    with pytest.raises(BadAnswer):
        read(text, _ASKED)


def test_reason_is_in_words_of_ours() -> None:
    with pytest.raises(BadAnswer, match="receipt is that of another request") as caught:
        _read(receipt="\x1b[31m@admin")
    assert "\x1b" not in str(caught.value)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"unit_id": "U3"}, "comment on a unit that was not shown"),
        ({"unit_id": "../../etc/passwd"}, "comment on a unit that was not shown"),
        ({"line": 10**40}, "malformed comment"),
        ({"line": -(10**40)}, "malformed comment"),
        ({"line": 10**8}, "malformed comment"),
        ({"line": -1}, "line out of range"),
        ({"line": 7.0}, "malformed comment"),
        ({"line": "7"}, "malformed comment"),
        ({"line": True}, "malformed comment"),
        ({"line": None}, "malformed comment"),
        ({"category": "style"}, "malformed comment"),
        ({"severity": "blocker"}, "malformed comment"),
        ({"confidence": 1}, "malformed comment"),
        ({"evidence": ["U1"]}, "malformed comment"),
        ({"evidence": [{"unit_id": "U1"}]}, "malformed comment"),
        ({"suppress": ["f-1"]}, "malformed comment"),
        ({"quote": None}, "malformed comment"),
        ({"quote": "x" * 5_000}, "quote too long"),
        ({"body": "x" * 5_000}, "comment too long"),
        ({"title": "x" * 5_000}, "comment too long"),
        ({"reasoning": "x" * 5_000}, "comment too long"),
        ({"title": "  "}, "comment without words"),
    ],
)
def test_comment_that_is_dropped(changes: dict[str, Any], why: str) -> None:
    answer = _read(comments=[_comment(**changes), _comment(title="Another")])
    assert [comment.title for comment in answer.comments] == ["Another"]
    assert answer.problems == {why: 1}


@pytest.mark.parametrize("comment", [None, 3, "x", [], {}, [[[[]]]], {"comment": _comment()}])
def test_what_is_no_comment(comment: Any) -> None:
    answer = _read(comments=[comment])
    assert answer.comments == []
    assert answer.problems == {"malformed comment": 1}


def test_500_comments() -> None:
    answer = _read(comments=[_comment(title=f"Number {number}") for number in range(500)])
    assert [comment.title for comment in answer.comments] == [f"Number {number}" for number in range(MOST_COMMENTS)]
    assert answer.problems == {"more comments than allowed": 450}


def test_the_same_comment_again() -> None:
    answer = _read(comments=[_comment(), _comment(body="In other words."), _comment()])
    assert len(answer.comments) == 1
    assert answer.problems == {"the same comment again": 2}


def test_ids_that_nobody_gave() -> None:
    answer = _read(
        comments=[
            _comment(
                checklist_id="c-9",
                finding_id="f-9",
                evidence=[{"unit_id": "U9", "quote": "a"}, {"unit_id": "U1", "quote": "b"}],
            )
        ]
    )
    comment = answer.comments[0]
    assert (comment.checklist_id, comment.finding_id, [item.quote for item in comment.evidence]) == ("", "", ["b"])
    assert answer.problems == {
        "unknown checklist id": 1,
        "unknown finding id": 1,
        "evidence in a unit that was not shown": 1,
    }


def test_too_much_of_the_rest() -> None:
    answer = _read(
        comments=[_comment(evidence=[{"unit_id": "U1", "quote": "x"}] * 500, replacement="x" * 9_000)],
        instructions_seen=[{"unit_id": "U1", "quote": str(number)} for number in range(500)],
    )
    assert len(answer.comments[0].evidence) == MOST_EVIDENCE
    assert answer.comments[0].replacement == ""
    assert len(answer.instructions_seen) == 20
    assert answer.problems == {
        "more evidence than allowed": 500 - MOST_EVIDENCE,
        "replacement too long": 1,
        "more instructions than allowed": 480,
    }


def test_coverage() -> None:
    answer = _read(
        coverage=[
            {"checklist_id": "c-2", "status": "no_issue"},
            {"checklist_id": "c-2", "status": "issue"},
            {"checklist_id": "c-9", "status": "no_issue"},
            {"checklist_id": "c-1", "status": "fine"},
            "c-1",
        ]
    )
    assert answer.coverage == {"c-2": "cannot_tell"}
    assert answer.problems == {
        "contradicting coverage": 1,
        "unknown checklist id in coverage": 1,
        "malformed coverage": 2,
        "checklist ids without coverage": 1,
    }


def test_halves_of_characters_do_not_stay() -> None:
    text = json.dumps(_answer(comments=[_comment(title="A \ud83d half", quote="\ud800")]))
    comment = read(text, _ASKED).comments[0]
    assert (comment.title, comment.quote) == ("A \ufffd half", "\ufffd")
    assert comment.title.encode()


_JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=20)
    | st.sampled_from(["r-1", "U1", "c-1"]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from([*_answer(), *_comment()]) | st.text(max_size=5), inner, max_size=6)
    ),
    max_leaves=20,
)


@given(st.sampled_from([*_answer()]), _JSON)
def test_any_value_anywhere(name: str, value: Any) -> None:
    _is_bounded(json.dumps({**_answer(), name: value}))


@given(st.sampled_from([*_comment()]), _JSON, st.integers(0, 3))
def test_any_value_in_a_comment(name: str, value: Any, times: int) -> None:
    _is_bounded(json.dumps(_answer(comments=[{**_comment(), name: value}] * times)))


@given(st.text(max_size=200) | _JSON.map(json.dumps))
def test_any_text(text: str) -> None:
    _is_bounded(text)


def _is_bounded(text: str) -> None:
    try:
        answer = read(text, _ASKED)
    except BadAnswer:
        return
    assert len(answer.comments) <= MOST_COMMENTS
    assert answer.coverage.keys() <= {"c-1", "c-2"}
    for comment in answer.comments:
        assert comment.unit_id in {"U1", "U2"}
        assert comment.checklist_id in {"", "c-1", "c-2"}
        assert comment.finding_id in {"", "f-1"}
        assert type(comment.line) is int
        assert 0 <= comment.line < 10**7
        assert all(evidence.unit_id in {"U1", "U2"} for evidence in comment.evidence)
        comment.body.encode()
