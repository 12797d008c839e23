"""What the text of an SQL statement does: a small classification, enough to know reads, bounds and writes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

_COMMENT = re.compile(r"--[^\n]*|/\*.*?\*/", re.DOTALL)
_TABLE = re.compile(
    r"\b(?:from|into|update(?:\s+only|\s+or\s+\w+)?|join|(?:insert|replace)(?:\s+ignore)?(?!\s+(?:into|or|ignore)\b))"
    r"\s+[\"`\[]?([\w.]+|\{\?\})",
    re.IGNORECASE,
)
_LIMIT = re.compile(r"\b(?:limit|fetch\s+(?:first|next)|top)\s*\(?\s*([^\s,;)]+)(?:\s*,\s*([^\s;)]+))?", re.IGNORECASE)
_AGGREGATE = re.compile(r"^\s*select\s+(?:coalesce\s*\(\s*)?(?:count|sum|min|max|avg|exists)\s*\(", re.IGNORECASE)
_BY_KEY = re.compile(r"\bwhere\b.*?[\s(.\"`]\"?(?:id|uuid|pk|_id)[\"`]?\s*=(?!\s*any)", re.IGNORECASE | re.DOTALL)
# A hole at the end that is no table, value, column or condition.
_MAY_LIMIT = re.compile(
    r"(?<!from)(?<!join)(?<!\bby)(?<!\band)(?<!\bor)(?<!\bin)(?<!where)(?<!like)(?<![=<>,(])\s+\{\?\}\s*;?\s*$"
    r"|[\w)]\{\?\}\s*;?\s*$",
    re.IGNORECASE,
)
_ASKED = re.compile(r"(?i)\b(?:where|and)\s+(?:[\w\"`]+\.)?[\"`\[]?(\w+)[\"`\]]?(?:\s*=|\s+in\b)")
_UPSERTS = re.compile(r"\bon\s+(?:conflict|duplicate)\b|^\s*insert\s+(?:or|ignore)\b|\bnot\s+exists\b", re.IGNORECASE)
_WRITES = ("insert", "update", "replace", "merge", "upsert", "copy", "truncate")


@dataclass(frozen=True)
class Statement:
    """``kind`` is read_many, read_one, write, delete, transaction or "" (none of these); ``asked`` are the columns that
    the rows which are read are asked for by."""

    kind: str
    table: str = ""
    bound: str | None = None
    aggregate: bool = False
    verb: str = ""  # the statement that writes
    asked: tuple[str, ...] = ()


def classify(text: str) -> Statement:
    """What a statement does. Parts of the text that are not known are holes (``{?}``)."""
    text = _COMMENT.sub(" ", text).strip().lstrip("(").strip()
    word = re.match(r"[a-z]+", text, re.IGNORECASE)
    verb = word.group().lower() if word else ""
    if verb == "with":
        inner = re.findall(r"\b(insert|update|delete)\b", text, re.IGNORECASE)
        verb = inner[0].lower() if inner else "select"
    named = _TABLE.search(text)
    table = named.group(1) if named else ""
    if verb == "insert" and _UPSERTS.search(text):
        return Statement("write", table, verb="upsert")
    if verb in _WRITES:
        return Statement("write", table, verb=verb)
    if verb == "delete":
        return Statement("delete", table, verb=verb)
    if verb in {"begin", "start"}:
        return Statement("transaction")
    if verb != "select":
        return Statement("")
    if not named:
        return Statement("")  # select 1
    if _AGGREGATE.match(text) and not re.search(r"\bgroup\s+by\b", text, re.IGNORECASE):
        return Statement("read_one", table, aggregate=True, verb="select")
    outer = _without_parentheses(text)
    if word is not None and word.group().lower() == "with":
        table = _read_at_last(text, outer) or table
    made = replace(_read(table, outer), asked=_asked_by(outer))
    if made.kind == "read_many" and made.bound is None and word is not None and word.group().lower() == "with":
        return replace(made, bound=_bound_of_part(text, outer))
    return made


def classify_any(texts: Iterable[str]) -> Statement:
    """What one of several statements does, of which a condition says which: one that reads without a bound, if any."""
    found = [classify(text) for text in texts]
    unbounded = [item for item in found if item.kind == "read_many" and item.bound is None]
    known = [item for item in found if item.kind]  # Go gives "" along with an error
    return (unbounded or known or [Statement("")])[0]


def _read_at_last(text: str, outer: str) -> str:
    """The table that ``WITH part AS (SELECT …) SELECT … FROM table`` reads besides its own parts; "" for none."""
    parts = {name.lower() for name in re.findall(r"(\w+)\s+as\s*(?:\w+\s*)?\(", text, re.IGNORECASE)}
    tables = (found.group(1) for found in _TABLE.finditer(outer))
    return next((table for table in tables if table.lower() not in parts), "")


def _bound_of_part(text: str, outer: str) -> str | None:
    """What bounds ``WITH best AS (SELECT … LIMIT 5) SELECT … FROM best``: the part it reads, whatever is joined."""
    names = re.findall(r"\b(?:from|join)\s+(\w+)", outer, re.IGNORECASE)
    part = re.search(rf"\b{names[0]}\s+as\s*\(", text, re.IGNORECASE) if names else None
    if part is None or re.search(r"\bfrom\s+\w+(?:\s+\w+)?\s*,", outer, re.IGNORECASE):
        return None
    depth = 1
    for mark in re.finditer(r"[()]", text[part.end() :]):
        depth += 1 if mark.group() == "(" else -1
        if depth == 0:
            inner = _without_parentheses(text[part.end() : part.end() + mark.start()])
            made = _read("", inner)
            return made.bound if made.kind == "read_many" and _LIMIT.search(inner) else None
    return None


def _asked_by(outer: str) -> tuple[str, ...]:
    """The columns that all rows have a value of: ``where tenant_id = $1 and id in (…)``."""
    where = re.search(r"\bwhere\b.*", outer, re.IGNORECASE | re.DOTALL)
    if where is None or re.search(r"\bor\b", where.group(), re.IGNORECASE):
        return ()
    return tuple(_ASKED.findall(where.group()))[:8]


def _read(table: str, outer: str) -> Statement:
    """A SELECT without its subqueries: how many rows it gives."""
    limit = _LIMIT.search(outer)
    if limit:
        count = limit.group(2) or limit.group(1)
        if count.lower() in {"all", "null"}:
            return Statement("read_many", table)
        if count == "1":
            return Statement("read_one", table)
        return Statement("read_many", table, "constant" if count.isdigit() else "parameter")
    if _BY_KEY.search(outer) and not re.search(r"\b(?:join|or)\b", outer, re.IGNORECASE):
        return Statement("read_one", table)
    # What is added at the end and not known may be a limit.
    return Statement("read_many", table, "parameter" if _MAY_LIMIT.search(outer) else None)


def _without_parentheses(text: str) -> str:
    """The text without its subqueries: their limits and conditions are not those of the whole."""
    before = None
    text = re.sub(r"\bin\s*\((?!\s*select\b)[^()]*\)", " in listed ", text, flags=re.IGNORECASE)
    while before != text:
        before = text
        text = re.sub(r"\(\s*select\b[^()]*\)", " ", text, flags=re.IGNORECASE)
        text = re.sub(r"\((?!\s*select\b)([^()]*)\)", r" \1 ", text, flags=re.IGNORECASE)
    return text
