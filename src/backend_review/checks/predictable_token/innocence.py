"""Guesses that give nothing away: a part beside drawn numbers, a length, how long something took, data for demonstrations."""

from __future__ import annotations

import re

import tree_sitter

from backend_review.checks._trees import CALLS, FUNCTIONS, arguments, called, enclosing_function, last_name, snake, text
from backend_review.project.source import SourceFile

# Drawn by a generator nobody can follow, or by a function of the program's own that says so.
_DRAWN = re.compile(
    r"(?i)\b(?:secrets|crypto|os)\.\w*(?:token|random|urandom|bytes|uuid)\w*\(|(?<![.\w])(?:random|rand|nanoid|uuid|cuid)\w*\(|"
    r"\.rand(?:om)?(?:id|string|bytes|chars|hex)\w*\(|\buuid4\(|\burandom\(|\brandomUUID\("
)
# When something was renewed last.
_LAST = re.compile(r"(?:^|_)(?:last|next)_\w+$|_refresh$")
_BUILDS = re.compile(r"\$\{|Sprintf?\(|\.format\(|\bf[\"']|\bjoin\(|[\"'`]\s*\+|\+\s*[\"'`]")
_BLOCKS = frozenset({"block", "statement_block", "module", "program", "source_file", "statement_list"})
_LENGTH = re.compile(r"(?i)^(?:\w+_)?(?:length|len|size|count|n)$")
_PADS = re.compile(r"(?i)^(?:repeat|pad_?start|pad_?end|padding|zfill|ljust|rjust)$")
_MADE_UP = re.compile(r"(?i)(?:^|/)(?:mock_?-?data|mocks?|fakes?|demo_?-?data|seeds?)/")
# Where a nonce is only asked to be a new one: the other side checks a signature over it.
_ASKS = re.compile(
    r"\b(?:requests|httpx|axios|http)\.(?:get|post|put|request|Get|Post|PostForm|NewRequest\w*)\(|\b(?:fetch|axios|got|urlopen)\("
)


# A hash over a time and a secret of the program's own: a signature, which the time is sent beside.
_SIGNS = re.compile(r"(?i)hmac|\bhashlib\.\w+\(|createHash\(|\b(?:sha\d+|md5)\w*[.(]|\bsign\w*\(")
_OWN_SECRET = re.compile(
    r"\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*_(?:SECRET|PASSWORD|PASSWD|PWD|KEY|TOKEN)(?:_\w+)?\b|"
    r"(?i:\b\w*(?:app|client|api|shared|webhook|signing|hmac|private|account)_?(?:secret|password|key)\b|\bsecret\b|secret_?key\b)"
)


def is_innocent(call: tree_sitter.Node, kind: str, name: str, file: SourceFile) -> bool:
    """Whether knowing what a call brings does not help to guess ``name``."""
    if _MADE_UP.search(file.path) or _is_length(call):
        return True
    if kind != "time":
        return False
    function = enclosing_function(call)
    around = text(function) if function is not None else ""
    if "nonce" in name.lower() and _ASKS.search(around):
        return True
    if _LAST.search(snake(name)) is not None or _is_difference(call):
        return True
    said = _statement(call)
    return bool(said) and (_has_drawn_part(call, said, around) or _is_signed(said, around))


def _statement(call: tree_sitter.Node) -> str:
    """The text of the statement that a call is part of; "" for none."""
    statement: tree_sitter.Node = call
    while statement.parent is not None and statement.parent.type not in _BLOCKS:
        statement = statement.parent
    return "" if statement.type in FUNCTIONS else text(statement)


def _is_signed(said: str, around: str) -> bool:
    """Whether the time is hashed together with a secret of the program's own, which nobody else can work out."""
    variable = re.match(r"(?:const\s+|let\s+|var\s+)?(\w+)\s*:?=(?!=)", said)
    lines = around.split("\n")
    uses = [said]
    if variable is not None:
        uses += [line for line in lines if re.search(rf"\b{variable[1]}\b", line) and line.strip() not in said]
    for use in (line for line in uses if _SIGNS.search(line)):
        names = set(re.findall(r"\b[A-Za-z_]\w*\b", use))
        made = [
            line
            for line in lines
            if (own := re.match(r"\s*(?:const\s+|let\s+|var\s+)?(\w+)\s*:?=", line)) and own[1] in names
        ]
        if any(_OWN_SECRET.search(line.partition("=")[2]) for line in (*made, f"={use.partition('=')[2] or use}")):
            return True
    return False


def _has_drawn_part(call: tree_sitter.Node, said: str, around: str) -> bool:
    """Whether a drawn part stands beside the time: in the same statement, or where its variable is put into a text."""
    if _DRAWN.search(said.replace(text(call), "")):
        return True
    variable = re.match(r"(?:const\s+|let\s+|var\s+)?(\w+)\s*:?=(?!=)", said)
    if variable is None:
        return False
    uses = [
        line
        for line in around.split("\n")
        if re.search(rf"\b{variable[1]}\b", line) and _BUILDS.search(line) and line.strip() not in said
    ]
    beside = {name for line in uses for name in re.findall(r"\b[a-z_]\w*\b", line)} - {variable[1]}
    return any(
        _DRAWN.search(line) and (found := re.match(r"\s*(?:const\s+|let\s+|var\s+)?(\w+)", line)) and found[1] in beside
        for line in around.split("\n")
    )


def _is_difference(call: tree_sitter.Node) -> bool:
    """``time.time() - start``: how long it took."""
    node: tree_sitter.Node | None = call
    while node is not None and node.type not in FUNCTIONS:
        operator = node.child_by_field_name("operator")
        if node.type in {"binary_operator", "binary_expression"} and operator is not None and text(operator) == "-":
            return True
        node = node.parent
    return False


def _is_length(call: tree_sitter.Node) -> bool:
    """Whether a number only says how long something is: ``length = …``, ``repeat("0", …)``."""
    inside, node = call, call.parent
    while node is not None and node.type not in FUNCTIONS:
        if node.type in CALLS and inside != called(node) and _PADS.match(last_name(called(node))):
            given = arguments(node)
            receives = inside.type in {"argument_list", "arguments"}
            return receives and not (given and _holds(given[0], call) and len(given) > 1)
        if node.type in {"variable_declarator", "assignment", "short_var_declaration"}:
            left = node.child_by_field_name("name") or node.child_by_field_name("left")
            if left is not None and left.type == "expression_list" and left.named_children:
                left = left.named_children[0]
            return _LENGTH.match(last_name(left)) is not None
        inside, node = node, node.parent
    return False


def _holds(node: tree_sitter.Node, inner: tree_sitter.Node) -> bool:
    return node.start_byte <= inner.start_byte and inner.end_byte <= node.end_byte
