"""A call in a coroutine that holds up the event loop, by itself or through functions that are none."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import msgspec
from tree_sitter import Node

from backend_review.backend import Backend
from backend_review.checks._model import place_match, step, title, way
from backend_review.finding import Audience, Confidence, Match
from backend_review.index.expressions.data import FUNCTIONS
from backend_review.index.program import Function, Module, Statement
from backend_review.model.effects import Effect
from backend_review.model.routes import FoundRoute, Place

_MOST = 12  # shown; where it is the habit of a project, the rest is for those who ask
_OF_ONE = 3  # as well of those that come to the same call
_CALLS = 4
_STORES = {"read_one", "read_many", "write", "delete", "connect"}
# What sends a query, whatever the library: all else only builds one.
_SENDS = {
    *("execute", "executemany", "executescript", "exec", "scalar", "scalars", "commit", "flush", "refresh", "connect"),
    *(
        "fetchone",
        "fetchall",
        "fetchmany",
        "first",
        "one",
        "one_or_none",
        "scalar_one",
        "scalar_one_or_none",
        "get",
        "count",
    ),
    *(
        "exists",
        "save",
        "create",
        "bulk_create",
        "bulk_update",
        "get_or_create",
        "update_or_create",
        "delete",
        "aggregate",
    ),
    *("find_one", "insert_one", "insert_many", "update_one", "update_many", "delete_one", "delete_many", "replace_one"),
    *("find_one_and_update", "count_documents", "get_or_404", "first_or_404"),
}
_SYNCHRONOUS = re.compile(
    r"\b(?:psycopg2?|sqlite3|pymysql|MySQLdb|mysql|pyodbc|oracledb|sqlalchemy|sqlmodel|django|pymongo|mongoengine|peewee)\b"
)
_ASYNCHRONOUS = re.compile(
    r"(?i)async_?session|async_?scoped|async_?engine|async_?conn|async_?client|async_?database|async_?collection|aiosqlite|asyncpg|"
    r"\bmotor\b|beanie|tortoise|aiomysql|aiopg|redis\.asyncio|\bdatabases\b|asyncmongo|\bgino\b|\bormar\b|piccolo|prisma"
)
_FILES = re.compile(r"^(?:builtins\.open|pathlib\.|os\.(?!system|popen|wait)|shutil\.(?!copytree|make_|unpack_))")
_WAITS = {
    "gather",
    "create_task",
    "ensure_future",
    "wait_for",
    "wait",
    "shield",
    "as_completed",
    "start_soon",
    "run",
    "timeout",
}
# What runs before the first request, and what may: a program's main goes on for as long as it lives.
_STARTS = re.compile(r"(?i)^_?(?:\w*lifespan\w*|(?:on_)?start_?up\w*|on_start\w*|(?:on_)?shut_?down\w*)$")
_STARTS_BY = re.compile(r"on_event|on_startup|before_serving|after_serving|\bcommand\b")
_MAY_START = re.compile(r"(?i)^_?(?:a?main|async_main|init\w*|setup\w*|start\w*|__aenter__|load_config\w*)$")
_HASHES = re.compile(r"^(?:bcrypt|passlib|argon2|werkzeug|hashlib|django\.contrib\.auth)")
# What to write instead, by what the call's name begins with.
_INSTEAD = (
    (r"time\.sleep", "Write `await asyncio.sleep(...)`."),
    (r"requests|urllib|http\.client|httpx", "Await `httpx.AsyncClient` or `aiohttp`{or_thread}."),
    (r"subprocess|os\.", "Await `asyncio.create_subprocess_exec(...)`{or_thread}."),
    (r"redis", "Use the client of `redis.asyncio`{or_thread}."),
    (r"openai", "Use the library's asynchronous client{or_thread}."),
    (r"smtplib|django\.core\.mail", "Use `aiosmtplib`, or give the message to a queue{or_thread}."),
    (r"boto3", "Use `aioboto3`{or_thread}."),
    (r"query", "Use the asynchronous session or driver{or_thread}."),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Blocking:
    """A call that blocks: in which coroutine, and on which line of it."""

    function: Function
    effect: Effect
    line: Place
    name: str  # of what blocks, as people write it; "query" of a store
    route: FoundRoute | None


def judge(backend: Backend) -> Iterator[Match]:
    """A match for each line of a coroutine that blocks; queries to a store once a coroutine."""
    told: set[tuple[str, int]] = set()
    shown = 0
    of_one: Counter[Place] = Counter()
    for item in _found(backend):
        key = (item.line.path, item.function.line if item.name == "query" else item.line.line)
        if key in told:
            continue
        told.add(key)
        match = _match(item)
        of_one[item.effect.place] += 1
        enough = shown >= _MOST or of_one[item.effect.place] > _OF_ONE
        shown += match.audience is None and not enough
        yield match if not enough else msgspec.structs.replace(match, audience=Audience.PEDANTIC)


def _found(backend: Backend) -> Iterator[_Blocking]:
    routes = {
        found.route.handler.function.node.id: found
        for found in reversed(backend.routes)
        if found.route.handler.function is not None
    }
    for function in _coroutines(backend):
        route = routes.get(function.node.id)
        effects = backend.summary_of(route).effects if route is not None else backend.effects.handling(function).effects
        for effect in effects:
            name = _name(backend, effect)
            line = effect.chain[0].place if effect.chain else effect.place
            if not name or len(effect.chain) > _CALLS or line.path != function.module.path:
                continue
            if _MAY_START.search(function.name) and (name == "query" or _FILES.search(name)):
                continue
            inner = [call.place for call in effect.chain[1:]] + ([effect.place] if effect.chain else [])
            if any(_in_coroutine(backend, place) for place in inner):
                continue  # told of there
            if _waits(function, line, effect.chain[0].name if effect.chain else "", any if name == "query" else all):
                continue
            yield _Blocking(function, effect, line, name, route)


def _coroutines(backend: Backend) -> Iterator[Function]:
    """The coroutines of the program, those of routes first: these are followed with what the framework gives them."""
    seen: set[int] = set()
    handlers = (found.route.handler.function for found in backend.routes)
    modules = (module for module in backend.project.modules("python") if module.file.role == "production")
    declared = (function for module in modules for function in _functions(module.body))
    for function in (*(item for item in handlers if item is not None), *declared):
        asked = backend.asked_for is None or function.module.path in backend.asked_for
        if function.is_async and function.module.language == "python" and asked and function.node.id not in seen:
            seen.add(function.node.id)
            if not _begins(function):
                yield function


def _functions(body: list[Statement], depth: int = 0) -> Iterator[Function]:
    for statement in body:
        if statement.function is not None:
            yield statement.function
        if statement.klass is not None:
            yield from statement.klass.methods.values()
        if depth < 4:
            for block in statement.blocks:
                yield from _functions(block, depth + 1)


def _name(backend: Backend, effect: Effect) -> str:
    """What blocks, as people call it; "" for what does not."""
    if effect.kind == "blocking_call":
        return effect.what
    module = backend.project.module(effect.place.path) if effect.kind in _STORES else None
    if module is None or module.language != "python":
        return ""
    text = module.file.text
    if _SYNCHRONOUS.search(text) is None or _ASYNCHRONOUS.search(text) is not None:
        return ""
    called = _called_on(module, effect.place)
    return "query" if any(_name_of(module, call) in _SENDS for call in called) else ""


def _called_on(module: Module, place: Place, name: str = "") -> list[Node]:
    """The calls whose name stands on a line."""
    row = place.line - 1
    found: list[Node] = []
    pending = [module.tree.root_node]
    while pending:
        node = pending.pop()
        if node.start_point[0] > row or node.end_point[0] < row:
            continue
        function = node.child_by_field_name("function") if node.type == "call" else None
        if function is not None and function.end_point[0] == row and name in {"", _name_of(module, node)}:
            found.append(node)
        pending += node.named_children
    return found


def _name_of(module: Module, call: Node) -> str:
    function = call.child_by_field_name("function")
    return module.text(function).rpartition(".")[2] if function is not None else ""


def _in_coroutine(backend: Backend, place: Place) -> bool:
    """Whether a line is written in a coroutine."""
    module = backend.project.module(place.path)
    if module is None:
        return False
    lines = module.file.text.splitlines()
    text = lines[place.line - 1] if place.line <= len(lines) else ""
    point = (place.line - 1, len(text) - len(text.lstrip()))
    node = module.tree.root_node.descendant_for_point_range(point, point)
    while node is not None and node.type not in FUNCTIONS:
        node = node.parent
    return node is not None and _is_async(node)


def _is_async(node: Node) -> bool:
    return any(child.type == "async" for child in node.children)


def _waits(function: Function, line: Place, name: str, which: Callable[[Iterable[bool]], bool]) -> bool:
    """Whether what is called on a line is waited for without holding up anybody, or is not called here at all.

    ``await f(…)`` of a plain function: it gives something to wait for. A function written in the coroutine is run by
    whatever it is handed to, except where the coroutine calls it itself. ``which`` says of several calls in a line
    whether ``all`` of them must be waited for, or ``any``: ``(await session.execute(query)).all()``.
    """
    module = function.module
    calls = _called_on(module, line, name.rpartition(".")[2]) or _called_on(module, line)
    return bool(calls) and which(_is_waited_for(module, function, call) for call in calls)


def _is_waited_for(module: Module, function: Function, call: Node) -> bool:
    node: Node | None = call
    inner = False  # in a function that something else calls
    while node is not None and node.id != function.node.id:
        if node.type == "await" or (
            node.type in {"with_statement", "for_statement"} and _is_async(node) and not _in_body(node, call)
        ):
            return True
        if node.type == "argument_list" and not inner and not _waits_for_given(module, node):
            return False  # await process(requests.get(url)): what is given is made first
        if node.type in FUNCTIONS:
            inner = True
        if node.type == "function_definition":
            name = module.text(node.child_by_field_name("name"))
            if not re.search(rf"(?<!def )(?<![\w.]){re.escape(name)}\(", module.text(function.node)):
                return True
        node = node.parent
    return False


def _waits_for_given(module: Module, arguments: Node) -> bool:
    """Whether a call waits for the coroutines that it is given, or starts them."""
    return arguments.parent is not None and _name_of(module, arguments.parent) in _WAITS


def _in_body(statement: Node, node: Node) -> bool:
    body = statement.child_by_field_name("body")
    return body is not None and body.start_byte <= node.start_byte < body.end_byte


def _begins(function: Function) -> bool:
    """Whether a coroutine runs before the first request: nobody waits yet."""
    marks = (function.module.text(item.node) for item in function.decorators)
    return _STARTS.search(function.name) is not None or any(_STARTS_BY.search(mark) for mark in marks)


def _match(item: _Blocking) -> Match:
    function, effect = item.function, item.effect
    shown = effect.by.rpartition(".")[2] if item.name == "query" else item.name.removeprefix("builtins.")
    what = f"sends a query (`{effect.what}`)" if item.name == "query" else f"calls `{shown}`"
    if effect.chain:
        what = f"calls `{effect.chain[0].name}`, which {what}"
    route = f" ({title(item.route)})" if item.route is not None else ""
    held = "computes" if _HASHES.search(item.name) else "waits"
    return place_match(
        "blocking-call-in-async",
        item.line,
        f"`{function.name}`{route} is a coroutine and {what}: while it {held}, the event loop stands still and no other request "
        f"of the process is served. {_instead(item)}",
        trace=(
            *(
                way(item.route)
                if item.route is not None
                else (step(Place(function.module.path, function.line), f"async def {function.name}"),)
            ),
            *(step(call.place, f"calls {call.name}") for call in effect.chain),
            step(effect.place, f"{effect.what if item.name == 'query' else shown} holds up the thread"),
        ),
        confidence=Confidence.MEDIUM if item.name == "query" or len(effect.chain) > 1 else None,
        audience=Audience.PEDANTIC if _FILES.search(item.name) else None,
    )


def _instead(item: _Blocking) -> str:
    framework = item.route.app.framework if item.route is not None else ""
    called = item.effect.chain[0].name if item.effect.chain else ""
    thread = f"await asyncio.to_thread({called or 'function'}, ...)"
    if framework == "fastapi" and "await" not in item.function.module.text(item.function.node):
        return f"Write the handler as plain `def`, which the framework runs in a thread, or `{thread}`."
    found = next(
        (text for words, text in _INSTEAD if re.match(words, item.name)), "Run it in a thread with `{thread}`."
    )
    return found.format(or_thread=f", or run it in a thread with `{thread}`", thread=thread)
