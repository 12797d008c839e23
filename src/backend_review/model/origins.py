"""Where a value comes from: the client's request, the caller's identity, or a row that was loaded.

Origins are words: ``path``, ``query``, ``body`` and ``request`` (what the client sends, by where), ``caller`` (who the
client is, as the program has found out), ``context`` (Go: what goes along with a request), ``row`` (a row of a
store) and ``sent``. They are carried along by members, calls and operations.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from backend_review.model.values import Condition, Items, Library, Table, Thing, Unknown, Value, options, text_of

if TYPE_CHECKING:
    from backend_review.index.program import Function, Parameter
    from backend_review.model.routes import FoundRoute

Origins = frozenset[str]
ASKED: Any = object()  # in the place of the expression of a value that a client gives a handler
NONE: Origins = frozenset()
SENT = "sent"  # besides where it comes from: there is always a value, by default if the client sends none
CLIENT = frozenset({"path", "query", "body", "request"})
_MAX_ITEMS = 20

_PATH = re.compile(r"(?i)^(path_?params?|params?|view_args|match_info|path_?value|kwargs|param\w*|url_?param\w*|vars)$")
_QUERY = re.compile(
    r"^(query|query_params|queries|args|GET|Query\w*|DefaultQuery|GetQuery|QueryParams?|searchParams|queryParams?)$"
)
_BODY = re.compile(
    r"(?i)^(body\w*|json|get_json|data|form|POST|files|should_?bind\w*|bind\w*|form_?value|post_?form\w*|valid)$"
)
_WHO = re.compile(
    r"(?i)^(current_?)?(user|auth|session|identity|claims|principal|account|member|jwt|token_?payload|tenant|org(anization)?)"
    r"(_?(id|uuid|name|email|payload|data|info|context))?$|^(user(?!_?-?agent)|login|signed_?in|logged_?in)|^(uid|viewer|actor|me)$"
)
_KEPT = re.compile(r"^(Get|MustGet|GetString|GetInt\w*|GetUint\w*|Locals|Value|get|locals|var|Ctx)$")
_LIBRARY = (
    (re.compile(r"^flask\.request\.view_args"), "path"),
    (re.compile(r"^flask\.request\.(args|values)"), "query"),
    (re.compile(r"^flask\.request\.(json|get_json|form|data|files|get_data)"), "body"),
    (re.compile(r"^flask\.(session|g)\b"), "caller"),
    (re.compile(r"^flask\.request\b"), "request"),
    (re.compile(r"current_user\b|get_jwt(_identity|_claims)?\b|getServerSession\b|\bget_user\b$"), "caller"),
    (re.compile(r"(^|[./])(URLParam|Vars)\b"), "path"),
)  # fmt: skip
# Functions that say who calls, by name: getUserFromContext(r), current_user_id(), authUser(req).
_SAYS_WHO = re.compile(
    r"(?i)(current|auth(enticated)?|logged_?in|session|signed_?in|jwt|token)_?(user|account|member|identity|principal|claims|"
    r"tenant|org\w*)|(user|account|member|claims|identity|principal|subject|session|uid|tenant)\w*_?(from|of|for)_?"
    r"(c|ctx|context|token|request|req|jwt|session|header\w*)$|"
    r"^(get_?)?(user|account|member|claims|identity|principal|session|tenant|org)(_?id)?$|whoami|get_?server_?session"
)
_IDENTITY = re.compile(
    r"(?i)current_?\w*(user|account|member|admin|identity|tenant|org)|auth\w*_?(user|info|context|data)|principal|claims|identity|"
    r"token_?(data|payload)|(get|require|active|superuser|admin|logged|session)_?\w*user|verify_?(token|jwt)|jwt|"
    r"\buser\b|\bviewer\b|\bactor\b|\bme\b|\bauth\b"
)
_CONTEXT = re.compile(
    r"\b(gin|echo)\.Context\b|\bhttp\.Request\b|\bfiber\.Ctx\b|\bfasthttp\.RequestCtx\b|\biris\.Context\b"
)
_SCALAR = re.compile(r"(?i)^(optional\[)?(int|str|float|bool|uuid|uuid4|date|datetime|objectid|pydanticobjectid)\b")
_DECORATORS = {
    "Param": "path", "Query": "query", "Body": "body", "Req": "request", "Request": "request", "Headers": "request",
    "UploadedFile": "body", "Args": "body", "Arg": "body",
}  # fmt: skip
_SERVES_REQUESTS = {"express", "fastify", "koa", "hono", "nextjs"}


def origins_of(value: Value | None) -> Origins:
    """Where a value comes from; of several values: all of their origins."""
    if isinstance(value, Unknown):  # most are
        return value.origins
    found: set[str] = set()
    for item in options(value) if value is not None else ():
        if isinstance(item, (Unknown, Thing)):
            found |= item.origins
            if isinstance(item, Thing) and not item.origins and item.type:
                found |= _of_library(item.type)
        elif isinstance(item, Library):
            found |= _of_library(item.name)
        elif isinstance(item, Items):
            found.update(*(origins_of(part) for part in item.items[:_MAX_ITEMS]))
        elif isinstance(item, Table):
            found.update(*(origins_of(part) for part in list(item.entries.values())[:_MAX_ITEMS]))
        elif isinstance(item, Condition):
            found.update(*(part.origins for part in item.filters))
    return frozenset(found)


@lru_cache(maxsize=4096)
def _of_library(name: str) -> Origins:
    for pattern, origin in _LIBRARY:
        if pattern.search(name):
            return frozenset({origin})
    return NONE


def member(owner: Origins, name: str, argument: Value | None = None) -> Origins:
    """Where a member, or what a method gives, comes from, by its owner's origins."""
    if "request" in owner or "context" in owner:
        if _KEPT.search(name):
            key = text_of(argument)
            if name in {"get", "var"} and (key is None or not _WHO.search(key)):
                return owner
            if name == "Get" and key is not None and re.search(r"(?i)^(user-agent|accept|content-|origin$|host$)", key):
                return owner  # Fiber: a header
            return frozenset({"caller"})
        if "context" not in owner:
            for pattern, origin in ((_PATH, "path"), (_QUERY, "query"), (_BODY, "body")):
                if pattern.search(name):
                    return frozenset({origin})
        if name in {"Context", "UserContext"}:
            return frozenset({"context"})
        if _WHO.search(name):
            return frozenset({"caller"})
    if name == "instance":
        return frozenset({"row"})  # what a serializer or form has saved
    return owner


def given_to(value: Value, given: Value | None) -> Value:
    """A parameter's value by its declaration, with the origins of what is given to it."""
    origins = origins_of(given)
    if not origins:
        return value
    if isinstance(value, Unknown):
        return Unknown(value.expr, origins)
    return replace(value, origins=origins) if isinstance(value, Thing) else value


def always(value: Value) -> Value:
    """A value that something else stands in for where there is none: ``args.get("size") or MAX_SIZE``."""
    if isinstance(value, Unknown):
        return Unknown(value.expr, value.origins | {SENT})
    if isinstance(value, Thing) and value.kind is None and value.type.endswith("()"):
        return replace(value, origins=origins_of(value) | {SENT})
    return value


def says_who(name: str, origins: Origins) -> bool:
    """Whether a function of this name, given values of these origins, says who the caller is."""
    return not origins & {"path", "query", "body", "row"} and _SAYS_WHO.search(name) is not None


def of_handler(found: FoundRoute) -> tuple[list[Value], dict[str, Value]]:
    """What a handler is called with: values by position (JavaScript, Go) or by name (Python)."""
    function = found.route.handler.function
    if function is None:
        return [], {}
    if function.module.language == "python":
        names = {item.name: _of_python(found, function, item) for item in function.parameters if not item.kind}
        return [], {name: Unknown(ASKED, origins) for name, origins in names.items() if origins}
    if function.module.language == "go":
        return [Unknown(ASKED, _of_go(item)) for item in function.parameters], {}
    if found.app.framework in _SERVES_REQUESTS:
        index = 1 if found.app.framework == "express" and len(function.parameters) == 4 else 0
        return [
            Unknown(ASKED, frozenset({"request"}) if position == index else NONE)
            for position in range(len(function.parameters))
        ], {}
    return [Unknown(ASKED, _of_decorators(item)) for item in function.parameters], {}


def _of_python(found: FoundRoute, function: Function, parameter: Parameter) -> Origins:
    name = parameter.name
    if "{" + name + "}" in found.path:
        return frozenset({"path"})
    if name in {"request", "req"}:
        return frozenset({"request"})
    written = function.module.text(parameter.node)
    if "Depends(" in written or "Security(" in written:
        return frozenset({"caller"}) if _IDENTITY.search(written) else NONE
    if name in {"self", "cls"}:
        return NONE
    if name in {"user", "current_user", "viewer", "identity"}:
        return frozenset({"caller"})  # a decorator hands it over
    if parameter.annotation is None:
        if name in {"pk", "id", "slug", "uuid"} or name.endswith(("_id", "_pk", "_slug")):
            return frozenset({"path"})
        return NONE
    if _IDENTITY.search(parameter.type):
        return frozenset({"caller"})  # CurrentUser = Annotated[User, Depends(…)]
    if found.app.framework not in {"fastapi", "starlette", "ninja"}:
        return NONE
    if not _SCALAR.search(parameter.type.removeprefix("Annotated[")):
        return frozenset({"body"})
    return frozenset({"query", SENT}) if _is_always_sent(parameter) else frozenset({"query"})


def _is_always_sent(parameter: Parameter) -> bool:
    """Whether a parameter of the query has a value in any case, and one that is not empty: ``limit: int = 20``."""
    default = parameter.default
    if default is not None and default.kind == "call":  # Query(20, le=100)
        default = default.named.get("default") or next(iter(default.args), None)
    if default is None:
        return re.search(r"None|Optional", parameter.type) is None and parameter.default is None
    return default.kind in {"number", "text"} and bool(default.value)


def _of_go(parameter: Parameter) -> Origins:
    return frozenset({"request"}) if _CONTEXT.search(parameter.type) else NONE


def _of_decorators(parameter: Parameter) -> Origins:
    for decorator in parameter.decorators:
        holder = decorator.target if decorator.kind == "call" else decorator
        name = holder.name if holder is not None else ""
        if name in _DECORATORS:
            return frozenset({_DECORATORS[name]})
        if _IDENTITY.search(name) or _WHO.search(name) or "user" in name.lower():
            return frozenset({"caller"})
        return frozenset({"request"})
    return NONE
