"""Connection pools have a limit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backend_review.fixes.go._edits import Code, following, function_of, leaves, statement_of, uses
from backend_review.fixes.go._leaving import returned
from backend_review.fixes.proposal import Proposal, Site
from backend_review.index.syntax import named

if TYPE_CHECKING:
    from tree_sitter import Node

_OPENS = ("Open", "Connect", "MustConnect", "MustOpen")
_BEHIND = "how many connections the database allows: 25 for each process"


def fix(site: Site) -> Proposal | None:
    """Set a limit after the pool is opened; None where it is opened in the middle of something."""
    code = Code(site)
    call = next((each for each in code.calls_of_line() if code.called(each) in _OPENS), None)
    function = function_of(call) if call is not None else None
    statement = statement_of(call)
    if not code.whole or call is None or function is None or statement is None:
        return None
    if code.data[code.data.rfind(b"\n", 0, statement.start_byte) + 1 : statement.start_byte].strip():
        return None
    gorm = code.text(code.receiver(call)) == "gorm"
    if statement.type == "return_statement":
        return _returned(code, call, function, statement, gorm)
    if statement.type not in ("short_var_declaration", "assignment_statement"):
        return None
    left = named(statement.child_by_field_name("left"))
    check = following(statement)
    if len(left) != 2 or check is None or check.type != "if_statement" or check.child_by_field_name("alternative"):
        return None
    if code.text(check.child_by_field_name("condition")) != f"{code.text(left[1])} != nil":
        return None
    if not leaves(code, check.child_by_field_name("consequence")):
        return None
    lines = _lines(code, function, code.text(left[0]), gorm)
    return Proposal("open 25 connections at most", False, (code.after(check, *lines),), _BEHIND) if lines else None


def _lines(code: Code, function: Node, name: str, gorm: bool) -> list[str] | None:
    if not gorm:
        return [f"{name}.SetMaxOpenConns(25)"]
    back = returned(code, function, "err")
    if back is None or uses(code, function, "pool"):
        return None
    return [f"pool, err := {name}.DB()", "if err != nil {", f"\t{back}", "}", "pool.SetMaxOpenConns(25)"]


def _returned(code: Code, call: Node, function: Node, statement: Node, gorm: bool) -> Proposal | None:
    """``return sql.Open(…)`` in steps, so that there is something to set a limit on."""
    back = returned(code, function, "err")
    if back is None or code.text(statement) != f"return {code.text(call)}" or code.has_comment(call):
        return None
    if uses(code, function, "db") or uses(code, function, "err") or code.called(call).startswith("Must"):
        return None
    more = _lines(code, function, "db", gorm)
    if more is None:
        return None
    opened = [f"db, err := {code.text(call)}", "if err != nil {", f"\t{back}", "}"]
    text = (code.newline + code.indent(statement)).join([*opened, *more, "return db, nil"])
    return Proposal("open 25 connections at most", False, (code.replaced(statement, text),), _BEHIND)
