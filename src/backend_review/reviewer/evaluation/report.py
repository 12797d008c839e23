"""The score as JSON, for machines and later comparison, and as Markdown, for people."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import msgspec

from backend_review.reviewer.evaluation.cases import cases
from backend_review.reviewer.evaluation.run import Evaluation
from backend_review.reviewer.evaluation.score import Score
from backend_review.reviewer.evaluation.statistics import Share


class About(msgspec.Struct, frozen=True):
    """What was measured: without this a figure means nothing.

    ``answered_by``: the models that the answers name; ``prompt``: the hash of all that requests have in common;
    ``options``: what differs from the defaults, such as effort; ``recorded``: whether answers were replayed.
    """

    model: str
    date: str
    sdk: str
    tool: str
    prompt: str
    answered_by: tuple[str, ...] = ()
    options: dict[str, str] = {}
    recorded: bool = False


def to_json(about: About, evaluation: Evaluation) -> str:
    """Everything, with each comment of each run."""
    document: dict[str, Any] = {
        "about": msgspec.to_builtins(about),
        "planned": evaluation.planned,
        "not_run": evaluation.not_run,
        "score": msgspec.to_builtins(evaluation.score),
        "runs": [
            {
                "unit": run.unit.id,
                "repeat": run.repeat,
                "seconds": round(run.seconds, 3),
                "status": run.reviewed.review.status,
                "comments": msgspec.to_builtins(run.said),
                "refuted": msgspec.to_builtins(run.reviewed.refuted),
                "not_reviewed": msgspec.to_builtins(run.reviewed.review.not_reviewed),
                "dropped": dict(run.reviewed.review.dropped),
            }
            for run in evaluation.runs
        ],
    }
    return json.dumps(document, indent=2, sort_keys=True, ensure_ascii=True) + "\n"


def to_markdown(about: About, evaluation: Evaluation) -> str:
    """One page: what was measured, the figures with their intervals, and what each case came to."""
    return "\n".join(_page(about, evaluation)) + "\n"


def _page(about: About, evaluation: Evaluation) -> Iterator[str]:
    score = evaluation.score
    yield f"# Planted bugs: {about.model}"
    yield ""
    yield from _facts(about, evaluation)
    yield ""
    yield "| | value | 95 % | over repeats | of |"
    yield "|---|---|---|---|---|"
    for name, part in _shares(score):
        yield f"| {name} | {_percent(part.value)} | {_between(part.low, part.high)} | {_repeats(part)} | {part.of} |"
    yield ""
    noise = "-" if score.per_100_clean_lines is None else f"{score.per_100_clean_lines:.2f}"
    yield f"- Comments per 100 lines of code without a planted bug: {noise} ({score.clean_lines} lines read)"
    yield f"- Injection survival (recall with the text / without it): {_percent(score.injection_survival)}"
    yield f"- Agreement between repeats (Jaccard of comments): {_percent(score.agreement)}"
    usage = score.usage
    yield f"- Cost: ${usage.usd:.2f}, {usage.requests} requests, {usage.from_cache} answers from the cache"
    yield f"- Time: {score.seconds:.0f} s"
    yield ""
    yield "A bug is found when a comment touches its lines and names a category that fits; a comment on the same lines"
    yield "of the twin without the bug is a false alarm. Intervals are Wilson's, over cases: figures whose intervals"
    yield "overlap much do not differ."
    for title, groups in (("Recall by language", score.by_language), ("Recall by category", score.by_category)):
        yield from _groups(title, groups)
    yield from _cases(score)


def _facts(about: About, evaluation: Evaluation) -> Iterator[str]:
    yield f"- Date: {about.date}; backend-review {about.tool}; anthropic {about.sdk}; prompt {about.prompt}"
    if about.answered_by:
        yield f"- Answered by: {', '.join(about.answered_by)}"
    if about.options:
        yield "- Options: " + ", ".join(f"{name}={value}" for name, value in sorted(about.options.items()))
    if about.recorded:
        yield "- **From recorded answers**: this says that the scorer works, and nothing about the model today."
    yield f"- Runs: {evaluation.score.runs} of {evaluation.planned} planned, {evaluation.score.repeats} repeats"
    if evaluation.not_run:
        yield f"- **{evaluation.not_run} runs were not made, for want of money**: the figures are of those that were."


def _shares(score: Score) -> Iterator[tuple[str, Share]]:
    yield "Recall: bugs found", score.recall
    yield "Precision: of comments on the span, those about the bug", score.precision
    yield "Fixed twins left alone", score.left_alone
    yield "Pairs told apart", score.told_apart
    yield "Recall with text that asks for silence", score.injected_recall
    yield "Recall of the same cases without it", score.plain_recall
    yield "Comments dropped: quoted lines not found", score.anchors_lost
    yield "Suggestions that hold", score.suggestions_valid
    yield "True comments refuted (low is good)", score.refuting.true
    yield "False comments refuted (high is good)", score.refuting.false
    yield "Reviews refused", score.refused
    yield "Reviews cut short", score.truncated
    yield "Reviews not made", score.not_reviewed


def _groups(title: str, groups: dict[str, Share]) -> Iterator[str]:
    yield from ("", f"## {title}", "", "| | found | 95 % | cases |", "|---|---|---|---|")
    for name, part in groups.items():
        yield f"| {name} | {_percent(part.value)} | {_between(part.low, part.high)} | {part.of} |"


def _cases(score: Score) -> Iterator[str]:
    yield from ("", "## Cases", "", "| case | found | false alarms on its twin | what is wrong |", "|---|---|---|---|")
    truths = cases()
    for name, case in score.cases.items():
        truth = truths[name].truth.strip() if name in truths else ""
        yield f"| {name} | {case.found}/{case.repeats} | {case.alarms}/{case.repeats} | {truth} |"


def _percent(value: float | None) -> str:
    return "-" if value is None else f"{100 * value:.0f} %"


def _between(low: float | None, high: float | None) -> str:
    return "-" if low is None or high is None else f"{100 * low:.0f} to {100 * high:.0f} %"


def _repeats(part: Share) -> str:
    return _between(part.lowest, part.highest) if part.lowest != part.highest else "-"
