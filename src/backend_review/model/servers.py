"""Objects that make an application and fill it in methods that only the program's running calls.

``RestAPI(core)`` makes the application when it is made, ``await api.load()`` adds the routes; who calls that is often
out of reach (an event loop, a container, a supervisor).
"""

from __future__ import annotations

import re

from tree_sitter import Node

from backend_review.index.expressions.data import Expr
from backend_review.index.program import Class, Module
from backend_review.model.evaluator import MAX_STEPS_OF_MAIN, Evaluator
from backend_review.model.evaluator.state import MAX_STEPS_OF_MODULE
from backend_review.model.values import Callee, Kind, Scope, Thing

_FILLS = re.compile(
    r"\badd_(?:api_)?routes?\b|\badd_url_rule\b|\binclude_router\b|\bregister_blueprint\b|\.add_(?:get|post|put|delete)\("
    r"|@[\w.]+\.(?:route|get|post|put|patch|delete)\("
)
_OF_ITSELF = re.compile(r"\bself\.(\w+)\(")
_MAX_METHODS = 20


def follow_servers(evaluator: Evaluator, scope: Scope, sets_up: re.Pattern[str]) -> None:
    """Follow the methods of a Python module's classes that fill an application of the class's own making."""
    module = scope.module
    for kind in list(scope.names.values()):
        if not isinstance(kind, Kind) or kind.scope.module is not module or not kind.klass.name:
            continue
        text = module.text(kind.klass.node)
        if not sets_up.search(text):
            continue
        waiting = [
            name
            for name, method in kind.klass.methods.items()
            if id(method.node) not in evaluator.called
            and _fills(kind.klass, name, set())
            and not re.search(rf"\bself\.{re.escape(name)}\b", text)
            and not name.startswith("__")
        ]
        for name in waiting[:_MAX_METHODS]:
            _follow(evaluator, kind, name)


def follow_exported(evaluator: Evaluator, scope: Scope, sets_up: re.Pattern[str]) -> None:
    """Make an object of each class of a JavaScript file that makes an application itself and that nothing was seen to
    make, and call what it can do without being told anything: a script or another package does
    (``new Server().start()``)."""
    module = scope.module
    values = [*scope.names.values(), *evaluator.exports.get(module.path, {}).values()]
    kinds = {id(value.klass): value for value in values if isinstance(value, Kind) and value.klass.module is module}
    for kind in kinds.values():
        if id(kind.klass) in evaluator.instantiated or not sets_up.search(module.text(kind.klass.node)):
            continue
        for name, method in list(kind.klass.methods.items())[:_MAX_METHODS]:
            if name == "constructor" or (not method.parameters and not method.is_static and not method.is_getter):
                _follow(evaluator, kind, name, MAX_STEPS_OF_MAIN)


def follow_callers(evaluator: Evaluator, modules: list[Module], sets_up: re.Pattern[str]) -> None:
    """Follow Python functions and methods that nothing was seen to call and that themselves call what sets up an
    application: a program's ``prepare`` that a library runs knows what the application is mounted on, and as what.
    """
    python = [module for module in modules if module.language == "python"]
    waiting: dict[tuple[str, str], Callee | Kind] = {}
    for module in python:
        scope = evaluator.scope_of(module.path) if sets_up.search(module.file.text) else None
        for name, value in list(scope.names.items()) if scope is not None else ():
            if isinstance(value, (Callee, Kind)) and value.scope.module is module:
                defined = value.function if isinstance(value, Callee) else value.klass
                if sets_up.search(module.text(defined.node)):
                    waiting[module.path, name] = value
    waiting = {key: value for key, value in waiting.items() if not _is_made(evaluator, value)}
    for module in python if waiting else ():
        called = {
            item.name: waiting[path, item.member]
            for statement in module.body
            for item in statement.imports
            if item.member and item.name
            for path in evaluator.project.resolve(module, item.module)
            if (path, item.member) in waiting
        }
        scope = evaluator.scope_of(module.path) if called else None
        if scope is not None:
            _follow_callers_in(evaluator, scope, called)


def _is_made(evaluator: Evaluator, value: Callee | Kind) -> bool:
    if isinstance(value, Callee):
        return id(value.function.node) in evaluator.called
    return id(value.klass) in evaluator.instances


def _follow_callers_in(evaluator: Evaluator, scope: Scope, called: dict[str, Callee | Kind]) -> None:
    """Follow what a module has that calls one of the functions or classes that it imports."""
    module = scope.module

    def calls(node: Node) -> bool:
        left = [name for name, value in called.items() if not _is_made(evaluator, value)]
        return bool(left) and re.search(rf"(?<![\w.])(?:{'|'.join(left)})\(", module.text(node)) is not None

    for value in list(scope.names.values()):
        if isinstance(value, Callee) and value.function.module is module:
            if id(value.function.node) not in evaluator.called and calls(value.function.node):
                evaluator.start(value)
        elif isinstance(value, Kind) and value.klass.module is module and value.klass.name:
            for name, method in list(value.klass.methods.items())[:_MAX_METHODS]:
                if id(method.node) not in evaluator.called and not name.startswith("__") and calls(method.node):
                    _follow(evaluator, value, name)


def _fills(klass: Class, name: str, seen: set[str]) -> bool:
    """Whether a method adds routes, by itself or through other methods of its class."""
    method = klass.methods.get(name)
    if method is None or name in seen:
        return False
    seen.add(name)
    text = klass.module.text(method.node)
    return _FILLS.search(text) is not None or any(_fills(klass, inner, seen) for inner in _OF_ITSELF.findall(text))


def _follow(evaluator: Evaluator, kind: Kind, name: str, steps: int = MAX_STEPS_OF_MODULE) -> None:
    made = evaluator.instances.get(id(kind.klass))
    if made is None:
        expr = Expr("call", kind.klass.node)
        evaluator.attempt(lambda: evaluator.instantiate(kind, [], {}, expr, kind.scope))
        made = evaluator.instances.get(id(kind.klass))
    method = evaluator.attribute(made, name) if isinstance(made, Thing) else None
    if isinstance(method, Callee) and id(method.function.node) not in evaluator.called:
        evaluator.start(method, steps=steps)
