"""Making the folder of a new rule, so that the first thing an author writes is a sample."""

from __future__ import annotations

from pathlib import Path

from backend_review.errors import UserError
from backend_review.rulefile import TOPICS

_RULE = """\
id: {id}
title: What is wrong, in a few words
topic: {topic}
severity: warning
confidence: medium
since: "0.1"
checklist: []
why: >
  What can go wrong when code does this.
instead: >
  What to write instead.
examples:
  python:
    bad: offend(value)
    good: behave(value)
limits: >
  What it does not see.
references: []
{body}"""

_PATTERNS = """\
patterns:
  - id: {id}.python
    languages: [python]
    message: >-
      `$VALUE` goes wrong here because of this. Write that instead.
    pattern: offend($VALUE)
"""

_CHECK = '''\
"""{id}: what is wrong, in a few words."""

from __future__ import annotations

from collections.abc import Iterator

from backend_review.finding import Match, Position
from backend_review.project.source import SourceFile

LANGUAGES = frozenset({{"python"}})


def find(file: SourceFile) -> Iterator[Match]:
    """A match for each line that offends."""
    for number, line in enumerate(file.lines, 1):
        column = line.find("offend(")
        if column >= 0:
            start, end = Position(number, column + 1), Position(number, len(line) + 1)
            yield Match(rule="{id}", path=file.path, start=start, end=end, message="What and what instead.")
'''

_SAMPLE = """\
def handler(value):
    # ruleid: {id}
    offend(value)
    # ok: {id}
    behave(value)
"""


def new_rule(checkout: Path, name: str, as_check: bool) -> list[Path]:
    """Write rule.yaml, a sample and (``as_check``) a check for ``topic/rule-id``; the new files are returned.

    Raises UserError when this is no checkout, the topic is unknown or the rule exists.
    """
    topic, _, rule_id = name.partition("/")
    if not rule_id:
        raise UserError(f"'{name}' is not TOPIC/RULE-ID", "for example injection/sql-injection")
    if topic not in TOPICS:
        raise UserError(f"unknown topic '{topic}'", f"one of: {', '.join(TOPICS)}")
    if not (checkout / "rules").is_dir():
        raise UserError(f"{checkout} has no 'rules' folder", "run it at the top of a checkout of backend-review")
    folder = checkout / "rules" / topic / rule_id
    if folder.exists():
        raise UserError(f"{folder} exists already")
    body = "check: true\n" if as_check else _PATTERNS.format(id=rule_id)
    files = {
        folder / "samples" / "python.py": _SAMPLE.format(id=rule_id),
        folder / "rule.yaml": _RULE.format(id=rule_id, topic=topic, body=body),
    }
    if as_check:
        module = rule_id.replace("-", "_")
        files[checkout / "src" / "backend_review" / "checks" / f"{module}.py"] = _CHECK.format(id=rule_id)
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return list(files)
