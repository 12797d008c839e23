"""Members that another method than the constructor gives an object: ``self.items = ItemRepository(session)`` in
``__aenter__``, ``connect`` or ``init_app``."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from backend_review.model import flow
from backend_review.model.queries import Query, Row
from backend_review.model.values import Callee, Kind, Table, Thing, Value, options

if TYPE_CHECKING:
    from backend_review.model.flow import Walk

_CONSTRUCTORS = {"__init__", "constructor", "__new__"}
_MOST = 3


@cache
def _sets(name: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:self|this|cls)\.{re.escape(name)}\s*(?::[^=\n]+)?=(?![=>])")


def member(walk: Walk, owner: Thing, name: str) -> Value | None:
    """What a method puts into a member of its object; None where none does, or nothing that lasts."""
    kind = owner.kind
    if kind is None or walk.module.language == "go":
        return None
    known = walk.surroundings.set_later
    key = (id(kind), name)
    if key not in known:
        known[key] = None  # while it is looked for
        known[key] = _found(walk, owner, kind, name)
    return known[key]


def _found(walk: Walk, owner: Thing, kind: Kind, name: str) -> Value | None:
    tried = 0
    for level in kind.lineage():
        for method, function in level.klass.methods.items():
            module = function.module
            if method in _CONSTRUCTORS or tried >= _MOST or not _sets(name).search(module.text(function.node)):
                continue
            tried += 1
            made = Thing(kind=kind, attributes=dict(owner.attributes))
            inner = flow.Walk(walk.effects, Callee(function, walk.surroundings.module(module), made), [], {}, 2)
            inner.summary()
            value = made.attributes.get(name)
            if value is not None and _lasts(walk, value):
                return value
    return None


def _lasts(walk: Walk, value: Value) -> bool:
    for item in options(value):
        if isinstance(item, (Callee, Kind, Table)):
            return True
        if isinstance(item, Thing) and item.lookup is None and not isinstance(item.model, (Row, Query)):
            return item.kind is not None or walk.libraries.type_of(item.type) in walk.libraries.known
    return False
