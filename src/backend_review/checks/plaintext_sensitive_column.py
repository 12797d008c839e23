"""Columns that hold what must not be read, as text that whoever sees the table can read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from backend_review.backend import Backend
from backend_review.checks._tables import of_columns
from backend_review.checks._trees import snake
from backend_review.finding import Match
from backend_review.model.tables import Column, Table

# Numbers of people and of their money, and keys with which somebody can act.
_SENSITIVE = re.compile(
    r"(^|_)(ssn|social_security(_(number|no))?|card_(number|no)|credit_card(_(number|no))?|cc_(number|num)|cvv2?|cvc|iban|bank_account(_(number|no))?|"
    r"routing_number|passport_(number|no)|tax_(id|number)|national_id(_number)?|drivers?_licen[cs]e(_number)?|"
    r"secret(_key)?|client_secret|api_key|apikey|api_secret|private_key|access_token|refresh_token|auth_token|bot_token|api_token|"
    r"(totp|otp|mfa|two_factor|webhook|signing)_(secret|key))$|^token$"
)
# Hashes, parts that are shown, and what only speaks of it.
_HARMLESS = re.compile(
    r"hash|digest|encrypt|cipher|(^|_)(enc|masked|last_?(4|four)|hint|prefix|public|device|push|fcm|csrf|next|page)(_|$)|^(is|has)_"
)
_AT_REST = re.compile(
    r"(?i)encrypt|cipher|fernet|vault|kms|transformer|pgp_sym|\bhash|sha256|sha512|digest|bcrypt|hmac|seal\("
)
_LIVE = {"production", "script"}
_CODE = {"python", "javascript", "typescript", "go"}
_AROUND = 4


def judge(backend: Backend) -> Iterator[Match]:
    """A match for each such column of text that nothing is seen to encrypt or hash."""
    suspects = [
        (table, column)
        for table in backend.tables_asked_for()
        for column in table.columns.values()
        if column.type == "text"
        and _is_sensitive(column)
        and not column.references
        and not _declared_encrypted(backend, column)
    ]
    protecting = _protecting_lines(backend) if suspects else ""
    found = [item for item in suspects if not _is_protected(item, protecting)]
    yield from of_columns(
        "plaintext-sensitive-column",
        found,
        "`{name}` is kept as plain `{type}`, so a backup, a replica or one injection shows it to whoever reads it. "
        "Encrypt it with a key that is kept elsewhere, or keep only a hash where it is only compared.",
        "{count} columns keep secrets or personal numbers as plain text (`{name}` is the first), so a backup, a replica or one "
        "injection shows them. Encrypt them with a key that is kept elsewhere, or keep hashes of what is only compared.",
    )


def _is_sensitive(column: Column) -> bool:
    name = snake(column.attribute or column.name)
    return _SENSITIVE.search(name) is not None and _HARMLESS.search(name) is None


def _declared_encrypted(backend: Backend, column: Column) -> bool:
    """Whether the declaration (its type, options, the comment above it) says that it is encrypted."""
    if _AT_REST.search(column.written):
        return True
    file = backend.project.files.get(column.place.path)
    if file is None:
        return False
    line = column.place.line
    around = [file.line(number) for number in range(max(1, line - 1), line + _AROUND)]
    own = around[:2] + [text for text in around[2:] if not re.match(r"\s*(@Column|\w+\s*[:=]|\w+\s+\w)", text)]
    return any(_AT_REST.search(text) for text in own)


def _protecting_lines(backend: Backend) -> str:
    """The lines of the program that encrypt or hash something."""
    lines: list[str] = []
    for file in backend.project.files.values():
        if file.role in _LIVE and file.language in _CODE and _AT_REST.search(file.text):
            lines += [line for line in file.lines if len(line) < 400 and _AT_REST.search(line)]
    return "\n".join(lines)


def _is_protected(item: tuple[Table, Column], protecting: str) -> bool:
    column = item[1]
    names = {name for name in (column.name, column.attribute) if name and name != "token"}
    return any(re.search(rf"\b{re.escape(name)}\b", protecting, re.IGNORECASE) for name in names)
