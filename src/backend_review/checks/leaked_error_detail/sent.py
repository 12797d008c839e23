"""What a place in the code puts into a response, and with which status."""

from __future__ import annotations

import re

from tree_sitter import Node

from backend_review.checks._syntax import enclosing, text_of
from backend_review.checks._values import FUNCTIONS, arguments_of, keyword

_ROUTED = re.compile(
    r"@[\w.]+\.(route|get|post|put|patch|delete|head|options|errorhandler|app_errorhandler|exception_handler|api_route)\("
)
_PYTHON_RESPONSES = re.compile(
    r"^(\w+\.)*(JSONResponse|ORJSONResponse|UJSONResponse|PlainTextResponse|HTMLResponse|Response|HttpResponse(ServerError|BadRequest|NotFound|"
    r"Forbidden)?|JsonResponse|jsonify|make_response|APIException|json_response|render_template_string|render_template|start_response)$"
)
_NOT_SENT = frozenset(
    ["status", "status_code", "headers", "content_type", "mimetype", "media_type", "background", "reason_phrase"]
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
# https://github.com/koajs/koa/blob/master/docs/error-handling.md: what is thrown with no status, or one of the server's, is answered
# with the name of the status.
_HIDDEN = re.compile(r"^(?:5\d\d|_?(?:e|ex|err|error))$")
# https://docs.nestjs.com/exception-filters#throwing-standard-exceptions: the cause is logged, and not sent.
_ONLY_A_CAUSE = re.compile(r"^\{\s*cause\b(?:\s*:\s*[\w.]+)?\s*,?\s*\}$")
_JS_CLIENT_MADE = re.compile(
    r"^(BadRequest|Unauthorized|Forbidden|NotFound|Conflict|UnprocessableEntity|Gone|NotAcceptable)Exception$"
)
_WRITTEN_STATUS = re.compile(r"\b(?:WriteHeader|render\.Status|\w+\.Status)\((?:\w+,\s*)?([\w.]+)\)")
_GO_STATUS_FIRST = re.compile(
    r"^(JSON|IndentedJSON|PureJSON|SecureJSON|JSONP|XML|YAML|AbortWithStatusJSON|AbortWithStatusPureJSON|String|HTML|JSONPretty|Data|Blob)$"
)


def sent(kind: str, node: Node) -> tuple[list[Node], str]:
    """The values a node puts into a response, and the text that tells the status."""
    if kind == "python":
        return _sent_python(node), ""
    return _sent_javascript(node) if kind == "javascript" else _sent_go(node)


def _sent_python(node: Node) -> list[Node]:
    if node.type == "return_statement":
        return node.named_children[:1] if _is_view(node) else []
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
        return [value for name, value in arguments if not name] if _in_handler(node) else []
    if function == "self.set_status" or last == "HTTPError":
        return [value for name, value in arguments if name == "reason"]
    if function == "self.send_error":
        return [value for name, value in arguments if name == "reason"] + [
            value for name, value in arguments[1:] if not name
        ]
    return []


def _in_handler(node: Node) -> bool:
    holder = enclosing(node, {"class_definition"})
    return (
        holder is not None
        and re.search(r"Handler|View|Resource|Endpoint|Controller", text_of(holder).partition(":")[0]) is not None
    )


def _is_view(node: Node) -> bool:
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


def _sent_javascript(node: Node) -> tuple[list[Node], str]:
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
    if text_of(function.child_by_field_name("property")) == "throw" and _HIDDEN.match(text_of(arguments[0])):
        return [], ""
    if text_of(function.child_by_field_name("property")) not in _JS_SENDERS or not _RESPONSE.match(receiver):
        return [], ""
    return arguments, receiver + " " + " ".join(
        text_of(argument) for argument in arguments if argument.type == "number"
    )


def _sent_go(node: Node) -> tuple[list[Node], str]:
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
        return (arguments[1:], _written_before(node)) if _is_writer(node, first) else ([], "")
    if re.match(r"^render\.(JSON|PlainText|HTML|XML)$", name) and len(arguments) == 3:
        return arguments[2:], _written_before(node)
    owner = function.child_by_field_name("operand")
    receiver = re.sub(r"\s+", "", text_of(owner))
    if last == "Write" and _is_writer(node, receiver):
        return arguments, _written_before(node)
    if last == "Encode" and (encoder := re.match(r"^json\.NewEncoder\((\w+)\)$", receiver)):
        return (arguments, _written_before(node)) if _is_writer(node, encoder.group(1)) else ([], "")
    chained = re.match(r"^(c|ctx|context|fc)\.Status\((.*)\)$", receiver)
    if chained and last in {"JSON", "SendString", "Send", "XML"}:
        return arguments[:1], chained.group(2)
    if re.match(r"^(c|ctx|context|fc|gc|ginCtx|\w*[cC]tx)$", receiver):
        if last == "SendString":
            return arguments[:1], _written_before(node)
        if last == "JSON" and len(arguments) == 1:
            return arguments, _written_before(node)
        if _GO_STATUS_FIRST.match(last) and len(arguments) > 1:
            return arguments[1:], first
    return [], ""


def _is_writer(node: Node, name: str) -> bool:
    function = enclosing(node, FUNCTIONS)
    while function is not None:
        if re.search(
            rf"\b{re.escape(name)}\s+http\.ResponseWriter\b", text_of(function.child_by_field_name("parameters"))
        ):
            return True
        function = enclosing(function, FUNCTIONS)
    return False


def _written_before(node: Node) -> str:
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
