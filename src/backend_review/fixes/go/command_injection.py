"""A shell's line becomes a program and its arguments: ``exec.Command("sh", "-c", "ping "+host)``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from backend_review.fixes.go import _sql
from backend_review.fixes.go._edits import Code, is_text
from backend_review.fixes.go._imports import name_of
from backend_review.fixes.proposal import Proposal, Site

if TYPE_CHECKING:
    from tree_sitter import Node

_SHELLS = re.compile(r'"(?:/bin/|/usr/bin/)?(?:sh|bash|dash|zsh|ash)"')
_PLAIN = re.compile(r"[\w./:=,@%+-]*")
# What a shell does itself, and programs that run what they are given as code.
_NOT_ALONE = re.compile(
    r"cd|\.|source|export|set|unset|alias|eval|exec|exit|umask|ulimit|trap|wait|read|type|command|builtin"
    r"|(?:|ba|da|z|a)sh|ssh|sudo|su|env|xargs|nohup|time|if|for|while|case|test|python3?|perl|ruby|node"
)
_HOLE = re.compile("\x00(\\d+)\x00")
_BEHIND = "values that are meant to be several words, or patterns such as *.txt: they are one argument now"


def fix(site: Site) -> Proposal | None:
    """Start the program itself; None for lines that need a shell (pipes, quotes, variables)."""
    code = Code(site)
    call = code.call("Command", "CommandContext")
    if not code.whole or call is None or code.has_comment(call):
        return None
    package, values = code.text(code.receiver(call)), code.arguments(call)
    first = 1 if code.called(call) == "CommandContext" else 0
    if package != name_of(code, "os/exec", call) or len(values) != first + 3:
        return None
    shell, option, line = values[first:]
    if not _SHELLS.fullmatch(code.text(shell)) or code.text(option) != '"-c"':
        return None
    found = _line(code, line)
    words = _words(*found) if found is not None else None
    if words is None:
        return None
    before = code.data[call.start_byte : shell.start_byte].decode(errors="replace")
    edit = code.replaced(call, f"{before}{', '.join(words)})")
    return Proposal(f"start `{words[0].strip(chr(34))}` itself, without a shell", False, (edit,), _BEHIND)


def _line(code: Code, node: Node) -> tuple[str, list[str]] | None:
    """The line with marks for values, and the values; None for what is not put together here."""
    parts: list[str] = []
    values: list[str] = []
    if node.type == "call_expression" and code.text(node).startswith(f"{name_of(code, 'fmt', node)}.Sprintf("):
        return _format(code, *code.arguments(node))
    for part in _sql.flattened(code, node) or []:
        if _sql.is_string(part):
            text = code.text(part)[1:-1]
            if "\\" in text or "\x00" in text:
                return None
            parts.append(text)
        else:
            parts.append(f"\x00{len(values)}\x00")
            values.append(code.text(part))
    return "".join(parts), values


def _format(code: Code, literal: Node, *given: Node) -> tuple[str, list[str]] | None:
    text = code.text(literal)[1:-1]
    if not _sql.is_string(literal) or "\\" in text or "\x00" in text:
        return None
    verbs = _sql.verbs(text)
    if len(verbs) != len(given):
        return None
    if any(
        letter != "s" and not (letter == "v" and is_text(code, value))
        for (*_, letter), value in zip(verbs, given, strict=True)
    ):
        return None
    pieces, done = [], 0
    for number, (start, end, _) in enumerate(verbs):
        pieces += [text[done:start], f"\x00{number}\x00"]
        done = end
    return "".join([*pieces, text[done:]]), [code.text(value) for value in given]


def _words(line: str, values: list[str]) -> list[str] | None:
    """The words as Go's expressions; None where a shell is needed, or where the program is not fixed."""
    words = []
    for word in line.split():
        holes = _HOLE.findall(word)
        bare = _HOLE.sub("", word)
        quoted = re.fullmatch(r"(['\"])(.*)\1", bare)
        if quoted and _HOLE.fullmatch(word[1:-1]):
            bare = ""
        if not _PLAIN.fullmatch(bare) or len(holes) > 1:
            return None
        if not holes:
            words.append(f'"{word}"')
            continue
        value = values[int(holes[0])]
        before, after = word.split(f"\x00{holes[0]}\x00")
        around = [f'"{text}"' if text.strip("'\"") else "" for text in (before, after)]
        if not words or (around[0] and not re.fullmatch(r'"[\w./:=@-]*[/:=@]"', around[0])):
            return None
        words.append("+".join(part for part in (around[0], value, around[1]) if part))
    if len(words) < 2 or _NOT_ALONE.fullmatch(words[0].strip('"')) or "=" in words[0] or not values:
        return None
    return words
