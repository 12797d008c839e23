"""What the catalogue and the checklist look like to a reader: rule pages, lists, the checklist's coverage."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import msgspec

from backend_review import fixes
from backend_review.agents import Agent, ChecklistItem
from backend_review.catalog import Catalog, Rule
from backend_review.errors import UserError

PROJECT_URL = "https://github.com/backend-review/backend-review"
_LANGUAGE_NAMES = {"python": "Python", "javascript": "JavaScript/TypeScript", "typescript": "TypeScript", "go": "Go"}


def rule_url(rule: Rule) -> str | None:
    """The address of a shipped rule's page; None for a project's own rule."""
    return f"{PROJECT_URL}/blob/main/docs/rules/{rule.id}.md" if rule.since else None


def rule_page(rule: Rule) -> str:
    """A rule's page in Markdown, always under the same headings."""
    facts = [f"`{rule.id}`", f"topic {rule.topic}", rule.severity.value, f"{rule.confidence.value} confidence"]
    if rule.audience.value != "regular":
        facts.append(f"audience {rule.audience.value}")
    facts += list(rule.cwe)
    parts = [f"# {rule.title}", " · ".join(facts), "## Why", rule.why]
    if rule.instead:
        parts += ["## Instead", rule.instead]
    for language, example in rule.examples.items():
        fence = {"typescript": "ts", "javascript": "js"}.get(language, language)
        parts += [
            f"## {_LANGUAGE_NAMES.get(language, language.capitalize())}",
            f"Bad:\n\n```{fence}\n{example['bad'].rstrip()}\n```",
            f"Good:\n\n```{fence}\n{example['good'].rstrip()}\n```",
        ]
    mended = [
        _LANGUAGE_NAMES.get(name, name.capitalize()) for name in fixes.LANGUAGES if fixes.module_of(rule.id, name)
    ]
    if mended:
        parts += ["## Fixes", f"{', '.join(mended)}: `--show-fixes` shows those that were proven, `--fix` writes them."]
    if rule.limits:
        parts += ["## Limits", rule.limits]
    if rule.checklist:
        parts += ["## Checklist", ", ".join(f"`{item}`" for item in rule.checklist)]
    if rule.references:
        parts += ["## References", "\n".join(f"- <{reference}>" for reference in rule.references)]
    parts += [
        "## Accepting a finding",
        f"`backend-review: ignore[{rule.id}] reason` in a comment on the line or right above it.",
    ]
    return "\n\n".join(parts) + "\n"


def print_markdown(text: str) -> None:
    """Print Markdown to standard output, laid out on a terminal, as it is in a pipe."""
    import sys

    if not sys.stdout.isatty():
        sys.stdout.write(text)
        return
    from rich.console import Console
    from rich.markdown import Markdown

    Console().print(Markdown(text))


def rules_as_text(rules: Iterable[Rule]) -> str:
    """A line for each rule, grouped by topic."""
    lines: list[str] = []
    topic = ""
    for rule in sorted(rules, key=lambda rule: (rule.topic, rule.id)):
        if rule.topic != topic:
            topic = rule.topic
            lines += [*([""] if lines else []), topic]
        lines.append(f"  {rule.id:<30} {rule.severity.value:<8} {rule.title}")
    return "\n".join(lines)


def rules_as_json(rules: Iterable[Rule]) -> str:
    """The rules with all that their pages say, as JSON."""
    rows = [
        {
            "id": rule.id,
            "title": rule.title,
            "topic": rule.topic,
            "severity": rule.severity.value,
            "confidence": rule.confidence.value,
            "audience": rule.audience.value,
            "languages": _languages(rule),
            "checklist": list(rule.checklist),
            "cwe": list(rule.cwe),
            "owasp": list(rule.owasp),
            "since": rule.since,
            "why": rule.why,
            "instead": rule.instead,
            "limits": rule.limits,
            "references": list(rule.references),
            "patterns": len(rule.variants),
            "fixes": [name for name in fixes.LANGUAGES if fixes.module_of(rule.id, name)],
        }
        for rule in sorted(rules, key=lambda rule: rule.id)
    ]
    return msgspec.json.format(msgspec.json.encode(rows), indent=2).decode()


def _languages(rule: Rule) -> list[str]:
    return sorted({*(language for variant in rule.variants for language in variant.languages), *rule.examples})


def export_rules(catalog: Catalog, folder: Path) -> int:
    """Write the patterns of each rule as a plain Semgrep file, and say how many patterns there are."""
    import yaml

    count = 0
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for rule in catalog.rules.values():
            rows = [_exported(rule, place) for place, item in enumerate(rule.variants) if not item.rendered]
            if not rows:
                continue
            count += len(rows)
            text = yaml.safe_dump({"rules": rows}, sort_keys=False, allow_unicode=True, width=110)
            (folder / f"{rule.id}.yaml").write_text(text, encoding="utf-8")
    except OSError as error:
        raise UserError(f"--export: cannot write to {folder}: {error.strerror}") from error
    return count


def _exported(rule: Rule, position: int) -> dict[str, Any]:
    variant = rule.variants[position]
    severity = variant.severity or rule.severity
    confidence = variant.confidence or rule.confidence
    return {
        **variant.semgrep,
        "id": variant.id,
        "message": variant.message,
        "severity": severity.value.upper(),
        "metadata": {
            "category": "security" if rule.security else "best-practice",
            "cwe": list(rule.cwe),
            "owasp": list(rule.owasp),
            "confidence": confidence.value.upper(),
            "references": list(rule.references),
        },
    }


def checklist_rows(agent: Agent, catalog: Catalog) -> list[tuple[ChecklistItem, list[str]]]:
    """Each item of the checklist with the ids of the rules that hold it."""
    return [
        (item, sorted(rule.id for rule in catalog.rules.values() if item.id in rule.checklist)) for item in agent.items
    ]


def _held_by(item: ChecklistItem, rules: Sequence[str]) -> str:
    if rules:
        return ", ".join(rules)
    return "only a reviewer's judgement" if item.judgement else "nothing yet"


def checklist_as_text(agent: Agent, catalog: Catalog) -> str:
    """The checklist with what holds each item, honestly: rules, judgement, or nothing yet."""
    import textwrap

    rows = checklist_rows(agent, catalog)
    lines: list[str] = []
    group = None
    for item, rules in rows:
        if item.group != group:
            group = item.group
            lines += [*([""] if lines else []), item.group]
        lines += textwrap.wrap(f"[{item.id}] {item.text}", 96, initial_indent="  ", subsequent_indent="    ")
        lines += textwrap.wrap(_held_by(item, rules), 96, initial_indent="      -> ", subsequent_indent="         ")
    held = sum(bool(rules) for _, rules in rows)
    judged = sum(item.judgement and not rules for item, rules in rows)
    lines += [
        "",
        f"{len(rows)} items: {held} held by rules, {judged} left to a reviewer's judgement, "
        f"{len(rows) - held - judged} held by nothing yet",
    ]
    return "\n".join(lines)


def checklist_as_json(agent: Agent, catalog: Catalog) -> str:
    """The same as data."""
    rows = [
        {"id": item.id, "group": item.group, "text": item.text, "judgement": item.judgement, "rules": rules}
        for item, rules in checklist_rows(agent, catalog)
    ]
    return msgspec.json.format(msgspec.json.encode(rows), indent=2).decode()


def generated_pages(catalog: Catalog, agent: Agent) -> dict[str, str]:
    """The pages of a checkout that are made from its rules: path → Markdown."""
    pages = {f"docs/rules/{rule.id}.md": rule_page(rule) for rule in catalog.rules.values()}
    for topic in catalog.topics():
        pages[f"rules/{topic}/README.md"] = _topic_page(topic, catalog, agent)
    return pages


def _topic_page(topic: str, catalog: Catalog, agent: Agent) -> str:
    rules = sorted((rule for rule in catalog.rules.values() if rule.topic == topic), key=lambda rule: rule.id)
    parts = [f"# {topic}", "Generated by `backend-review docs`; edit the rules instead.", "## Rules"]
    rows = [
        f"| [{rule.id}](../../docs/rules/{rule.id}.md) | {rule.severity.value} "
        f"| {', '.join(_languages(rule))} | {rule.title} |"
        for rule in rules
    ]
    parts.append("\n".join(["| rule | severity | languages | |", "|---|---|---|---|", *rows]))
    held = {item for rule in rules for item in rule.checklist}
    lines = [f"- [{item.id}] {item.text}" for item in agent.items if item.id in held]
    if lines:
        parts += ["## Checklist items they hold", "\n".join(lines)]
    return "\n\n".join(parts) + "\n"


def write_pages(catalog: Catalog, agent: Agent, checkout: Path) -> int:
    """Write the generated pages into a checkout, remove those of rules that are gone, and say how many there are."""
    pages = generated_pages(catalog, agent)
    for stale in (checkout / "docs" / "rules").glob("*.md"):
        if f"docs/rules/{stale.name}" not in pages:
            stale.unlink()
    for name, text in pages.items():
        path = checkout / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return len(pages)
