"""Whether what is done in a loop, in a function that it calls, depends on the item of the loop."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import msgspec
from tree_sitter import Node

from backend_review.backend import Backend
from backend_review.checks._loops import Round, call_at, spread, words
from backend_review.index.expressions.data import FUNCTIONS
from backend_review.index.program import Module
from backend_review.model.circumstances import Loop
from backend_review.model.effects import Effect
from backend_review.model.routes import Place

_SELF = {"self", "this", "cls"}


def depends_on_item(backend: Backend, effect: Effect, found: Round) -> bool:
    """Whether the item gets from call to call to the effect; where that cannot be told it does."""
    module, call, names = found.module, found.call, set(found.names)
    steps = effect.chain[found.loop.calls :]
    places = [*(step.place for step in steps[1:]), effect.place]
    for index, place in enumerate(places if steps else ()):
        inner = backend.project.module(place.path)
        function = _function_at(inner, place, steps[index].name) if inner is not None else None
        if inner is None or function is None:
            return True
        given = _given(module, call, names, inner, function)
        if given is None:
            return True
        names = set(spread(inner, function, given))
        following = call_at(inner, function, place, "")
        if following is None:
            return True
        module, call = inner, following
        if not names & set(words(inner, call)):
            return False
    return True


def depends_on_written(backend: Backend, effect: Effect, loop: Loop) -> Round | None:
    """The serializer's method, or the property of a row, that does something which depends on the row it is given."""
    steps = effect.chain[loop.calls :]
    places = [*(step.place for step in steps[1:]), effect.place]
    for index, place in enumerate(places):
        module = backend.project.module(place.path)
        function = _function_at(module, place, steps[index].name) if module is not None else None
        if module is None or function is None:
            continue  # a serializer calls its field
        taken = {name for name in _parameters(module, function) if name not in {"", *_SELF}}
        names = frozenset(spread(module, function, taken or set(_SELF)))
        call = call_at(module, function, place, "")
        if call is None or not names & set(words(module, call)):
            return None
        inner = replace(effect, chain=effect.chain[loop.calls + index + 1 :])
        found = Round(msgspec.structs.replace(loop, calls=0), function, module, place, call, names)
        return found if depends_on_item(backend, inner, found) else None
    return None


def _function_at(module: Module, place: Place, name: str) -> Node | None:
    """The function of a name that a line is in."""
    text = module.file.line(place.line)
    column = len(text) - len(text.lstrip())
    node = module.tree.root_node.descendant_for_point_range((place.line - 1, column), (place.line - 1, column))
    while node is not None:
        if node.type in FUNCTIONS:
            named = node.child_by_field_name("name")
            if named is not None and module.text(named) == name.rpartition(".")[2]:
                return node
        node = node.parent
    return None


def _given(module: Module, call: Node, names: set[str], inner: Module, function: Node) -> set[str] | None:
    """The parameters of a function that a call gives what the names hold; None when it cannot be told which."""
    target = call.child_by_field_name("function")
    arguments = call.child_by_field_name("arguments")
    if arguments is None or target is None or arguments.type == "generator_expression":
        return None
    found: set[str] = set()
    if names & set(words(module, target)):
        receiver = function.child_by_field_name("receiver")
        found |= _SELF | (set(words(inner, receiver)) if receiver is not None else set())
    parameters = [name for name in _parameters(inner, function) if name not in _SELF]
    position = 0
    for item in arguments.named_children:
        if item.type == "comment":
            continue
        touched = bool(names & set(words(module, item)))
        if item.type == "keyword_argument":
            if touched:
                found.add(module.text(item.child_by_field_name("name")))
            continue
        if touched and (item.type in {"spread_element", "list_splat", "dictionary_splat"} or item.type in FUNCTIONS):
            return None
        if touched:
            if position >= len(parameters) or not parameters[position]:
                return None
            found.add(parameters[position])
        position += 1
    return found


def _parameters(module: Module, function: Node) -> Iterator[str]:
    """The names of parameters in their order; "" for one that is taken apart."""
    holder = function.child_by_field_name("parameters")
    if holder is None:
        single = function.child_by_field_name("parameter")
        yield from [module.text(single)] if single is not None else []
        return
    for item in holder.named_children:
        if item.type == "comment":
            continue
        named = [child for child in item.children_by_field_name("name") if child.type == "identifier"]
        if named:  # Go: a, b int
            yield from map(module.text, named)
            continue
        node: Node | None = item.child_by_field_name("pattern") or item.child_by_field_name("name") or item
        if node is not None and node.type == "assignment_pattern":
            node = node.child_by_field_name("left")
        if node is not None and node.type == "typed_parameter":
            node = node.named_children[0]
        yield module.text(node) if node is not None and node.type == "identifier" else ""
