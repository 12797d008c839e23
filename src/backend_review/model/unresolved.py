"""What looks like the registration of a route and gave none: an inventory must not be silent about it.

It is read from the text, as nothing could be followed there: calls and decorators with a method's name, a path and a
handler, in files of the program that ask no other services.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from backend_review.index.program import Module
from backend_review.model.evaluator import Evaluator
from backend_review.model.routes import FoundRoute, Mount, Place, Router, normal_path
from backend_review.model.values import Library, options

_ROLES = {"production", "script"}
_METHODS = "get|post|put|patch|delete|options|all|any"
_OWNER = r"(?<![\w$.])(?P<owner>[A-Za-z_$][\w$]*)(?:(?:\(\))?\??\.[A-Za-z_$][\w$]*)*(?:\(\))?\s*\??\.\s*"
_PATH = r"""\s*\(\s*r?(?P<quote>["'`])(?P<path>(?:\$\{[^{}]*\})?/[^"'`\s]*)(?P=quote)\s*"""
_URLS = re.compile(
    r"(?<![\w.])(?P<owner>)(?:re_)?path\(\s*r?(?P<quote>[\"'])(?P<path>[^\"'\s]+)(?P=quote),(?!\s*(?:include\b|[\w.]+\.urls\b))"
)
_REGISTERS = {
    "javascript": (
        re.compile(_OWNER + rf"(?:{_METHODS}|del)" + _PATH + r""",\s*(?!["'`\d)]|null\b|true\b|false\b)"""),
        re.compile(_OWNER + r"route" + _PATH + rf"\)\s*\.\s*(?:{_METHODS})\s*\("),
        re.compile(
            _OWNER + r"""route\s*\(\s*\{[^{}]{0,200}?\b(?:url|path)\s*:\s*(?P<quote>["'`])"""
            r"""(?P<path>(?:\$\{[^{}]*\})?/[^"'`\s]*)(?P=quote)"""
        ),
        re.compile(r"@(?P<owner>)(?:Get|Post|Put|Patch|Delete|All)" + _PATH),
    ),
    "python": (
        re.compile("@" + _OWNER + rf"(?:{_METHODS}|route|websocket|api_route)" + _PATH),
        re.compile(_OWNER + rf"(?:add_(?:api_)?route|add_url_rule|add_(?:{_METHODS}))" + _PATH + ","),
        _URLS,
    ),
    "go": (
        re.compile(
            _OWNER + r"(?:GET|POST|PUT|PATCH|DELETE|Any|Get|Post|Put|Patch|Delete|Handle|HandleFunc)"
            r"""\s*\(\s*(?P<quote>["`])(?:[A-Z]+ )?(?P<path>/[^"`\s]*)(?P=quote)\s*,\s*(?!nil\b|["`\d])"""
        ),
    ),
}  # fmt: skip
# What a file has that registers routes, and what one has that asks others for something.
_SERVES = {
    "javascript": re.compile(
        r"""['"](?:express|fastify|koa|hono|restify|polka|@?hapi|router)\b|[rR]outer|\b[aA]pp\b|@Controller"""
    ),
    "python": re.compile(r"\burlpatterns\b|@|\badd_"),
    "go": re.compile(r"ResponseWriter|[rR]outer|\b(?:gin|echo|fiber|chi|mux|fasthttp)\.|\b[mM]ux\b|Handler"),
}  # fmt: skip
_ASKS = re.compile(
    r"""['"](?:axios|got|node-fetch|ky|superagent|supertest|undici|msw|nock|@angular/[\w/]+|react|vue)['"]"""
)
_KNOWN = {
    "javascript": r"express|fastify|koa|@nestjs/core|hono",
    "python": r"flask|fastapi|django\.urls|rest_framework|aiohttp\.web|starlette|quart",
    "go": r"github\.com/(?:gin-gonic/gin|labstack/echo|go-chi/chi|gofiber/fiber|gorilla/mux|julienschmidt/httprouter)",
}
_OTHERS = {
    "javascript": r"@?hapi(?:/hapi)?|restify|polka|elysia|nuxt|h3|nitropack|@adonisjs/core|sails"
    r"|@feathersjs/feathers|@loopback/rest|itty-router|hyper-express|uWebSockets\.js|egg|@sveltejs/kit"
    r"|@remix-run/node|@oakserver/oak|moleculer-web|@midwayjs/core|@tsed/common",
    "python": r"tornado\.web|sanic|bottle|falcon|pyramid|litestar|cherrypy|blacksheep|robyn|twisted\.web|emmett",
    "go": r"goji\.io|github\.com/(?:beego/beego|kataras/iris|fasthttp/router|revel/revel"
    r"|gobuffalo/buffalo|cloudwego/hertz|zeromicro/go-zero/rest|emicklei/go-restful|danielgtaylor/huma"
    r"|go-martini/martini|gogf/gf)",
}
_IMPORTS = {
    "javascript": r"""(?:from|require\(|import)\s*['"](?P<name>{})['"]""",
    "python": r"(?m)^\s*(?:from|import)\s+(?P<name>{})\b",
    "go": r"""(?m)^\s*(?:import\s+)?(?:[\w.]+\s+)?"(?P<name>{})(?:/[^"]*)?"\s*$""",
}
_ASIDE = {"comment", "string", "string_content", "string_fragment", "template_string", "block_comment"}
_MAX = 1000


@dataclass(frozen=True, slots=True)
class Unresolved:
    """A registration that was not followed: where, and as it is written."""

    place: Place
    written: str


def unresolved(
    evaluator: Evaluator, modules: Iterable[Module], routes: Sequence[FoundRoute], routers: Sequence[Router]
) -> list[Unresolved]:
    """What looks like a registration in these modules and is the place or the path of no route."""
    places = {found.route.place for found in routes} | {found.route.handler.place for found in routes}
    places |= {entry.place for router in routers for entry in router.entries if isinstance(entry, Mount)}
    ends = {end for found in routes for end in _ends(found.path)}
    found: dict[Place, Unresolved] = {}
    for module in modules:
        if module.file.role not in _ROLES or len(found) > _MAX or not _may_register(module):
            continue
        for match in _registrations(module):
            place = Place(module.path, module.file.text.count("\n", 0, match.start()) + 1)
            if place in places or place in found or _plain(match["path"]) in ends:
                continue
            if not _is_aside(module, match) and not _is_library(evaluator, module, match["owner"]):
                written = " ".join(match.group().split()).rstrip(" ,")
                found[place] = Unresolved(place, written if written.endswith("(") else f"{written}, …)")
    return sorted(found.values(), key=lambda item: (item.place.path, item.place.line))


def imported(modules: Iterable[Module], known: bool) -> dict[str, Place]:
    """The web frameworks that the program imports, those that are ``known`` here or the others, each with its first
    place."""
    table = _KNOWN if known else _OTHERS
    patterns = {language: re.compile(_IMPORTS[language].format(names)) for language, names in table.items()}
    found: dict[str, Place] = {}
    for module in modules:
        pattern = patterns.get(module.language) if module.file.role in _ROLES else None
        for match in pattern.finditer(module.file.text) if pattern is not None else ():
            line = module.file.text.count("\n", 0, match.start("name")) + 1
            found.setdefault(match["name"], Place(module.path, line))
    return found


def _may_register(module: Module) -> bool:
    serves = _SERVES.get(module.language)
    if serves is None or serves.search(module.file.text) is None:
        return False
    return module.language != "javascript" or _ASKS.search(module.file.text) is None


def _registrations(module: Module) -> Iterator[re.Match[str]]:
    for pattern in _REGISTERS[module.language]:
        if pattern is _URLS and "urlpatterns" not in module.file.text:
            continue
        yield from pattern.finditer(module.file.text)


def _ends(path: str) -> Iterator[str]:
    """A route's path, and what of it may be written where it is registered."""
    parts = _plain(path).strip("/").split("/")
    for index in range(len(parts)):
        yield "/" + "/".join(parts[index:])
    yield "/"


def _plain(path: str) -> str:
    path = re.sub(r"\$(?=\{)", "", re.sub(r"^\$\{[^{}]*\}", "", path))
    return re.sub(r"\{[^{}]*\}", "{}", normal_path(path)).rstrip("/").lower() or "/"


def _is_aside(module: Module, match: re.Match[str]) -> bool:
    """Whether it stands in a comment or in a text."""
    at = len(module.file.text[: match.start()].encode("utf-8", "surrogateescape"))
    node = module.tree.root_node.descendant_for_byte_range(at, at + 1)
    return node is not None and node.type in _ASIDE


def _is_library(evaluator: Evaluator, module: Module, owner: str) -> bool:
    """Whether what is called is a library itself, not what one made: ``cache.get("/x", load)``."""
    scope = evaluator.scopes.get(module.path)
    holder = scope.find(owner) if scope is not None and owner else None
    if holder is None:
        return False
    value = evaluator.force(holder.names[owner], holder, owner)
    return any(isinstance(item, Library) for item in options(value))
