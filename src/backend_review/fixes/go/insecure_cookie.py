"""Cookies get the flags that their finding misses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from backend_review.fixes.go._edits import Code, statement_of
from backend_review.fixes.go._imports import name_of, using
from backend_review.fixes.go._literals import literal_at, with_fields
from backend_review.fixes.proposal import Proposal, Replacement, Site
from backend_review.index.syntax import named

if TYPE_CHECKING:
    from tree_sitter import Node

_MISSING = re.compile(
    r"^Cookie .*? without ((?:HttpOnly|Secure|SameSite)(?:(?:, | and )(?:HttpOnly|Secure|SameSite))*)"
)
_BEHIND = "scripts that read the cookie, addresses without HTTPS, and other sites that embed this one"


def fix(site: Site) -> Proposal | None:
    """Set the flags where the cookie is made; None where it is made elsewhere."""
    code = Code(site)
    found = _MISSING.match(site.finding.message)
    if not code.whole or found is None:
        return None
    missing = re.split(r", | and ", found.group(1))
    edits = _literal(code, missing) or _new(code, missing) or _call(code, missing) or _assigned(code, missing)
    if not edits:
        return None
    return Proposal(f"set {found.group(1)} on the cookie", False, tuple(edits), _BEHIND)


def _fields(code: Code, kind: str, missing: list[str]) -> tuple[dict[str, str], tuple[Replacement, ...]] | None:
    """The fields of a type of cookie, by what it lacks."""
    package = kind.split(".")[0]
    if package == name_of(code, "github.com/gofiber/fiber/v2"):
        names = {"HttpOnly": ("HTTPOnly", "true"), "Secure": ("Secure", "true"), "SameSite": ("SameSite", '"Lax"')}
        return {names[flag][0]: names[flag][1] for flag in missing}, ()
    if package == name_of(code, "github.com/gofiber/fiber/v2/middleware/session") and kind.endswith(".Config"):
        names = {
            "HttpOnly": ("CookieHTTPOnly", "true"),
            "Secure": ("CookieSecure", "true"),
            "SameSite": ("CookieSameSite", '"Lax"'),
        }
        return {names[flag][0]: names[flag][1] for flag in missing}, ()
    ours = kind.endswith((".Cookie", ".Options"))
    http = using(code, "net/http", code.node) if ours else None
    if http is None or (kind.endswith(".Cookie") and package != http[0]):
        return None
    values = {"SameSite": f"{http[0]}.SameSiteLaxMode"}
    return {flag: values.get(flag, "true") for flag in missing}, http[1] if "SameSite" in missing else ()


def _literal(code: Code, missing: list[str]) -> list[Replacement] | None:
    literal = literal_at(code)
    if literal is None:
        return None
    fields = _fields(code, code.text(literal.child_by_field_name("type")), missing)
    edits = with_fields(code, literal, fields[0]) if fields is not None else None
    return [*edits, *fields[1]] if edits and fields is not None else None


def _new(code: Code, missing: list[str]) -> list[Replacement] | None:
    """``cookie := new(http.Cookie)``."""
    call = code.call("new")
    statement = statement_of(call)
    if call is None or statement is None or statement.type != "short_var_declaration":
        return None
    left, kind = named(statement.child_by_field_name("left")), code.arguments(call)
    fields = _fields(code, code.text(kind[0]), missing) if len(left) == len(kind) == 1 else None
    if fields is None:
        return None
    lines = [f"{code.text(left[0])}.{key} = {value}" for key, value in fields[0].items()]
    return [code.after(statement, *lines), *fields[1]]


def _call(code: Code, missing: list[str]) -> list[Replacement] | None:
    """``c.SetCookie(name, value, age, path, domain, secure, httpOnly)``, and a header's text."""
    call = code.call("SetCookie", "Add", "Set")
    values = code.arguments(call) if call is not None else []
    if call is not None and code.called(call) == "SetCookie" and len(values) == 7 and "SameSite" not in missing:
        places = {"Secure": values[5], "HttpOnly": values[6]}
        return [code.replaced(places[flag], "true") for flag in missing]
    if len(values) == 2 and code.text(values[0]) == '"Set-Cookie"':
        return _header(code, values[1], missing)
    return None


def _header(code: Code, value: Node, missing: list[str]) -> list[Replacement] | None:
    last = value
    while last.type == "binary_expression":
        last = named(last)[-1]
    if last.type != "interpreted_string_literal":
        return None
    flags = "".join(f"; {'SameSite=Lax' if flag == 'SameSite' else flag}" for flag in missing)
    return [code.inserted(last.end_byte - 1, flags)]


def _assigned(code: Code, missing: list[str]) -> list[Replacement] | None:
    """``m.Cookie.Secure = false``."""
    statement = statement_of(code.root.descendant_for_byte_range(*code.span))
    if statement is None or statement.type != "assignment_statement" or len(missing) != 1:
        return None
    left, right = code.text(statement.child_by_field_name("left")), named(statement.child_by_field_name("right"))
    wanted = left.rsplit(".", 1)[-1].lower().endswith(missing[0].lower())
    if not wanted or len(right) != 1 or code.text(right[0]) != "false":
        return None
    return [code.replaced(right[0], "true")]
