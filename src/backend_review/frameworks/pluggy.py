"""Plugins by pluggy: a hook that is called calls the project's functions that implement it (they may add routes).

https://pluggy.readthedocs.io/en/stable/
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from backend_review.model.evaluator import Call
from backend_review.model.values import Callee, Items, Thing, Value, options


def _marker(call: Call) -> Value:
    return call.thing("pluggy.HookimplMarker")


def _manager(call: Call) -> Value:
    return call.thing("pluggy.PluginManager")


def _hook(call: Call) -> Value:
    """``manager.hook.name(…)``: what its implementations return."""
    name = call.name.rpartition(".")[2]
    functions = list(_implementations(call, name))
    return Items([call.evaluator.call(item, call.args, call.named, call.expr, call.scope) for item in functions])


def _implementations(call: Call, name: str) -> Iterator[Callee]:
    defined = re.compile(rf"^def {re.escape(name)}\(", re.MULTILINE)
    for module in call.evaluator.project.modules("python"):
        if module.file.role == "production" and defined.search(module.file.text):
            scope = call.evaluator.scope_of(module.path)
            value = scope.names.get(name) if scope is not None else None
            if isinstance(value, Callee) and any(_marks(item) for item in value.decorators):
                yield value


def _marks(decorator: Value) -> bool:
    return any(isinstance(item, Thing) and item.type == "pluggy.HookimplMarker" for item in options(decorator))


HANDLERS = {
    "pluggy.HookimplMarker": _marker,
    "pluggy.PluginManager": _manager,
    "pluggy.PluginManager.hook.*": _hook,
}
