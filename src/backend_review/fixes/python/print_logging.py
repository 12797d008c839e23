"""A logger in the place of ``print``."""

from __future__ import annotations

import json

import libcst as cst

from backend_review.fixes.proposal import Proposal, Site
from backend_review.fixes.python._codemod import Parsed, parsed
from backend_review.fixes.python._logging import logger_of

_BEHIND = "The line goes where logging is configured to write: without a configuration, lines of this level go nowhere."
_STREAMS = ("sys.stdout", "sys.stderr")


def fix(site: Site) -> Proposal | None:
    module = parsed(site.file)
    if module is None:
        return None
    calls = [
        call
        for call in module.of_kind(cst.Call)
        if module.start(call) == site.finding.start and isinstance(module.parent(call), cst.Expr)
    ]
    if len(calls) != 1:
        return None
    call = calls[0]
    values = _printed(module, call)
    change = module.change()
    logger = logger_of(module, change, call)
    if values is None or logger is None:
        return None
    arguments = _arguments(module, values)
    if logger[1] != "logging" and len(arguments) > 1:
        return None
    change.replace(call, module.expression(f"{logger[0]}.info({', '.join(arguments)})"))
    return Proposal(f"log with `{logger[0]}.info`", False, change.edits(), _BEHIND)


def _printed(module: Parsed, call: cst.Call) -> list[cst.BaseExpression] | None:
    """What a call prints; None where it does so in a way of its own."""
    called = module.text(call.func)
    values = []
    for item in call.args:
        if item.star:
            return None
        if item.keyword is None:
            values.append(item.value)
        elif item.keyword.value == "file" and module.qualified(item.value) in _STREAMS:
            continue
        elif item.keyword.value != "flush":
            return None
    if called == "print" or module.qualified(call.func) == "pprint.pprint":
        return values if values and (called == "print" or len(values) == 1) else None
    if module.qualified(call.func).removesuffix(".write") in _STREAMS and len(values) == 1:
        text = module.constant(values[0]) if isinstance(values[0], cst.SimpleString) else None
        return [cst.SimpleString(_quoted(text.rstrip("\n")))] if text is not None else None
    return None


def _arguments(module: Parsed, values: list[cst.BaseExpression]) -> list[str]:
    """The arguments of a logging call: a text, or a format and what goes into it."""
    if len(values) == 1:
        text = module.text(values[0])
        return [text] if isinstance(values[0], cst.BaseString) else ['"%s"', text]
    parts: list[str] = []
    given: list[str] = []
    for value in values:
        literal = value.evaluated_value if isinstance(value, (cst.SimpleString, cst.ConcatenatedString)) else None
        if isinstance(literal, str):
            parts.append(literal.replace("%", "%%"))
        else:
            parts.append("%s")
            given.append(module.text(value))
    joined = " ".join(parts)
    return [_quoted(joined), *given] if given else [_quoted(joined.replace("%%", "%"))]


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
