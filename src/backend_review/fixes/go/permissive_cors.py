"""Origins come from configuration: ``CORS_ORIGINS`` (split at commas), or ``CORS_ORIGIN`` for a header of one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backend_review.fixes.go._edits import Code, enclosing, statement_of, unused_declaration
from backend_review.fixes.go._imports import name_of, using
from backend_review.fixes.go._literals import around, element_of, literal_at, with_fields, with_key, without_field
from backend_review.fixes.proposal import Proposal, Replacement, Site
from backend_review.index.syntax import named

if TYPE_CHECKING:
    from tree_sitter import Node

_BEHIND = "the websites that need this API: the variable must name them wherever it runs (Fiber lets all in without)"
_FIBER = "github.com/gofiber/fiber/v2/middleware/cors"
# Calls that allow everyone, by package: what to call instead, the type of its options, and the field of the origins.
_OPEN = {
    ("github.com/labstack/echo/v4/middleware", "CORS"): ("CORSWithConfig", "CORSConfig", "AllowOrigins"),
    ("github.com/rs/cors", "Default"): ("New", "Options", "AllowedOrigins"),
    (_FIBER, "New"): ("New", "Config", "AllowOrigins"),
}
_FIELDS = ("AllowOrigins", "AllowedOrigins", "AllowAllOrigins", "AllowOriginFunc", "AllowOriginsFunc", "CheckOrigin")


def fix(site: Site) -> Proposal | None:
    """Read the origins from the environment; None where the list is made elsewhere."""
    code = Code(site)
    if not code.whole:
        return None
    os = using(code, "os", code.node)
    strings = using(code, "strings", code.node)
    if os is None or strings is None:
        return None
    listed = f'{strings[0]}.Split({os[0]}.Getenv("CORS_ORIGINS"), ",")'
    edits = _header(code, f'{os[0]}.Getenv("CORS_ORIGIN")') or _field(code, os[0], listed) or _call(code, os[0], listed)
    edits = edits or _assigned(code, listed) or _bare(code, os[0], listed)
    if not edits:
        return None
    written = b"".join(edit.text for edit in edits)
    needed = ((os, b"Getenv("), (strings, b".Split("))
    imported = [edit for found, sign in needed if sign in written for edit in found[1]]
    if not written:
        return Proposal("accept sockets from this site only", False, tuple(edits), "pages on other hosts that open one")
    return Proposal("read the allowed origins from the environment", False, (*edits, *imported), _BEHIND)


def _header(code: Code, one: str) -> list[Replacement] | None:
    """``w.Header().Set("Access-Control-Allow-Origin", "*")``."""
    start, end = code.span
    name = code.data[start:end].decode(errors="replace")
    if "Allow-Origin" not in name and "AllowOrigin" not in name:
        return None
    node = enclosing(code.root.descendant_for_byte_range(start, end), "argument_list")
    values = [each for each in named(node) if each.type != "comment"]
    if len(values) != 2 or values[0].start_byte != start:
        return None
    unused = unused_declaration(code, values[1]) if values[1].type == "identifier" else []
    return [code.replaced(values[1], one), *unused] if unused is not None else None


def _field(code: Code, os: str, listed: str) -> list[Replacement] | None:
    node = code.root.descendant_for_byte_range(*code.span)
    element = enclosing(node, "keyed_element")
    literal = around(element)
    if element is None or literal is None:
        return None
    key = code.text(named(element)[0])
    if key not in _FIELDS or code.text(named(element)[1]) == listed:
        return None
    if key == "CheckOrigin":
        return without_field(code, literal, key)
    package = code.text(literal.child_by_field_name("type")).split(".")[0]
    value = f'{os}.Getenv("CORS_ORIGINS")' if package == name_of(code, _FIBER) else listed
    if key in ("AllowOrigins", "AllowedOrigins"):
        return [code.replaced(named(element)[1], value)]
    return _instead(code, literal, key, value)


def _instead(code: Code, literal: Node, key: str, value: str) -> list[Replacement] | None:
    """``AllowAllOrigins: true`` and functions that say yes to all: the list in their place."""
    package = code.text(literal.child_by_field_name("type")).split(".")[0]
    chi = any(package == name_of(code, path) for path in ("github.com/go-chi/cors", "github.com/rs/cors"))
    field = "AllowedOrigins" if chi else "AllowOrigins"
    if element_of(code, literal, field) is not None:
        return without_field(code, literal, key)
    return with_key(code, literal, key, field, value)


def _call(code: Code, os: str, listed: str) -> list[Replacement] | None:
    call = code.call("CORS", "Default", "New", "AllowedOrigins")
    if call is None:
        return None
    package, values = code.text(code.receiver(call)), code.arguments(call)
    if code.called(call) == "AllowedOrigins" and package == name_of(code, "github.com/gorilla/handlers", call):
        return [code.replaced(values[0], listed)] if len(values) == 1 else None
    for (path, name), (called, options, field) in _OPEN.items():
        if name == code.called(call) and package == name_of(code, path, call) and not values:
            value = f'{os}.Getenv("CORS_ORIGINS")' if path == _FIBER else listed
            return [code.replaced(call, f"{package}.{called}({package}.{options}{{{field}: {value}}})")]
    return None


def _assigned(code: Code, listed: str) -> list[Replacement] | None:
    """``config.AllowAllOrigins = true``."""
    statement = statement_of(code.root.descendant_for_byte_range(*code.span))
    left = statement.child_by_field_name("left") if statement is not None else None
    if statement is None or statement.type != "assignment_statement":
        return None
    if not code.text(left).endswith(".AllowAllOrigins"):
        return None
    return [code.replaced(statement, f"{code.text(left).removesuffix('.AllowAllOrigins')}.AllowOrigins = {listed}")]


def _bare(code: Code, os: str, listed: str) -> list[Replacement] | None:
    """Options that name no origins at all."""
    literal = literal_at(code)
    if literal is None:
        return None
    kind = code.text(literal.child_by_field_name("type"))
    value = f'{os}.Getenv("CORS_ORIGINS")' if kind.split(".")[0] == name_of(code, _FIBER) else listed
    return with_fields(code, literal, {"AllowedOrigins" if kind.endswith(".Options") else "AllowOrigins": value})
