"""Loops around effects: which call in a loop leads to one, and whether it depends on what the loop goes over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tree_sitter import Node

from backend_review.backend import Backend
from backend_review.index.expressions.data import FUNCTIONS
from backend_review.index.program import Module
from backend_review.model.circumstances import EACH, WRITTEN, Loop
from backend_review.model.effects import Effect
from backend_review.model.relations import LAZY
from backend_review.model.routes import Place

_LOOPS = {
    *("for_statement", "for_in_statement", "while_statement", "do_statement"),
    *("list_comprehension", "set_comprehension", "dictionary_comprehension", "generator_expression"),
}
CALLS = {"call", "call_expression", "new_expression"}
_LEAVES = {"return_statement", "break_statement", "raise_statement", "throw_statement"}
_BLOCKS = {"block", "statement_block", "statement_list"}
# What gives a name a value: the fields of what is named, and of what it is named after.
_NAMES = {
    "assignment": ("left", "right"),
    "named_expression": ("name", "value"),
    "augmented_assignment": ("left", "right"),
    "for_statement": ("left", "right"),
    "for_in_clause": ("left", "right"),
    "variable_declarator": ("name", "value"),
    "assignment_expression": ("left", "right"),
    "for_in_statement": ("left", "right"),
    "short_var_declaration": ("left", "right"),
    "assignment_statement": ("left", "right"),
    "range_clause": ("left", "right"),
    "as_pattern": ("alias", ""),
    "var_spec": ("name", "value"),
}
_MEMBERS = {"attribute", "member_expression"}
_WORDS = {"identifier", "shorthand_property_identifier_pattern"}
_SCANS = re.compile(r"(?:Scan|StructScan|Decode)\(([^()]*)\)")
# A loop that waits in each of its rounds, on purpose: what a query takes is nothing beside it.
_PACED = re.compile(
    r"(?i)\b(?:time\.|asyncio\.|self\.|await\s+|this\.)?_?(?:sleep|pause|delay|throttle)(?:_for|Async)?\("
)
_IS_MISSING = re.compile(
    r"^\(?\s*(?:not\s+|!)(?P<name>\w+)\s*\)?$|^\(?\s*(?P<none>\w+)\s*(?:is None|={2,3}\s*(?:nil|null|undefined|None))\s*\)?$"
)
_MAX_NODES = 4000


@dataclass(frozen=True, slots=True)
class Round:
    """What happens in each round of a loop: ``line`` is the call in it that leads to the effect.

    ``names`` are the variables that hold the loop's item or something made of it.
    """

    loop: Loop
    node: Node
    module: Module
    line: Place
    call: Node
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class At:
    """A loop, and the line in it that leads to an effect."""

    loop: Loop
    line: Place


def written(effect: Effect) -> At | None:
    """The serializer around an effect that is given many rows, the innermost: no loop stands in the code."""
    loop = next((loop for loop in reversed(effect.loops) if loop.kind == WRITTEN), None)
    if loop is None or (effect.item is not None and effect.item != loop.place):
        loop = next((loop for loop in effect.loops if loop.kind == WRITTEN and loop.place == effect.item), None)
    return At(loop, loop.place) if loop is not None else None


def rounds(backend: Backend, effect: Effect) -> Iterator[Round]:
    """The loops around an effect that it depends on the items of, the innermost first."""
    for loop in reversed(effect.loops):
        line = effect.chain[loop.calls].place if loop.calls < len(effect.chain) else effect.place
        module = backend.project.module(loop.place.path)
        if module is None or loop.kind == WRITTEN or line.path != loop.place.path:
            continue
        node = _loop_at(module, loop)
        inner = effect.chain[loop.calls].name if loop.calls < len(effect.chain) else effect.what
        name = inner.rpartition(".")[2]
        call: Node | None = None
        if node is not None:
            touches = effect.kind == LAZY and effect.item is not None and loop.calls >= len(effect.chain)
            # A property is called by being touched.
            call = (None if touches else call_at(module, node, line, "")) or call_at(module, node, line, name)
        if node is None or call is None:
            continue
        if _PACED.search(module.text(node)) or _in_first_round(module, node, call):
            continue
        names = items_of(module, node)
        if names & set(words(module, call)) or _handed_over(module, node, call):
            yield Round(loop, node, module, line, call, names)


def _loop_at(module: Module, loop: Loop) -> Node | None:
    """The loop, or the call that goes over something, that begins (is named) on a line."""
    row = loop.place.line - 1
    pending = [module.tree.root_node]
    while pending:
        node = pending.pop()
        if node.start_point[0] > row or node.end_point[0] < row:
            continue
        if loop.kind == "each":
            fits = node.type in CALLS and _named_on(node) == row and _goes_over(module, node, loop.over)
        else:
            fits = node.type in _LOOPS and node.start_point[0] == row
        if fits:
            return node
        pending += reversed(node.named_children)
    return None


def _named_on(call: Node) -> int:
    """The line of the name of what a call calls."""
    function = call.child_by_field_name("function") or call.child_by_field_name("constructor") or call
    return int(function.end_point[0] if function is not call else call.start_point[0])


def _goes_over(module: Module, call: Node, over: str) -> bool:
    """Whether a call calls a function for each of what is written like this: ``over.map(f)``, ``each(over, f)``."""
    function = call.child_by_field_name("function")
    if function is None:
        return False
    name = function.child_by_field_name("property") or function.child_by_field_name("attribute") or function
    holder = function.child_by_field_name("object")
    given = call.child_by_field_name("arguments")
    written = [holder, *(given.named_children[:2] if given is not None else ())]
    texts = (" ".join(module.text(item).split())[:80] for item in written if item is not None)
    return module.text(name) in EACH and over in texts


def call_at(module: Module, loop: Node, line: Place, member: str) -> Node | None:
    """The outermost call in a loop whose name is on a line; with a name the ``member`` of that name."""
    row = line.line - 1
    pending = [loop]
    while pending:
        node = pending.pop(0)
        if node.start_point[0] > row or node.end_point[0] < row:
            continue
        if member and node.type in _MEMBERS and node.end_point[0] == row:
            name = node.child_by_field_name("attribute") or node.child_by_field_name("property")
            if module.text(name) == member:
                return node
        elif not member and node is not loop and node.type in CALLS and _named_on(node) == row:
            return node
        pending += node.named_children
    return loop if not member and loop.type in CALLS and _named_on(loop) == row else None


def _handed_over(module: Module, loop: Node, call: Node) -> bool:
    """Whether the loop is a call that hands its items to a function by its name: ``ids.map(load)``."""
    return loop.type in CALLS and call.id == loop.id


def items_of(module: Module, loop: Node) -> frozenset[str]:
    """The variables that hold the item of a loop, or something made of it."""
    return spread(module, loop, set(_targets(module, loop)))


def spread(module: Module, around: Node, names: set[str]) -> frozenset[str]:
    """The variables in a piece of code that hold what some of them hold, or something made of it."""
    names = set(names)
    inside = list(_below(around))
    for _ in range(3):
        before = len(names)
        for node in inside:
            fields = _NAMES.get(node.type)
            if fields is not None and node.id != around.id:
                value = node.child_by_field_name(fields[1]) if fields[1] else node.named_children[0]
                named = node.child_by_field_name(fields[0])
                if value is not None and named is not None and names & set(words(module, value)):
                    names.update(_bound(module, named))
            elif node.type in CALLS and names & set(words(module, node.child_by_field_name("function"))):
                for given in _functions(node):
                    names.update(_parameters(module, given))
            if node.type in CALLS and names & set(words(module, node.child_by_field_name("arguments"))):
                names.update(_holder(module, node))
        if len(names) == before:
            break
    return frozenset(names)


def _holder(module: Module, call: Node) -> Iterator[str]:
    """The variable that a statement calls a method of, which then has what it is given: ``query.where(id)``."""
    above = call.parent
    if above is None or above.type not in {"expression_statement", "await", "await_expression"}:
        return
    node: Node | None = call
    while (
        node is not None and node.type in CALLS
    ):  # of a member that is not called, shop.orders.add(id), is not the shop
        function = node.child_by_field_name("function")
        node = function and (function.child_by_field_name("object") or function.child_by_field_name("operand"))
    if node is not None and node.type in _WORDS and module.text(node) not in {"self", "cls"}:
        yield module.text(node)


def _targets(module: Module, loop: Node) -> Iterator[str]:
    """The names that a loop gives its item."""
    if loop.type in CALLS:
        for given in _functions(loop):
            yield from _parameters(module, given)
        return
    clauses = [child for child in loop.named_children if child.type in {"range_clause", "for_in_clause"}]
    for holder in [loop, *clauses]:
        left = holder.child_by_field_name("left")
        if left is not None:
            yield from _bound(module, left)
    first = loop.child_by_field_name("initializer")
    clause = next((child for child in loop.named_children if child.type == "for_clause"), None)
    if clause is not None:
        first = clause.child_by_field_name("initializer")
    if first is not None:
        for node in (first, *first.named_children):
            fields = _NAMES.get(node.type)
            named = node.child_by_field_name(fields[0]) if fields else None
            if named is not None:
                yield from _bound(module, named)
    for scan in _SCANS.findall(module.text(loop)):  # Go: for rows.Next() { rows.Scan(&order) }
        yield from re.findall(r"&(\w+)", scan)


def _functions(call: Node) -> list[Node]:
    arguments = call.child_by_field_name("arguments")
    return [child for child in (arguments.named_children if arguments is not None else ()) if child.type in FUNCTIONS]


def _parameters(module: Module, function: Node) -> Iterator[str]:
    for name in ("parameters", "parameter"):
        given = function.child_by_field_name(name)
        if given is not None:
            yield from _bound(module, given)


def _bound(module: Module, node: Node) -> Iterator[str]:
    """The names in a target: of ``a, b`` and ``{ a, b: [c] }``, not the ``a`` of ``a.b``."""
    if node.type in _WORDS:
        yield module.text(node)
    elif node.type not in {"attribute", "subscript", "member_expression", "selector_expression", "type_annotation"}:
        for child in node.named_children:
            yield from _bound(module, child)


def words(module: Module, node: Node | None) -> Iterator[str]:
    for child in _below(node) if node is not None else ():
        if child.type in {*_WORDS, "shorthand_property_identifier", "this"}:
            yield module.text(child)


def _below(node: Node) -> Iterator[Node]:
    pending = [node]
    for _ in range(_MAX_NODES):
        if not pending:
            return
        found = pending.pop()
        yield found
        pending += reversed(found.named_children)


def once(found: Round) -> bool:
    """Whether the loop is left after the call: a search that ends with what it has found."""
    if found.node.type not in {"for_statement", "for_in_statement"}:
        return False
    node = found.call
    while node.id != found.node.id:
        if node.type in _LEAVES:
            return True
        above = node.parent
        if above is None or above.type in FUNCTIONS or (above.type in _LOOPS and above.id != found.node.id):
            return False
        if above.type in _BLOCKS:
            last = [child for child in above.named_children if child.type != "comment"][-1:]
            if last and last[0].type in _LEAVES:
                return True
        node = above
    return False


def conditions(found: Round) -> Iterator[str]:
    """The conditions in the loop that the call stands under, as they are written."""
    node: Node | None = found.call
    while node is not None and node.id != found.node.id:
        condition = node.child_by_field_name("condition")
        if condition is not None and node.type in {"if_statement", "elif_clause", "ternary_expression"}:
            yield found.module.text(condition)
        if node.type == "conditional_expression" and len(node.named_children) > 1:
            yield found.module.text(node.named_children[1])
        node = node.parent


def _in_first_round(module: Module, loop: Node, call: Node) -> bool:
    """Whether a call stands under ``if not rate:`` in an arm that gives ``rate`` a value, which it keeps."""
    node: Node | None = call
    while node is not None and node.id != loop.id:
        condition = node.child_by_field_name("condition") if node.type == "if_statement" else None
        missing = _IS_MISSING.match(module.text(condition)) if condition is not None else None
        arm = node.child_by_field_name("consequence")
        if missing is not None and arm is not None and arm.start_byte <= call.start_byte < arm.end_byte:
            name = missing["name"] or missing["none"]
            given = [
                item
                for item in _below(loop)
                if (fields := _NAMES.get(item.type)) is not None
                and (left := item.child_by_field_name(fields[0])) is not None
                and name in set(_bound(module, left))
            ]
            if given and all(arm.start_byte <= item.start_byte < arm.end_byte for item in given):
                return True
        node = node.parent
    return False


def in_steps(found: Round) -> bool:
    """Whether a counting loop takes more than one step at a time: it goes over parts of a list."""
    clause = next((child for child in found.node.named_children if child.type == "for_clause"), found.node)
    change = clause.child_by_field_name("update") or clause.child_by_field_name("increment")
    return change is not None and "+=" in found.module.text(change)


def goes_on_alone(found: Round) -> bool:
    """JavaScript: whether nobody waits for what a loop does: ``ids.map(async (id) => …);``, ``send(id).catch(log);``."""
    if found.module.language != "javascript":
        return False
    if found.loop.kind == "each":
        given = _functions(found.node)
        return _is_statement(found.node) and any(item.type == "async" for each in given for item in each.children)
    node: Node | None = found.call
    while node is not None and node.type in {"call_expression", "member_expression"}:
        node = node.parent
    return (
        node is not None
        and node.type == "expression_statement"
        and re.search(r"\.catch\([^;]*\);?\s*$", found.module.text(node)) is not None
    )


def _is_statement(node: Node) -> bool:
    return node.parent is not None and node.parent.type == "expression_statement"
