"""A synchronous call of Node's in a request's way: nobody else is answered until it is done."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from tree_sitter import Node

from backend_review.backend import Backend
from backend_review.checks._entries import entries
from backend_review.checks._model import place_match, step, title
from backend_review.finding import Audience, Confidence, Match, TraceStep
from backend_review.index.expressions.data import FUNCTIONS
from backend_review.index.program import Function, Module
from backend_review.model.effects import Effect
from backend_review.model.routes import Place
from backend_review.project.frontend import is_frontend

_CALLS = 4
# What only asks or changes a directory: some microseconds on a local disk.
_QUICK = re.compile(
    r"\.(?:exists|access|stat|lstat|mkdir|unlink|rename|rm|rmdir|open|mkdtemp|ensure\w+|pathExists|mkdirp|chmod|realpath|readlink)Sync$"
)
_REQUESTS = {"req", "request", "_req"}
_ANSWERS = {"res", "response", "reply", "_res"}
_TAKES_REQUEST = re.compile(r"\((?:[^()]*,)?\s*_?(?:req|request)\b[^()]*,\s*_?(?:res|response|reply)\b")
# if (pages[key]) return pages[key]
_RETURNS_KEPT = re.compile(
    r"\bif\s*\(\s*([\w$][\w$.\[\]]*)(?:\s*!==?\s*(?:null|undefined))?\s*\)\s*\{?\s*return\s+\1\s*[;}\n]"
)
_INSTEAD = (
    (r"bcrypt|.*argon2|@node-rs", "Await the asynchronous function (`{asynchronous}`), which works in a thread of its own."),
    (r"crypto\.", "Use `{asynchronous}` with a callback or `util.promisify`, which works in a thread of its own."),
    (r"zlib\.", "Use `{asynchronous}`, or a stream: `pipeline(source, zlib.createGzip(), response)`."),
    (r"child_process|shelljs|execa|cross-spawn", "Use `spawn` or `execFile` and await its end, or give the work to a queue."),
    (r"", "Await `{asynchronous}` of `fs/promises`, or read the file once at start-up if it never changes."),
)  # fmt: skip


def judge(backend: Backend) -> Iterator[Match]:
    """A match for each synchronous call that a request leads to, at that call."""
    told: set[Place] = set()
    for name, way, effects in _asked(backend):
        for effect in effects:
            module = backend.project.module(effect.place.path) if effect.kind == "blocking_call" else None
            if module is None or module.language != "javascript" or effect.place in told or len(effect.chain) > _CALLS:
                continue
            if is_frontend(module.file) or _once(backend, effect):
                continue
            told.add(effect.place)
            yield _match(name, way, effect)


def _asked(backend: Backend) -> Iterator[tuple[str, tuple[TraceStep, ...], Iterable[Effect]]]:
    """What requests lead to: handlers and resolvers, what stands before them, and whatever takes a request and an answer."""
    seen: set[tuple[str, int]] = set()
    for entry in entries(backend):
        if entry.waited_for:
            yield entry.name, entry.way, entry.effects
    for found in backend.routes:
        for guard in found.guards:
            function = guard.function
            if function is not None and _new(seen, function):
                steps = (step(found.route.place, title(found)), step(guard.place, f"guard: {guard.name}"))
                yield f"`{title(found)}`", steps, backend.effects.handling(function).effects
    known = {(f.path, f.line) for f in (found.route.handler.place for found in backend.routes)}
    for module in backend.project.modules("javascript"):
        if (
            module.file.role != "production"
            or _TAKES_REQUEST.search(module.file.text) is None
            or is_frontend(module.file)
        ):
            continue
        for function in _functions(module):
            names = [parameter.name for parameter in function.parameters]
            takes = any(one in _REQUESTS and next in _ANSWERS for one, next in pairwise(names))
            asked = backend.asked_for is None or module.path in backend.asked_for
            if takes and asked and (module.path, function.line) not in known and _new(seen, function):
                name = f"`{function.name}`" if function.name else f"The handler in line {function.line}"
                start = step(Place(module.path, function.line), "takes a request and its answer")
                yield name, (start,), backend.effects.handling(function).effects


def _new(seen: set[tuple[str, int]], function: Function) -> bool:
    key = (function.module.path, function.node.id)
    fresh = key not in seen
    seen.add(key)
    return fresh


def _functions(module: Module) -> Iterator[Function]:
    pending = [module.tree.root_node]
    while pending:
        node = pending.pop()
        if node.type in FUNCTIONS:
            yield module.function_at(node)
        pending += reversed(node.named_children)


def _once(backend: Backend, effect: Effect) -> bool:
    """Whether the result is kept and not asked for again: ``if (!template) template = readFileSync(…)``, ``??=``."""
    places = [call.place for call in effect.chain] + [effect.place]
    for place in places:
        module = backend.project.module(place.path)
        if module is not None and any(_is_kept(module, call) for call in _calls_on(module, place)):
            return True
    return False


def _calls_on(module: Module, place: Place) -> Iterator[Node]:
    row = place.line - 1
    pending = [module.tree.root_node]
    while pending:
        node = pending.pop()
        if node.start_point[0] > row or node.end_point[0] < row:
            continue
        function = node.child_by_field_name("function") if node.type == "call_expression" else None
        if function is not None and function.end_point[0] == row:
            yield node
        pending += node.named_children


def _is_kept(module: Module, call: Node) -> bool:
    node = call.parent
    kept = ""
    while node is not None and node.type not in FUNCTIONS:
        if node.type == "augmented_assignment_expression" and re.search(r"\?\?=|\|\|=", module.text(node)):
            return True
        if node.type == "assignment_expression":
            kept = module.text(node.child_by_field_name("left"))
        if kept and node.type == "if_statement":
            condition = module.text(node.child_by_field_name("condition"))
            name = re.escape(kept)
            if re.search(rf"!\s*{name}(?![\w.\[])|{name}\s*={{2,3}}\s*(?:null|undefined)", condition):
                return True
        node = node.parent
    return node is not None and _RETURNS_KEPT.search(module.text(node)) is not None


def _match(name: str, way: tuple[TraceStep, ...], effect: Effect) -> Match:
    shown = effect.by or effect.what
    last = shown.rpartition(".")[2]
    asynchronous = last.removesuffix("Sync")
    instead = next(text for words, text in _INSTEAD if re.match(words, shown)).format(asynchronous=asynchronous)
    through = f" through `{effect.chain[0].name}`" if effect.chain and effect.chain[0].name != "(function)" else ""
    return place_match(
        "sync-io-in-handler",
        effect.place,
        f"{name} comes to `{last}`{through}, and Node does nothing else until it is done: every other request of the process "
        f"waits. {instead}",
        trace=(
            *way,
            *(step(call.place, f"calls {call.name}") for call in effect.chain),
            step(effect.place, f"{shown} holds up the process"),
        ),
        confidence=Confidence.MEDIUM if len(effect.chain) > 2 else None,
        audience=Audience.PEDANTIC if _QUICK.search(shown) else None,
    )
