"""What makes the text of an error in a response innocent: its class, the condition around it, the status."""

from __future__ import annotations

import re

from tree_sitter import Node

from backend_review.checks._syntax import text_of
from backend_review.checks.leaked_error_detail.origin import OF_THE_REQUEST

BROAD = re.compile(
    r"\b(Base)?Exception\b|SQLAlchemyError|DBAPIError|\b(Database|Operational|Programming|Integrity|Interface|Data|PyMongo|BotoCore|Client|"
    r"AMQP|Kafka|Redis|Postgres|Driver|Runtime|Connection|Write|DuplicateKey|Subprocess|CalledProcess|OS|IO)Error\b|"
    r"RequestException|SMTPException|OperationFailure|\b(psycopg2?|sqlite3|pymysql|connector|MySQLdb|asyncpg|requests|httpx|mysql)\.\w*Error\b"
)
# What projects raise themselves as well, with texts that are meant for the client.
_VALUE = re.compile(r"\b(Permission|Value|Type|Key|Attribute|Lookup|Index|HTTP)Error\b")
KNOWN_ERROR = re.compile(
    r"\binstanceof\b|\.?isOperational\b|\.expose\b|\.name\b|\.isJoi\b|\.isBoom\b|\.isAxiosError\b|\.code\b|\.type\b|\.validation\b|\.status\b|\.statusCode\b|"
    r"\.errors\b|\.issues\b|\bis[A-Z]\w*(Error|Exception)\b|errors\.(Is|As)\(|\.\(\*?\w*\.?\w*(Error|Err)\w*\)|\bIsNotFound\(|\.details\b|\bisinstance\(|"
    r"\b(e|ex|err|error|exception)\??\.(?!message|stack|Error\(|toString)\w+"
)
DEVELOPMENT = re.compile(
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
# ``errors.Kind(err)``: the status that belongs to an error, which is 500 for all that nobody thought of.
_STATUS_OF = re.compile(r"^[\w.]+\((?:.*[\s,(])?(?:err|\w+Err)\)$")
_SERVER_STATUS_GO = re.compile(
    r"^(5\d\d|\w+\.Status(InternalServerError|BadGateway|ServiceUnavailable|GatewayTimeout|NotImplemented|OK)|200|-1|)$"
)


def is_guarded(node: Node) -> bool:
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
                or KNOWN_ERROR.search(head)
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


def _condition_guards(statement: Node, branch: Node) -> bool:
    condition = statement.child_by_field_name("condition")
    text = (text_of(statement.child_by_field_name("initializer")) + " " + text_of(condition)).strip()
    alternative = statement.child_by_field_name("alternative")
    if alternative is not None and branch.id == alternative.id:
        return _PRODUCTION.search(text) is not None and not _NOT_PRODUCTION.search(text)
    consequence = statement.child_by_field_name("consequence")
    if consequence is None or branch.id != consequence.id:
        return False
    if KNOWN_ERROR.search(text):
        return _NEGATED.search(text) is None
    if _NOT_PRODUCTION.search(text):
        return True
    return DEVELOPMENT.search(text) is not None and _PRODUCTION.search(text) is None


def lower(kind: str, node: Node, status: str, caught: str) -> bool | None:
    """Whether a leak is shown as information only; None when it is none."""
    if kind == "python":
        if is_guarded(node):
            return None
        if not caught or BROAD.search(caught):
            return False
        return True if _VALUE.search(caught) else None
    if kind == "go":
        return caught == OF_THE_REQUEST or not (
            _SERVER_STATUS_GO.match(status.strip()) or _STATUS_OF.match(status.strip())
        )
    return _CLIENT_STATUS.search(status) is not None


_HELD = re.compile(r"^(?:mapErr|orElse|mapLeft|orElseW|match|fold)$")
_TEXT_OF = r"\b{}\??\.message\b"


def is_held(node: Node, value: Node) -> bool:
    """JavaScript: whether a text is the message of an error that a value held (``result.mapErr((error) => …)``).

    What is held there is an error of the program's own making, with words that it chose. All of one is more than that.
    """
    around = node.parent
    while around is not None and around.type not in {"arrow_function", "function_expression"}:
        around = around.parent
    call = around.parent.parent if around is not None and around.parent is not None else None
    target = call.child_by_field_name("function") if call is not None and call.type == "call_expression" else None
    if around is None or target is None or not _HELD.match(text_of(target.child_by_field_name("property"))):
        return False
    given = around.child_by_field_name("parameters") or around.child_by_field_name("parameter")
    name = re.sub(r"[\s(]|:.*|\).*", "", text_of(given))
    written = text_of(value)
    rest = re.sub(_TEXT_OF.format(re.escape(name)), "", written)
    return name.isidentifier() and rest != written and re.search(rf"(?<![.\w]){re.escape(name)}\b", rest) is None
