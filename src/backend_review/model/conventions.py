"""Functions that a program calls by their names: those of modules that it loads by name, and of objects that only a
container or registry hands out.

``mod = load_module(name); mod.register(app)`` calls ``register`` of whatever modules there are. Where the object is not
known and an application is handed over, what is called are the project's functions of that name that ask for one.
"""

from __future__ import annotations

import re

from backend_review.index.program import Function
from backend_review.model.evaluator import Call, Evaluator
from backend_review.model.values import Callee, Kind, Scope, Thing

_LOADS = re.compile(r"\bimport_module\(|\b__import__\(|\bimport_string\(|\bspec_from_file_location\(|\bentry_points\(")
_MAX_FOLLOWED = 400


def follow_conventions(evaluator: Evaluator) -> None:
    """Follow what is called of unknown objects with an application, as long as that leads to more such calls."""
    followed: set[tuple[str, int]] = set()
    names: _Names | None = None
    for call in evaluator.handed:  # grows while what is called is followed
        key = (call.name, next((id(item) for item in map(_application, call.args) if item is not None), 0))
        if key in followed or len(followed) > _MAX_FOLLOWED:
            continue
        followed.add(key)
        names = names or _Names(evaluator)
        with evaluator.condition():
            for function in names.called_by(call):
                evaluator.attempt(lambda function=function, call=call: _follow(evaluator, function, call))  # type: ignore[misc]


def _follow(evaluator: Evaluator, function: Callee, call: Call) -> None:
    evaluator.invoke(function, call.args, call.named, call.expr, call.scope)


def _application(value: object) -> Thing | None:
    return value if isinstance(value, Thing) and value.model is not None else None


class _Names:
    """The functions of a project's Python modules by their names."""

    def __init__(self, evaluator: Evaluator) -> None:
        self.evaluator = evaluator
        self.loads = False
        self.functions: dict[str, list[Callee]] = {}
        self.methods: dict[str, list[tuple[Kind, Callee]]] = {}
        self.imported: set[tuple[str, str]] = set()
        for module in evaluator.project.modules("python"):
            if module.file.role != "production":
                continue
            self.loads = self.loads or _LOADS.search(module.file.text) is not None
            scope = evaluator.scope_of(module.path)
            if scope is not None:
                self._add(scope)

    def _add(self, scope: Scope) -> None:
        module = scope.module
        for value in scope.names.values():
            if isinstance(value, Callee) and value.function.module is module and value.function.owner is None:
                self.functions.setdefault(value.function.name, []).append(value)
            elif isinstance(value, Kind) and value.klass.module is module:
                for name, method in value.attributes.items():
                    if isinstance(method, Callee) and method.function.owner is value.klass:
                        self.methods.setdefault(name, []).append((value, method))
        for statement in module.body:
            for item in statement.imports:
                for path in self.evaluator.project.resolve(module, item.module) if item.member else ():
                    self.imported.add((path, item.member))

    def called_by(self, call: Call) -> list[Callee]:
        """The functions that may be meant: the only method of that name, or those of modules loaded by name."""
        methods = self.methods.get(call.name, [])
        functions = self.functions.get(call.name, [])
        if len(methods) == 1 and not functions:
            kind, method = methods[0]
            made = self.evaluator.instances.get(id(kind.klass)) or Thing(kind=kind, assumed=True)
            return [] if self._is_called(method.function) else [Callee(method.function, method.scope, made)]
        if not self.loads:
            return []
        return [item for item in functions if not self._is_called(item.function) and self._asks_for(item, call)]

    def _is_called(self, function: Function) -> bool:
        """Whether the program calls it, or another module imports it by its name: nothing else needs to call it."""
        return id(function.node) in self.evaluator.called or (function.module.path, function.name) in self.imported

    def _asks_for(self, function: Callee, call: Call) -> bool:
        """Whether its parameters are as many as what is handed over, and the application's says so by its type."""
        parameters = function.function.parameters
        if len([item for item in parameters if item.default is None and not item.kind]) > len(call.args):
            return False
        for parameter, value in zip(parameters, call.args, strict=False):
            handed = _application(value)
            if handed is not None:
                wanted = self.evaluator.instance_of(parameter.type, function.scope) if parameter.type else None
                return wanted is not None and wanted.type == handed.type
        return False
