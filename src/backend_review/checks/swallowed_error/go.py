"""Errors that Go code checks and forgets, recovers from in silence, or assigns to ``_``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tree_sitter import Node

from backend_review.checks._syntax import enclosing, text_of
from backend_review.checks.swallowed_error.innocence import CLEANUP
from backend_review.checks.swallowed_error.tree import Tree, call_names
from backend_review.finding import Confidence, Match, Severity

_FUNCTIONS = {"function_declaration", "method_declaration", "func_literal"}
# Calls whose error says that something was not stored, sent or read; formatting, closing and tidying up are not here.
_MATTERS = re.compile(
    r"^(Exec|ExecContext|MustExec|NamedExec|NamedExecContext|Save|Create|CreateInBatches|Update|Updates|Delete|Insert|InsertOne|InsertMany|UpdateOne|UpdateMany|"
    r"DeleteOne|DeleteMany|ReplaceOne|Commit|Publish|PublishWithContext|SendMail|SendMessages|WriteMessages|Produce|"
    r"Bind|BindJSON|ShouldBind|ShouldBindJSON|ShouldBindQuery|ShouldBindUri|BodyParser|QueryParser|"
    r"Scan|StructScan|WriteFile|Rename|Migrate|AutoMigrate|Persist|Upsert)$",
)
# Likely so by name only, or a value that is then empty: worth an opinion.
_MAY_MATTER = re.compile(
    r"^(Unmarshal|Decode|Send|SendMessage|ParseForm|ParseMultipartForm|Ping|PingContext|Ack|Nack|Store|(Save|Create|Update|Delete|Insert|Store|Send|Publish|Process|Charge|Transfer|Refund|Persist|Upsert|"
    r"Enqueue|Dispatch|Notify)[A-Z]\w*)$"
)
_VALUES = re.compile(
    r"^(ReadAll|ReadFile|Open|OpenFile|Query|QueryContext|Queryx|QueryRowx|Exec|ExecContext|NamedExec|NamedQuery|Find|FindOne|Aggregate|InsertOne|UpdateOne|"
    r"DeleteOne|Do|GenerateFromPassword|LastInsertId|Prepare|PrepareContext|Begin|BeginTx|"
    r"Dial|Listen|SignedString|Connect)$"
)
_HTTP_VALUES = {
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
_READS = re.compile(r"^(?:ReadAll|DumpResponse)$")
_TELLS = re.compile(
    r"(?:\w*[eE]rror\w*|[lL]og\w*\.\w+|\bfmt\.F?[pP]rint\w*|(?:Print|Warn|Info|Debug|Fatal|Panic)\w*|panic|Wrapf?|errors\.New"
    r"|=\s*[\w.]*\.(?:Unmarshal|Decode)\w*)\("
)
# Files that are part of the program cannot be missing.
_EMBEDDED = re.compile(r"(?:FS|Fs)\.(?:Open|ReadFile)$")
_INNOCENT = re.compile(r"^(fmt|log|logger|slog|buf|sb|builder|hash|h|hasher|mac|rand)\.")


def judge(tree: Tree) -> Iterator[Match]:
    """Every silent handler of a file."""
    for statement in tree.find("(if_statement) @x"):
        found = _checked(tree, statement)
        if found is not None:
            yield found
    for statement in tree.find("(defer_statement) @x"):
        found = _recovered(tree, statement)
        if found is not None:
            yield found
    for statement in tree.find("[(assignment_statement) (short_var_declaration)] @x"):
        found = _blank(tree, statement)
        if found is not None:
            yield found


_SILENT = re.compile(r"^defer\s+func\(\)\s*\{\s*(?:_\s*=\s*)?recover\(\)\s*;?\s*\}\s*\(\)$")


def _recovered(tree: Tree, statement: Node) -> Match | None:
    """``defer func() { recover() }()``"""
    if not _SILENT.match(text_of(statement)):
        return None
    if tree.reason(statement.start_point.row, statement.end_point.row) or tree.reason_above(statement.start_point.row):
        return None
    return tree.match(
        statement,
        "go-recover",
        "Every panic in this function is recovered from without a trace. Log what `recover()` gives with the stack, and answer with an error.",
    )


_CONDITION = re.compile(r"^\(?\s*(?P<name>\w*[eE]rr\w*)\s*!=\s*nil\s*\)?$")


def _checked(tree: Tree, statement: Node) -> Match | None:
    condition = _CONDITION.match(text_of(statement.child_by_field_name("condition")))
    body = statement.child_by_field_name("consequence")
    if not condition or body is None:
        return None
    name = condition.group("name")
    if tree.reason(statement.start_point.row, body.end_point.row) or tree.reason_above(statement.start_point.row):
        return None
    statements = _block_statements(body)
    origin = _origin(statement, name)
    function = enclosing(statement, _FUNCTIONS)
    if not statements:
        if origin is not None and _tidies(origin):
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
    if function is None or origin is None or _tidies(origin) or _gives_what_it_has(statements[0], origin, function):
        return None
    values = [
        child
        for part in statements[0].named_children
        for child in (part.named_children if part.type == "expression_list" else [part])
    ]
    results = _result_types(function)
    if not results or not values or len(values) != len(results):
        return None
    if results[-1] != "error" or values[-1].type != "nil":
        return None
    if re.search(rf"\b{name}\b|[eE]rr(?:or)?(?:[A-Z]\w*)?\(|(?i:success|ok)\w*:\s*false", text_of(statements[0])):
        return None  # the caller is told in another way
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
        for call in call_names(origin)
    ):
        return None
    function_name = text_of(function.child_by_field_name("name"))
    if re.match(r"(?i)^(is|has|exists|can|check|try|maybe|validate|verify)(?:[A-Z_]|$)", function_name):
        return None
    return tree.match(
        statement,
        "go-return-nil",
        f"`{name}` is not nil, yet the caller is told that all went well (`{' '.join(text_of(statements[0]).split())}`). "
        f'Return it wrapped: `fmt.Errorf("…: %w", {name})`.',
        Confidence.MEDIUM,
    )


def _gives_what_it_has(answer: Node, origin: Node, function: Node) -> bool:
    """Whether what is returned came of an earlier call that went well, and what failed is not about it.

    ``remote, err := fetch(key)``, checked; then ``file, err := os.OpenFile(cache)`` fails: ``return remote, nil``.
    """
    before = text_of(function)[: origin.start_byte - function.start_byte]
    names = set(re.findall(r"(?<!\.)\b[a-z_]\w*\b(?!\()", text_of(answer))) - {"return", "nil", "true", "false"}
    given = [name for name in names if re.search(rf"\b{name}\s*,(?:\s*\w+\s*,)?\s*\w*[eE]rr\w*\s*:?=", before)]
    return bool(given) and not any(re.search(rf"\b{name}\b", text_of(origin)) for name in given)


def _block_statements(block: Node) -> list[Node]:
    found: list[Node] = []
    for child in block.named_children:
        if child.type == "statement_list":
            found.extend(item for item in child.named_children if item.type not in {"comment", "empty_statement"})
        elif child.type not in {"comment", "empty_statement"}:
            found.append(child)
    return found


def _result_types(function: Node) -> list[str]:
    result = function.child_by_field_name("result")
    if result is None:
        return []
    if result.type != "parameter_list":
        return [text_of(result)]
    types: list[str] = []
    for declaration in result.named_children:
        names = list(declaration.children_by_field_name("name"))
        types.extend([text_of(declaration.child_by_field_name("type"))] * max(1, len(names)))
    return types


def _origin(statement: Node, name: str) -> Node | None:
    """What gave the error its value: the initialiser of the ``if``, or the nearest statement before it that assigns it."""
    first = statement.child_by_field_name("initializer")
    if first is not None:
        return first
    current = statement.prev_named_sibling
    while current is not None:
        if current.type in {"assignment_statement", "short_var_declaration"} and re.search(
            rf"\b{re.escape(name)}\b", text_of(current.child_by_field_name("left"))
        ):
            return current
        current = current.prev_named_sibling
    return None


def _tidies(origin: Node) -> bool:
    calls = call_names(origin)
    return bool(calls) and CLEANUP.match(calls[0][1]) is not None


def _of_failure(statement: Node) -> bool:
    """Whether something is read in a branch for an answer that is a failure already."""
    branch = enclosing(statement, {"if_statement"} | _FUNCTIONS)
    condition = (
        text_of(branch.child_by_field_name("condition")) if branch is not None and branch.type == "if_statement" else ""
    )
    outer = enclosing(branch, {"if_statement"}) if condition and branch is not None else None
    return (
        re.search(
            r"Status|\berr\b",
            f"{condition} {text_of(outer.child_by_field_name('condition')) if outer is not None else ''}",
        )
        is not None
    )


def _only_told(statement: Node, name: str) -> bool:
    """Whether what was read goes nowhere but into the words of an error or a log line, or is decoded, which tells of a part that is missing."""
    block = enclosing(statement, {"block"})
    after = text_of(block)[statement.end_byte - block.start_byte :] if block is not None else ""
    uses = re.findall(rf"\b{re.escape(name)}\b", after)
    told = re.findall(rf"{_TELLS.pattern}[^\n]*\b{re.escape(name)}\b", after)
    return bool(uses) and len(uses) <= len(told)


def _blank(tree: Tree, statement: Node) -> Match | None:
    left, right = statement.child_by_field_name("left"), statement.child_by_field_name("right")
    if (
        left is None
        or right is None
        or len(right.named_children) != 1
        or right.named_children[0].type != "call_expression"
    ):
        return None
    targets = [text_of(child) for child in left.named_children]
    if targets[-1] != "_":
        return None
    call = right.named_children[0]
    full = text_of(call.child_by_field_name("function"))
    last = full.rpartition(".")[2]
    if (
        _INNOCENT.match(full)
        or _EMBEDDED.search(full)
        or (_READS.match(last) and (_of_failure(statement) or _only_told(statement, targets[0])))
    ):
        return None
    if all(target == "_" for target in targets):
        matters = _MATTERS.match(last) is not None
    else:
        matters = full in _HTTP_VALUES or (_VALUES.match(last) is not None and "." in full)
    opinion = not matters and len(targets) == 1 and _MAY_MATTER.match(last) is not None
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
