"""Which calls write to a log, and which only print."""

from __future__ import annotations

import re

from tree_sitter import Node

from backend_review.checks._syntax import text_of

_VERBS = frozenset(
    [
        "debug",
        "info",
        "warning",
        "warn",
        "error",
        "exception",
        "critical",
        "fatal",
        "success",
        "trace",
        "log",
        "notice",
        "msg",
        "verbose",
        "silly",
        "http",
        "dir",
        "table",
        "Print",
        "Printf",
        "Println",
        "Info",
        "Infof",
        "Infow",
        "Infoln",
        "Debug",
        "Debugf",
        "Debugw",
        "Debugln",
        "Warn",
        "Warnf",
        "Warnw",
        "Warning",
        "Warningf",
        "Error",
        "Errorf",
        "Errorw",
        "Errorln",
        "Fatal",
        "Fatalf",
        "Fatalln",
        "Panic",
        "Panicf",
        "Trace",
        "Tracef",
        "InfoContext",
        "DebugContext",
        "WarnContext",
        "ErrorContext",
        "InfoCtx",
        "Log",
        "Logf",
        "LogAttrs",
    ]
)
_FIELD_VERBS = frozenset(
    {"Str", "Interface", "Any", "WithField", "WithFields", "Msgf", "Bytes", "With", "bind", "child"}
)
_LOGGER = re.compile(
    r"^(?:console|winston|pino|bunyan|log4js|logrus|zap|zerolog|glog|klog|slog|loguru|structlog|syslog|(?:[\w.#$]|\?\.|\(\w*\)\.)*?_?"
    r"(?:log|logging|sugar|[A-Za-z]*_?logger))"
    r"(?:\(\w*\))?(?:\.\w+\([^()]*\)){0,4}$|^(?:\w+\.)?zap\.[LS]\(\)$",
    re.IGNORECASE,
)
_NOT_LOGGER = re.compile(r"(?i)(dialog|catalog|blog|backlog|changelog|math|console\.log)$")


def sink_of(call: Node, language: str, command: bool) -> str | None:
    """What a call writes to: "log", "print", or None; what a command prints goes to the person who ran it."""
    if call.type == "composite_literal":
        return None
    function = call.child_by_field_name("function")
    if function is None:
        return None
    if function.type == "identifier":
        return "print" if language == "python" and not command and text_of(function) in {"print", "pprint"} else None
    receiver = function.child_by_field_name("object") or function.child_by_field_name("operand")
    name = (
        function.child_by_field_name("attribute")
        or function.child_by_field_name("property")
        or function.child_by_field_name("field")
    )
    verb, owner = text_of(name), re.sub(r"\s+", "", text_of(receiver))
    if owner == "fmt":
        return "print" if verb in {"Print", "Printf", "Println"} and not command else None
    if owner == "console" and command:
        return None
    if len(owner) > 300 or _NOT_LOGGER.search(owner):
        return None
    if verb in _FIELD_VERBS:
        chain = owner.split("(")[0]
        return (
            "log"
            if language == "go" and re.search(r"(?i)\b(\w*\.)*(log|logger|zero|zlog|logrus|event|slog)(\.|$)", chain)
            else None
        )
    if verb not in _VERBS:
        return None
    return "log" if _LOGGER.match(owner) else None
