"""What functions of libraries do with what they are given, as far as their names tell."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

from backend_review.index.expressions.data import Expr
from backend_review.model.effects import site
from backend_review.model.taint import golang, packages
from backend_review.model.taint.containers import built, is_of_object
from backend_review.model.taint.data import (
    INPUT,
    PARAMETER,
    Taint,
    as_text,
    held,
    join,
    keys,
    member,
    pairs,
    stopped,
    whole,
)
from backend_review.model.taint.gotypes import is_anothers
from backend_review.model.taint.lists import changed

if TYPE_CHECKING:
    from backend_review.model.taint.walk import Walk

_ROWS = re.compile(
    r"^(?:get|find|fetch|select|query|filter|exclude|where|execute|exec|aggregate|insert|update|delete|replace|save|create|upsert|first|scan|lookup)"
    r"(?:$|_|[A-Z]|one$|all$|many$)|^(?:Get|Find|Fetch|Select|Query|Exec|Aggregate|Insert|Update|Delete|Save|Create|First|Scan|Search)"
)
# Methods of stores, of whichever library: what they give is a row of theirs, or what they did with one.
_OF_STORES = re.compile(
    r"^(?:find(?:One|Many|All|First|Unique)(?:[A-Z]\w*)?|find(?:By(?:Id|Pk|Key)\w*|AndCountAll)|"
    r"(?:insert|update|delete|replace|remove)(?:One|Many)|findOneAnd\w+|bulkWrite|insert_one|insert_many|find_one\w*|"
    r"update_one|update_many|delete_one|delete_many|count(?:Documents|_documents))$"
)
# Calls whose answer is a number or a yes or no, whatever they are asked about.
_ANSWERS = {
    "len", "isinstance", "bool", "hasattr", "callable", "type", "isNaN", "isArray", "isInteger", "isFinite",
    "hasOwnProperty", "startswith", "endswith", "startsWith", "endsWith", "includes", "HasPrefix", "HasSuffix",
    "Contains", "indexOf", "has", "test", "isdigit", "isalnum", "count", "index", "hash", "id", "print", "ord", "Len",
    "EqualFold",
}  # fmt: skip
# Methods that put what they are given into the object: lists, sets, builders, hashes, headers, queries.
_PUTS = {
    "append", "appendleft", "extend", "add", "insert", "update", "setdefault", "write", "writelines", "push", "unshift",
    "set", "put", "WriteString", "Write", "WriteByte", "WriteRune", "Add", "Set", "Append", "concat", "splice",
    "ReadFrom",
}  # fmt: skip
_OF_ITS_OWN = re.compile(r"^(?:get|fetch|load)[A-Z]")
_CONTENT = "()"  # the member that a file or buffer has its content under
_KEYED = {"set", "put", "setdefault", "Set"}
_INTO_FIRST = {"Fprintf", "Fprint", "Fprintln", "assign", "copy", "Copy", "merge", "extend"}
# Functions that make a number of what they are given, as they are handed to ``map``.
_CASTS = {"Number", "parseInt", "parseFloat", "Boolean", "BigInt", "int", "float", "bool"}
# What they give has the members of what they are given.
_LAYS_OUT = re.compile(
    r"(?i)loads?$|parse|dict|list|tuple|copy|clone|merge|assign|extend|pick|omit|valid|plainto|from|json|sort|map|reverse|all$|promise|zip"
)
# What they give has the members of what they are given, and what they are given by name under these names.
_SAME = {"dict", "get_context_data", "SimpleNamespace", "OrderedDict", "assign", "all", "allSettled", "gather"}
# Go: what queries are built with; the builder has the values, and none of what it is asked for later is made of them.
_OF_QUERIES = {"Where", "Or", "Not", "Having", "Joins", "Preload", "Order", "Group", "Select", "Omit", "Model", "Table"}
_OTHER_THAN_WORDS = re.compile(r"^\(?\[\^(?:\w-\w|\w|\\[wd.-]|[ _.-])+\][+*]?\)?$")


def _fills(walk: Walk, expr: Expr, given: Taint, args: list[Taint]) -> None:
    """What a library's function puts into the object that it is a method of, or into what it is given first."""
    target = expr.target
    name = target.name if target is not None else ""
    if target is not None and target.kind == "attr" and name in _PUTS:
        holder = target.target
        key = _key(walk, expr) if name in _KEYED and len(expr.args) == 2 else ""
        key = _section(expr) if name == "set" and len(expr.args) == 3 else key
        if holder is not None and holder.kind == "name":
            walk.fill(holder.name, key, whole(args[-1]) if key else given)
        elif holder is not None and holder.kind in {"attr", "index"}:
            root, path = walk.place(holder)
            if root is not None:
                walk.fill(root, path, given, add=True)
    if name in _INTO_FIRST and expr.args:
        first = expr.args[0]
        while first.kind not in {"name", "attr"} and first.args:
            first = first.args[0]
        if name == "assign" and first.kind == "name":  # what the others have under a key, it has under that key
            walk.take_over(first.name, join(*args[1:]))
        elif first.kind == "name" or (first.kind == "other" and walk.module.text(first.node).startswith("&")):
            walk.fill(walk.module.text(first.node).lstrip("&"), _CONTENT if name == "Copy" else "", given)


def _section(expr: Expr) -> str:
    """The section and the option that a configuration keeps a value under: ``set("section", "option", value)``."""
    keys = expr.args[:2]
    return ".".join(str(key.value) for key in keys) if all(key.kind == "text" for key in keys) else ""


def of_library(
    walk: Walk, expr: Expr, owner: Taint, args: list[Taint], named: dict[str, Taint], spread: Taint
) -> Taint:
    """What a library's function gives is made of all that it is given; some fill what they are given."""
    target = expr.target
    name = target.name if target is not None else ""
    if walk.module.language == "go":
        golang.filled(walk, expr, owner, args)
        args = golang.formatted(walk, expr, args)
    given = whole(join(*args, *named.values(), spread))
    kept = (
        changed(walk, expr, args),
        built(walk, expr, owner, args, named, spread),
        golang.environment(walk, expr, args),
        packages.context(walk, expr, args),
        _of_object(expr, args),
        _new(expr, args),
    )
    for known in kept:
        if known is not None:
            return known
    if given:
        _fills(walk, expr, given, args)
    if name == "Name":  # of a file, that is not made of what was copied into it
        owner = {core: steps for core, steps in owner.items() if core.at != _CONTENT}
    if _tells_little(expr, name) or is_anothers(walk, expr):
        return stopped(join(whole(owner), given))
    if name in _SAME:
        return _same(args, named, spread)
    used = walk.analysis.effects.used.get(site(walk.module, expr.node))
    if used is not None and (used.kinds or used.bounds):
        return _held_back(given)  # rows are not what they were asked for by
    asks = name in {"get", "pop"} or name.startswith(("Get", "MustGet"))
    key = _key(walk, expr) if owner and asks else ""
    if key:
        return join(_asked(expr, owner, key), *args[1:])
    stored = _asked_of_store(walk, expr, owner, given)
    if stored is not None:
        return stored
    if not owner and name == "get" and target is not None and target.kind == "attr":
        return join(*args[1:], stopped(whole(join(*args[:1]))))
    return join(whole(owner), given if _LAYS_OUT.search(name) else as_text(given))


def _asked_of_store(walk: Walk, expr: Expr, owner: Taint, given: Taint) -> Taint | None:
    """What a store has is its own, not made of what it is asked by; None of any other call."""
    target, in_go = expr.target, walk.module.language == "go"
    if target is None or target.kind != "attr":
        return None
    if in_go and target.name in _OF_QUERIES:
        return join(whole(owner), stopped(given))  # the place that takes the text is a sink of its own
    if _ROWS.match(target.name) and target.name not in {"replace", "get"}:
        own = _of_store(expr, owner)
        if _OF_STORES.match(target.name):
            return join(own, _held_back(given))
        return join(own, stopped(given)) if in_go else own
    return None


def _held_back(given: Taint) -> Taint:
    """The input that something is asked by, which does not get into what it answers."""
    return stopped({core: steps for core, steps in given.items() if core.kind == INPUT})


def _of_object(expr: Expr, args: list[Taint]) -> Taint | None:
    """JavaScript: ``Object.entries(row)`` and ``Object.keys(row)``; None of any other call."""
    if is_of_object(expr, "entries"):
        return pairs(args[0])
    return join(keys(args[0]), stopped(whole(args[0]))) if is_of_object(expr, "keys") else None


def _new(expr: Expr, args: list[Taint]) -> Taint | None:
    """JavaScript: ``new Order({ note })``, an object with the members of what it is made of; None of any other call."""
    one = expr.node.type == "new_expression" and len(expr.args) == 1 and expr.args[0].kind == "dict"
    return args[0] if one else None


def _of_store(expr: Expr, owner: Taint) -> Taint:
    """What an object answers that is asked for rows is not made of what stands in other members of it.

    ``client.config = body; client.getMessages()``: the messages are none of the settings. Items of lists and what is
    kept under the key that is asked for may be.
    """
    first = expr.args[0] if expr.args else None
    key = str(first.value) if first is not None and first.kind == "text" else ""
    by_key = member(owner, key) if key else owner
    name = expr.target.name if expr.target is not None else ""
    made = {}
    for core, steps in by_key.items():
        aside = core.at.isidentifier() and not key
        if core.kind == PARAMETER and not key and not core.of and _OF_ITS_OWN.match(name):
            core = replace(core, of=f"{name}()")  # a member like others, in the words of the caller
        made[replace(core, at="", stopped=core.stopped or aside)] = steps
    return made


def _tells_little(expr: Expr, name: str) -> bool:
    """Whether a call gives numbers, a yes or no, or letters and digits, whatever it is given."""
    first = expr.args[0] if expr.args else None
    casts = name == "map" and first is not None and first.kind == "name" and first.name in _CASTS
    return name in _ANSWERS or casts or _keeps_words(expr)


def _same(args: list[Taint], named: dict[str, Taint], spread: Taint) -> Taint:
    """An object with the members of what it is made of: ``Object.assign({}, a)``, ``dict(name=name)``."""
    return join(*args, *(held(value, key) for key, value in named.items()), spread)


def _asked(expr: Expr, owner: Taint, key: str) -> Taint:
    """What an object has under a key; of a section of a configuration one option."""
    found, section = member(owner, key), _section(expr) if len(expr.args) > 1 else ""
    if not section:
        return found
    return join({core: steps for core, steps in found.items() if not core.at}, member(owner, section))


def _key(walk: Walk, expr: Expr) -> str:
    """The key that something is kept or asked for by: a text, or in Go a constant as it is written."""
    first = expr.args[0] if expr.args else None
    if first is None or first.kind == "text":
        return str(first.value) if first is not None else ""
    constant = walk.module.language == "go" and first.kind in {"name", "attr"} and not walk.evaluate(first)
    return walk.module.text(first.node) if constant else ""


def _keeps_words(expr: Expr) -> bool:
    """Whether a call takes all but letters, digits and the like out of a text: ``re.sub("[^a-z]", "", name)``."""
    target = expr.target
    if target is None or target.name != "sub" or len(expr.args) < 3:
        return False
    pattern, instead = expr.args[:2]
    return (
        pattern.kind == instead.kind == "text"
        and bool(_OTHER_THAN_WORDS.match(str(pattern.value)))
        and bool(re.fullmatch(r"[\w.-]?", str(instead.value)))
    )
