"""Express 4: an async handler whose failure nobody takes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import msgspec
from tree_sitter import Node

from backend_review.backend import Backend
from backend_review.checks._model import title
from backend_review.checks._rejects import rejects
from backend_review.checks._served import node_match, step_at
from backend_review.finding import Audience, Confidence, Match, TraceStep
from backend_review.index.program import Function, Module
from backend_review.index.syntax import named, walk
from backend_review.model.routes import FoundRoute, Place

_RULE = "unhandled-async-handler"
_MOST = 30  # where it is the habit of a project, the rest is for those who ask
# What makes Express 4 look at the promises of handlers, for a whole program.
_PATCHES = re.compile(
    r"express-async-errors|express-promise-router|@awaitjs/express|express-async-router|express-yields|express-async-patch"
    r"|express-patch|\bLayer\.prototype\b|async-express|@root/async-router"
)
_MAJOR = re.compile(r"(\d+)")
_METHODS = re.compile(r"^(?:get|post|put|patch|delete|del|all|use|head|options|param)$")
_REFERENCES = {"identifier", "member_expression", "subscript_expression"}


def judge(backend: Backend) -> Iterator[Match]:
    """One match for each async handler or middleware of an Express 4 application that may fail unseen."""
    for index, match in enumerate(_found(backend)):
        yield match if index < _MOST else msgspec.structs.replace(match, audience=Audience.PEDANTIC)


def _found(backend: Backend) -> Iterator[Match]:
    told: set[tuple[str, int]] = set()
    versions: dict[str, int | None] = {}
    listens = any("unhandledRejection" in file.text for file in backend.project.files.values())
    for found in backend.routes:
        if found.app.framework != "express" or found.route.kind != "http":
            continue
        parts = [(guard.function, guard.place, guard.name) for guard in found.guards]
        parts.append((found.route.handler.function, found.route.place, found.route.handler.name))
        for function, place, name in parts:
            if function is None or not function.is_async or function.module.language != "javascript":
                continue
            module = function.module
            key = (module.path, function.node.start_byte)
            if key in told or module.file.role != "production":
                continue
            told.add(key)
            root = _root(backend, module.path)
            if root not in versions:
                versions[root] = None if _is_patched(backend, root) else _version(backend, root)
            version = versions[root]
            if version is None or version > 4 or function.decorators or not _is_bare(backend, function, place, name):
                continue
            backend.effects.handling(function)  # which tells what its calls call
            failing = rejects(backend, module, function.node)
            if failing is not None:
                yield _match(found, function, failing, place, version, listens)


def _match(found: FoundRoute, function: Function, failing: Node, place: Place, version: int, listens: bool) -> Match:
    module = function.module
    what = f"`{function.name}`" if function.name else "This handler"
    written = " ".join(module.text(failing).split()).rstrip(";")
    written = written if len(written) < 60 else written[:57] + "…"
    return node_match(
        _RULE,
        module,
        function.node,
        f"{what} of `{title(found)}` is async, and Express 4 does not look at its promise: when `{written}` fails, the caller "
        f"waits in vain{'' if listens else ' and Node ends the process'}. Catch it and call `next(err)`, wrap the handler, or move to Express 5.",
        trace=(
            TraceStep(found.app.place.path, found.app.place.line, 1, "the express application"),
            TraceStep(place.path, place.line, 1, title(found)),
            step_at(module, failing, "fails where nothing catches it"),
        ),
        confidence=Confidence.HIGH if version == 4 else Confidence.MEDIUM,
    )


def _root(backend: Backend, path: str) -> str:
    """The folder of the nearest package.json that names Express; "" for none."""
    parts = path.split("/")[:-1]
    while parts:
        if _declared(backend, "/".join(parts)) is not None:
            return "/".join(parts)
        parts.pop()
    return ""


def _declared(backend: Backend, folder: str) -> str | None:
    """The version of Express that a package.json asks for; None where it asks for none."""
    file = backend.project.files.get(f"{folder}/package.json" if folder else "package.json")
    if file is None:
        return None
    try:
        content = json.loads(file.text)
    except ValueError:
        return None
    for kind in ("dependencies", "peerDependencies", "devDependencies"):
        asked = content.get(kind) if isinstance(content, dict) else None
        if isinstance(asked, dict) and isinstance(asked.get("express"), str):
            return str(asked["express"])
    return None


def _version(backend: Backend, root: str) -> int:
    """The major version of Express; 0 where nothing says it."""
    declared = _declared(backend, root) or ""
    if declared in {"latest", "next", "*"}:
        return 5
    found = _MAJOR.search(declared)
    return int(found.group(1)) if found else 0


def _is_patched(backend: Backend, root: str) -> bool:
    for path, file in backend.project.files.items():
        inside = not root or path.startswith(root + "/")
        if (
            inside
            and file.language in {"javascript", "typescript"}
            and file.role != "test"
            and _PATCHES.search(file.text)
        ):
            return True
    return False


def _is_bare(backend: Backend, function: Function, place: Place, name: str) -> bool:
    """Whether Express is given the function itself, and nothing that was made around it."""
    if _is_wrapped(function.node):
        return False
    inside = function.module.path == place.path
    module = backend.project.module(place.path)
    if module is None:
        return False
    given = list(_given(module, place.line))
    if inside and any(item.id == function.node.id for item in given):
        return True
    wanted = {function.name, name.rpartition(".")[2]} - {""}
    return any(_refers(module, item, wanted) for item in given)


def _is_wrapped(node: Node) -> bool:
    """Whether a function is written as an argument of a call that is no registration: ``asyncHandler(async …)``."""
    around = node.parent
    while around is not None and around.type in {"parenthesized_expression", "as_expression", "array"}:
        around = around.parent
    if around is None or around.type != "arguments" or around.parent is None:
        return False
    target = around.parent.child_by_field_name("function")
    if target is None or target.type != "member_expression":
        return True
    method = target.child_by_field_name("property")
    return method is None or _METHODS.match((method.text or b"").decode("utf-8", "replace")) is None


def _given(module: Module, line: int) -> Iterator[Node]:
    """What the registrations on a line are given, lists of handlers taken apart."""
    for node in walk(module.tree.root_node):
        if node.type != "call_expression":
            continue
        target = node.child_by_field_name("function")
        method = target.child_by_field_name("property") if target is not None else None
        if method is None or not _METHODS.match(module.text(method)):
            continue
        if line not in {int(node.start_point[0]) + 1, int(method.start_point[0]) + 1}:
            continue
        pending = list(named(node.child_by_field_name("arguments")))
        while pending:
            item = pending.pop()
            if item.type in {"array", "parenthesized_expression", "as_expression"}:
                pending.extend(named(item))
            else:
                yield item


def _refers(module: Module, node: Node, names: set[str]) -> bool:
    """``create``, ``controller.create``, ``controller.create.bind(controller)``."""
    if node.type == "call_expression":
        target = node.child_by_field_name("function")
        if target is None or target.type != "member_expression" or not module.text(target).endswith(".bind"):
            return False
        inner = target.child_by_field_name("object")
        return inner is not None and _refers(module, inner, names)
    return node.type in _REFERENCES and module.text(node).rpartition(".")[2] in names
