"""net/http and what adds groups to it. https://pkg.go.dev/net/http#ServeMux https://github.com/go-pkgz/routegroup"""

from __future__ import annotations

import re

from backend_review.frameworks.golang import STRIPPED, expr_at, go_route, guards, mount, serve, static_route
from backend_review.frameworks.support import router_of
from backend_review.model.evaluator import Call
from backend_review.model.inputs.data import by_name, fills, object_of, whole
from backend_review.model.routes import ANY_METHOD, Mount, Router, Use
from backend_review.model.values import HOLE, Thing, Unknown, Value

_GROUP = "github.com/go-pkgz/routegroup"
TYPES = {
    "net/http.ServeMux": "net/http.Router",
    "net/http.Server": "net/http.Server",
    f"{_GROUP}.Bundle": "routegroup.Router",
}
_PATTERN = re.compile(r"(?:([A-Z]+)[ \t]+)?([^/{]*)(.*)", re.DOTALL)
_DEFAULT = "http.DefaultServeMux"


def _mux(call: Call) -> Value:
    router = Router("net/http", call.place, is_app=True)
    call.evaluator.found.append(router)
    return call.thing("net/http.Router", router)


def _default(call: Call) -> Router:
    """The mux of the package itself, which ``http.HandleFunc`` puts routes into: each program has one."""
    own = call.evaluator.of_programs
    key = (_DEFAULT, call.evaluator.program)
    if key not in own:
        own[key] = Router("net/http", call.place, is_app=True, name=_DEFAULT)
        call.evaluator.found.append(own[key])
    router: Router = own[key]
    return router


def _handle(call: Call) -> Value | None:
    router = router_of(call.receiver) or (_default(call) if call.receiver is None else None)
    if router is not None and len(call.args) >= 2:
        _register(call, router)
    return None


def _register(call: Call, router: Router) -> None:
    """``mux.Handle("GET example.com/users/{id}", handler)``; another router may be the handler."""
    found = _PATTERN.fullmatch(call.text(0) or HOLE)
    method, path = (found[1], re.sub("//+", "/", found[3] or found[2])) if found else (None, HOLE)
    if mount(router, call, None, call.args[1]):
        return
    if path.endswith("/{$}"):
        path = path.removesuffix("{$}")
    elif path.endswith("/") and path != "/":
        path += "*"  # all below it
    go_route(router, call, (method or ANY_METHOD,), path, call.args[1], (), expr_at(call, 1))


def _conversion(call: Call) -> Value:
    return call.args[0] if call.args else Unknown()


def _strip(call: Call) -> Value:
    return Thing(STRIPPED, model=(call.text(0) or "", call.arg(1) or Unknown()), made_by=call)


def _listen(call: Call) -> Value | None:
    """``http.ListenAndServe(address, handler)``; a server's own method serves its Handler."""
    if call.receiver is not None:
        serve(call, call.receiver.attributes.get("Handler"))
    elif len(call.args) >= 2:
        serve(call, call.args[1] if call.name.endswith(".Serve") else call.args[-1])
    return None


# Groups of routes over a ServeMux.


def _bundle(call: Call) -> Value:
    router = Router("net/http", call.place, is_app=True, ordered=True)
    call.evaluator.found.append(router)
    return call.thing("routegroup.Router", router)


def _part(call: Call, path: str) -> Value:
    router = Router("net/http", call.place, ordered=True)
    outer = router_of(call.receiver)
    if outer is not None:
        outer.entries.append(Mount(path, router, call.place, [], call.conditional))
    return call.thing("routegroup.Router", router)


def _mount_group(call: Call) -> Value:
    return _part(call, call.text(0) or "")


def _group(call: Call) -> Value:
    return _part(call, "")


def _with(call: Call) -> Value:
    made = _part(call, "")
    router = router_of(made)
    if router is not None:
        router.entries.extend(Use(item) for item in guards(call, 0))
    return made


def _configure(call: Call) -> Value:
    """``group.Route(func(r *routegroup.Bundle) {…})``: a part of its own unless the group was just made."""
    made: Value = call.receiver or Unknown()
    target = call.expr.target.target if call.expr.target is not None else None
    if target is not None and target.kind != "call":
        made = _part(call, "")
    if call.args:
        call.evaluator.call(call.args[0], [made], {}, call.expr, call.scope)
    return made


def _files(call: Call) -> Value | None:
    """``group.HandleFiles(path, files)``."""
    router = router_of(call.receiver)
    if router is not None:
        static_route(router, call, f"{(call.text(0) or '').rstrip('/')}/*")
    return None


def _use(call: Call) -> Value | None:
    router = router_of(call.receiver)
    if router is not None:
        router.entries.extend(Use(item) for item in guards(call, 0))
    return None


_SERVES = ("ListenAndServe", "ListenAndServeTLS", "Serve", "ServeTLS")
HANDLERS = {
    "net/http.Router": _mux,  # one that a library made
    "net/http.NewServeMux": _mux,
    **{
        f"{owner}.{name}": _handle
        for owner in ("net/http", "net/http.Router", "routegroup.Router")
        for name in ("Handle", "HandleFunc")
    },
    "net/http.HandlerFunc": _conversion,
    "net/http.Handler": _conversion,
    "net/http.StripPrefix": _strip,
    **{f"net/http.{name}": _listen for name in _SERVES},
    **{f"net/http.Server.{name}": _listen for name in _SERVES},
    **{f"{_GROUP}.{name}": _bundle for name in ("New", "Mount")},
    "routegroup.Router.Mount": _mount_group,
    "routegroup.Router.Group": _group,
    "routegroup.Router.With": _with,
    "routegroup.Router.Route": _configure,
    "routegroup.Router.Use": _use,
    "routegroup.Router.HandleFiles": _files,
}
# https://pkg.go.dev/net/http#Request; "()" holds functions that are given the request
REQUESTS = {
    "http.Request": {
        "Body": whole("body"), "URL.Query()": whole("query"), "Form": whole("body"), "PostForm": whole("body"),
        "FormValue()": by_name("body"), "PostFormValue()": by_name("body"), "FormFile()": by_name("file"),
        "MultipartForm": whole("file"), "PathValue()": by_name("path"), "Header.Get()": by_name("header"),
        "Header": whole("header"), "Cookie()": by_name("cookie"), "MultipartReader()": whole("file"),
        "WithContext()": object_of("http.Request"), "URL.Path": whole("path"),
    },
    "()": {
        "chi.URLParam": by_name("path", 1), "mux.Vars": whole("path"), "render.Bind": fills("body", 1),
        "render.Decode": fills("body", 1), "render.DecodeJSON": fills("body", 1),
        "httprouter.ParamsFromContext": whole("path"),
    },
}  # fmt: skip
