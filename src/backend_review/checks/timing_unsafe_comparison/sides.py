"""The two sides of a comparison, and what each is called."""

from __future__ import annotations

import re

import tree_sitter

from backend_review.checks._trees import (
    CALLS,
    STRINGS,
    arguments,
    bare,
    called,
    last_name,
    receiver,
    snake,
    string_value,
    text,
)

_WRAPPERS = {
    "strip", "lower", "upper", "decode", "encode", "toString", "trim", "get_secret_value", "String", "toLowerCase", "toUpperCase", "hex",
    "str", "bytes", "string", "TrimSpace", "ToLower", "ToUpper", "rstrip", "lstrip", "replace", "TrimPrefix", "removeprefix", "slice", "substring",
    "from", "trimEnd", "EncodeToString", "byte", "unhexlify", "hexlify", "b64decode", "b64encode", "DecodeString", "Buffer", "reveal", "expose_secret",
}  # fmt: skip
_GETTERS = {
    "get", "Get", "header", "getHeader", "GetHeader", "getenv", "Getenv", "get_argument", "FormValue", "PostFormValue", "Query", "query",
    "param", "Param", "getfirst", "GetString", "Cookies", "cookie", "Cookie", "PostForm", "DefaultQuery", "Params", "get_header",
    "get_cookie", "getCookie", "pop", "LookupEnv", "MustGet", "FormParam", "QueryParam", "Header", "Value", "require", "getOrThrow",
}  # fmt: skip
_NOT_A_VALUE = re.compile(
    r"(?i)^(is|has|len|type|count|index|compare|verify|check|validate|equal|match|safe|constant|timing|typeof|find|exists|status|random)"
)
_LITERALS = {
    "none", "true", "false", "null", "undefined", "nil", "integer", "float", "number", "int_literal", "float_literal", "regex", "list", "dictionary",
    "array", "object", "tuple", "rune_literal", "set", "composite_literal", "arrow_function", "lambda",
}  # fmt: skip
EQUALITIES = {"==", "!=", "===", "!=="}


# A constant with the name of a header, which everybody knows: ``SignatureHeader``, ``headers.TOKEN_HEADER``.
_HEADER_NAME = re.compile(r"(?:\w+\.)?(?:[A-Z][a-z]\w*Header(?:Name|Key)?|[A-Z][A-Z0-9_]*_HEADER(?:_NAME|_KEY)?)")


def sides_of(node: tree_sitter.Node, language: str) -> tuple[tree_sitter.Node, tree_sitter.Node, str] | None:
    """The two sides of an equality and how it is written."""
    if node.type == "comparison_operator":
        parts = [child for child in node.children if child.type != "comment"]
        if len(parts) == 3 and parts[1].type in EQUALITIES:
            return parts[0], parts[2], parts[1].type
        return None
    if node.type == "binary_expression":
        operator = text(node.child_by_field_name("operator"))
        left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
        if operator in EQUALITIES and left is not None and right is not None:
            return left, right, operator
        return None
    function = called(node)
    name, owner, given = last_name(function), text(receiver(function)), arguments(node)
    if (
        language == "go"
        and len(given) == 2
        and f"{owner}.{name}"
        in {
            "bytes.Equal",
            "bytes.Compare",
            "strings.Compare",
            "reflect.DeepEqual",
            "strings.EqualFold",
            "slices.Equal",
        }
    ):
        return given[0], given[1], f"{owner}.{name}"
    if language in {"javascript", "typescript"}:
        if owner == "Buffer" and name == "compare" and len(given) == 2:
            return given[0], given[1], "Buffer.compare"
        if name in {"equals", "localeCompare"} and len(given) == 1 and (left := receiver(function)) is not None:
            return left, given[0], name
        if f"{owner}.{name}" in {"_.isEqual", "lodash.isEqual", "Object.is"} and len(given) == 2:
            return given[0], given[1], f"{owner}.{name}"
    return None


def is_literal(node: tree_sitter.Node) -> bool:
    if node.type in _LITERALS:
        return True
    if node.type in STRINGS and string_value(node) is not None:
        return True
    if node.type == "unary_expression" and text(node).startswith(("typeof", "-", "!")):
        return True
    # `TokenActions.RESET_PASSWORD`, `tokens.COMMA`: a member of an enumeration.
    if re.fullmatch(r"(?:\w+\.)*[A-Z]\w*\.[A-Z]\w*", text(node)) and not re.match(
        r"(?i)(app)?(config|settings|env|secrets?|constants?)\b", text(node)
    ):
        return True
    if _HEADER_NAME.fullmatch(text(node)):
        return True
    if node.type in {"unary_operator", "not_operator", "boolean_operator"}:
        return True
    if node.type == "identifier" and text(node) in {"undefined", "nil", "NaN", "Infinity", "None"}:
        return True
    if node.type in {"member_expression", "attribute", "selector_expression"} and last_name(node) in {
        "length",
        "size",
        "Length",
        "byteLength",
    }:
        return True
    return (
        node.type in CALLS and last_name(called(node)) in {"len", "type", "isinstance", "String"} and not names_of(node)
    )


def names_of(node: tree_sitter.Node | None, depth: int = 0) -> list[str]:
    """What a side of a comparison is called: the name of the value it takes, through conversions and concatenations."""
    node = bare(node)
    if node is None or depth > 6:
        return []
    if node.type in CALLS:
        function = called(node)
        name, given = last_name(function), arguments(node)
        if name in {"len", "type"}:
            return []
        if name in _GETTERS and given and (key := string_value(given[0])) is not None:
            return [key]
        if name in _WRAPPERS:
            inner = (
                names_of(receiver(function), depth + 1)
                if function is not None and function.type != "identifier"
                else []
            )
            return inner + [found for argument in given[:2] for found in names_of(argument, depth + 1)]
        if name in {"hexdigest", "digest", "Sum"}:
            return []
        return [] if _NOT_A_VALUE.search(snake(name)) or "_of_" in snake(name) else [name]
    if node.type in {"binary_operator", "binary_expression", "conditional_expression", "ternary_expression"}:
        if node.type == "binary_expression" and text(node.child_by_field_name("operator")) not in {
            "+",
            "||",
            "??",
        }:
            return []
        return [
            found for child in node.named_children for found in names_of(child, depth + 1) if child.type not in STRINGS
        ]
    if node.type in STRINGS:
        return [
            found
            for child in node.named_children
            if child.type in {"interpolation", "template_substitution"}
            for part in child.named_children[:1]
            for found in names_of(part, depth + 1)
        ]
    if node.type == "type_conversion_expression" and node.named_children:
        return names_of(node.named_children[-1], depth + 1)
    if node.type == "slice_expression":
        return names_of(node.child_by_field_name("operand"), depth + 1)
    name = last_name(node)
    return [name] if name else []
