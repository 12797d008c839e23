"""What functions of Go's libraries do with what they are given: decoders that fill variables, formats, conversions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from backend_review.index.expressions.data import Expr
from backend_review.index.syntax import walk as nodes
from backend_review.model.taint.containers import ENVIRONMENT
from backend_review.model.taint.data import NOTHING, Taint, harmless, held, join, member, stopped, whole

if TYPE_CHECKING:
    from backend_review.model.taint.walk import Walk

# Functions and methods that fill the variables they are given pointers of from the rest, or from what they belong to.
_DECODES = re.compile(r"^(?:Unmarshal\w*|Decode\w*|Bind\w*|ShouldBind\w*|Parse\w*Into|ReadJSON|ReadFull|Read|Receive)$")
_RENDERS = {"Execute", "ExecuteTemplate"}  # templates: what they are given goes into what is named first
_TEMPLATES = re.compile(r'^[ \t]*(?:import[ \t]+)?(?:(\w+)[ \t]+)?"(html|text)/template"', re.MULTILINE)
_FORMATS = {"Sprintf": 0, "Errorf": 0, "Appendf": 1, "Fprintf": 1, "Printf": 0}
_VERB = re.compile(r"%(?:%|[-+# 0]*(?:\d+|\*)?(?:\.(?:\d+|\*)?)?(?P<verb>[a-zA-Z]))")
_NUMBERS = frozenset("dtfFeEgGboOUcp")


def filled(walk: Walk, expr: Expr, owner: Taint, args: list[Taint]) -> None:
    """Note what a decoder puts into variables: ``json.Unmarshal(body, &order)``, ``decoder.Decode(order)``."""
    name = expr.target.name if expr.target is not None else ""
    if name in _RENDERS and len(args) > 1:
        variable = walk.module.text(expr.args[0].node).lstrip("&")
        given = whole(join(*args[1:]))
        given = stopped(given) if escapes(walk, expr) else given
        if given and variable.isidentifier() and variable not in walk.objects:
            walk.take_over(variable, given)
    if not _DECODES.match(name):
        return
    for index, item in enumerate(expr.args):
        text = walk.module.text(item.node)
        pointer = text.startswith("&")
        variable = text.lstrip("&")
        if (
            not variable.isidentifier()
            or variable in walk.objects
            or not (pointer or len(expr.args) == 1 or index == len(expr.args) - 1)
        ):
            continue
        given = whole(join(owner, *(value for place, value in enumerate(args) if place != index)))
        if given:
            walk.take_over(variable, given)


def escapes(walk: Walk, expr: Expr) -> bool:
    """Whether a template that is rendered is one of ``html/template``, wherever in its package it was made."""
    holder = expr.target.target if expr.target is not None else None
    name = holder.name if holder is not None and holder.kind in {"name", "attr"} else ""
    made = re.compile(
        rf"\b{re.escape(name)}\b(?:[ \t]*,[ \t]*\w+)?[ \t]*(?::?=|:)[^\n]*\b(\w+)\.(?:Must|New|Parse\w+)\("
    )
    for module in (walk.module, *walk.analysis.package(walk.module).modules):
        text = module.file.text
        found = made.findall(text) if name and name in text else []
        kinds = {alias or "template": kind for alias, kind in _TEMPLATES.findall(text)}
        if any(alias in kinds for alias in found):
            return all(kinds.get(alias) == "html" for alias in found)
    kinds_here = {kind for _, kind in _TEMPLATES.findall(walk.module.file.text)}
    return kinds_here == {"html"}  # one that is given, of a type that this file names


def formatted(walk: Walk, expr: Expr, args: list[Taint]) -> list[Taint]:
    """What becomes part of a text: where the format asks for a number, nothing but a number does."""
    at = _FORMATS.get(expr.target.name if expr.target is not None else "")
    if at is None or len(expr.args) <= at or expr.args[at].kind != "text":
        return args
    verbs = [found["verb"] for found in _VERB.finditer(str(expr.args[at].value)) if found["verb"]]
    if "*" in str(expr.args[at].value):
        return args
    rest = [
        stopped(value) if index < len(verbs) and verbs[index] in _NUMBERS else value
        for index, value in enumerate(args[at + 1 :])
    ]
    return [*args[: at + 1], *rest]


def converted(walk: Walk, expr: Expr, value: Taint) -> Taint:
    """``int(value)``, ``value.(int)``: what is left of a value in a type that holds no text."""
    around = expr.node.parent
    if around is not None and around.type == "type_assertion_expression":
        kind = walk.module.text(around.child_by_field_name("type"))
        value = stopped(value) if harmless(kind) else value
    if expr.kind == "call" and expr.target is not None and expr.target.kind == "name" and len(expr.args) == 1:
        value = stopped(value) if harmless(expr.target.name) else value
    return value


def environment(walk: Walk, expr: Expr, args: list[Taint]) -> Taint | None:
    """``os.Setenv("NAME", value)``, ``os.Getenv("NAME")``; None of any other call."""
    target = expr.target
    if walk.module.language != "go" or target is None or target.target is None or not expr.args:
        return None
    if target.target.name != "os":
        return None
    key = str(expr.args[0].value) if expr.args[0].kind == "text" else ""
    if target.name == "Setenv" and len(args) == 2 and key:
        walk.names[ENVIRONMENT] = join(walk.names.get(ENVIRONMENT, NOTHING), held(args[1], key))
        return NOTHING
    if target.name in {"Getenv", "LookupEnv"} and key:
        return member(walk.names.get(ENVIRONMENT, NOTHING), key)
    return None


def captured(walk: Walk, expr: Expr) -> Taint:
    """What a function that is given back has of the variables around it: ``return func(o *User) { o.name = name }``."""
    if expr.kind != "func":
        return NOTHING
    own = {item.name for item in walk.module.function_of(expr).parameters} | walk.objects
    used = {walk.module.text(node) for node in nodes(expr.node) if node.type == "identifier"} - own
    return whole(join(*(walk.names[name] for name in sorted(used) if walk.names.get(name))))


def applied(walk: Walk, expr: Expr) -> None:
    """A function that has input of its own may put it into what it is given: ``option(settings)``."""
    target = expr.target
    value = walk.names.get(target.name, NOTHING) if target is not None and target.kind == "name" else NOTHING
    for item in expr.args if value else ():
        variable = walk.module.text(item.node).lstrip("&")
        if variable.isidentifier() and variable not in walk.objects:
            walk.take_over(variable, whole(value))


def behind_pointer(expr: Expr) -> bool:
    """Whether what gets a value is what a pointer points to: ``*text = value``."""
    around = expr.node.parent
    return around is not None and around.type == "unary_expression" and around.children[0].type == "*"
