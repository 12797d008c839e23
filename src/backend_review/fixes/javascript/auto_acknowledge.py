"""Messages are acknowledged once they are done: ``noAck`` goes, ``ack`` comes last in the consumer's function."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backend_review.fixes.javascript._edits import Code, arguments, is_async
from backend_review.fixes.javascript._options import with_keys
from backend_review.fixes.proposal import Proposal, Replacement, Site
from backend_review.index.expressions.data import FUNCTIONS
from backend_review.index.syntax import named, walk

if TYPE_CHECKING:
    from tree_sitter import Node

_BEHIND = (
    "a message whose function fails stays with the broker and is given out again when the channel closes: "
    "see that it may be done twice, and set a limit (`prefetch`)"
)


def fix(site: Site) -> Proposal | None:
    """Acknowledge at the end of the function that the consumer at the finding is given."""
    code = Code(site)
    for call in code.around("consume") if code.whole else ():
        given = arguments(call)
        options = code.object_behind(given[2]) if len(given) > 2 else None
        channel = code.receiver(call)
        if options is None or channel is None or channel.type not in {"identifier", "member_expression"}:
            return None
        flag = with_keys(code, options, noAck="false")
        done = _acknowledged(code, given[1], f"{code.text(channel)}.ack")
        if flag is None or done is None:
            return None
        return Proposal("acknowledge the message once it is done", False, (*flag, *done), _BEHIND)
    return None


def _acknowledged(code: Code, function: Node, ack: str) -> list[Replacement] | None:
    body = function.child_by_field_name("body")
    parameters = function.child_by_field_name("parameters") or function.child_by_field_name("parameter")
    names = [parameters] if parameters is not None and parameters.type == "identifier" else named(parameters)
    if function.type not in FUNCTIONS or body is None or len(names) != 1:
        return None
    name = code.text(names[0].child_by_field_name("pattern") or names[0])
    if not name.isidentifier():
        return None
    if body.type != "statement_block":
        wait = "await " if body.type != "await_expression" else ""
        marked = [] if is_async(function) else [code.inserted(function.start_byte, "async ")]
        if function.type != "arrow_function":
            return None
        return [
            *marked,
            code.inserted(body.start_byte, f"{{ {wait}"),
            code.inserted(body.end_byte, f"; {ack}({name}) }}"),
        ]
    statements = [node for node in named(body) if node.type != "comment"]
    if not statements or any(node.type in {"return_statement", "throw_statement"} for node in walk(body)):
        return None  # ways out on which it would not be acknowledged
    last = statements[-1]
    if last.start_point[0] == body.start_point[0]:
        return None
    ended = ";" if code.text(last).endswith(";") else ""
    line = f"{code.newline}{code.indent(last)}{ack}({name}){ended}"
    end = code.data.find(b"\n", last.end_byte)
    return [code.inserted(end - (code.data[end - 1 : end] == b"\r"), line)] if end > 0 else None
