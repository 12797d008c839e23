"""gorilla/mux. https://pkg.go.dev/github.com/gorilla/mux"""

from __future__ import annotations

from dataclasses import dataclass, field

from backend_review.frameworks.golang import expr_at, go_route, guards, mount
from backend_review.frameworks.support import router_of
from backend_review.index.expressions.data import Expr
from backend_review.model.evaluator import Call
from backend_review.model.routes import ANY_METHOD, Mount, Route, Router, Use
from backend_review.model.values import Items, Known, Thing, Value, options, text_of

_MUX = "github.com/gorilla/mux"
TYPES = {f"{_MUX}.Router": "gorilla.Router", f"{_MUX}.Route": "gorilla.Route"}


@dataclass(eq=False)
class _Matcher:
    """A route that is being described: ``r.Path("/x").Methods("GET").HandlerFunc(h)`` in any order."""

    router: Router
    path: str = ""
    prefix: bool = False
    methods: list[str] = field(default_factory=list)
    route: Route | None = None
    asks_more: bool = False  # for a query, a header, a host: others of the same path are for the next route


def _router(call: Call) -> Value:
    router = Router("gorilla", call.place, is_app=True)
    call.evaluator.found.append(router)
    return call.thing("gorilla.Router", router)


def _matcher(call: Call) -> _Matcher | None:
    """The route that a method describes further; a new one for a method of a router."""
    for item in options(call.receiver) if call.receiver is not None else ():
        if isinstance(item, Thing) and isinstance(item.model, _Matcher):
            return item.model
    router = router_of(call.receiver)
    return _Matcher(router) if router is not None else None


def _described(matcher: _Matcher, call: Call) -> Value:
    return Thing("gorilla.Route", model=matcher, made_by=call, depth=call.receiver.depth if call.receiver else 0)


def _answer(call: Call, matcher: _Matcher, value: Value, expr: Expr | None) -> None:
    if matcher.prefix and mount(matcher.router, call, None, value):
        return
    if matcher.path in {"", "/"} and not matcher.methods and mount(matcher.router, call, None, value):
        return
    path = f"{matcher.path.rstrip('/')}/*" if matcher.prefix else matcher.path
    matcher.route = go_route(matcher.router, call, matcher.methods or (ANY_METHOD,), path, value, (), expr)
    _note(matcher)


def _note(matcher: _Matcher) -> None:
    if matcher.asks_more and matcher.route is not None:
        matcher.route.options["asks_more"] = Known(True)


def _handle(call: Call) -> Value | None:
    """``r.HandleFunc(path, handler)`` and ``r.Handle(path, handler)``."""
    matcher = _matcher(call)
    if matcher is None or len(call.args) < 2:
        return call.receiver
    matcher.path += call.text(0) or ""
    _answer(call, matcher, call.args[1], expr_at(call, 1))
    return _described(matcher, call)


def _handler(call: Call) -> Value | None:
    matcher = _matcher(call)
    if matcher is None or not call.args:
        return call.receiver
    _answer(call, matcher, call.args[0], expr_at(call, 0))
    return _described(matcher, call)


def _path(call: Call) -> Value | None:
    matcher = _matcher(call)
    if matcher is None:
        return call.receiver
    matcher.path += call.text(0) or ""
    matcher.prefix = call.name.endswith(".PathPrefix")
    if matcher.route is not None:
        matcher.route.path = matcher.path
    return _described(matcher, call)


def _methods(call: Call) -> Value | None:
    matcher = _matcher(call)
    if matcher is None:
        return call.receiver
    texts = [text_of(item) for arg in call.args for item in (arg.items if isinstance(arg, Items) else [arg])]
    matcher.methods += [text.upper() for text in texts if text]
    if matcher.route is not None and matcher.methods:
        matcher.route.methods = tuple(matcher.methods)
    return _described(matcher, call)


def _other(call: Call) -> Value | None:
    """``Name``, ``Host``, ``Queries``, …: what does not change method and path."""
    matcher = _matcher(call)
    if matcher is not None and call.name.rpartition(".")[2] in _ASKS_MORE:
        matcher.asks_more = True
        _note(matcher)
    return _described(matcher, call) if matcher is not None else call.receiver


def _subrouter(call: Call) -> Value | None:
    matcher = _matcher(call)
    router = Router("gorilla", call.place)
    if matcher is not None:
        matcher.router.entries.append(Mount(matcher.path, router, call.place, [], call.conditional))
    return call.thing("gorilla.Router", router)


def _use(call: Call) -> Value | None:
    router = router_of(call.receiver)
    if router is not None:
        router.entries.extend(Use(item) for item in guards(call, 0))
    return None


_ASKS_MORE = {"Host", "Schemes", "Headers", "HeadersRegexp", "Queries", "MatcherFunc"}
_OTHERS = ("Name", "Host", "Schemes", "Headers", "HeadersRegexp", "Queries", "MatcherFunc", "NewRoute", "BuildVarsFunc")
HANDLERS = {
    "gorilla.Router": _router,  # one that a library made
    f"{_MUX}.NewRouter": _router,
    **{
        f"gorilla.{owner}.{name}": handler
        for owner in ("Router", "Route")
        for names, handler in (
            (("HandleFunc", "Handle"), _handle),
            (("HandlerFunc", "Handler"), _handler),
            (("Path", "PathPrefix"), _path),
            (("Methods",), _methods),
            (("Subrouter",), _subrouter),
            (_OTHERS, _other),
        )
        for name in names
    },
    **{f"gorilla.Router.{name}": lambda call: call.receiver for name in ("StrictSlash", "SkipClean", "UseEncodedPath")},
    "gorilla.Router.Use": _use,
}
