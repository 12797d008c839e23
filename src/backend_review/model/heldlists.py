"""Lists that a program holds in its memory: those that it goes over as a whole, and pages that are cut out of lists.

A member of an object or a variable of a module is such a list when the program's functions add to it while it runs;
what is written down once (a table of names) is none. Go: ``for _, item := range s.items``; JavaScript:
``this.clients.slice()``, ``[...rooms.values()]``; Python: ``list(self.jobs)``. ``rows[start:end]`` is a page of any
list.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from backend_review.model.routes import Place
from backend_review.model.values import Thing, Value, options

if TYPE_CHECKING:
    from tree_sitter import Node

    from backend_review.index.expressions.data import Expr
    from backend_review.index.program import Module, Statement
    from backend_review.model.flow import Walk

HELD_LIST = "held_list"
LIST_PAGE = "list_page"
# What adds to a list while the program runs: it is done inside of something, and not at the module's own level.
_ADDS = re.compile(
    r"(?P<owner>\w[\])]?\.)?\b(?P<name>\w+)(?:\.(?:push|append|add|set|unshift|insert|setdefault|appendleft|Store)\("
    r"|\[[^\]\n:]+\]\s*=(?!=)|\s*=\s*append\()"
)
_LOOPS = {"for_statement", "for_in_clause", "for_in_statement", "range_clause"}
_HANDS_ON = {
    *(
        "return_statement",
        "spread_element",
        "list_splat",
        "pair",
        "keyed_element",
        "keyword_argument",
        "arrow_function",
    ),
    "literal_element",
}
_MEMBERS = {"attribute", "member_expression", "selector_expression"}
_GOES_OVER = re.compile(
    r"^(?:map|filter|slice|values|entries|forEach|sort|sorted|toSorted|reduce|flatMap|items|copy|concat|Range)$"
)
_TAKES = re.compile(
    r"(?:^|\.)(?:list|sorted|tuple|set|values|entries|from|json|send|jsonify|JSON|JSONResponse|Values|Keys|Collect|Clone|"
    r"map|filter|Map|Filter|ok|success|data|append)$"
)
_KEEPER = re.compile(r"(?i)s?_?(?:handler|manager|store|storage|service|registry|repository|repo|cache|pool|list)$")
# Of a slice: what only pages are cut by, where they begin, how many there are on one, and what they are cut out of.
_PAGE = re.compile(r"(?i)page|offset|skip")
_BEGIN = re.compile(r"(?i)^\W*\w*(?:start|begin|from|cursor|low)\w*$")
_SIZE = re.compile(r"(?i)^\W*\w*(?:limit|size|top_?n|top_?k)\w*$")
_UP_TO = re.compile(r"(?i)<=?[^&|;]*(?:limit|page_?size|per_?page)\b")
_MANY = re.compile(r"(?i)(?:[^suis]s|list|data|all|array|arr|out|found|result|filtered|sorted|collection)$")


def touched(walk: Walk, owner: Value | None, expr: Expr) -> None:
    """A member of ``owner``, or a variable from around a function, is named: whether it is a list that is gone over."""
    if walk.function is None or not _is_gone_over(walk.module, expr.node):
        return
    if owner is None:
        if expr.name in _added_to(walk, walk.module)[1]:
            walk.emit(HELD_LIST, expr.name, walk.place(expr))
        return
    for item in options(owner):
        if isinstance(item, Thing) and item.kind is not None:
            if any(expr.name in _added_to(walk, level.klass.module)[0] for level in item.kind.lineage()):
                walk.emit(HELD_LIST, expr.name, walk.place(expr))
                walk.found[-1] = replace(walk.found[-1], by=_KEEPER.sub("", item.kind.klass.name))
            return


def cut(walk: Walk, expr: Expr, bounds: list[str]) -> None:
    """``list[start:end]``, ``list.slice(start, end)``: whether it is a page. In a loop it is one of many parts."""
    if len(bounds) != 2 or not bounds[1] or walk.around.loops:
        return
    first, last = bounds
    holder = expr.target.target if expr.kind == "call" and expr.target is not None else expr.target
    node = holder.node if holder is not None else expr.node.child_by_field_name("operand")
    many = node is not None and _MANY.search(walk.module.text(node)) is not None
    cuts = _BEGIN.search(first) or (first in {"", "0"} and _SIZE.search(last))
    if _PAGE.search(first) or _PAGE.search(last) or (many and cuts):
        walk.emit(LIST_PAGE, "", walk.place(expr))


def counted(walk: Walk, statement: Statement) -> None:
    """``for i := from; i < len(list) && i < from+limit; i++``: a loop that goes as far as a page does."""
    written = statement.node.child_by_field_name("condition") or next(
        (child for child in statement.node.named_children if child.type == "for_clause"), None
    )
    if written is not None and _UP_TO.search(walk.module.text(written)) and not walk.around.loops:
        walk.emit(LIST_PAGE, "", Place(walk.module.path, statement.line))


def bounds_of(walk: Walk, node: Node) -> list[str]:
    """The texts between which a slice of Python or Go cuts: ``["start", "end"]``, "" for one that is not there."""
    written = walk.module.text(node)
    inside = written[written.rfind("[") + 1 :].rstrip().removesuffix("]") if "[" in written else written
    parts = [part.strip() for part in inside.split(":")]
    return parts if len(parts) == 2 else []


def _is_gone_over(module: Module, node: Node) -> bool:
    """Whether all of what is named is used here: in a loop, in what makes another list of it, in what is given away."""
    parent = node.parent
    while parent is not None and parent.type in {"parenthesized_expression", "await", "await_expression"}:
        node, parent = parent, parent.parent
    if parent is None:
        return False
    if parent.type in _LOOPS:
        right = parent.child_by_field_name("right")
        return right is not None and right.id == node.id
    if parent.type in _MEMBERS:
        name = parent.child_by_field_name("attribute") or parent.child_by_field_name("property")
        name = name or parent.child_by_field_name("field")
        inside = parent.parent is not None and parent.parent.type in {"call", "call_expression"}
        return inside and name is not None and name.id != node.id and bool(_GOES_OVER.match(module.text(name)))
    if parent.type in {"arguments", "argument_list"} and parent.parent is not None:
        called = parent.parent.child_by_field_name("function")
        return called is not None and _TAKES.search(module.text(called)) is not None
    if parent.type == "expression_list":
        return parent.parent is not None and parent.parent.type == "return_statement"
    return parent.type in _HANDS_ON


def _added_to(walk: Walk, module: Module) -> tuple[frozenset[str], frozenset[str]]:
    """The names of members and of variables that a module's functions (in Go a package's) add to."""
    known = walk.effects.added_to
    place = module.path.rpartition("/")[0] if module.language == "go" else module.path
    if place not in known:
        paths = walk.evaluator.project.package(module) if module.language == "go" else [module.path]
        members: set[str] = set()
        variables: set[str] = set()
        for path in paths:
            other = walk.evaluator.project.module(path)
            for line in other.file.text.splitlines() if other is not None else ():
                if (line[:1] in {" ", "\t"} or module.language == "go") and len(line) < 400:
                    for found in _ADDS.finditer(line):
                        (members if found["owner"] else variables).add(found["name"])
        known[place] = (frozenset(members), frozenset(variables))
    return known[place]


__all__ = ["HELD_LIST", "LIST_PAGE", "bounds_of", "cut", "touched"]
