"""Secrets written to a log. A check of its own: whether an argument is a secret depends on names and on what is done to it,
and asking that of every expression is too slow for a data-flow engine."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from tree_sitter import Node

from backend_review.checks._logged import for_developers, is_record
from backend_review.checks._logged_structs import field_of
from backend_review.checks._syntax import enclosing, find_all, parse, positions, text_of
from backend_review.finding import Confidence, Match, Severity
from backend_review.messages import shorten
from backend_review.project.frontend import is_frontend
from backend_review.project.source import SourceFile

LANGUAGES = frozenset({"python", "javascript", "typescript", "go"})

_RULE = "sensitive-log"

# --- what is a secret, by name ------------------------------------------------------------------------------------

_STRONG = re.compile(
    r"(?:pass_?word|passwd|passphrase|client_?secret|secret_?key|secret_?access_?key|app_?secret|jwt_?secret|webhook_?secret|shared_?secret|"
    r"api_?key|access_?token|refresh_?token|auth_?token|reset_?token|session_?token|bearer_?token|id_?token|private_?key|encryption_?key|"
    r"signing_?key|credit_?card(?:_?(?:number|no))?|card_?(?:number|no)|cvv2?|cvc2?|ssn|social_?security(?:_?number)?|otp_?code|otp|totp_?secret|"
    r"pin_?code|authorization|auth_?header|plain_?password|pwd)\d?$",
    re.IGNORECASE,
)
_WEAK = re.compile(
    r"(?:^|_|[a-z](?=[A-Z]))(?:token|secret|credentials?|creds|jwt|cookies?|session_?cookie)$", re.IGNORECASE
)
_INNOCENT = re.compile(
    r"(?:csrf|xsrf|next|page|resume|paging|pagination|continuation|cancel|cancellation|sync|special|stop|pad|eos|bos|unk|mask|start|end|first|last|"
    r"current|peek|lex|prev|previous|num|max|min|total)_?tokens?$|"
    r"^_*(?:has|is|no|show|hide|needs?|requires?|required|uses?|with|without|valid|invalid|missing|expired|bad|wrong|verify|check|changed?|forgot|"
    r"forget|reset(?!_?token)|update|set|hash|hashed|encrypt|encrypted|enc|masked|mask|redacted|redact|obfuscated|should|can|allow|enabled?|"
    r"disabled?|public|generate|create|safe|truncated|num|count)_?(?=pass|secret|token|cred|api|access|auth|jwt|key|card|pwd)",
    re.IGNORECASE,
)
_LANGUAGE_TOKENS = re.compile(rb"(?i)\b(tokeni[sz]er?|lexer|TokenKind|vocab|nltk|spacy|tiktoken|transformers)\b")
_NUMBERED = re.compile(
    r"(?i)(checkout|transaction|order|payment|cart|basket|item|charge|invoice|capture|refund|node)\w*\.token$"
)
_COMMANDS = re.compile(r"(^|/)(cli|cmd|commands?|management/commands|console)(/|\.\w+$|_[\w]*\.\w+$)")
_MASKED = re.compile(
    r"(?i)mask|redact|sanitiz|sanitis|obfuscat|scrub|\*{3}|censor|strip_?secret|omit|hash|encrypt|truncat|shorten|last_?(4|four)"
)

_SECRET, _TOKEN, _REQUEST = "secret", "token", "request"


def _by_name(name: str) -> str | None:
    name = name.strip("\"'`").replace("-", "_")
    if not re.fullmatch(r"#?\w{2,60}", name) or _INNOCENT.search(name):
        return None
    if _STRONG.search(name):
        return _SECRET
    return _TOKEN if _WEAK.search(name) else None


# --- what is a log call -------------------------------------------------------------------------------------------

_VERBS = frozenset(
    [
        "debug",
        "info",
        "warning",
        "warn",
        "error",
        "exception",
        "critical",
        "fatal",
        "success",
        "trace",
        "log",
        "notice",
        "msg",
        "verbose",
        "silly",
        "http",
        "dir",
        "table",
        "Print",
        "Printf",
        "Println",
        "Info",
        "Infof",
        "Infow",
        "Infoln",
        "Debug",
        "Debugf",
        "Debugw",
        "Debugln",
        "Warn",
        "Warnf",
        "Warnw",
        "Warning",
        "Warningf",
        "Error",
        "Errorf",
        "Errorw",
        "Errorln",
        "Fatal",
        "Fatalf",
        "Fatalln",
        "Panic",
        "Panicf",
        "Trace",
        "Tracef",
        "InfoContext",
        "DebugContext",
        "WarnContext",
        "ErrorContext",
        "InfoCtx",
        "Log",
        "Logf",
        "LogAttrs",
    ]
)
_FIELD_VERBS = frozenset(
    {"Str", "Interface", "Any", "WithField", "WithFields", "Msgf", "Bytes", "With", "bind", "child"}
)
_LOGGER = re.compile(
    r"^(?:console|winston|pino|bunyan|log4js|logrus|zap|zerolog|glog|klog|slog|loguru|structlog|syslog|(?:[\w.#$]|\?\.|\(\w*\)\.)*?_?"
    r"(?:log|logging|sugar|[A-Za-z]*_?logger))"
    r"(?:\(\w*\))?(?:\.\w+\([^()]*\)){0,4}$|^(?:\w+\.)?zap\.[LS]\(\)$",
    re.IGNORECASE,
)
_NOT_LOGGER = re.compile(r"(?i)(dialog|catalog|blog|backlog|changelog|math|console\.log)$")

# Calls that give back what they were given.
_THROUGH = frozenset(
    [
        "str",
        "repr",
        "ascii",
        "format",
        "dumps",
        "dict",
        "list",
        "tuple",
        "strip",
        "trim",
        "decode",
        "encode",
        "toString",
        "stringify",
        "String",
        "inspect",
        "Sprintf",
        "Sprint",
        "Sprintln",
        "string",
        "join",
        "concat",
        "TrimSpace",
        "to_dict",
        "model_dump",
        "Any",
        "ByteString",
        "Reflect",
        "Field",
        "Group",
        "pformat",
        "fromEntries",
        "assign",
        "get_secret_value",
        "rstrip",
        "lstrip",
    ]
)
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
        r"^(io|ioutil)\.ReadAll\(\w*(\.Request(\(\))?)?\.?Body\)|^(r|req|c|ctx)\.(GetRawData|Body|BodyRaw|GetReqHeaders|Cookies)\(\)|"
        r"^httputil\.DumpRequest(Out)?\([^,]+,\s*true\)"
    ),
}
_READ_BODY = re.compile(r"^(io|ioutil)\.ReadAll\((\w+\.)+Body\)")

_FUNCTIONS = frozenset(
    {
        "function_definition", "lambda", "function_declaration", "function_expression", "arrow_function", "method_definition",
        "generator_function_declaration", "method_declaration", "func_literal",
    }
)  # fmt: skip
_CALLS = {
    "python": "(call) @x",
    "javascript": "(call_expression) @x",
    "typescript": "(call_expression) @x",
    "go": "[(call_expression) (composite_literal)] @x",
}
_ASSIGNMENTS = {
    "python": "[(assignment) (named_expression)] @x",
    "javascript": "[(variable_declarator) (assignment_expression)] @x",
    "typescript": "[(variable_declarator) (assignment_expression)] @x",
    "go": "[(short_var_declaration) (assignment_statement)] @x",
}
_WORTH_A_LOOK = re.compile(
    rb"(?i)pass|secret|token|key|card|cvv|cvc|ssn|otp|pin_?code|auth|pwd|cred|jwt|cookie|session|body|headers?|request|\.form|\.json|\.data"
)
_LOGS = re.compile(rb"(?i)log|console|print|pino|winston|zap")


class _File:
    """A file's tree and what its variables were last given."""

    def __init__(self, file: SourceFile) -> None:
        self.file = file
        self.kind = "javascript" if file.language == "typescript" else file.language
        # What a command prints goes to the person who ran it.
        self.command = _COMMANDS.search(file.path) is not None or file.role == "script"
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
        return next((kind for kind in (_SECRET, _REQUEST, _TOKEN) if kind in found), None)

    def _variable(self, node: Node, depth: int) -> str | None:
        value = self.last_value(node)
        named = _by_name(text_of(node))
        if value is not None:
            if (
                value.type
                in {"string", "interpreted_string_literal", "none", "null", "true", "false", "integer", "number"}
                and "$" not in text_of(value)[:2]
            ):
                return None if not named or len(text_of(value)) < 6 or _MASKED.search(text_of(value)) else named
            if _MASKED.search(text_of(value)) and value.type in {
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
            return _REQUEST
        if re.search(
            rf"@Body\(\s*\)\s*{name}\s*:\s*\w*(Login|SignIn|SignUp|Register|Password|Credential|Auth)\w*",
            parameters,
            re.IGNORECASE,
        ):
            return _REQUEST
        if re.search(rf"@Headers\(\s*\)\s*{name}\b", parameters):
            return _REQUEST
        return None

    def _member(self, node: Node) -> str | None:
        text = re.sub(r"\s+", "", text_of(node)).replace("?.", ".")
        if _REQUEST_PLACE[self.kind].match(text):
            return _REQUEST
        field = (
            node.child_by_field_name("attribute")
            or node.child_by_field_name("property")
            or node.child_by_field_name("field")
        )
        kind = _by_name(text_of(field))
        # The token of a checkout or a transaction is its number, not a key to anything.
        return None if kind == _TOKEN and _NUMBERED.search(text) else kind

    def _item(self, node: Node) -> str | None:
        key = node.child_by_field_name("subscript") or node.child_by_field_name("index")
        if key is None or key.type not in {"string", "interpreted_string_literal", "template_string"}:
            return None
        return _by_name(text_of(key))

    def _call(self, node: Node, depth: int) -> str | None:
        text = re.sub(r"\s+", "", text_of(node))
        if _REQUEST_CALL[self.kind].match(text) or _READ_BODY.match(text):
            return _REQUEST
        function = node.child_by_field_name("function")
        arguments = node.child_by_field_name("arguments")
        values = (
            [child for child in arguments.named_children if child.type != "comment"] if arguments is not None else []
        )
        name = re.split(r"[.\s]", text_of(function))[-1]
        if _MASKED.search(text_of(function)):
            return None
        if (
            name in _GETTERS
            and values
            and values[0].type in {"string", "interpreted_string_literal", "template_string"}
        ):
            return _by_name(text_of(values[0]))
        if name not in _THROUGH and not re.match(r"(zap|slog)\.(String|Any|ByteString|Reflect)$", text_of(function)):
            return None
        found = self._any(values, depth)
        if found or function is None or name in {"Any", "String", "Sprintf", "stringify", "dumps", "Field"}:
            return found or self._named_field(values)
        receiver = function.child_by_field_name("object") or function.child_by_field_name("operand")
        if receiver is None or receiver.type in {"string"}:
            return None
        return self.leak(receiver, depth + 1)

    def _named_field(self, values: list[Node]) -> str | None:
        """``zap.String("password", pw)``: the name tells what the value is."""
        for key, value in itertools.pairwise(values):
            if key.type == "interpreted_string_literal" and value.type in {"identifier", "selector_expression"}:
                kind = _by_name(text_of(key))
                if (
                    kind == _SECRET
                    and not _MASKED.search(text_of(value))
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
        named = _by_name(text_of(key))
        plain = value.type in {"identifier", "attribute", "member_expression", "selector_expression"}
        if (
            named == _SECRET
            and plain
            and not _MASKED.search(text_of(value))
            and not re.search(r"(?i)(^|\.|_)(ok|is|has|valid|length|count|id)", text_of(value))
        ):
            return named if self.last_value(value) is None or value.type != "identifier" else None
        return None

    # --- calls ----------------------------------------------------------------------------------------------------

    def matches(self) -> Iterator[Match]:
        seen: set[int] = set()
        for call in sorted(
            find_all(self.file, self.root, _CALLS[self.file.language]),
            key=lambda node: (node.start_byte, -node.end_byte),
        ):
            sink = self._sink(call)
            if sink is None:
                continue
            holder = call.child_by_field_name("arguments")
            arguments = (
                [child for child in holder.named_children if child.type != "comment"] if holder is not None else []
            )
            for argument in arguments:
                kind = self.leak(argument)
                if kind is None and sink != "print" and self.kind == "go":
                    kind = self._named_field(arguments)
                if (
                    kind is None
                    and self.kind == "go"
                    and field_of(argument, arguments, lambda name: _by_name(name) == _SECRET)
                ):
                    kind = _SECRET
                if kind is None or _MASKED.search(text_of(argument)):
                    continue
                if kind == _TOKEN and (_LANGUAGE_TOKENS.search(self.file.data) or is_record(argument, _by_name)):
                    continue
                if for_developers(call):
                    break
                line = call.start_point.row
                if line not in seen:
                    seen.add(line)
                    yield self._match(call, argument, kind, sink)
                break

    def _sink(self, call: Node) -> str | None:
        if call.type == "composite_literal":
            return None
        function = call.child_by_field_name("function")
        if function is None:
            return None
        if function.type == "identifier":
            return (
                "print"
                if self.kind == "python" and not self.command and text_of(function) in {"print", "pprint"}
                else None
            )
        receiver = function.child_by_field_name("object") or function.child_by_field_name("operand")
        name = (
            function.child_by_field_name("attribute")
            or function.child_by_field_name("property")
            or function.child_by_field_name("field")
        )
        verb, owner = text_of(name), re.sub(r"\s+", "", text_of(receiver))
        if owner == "fmt":
            return "print" if verb in {"Print", "Printf", "Println"} and not self.command else None
        if len(owner) > 300 or _NOT_LOGGER.search(owner):
            return None
        if verb in _FIELD_VERBS:
            chain = owner.split("(")[0]
            return (
                "log"
                if self.kind == "go"
                and re.search(r"(?i)\b(\w*\.)*(log|logger|zero|zlog|logrus|event|slog)(\.|$)", chain)
                else None
            )
        if verb not in _VERBS:
            return None
        return "log" if _LOGGER.match(owner) else None

    def _match(self, call: Node, argument: Node, kind: str, sink: str) -> Match:
        what = shorten(text_of(argument))
        start, end = positions(self.file, call)
        if kind == _SECRET:
            message = f"`{what}` puts a secret into the log, where it is copied to files, aggregators and backups. Leave it out, or log an id of it."
        elif kind == _TOKEN:
            message = f"`{what}` puts what looks like a token or secret into the log, where any reader can use it. Leave it out, or log an id of it."
        else:
            message = (
                f"`{what}` puts the whole body, headers or cookies of a request into the log, passwords and tokens included. "
                "Log the fields you need."
            )
        certain = kind == _SECRET and sink == "log"
        return Match(
            rule=_RULE,
            path=self.file.path,
            start=start,
            end=end,
            message=message,
            variant=f"{_RULE}.{kind}",
            severity=None if certain else Severity.WARNING,
            confidence=Confidence.HIGH if certain else Confidence.MEDIUM,
        )


def find(file: SourceFile) -> Iterator[Match]:
    """Every log call of a file that writes a secret."""
    if not _LOGS.search(file.data) or not _WORTH_A_LOOK.search(file.data) or is_frontend(file):
        return
    yield from _File(file).matches()
