"""What a model said, for people: a section of its own after the report, opinions marked as opinions."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from backend_review.escaping import visible
from backend_review.review import Report
from backend_review.reviewer.result import Comment, ModelReview, Verdict

_WIDEST = 110
_LISTED = 20
_COLOURS = {"critical": "bold red", "high": "red", "medium": "yellow", "low": "cyan"}
_VERDICTS = {
    Verdict.STANDS: "held up when it was checked",
    Verdict.CANNOT_TELL: "depends on code that was not shown",
    Verdict.UNVERIFIED: "unverified",
}


def show(console: Console, review: ModelReview, report: Report, details: bool) -> None:
    """Print the section. ``details``: also what is not shown, and why."""
    width = min(console.width, _WIDEST)
    console.print()
    title = f"What {review.model} says (a model's opinion: it changes no finding and no exit code)"
    console.print(Text(visible(title), style="bold underline"), soft_wrap=True)
    _opening(console, review, report, width)
    for item in review.comments:
        _comment(console, item, width)
    for item in review.notes:
        finding = next((one for one in report.findings if one.fingerprint == item.finding), None)
        about = f" on {finding.rule}" if finding is not None else ""
        _paragraph(
            console, visible(f"{item.span.path}:{item.span.start} note{about}: {item.title}. {item.body}"), width
        )
    if not review.comments and not review.notes and review.status in {"complete", "partial"}:
        console.print(Text("  No comments."), soft_wrap=True)
    _not_reviewed(console, review)
    if review.left_out:
        console.print(Text(f"  {review.left_out_text}"), soft_wrap=True)
    for text in review.warnings:
        console.print(Text(f"  warning: {visible(text)}", style="yellow"), soft_wrap=True)
    if details:
        for what, counts in (("dropped", review.dropped), ("not shown", review.hidden)):
            for reason, count in sorted(counts.items()):
                if count:
                    console.print(Text(f"  {f'comments {what}: {reason}':<58} {count:>10,}"), soft_wrap=True)
    _cost(console, review)


def _opening(console: Console, review: ModelReview, report: Report, width: int) -> None:
    """The summary, and which findings have one cause."""
    summary = review.summary
    if summary is None:
        return
    for label, text in (("", summary.does), ("", summary.matters), ("Before merging: ", summary.before_merge)):
        if text:
            _paragraph(console, f"{label}{visible(text)}", width)
    rules = {finding.fingerprint: finding for finding in report.findings}
    for group in summary.groups:
        places = ", ".join(
            f"{rules[name].rule} in {rules[name].path}:{rules[name].start.line}"
            for name in group.findings
            if name in rules
        )
        if places:
            _paragraph(console, visible(f"- {group.cause} {group.first_step} ({places})"), width)
    console.print()


def _comment(console: Console, item: Comment, width: int) -> None:
    place = f"{item.span.path}:{item.span.start}" + (f"-{item.span.end}" if item.span.end > item.span.start else "")
    head = Text("  ")
    head.append(visible(place), style="bold")
    head.append(f" {item.severity} ", style=_COLOURS.get(item.severity, ""))
    head.append(item.category, style="bold")
    head.append(f"  {item.confidence}, {_VERDICTS[item.verdict]}", style="dim")
    console.print(head, soft_wrap=True)
    _paragraph(console, visible(item.title), width)
    _paragraph(console, visible(item.body), width)
    if item.suggestion is not None:
        console.print(
            Text("    Instead of these lines (the rules say nothing new of it):", style="dim"), soft_wrap=True
        )
        for line in item.suggestion.rstrip("\n").split("\n"):
            console.print(Text(f"      + {visible(line)}", style="green"), soft_wrap=True)
    console.print()


def _paragraph(console: Console, text: str, width: int) -> None:
    for line in Text(text).wrap(console, width - 4):
        console.print(Text("    ") + line, soft_wrap=True)


def _not_reviewed(console: Console, review: ModelReview) -> None:
    if not review.not_reviewed:
        return
    console.print(Text("  Not reviewed by the model (unknown there, not fine):", style="bold yellow"), soft_wrap=True)
    for gap in review.not_reviewed[:_LISTED]:
        where = f"{gap.path}:{gap.start}-{gap.end}" if gap.start else gap.path
        console.print(Text(f"    {visible(where)}: {visible(gap.reason)}"), soft_wrap=True)
    if len(review.not_reviewed) > _LISTED:
        more = len(review.not_reviewed) - _LISTED
        console.print(Text(f"    and {more} more (--format json lists all)"), soft_wrap=True)


def _cost(console: Console, review: ModelReview) -> None:
    usage = review.usage
    total = usage.input_tokens + usage.cache_read_tokens + usage.cache_write_tokens
    kept = f", {usage.from_cache} answers from the cache" if usage.from_cache else ""
    said = len(review.comments)
    text = (
        f"{said} comment{'' if said == 1 else 's'} on {review.units} part{'' if review.units == 1 else 's'} "
        f"({review.lines:,} lines), {review.status}; {usage.requests} requests{kept}, {total:,} tokens in, "
        f"{usage.output_tokens:,} out, ${usage.usd:.4f}"
    )
    console.print(Text(text, style="bold"), soft_wrap=True)
