"""httprouter. https://pkg.go.dev/github.com/julienschmidt/httprouter"""

from __future__ import annotations

from backend_review.frameworks.golang import expr_at, go_route, static_route
from backend_review.frameworks.support import router_of
from backend_review.model.evaluator import Call
from backend_review.model.routes import ANY_METHOD, Router
from backend_review.model.values import HOLE, Value

_PACKAGE = "github.com/julienschmidt/httprouter"
TYPES = {f"{_PACKAGE}.Router": "httprouter.Router"}
_VERBS = ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS")


def _router(call: Call) -> Value:
    router = Router("httprouter", call.place, is_app=True)
    call.evaluator.found.append(router)
    return call.thing("httprouter.Router", router)


def _verb(call: Call) -> Value | None:
    """``r.GET(path, handle)`` and ``r.Handle(method, path, handle)``."""
    name = call.name.rpartition(".")[2]
    named = name not in _VERBS
    router = router_of(call.receiver)
    if router is None or len(call.args) < 2 + named:
        return None
    method = (call.text(0) or ANY_METHOD).upper() if named else name
    path = call.text(1 if named else 0) or HOLE
    value = call.args[1 + named]
    go_route(router, call, (ANY_METHOD if HOLE in method else method,), path, value, (), expr_at(call, 1 + named))
    return None


def _files(call: Call) -> Value | None:
    """``r.ServeFiles("/static/*filepath", http.Dir(…))``."""
    router, path = router_of(call.receiver), call.text(0)
    if router is not None and path:
        static_route(router, call, path)
    return None


HANDLERS = {
    "httprouter.Router": _router,  # one that a library made
    f"{_PACKAGE}.New": _router,
    "httprouter.Router.ServeFiles": _files,
    **{f"httprouter.Router.{name}": _verb for name in (*_VERBS, "Handle", "Handler", "HandlerFunc")},
}
