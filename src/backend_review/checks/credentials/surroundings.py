"""What stands around a text: whether it is only shown there, and whether a user or a host stands beside it."""

from __future__ import annotations

import re

from tree_sitter import Node

from backend_review.checks._trees import FUNCTIONS
from backend_review.checks.credentials.judge import Place
from backend_review.checks.credentials.libraries import SHOWING, SIBLINGS
from backend_review.checks.credentials.names import words_of
from backend_review.checks.credentials.nodes import (
    CALLS,
    MOST_ENTRIES,
    callee_of,
    key_name,
    last_of,
    source_of,
    text_of,
)

# Variables that hold texts to show, and tables whose keys or values are names.
_TABLE = re.compile(
    r"(?i)(?:messages?|labels?|errors?|fields?|columns?|keys|names|translations?|schema|examples?|placeholders?|types?|"
    r"enum|routes?|paths?|events?|rules|mapping|map|alias(?:es)?|docs?|choices)$"
)


def seen(at: Node, name: str, use: str, login: bool = False, sink: bool = False) -> Place | None:
    """A place, unless what surrounds it only shows how something looks."""
    if not name or len(name) > 80:
        return None
    outer: Node | None = at.parent
    for _ in range(14):
        if outer is None:
            break
        if _word(outer).lower() in SHOWING or _enumerates(outer) or (not sink and outer != at and _is_table(outer)):
            return None
        outer = outer.parent
    return Place(name, use, login, sink)


def _word(outer: Node) -> str:
    """The key, argument or function that an outer node gives its content to."""
    if outer.type in {"pair", "keyed_element"}:
        return key_name(outer.child_by_field_name("key") or (outer.named_children[0] if outer.named_children else None))
    if outer.type == "keyword_argument":
        return source_of(outer.child_by_field_name("name"))
    return last_of(callee_of(outer)) if outer.type in CALLS else ""


def _enumerates(outer: Node) -> bool:
    if outer.type != "class_definition":
        return False
    return re.search(r"Enum\b|Choices\b|Flag\b", source_of(outer.child_by_field_name("superclasses"))) is not None


def _is_table(outer: Node) -> bool:
    if outer.type not in {"variable_declarator", "assignment", "const_spec", "var_spec"}:
        return False
    target = source_of(outer.child_by_field_name("name") or outer.child_by_field_name("left"))
    return _TABLE.search(target) is not None


# What a program reads of its own set-up: ``config.secret``, ``settings["token"]``, ``os.environ.get("KEY")``.
_OWN_SETTING = re.compile(r"(?:self|this)\[[\"'][\w.]+[\"']\]\s*$")  # in a class that is the configuration
_SETTING = re.compile(
    r"(?i)^(?:await\s+)?(?:(?:self|this|[a-z]\w{0,10}|app|global)\.)?(?:config\w*|settings|cfg|conf|opts|options|env)\b\s*[.\[(]"
    r"|\bprocess\.env\b|\bos\.(?:environ|getenv)\b|^viper\."
)


def is_setting(node: Node) -> bool:
    """Whether an expression is of the program's own settings, itself or by what its variable was given in the function."""
    code = source_of(node)
    if _SETTING.search(code):
        return True
    function = node.parent
    while function is not None and function.type not in FUNCTIONS:
        function = function.parent
    if node.type != "identifier" or function is None:
        return False
    before = (function.text or b"")[: node.start_byte - function.start_byte].decode(errors="replace")
    given = re.findall(rf"(?<![\w.]){re.escape(code)}\s*:?=(?!=)\s*([^\n]+)", before)
    return bool(given) and all(_SETTING.search(item) or _OWN_SETTING.match(item) for item in given)


def login_nearby(declaration: Node) -> bool:
    """Whether the lines around a declaration give a user or a host a fixed value too."""
    line = declaration
    while line.parent is not None and line.parent.type in {
        "expression_statement",
        "lexical_declaration",
        "variable_declaration",
        "const_declaration",
        "var_declaration",
    }:
        if line.parent.named_child_count > 1:
            break
        line = line.parent
    for step in ("prev_named_sibling", "next_named_sibling"):
        near: Node | None = line
        for _ in range(4):
            near = getattr(near, step) if near is not None else None
            if near is None:
                break
            found = re.match(
                r"(?:const|var|let|export|private|readonly|static|public)*\s*[\w.]*?(\w+)\s*(?::\s*\w+\s*)?(?:string\s*)?:?=\s*[\"'`]([^\"'`\n]+)[\"'`]",
                source_of(near)[:200],
            )
            if (
                found
                and words_of(found.group(1))[-1:]
                and words_of(found.group(1))[-1] in SIBLINGS
                and not found.group(1).lower().endswith(found.group(2).lower())  # CONF_USER = "user" names a key
                and " " not in found.group(2)
                and not found.group(2).istitle()
            ):
                return True
    return False


def has_login(holder: Node | None, but: Node) -> bool:
    """Whether the dict, struct or call that a value stands in names a user or a server too."""
    if holder is None or holder.named_child_count > MOST_ENTRIES:
        return False
    for child in holder.named_children:
        if child == but or child.type not in {"pair", "keyed_element", "keyword_argument"}:
            continue
        key = (
            child.child_by_field_name("key")
            or child.child_by_field_name("name")
            or (child.named_children[0] if child.named_children else None)
        )
        value = child.child_by_field_name("value") or (child.named_children[-1] if child.named_children else None)
        words = words_of(key_name(key))
        if words and words[-1] in SIBLINGS and value is not None:
            if value.type in {"string", "interpreted_string_literal"}:
                # {"user": "User", "password": "Password"} are labels.
                text = text_of(value) or ""
                if (
                    not text
                    or " " in text
                    or (text[0].isupper() and text.isalpha() and not text.isupper())
                    or text.lower() == key_name(key).lower()
                    or text in {"string", "text"}
                ):
                    continue
            return True
    return False
