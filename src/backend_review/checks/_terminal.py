"""Code that a person runs and waits for: scripts beside the service, and functions that talk to a terminal."""

from __future__ import annotations

import re

from backend_review.project.roles import TOOL
from backend_review.project.source import SourceFile

# What only a program does that somebody started by hand.
_TALKS = {
    "python": re.compile(
        r"\bsys\.argv\b|\bargparse\.|\b(?:click|typer)\.(?:echo|secho|prompt|confirm)\(|(?<![\w.])input\("
    ),
    "javascript": re.compile(r"\A#!|\bprocess\.argv\b"),
    "go": re.compile(r"\bos\.Args\b|\bflag\.(?:Args?|Parse|NArg)\(|\bsurvey\.|\bpromptui\."),
}
# Each alone proves nothing; a function that does both reports to a terminal and ends.
_PRINTS = {
    "python": re.compile(r"(?<![\w.])print\("),
    "go": re.compile(r"\bfmt\.(?:Print|Fprint)(?:ln|f)?\("),
}
_ENDS = {"python": re.compile(r"\bsys\.exit\("), "go": re.compile(r"\bos\.Exit\(|\blog\.Fatal")}


def at_terminal(file: SourceFile, line: int) -> bool:
    """Whether the code at a line is for a person who waits for it, not for requests or jobs."""
    if file.role in {"script", TOOL}:
        return True
    language = "javascript" if file.language == "typescript" else file.language
    if language not in _TALKS:
        return False
    code = file.text if language == "javascript" else _function(file, line)
    if _TALKS[language].search(code):
        return True
    return (
        language in _PRINTS and _PRINTS[language].search(code) is not None and _ENDS[language].search(code) is not None
    )


def _function(file: SourceFile, line: int) -> str:
    """The lines of the function around a line by its head and indentation; of the whole file outside of any."""
    head = re.compile(r"[ \t]*(?:async[ \t]+)?def[ \t]" if file.language == "python" else r"func\b")
    depth = _indent(file.line(line))
    first = line
    while first > 0 and not (head.match(file.line(first)) and _indent(file.line(first)) < depth):
        first -= 1
    if first == 0:
        return file.text
    depth = _indent(file.line(first))
    last = line + 1
    while last <= len(file.lines) and (not file.line(last).strip() or _indent(file.line(last)) > depth):
        last += 1
    return "\n".join(file.lines[first - 1 : last])


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip())
