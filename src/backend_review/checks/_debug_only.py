"""What a program has on developers' machines only: routes (``if settings.DEBUG: urlpatterns += […]``), other code."""

from __future__ import annotations

import re

from tree_sitter import Node

from backend_review.backend import Backend
from backend_review.checks._trees import text
from backend_review.model.routes import FoundRoute, Mount, Place, Route, Router

_ON = re.compile(
    r"^[\s(]*(?:[\w.]+\.)?_?(?:is_?)?(?:debug|dev(?:elopment)?)(?:_?mode|_?enabled|_?or_?test\w*)?(?:\(\))?[\s)]*$"
    r"|\b\w*env(?:ironment)?\w*(?:\[?[\"']?\w*[\"']?\]?)\s*={2,3}\s*['\"](?:dev|development|local|test)['\"][\s)]*$"
    r"|\b\w*env(?:ironment)?\w*\s*!={1,2}\s*['\"]prod(?:uction)?['\"][\s)]*$"
    r"|^[\s(]*(?:!|not\s)\s*(?:[\w.]+\.)?_?(?:is_?)?prod(?:uction)?(?:\(\))?[\s)]*$",
    re.IGNORECASE,
)
_PRODUCTION = re.compile(
    r"^[\s(]*(?:[\w.]+\.)?_?(?:is_?)?prod(?:uction)?(?:_?mode)?(?:\(\))?[\s)]*$"
    r"|\b\w*env(?:ironment)?\w*(?:\[?[\"']?\w*[\"']?\]?)\s*={2,3}\s*['\"]prod(?:uction)?['\"][\s)]*$",
    re.IGNORECASE,
)
_NOT = re.compile(r"^[\s(]*(?:!|not\s)\s*")
_CHOICES = {"ternary_expression"}
_IFS = {"if_statement", "elif_clause"}
_DEEPEST = 20


def for_developers_only(backend: Backend, found: FoundRoute) -> bool:
    """Whether a route, or a router on the way to it, is only there under a switch for debugging."""
    places = [found.route.place, *(mount.place for mount in _mounts(found.app, found.route, 0) or ())]
    return any(_is_switched(backend, place) for place in places)


def is_developers_code(node: Node) -> bool:
    """Whether code is only run on developers' machines: ``if (isDev) { … }``, ``if (isProduction) { … } else { … }``."""
    current: Node | None = node
    for _ in range(_DEEPEST):
        if current is None or current.parent is None:
            return False
        branch, current = current, current.parent
        if current.type not in _IFS | _CHOICES:
            continue
        condition = text(current.child_by_field_name("condition"))
        if current.child_by_field_name("consequence") == branch and is_for_developers(condition):
            return True
        if current.child_by_field_name("alternative") == branch and is_for_production(condition):
            return True
    return False


def is_for_production(condition: str) -> bool:
    """Whether a condition is the opposite of a switch for debugging: where it does not hold, developers are at work."""
    bare = condition.strip()
    while bare.startswith("(") and bare.endswith(")"):
        bare = bare[1:-1].strip()
    if re.search(r"\bor\b|\|\||\band\b|&&", bare):
        return False
    return _PRODUCTION.search(bare) is not None or (
        _NOT.match(bare) is not None and is_for_developers(_NOT.sub("", bare))
    )


def is_for_developers(condition: str) -> bool:
    """Whether a condition, or a part that it needs, is a switch for debugging."""
    bare = condition.strip()
    while bare.startswith("(") and bare.endswith(")"):
        bare = bare[1:-1].strip()
    parts = [bare] if re.search(r"\bor\b|\|\|", bare) else re.split(r"\band\b|&&", bare)
    return any(_ON.search(part.strip()) for part in parts)


def _mounts(router: Router, route: Route, depth: int) -> list[Mount] | None:
    """The mounts between a router and a route below it; None where the route is not below."""
    if depth > _DEEPEST:
        return None
    for entry in router.entries:
        if entry is route:
            return []
        if isinstance(entry, Mount):
            further = _mounts(entry.router, route, depth + 1)
            if further is not None:
                return [entry, *further]
    return None


def _is_switched(backend: Backend, place: Place) -> bool:
    module = backend.project.module(place.path)
    if module is None:
        return False
    line = module.file.line(place.line)
    column = len(line) - len(line.lstrip())
    point = (place.line - 1, len(line[:column].encode()))
    node: Node | None = module.tree.root_node.descendant_for_point_range(point, point)
    while node is not None and node.parent is not None:
        branch, node = node, node.parent
        taken = node.type in _IFS and node.child_by_field_name("consequence") == branch
        if taken and is_for_developers(text(node.child_by_field_name("condition"))):
            return True
    return False
