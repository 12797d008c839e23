"""A server or consumer that is cut off in the middle of what it does when it is stopped."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from backend_review.backend import Backend
from backend_review.checks._model import apps_of, place_match, step
from backend_review.finding import Match, TraceStep
from backend_review.index.expressions.data import Expr
from backend_review.index.program import Module
from backend_review.model.routes import Place, Router
from backend_review.project.source import SourceFile

_RUN = {"production", "script"}
_NAMED = r"""['"][\w@/.-]*[gG]raceful|\w*[gG]raceful\w*\(|"""  # a library or function, no comment
_HANDLES = {
    "javascript": re.compile(
        _NAMED
        + r"SIGTERM|SIGINT|enableShutdownHooks|terminus|stoppable|lightship|close-with-grace|exit-hook|http-terminator"
    ),
    "go": re.compile(
        _NAMED
        + r"\bsignal\.(Notify|NotifyContext)\b|\.Shutdown(WithContext|WithTimeout)?\(|\bfx\.New\(|\bkratos\.New\(|"
        r"\bendless\.|\btableflip\b|\brun\.Group\b|\bsignals?\.\w+\("
    ),
    "python": re.compile(r"\bsignal\.(signal|SIGTERM|SIGINT)|add_signal_handler|KeyboardInterrupt|SIGTERM|atexit"),
}
# Frameworks whose servers stop well by themselves: uvicorn, gunicorn, aiohttp's runner.
_LISTENS = {
    "express": {"listen"},
    "koa": {"listen"},
    "fastify": {"listen"},
    "hono": {"serve"},
    "nestjs": {"listen"},
    "gin": {"Run", "RunTLS", "ListenAndServe", "ListenAndServeTLS", "Serve", "RunListener"},
    "echo": {"Start", "StartTLS", "StartServer", "ListenAndServe", "Serve"},
    "fiber": {"Listen", "ListenTLS", "Listener"},
    "chi": {"ListenAndServe", "ListenAndServeTLS", "Serve"},
    "gorilla": {"ListenAndServe", "ListenAndServeTLS", "Serve"},
    "net/http": {"ListenAndServe", "ListenAndServeTLS", "Serve"},
}  # fmt: skip
_INSTEAD = {
    "nestjs": "Call `app.enableShutdownHooks()` before it listens.",
    "fastify": "Close it with `app.close()` on SIGTERM.",
    "go": "Start it with an `http.Server`, wait for `signal.NotifyContext(ctx, syscall.SIGTERM)`, and call its `Shutdown` with a "
    "time limit.",
    "javascript": "On SIGTERM, close the server (`server.close()`), then the database, and exit.",
    "python": "Handle SIGTERM: stop taking messages, finish the one at hand, close the connection.",
}  # fmt: skip


@dataclass(frozen=True)
class Consumer:
    """What takes messages without end, and the words a file must have for it to be one."""

    method: str
    needs: re.Pattern[str]


_CONSUMERS = {
    "python": [Consumer("start_consuming", re.compile(r"\bpika\b"))],
    "javascript": [
        Consumer("run", re.compile(r"\bkafkajs\b[\s\S]*\.consumer\(|\.consumer\([\s\S]*\bkafkajs\b")),
        Consumer("consume", re.compile(r"\bamqplib\b")),
    ],
    "go": [
        Consumer("Consume", re.compile(r"amqp091-go|streadway/amqp")),
        Consumer("ReadMessage", re.compile(r"segmentio/kafka-go")),
        Consumer("FetchMessage", re.compile(r"segmentio/kafka-go")),
    ],
}


def judge(backend: Backend) -> Iterator[Match]:
    """One match a program that listens or consumes, at the line that does, when nothing of it handles a signal to stop."""
    told: set[str] = set()
    for app, routes in apps_of(backend):
        module = backend.project.module(app.place.path)
        if module is None or not routes or app.framework not in _LISTENS:
            continue
        root = _root(backend, module)
        start = _starts(backend, module.language, root, app) if root not in told else None
        if start is None or _handled(backend, module.language, root):
            continue
        told.add(root)
        yield _match(
            app.framework,
            module.language,
            f"the handlers of {len(routes)} route{'s' if len(routes) > 1 else ''}",
            start,
            _about(app),
        )
    for language, consumers in _CONSUMERS.items():
        for module in backend.project.modules(language):
            if module.file.role not in _RUN:
                continue
            place = next((p for c in consumers if (p := _consumes(module, c)) is not None), None)
            root = _root(backend, module) if place is not None else ""
            if place is None or root in told or _handled(backend, language, root):
                continue
            told.add(root)
            yield _match("", language, "the handlers of its messages", place, ())


def _match(framework: str, language: str, what: str, place: Place, trace: tuple[TraceStep, ...]) -> Match:
    instead = _INSTEAD.get(framework) or _INSTEAD[language]
    return place_match(
        "missing-graceful-shutdown",
        place,
        f"Nothing in this program handles SIGTERM, so each deployment cuts off {what} in the middle of what they do, open "
        f"transactions included. {instead}",
        trace=(*trace, step(place, "runs until it is killed")),
    )


def _about(app: Router) -> tuple[TraceStep, ...]:
    return (step(app.place, f"the {app.framework} application"),)


def _root(backend: Backend, module: Module) -> str:
    """The folder of the program that a module belongs to: of its npm package, or of the Go module."""
    parts = module.path.split("/")[:-1]
    while parts and module.language == "javascript":
        if "/".join([*parts, "package.json"]) in backend.project.files:
            break
        parts.pop()
    return "/".join(parts) if module.language == "javascript" else ""


def _files(backend: Backend, language: str, root: str) -> Iterator[SourceFile]:
    languages = {"javascript", "typescript"} if language == "javascript" else {language}
    for path, file in backend.project.files.items():
        if file.language in languages and file.role in _RUN and (not root or path.startswith(root + "/")):
            yield file


def _handled(backend: Backend, language: str, root: str) -> bool:
    return any(_HANDLES[language].search(file.text) is not None for file in _files(backend, language, root))


def _starts(backend: Backend, language: str, root: str, app: Router) -> Place | None:
    """Where the application is made to listen; None when something else does that (a platform, a test)."""
    names = _LISTENS[app.framework]
    found: list[Place] = []
    for file in _files(backend, language, root):
        if not any(name in file.text for name in names):
            continue
        module = backend.project.module(file.path)
        if module is None:
            continue
        for call in module.calls_in(module.tree.root_node):
            if _is_start(module, call, app.framework, names):
                place = Place(file.path, int(call.node.start_point[0]) + 1)
                if place.path == app.place.path:
                    return place
                found.append(place)
    return found[0] if found else None


def _is_start(module: Module, call: Expr, framework: str, names: set[str]) -> bool:
    target = call.target
    if target is None or target.name not in names:
        return False
    if framework == "hono":
        return "@hono/node-server" in module.file.text
    if target.kind != "attr" or target.target is None:
        return False
    owner = module.text(target.target.node)
    if framework != "net/http" and call.args and module.text(call.args[-1].node) == "nil":
        return False  # ListenAndServe(":6060", nil): a profiler beside the application
    if target.name == "Serve" and not re.search(r"(?i)http|srv|server", owner):
        return False
    if target.name in {"Run", "Start"}:  # t.Run("name", …), cmd.Start(): what a router is called
        return (
            len(call.args) <= 1
            and re.search(r"(?i)^(\w+\.)*(r|e|g|engine|router|app|srv|server|echo|gin|api|web)\w*(\(\))?$", owner)
            is not None
        )
    return True


def _consumes(module: Module, consumer: Consumer) -> Place | None:
    if f"{consumer.method}(" not in module.file.text or not consumer.needs.search(module.file.text):
        return None
    for call in module.calls_in(module.tree.root_node):
        if call.target is not None and call.target.kind == "attr" and call.target.name == consumer.method:
            return Place(module.path, int(call.node.start_point[0]) + 1)
    return None
