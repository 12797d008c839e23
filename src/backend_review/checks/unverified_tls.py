"""Certificate verification switched off in settings: environment files, compose files, scripts, connection strings."""

from __future__ import annotations

import re
from collections.abc import Iterator

from backend_review.finding import Match, Position
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
