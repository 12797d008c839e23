"""What to do on a pull request: a pure function from a report and the pull request's state to operations."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from backend_review.commenting import texts
from backend_review.commenting.entries import Entry, entries
from backend_review.commenting.markers import FINDING, MODEL, REVIEW, SUMMARY, Marker
from backend_review.commenting.patches import Anchor
from backend_review.commenting.report import Report
from backend_review.commenting.state import OwnComment, PullRequest

OUTSIDE = "Not on a line of the diff"
TOO_MANY = "Beyond the limit of line comments"
REFUSED = "GitHub took no comment on these lines"
_MOST_CHANGES = 100


class NewComment(msgspec.Struct, frozen=True):
    """A line comment to write, and what it is about."""

    anchor: Anchor
    body: str
    entry: Entry


class NewReview(msgspec.Struct, frozen=True):
    """One review with all new line comments."""

    commit: str
    body: str
    comments: tuple[NewComment, ...]


class Rewrite(msgspec.Struct, frozen=True):
    """An own comment whose text has changed; ``reopen`` is the thread that we had resolved, "" when it is open."""

    comment: OwnComment
    body: str
    reopen: str = ""


class Settle(msgspec.Struct, frozen=True):
    """An own comment whose finding is gone: resolve its thread, or, where that is refused, write the body."""

    comment: OwnComment
    body: str


class Plan(msgspec.Struct, frozen=True):
    """All of it. ``kept`` counts entries with a comment from before, ``fixed`` comments whose finding is gone, now or
    before; ``later`` is what waits for the next run.
    """

    name: str
    commit: str
    review: NewReview | None
    rewrites: tuple[Rewrite, ...]
    settled: tuple[Settle, ...]
    kept: int
    fixed: int
    unplaced: tuple[tuple[Entry, str], ...]
    later: int = 0


class WriteSummary(msgspec.Struct, frozen=True):
    """The summary's text; ``id`` 0 for a new one."""

    id: int
    body: str


def plan(report: Report, pull: PullRequest, name: str, most_comments: int, link: texts.Link) -> Plan:
    """The operations that bring a pull request in line with a report."""
    said = entries(report, pull.files)
    before: dict[tuple[str, str], OwnComment] = {}
    for own in sorted(pull.comments, key=lambda item: item.id):
        if own.marker.name == name:
            before.setdefault((own.marker.kind, own.marker.key), own)
    new: list[NewComment] = []
    rewrites: list[Rewrite] = []
    unplaced: list[tuple[Entry, str]] = []
    kept = 0
    for entry in said:
        marker = Marker(name, entry.kind, entry.key)
        own_one = before.pop((entry.kind, entry.key), None)
        if own_one is not None:
            kept += 1
            rewrites += _rewrite(own_one, entry, marker, pull.me, link)
        elif entry.anchor is None:
            unplaced.append((entry, OUTSIDE))
        elif len(new) >= most_comments:
            unplaced.append((entry, TOO_MANY))
        else:
            new.append(NewComment(entry.anchor, texts.comment(entry, marker, link), entry))
    unplaced.sort(key=lambda item: item[1] == TOO_MANY)
    settled = [Settle(own, texts.fixed(own, pull.head)) for own in before.values() if _gone(own, report)]
    review = None
    if new:
        count = f"{len(new)} new comment{'s' if len(new) > 1 else ''}."
        review = NewReview(pull.head, f"{Marker(name, REVIEW)}\nbackend-review: {count}\n", tuple(new))
    later = max(0, len(rewrites) - _MOST_CHANGES) + max(0, len(settled) - _MOST_CHANGES)
    return Plan(
        name=name,
        commit=pull.head,
        review=review,
        rewrites=tuple(rewrites[:_MOST_CHANGES]),
        settled=tuple(settled[:_MOST_CHANGES]),
        kept=kept,
        fixed=len(settled) + sum(_settled(own, pull.me) for own in before.values()),
        unplaced=tuple(unplaced),
        later=later,
    )


def summarise(
    report: Report, pull: PullRequest, made: Plan, refused: Sequence[Entry], link: texts.Link
) -> WriteSummary | None:
    """The summary after the line comments were sent; None when there is nothing to say that a reader would miss."""
    unplaced = [*made.unplaced, *((entry, REFUSED) for entry in refused)]
    commented = made.kept + (len(made.review.comments) if made.review else 0) - len(refused)
    notes = []
    if made.fixed:
        notes.append(f"{made.fixed} of the earlier comments {'is' if made.fixed == 1 else 'are'} fixed.")
    if pull.files_cut:
        notes.append("GitHub lists only the first 3,000 files of this pull request; the rest has no line comments.")
    body = texts.summary(report, Marker(made.name, SUMMARY), made.commit, commented, unplaced, link, notes)
    if pull.summaries:
        earlier = pull.summaries[0]
        return WriteSummary(earlier.id, body) if _differs(earlier.body, body) else None
    nothing = not (report.findings or unplaced or commented or report.errors or report.not_analysed)
    return None if nothing else WriteSummary(0, body)


def _rewrite(own: OwnComment, entry: Entry, marker: Marker, me: str, link: texts.Link) -> list[Rewrite]:
    """What brings an earlier comment up to date; nothing where a person has closed the conversation."""
    thread = own.thread
    resolved = thread is not None and thread.resolved
    ours = thread is not None and same_login(thread.resolved_by, me)
    if resolved and not ours:
        return []
    in_place = entry.anchor is not None and (own.start, own.line) == (entry.anchor.start, entry.anchor.line)
    body = texts.comment(entry, marker, link, offered=in_place)
    reopen = thread.id if thread is not None and resolved else ""
    return [Rewrite(own, body, reopen)] if reopen or _differs(own.body, body) else []


def _gone(own: OwnComment, report: Report) -> bool:
    """Whether a comment that no entry belongs to is settled: only where the review looked, and looked at everything."""
    if own.marker.fixed or (own.thread is not None and own.thread.resolved):
        return False
    if own.marker.kind == FINDING:
        looked = not report.errors and report.summary.complete
        return looked and all(gap.path != own.path for gap in report.not_analysed)
    if own.marker.kind == MODEL:
        # A model that no longer says something is no proof: the lines must have changed, too.
        said = report.llm
        return (
            said is not None
            and said.status == "complete"
            and own.line == 0
            and all(gap.path != own.path for gap in said.not_reviewed)
        )
    return False


def _settled(own: OwnComment, me: str) -> bool:
    """Whether we have said before that a comment's finding is gone."""
    resolved = own.thread is not None and own.thread.resolved and same_login(own.thread.resolved_by, me)
    return own.marker.fixed or resolved


def same_login(one: str, other: str) -> bool:
    """Whether two logins are one account: REST says ``name[bot]`` where GraphQL says ``name``."""
    return bool(one) and one.removesuffix("[bot]") == other.removesuffix("[bot]")


def _differs(old: str, new: str) -> bool:
    return old.replace("\r\n", "\n").strip() != new.strip()
