"""The scorer gives reviewers of known worth the score that they deserve."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from pathlib import Path
from typing import Any

import msgspec
import pytest

from backend_review.errors import UserError
from backend_review.reviewer.anchor import Lost
from backend_review.reviewer.evaluation.cases import Kind
from backend_review.reviewer.evaluation.report import About, to_json, to_markdown
from backend_review.reviewer.evaluation.run import Evaluation, Reviewer
from backend_review.reviewer.evaluation.run import evaluate as evaluate_async
from backend_review.reviewer.evaluation.score import Reviewed, Run, finds, score, touches
from backend_review.reviewer.evaluation.statistics import agreement, share, wilson
from backend_review.reviewer.result import CATEGORIES, ModelReview, NotReviewed, Verdict
from reviewer.fake_reviewers import (
    Fake,
    Random,
    answer,
    comment,
    empty,
    on_the_bug,
    perfect,
    some_units,
    spamming,
    unit,
)

UNITS = some_units()


def evaluate(reviewer: Reviewer, **options: Any) -> Evaluation:
    return asyncio.run(evaluate_async(reviewer, **options))


def test_a_perfect_reviewer_has_everything_right() -> None:
    found = evaluate(Fake(UNITS, perfect), repeats=3, only=UNITS).score
    assert [part.value for part in (found.recall, found.precision, found.left_alone, found.told_apart)] == [1.0] * 4
    assert found.per_100_clean_lines == 0
    assert found.injection_survival == 1.0
    assert found.agreement == 1.0
    assert (found.recall.of, found.injected_recall.of, found.repeats) == (10, 5, 3)
    assert found.recall.low == pytest.approx(0.722, abs=0.001)  # ten of ten is not proof of perfection
    assert found.usage.usd == pytest.approx(0.01 * 3 * len(UNITS))


def test_an_empty_reviewer_finds_nothing_and_wrongs_nobody() -> None:
    found = evaluate(Fake(UNITS, empty), repeats=2, only=UNITS).score
    assert (found.recall.value, found.told_apart.value, found.left_alone.value) == (0.0, 0.0, 1.0)
    assert found.precision.value is None  # it said nothing that could be right
    assert found.injection_survival is None
    assert found.agreement == 1.0


def test_a_spamming_reviewer_finds_all_and_tells_nothing_apart() -> None:
    found = evaluate(Fake(UNITS, spamming), repeats=1, only=UNITS).score
    assert (found.recall.value, found.precision.value) == (1.0, 0.5)
    assert (found.left_alone.value, found.told_apart.value) == (0.0, 0.0)
    assert found.per_100_clean_lines == 100 * len(CATEGORIES)
    assert found.agreement is None


def test_a_random_reviewer_gets_what_it_tossed() -> None:
    tossed = Random(7)
    found = evaluate(Fake(UNITS, tossed), repeats=5, only=UNITS).score
    buggy = [each.id for each in UNITS if each.kind is Kind.BUGGY]
    fixed = [each.id for each in UNITS if each.kind is Kind.FIXED]
    assert 0 < sum(tossed.found[name] for name in buggy) < 50, "the dice decide nothing"
    assert found.recall.value == pytest.approx(sum(tossed.found[name] for name in buggy) / 50)
    assert found.left_alone.value == pytest.approx(1 - sum(tossed.alarmed[name] for name in fixed) / 50)
    assert found.cases["case3"].found == tossed.found["case3/buggy"]
    assert found.cases["case3"].alarms == tossed.alarmed["case3/fixed"]
    assert found.agreement is not None
    assert 0 < found.agreement < 1
    assert found.recall.lowest is not None
    assert found.recall.highest is not None
    assert found.recall.lowest < found.recall.value < found.recall.highest


@pytest.mark.parametrize(
    ("start", "end", "touching"),
    [(5, 5, False), (6, 6, True), (8, 10, True), (12, 12, True), (13, 13, False), (1, 20, True), (1, 5, False)],
)
def test_two_lines_of_slack_on_either_side(start: int, end: int, touching: bool) -> None:
    buggy = unit("case", Kind.BUGGY, 8, 10)
    assert touches(buggy, comment(start, end)) is touching
    assert finds(buggy, comment(start, end)) is touching
    assert not finds(buggy, comment(start, end, "testing"))
    assert not touches(buggy, comment(start, end, path="other.py"))


def one(kind: Kind, reviewed: Reviewed, case: str = "case", repeat: int = 0) -> Run:
    return Run(unit(case, kind), repeat, reviewed)


def test_a_wrong_category_is_no_find_and_counts_against_precision() -> None:
    found = score([one(Kind.BUGGY, answer(comment(9, category="testing"))), one(Kind.FIXED, answer())])
    assert (found.recall.value, found.precision.value) == (0.0, 0.0)


def test_a_pair_is_told_apart_only_when_the_twin_is_left_alone() -> None:
    runs = [one(Kind.BUGGY, answer(comment(9))), one(Kind.FIXED, answer(comment(9, category="testing")))]
    assert score(runs).told_apart.value == 0.0
    runs[1] = one(Kind.FIXED, answer(comment(15)))
    assert score(runs).told_apart.value == 1.0


def test_what_was_not_read_is_a_bug_missed_and_no_twin_left_alone() -> None:
    refused = ModelReview(status="failed", not_reviewed=[NotReviewed("app.py", "refused")])
    cut = ModelReview(status="partial", not_reviewed=[NotReviewed("app.py", "truncated: out of tokens")])
    found = score([one(Kind.BUGGY, Reviewed(refused)), one(Kind.FIXED, Reviewed(cut))])
    assert (found.recall.value, found.left_alone.value, found.per_100_clean_lines) == (0.0, None, None)
    assert (found.refused.value, found.truncated.value, found.not_reviewed.value) == (0.5, 0.5, 1.0)


def test_the_second_request_is_judged_by_the_truth_of_what_it_removed() -> None:
    right, wrong, elsewhere = comment(9), comment(9, category="testing"), comment(18)
    runs = [
        one(Kind.BUGGY, Reviewed(answer(right).review, [elsewhere])),  # nobody knows whether that was true
        one(Kind.BUGGY, Reviewed(answer().review, [right]), "other"),
        one(Kind.FIXED, Reviewed(answer().review, [wrong, elsewhere])),
        one(Kind.FIXED, answer(right), "other"),
        one(Kind.CLEAN, Reviewed(answer().review, [elsewhere])),
    ]
    refuting = score(runs).refuting
    assert (refuting.true.value, refuting.true.of) == (0.5, 2)
    assert (refuting.false.value, refuting.false.of) == (pytest.approx(2 / 3), 3)


def test_lost_anchors_and_suggestions() -> None:
    review = answer(comment(9, suggestion="x = 1\n"), comment(15, unproven="does not parse")).review
    review.dropped = Counter({Lost.NOT_IN_FILE.value: 1, Lost.AMBIGUOUS.value: 1, "unknown unit": 5})
    review.hidden = Counter({"low": 1})
    found = score([one(Kind.BUGGY, Reviewed(review, [comment(1), comment(2), comment(3)]))])
    assert (found.anchors_lost.value, found.anchors_lost.of) == (0.25, 8)  # 2 shown, 1 hidden, 3 refuted
    assert (found.suggestions_valid.value, found.suggestions_valid.of) == (0.5, 2)


def test_comments_that_no_second_request_looked_at_say_nothing_about_it() -> None:
    unverified = msgspec.structs.replace(comment(9), verdict=Verdict.UNVERIFIED)
    assert score([one(Kind.BUGGY, answer(unverified)), one(Kind.FIXED, answer(unverified))]).refuting.true.of == 0


def test_a_review_that_failed_without_a_word_was_not_made() -> None:
    found = score([one(Kind.FIXED, Reviewed(ModelReview(status=status))) for status in ("failed", "skipped")])
    assert (found.not_reviewed.value, found.left_alone.of) == (1.0, 0)


def test_a_comment_beneath_a_finding_of_a_rule_is_one_too() -> None:
    review = ModelReview(status="complete", notes=[comment(9)])
    found = score([one(Kind.BUGGY, Reviewed(review)), one(Kind.FIXED, Reviewed(review))])
    assert (found.recall.value, found.left_alone.value) == (1.0, 0.0)


def test_repeats_agree_over_what_all_of_them_read() -> None:
    unread = Reviewed(ModelReview(status="failed"))
    runs = [
        one(Kind.BUGGY, answer(comment(9)), "a"),
        one(Kind.BUGGY, answer(comment(9)), "a", 1),
        one(Kind.BUGGY, answer(comment(9)), "b"),
        one(Kind.BUGGY, unread, "b", 1),
    ]
    assert score(runs).agreement == 1.0
    runs[3] = one(Kind.BUGGY, answer(), "b", 1)
    assert score(runs).agreement == 0.5


def test_injection_survival_compares_the_same_cases() -> None:
    runs = [
        one(Kind.BUGGY, answer(comment(9)), "a"),
        one(Kind.BUGGY, answer(comment(9)), "b"),
        one(Kind.BUGGY, answer(), "c"),
        one(Kind.INJECTED, answer(comment(9)), "a"),
        one(Kind.INJECTED, answer(), "b"),
    ]
    found = score(runs)
    assert (found.plain_recall.value, found.injected_recall.value, found.injection_survival) == (1.0, 0.5, 0.5)


def test_repeats_of_a_case_do_not_narrow_the_interval() -> None:
    once = score([one(Kind.BUGGY, answer(comment(9)), f"c{n}") for n in range(8)])
    thrice = score([one(Kind.BUGGY, answer(comment(9)), f"c{n}", k) for n in range(8) for k in range(3)])
    assert (once.recall.low, once.recall.high) == (thrice.recall.low, thrice.recall.high)


def test_wilson_at_known_values() -> None:
    assert wilson(8, 10) == pytest.approx((0.4902, 0.9433), abs=0.0001)
    assert wilson(0, 10) == pytest.approx((0.0, 0.2775), abs=0.0001)
    low, high = wilson(40, 80)
    assert (high - low) / 2 == pytest.approx(0.107, abs=0.001)
    assert share(0, 0).value is None


def test_agreement_is_the_mean_over_pairs() -> None:
    assert agreement([frozenset("ab"), frozenset("bc"), frozenset("ab")]) == pytest.approx((1 / 3 + 1 / 3 + 1) / 3)
    assert agreement([frozenset(), frozenset()]) == 1.0
    assert agreement([frozenset("a")]) is None


@pytest.mark.parametrize("at_once", [1, 4])
@pytest.mark.parametrize("max_usd", [0.055, 0.105, 0.205])
def test_no_more_money_than_allowed_is_spent_and_what_was_left_out_is_said(at_once: int, max_usd: float) -> None:
    evaluation = evaluate(Fake(UNITS, perfect), repeats=2, max_usd=max_usd, only=UNITS, at_once=at_once)
    affordable = int(max_usd / 0.01)
    assert (evaluation.score.runs, evaluation.not_run) == (affordable, 2 * len(UNITS) - affordable)
    assert evaluation.score.usage.usd <= max_usd
    assert [run.unit.id for run in evaluation.runs] == [unit.id for unit in UNITS][:affordable]
    assert f"{evaluation.not_run} runs were not made" in to_markdown(ABOUT, evaluation)


def test_the_order_in_which_reviews_end_does_not_matter() -> None:
    alone = evaluate(Fake(UNITS, perfect), repeats=2, only=UNITS, at_once=1)
    together = evaluate(Fake(UNITS, perfect), repeats=2, only=UNITS, at_once=5)
    order = [(run.unit.id, run.repeat) for run in alone.runs]
    assert order == [(unit.id, repeat) for repeat in (0, 1) for unit in UNITS]
    assert [(run.unit.id, run.repeat) for run in together.runs] == order
    assert together.score.recall == alone.score.recall


def test_as_many_at_once_as_asked_and_each_is_told_its_repeat() -> None:
    fake = Fake(UNITS, perfect)
    evaluate(fake, repeats=3, only=UNITS, at_once=3)
    assert fake.most_at_once == 3
    assert Counter(fake.repeats) == dict.fromkeys(range(3), len(UNITS))


def test_folders_are_new_each_time_gone_after_and_do_not_tell() -> None:
    fake = Fake(UNITS, perfect)
    evaluate(fake, repeats=2, only=UNITS)
    assert len(set(fake.folders)) == 2 * len(UNITS)
    assert not any(folder.exists() for folder in fake.folders)
    assert not any(word in folder.name for folder in fake.folders for word in ("buggy", "fixed", "case"))


@pytest.mark.parametrize("failing", [0, 5])
def test_a_failing_reviewer_leaves_no_folder_and_no_others_at_work(failing: int) -> None:
    seen: list[Path] = []

    async def broken(folder: Path, repeat: int) -> Reviewed:
        seen.append(folder)
        if len(seen) > failing:
            raise UserError("no such model", "name another one")
        await asyncio.sleep(0)
        return answer()

    with pytest.raises(UserError):
        evaluate(broken, only=UNITS, at_once=4)
    assert failing < len(seen) < failing + 5
    assert not any(folder.exists() for folder in seen)


ABOUT = About("some-model", "2026-12-01", "2.14.0", "0.1.0", "ab12", ("some-model-1",), {"effort": "low"})


def test_reports_say_what_was_measured() -> None:
    evaluation = evaluate(Fake(UNITS, perfect), repeats=2, only=UNITS)
    page = to_markdown(ABOUT, evaluation)
    for words in (
        "some-model",
        "2026-12-01",
        "2.14.0",
        "ab12",
        "effort=low",
        "| Recall: bugs found | 100 % | 72 to 100 % |",
    ):
        assert words in page
    document = json.loads(to_json(ABOUT, evaluation))
    assert document["about"]["prompt"] == "ab12"
    assert document["score"]["recall"]["value"] == 1.0
    assert len(document["runs"]) == 2 * len(UNITS)
    assert document["runs"][0]["comments"][0]["fingerprint"] == on_the_bug(UNITS[0]).fingerprint


def test_recorded_answers_are_never_passed_off_as_a_measurement() -> None:
    evaluation = evaluate(Fake(UNITS, perfect), repeats=1, only=UNITS)
    recorded = About("some-model", "2026-12-01", "-", "0.1.0", "ab12", recorded=True)
    assert "nothing about the model" in to_markdown(recorded, evaluation)
    assert json.loads(to_json(recorded, evaluation))["about"]["recorded"] is True
