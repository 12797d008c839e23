"""A loop that waits for one item after the other, though none needs what another gives."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tree_sitter import Node

from backend_review.checks._calls import match_at, short
from backend_review.checks._syntax import find_all, parse, text_of
from backend_review.finding import Match
from backend_review.project.frontend import is_frontend
from backend_review.project.source import SourceFile

LANGUAGES = frozenset({"python", "javascript", "typescript"})

_RULE = "sequential-await"
_FUNCTIONS = {
    "function_definition",
    "lambda",
    "arrow_function",
    "function_expression",
    "function_declaration",
    "method_definition",
}
_LOOPS = {"python": "(for_statement) @x", "javascript": "(for_in_statement) @x"}
_AWAITS = {"await", "await_expression"}
_LEAVES = {"return_statement", "break_statement", "raise_statement", "throw_statement", "yield", "yield_expression"}
_NAMES = {"identifier", "shorthand_property_identifier"}
# One after the other is what is wanted: waits, limits, what is tried again.
_PACED = re.compile(
    r"(?i)sleep|delay|\bwait\w*\(|setTimeout|throttl|limiter|rate_?limit|semaphore|mutex|\block|backoff|retry|no-await-in-loop"
)
# What does one thing at a time: connections, transactions, streams, browsers, what is edited in place.
_ONE_AT_A_TIME = re.compile(
    r"(?i)^(?:\w*(?:tx|trx|transaction|conn|connection|session|cursor|query_?runner|manager|unit_?of_?work|uow|pipeline|pipe|stream|writer|reader|"
    r"response|reply|socket|websocket|browser|page|channel|db|database|migration|lock)|res|ws|c|ctx|client)$"
)
_IN_PARTS = re.compile(
    r"(?i)chunk|batch|partition|\bpages?\b|slice|migrations?\b|steps?\b|middlewares?\b|hooks?\b|plugins?\b|stages?\b|phases?\b"
)
_HTTP_SESSION = re.compile(r"\b(?:aiohttp|httpx)\b")
_STORE = re.compile(r"(?i)\bsqlalchemy\b|\bsqlmodel\b|async_?session|asyncpg|motor|beanie|tortoise")
# What changes something: in which order, and what is left of it when one fails, may matter.
_CHANGES = re.compile(
    r"(?i)^_?(?:create|insert|update|upsert|delete|remove|destroy|save|add|set|put|write|commit|subscribe|start|stop|init|run|exec|apply|migrate|seed|sync|"
    r"react|handle|process|register|install|upgrade|restore|reset|move|copy|rename|freeze|clear|clean|drop|find_?or_?create)"
)
_VERBS = {"get", "post", "put", "patch", "delete", "head", "request", "fetch"}


def find(file: SourceFile) -> Iterator[Match]:
    """A match for each loop, at the first thing in it that is waited for."""
    if b"await" not in file.data or is_frontend(file):
        return
    language = "python" if file.language == "python" else "javascript"
    for loop in find_all(file, parse(file), _LOOPS[language]):
        body, over = loop.child_by_field_name("body"), loop.child_by_field_name("right")
        names = {text_of(item) for item in _identifiers(loop.child_by_field_name("left"))}
        if (
            body is None
            or over is None
            or not names
            or any(child.type in {"async", "await"} for child in loop.children)
        ):
            continue
        if _is_key_loop(loop) or _IN_PARTS.search(text_of(over)) or _PACED.search(_written(file, loop)):
            continue
        awaited = [item for item in _below(body) if item.type in _AWAITS]
        first = awaited[0] if awaited else None
        if (
            first is None
            or any(item.type in _LEAVES for item in _below(body))
            or not _independent(file, body, awaited, names)
        ):
            continue
        call = first.named_children[0] if first.named_children else first
        shown, whole = short(text_of(call)), short(text_of(over), 40)
        instead = (
            f"Start them together: `await asyncio.gather(*(... for ... in {whole}))`, with a semaphore where the list may be long."
            if language == "python"
            else f"Start them together: `await Promise.all({whole}.map(...))`, with p-limit where the list may be long."
        )
        yield match_at(
            _RULE,
            file,
            first,
            f"`{shown}` is waited for once for each of `{whole}`, one after the other, though no round needs what another gives: the whole "
            f"takes as long as all of them put together. {instead}",
        )


def _is_key_loop(loop: Node) -> bool:
    """JavaScript: ``for (key in object)``, whose keys are few."""
    return any(child.type == "in" for child in loop.children) and loop.type == "for_in_statement"


def _written(file: SourceFile, loop: Node) -> str:
    """A loop with the line above it, where a linter may be told that it is meant."""
    return file.line(int(loop.start_point[0])) + "\n" + text_of(loop) if loop.start_point[0] else text_of(loop)


def _independent(file: SourceFile, body: Node, awaited: list[Node], names: set[str]) -> bool:
    """Whether the rounds could be run side by side: each waits for something of its own item, and none hands on to the next."""
    own = _made_in(body) | names
    changed = {name for name in _changed_in(body) if name not in own}
    uses_item = False
    for item in awaited:
        call = item.named_children[0] if item.named_children else None
        if call is None or call.type not in {"call", "call_expression"} or not _may_run_beside(file, call):
            return False
        if text_of(call.child_by_field_name("function")) in names:  # for step in steps: await step()
            return False
        words = {text_of(found) for found in _identifiers(call)}
        if words & changed:
            return False
        uses_item = uses_item or bool(words & own)
    return uses_item


def _may_run_beside(file: SourceFile, call: Node) -> bool:
    """Whether a call may be made while others of its kind are under way."""
    function = call.child_by_field_name("function")
    holder = (
        (function.child_by_field_name("object") or function.child_by_field_name("value"))
        if function is not None
        else None
    )
    given = call.child_by_field_name("arguments")
    handed = [
        text_of(item.child_by_field_name("value") or item)
        for item in (given.named_children if given is not None else ())
        if item.type in {"identifier", "keyword_argument"}
    ]
    if any(_ONE_AT_A_TIME.search(name) for name in handed):
        return False
    method = text_of(function).rpartition(".")[2]
    owner = re.split(r"\.|\(", text_of(holder).removesuffix("()"))[-1] if holder is not None else ""
    http = method in _VERBS and _HTTP_SESSION.search(file.text) is not None and _STORE.search(file.text) is None
    return http or not (_CHANGES.search(method) or _ONE_AT_A_TIME.search(owner))


def _made_in(body: Node) -> set[str]:
    """The variables that belong to one round: declared in it, or in Python given a value before they are used."""
    made: set[str] = set()
    for node in _below(body):
        if node.type == "variable_declarator":
            made |= {text_of(item) for item in _identifiers(node.child_by_field_name("name"))}
        elif node.type == "assignment":
            names = {
                text_of(item)
                for item in _identifiers(node.child_by_field_name("left"))
                if item.parent is not None and item.parent.type != "attribute"
            }
            used = {text_of(item) for item in _identifiers(node.child_by_field_name("right"))}
            made |= names - used
        elif node.type == "as_pattern_target":
            made |= {text_of(item) for item in _identifiers(node)}
    return made


def _changed_in(body: Node) -> Iterator[str]:
    """The variables that a round gives another value."""
    for node in _below(body):
        if node.type in {
            "assignment",
            "assignment_expression",
            "augmented_assignment",
            "augmented_assignment_expression",
        }:
            left = node.child_by_field_name("left")
            while left is not None and left.type in {
                "attribute",
                "member_expression",
                "subscript",
                "subscript_expression",
            }:
                left = left.child_by_field_name("object") or left.child_by_field_name("value")
            if left is not None:
                yield from (text_of(item) for item in _identifiers(left))
        elif node.type == "update_expression":
            yield from (text_of(item) for item in _identifiers(node))


def _identifiers(node: Node | None) -> Iterator[Node]:
    for found in _below(node) if node is not None else ():
        if found.type in {*_NAMES, "shorthand_property_identifier_pattern"}:
            yield found


def _below(node: Node) -> Iterator[Node]:
    """The nodes of a piece of code in their order, without those of functions in it."""
    pending = [node]
    while pending:
        found = pending.pop()
        yield found
        if found.type not in _FUNCTIONS:
            pending += reversed(found.named_children)
