"""Whether the options of a call hold a timeout after all, and whether the call is made by a server at all."""

from __future__ import annotations

import re

import msgspec

from backend_review.checks._terminal import at_terminal
from backend_review.finding import Audience, Confidence, Match, Severity
from backend_review.project.frontend import is_frontend
from backend_review.project.source import SourceFile

# What limits the time in the options of some client; spread-in options are given the benefit of the doubt.
_LIMITS = re.compile(r"\b(timeout|signal|headersTimeout|bodyTimeout|timeoutMs|cancelToken|requestTimeout)\b|\.\.\.")
_IDENTIFIER = re.compile(r"^[A-Za-z_$][\w$]*(\s+as\s+[\w.<>\[\]]+)?$")
_OWN_FETCH = re.compile(
    r"""import\s+(?:[\w$]+\s*,\s*)?(?:\{[^}]*\bfetch\b[^}]*\}|fetch(?:\s*,\s*\{[^}]*\})?)\s+from\s+['"](?!node-fetch|undici|cross-fetch|isomorphic-)|"""
    r"""(?:const|let|var)\s+(?:\{[^}]*\bfetch\b[^}]*\}|fetch)\s*(?::[^=]+)?=(?!\s*(?:\(?await\s*)?(?:require|import)\(['"](?:node-fetch|undici|cross-fetch|isomorphic-))|"""
    r"""\bfunction\s*\*?\s*fetch\s*\(|[({,]\s*fetch\s*[,})]\s*(?::[^)=]*)?\)?\s*(?:=>|\{)""",
)
_TYPED = re.compile(r"(?:await\s+)?axios\.(get|delete|head|options|request|post|put|patch)<")
# Fetching through a platform's own limits, or from oneself.
_LOCAL_URL = re.compile(r"""^[`'"](data:|file:|/(?!/)|blob:|\./)""")


def refine(match: Match, file: SourceFile) -> Match | None:
    """Drop a match that has a timeout in a place Semgrep's pattern does not look at."""
    if file is None:
        return match
    found: Match | None = match
    if file.language == "go":
        found = _go(match, file)
    elif file.language != "python":
        found = None if is_frontend(file) else _javascript(match, file)
    if found is not None and at_terminal(file, found.start.line):
        return msgspec.structs.replace(found, audience=Audience.PEDANTIC)  # somebody sees that it hangs, and stops it
    return found


def _javascript(match: Match, file: SourceFile) -> Match | None:
    if match.variant.endswith(".axios-typed"):
        called = _TYPED.match(file.line(match.start.line)[match.start.column - 1 :])
        second = match.metavars.get("$SECOND", "")
        if not called or (
            called.group(1) in {"get", "delete", "head", "options"} and _limited(second, file.text, strict=True)
        ):
            return None
    for name in ("$OPTIONS", "$URL", "$DATA"):
        code = match.metavars.get(name, "").strip()
        if _limited(code, file.text, strict=name == "$OPTIONS"):
            return None
    call = "\n".join(file.lines[match.start.line - 1 : match.end.line])
    after = "\n".join(file.lines[match.start.line - 1 : match.end.line + 30])
    if match.variant.endswith(".axios"):
        assigned = _assigned_name(call)
        if ".create" in call and assigned and re.search(rf"\b{re.escape(assigned)}\.defaults\.timeout\b", file.text):
            return None
        if ".create" in call and re.search(
            rf"{_function_around(file, match.start.line)}\.defaults\.timeout\b", file.text
        ):
            return None
    elif match.variant.endswith(".fetch"):
        if _OWN_FETCH.search(file.text) or _LOCAL_URL.match(match.metavars.get("$URL", "")):
            return None
        before = "\n".join(file.lines[max(0, match.start.line - 6) : match.start.line])
        if re.search(r"\b(withTimeout|pTimeout|timeout|raceTimeout|Promise\.race)\(", before):
            return None
    elif match.variant.endswith((".node-http", ".superagent", ".request")):
        if re.search(r"\.(setTimeout|timeout)\(|['\"]timeout['\"]|\btimeout\s*:", after):
            return None
        if match.variant.endswith(".node-http") and not re.search(
            r"""(from|require\()\s*['"](node:)?(https?|follow-redirects)['"]""", file.text
        ):
            return None
    return match


def _assigned_name(call: str) -> str | None:
    found = re.search(r"([\w$]+)\s*(?::[^=]+)?=\s*(?:await\s+)?axios", call)
    return found.group(1) if found else None


def _function_around(file: SourceFile, line: int) -> str:
    """The name that a multi-line assignment above gives, escaped; something that matches nothing when there is none."""
    found = re.search(r"([\w$]+)\s*(?::[^=]+)?=\s*$", file.line(line - 1)) if line > 1 else None
    return re.escape(found.group(1)) if found else r"(?!)"


def _limited(code: str, text: str, strict: bool) -> bool:
    """Whether an argument holds a time limit; a name is looked up in the file, and trusted when it is not found there."""
    if not code:
        return False
    if code.startswith("{"):
        return _LIMITS.search(code) is not None
    if not strict:
        return False
    if re.match(r"(async\s+)?(\(|function\b|[\w$]+\s*=>)", code) or code[:1] in "`'\"":
        return False
    if not _IDENTIFIER.match(code):
        # A call, a member or a condition: made elsewhere.
        return True
    name = re.escape(code.split()[0])
    if re.search(rf"\bfunction\s+{name}\s*\(|\b{name}\s*=\s*(async\s*)?(\([^)]*\)|\w+)\s*=>", text):
        return False
    made = list(re.finditer(rf"\b{name}\s*(?::[^=;\n]+)?=\s*(?:Object\.assign\()?\{{", text))
    if not made:
        return True
    if re.search(rf"\b{name}\.(timeout|signal)\s*=", text):
        return True
    return any(_LIMITS.search(_braces(text, found.end() - 1)) for found in made)


def _braces(text: str, start: int) -> str:
    """The text from an opening brace to its match, at most a few thousand characters."""
    depth = 0
    for position in range(start, min(len(text), start + 4000)):
        if text[position] == "{":
            depth += 1
        elif text[position] == "}":
            depth -= 1
            if depth == 0:
                return text[start : position + 1]
    return text[start : start + 4000]


def _go(match: Match, file: SourceFile) -> Match | None:
    text = file.text
    if match.variant.endswith(".go-client"):
        if re.search(r"\.Timeout\s*=", text):
            return None
        deadline = re.search(r"\bcontext\.With(Timeout|Deadline)(Cause)?\(", text)
        contextual = re.search(r"\b(NewRequestWithContext|\w+\.WithContext)\(", text)
        if contextual and deadline:
            return None
        literal = "\n".join(file.lines[match.start.line - 1 : match.end.line])
        if contextual or re.search(r"\bTransport\s*:", literal):
            return msgspec.structs.replace(match, severity=Severity.INFO, confidence=Confidence.LOW)
    if match.variant.endswith(".go-libraries") and re.search(
        r"\bSetTimeout\(|\.Timeout\s*=|SetContext\(|DoTimeout|DoDeadline", text
    ):
        return None
    if match.variant.endswith(".go-dial") and re.search(r"\bSetDeadline\(|SetReadDeadline\(", text):
        return None
    return match
