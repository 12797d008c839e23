"""NestJS' buses: what is sent over one is answered by the class that says it handles its class.

https://docs.nestjs.com/recipes/cqrs
"""

from __future__ import annotations

from backend_review.model import members
from backend_review.model.libraries import Rule
from backend_review.model.uses import Use, table
from backend_review.model.values import Callee, Kind, Thing, Value, options

_PACKAGE = "@nestjs/cqrs"
_HANDLERS = {f"{_PACKAGE}.QueryHandler", f"{_PACKAGE}.CommandHandler"}
_BUSES = ("QueryBus", "CommandBus")
_MOST = 2


def _execute(use: Use) -> Value | None:
    """``queryBus.execute(new GetUsers())``: the handler's ``execute`` is called with it."""
    result: Value | None = None
    for item in options(use.args[0]) if use.args else ():
        if isinstance(item, Thing) and item.kind is not None:
            for kind in _handling(use, item.kind):
                handler = members.own_member(use.walk, use.walk.surroundings.itself(kind), "execute")
                if isinstance(handler, Callee):
                    result = use.walk.invoke(handler, [item], {}, use.expr)
    return result


def _handling(use: Use, message: Kind) -> list[Kind]:
    """The classes that are decorated as the handlers of a class of messages."""
    found = [
        kind
        for kind in list(use.walk.evaluator.kinds.values())
        if any(
            made.made_by is not None and made.made_by.name in _HANDLERS and message in made.made_by.args
            for decorator in kind.decorators
            for made in options(decorator)
            if isinstance(made, Thing)
        )
    ]
    return found[:_MOST]


RULES: dict[str, Rule] = {
    key: rule for bus in _BUSES for key, rule in table(f"{_PACKAGE}.{bus}", "execute", _execute).items()
}
