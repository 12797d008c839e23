"""Awilix: a container makes what is asked of it by name, and hands it what it asks for by name itself.

https://github.com/jeffijoe/awilix
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from backend_review.index.program import Function
from backend_review.model.evaluator import Call, Evaluator
from backend_review.model.offered import loaded_modules
from backend_review.model.values import Callee, Kind, Native, Table, Thing, Unknown, Value, options, text_of

_CONTAINER = "awilix.Container"
_RESOLVERS = {"asClass", "asFunction", "asValue"}
_WORD = re.compile(r"\w+")
_MAX_INSIDE = 12


@dataclass(eq=False)
class Container:
    """What a container was told of, by name, and what it has made of that."""

    call: Call
    offered: dict[str, Value] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    made: dict[str, Value] = field(default_factory=dict)
    busy: list[str] = field(default_factory=list)

    def resolve(self, name: str) -> Value:
        """What is made of what has a name."""
        if name in self.made:
            return self.made[name]
        if name in self.busy or len(self.busy) > _MAX_INSIDE or not (name in self.offered or name in self.files):
            return Unknown()
        self.busy.append(name)
        try:
            self.made[name] = self._make(name)
        finally:
            self.busy.pop()
        return self.made[name]

    def _make(self, name: str) -> Value:
        evaluator, path = self.call.evaluator, self.files.get(name, "")
        if name not in self.offered:
            given = evaluator.member(path, "default") or evaluator.member(path, "=") or Unknown()
            return self.built(given)
        for item in options(self.offered[name]):
            told = item.made_by if isinstance(item, Thing) else None
            while told is not None and told.name.rpartition(".")[2] not in _RESOLVERS and told.receiver is not None:
                told = told.receiver.made_by  # asClass(Store).singleton()
            if told is not None and told.args:
                return told.args[0] if told.name.endswith("asValue") else self.built(told.args[0])
        return Unknown()

    def built(self, given: Value) -> Value:
        """An object of a class, or what a function returns, handed what it names."""
        call = self.call
        for item in options(given):
            if isinstance(item, Kind):
                makers = (level.attributes.get("constructor") for level in item.lineage())
                maker = next((found for found in makers if isinstance(found, Callee)), None)
                args = [self._asked_by(maker.function)] if maker is not None else []
                return call.evaluator.instantiate(item, args, {}, call.expr, call.scope)
            if isinstance(item, Callee):
                args = [self._asked_by(item.function)]
                return call.evaluator.invoke(item, args, {}, call.expr, call.scope)
        return Unknown()

    def _asked_by(self, function: Function) -> Value:
        names = set(_WORD.findall(function.module.text(function.node)))
        known = sorted(names & {*self.offered, *self.files})
        return Table({name: self.resolve(name) for name in known}, complete=False)


def _container(evaluator: Evaluator, call: Call | None = None) -> Container | None:
    """The container that was made last; for a ``call`` one is made where there is none."""
    known = next((item for item in reversed(evaluator.found) if isinstance(item, Container)), None)
    if known is None and call is not None:
        known = Container(call)
        evaluator.found.append(known)
    return known


def _create(call: Call) -> Value:
    made = Container(call)
    call.evaluator.found.append(made)
    return call.thing(_CONTAINER, made)


def _of(call: Call) -> Container:
    held = call.receiver.model if call.receiver is not None else None
    found = held if isinstance(held, Container) else _container(call.evaluator, call)
    return found if found is not None else Container(call)


def _register(call: Call) -> Value:
    container, name = _of(call), text_of(call.arg(0))
    if name is not None and call.arg(1) is not None:
        container.offered[name] = call.args[1]
    for item in options(call.arg(0) or Unknown()):
        if isinstance(item, Table):
            container.offered |= item.entries
    return call.receiver or Unknown(call.expr)


def _load(call: Call) -> Value:
    modules = loaded_modules(call.evaluator.project, call.scope.module)
    _of(call).files |= {name: module.path for name, module in modules.items()}
    return call.receiver or Unknown(call.expr)


def _resolve(call: Call) -> Value:
    return _of(call).resolve(text_of(call.arg(0)) or "")


def _build(call: Call) -> Value:
    return _of(call).built(call.arg(0) or Unknown())


def _member(evaluator: Evaluator, name: str) -> Value | None:
    """``container.cradle.userService``."""
    container = _container(evaluator)
    found = container.resolve(name) if container is not None else None
    return None if isinstance(found, Unknown) else found


def _invoker(call: Call) -> Value:
    """``makeInvoker(makeAPI)``: gives a handler for the name of a method."""
    given = call.arg(0) or Unknown()

    def handler(asked: Call) -> Value:
        return asked.evaluator.attribute(_of(call).built(given), text_of(asked.arg(0)) or "")

    return Native("invoker", handler)


_CONTAINERS = (_CONTAINER, "@fastify/awilix.diContainer", "@fastify/awilix.diContainerClassic")
HANDLERS = {
    "awilix.createContainer": _create,
    **{f"{name}.register": _register for name in _CONTAINERS},
    **{f"{name}.loadModules": _load for name in _CONTAINERS},
    **{f"{name}.resolve": _resolve for name in _CONTAINERS},
    **{f"{name}.build": _build for name in _CONTAINERS},
    **{f"{name}.createScope": lambda call: call.receiver for name in _CONTAINERS},
    **{
        f"{package}.{name}": _invoker
        for package in ("awilix-express", "awilix-koa")
        for name in ("makeInvoker", "makeFunctionInvoker", "makeClassInvoker")
    },
}
MEMBERS = {f"{name}.cradle": _member for name in _CONTAINERS}
