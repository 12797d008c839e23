"""Calls of other services get a time limit, as their library has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backend_review.fixes.javascript._edits import Code, arguments, bare, callee
from backend_review.fixes.javascript._options import with_options
from backend_review.fixes.proposal import Proposal, Replacement, Site

if TYPE_CHECKING:
    from tree_sitter import Node

_LIMIT = "10_000"
_WITH_BODY = {"post", "put", "patch", "postForm", "putForm", "patchForm"}
_WITHOUT = {"get", "delete", "head", "options"}
_BEHIND = (
    "a call that takes longer than ten seconds fails now: see that this is enough, and that the failure is handled"
)


def fix(site: Site) -> Proposal | None:
    """Give the call, or the client, at the finding ten seconds."""
    code = Code(site)
    if not code.whole:
        return None
    for call in code.around():
        edits = _edits(code, call)
        if edits:
            what = code.text(callee(call)).split("(")[0]
            return Proposal(f"let `{what}` give up after ten seconds", False, tuple(edits), _BEHIND)
    return _module(code)


def _edits(code: Code, call: Node) -> list[Replacement] | None:
    function, name = callee(call), code.called(call)
    if function is None:
        return None
    what = code.qualified(function)
    if what == "" and code.text(function) in {"fetch", "globalThis.fetch"} and not code.defines("fetch", function):
        return _fetch(code, call)
    if what == "axios":
        first = bare(next(iter(arguments(call)), None))
        return with_options(code, call, 0 if first is not None and first.type == "object" else 1, timeout=_LIMIT)
    if what.startswith("axios."):
        place = 2 if name in _WITH_BODY else 1 if name in _WITHOUT else 0 if name in {"create", "request"} else None
        return with_options(code, call, place, timeout=_LIMIT) if place is not None else None
    if what == "got" or what.startswith("got."):
        return with_options(code, call, 0 if name == "extend" else 1, timeout=f"{{ request: {_LIMIT} }}")
    if what == "@nestjs/axios.HttpModule.register":
        return with_options(code, call, 0, timeout=_LIMIT)
    return None


def _fetch(code: Code, call: Node) -> list[Replacement] | None:
    """``signal``, whose time runs from where it is made: never in an object that is made somewhere else."""
    given, signal = arguments(call), f"AbortSignal.timeout({_LIMIT})"
    if len(given) > 1 and given[1].type in {"identifier", "member_expression"}:
        return [code.replaced(given[1], f"{{ ...{code.text(given[1])}, signal: {signal} }}")]
    return with_options(code, call, 1, signal=signal)


def _module(code: Code) -> Proposal | None:
    """``imports: [HttpModule]`` of NestJS."""
    start, end = code.span
    node = code.root.descendant_for_byte_range(start, end)
    for _ in range(3):
        if node is None or node.type == "array":
            break
        node = node.parent
    for inner in [node, *(node.named_children if node is not None else ())]:
        if inner is not None and inner.type == "identifier" and code.qualified(inner) == "@nestjs/axios.HttpModule":
            edit = code.replaced(inner, f"{code.text(inner)}.register({{ timeout: {_LIMIT} }})")
            return Proposal("let calls of the module's client give up after ten seconds", False, (edit,), _BEHIND)
    return None
