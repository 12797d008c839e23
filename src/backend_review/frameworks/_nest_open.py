"""NestJS: guards that let all callers pass at routes with a mark (``@Public()``), which they ask a reflector for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from backend_review.model.evaluator import Evaluator
from backend_review.model.guards import code_of
from backend_review.model.routes import Guard, Route
from backend_review.model.values import Items, Kind, Known, Scope, Thing, Value, text_of

_ASKED = re.compile(
    r"(?:(?P<name>\w+)\s*=\s*(?:await\s+)?)?(?:this\.)?\w*[rR]eflector\s*\.\s*get\w*(?:<[^<>]*>)?"
    r"\(\s*(?P<key>[\w.]+|'[^']*'|\"[^\"]*\")"
)
_PASSES = r"if\s*\(\s*{name}\s*(?:===?\s*true\s*)?\)\s*\{{?[^{{}}]*?\breturn\s+true\b"
_PASSES_AT_ONCE = re.compile(r"if\s*\([^{};]*[rR]eflector[^{};]*\)\s*\{?\s*return\s+true\b")


def keep_closed(evaluator: Evaluator, route: Route) -> None:
    """Take the guards off a route that let everybody pass there."""
    route.guards = [guard for guard in route.guards if not _opens(evaluator, guard, route)]


def _opens(evaluator: Evaluator, guard: Guard, route: Route) -> bool:
    for key, scope in _looked_for(guard):
        written = key.strip("'\"")
        if _is_set(route.options.get(f"@{written.rpartition('.')[2]}")):
            return True
        text = written if key != written else _constant(evaluator, written, scope)
        if text is not None and _is_set(route.options.get(text)):
            return True
    return False


def _looked_for(guard: Guard) -> Iterator[tuple[str, Scope]]:
    """The keys of the marks that a guard lets everybody pass for."""
    kind = guard.value.kind if isinstance(guard.value, Thing) else guard.value
    scopes = {level.scope.module.path: level.scope for level in kind.lineage()} if isinstance(kind, Kind) else {}
    for function in code_of(guard):
        text = function.module.text(function.node)
        scope = scopes.get(function.module.path)
        for asked in _ASKED.finditer(text) if scope is not None else ():
            name = asked["name"]
            passes = re.search(_PASSES.format(name=re.escape(name)), text) if name else _PASSES_AT_ONCE.search(text)
            if passes is not None and scope is not None:
                yield asked["key"], scope


def _constant(evaluator: Evaluator, name: str, scope: Scope) -> str | None:
    value: Value | None = None
    for part in name.split("."):
        if value is None:
            holder = scope.find(part)
            value = evaluator.force(holder.names[part], holder, part) if holder is not None else None
            if value is None:
                return None
        else:
            value = evaluator.attribute(value, part)
    return text_of(value)


def _is_set(value: Value | None) -> bool:
    """Whether a mark is there, and is not ``false``."""
    if isinstance(value, Items):
        return Known(False) not in value.items
    return value is not None and value != Known(False)
