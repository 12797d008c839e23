"""What a write does to rows, told by the library's function that does it."""

from __future__ import annotations

import re

_UPSERTS = re.compile(
    r"(?i)upsert|get_or_create|update_or_create|find_?or_?create|first_?or_?(create|init)|on_?(conflict|duplicate)|or_?(update|ignore)"
    r"|replace|merge|^clauses$|addtoset"
)
_INSERTS = re.compile(r"(?i)^a?(create|insert|add|bulk_?create|bulk_?insert|save|append|put)|^asave$")


def is_upsert(by: str) -> bool:
    """Whether a row that is there already is taken or changed instead."""
    return _UPSERTS.search(by.rpartition(".")[2]) is not None


def may_insert(by: str) -> bool:
    """Whether a new row may be the result; what saves an object may do either."""
    return not is_upsert(by) and _INSERTS.search(by.rpartition(".")[2]) is not None
