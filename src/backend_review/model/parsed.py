"""The path parameters that leave nothing to a client's choosing by the time a handler runs.

Go: middleware of a route takes one for a number or an identifier, and refuses when it is none:
``id, err := strconv.ParseUint(chi.URLParam(r, "id"), 10, 64); if err != nil { …; return }`` in front of a handler
leaves it nothing but digits there. JavaScript: the path itself has a pattern for it, ``/forms/:id([a-f0-9]{24})``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from backend_review.index.program import Function
from backend_review.model.patterns import strict
from backend_review.model.routes import FoundRoute

# The parameters, by path and node of the handler.
Parsed: TypeAlias = Mapping[tuple[str, int], frozenset[str]]

_TAKE = (
    r"""(?:[\w.]*\b(?:URLParam|URLParamFromCtx|PathValue|Param|Params)\(\s*(?:\w[\w.()]*\s*,\s*)?"(\w+)"\s*\)"""
    r"""|mux\.Vars\(\w+\)\["(\w+)"\])"""
)
_TAKEN = re.compile(rf"^{_TAKE}$")
_KEPT = re.compile(rf"\b(\w+)\s*:=\s*{_TAKE}")
_PARSE = re.compile(
    r"\w+\s*,\s*(?P<error>\w+)\s*:?=\s*(?:strconv\.(?:Atoi|Parse(?:Int|Uint))|(?:uuid|ulid|xid|ksuid)\.(?:Parse\w*|FromString))\(\s*"
    rf"(?:(?P<name>\w+)\s*[,)]|{_TAKE})"
)
# Express, Koa, Fastify; Hono. https://expressjs.com/en/guide/routing.html#route-parameters
_IN_PATH = re.compile(
    r":(?P<name>\w+)(?:\((?P<round>(?:[^()]|\([^()]*\))*)\)|\{(?P<curly>(?:[^{}]|\{[^{}]*\})*)\})?(?P<more>[*+?])?"
)
_PARAMS = re.compile(r"(?:^|\.)params$")
_LEAVES = re.compile(r"\breturn\b|\bpanic\(")
_NEAR = 40  # between the call and the question whether it failed


def taken(text: str) -> str:
    """The path parameter that an expression takes from the request; ""."""
    found = _TAKEN.match(text)
    return (found[1] or found[2]) if found else ""


def of_parameters(text: str) -> bool:
    """Whether an expression is the object of a request's path parameters: ``req.params``."""
    return _PARAMS.search(text) is not None


def parsed_before(routes: Iterable[FoundRoute]) -> Parsed:
    """The parameters that are numbers or identifiers by the time the handlers run, on all routes of a handler."""
    known: dict[tuple[str, int], frozenset[str]] = {}
    loose: dict[tuple[str, int], frozenset[str]] = {}
    for route in routes:
        function = route.route.handler.function
        if function is None or function.module.language not in {"go", "javascript"}:
            continue
        key = (function.module.path, function.node.id)
        if function.module.language == "javascript":
            here, others = _patterned(route.written)
            known[key] = known.get(key, frozenset()) | here
            loose[key] = loose.get(key, frozenset()) | others
            continue
        guards = (item for guard in route.guards for item in (guard.function, *guard.reached))
        here = frozenset(name for item in guards if item is not None for name in _parsed_in(item))
        known[key] = known[key] & here if key in known else here
    return {key: names - loose.get(key, frozenset()) for key, names in known.items()}


def _patterned(path: str) -> tuple[frozenset[str], frozenset[str]]:
    """The parameters of a path that its own patterns keep harmless, and the others."""
    strictly, others = set[str](), set[str]()
    for found in _IN_PATH.finditer(path):
        pattern = (found["round"] or found["curly"] or "").removeprefix("^").removesuffix("$").replace("\\\\", "\\")
        harmless = bool(pattern) and found["more"] not in {"*", "+"} and strict(f"^(?:{pattern})$")
        (strictly if harmless else others).add(found["name"])
    return frozenset(strictly), frozenset(others)


def _parsed_in(function: Function) -> Iterator[str]:
    text = function.module.text(function.node)
    kept = {found[1]: found[2] or found[3] for found in _KEPT.finditer(text)}
    for found in _PARSE.finditer(text):
        name = kept.get(found["name"], "") if found["name"] else found[3] or found[4]
        if name and _refuses(text[found.end() :], found["error"]):
            yield name


def _refuses(after: str, error: str) -> bool:
    """Whether what comes next leaves when there is an error."""
    asks = re.search(rf"\b{re.escape(error)}\s*!=\s*nil\s*\{{", after[: 2 * _NEAR + len(error)])
    if asks is None:
        return False
    block = after[asks.end() :]
    depth = 1
    for index, sign in enumerate(block):
        depth += (sign == "{") - (sign == "}")
        if depth == 0:
            return _LEAVES.search(block[:index]) is not None
    return False
