"""What the methods of lists do and give, in Python and JavaScript."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from backend_review.model.values import Either, Items, Kind, Known, Rest, Table, Unknown, Value, as_text, text_of

if TYPE_CHECKING:
    from backend_review.model.evaluator import Call

MAX_CALLS = 300  # of the function that a list's method is given


_ENUMERATIONS = ("enum.Enum", "enum.StrEnum", "enum.IntEnum")


def iterated(value: Value) -> list[Value] | None:
    """What a loop goes over; None when that is not known."""
    if isinstance(value, Items) and (value.items or isinstance(value, Rest)):
        return value.items
    if isinstance(value, Table) and value.entries:
        return [Known(key) for key in value.entries]
    if isinstance(value, Kind) and any(name.endswith(_ENUMERATIONS) for name in value.libraries()):
        return [item for name, item in value.attributes.items() if isinstance(item, Known) and not name.startswith("_")]
    return None


def method(owner: Items, name: str, call: Call) -> Value:
    """What ``owner.name(…)`` gives, after doing to the list what it does."""
    if name in _CALLING and call.args:
        return _CALLING[name](owner, call)
    if name in _GIVING:
        return _GIVING[name](owner, call)
    return Unknown()


def _results(owner: Items, call: Call) -> list[Value]:
    """What the given function gives for each item."""
    return [
        call.evaluator.call(call.args[0], [value, Known(index)], {}, call.expr, call.scope)
        for index, value in enumerate(owner.items[:MAX_CALLS])
    ]


def _each(owner: Items, call: Call) -> Value:
    _results(owner, call)
    return owner


def _mapped(owner: Items, call: Call) -> Value:
    return Items(_results(owner, call), owner.complete)


def _flat_mapped(owner: Items, call: Call) -> Value:
    return _flat(Items(_results(owner, call), owner.complete), call)


def _flat(owner: Items, _: Call) -> Value:
    return Items([item for value in owner.items for item in (value.items if isinstance(value, Items) else [value])])


def _filtered(owner: Items, call: Call) -> Value:
    kept = [value for value, keep in zip(owner.items, _results(owner, call), strict=False) if keep != Known(False)]
    return Items([*kept, *owner.items[MAX_CALLS:]], owner.complete and len(kept) == len(owner.items))


def _found(owner: Items, call: Call) -> Value:
    rest = _filtered(owner, call)
    items = rest.items if isinstance(rest, Items) else []
    return items[0] if len(items) == 1 else Either(items) if items else Unknown()


def _reduced(owner: Items, call: Call) -> Value:
    items = list(owner.items[:MAX_CALLS])
    made = call.args[1] if len(call.args) > 1 else items.pop(0) if items else Unknown()
    for index, value in enumerate(items):
        found = call.evaluator.call(call.args[0], [made, value, Known(index)], {}, call.expr, call.scope)
        made = made if isinstance(found, Unknown) else found
    return made


def _pushed(owner: Items, call: Call) -> Value:
    owner.items.extend(call.args)
    return Known(None)


def _inserted(owner: Items, call: Call) -> Value:
    owner.items.extend(call.args[-1:])
    return Known(None)


def _extended(owner: Items, call: Call) -> Value:
    owner.items.extend((iterated(call.args[0]) or []) if call.args else [])
    return Known(None)


def _joined(owner: Items, call: Call) -> Value:
    separator = text_of(call.arg(0)) if call.args else ","
    return Known((separator or "").join(as_text(value) for value in owner.items))


def _with_more(owner: Items, call: Call) -> Value:
    return Items([*owner.items, *(value for more in call.args for value in (iterated(more) or [more]))])


def _sliced(owner: Items, call: Call) -> Value:
    bounds = [value.value for value in call.args if isinstance(value, Known) and isinstance(value.value, int)]
    if len(bounds) != len(call.args) or not bounds:
        return owner
    return Items(owner.items[slice(*bounds)] if len(bounds) == 2 else owner.items[bounds[0] :], owner.complete)


def _at(owner: Items, call: Call) -> Value:
    index = call.arg(0)
    known = isinstance(index, Known) and isinstance(index.value, int)
    return owner.items[index.value] if known and -len(owner.items) <= index.value < len(owner.items) else Unknown()  # type: ignore[union-attr]


def _same(owner: Items, _: Call) -> Value:
    return owner


_CALLING: dict[str, Callable[[Items, Call], Value]] = {
    **dict.fromkeys(("forEach", "some", "every"), _each),
    "map": _mapped,
    "flatMap": _flat_mapped,
    "filter": _filtered,
    "find": _found,
    **dict.fromkeys(("reduce", "reduceRight"), _reduced),
}
_GIVING: dict[str, Callable[[Items, Call], Value]] = {
    **dict.fromkeys(("append", "push", "add", "unshift"), _pushed),
    "insert": _inserted,
    "extend": _extended,
    "join": _joined,
    "concat": _with_more,
    "slice": _sliced,
    "at": _at,
    "flat": _flat,
    **dict.fromkeys(("copy", "reverse", "sort", "values"), _same),
}
