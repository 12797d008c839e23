"""JavaScript and TypeScript as the patterns of rules are written: without what types and optional chains add to calls.

The engine takes ``db.query<Row>(text)`` for another thing than ``db.query(text)``, and ``req?.body`` for another than
``req.body``; ``child["exec"](text)`` it does not know, and from ``const { name } = req.body as Input`` it takes nothing
apart. What types add says nothing of what is done, so blanks stand in its place. Nothing moves.
"""

from __future__ import annotations

import re

from backend_review.index.syntax import captured, types_of_awaited, types_of_tags
from backend_review.project.source import SourceFile

_MAY_HAVE = {
    "javascript": re.compile(rb"\?\.|[\"']\s*\]\s*\("),
    "typescript": re.compile(rb"\?\.|[\"']\s*\]\s*\(|[^=]>\s*[(`\w]|\b(?:as|satisfies)\s"),
}
_CHAINS = """
(optional_chain) @chain
(call_expression function: (subscript_expression index: (string) @named))
"""
_TYPES = """
(call_expression "?." @chain)
(call_expression (type_arguments) @given)
(new_expression (type_arguments) @given)
(as_expression . (_) @cast)
(satisfies_expression . (_) @cast)
"""
# ``<Row>value``, which a file with elements of JSX cannot write.
_ASSERTIONS = "(type_assertion (type_arguments) @given)"
_NAME = re.compile(rb"""["'][A-Za-z_$][\w$]*["']""")
_VISIBLE = re.compile(rb"[^\r\n]")


def _added(file: SourceFile) -> str:
    """The query for what types and optional chains add, in words that the grammar of this file knows."""
    if file.language != "typescript":
        return _CHAINS
    return f"{_CHAINS}{_TYPES}" if file.path.endswith(".tsx") else f"{_CHAINS}{_TYPES}{_ASSERTIONS}"


def plain(file: SourceFile) -> bytes | None:
    """The text of a file with blanks for what types and optional chains add; None where it has nothing of the kind."""
    may_have = _MAY_HAVE.get(file.language)
    if may_have is None or not may_have.search(file.data):
        return None
    found = captured(file, _added(file))
    left_out = [(node.start_byte, node.end_byte) for node in found.get("given", ())]
    left_out += [(node.end_byte, node.parent.end_byte) for node in found.get("cast", ()) if node.parent is not None]
    for node in found.get("chain", ()):
        follows = node.next_sibling
        # A name still needs its dot; brackets stand for themselves.
        named = follows is not None and follows.type.endswith("property_identifier")
        left_out.append((node.start_byte, node.end_byte - 1 if named else node.end_byte))
    dotted = []
    for node in found.get("named", ()):
        opening, closing = node.prev_sibling, node.next_sibling
        if opening is not None and closing is not None and _NAME.fullmatch(file.data, node.start_byte, node.end_byte):
            dotted.append(node.start_byte - 1)
            left_out.append((opening.start_byte, node.start_byte + 1))
            left_out.append((node.end_byte - 1, closing.end_byte))
    left_out += [*(tag.span() for tag in types_of_tags(file)), *types_of_awaited(file)]
    if not left_out:
        return None
    text = bytearray(file.data)
    for start, end in left_out:
        text[start:end] = _VISIBLE.sub(b" ", bytes(text[start:end]))
    for place in dotted:
        text[place : place + 2] = b" ."
    return bytes(text)
