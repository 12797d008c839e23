"""What kind of secret an expression puts into text, if any: by names, and by what a function's variables were given."""

from __future__ import annotations

import itertools
import re

from tree_sitter import Node

from backend_review.checks._syntax import enclosing, find_all, parse, text_of
from backend_review.checks._values import GIVE_BACK
from backend_review.checks.sensitive_log.names import MASKED, REQUEST, SECRET, TOKEN, by_name
from backend_review.project.source import SourceFile

_NUMBERED = re.compile(
    r"(?i)(checkout|transaction|order|payment|cart|basket|item|charge|invoice|capture|refund|node)\w*\.token$"
)
_THROUGH = GIVE_BACK | {
    "to_dict", "model_dump", "Any", "ByteString", "Reflect", "Field", "Group", "pformat", "fromEntries", "assign",
    "get_secret_value", "rstrip", "lstrip",
}  # fmt: skip
_GETTERS = frozenset(
    [
        "get",
        "pop",
        "getlist",
        "header",
        "getenv",
        "get_argument",
        "get_secret",
        "Get",
        "GetHeader",
        "FormValue",
        "PostFormValue",
        "PostForm",
        "Query",
        "QueryParam",
        "Getenv",
        "DefaultQuery",
        "Param",
        "Cookie",
        "GetString",
    ]
)
_REQUEST_PLACE = {
    "python": re.compile(
        r"^(self\.)?(flask\.)?request\.(json|form|values|POST|body|data|headers|META|cookies|COOKIES)$"
    ),
    "javascript": re.compile(
        r"^(this\.)?(req|request|ctx\.req|ctx\.request|context\.request|c\.req|c\.req\.raw|ctx|event)\??\."
        r"(body|headers|rawHeaders|cookies|signedCookies|rawBody)$"
    ),
    "go": re.compile(
        r"^(r|req|request|c\.Request|ctx\.Request|c\.Request\(\)|ctx\.Request\(\))\.(Header|PostForm|Form)$"
    ),
}
_REQUEST_CALL = {
    "python": re.compile(r"^(self\.)?(flask\.)?request\.(get_json|get_data|json|body|form|post|text|read)\("),
    "javascript": re.compile(r"^(req|request|c\.req|ctx\.req)\.(json|parseBody|formData|header)\(\s*\)"),
    "go": re.compile(
        r"^(io|ioutil)\.ReadAll\(\w+\.Request(\(\))?\.Body\)|^(r|req|c|ctx)\.(GetRawData|Body|BodyRaw|GetReqHeaders|Cookies)\(\)|"
        r"^httputil\.DumpRequest(Out)?\([^,]+,\s*true\)"
    ),
}
# What a signed token says, which opens nothing without the signature.
_CLAIMS = re.compile(
    r"(?i)(?:^|\.)\w*(?:jwt|jws|jose)\w*\.(?:decode\w*|verify\w*|(?:get_?)?unverified_?(?:claims|headers?))$|"
    r"(?:^|\.)(?:jwt_?(?:decode|verify)|(?:decode|verify)_?jwt|verify_?id_?token)$"
)
_READ_BODY = re.compile(r"^(io|ioutil)\.ReadAll\((?P<owner>(?:\w+\.)*\w+)\.Body\)")

_FUNCTIONS = frozenset(
    {
        "function_definition", "lambda", "function_declaration", "function_expression", "arrow_function", "method_definition",
        "generator_function_declaration", "method_declaration", "func_literal",
    }
)  # fmt: skip
_ASSIGNMENTS = {
    "python": "[(assignment) (named_expression)] @x",
    "javascript": "[(variable_declarator) (assignment_expression)] @x",
    "typescript": "[(variable_declarator) (assignment_expression)] @x",
    "go": "[(short_var_declaration) (assignment_statement)] @x",
}


class Values:
    """A file's tree and what its variables were last given."""

    def __init__(self, file: SourceFile) -> None:
        self.file = file
        self.kind = "javascript" if file.language == "typescript" else file.language
        self.root = parse(file)
        self.assigned: dict[str, list[tuple[int, Node | None, Node]]] = {}
        for node in find_all(file, self.root, _ASSIGNMENTS[file.language]):
            left = node.child_by_field_name("left") or node.child_by_field_name("name")
            right = node.child_by_field_name("right") or node.child_by_field_name("value")
            if left is None or right is None:
                continue
            if left.type == "expression_list" and left.named_children:
                left = left.named_children[0]
            if right.type == "expression_list" and right.named_children:
                right = right.named_children[0]
            if left.type == "identifier":
                self.assigned.setdefault(text_of(left), []).append(
                    (node.start_byte, enclosing(node, _FUNCTIONS), right)
                )
        for entries in self.assigned.values():
            entries.sort(key=lambda entry: entry[0])

    def last_value(self, node: Node) -> Node | None:
        """What the variable was last given before this place, in the same function or around it."""
        around = []
        function = enclosing(node, _FUNCTIONS)
        while function is not None:
            around.append(function.id)
            function = enclosing(function, _FUNCTIONS)
        for start, function, value in reversed(self.assigned.get(text_of(node), [])):
            if (
                start < node.start_byte
                and (function is None or function.id in around)
                and value.end_byte < node.start_byte
            ):
                return value
        return None

    # --- arguments ------------------------------------------------------------------------------------------------

    def leak(self, node: Node, depth: int = 0) -> str | None:
        """What kind of secret an expression puts into text, if any."""
        if depth > 8 or node.end_byte - node.start_byte > 4000:
            return None
        kind = node.type
        if kind in {"identifier", "shorthand_property_identifier"}:
            return self._variable(node, depth)
        if kind in {"attribute", "member_expression", "selector_expression"}:
            return self._member(node)
        if kind in {"subscript", "subscript_expression", "index_expression"}:
            return self._item(node)
        if kind in {"call", "call_expression", "type_conversion_expression"}:
            return self._call(node, depth)
        if kind in {"pair", "keyword_argument", "keyed_element"}:
            return self._pair(node, depth)
        if kind in {"conditional_expression", "ternary_expression"}:
            children = node.named_children
            parts = [children[0], children[-1]] if kind == "conditional_expression" else children[1:]
            return self._any(parts, depth)
        if kind in {"binary_expression", "binary_operator", "boolean_operator"}:
            operator = text_of(node.child_by_field_name("operator"))
            if operator in {"+", "%", "||", "??", "or"}:
                return self._any(node.named_children, depth)
            return self.leak(node.named_children[-1], depth + 1) if operator in {"&&", "and"} else None
        if kind in {
            "string", "template_string", "interpolation", "template_substitution", "concatenated_string", "parenthesized_expression", "tuple",
            "list", "array", "dictionary", "object", "await", "await_expression", "as_expression", "satisfies_expression", "non_null_expression",
            "spread_element", "dictionary_splat", "list_splat", "literal_value", "literal_element", "composite_literal", "expression_list",
        }:  # fmt: skip
            if kind in {"as_expression", "satisfies_expression"}:
                return self.leak(node.named_children[0], depth + 1)
            return self._any(
                [
                    child
                    for child in node.named_children
                    if child.type not in {"string_content", "string_start", "string_end"}
                ],
                depth,
            )
        if kind == "unary_expression" and text_of(node)[:1] in {"*", "&"}:
            return self._any(node.named_children, depth)
        return None

    def _any(self, nodes: list[Node], depth: int) -> str | None:
        found = [kind for node in nodes if (kind := self.leak(node, depth + 1))]
        return next((kind for kind in (SECRET, REQUEST, TOKEN) if kind in found), None)

    def _variable(self, node: Node, depth: int) -> str | None:
        value = self.last_value(node)
        named = by_name(text_of(node))
        if value is not None:
            if _is_claims(value):
                return None
            if (
                value.type
                in {"string", "interpreted_string_literal", "none", "null", "true", "false", "integer", "number"}
                and "$" not in text_of(value)[:2]
            ):
                return None if not named or len(text_of(value)) < 6 or MASKED.search(text_of(value)) else named
            if MASKED.search(text_of(value)) and value.type in {
                "call",
                "call_expression",
                "await",
                "await_expression",
            }:
                return None
            if not named:
                return self.leak(value, depth + 1)
        return named or self._parameter(node)

    def _parameter(self, node: Node) -> str | None:
        """A parameter that is the whole body of the request, by its type or decorator."""
        function = enclosing(node, _FUNCTIONS)
        parameters = text_of(function.child_by_field_name("parameters")) if function is not None else ""
        name = re.escape(text_of(node))
        if re.search(rf"\b{name}\s*:\s*(Annotated\[\s*)?OAuth2PasswordRequestForm\b", parameters):
            return REQUEST
        if re.search(
            rf"@Body\(\s*\)\s*{name}\s*:\s*\w*(Login|SignIn|SignUp|Register|Password|Credential|Auth)\w*",
            parameters,
            re.IGNORECASE,
        ):
            return REQUEST
        if re.search(rf"@Headers\(\s*\)\s*{name}\b", parameters):
            return REQUEST
        return None

    def _member(self, node: Node) -> str | None:
        text = re.sub(r"\s+", "", text_of(node)).replace("?.", ".")
        if _REQUEST_PLACE[self.kind].match(text):
            return REQUEST
        field = (
            node.child_by_field_name("attribute")
            or node.child_by_field_name("property")
            or node.child_by_field_name("field")
        )
        kind = by_name(text_of(field))
        # The token of a checkout or a transaction is its number, not a key to anything.
        return None if kind == TOKEN and _NUMBERED.search(text) else kind

    def _item(self, node: Node) -> str | None:
        key = node.child_by_field_name("subscript") or node.child_by_field_name("index")
        if key is None or key.type not in {"string", "interpreted_string_literal", "template_string"}:
            return None
        return by_name(text_of(key))

    def _call(self, node: Node, depth: int) -> str | None:
        text = re.sub(r"\s+", "", text_of(node))
        if _REQUEST_CALL[self.kind].match(text):
            return REQUEST
        read = _READ_BODY.match(text)
        if read is not None:
            return REQUEST if _is_request(node, read["owner"]) else None
        function = node.child_by_field_name("function")
        arguments = node.child_by_field_name("arguments")
        values = (
            [child for child in arguments.named_children if child.type != "comment"] if arguments is not None else []
        )
        name = re.split(r"[.\s]", text_of(function))[-1]
        if MASKED.search(text_of(function)) or _is_claims(node):
            return None
        if (
            name in _GETTERS
            and values
            and values[0].type in {"string", "interpreted_string_literal", "template_string"}
        ):
            return by_name(text_of(values[0]))
        if name not in _THROUGH and not re.match(r"(zap|slog)\.(String|Any|ByteString|Reflect)$", text_of(function)):
            return None
        found = self._any(values, depth)
        if found or function is None or name in {"Any", "String", "Sprintf", "stringify", "dumps", "Field"}:
            return found or self.named_field(values)
        receiver = function.child_by_field_name("object") or function.child_by_field_name("operand")
        if receiver is None or receiver.type in {"string"}:
            return None
        return self.leak(receiver, depth + 1)

    def named_field(self, values: list[Node]) -> str | None:
        """``zap.String("password", pw)``: the name tells what the value is."""
        for key, value in itertools.pairwise(values):
            if key.type == "interpreted_string_literal" and value.type in {"identifier", "selector_expression"}:
                kind = by_name(text_of(key))
                if (
                    kind == SECRET
                    and not MASKED.search(text_of(value))
                    and not re.match(r"(?i)^(ok|valid|found|err|has|is)", text_of(value))
                ):
                    return kind
        return None

    def _pair(self, node: Node, depth: int) -> str | None:
        children = node.named_children
        key = node.child_by_field_name("key") or node.child_by_field_name("name") or (children[0] if children else None)
        value = node.child_by_field_name("value") or (children[-1] if children else None)
        if value is None or key is None:
            return None
        if value.type == "literal_element" and value.named_children:
            value = value.named_children[0]
        if key.type == "literal_element" and key.named_children:
            key = key.named_children[0]
        found = self.leak(value, depth + 1)
        if found:
            return found
        named = by_name(text_of(key))
        plain = value.type in {"identifier", "attribute", "member_expression", "selector_expression"}
        if (
            named == SECRET
            and plain
            and not MASKED.search(text_of(value))
            and not re.search(r"(?i)(^|\.|_)(ok|is|has|valid|length|count|id)", text_of(value))
        ):
            return named if self.last_value(value) is None or value.type != "identifier" else None
        return None


def _is_claims(value: Node) -> bool:
    """Whether a value is what a token that was decoded or verified says."""
    if value.type in {"await", "await_expression"} and value.named_children:
        value = value.named_children[0]
    function = value.child_by_field_name("function")
    return function is not None and _CLAIMS.search(text_of(function)) is not None


def _is_request(node: Node, owner: str) -> bool:
    """Go: whether a body is that of a request that came in, not of an answer that another server gave."""
    function = enclosing(node, _FUNCTIONS)
    while function is not None:
        if re.search(rf"\b{re.escape(owner)}\s+\*http\.Request\b", text_of(function.child_by_field_name("parameters"))):
            return True
        if re.search(
            rf"\b{re.escape(owner)}\s+\*?http\.Response\b|\b{re.escape(owner)}\s*,\s*\w+\s*:?=", text_of(function)
        ):
            return False
        function = enclosing(function, _FUNCTIONS)
    return re.search(r"(?i)(?:^|\.)(?:r|req|request)$", owner) is not None
