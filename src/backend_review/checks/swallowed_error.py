"""Handlers that make an error disappear. A check of its own because a comment that says why makes one innocent."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import tree_sitter_go
import tree_sitter_javascript
import tree_sitter_python
import tree_sitter_typescript
from tree_sitter import Language, Node, Parser, Query, QueryCursor

from backend_review.finding import Confidence, Match, Position, Severity
from backend_review.project.frontend import is_frontend
from backend_review.project.source import SourceFile

LANGUAGES = frozenset({"python", "javascript", "typescript", "go"})

_RULE = "swallowed-error"

# --- what makes a silent handler innocent -------------------------------------------------------------------------

_MARK = re.compile(r"(ruleid|ok|todoruleid|todook):")
_DIRECTIVE = re.compile(
    r"(noqa(:\s*[A-Z]+\d+(\s*,\s*[A-Z]+\d+)*)?|type:\s*ignore(\[[\w, -]*\])?|pylint:\s*\S+|pragma:?\s*no.?cover|nosec(\s+B\d+)?|"
    r"nolint\S*|eslint-disable\S*(\s+[\w@/-]+(\s*,\s*[\w@/-]+)*)?|@ts-\S+|istanbul ignore \w+|c8 ignore \w+|noinspection \w+|"
    r"nosemgrep\S*|NOSONAR|pyright:\s*\S+|skipcq\S*|lint:\S*)",
    re.IGNORECASE,
)
_EMPTY_WORDS = re.compile(
    r"^\W*((do(es)?|doing)? ?nothing( here)?|no-?op|pass|empty|(just |silently |simply )?"
    r"(ignor(e|es|ed|ing)|swallow|skip|suppress)( it| this| that| the| all| any)?( errors?| exceptions?| failures?| err)?|"
    r"(todo|fixme|xxx|hack)\b.*|(handle|log)( the| this)? ?(errors?|exceptions?|it)?( here| later| properly)?|errors?|whatever|bad practice.*|"
    r"catch( all)?( errors?| exceptions?)?|return( null| nil| none| false| undefined)?|continue|exception|oops|bug.*|vuln.*|bad[:,.].*)\W*$",
    re.IGNORECASE,
)
_REASON_ABOVE = re.compile(
    r"best.?effort|optional|fail|error|exception|swallow|\bmay not\b|might not|ignor|doesn't matter|not critical|non-?fatal|tolerat|"
    r"invalid|if (it|this|that) ",
    re.IGNORECASE,
)
# Undoing, closing and tidying up: nothing useful is left to do when it fails.
_CLEANUP = re.compile(
    r"^_?(a?close|aclosed?|close_?all|close_?connection|closing|rollback|abort|unlink(Sync)?|remove(All|Sync|_file|File|_?dirs?|Listener)?|"
    r"rm(Sync|tree|dir|dirSync)?|delete_?(temp|tmp)\w*|kill|killpg|terminate|cancel|disconnect|shutdown|stop|quit|exit|end|destroy|dispose|"
    r"release|releaseLock|unlock|unsubscribe|detach|join|clean_?up|teardown|tear_?down|clear(Timeout|Interval)?|logout|wait|"
    r"Rollback|Close|Remove|RemoveAll|Unlock|Sync|Flush|Stop|Shutdown|drain|finalize|reset|cancel_?\w*|close_?\w*|stop_?\w*)$"
)
_CLEANUP_FUNCTION = re.compile(
    r"^_*(del|exit|aexit|close|aclose|cleanup|clean_up|teardown|tear_down|shutdown|stop|dispose|destroy|on_?shutdown|on_?exit|rollback|"
    r"onModuleDestroy|onApplicationShutdown|disconnect)_*$",
    re.IGNORECASE,
)
# Questions whose answer may be "no": trying is the way to ask.
_PROBE_FUNCTION = re.compile(
    r"^_*(is|has|can|should|does|supports?|exists?|check|validate|valid|try|maybe|safe|attempt|test|probe|ping|health|ready|parse|"
    r"to|as|guess|detect|coerce|convert|decode|looks|looks_like|normali[sz]e|format|humani[sz]e|pretty|sniff|optional|tolerant)"
    r"($|_|[A-Z])|^_*try[A-Z_]|_?(or_?(none|null|default|undefined)|OrNull|OrNone|OrDefault|OrUndefined|safe(ly)?|Safe(ly)?|exists?|healthy|valid)$"
)
_PROBE_CALLS = {
    # parsing and converting
    "loads", "int", "float", "bool", "str", "repr", "len", "UUID", "Decimal", "fromisoformat", "strptime", "parse", "parse_obj", "literal_eval",
    "decode", "encode", "b64decode", "urlparse", "ip_address", "ip_network", "isoparse", "format", "split", "strip", "get", "lower", "upper",
    "JSON.parse", "JSON.stringify", "URL", "RegExp", "decodeURIComponent", "decodeURI", "BigInt", "Number", "String", "Date", "Buffer.from",
    "parseInt", "toString", "Intl.DateTimeFormat", "atob", "json", "text", "ObjectId", "normalize", "title", "model_validate",
    # looking whether something is there
    "require", "require.resolve", "import_module", "__import__", "import", "access", "accessSync", "stat", "statSync", "lstat", "lstatSync",
    "existsSync", "exists", "hasattr", "getattr", "isatty", "version", "find_spec", "getsockname", "gethostname", "gethostbyname",
}  # fmt: skip

_BROAD_PYTHON = {"Exception", "BaseException", "StandardError"}
# The base class of everything that can go wrong in a store, a broker or a request: as broad as Exception there.
_BROAD_LIBRARY = {
    "SQLAlchemyError", "DBAPIError", "DatabaseError", "OperationalError", "InterfaceError", "PyMongoError", "AMQPError", "KafkaError",
    "KafkaException", "psycopg2.Error", "psycopg.Error", "sqlite3.Error", "asyncpg.PostgresError", "PostgresError", "MySQLError",
    "pymysql.Error", "mysql.connector.Error", "RequestException", "HTTPError", "ClientError", "BotoCoreError", "SMTPException",
}  # fmt: skip


class _Tree:
    """A parsed file with its comments by line."""

    def __init__(self, file: SourceFile) -> None:
        grammar = "tsx" if file.path.endswith((".tsx", ".jsx")) else file.language
        self.file = file
        self.language = _language(grammar)
        self.root = Parser(self.language).parse(file.data).root_node
        self.comments: dict[int, list[Node]] = {}
        for node in self.find("(comment) @x"):
            for row in range(node.start_point.row, node.end_point.row + 1):
                self.comments.setdefault(row, []).append(node)

    def find(self, source: str) -> list[Node]:
        return QueryCursor(_query(self.language, source)).captures(self.root).get("x", [])

    def reason(self, first: int, last: int, indent: int = -1) -> bool:
        """Whether a comment on these rows (or on the rows right below, when indented deeper) gives a reason."""
        row = last + 1
        while indent >= 0 and any(node.start_point.column > indent for node in self.comments.get(row, ())):
            last = row
            row += 1
        nodes = {node.id: node for row in range(first, last + 1) for node in self.comments.get(row, ())}
        return _says_why(list(nodes.values()))

    def reason_above(self, row: int) -> bool:
        """Whether a comment right above a row speaks of failing."""
        texts: list[str] = []
        row -= 1
        while row in self.comments and self.file.line(row + 1).lstrip()[:1] in {"#", "/", "*"}:
            texts.extend(_words(node) for node in self.comments[row])
            row -= 1
        return any(_REASON_ABOVE.search(text) for text in texts)

    def match(
        self, node: Node, variant: str, message: str, confidence: Confidence = Confidence.HIGH, **more: object
    ) -> Match:
        start, end = node.start_point, node.end_point
        return Match(
            rule=_RULE,
            path=self.file.path,
            start=Position(start.row + 1, self.file.column_of_byte(start.row + 1, start.column + 1)),
            end=Position(end.row + 1, self.file.column_of_byte(end.row + 1, end.column + 1)),
            message=message,
            variant=f"{_RULE}.{variant}",
            confidence=confidence,
            **more,  # type: ignore[arg-type]
        )


@lru_cache(maxsize=8)
def _language(name: str) -> Language:
    if name == "python":
        return Language(tree_sitter_python.language())
    if name == "javascript":
        return Language(tree_sitter_javascript.language())
    if name == "go":
        return Language(tree_sitter_go.language())
    if name == "tsx":
        return Language(tree_sitter_typescript.language_tsx())
    return Language(tree_sitter_typescript.language_typescript())


@lru_cache(maxsize=64)
def _query(language: Language, source: str) -> Query:
    query: Query = Query(language, source)
    return query


def _text(node: Node | None) -> str:
    return (node.text or b"").decode("utf-8", errors="replace") if node is not None else ""


def _words(comment: Node) -> str:
    """What a comment says, without its signs, directives and sample marks."""
    text = re.sub(r"^(#+|//+|/\*+)|\*+/$", "", _text(comment)).strip()
    return "" if _MARK.match(text) else _DIRECTIVE.sub("", text).strip(" -:*,")


def _says_why(comments: list[Node]) -> bool:
    text = " ".join(_words(node) for node in comments).strip()
    return len(re.findall(r"\w+", text)) >= 2 and not _EMPTY_WORDS.match(text)


def _call_names(node: Node) -> list[tuple[str, str]]:
    """The calls within a node as (full, last) names: ``("os.remove", "remove")``."""
    names = []
    stack = [node]
    while stack:
        current = stack.pop()
        if current.type in {"call", "call_expression", "new_expression"}:
            called = current.child_by_field_name("function") or current.child_by_field_name("constructor")
            full = _text(called)
            names.append((full, re.split(r"[.\s]|\?\.", full)[-1]))
        stack.extend(current.children)
    return names


def _statements(block: Node | None) -> list[Node]:
    return [child for child in block.named_children if child.type != "comment"] if block is not None else []


def _only_cleanup(block: Node | None) -> bool:
    """Whether all that was tried is tidying up."""
    calls = _call_names(block) if block is not None else []
    statements = _statements(block)
    return (
        bool(calls)
        and len(statements) <= 3
        and all(
            any(_CLEANUP.match(last) for _, last in _call_names(statement)) or not _call_names(statement)
            for statement in statements
        )
    )


def _only_probes(block: Node | None) -> bool:
    """Whether all that was tried is asking: parsing, converting, importing, looking for a file."""
    if block is None:
        return False
    if any(child.type in {"import_statement", "import_from_statement"} for child in block.named_children):
        return True
    calls = _call_names(block)
    return all(full in _PROBE_CALLS or last in _PROBE_CALLS for full, last in calls) and len(_statements(block)) <= 4


def _enclosing(node: Node, types: set[str]) -> Node | None:
    current = node.parent
    while current is not None and current.type not in types:
        current = current.parent
    return current


# --- Python -------------------------------------------------------------------------------------------------------

_PY_FUNCTIONS = {"function_definition"}


def _python(tree: _Tree) -> Iterator[Match]:
    for clause in tree.find("(except_clause) @x"):
        block = next((child for child in clause.named_children if child.type == "block"), None)
        statements = [
            child for child in _statements(block)
            if not (child.type == "expression_statement" and child.named_children and child.named_children[0].type in {"string", "ellipsis"})
        ]  # fmt: skip
        silent = _python_silent(statements)
        if silent is None:
            continue
        attempt = clause.parent
        tried = attempt.child_by_field_name("body") if attempt is not None else None
        caught = [child for child in clause.named_children if child.type not in {"block", "comment"}]
        names = _python_caught(caught)
        broad = not names or any(name.rpartition(".")[2] in _BROAD_PYTHON for name in names)
        library = any(name in _BROAD_LIBRARY or name.rpartition(".")[2] in _BROAD_LIBRARY for name in names)
        if not broad and not (library and silent == "pass"):
            continue
        last = block.end_point.row if block is not None else clause.end_point.row
        if tree.reason(clause.start_point.row, last, clause.start_point.column):
            continue
        if attempt is not None and tree.reason_above(attempt.start_point.row):
            continue
        if _innocent_attempt(tried, clause, silent, _PY_FUNCTIONS):
            continue
        what = f"`except {' | '.join(names)}`" if names else "A bare `except:`"
        if silent == "pass":
            then = "drops every error here without a trace"
        elif silent == "continue":
            then = "skips to the next item without a trace of what failed"
        else:
            then = f"turns every error here into `{silent}`, so a failure looks like a result"
        yield tree.match(
            clause,
            "python",
            f"{what} {then}. Catch the exception you expect, or log it with `logger.exception(...)` and re-raise.",
            Confidence.HIGH if broad and silent == "pass" else Confidence.MEDIUM,
        )


def _python_silent(statements: list[Node]) -> str | None:
    """How a handler's body lets the error vanish: ``pass``, ``continue``, ``return None`` …; None when it does something."""
    if not statements:
        return "pass"
    if len(statements) > 1:
        return None
    only = statements[0]
    if only.type == "pass_statement":
        return "pass"
    if only.type in {"continue_statement", "break_statement"}:
        return "continue"
    if only.type == "return_statement":
        values = [child for child in only.named_children if child.type != "comment"]
        if not values:
            return "return"
        if _empty_value(values[0]):
            return f"return {_text(values[0])}"
    return None


def _empty_value(node: Node) -> bool:
    """Whether an expression says nothing of an error: None, False, an empty string or collection."""
    if node.type in {"none", "null", "undefined", "false", "nil"}:
        return True
    text = re.sub(r"\s+", "", _text(node))
    return text in {
        "[]",
        "{}",
        "()",
        '""',
        "''",
        "``",
        "set()",
        "dict()",
        "list()",
        "undefined",
        "({})",
        "0",
        "(None,None)",
        "None,None",
    }


def _python_caught(nodes: list[Node]) -> list[str]:
    names: list[str] = []
    for node in nodes:
        current = node
        if current.type == "as_pattern":
            current = current.named_children[0]
        if current.type in {"tuple", "parenthesized_expression"}:
            names.extend(_text(child) for child in current.named_children)
        elif current.type == "call":
            names.append(_text(current.child_by_field_name("function")))
        else:
            names.append(_text(current))
        break
    return names


def _innocent_attempt(tried: Node | None, handler: Node, silent: str, functions: set[str]) -> bool:
    """Whether what was tried is tidying up, or a question that may be answered "no"."""
    if _only_cleanup(tried):
        return True
    if handler.parent is not None and _enclosing(handler.parent, {"finally_clause"}) is not None:
        return True
    function = _enclosing(handler, functions)
    name = _text(function.child_by_field_name("name")) if function is not None else ""
    if not name and function is not None and function.parent is not None:
        name = _text(function.parent.child_by_field_name("name") or function.parent.child_by_field_name("key"))
    if _CLEANUP_FUNCTION.match(name):
        return True
    if _only_probes(tried):
        return True
    return silent.startswith("return") and _PROBE_FUNCTION.search(name) is not None


# --- JavaScript, TypeScript ---------------------------------------------------------------------------------------

_JS_FUNCTIONS = {
    "function_declaration", "function_expression", "arrow_function", "method_definition", "generator_function_declaration", "function",
}  # fmt: skip
_TO_DO = "Handle it, or log it and rethrow, or say in a comment why it may be ignored."


def _javascript(tree: _Tree) -> Iterator[Match]:
    for clause in tree.find("(catch_clause) @x"):
        body = clause.child_by_field_name("body")
        silent = _javascript_silent(_statements(body))
        if silent is None or body is None:
            continue
        attempt = clause.parent
        tried = attempt.child_by_field_name("body") if attempt is not None else None
        if tree.reason(clause.start_point.row, body.end_point.row):
            continue
        if attempt is not None and tree.reason_above(attempt.start_point.row):
            continue
        if _innocent_attempt(tried, clause, silent, _JS_FUNCTIONS):
            continue
        if silent == "pass":
            message = f"This empty `catch` drops every error of the `try` block without a trace. {_TO_DO}"
        elif silent == "continue":
            message = f"This `catch` skips to the next item without a trace of what failed. {_TO_DO}"
        else:
            message = f"This `catch` answers every error with `{silent}`, so a failure looks like a result. {_TO_DO}"
        # Answering with a default is a habit of synchronous probes; around awaited work it hides an outage.
        awaited = tried is not None and "await" in _text(tried)
        yield tree.match(
            clause,
            "javascript",
            message,
            Confidence.HIGH if silent == "pass" else Confidence.MEDIUM,
            severity=None if silent == "pass" or awaited else Severity.INFO,
        )
    for call in tree.find(
        '(call_expression function: (member_expression property: (property_identifier) @name) (#eq? @name "catch")) @x'
    ):
        found = _javascript_catch(tree, call)
        if found is not None:
            yield found


def _javascript_silent(statements: list[Node]) -> str | None:
    if not statements or all(node.type == "empty_statement" for node in statements):
        return "pass"
    if len(statements) > 1:
        return None
    only = statements[0]
    if only.type in {"continue_statement", "break_statement"}:
        return "continue"
    if only.type == "return_statement":
        values = [child for child in only.named_children if child.type != "comment"]
        if not values:
            return "return"
        if _empty_value(values[0]):
            return f"return {_text(values[0])}"
    return None


def _javascript_catch(tree: _Tree, call: Node) -> Match | None:
    """``promise.catch(() => {})`` and its kin."""
    arguments = call.child_by_field_name("arguments")
    handlers = _statements(arguments)
    if len(handlers) != 1:
        return None
    handler = handlers[0]
    if (handler.type == "identifier" and _text(handler) in {"noop", "_noop"}) or (
        handler.type == "member_expression" and _text(handler) in {"_.noop", "lodash.noop", "Function.prototype"}
    ):
        silent = "pass"
    elif handler.type in {"arrow_function", "function_expression", "function"}:
        body = handler.child_by_field_name("body")
        if body is None:
            return None
        if body.type == "statement_block":
            silent = _javascript_silent(_statements(body)) or ""
        elif _empty_value(body) or _text(body) in {"void 0", "true"}:
            silent = f"return {_text(body)}"
        elif body.type == "parenthesized_expression" and _text(body).replace(" ", "") in {
            "({})",
            "([])",
            "(null)",
            "(undefined)",
        }:
            silent = f"return {_text(body)[1:-1]}"
        else:
            return None
    else:
        return None
    if not silent:
        return None
    function = call.child_by_field_name("function")
    prop = function.child_by_field_name("property") if function is not None else None
    promise = function.child_by_field_name("object") if function is not None else None
    if promise is None or prop is None:
        return None
    outer = _text(promise)
    called = [last for _, last in _call_names(promise)[:1]]
    if called and (_CLEANUP.match(called[0]) or called[0] in _PROBE_CALLS):
        return None
    first = re.match(r"[\w.$]+", outer)
    if (first and first.group(0) in {"zod", "z"}) or re.match(
        r"^z\.|.*\bz\.(string|number|object|enum|array|boolean|coerce)", outer, re.DOTALL
    ):
        return None
    statement = call
    while statement.parent is not None and statement.parent.type not in {
        "statement_block",
        "program",
        "class_body",
        "switch_case",
    }:
        statement = statement.parent
    if tree.reason(prop.start_point.row, call.end_point.row) or tree.reason_above(statement.start_point.row):
        return None
    if silent.startswith("return"):
        function_node = _enclosing(call, _JS_FUNCTIONS)
        name = _text(function_node.child_by_field_name("name")) if function_node is not None else ""
        if _CLEANUP_FUNCTION.match(name) or _PROBE_FUNCTION.search(name):
            return None
    what = (
        "drops every error of the promise without a trace"
        if silent == "pass"
        else f"answers every error with `{silent[7:] or 'nothing'}`"
    )
    return tree.match(
        prop,
        "javascript-promise",
        f"This `.catch` {what}. {_TO_DO}",
        Confidence.HIGH if silent == "pass" else Confidence.MEDIUM,
        severity=None if silent == "pass" else Severity.INFO,
    )


# --- Go -----------------------------------------------------------------------------------------------------------

_GO_FUNCTIONS = {"function_declaration", "method_declaration", "func_literal"}
# Calls whose error says that something was not stored, sent or read; formatting, closing and tidying up are not here.
_GO_MATTERS = re.compile(
    r"^(Exec|ExecContext|MustExec|NamedExec|NamedExecContext|Save|Create|CreateInBatches|Update|Updates|Delete|Insert|InsertOne|InsertMany|UpdateOne|UpdateMany|"
    r"DeleteOne|DeleteMany|ReplaceOne|Commit|Publish|PublishWithContext|Send|SendMail|SendMessage|SendMessages|WriteMessages|Produce|"
    r"Bind|BindJSON|ShouldBind|ShouldBindJSON|ShouldBindQuery|ShouldBindUri|BodyParser|QueryParser|ParseForm|"
    r"ParseMultipartForm|Scan|StructScan|WriteFile|Rename|Migrate|AutoMigrate|Ping|PingContext|Ack|Nack|Store|Persist|Upsert)$",
)
# Likely so by name only, or a value that is then empty: worth an opinion.
_GO_MAY_MATTER = re.compile(
    r"^(Unmarshal|Decode|(Save|Create|Update|Delete|Insert|Store|Send|Publish|Process|Charge|Transfer|Refund|Persist|Upsert|"
    r"Enqueue|Dispatch|Notify)[A-Z]\w*)$"
)
_GO_VALUES = re.compile(
    r"^(ReadAll|ReadFile|Open|OpenFile|Query|QueryContext|Queryx|QueryRowx|Exec|ExecContext|NamedExec|NamedQuery|Find|FindOne|Aggregate|InsertOne|UpdateOne|"
    r"DeleteOne|Do|GenerateFromPassword|LastInsertId|RowsAffected|Prepare|PrepareContext|Begin|BeginTx|"
    r"Dial|Listen|SignedString|Connect)$"
)
_GO_HTTP_VALUES = {
    "http.Get",
    "http.Post",
    "http.PostForm",
    "sql.Open",
    "gorm.Open",
    "sqlx.Connect",
    "sqlx.Open",
    "jwt.Parse",
    "jwt.ParseWithClaims",
}
_GO_INNOCENT = re.compile(r"^(fmt|log|logger|slog|buf|sb|builder|hash|h|hasher|mac|rand)\.")


def _go(tree: _Tree) -> Iterator[Match]:
    for statement in tree.find("(if_statement) @x"):
        found = _go_if(tree, statement)
        if found is not None:
            yield found
    for statement in tree.find("(defer_statement) @x"):
        found = _go_recover(tree, statement)
        if found is not None:
            yield found
    for statement in tree.find("[(assignment_statement) (short_var_declaration)] @x"):
        found = _go_blank(tree, statement)
        if found is not None:
            yield found


_GO_SILENT = re.compile(r"^defer\s+func\(\)\s*\{\s*(?:_\s*=\s*)?recover\(\)\s*;?\s*\}\s*\(\)$")


def _go_recover(tree: _Tree, statement: Node) -> Match | None:
    """``defer func() { recover() }()``"""
    if not _GO_SILENT.match(_text(statement)):
        return None
    if tree.reason(statement.start_point.row, statement.end_point.row) or tree.reason_above(statement.start_point.row):
        return None
    return tree.match(
        statement,
        "go-recover",
        "Every panic in this function is recovered from without a trace. Log what `recover()` gives with the stack, and answer with an error.",
    )


_GO_CONDITION = re.compile(r"^\(?\s*(?P<name>\w*[eE]rr\w*)\s*!=\s*nil\s*\)?$")


def _go_if(tree: _Tree, statement: Node) -> Match | None:
    condition = _GO_CONDITION.match(_text(statement.child_by_field_name("condition")))
    body = statement.child_by_field_name("consequence")
    if not condition or body is None:
        return None
    name = condition.group("name")
    if tree.reason(statement.start_point.row, body.end_point.row) or tree.reason_above(statement.start_point.row):
        return None
    statements = _go_statements(body)
    origin = _go_origin(statement, name)
    function = _enclosing(statement, _GO_FUNCTIONS)
    if not statements:
        if origin is not None and _go_cleanup(origin):
            return None
        return tree.match(
            statement,
            "go-empty",
            f'`{name}` is checked and then ignored: the block is empty. Return it wrapped (`fmt.Errorf("…: %w", {name})`) or log it.',
        )
    if (
        len(statements) != 1
        or statements[0].type != "return_statement"
        or statement.child_by_field_name("alternative") is not None
    ):
        return None
    if function is None or origin is None or _go_cleanup(origin):
        return None
    values = [
        child
        for part in statements[0].named_children
        for child in (part.named_children if part.type == "expression_list" else [part])
    ]
    results = _go_results(function)
    if not results or not values or len(values) != len(results):
        return None
    if results[-1] != "error" or values[-1].type != "nil":
        return None
    if re.search(rf"\b{name}\b", _text(statements[0])):
        return None
    # A walk function is told to go on by returning nil; a look-up that found nothing is an answer.
    if any(
        call[1]
        in {
            "Stat",
            "Lstat",
            "Cookie",
            "Walk",
            "LookPath",
            "Atoi",
            "ParseInt",
            "Parse",
            "LookupHost",
            "Hostname",
            "Getwd",
            "CompareHashAndPassword",
        }
        for call in _call_names(origin)
    ):
        return None
    function_name = _text(function.child_by_field_name("name"))
    if re.match(r"(?i)^(is|has|exists|can|check|try|maybe)[A-Z_]", function_name):
        return None
    return tree.match(
        statement,
        "go-return-nil",
        f"`{name}` is not nil, yet the caller is told that all went well (`{' '.join(_text(statements[0]).split())}`). "
        f'Return it wrapped: `fmt.Errorf("…: %w", {name})`.',
        Confidence.MEDIUM,
    )


def _go_statements(block: Node) -> list[Node]:
    found: list[Node] = []
    for child in block.named_children:
        if child.type == "statement_list":
            found.extend(item for item in child.named_children if item.type not in {"comment", "empty_statement"})
        elif child.type not in {"comment", "empty_statement"}:
            found.append(child)
    return found


def _go_results(function: Node) -> list[str]:
    result = function.child_by_field_name("result")
    if result is None:
        return []
    if result.type != "parameter_list":
        return [_text(result)]
    types: list[str] = []
    for declaration in result.named_children:
        names = list(declaration.children_by_field_name("name"))
        types.extend([_text(declaration.child_by_field_name("type"))] * max(1, len(names)))
    return types


def _go_origin(statement: Node, name: str) -> Node | None:
    """What gave the error its value: the initialiser of the ``if``, or the nearest statement before it that assigns it."""
    first = statement.child_by_field_name("initializer")
    if first is not None:
        return first
    current = statement.prev_named_sibling
    while current is not None:
        if current.type in {"assignment_statement", "short_var_declaration"} and re.search(
            rf"\b{re.escape(name)}\b", _text(current.child_by_field_name("left"))
        ):
            return current
        current = current.prev_named_sibling
    return None


def _go_cleanup(origin: Node) -> bool:
    calls = _call_names(origin)
    return bool(calls) and _CLEANUP.match(calls[0][1]) is not None


def _go_blank(tree: _Tree, statement: Node) -> Match | None:
    left, right = statement.child_by_field_name("left"), statement.child_by_field_name("right")
    if (
        left is None
        or right is None
        or len(right.named_children) != 1
        or right.named_children[0].type != "call_expression"
    ):
        return None
    targets = [_text(child) for child in left.named_children]
    if targets[-1] != "_":
        return None
    call = right.named_children[0]
    full = _text(call.child_by_field_name("function"))
    last = full.rpartition(".")[2]
    if _GO_INNOCENT.match(full):
        return None
    if all(target == "_" for target in targets):
        matters = _GO_MATTERS.match(last) is not None
    else:
        matters = full in _GO_HTTP_VALUES or (_GO_VALUES.match(last) is not None and "." in full)
    opinion = not matters and len(targets) == 1 and _GO_MAY_MATTER.match(last) is not None
    if (not matters and not opinion) or any("err" in target.lower() for target in targets):
        return None
    if tree.reason(statement.start_point.row, statement.end_point.row) or tree.reason_above(statement.start_point.row):
        return None
    return tree.match(
        statement,
        "go-blank",
        f"The error of `{full}` is thrown away with `_`, so a failure goes unseen. Assign it and handle it, or log it.",
        Confidence.LOW if opinion else Confidence.MEDIUM,
        severity=Severity.INFO if opinion else None,
    )


_TOKENS = {"python": b"except", "javascript": b"catch", "typescript": b"catch", "go": b"rr"}


def find(file: SourceFile) -> Iterator[Match]:
    """Every silent handler of a file."""
    if file.language not in _TOKENS:
        return
    if file.language == "go":
        if not any(word in file.data for word in (b"err", b"Err", b"_ =", b"_ :=", b"recover()")):
            return
    elif _TOKENS[file.language] not in file.data:
        return
    if is_frontend(file):
        return
    tree = _Tree(file)
    if file.language == "python":
        yield from _python(tree)
    elif file.language == "go":
        yield from _go(tree)
    else:
        yield from _javascript(tree)
