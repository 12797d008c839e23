"""template-injection: values that were put into a Jinja template's text are given to it when it is rendered."""

from __future__ import annotations

import re

import libcst as cst

from backend_review.fixes.proposal import Proposal, Site
from backend_review.fixes.python import _calls
from backend_review.fixes.python._change import Change
from backend_review.fixes.python._codemod import Parsed, parsed
from backend_review.fixes.python._sql_text import Bound, Hole, Literal, Statement, Text, name_of, pieces_of
from backend_review.fixes.python._sql_writing import written
from backend_review.fixes.python._texts import prepared


def fix(site: Site) -> Proposal | None:
    """Write ``{{ name }}`` where a value was, and hand the value to ``render``; a whole template from outside stays."""
    module = parsed(site.file)
    if module is None:
        return None
    for call in module.calls(site.finding):
        rendered = _rendered(module, call)
        if rendered is None:
            continue
        change = module.change()
        values = _moved(module, change, call, rendered)
        if values:
            said = ", ".join(f"`{value}`" for value in values)
            traced = bool(site.finding.trace)
            return Proposal(
                f"give {said} to the template when it is rendered",
                traced,
                change.edits(),
                "" if traced else f"whether {said} ever has markup that is meant to be rendered",
            )
    return None


def _rendered(module: Parsed, call: cst.Call) -> cst.Call | None:
    """The call that takes a template's values: for one that makes a template of text, the ``render`` right after it."""
    called = module.qualified(call.func)
    if called in ("flask.render_template_string", "quart.render_template_string"):
        return call
    method = call.func.attr.value if isinstance(call.func, cst.Attribute) else ""
    if any(path.startswith("django.") for paths in module.names.imported.values() for path in paths):
        return None  # whose templates take no values by name
    if called not in ("jinja2.Template", "jinja2.environment.Template") and method != "from_string":
        return None
    parent = module.parent(call)
    render = module.parent(parent) if isinstance(parent, cst.Attribute) and parent.attr.value == "render" else None
    return render if isinstance(render, cst.Call) and render.func is parent else None


def _moved(module: Parsed, change: Change, call: cst.Call, rendered: cst.Call) -> list[str]:
    """Put the text without values and the values in place; the values, none if that cannot be done."""
    if not call.args or call.args[0].keyword or any(item.star == "**" for item in rendered.args):
        return []
    query = call.args[0]
    source = query.value
    if isinstance(source, cst.Name):
        found = module.reaching(source)
        if not isinstance(found, cst.Assign) or module.reads_of(found, source.value) != [source]:
            return []
        names = {node.value for node in module.inside(found.value, cst.Name)}
        if module.function(found) is not module.function(call) or module.rebound_between(names, found, call):
            return []
        source = found.value
    taken = {item.keyword.value for item in rendered.args if item.keyword}
    statement = _statement(module, source, taken)
    if statement is None:
        return []
    new = written(module, source, statement, lambda _, bound: f"{{{{ {bound.name} }}}}", double_percent=False)
    if new is None:
        return []
    if rendered is call:
        here = source is query.value
        given = call.with_changes(args=[query.with_changes(value=new), *call.args[1:]]) if here else call
        if not here:
            change.replace(source, new)
    elif rendered.args:
        return []
    else:
        given = rendered.with_changes(func=rendered.func.deep_replace(source, new))
        if source is not query.value:
            change.replace(source, new)
    for value in statement.bound:
        given = _calls.given(given, value.name, module.expression(value.value))
    change.replace(rendered, given)
    return [value.value for value in statement.bound]


def _statement(module: Parsed, source: cst.BaseExpression, taken: set[str]) -> Statement | None:
    """The pieces with all values taken out; None if one stands in the template's own code."""
    pieces = pieces_of(module, source)
    if pieces is None or not any(isinstance(piece, Hole) for piece in pieces):
        return None
    whole = "".join(piece.raw if isinstance(piece, Text) else "\x01" for piece in pieces)
    statement = Statement()
    literal: Literal | None = None
    before = ""
    named: dict[str, Bound] = {}
    for piece in pieces:
        if isinstance(piece, Text):
            literal = piece.literal
            before += piece.raw
            statement.pieces.append(piece)
            continue
        owner = piece.literal or literal
        if owner is None or piece.shown or _in_code(before) or prepared(module, piece.value):
            return None
        value = module.text(piece.value)
        bound = named.get(value)
        if bound is None:
            bound = Bound(value, _free(name_of(module, piece.value), whole, taken), False, (piece,), 0)
            named[value] = bound
            statement.bound.append(bound)
            taken.add(bound.name)
        statement.pieces.append((owner, bound))
    return statement


def _in_code(before: str) -> bool:
    return before.count("{{") > before.count("}}") or before.count("{%") > before.count("%}")


def _free(name: str, whole: str, taken: set[str]) -> str:
    base, number = name, 2
    while name in taken or re.search(rf"\{{[^}}]*\b{name}\b", whole):
        name, number = f"{base}_{number}", number + 1
    return name
