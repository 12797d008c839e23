"""The rules that found something: why it matters and what to write instead, so that the page needs no other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Set

from backend_review.catalog import Catalog, Rule
from backend_review.pages import rule_url
from backend_review.project.source import language_of
from backend_review.review import Report
from backend_review.webpage import code, prose, text

_LANGUAGES = {"python": "Python", "javascript": "JavaScript", "typescript": "TypeScript", "go": "Go"}


def view(report: Report, catalog: Catalog) -> str:
    """A section for each rule, the one with the most findings first."""
    counts = Counter(finding.rule for finding in report.findings)
    ordered = sorted(counts, key=lambda rule: (-counts[rule], rule))
    languages = {language_of(finding.path) for finding in report.findings}
    languages |= {"javascript"} if "typescript" in languages else set()
    return "\n".join(_rule(catalog.rules[rule], counts[rule], languages) for rule in ordered)


def _rule(rule: Rule, count: int, languages: Set[str | None]) -> str:
    facts = [rule.topic, rule.severity.value, f"{rule.confidence.value} confidence", *rule.cwe]
    words = "1 finding" if count == 1 else f"{count} findings"
    parts = [
        f'<h2>{text(rule.title)}</h2><p class="facts"><code>{text(rule.id)}</code> '
        f"<span>{' · '.join(map(text, facts))}</span> "
        f'<button type="button" data-field="rule" data-value="{text(rule.id)}">Show {words}</button></p>',
        *_paragraphs(rule.why),
    ]
    if rule.instead:
        parts += ["<h3>Instead</h3>", *_paragraphs(rule.instead)]
    for language, example in rule.examples.items():
        if language not in languages:
            continue
        parts.append(f"<h3>{text(_LANGUAGES.get(language, language))}</h3><div class='pair'>")
        parts += [
            f"<figure><figcaption>{words}</figcaption><pre>{_block(example[name])}</pre></figure>"
            for name, words in (("bad", "Bad"), ("good", "Good"))
            if example.get(name)
        ]
        parts.append("</div>")
    if rule.limits:
        parts += ["<h3>Limits</h3>", *_paragraphs(rule.limits)]
    url = rule_url(rule)
    if url:
        parts.append(f'<p><a href="{text(url)}" rel="noopener noreferrer">The rule\'s page</a></p>')
    return f'<article class="rule" id="rule-{text(rule.id)}" tabindex="-1">{"".join(parts)}</article>'


def _paragraphs(words: str) -> list[str]:
    return [f"<p>{prose(part)}</p>" for part in words.split("\n\n") if part.strip()]


def _block(block: str) -> str:
    return "\n".join(code(line) for line in block.rstrip().split("\n"))
