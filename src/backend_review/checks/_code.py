"""A file as the checks on options read it: its tree, its constants, and what an options object or call says."""

from __future__ import annotations

import re
from functools import cached_property

import tree_sitter

from backend_review.checks._trees import (
    arguments,
    bare,
    called,
    last_name,
    receiver,
    root_of,
    string_value,
    text,
    walk,
)
from backend_review.project.source import SourceFile

_DEV_CONDITION = re.compile(r"(?i)dev|debug|local|NODE_ENV|testing|\bDEBUG\b")


class Code:
    """One file: names resolved within it, and the arguments, options and fields that a call or literal gives."""

    def __init__(self, file: SourceFile) -> None:
        self.file = file
        self.root = root_of(file)

    @cached_property
    def packages(self) -> dict[str, tuple[str, str]]:
        """Go: what a file imports, by its name for it: the package's own name, and its path."""
        found = {}
        for item in walk(self.root, frozenset({"import_spec"})):
            path = (string_value(item.child_by_field_name("path")) or "").strip()
            own = next((part for part in reversed(path.split("/")) if not re.fullmatch(r"v\d+", part)), "")
            found[text(item.child_by_field_name("name")) or own] = (own, path)
        return found

    def of_package(self, written: str) -> tuple[str, str]:
        """Go: a member of a package as it is called without an alias, and the package's path.

        Where the file does not say what is imported, all of it stands for the path.
        """
        head, dot, rest = written.partition(".")
        own, path = self.packages.get(head, (head, self.file.text))
        return own + dot + rest, path

    def constant(self, name: str) -> str | None:
        """The text of what a name is given in the file, if it is given one thing only."""
        found = re.findall(
            rf"(?m)(?<![\w.$]){re.escape(name)}(?:\s*:\s*[\w.]+)?\s+(?:string\s+|bool\s+)?:?=(?![=>])\s*([^\n;,]+)",
            self.file.text,
        )
        return found[0].strip() if len(set(found)) == 1 else None

    def keywords(self, call: tree_sitter.Node) -> tuple[dict[str, tree_sitter.Node], list[tree_sitter.Node], bool]:
        """A Python call's arguments by name, those by position, and whether these are all of them."""
        keywords: dict[str, tree_sitter.Node] = {}
        positional: list[tree_sitter.Node] = []
        known = True
        for item in arguments(call):
            if item.type == "keyword_argument":
                value = item.child_by_field_name("value")
                if value is not None:
                    keywords[text(item.child_by_field_name("name"))] = value
            elif item.type in {"dictionary_splat", "list_splat"}:
                known = self._spread(item, keywords) and known
            else:
                positional.append(item)
        return keywords, positional, known

    def _spread(self, item: tree_sitter.Node, keywords: dict[str, tree_sitter.Node]) -> bool:
        wanted = last_name(item.named_children[0]) if item.named_children else ""
        for node in walk(self.root, frozenset({"assignment"})):
            if last_name(node.child_by_field_name("left")) == wanted:
                right = node.child_by_field_name("right")
                if right is not None and right.type == "dictionary":
                    for pair in right.named_children:
                        key, value = pair.child_by_field_name("key"), pair.child_by_field_name("value")
                        if key is not None and value is not None and (label := string_value(key)):
                            keywords.setdefault(label, value)
                    return True
                if right is not None and right.type == "call" and last_name(called(right)) == "dict":
                    more, _, known = self.keywords(right)
                    for label, value in more.items():
                        keywords.setdefault(label, value)
                    return known
        return False

    def read(
        self,
        node: tree_sitter.Node | None,
        keys: dict[str, tree_sitter.Node],
        place: tree_sitter.Node,
        depth: int = 0,
    ) -> bool:
        """Collect an options object's keys in lower case, through variables and spreads; False if some are not known."""
        node = bare(node)
        if node is None or depth > 4:
            return False
        if node.type == "object":
            known = True
            for item in node.named_children:
                if item.type == "pair":
                    key, value = item.child_by_field_name("key"), item.child_by_field_name("value")
                    label = string_value(key) or text(key)
                    if value is not None:
                        keys[label.lower()] = value
                elif item.type == "shorthand_property_identifier":
                    keys[text(item).lower()] = item
                elif item.type == "spread_element":
                    known = self.read(item.named_children[0], keys, place, depth + 1) and known
            return known
        label = last_name(node)
        if node.type not in {"identifier", "member_expression"} or not label:
            return False
        found = False
        for holder in walk(
            self.root,
            frozenset({"variable_declarator", "public_field_definition", "field_definition", "pair"}),
        ):
            left = (
                holder.child_by_field_name("name")
                or holder.child_by_field_name("property")
                or holder.child_by_field_name("key")
            )
            right = bare(holder.child_by_field_name("value"))
            if right is not None and right.type == "object" and last_name(left) == label:
                found = self.read(right, keys, place, depth + 1)
                break
        # options.secure = true, further on
        for set_later in walk(self.root, frozenset({"assignment_expression"})):
            left, right = set_later.child_by_field_name("left"), set_later.child_by_field_name("right")
            if (
                left is not None
                and right is not None
                and left.type == "member_expression"
                and last_name(receiver(left)) == label
            ):
                keys[last_name(left).lower()] = right
        return found

    def fields(self, literal: tree_sitter.Node) -> dict[str, tree_sitter.Node]:
        """The fields of a Go composite literal."""
        keys: dict[str, tree_sitter.Node] = {}
        body = literal.child_by_field_name("body")
        for item in body.named_children if body is not None else ():
            if item.type == "keyed_element" and len(item.named_children) == 2:
                key, value = item.named_children
                keys[text(key)] = (
                    value.named_children[0] if value.type == "literal_element" and value.named_children else value
                )
        return keys

    def variable(self, node: tree_sitter.Node) -> str:
        """The variable a literal is given to, so that fields set later count."""
        parent = node.parent
        while parent is not None and parent.type in {
            "unary_expression",
            "expression_list",
            "parenthesized_expression",
        }:
            parent = parent.parent
        if parent is None or parent.type not in {"short_var_declaration", "assignment_statement", "var_spec"}:
            return ""
        left = parent.child_by_field_name("left") or parent.child_by_field_name("name")
        return text(left.named_children[0] if left is not None and left.type == "expression_list" else left)

    def later(self, variable: str, around: str) -> dict[str, str]:
        """What a Go variable's fields are given in a piece of code, as text."""
        return (
            dict(re.findall(rf"(?<![\w.]){re.escape(variable)}\.(\w+)\s*=(?!=)\s*([^\n]+)", around)) if variable else {}
        )

    def in_dev_branch(self, node: tree_sitter.Node) -> bool:
        """Whether a place is reached only in development, as far as a condition around it says."""
        previous, current = node, node.parent
        while current is not None:
            condition = current.child_by_field_name("condition")
            if current.type == "conditional_expression" and len(current.named_children) == 3 and condition is None:
                condition = current.named_children[1]
            if current.type == "binary_expression" and text(current.child_by_field_name("operator")) == "&&":
                condition = current.child_by_field_name("left")
            if condition is not None and previous != condition:
                said = text(condition)
                production = re.search(
                    r"(?i)(?<!!)==+\s*['\"]prod|['\"]prod\w*['\"]\s*==|(?<![!\w])(?<!not )(?:[\w.]+\.)?is_?prod\w*|^prod",
                    said,
                )
                other = current.child_by_field_name("alternative")
                otherwise = other is not None and other.start_byte <= node.start_byte < other.end_byte
                if production:
                    return otherwise
                if (_DEV_CONDITION.search(said) or re.search(r"(?i)prod", said)) and not otherwise:
                    return True
            if current.type == "class_definition" and re.search(
                r"(?i)dev|local|test|debug", text(current.child_by_field_name("name"))
            ):
                return True
            previous, current = current, current.parent
        return False
