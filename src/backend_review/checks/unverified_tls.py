"""Certificate verification switched off in settings: environment files, compose files, scripts, connection strings."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from backend_review.checks._trees import text
from backend_review.finding import Audience, Confidence, Match, Position
from backend_review.index.syntax import LANGUAGES as CODE
from backend_review.index.syntax import parse
from backend_review.project.source import SourceFile

LANGUAGES = frozenset({"python", "javascript", "typescript", "go", "configuration"})

# NAME=0, NAME: "0", - NAME=0, "NAME": "0", as environment files, compose files and package scripts write them.
_SWITCH = re.compile(r"""\b(NODE_TLS_REJECT_UNAUTHORIZED|PYTHONHTTPSVERIFY)["']?\s*[=:]\s*["']?(?:0|false)(?![\w.])""")
_CONNECTION = re.compile(
    r"""[?&;](sslmode=no-verify|tls=skip-verify|ssl_cert_reqs=(?:CERT_)?none|sslaccept=accept_invalid_certs"""
    r"""|tlsAllowInvalidCertificates=true|tlsAllowInvalidHostnames=true|tlsInsecure=true|trustServerCertificate=true)\b""",
    re.IGNORECASE,
)
# An option by its name as text: librdkafka's in every language, and Node's set through an index.
_OPTION = re.compile(
    r"""["'](enable\.ssl\.certificate\.verification)["']\s*[:,=]\s*["']?(?:False|false)\b"""
    r"""|["'](ssl_cert_reqs)["']\s*[:\]]\s*=?\s*(?:(?:ssl\.)?CERT_NONE\b|None\b|["'](?:CERT_)?NONE["'])"""
    r"""|\[["'](rejectUnauthorized)["']\]\s*=\s*false\b"""
)
_COMMENT = re.compile(r"\s*(#|//|/?\*|;)")
# "dev": "NODE_TLS_REJECT_UNAUTHORIZED=0 nodemon …" in package.json is a developer's own machine.
_DEV_SCRIPT = re.compile(r"""^\s*"[^"]*(dev|test|local|watch|debug|e2e)[^"]*"\s*:""", re.IGNORECASE)


# What an operator switches on: config.AllowUntrustedTLS, flags.GetBool("ignore-certificate-errors"), !opts.verify
_ASKED_FOR = re.compile(
    r"(?i)insecure|untrusted|self_?-?signed|(?:skip|ignore|no|disable|without|allow)_?-?\w*(?:tls|ssl|cert|verif)|verif|check_?(?:cert|tls|ssl)"
)
_BRANCHES = frozenset({"if_statement", "elif_clause"})


def refine(match: Match, file: SourceFile) -> Match:
    """For pedants, where it is only done when a setting of the operator's asks for it."""
    if file.language not in CODE or not _is_asked_for(match, file):
        return match
    return msgspec.structs.replace(match, audience=Audience.PEDANTIC, confidence=Confidence.LOW)


def _is_asked_for(match: Match, file: SourceFile) -> bool:
    column = len(file.line(match.start.line)[: match.start.column - 1].encode())
    point = (match.start.line - 1, column)
    node = parse(file).root_node.descendant_for_point_range(point, point)
    while node is not None and node.parent is not None:
        around = node.parent
        if around.type in _BRANCHES and node == around.child_by_field_name("consequence"):
            condition = text(around.child_by_field_name("condition")) + text(around.child_by_field_name("initializer"))
            if _ASKED_FOR.search(condition):
                return True
        node = around
    return False


def find(file: SourceFile) -> Iterator[Match]:
    data = file.data
    settings = file.language == "configuration" and (
        b"NODE_TLS_REJECT_UNAUTHORIZED" in data or b"PYTHONHTTPSVERIFY" in data
    )
    lowered = data.lower()
    urls = any(
        word in lowered
        for word in (
            b"=no-verify", b"=skip-verify", b"ssl_cert_reqs", b"=accept_invalid_certs", b"tlsallowinvalid",
            b"tlsinsecure=", b"trustservercertificate=", b"enable.ssl.certificate.verification",
        )
    )  # fmt: skip
    urls = urls or b"['rejectunauthorized']" in lowered or b'["rejectunauthorized"]' in lowered
    if not settings and not urls:
        return
    for number, line in enumerate(file.lines, 1):
        if _COMMENT.match(line):
            continue
        found = _SWITCH.search(line) if settings and not _DEV_SCRIPT.match(line) else None
        if found:
            yield _match(
                file, number, found,
                f"`{found.group(1)}` switches certificate verification off for the whole process. "
                "Remove it, and name a private authority's certificate (`NODE_EXTRA_CA_CERTS`, `SSL_CERT_FILE`) instead.",
            )  # fmt: skip
            continue
        found = (_CONNECTION.search(line) or _OPTION.search(line)) if urls else None
        if found:
            yield _match(
                file, number, found,
                f"`{found.group(0).strip('?&;[]')}` accepts any certificate, so anyone on the path can pose as this server. "
                "Ask for verification, and name the authority's certificate.",
            )  # fmt: skip


def _match(file: SourceFile, line: int, found: re.Match[str], message: str) -> Match:
    return Match(
        rule="unverified-tls",
        path=file.path,
        start=Position(line, found.start() + 1),
        end=Position(line, found.end() + 1),
        message=message,
    )
