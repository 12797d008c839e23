"""The text of an unexpected error in a response. A check of its own: it depends on the class that is caught, on the condition
around it and on the status, and asking that of every expression is too slow for a data-flow engine."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tree_sitter import Node

from backend_review.checks._syntax import enclosing, find_all, positions, text_of
from backend_review.checks._values import FUNCTIONS, Values, arguments_of, conditional_parts, keyword, pair, parts_of
from backend_review.finding import Confidence, Match, Severity
from backend_review.messages import shorten
from backend_review.project.frontend import is_frontend
from backend_review.project.source import SourceFile

LANGUAGES = frozenset({"python", "javascript", "typescript", "go"})

_RULE = "leaked-error-detail"

# --- Python: the class that is caught ---

_BROAD = re.compile(
    r"\b(Base)?Exception\b|SQLAlchemyError|DBAPIError|\b(Database|Operational|Programming|Integrity|Interface|Data|PyMongo|BotoCore|Client|"
    r"AMQP|Kafka|Redis|Postgres|Driver|Runtime|Connection|Write|DuplicateKey|Subprocess|CalledProcess|OS|IO)Error\b|"
    r"RequestException|SMTPException|OperationFailure|\b(psycopg2?|sqlite3|pymysql|connector|MySQLdb|asyncpg|requests|httpx|mysql)\.\w*Error\b"
)
# What projects raise themselves as well, with texts that are meant for the client.
_VALUE = re.compile(r"\b(Permission|Value|Type|Key|Attribute|Lookup|Index|HTTP)Error\b")
_CENTRAL = re.compile(r"exception_handler|handle_exception")
_REGISTERED = re.compile(r"\.(?:errorhandler|app_errorhandler|exception_handler)\((.*)\)", re.DOTALL)
_ROUTED = re.compile(
    r"@[\w.]+\.(route|get|post|put|patch|delete|head|options|errorhandler|app_errorhandler|exception_handler|api_route)\("
)
_PYTHON_TEXT = frozenset(
    [
        "args",
        "message",
        "msg",
        "orig",
        "strerror",
        "reason",
        "pgerror",
        "diag",
        "output",
        "stderr",
        "stdout",
        "detail",
        "details",
        "__cause__",
        "__context__",
    ]
)
_PYTHON_RESPONSES = re.compile(
    r"^(\w+\.)*(JSONResponse|ORJSONResponse|UJSONResponse|PlainTextResponse|HTMLResponse|Response|HttpResponse(ServerError|BadRequest|NotFound|"
    r"Forbidden)?|JsonResponse|jsonify|make_response|APIException|json_response|render_template_string|render_template|start_response)$"
)
_NOT_SENT = frozenset(
    ["status", "status_code", "headers", "content_type", "mimetype", "media_type", "background", "reason_phrase"]
)

# --- JavaScript, Go: names and conditions ---

_ERROR_NAME = re.compile(r"^_?(e|ex|err|error|exception|\w+(Err|Error|Exception))$")
_GO_ERROR = re.compile(
    r"^(\w*[eE]rr\d?|\w*Error|e|ex|[\w.]+\.(Err|Error|Err\(\))|(errors|pkgerrors)\.\w+\(.*|fmt\.Errorf\(.*)$", re.DOTALL
)
_JS_TEXT = frozenset(
    ["message", "stack", "sqlMessage", "sql", "detail", "cause", "reason", "stderr", "stdout", "inner", "toString"]
)
_RESPONSE = re.compile(
    r"^(this\.|self\.)?(_?res|_?resp|_?response|reply|rep|ctx|c|context|koaCtx|h)\b(?!\.(log|req|request|app|logger|state|session)\b)"
)
_JS_SENDERS = frozenset(
    ["json", "send", "end", "write", "jsonp", "text", "html", "render", "internalServerError", "throw"]
)
_JS_MADE = re.compile(
    r"^(Response|NextResponse|HttpException|HTTPException|InternalServerErrorException|BadGatewayException|ServiceUnavailableException|"
    r"(BadRequest|Unauthorized|Forbidden|NotFound|Conflict|UnprocessableEntity|Gone|NotAcceptable)Exception|"
    r"create(Http)?Error(\.InternalServerError)?|Response\.json|NextResponse\.json|Boom\.(badImplementation|internal))$"
)
# https://docs.nestjs.com/exception-filters#throwing-standard-exceptions: the cause is logged, and not sent.
_ONLY_A_CAUSE = re.compile(r"^\{\s*cause\b(?:\s*:\s*[\w.]+)?\s*,?\s*\}$")
_JS_CLIENT_MADE = re.compile(
    r"^(BadRequest|Unauthorized|Forbidden|NotFound|Conflict|UnprocessableEntity|Gone|NotAcceptable)Exception$"
)

_KNOWN_ERROR = re.compile(
    r"\binstanceof\b|\.?isOperational\b|\.expose\b|\.name\b|\.isJoi\b|\.isBoom\b|\.isAxiosError\b|\.code\b|\.type\b|\.validation\b|\.status\b|\.statusCode\b|"
    r"\.errors\b|\.issues\b|\bis[A-Z]\w*(Error|Exception)\b|errors\.(Is|As)\(|\.\(\*?\w*\.?\w*(Error|Err)\w*\)|\bIsNotFound\(|\.details\b|\bisinstance\(|"
    r"\b(e|ex|err|error|exception)\??\.(?!message|stack|Error\(|toString)\w+"
)
_DEVELOPMENT = re.compile(
    r"(?i)node_env|\benv\b|\.env\b|is_?dev|development|debug|gin\.Mode|IsDebugging|verbose|is_?prod|production|show_?stack"
)
_PRODUCTION = re.compile(
    r"(?i)(===?|==)\s*['\"]prod|(?<![!\w.])\w*\.?is_?prod(uction)?\b|gin\.ReleaseMode|\bnot\s+[\w.]*debug"
)
_NOT_PRODUCTION = re.compile(
    r"(?i)!==?\s*['\"]prod|!\s*\w*\.?is_?prod|!=\s*\"?prod|!=\s*gin\.ReleaseMode|\bnot\s+[\w.]*prod"
)
_NEGATED = re.compile(r"^\(*\s*!\s*\(*\s*[\w.]+\s+instanceof|!errors\.|!ok\b|^\s*not\s+isinstance")

_CLIENT_STATUS = re.compile(r"\b(40[13]|\w*(Unauthorized|UNAUTHORIZED|Forbidden|FORBIDDEN))\b")
_SERVER_STATUS_GO = re.compile(
    r"^(5\d\d|\w+\.Status(InternalServerError|BadGateway|ServiceUnavailable|GatewayTimeout|NotImplemented|OK)|200|-1|)$"
)
_WRITTEN_STATUS = re.compile(r"\b(?:WriteHeader|render\.Status|\w+\.Status)\((?:\w+,\s*)?([\w.]+)\)")

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
        "split",
        "splitlines",
        "format_exception_only",
        "escape",
        "nl2br",
    ]
)
_GO_STATUS_FIRST = re.compile(
    r"^(JSON|IndentedJSON|PureJSON|SecureJSON|JSONP|XML|YAML|AbortWithStatusJSON|AbortWithStatusPureJSON|String|HTML|JSONPretty|Data|Blob)$"
)
_QUERIES = {
    "python": "[(call) (return_statement)] @x",
    "javascript": "[(call_expression) (new_expression) (assignment_expression)] @x",
    "typescript": "[(call_expression) (new_expression) (assignment_expression)] @x",
    "go": "(call_expression) @x",
}
_WORTH_A_LOOK = {
    "python": re.compile(rb"\bexcept\b|traceback|exception_handler|errorhandler|handle_exception"),
    "javascript": re.compile(rb"(?i)\bcatch\b|err"),
    "go": re.compile(rb"\.Error\(\)|[eE]rr\b|debug\.Stack"),
}


class _Leaks(Values):
    """The responses of a file and the errors in them."""

    def find(self) -> Iterator[Match]:
        lines: set[int] = set()
        sinks = find_all(self.file, self.root, _QUERIES[self.file.language])
        writers = self.file.language != "go" or re.search(
            r"ResponseWriter|gin\b|echo\b|fiber\b|fasthttp", self.file.text
        )
        if not writers:
            return
        for node in sorted(sinks, key=lambda item: (item.start_byte, -item.end_byte)):
            sent, status = self._sent(node)
            for value in sent:
                caught = self.carries(value)
                if caught is None or node.start_point.row in lines:
                    continue
                if self.kind != "python" and self._guarded(node):
                    continue
                lower = self._lower(node, status, caught)
                if lower is None:
                    continue
                lines.add(node.start_point.row)
                yield self._match(node, value, lower)

    # --- what is sent ---------------------------------------------------------------------------------------------

    def _sent(self, node: Node) -> tuple[list[Node], str]:
        """The values a node puts into a response, and the text that tells the status."""
        if self.kind == "python":
            return self._sent_python(node), ""
        return self._sent_javascript(node) if self.kind == "javascript" else self._sent_go(node)

    def _sent_python(self, node: Node) -> list[Node]:
        if node.type == "return_statement":
            return node.named_children[:1] if self._is_view(node) else []
        function = re.sub(r"\s+", "", text_of(node.child_by_field_name("function")))
        last = function.rpartition(".")[2]
        arguments = [keyword(argument) for argument in arguments_of(node)]
        if last in {"HTTPException"}:
            return [value for name, value in arguments if name == "detail"] or [
                value for name, value in arguments[1:2] if not name
            ]
        if last == "abort":
            return [value for name, value in arguments[1:] if name not in _NOT_SENT]
        if re.match(r"^(aiohttp\.)?web\.(Response|HTTP\w+)$", function):
            return [value for name, value in arguments if name in {"text", "body", "reason"}]
        if _PYTHON_RESPONSES.match(function):
            return [value for name, value in arguments if name not in _NOT_SENT]
        if function in {"self.write", "self.finish", "self.wfile.write"}:
            return [value for name, value in arguments if not name] if self._in_handler(node) else []
        if function == "self.set_status" or last == "HTTPError":
            return [value for name, value in arguments if name == "reason"]
        if function == "self.send_error":
            return [value for name, value in arguments if name == "reason"] + [
                value for name, value in arguments[1:] if not name
            ]
        return []

    def _in_handler(self, node: Node) -> bool:
        holder = enclosing(node, {"class_definition"})
        return (
            holder is not None
            and re.search(r"Handler|View|Resource|Endpoint|Controller", text_of(holder).partition(":")[0]) is not None
        )

    def _is_view(self, node: Node) -> bool:
        """Whether a function's return value is the response."""
        function = enclosing(node, FUNCTIONS)
        if function is None or function.type == "lambda":
            return False
        holder = function.parent
        if (
            holder is not None
            and holder.type == "decorated_definition"
            and _ROUTED.search(text_of(holder).partition("def ")[0])
        ):
            return True
        owner = enclosing(function, {"class_definition"})
        return (
            owner is not None
            and text_of(function.child_by_field_name("name")) in {"get", "post", "put", "patch", "delete"}
            and re.search(r"\b(Resource|MethodView)\b", text_of(owner.child_by_field_name("superclasses"))) is not None
        )

    def _sent_javascript(self, node: Node) -> tuple[list[Node], str]:
        if node.type == "assignment_expression":
            left = re.sub(r"\s+", "", text_of(node.child_by_field_name("left")))
            right = node.child_by_field_name("right")
            return (
                ([right], "")
                if right is not None and re.match(r"^(this\.)?(ctx|c|context|koaCtx)(\.response)?\.body$", left)
                else ([], "")
            )
        function = node.child_by_field_name("function") or node.child_by_field_name("constructor")
        arguments = arguments_of(node)
        name = re.sub(r"\s+", "", text_of(function))
        if function is None or not arguments:
            return [], ""
        if _JS_MADE.match(name):
            status = "401" if _JS_CLIENT_MADE.match(name) else text_of(arguments[0]) if len(arguments) > 1 else ""
            return [item for item in arguments if not _ONLY_A_CAUSE.match(text_of(item))], status
        if function.type != "member_expression":
            return [], ""
        receiver = re.sub(r"\s+", "", text_of(function.child_by_field_name("object")))
        if text_of(function.child_by_field_name("property")) not in _JS_SENDERS or not _RESPONSE.match(receiver):
            return [], ""
        return arguments, receiver + " " + " ".join(
            text_of(argument) for argument in arguments if argument.type == "number"
        )

    def _sent_go(self, node: Node) -> tuple[list[Node], str]:
        function = node.child_by_field_name("function")
        arguments = arguments_of(node)
        name = re.sub(r"\s+", "", text_of(function))
        if function is None or not arguments:
            return [], ""
        last = name.rpartition(".")[2]
        first = text_of(arguments[0])
        if name == "http.Error" and len(arguments) == 3:
            return arguments[1:2], text_of(arguments[2])
        if name in {"echo.NewHTTPError", "fiber.NewError"} and len(arguments) > 1:
            return arguments[1:], first
        if name in {"fmt.Fprint", "fmt.Fprintf", "fmt.Fprintln", "io.WriteString"}:
            return (arguments[1:], self._written_before(node)) if self._is_writer(node, first) else ([], "")
        if re.match(r"^render\.(JSON|PlainText|HTML|XML)$", name) and len(arguments) == 3:
            return arguments[2:], self._written_before(node)
        owner = function.child_by_field_name("operand")
        receiver = re.sub(r"\s+", "", text_of(owner))
        if last == "Write" and self._is_writer(node, receiver):
            return arguments, self._written_before(node)
        if last == "Encode" and (encoder := re.match(r"^json\.NewEncoder\((\w+)\)$", receiver)):
            return (arguments, self._written_before(node)) if self._is_writer(node, encoder.group(1)) else ([], "")
        chained = re.match(r"^(c|ctx|context|fc)\.Status\((.*)\)$", receiver)
        if chained and last in {"JSON", "SendString", "Send", "XML"}:
            return arguments[:1], chained.group(2)
        if re.match(r"^(c|ctx|context|fc|gc|ginCtx|\w*[cC]tx)$", receiver):
            if last == "SendString":
                return arguments[:1], self._written_before(node)
            if last == "JSON" and len(arguments) == 1:
                return arguments, self._written_before(node)
            if _GO_STATUS_FIRST.match(last) and len(arguments) > 1:
                return arguments[1:], first
        return [], ""

    def _is_writer(self, node: Node, name: str) -> bool:
        function = enclosing(node, FUNCTIONS)
        while function is not None:
            if re.search(
                rf"\b{re.escape(name)}\s+http\.ResponseWriter\b", text_of(function.child_by_field_name("parameters"))
            ):
                return True
            function = enclosing(function, FUNCTIONS)
        return False

    def _written_before(self, node: Node) -> str:
        """The status that was set in the same block before."""
        statement = node
        while statement.parent is not None and statement.parent.type not in {"block", "statement_list"}:
            statement = statement.parent
        previous = statement.prev_named_sibling
        for _ in range(5):
            if previous is None:
                break
            found = _WRITTEN_STATUS.search(text_of(previous)) if previous.type == "expression_statement" else None
            if found:
                return found.group(1)
            previous = previous.prev_named_sibling
        return ""

    # --- what carries an error ------------------------------------------------------------------------------------

    def carries(self, node: Node, depth: int = 0) -> str | None:
        """The classes of the error whose text an expression holds (empty when any); None when it holds none."""
        if depth > 9 or node.end_byte - node.start_byte > 6000:
            return None
        kind = node.type
        if kind in {"identifier", "shorthand_property_identifier"}:
            return self._variable(node, depth)
        if kind in {"attribute", "member_expression", "selector_expression"}:
            return self._member(node, depth)
        if kind in {
            "call",
            "call_expression",
            "type_conversion_expression",
            "subscript",
            "subscript_expression",
            "index_expression",
        }:
            return self._call(node, depth)
        if kind in {"pair", "keyword_argument", "keyed_element"}:
            value = pair(node)[1]
            # encoding/json writes an error as {}: only its text leaks.
            if value is None or (
                self.kind == "go"
                and value.type == "identifier"
                and _GO_ERROR.match(text_of(value))
                and self.last_value(value) is None
            ):
                return None
            if self.kind == "go" and value.type == "identifier" and re.match(r"^\w*[eE]rr$", text_of(value)):
                return None
            return self.carries(value, depth + 1)
        if kind in {"conditional_expression", "ternary_expression"}:
            condition, values = conditional_parts(node)
            if (
                _KNOWN_ERROR.search(text_of(condition))
                or _DEVELOPMENT.search(text_of(condition))
                or "nown" in text_of(condition)
            ):
                return None
            return self._first(values, depth)
        if kind in {"binary_expression", "boolean_operator"} and text_of(node.child_by_field_name("operator")) in {
            "&&",
            "and",
        }:
            left = text_of(node.named_children[0])
            if _KNOWN_ERROR.search(left) or _DEVELOPMENT.search(left):
                return None
        parts = parts_of(node)
        return self._first(parts, depth) if parts else None

    def _first(self, nodes: list[Node], depth: int) -> str | None:
        found = [caught for node in nodes if (caught := self.carries(node, depth + 1)) is not None]
        # One that may be anything says more than one of a known class.
        return min(found, key=lambda caught: 0 if not caught or _BROAD.search(caught) else 1) if found else None

    def _variable(self, node: Node, depth: int) -> str | None:
        caught = self._caught(node)
        if caught is not None:
            return caught
        value = self.last_value(node)
        if (
            value is not None
            and (self.kind == "python" or not self._guarded(value))
            and (found := self.carries(value, depth + 1)) is not None
        ):
            return found
        return self._first([part for part in self.parts_given(node) if not self._guarded(part)], depth)

    def _caught(self, node: Node) -> str | None:
        """The classes of a variable that holds an error."""
        name = text_of(node)
        if self.kind == "go":
            return "" if re.match(r"^\w*[eE]rr\d?$", name) and self._formatted(node) else None
        current = node.parent
        while current is not None:
            if current.type == "except_clause":
                found = [child for child in current.named_children if child.type not in {"block", "comment"}]
                if found and found[0].type == "as_pattern" and text_of(found[0].named_children[-1]) == name:
                    return text_of(found[0].named_children[0])
            elif current.type == "catch_clause":
                if text_of(current.child_by_field_name("parameter")) == name:
                    return ""
            elif current.type in FUNCTIONS:
                found_here = self._handler_parameter(current, name)
                if found_here is not None:
                    return found_here
            current = current.parent
        return None

    def _formatted(self, node: Node) -> bool:
        """Whether a Go error is formatted into text where it stands, or given to a constructor that does."""
        parent = node.parent
        if parent is None or parent.type != "argument_list" or parent.parent is None:
            return False
        function = text_of(parent.parent.child_by_field_name("function"))
        return re.match(r"^(fmt\.(Sprint|Fprint)(f|ln)?|echo\.NewHTTPError)$|\.String$", function) is not None

    def _handler_parameter(self, function: Node, name: str) -> str | None:
        """Whether a parameter is an error handed in by the framework or a promise; its classes when it is."""
        if self.kind == "python":
            parameters = text_of(function.child_by_field_name("parameters"))
            if not re.search(rf"\b{re.escape(name)}\b", parameters) or function.type == "lambda":
                return None
            holder = function.parent
            decorated = (
                text_of(holder).partition("def ")[0]
                if holder is not None and holder.type == "decorated_definition"
                else ""
            )
            registered = _REGISTERED.search(decorated)
            if registered:
                return registered.group(1) if _ERROR_NAME.match(name) or name == "exc" else None
            if (
                _CENTRAL.search(text_of(function.child_by_field_name("name")))
                and re.match(r"\(\s*(self,\s*)?" + re.escape(name), parameters)
                and "," in parameters
            ):
                return ""
            typed = re.search(rf"\b{re.escape(name)}\s*:\s*(Base)?Exception\b", parameters)
            return "" if typed else None
        single = function.child_by_field_name("parameter")
        if single is not None:
            return "" if text_of(single) == name and _ERROR_NAME.match(name) else None
        parameters_node = function.child_by_field_name("parameters")
        if parameters_node is None or not parameters_node.named_children:
            return None
        first = parameters_node.named_children[0]
        pattern = first.child_by_field_name("pattern") or first
        if text_of(pattern) != name:
            return None
        if function.type == "method_definition":
            owner = enclosing(function, {"class_declaration", "class"})
            before = (
                text_of(owner.parent)
                if owner is not None and owner.parent is not None and owner.parent.type == "export_statement"
                else text_of(owner)
            )
            catches = re.search(r"@Catch\(([^)]*)\)", before.partition("class ")[0])
            return (
                ""
                if catches and not catches.group(1).strip() and text_of(function.child_by_field_name("name")) == "catch"
                else None
            )
        annotation = text_of(first.child_by_field_name("type"))
        if not _ERROR_NAME.match(name) or (
            annotation and not re.search(r"\b(any|unknown|Error|FastifyError|ErrorRequestHandler)\b", annotation)
        ):
            return None
        return ""

    def _member(self, node: Node, depth: int) -> str | None:
        owner = node.child_by_field_name("object") or node.child_by_field_name("operand")
        field = text_of(
            node.child_by_field_name("attribute")
            or node.child_by_field_name("property")
            or node.child_by_field_name("field")
        )
        if owner is None or self.kind == "go":
            return None
        if field not in (_PYTHON_TEXT if self.kind == "python" else _JS_TEXT):
            return None
        # A field of some other object that was given an error is not looked into.
        inner = owner
        while (
            inner.type in {"parenthesized_expression", "as_expression", "non_null_expression"} and inner.named_children
        ):
            inner = inner.named_children[0]
        if inner.type == "identifier":
            return self._caught(inner)
        return self.carries(inner, depth + 1) if inner.type in {"member_expression", "attribute"} else None

    def _call(self, node: Node, depth: int) -> str | None:
        if node.type in {"subscript", "subscript_expression", "index_expression"}:
            owner = node.named_children[0] if node.named_children else None
            return (
                self.carries(owner, depth + 1)
                if owner is not None and owner.type in {"attribute", "call", "call_expression"}
                else None
            )
        function = node.child_by_field_name("function")
        if node.type == "type_conversion_expression":
            return self._first(node.named_children[-1:], depth)
        name = re.sub(r"\s+", "", text_of(function))
        last = name.rpartition(".")[2]
        if self.kind == "python" and re.match(
            r"^(traceback\.)?(format_exc|format_exception|format_tb|format_stack)$|^sys\.exc_info$", name
        ):
            return ""
        if self.kind == "go":
            if name == "debug.Stack":
                return ""
            if last == "Error" and not arguments_of(node):
                return "" if _GO_ERROR.match(name.rpartition(".")[0]) else None
            if name in {"[]byte"}:
                return self._first(arguments_of(node), depth)
        if last not in _THROUGH and name != "[]byte":
            return None
        found = self._first([keyword(argument)[1] for argument in arguments_of(node)], depth)
        if found is not None or function is None:
            return found
        receiver = function.child_by_field_name("object") or function.child_by_field_name("operand")
        return self.carries(receiver, depth + 1) if receiver is not None and receiver.type != "string" else None

    # --- what makes it innocent -----------------------------------------------------------------------------------

    def _guarded(self, node: Node) -> bool:
        """Whether a place stands behind a test of the kind of error or of the environment."""
        current = node
        while current.parent is not None:
            parent = current.parent
            if parent.type in {"if_statement", "elif_clause"} and _condition_guards(parent, current):
                return True
            if parent.type in {"switch_statement", "expression_switch_statement", "type_switch_statement"}:
                head = text_of(parent).partition("{")[0]
                if (
                    parent.type == "type_switch_statement"
                    or _KNOWN_ERROR.search(head)
                    or "constructor" in head
                    or "errors." in head
                ):
                    return True
            if parent.type in {
                "function_declaration",
                "method_definition",
                "method_declaration",
                "function_definition",
            }:
                return False
            current = parent
        return False

    def _lower(self, node: Node, status: str, caught: str) -> bool | None:
        """Whether a leak is shown as information only; None when it is none."""
        if self.kind == "python":
            if self._guarded(node):
                return None
            if not caught or _BROAD.search(caught):
                return False
            return True if _VALUE.search(caught) else None
        if self.kind == "go":
            return _SERVER_STATUS_GO.match(status.strip()) is None
        return _CLIENT_STATUS.search(status) is not None

    def _match(self, node: Node, value: Node, lower: bool) -> Match:
        start, end = positions(self.file, node)
        what = shorten(text_of(value))
        if lower:
            message = (
                f"`{what}` sends the text of the error to the client: fine when it was made for the client, not when a library wrote it. "
                "Answer with a message of your own unless you raised the error."
            )
        else:
            message = (
                f"`{what}` sends the text of an unexpected error to the client, which shows queries, paths, hosts and library internals. "
                "Log it and answer with a fixed message."
            )
        return Match(
            rule=_RULE,
            path=self.file.path,
            start=start,
            end=end,
            message=message,
            variant=f"{_RULE}.{self.kind}",
            severity=Severity.INFO if lower else None,
            confidence=Confidence.LOW if lower else Confidence.MEDIUM,
        )


def _condition_guards(statement: Node, branch: Node) -> bool:
    condition = statement.child_by_field_name("condition")
    text = (text_of(statement.child_by_field_name("initializer")) + " " + text_of(condition)).strip()
    alternative = statement.child_by_field_name("alternative")
    if alternative is not None and branch.id == alternative.id:
        return _PRODUCTION.search(text) is not None and not _NOT_PRODUCTION.search(text)
    consequence = statement.child_by_field_name("consequence")
    if consequence is None or branch.id != consequence.id:
        return False
    if _KNOWN_ERROR.search(text):
        return _NEGATED.search(text) is None
    if _NOT_PRODUCTION.search(text):
        return True
    return _DEVELOPMENT.search(text) is not None and _PRODUCTION.search(text) is None


def find(file: SourceFile) -> Iterator[Match]:
    """Every response of a file that holds the text of an error."""
    kind = "javascript" if file.language == "typescript" else file.language
    if _WORTH_A_LOOK[kind].search(file.data) and not is_frontend(file):
        yield from _Leaks(file).find()
