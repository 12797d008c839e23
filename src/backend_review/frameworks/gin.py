"""Gin. https://pkg.go.dev/github.com/gin-gonic/gin"""

from __future__ import annotations

from backend_review.frameworks.golang import expr_at, go_route, guards, mount, named_to_slash, static_route
from backend_review.frameworks.support import METHODS, router_of
from backend_review.model.evaluator import Call
from backend_review.model.inputs.data import Read, by_name, fills, object_of, whole
from backend_review.model.routes import ANY_METHOD, Mount, Router, Use
from backend_review.model.values import HOLE, Value, items_of, text_of

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
        outer.entries.append(
            Mount(named_to_slash(call.text(0) or ""), router, call.place, guards(call, 1), call.conditional)
        )
    else:
        call.evaluator.found.append(router)
    return call.thing("gin.Router", router)


def _verb(call: Call) -> Value | None:
    """``r.GET(path, …middleware, handler)``, ``r.Handle(method, path, …)``, ``r.Match(methods, path, …)``."""
    name = call.name.rpartition(".")[2]
    router = router_of(call.receiver)
    start = 1
    methods: tuple[str, ...] = (ANY_METHOD,) if name == "Any" else (name.upper(),)
    if name in {"Handle", "Match"}:
        methods = tuple(text.upper() for item in items_of(call.arg(0)) if (text := text_of(item))) or (ANY_METHOD,)
        start = 2
    if router is None or len(call.args) <= start:
        return call.receiver
    last = len(call.args) - 1
    own = guards(call, start, last)
    if name == "Any" and mount(router, call, None, call.args[last], own):
        return call.receiver
    written = call.text(start - 1)
    path = HOLE if written is None else named_to_slash(written)
    go_route(router, call, methods, path, call.args[last], own, expr_at(call, last))
    return call.receiver


def _use(call: Call) -> Value | None:
    router = router_of(call.receiver)
    if router is not None:
        router.entries.extend(Use(item) for item in guards(call, 0))
    return call.receiver


def _static(call: Call) -> Value | None:
    """``r.Static(path, folder)`` and ``r.StaticFS`` for all below a path, ``r.StaticFile`` for one file."""
    router = router_of(call.receiver)
    path = call.text(0)
    if router is not None and path is not None:
        whole = "File" in call.name.rpartition(".")[2]
        static_route(router, call, path if whole else f"{path.rstrip('/')}/*filepath")
    return call.receiver


HANDLERS = {
    "gin.Router": _engine,  # one that a library made
    **{f"gin.Router.{name}": _static for name in ("Static", "StaticFS", "StaticFile", "StaticFileFS")},
    **dict.fromkeys((f"{_GIN}.Default", f"{_GIN}.New"), _engine),
    "gin.Router.Group": _group,
    **{f"gin.Router.{name}": _verb for name in (*(m.upper() for m in METHODS), "Any", "Handle", "Match")},
    "gin.Router.Use": _use,
}
# https://pkg.go.dev/github.com/gin-gonic/gin#Context
_BINDS = ("ShouldBindJSON", "ShouldBind", "BindJSON", "Bind", "ShouldBindBodyWith", "ShouldBindWith", "MustBindWith",
          "BindWith", "ShouldBindXML", "BindXML", "ShouldBindYAML", "ShouldBindBodyWithJSON")  # fmt: skip
_GIN_CONTEXT: dict[str, Read] = {
    **{f"{name}()": fills("body", by="binding") for name in _BINDS},
    **dict.fromkeys(("ShouldBindQuery()", "BindQuery()"), fills("query", by="binding")),
    **dict.fromkeys(("ShouldBindUri()", "BindUri()"), fills("path", by="binding")),
    **dict.fromkeys(("ShouldBindHeader()", "BindHeader()"), fills("header", by="binding")),
    **dict.fromkeys(("Query()", "DefaultQuery()", "GetQuery()", "QueryArray()", "QueryMap()"), by_name("query")),
    **dict.fromkeys(("PostForm()", "DefaultPostForm()", "GetPostForm()", "PostFormArray()"), by_name("body")),
    **dict.fromkeys(("FormFile()", "MultipartForm()"), by_name("file")),
    "Param()": by_name("path"), "GetHeader()": by_name("header"), "Cookie()": by_name("cookie"),
    "GetRawData()": whole("body"), "Request": object_of("http.Request"),
}  # fmt: skip
REQUESTS = {"gin.Context": _GIN_CONTEXT}
