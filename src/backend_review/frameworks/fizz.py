"""Fizz and Tonic, which put an OpenAPI document on Gin. https://pkg.go.dev/github.com/wI2L/fizz

``router.GET(path, []fizz.OperationOption{…}, …middleware, tonic.Handler(handler, 200))``
"""

from __future__ import annotations

from backend_review.frameworks.golang import expr_at, go_route, guards, named_to_slash
from backend_review.frameworks.support import METHODS, router_of
from backend_review.model.evaluator import Call
from backend_review.model.routes import Mount, Router, Use
from backend_review.model.values import HOLE, Value

_FIZZ = "github.com/wI2L/fizz"
TYPES = {f"{_FIZZ}.Fizz": "fizz.Router", f"{_FIZZ}.RouterGroup": "fizz.Router"}


def _made(call: Call) -> Value:
    """``fizz.New()``, ``fizz.NewFromEngine(engine)``: on an engine of Gin's, which has routes of its own."""
    router = router_of(call.arg(0))
    if router is None:
        router = Router("gin", call.place, is_app=True, ordered=True, slash="join")
        call.evaluator.found.append(router)
    return call.thing("fizz.Router", router)


def _group(call: Call) -> Value:
    """``router.Group(path, name, description, …middleware)``."""
    router = Router("gin", call.place, ordered=True, slash="join")
    outer = router_of(call.receiver)
    if outer is not None:
        path = named_to_slash(call.text(0) or "")
        outer.entries.append(Mount(path, router, call.place, guards(call, 3), call.conditional))
    return call.thing("fizz.Router", router)


def _verb(call: Call) -> Value | None:
    """``router.GET(path, infos, …middleware, handler)``, ``router.Handle(path, method, infos, …)``."""
    router = router_of(call.receiver)
    name = call.name.rpartition(".")[2]
    start = 3 if name == "Handle" else 2
    method = (call.text(1) or "").upper() if name == "Handle" else name.upper()
    last = len(call.args) - 1
    if router is not None and method and last >= start:
        written = call.text(0)
        path = HOLE if written is None else named_to_slash(written)
        before = len(router.entries)
        go_route(router, call, (method,), path, call.args[last], guards(call, start, last), expr_at(call, last))
        for entry in router.entries[before:]:
            if not isinstance(entry, (Mount, Use)):
                entry.documented = True
    return call.receiver


def _use(call: Call) -> Value | None:
    router = router_of(call.receiver)
    if router is not None:
        router.entries.extend(Use(item) for item in guards(call, 0))
    return call.receiver


HANDLERS = {
    **dict.fromkeys((f"{_FIZZ}.New", f"{_FIZZ}.NewFromEngine"), _made),
    "fizz.Router.Group": _group,
    "fizz.Router.Use": _use,
    **{f"fizz.Router.{name}": _verb for name in (*(m.upper() for m in METHODS), "Handle")},
}
