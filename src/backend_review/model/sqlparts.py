"""Texts of SQL that are put together: by formats, joins, lists of parts and builders.

Only what reads like SQL is known afterwards: of any other text it matters more where it comes from.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from backend_review.model.values import HOLE, Either, Items, Known, Thing, Unknown, Value, joined, options

if TYPE_CHECKING:
    from backend_review.model.flow.state import State

_SQL = re.compile(
    r"(?i)\b(?:select|from|where|(?:order|group)\s+by|limit|fetch|offset|union|join|having|with|asc|desc)\b"
)
# What a part of a statement may hold that says how many rows it gives.
_SAYS_HOW_MANY = re.compile(r"(?i)\b(?:select|limit|fetch|top|union|with|insert|update|delete)\b")
_VERB = re.compile(r"%%|%[-+# 0-9.*]*[a-zA-Z]")
# What texts are written into, piece by piece.
BUILDERS = {"strings.Builder", "bytes.Buffer", "io.StringIO", "io.StringIO()", "bytes.NewBufferString()"}
_WRITES = {"WriteString", "WriteByte", "WriteRune", "Write", "write", "writelines"}
_GIVES = {"String", "getvalue"}
_FORMATS = {"fmt.Sprintf", "util.format", "pg-format", "pg-format.default", "pg-format.withArray"}
_PUTS = {"append", "push", "extend"}
_WRITTEN = "=text"
_MAX_TEXTS = 8
_MAX_LENGTH = 20_000


def together(*parts: Value) -> Value:
    """Texts one after another, in all the forms that they may have; Unknown when it does not read like SQL."""
    forms = [list(_forms(part)) for part in parts]
    made = ["".join(form) for form in itertools.islice(itertools.product(*forms), _MAX_TEXTS)]
    return told_apart(Known(text) for text in made if len(text) <= _MAX_LENGTH and _SQL.search(text))


def told_apart(values: Iterable[Value]) -> Value:
    """One of several texts; those that others go on from with nothing that says how many rows there are, left out."""
    known = list(dict.fromkeys(value for value in values if isinstance(value, Known)))
    kept = [
        item
        for item in known
        if not any(other is not item and _goes_on(str(item.value), str(other.value)) for other in known)
    ]
    return joined(list(kept[:_MAX_TEXTS]))


def _goes_on(text: str, longer: str) -> bool:
    rest = longer[len(text) :]
    return (
        bool(rest)
        and longer.startswith(text)
        and _SAYS_HOW_MANY.search(rest) is None
        and HOLE not in rest[-len(HOLE) :]
    )


def _forms(value: Value) -> Iterable[str]:
    """What a value may be as a part of a text."""
    found: list[str] = []
    for item in options(value):
        if isinstance(item, Known) and isinstance(item.value, (str, int, float)) and not isinstance(item.value, bool):
            found.append(str(item.value))
        else:
            found.append(HOLE)
    return list(dict.fromkeys(found))[:_MAX_TEXTS]


def of_function(walk: State, name: str, args: list[Value]) -> Value | None:
    """What a function makes of texts; None when it is none of these or nothing is known of it."""
    if name in _FORMATS and args:
        return _known(_formatted(args))
    if name == "strings.Join" and len(args) == 2:
        return _known(_listed(args[0], args[1]))
    if (
        name in {"fmt.Fprintf", "fmt.Fprint", "fmt.Fprintln", "io.WriteString"}
        and len(args) > 1
        and _is_builder(args[0])
    ):
        _write(walk, args[0], _formatted(args[1:]) if name == "fmt.Fprintf" else together(*args[1:]))
        return Unknown()
    if name == "builtins.append" and len(args) > 1:
        before = args[0] if isinstance(args[0], Items) else Items() if _is_texts(args[0]) else None
        if before is not None and all(_is_text(item) for item in (*before.items, *args[1:])):
            return Items([*before.items, *args[1:]], before.complete)
    return None


def of_method(walk: State, owner: Value, name: str, args: list[Value]) -> Value | None:
    """The same for a method of a text, a list of parts or a builder."""
    if isinstance(owner, Known) and isinstance(owner.value, str) and args:
        if name == "join" and isinstance(args[0], Items) and walk.module.language == "python":
            return _known(_listed(args[0], owner))
        if name == "concat" and walk.module.language == "javascript":
            return _known(together(owner, *args))
    if isinstance(owner, Items) and args:
        if name == "join" and walk.module.language == "javascript":
            return _known(_listed(owner, args[0]))
        if (
            name in _PUTS
            and all(_is_text(item) for item in (*owner.items, *args))
            and len(owner.items) < 4 * _MAX_TEXTS
        ):
            sometimes = walk.conditional > walk.born.get(id(owner), 0)
            owner.items += [_sometimes(item) if sometimes else item for item in args]
            return Unknown()
    if _is_builder(owner):
        if name in _WRITES and args:
            _write(walk, owner, together(args[0]))
            return Unknown()
        if name in _GIVES and isinstance(owner, Thing):
            return owner.attributes.get(_WRITTEN)
    return None


def _known(value: Value) -> Value | None:
    return None if isinstance(value, Unknown) else value


def _is_text(value: Value) -> bool:
    return all(isinstance(item, Known) and isinstance(item.value, str) for item in options(value))


def _is_texts(value: Value) -> bool:
    """Go: whether a value is an empty list of texts, as ``make([]string, 0)`` and ``[]string{}`` give it."""
    return isinstance(value, Thing) and value.type == "[]string"


def _is_builder(value: Value) -> bool:
    return isinstance(value, Thing) and value.kind is None and value.type in BUILDERS


def _sometimes(value: Value) -> Value:
    """A part that is there on some ways only; what says nothing of how many rows there are may well be there."""
    says = any(_SAYS_HOW_MANY.search(str(item.value)) for item in options(value) if isinstance(item, Known))
    return Either([value, Known("")]) if says else value


def _write(walk: State, builder: Value, part: Value) -> None:
    for item in options(builder):
        if isinstance(item, Thing):
            before = item.attributes.get(_WRITTEN, Known(""))
            sometimes = walk.conditional > walk.born.setdefault(id(item), walk.conditional)
            walk.kept.append(item)
            part = Known(HOLE) if isinstance(part, Unknown) else part
            made = together(before, _sometimes(part) if sometimes else part)
            if not isinstance(made, Unknown):
                item.attributes[_WRITTEN] = made


def _listed(parts: Value, mark: Value) -> Value:
    """``strings.Join(parts, " AND ")``: with a hole in the place of what is not known of the list."""
    held: list[Value] = list(parts.items) if isinstance(parts, Items) else []
    if not isinstance(parts, Items) or not parts.complete:
        held.append(Unknown())
    rest = [piece for item in held for piece in (mark, item)][1:]
    return together(*rest) if rest else Unknown()


def _formatted(args: list[Value]) -> Value:
    """``fmt.Sprintf("… LIMIT %d", size)``."""
    found = []
    for form in options(args[0]):
        if isinstance(form, Known) and isinstance(form.value, str):
            parts: list[Value] = []
            rest = iter(args[1:])
            end = 0
            for mark in _VERB.finditer(form.value):
                parts += [
                    Known(form.value[end : mark.start()]),
                    Known("%") if mark[0] == "%%" else next(rest, Unknown()),
                ]
                end = mark.end()
            made = together(*parts, Known(form.value[end:]))
            found += list(options(made))
    return told_apart(found)
