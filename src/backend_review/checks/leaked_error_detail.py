"""Which exception class the leaked text comes from, which Semgrep cannot tell when a ``try`` has several handlers."""

from __future__ import annotations

import re

import msgspec

from backend_review.finding import Confidence, Match, Severity
from backend_review.project.frontend import is_frontend
from backend_review.project.source import SourceFile

_EXCEPT = re.compile(r"^(\s*)except\b\*?\s*(?P<types>[^:]*?)(\s+as\s+(?P<name>\w+))?\s*:")
_BROAD = re.compile(
    r"\b(Base)?Exception\b|SQLAlchemyError|DBAPIError|(Database|Operational|Programming|Integrity|Interface|Data|PyMongo|BotoCore|Client|"
    r"AMQP|Kafka|Redis|Postgres|Driver|Runtime|Connection|Write|DuplicateKey|Subprocess|CalledProcess|Permission|OS|IO)Error\b|"
    r"RequestException|SMTPException|OperationFailure|\b(psycopg2?|sqlite3|pymysql|connector|MySQLdb|asyncpg|requests|httpx)\.\w*Error\b"
)
_TRACEBACK = re.compile(r"\b(traceback\.\w+|format_exc|exc_info)\(")
_REGISTERED = re.compile(r"\s*@[\w.]+\.(?:errorhandler|app_errorhandler|exception_handler)\((.*)\)")
_CENTRAL = re.compile(r"def\s+\w*exception_handler\w*\(\s*(self,\s*)?\w+(:\s*\w+)?,\s*\w+|\(.*:\s*(Base)?Exception\b")
_VALUE = re.compile(r"\b(Value|Type|Key|Attribute|Lookup|Index|HTTP)Error\b")


def refine(match: Match, file: SourceFile) -> Match | None:
    """Drop what a handler of a known class says; lower what comes from ValueError and its kin."""
    if file is None:
        return match
    if file.language in {"javascript", "typescript"}:
        return None if is_frontend(file) else match
    if file.language != "python":
        return match
    step = next((step for step in match.trace if step.path == match.path), None)
    line = step.line if step else match.start.line
    if _TRACEBACK.search(file.line(line)):
        return match
    types = _caught(file, line)
    if types is None:
        return None
    if not types or _BROAD.search(types):
        return match
    if _VALUE.search(types):
        return msgspec.structs.replace(match, severity=Severity.INFO, confidence=Confidence.LOW)
    return None


def _caught(file: SourceFile, line: int) -> str | None:
    """The classes caught around a line; for a central handler those it is registered for; None when it is no handler."""
    types = _handler(file, line)
    if types is not None:
        return types
    for number in range(line, max(0, line - 60), -1):
        text = file.line(number)
        if re.match(r"\s*(async\s+)?def\b", text):
            registered = _REGISTERED.match(file.line(number - 1))
            if registered:
                return registered.group(1)
            return "Exception" if _CENTRAL.search(text) else None
    return None


def _handler(file: SourceFile, line: int) -> str | None:
    """The classes named by the ``except`` clause around a line: empty for a bare one, None when there is no clause."""
    text = file.line(line)
    indent = len(text) - len(text.lstrip())
    inline = _EXCEPT.match(text)
    if inline:
        return inline.group("types")
    for number in range(line - 1, max(0, line - 200), -1):
        above = file.line(number)
        if not above.strip():
            continue
        depth = len(above) - len(above.lstrip())
        if depth >= indent:
            continue
        indent = depth
        found = _EXCEPT.match(above)
        if found:
            return found.group("types")
        if re.match(r"\s*except\b", above):  # the classes are spread over several lines
            return " ".join(file.line(row) for row in range(number, min(number + 8, line)))
        if re.match(r"\s*\)\s*(as\s+\w+\s*)?:", above):
            start = number
            while start > max(1, number - 12) and not re.match(r"\s*except\b", file.line(start)):
                start -= 1
            return " ".join(file.line(row) for row in range(start, number + 1))
        if re.match(r"\s*(async\s+)?def\b", above):
            return None
    return None
