"""Objects that make an application and fill it in methods that only the program's running calls.

``RestAPI(core)`` makes the application when it is made, ``await api.load()`` adds the routes; who calls that is often
out of reach (an event loop, a container, a supervisor).
"""

from __future__ import annotations

import re

from backend_review.index.expressions.data import Expr
from backend_review.index.program import Class
from backend_review.model.evaluator import Evaluator
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


def _fills(klass: Class, name: str, seen: set[str]) -> bool:
    """Whether a method adds routes, by itself or through other methods of its class."""
    method = klass.methods.get(name)
    if method is None or name in seen:
        return False
    seen.add(name)
    text = klass.module.text(method.node)
    return _FILLS.search(text) is not None or any(_fills(klass, inner, seen) for inner in _OF_ITSELF.findall(text))


def _follow(evaluator: Evaluator, kind: Kind, name: str) -> None:
    made = evaluator.instances.get(id(kind.klass))
    if made is None:
        expr = Expr("call", kind.klass.node)
        evaluator.attempt(lambda: evaluator.instantiate(kind, [], {}, expr, kind.scope))
        made = evaluator.instances.get(id(kind.klass))
    method = evaluator.attribute(made, name) if isinstance(made, Thing) else None
    if isinstance(method, Callee) and id(method.function.node) not in evaluator.called:
        evaluator.start(method)
