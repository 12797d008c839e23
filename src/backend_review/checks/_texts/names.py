"""The names of a file and what they are bound to: assignments, loops, parameters, what is appended."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from backend_review.checks._texts.data import GROWING, Binding
from backend_review.checks._texts.nodes import (
    ancestors,
    annotation_of,
    arguments,
    base,
    callee,
    method,
    receiver,
    text_of,
)
from backend_review.index import syntax
from backend_review.project.source import SourceFile

if TYPE_CHECKING:
    from tree_sitter import Node

_FUNCTIONS = {
    "function_definition", "lambda",
    "function_declaration", "function_expression", "arrow_function", "method_definition",
    "generator_function_declaration",
    "generator_function", "method_declaration", "func_literal",
}  # fmt: skip
_CLASSES = {"class_definition", "class_declaration", "class", "abstract_class_declaration"}
_BLOCKS = {
    "block", "module", "statement_block", "program", "source_file", "class_body", "switch_case", "switch_default",
    "expression_case", "default_case", "statement_list", "case_clause",
}  # fmt: skip

NAMES = {
    "identifier", "attribute", "member_expression", "selector_expression", "shorthand_property_identifier_pattern",
    "property_identifier",
}  # fmt: skip
_ITEMS = {"subscript", "subscript_expression", "index_expression"}
_INNER = {"assignment_pattern": "left", "object_assignment_pattern": "left", "pair_pattern": "value"}


_PLAIN_PARAMETERS = {
    "identifier", "list_splat_pattern", "dictionary_splat_pattern", "object_pattern", "array_pattern", "rest_pattern",
    "assignment_pattern",
}  # fmt: skip
_PER_ELEMENT = {"map", "forEach", "flatMap", "filter", "some", "every", "find"}


@dataclass
class _Names:
    """The bindings of one function, class or module."""

    by_name: dict[str, list[Binding]] = field(default_factory=lambda: defaultdict(list))


class Names:
    """The names of one file, each with its bindings."""

    def __init__(self, file: SourceFile) -> None:
        self.file = file
        self.language = "javascript" if file.language == "typescript" else file.language
        self.root = syntax.parse(file).root_node
        if self.root.has_error and file.language == "javascript":
            # Flow annotations in a .js file: TypeScript's grammar reads most of them.
            typed = SourceFile(file.root, f"{file.path}.tsx", "typescript", file.role, file.data)
            other = syntax.parse(typed).root_node
            if not other.has_error or _errors(other) < _errors(self.root):
                self.root = other
        self._names: dict[int, _Names] = defaultdict(_Names)
        self._functions: dict[str, list[Node]] = defaultdict(list)
        self._steps = 0
        # The calls being followed: function → parameter → argument
        self._given: dict[int, dict[str, Node]] = {}
        self.calls: list[Node] = []
        self.builders: list[Node] = []
        # Expressions that some evaluation went through, by place.
        self.seen: set[tuple[int, int]] = set()
        for node in syntax.walk(self.root):
            self._index(node)

    def _scope(self, node: Node) -> Node:
        return next((up for up in ancestors(node) if up.type in _FUNCTIONS or up.type in _CLASSES), self.root)

    def function_around(self, node: Node) -> Node:
        """The function a node stands in; the whole file otherwise."""
        return next((up for up in ancestors(node) if up.type in _FUNCTIONS), self.root)

    def functions(self, name: str) -> list[Node]:
        """The functions and methods of the file with a name."""
        return self._functions.get(name, [])

    def bindings(self, node: Node, name: str) -> tuple[Node, list[Binding]]:
        """How a name gets its value that is used at a place, and the function, class or file that it belongs to."""
        scope = self._scope(node)
        while True:
            found = self._names[scope.id].by_name.get(name, []) if scope.id in self._names else []
            if found or scope == self.root:
                return scope, found
            scope = self._scope(scope)

    def _bind(
        self, name: Node, kind: str, value: Node | None, at: Node, annotation: str = "", scope: Node | None = None
    ) -> None:
        spelled = text_of(name)
        if kind == "set" and value is not None and _extends(value, spelled):
            kind = "more"
        block = next((up for up in ancestors(at) if up.type in _BLOCKS), self.root)
        binding = Binding(kind, name.start_byte, at.end_byte, value, (block.start_byte, block.end_byte), annotation)
        scope = scope or self._scope(at)
        if scope.type in _CLASSES:
            owner = scope.child_by_field_name("name")
            for prefix in ("self", "cls", "this", *([text_of(owner)] if owner is not None else [])):
                self._names[scope.id].by_name[f"{prefix}.{spelled}"].append(binding)
                if prefix not in {"self", "cls", "this"}:
                    self._names[self.root.id].by_name[f"{prefix}.{spelled}"].append(binding)
            self._names[scope.id].by_name[spelled].append(binding)
            return
        self._names[scope.id].by_name[spelled].append(binding)
        if spelled.startswith(("self.", "this.")):
            for up in ancestors(scope):
                if up.type in _CLASSES:
                    self._names[up.id].by_name[spelled].append(binding)
                    break

    def _bind_pattern(
        self, left: Node, kind: str, value: Node | None, at: Node, annotation: str = "", scope: Node | None = None
    ) -> None:
        """Bind all names of a left-hand side."""
        if left.type in NAMES:
            self._bind(left, kind, value, at, annotation, scope)
            return
        if left.type in _ITEMS:
            held = base(left)
            if held is not None:
                self._bind_pattern(held, "add", value, at, annotation, scope)
            return
        if left.type in _INNER:
            inner = left.child_by_field_name(_INNER[left.type])
            if inner is not None:
                self._bind_pattern(inner, kind, value, at, annotation, scope)
            return
        for child in left.named_children:
            self._bind_pattern(child, "opaque" if kind == "set" else kind, value, at, annotation, scope)

    def _assign(self, left: Node, right: Node | None, at: Node, annotation: str = "") -> None:
        """``a, b = x, y`` element by element where the two sides match."""
        if left.type in {"pattern_list", "tuple_pattern", "expression_list", "array_pattern"}:
            lefts = left.named_children
            rights = (
                right.named_children
                if right is not None and right.type in {"expression_list", "tuple", "list", "array"}
                else []
            )
            if len(lefts) == len(rights):
                for one, value in zip(lefts, rights, strict=True):
                    self._bind_pattern(one, "set", value, at, annotation)
                return
            if right is not None and right.type == "expression_list" and len(rights) == 1:
                right = rights[0]
            # Go: the first of several results is the value, the others say how it went.
            for number, one in enumerate(lefts):
                self._bind_pattern(
                    one, "set" if self.language == "go" and number == 0 else "opaque", right, at, annotation
                )
            return
        self._bind_pattern(left, "set", right, at, annotation)

    def _loop(self, left: Node, right: Node, at: Node) -> None:
        name = callee(right) if right.type in {"call", "call_expression"} else ""
        if (
            left.type in {"pattern_list", "tuple_pattern", "expression_list", "array_pattern"}
            and len(left.named_children) >= 2
        ):
            first, *rest = left.named_children
            numbered = name == "enumerate" or (name.endswith(".entries") and not name.startswith("Object."))
            if self.language == "go":
                numbered = re.fullmatch(r"_|i|j|k|n|idx|index|pos|num", text_of(first)) is not None
            self._bind_pattern(first, "index" if numbered else "loop", right, at)
            source = right
            if name == "enumerate" and arguments(right)[0]:
                source = arguments(right)[0][0]
            for one in rest:
                self._bind_pattern(one, "loop", source, at)
            return
        if left.type == "expression_list":
            left = left.named_children[0]
            if self.language == "go":
                self._bind_pattern(left, "index", None, at)
                return
        self._bind_pattern(left, "index" if name == "range" else "loop", right, at)

    def _parameter(self, node: Node, function: Node) -> None:
        """One parameter, in any of the three languages' spellings."""
        kind, value = _callback_role(node, function)
        annotation = annotation_of(node)
        if node.type in {"parameter_declaration", "variadic_parameter_declaration"}:
            for name in node.children_by_field_name("name"):
                self._bind(name, kind, None, node, annotation, function)
            return
        if node.type in _PLAIN_PARAMETERS:
            self._bind_pattern(node, kind, value, node, annotation, function)
            return
        inner = (
            node.child_by_field_name("name")
            or node.child_by_field_name("pattern")
            or (node.named_children[0] if node.named_children else None)
        )
        if inner is None:
            return
        if inner.type != "object_pattern":
            self._bind_pattern(inner, kind, value, node, annotation, function)
            return
        # A type literal beside a destructured parameter: { id, name }: { id: number; name: string }
        for child in inner.named_children:
            name_text = re.escape(text_of(child).split("=")[0].strip())
            known = re.search(rf"\b{name_text}\??\s*:\s*([^;,\n}}]+)", annotation)
            self._bind_pattern(child, kind, value, node, known.group(1).strip() if known else "", function)

    def _index(self, node: Node) -> None:
        kind = node.type
        if kind in _FUNCTIONS:
            self._index_function(node)
        elif kind in _INDEXED:
            _INDEXED[kind](self, node)
        elif kind in _LOOPS:
            left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
            if left is not None and right is not None:
                self._loop(left, right, node)
        if kind in _CALLS_ARE:
            self.calls.append(node)
            self._index_call(node)
        if kind in _BUILDERS_ARE:
            self.builders.append(node)

    def _index_function(self, node: Node) -> None:
        name = node.child_by_field_name("name")
        if name is None and node.parent is not None and node.parent.type == "variable_declarator":
            name = node.parent.child_by_field_name("name")
        if name is not None:
            self._functions[text_of(name)].append(node)
        listing, single = node.child_by_field_name("parameters"), node.child_by_field_name("parameter")
        if single is not None:
            self._parameter(single, node)
        for child in listing.named_children if listing is not None else []:
            if child.type != "comment":
                self._parameter(child, node)

    def _index_assignment(self, node: Node) -> None:
        left = node.child_by_field_name("left") or node.child_by_field_name("name")
        right = node.child_by_field_name("right") or node.child_by_field_name("value")
        annotation = annotation_of(node)
        if left is not None and (right is not None or not annotation):
            self._assign(left, right, node, annotation)

    def _index_go_assignment(self, node: Node) -> None:
        left, right, operator = (node.child_by_field_name(name) for name in ("left", "right", "operator"))
        if left is not None and operator is not None and text_of(operator) == "+=":
            self._bind_pattern(left.named_children[0], "add", right, node)
        elif left is not None:
            self._assign(left, right, node)

    def _index_augmented(self, node: Node) -> None:
        left, right, operator = (node.child_by_field_name(name) for name in ("left", "right", "operator"))
        if left is not None and right is not None:
            formats = operator is not None and text_of(operator) == "%="
            self._bind_pattern(left, "format" if formats else "add", right, node)

    def _index_declaration(self, node: Node) -> None:
        name = node.child_by_field_name("name") or node.child_by_field_name("property")
        if name is not None:
            self._assign(name, node.child_by_field_name("value"), node, annotation_of(node))

    def _index_go_declaration(self, node: Node) -> None:
        value = node.child_by_field_name("value")
        values = value.named_children if value is not None else []
        for number, name in enumerate(node.children_by_field_name("name")):
            self._bind(name, "set", values[number] if number < len(values) else None, node, annotation_of(node))

    def _index_alias(self, node: Node) -> None:
        alias = node.child_by_field_name("alias")
        if alias is not None and node.named_children:
            target = alias.named_children[0] if alias.named_children else alias
            self._bind_pattern(target, "opaque", node.named_children[0], node)

    def _index_call(self, node: Node) -> None:
        name, owner = method(node), receiver(node)
        positional, _ = arguments(node)
        if (
            owner is not None
            and positional
            and name in {"append", "push", "unshift", "extend", "insert", "WriteString", "add"}
        ):
            for value in positional[1:] if name == "insert" else positional:
                self._bind_pattern(owner, "add", value, node)
        elif callee(node) in {"fmt.Fprintf", "fmt.Fprint", "io.WriteString"} and len(positional) > 1:
            target = positional[0]
            if target.type == "unary_expression" and target.named_children:
                target = target.named_children[0]
            self._bind_pattern(target, "add", node, node)


_INDEXED: dict[str, Callable[[Names, Node], None]] = {
    "assignment": Names._index_assignment,
    "assignment_expression": Names._index_assignment,
    "named_expression": Names._index_assignment,
    "short_var_declaration": Names._index_assignment,
    "assignment_statement": Names._index_go_assignment,
    "augmented_assignment": Names._index_augmented,
    "augmented_assignment_expression": Names._index_augmented,
    "variable_declarator": Names._index_declaration,
    "public_field_definition": Names._index_declaration,
    "field_definition": Names._index_declaration,
    "var_spec": Names._index_go_declaration,
    "const_spec": Names._index_go_declaration,
    "as_pattern": Names._index_alias,
}
_LOOPS = {"for_statement", "for_in_clause", "for_in_statement", "range_clause"}
_CALLS_ARE = {"call", "call_expression", "new_expression"}
_BUILDERS_ARE = {"string", "template_string", "binary_operator", "binary_expression", "call", "call_expression"}


def _callback_role(node: Node, function: Node) -> tuple[str, Node | None]:
    """What a parameter gets: an element or its number in ``list.map((element, number) => …)``, or anything at all."""
    listing = function.parent
    call = listing.parent if listing is not None and listing.type == "arguments" else None
    if call is None or call.type != "call_expression" or method(call) not in _PER_ELEMENT:
        return "parameter", None
    siblings = [node.start_byte]
    if node.parent is not None and node.parent.type == "formal_parameters":
        siblings = [child.start_byte for child in node.parent.named_children]
    position = siblings.index(node.start_byte) if node.start_byte in siblings else None
    if position == 1:
        return "index", None
    return ("loop", receiver(call)) if position == 0 else ("parameter", None)


def _errors(root: Node) -> int:
    return sum(node.is_error or node.is_missing for node in syntax.walk(root))


def reaching(bindings: list[Binding], use: int) -> list[Binding] | None:
    """The bindings of a name that matter at a place: those since one that certainly ran. None within ``q += q``."""
    before = [binding for binding in bindings if binding.start < use]
    if not before:  # [text(item) for item in items]
        return [binding for binding in bindings if binding.kind in {"loop", "index"}][:1]
    first = 0
    for number, binding in enumerate(before):
        if use < binding.end:  # the name is used in what it is being bound to
            if binding.kind in GROWING:
                return None
            if binding.kind in {"set", "opaque"}:
                before = before[:number]
                break
        if binding.kind not in GROWING and binding.block[0] <= use < binding.block[1]:
            first = number
    return before[first:]


def _extends(value: Node, name: str) -> bool:
    """Whether an expression puts more text to a variable's own."""
    if value.type == "expression_list" and value.named_children:
        value = value.named_children[0]
    if value.type in {"call", "call_expression"}:
        owner = receiver(value)
        first = arguments(value)[0][:1]
        if method(value) not in {"append", "concat", "Sprintf", "format", "join"}:
            return False
        # The old value is the format: the new one is not more of it.
        if (method(value) == "format" and owner is not None and text_of(owner) == name) or (
            method(value) == "Sprintf" and first and text_of(first[0]) == name
        ):
            return False
    elif (
        value.type == "binary_operator" and text_of(value.child_by_field_name("operator") or value) == "%"
    ) or value.type not in {
        "binary_operator",
        "binary_expression",
        "string",
        "template_string",
        "concatenated_string",
        "list",
        "array",
    }:
        return False
    return re.search(rf"(?<![\w.]){re.escape(name)}(?!\w)", text_of(value)) is not None
