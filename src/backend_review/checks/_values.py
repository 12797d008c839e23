"""Where a value in one function comes from, for checks that ask what ends up in a text, a log line or a response."""

from __future__ import annotations

from tree_sitter import Node

from backend_review.checks._syntax import enclosing, find_all, parse, text_of
from backend_review.project.source import SourceFile

FUNCTIONS = frozenset(
    {
        "function_definition", "lambda", "function_declaration", "function_expression", "arrow_function", "method_definition",
        "generator_function_declaration", "method_declaration", "func_literal",
    }
)  # fmt: skip
# Calls that give back what they were given, as text or as it is.
GIVE_BACK = frozenset({
    "str", "repr", "ascii", "format", "dumps", "dict", "list", "tuple", "strip", "trim", "decode", "encode",
    "toString", "stringify", "String", "inspect", "Sprintf", "Sprint", "Sprintln", "string", "join", "concat",
    "TrimSpace",
})  # fmt: skip
STRINGS = frozenset({"string", "interpreted_string_literal", "raw_string_literal", "template_string"})
_ASSIGNMENTS = {
    "python": "[(assignment) (named_expression)] @x",
    "javascript": "[(variable_declarator) (assignment_expression)] @x",
    "typescript": "[(variable_declarator) (assignment_expression)] @x",
    "go": "[(short_var_declaration) (assignment_statement) (var_spec)] @x",
}
_HOLDERS = frozenset(
    {
        "string", "template_string", "interpolation", "template_substitution", "concatenated_string", "parenthesized_expression", "tuple",
        "list", "array", "dictionary", "object", "await", "await_expression", "non_null_expression", "spread_element", "dictionary_splat",
        "list_splat", "literal_value", "literal_element", "composite_literal", "expression_list",
    }
)  # fmt: skip
_TEXT = frozenset({"string_content", "string_start", "string_end", "string_fragment", "comment", "escape_sequence"})


class Values:
    """A file's tree and what its variables were given, place by place."""

    def __init__(self, file: SourceFile) -> None:
        self.file = file
        self.kind = "javascript" if file.language == "typescript" else file.language
        self.root = parse(file)
        self._given: dict[str, list[tuple[int, Node | None, Node]]] = {}
        self._parts: dict[str, list[tuple[int, Node | None, Node]]] = {}
        for node in find_all(file, self.root, _ASSIGNMENTS[file.language]):
            self._note(node)
        for entries in (*self._given.values(), *self._parts.values()):
            entries.sort(key=lambda entry: entry[0])

    def _note(self, node: Node) -> None:
        left = node.child_by_field_name("left") or node.child_by_field_name("name")
        right = node.child_by_field_name("right") or node.child_by_field_name("value")
        if left is None or right is None:
            return
        if left.type == "expression_list" and left.named_children:
            left = left.named_children[0]
        if right.type == "expression_list" and right.named_children:
            right = right.named_children[0]
        entry = (node.start_byte, enclosing(node, FUNCTIONS), right)
        if left.type == "identifier":
            self._given.setdefault(text_of(left), []).append(entry)
        elif (
            left.type in {"member_expression", "subscript", "subscript_expression", "attribute", "index_expression"}
            and left.named_children
        ):
            self._parts.setdefault(text_of(left.named_children[0]), []).append(entry)

    def last_value(self, node: Node) -> Node | None:
        """What a variable was last given before this place, in the same function or around it."""
        found = self._before(self._given, node)
        return found[-1] if found else None

    def parts_given(self, node: Node) -> list[Node]:
        """What was put into a variable, field by field, before this place and after it was last given as a whole."""
        whole = self.last_value(node)
        return [part for part in self._before(self._parts, node) if whole is None or part.start_byte > whole.start_byte]

    def _before(self, table: dict[str, list[tuple[int, Node | None, Node]]], node: Node) -> list[Node]:
        entries = table.get(text_of(node))
        if not entries:
            return []
        around = set()
        function = enclosing(node, FUNCTIONS)
        while function is not None:
            around.add(function.id)
            function = enclosing(function, FUNCTIONS)
        return [
            value
            for start, holder, value in entries
            if start < node.start_byte and value.end_byte < node.start_byte and (holder is None or holder.id in around)
        ]


def arguments_of(call: Node) -> list[Node]:
    """The arguments of a call, in order."""
    holder = call.child_by_field_name("arguments")
    if holder is None:
        return []
    return [child for child in holder.named_children if child.type != "comment"]


def keyword(argument: Node) -> tuple[str, Node]:
    """The name (empty when there is none) and the value of a Python argument."""
    if argument.type == "keyword_argument":
        value = argument.child_by_field_name("value")
        return text_of(argument.child_by_field_name("name")), value if value is not None else argument
    return "", argument


def pair(node: Node) -> tuple[Node | None, Node | None]:
    """Key and value of an entry in a dictionary, object or composite literal."""
    children = node.named_children
    key = node.child_by_field_name("key") or node.child_by_field_name("name") or (children[0] if children else None)
    value = node.child_by_field_name("value") or (children[-1] if children else None)
    if key is not None and key.type == "literal_element" and key.named_children:
        key = key.named_children[0]
    if value is not None and value.type == "literal_element" and value.named_children:
        value = value.named_children[0]
    return key, value


def conditional_parts(node: Node) -> tuple[Node, list[Node]]:
    """The condition of a conditional expression and its two values."""
    children = node.named_children
    if node.type == "conditional_expression":
        return children[1], [children[0], children[-1]]
    return children[0], children[1:]


def parts_of(node: Node) -> list[Node] | None:
    """The expressions a text or collection is put together from; None for anything that is not put together."""
    kind = node.type
    if kind in {"as_expression", "satisfies_expression"}:
        return node.named_children[:1]
    if kind in _HOLDERS:
        return [child for child in node.named_children if child.type not in _TEXT]
    if kind in {"binary_expression", "binary_operator", "boolean_operator"}:
        operator = text_of(node.child_by_field_name("operator"))
        if operator in {"+", "%", "||", "??", "or"}:
            return list(node.named_children)
        return node.named_children[-1:] if operator in {"&&", "and"} else []
    if kind == "unary_expression" and text_of(node)[:1] in {"*", "&"}:
        return list(node.named_children)
    return None
