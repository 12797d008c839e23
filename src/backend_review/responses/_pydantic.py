"""Pydantic: what its models touch of the rows they are made of, by FastAPI's ``response_model`` or ``model_validate``.

https://docs.pydantic.dev/latest/concepts/models/#arbitrary-class-instances and
https://fastapi.tiangolo.com/tutorial/response-model/
"""

from __future__ import annotations

import re

from backend_review.index.expressions.data import Expr
from backend_review.index.program import Function, Module
from backend_review.model import relations
from backend_review.model.circumstances import WRITTEN, Loop
from backend_review.model.effects import MAX_CALLS, Effect, Effects, Result
from backend_review.model.flow import Walk
from backend_review.model.libraries import Rule
from backend_review.model.lookups import Step
from backend_review.model.queries import Query, Row, element, item_of
from backend_review.model.uses import Use
from backend_review.model.values import Items, Kind, Scope, Thing, Unknown, Value, options
from backend_review.responses._serializers import fullest, inside, told

_BASES = re.compile(r"^(?:pydantic|sqlmodel|fastapi_utils|fastapi_camelcase|ninja)\b")
_LISTS = re.compile(r"\b(?:[lL]ist|[sS]equence|[sS]et|[tT]uple|Iterable|Page|LimitOffsetPage|CursorPage)\s*\[")
_NAMES = re.compile(r"[A-Za-z_][\w.]*")
_MOST_FIELDS = 60


def is_model(kind: Kind) -> bool:
    """Whether a class is one of Pydantic's models, and no table."""
    return any(_BASES.search(name) for name in kind.libraries()) and not any(
        "table" in level.klass.named for level in kind.lineage()
    )


def of_response(effects: Effects, function: Function, results: list[Result], schema: str) -> list[Effect]:
    """What the model that a route declares for its answers touches of the rows that the handler returns."""
    module = function.module
    walk = Walk(effects, None, [], {}, MAX_CALLS, Scope(module, effects.surroundings.module(module)))
    kinds = _models(walk, module, schema)
    try:
        _answer(walk, kinds, results, schema)
    except RecursionError:
        effects.unsure["functions nested too deep to follow"] += 1
    return walk.found


def _answer(walk: Walk, kinds: list[Kind], results: list[Result], schema: str) -> None:
    for result in results[:8]:
        value = fullest(result.value)
        if result.expr is None or not kinds:
            continue
        if _LISTS.search(schema):
            row = element(value)
            if isinstance(row, Thing) and (
                isinstance(value, Items) or isinstance(getattr(value, "model", None), Query)
            ):
                item = item_of(row, result.place)
                with walk.around.inside(Loop(WRITTEN, result.place, schema)):
                    _make(walk, kinds[0], item, result.expr)
        elif isinstance(value, Thing):
            _make(walk, kinds[0], value, result.expr)


def _models(walk: Walk, module: Module, written: str) -> list[Kind]:
    """The models that a type names, in the words of a file."""
    found: list[Kind] = []
    scope = walk.evaluator.scope_of(module.path)
    for name in _NAMES.findall(written)[:12]:
        value: Value | None = None
        for index, part in enumerate(name.split(".")):
            holder = scope.find(part) if index == 0 and scope is not None else None
            if holder is not None:
                value = walk.evaluator.force(holder.names[part], holder, part)
            elif value is not None:
                value = walk.evaluator.attribute(value, part)
        found += [item for item in options(value or Unknown()) if isinstance(item, Kind) and is_model(item)]
    return found


def _make(walk: Walk, kind: Kind, row: Value, expr: Expr) -> None:
    """A model is made of a row: it takes the row's members of the names of its own."""
    key = ("serializes", id(kind.klass))
    running = walk.effects._running
    if key in running or walk.depth <= 0 or not isinstance(row, Thing) or not isinstance(row.model, Row):
        return
    running.add(key)
    try:
        step = Step(kind.klass.name, walk.place(expr))
        seen: set[str] = set()
        for level in kind.lineage():
            for name, held in list(level.klass.fields.items())[:_MOST_FIELDS]:
                if name in seen or name.startswith("_") or name == "model_config":
                    continue
                seen.add(name)
                inner = inside(walk, level)
                at = held.annotation or held.value or expr
                _take(inner, row, name, _models(inner, level.klass.module, held.type), held.type, at)
                told(walk, inner, step)
    finally:
        running.discard(key)


def _take(walk: Walk, row: Thing, name: str, kinds: list[Kind], written: str, expr: Expr) -> None:
    many = _LISTS.search(written) is not None
    before = row.model
    found = row.attributes.get(name) if name in row.attributes else relations.reached(walk, row, name, "all", expr)
    if found is None or not kinds:
        return
    inner = element(found) if many else found
    if not isinstance(inner, Thing) or not isinstance(inner.model, Row):
        return
    if many and isinstance(before, Row) and before.each is None:
        place = walk.place(expr)
        with walk.around.inside(Loop(WRITTEN, place, name)):
            _make(walk, kinds[0], item_of(inner, place), expr)
    else:
        _make(walk, kinds[0], inner, expr)


def _validated(use: Use) -> Value | None:
    """``UserOut.model_validate(user)``, ``UserOut.from_orm(user)``."""
    thing = use.receiver
    row = use.arg(0, "obj")
    if isinstance(thing, Thing) and thing.kind is not None and is_model(thing.kind) and row is not None:
        for item in list(options(row))[:2]:
            _make(use.walk, thing.kind, item, use.expr)
    return Thing(kind=thing.kind) if isinstance(thing, Thing) else None


METHODS: dict[str, Rule] = {
    f"{base}.{name}": _validated
    for base in ("pydantic.BaseModel", "pydantic.main.BaseModel", "pydantic.v1.BaseModel", "sqlmodel.SQLModel")
    for name in ("model_validate", "from_orm", "parse_obj")
}
