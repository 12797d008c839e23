"""Carrying out a plan, and going on where GitHub refuses a part of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from backend_review.commenting.entries import Entry
from backend_review.commenting.github import GitHub
from backend_review.commenting.markers import REVIEW, Marker
from backend_review.commenting.plan import NewComment, NewReview, Plan, Settle, WriteSummary, summarise
from backend_review.commenting.report import Report
from backend_review.commenting.state import PullRequest
from backend_review.commenting.texts import Link
from backend_review.commenting.transport import ApiError, ForbiddenError, RefusedError, UncertainError

_MOST_TRIALS = 40
_TRIES = 3


class Outcome(msgspec.Struct):
    """What was done. ``refused`` are the entries whose lines GitHub did not take."""

    posted: int = 0
    rewritten: int = 0
    resolved: int = 0
    marked: int = 0  # said to be fixed in their text, for the token may not resolve
    summary: bool = False
    refused: list[Entry] = []


def carry_out(report: Report, pull: PullRequest, made: Plan, github: GitHub, link: Link) -> Outcome:
    """Send all of a plan. Raises ApiError when GitHub stops us; what was sent until then stays, and is known again."""
    outcome = Outcome()
    if made.review is not None:
        _review(made.review, pull, made.name, github, outcome)
    for rewrite in made.rewrites:
        if _there(lambda own=rewrite.comment, body=rewrite.body: github.rewrite(own.id, body)):  # type: ignore[misc]
            outcome.rewritten += 1
        if rewrite.reopen:
            _allowed(lambda thread=rewrite.reopen: github.reopen(thread))  # type: ignore[misc]
    _settle(made.settled, github, outcome)
    written = summarise(report, pull, made, outcome.refused, link)
    if written is not None:
        _summary(written, pull, made.name, github)
        outcome.summary = True
    return outcome


def _review(review: NewReview, pull: PullRequest, name: str, github: GitHub, outcome: Outcome) -> None:
    """One review with all comments that GitHub takes: a line that it refuses takes the others down with it."""
    try:
        _post(review, pull, name, github)
        outcome.posted = len(review.comments)
        return
    except RefusedError:
        github.drop_drafts(pull.me, Marker(name, REVIEW))
    taken = _taken(review, github)
    outcome.refused = [item.entry for item in review.comments if item not in taken]
    if taken:
        _post(msgspec.structs.replace(review, comments=tuple(taken)), pull, name, github)
        outcome.posted = len(taken)


def _taken(review: NewReview, github: GitHub) -> list[NewComment]:
    """Those of a refused review's comments that GitHub takes, found by halves; what stays untried counts as not."""
    waiting: list[Sequence[NewComment]] = []
    taken: list[NewComment] = []
    trials = 0

    def halve(items: Sequence[NewComment]) -> None:
        if len(items) > 1:
            middle = len(items) // 2
            waiting.extend((items[middle:], items[:middle]))

    halve(review.comments)
    while waiting and trials < _MOST_TRIALS:
        items = waiting.pop()
        trials += 1
        if github.would_take(review.commit, review.body, items):
            taken += items
        else:
            halve(items)
    return taken


def _post(review: NewReview, pull: PullRequest, name: str, github: GitHub) -> None:
    """Post a review once, also when an answer leaves open whether it was: then we look."""
    new = {(item.entry.kind, item.entry.key) for item in review.comments}
    for attempt in range(_TRIES):
        try:
            github.post_review(review.commit, review.body, review.comments)
            return
        except UncertainError:
            if not pull.me:
                raise
            if new & github.keys(pull.me, name):
                return
            if attempt == _TRIES - 1:
                raise


def _settle(settled: Sequence[Settle], github: GitHub, outcome: Outcome) -> None:
    may_resolve = True
    for item in settled:
        thread = item.comment.thread
        if may_resolve and thread is not None:
            may_resolve = _allowed(lambda thread=thread: github.resolve(thread.id))  # type: ignore[misc]
            if may_resolve:
                outcome.resolved += 1
                continue
        if _there(lambda item=item: github.rewrite(item.comment.id, item.body)):  # type: ignore[misc]
            outcome.marked += 1


def _summary(written: WriteSummary, pull: PullRequest, name: str, github: GitHub) -> None:
    comment = written.id
    for attempt in range(_TRIES):
        try:
            github.write_summary(comment, written.body)
            return
        except UncertainError:
            there = github.summaries(pull.me, name) if pull.me else ()
            if there:
                return
            if attempt == _TRIES - 1 or not pull.me:
                raise
        except ApiError as error:
            if not (comment and error.status == 404):
                raise
            comment = 0  # somebody deleted it since we looked


def _there(change: Callable[[], None]) -> bool:
    """Change something, unless it was deleted since we looked."""
    try:
        change()
    except ApiError as error:
        if error.status != 404:
            raise
        return False
    return True


def _allowed(change: Callable[[], None]) -> bool:
    """Change something that only some tokens may."""
    try:
        change()
    except ForbiddenError:
        return False
    return True
