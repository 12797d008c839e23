"""Attempts that may fail in silence: tidying up, and questions whose answer may be "no"."""

from __future__ import annotations

import re

from tree_sitter import Node

from backend_review.checks._syntax import enclosing, text_of
from backend_review.checks.swallowed_error.tree import call_names, statements_of

# Undoing, closing and tidying up: nothing useful is left to do when it fails.
CLEANUP = re.compile(
    r"^_?(a?close|aclosed?|close_?all|close_?connection|closing|rollback|abort|unlink(Sync)?|remove(All|Sync|_file|File|_?dirs?|Listener)?|"
    r"rm(Sync|tree|dir|dirSync)?|delete_?(temp|tmp)\w*|kill|killpg|terminate|cancel|disconnect|shutdown|stop|quit|exit|end|destroy|dispose|"
    r"release|releaseLock|unlock|unsubscribe|detach|join|clean_?up|teardown|tear_?down|clear(Timeout|Interval)?|logout|wait|"
    r"Rollback|Close|Remove|RemoveAll|Unlock|Sync|Flush|Stop|Shutdown|drain|finalize|reset|cancel_?\w*|close_?\w*|stop_?\w*)$"
)
CLEANUP_FUNCTION = re.compile(
    r"^_*(del|exit|aexit|close|aclose|cleanup|clean_up|teardown|tear_down|shutdown|stop|dispose|destroy|on_?shutdown|on_?exit|rollback|"
    r"onModuleDestroy|onApplicationShutdown|disconnect)_*$",
    re.IGNORECASE,
)
# Questions whose answer may be "no": trying is the way to ask.
PROBE_FUNCTION = re.compile(
    r"^_*(is|has|can|should|does|supports?|exists?|check|validate|valid|verify|try|maybe|safe|attempt|test|probe|ping|health|ready|parse|"
    r"to|as|guess|detect|coerce|convert|decode|looks|looks_like|normali[sz]e|format|humani[sz]e|pretty|sniff|optional|tolerant)"
    r"($|_|[A-Z])|^_*(try[A-Z_]|(validate|verify|check)[a-z])|_?(or_?(none|null|default|undefined)|OrNull|OrNone|OrDefault|OrUndefined|safe(ly)?|Safe(ly)?|exists?|healthy|valid)$"
)
_REMOTE = re.compile(r"(?i)^(?:requests|httpx|axios|http|urllib\w*|(?:self\.|this\.)?_?\w*(?:session|client))\.")
_DECODES = re.compile(r"(?:^|_|[a-z])(?:[dD]ecode|[dD]ecrypt|[dD]eseriali[sz]e|[uU]nserialize)(?:$|_|[A-Z])")
_TELLS = re.compile(r"^_*(?:error|fail|abort|reject|raise_\w+|handle_?[eE]rror)$")
PROBE_CALLS = {
    # parsing and converting
    "loads", "int", "float", "bool", "str", "repr", "len", "UUID", "Decimal", "fromisoformat", "strptime", "parse", "parse_obj", "literal_eval",
    "decode", "encode", "b64decode", "urlparse", "ip_address", "ip_network", "isoparse", "format", "split", "strip", "get", "lower", "upper",
    "JSON.parse", "JSON.stringify", "URL", "RegExp", "decodeURIComponent", "decodeURI", "BigInt", "Number", "String", "Date", "Buffer.from",
    "parseInt", "toString", "test", "match", "includes", "startsWith", "endsWith", "startswith", "endswith", "Intl.DateTimeFormat", "atob", "json", "text", "ObjectId", "normalize", "title", "model_validate",
    # looking whether something is there
    "require", "require.resolve", "import_module", "__import__", "import", "access", "accessSync", "stat", "statSync", "lstat", "lstatSync",
    "existsSync", "exists", "hasattr", "getattr", "isatty", "version", "find_spec", "getsockname", "gethostname", "gethostbyname",
}  # fmt: skip


# Beside an error that is dealt with already, another one is not news.
_LAST_RESORTS = {"finally_clause", "except_clause", "catch_clause"}


def only_cleanup(block: Node | None) -> bool:
    """Whether all that was tried is tidying up."""
    calls = call_names(block) if block is not None else []
    statements = statements_of(block)
    return (
        bool(calls)
        and len(statements) <= 3
        and all(
            _only_names_path(statement)
            or any(CLEANUP.match(last) for _, last in call_names(statement))
            or not call_names(statement)
            for statement in statements
        )
    )


def _only_names_path(statement: Node) -> bool:
    """``folder = os.path.dirname(path)``"""
    called = call_names(statement)
    return bool(called) and all(re.match(r"(?:os\.)?path\.\w+$", full) for full, _ in called)


def only_probes(block: Node | None) -> bool:
    """Whether all that was tried is asking: parsing, converting, importing, looking for a file."""
    if block is None:
        return False
    if any(child.type in {"import_statement", "import_from_statement"} for child in block.named_children):
        return True
    calls = call_names(block)
    return len(statements_of(block)) <= 4 and all(
        full in PROBE_CALLS or (last in PROBE_CALLS and not _REMOTE.match(full)) or _DECODES.search(last)
        for full, last in calls
    )


def _says_that_it_went_well(tried: Node | None) -> bool:
    """Whether the last thing tried sets a flag, ``enabled = True``: whoever reads it knows of the failure."""
    statements = statements_of(tried)
    last = statements[-1] if len(statements) > 1 else None
    if last is None or last.type != "expression_statement" or not last.named_children:
        return False
    assigned = last.named_children[0]
    if assigned.type not in {"assignment", "assignment_expression"}:
        return False
    value = assigned.child_by_field_name("right")
    return value is not None and value.type in {"true", "false"}


def _is_told_after(attempt: Node) -> bool:
    """Whether what comes after a ``try`` deals with its failing: ``raise …``, or the next one to ask where it has returned what it got."""
    after = attempt.next_named_sibling
    while after is not None and after.type == "comment":
        after = after.next_named_sibling
    if after is None:
        return False
    if after.type in {"raise_statement", "throw_statement"}:
        return True
    if after.type == "try_statement":
        return re.search(r"(?m)^\s*return\b", text_of(attempt.child_by_field_name("body"))) is not None
    called = call_names(after) if after.type in {"expression_statement", "return_statement"} else []
    return any(_TELLS.match(last) for _, last in called[:1])


def empty_value(node: Node) -> bool:
    """Whether an expression says nothing of an error: None, False, an empty string or collection."""
    if node.type in {"none", "null", "undefined", "false", "nil"}:
        return True
    text = re.sub(r"\s+", "", text_of(node))
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


def silence(statements: list[Node]) -> str | None:
    """How a handler's body lets the error vanish: ``pass``, ``continue``, ``return None`` …; None when it does something."""
    if all(node.type in {"pass_statement", "empty_statement"} for node in statements):
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
        if empty_value(values[0]):
            return f"return {text_of(values[0])}"
    return None


def innocent_attempt(tried: Node | None, handler: Node, silent: str, functions: set[str]) -> bool:
    """Whether what was tried is tidying up, or a question that may be answered "no"."""
    if only_cleanup(tried):
        return True
    around = enclosing(handler.parent, _LAST_RESORTS | functions) if handler.parent is not None else None
    if around is not None and around.type in _LAST_RESORTS:
        return True
    if handler.parent is not None and _is_told_after(handler.parent):
        return True
    function = enclosing(handler, functions)
    name = text_of(function.child_by_field_name("name")) if function is not None else ""
    if not name and function is not None and function.parent is not None:
        name = text_of(function.parent.child_by_field_name("name") or function.parent.child_by_field_name("key"))
    if CLEANUP_FUNCTION.match(name):
        return True
    if only_probes(tried) or _says_that_it_went_well(tried):
        return True
    return silent.startswith("return") and PROBE_FUNCTION.search(name) is not None
