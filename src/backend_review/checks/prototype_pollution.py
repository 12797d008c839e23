"""prototype-pollution, the half that patterns cannot say: merges of a project's own, and tables without a prototype.

A function that goes through the keys of one object, calls itself for what lies under a key, and else writes into the
other object under that key, follows ``__proto__`` like any other key.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import tree_sitter

from backend_review.checks._syntax import positions
from backend_review.checks._trees import (
    CALLS,
    FUNCTIONS,
    arguments,
    bare,
    called,
    enclosing_function,
    function_name,
    last_name,
    root_of,
    text,
    walk,
)
from backend_review.finding import Match
from backend_review.project.frontend import is_frontend
from backend_review.project.source import SourceFile

RULE = "prototype-pollution"
LANGUAGES = frozenset({"javascript", "typescript"})

_WRITES = frozenset({"assignment_expression"})
_INDEXED = frozenset({"subscript_expression"})
_LOOPS = frozenset({"for_in_statement"})
_NAMES = frozenset({"identifier"})
_GOES_OVER_KEYS = re.compile(rb"\bin\b|\.(keys|entries|getOwnPropertyNames|ownKeys)\(")
_TABLE = re.compile(r"^[A-Za-z_$][\w$]*$")


def refine(match: Match, file: SourceFile) -> Match | None:
    """Drop a write into a table that has no prototype."""
    if is_frontend(file):
        return None
    table = match.metavars.get("$TO", "")
    if not match.variant.endswith("-keys") or not _TABLE.match(table):
        return match
    made = rf"\b{re.escape(table)}\b\s*(?::[^=;\n]+)?=\s*(?:Object\.create\(null\)|\{{\s*__proto__:\s*null)"
    return None if re.search(made, file.text) else match


def find(file: SourceFile) -> Iterator[Match]:
    """The merges of a file that take any key."""
    if not _GOES_OVER_KEYS.search(file.data) or is_frontend(file):
        return
    root = root_of(file)
    for function in walk(root, FUNCTIONS):
        name = function_name(function)
        body = function.child_by_field_name("body")
        if not name or body is None or name.encode() not in (body.text or b""):
            continue
        found = _merge(function, name)
        if found is not None:
            write, target, key = found
            start, end = positions(file, write)
            yield Match(
                RULE,
                file.path,
                start,
                end,
                f"`{name}` goes down every key of what it is given, `__proto__` too, and then writes `{key}` into "
                f"`{target}`: what all objects share. Leave out `__proto__`, `constructor` and `prototype`, or go down "
                "only keys that the target has of its own.",
                f"{RULE}.own-merge",
            )


def _merge(function: tree_sitter.Node, name: str) -> tuple[tree_sitter.Node, str, str] | None:
    """The write of a function that merges deep without a look at the keys, what it writes into, and the key."""
    code = text(function)
    if re.search(r"__proto__|['\"`]constructor['\"`]|Object\.create\(null\)", code):
        return None
    parameters = {text(item) for item in walk(function.child_by_field_name("parameters") or function, _NAMES)}
    for write in walk(function, _WRITES):
        left, right = write.child_by_field_name("left"), bare(write.child_by_field_name("right"))
        if left is None or left.type != "subscript_expression" or right is None:
            continue
        target, key = text(left.child_by_field_name("object")), text(left.child_by_field_name("index"))
        if target not in parameters or not _TABLE.match(key) or not _is_key(write, function, key):
            continue
        if not _reads(right, key, target, function) or _looked_at(code, target, key):
            continue
        if _goes_down(function, name, target, key):
            return write, target, key
    return None


def _is_key(write: tree_sitter.Node, function: tree_sitter.Node, key: str) -> bool:
    """Whether a name is each key of an object in turn, where a write stands."""
    current = write.parent
    while current is not None and current.id != function.id:
        if current.type in _LOOPS and re.search(rf"\b{re.escape(key)}\b", text(current.child_by_field_name("left"))):
            over = text(current.child_by_field_name("right"))
            return text(current.child_by_field_name("operator")) == "in" or bool(_over_keys(over))
        if current.type in FUNCTIONS:
            call = current.parent.parent if current.parent is not None else None
            of = text(called(call)) if call is not None and call.type in CALLS else ""
            taken = text(current.child_by_field_name("parameters") or current.child_by_field_name("parameter"))
            if re.search(rf"\b{re.escape(key)}\b", taken):
                return of.endswith(("forEach", "map", "reduce", "each", "forIn", "forOwn")) and bool(
                    _over_keys(of) or re.search(r"\b(_|lodash)\.", of)
                )
        current = current.parent
    return False


def _over_keys(code: str) -> re.Match[str] | None:
    return re.search(r"\b(keys|entries|getOwnPropertyNames|ownKeys)\(", code)


def _reads(value: tree_sitter.Node, key: str, target: str, function: tree_sitter.Node) -> bool:
    """Whether what is written lies under the same key of another object."""
    for item in walk(value, _INDEXED):
        if text(item.child_by_field_name("index")) == key and text(item.child_by_field_name("object")) != target:
            return True
    # … or is a name that was given it before
    kept = text(value)
    given = rf"\b{re.escape(kept)}\s*=\s*[\w$.]+\[{re.escape(key)}\]|\[\s*{re.escape(key)}\s*,\s*{re.escape(kept)}\s*\]"
    return value.type == "identifier" and re.search(given, text(function)) is not None


def _looked_at(code: str, target: str, key: str) -> bool:
    """Whether the function asks if the target has the key of its own, or if the key is among those it knows."""
    target, key = re.escape(target), re.escape(key)
    own = rf"{target}\.hasOwnProperty\(|hasOwn(?:Property\.call)?\(\s*{target}\s*,|has\(\s*{target}\s*,"
    known = rf"\.(?:includes|has|indexOf|test)\(\s*{key}\s*\)"
    return re.search(rf"{own}|{known}", code) is not None


def _goes_down(function: tree_sitter.Node, name: str, target: str, key: str) -> bool:
    """Whether the function calls itself for what the target holds under the key."""
    for call in walk(function, CALLS):
        if last_name(called(call)) != name or enclosing_function(call) is None:
            continue
        given = [bare(item) for item in arguments(call)]
        for item in given:
            if item is None:
                continue
            if item.type == "subscript_expression":
                held = text(item.child_by_field_name("object")) == target
                if held and text(item.child_by_field_name("index")) == key:
                    return True
            elif re.search(rf"\b{re.escape(text(item))}\s*=\s*{re.escape(target)}\[{re.escape(key)}\]", text(function)):
                return True
    return False
