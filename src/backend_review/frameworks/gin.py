"""Gin. https://pkg.go.dev/github.com/gin-gonic/gin"""

from __future__ import annotations

from backend_review.frameworks.support import METHODS, add_route, guard_of_expr, router_of
from backend_review.model.evaluator import Call
from backend_review.model.routes import ANY_METHOD, Mount, Router, Use
from backend_review.model.values import HOLE, Items, Value, text_of

_GIN = "github.com/gin-gonic/gin"
TYPES = {
    f"{_GIN}.Engine": "gin.Router",
    f"{_GIN}.RouterGroup": "gin.Router",
    f"{_GIN}.IRouter": "gin.Router",
    f"{_GIN}.IRoutes": "gin.Router",
}


def _engine(call: Call) -> Value:
    router = Router("gin", call.place, is_app=True, ordered=True, slash="join")
    call.evaluator.found.append(router)
    return call.thing("gin.Router", router)


def _group(call: Call) -> Value:
    router = Router("gin", call.place, ordered=True, slash="join")
    outer = router_of(call.receiver)
    if outer is not None:
        guards = [guard_of_expr(call, call.args[i], call.expr.args[i]) for i in range(1, len(call.expr.args))]
        outer.entries.append(Mount(call.text(0) or "", router, call.place, guards, call.conditional))
    else:
        call.evaluator.found.append(router)
    return call.thing("gin.Router", router)


def _verb(call: Call) -> Value | None:
    name = call.name.rpartition(".")[2]
    router = router_of(call.receiver)
    start = 1
    if name in {"Handle", "Match"}:
        methods = tuple(t.upper() for v in (call.args[0].items if isinstance(call.args[0], Items) else call.args[:1])
                        if (t := text_of(v))) or (ANY_METHOD,)  # fmt: skip
        start = 2
    else:
        methods = (ANY_METHOD,) if name == "Any" else (name.upper(),)
    if router is not None and len(call.args) > start:
        exprs = call.expr.args
        guards = [
            guard_of_expr(call, call.args[i], exprs[i] if i < len(exprs) else call.expr)
            for i in range(start, len(call.args) - 1)
        ]
        last = exprs[-1] if len(exprs) == len(call.args) else None
        path = call.text(start - 1)
        add_route(router, call, methods, HOLE if path is None else path, call.args[-1], guards, last)
    return call.receiver


def _use(call: Call) -> Value | None:
    router = router_of(call.receiver)
    if router is not None:
        for index, value in enumerate(call.args):
            expr = call.expr.args[index] if index < len(call.expr.args) else call.expr
            router.entries.append(Use(guard_of_expr(call, value, expr)))
    return call.receiver


HANDLERS = {
    **dict.fromkeys((f"{_GIN}.Default", f"{_GIN}.New"), _engine),
    "gin.Router.Group": _group,
    **{f"gin.Router.{name}": _verb for name in (*(m.upper() for m in METHODS), "Any", "Handle", "Match")},
    "gin.Router.Use": _use,
}
