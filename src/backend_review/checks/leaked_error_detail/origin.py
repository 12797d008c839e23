"""Go: which call gave an error, and whether its text can say more than the client knows."""

from __future__ import annotations

import re

from tree_sitter import Node

from backend_review.checks._syntax import enclosing, text_of
from backend_review.checks._values import arguments_of

OF_THE_REQUEST = "of the request"  # the class of such an error
_MOST = 60
# ``code, userErr := errs.ForUser(err)``: one error is made of another for those who are to see it.
_FOR_THE_CLIENT = "(for the client)"
_WRITING = "(writing the answer)"
_WRITES = re.compile(r"(?i)(?:write|render|encode|respond|send)")
_ERROR = re.compile(r"(?:err|\w+Err)\d?")
_WRAPS = re.compile(r"^fmt\.|[eE]rrors\.|xerrors|multierr|\.(?:Wrap|Join|With)\w*$")
_FUNCTIONS = {"function_declaration", "method_declaration", "func_literal"}
_GIVES = frozenset({"short_var_declaration", "assignment_statement"})
# What reads the request or a text of it, and what writes an answer: such an error speaks of what the client sent, of
# the connection to it, or of a Go type or template.
_READS = re.compile(
    r"(?:^|\.)(?:json|xml|yaml|sonic|jsoniter|protojson)\.(?:Marshal\w*|Unmarshal\w*)$|NewEncoder\(.*\.Encode$|NewDecoder\(.*\.Decode$|"
    r"^strconv\.\w+$|^url\.(?:Parse\w*|QueryUnescape|PathUnescape)$|^uuid\.(?:Parse|FromString|FromBytes)$|^time\.Parse\w*$|"
    r"^(?:io|ioutil)\.ReadAll$|^(?:base64|hex)\..*\.?Decode\w*$|^mail\.ParseAddress$|"
    r"\.(?:ParseForm|ParseMultipartForm|FormFile|MultipartForm|MultipartReader|GetRawData|(?:Should|Must)?Bind\w*|BodyParser|QueryParser|ParamsParser|"
    r"ParamsInt|ShouldBind\w*|Execute(?:Template)?|Write(?:String)?)$|^io\.Copy$"
)


def origin_of(node: Node) -> str:
    """The class of an error by the call that gave it last: of the request, or any ("")."""
    call = _given_by(node)
    known = call is not None and (
        call in {_FOR_THE_CLIENT, _WRITING} or _READS.search(re.sub(r"\s+", "", call)) is not None
    )
    return OF_THE_REQUEST if known else ""


def _given_by(node: Node) -> str | None:
    """The function whose call a variable holds the error of, as it is written; None where it is not seen."""
    name = text_of(node)
    current = node
    for _ in range(_MOST):
        parent = current.parent
        if parent is None or current.type in _FUNCTIONS:
            return None
        places = [parent.child_by_field_name("initializer")] if parent.type == "if_statement" else []
        previous = current.prev_named_sibling
        for _ in range(_MOST):
            if previous is None:
                break
            places.append(previous)
            previous = previous.prev_named_sibling
        for place in places:
            found = _called(place, name) if place is not None else None
            if found is not None:
                return found
        current = parent
    return None


def _called(place: Node, name: str) -> str | None:
    """The function that a statement calls to give a variable; "" when it gives it something else."""
    if place.type not in _GIVES:
        return None
    left, right = place.child_by_field_name("left"), place.child_by_field_name("right")
    if left is None or right is None or name not in {text_of(item) for item in left.named_children}:
        return None
    value = right.named_children[-1] if right.named_children else right
    if value.type != "call_expression":
        return ""
    function = text_of(value.child_by_field_name("function"))
    made_of = {text_of(item) for item in arguments_of(value)}
    if any(_ERROR.fullmatch(item) for item in made_of) and not _WRAPS.search(function):
        return _FOR_THE_CLIENT
    return _WRITING if _only_writes(place, function, made_of) else function


def _only_writes(call: Node, function: str, given: set[str]) -> bool:
    """Whether a call puts something into the very answer, so that who would read of its failure does not get it any more.

    An encoder of the answer (``enc := json.NewEncoder(w)``), or a function called so that gets the writer and not the
    request.
    """
    owner, _, name = function.rpartition(".")
    around = enclosing(call, _FUNCTIONS)
    while around is not None:
        if name == "Encode" and re.search(rf"\b{re.escape(owner)}\s*:?=\s*\w+\.NewEncoder\(", text_of(around)):
            return True
        head = text_of(around.child_by_field_name("parameters"))
        writers = set(re.findall(r"(\w+)\s+http\.ResponseWriter\b", head))
        asked = set(re.findall(r"(\w+)\s+\*http\.Request\b", head))
        if writers & given and _WRITES.match(name):
            return not asked & given
        around = enclosing(around, _FUNCTIONS)
    return False
