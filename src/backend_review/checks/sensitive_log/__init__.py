"""Secrets written to a log. A check of its own: whether an argument is a secret depends on names and on what is done to it,
and asking that of every expression is too slow for a data-flow engine."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tree_sitter import Node

from backend_review.checks._logged import for_developers, is_record
from backend_review.checks._logged_structs import field_of
from backend_review.checks._syntax import find_all, positions, text_of
from backend_review.checks.sensitive_log.calls import sink_of
from backend_review.checks.sensitive_log.circumstances import is_doubtful
from backend_review.checks.sensitive_log.names import MASKED, SECRET, TOKEN, by_name
from backend_review.checks.sensitive_log.values import Values
from backend_review.finding import Audience, Confidence, Match, Severity
from backend_review.messages import shorten
from backend_review.project.frontend import is_frontend
from backend_review.project.source import SourceFile

LANGUAGES = frozenset({"python", "javascript", "typescript", "go"})

_RULE = "sensitive-log"
_LANGUAGE_TOKENS = re.compile(rb"(?i)\b(tokeni[sz]er?|lexer|TokenKind|vocab|nltk|spacy|tiktoken|transformers)\b")
_COMMANDS = re.compile(r"(^|/)(cli|cmd|commands?|management/commands|console)(/|\.\w+$|_[\w]*\.\w+$)")
_DEVELOPERS = re.compile(r"_dev\.go$")  # built for developers only
_ARGUMENTS = {
    "python": re.compile(rb"(?m)^\s*(?:import|from) (?:argparse|docopt)\b|\bsys\.argv\b"),
    "javascript": re.compile(
        rb"""\A#!|\bprocess\.argv\b|(?:\bfrom|require\()\s*['"](?:commander|yargs|minimist|meow|cac|inquirer|@oclif/core)\b"""
    ),
}
_CALLS = {
    "python": "(call) @x",
    "javascript": "(call_expression) @x",
    "typescript": "(call_expression) @x",
    "go": "[(call_expression) (composite_literal)] @x",
}
_WORTH_A_LOOK = re.compile(
    rb"(?i)pass|secret|token|key|card|cvv|cvc|ssn|otp|pin_?code|auth|pwd|cred|jwt|cookie|session|body|headers?|request|\.form|\.json|\.data"
)
_LOGS = re.compile(rb"(?i)log|console|print|pino|winston|zap")


def find(file: SourceFile) -> Iterator[Match]:
    """Every log call of a file that writes a secret."""
    if not _LOGS.search(file.data) or not _WORTH_A_LOOK.search(file.data) or is_frontend(file):
        return
    if _DEVELOPERS.search(file.path):
        return
    yield from _matches(file)


def _matches(file: SourceFile) -> Iterator[Match]:
    values = Values(file)
    # What a command prints goes to the person who ran it.
    command = (
        _COMMANDS.search(file.path) is not None
        or file.role == "script"
        or (values.kind in _ARGUMENTS and _ARGUMENTS[values.kind].search(file.data) is not None)
    )
    seen: set[int] = set()
    for call in sorted(
        find_all(file, values.root, _CALLS[file.language]), key=lambda node: (node.start_byte, -node.end_byte)
    ):
        sink = sink_of(call, values.kind, command)
        if sink is None or call.start_point.row in seen:
            continue
        found = _leaked(values, call, sink)
        if found is not None and not for_developers(call):
            seen.add(call.start_point.row)
            yield _match(file, call, *found, sink)


def _leaked(values: Values, call: Node, sink: str) -> tuple[Node, str] | None:
    """The first argument of a call that is a secret, and of what kind."""
    holder = call.child_by_field_name("arguments")
    arguments = [child for child in holder.named_children if child.type != "comment"] if holder is not None else []
    for argument in arguments:
        kind = values.leak(argument)
        if kind is None and values.kind == "go":
            kind = values.named_field(arguments) if sink != "print" else None
            if kind is None and field_of(argument, arguments, lambda name: by_name(name) == SECRET):
                kind = SECRET
        if kind is None or MASKED.search(text_of(argument)):
            continue
        if kind == TOKEN and (_LANGUAGE_TOKENS.search(values.file.data) or is_record(argument, by_name)):
            continue
        return argument, kind
    return None


def _match(file: SourceFile, call: Node, argument: Node, kind: str, sink: str) -> Match:
    what = shorten(text_of(argument))
    start, end = positions(file, call)
    if kind == SECRET:
        message = f"`{what}` puts a secret into the log, where it is copied to files, aggregators and backups. Leave it out, or log an id of it."
    elif kind == TOKEN:
        message = f"`{what}` puts what looks like a token or secret into the log, where any reader can use it. Leave it out, or log an id of it."
    else:
        message = (
            f"`{what}` puts the whole body, headers or cookies of a request into the log, passwords and tokens included. "
            "Log the fields you need."
        )
    doubtful = is_doubtful(call, argument, kind, file)
    certain = kind == SECRET and sink == "log"
    return Match(
        rule=_RULE,
        path=file.path,
        start=start,
        end=end,
        message=message,
        variant=f"{_RULE}.{kind}",
        severity=None if certain else Severity.WARNING,
        confidence=Confidence.LOW if doubtful else Confidence.HIGH if certain else Confidence.MEDIUM,
        audience=Audience.PEDANTIC if doubtful else None,
    )
