"""Fiber, versions 2 and 3. https://docs.gofiber.io/api/app https://docs.gofiber.io/next/whats_new"""

from __future__ import annotations

import re
from dataclasses import dataclass

from backend_review.frameworks.golang import expr_at, go_route, guard, static_route, versions
from backend_review.frameworks.support import METHODS, router_of
from backend_review.model.evaluator import Call
from backend_review.model.inputs.data import Read, by_name, fills, whole
from backend_review.model.routes import ANY_METHOD, Mount, Router, Use
from backend_review.model.values import HOLE, Items, Thing, Value, items_of, options, text_of

_FIBER = versions("github.com/gofiber/fiber", 2, 3)
TYPES = {
    **{f"{fiber}.{name}": "fiber.Router" for fiber in _FIBER for name in ("App", "Router")},
    **{f"{fiber}.Group": "fiber.Group" for fiber in _FIBER},
}
_VERBS = tuple(name.title() for name in (*METHODS, "connect"))


@dataclass(eq=False)
class _Group:
    """A group is the application below a path: what it registers goes to the application in that order."""

    router: Router
    path: str


def _app(call: Call) -> Value:
    router = Router("fiber", call.place, is_app=True, ordered=True, slash="join")
    call.evaluator.found.append(router)
    return call.thing("fiber.Router", router)


def _target(call: Call) -> tuple[Router | None, str]:
    """The application that a method registers at, and the path of its group."""
    for item in options(call.receiver) if call.receiver is not None else ():
        if isinstance(item, Thing) and isinstance(item.model, _Group):
            return item.model.router, item.model.path
    return router_of(call.receiver), ""


def _made(call: Call, type: str, router: Router, path: str) -> Thing:
    return Thing(type, model=_Group(router, path), made_by=call, depth=call.receiver.depth if call.receiver else 0)


def _under(prefix: str, path: str) -> str:
    path = re.sub(r"(:\w+)<[^<>]*>", r"\1", path)  # constraints
    return f"{prefix.rstrip('/')}/{path.lstrip('/')}".rstrip("/") if path.strip("/") else prefix


def _use_all(call: Call, router: Router, path: str, start: int) -> None:
    for index in range(start, len(call.args)):
        inner = router_of(call.args[index])
        if inner is not None and inner is not router:
            inner.is_app = False
            router.entries.append(Mount(path, inner, call.place, [], call.conditional))
        else:
            router.entries.append(Use(guard(call, index), path))


def _group(call: Call) -> Value | None:
    """``app.Group(prefix, …handlers)``: the handlers apply to every later route below the prefix."""
    router, prefix = _target(call)
    if router is None:
        return call.receiver
    path = _under(prefix, call.text(0) or "")
    _use_all(call, router, path, 1)
    return _made(call, "fiber.Group", router, path)


def _route(call: Call) -> Value | None:
    """``app.Route(prefix, func(r fiber.Router) {…})``; in version 3 ``app.Route(path).Get(h).Post(h)``, too."""
    router, prefix = _target(call)
    if router is None:
        return call.receiver
    path = _under(prefix, call.text(0) or "")
    if len(call.args) < 2:
        return _made(call, "fiber.Route", router, path)
    made = _made(call, "fiber.Group", router, path)
    call.evaluator.call(call.args[1], [made], {}, call.expr, call.scope)
    return made


def _verb(call: Call) -> Value | None:
    """``app.Get(path, …middleware, handler)``, ``app.Add(method, path, …)``, ``app.All(path, …)``."""
    router, prefix = _target(call)
    name = call.name.rpartition(".")[2]
    start = 0 if call.name.startswith("fiber.Route.") else 1
    methods: tuple[str, ...] = (name.upper(),) if name in _VERBS else (ANY_METHOD,)
    if name == "Add" and start:
        methods = tuple(text.upper() for item in items_of(call.arg(0)) if (text := text_of(item))) or (ANY_METHOD,)
        start = 2
    if router is None or len(call.args) <= start:
        return call.receiver
    path = _under(prefix, (call.text(start - 1) or "") if start else "")
    last = len(call.args) - 1
    before = [guard(call, index) for index in range(start, last)]
    go_route(router, call, methods, path or "/", call.args[last], before, expr_at(call, last))
    return call.receiver


def _use(call: Call) -> Value | None:
    """``app.Use(…handlers)``, ``app.Use(path or paths, …handlers)``; another application is mounted."""
    router, prefix = _target(call)
    if router is None or not call.args:
        return call.receiver
    first = call.args[0]
    texts = [text_of(item) for item in items_of(first)]
    named = bool(texts) and all(text is not None for text in texts) and (isinstance(first, Items) or texts[0] != HOLE)
    for path in texts if named else [""]:
        _use_all(call, router, _under(prefix, path or ""), 1 if named else 0)
    return call.receiver


def _static(call: Call) -> Value | None:
    """``app.Static(prefix, folder)`` of version 2."""
    router, prefix = _target(call)
    if router is not None and call.args:
        static_route(router, call, f"{_under(prefix, call.text(0) or '').rstrip('/')}/*")
    return call.receiver


HANDLERS = {
    "fiber.Router": _app,  # one that a library made
    **{f"{fiber}.New": _app for fiber in _FIBER},
    **{
        f"fiber.{owner}.{name}": handler
        for owner in ("Router", "Group")
        for names, handler in (
            ((*_VERBS, "All", "Add"), _verb),
            (("Group",), _group),
            (("Route",), _route),
            (("Use", "Mount"), _use),
            (("Static",), _static),
            (("Name",), lambda call: call.receiver),
        )
        for name in names
    },
    **{f"fiber.Route.{name}": _verb for name in (*_VERBS, "All")},
}
# https://docs.gofiber.io/api/ctx
_CONTEXT: dict[str, Read] = {
    **dict.fromkeys(("BodyParser()", "Bind().Body()", "Bind().JSON()", "Bind().Form()"), fills("body")),
    **dict.fromkeys(("QueryParser()", "Bind().Query()"), fills("query")),
    **dict.fromkeys(("ParamsParser()", "Bind().URI()"), fills("path")),
    "Body()": whole("body"), "BodyRaw()": whole("body"), "FormValue()": by_name("body"), "FormFile()": by_name("file"),
    "MultipartForm()": whole("file"), "Query()": by_name("query"), "QueryInt()": by_name("query", number=True),
    "Queries()": whole("query"), "Params()": by_name("path"), "ParamsInt()": by_name("path", number=True),
    "Get()": by_name("header"), "Cookies()": by_name("cookie"),
}  # fmt: skip
REQUESTS = {"fiber.Ctx": _CONTEXT}
