"""Rows, responses, files, sessions and borrowed connections that are not given back on every way out of a function."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import tree_sitter

from backend_review.checks._syntax import positions
from backend_review.checks._trees import (
    FUNCTIONS,
    arguments,
    bare,
    called,
    enclosing_function,
    last_name,
    receiver,
    root_of,
    text,
    walk,
)
from backend_review.finding import Match
from backend_review.project.source import SourceFile

RULE = "unclosed-resource"
LANGUAGES = frozenset({"python", "javascript", "typescript", "go"})

_LOOPS = frozenset({"for_statement", "while_statement", "for_in_statement", "do_statement"})
_LEAVES = frozenset({"return_statement", "raise_statement", "throw_statement", "continue_statement"})
_DECIDES = frozenset({"if_statement", "expression_switch_statement", *_LEAVES, *_LOOPS})
_NAMES = frozenset({"identifier", "shorthand_property_identifier"})


@dataclass(frozen=True)
class Resource:
    """What a call opens: in words, how it is closed (a pattern over the code, ``{}`` its name), and what to write."""

    what: str
    closed: str
    write: str
    held: bool = False  # a pool counts it as taken until it is given back, whatever becomes of the variable


@dataclass(frozen=True)
class Opened:
    """A resource in a variable of a function ("_" for one that is thrown away)."""

    resource: Resource
    call: tree_sitter.Node
    statement: tree_sitter.Node
    function: tree_sitter.Node
    name: str
    error: str = ""


_ROWS = Resource("result set", r"\b{}\.Close\b", "`defer {}.Close()` right after the check of the error", held=True)
_RESPONSE = Resource(
    "response", r"\b{}\.Body\.Close\b", "`defer {}.Body.Close()` right after the check of the error", held=True
)
_GO_FILE = Resource("file", r"\b{}\.Close\b", "`defer {}.Close()` right after the check of the error")
_POOLED = Resource(
    "connection",
    r"putconn\(\s*{}\b|\b{}\.(?:close|release)\(|\.release\(\s*{}\b",
    "`try: … finally:` around its use",
    True,
)
_SESSION = Resource("session", r"\b{}\.(?:close|aclose|remove)\(", "`with {}:` around its use")
_CONNECTION = Resource(
    "connection", r"\b{}\.(?:close|aclose|terminate|dispose)\(", "`with` or `try: … finally:` around its use"
)
_PY_FILE = Resource("file", r"\b{}\.close\(", "`with open(…) as {}:`")
_CLIENT = Resource("connection", r"\b{}\.(?:release|end|destroy)\(", "`try { … } finally { {}.release(); }`", True)
_RUNNER = Resource("query runner", r"\b{}\.release\(", "`try { … } finally { await {}.release(); }`", True)
_MONGO = Resource("session", r"\b{}\.endSession\(", "`try { … } finally { await {}.endSession(); }`")

_GO_DATABASE = re.compile(r'"database/sql"|jmoiron/sqlx|jackc/pgx')
_READS = re.compile(r"^(io|ioutil|json|xml|bufio|html|goquery|yaml|csv|gzip|toml|proto)\.")
_SESSIONS = re.compile(
    r"^(Async)?Session_?(Local|Maker|Factory)$|^(async_?)?session_?(maker|factory|local)$", re.IGNORECASE
)
_CONNECTS = re.compile(
    r"^(psycopg2?|psycopg\.AsyncConnection|pymysql|MySQLdb|mysql\.connector|asyncpg|aiomysql|pyodbc|oracledb)\.connect$"
)


def find(file: SourceFile) -> Iterator[Match]:
    """A match for each resource that some way out of its function leaves open."""
    opens, leaks = {"python": (_opened_python, _leaks_python), "go": (_opened_go, _leaks_go)}.get(
        file.language, (_opened_javascript, _leaks_javascript)
    )
    for opened in opens(file):
        why = leaks(opened)
        if why:
            yield _match(file, opened, why)


def _match(file: SourceFile, opened: Opened, why: str) -> Match:
    start, _ = positions(file, opened.statement)
    _, end = positions(file, opened.call)
    name = opened.name if opened.name != "_" else "resp"
    resource = opened.resource
    harm = "is taken from the pool for good" if resource.held and resource.what != "response" else "stays open"
    if resource.what == "response":
        harm = "keeps its connection open"
    return Match(
        RULE,
        file.path,
        start,
        end,
        f"{resource.what.capitalize()} `{opened.name}` {why}, so it {harm}, until there are no more. "
        f"Write {resource.write.replace('{}', name)}."
        if opened.name != "_"
        else "The response is thrown away with its body open, so its connection is never used again. Keep it, and write "
        "`defer resp.Body.Close()`.",
    )


def _closings(opened: Opened) -> list[int]:
    """Where in the function the resource is closed, as offsets."""
    pattern = re.compile(opened.resource.closed.replace("{}", re.escape(opened.name)))
    source = opened.function.text or b""
    code = source.decode("utf-8", errors="replace")
    base = opened.function.start_byte
    found = [base + len(code[: item.start()].encode()) for item in pattern.finditer(code)]
    return [offset for offset in found if offset > opened.statement.start_byte]


def _leaving(opened: Opened) -> Iterator[tree_sitter.Node]:
    """The statements that leave the function (or the round of the loop) after the resource was opened."""
    loop = _around(opened.statement, _LOOPS, opened.function)
    for node in walk(opened.function, _LEAVES):
        if node.start_byte < opened.statement.end_byte or enclosing_function(node) != opened.function:
            continue
        inner = _around(node, _LOOPS, opened.function)
        if node.type == "continue_statement" and (loop is None or inner is None or inner.id != loop.id):
            continue
        if loop is not None and not loop.start_byte <= node.start_byte < loop.end_byte:
            continue
        if _reaches(opened.statement, node, opened.function):
            yield node


def _around(node: tree_sitter.Node, kinds: frozenset[str], function: tree_sitter.Node) -> tree_sitter.Node | None:
    current = node.parent
    while current is not None and current.id != function.id:
        if current.type in kinds:
            return current
        current = current.parent
    return None


def _reaches(statement: tree_sitter.Node, later: tree_sitter.Node, function: tree_sitter.Node) -> bool:
    """Whether a later place can be reached from a statement: not when they are in two branches of one condition."""
    current = statement
    while current.parent is not None and current.id != function.id:
        parent = current.parent
        if parent.type in {
            "if_statement",
            "expression_switch_statement",
            "type_switch_statement",
            "switch_body",
            "select_statement",
            "try_statement",
        }:
            inside = parent.start_byte <= later.start_byte < parent.end_byte
            same = current.start_byte <= later.start_byte < current.end_byte
            if inside and not same and parent.type != "try_statement":
                return False
        current = parent
    return True


def _escapes(opened: Opened) -> bool:
    """Whether the resource is handed to somebody else: returned, stored, or given to another function."""
    for node in walk(opened.function, _NAMES):
        if text(node) != opened.name or node.start_byte < opened.statement.end_byte or node.parent is None:
            continue
        parent = node.parent
        if (
            parent.type in {"selector_expression", "attribute", "member_expression"}
            and parent.named_children[0] == node
        ):
            if opened.resource is _RESPONSE and last_name(parent) == "Body" and _hands_on(parent):
                return True
            continue
        if parent.type in {"binary_expression", "comparison_operator", "not_operator", "unary_expression"}:
            continue
        if parent.type in {"if_statement", "parenthesized_expression", "range_clause"}:
            continue
        if (
            parent.type in {"expression_list", "left"}
            and parent.parent is not None
            and parent.parent.child_by_field_name("left") == parent
        ):
            continue
        if parent.type == "for_statement" or (parent.type == "with_item" and opened.resource.held is False):
            if parent.type == "with_item":
                return True
            continue
        return True
    return False


def _hands_on(body: tree_sitter.Node) -> bool:
    """Whether ``resp.Body`` goes somewhere that may close it: not when it is closed here or read by a library."""
    parent = body.parent
    if parent is None or parent.type == "selector_expression":
        return False
    if parent.type == "argument_list" and parent.parent is not None:
        return not _READS.match(text(called(parent.parent)))
    return True


# Go


def _opened_go(file: SourceFile) -> Iterator[Opened]:
    if not re.search(rb"net/http|database/sql|sqlx|pgx|\bos\.(Open|Create)", file.data):
        return
    database = bool(_GO_DATABASE.search(file.text))
    for call in walk(root_of(file), frozenset({"call_expression"})):
        resource = _resource_go(file, call, database)
        statement = call.parent
        if statement is not None and statement.type == "expression_list":
            statement = statement.parent
        function = enclosing_function(call)
        if resource is None or statement is None or function is None:
            continue
        if (
            statement.type == "expression_statement"
            and resource is _RESPONSE
            and text(receiver(called(call))) == "http"
        ):
            yield Opened(resource, call, statement, function, "_")
            continue
        if statement.type not in {"short_var_declaration", "assignment_statement"}:
            continue
        left = statement.child_by_field_name("left")
        names = [text(item) for item in left.named_children] if left is not None else []
        if len(names) == 2 and names[0].isidentifier() and (names[0] != "_" or resource is _RESPONSE):
            if statement.type == "assignment_statement" and names[0] != "_" and not _is_own(function, names[0]):
                continue
            yield Opened(resource, call, statement, function, names[0], names[1])


def _is_own(function: tree_sitter.Node, name: str) -> bool:
    code = text(function.child_by_field_name("body"))
    return re.search(rf"\bvar\s+(\w+,\s*)*{re.escape(name)}\b|\b{re.escape(name)}\s*(,\s*\w+\s*)?:=", code) is not None


def _resource_go(file: SourceFile, call: tree_sitter.Node, database: bool) -> Resource | None:
    target = called(call)
    if target is None or target.type != "selector_expression":
        return None
    name, owner = last_name(target), text(receiver(target))
    if database and name in {"Query", "QueryContext", "Queryx", "QueryxContext", "NamedQuery", "NamedQueryContext"}:
        # The end of a transaction closes what was read in it.
        return _ROWS if arguments(call) and not re.search(r"(?i)(^|\.)\w*tx$", owner) else None
    if "net/http" in file.text:
        if (owner == "http" or _is_client(owner, file.text)) and name in {"Get", "Post", "PostForm"}:
            return _RESPONSE
        if (
            name == "Do"
            and len(arguments(call)) == 1
            and (re.search(r"(?i)client|http", owner) or _is_client(owner, file.text))
            and "resty" not in file.text
        ):
            known = re.search(r"\bhttp\.(Client|DefaultClient|NewRequest)", file.text) is not None
            return _RESPONSE if known and not _asks_for_no_body(call) else None
    if owner != "os" or name not in {"Open", "Create", "OpenFile"}:
        return None
    function = enclosing_function(call)
    ends = function is not None and re.search(r"\bos\.Exit\(|log\.Fatal", text(function))
    return None if ends else _GO_FILE


def _asks_for_no_body(call: tree_sitter.Node) -> bool:
    """Whether the request that is sent is a HEAD, whose response has no body to close."""
    sent, function = text(arguments(call)[0]), enclosing_function(call)
    made = re.findall(
        rf"\b{re.escape(sent)}\b[^=\n]*=\s*http\.NewRequest\w*\(([^)\n]*)",
        text(function) if function is not None else "",
    )
    return bool(made) and all(re.search(r"\"HEAD\"|http\.MethodHead\b", given) for given in made)


def _is_client(owner: str, code: str) -> bool:
    """Whether a variable holds one of net/http's clients."""
    if owner == "http.DefaultClient":
        return True
    name = re.escape(owner.rpartition(".")[2])
    return name.isidentifier() and bool(re.search(rf"\b{name}\s*(?::?=\s*(?:&|new\()?|:\s*&?|\*?)http\.Client\b", code))


def _leaks_go(opened: Opened) -> str:
    if opened.name == "_":
        return "is thrown away with its body open"
    if _escapes(opened):
        return ""
    closings = _closings(opened)
    first = min(closings, default=None)
    ends = [loop.end_byte for loop in _loops_over(opened)]
    checked = _checks_of_error(opened)
    for leave in _leaving(opened):
        if any(check.start_byte <= leave.start_byte < check.end_byte for check in checked):
            continue
        if _told_error(leave, opened):
            continue
        if first is not None and first < leave.end_byte:
            continue
        if any(end <= leave.start_byte for end in ends):
            continue
        # Returned in the loop over the rows, or before it; the last statement may be the one that reads them all.
        return f"is not closed on the way out in line {leave.start_point[0] + 1}"
    if first is None and not ends:
        return "is never closed"
    return ""


def _loops_over(opened: Opened) -> Iterator[tree_sitter.Node]:
    """Loops that go over all rows: the last ``Next`` closes them."""
    if opened.resource is not _ROWS:
        return
    for loop in walk(opened.function, frozenset({"for_statement"})):
        head = text(loop).split("{", 1)[0]
        if re.search(rf"\b{re.escape(opened.name)}\.Next\(\)", head) and not re.search(r"\bbreak\b", text(loop)):
            yield loop


def _checks_of_error(opened: Opened) -> list[tree_sitter.Node]:
    """The statements after it that leave when it could not be opened: ``errors.Is(err, sql.ErrNoRows)``, ``err != nil``."""
    parent = opened.statement.parent
    if parent is not None and parent.type == "if_statement":
        consequence = parent.child_by_field_name("consequence")
        return [consequence] if consequence is not None else []
    current: tree_sitter.Node | None = opened.statement
    while current is not None and current.id != opened.function.id:
        if (found := _checks_after(current, opened.error)) is not None:
            return found
        current = current.parent if current.type not in _LOOPS else None
        while current is not None and current.type == "block" and current.parent is not None:
            current = current.parent  # the branch it stands in; the check may come after the branches
    return []


def _checks_after(statement: tree_sitter.Node, error: str) -> list[tree_sitter.Node] | None:
    """The first statements after one that decide by its error, as long as the error stays the same; None: none decides."""
    named = re.compile(rf"\b{re.escape(error)}\b")
    found: list[tree_sitter.Node] | None = None
    following = statement.next_named_sibling
    while following is not None:
        if following.type in _DECIDES:
            found = found if found is not None else []
            if following.type in {*_LEAVES, *_LOOPS} or not named.search(_decided_by(following)):
                return found
            if found and named.search(text(following.child_by_field_name("initializer"))):
                return found
            found.append(following)
        elif found and _made_anew(following, named):
            return found
        following = following.next_named_sibling
    return found


def _decided_by(statement: tree_sitter.Node) -> str:
    """What an ``if`` with its ``else if``, or the beginning of a ``switch``, decides by."""
    conditions = []
    current: tree_sitter.Node | None = statement
    while current is not None and current.type == "if_statement":
        conditions.append(text(current.child_by_field_name("condition")))
        current = current.child_by_field_name("alternative")
    return " ".join(conditions) or text(statement)[:200]


def _made_anew(statement: tree_sitter.Node, error: re.Pattern[str]) -> bool:
    """Whether the error's variable is given something that is not made of the error."""
    left, right = statement.child_by_field_name("left"), statement.child_by_field_name("right")
    return left is not None and error.search(text(left)) is not None and not error.search(text(right))


def _told_error(leave: tree_sitter.Node, opened: Opened) -> bool:
    """Whether a condition around it says that there is nothing to close: an error, or no value."""
    current = leave.parent
    while current is not None and current.id != opened.function.id:
        if current.type == "if_statement" and current.child_by_field_name("initializer") is None:
            condition = text(current.child_by_field_name("condition"))
            if re.search(rf"\b{re.escape(opened.name)}\s*==\s*nil", condition):
                return True
        current = current.parent
    return False


# Python


def _opened_python(file: SourceFile) -> Iterator[Opened]:
    if not re.search(rb"open\(|connect\(|[sS]ession|getconn|acquire\(", file.data):
        return
    for node in walk(root_of(file), frozenset({"assignment"})):
        left, right = node.child_by_field_name("left"), bare(node.child_by_field_name("right"))
        function = enclosing_function(node)
        if left is None or left.type != "identifier" or right is None or right.type != "call" or function is None:
            continue
        resource = _resource_python(file, right)
        if resource is not None and not re.search(rf"\b(global|nonlocal)\s+[\w, ]*\b{text(left)}\b", text(function)):
            yield Opened(resource, right, node, function, text(left))


def _resource_python(file: SourceFile, call: tree_sitter.Node) -> Resource | None:
    target = text(called(call))
    if target == "open":
        return _PY_FILE
    if target.endswith(".getconn") or (target.endswith(".acquire") and re.search(r"pool", target, re.IGNORECASE)):
        return _POOLED
    if _CONNECTS.match(target):
        return _CONNECTION
    if target in {"aiohttp.ClientSession", "httpx.Client", "httpx.AsyncClient"}:
        return _SESSION
    made = re.search(rf"(?m)^\s*{re.escape(target)}\s*(:[^=\n]+)?=\s*(async_)?sessionmaker\(", file.text)
    if target.isidentifier() and (made or _SESSIONS.match(target)) and "sqlalchemy" in file.text + target.lower():
        return _SESSION
    return _SESSION if target.isidentifier() and _SESSIONS.match(target) and not arguments(call) else None


def _leaks_python(opened: Opened) -> str:
    code = text(opened.function)
    if re.search(
        rf"\b(closing|enter_context|enter_async_context|callback|addfinalizer|push_async_callback)\(\s*{opened.name}\b|with\s+{opened.name}\b",
        code,
    ):
        return ""
    closings = _closings(opened)
    yields = [node for node in walk(opened.function, frozenset({"yield"})) if text(node) == f"yield {opened.name}"]
    if yields and opened.resource in {_SESSION, _CONNECTION}:
        if not closings:
            return "is never closed after the request"
        return "" if _in_finally(opened, closings) else "is not closed when the request fails"
    if not closings:
        return "" if _escapes(opened) else "is never closed"
    if _in_finally(opened, closings):
        return ""
    if opened.resource.held:
        return "is not given back when something in between raises" if not _in_handler(opened, closings) else ""
    first = min(closings)
    leave = next(
        (item for item in _leaving(opened) if item.start_byte < first and item.type == "return_statement"), None
    )
    if leave is not None and not re.search(rf"\b{re.escape(opened.name)}\b", text(leave)) and not _escapes(opened):
        return f"is not closed on the way out in line {leave.start_point[0] + 1}"
    return ""


def _in_finally(opened: Opened, closings: list[int]) -> bool:
    ends = walk(opened.function, frozenset({"finally_clause"}))
    return any(clause.start_byte <= offset < clause.end_byte for clause in ends for offset in closings)


def _in_handler(opened: Opened, closings: list[int]) -> bool:
    handlers = walk(opened.function, frozenset({"except_clause", "catch_clause"}))
    return any(clause.start_byte <= offset < clause.end_byte for clause in handlers for offset in closings)


# JavaScript


def _opened_javascript(file: SourceFile) -> Iterator[Opened]:
    if not re.search(rb"\.connect\(\)|getConnection\(|createQueryRunner\(|startSession\(", file.data):
        return
    for node in walk(root_of(file), frozenset({"variable_declarator"})):
        name, value = node.child_by_field_name("name"), bare(node.child_by_field_name("value"))
        function = enclosing_function(node)
        if (
            name is None
            or name.type != "identifier"
            or value is None
            or value.type != "call_expression"
            or function is None
        ):
            continue
        resource = _resource_javascript(file, value)
        if resource is not None and not text(node.parent).startswith(("using", "await using")):
            yield Opened(resource, value, node, function, text(name))


def _resource_javascript(file: SourceFile, call: tree_sitter.Node) -> Resource | None:
    target = called(call)
    name, owner = last_name(target), text(receiver(target))
    if name == "createQueryRunner":
        return _RUNNER
    if name == "startSession" and re.search(r"mongo", file.text, re.IGNORECASE):
        return _MONGO
    awaited = call.parent is not None and call.parent.type == "await_expression"
    if not awaited or arguments(call):
        return None
    pool = re.search(r"(?i)pool$|^(pg|mysql)$", owner) is not None
    own = re.search(r"(?i)(^|\.)db$", owner) is not None and re.search(r"""['"]pg['"]""", file.text) is not None
    return _CLIENT if (pool and name in {"connect", "getConnection"}) or (own and name == "connect") else None


def _leaks_javascript(opened: Opened) -> str:
    closings = _closings(opened)
    if not closings:
        return "" if _escapes(opened) or opened.resource is _MONGO else "is never given back"
    if _in_finally(opened, closings) or _in_handler(opened, closings):
        return ""
    if any(_in_callback(opened, offset) for offset in closings):
        return ""
    between = [
        node
        for node in walk(opened.function, frozenset({"await_expression"}))
        if opened.statement.end_byte <= node.start_byte < max(closings)
    ]
    return "is not given back when something in between throws" if between else ""


def _in_callback(opened: Opened, offset: int) -> bool:
    """Whether it is closed by a function that somebody else calls: ``.finally(() => client.release())``, an event."""
    return any(
        node.id != opened.function.id and opened.function.start_byte < node.start_byte <= offset < node.end_byte
        for node in walk(opened.function, FUNCTIONS)
    )
