"""What is printed goes to the log."""

from __future__ import annotations

from backend_review.fixes.go._edits import STRINGS, Code
from backend_review.fixes.go._imports import name_of, using
from backend_review.fixes.proposal import Proposal, Site

_LOGGED = {
    "Println": "Println", "Printf": "Printf", "Print": "Print",
    "Fprintln": "Println", "Fprintf": "Printf", "Fprint": "Print",
    "println": "Println", "print": "Print",
}  # fmt: skip
_BEHIND = "who reads the output: lines have a time and go to where the log goes"


def fix(site: Site) -> Proposal | None:
    """Log with the standard library; None where the result is used, or it is printed to something else."""
    code = Code(site)
    call = code.call(*_LOGGED)
    log = using(code, "log", code.node)
    if not code.whole or call is None or log is None or call.parent is None:
        return None
    if call.parent.type != "expression_statement":
        return None
    called, values = code.called(call), code.arguments(call)
    function = call.child_by_field_name("function")
    arguments = call.child_by_field_name("arguments")
    if function is None or arguments is None or code.has_comment(call):
        return None
    if function.type == "selector_expression" and code.text(code.receiver(call)) != name_of(code, "fmt", call):
        return None
    if called.startswith("F"):
        os = name_of(code, "os", call)
        if not values or code.text(values[0]) not in (f"{os}.Stdout", f"{os}.Stderr"):
            return None
        values = values[1:]
    texts = [code.text(value) for value in values]
    if texts and _LOGGED[called] != "Println" and values[0].type in STRINGS:
        texts[0] = texts[0].replace('\\n"', '"')
    edit = code.replaced(call, f"{log[0]}.{_LOGGED[called]}({', '.join(texts)})")
    return Proposal("write it to the log", False, (edit, *log[1]), _BEHIND)
