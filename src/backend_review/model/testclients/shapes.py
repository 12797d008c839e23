"""Which calls are requests: the clients of the test libraries, told by their names and by the shape of the call.

Test clients mostly come from fixtures or helpers, so a call such as ``x.get("/users")`` is a request whatever ``x`` is,
unless it is known to be something else (a router, a mock, a table).

Starlette, httpx, Flask, Django, DRF and aiohttp test clients; supertest, chai-http, light-my-request (Fastify), axios,
fetch, Hono's ``app.request`` and ``testClient``; ``net/http/httptest``, Fiber's ``app.Test``, resty, httpexpect.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from backend_review.index.expressions.data import Expr
from backend_review.model.routes import ANY_METHOD
from backend_review.model.values import (
    HOLE,
    Callee,
    Items,
    Known,
    Library,
    Native,
    Scope,
    Table,
    Thing,
    Unknown,
    Value,
    items_of,
    options,
    text_of,
)

_METHODS = {"get", "post", "put", "patch", "delete", "head", "options", "trace"}
_WORDS = {**{name: name.upper() for name in _METHODS}, "del": "DELETE", "delete_": "DELETE", "postform": "POST"}
_SOCKETS = {"websocket_connect", "ws_connect", "injectWS", "injectws"}
_ANY = {"request", "open", "generic", "fetch", "inject", "stream", "handle", "call", "build_request"}
_NEW_REQUEST = {"NewRequest", "NewRequestWithContext", "Request", "NextRequest"}
_CLIENT_FUNCTIONS = {"axios", "axios.create()", "got", "ky", "node-fetch", "needle", "superagent"}
_NAMING = {"reverse", "reverse_lazy", "url_for", "url_path_for"}
_NO_REQUEST = re.compile(
    r"mock|nock|respx|responses|msw|stub|intercept|moxios|httpretty|gock|wiremock|redis|cache|headers?\b|cookies?\b|"
    r"storage|config|params|query",
    re.IGNORECASE,
)
_ASKING = re.compile(
    r"request|perform|inject|^do([A-Z_]|$)|send|call|fetch|serve|hit|exec|invoke|http|curl|^req|json|api|^test",
    re.IGNORECASE,
)
_REGISTERS = re.compile(
    r"add|handle|route|register|\bon\b|mock|method|stub|expect|respond|intercept|define|assert", re.IGNORECASE
)
_ROUTER = re.compile(r"(^|[._])(app|router|server|route|r|e|mux|engine|group|api|g|v\d)$")
_CLIENT = re.compile(
    r"(client|api|agent|request|req|session|server|app|ac|c|factory|rf|axios|http|got|superagent|supertest)\)?$",
    re.IGNORECASE,
)
_LOCAL = re.compile(
    r"^(?:localhost|127\.[\d.]+|0\.0\.0\.0|\[::1?\]|test|testserver|test-?server|app|base|server|api|backend|"
    r"[\w.-]*\.(?:test|local|localhost|internal|lvh\.me)|(?:www\.)?example\.(?:com|org)|[^/]*\{\?\}[^/]*|[a-z-]+)(?::[^/]*)?$"
)


def path_of(value: Value | None) -> str | None:
    """The path of an address: without host; None for what is no address, or one of another host."""
    texts = [text for item in options(value) if (text := text_of(item)) is not None] if value is not None else []
    text = texts[0] if texts else None
    if text is None and isinstance(value, Thing) and value.made_by is not None:  # new URL("/x", base), url.Parse(x)
        made = value.made_by
        if made.name.rpartition(".")[2] in {"URL", "Parse", "ParseRequestURI", "Path", "String"} and made.args:
            return path_of(made.args[0])
    if text is None or "\n" in text or " " in text.strip():
        return None
    scheme, separator, rest = text.partition("://")
    if separator and scheme.rpartition("}")[2].lower() in {"http", "https", "ws", "wss", ""}:
        host, slash, path = rest.partition("/")
        return slash + path if _LOCAL.match(host) else None
    return text


def looks_like_path(text: str | None) -> bool:
    """Whether a text is a path as routes have them."""
    return text is not None and (text.startswith(("/", HOLE + "/", "{@")) and not text.startswith("//"))


def method_of(value: Value | None) -> str | None:
    """An HTTP method: a text, or a library's constant for one (``http.MethodGet``, ``Method.POST``)."""
    for item in options(value) if value is not None else ():
        text = text_of(item)
        if text is None and isinstance(item, Library):
            text = item.name.rpartition(".")[2].removeprefix("Method")
        elif text is None and isinstance(item, Unknown) and item.expr is not None and item.expr.kind == "attr":
            text = item.expr.name.removeprefix("Method")
        if text is not None and text.lower() in _METHODS:
            return text.upper()
    return None


def named_route(callee: Value, args: list[Value], named: dict[str, Value], expr: Expr) -> Value | None:
    """``reverse("users:detail", ...)`` and its like: an address by the name of its route."""
    name = expr.target.name if expr.target is not None else ""
    if name not in _NAMING:
        return None
    # aiohttp: app.router["name"].url_for()
    first = args[0] if args else named.get("viewname", named.get("endpoint", named.get("name")))
    if (
        first is None
        and expr.target is not None
        and expr.target.target is not None
        and expr.target.target.kind == "index"
    ):
        key = expr.target.target.args[0]
        first = Known(str(key.value)) if key.kind == "text" else None
    text = text_of(first)
    return Known("{@" + text + "}") if text and HOLE not in text else Known(HOLE)


def requests_of(
    callee: Value, args: list[Value], named: dict[str, Value], expr: Expr, scope: Scope
) -> Iterator[tuple[str, str]]:
    """The requests (method, path) that a call makes."""
    target = expr.target
    if target is None or isinstance(callee, Native):
        return
    owner = scope.module.text(target.target.node)[-200:] if target.target is not None else ""
    library = callee.name if isinstance(callee, Library) else ""
    if _NO_REQUEST.search(owner.rpartition("(")[0] or owner) or _NO_REQUEST.search(library.partition("(")[0]):
        return
    name = target.name
    if target.kind == "index" and target.args and target.args[0].kind == "text":
        name = str(target.args[0].value)  # request(app)["get"](path)
    lower = name.lower()
    if name.startswith("$") and lower[1:] in _METHODS:
        path = _chain(target.target)
        found = [(name[1:].upper(), path)] if path else []
    elif lower in _WORDS and (target.kind != "name" or library):
        found = _of_method(_WORDS[lower], callee, args, named, expr, scope)
    elif target.kind == "index" and _CLIENT.search(owner.partition("(")[0]):  # request(app)[method](path)
        path = path_of(_path_argument(args, named)) or ""
        found = [(ANY_METHOD, _below(_base(callee), path))] if looks_like_path(path) else []
    else:
        found = _of_any_method(name, callee, owner, args, named)
    yield from found


def _of_method(
    method: str, callee: Value, args: list[Value], named: dict[str, Value], expr: Expr, scope: Scope
) -> list[tuple[str, str]]:
    """``client.get(path)``."""
    path = path_of(_path_argument(args, named))
    target = expr.target
    owner = scope.module.text(target.target.node)[-200:] if target is not None and target.target is not None else ""
    if path is None or _registers(method.lower(), owner, callee, args, expr, scope):
        return []
    base = _base(callee)
    known = bool(base) or _known_client(callee)
    if looks_like_path(path) or (path in {"", HOLE} and known) or (path and known and _CLIENT.search(owner)):
        return [(method, _below(base, path))]
    return [(method, path)] if path == HOLE and _CLIENT.search(owner) else []


def _of_any_method(
    name: str, callee: Value, owner: str, args: list[Value], named: dict[str, Value]
) -> list[tuple[str, str]]:
    """``request("GET", path)``, ``inject({method, url})``, ``fetch(url, {method})``, ``NewRequest(method, url)``."""
    if any(isinstance(item, Callee) for item in args):
        return []
    method, path, said = _method_and_path(args, named)
    if path is None:
        return []
    base, library = _base(callee), callee.name if isinstance(callee, Library) else ""
    path = _below(base, path)
    if name in _SOCKETS:
        return [("WEBSOCKET", path)]
    client = name in _ANY or name in _NEW_REQUEST or library in _CLIENT_FUNCTIONS
    if client and (looks_like_path(path) or (path == HOLE and said)):
        return [(method or (ANY_METHOD if said else "GET"), path)]
    asks = _ASKING.search(name) or any(isinstance(item, Table) and "method" in item.entries for item in args)
    if method is not None and looks_like_path(path) and asks and not _REGISTERS.search(name + owner):
        return [(method, path)]
    return []


def _method_and_path(args: list[Value], named: dict[str, Value]) -> tuple[str | None, str | None, bool]:
    """The method, the path, and whether a method is given at all, wherever among the arguments they are."""
    method, path, said = method_of(named.get("method")), None, "method" in named
    for key in ("url", "path", "uri"):
        path = path if path is not None else path_of(named.get(key))
    for position, item in enumerate(args):
        table = item.entries if isinstance(item, Table) else item.attributes if isinstance(item, Thing) else {}
        if method is None and "method" in table:
            method, said = method_of(table["method"]), True
        for key in ("url", "path", "uri", "pathname"):
            if path is None and key in table:
                path = path_of(table[key])
        if method is None and method_of(item) is not None:
            method, said = method_of(item), True
        elif path is None and position < 4:
            text = path_of(item)
            if text is not None and (looks_like_path(text) or (text == HOLE and position < 3)):
                path = text
    return method, path, said


def _path_argument(args: list[Value], named: dict[str, Value]) -> Value | None:
    if args:
        first = args[0]
        # net/http: client.Get(url); resty, context first: client.Get(ctx, url)
        if text_of(first) is None and len(args) > 1 and looks_like_path(path_of(args[1])):
            return args[1]
        if isinstance(first, Table):
            return first.entries.get("url", first.entries.get("path"))
        return first
    return next((named[key] for key in ("url", "path", "relative_url") if key in named), None)


def _registers(name: str, owner: str, callee: Value, args: list[Value], expr: Expr, scope: Scope) -> bool:
    """Whether ``x.get(path, ...)`` adds a route rather than making a request."""
    if any(isinstance(option, Callee) for item in args for value in items_of(item) for option in options(value)):
        return True
    if any(item.kind == "func" for item in expr.args):
        return True
    receiver = callee.receiver if isinstance(callee, Library) else None
    if receiver is not None and (receiver.model is not None or receiver.type in _ROUTERS):
        return True
    if scope.module.language == "go":
        if expr.target is not None and expr.target.name.isupper():
            return len(args) > 1 and not _known_client(callee)
        return len(args) > 1 and not (name in {"post", "postform"} or text_of(args[0]) is None)
    if scope.module.language == "javascript" and len(args) > 1 and _ROUTER.search(owner):
        return not isinstance(args[1], (Table, Items))
    return False


_ROUTERS = {
    "express()", "express.Router()", "fastify()", "fastify.default()", "koa-router()", "@koa/router()", "hono.Hono()",
    "fastapi.FastAPI()", "fastapi.APIRouter()", "flask.Flask()", "flask.Blueprint()",
}  # fmt: skip


def _known_client(callee: Value) -> bool:
    if not isinstance(callee, Library):
        return False
    name = callee.name
    return callee.receiver is not None and bool(
        re.search(r"client|supertest|httpx|axios|resty|httpexpect|chai|TestCase|APIRequestFactory|aiohttp", name, re.I)
    )


_BASES = ("base_url", "baseURL", "baseUrl", "prefixUrl")


def _base(callee: Value) -> str:
    """The path that a client's base address has: ``AsyncClient(base_url="http://test/api")``."""
    receiver = callee.receiver if isinstance(callee, Library) else None
    made = receiver.made_by if receiver is not None else None
    if made is None:
        return ""
    holders = [made.named, *(item.entries for item in made.args if isinstance(item, Table))]
    values = [
        holder[key] for holder in holders for key in ("base_url", "baseURL", "baseUrl", "prefixUrl") if key in holder
    ]
    if not values and "supertest" in made.name and made.args:
        values = made.args[:1]
    for value in values:
        path = path_of(value)
        if path is not None and path.startswith("/"):
            return path.rstrip("/")
        if path is not None and path.startswith(HOLE + "/"):
            return path.removeprefix(HOLE).rstrip("/")
    return ""


def _below(base: str, path: str) -> str:
    if not base or path.startswith("{@"):
        return path
    return f"{base}/{path.lstrip('/')}"


def _chain(expr: Expr | None) -> str:
    """Hono's typed client: ``client.api.users[":id"].$get()``."""
    parts: list[str] = []
    while expr is not None and expr.kind in {"attr", "index"}:
        part = expr.name if expr.kind == "attr" else str(expr.args[0].value) if expr.args else HOLE
        parts.insert(0, HOLE if part.startswith(":") else part)
        expr = expr.target
    return "/" + "/".join(part for part in parts if part != "index") if expr is not None and parts else ""
