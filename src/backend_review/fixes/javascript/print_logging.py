"""What is printed goes to the logger that is at hand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from backend_review.fixes.javascript._edits import Code, arguments
from backend_review.fixes.proposal import Proposal, Site
from backend_review.index.expressions.data import FUNCTIONS

if TYPE_CHECKING:
    from tree_sitter import Node

_LEVELS = {"log": "info", "info": "info", "debug": "debug", "warn": "warn", "error": "error", "trace": "trace"}
_OF_NEST = {"log": "log", "info": "log", "debug": "debug", "warn": "warn", "error": "error", "trace": "verbose"}
# Loggers of libraries, and the project's own module of that name.
_LOGGERS = re.compile(r"(?:pino|winston|bunyan|log4js|loglevel|tslog)\b|\.{1,2}/(?:.*/)?logg(?:er|ing)\b")
_BEHIND = "what was printed has the logger's form now, and goes where its settings send it: see that its level is on"


def fix(site: Site) -> Proposal | None:
    """Write the text at the finding with the class's, the request's, or the file's logger."""
    code = Code(site)
    for call in code.around(*_LEVELS) if code.whole else ():
        given, level = arguments(call), code.called(call)
        if code.text(code.receiver(call)) != "console" or len(given) != 1:
            return None
        found = _logger(code, call)
        if found is None:
            return None
        logger, levels = found
        edit = code.replaced(call, f"{logger}.{levels[level]}({code.text(given[0])})")
        return Proposal(f"log with `{logger}` instead of printing", False, (edit,), _BEHIND)
    return None


def _logger(code: Code, call: Node) -> tuple[str, dict[str, str]] | None:
    names = code.names
    if names is None:
        return None
    owner = names.class_scope(names.scope_of(call))
    if owner is not None and "logger" in {*owner.names, *owner.fields} and "@nestjs/common" in code.file.text:
        return "this.logger", _OF_NEST
    node = call.parent
    while node is not None:
        if node.type in FUNCTIONS:
            parameters = code.text(node.child_by_field_name("parameters") or node.child_by_field_name("parameter"))
            first = re.match(r"\(?\s*(request|req)\b", parameters)
            if first and re.search(r"\bfastify\b", code.file.text, re.IGNORECASE) and "express" not in code.file.text:
                return f"{first[1]}.log", _LEVELS
        node = node.parent
    found = names.module.names.get("logger", [])
    if len(found) == 1 and names.holder_of("logger", call) is names.module:
        made = found[0].module or names.qualify(found[0].expr)
        if _LOGGERS.match(made):
            return "logger", _LEVELS
    return None
