"""Fewer patterns that say the same: what makes the engine's time bearable.

The engine tries every pattern of a rule on every node of a file, so its time grows with the number of patterns, not
with what they say. A list of sinks reads best with one line a method; to the engine it is better told as one pattern
with a name left open and a regular expression on that name:

    pattern-either:                          patterns:
      - pattern: $DB.query($Q, ...)            - pattern: $DB.$FUSED1($Q, ...)
      - pattern: $DB.execute($Q, ...)    →     - metavariable-regex:
                                                   {metavariable: $FUSED1, regex: ^\\b(?:execute|query)\\b$}

Rules stay as they were written everywhere else: on their pages, in exports, and in the question which files they need.
"""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import count
from typing import Any

# Strings hold no names that could be left open, and neither do ellipses.
_SKIPPED = r'"(?:[^"\\]|\\.)*"|\'(?:[^\'\\]|\\.)*\'|`(?:[^`\\]|\\.)*`|\.\.\.'
_NAME = re.compile(rf"{_SKIPPED}|(?<=\.)[A-Za-z_]\w*|^[A-Za-z_]\w*(?=\()")
_KEYWORDS = {"new", "await", "return", "if", "for", "while", "switch", "typeof", "super", "import", "func", "function"}
_FUSED_KINDS = ("pattern", "pattern-inside")
# The word boundaries matter to the engine, which looks for the expression without its anchors in the whole file first.
_OPEN_NAME = r"^\b(?:%s)\b$"


def fuse(rule: dict[str, Any]) -> dict[str, Any]:
    """The same rule with its lists of alike patterns told as one pattern each. The rule itself is left as it is."""
    fused: dict[str, Any] = _fused(rule, count(1))
    return fused


def _fused(part: Any, numbers: count[int]) -> Any:
    if isinstance(part, list):
        return [_fused(item, numbers) for item in part]
    if not isinstance(part, dict):
        return part
    return {
        key: _alternatives(value, numbers)
        if key == "pattern-either" and isinstance(value, list)
        else _fused(value, numbers)
        for key, value in part.items()
    }


def _alternatives(items: list[Any], numbers: count[int]) -> list[Any]:
    """The items of a ``pattern-either``, those that differ in one name only told as one."""
    result = [_fused(item, numbers) for item in items if _kind(item) is None]
    for kind in _FUSED_KINDS:
        texts = list(dict.fromkeys(item[kind] for item in items if _kind(item) == kind))
        while texts:
            (before, after), group = _largest_group(texts)
            texts = [text for text in texts if text not in group]
            if len(group) == 1:
                result.append({kind: next(iter(group))})
                continue
            variable = f"$FUSED{next(numbers)}"
            regex = _OPEN_NAME % "|".join(sorted(group.values()))
            result.append(
                {
                    "patterns": [
                        {kind: f"{before}{variable}{after}"},
                        {"metavariable-regex": {"metavariable": variable, "regex": regex}},
                    ]
                }
            )
    return result


def _kind(item: Any) -> str | None:
    if isinstance(item, dict) and len(item) == 1:
        kind, text = next(iter(item.items()))
        if kind in _FUSED_KINDS and isinstance(text, str):
            return str(kind)
    return None


def _largest_group(texts: list[str]) -> tuple[tuple[str, str], dict[str, str]]:
    """The text around an open name that most texts share, and their names by text; one text alone when none do."""
    groups: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for text in texts:
        groups[text, ""] = {text: ""}
        if re.search(r"^\s*(import|from)\b", text, re.MULTILINE):
            continue
        for found in _NAME.finditer(text):
            if found.group()[0] not in "\"'`." and found.group() not in _KEYWORDS:
                groups[text[: found.start()], text[found.end() :]][text] = found.group()
    return max(groups.items(), key=lambda item: len(item[1]))
