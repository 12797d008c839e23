"""weak-hash: what an MD5 or SHA-1 digest is for.

A digest that names a cache entry or a file does no harm; one that a signature, a token or a login rests on does. Which it
is, is told by the names of what it is given to, of what is hashed and of the functions around. Where nothing tells, it
matters only in a function that reads a request: who chooses what is hashed can make two texts of one digest (RFC 6151,
RFC 6194). Everywhere else it is left to those who asked for opinions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

import msgspec
from tree_sitter import Node

from backend_review.checks._trees import CALLS, FUNCTIONS, STRINGS, called, function_name, last_name, snake, text, walk
from backend_review.finding import Audience, Confidence, Match, Severity
from backend_review.index.syntax import parse
from backend_review.project.source import SourceFile

_WRAPPER = re.compile(
    r"^(?:get|to|calc|calculate|compute|encode|make|gen|generate|hex)?_?(?:md5|sha_?1|sha)"
    r"(?:_?(?:sum|v|hash|hex|string|str|digest|file|vfile|hexdigest|bytes|of|encode))*$"
)
_INNOCENT = re.compile(
    r"e_?tag|cache|gravatar|avatar|identicon|file_?name|filepath|slug|colou?r|shard|bucket|partition|dedup|duplicate|content_md5|seed|"
    r"version|revision|abbrev|bust|jitter|sampl|rollout|variant|index_?name|constraint|thumb|hash_?key|queue|consisten|bloom|uuid|guid|"
    r"asset|manifest|similar|diff|modified|pwned|breach|hibp|websocket|sec_accept|blob|commit|oauth1|chunk|anonymi|statement|"
    r"query_name|trace|metric|id_?for|query|result_?hash|params?_?hash|args?_?hash"
)
_SECURITY = re.compile(
    r"(?:^|_)(?:sign|signs|signed|signer|signing|signature|sig|token|tokens|secret|secrets|verify|verifies|verified|verifier|"
    r"hmac|mac|integrity|tamper\w*|licen[cs]e|csrf|xsrf|nonce|session|session_id|credential|credentials|api_?key|otp|cookie|invite|"
    r"invitation|activation|reset|unsubscribe|private_key|secret_key)(?:_|$)"
)
# Where programs keep what speaks another system's protocol, which chose its algorithms.
_OF_OTHERS = re.compile(
    r"(?:^|/)(?:providers?|drivers?|integrations?|adapters?|connectors?|plugins?|idp|vendors?|third_?party)/"
)
_RANDOM = re.compile(r"random|(?:^|_)rand(?:_|$)|uuid")
_MEANT = re.compile(r"(?i)(?:#|//).*\b(?:nosec|nolint|nosonar|noqa:? ?S|not (?:used )?for security)")
_ASKS = re.compile(
    r"\b(?:requests|httpx|axios|http)\.(?:get|post|put|request|Get|Post|PostForm|NewRequest\w*)\(|\b(?:fetch|axios|got|urlopen|ClientSession)\("
)
_READS_REQUEST = re.compile(
    r"\b(?:request|req|ctx|c|r)\.(?:args|form|values|json|get_json|get_data|cookies|headers|data|files|GET|POST|META|body|query|"
    r"query_params|params|FormValue|PostFormValue|PostForm|Query|QueryParam|Param|URL\.Query|Cookie|Header|Body)\b"
)
_PLACES = frozenset(
    {
        "assignment", "variable_declarator", "assignment_expression", "short_var_declaration", "assignment_statement", "var_spec",
        "const_spec", "pair", "keyword_argument", "keyed_element", "augmented_assignment", "public_field_definition",
    }
)  # fmt: skip
_CLASSES = frozenset({"class_definition", "class_declaration"})
_NAMES = frozenset({"identifier", "property_identifier", "field_identifier", "shorthand_property_identifier"}) | STRINGS
_PIECES = frozenset({"string_content", "string_fragment"})
_MEMBERS = frozenset({"attribute", "member_expression", "selector_expression"})
_LONGEST_NAME, _MOST_USES = 60, 40


def refine(match: Match, file: SourceFile) -> Match | None:
    """The match where a digest protects something, for pedants where that is not seen, None where it does not."""
    node = _node_of(match, file)
    if node is None:
        return match
    names = [snake(name) for name in _given_to(node)]
    if any(_INNOCENT.search(name) for name in names):
        return None
    if re.search(r"-(?:hmac|hmac-sha1|signature)$", match.variant):
        return match
    functions = [name for around in _functions(node) if (name := function_name(around))]
    wrapper = next((name for name in functions if _WRAPPER.search(snake(name))), "")
    if wrapper:
        message = f"`{wrapper}` lends MD5 or SHA-1 to all its callers. Offer SHA-256 instead, or say in the name that it is for cache keys."
        return msgspec.structs.replace(match, message=message, severity=Severity.INFO, audience=Audience.PEDANTIC)
    hashed = {snake(name) for name in _hashed(node)}
    if any(_RANDOM.search(name) for name in hashed):
        protects = False  # what nobody knows beforehand cannot be forged
    else:
        # A secret alone becomes a key, whatever calls itself after it; with what it vouches for, it is a signature.
        alone = {word for name in hashed for word in name.split("_")} if len(hashed) == 1 else set()
        told = {found.group().strip("_") for name in names for found in _SECURITY.finditer(name)}
        protects = bool(told - alone) or (len(hashed) > 1 and any(map(_SECURITY.search, hashed)))
    if (protects or _is_of_request(node)) and not (
        _OF_OTHERS.search(file.path) or _is_said(node, file) or _is_sent(node)
    ):
        return match
    return msgspec.structs.replace(match, audience=Audience.PEDANTIC, confidence=Confidence.LOW)


def _is_of_request(node: Node) -> bool:
    """Whether the function around reads what a client sends."""
    functions = list(_functions(node))
    return bool(functions) and _READS_REQUEST.search(text(functions[-1])) is not None


def _is_said(node: Node, file: SourceFile) -> bool:
    """Whether who wrote it has told another tool, in the line, that it is meant."""
    return any(_MEANT.search(file.line(row + 1)) for row in {node.start_point.row, node.end_point.row})


def _is_sent(node: Node) -> bool:
    """Whether the function around asks another server: what it wants to be sent, and how signed, is its own choice."""
    functions = list(_functions(node))
    return bool(functions) and _ASKS.search(text(functions[-1])) is not None


def _node_of(match: Match, file: SourceFile) -> Node | None:
    row, line = match.start.line - 1, file.line(match.start.line)
    column = len(line[: match.start.column - 1].encode())
    node = parse(file).root_node.descendant_for_point_range((row, column), (row, column + 1))
    while node is not None and node.type not in CALLS | _MEMBERS:
        node = node.parent
    while node is not None and (outer := node.parent) is not None and outer.type in _MEMBERS | CALLS:
        if outer.start_point != node.start_point or node.type in CALLS:
            break
        node = outer
    return node


def _functions(node: Node) -> Iterator[Node]:
    """The functions around a node, from the inside out."""
    around = node.parent
    while around is not None:
        if around.type in FUNCTIONS:
            yield around
        around = around.parent


def _given_to(node: Node) -> Iterator[str]:
    """The names of all that a digest is given to: variables and fields, keys, calls, and the functions around it.

    Where it is held in a variable, also what the variable is given to in the same function.
    """
    variable = ""
    inside, around = node, node.parent
    while around is not None:
        if around.type in FUNCTIONS:
            yield function_name(around)
        elif around.type in _CLASSES:
            yield text(around.child_by_field_name("name"))
        else:
            names = list(_names_of(around, inside))
            yield from names
            if around.type in _PLACES and names:
                variable = variable or names[0]
        inside, around = around, around.parent
    function = next(_functions(node), None)
    for use in _uses(variable, function):
        part, holder = use, use.parent
        while holder is not None and holder != function:
            yield from _names_of(holder, part)
            part, holder = holder, holder.parent


def _names_of(around: Node, inside: Node) -> Iterator[str]:
    """What a node gives the part inside it to: the left of an assignment, a key, a call with what it is told first."""
    if around.type in CALLS:
        given = around.child_by_field_name("arguments")
        if given is None or given != inside:
            return
        yield last_name(called(around))
        first = given.named_children[0] if given.named_children else None
        if first is not None and first.type in _NAMES:
            yield last_name(first)
    elif around.type in _PLACES:
        left = next(
            (found for field in ("left", "name", "key", "property") if (found := around.child_by_field_name(field))),
            around.named_children[0] if around.named_children else None,
        )
        if left is not None and left.type in {"expression_list", "literal_element"} and left.named_children:
            left = left.named_children[0]
        if left != inside:
            yield last_name(left)
    elif around.type in {"string", "template_string"}:
        yield from (text(part)[:_LONGEST_NAME] for part in around.named_children if part.type in _PIECES)


def _hashed(node: Node) -> Iterator[str]:
    """The names in what is hashed: of the call itself, of the calls chained to it, and of what its variable is told."""
    calls, around = [node], node.parent
    while around is not None and around.type in CALLS | _MEMBERS:
        calls.append(around)
        around = around.parent
    while around is not None and around.type in {"expression_list", "await", "await_expression"}:
        around = around.parent
    variable = next(_names_of(around, calls[-1]), "") if around is not None and around.type in _PLACES else ""
    for use in _uses(variable, next(_functions(node), None)):
        call = use.parent
        while call is not None and call.type in _MEMBERS | {"argument_list", "arguments"}:
            call = call.parent
        if call is not None and call.type in CALLS:
            calls.append(call)
    for call in calls:
        given = call.child_by_field_name("arguments")
        if given is not None:
            yield from (text(name)[:_LONGEST_NAME] for name in walk(given, _NAMES) if not _leads_on(name, variable))


def _leads_on(name: Node, variable: str) -> bool:
    """Whether a name only leads to another one (``settings`` of ``settings.salt``), or is none of what is hashed."""
    part = name.parent
    if part is None or text(name) in {variable, "utf-8", "utf8", "string", "byte"} or name.type in STRINGS:
        return True
    if part.type in CALLS and called(part) == name:
        return not _RANDOM.search(snake(text(name)))
    while part is not None and part.type in _MEMBERS and part.named_children[-1] == name:
        name, part = part, part.parent
    if part is not None and part.type in CALLS and called(part) == name:
        return not _RANDOM.search(snake(text(name)))  # a call's name is what is done, not what is hashed
    return part is not None and part.type in _MEMBERS


def _uses(variable: str, function: Node | None) -> list[Node]:
    """Where a function names a variable."""
    if not variable or function is None:
        return []
    named = (item for item in walk(function, frozenset({"identifier"})) if text(item) == variable)
    return list(islice(named, _MOST_USES))
