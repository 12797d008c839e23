"""Commands run without a shell: ``exec("ping " + host)`` becomes ``execFile("ping", [host])``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from backend_review.fixes.javascript import _sql
from backend_review.fixes.javascript._edits import Code, arguments, bare, callee
from backend_review.fixes.javascript._imports import member
from backend_review.fixes.javascript._texts import built
from backend_review.fixes.proposal import Proposal, Replacement, Site
from backend_review.index.syntax import children

if TYPE_CHECKING:
    from tree_sitter import Node

_FILES = {"exec": "execFile", "execSync": "execFileSync"}
_BEHIND = "no shell reads the command any more: a value with spaces is one argument, and `*` in it stays as it is"
_PLAIN = re.compile(r"[\w./:=@%+,-]+")
_LIST = {"spawn", "spawnSync", "execFile", "execFileSync", "execa", "execaSync"}


class _Word(msgspec.Struct):
    """A word of a command: texts, and the expressions in it."""

    parts: list[str | Node]


def fix(site: Site) -> Proposal | None:
    """Run the command at the finding as a program with a list of arguments."""
    code = Code(site)
    for call in code.around(*_FILES, *_LIST) if code.whole else ():
        name = code.qualified(callee(call)).rpartition(".")[2] or code.called(call)
        edits = _as_list(code, call, name) if name in _FILES else _without_shell(code, call)
        if edits:
            return Proposal("run the program itself instead of a shell", False, tuple(edits), _BEHIND)
    return None


def _as_list(code: Code, call: Node, name: str) -> list[Replacement] | None:
    what = code.qualified(callee(call))
    if not re.fullmatch(r"(?:node:)?child_process\.\w+", what) or code.text(callee(call)).endswith("]"):
        return None
    found = built(code, call)
    if found is None or found.options is not None or found.name is not None:
        return None
    statement = _sql.read(code, found.expression)
    words = _words(statement) if statement is not None else None
    if words is None or len(words) < 2 or len(words[0].parts) != 1 or not isinstance(words[0].parts[0], str):
        return None
    rest = [_written(code, word) for word in words[1:]]
    function = callee(call)
    method = function.child_by_field_name("property") if function is not None else None
    text = f"{code.quoted(words[0].parts[0])}, [{', '.join(rest)}]"
    if function is None:
        return None
    if method is not None:
        return [code.replaced(method, _FILES[name]), code.replaced(found.expression, text)]
    imported = member(code, _FILES[name], "child_process", "node:child_process")
    if imported is None:
        return None
    called, edits = imported
    return [*edits, code.replaced(function, called), code.replaced(found.expression, text)]


def _words(statement: _sql.Statement) -> list[_Word] | None:
    """The words of a command that a shell would do nothing else to; None for any that it would."""
    words: list[_Word] = []
    holes = {hole.place: hole for hole in statement.holes}
    opened, fresh = "", True
    for place, char in enumerate(statement.text):
        if char in {"'", '"'} and (not opened or opened == char):
            opened = "" if opened else char
            continue
        if char == " " and not opened:
            fresh = True
            continue
        if place not in holes and not (_PLAIN.fullmatch(char) or (opened and char == " ")):
            return None
        if fresh:
            words.append(_Word([]))
            fresh = False
        parts = words[-1].parts
        if place in holes:
            parts.append(holes[place].node)
        elif parts and isinstance(parts[-1], str):
            parts[-1] += char
        else:
            parts.append(char)
    return None if opened else words


def _written(code: Code, word: _Word) -> str:
    if len(word.parts) == 1:
        part = word.parts[0]
        return code.quoted(part) if isinstance(part, str) else code.text(bare(part))
    pieces = [part if isinstance(part, str) else f"${{{code.text(bare(part))}}}" for part in word.parts]
    return f"`{''.join(pieces)}`"


def _without_shell(code: Code, call: Node) -> list[Replacement] | None:
    """``spawn("ls", [directory], { shell: true })`` → ``spawn("ls", [directory])``."""
    given = arguments(call)
    if len(given) != 3 or given[0].type != "string" or given[1].type != "array" or given[2].type != "object":
        return None
    if not _PLAIN.fullmatch(code.text(given[0])[1:-1]):
        return None
    pair = code.property_of(given[2], "shell")
    if pair is None:
        return None
    items = [child for child in children(given[2]) if child.type not in {"{", "}", ",", "comment"}]
    if items == [pair]:
        return [Replacement(given[1].end_byte, given[2].end_byte, b"")]
    if items[-1] == pair:
        return [Replacement(items[-2].end_byte, pair.end_byte, b"")]
    return [Replacement(pair.start_byte, items[items.index(pair) + 1].start_byte, b"")]
