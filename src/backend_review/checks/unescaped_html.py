"""Whether a text that input is part of is answered as HTML at all.

Frameworks answer objects as JSON and label texts in ways of their own, so what is asked here of each match is: is the
value a text, and does the code around it, or the framework, call the answer HTML?
"""

from __future__ import annotations

import re

import tree_sitter

from backend_review.checks._html_texts import GIVES, has_open_hole, is_constant, leads
from backend_review.checks._syntax import positions
from backend_review.checks._trees import (
    CALLS,
    FUNCTIONS,
    arguments,
    bare,
    called,
    enclosing_function,
    function_name,
    last_name,
    receiver,
    root_of,
    text,
    walk,
)
from backend_review.finding import Match
from backend_review.project.frontend import is_frontend
from backend_review.project.source import SourceFile

_OTHER = re.compile(
    r"(?i)(?:content[-_]?type|mime_?type|media_?type|\.type)\b[^\n;]{0,40}?"
    r"(?:json|text/plain|csv|xml|javascript|image/|audio/|video/|octet|pdf|event-stream|text/css|zip|yaml|\btext\b['\"])"
)
_HTML = re.compile(
    r"""(?i)text/html|\bMIMETextHTML|\.type\(\s*['"]\.?html['"]|\btype\s*=\s*['"]html['"]|\bHTMLResponse\b"""
)
# What an answer is called is taken from elsewhere: an answer of another's that is handed on.
_UNKNOWN = re.compile(r"\b(?:content_type|mimetype|media_type)\s*=\s*(?!['\"]|None)\w")
_TAG = re.compile(r"""["'`][^"'`\n]*<(?:!doctype|/?[a-z][a-z0-9]*[\s>/])""", re.IGNORECASE)
_ANSWERS_TEXT = re.compile(r"\b(?:flask|quart|bottle|sanic)\b")
_ROUTES = re.compile(r"(?m)^@(?:Get|Post|Put|Patch|Delete|All)\b")
_JOINS = frozenset({"format", "join", "Sprintf", "Sprint", "concat", "dedent"})
# … what leaves a text one, and what makes one of anything
_KEEPS = frozenset(
    {
        "encode", "decode", "replace", "replaceAll", "strip", "trim", "lower", "upper", "title", "toString", "toUpperCase",
        "toLowerCase", "repeat", "capitalize",
    }
)  # fmt: skip
_CASTS = frozenset({"str", "String", "bytes"})
# Parts of a request that hold texts, in the three languages.
_TEXTS = re.compile(
    r"\b(?:args|form|values|GET|POST|query_params|path_params|match_info|cookies|COOKIES|headers|META|query|params|view_args|"
    r"body|get_argument|get_query_argument|get_body_argument|QUERY_STRING|PATH_INFO)\b\s*(?:\[|\.|\()"
)
_REQUEST = re.compile(r"^(?:self\.|flask\.)*(?:request|req|ctx|c|r|event|environ|get_\w+)\b")
# A function of another file that is named by the pages it makes.
_MAKES_PAGES = re.compile(
    r"^(?:_?(?:make|build|to|as|get|wrap|render)_?)?(?:html|[Hh]tml|[Ll]ayout|[Pp]age|[Mm]arkup|[Tt]emplate)(?:[Pp]age|[Hh]tml|HTML)?$"
    r"|(?:[a-z]HTML|[a-z]Html|_html|[a-z]Page|[a-z]Layout)$"
)
_RETURNS = frozenset({"return_statement"})
_MAX_DEPTH = 6
# Variants that are about templates, of which the file tells no more.
_SURE = ("-escaping-off", "-environment", "-rendered", "-followed")


def refine(match: Match, file: SourceFile) -> Match | None:
    """Drop a match whose answer is no HTML, or whose value is no text."""
    if file.language == "template" or match.variant.endswith(_SURE):
        return match
    if file.language in {"javascript", "typescript"} and is_frontend(file):
        return None
    variant = match.variant.rpartition(".")[2]
    value = _node(match, file)
    if value is None:
        return match
    if variant.endswith("-marked-built"):
        return match if has_open_hole(value) else None
    if variant.endswith("-marked"):
        return None if value.type.startswith("jsx") or is_constant(value) else match
    if value.type == "binary_expression" and text(value.child_by_field_name("operator")) in {"==", "!=", "<", ">"}:
        return None
    around = enclosing_function(value)
    code = _without_comments(around) if around is not None else file.text
    decorators = _decorators(around)
    labelled = _HTML.search(code + decorators) is not None
    if not labelled and _OTHER.search(code + decorators):
        return None
    if _UNKNOWN.search(code) and file.language == "python":
        return None
    if file.language == "python":
        kept = _python(variant, value, decorators, file)
    elif file.language == "go":
        kept = _go(match, variant, value, code, labelled)
    else:
        kept = _javascript(match, variant, value, around, code, labelled)
    return match if kept else None


def _python(variant: str, value: tree_sitter.Node, decorators: str, file: SourceFile) -> bool:
    if not _is_text(value):
        return False
    if variant == "python-returned":
        function = enclosing_function(value)
        routed = "@" in decorators or (function is not None and text(function.child_by_field_name("name")) in _VERBS)
        return routed and ("HTMLResponse" in decorators or _ANSWERS_TEXT.search(file.text) is not None)
    return variant != "python-written" or "tornado" in file.text or "wfile" in file.text


_VERBS = {"get", "post", "put", "patch", "delete", "dispatch_request"}


def _javascript(
    match: Match, variant: str, value: tree_sitter.Node, around: tree_sitter.Node | None, code: str, labelled: bool
) -> bool:
    if not _is_text(value):
        return False
    if variant == "javascript-returned":
        routed = around is not None and around.type == "method_definition" and _ROUTES.search(_decorators(around))
        return bool(routed) and value.type != "identifier"
    if variant == "javascript-body":
        return labelled or leads(value).lstrip().startswith("<")
    sender = match.metavars.get("$RES", "")
    if sender.startswith("reply"):
        return labelled
    call = value.parent.parent if value.parent is not None else None
    if call is not None and last_name(called(call)) in {"write", "end"}:
        return labelled or _TAG.search(code) is not None
    return True


def _go(match: Match, variant: str, value: tree_sitter.Node, code: str, labelled: bool) -> bool:
    if variant == "go-text-template":
        return not _escapes(match.metavars.get("$T", ""), value)
    before = _before(value)
    said = list(_SAID.finditer(before))
    if said and "html" not in said[-1][1].lower() and not re.search(r"\breturn\b", before[said[-1].end() :]):
        return False  # on this way it is called something else
    call = value.parent or value
    while call.parent is not None and not (call.type == "call_expression" and last_name(called(call)) != "byte"):
        call = call.parent
    if last_name(called(call)) == "String":
        return _SET_TO_HTML.search(code) is not None  # Gin calls a text plain, unless it is called something
    if labelled:
        return True
    if "$C" in match.metavars and last_name(called(call)).startswith(("Send", "WriteString")) and "fiber" in code:
        return False  # Fiber calls a text plain
    if _TAG.search(code):
        return True
    name = last_name(called(call))
    if name == "Write" and value.type == "identifier":
        return False  # bytes of any kind
    given = arguments(call)
    first = given[1] if name.startswith("F") and len(given) > 1 else given[-1] if given else value
    if _ERROR.fullmatch(text(first)):
        return False  # its first word is of the code that made it
    led = leads(first)
    # What a browser is told is guessed from the beginning: ours, which is plain, or the client's
    return not led.strip() or bool(re.match(r"\s*(?:<|%[sv])", led))


_ERROR = re.compile(r"(?:\[\]byte\()?\s*\w*[eE]rr\w*(?:\.Error\(\))?\s*\)?")
_SAID = re.compile(r"""(?:Content-Type["`]|\bHeaderContentType|\bContentType)\s*,\s*["`]([^"`]+)["`]""")
# … by its header
_SET_TO_HTML = re.compile(r"(?i)(?:Header\(|Content-Type)[^\n]*text/html")
_IMPORT = re.compile(r"""^\s*(?:import\s+)?(?P<alias>\w+)?\s*"html/template\"""", re.MULTILINE)


def _before(value: tree_sitter.Node) -> str:
    """The code of a function before a value."""
    function = enclosing_function(value)
    if function is None:
        return ""
    return text(function).encode()[: value.start_byte - function.start_byte].decode(errors="replace")


def _escapes(template: str, value: tree_sitter.Node) -> bool:
    """Whether a template in a file that imports both kinds is one of ``html/template``."""
    root = value
    while root.parent is not None:
        root = root.parent
    code = text(root)
    found = _IMPORT.search(code)
    name = template.partition(".")[0]
    if found is None or not name.isidentifier():
        return False
    before = code.encode()[: value.start_byte].decode(errors="replace")
    made = re.findall(rf"\b{name}\b[^\n=]*:?=[^\n]*?\b(\w+)\.(?:Must|New|Parse\w+)\(", before)
    return bool(made) and made[-1] == (found["alias"] or "template")


# Values


def _node(match: Match, file: SourceFile) -> tree_sitter.Node | None:
    """The node that a match is about."""
    row, end_row = match.start.line - 1, match.end.line - 1
    start = len(file.lines[row][: match.start.column - 1].encode()) if row < len(file.lines) else 0
    end = len(file.lines[end_row][: match.end.column - 1].encode()) if end_row < len(file.lines) else 0
    found = root_of(file).named_descendant_for_point_range((row, start), (end_row, max(start, end)))
    while found is not None and found.parent is not None and positions(file, found.parent) == positions(file, found):
        found = found.parent
    return bare(found)


def _is_text(node: tree_sitter.Node | None, depth: int = 0) -> bool:
    """Whether a value is a text for certain: put together here, or a part of a request that is one."""
    node = bare(node)
    if node is None or depth > _MAX_DEPTH:
        return False
    if node.type in {
        "string",
        "template_string",
        "concatenated_string",
        "interpreted_string_literal",
        "raw_string_literal",
    }:
        return True
    if node.type in {"expression_list", "tuple"}:
        return bool(node.named_children) and _is_text(node.named_children[0], depth + 1)
    if node.type in {"binary_operator", "binary_expression"}:
        operator = text(node.child_by_field_name("operator"))
        sides = [node.child_by_field_name("left"), node.child_by_field_name("right")]
        return operator in {"+", "%", "||", "??", "or"} and any(_is_text(side, depth + 1) for side in sides)
    if node.type in {"conditional_expression", "ternary_expression", "boolean_operator"}:
        return any(_is_text(child, depth + 1) for child in node.named_children)
    if node.type in CALLS:
        name = last_name(called(node))
        if name in _JOINS:
            return True
        if name in _KEEPS:
            return _is_text(receiver(called(node)), depth + 1)
        if name in _CASTS:
            return any(_is_text(item, depth + 1) for item in arguments(node))
        function = called(node)
        if function is not None and function.type == "identifier" and _gives_text(node, name, depth):
            return True
        if _MAKES_PAGES.match(name):
            return True
        return _of_request(node) and name in _READS
    if node.type in {"subscript", "member_expression", "subscript_expression", "attribute", "index_expression"}:
        return _of_request(node)
    if node.type == "identifier":
        return _is_name_of_text(node, depth)
    return node.type in {"selector_expression", "type_conversion_expression", "slice_expression"}


_READS = {
    "get", "getlist", "header", "getFirst", "query", "param", "get_argument", "get_query_argument", "get_body_argument",
}  # fmt: skip


def _gives_text(call: tree_sitter.Node, name: str, depth: int) -> bool:
    """Whether a function of the file returns texts."""
    root = call
    while root.parent is not None:
        root = root.parent
    for function in walk(root, FUNCTIONS):
        if function_name(function) != name:
            continue
        body = function.child_by_field_name("body")
        if body is not None and body.type not in {"block", "statement_block"}:
            return _is_text(body, depth + 1)
        for item in walk(function, _RETURNS):
            if item.named_children and _is_text(item.named_children[0], depth + 1):
                return True
    return False


def _of_request(node: tree_sitter.Node) -> bool:
    """Whether a value is a text of the request itself, not what something made of one."""
    code = text(node)
    return _REQUEST.match(code) is not None and _TEXTS.search(code) is not None


def _is_name_of_text(node: tree_sitter.Node, depth: int) -> bool:
    name = text(node)
    function = enclosing_function(node)
    if function is None:
        return False
    for item in walk(function, GIVES):
        left = item.child_by_field_name("left") or item.child_by_field_name("name")
        right = item.child_by_field_name("right") or item.child_by_field_name("value")
        if left is None or right is None:
            continue
        if text(left) == name and right.start_byte != node.start_byte and _is_text(right, depth + 1):
            return True
        taken_apart = left.type == "object_pattern" and re.search(rf"\b{re.escape(name)}\b", text(left))
        if taken_apart and re.search(r"\b(?:query|params|headers|cookies)$|\.(?:query|param)\(", text(right)):
            return True
        if left.type == "expression_list" and name in text(left).split(", ") and _is_text(right, depth + 1):
            return True
    parameters = function.child_by_field_name("parameters")
    names = _plain_parameters(parameters) if parameters is not None else []
    return name in names


def _plain_parameters(parameters: tree_sitter.Node) -> list[str]:
    """The parameters that nothing says are more than texts: without a type, or with that of texts."""
    found = []
    for item in parameters.named_children:
        kind = text(item.child_by_field_name("type")).lstrip(": ")
        name = item.child_by_field_name("name") or item.child_by_field_name("pattern")
        if item.type == "identifier" or kind in {"str", "string"}:
            found.append(
                text(name) if name is not None else text(item.named_children[0] if item.named_children else item)
            )
    return found


def _decorators(function: tree_sitter.Node | None) -> str:
    """The decorators of a function, as they are written."""
    if function is None or function.parent is None:
        return ""
    if function.parent.type == "decorated_definition":
        return "\n".join(text(item) for item in function.parent.named_children if item.type == "decorator")
    found = []
    before = function.prev_named_sibling
    while before is not None and before.type in {"decorator", "comment"}:
        found.append(text(before))
        before = before.prev_named_sibling
    return "\n".join(item for item in found if item.startswith("@"))


def _without_comments(function: tree_sitter.Node) -> str:
    return re.sub(r"(?m)(?:^|\s)(?://|#)\s.*$", "", text(function))
