"""Headers of CORS that a program writes by hand."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec
import tree_sitter

from backend_review.checks._trees import (
    CALLS,
    STRINGS,
    bare,
    called,
    enclosing_function,
    string_value,
    text,
    walk,
)
from backend_review.checks.permissive_cors.origins import ANY, CHECKED, ORIGIN_READ, REFLECT, Cors
from backend_review.finding import Match, Severity
from backend_review.index.project import Project

_OUTBOUND = re.compile(
    r"^(?:await\s+)?(?:fetch|axios|\$http|requests|httpx|superagent|got|client|session|api|instance|self\.session|this\.http\w*)\b(?!\()"
)


# ``if "*" in config["ORIGINS"]:``, ``if (origins.includes("*"))``: what the setting says itself.
_ASKED = re.compile(
    r"""^\(?\s*["'`]\*["'`]\s+in\s+([\w.\[\]"']+)|^\(?\s*([\w.]+)(?:\.includes\(|\s*={2,3}\s*)["'`]\*["'`]"""
)
_BRANCHES = {"if_statement", "elif_clause"}


def headers(code: Cors, project: Project) -> Iterator[Match]:
    """``Access-Control-Allow-Origin`` set by hand."""
    if not re.search(rb"(?i)access-?control-?allow-?origin", code.file.data):
        return
    kinds = STRINGS | {"selector_expression"}
    for node in walk(code.root, frozenset(kinds)):
        if node.type == "selector_expression":
            if not text(node).endswith(".HeaderAccessControlAllowOrigin"):
                continue
        elif (string_value(node) or "").lower() != "access-control-allow-origin":
            continue
        holder = node.parent
        while holder is not None and holder.type in {"literal_element", "expression_list"}:
            holder = holder.parent
        if holder is None or _is_outbound(holder):
            continue
        value: tree_sitter.Node | None
        if holder.type in {"subscript", "subscript_expression", "index_expression"}:
            outer = holder.parent
            while outer is not None and outer.type == "expression_list":
                outer = outer.parent
            value = outer.child_by_field_name("right") if outer is not None and "assignment" in outer.type else None
        elif holder.type in {"pair", "keyed_element"}:
            value = holder.named_children[-1]
        elif holder.type in {"argument_list", "arguments", "tuple", "array", "list"}:
            following = [child for child in holder.named_children if child.start_byte > node.start_byte]
            value = following[0] if following else None
        else:
            value = None
        while (
            value is not None
            and value.type in {"literal_element", "expression_list", "literal_value"}
            and value.named_children
        ):
            value = value.named_children[0]
        value = bare(value)
        if value is None or value == node:
            continue
        function = enclosing_function(node)
        around = (
            text(function)
            if function is not None
            else "\n".join(code.file.lines[max(0, node.start_point[0] - 12) : node.start_point[0] + 12])
        )
        kind = _header_kind(code, value, around, node)
        if kind is None:
            continue
        near = "\n".join(code.file.lines[max(0, node.start_point[0] - 12) : node.start_point[0] + 8])
        static = re.search(
            r"(?i)cache-control[^\n]*(?:max-age|immutable|public)|express\.static|serve_?static|\bsend(?:_?file)?\(|createReadStream|/fonts/|\bsetHeaders\b",
            near,
        )
        credentials = bool(re.search(r"(?i)allow-?credentials[\"'`]?\]?\s*[,:=)]\s*=?\s*[\[(\"'`{]*\s*true", around))
        found = code.match(node, f"Access-Control-Allow-Origin: {text(value)}", kind, credentials)
        if found and static and kind == ANY and not credentials:
            found = msgspec.structs.replace(found, severity=Severity.INFO)  # files that anyone may load
        if found and kind == ANY and not credentials and _answers_a_setting(node, project):
            found = msgspec.structs.replace(found, severity=Severity.INFO)
        if found:
            yield found


def _answers_a_setting(node: tree_sitter.Node, project: Project) -> bool:
    """Whether a wildcard stands where a setting of origins has one, and nothing in the project gives it that."""
    inner, around = node, node.parent
    while around is not None and not (around.type in _BRANCHES and around.child_by_field_name("consequence") == inner):
        inner, around = around, around.parent
    condition = around.child_by_field_name("condition") if around is not None else None
    asked = _ASKED.match(text(condition)) if condition is not None else None
    names = re.findall(r"[A-Za-z]\w*", asked.group(1) or asked.group(2)) if asked is not None else []
    if not names:
        return False
    given = re.compile(rf"""\b{names[-1]}\b["'\]]*(?:\s*:\s*[\w\[\]]+)?\s*[,:=][^\n]{{0,80}}["'`]\*["'`]""")
    return not any(
        names[-1] in file.text and given.search(file.text)
        for file in project.files.values()
        if file.role == "production"
    )


def _header_kind(code: Cors, value: tree_sitter.Node, around: str, node: tree_sitter.Node) -> str | None:
    if string_value(value) is not None:
        return ANY if (string_value(value) or "").strip() == "*" else None
    if value.type in {"composite_literal", "list", "array", "tuple"}:
        return code.lets_in(value)
    own = text(value)
    variable = own if re.fullmatch(r"[\w$]+", own) else ""
    given = (
        re.findall(
            rf"(?<![\w.$]){re.escape(variable)}(?:\s*:\s*[\w |.]+)?(?:\s*,\s*\w+)*\s*:?=(?![=>])\s*([^\n]+)",
            around,
        )
        if variable
        else []
    )
    destructured = variable == "origin" and re.search(r"\{[^}]*\borigin\b[^}]*\}\s*=\s*\w+(?:\.\w+)*\.headers", around)
    if variable and not given and not destructured:
        named = code.lets_in(value)
        return ANY if named == ANY else None
    reads = any(ORIGIN_READ.search(piece) for piece in [own, *given])
    if not reads and not destructured:
        return ANY if any(piece.strip(" ;\"'`") == "*" for piece in given) and len(given) == 1 else None
    if _guarded(variable or "origin", own, around):
        return None
    return REFLECT


def _guarded(variable: str, own: str, around: str) -> bool:
    """Whether the origin is compared with something other than nothing before it is sent back."""
    words = rf"(?<![\w$\"'`]){re.escape(variable)}(?![\w$\"'`])"
    conditions = re.findall(r"(?m)\b(?:el)?if\b\s*(.+)|\bswitch\b\s*(.+)|\bcase\b\s*(.+)", around)
    for found in conditions:
        condition = " ".join(found)
        if not re.search(words, condition) and not ORIGIN_READ.search(condition):
            continue
        rest = re.sub(
            rf"(?:!|not )?\s*(?:{words})\s*(?:(?:!==?|===?|is not|is)\s*(?:\"\"|''|``|null|undefined|None|nil))?",
            "",
            condition,
            count=0,
        )
        if CHECKED.search(condition) or re.search(
            r"\bin\b|===?|\[",
            re.sub(
                r"(?:!==?|===?)\s*(?:\"\"|''|null|undefined|nil|None|[\"'`](?:OPTIONS|POST|GET)[\"'`])",
                "",
                condition,
            ),
        ):
            return True
        if re.search(words, rest):
            return True
    return bool(
        CHECKED.search(own)
        or re.search(
            rf"(?i)\w*(allow|valid|trust|check|permit|white_?list|matche?s?)\w*(?:\(|\.\w+\(|\[)[^\n]*{words}|{words}\s*(?:not )?in\s+\w+|range\s+\w*(allow|origin)",
            around,
        )
    )


def _is_outbound(node: tree_sitter.Node) -> bool:
    """Whether the header goes with a request of ours, where it does nothing."""
    current: tree_sitter.Node | None = node
    while current is not None and "statement" not in current.type and current.type != "block":
        if current.type in CALLS and _OUTBOUND.match(text(called(current))):
            return True
        current = current.parent
    return current is not None and bool(re.match(r"\s*(?:const|let|var)?\s*axios\.defaults", text(current)))
