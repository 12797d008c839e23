"""Whether a write to a whole table is meant: by what is around it, beside it, and known of the table."""

from __future__ import annotations

import re

import tree_sitter

from backend_review.checks._marks import MARK
from backend_review.checks._trees import (
    CALLS,
    FUNCTIONS,
    arguments,
    called,
    enclosing_function,
    function_name,
    last_name,
    snake,
    string_value,
    text,
)
from backend_review.project.source import SourceFile

# What is meant to empty or to change everything, by what it is called: jobs, resets, imports, tests' helpers, seeds.
_MEANT = re.compile(
    r"purge|truncat|clear|reset|wipe|flush|all(?:$|_)|every|drop|clean|seed|fixture|test|empty|erase|nuke|prune|teardown|tear_down|"
    r"import|restore|rebuild|resync|sync|refresh|migrat|replace|reload|populat|init|install|upgrade|setup|set_up|backfill|demo|fake|"
    r"uninstall|factory|overwrite|recreate|regenerat|reindex|startup|bootstrap|down$|up$|bulk|reorder|default|dev_|mock|repair|fix|"
    r"recalculat|recompute|renumber|normaliz|anonymi|expire|rotate|invalidat|cache"
)
_SAID = re.compile(
    r"(?i)\b(all|every\w*|whole|entire|complete|clear\w*|reset\w*|wip(e|ed|es|ing)|empt(y|ied|ies)|purg\w*|truncat\w*|replac\w*|only (one|row)|"
    r"single(ton)?|at once|anew|from scratch)\b"
)
_COMMENT = re.compile(r"^\s*(?:#|//|--|\*|/\*)\s*(?P<said>.*)")
_OF_SAMPLE = re.compile(MARK)
# "All orders of this owner" are not all orders.
_SOME = re.compile(
    r"(?i)\b(of|for|by|from|with|where|whose|belong\w*)\s+(the|this|that|these|a|an|each|given|current|his|her|their|our|one|user|owner|"
    r"customer|account|tenant)\b|(?<!everyone)(?<!everybody)'s\b"
)
_INSERTS = re.compile(
    r"(?i)\binsert\s+into\b|\b(?:bulk_?)?(?:create|insert|save|add|put)(?:_?(?:many|all|one|bulk|batch|in_?batches))?\s*\("
)
_AHEAD, _BACK, _LONGEST = 15, 4, 10


def is_meant(call: tree_sitter.Node, what: str, file: SourceFile) -> bool:
    """Whether a name, a comment, the statements after it or the kind of table say that all rows are meant."""
    table = what.rpartition(".")[2]
    return (
        _is_named(call)
        or _is_route_named(file)
        or _is_said(call, file)
        or _is_replaced(call, table, file)
        or has_one_row(table, file)
    )


def _is_named(node: tree_sitter.Node) -> bool:
    """Whether what is around says that all rows are meant: the name of a function or class, or a route's path."""
    current: tree_sitter.Node | None = node.parent
    while current is not None:
        names: list[str] = []
        if current.type in FUNCTIONS:
            names.append(function_name(current))
        elif current.type in {"class_definition", "class_declaration", "class"}:
            names.append(text(current.child_by_field_name("name")))
        elif current.type in CALLS:
            names.append(last_name(called(current)))
            names += [value for item in arguments(current)[:1] if (value := string_value(item))]
        elif current.type == "decorated_definition":
            names += [text(child) for child in current.named_children if child.type == "decorator"]
        if any(_MEANT.search(snake(name)) for name in names):
            return True
        current = current.parent
    return False


# Routes that are files: pages/api/admin/clear.ts, app/api/reset/route.ts.
_ROUTE_FILE = re.compile(
    r"(?:^|/)(?:pages|routes)/(?:.*/)?api/(?:.*/)?(?P<name>[\w-]+)\.[jt]sx?$|/api/(?:.*/)?(?P<folder>[\w-]+)/route\.[jt]s$"
)


def _is_route_named(file: SourceFile) -> bool:
    """Whether a route that is a file says by its path that all are meant."""
    found = _ROUTE_FILE.search(file.path)
    return found is not None and _MEANT.search(snake(found["name"] or found["folder"])) is not None


def _is_said(call: tree_sitter.Node, file: SourceFile) -> bool:
    """Whether a comment above it, or beside it, says that all are meant."""
    line = call.start_point[0]
    lines = file.text.split("\n")
    beside = re.search(r"(?:#|//|--)\s*(.*)$", lines[line]) if line < len(lines) else None
    said = [*([beside.group(1)] if beside else []), *_described(call)]
    for distance, text_above in enumerate(reversed(lines[max(0, line - _BACK - _LONGEST) : line])):
        comment = _COMMENT.match(text_above)
        if distance >= _BACK and comment is None:
            break  # a comment that begins further up is read to its end
        if comment is not None and not _OF_SAMPLE.match(comment["said"]):
            said.append(comment["said"])
        elif re.match(r"\s*(?:async\s+)?(?:def|func|function)\b", text_above):
            break
    return any(_SAID.search(item) and not _SOME.search(item) for item in said)


def _described(call: tree_sitter.Node) -> list[str]:
    """Python: the docstring of the function around it."""
    around = enclosing_function(call)
    body = around.child_by_field_name("body") if around is not None else None
    first = body.named_children[0] if body is not None and body.named_children else None
    said = first.named_children[0] if first is not None and first.type == "expression_statement" else None
    return [text(said).split("\n\n")[0]] if said is not None and said.type == "string" else []


def _is_replaced(call: tree_sitter.Node, table: str, file: SourceFile) -> bool:
    """Whether rows of the same table are inserted after it in the same function: the old are replaced by new ones."""
    function = call.parent
    while function is not None and function.type not in FUNCTIONS:
        function = function.parent
    last = function.end_point[0] if function is not None else call.end_point[0] + _AHEAD
    words = {_plain(word) for word in snake(table).split("_") if len(word) > 2}
    lines = file.text.split("\n")[call.end_point[0] + 1 : min(last + 1, call.end_point[0] + 1 + _AHEAD)]
    return any(
        _INSERTS.search(line)
        and words & {_plain(part) for name in re.findall(r"\w+", line) for part in snake(name).split("_")}
        for line in lines
    )


def _plain(word: str) -> str:
    return word.removesuffix("s")


def has_one_row(table: str, file: SourceFile) -> bool:
    """Whether a table is read as one row without any condition: settings, the version of a schema."""
    name = re.escape(table)
    patterns = (
        rf"\b{name}\.(?:findFirst|findOne|findFirstOrThrow)\(\s*(?:\)|\{{\s*(?:\}}|select\b|include\b))",
        rf"\b(?:get|getcontext|queryrow\w*|fetch_?one|fetch_?val|first)\s*\([^;{{]{{0,60}}?[\"'`]+\s*select\b[^;\"'`]*\bfrom\s+{name}\s*;?\s*[\"'`]",
        rf"[\"'`]\s*select\b[^;\"'`]*\bfrom\s+{name}\s+limit\s+1\s*;?\s*[\"'`]",
        rf"\b{name}\.objects\.(?:first|get)\(\)|\bquery\({name}\)\.(?:first|one|one_or_none)\(\)|\b{name}\.query\.first\(\)",
    )
    if any(re.search(pattern, file.text, re.IGNORECASE) for pattern in patterns):
        return True
    held = re.findall(rf"\bvar (\w+) \*?(?:\w+\.)?{name}\b|\b(\w+) := &?(?:\w+\.)?{name}\{{\}}", file.text)
    return any(re.search(rf"(?<!\))\.(?:First|Take)\(&?{one or other}\)", file.text) for one, other in held)
