"""Origins that may read answers come from configuration: ``CORS_ORIGINS``, a list with commas."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from backend_review.fixes.javascript._edits import Code, arguments, bare, callee
from backend_review.fixes.javascript._options import with_keys, with_options
from backend_review.fixes.proposal import Proposal, Replacement, Site

if TYPE_CHECKING:
    from tree_sitter import Node

_BEHIND = "no other site can read the answers until CORS_ORIGINS names it (`https://app.example.com,https://…`)"
_LISTS = {"cors", "@fastify/cors", "fastify-cors", "hono/cors.cors", "socket.io.Server"}


def fix(site: Site) -> Proposal | None:
    """Take the origins at the finding from the environment."""
    code = Code(site)
    if not code.whole:
        return None
    for call in code.around():
        edits = _edits(code, call)
        if edits:
            return Proposal("take the allowed origins from `CORS_ORIGINS`", False, tuple(edits), _BEHIND)
    return None


def _origins(code: Code) -> str:
    return f"(process.env.CORS_ORIGINS ?? {code.quoted('')}).split({code.quoted(',')})"


def _edits(code: Code, call: Node) -> list[Replacement] | None:
    function, name, given = callee(call), code.called(call), arguments(call)
    what = code.qualified(function) or _required(code, function)
    if name == "register" and given and (code.qualified(given[0]) or _required(code, given[0])) in _LISTS:
        return _from_environment(code, call, 1)
    if what in {"cors", "hono/cors.cors"}:
        return _from_environment(code, call, 0)
    if what == "socket.io.Server" or name == "WebSocketGateway":
        return _nested(code, given[-1] if given else None)
    if what.endswith("NestFactory.create"):
        return _nested(code, given[1] if len(given) > 1 else None)
    if name == "enableCors":
        return _from_environment(code, call, 0)
    return None


def _required(code: Code, node: Node | None) -> str:
    """``require("cors")`` and ``import("@fastify/cors")`` where they are used."""
    found = re.fullmatch(r"""(?:require|import)\(["']([\w@/-]+)["']\)""", code.text(node))
    return found[1] if found else ""


def _from_environment(code: Code, call: Node, place: int) -> list[Replacement] | None:
    return with_options(code, call, place, origin=_origins(code))


def _nested(code: Code, given: Node | None) -> list[Replacement] | None:
    """``{ cors: true }`` and ``{ cors: { origin: "*" } }``."""
    options = code.object_behind(given)
    pair = code.property_of(options, "cors") if options is not None else None
    value = bare(pair.child_by_field_name("value")) if pair is not None else None
    if value is None:
        return None
    if value.type == "true":
        return [code.replaced(value, f"{{ origin: {_origins(code)} }}")]
    inner = code.object_behind(value)
    return with_keys(code, inner, origin=_origins(code)) if inner is not None else None
