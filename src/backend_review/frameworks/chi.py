"""chi. https://go-chi.io/#/pages/routing https://pkg.go.dev/github.com/go-chi/chi/v5"""

from __future__ import annotations

from backend_review.frameworks.golang import expr_at, go_route, guards, mount, versions
from backend_review.frameworks.support import router_of
from backend_review.model.evaluator import Call
from backend_review.model.routes import ANY_METHOD, Mount, Router, Use
from backend_review.model.values import HOLE, Value

_CHI = versions("github.com/go-chi/chi", 2, 3, 4, 5)
TYPES = {f"{chi}.{name}": "chi.Router" for chi in _CHI for name in ("Router", "Mux")}
_VERBS = ("Get", "Post", "Put", "Patch", "Delete", "Head", "Options", "Trace", "Connect")


def _router(call: Call) -> Value:
    router = Router("chi", call.place, is_app=True, ordered=True, slash="join")
    call.evaluator.found.append(router)
    return call.thing("chi.Router", router)


def _below(call: Call, path: str) -> Value:
    """A part of a router: below a path, or with more middleware."""
    router = Router("chi", call.place, ordered=True, slash="join")
    outer = router_of(call.receiver)
    if outer is not None:
        outer.entries.append(Mount(path, router, call.place, [], call.conditional))
    return call.thing("chi.Router", router)


def _fill(call: Call, made: Value, function: Value | None) -> Value:
    if function is not None:
        call.evaluator.call(function, [made], {}, call.expr, call.scope)
    return made


def _route(call: Call) -> Value:
    return _fill(call, _below(call, call.text(0) or ""), call.arg(1))


def _group(call: Call) -> Value:
    return _fill(call, _below(call, ""), call.arg(0))


def _with(call: Call) -> Value:
    made = _below(call, "")
    router = router_of(made)
    if router is not None:
        router.entries.extend(Use(item) for item in guards(call, 0))
    return made


def _use(call: Call) -> Value | None:
    router = router_of(call.receiver)
    if router is not None:
        router.entries.extend(Use(item) for item in guards(call, 0))
    return None


def _verb(call: Call) -> Value | None:
    """``r.Get(path, handler)``, ``r.Method(method, path, handler)``, ``r.Handle("GET /path", handler)``."""
    name = call.name.rpartition(".")[2]
    router = router_of(call.receiver)
    named = name in {"Method", "MethodFunc"}
    if router is None or len(call.args) < 2 + named:
        return None
    method = (call.text(0) or ANY_METHOD).upper() if named else name.upper() if name in _VERBS else ANY_METHOD
    path = call.text(1 if named else 0) or HOLE
    first, space, rest = path.partition(" ")
    if method == ANY_METHOD and space and first.isupper():
        method, path = first, rest.strip()
    value = call.args[1 + named]
    if method == ANY_METHOD and mount(router, call, None, value):
        return None
    go_route(router, call, (ANY_METHOD if HOLE in method else method,), path, value, (), expr_at(call, 1 + named))
    return None


def _mount(call: Call) -> Value | None:
    """``r.Mount(path, handler)``: another chi router goes on below the path, any other handler sees the whole path."""
    router = router_of(call.receiver)
    if router is None or len(call.args) < 2:
        return None
    path = call.text(0) or ""
    before = len(router.entries)
    if not mount(router, call, path, call.args[1]):
        go_route(router, call, (ANY_METHOD,), f"{path.rstrip('/')}/*", call.args[1], (), expr_at(call, 1))
        return None
    entry = router.entries[before]
    if isinstance(entry, Mount) and entry.router.framework != "chi":
        del router.entries[before]
        mount(router, call, None, call.args[1])
    return None


HANDLERS = {
    "chi.Router": _router,  # one that a library made
    **{f"{chi}.{name}": _router for chi in _CHI for name in ("NewRouter", "NewMux")},
    "chi.Router.Route": _route,
    "chi.Router.Group": _group,
    "chi.Router.With": _with,
    "chi.Router.Use": _use,
    "chi.Router.Mount": _mount,
    **{f"chi.Router.{name}": _verb for name in (*_VERBS, "Method", "MethodFunc", "Handle", "HandleFunc")},
}
