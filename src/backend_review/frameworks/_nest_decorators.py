"""NestJS: what decorators, paths and lists of guards say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from backend_review.frameworks.support import guard_of, guard_of_expr
from backend_review.index.expressions.data import Expr
from backend_review.model.evaluator import Call, Evaluator
from backend_review.model.routes import Guard
from backend_review.model.values import (
    HOLE,
    Callee,
    Kind,
    Library,
    Scope,
    Table,
    Thing,
    Value,
    as_text,
    items_of,
    options,
    text_of,
)

_TOKEN = re.compile(r"\{/\*\w*\}|\(\.\*\)|\*\w*|:\w+|\{\?\}")


@dataclass(slots=True, eq=False)
class Mark:
    """A decorator: its name, its arguments and the call that made it, where that is a library's."""

    name: str
    args: list[Value]
    call: Call | None = None


@dataclass(slots=True, eq=False)
class Applied:
    """``consumer.apply(…).exclude(…).forRoutes(…)``."""

    guards: list[Guard]
    consumer: Thing | None
    excluded: list[Value] = field(default_factory=list)
    targets: list[Value] = field(default_factory=list)


def last_word(value: Value | None) -> str:
    """The last word of the name of something of a library."""
    return value.name.rpartition(".")[2] if isinstance(value, Library) else ""


def marks_of(evaluator: Evaluator, decorators: Sequence[Expr], scope: Scope) -> list[Mark]:
    """Decorators, the one applied last first; the project's own together with those they are made of."""
    found: list[Mark] = []
    for expr in decorators:
        written = expr.target if expr.kind == "call" and expr.target is not None else expr
        value = evaluator.evaluate(expr, scope)
        inner = list(_of_value(evaluator, value, 0))
        if not any(mark.name == written.name for mark in inner):
            found.append(Mark(written.name, [evaluator.evaluate(item, scope) for item in expr.args]))
        found += inner
    return found


def _of_value(evaluator: Evaluator, value: Value, depth: int) -> Iterator[Mark]:
    for item in options(value):
        if isinstance(item, Thing) and item.made_by is not None:
            made = item.made_by
            name = made.name.rpartition(".")[2]
            if name == "applyDecorators":
                for part in reversed(made.args):
                    yield from _of_value(evaluator, part, depth)
            else:
                yield Mark(name, made.args, made)
        elif isinstance(item, Library):
            yield Mark(last_word(item), [])
        elif isinstance(item, Callee) and depth < 3:  # (target, key, descriptor) => { UseGuards(A)(target, …) }
            for call in item.function.module.calls_in(item.function.node):
                yield from _of_value(evaluator, evaluator.evaluate(call, item.scope), depth + 1)


def guards_of(call: Call) -> list[Guard]:
    """The guards that a call is given."""
    found = []
    for index, value in enumerate(call.args):
        expr = call.expr.args[index] if len(call.expr.args) == len(call.args) else None
        for item in items_of(value):
            own = isinstance(item, (Thing, Kind)) and (isinstance(item, Kind) or item.kind is not None)
            if expr is None or own or item is not value:
                guard = guard_of(call, item)
            else:
                guard = guard_of_expr(call, item, expr)
                if expr.kind in {"name", "attr"}:
                    guard.name = call.scope.module.text(expr.node)
            found.append(guard)
    return found


def texts_of(value: Value | None) -> list[str]:
    """The path or paths that a decorator is given."""
    return [as_text(item) for item in items_of(value)] or [""]


def versions_of(value: Value | None) -> list[str]:
    """Versions; "" for what has none in its path."""
    return ["" if last_word(item) == "VERSION_NEUTRAL" else as_text(item) for item in items_of(value)] or [""]


def _matches(pattern: str, path: str, below: bool) -> bool:
    """Whether a path is one that a pattern means, or lies below it."""
    pattern = "/" + pattern.strip("/")
    if below and pattern == "/":
        return True
    regex, end = "", 0
    for token in _TOKEN.finditer(pattern):
        word = token.group()
        regex += re.escape(pattern[end : token.start()])
        regex += "(?:/.*)?" if word.startswith("{/") else ".*" if word[0] in "*(" else "[^/]+"
        end = token.end()
    regex += re.escape(pattern[end:]) + ("(?:/.*)?" if below else "")
    return re.fullmatch(regex, path) is not None


def means(target: Value, kind: Kind | None, method: str, path: str, below: bool) -> bool:
    """Whether ``forRoutes``, ``exclude`` or a global prefix's ``exclude`` means a route by a value."""
    for item in options(target):
        if isinstance(item, Kind) and kind is not None:
            return any(level.klass is item.klass for level in kind.lineage())
        if isinstance(item, Table) and "path" in item.entries:
            wanted = last_word(item.entries.get("method")) or "ALL"
            return wanted in {"ALL", method} and _matches(as_text(item.entries["path"]), path, False)
        text = text_of(item)
        if text is not None and HOLE not in text:
            return _matches(text, path, below)
    return False
