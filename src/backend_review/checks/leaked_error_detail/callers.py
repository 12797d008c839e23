"""Who calls the function that an error leaves: where all of them catch it, its text is not what is answered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from tree_sitter import Node

from backend_review.checks._syntax import enclosing, find_all, parse, text_of
from backend_review.checks._values import FUNCTIONS, arguments_of
from backend_review.index.project import Project
from backend_review.project.source import SourceFile

_MOST_FILES = 40
_MOST_CALLS = 60
_DEEPEST = 3
_NAMES = {
    "python": "[(identifier)] @x",
    "javascript": "[(identifier) (property_identifier)] @x",
    "typescript": "[(identifier) (property_identifier)] @x",
}
_THROWS = {"throw_statement", "raise_statement"}
_CALLS = {"call", "call_expression"}
_DOTTED = {"attribute", "member_expression"}
# Where a name is only declared or brought in.
_DECLARES = FUNCTIONS | {
    "method_signature", "abstract_method_signature", "function_signature", "import_specifier", "export_specifier",
    "import_from_statement", "dotted_name",
}  # fmt: skip
# What a catch of Python must be of, to catch whatever is raised: https://docs.python.org/3/library/exceptions.html
_ANYTHING = re.compile(r"^except\s*:|^except\s*\(?[^:]*\b(?:Base)?Exception\b")


def is_caught(file: SourceFile, node: Node, project: Project) -> bool:
    """Whether an error that is thrown here is caught by all that call the function, and goes no further there."""
    if file.language not in _NAMES:
        return False
    throw = node if node.type in _THROWS else enclosing(node, _THROWS)
    function = enclosing(node, FUNCTIONS)
    return throw is not None and function is not None and _caught_outside(function, file, project, 0)


def _caught_outside(function: Node, file: SourceFile, project: Project, depth: int) -> bool:
    name = text_of(function.child_by_field_name("name"))
    if depth > _DEEPEST or len(name) < 4 or _is_decorated(function):
        return False
    calls = list(_uses(name, file, project))
    known = [call for call in calls if call is not None]
    if len(known) != len(calls) or len(known) > _MOST_CALLS:
        return False
    if not any(_is_of(function, file, user, call) for user, call in known):
        return False  # others have something of that name
    return all(_is_caught_here(call, user, project, depth) for user, call in known)


def _is_of(function: Node, file: SourceFile, user: SourceFile, call: Node) -> bool:
    """Whether a call may well be of this function: its file speaks of the class, or of the module that it is in."""
    called = text_of(call.child_by_field_name("function"))
    if user is file:
        return re.match(r"(?:(?:this|self|cls)\.)?\w+$", called) is not None
    owner = enclosing(function, {"class_definition", "class_declaration"})
    word = text_of(owner.child_by_field_name("name")) if owner is not None else PurePosixPath(file.path).stem
    return bool(word) and re.search(rf"\b{re.escape(word)}\b", user.text) is not None


def _is_decorated(function: Node) -> bool:
    """Whether somebody else may call a function: a framework that it is registered with by a decorator."""
    before = function.prev_named_sibling
    while before is not None and before.type == "comment":
        before = before.prev_named_sibling
    holder = function.parent
    return (holder is not None and holder.type == "decorated_definition") or (
        before is not None and before.type == "decorator"
    )


def _uses(name: str, file: SourceFile, project: Project) -> Iterator[tuple[SourceFile, Node] | None]:
    """The calls of what has a name in the project's own code; None for a use that is no call."""
    word = re.compile(rf"\b{re.escape(name)}\b")
    kinds = {"python"} if file.language == "python" else {"javascript", "typescript"}
    users = [
        user
        for _, user in sorted(project.files.items())
        if user.language in kinds and user.role not in {"test", "fixture"}
    ]
    users = [user for user in users if word.search(user.text)]
    if len(users) > _MOST_FILES:
        yield None
        return
    for user in users:
        for found in find_all(user, parse(user), _NAMES[user.language]):
            if text_of(found) == name:
                yield from _use(found, user)


def _use(found: Node, user: SourceFile) -> Iterator[tuple[SourceFile, Node] | None]:
    holder = found.parent
    if holder is None or holder.type in _DECLARES:
        return
    called = holder if holder.type in _DOTTED else found
    outer = called.parent
    if outer is not None and outer.type in _CALLS and outer.child_by_field_name("function") == called:
        yield user, outer
    else:
        yield None


def _is_caught_here(call: Node, file: SourceFile, project: Project, depth: int) -> bool:
    chained = _chained(call)
    if chained is not None:
        return chained
    waits = file.language == "python" or (call.parent is not None and call.parent.type == "await_expression")
    current = call
    while current.parent is not None and current.parent.type not in FUNCTIONS:
        parent = current.parent
        if waits and parent.type == "try_statement" and current == parent.child_by_field_name("body"):
            handlers = [child for child in parent.named_children if child.type in {"catch_clause", "except_clause"}]
            if handlers:
                return _ends_in(handlers)
        current = parent
    function = current.parent
    return function is not None and waits and _caught_outside(function, file, project, depth + 1)


def _chained(call: Node) -> bool | None:
    """Whether ``.catch(…)`` of a promise keeps its error; None where there is none."""
    dotted = call.parent
    outer = dotted.parent if dotted is not None and dotted.type == "member_expression" else None
    if dotted is None or outer is None or text_of(dotted.child_by_field_name("property")) != "catch":
        return None
    given = arguments_of(outer)
    if len(given) != 1 or given[0].type not in {"arrow_function", "function_expression"}:
        return False
    single = given[0].child_by_field_name("parameter") or given[0].child_by_field_name("parameters")
    names = set(re.findall(r"\w+", text_of(single).partition(":")[0]))
    return not _goes_on(given[0], names)


def _ends_in(handlers: list[Node]) -> bool:
    """Whether the error is held by the clauses that catch it: none throws it on."""
    if handlers[0].type == "except_clause" and not any(_ANYTHING.match(text_of(handler)) for handler in handlers):
        return False
    for handler in handlers:
        bound = text_of(handler.child_by_field_name("parameter"))
        if handler.type == "except_clause":
            named = re.match(r"except[^:]*\bas\s+(\w+)", text_of(handler))
            bound = named[1] if named else ""
        if _goes_on(handler, {bound} - {""}):
            return False
    return True


def _goes_on(handler: Node, names: set[str]) -> bool:
    """Whether the error itself is thrown, returned, or given to who answers: ``throw error``, ``next(error)``."""
    pending = [handler]
    while pending:
        node = pending.pop()
        if node.type in {*_THROWS, "return_statement"}:
            thrown = node.named_children[0] if node.named_children else None
            if (thrown is None and node.type == "raise_statement") or (text_of(thrown) in names):
                return True
        if node.type in _CALLS and re.fullmatch(
            r"next|reject|done|callback|cb|Promise\.reject", text_of(node.child_by_field_name("function"))
        ):
            return True
        pending.extend(node.named_children)
    return False
