"""A connection to a database on another machine that is made without TLS."""

from __future__ import annotations

from collections.abc import Iterator

from backend_review.checks._database_settings import Connection, connections
from backend_review.finding import Confidence, Match
from backend_review.project.source import SourceFile

RULE = "unencrypted-database-connection"
LANGUAGES = frozenset({"python", "javascript", "typescript", "go", "configuration"})
_OFF = {
    "sslmode": {"disable", "disabled", "allow", "none"},
    "ssl-mode": {"disable", "disabled"},
    "ssl": {"false", "0", "disable"},
    "tls": {"false", "0"},
    "encrypt": {"false", "disable", "no"},
    "usessl": {"false"},
}
_INSTEAD = {
    "sslmode": "`sslmode=verify-full` with the server's CA",
    "ssl-mode": "`ssl-mode=VERIFY_IDENTITY`",
    "ssl": "`ssl: { ca }` (or `ssl=true`) with the server's CA",
    "tls": "`tls=true`",
    "encrypt": "`encrypt=true`",
    "usessl": "`useSSL=true`",
}


def find(file: SourceFile) -> Iterator[Match]:
    """A match for each connection that turns TLS off to a host that is not this machine or network."""
    told: set[int] = set()
    for item in connections(file):
        name = next((key for key, values in _OFF.items() if item.options.get(key) in values), None)
        if name is None or item.local or item.start.line in told or not _goes_out(item):
            continue
        told.add(item.start.line)
        host = f"`{item.host.split(':')[0]}`" if item.remote else "whatever host it is given"
        yield Match(
            RULE,
            file.path,
            item.start,
            item.end,
            f"`{name}={item.options[name]}` sends the password and every row to {host} unencrypted, for anybody on the way to read "
            f"or change. Write {_INSTEAD[name]} there, or take it from the configuration.",
            confidence=None if item.remote else Confidence.MEDIUM,
        )


def _goes_out(item: Connection) -> bool:
    """Whether the host is another machine; one that only the running program knows counts in code that has no switch."""
    return item.remote or (item.code and item.unknown and not item.fallback)
