"""What is told beside the code: routes, tables, signatures of what it calls, and what the rules found in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile
from pathlib import PurePosixPath

from backend_review.backend import Backend
from backend_review.finding import Finding
from backend_review.index.program import Class, Function, Module, Statement
from backend_review.model.routes import FoundRoute
from backend_review.model.tables import Table
from backend_review.reviewer.redact import redact
from backend_review.reviewer.units import Unit, tokens_of

CONTEXT_TOKENS = 2_000
_CALLED = re.compile(r"\b([A-Za-z_]\w*)\s*\(")
_EFFECTS_TOLD = 12
_GUARDS_TOLD = 8


def context_of(backend: Backend, pack: Sequence[Unit]) -> str:
    """The rows of the inventory, the tables and the signatures that bear on the units of a request; "" for none."""
    parts: list[str] = []
    left = CONTEXT_TOKENS
    for title, lines in (
        ("Routes", _routes(backend, pack)),
        ("Tables", _tables(backend, pack)),
        ("Called functions of this project", _signatures(backend, pack)),
    ):
        taken = []
        for line in dict.fromkeys(lines):
            cost = tokens_of(line)
            if cost > left:
                break
            taken.append(line)
            left -= cost
        if taken:
            parts.append("\n".join([f"{title}:", *taken]))
    return redact("\n\n".join(parts)).text


def findings_in(findings: Iterable[Finding], pack: Sequence[Unit]) -> list[Finding]:
    """The findings of the rules in the lines of some units."""
    return [finding for finding in findings if _shows(pack, finding.path, finding.start.line)]


def _shows(pack: Sequence[Unit], path: str, line: int) -> bool:
    return any(unit.path == path and line in unit.lines for unit in pack)


def _routes(backend: Backend, pack: Sequence[Unit]) -> Iterator[str]:
    for found in backend.routes:
        handler = found.route.handler.place
        if not _shows(pack, handler.path, handler.line) and not _shows(
            pack, found.route.place.path, found.route.place.line
        ):
            continue
        yield _route(backend, found)


def _route(backend: Backend, found: FoundRoute) -> str:
    handler = found.route.handler
    guards = ", ".join(dict.fromkeys(guard.name for guard in found.guards[:_GUARDS_TOLD])) or "none"
    effects = backend.effects_of(found)[:_EFFECTS_TOLD]
    done = ", ".join(
        dict.fromkeys(f"{item.kind} {item.what}{' in a transaction' if item.transaction else ''}" for item in effects)
    )
    tests = len(backend.tests_of(found))
    methods = "any method" if found.methods == ("*",) else ", ".join(found.methods)
    return (
        f"- {methods} {found.path} -> {handler.name or 'function'} ({handler.place.path}:{handler.place.line}); "
        f"guards: {guards}; effects: {done or 'none'}; tests: {tests or 'none'}"
    )


def _tables(backend: Backend, pack: Sequence[Unit]) -> Iterator[str]:
    text = "\n".join(line for unit in pack for line in unit.lines.values())
    words = set(re.findall(r"\w+", text))
    nearest: dict[str, Table] = {}  # a repository of several services has several tables of one name
    for table in backend.tables:
        name = table.model or table.name
        if name not in nearest or _apart(table, pack) < _apart(nearest[name], pack):
            nearest[name] = table
    for table in nearest.values():
        names = {table.name, table.model} - {""}
        if not names & words or _shows(pack, table.place.path, table.place.line):
            continue
        columns = ", ".join(
            f"{column.name} {column.type or column.written}{'' if column.nullable in (None, True) else ' not null'}"
            for column in table.columns.values()
        )
        unique = ["(" + ", ".join(index.columns) + ")" for index in table.indexes if index.unique]
        keys = f"; unique {', '.join(unique)}" if unique else ""
        yield f"- {table.model or table.name} (table {table.name}): {columns}{keys}"


def _apart(table: Table, pack: Sequence[Unit]) -> int:
    """How far the declaration of a table is from the code: folders that they do not have in common."""
    here, there = PurePosixPath(pack[0].path).parent.parts, PurePosixPath(table.place.path).parent.parts
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(here, there, strict=False)))
    return len(here) + len(there) - 2 * shared


def _signatures(backend: Backend, pack: Sequence[Unit]) -> Iterator[str]:
    """The heads of the project's functions that the units call, as far as their files import them by name."""
    for unit in pack:
        module = backend.project.module(unit.path)
        if module is None:
            continue
        called = set(_CALLED.findall("\n".join(unit.lines.values())))
        for near in _around(backend, module):
            for function in _functions(near.body):
                if function.name in called and not _shows(pack, near.path, function.line):
                    yield f"- {near.path}:{function.line}: {_head(function)}"


def _around(backend: Backend, module: Module) -> Iterator[Module]:
    """A module and those it imports."""
    paths = [module.path]
    for statement in module.body:
        for item in statement.imports if statement.kind == "import" else ():
            paths += backend.project.resolve(module, item.module)
            if item.member and module.language == "python":
                paths += backend.project.resolve(module, f"{item.module.rstrip('.')}.{item.member}")
    for path in dict.fromkeys(paths):
        found = backend.project.module(path)
        if found is not None:
            yield found


def _functions(body: Iterable[Statement]) -> Iterator[Function]:
    for statement in body:
        klass: Class | None = statement.klass
        if statement.function is not None:
            yield statement.function
        if klass is not None:
            yield from klass.methods.values()


def _head(function: Function) -> str:
    """The signature of a function as it is written, in one line."""
    body = function.node.child_by_field_name("body")
    end = body.start_byte if body is not None else function.node.end_byte
    text = function.module.file.data[function.node.start_byte : min(end, function.node.start_byte + 600)]
    return " ".join(text.decode("utf-8", errors="replace").rstrip(" \t\r\n{:").split())
