"""What the expressions of a file are made of, as texts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from backend_review.checks._texts.calls import Calls
from backend_review.checks._texts.data import GROWING, Binding, Hole, Part, merged, takes_no_text
from backend_review.checks._texts.names import NAMES, reaching
from backend_review.checks._texts.nodes import base, text_of
from backend_review.index import syntax

if TYPE_CHECKING:
    from tree_sitter import Node

_DEPTH = 60
_BINDINGS = 40
_STEPS = 20_000
_PARTS = 300
_CONSTANT = re.compile(r"^([\w.]+\.)?([A-Z][A-Z0-9_]+(\.(items|keys|values)\(\))?|[A-Z]\w+\.(items|keys|values)\(\))$")
_ESCAPE = re.compile(r"\\(['\"`\\ntr\n])")


class Texts(Calls):
    """The texts of one file."""

    def parts(self, node: Node) -> list[Part]:
        """What the text of an expression is made of."""
        self._steps = 0
        parts = merged(self._eval(node, 0))
        # An expression that takes this long to follow is not followed at all.
        return parts if self._steps <= _STEPS else []

    def _hole(self, node: Node, origin: str, annotation: str = "") -> list[Part]:
        return [Hole(node, text_of(node), origin, annotation)]

    def _eval(self, node: Node | None, depth: int) -> list[Part]:
        if node is None:
            return []
        self._steps += 1
        if depth > _DEPTH or self._steps > _STEPS:
            return self._hole(node, "other")
        self.seen.add((node.start_byte, node.end_byte))
        handler = getattr(self, f"_eval_{node.type}", None)
        if handler is not None:
            result: list[Part] = handler(node, depth + 1)
            return result[:_PARTS]
        return self._hole(node, "other")

    def _all(self, nodes: list[Node], depth: int, separator: str = " ") -> list[Part]:
        parts: list[Part] = []
        for number, node in enumerate(nodes):
            if number:
                parts.append(separator)
            parts.extend(self._eval(node, depth))
        return parts

    # Strings

    def _eval_string(self, node: Node, depth: int) -> list[Part]:
        if self.language == "javascript":
            return [_unescape(text_of(node)[1:-1])]
        parts: list[Part] = []
        for child in node.children:
            if child.type == "string_content":
                parts.append(_unescape(text_of(child)))
            elif child.type == "interpolation":
                spec = child.child_by_field_name("format_specifier")
                inner = child.child_by_field_name("expression")
                if (
                    spec is not None
                    and re.search(r"[dfeEgGxXobn%]$", text_of(spec))
                    and not re.search(r"[a-z]{3}", text_of(spec))
                ):
                    parts.append("1")
                else:
                    parts.extend(self._eval(inner, depth))
        return parts

    def _eval_template_string(self, node: Node, depth: int) -> list[Part]:
        parts: list[Part] = []
        last = node.start_byte + 1
        data = self.file.data
        for child in node.children:
            if child.type == "template_substitution":
                parts.append(_unescape(data[last : child.start_byte].decode("utf-8", errors="replace")))
                parts.extend(self._all(child.named_children, depth))
                last = child.end_byte
        parts.append(_unescape(data[last : node.end_byte - 1].decode("utf-8", errors="replace")))
        return parts

    def _eval_concatenated_string(self, node: Node, depth: int) -> list[Part]:
        return self._all(node.named_children, depth, "")

    def _eval_interpreted_string_literal(self, node: Node, depth: int) -> list[Part]:
        return [_unescape(text_of(node)[1:-1])]

    def _eval_raw_string_literal(self, node: Node, depth: int) -> list[Part]:
        return [text_of(node)[1:-1]]

    def _eval_integer(self, node: Node, depth: int) -> list[Part]:
        return [text_of(node)]

    _eval_float = _eval_number = _eval_int_literal = _eval_float_literal = _eval_integer
    _eval_true = _eval_false = _eval_rune_literal = _eval_integer

    def _eval_none(self, node: Node, depth: int) -> list[Part]:
        return [""]

    _eval_null = _eval_undefined = _eval_nil = _eval_none

    # Containers: their elements, whatever is made of them later

    def _eval_list(self, node: Node, depth: int) -> list[Part]:
        return self._all([child for child in node.named_children if child.type != "comment"], depth, ", ")

    _eval_tuple = _eval_set = _eval_array = _eval_literal_value = _eval_expression_list = _eval_list
    _eval_literal_element = _eval_list

    def _eval_dictionary(self, node: Node, depth: int) -> list[Part]:
        values = [child.child_by_field_name("value") for child in node.named_children if child.type == "pair"]
        return self._all([value for value in values if value is not None], depth, ", ")

    _eval_object = _eval_dictionary

    def _eval_keyed_element(self, node: Node, depth: int) -> list[Part]:
        return self._eval(node.named_children[-1], depth)

    def _eval_composite_literal(self, node: Node, depth: int) -> list[Part]:
        return self._eval(node.child_by_field_name("body"), depth)

    def _eval_list_comprehension(self, node: Node, depth: int) -> list[Part]:
        return self._eval(node.child_by_field_name("body"), depth)

    _eval_generator_expression = _eval_set_comprehension = _eval_list_comprehension

    def _eval_arrow_function(self, node: Node, depth: int) -> list[Part]:
        body = node.child_by_field_name("body")
        if body is None:
            return []
        return self._returned(node, depth) if body.type == "statement_block" else self._eval(body, depth)

    def _eval_lambda(self, node: Node, depth: int) -> list[Part]:
        return self._eval(node.child_by_field_name("body"), depth)

    def _eval_function_expression(self, node: Node, depth: int) -> list[Part]:
        return self._returned(node, depth)

    def _returned(self, function: Node, depth: int) -> list[Part]:
        parts: list[Part] = []
        for node in syntax.walk(function):
            if node.type == "return_statement" and self.function_around(node) == function and node.named_children:
                parts.append(" ")
                value = node.named_children[0]
                if value.type == "expression_list" and value.named_children:
                    value = value.named_children[0]
                parts.extend(self._eval(value, depth))
        return parts or self._hole(function, "other")

    def returns_own(self, function: Node) -> bool:
        """Whether all that a function gives is constants, numbers, dates and the like."""
        declared = function.child_by_field_name("return_type") or function.child_by_field_name("result")
        if declared is not None and takes_no_text(text_of(declared).lstrip(": ")):
            return True
        self._steps = 0
        body = function.child_by_field_name("body")
        plain = body is not None and body.type not in {"block", "statement_block"}
        parts = merged(self._eval(body, 0) if plain else self._returned(function, 0))
        return bool(parts) and self._steps <= _STEPS and all(isinstance(part, str) for part in parts)

    # Wrappers and choices

    def _eval_parenthesized_expression(self, node: Node, depth: int) -> list[Part]:
        return self._all(node.named_children, depth)

    _eval_await = _eval_await_expression = _eval_parenthesized_expression

    def _eval_first(self, node: Node, depth: int) -> list[Part]:
        return self._eval(node.named_children[0], depth) if node.named_children else []

    _eval_as_expression = _eval_satisfies_expression = _eval_non_null_expression = _eval_first
    _eval_type_assertion_expression = _eval_list_splat = _eval_spread_element = _eval_first

    def _eval_conditional_expression(self, node: Node, depth: int) -> list[Part]:
        return self._all([node.named_children[0], node.named_children[-1]], depth)

    def _eval_ternary_expression(self, node: Node, depth: int) -> list[Part]:
        sides = [node.child_by_field_name("consequence"), node.child_by_field_name("alternative")]
        return self._all([side for side in sides if side is not None], depth)

    def _eval_boolean_operator(self, node: Node, depth: int) -> list[Part]:
        sides = [node.child_by_field_name("left"), node.child_by_field_name("right")]
        return self._all([side for side in sides if side is not None], depth)

    def _eval_comparison_operator(self, node: Node, depth: int) -> list[Part]:
        return ["1"]

    _eval_not_operator = _eval_comparison_operator

    def _eval_named_expression(self, node: Node, depth: int) -> list[Part]:
        return self._eval(node.child_by_field_name("value"), depth)

    def _eval_unary_expression(self, node: Node, depth: int) -> list[Part]:
        operator = node.child_by_field_name("operator")
        if operator is not None and text_of(operator) in {"*", "&"}:
            return self._eval(node.child_by_field_name("operand") or node.child_by_field_name("argument"), depth)
        return ["1"]

    def _eval_unary_operator(self, node: Node, depth: int) -> list[Part]:
        return ["1"]

    def _eval_binary_operator(self, node: Node, depth: int) -> list[Part]:
        left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
        operator = text_of(node.child_by_field_name("operator") or node)
        if left is None or right is None:
            return []
        if operator == "+":
            terms = [right]
            while left is not None and left.type == node.type and _is_sum(left):
                self.seen.add((left.start_byte, left.end_byte))
                terms.append(left.child_by_field_name("right") or left)
                left = left.child_by_field_name("left")
            return self._all([*([left] if left is not None else []), *reversed(terms)], depth, "")
        if operator in {"||", "??"}:
            return self._all([left, right], depth)
        if operator == "&&":
            return self._eval(right, depth)
        if operator == "%" and self.language == "python":
            template = merged(self._eval(left, depth))
            if not any(isinstance(part, str) and "%" in part for part in template):
                return ["1"] if all(isinstance(part, Hole) for part in template) else template
            return self._percent(template, right, depth)
        if operator == "*" and self.language == "python":
            for side in (left, right):
                parts = merged(self._eval(side, depth))
                if any(isinstance(part, str) and not part.strip().isdigit() for part in parts):
                    return parts
        return ["1"]

    _eval_binary_expression = _eval_binary_operator

    # Names

    def _eval_identifier(self, node: Node, depth: int) -> list[Part]:
        return self._variable(node, depth) or self._hole(node, "other")

    def _eval_attribute(self, node: Node, depth: int) -> list[Part]:
        known = self._variable(node, depth)
        if known:
            return known
        base = node.child_by_field_name("object") or node.child_by_field_name("operand")
        if base is not None and base.type in NAMES:
            # A member of a table of constants
            parts = merged(self._variable(base, depth) or [])
            if parts and all(isinstance(part, str) and part.strip() for part in parts):
                return parts
        return self._hole(node, "attribute")

    _eval_member_expression = _eval_selector_expression = _eval_attribute

    def _eval_subscript(self, node: Node, depth: int) -> list[Part]:
        held = base(node)
        if held is not None and held.type in {*NAMES, "dictionary", "object"}:
            parts = merged(self._eval(held, depth))
            if parts and all(isinstance(part, str) for part in parts):
                return parts
        return self._hole(node, "item")

    _eval_subscript_expression = _eval_index_expression = _eval_subscript

    def _eval_slice_expression(self, node: Node, depth: int) -> list[Part]:
        return self._eval(node.child_by_field_name("operand"), depth)

    def _variable(self, node: Node, depth: int) -> list[Part] | None:
        """What a name holds where it is used; None when nothing binds it in this file."""
        name = text_of(node)
        scope: Node | None = self._scope(node)
        own = self.function_around(node)
        while scope is not None:
            bindings = self._names[scope.id].by_name.get(name, []) if scope.id in self._names else []
            if scope == own:
                since = reaching(bindings, node.start_byte)
                if since is None:
                    return [""]
                bindings = since
            if bindings:
                return self._bound(node, bindings, depth, scope)
            scope = None if scope == self.root else self._scope(scope)
        return None

    def shorthand(self, node: Node) -> list[Part]:
        """What the name in ``{ text }`` holds."""
        self._steps = 0
        return merged(self._variable(node, 0) or [])

    def _given_for(self, scope: Node, name: str, depth: int) -> list[Part] | None:
        """What the call being followed passes for a parameter; None when no call is being followed."""
        given = self._given.get(scope.id)
        if given is None or name not in given:
            return None
        del self._given[scope.id]
        try:
            return self._eval(given[name], depth)
        finally:
            self._given[scope.id] = given

    def _bound(self, node: Node, bindings: list[Binding], depth: int, scope: Node) -> list[Part]:
        parts: list[Part] = []
        for binding in bindings[:_BINDINGS]:
            if binding.kind == "format" and binding.value is not None:
                parts = self._percent(merged(parts), binding.value, depth)
                continue
            if parts and binding.kind not in GROWING:
                parts.append(" ")
            parts.extend(self._one_binding(node, binding, depth, scope))
        return parts

    def _one_binding(self, node: Node, binding: Binding, depth: int, scope: Node) -> list[Part]:
        if binding.kind == "parameter":
            passed = self._given_for(scope, text_of(node), depth)
            if passed is not None:
                return passed
        if binding.kind == "index" or takes_no_text(binding.annotation):
            return ["1"]
        if binding.kind == "parameter":
            return self._hole(node, "parameter", binding.annotation)
        value = merged(self._eval(binding.value, depth))
        if binding.kind == "opaque":
            constant = value and all(isinstance(part, str) for part in value)
            return value if constant else self._hole(node, "local", binding.annotation)
        if binding.kind == "loop":
            if binding.value is not None and _CONSTANT.match(text_of(binding.value)):
                return ["1"]
            constant = value and all(isinstance(part, str) or _CONSTANT.match(part.text) for part in value)
            return [part if isinstance(part, str) else "1" for part in value] if constant else self._hole(node, "local")
        if len(value) == 1 and isinstance(value[0], Hole) and value[0].origin != "parameter":
            # Named after the variable, which a reader sees at the call; where it comes from stays known.
            origin = "local" if value[0].origin == "other" else value[0].origin
            return self._hole(node, origin, value[0].text)
        return value


def _is_sum(node: Node) -> bool:
    operator = node.child_by_field_name("operator")
    return operator is not None and text_of(operator) == "+"


def _unescape(text: str) -> str:
    return _ESCAPE.sub(
        lambda found: {"n": "\n", "t": "\t", "r": " ", "\n": ""}.get(found.group(1), found.group(1)), text
    )
