"""Members that another method than the constructor gives an object: ``self.items = ItemRepository(session)`` in
``__aenter__``, ``connect`` or ``init_app``; and those that it asks another object for."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from backend_review.model import alternatives, flow
from backend_review.model.queries import Query, Row
from backend_review.model.values import Callee, Kind, Table, Thing, Unknown, Value, options

if TYPE_CHECKING:
    from backend_review.model.flow import Walk

_HANDS_ON = re.compile(r"\bgetattr\(\s*self\.(\w+)\s*,\s*(\w+)\s*\)")
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


def asked_of_another(walk: Walk, owner: Thing, name: str) -> Value | None:
    """Python: what an object asks another one for, as it does for whatever it has not itself: ``def __getattr__(self,
    name): return getattr(self.db, name)``."""
    held = _asked_for(owner.kind) if owner.kind is not None and not name.startswith("__") else ""
    if not held or held == name:
        return None
    others = [item for item in options(walk.attribute(owner, held)) if isinstance(item, Thing)]
    known = [found for item in others if not isinstance(found := walk.attribute(item, name), Unknown)]
    return alternatives.either(known) if known else None


def _asked_for(kind: Kind) -> str:
    for level in kind.lineage():
        method = level.klass.methods.get("__getattr__")
        if method is not None and len(method.parameters) == 2:
            said = _HANDS_ON.search(method.module.text(method.node))
            return said.group(1) if said is not None and said.group(2) == method.parameters[1].name else ""
    return ""


def is_set(kind: Kind, name: str) -> bool:
    """Whether a method other than the constructor gives an object's member a value."""
    return any(
        method not in _CONSTRUCTORS and _sets(name).search(function.module.text(function.node)) is not None
        for level in kind.lineage()
        for method, function in level.klass.methods.items()
    )


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
