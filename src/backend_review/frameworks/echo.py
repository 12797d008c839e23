"""Echo. https://echo.labstack.com/docs/routing https://pkg.go.dev/github.com/labstack/echo/v4"""

from __future__ import annotations

from backend_review.frameworks.golang import expr_at, go_route, guards, mount, named_to_slash, static_route, versions
from backend_review.frameworks.support import METHODS, router_of
from backend_review.model.evaluator import Call
from backend_review.model.inputs.data import Read, by_name, fills, object_of, whole
from backend_review.model.routes import ANY_METHOD, Mount, Router, Use
from backend_review.model.values import Value, items_of, text_of

_ECHO = versions("github.com/labstack/echo", 2, 3, 4, 5)
TYPES = {f"{echo}.{name}": "echo.Router" for echo in _ECHO for name in ("Echo", "Group")}
_VERBS = {**{name.upper(): (name.upper(),) for name in METHODS}, "CONNECT": ("CONNECT",), "Any": (ANY_METHOD,)}


def _app(call: Call) -> Value:
    # Middleware of the application itself applies to every route, whenever it is added.
    router = Router("echo", call.place, is_app=True)
    call.evaluator.found.append(router)
    return call.thing("echo.Router", router)


def _group(call: Call) -> Value:
    router = Router("echo", call.place, ordered=True)
    outer = router_of(call.receiver)
    if outer is not None:
        outer.entries.append(Mount(named_to_slash(call.text(0) or ""), router, call.place, [], call.conditional))
        router.entries.extend(Use(item) for item in guards(call, 1))
    call.evaluator.found.append(router)
    return call.thing("echo.Router", router)


def _verb(call: Call) -> Value | None:
    """``e.GET(path, handler, …middleware)``, ``e.Add(method, path, handler)``, ``e.Match(methods, path, handler)``."""
    name = call.name.rpartition(".")[2]
    router = router_of(call.receiver)
    start = 0
    methods: tuple[str, ...] = _VERBS.get(name, (ANY_METHOD,))
    if name in {"Add", "Match"}:
        methods = tuple(text.upper() for item in items_of(call.arg(0)) if (text := text_of(item))) or (ANY_METHOD,)
        start = 1
    if router is None or len(call.args) < start + 2:
        return None
    path = named_to_slash(call.text(start) or "")
    own = guards(call, start + 2)
    if name == "Any" and mount(router, call, None, call.args[start + 1], own):
        return None
    go_route(router, call, methods, path, call.args[start + 1], own, expr_at(call, start + 1))
    return None


def _use(call: Call) -> Value | None:
    router = router_of(call.receiver)
    if router is not None:
        router.entries.extend(Use(item) for item in guards(call, 0))
    return None


def _host(call: Call) -> Value:
    router = Router("echo", call.place, ordered=True)
    outer = router_of(call.receiver)
    if outer is not None:
        outer.entries.append(Mount("", router, call.place, guards(call, 1), call.conditional))
    return call.thing("echo.Router", router)


def _static(call: Call) -> Value | None:
    """``e.Static(prefix, folder)`` and ``StaticFS`` for all below a path, ``e.File`` and ``FileFS`` for one."""
    router = router_of(call.receiver)
    path = call.text(0)
    if router is not None and path is not None:
        one = call.name.rpartition(".")[2].startswith("File")
        static_route(router, call, path if one else f"{path.rstrip('/')}/*")
    return None


HANDLERS = {
    "echo.Router": _app,  # one that a library made
    **{f"echo.Router.{name}": _static for name in ("Static", "StaticFS", "File", "FileFS")},
    **{f"{echo}.{name}": _app for echo in _ECHO for name in ("New", "NewWithConfig")},
    "echo.Router.Group": _group,
    "echo.Router.Host": _host,
    **{f"echo.Router.{name}": _verb for name in (*_VERBS, "Add", "Match")},
    "echo.Router.Use": _use,
    "echo.Router.Pre": _use,
}
# https://pkg.go.dev/github.com/labstack/echo/v4#Context
_CONTEXT: dict[str, Read] = {
    "Bind()": fills("body"), "QueryParam()": by_name("query"), "QueryParams()": whole("query"),
    "Param()": by_name("path"),
    "FormValue()": by_name("body"), "FormParams()": whole("body"), "FormFile()": by_name("file"),
    "MultipartForm()": whole("file"), "Cookie()": by_name("cookie"), "Request()": object_of("http.Request"),
}  # fmt: skip
REQUESTS = {"echo.Context": _CONTEXT}
