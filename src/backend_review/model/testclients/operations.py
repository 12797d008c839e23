"""Which GraphQL operations tests ask for: the fields that the queries in their texts begin with."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from backend_review.index.program import Module
from backend_review.model.routes import FoundRoute, Place

_METHODS = {"query": "QUERY", "mutation": "MUTATION", "subscription": "SUBSCRIPTION"}
# Python's f-strings double the braces.
# ``query Users($first: Int) @live {`` and, in quotes, ``{ users``; then the first field, maybe with an alias.
_OPERATION = re.compile(
    r"\b(?P<kind>query|mutation|subscription)\b\s*\w*\s*(?:\((?:[^(){}`]|\([^()]*\)|\{[^{}]*\})*\)\s*)?(?:@\w+\s*)*\{{1,2}"
    r"|(?P<quote>['\"`])\s*\{{1,2}"
)
_FIELD = re.compile(r"\s*(?:#[^\n]*\s*)*(?:\w+\s*:\s*)?(?P<name>\w+)")
_FIELDS_READ = 6


def operations_tested(modules: Iterable[Module], routes: Sequence[FoundRoute]) -> dict[int, list[Place]]:
    """The places in tests that ask for GraphQL operations, by the routes' indexes.

    Only the root fields of a query count, as far as nothing nested comes before them.
    """
    wanted: dict[tuple[str, str], list[int]] = defaultdict(list)
    for index, found in enumerate(routes):
        if found.route.kind == "graphql":
            wanted[(found.methods[0], found.route.operation.partition(".")[2])].append(index)
    tested: dict[int, list[Place]] = {}
    for module in modules if wanted else ():
        if module.file.role == "test":
            for method, name, line in _asked(module.file.text):
                for index in wanted.get((method, name), ()):
                    tested.setdefault(index, []).append(Place(module.path, line))
    return tested


def _asked(text: str) -> Iterable[tuple[str, str, int]]:
    """(method, field, line) of what queries in a text ask for."""
    for found in _OPERATION.finditer(text):
        method = _METHODS[found["kind"] or "query"]
        position = found.end()
        line = text.count("\n", 0, found.start()) + 1
        for _ in range(_FIELDS_READ):
            field = _FIELD.match(text, position)
            if field is None:
                break
            yield method, field["name"], line
            position = _after(text, field.end())
            if position < 0:
                break


def _after(text: str, position: int) -> int:
    """Where the next field may begin after one: past its arguments and what it asks for below; -1 at the end."""
    limit = min(len(text), position + 5000)
    while position < limit:
        char = text[position]
        if char in "({":
            position = _closing(text, position, limit)
            if position < 0:
                return -1
        elif char == "}" or char in "\"'`;":
            return -1
        elif char.isalpha() or char == "_":
            return position
        else:
            position += 1
    return -1


def _closing(text: str, position: int, limit: int) -> int:
    depth = 0
    while position < limit:
        depth += (text[position] in "({") - (text[position] in ")}")
        position += 1
        if depth == 0:
            return position
    return -1
