"""What a model said: opinions, marked as such and apart from the findings."""

from __future__ import annotations

from backend_review.reporters.changes import Sources, Stretch
from backend_review.reporters.html.frames import changed
from backend_review.review import Report
from backend_review.reviewer.result import Comment, ModelReview, Span, Verdict
from backend_review.webpage import code, prose, text

_MOST_LINES = 12
_VERDICTS = {
    Verdict.STANDS: "held up when it was checked",
    Verdict.CANNOT_TELL: "depends on code that was not shown",
    Verdict.UNVERIFIED: "unverified",
}


def view(model: ModelReview, report: Report, sources: Sources) -> str:
    """The summary, comments with their code, notes on findings, and what the model did not review."""
    rules = {finding.fingerprint: finding.rule for finding in report.findings}
    parts = [f'<p class="opinion">What <code>{text(model.model)}</code> says: an opinion, it changes no finding.</p>']
    if model.summary is not None:
        said = [model.summary.does, model.summary.matters]
        parts += [f"<p>{prose(words)}</p>" for words in said if words]
        if model.summary.before_merge:
            parts.append(f"<p><b>Before merging:</b> {prose(model.summary.before_merge)}</p>")
        groups = [
            f"<li>{prose(group.cause)} {prose(group.first_step)} {_links(group.findings, rules)}</li>"
            for group in model.summary.groups
        ]
        parts.append(f"<ul>{''.join(groups)}</ul>" if groups else "")
    parts += [_comment(item, rules, sources) for item in [*model.comments, *model.notes]]
    if not model.comments and not model.notes:
        parts.append('<p class="nothing">No comments.</p>')
    if model.not_reviewed:
        gaps = "".join(
            f"<li><code>{text(_place(Span(gap.path, gap.start, gap.end)))}</code> {text(gap.reason)}</li>"
            for gap in model.not_reviewed
        )
        parts.append(f"<h2>Not reviewed by the model: unknown there, not fine</h2><ul>{gaps}</ul>")
    rest = [*([model.left_out_text] if model.left_out else []), *model.warnings]
    parts += [f"<p>{text(words)}</p>" for words in rest]
    parts.append(
        f'<p class="note">{text(model.status)}: {model.units} parts, {model.lines:,} lines, '
        f"{model.usage.requests} requests, ${model.usage.usd:.4f}</p>"
    )
    return "\n".join(part for part in parts if part)


def _links(fingerprints: tuple[str, ...], rules: dict[str, str]) -> str:
    named = [f'<a href="#f-{text(name)}">{text(rules[name])}</a>' for name in fingerprints if name in rules]
    return f"({', '.join(named)})" if named else ""


def _comment(item: Comment, rules: dict[str, str], sources: Sources) -> str:
    about = f" on {_links((item.finding,), rules)}" if item.finding in rules else ""
    lines = sources.lines(item.span.path)
    old = tuple(lines[item.span.start - 1 : item.span.end])
    if item.suggestion is not None and old:
        new = tuple(item.suggestion.rstrip("\n").split("\n"))
        shown = changed(lines, Stretch(item.span.start, item.span.end, old, new))
    else:
        shown = "".join(
            f'<span class="l" data-n="{item.span.start + offset}">{code(line[:240])}</span>'
            for offset, line in enumerate(old[:_MOST_LINES])
        )
        shown = f'<pre class="frame">{shown}</pre>' if shown else ""
    return (
        f'<article class="comment"><h2>{prose(item.title)}</h2><p class="facts"><code>{text(_place(item.span))}</code> '
        f"<span>{text(item.severity)} · {text(item.category)} · {text(item.confidence)} · {_VERDICTS[item.verdict]}"
        f"{about}</span></p><p>{prose(item.body)}</p>{shown}</article>"
    )


def _place(span: Span) -> str:
    lines = f":{span.start}-{span.end}" if span.end > span.start else f":{span.start}" if span.start else ""
    return f"{span.path}{lines}"
