"""JavaScript: the paths that a guard lets pass without looking at who calls.

``if (PUBLIC.includes(req.path)) return next()`` at the top of a middleware, and ``jwt(…).unless({ path: […] })``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from tree_sitter import Node

from backend_review.index.expressions.data import Expr
from backend_review.index.program import Function, Module
from backend_review.model.routes import Guard
from backend_review.model.values import Callee, Table, Thing, items_of, text_of

_ASKS_PATH = re.compile(r"(?i)\b\w*(path|url|route\w*)\b")
_REFUSES = re.compile(r"\b40[13]\b|\bthrow\b|(?i:unauthori[sz]ed|forbidden)|next\(\s*\w")
_WHOLE = re.compile(r"\w+\.includes\(|===?|\.has\(|\.indexOf\(")
_MAX_NODES = 4_000
_MAX_TEXTS = 100


@dataclass(frozen=True, slots=True)
class Bypass:
    """A text, and how a path must be like it to pass: equal, prefix, part, or outside (it does not begin with it)."""

    text: str
    how: str

    def means(self, path: str) -> bool:
        """Whether a route's path passes."""
        if self.how == "equal":  # below a router that is mounted somewhere, the request's path is the rest
            return path == self.text or (len(self.text) > 1 and path.endswith(self.text))
        if self.how == "outside":
            return not path.startswith(self.text)
        return path.startswith(self.text) if self.how == "prefix" else self.text in path


def lets_pass(guard: Guard, path: str) -> bool:
    """Whether a guard lets everybody pass at a path."""
    return any(item.means(path) for item in _bypasses(guard))


def _bypasses(guard: Guard) -> tuple[Bypass, ...]:
    made = guard.value.made_by if isinstance(guard.value, Thing) else None
    if made is not None and made.name.endswith(".unless"):
        given = made.arg(0)
        if isinstance(given, Table):
            listed = items_of(given.entries.get("path"))
            texts = [text_of(item.entries.get("url")) if isinstance(item, Table) else text_of(item) for item in listed]
            return tuple(Bypass(text, "equal") for text in texts if text)
        if isinstance(given, Callee) and _ASKS_PATH.search(given.function.module.text(given.function.node)):
            return tuple(Bypass(text, "equal") for text in _texts(given.function.module, given.function.node))
    if guard.function is not None and guard.function.module.language == "javascript":
        return _of_function(guard.function)
    return ()


@lru_cache(maxsize=2048)
def _of_function(function: Function) -> tuple[Bypass, ...]:
    module = function.module
    found: list[Bypass] = []
    for node in _conditions(function.node):
        condition, way = node.child_by_field_name("condition"), node.child_by_field_name("consequence")
        written = module.text(condition)
        if not _ASKS_PATH.search(written) or "&&" in written or way is None:
            continue
        steps = way.named_children if way.type == "statement_block" else [way]
        if any(step.type == "return_statement" for step in steps) and not _REFUSES.search(module.text(way)):
            found += _meant(module, condition, written)
    return tuple(found[:_MAX_TEXTS])


def _meant(module: Module, condition: Node | None, written: str) -> Iterator[Bypass]:
    negated = written.startswith("(!")
    called = ".startsWith(" in written
    if negated and not called:
        return
    part = re.search(r"=>\s*\w+\.includes\(", written) is not None  # LIST.some((item) => url.includes(item))
    how = "outside" if negated else "prefix" if called else "part" if part else "equal"
    if how == "equal" and not _WHOLE.search(written):
        return
    for text in _texts(module, condition) if condition is not None else ():
        yield Bypass(text, how)


def _texts(module: Module, node: Node) -> Iterator[str]:
    """The paths that a part of the code names, those in lists of the file as well."""
    lists = {
        target.name: statement.value
        for statement in module.body
        for target in statement.targets
        if target.kind == "name" and statement.value is not None
    }
    for inner in _nodes(node):
        if inner.type == "string":
            yield from _path_in(module.lower(inner))
        elif inner.type == "identifier" and module.text(inner) in lists:
            yield from _listed(lists[module.text(inner)])


def _listed(expr: Expr) -> Iterator[str]:
    parts = expr.args if expr.kind in {"list", "call"} else ()  # also new Set([…])
    for part in parts:
        yield from _path_in(part) if part.kind == "text" else _listed(part) if part.kind == "list" else ()


def _path_in(expr: Expr) -> Iterator[str]:
    if expr.kind == "text" and str(expr.value).startswith("/"):
        yield str(expr.value)


def _conditions(node: Node) -> Iterator[Node]:
    return (inner for inner in _nodes(node) if inner.type == "if_statement")


def _nodes(node: Node) -> Iterator[Node]:
    pending, count = [node], 0
    while pending and count < _MAX_NODES:
        item = pending.pop()
        count += 1
        yield item
        pending.extend(reversed(item.named_children))
