"""Values that stand for others: providers of ``dependency-injector`` and werkzeug's ``LocalProxy``.

https://python-dependency-injector.ets-labs.org/providers/ and https://werkzeug.palletsprojects.com/en/stable/local/
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from backend_review.model import declared, members, names
from backend_review.model.values import Callee, Kind, Library, Thing, Unknown, Value, options, text_of

if TYPE_CHECKING:
    from backend_review.index.expressions.data import Expr
    from backend_review.model.flow import Walk

_PROVIDERS = "dependency_injector.providers."
_CONTAINERS = ("Container", "DependenciesContainer", "Dependency")
_MARKERS = re.compile(r"^dependency_injector\.wiring\.(?:Provide|Closing|Provider)$")
_PROXIES = {"werkzeug.local.LocalProxy", "werkzeug.LocalProxy"}
_DEEPEST = 6


def is_provider(value: Value | None) -> bool:
    """Whether a value is something that gives another one when it is called."""
    return isinstance(value, Thing) and value.made_by is not None and value.made_by.name.startswith(_PROVIDERS)


def given_by(walk: Walk, value: Value, depth: int = 0) -> Value | None:
    """What a provider gives, with what it is told to make it of; None for anything else."""
    if depth > _DEEPEST or not isinstance(value, Thing) or value.made_by is None or not is_provider(value):
        return None
    name = value.made_by.name.rpartition(".")[2]
    first, *rest = value.made_by.args or [Unknown()]
    if name in _CONTAINERS:
        return first if isinstance(first, Kind) else None
    args = [_told(walk, item, depth) for item in rest]
    named = {key: _told(walk, item, depth) for key, item in value.made_by.named.items()}
    for item in options(first):
        if isinstance(item, Kind):
            return members.instance(walk, item, args, named)
        if isinstance(item, Callee):
            return walk.effects.summary(declared.at_home(walk, item), args, named, 1).returns
        if isinstance(item, Library):
            return walk.library(item, args, named, value.made_by.expr)
        if name == "Object" or not isinstance(item, Unknown):
            return names.refreshed(walk, item)
    return None


def _told(walk: Walk, value: Value, depth: int) -> Value:
    """What is handed over where a provider is told to make its object of another one: ``db``,
    ``db.provided.session``, ``gateways.database`` of a container in a container."""
    if isinstance(value, Library) and is_provider(value.receiver) and value.receiver is not None:
        owner: Value = given_by(walk, value.receiver, depth + 1) or Unknown()
        for part in value.name[len(value.receiver.type) + 1 :].split("."):
            if part not in {"provided", "provider"}:
                owner = walk.attribute(owner, part)
        return given_by(walk, owner, depth + 1) or owner
    return given_by(walk, value, depth + 1) or value


def wired(walk: Walk, owner: Value, key: Expr | None) -> Value | None:
    """``Provide[Container.users]``, ``Provide["users"]``; None for any other item of anything."""
    if key is None or not isinstance(owner, Library) or not _MARKERS.match(owner.name):
        return None
    value = walk.evaluate(key)
    name = text_of(value)
    if name is not None:
        held = (kind.attributes.get(name) for kind in _containers(walk))
        value = next((item for item in held if item is not None), value)
    return _told(walk, value, 0)


def _containers(walk: Walk) -> list[Kind]:
    kinds = walk.evaluator.kinds.values()
    return [kind for kind in kinds if any(name.startswith("dependency_injector.") for name in kind.libraries())]


def behind(walk: Walk, value: Value) -> Value:
    """What a proxy stands for: what the function gives that it was made with."""
    made = value.made_by if isinstance(value, Thing) and value.kind is None else None
    if made is None or made.name not in _PROXIES or walk.depth <= 0:
        return value
    known = walk.surroundings.proxies
    if id(made) not in known:
        known[id(made)] = None
        known[id(made)] = declared.provided(walk, made.args[0]) if made.args else None
    return known[id(made)] or value
