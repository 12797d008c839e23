"""Regular expressions that let nothing harmful through."""

from __future__ import annotations

import re

# What a pattern must refuse, or it lets through what can harm.
_PROBES = ("a'b", 'a"b', "a;b", "../a", "a/b", "a`b", "a$(b)", "a<b", "a|b", "a{{b", "a\\b", "a(b")


def strict(pattern: str) -> bool:
    """Whether a regular expression is about all of a text, and refuses what can harm."""
    if not pattern.startswith(("^", "\\A")) or not pattern.endswith(("$", "\\z", "\\Z")) or len(pattern) > 500:
        return False
    try:
        compiled = re.compile(pattern.replace("\\z", "\\Z"))
    except (re.error, OverflowError, RecursionError):
        return False
    return not any(compiled.match(probe) for probe in _PROBES)


_OTHERS = re.compile(r"\[\^((?:[^\[\]\\]|\\.)+)\]\+?")


def lets_only_pass(pattern: str) -> bool:
    """Whether a regular expression finds the characters that are none of a few harmless ones: ``[^a-z_\\d]``."""
    others = _OTHERS.fullmatch(pattern)
    return others is not None and strict(f"^[{others[1]}]*$")
