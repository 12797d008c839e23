"""Python's own objects that keep values under names: mappings, named tuples, namespaces, and who asks them by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backend_review.index.expressions.data import Expr
from backend_review.index.syntax import walk as nodes
from backend_review.model.taint.data import NOTHING, Taint, held, join, member, stopped, whole, without

if TYPE_CHECKING:
    from backend_review.model.taint.walk import Walk

_NAMESPACES = {"dict", "SimpleNamespace", "OrderedDict", "Namespace"}
_SAME = {"dict", "list", "tuple", "vars", "asdict", "_asdict", "copy", "deepcopy", "model_dump", "OrderedDict"}
_TUPLES = {"namedtuple", "NamedTuple"}
ENVIRONMENT = "os.environ"  # the process's variables, as one that all functions have


def is_environment(expr: Expr) -> bool:
    """Whether an expression is ``os.environ``."""
    return expr.kind == "attr" and expr.name == "environ" and expr.target is not None and expr.target.name == "os"


def is_of_object(expr: Expr, name: str) -> bool:
    """JavaScript: whether an expression is ``Object.entries(row)`` or the like."""
    target = expr.target if expr.kind == "call" else None
    owner = target.target if target is not None and target.name == name else None
    return owner is not None and owner.kind == "name" and owner.name == "Object" and len(expr.args) == 1


def built(
    walk: Walk, expr: Expr, owner: Taint, args: list[Taint], named: dict[str, Taint], spread: Taint
) -> Taint | None:
    """What a function or class of Python's gives that keeps what it is given as it is; None of any other."""
    target = expr.target
    name = target.name if target is not None else ""
    if walk.module.language != "python" or target is None:
        return None
    if target.kind == "name" and name in {"getattr", "setattr", "print"}:
        return _by_name(walk, expr, name, args)
    if name == "getenv" and expr.args and expr.args[0].kind == "text":
        return join(member(walk.names.get(ENVIRONMENT, NOTHING), str(expr.args[0].value)), *args[1:])
    if name in _NAMESPACES and (named or spread) and len(args) < 2:
        return _with(join(*args, spread), named)
    if name == "replace" and len(args) == 1 and named:  # of dataclasses
        return _with(args[0], named)
    if name == "_replace":
        return _with(owner, named)
    if name in _SAME and len(expr.args) == 1 and expr.args[0].kind != "spread":
        return args[0]
    if name in _SAME and not expr.args and target.kind == "attr" and owner:  # items.copy(), row._asdict()
        return owner
    fields = _fields(walk, target)
    if fields:
        return _with(join(*(held(value, key) for value, key in zip(args, fields, strict=False)), spread), named)
    return None


def _by_name(walk: Walk, expr: Expr, name: str, args: list[Taint]) -> Taint | None:
    """``getattr(user, "name")``, ``setattr(user, "name", value)``, ``print(value, file=buffer)``"""
    if name == "print":
        into = expr.named.get("file")
        if into is not None and into.kind == "name":
            walk.fill(into.name, "", join(*args))
        return None
    key = str(expr.args[1].value) if len(args) > 1 and expr.args[1].kind == "text" else ""
    if name == "getattr" and len(args) > 1:
        return join(member(args[0], key) if key else whole(args[0]), stopped(whole(args[1])), *args[2:])
    if len(args) == 3 and expr.args[0].kind == "name":
        walk.fill(expr.args[0].name, key, args[2])
    return NOTHING


def _with(made: Taint, named: dict[str, Taint]) -> Taint:
    """A mapping that also has values under names."""
    for name in named:
        made = without(made, name)
    return join(made, *(held(value, name) for name, value in named.items()))


def _fields(walk: Walk, target: Expr) -> list[str]:
    """The fields of a named tuple: ``Pair = namedtuple("Pair", "first second")``."""
    node = walk.folding.constants.of(walk.folding.around, target.name) if target.kind == "name" else None
    if node is None or node.type != "call":
        return []
    made = walk.module.lower(node)
    if made.target is None or made.target.name not in _TUPLES or len(made.args) < 2:
        return []
    if made.args[1].kind == "text":
        return str(made.args[1].value).replace(",", " ").split()
    texts = (walk.module.lower(item) for item in nodes(made.args[1].node) if item.type == "string")
    return [str(item.value) for item in texts]
