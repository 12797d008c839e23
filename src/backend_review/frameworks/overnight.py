"""OvernightJS: ``@Controller`` classes that a ``Server`` is given. https://github.com/seanpmaxwell/overnight"""

from __future__ import annotations

from backend_review.frameworks._decorated import Style, given_guards, kinds_in, router_of_controller
from backend_review.frameworks._nest_decorators import Mark, marks_of
from backend_review.frameworks.support import guard_of
from backend_review.model.evaluator import Call, Evaluator
from backend_review.model.routes import ANY_METHOD, Guard, Mount, Router
from backend_review.model.values import Kind, Thing, Value, items_of

_PACKAGE = "@overnightjs/core"
_VERBS = ("Get", "Post", "Put", "Patch", "Delete", "Head", "Options")
_MAX_DEPTH = 6


def _guards(mark: Mark) -> list[Guard]:
    wraps = mark.name in {"Middleware", "ClassMiddleware"} and mark.call is not None
    return given_guards(mark.call) if wraps and mark.call is not None else []


STYLE = Style(
    package=(_PACKAGE,),
    controllers=frozenset({"Controller"}),
    verbs={**{name: name.upper() for name in _VERBS}, "All": ANY_METHOD},
    guards=_guards,
)


def _server(call: Call) -> Value:
    if call.into is not None and isinstance(call.into.model, Router):  # super() of a class that is made already
        return call.into
    router = Router("express", call.place, is_app=True, ordered=True, slash="join")
    call.evaluator.found.append(router)
    made = call.thing(f"{_PACKAGE}.Server", router)
    made.attributes["app"] = Thing("express.Router", model=router, made_by=call)
    return made


def _add(call: Call) -> Value | None:
    """``addControllers(one or several, routerLib?, globalMiddleware?)``."""
    router = call.receiver.model if call.receiver is not None else None
    if isinstance(router, Router):
        before = [guard_of(call, item) for item in items_of(call.arg(2))]
        for kind in kinds_in(call.arg(0)):
            inner = _with_children(call.evaluator, kind, 0)
            if inner is not None:
                router.entries.append(Mount("", inner, call.place, before, call.conditional))
    return call.receiver


def _with_children(evaluator: Evaluator, kind: Kind, depth: int) -> Router | None:
    """A controller's routes, with those of its ``@ChildControllers``."""
    router = router_of_controller(evaluator, kind, STYLE)
    if router is None or depth > _MAX_DEPTH:
        return router
    for mark in marks_of(evaluator, kind.klass.decorators, kind.scope):
        if mark.name == "ChildControllers" and mark.args:
            below = [_with_children(evaluator, child, depth + 1) for child in kinds_in(mark.args[0])]
            router.entries += [Mount("", child, child.place) for child in below if child is not None]
    return router


HANDLERS = {f"{_PACKAGE}.Server": _server, f"{_PACKAGE}.Server.addControllers": _add}
