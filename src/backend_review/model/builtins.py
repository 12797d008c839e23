"""What the languages' own functions and methods give: texts, lists, tables, paths, environment variables."""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from backend_review.model import combinators, gotexts, javascriptfiles, pythonfiles, records, sequences
from backend_review.model.sequences import iterated
from backend_review.model.values import (
    HOLE,
    Callee,
    Either,
    Items,
    Known,
    Library,
    Namespace,
    Native,
    Record,
    Table,
    Thing,
    Unknown,
    Value,
    as_text,
    joined,
    options,
    text_of,
)

if TYPE_CHECKING:
    from backend_review.model.evaluator import Call

MAX_LISTS = 8  # a list that depends on conditions is followed in so many forms
FUNCTIONS = {
    "Promise",
    "str",
    "type",
    "list",
    "tuple",
    "set",
    "dict",
    "sorted",
    "reversed",
    "enumerate",
    "zip",
    "getattr",
    "property",
    "Object",
    "String",
    "append",
    "copy",
    "Array",
    "Set",
    "Map",
}


def combined(left: Value, operator: str, right: Value) -> Value:
    """``left operator right``: texts and lists put together."""
    if operator == "+":
        if isinstance(left, Items) and isinstance(right, Items):
            return Items([*left.items, *right.items], left.complete and right.complete)
        if any(isinstance(side, Either) and any(isinstance(o, Items) for o in options(side)) for side in (left, right)):
            return _either_list(left, right)
        if isinstance(left, Items) or isinstance(
            right, Items
        ):  # what is not known of one side says nothing of the other
            known = left if isinstance(left, Items) else right
            return Items(list(known.items), complete=False) if isinstance(known, Items) else Unknown()
        if text_of(left) is not None or text_of(right) is not None:
            return Known(as_text(left) + as_text(right))
        if isinstance(left, Known) and isinstance(right, Known) and _numbers(left, right):
            return Known(left.value + right.value)
    if operator == "-" and isinstance(left, Known) and isinstance(right, Known) and _numbers(left, right):
        return Known(left.value - right.value)
    if operator == "|" and isinstance(left, Table) and isinstance(right, Table):
        return Table({**left.entries, **right.entries}, left.complete and right.complete)
    if operator == "%":
        text = text_of(left)
        if text is not None:
            values = list(right.items) if isinstance(right, Items) else [right]
            return Known(_filled(text, values, r"%(?:\(\w+\))?[sdrif]"))
    if operator == "*" and isinstance(left, Known) and isinstance(right, Known) and _numbers(left, right):
        return Known(left.value * right.value)
    return Unknown()


def _either_list(left: Value, right: Value) -> Value:
    """Lists put together where one of them depends on a condition."""
    pairs = [combined(first, "+", second) for first in options(left) for second in options(right)]
    lists = [item for item in pairs if isinstance(item, Items)]
    if len(lists) <= MAX_LISTS:
        return Either(list(lists))
    items = dict.fromkeys(item for several in lists for item in several.items)
    return Items(list(items), complete=False)


def _numbers(*values: Known) -> bool:
    return all(isinstance(value.value, (int, float)) and not isinstance(value.value, bool) for value in values)


def _filled(text: str, values: list[Value], hole: str) -> str:
    rest = iter(values)
    return re.sub(hole, lambda _: as_text(next(rest, Unknown())), text)


def item(owner: Value, key: Value) -> Value:
    """``owner[key]``."""
    if isinstance(owner, Table):
        text = text_of(key)
        if text is not None and text in owner.entries:
            return owner.entries[text]
        if text is None and owner.entries:
            return joined(list(owner.entries.values()))
    if isinstance(owner, Items) and isinstance(key, Known) and isinstance(key.value, int):
        return owner.items[key.value] if -len(owner.items) <= key.value < len(owner.items) else Unknown()
    if isinstance(owner, Items) and isinstance(key, Unknown) and owner.items:
        return joined(list(owner.items))
    if isinstance(owner, Thing):
        return owner.attributes.get(f"[{text_of(key)}]", Unknown())
    return Unknown()


def attribute(owner: Value, name: str) -> Value:
    """A member of a text, list or table."""
    if isinstance(owner, Table):
        if name in owner.entries:
            return owner.entries[name]
        return Native(name, lambda call: _table_method(owner, name, call)) if name in _TABLE_METHODS else Unknown()
    if isinstance(owner, pythonfiles.ModuleInfo) and name == "name":
        return owner.items[1]
    if isinstance(owner, Record) and name in owner.names:
        position = owner.names.index(name)
        return owner.items[position] if position < len(owner.items) else Unknown()
    if isinstance(owner, Items) and name == "length":
        return Known(len(owner.items)) if owner.complete else Unknown()
    if isinstance(owner, Items):
        return Native(name, lambda call: sequences.method(owner, name, call))
    if isinstance(owner, Callee) and name == "bind":
        return Native(name, lambda _: owner)
    if isinstance(owner, Known):
        if name == "value":  # a member of an enumeration
            return owner
        if isinstance(owner.value, str):
            method = _asked if name in _ASKED else _text_method
            return Native(name, lambda call: method(str(owner.value), name, call))
    return Unknown()


_ASKED: dict[str, Callable[[str, str], bool]] = {
    "endsWith": str.endswith,
    "startsWith": str.startswith,
    "includes": str.__contains__,
}


def _asked(text: str, name: str, call: Call) -> Value:
    """``text.endsWith(x)`` and the like."""
    asked = text_of(call.arg(0))
    return Unknown() if asked is None or HOLE in text + asked else Known(_ASKED[name](text, asked))


def _text_method(text: str, name: str, call: Call) -> Value:
    if name in {"strip", "rstrip", "lstrip"}:
        return Known(getattr(text, name)(text_of(call.arg(0)) if call.args else None))
    if name in {"lower", "toLowerCase"}:
        return Known(text.lower())
    if name in {"upper", "toUpperCase"}:
        return Known(text.upper())
    if name == "format":
        named = {key: as_text(value) for key, value in call.named.items()}
        text = re.sub(r"\{(\w+)\}", lambda found: named.get(found.group(1), found.group()), text)
        return Known(_filled(text, call.args, r"\{(?:\d*|[a-z]\w*)(?::[^{}]*)?\}"))
    if name == "join":
        values = iterated(call.args[0]) if call.args else None
        return Known(text.join(as_text(value) for value in values)) if values is not None else Unknown()
    if name == "concat":
        return Known(text + "".join(as_text(value) for value in call.args))
    if name == "replace" and len(call.args) >= 2 and text_of(call.args[0]) is not None:
        return Known(text.replace(text_of(call.args[0]) or "", as_text(call.args[1])))
    if name in {"slice", "substring"} and all(isinstance(v, Known) and isinstance(v.value, int) for v in call.args):
        bounds = [value.value for value in call.args if isinstance(value, Known)]
        return Known(text[slice(*bounds)] if len(bounds) == 2 else text[bounds[0] :] if bounds else text)
    if name in {"rsplit", "removesuffix", "removeprefix", "rpartition", "partition"} and text_of(call.arg(0)):
        return _text_of_parts(text, name, text_of(call.arg(0)) or "", call)
    if name == "split" and call.args and text_of(call.args[0]):
        return Items([Known(part) for part in text.split(text_of(call.args[0]))])
    if name in {"trim", "toString", "encode", "decode", "trimEnd", "trimStart"}:
        return Known(text.strip() if name.startswith("trim") else text)
    return Unknown()


def _text_of_parts(text: str, name: str, mark: str, call: Call) -> Value:
    """Python's methods that take a text apart at another one."""
    if name.startswith("remove"):
        return Known(getattr(text, name)(mark))
    if name.endswith("partition"):
        return Items([Known(part) for part in getattr(text, name)(mark)])
    times = call.arg(1, "maxsplit")
    limit = times.value if isinstance(times, Known) and isinstance(times.value, int) else -1
    return Items([Known(part) for part in text.rsplit(mark, limit)])


def _map_method(owner: Table, name: str, call: Call) -> Value:
    """What is done to a JavaScript ``Map`` with texts for keys."""
    key = text_of(call.args[0])
    if name == "has":
        return Known(key in owner.entries) if key is not None and owner.complete else Unknown()
    if name == "set":
        if key is not None and len(call.args) > 1:
            value = call.args[1]
            # A list that is there is not emptied under a condition, nor forgotten when it is set to what is not known.
            known = isinstance(owner.entries.get(key), Items)
            empty = isinstance(value, Items) and not value.items and call.evaluator.conditional
            if not (known and (empty or isinstance(value, Unknown))):
                owner.entries[key] = value
        owner.complete = owner.complete and key is not None
        return owner
    for key, value in list(owner.entries.items())[: sequences.MAX_CALLS]:
        call.evaluator.call(call.args[0], [value, Known(key)], {}, call.expr, call.scope)
    return Known(None)


_TABLE_METHODS = {
    *("get", "set", "has", "forEach", "items", "entries", "values", "keys", "update", "assign"),
    *("setdefault", "pop", "copy"),
}


def _table_method(owner: Table, name: str, call: Call) -> Value:
    if name == "get" and call.args:
        found = owner.entries.get(text_of(call.args[0]) or "")
        return found if found is not None else call.args[1] if len(call.args) > 1 else Unknown()
    if name in {"setdefault", "pop"} and call.args:
        key, other = text_of(call.args[0]) or "", call.args[1] if len(call.args) > 1 else Known(None)
        if name == "pop":
            return owner.entries.pop(key, other)
        return owner.entries.setdefault(key, other)
    if name == "copy":
        return Table(dict(owner.entries), owner.complete)
    if name in {"set", "has", "forEach"} and call.args:
        return _map_method(owner, name, call)
    if name in {"items", "entries"}:
        return Items([Items([Known(key), value]) for key, value in owner.entries.items()])
    if name == "values":
        return Items(list(owner.entries.values()))
    if name == "keys":
        return Items([Known(key) for key in owner.entries])
    if name in {"update", "assign"}:
        for value in call.args:
            if isinstance(value, Table):
                owner.entries.update(value.entries)
        owner.entries.update(call.named)
        return owner
    return Unknown()


def _environment(call: Call) -> Value:
    return call.arg(1, "default") or Unknown()


def _joined(call: Call) -> Value:
    parts = [as_text(value) for value in call.args]
    return Known(re.sub(r"//+", "/", "/".join(part for part in parts if part)))


def _printed(call: Call) -> Value:
    text = text_of(call.arg(0))
    return Known(_filled(text, call.args[1:], r"%[-+#0-9.]*[a-zA-Z]")) if text is not None else Unknown()


def _listed(call: Call) -> Value:
    """``list(values)``; without any an empty one."""
    return call.args[0] if call.args else Items()


def _dict(call: Call) -> Value:
    """``dict(table, name=value)``."""
    given = call.arg(0)
    if given is not None and not isinstance(given, Table):
        return Unknown()
    return Table({**(given.entries if given is not None else {}), **call.named}, given is None or given.complete)


def _defaulted(call: Call) -> Value:
    """``defaultdict(list)``, whose keys are there as soon as they are asked for."""
    given = call.arg(1)
    entries = dict(given.entries) if isinstance(given, Table) else {}
    return Table(entries, given is None or isinstance(given, Table), missing=call.arg(0, "default_factory"))


def _first(call: Call) -> Value:
    return call.args[0] if call.args else Unknown()


def _entries(call: Call) -> Value:
    table = call.arg(0)
    if isinstance(table, Namespace):  # import * as controllers from "./controllers"
        table = Table({name: item for path in table.paths for name, item in call.evaluator.exported(path).items()})
    if not isinstance(table, Table):
        return Unknown()
    name = call.name.rpartition(".")[2]
    if name == "values":
        return Items(list(table.entries.values()))
    if name == "keys":
        return Items([Known(key) for key in table.entries])
    return Items([Items([Known(key), value]) for key, value in table.entries.items()])


def _mapping(call: Call) -> Value:
    """``new Map(pairs)``."""
    return _from_entries(call) if call.args else Table()


def _called_for_each(call: Call) -> Value:
    """``_.each(list, function)``, ``_.map(table, function)``."""
    owner, name = call.arg(0), call.name.rpartition(".")[2].replace("each", "forEach").replace("forOwn", "forEach")
    method = attribute(owner, name if isinstance(owner, Items) else "forEach") if owner is not None else None
    if isinstance(method, Native) and isinstance(owner, (Items, Table)):
        call.args = call.args[1:]
        return method.run(call)
    return Unknown()


def _from_entries(call: Call) -> Value:
    pairs = iterated(call.args[0]) if call.args else None
    known = [pair.items for pair in pairs or () if isinstance(pair, Items) and len(pair.items) == 2]
    return Table({as_text(key): value for key, value in known}, complete=len(known) == len(pairs or ()))


def _assigned(call: Call) -> Value:
    """``Object.assign(a, b)``: the first, with what the others have."""
    first = call.arg(0)
    if not isinstance(first, Table):
        return first or Unknown()
    for value in call.args[1:]:
        if isinstance(value, Table):
            first.entries.update(value.entries)
        first.complete = first.complete and isinstance(value, Table) and value.complete
    return first


def _flag(call: Call) -> Value:
    """``flag.String(name, default, help)``: the default."""
    return call.args[1] if len(call.args) > 1 else Unknown()


def _appended(call: Call) -> Value:
    known = [value.items for value in options(call.arg(0) or Unknown()) if isinstance(value, Items)]
    return Items([*max(known, key=len, default=[]), *call.args[1:]])


def _copied(call: Call) -> Value:
    """Go: ``copy(to, from)``."""
    to, origin = call.arg(0), call.arg(1)
    if isinstance(to, Items) and isinstance(origin, Items):
        to.items[:] = origin.items
    return Unknown()


def _enumerated(call: Call) -> Value:
    values = iterated(call.args[0]) if call.args else None
    given = call.arg(1, "start")
    start = given.value if isinstance(given, Known) and type(given.value) is int else 0
    return Items([Items([Known(i), v]) for i, v in enumerate(values, start)]) if values is not None else Unknown()


def _product(call: Call) -> Value:
    lists = [iterated(value) for value in call.args]
    known = [values for values in lists if values is not None]
    if len(known) != len(lists) or call.named or math.prod(map(len, known)) > sequences.MAX_CALLS:
        return Unknown()
    return Items([Items(list(row)) for row in itertools.product(*known)])


def _chained(call: Call) -> Value:
    lists = [iterated(value) for value in call.args]
    return Items([item for values in lists for item in values or ()], complete=None not in lists)


def _zipped(call: Call) -> Value:
    lists = [iterated(value) for value in call.args]
    known = [values for values in lists if values is not None]
    if not known or len(known) != len(lists):
        return Unknown()
    return Items([Items(list(row)) for row in zip(*known, strict=False)])


def _got(call: Call) -> Value:
    name = text_of(call.arg(1))
    return call.evaluator.attribute(call.args[0], name) if name and call.args else Unknown()


_EACH = ("each", "forEach", "forOwn")
_UTILITIES = ("lodash", "underscore", "es-toolkit", "es-toolkit/compat", "remeda", "radash")
_TABLE: dict[str, Callable[[Call], Value]] = {
    **dict.fromkeys(("os.getenv", "os.environ.get", "environ.get", "decouple.config"), _environment),
    **dict.fromkeys(("path", "url", "path/filepath"), _first),
    **dict.fromkeys(
        (
            "path.Join",
            "path/filepath.Join",
            "path.join",
            "os.path.join",
            "path.resolve",
            "path.posix.join",
            "posixpath.join",
            "desm.join",
        ),
        _joined,
    ),
    "net/url.JoinPath": _joined,
    "fmt.Sprintf": _printed,
    "itertools.product": _product,
    "itertools.chain": _chained,
    **dict.fromkeys(("builtins.str", "builtins.sorted", "builtins.String"), _first),
    **dict.fromkeys(("builtins.reversed", "builtins.Set", "builtins.Array.from"), _first),
    "builtins.Map": _mapping,
    **{f"sync.{name}": _first for name in ("OnceFunc", "OnceValue")},
    **{f"builtins.Promise.{name}": _first for name in ("all", "allSettled", "resolve")},
    **{f"{library}.{name}": _called_for_each for library in ("lodash", "underscore") for name in _EACH},
    **{f"{library}.map": _called_for_each for library in ("lodash", "underscore")},
    **{f"{library}.{name}": _first for library in _UTILITIES for name in ("sortBy", "orderBy", "uniq", "compact")},
    "builtins.Array.of": lambda call: Items(list(call.args)),
    "builtins.Object.fromEntries": _from_entries,
    "flag.String": _flag,
    "builtins.append": _appended,
    **{f"builtins.Object.{name}": _entries for name in ("values", "keys", "entries")},
    "builtins.Object.assign": _assigned,
    "builtins.Object.freeze": _first,
    "builtins.copy": _copied,
    "builtins.enumerate": _enumerated,
    "builtins.getattr": _got,
    "builtins.zip": _zipped,
    "collections.namedtuple": records.named_tuple,
    "builtins.type": records.made_class,
    "functools.wraps": lambda _: Native("functools.wraps", _first),
    **combinators.TABLE,
    **pythonfiles.TABLE,
    **gotexts.TABLE,
    **dict.fromkeys(("functools.lru_cache", "functools.cache", "functools.lru_cache()"), _first),
    **dict.fromkeys(("builtins.list", "builtins.tuple", "builtins.set"), _listed),
    **dict.fromkeys(("builtins.dict", "collections.OrderedDict"), _dict),
    "collections.defaultdict": _defaulted,
}


def function(call: Call) -> Value | None:
    """What a function of a standard library gives; None for any other."""
    known = _TABLE.get(call.name)
    if known is not None:
        return known(call)
    return javascriptfiles.function(call)


_METHOD = re.compile(
    r"(?:net/http|github\.com/gofiber/fiber/v\d)\.Method(\w+)|github\.com/labstack/echo(?:/v\d)?\.([A-Z]+)"
)


def constant(name: str) -> Known | None:
    """A constant of a library that routes are made with: the methods of HTTP."""
    found = _METHOD.fullmatch(name)
    return Known((found[1] or found[2]).upper()) if found else None


def environment(value: Value) -> bool:
    """Whether a value is an environment variable or setting that is only known when the program runs."""
    return isinstance(value, Library) and value.name.startswith(("os.environ", "process.env"))
