"""Bars of findings by severity, confidence and topic: inline SVG, each bar a button that shows only its findings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from backend_review.finding import Confidence, Finding, Severity
from backend_review.webpage import text


def charts(findings: Sequence[Finding]) -> str:
    """The charts; every bar is divided by severity."""
    topics = Counter(finding.topic for finding in findings)
    severities = [level.value for level in reversed(Severity)]
    confidences = [level.value for level in reversed(Confidence)]
    most_first = [topic for topic, _ in sorted(topics.items(), key=lambda item: (-item[1], item[0]))]
    made = [
        _chart("Severity", "severity", severities, findings, lambda finding: finding.severity.value),
        _chart("Confidence", "", confidences, findings, lambda finding: finding.confidence.value),
        _chart("Topics", "topic", most_first, findings, lambda finding: finding.topic),
    ]
    return f'<div class="charts">{"".join(made)}</div>'


def _chart(
    title: str, field: str, values: Sequence[str], findings: Sequence[Finding], value_of: Callable[[Finding], str]
) -> str:
    counts = {value: Counter(f.severity for f in findings if value_of(f) == value) for value in values}
    most = max((sum(count.values()) for count in counts.values()), default=0) or 1
    rows = []
    for value, count in counts.items():
        total = sum(count.values())
        if not total:
            continue
        inside = f'<span class="name">{text(value)}</span>{_bar(count, most)}<span class="number">{total}</span>'
        rows.append(
            f'<button type="button" class="bar" data-field="{field}" data-value="{text(value)}" aria-pressed="false">'
            f"{inside}</button>"
            if field
            else f'<div class="bar">{inside}</div>'
        )
    kind = title.lower()
    return f'<div class="chart {kind}" role="group" aria-label="{title}"><h2>{title}</h2>{"".join(rows)}</div>'


def _bar(count: Counter[Severity], most: int) -> str:
    """A bar as long as its share of the longest, a part for each severity."""
    parts, x = [], 0.0
    for level in reversed(Severity):
        width = 100 * count[level] / most
        if width:
            parts.append(f'<rect class="{level.value}" x="{x:.2f}" y="0" width="{width:.2f}" height="10"/>')
            x += width
    said = ", ".join(f"{count[level]} {level.value}" for level in reversed(Severity) if count[level])
    return f'<svg viewBox="0 0 100 10" preserveAspectRatio="none" role="img" aria-label="{said}">{"".join(parts)}</svg>'
