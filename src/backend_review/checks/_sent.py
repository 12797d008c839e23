"""Whether the key of a map is what a request sends, followed back over the calls that lead from the request to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from tree_sitter import Node

from backend_review.backend import Backend
from backend_review.checks._syntax import text_of
from backend_review.finding import TraceStep
from backend_review.index.expressions.data import FUNCTIONS
from backend_review.index.program import Module
from backend_review.index.syntax import walk
from backend_review.model.served import Served, calls_of

_CALLS = {"call", "call_expression", "new_expression"}
_STEP = re.compile(r"^calls (?:.*\.)?(\w+)$")
_ASSIGNED = {
    "assignment": ("left", "right"),
    "short_var_declaration": ("left", "right"),
    "variable_declarator": ("name", "value"),
    "assignment_statement": ("left", "right"),
    "assignment_expression": ("left", "right"),
    "for_statement": ("left", "right"),
    "for_in_statement": ("left", "right"),
    "range_clause": ("left", "right"),
}
# What is set once, wherever it is read: there are as many of it as somebody wrote down.
_SETTINGS = re.compile(r"^(?:settings|config|conf|cfg|env|process|environ|os|constants|consts|[A-Z]\w*)$")
# A number or name of one of the things that are stored: as many as there are of them.
_OF_OBJECT = re.compile(r"^(\w+(?:\.\w+)*)\.(?:[a-z]*_?[iI][dD]|ID|pk|uuid|[gG]et_?I[dD]|[nN]ame|[gG]roup)(?:\(\))?$")
_SENT = re.compile(
    r"(?i)\b(?:req|request|params?|body|query|args|form|headers?|dto|input|payload|data|c|ctx|r|event|message|msg)\b"
)
_REQUESTS = {"request", "req", "session"}
_MOST = 8


def is_sent(backend: Backend, key: Node, reached: Served) -> bool:
    """Whether a key varies with what callers send, and not with settings or with what is stored."""
    return is_given(backend, text_of(key), reached)


def is_given(backend: Backend, written: str, reached: Served) -> bool:
    """The same of an expression of a function that requests run, as it is written there: of a parameter, its name."""
    texts, function, module = [written], _function(reached.function.node), reached.function.module
    for step in reversed([step for step in reached.way if _STEP.match(step.message)][-_MOST:]):
        texts = list(_resolved(function, texts))
        if function is None or any(_of_object(text) for text in texts):
            return False
        named = _STEP.match(step.message)
        caller = backend.project.module(step.path)
        call = _call_at(caller, step.line, named.group(1) if named is not None else "") if caller is not None else None
        if caller is None or call is None:
            return True
        given = _given(module, function, call, _words(texts))
        if not given:  # of the program's own making, unless it looks at the request itself
            return bool(_words(texts) & _REQUESTS)
        texts, module, function = given, caller, _function(call)
    texts = list(_resolved(function, texts))
    return not any(_of_object(text) for text in texts) and _unknown(texts)


def ways_to(backend: Backend, reached: Served) -> Iterator[Served]:
    """All ways of requests to a function: by each function that requests run and that calls it, the shortest first."""
    yield reached
    name = reached.function.name
    for item in backend.served:
        module = item.function.module
        if name not in module.text(item.function.node):
            continue
        for function, place in calls_of(backend.effects, item.function):
            step = TraceStep(place.path, place.line, 1, f"calls {name}")
            if function.node.id == reached.function.node.id and step not in reached.way:
                yield replace(item, function=reached.function, way=(*item.way, step), depth=item.depth + 1)


def _unknown(texts: list[str]) -> bool:
    return any(not _SETTINGS.match(word) for word in _words(texts))


def _of_object(text: str) -> bool:
    found = _OF_OBJECT.match(text)
    return found is not None and _SENT.search(found.group(1)) is None


def _words(texts: list[str]) -> set[str]:
    """The names that expressions begin with, without those of attributes, of texts and of what is called."""
    found: set[str] = set()
    for text in texts:
        plain = re.sub(r"\"[^\"]*\"|'[^']*'", "", text)
        found |= set(re.findall(r"(?<![\w.])([A-Za-z_]\w*)\b(?!\s*[(=])", plain)) - {
            "None",
            "nil",
            "null",
            "new",
            "await",
            "true",
            "false",
        }
    return found


def _resolved(function: Node | None, texts: list[str]) -> Iterator[str]:
    """Expressions, with the variables of the function replaced by what they are given (one after the other)."""
    given: dict[str, str] = {}
    for node in walk(function) if function is not None else ():
        names = _ASSIGNED.get(node.type)
        target = node.child_by_field_name(names[0]) if names else None
        value = node.child_by_field_name(names[1]) if names else None
        if target is not None and value is not None:
            for name in walk(target):
                if name.type in {"identifier", "shorthand_property_identifier_pattern"}:
                    given.setdefault(text_of(name), text_of(value))
    for text in texts:
        current = text
        seen: set[str] = set()
        while current in given and current not in seen and len(seen) < _MOST:
            seen.add(current)
            current = given[current]
        yield current
        for word in sorted(_words([current]) & set(given)) if current != text else ():
            yield given[word]


def _call_at(module: Module, line: int, name: str) -> Node | None:
    """The call of a function by its last name on a line."""
    for node in walk(module.tree.root_node):
        if node.type in _CALLS and int(node.start_point[0]) + 1 == line:
            called = text_of(node.child_by_field_name("function") or node.child_by_field_name("constructor"))
            if re.search(rf"\b{re.escape(name)}$", called):
                return node
    return None


def _given(module: Module, function: Node, call: Node, words: set[str]) -> list[str]:
    """What a call gives the parameters of a function that are among the words."""
    listed = call.child_by_field_name("arguments")
    arguments = [item for item in listed.named_children if item.type != "comment"] if listed is not None else []
    plain = [text_of(item) for item in arguments if item.type != "keyword_argument"]
    keyed = {
        text_of(item.child_by_field_name("name")): text_of(item.child_by_field_name("value"))
        for item in arguments
        if item.type == "keyword_argument"
    }
    names = [item.name for item in module.parameters_of(function) if item.name not in {"self", "cls"}]
    found = []
    for index, name in enumerate(names):
        if name in words:
            value = keyed.get(name, plain[index] if index < len(plain) else "")
            if value:
                found.append(value)
    return found


def _function(node: Node | None) -> Node | None:
    """The function around a node that has a name: closures within it see its variables."""
    while node is not None and node.type not in FUNCTIONS:
        node = node.parent
    return node
