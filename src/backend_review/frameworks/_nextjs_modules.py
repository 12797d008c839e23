"""Next.js: what the files of routes export as it is written, and the middleware before all of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from backend_review.frameworks._nextjs_files import Application
from backend_review.frameworks.support import guard_of_expr
from backend_review.index.expressions.data import Expr
from backend_review.index.program import Module
from backend_review.model.evaluator import Call, Evaluator
from backend_review.model.routes import Use
from backend_review.model.values import Items, Table, Unknown, Value, items_of, options, text_of

_MAX_ALIASES = 4
_NOT = re.compile(r"^/?\(\(\?!(?P<names>[^()]*(?:\([^()]*\)[^()]*)*)\)")
_BEGINS = re.compile(r"^(?P<path>(?:/[\w.-]+)*)(?:/?(?::\w+\*?|\(\.\*\)|\.\*)\*?)?$")


def exported(module: Module, name: str) -> Expr | None:
    """What a module exports under a name, as it is written; None for functions, and for what other modules give."""
    for statement in module.body:
        if statement.kind == "export":
            for local, public in statement.names:
                if public == name:
                    return _behind(module, statement.value) if statement.value is not None else _given(module, local)
        elif statement.exported and statement.kind == "assign":
            found = _assigned(statement.targets, name)
            if found:
                return statement.value
    return None


def _behind(module: Module, expr: Expr) -> Expr:
    """What a name was given in its module: ``const handler = withAuth(list); export default handler``."""
    for _ in range(_MAX_ALIASES):
        given = _given(module, expr.name) if expr.kind == "name" else None
        if given is None:
            break
        expr = given
    return expr


def _given(module: Module, name: str) -> Expr | None:
    for statement in module.body:
        if statement.kind == "assign" and _assigned(statement.targets, name):
            return statement.value
    return None


def _assigned(targets: object, name: str) -> bool:
    return isinstance(targets, (list, tuple)) and any(item.kind == "name" and item.name == name for item in targets)


def before(evaluator: Evaluator, application: Application) -> Iterator[Use]:
    """The application's middleware, where its matcher lets it see the paths of an API."""
    path = application.middleware
    module = evaluator.project.module(path) if path else None
    scope = evaluator.scope_of(path) if module is not None else None
    if module is None or scope is None:
        return
    for name in ("middleware", "proxy", "default"):
        value, written = evaluator.member(path, name), exported(module, name)
        if value is None and written is None:
            continue
        expr = written or Expr("func", module.tree.root_node, name=name)
        call = Call(evaluator, "next", None, [], {}, expr, scope)
        guard = guard_of_expr(call, value or Unknown(expr), expr)
        yield from (Use(guard, prefix) for prefix in _matched(evaluator.member(path, "config")))
        return


def _matched(config: Value | None) -> list[str]:
    """The paths below which a middleware runs; "" is everywhere, as it is where a pattern is not understood."""
    table = next((item for item in options(config or Unknown()) if isinstance(item, Table)), None)
    given = table.entries.get("matcher") if table is not None else None
    if given is None:
        return [""]
    found: list[str] = []
    for item in given.items if isinstance(given, Items) else items_of(given):
        text = text_of(item.entries.get("source")) if isinstance(item, Table) else text_of(item)
        without = _NOT.match(text or "")
        begins = _BEGINS.match(text or "")
        if without is not None:
            found += [] if "api" in re.split(r"[|/]", without["names"]) else [""]
        else:
            found.append(begins["path"] if begins is not None else _first(text))
    return found


def _first(text: str | None) -> str:
    """What a pattern begins with that was not understood: ``/(api|trpc)(.*)`` guards everything below the former."""
    alternatives = re.match(r"^/\(([\w|-]+)\)", text or "")
    return f"/{alternatives.group(1).split('|')[0]}" if alternatives is not None else ""
