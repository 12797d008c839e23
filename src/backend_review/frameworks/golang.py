"""What Go's routers have in common: handlers inside of wrappers, middleware, and routers that are handlers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tree_sitter import Node

from backend_review.frameworks.support import guard_of, guard_of_expr, handler_of, place_of_function, router_of
from backend_review.index.expressions.data import Expr
from backend_review.model.evaluator import Call
from backend_review.model.routes import Guard, Handler, Mount, Route, Router, Use
from backend_review.model.values import Callee, Items, Library, Scope, Thing, Unknown, Value, items_of, options, text_of

STRIPPED = "net/http.Stripped"
_ADAPTERS = re.compile(
    r"(?:^|\.)(?:Wrap[FH]|WrapHandler\w*|WrapMiddleware|HandlerFunc|HTTP\w+|ToHandler\w*|ServeHTTP)$"
)
_REQUEST = re.compile(r"ResponseWriter|Request\b|Ctx\b|Context\b")
_FILES = re.compile(r"\.(?:FileServer|FileServerFS|ServeFileFS|GzipFileServer)$|gzipped\.FileServer")
_PROFILES = re.compile(r"^net/http/pprof\.|/pprof\.|^expvar\.|/middleware\.Profiler$")
_SHOWS = re.compile(r"(?i)swagger|redoc|scalar|openapi-?ui")
_MAX_WRAPPERS = 12


def versions(path: str, *numbers: int) -> tuple[str, ...]:
    """A Go module's path in all its major versions."""
    return (path, *(f"{path}/v{number}" for number in numbers))


def is_middleware(value: Value) -> bool:
    """Whether a function takes or gives a handler."""
    return any(
        isinstance(item, Callee)
        and (
            "Handler" in item.function.return_type
            or any("Handler" in parameter.type for parameter in item.function.parameters)
        )
        for item in options(value)
    )


def _takes_request(callee: Callee) -> bool:
    types = [parameter.type for parameter in callee.function.parameters]
    return any(_REQUEST.search(type) and type != "context.Context" for type in types)


def _answers(value: Value) -> bool:
    """Whether a value may be a handler: a function that is no middleware, a router, or either of them in a wrapper."""
    for item in options(value):
        if isinstance(item, Callee) and not is_middleware(item) and _takes_request(item):
            return True
        if isinstance(item, Library) and item.receiver is not None:
            return True
        if isinstance(item, Thing):
            if item.type == STRIPPED or router_of(item) is not None:
                return True
            if item.kind is not None and any("ServeHTTP" in kind.attributes for kind in item.kind.lineage()):
                return True
            if item.made_by is not None and any(_answers(inner) for inner in item.made_by.args):
                return True
    return False


def _variables(callee: Callee) -> Iterator[Scope]:
    """The scopes of the function calls around a closure, the innermost first."""
    scope: Scope | None = callee.scope
    while scope is not None and scope.outer is not None and scope.outer.outer is not None:
        yield scope
        scope = scope.outer


def _enclosing(callee: Callee) -> Node | None:
    """The declaration of the function that a closure is written in."""
    node = callee.function.node.parent
    while node is not None and node.type not in {"function_declaration", "method_declaration"}:
        node = node.parent
    return node


def _name_of(callee: Callee, node: Node | None) -> str:
    """The name of the function that a closure is written in, when it is what gives the closure away."""
    module = callee.function.module
    result = module.text(node.child_by_field_name("result")) if node is not None else ""
    if node is None or not re.search(r"Handler|Middleware|func\(|\bMux\b", result):
        return ""
    receiver = re.search(r"\*?(\w+)(?:\[[^\]]*\])?\s*\)$", module.text(node.child_by_field_name("receiver")))
    name = module.text(node.child_by_field_name("name"))
    return f"{receiver[1]}.{name}" if receiver else name


def _captured(callee: Callee) -> tuple[Value, Scope] | None:
    """The handler that a closure passes the request on to (``next.ServeHTTP(w, r)``, ``return next(c)``)."""
    module = callee.function.module
    text = parameters = ""
    for scope in _variables(callee):
        for name, value in scope.names.items():
            if value is callee or not _answers(value):
                continue
            if not text:
                node = _enclosing(callee)
                text = module.text(callee.function.node)
                parameters = module.text(node.child_by_field_name("parameters")) if node is not None else ""
            if re.search(rf"(?<![\w.]){name}(?:\.\w+)?\(", text):
                return value, scope
            # ``m.serve(w, r, next)``: handed on by a function that was given it
            if re.search(rf"\b{name}\b[^,()]*Handler", parameters) and re.search(rf"[(,] *{name} *[,)]", text):
                return value, scope
    return None


def unwrapped(call: Call, value: Value) -> tuple[Value, list[Guard], str | None]:
    """What is inside of wrappers, the wrappers as guards (the outermost first), and the prefix that they strip."""
    guards: list[Guard] = []
    prefix: str | None = None
    for _ in range(_MAX_WRAPPERS):
        item = next((item for item in options(value) if _answers(item)), None)
        if isinstance(item, Library) and item.receiver is not None and item.name.endswith(".ServeHTTP"):
            value = item.receiver
        elif isinstance(item, Callee) and item.function.name == "ServeHTTP" and isinstance(item.bound, Thing):
            inner = _router_inside(item.bound)
            if inner is None:
                break
            value = inner
        elif isinstance(item, Callee) and not item.function.name:
            found = _captured(item)
            if found is None:
                break
            guards.append(Guard(_name_of(item, _enclosing(item)) or "(function)", call.place, item.function,
                                _texts(found[1]), item))  # fmt: skip
            value = found[0]
        elif isinstance(item, Thing) and item.type == STRIPPED:
            prefix, value = (prefix or "") + item.model[0], item.model[1]
        elif isinstance(item, Thing) and router_of(item) is None:
            below: Value | None = _router_inside(item)
            held = _function_inside(item) if below is None else None
            if held is not None:
                below, serve = held
                guards.append(Guard(f"{_class_of(item)}.ServeHTTP", call.place, serve.function, value=serve))
            if below is None and item.made_by is not None:
                below = next((arg for arg in item.made_by.args if _answers(arg)), None)
                guards += _of_library(item.made_by) if below is not None else []
            if below is None:
                break
            value = below
        else:
            break
    return value, guards, prefix


def _of_library(made: Call) -> list[Guard]:
    """The guards that a library's wrapper adds: itself, and the project's middleware that it is given."""
    found = []
    if not _ADAPTERS.search(made.name):
        texts = tuple(text for arg in made.args if (text := text_of(arg)) is not None)
        found.append(Guard(made.name.replace("()", ""), made.place, arguments=texts))
    for index, arg in enumerate(made.args):
        if is_middleware(arg):
            found.append(guard(made, index))
    return found


def _router_inside(thing: Thing) -> Thing | None:
    """The router that an object with a ServeHTTP of its own hands requests to."""
    if thing.kind is None:
        return None
    inside = [value for value in thing.attributes.values() if router_of(value) is not None]
    return inside[0] if len(inside) == 1 and isinstance(inside[0], Thing) else None


def _class_of(thing: Thing) -> str:
    return thing.kind.klass.name if thing.kind is not None else ""


def _function_inside(thing: Thing) -> tuple[Callee, Callee] | None:
    """The function that an object's ServeHTTP hands requests to, and that method: ``h.handle(context, w, r)``."""
    served = thing.kind.attributes.get("ServeHTTP") if thing.kind is not None else None
    if not isinstance(served, Callee):
        return None
    text = served.function.module.text(served.function.node)
    for name, value in thing.attributes.items():
        for item in options(value):
            if isinstance(item, Callee) and _takes_request(item) and re.search(rf"\w\.{name}\(", text):
                return item, served
    return None


def _texts(scope: Scope) -> tuple[str, ...]:
    values = [item for v in scope.names.values() for item in (v.items if isinstance(v, Items) else [v])]
    return tuple(text for value in values if (text := text_of(value)) is not None)


def guard(call: Call, index: int) -> Guard:
    """The guard that an argument is; closures are named by the function that makes them."""
    value = call.args[index]
    exprs = call.expr.args
    plain = len(exprs) == len(call.args) and all(expr.kind != "spread" for expr in exprs)
    made = guard_of_expr(call, value, exprs[index]) if plain else guard_of(call, value)
    for item in options(value):
        if isinstance(item, Callee) and not item.function.name and (not plain or exprs[index].kind != "call"):
            made.name = _name_of(item, _enclosing(item)) or made.name
    return made


def guards(call: Call, start: int, end: int | None = None) -> list[Guard]:
    """The guards that the arguments from a position on are."""
    return [guard(call, index) for index in range(start, len(call.args) if end is None else end)]


def expr_at(call: Call, index: int) -> Expr | None:
    """An argument as it is written; None when the arguments do not say which it is."""
    exprs = call.expr.args
    return exprs[index] if len(exprs) == len(call.args) and exprs[index].kind != "spread" else None


def named_to_slash(path: str) -> str:
    """Gin and Echo: the name of a parameter goes on to the next slash: ``/:account-id/assets``."""
    return re.sub(r":(?=[\w-]*-)([\w-]+)(?=/|$)", r"{\1}", path)


def go_route(
    router: Router,
    call: Call,
    methods: Sequence[str],
    path: str,
    value: Value,
    guards: Sequence[Guard] = (),
    expr: Expr | None = None,
) -> Route:
    """Add a route to a router; wrappers around the handler are guards of it."""
    inline = expr is not None and expr.kind == "func"
    inner, wrappers, _ = (value, [], None) if inline else unwrapped(call, value)
    inner, generated = _behind(call, inner)
    wrappers = [*wrappers, *generated]
    route = Route(tuple(methods), path, _handler(call, inner, expr), call.place, [*guards, *wrappers])
    route.conditional = call.conditional
    route.kind = _kind(inner)
    function = route.handler.function
    route.documented = bool(function is not None and function.documentation)
    router.entries.append(route)
    endpoint = router_of(unwrapped(call, value)[0] if inline else inner)
    if endpoint is not None and endpoint.endpoint:  # r.POST("/query", graphqlHandler())
        router.entries.append(Mount(path, endpoint, call.place, list(route.guards), call.conditional))
    return route


def _kind(value: Value) -> str:
    """What a route is that a library answers: files (``static``), a profiler (``debug``), a page about the API."""
    for item in options(value):
        receiver = item.receiver if isinstance(item, Library) else item
        name = item.name if isinstance(item, Library) else ""
        made = receiver.made_by if isinstance(receiver, Thing) and receiver.kind is None else None
        for known in (name, made.name if made is not None else ""):
            if _FILES.search(known):
                return "static"
            if _PROFILES.search(known):
                return "debug"
            if _SHOWS.search(known):
                return "docs"
        if isinstance(receiver, Thing) and receiver.type == STRIPPED:
            return _kind(receiver.model[1])
        if made is not None and _ADAPTERS.search(made.name) and made.args:
            return _kind(made.args[0])
    return "http"


def static_route(router: Router, call: Call, path: str, methods: Sequence[str] = ("GET",)) -> Route:
    """Add a route that a framework itself answers with files."""
    route = Route(tuple(methods), path, Handler(call.name.rpartition(".")[2], call.place), call.place, kind="static")
    route.conditional = call.conditional
    router.entries.append(route)
    return route


def _behind(call: Call, value: Value) -> tuple[Value, list[Guard]]:
    """The project's method that one of a generated server calls, and the middleware that the generated parts run.

    oapi-codegen: ``ServerInterfaceWrapper{Handler: si, HandlerMiddlewares: …}``, in front of the project's own type or
    of ``strictHandler{ssi: …, middlewares: …}``; each has a method of the operation's name.
    """
    guards: list[Guard] = []
    for _ in range(_MAX_WRAPPERS):
        item = next((item for item in options(value) if isinstance(item, Callee)), None)
        if item is None or item.function.module.file.role != "generated" or not isinstance(item.bound, Thing):
            break
        inner: Value | None = None
        for name, held in item.bound.attributes.items():
            if name.lower().endswith("middlewares"):
                guards += [guard_of(call, middleware) for middleware in items_of(held)]
            for thing in options(held):
                if inner is None and isinstance(thing, Thing) and thing.kind is not None:
                    found = call.evaluator.attribute(thing, item.function.name)
                    inner = found if isinstance(found, Callee) else None
        if inner is None:
            break
        value = inner
    return value, guards


def _handler(call: Call, value: Value, expr: Expr | None) -> Handler:
    for item in options(value):
        if isinstance(item, Callee) and not item.function.name:
            inline = expr is not None and expr.kind == "func"
            name = _name_of(item, _enclosing(item)) if not inline else ""
            if not name and expr is not None and expr.kind in {"name", "attr"}:
                name = call.scope.module.text(expr.node)
            return Handler(name, place_of_function(item.function), item.function, callee=item)
        if isinstance(item, Thing) and item.kind is not None:
            for kind in item.kind.lineage():
                serve = kind.attributes.get("ServeHTTP")
                if isinstance(serve, Callee):
                    return Handler(f"{kind.klass.name}.ServeHTTP", place_of_function(serve.function), serve.function)
        if isinstance(item, (Callee, Library)):
            return handler_of(call, item)
    if expr is None:
        return handler_of(call, value)
    while expr.kind == "call" and expr.target is not None and isinstance(value, Unknown):
        inside = [arg for arg in expr.args if arg.kind in {"attr", "call"}]
        if not inside:
            break
        expr = inside[-1]
    return Handler(" ".join(call.scope.module.text(expr.node).split())[:80], call.place)


def mount(router: Router, call: Call, path: str | None, value: Value, guards: Sequence[Guard] = ()) -> bool:
    """Mount the router that a handler is, in whatever wrappers; False when it is none.

    ``path`` is where the outer router cuts its own prefix off; None when the inner one sees the whole path.
    """
    inner, wrappers, stripped = unwrapped(call, value)
    below = router_of(inner)
    if below is None or below is router or below.endpoint:
        return False
    below.is_app = False
    prefix = path if path is not None else stripped or ""
    router.entries.append(Mount(prefix, below, call.place, [*guards, *wrappers], call.conditional))
    return True


def serve(call: Call, value: Value | None) -> None:
    """A server is given its handler: the wrappers around the application's router guard all of it."""
    inner, wrappers, _ = unwrapped(call, value) if value is not None else (None, [], None)
    router = router_of(inner)
    if router is not None:
        known = {entry.guard.name for entry in router.entries if isinstance(entry, Use)}
        router.entries[:0] = [Use(item) for item in wrappers if item.name not in known]
