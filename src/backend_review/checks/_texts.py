"""What a text expression is made of: constant pieces and holes, in Python, JavaScript/TypeScript and Go.

A small evaluator over one file's syntax tree. It follows variables, ``+=``, appended list elements, string builders,
formatting calls and helper functions of the same file, and leaves a hole wherever it cannot know the text. It never
decides whether a hole matters: that is for the rule that asks.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from backend_review.index import syntax
from backend_review.project.source import SourceFile

if TYPE_CHECKING:
    from tree_sitter import Node

_DEPTH = 60
_CALLS = 5
_BINDINGS = 40
# Bindings that put more to what a name holds
_GROWING = {"add", "more", "format"}
_STEPS = 20_000
_PARTS = 300


@dataclass(frozen=True)
class Hole:
    """A place in a text whose content is not known.

    ``origin`` is ``parameter``, ``local`` (bound to something that could not be followed), ``attribute``, ``call``,
    ``item`` (a subscript) or ``other``; ``annotation`` is the declared type where there is one.
    """

    node: Node
    text: str
    origin: str
    annotation: str = ""


Part = str | Hole


@dataclass(frozen=True)
class _Binding:
    """One way a name gets its value: ``set``, ``add``, ``loop``, ``index``, ``parameter`` or ``opaque``.

    ``more`` is a ``set`` that makes the new value from the old one: ``q = q + x``, ``l = append(l, x)``.
    """

    kind: str
    start: int
    end: int
    value: Node | None
    block: tuple[int, int]
    annotation: str = ""


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

_NAMES = {
    "identifier", "attribute", "member_expression", "selector_expression", "shorthand_property_identifier_pattern",
    "property_identifier",
}  # fmt: skip
_ITEMS = {"subscript", "subscript_expression", "index_expression"}
_INNER = {"assignment_pattern": "left", "object_assignment_pattern": "left", "pair_pattern": "value"}

# Calls whose result is a number, a date, a flag, an identifier of the machine's making, or a placeholder.
_HARMLESS = re.compile(
    r"^((builtins\.)?(int|float|bool|len|ord|hash|abs|round|sum|isinstance|range|id|time|now|today|timedelta|"
    r"date|datetime|"
    r"uuid4|uuid1|uuidv4|uuid|UUID|Decimal|monotonic)|"
    r".*\.(now|utcnow|today|time|timestamp|strftime|isoformat|toordinal|uuid4|uuid1|hexdigest|hex|token_hex|"
    r"token_urlsafe|"
    r"total_seconds|count|toISOString|getTime|valueOf|toFixed|getFullYear|getMonth|getDate|randomUUID|randomBytes|"
    r"fromtimestamp|strptime|randint|randrange|random|bit_length|Unix|UnixNano|Format|Year|Month|Day|"
    r"toordinal|utcfromtimestamp|combine|getpid|unix|format_datetime)|"
    r"Number|parseInt|parseFloat|BigInt|Boolean|Number\.parse(Int|Float)|Math\.\w+|Date\.now|isNaN|"
    r"strconv\.(Itoa|FormatInt|FormatUint|FormatBool|FormatFloat|Atoi|ParseInt|ParseUint|ParseFloat|ParseBool)|"
    r"u?int(8|16|32|64)?|float(32|64)|time\.\w+|math\.\w+|uuid\.\w+|ObjectId|"
    r".*(quote|Quote|escape|Escape|sanitiz|Sanitiz|sanitis|Identifier|mogrify|placeholder|Placeholder|bindvar|"
    r"BindVar|Rebind)\w*)$"
)
# Calls that give their argument or receiver back, more or less.
_SAME_ARGUMENT = re.compile(
    r"^(str|repr|String|string|textwrap\.dedent|dedent|inspect\.cleandoc|cleandoc|sorted|list|tuple|set|reversed|"
    r"strings\.(TrimSpace|ToLower|ToUpper|Title|Trim\w*|Split\w*|Fields)|cast|typing\.cast|\[\]byte|fmt\.Sprint|"
    r"unicode|"
    r"Array\.from|filter|map|iter|Object\.(values|keys|entries)|strings\.NewReader|"
    r"structuredClone|dict|frozenset)$"
)
_SAME_RECEIVER = {
    "strip", "lstrip", "rstrip", "lower", "upper", "title", "encode", "decode", "trim", "trimStart", "trimEnd",
    "toString",
    "toLowerCase", "toUpperCase", "String", "expandtabs", "casefold", "copy", "values", "keys", "items",
    "filter", "slice",
    "sort", "flat", "entries", "reverse", "splitlines", "split", "format_map", "capitalize", "substring",
    "substr", "Bytes",
    "removesuffix", "removeprefix", "get", "valueOf", "repeat", "padStart", "padEnd",
}  # fmt: skip
NUMERIC_TYPE = re.compile(
    r"(?i)^[*\s:]*(optional\[)?(builtins\.)?(u?int(eger|8|16|32|64)?|float(32|64)?|double|number|bigint|bool(ean)?|"
    r"decimal(\.decimal)?|(datetime\.)?(date|datetime|time|timedelta)|uuid(\.uuid)?|uuid\d|time\.(time|duration)|date|"
    r"objectid|\w*enum|enum|literal\[.*\]|conint.*|positiveint|nonnegativeint|(keyof\s+.*)|\w+id)\]?(\s*\|"
    r"\s*(none|null|undefined|int|float|date|datetime))*$"
    r"|^[:\s]*(['\"][^'\"]*['\"]\s*\|?\s*)+$"
)
_CONSTANT = re.compile(r"^([\w.]+\.)?[A-Z][A-Z0-9_]+(\.(items|keys|values)\(\))?$")
_QUOTING_FORMAT = re.compile(r"(?i)((pg)?format|(mysql2?|sqlstring|pgp?)\.format|pgp\.as\.\w+)$")
_PYTHON_VERB = re.compile(r"%(?:\((\w+)\))?[#0\- +]*(?:\*|\d+)?(?:\.\d+)?([diouxXeEfFgGcrsa%])")
_GO_VERB = re.compile(r"%[+\-# 0]*(?:\[(\d+)\])?\d*(?:\.\d+)?([vTtbcdoOqxXUeEfFgGsp%])")
_FIELD = re.compile(r"\{\{|\}\}|\{([\w.\[\]]*)(?:![rsa])?(?::([^{}]*))?\}")
_ESCAPE = re.compile(r"\\(['\"`\\ntr\n])")


def text_of(node: Node) -> str:
    """The source text of a node."""
    return node.text.decode("utf-8", errors="replace") if node.text else ""


def ancestors(node: Node) -> Iterator[Node]:
    """The nodes around a node, nearest first."""
    up = node.parent
    while up is not None:
        yield up
        up = up.parent


def _base(item: Node) -> Node | None:
    """What an item is taken from: ``table`` in ``table[key]``."""
    return (
        item.child_by_field_name("value") or item.child_by_field_name("object") or item.child_by_field_name("operand")
    )


def callee(call: Node) -> str:
    """The dotted name a call calls; an empty text when it is no name."""
    target = call.child_by_field_name("function") or call.child_by_field_name("constructor")
    return text_of(target) if target is not None else ""


def method(call: Node) -> str:
    """The last name of what a call calls: ``execute`` in ``db.cursor().execute(x)``."""
    target = call.child_by_field_name("function") or call.child_by_field_name("constructor")
    if target is None:
        return ""
    last = (
        target.child_by_field_name("attribute")
        or target.child_by_field_name("property")
        or target.child_by_field_name("field")
    )
    return text_of(last or target)


def receiver(call: Node) -> Node | None:
    """What stands before the last dot of what a call calls."""
    target = call.child_by_field_name("function")
    if target is None:
        return None
    return target.child_by_field_name("object") or target.child_by_field_name("operand")


def arguments(call: Node) -> tuple[list[Node], dict[str, Node]]:
    """The positional and the named arguments of a call."""
    listing = call.child_by_field_name("arguments")
    positional: list[Node] = []
    named: dict[str, Node] = {}
    if listing is None or listing.type == "template_string":
        return positional, named
    if listing.type == "generator_expression":
        return [listing], named
    for child in listing.named_children:
        if child.type == "comment":
            continue
        if child.type == "keyword_argument":
            name, value = child.child_by_field_name("name"), child.child_by_field_name("value")
            if name is not None and value is not None:
                named[text_of(name)] = value
        else:
            positional.append(child)
    return positional, named


@dataclass
class _Names:
    """The bindings of one function, class or module."""

    by_name: dict[str, list[_Binding]] = field(default_factory=lambda: defaultdict(list))


class Texts:
    """The texts of one file."""

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

    # --- names -------------------------------------------------------------------------------------------------

    def _scope(self, node: Node) -> Node:
        return next((up for up in ancestors(node) if up.type in _FUNCTIONS or up.type in _CLASSES), self.root)

    def function_around(self, node: Node) -> Node:
        """The function a node stands in; the whole file otherwise."""
        return next((up for up in ancestors(node) if up.type in _FUNCTIONS), self.root)

    def _bind(
        self, name: Node, kind: str, value: Node | None, at: Node, annotation: str = "", scope: Node | None = None
    ) -> None:
        spelled = text_of(name)
        if kind == "set" and value is not None and _extends(value, spelled):
            kind = "more"
        block = next((up for up in ancestors(at) if up.type in _BLOCKS), self.root)
        binding = _Binding(kind, name.start_byte, at.end_byte, value, (block.start_byte, block.end_byte), annotation)
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
        if left.type in _NAMES:
            self._bind(left, kind, value, at, annotation, scope)
            return
        if left.type in _ITEMS:
            base = _base(left)
            if base is not None:
                self._bind_pattern(base, "add", value, at, annotation, scope)
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
        annotation = _annotation(node)
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
        annotation = _annotation(node)
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
            self._assign(name, node.child_by_field_name("value"), node, _annotation(node))

    def _index_go_declaration(self, node: Node) -> None:
        value = node.child_by_field_name("value")
        values = value.named_children if value is not None else []
        for number, name in enumerate(node.children_by_field_name("name")):
            self._bind(name, "set", values[number] if number < len(values) else None, node, _annotation(node))

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

    # --- values ------------------------------------------------------------------------------------------------

    def parts(self, node: Node) -> list[Part]:
        """What the text of an expression is made of."""
        self._steps = 0
        parts = _merge(self._eval(node, 0))
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
            template = _merge(self._eval(left, depth))
            if not any(isinstance(part, str) and "%" in part for part in template):
                return ["1"] if all(isinstance(part, Hole) for part in template) else template
            return self._percent(template, right, depth)
        if operator == "*" and self.language == "python":
            for side in (left, right):
                parts = _merge(self._eval(side, depth))
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
        if base is not None and base.type == "identifier":
            # A member of a table of constants
            parts = _merge(self._variable(base, depth) or [])
            if parts and all(isinstance(part, str) and part.strip() for part in parts):
                return parts
        return self._hole(node, "attribute")

    _eval_member_expression = _eval_selector_expression = _eval_attribute

    def _eval_subscript(self, node: Node, depth: int) -> list[Part]:
        base = _base(node)
        if base is not None and base.type in {*_NAMES, "dictionary", "object"}:
            parts = _merge(self._eval(base, depth))
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
                reaching = _reaching(bindings, node.start_byte)
                if reaching is None:
                    return [""]
                bindings = reaching
            if bindings:
                return self._bound(node, bindings, depth, scope)
            scope = None if scope == self.root else self._scope(scope)
        return None

    def shorthand(self, node: Node) -> list[Part]:
        """What the name in ``{ text }`` holds."""
        self._steps = 0
        return _merge(self._variable(node, 0) or [])

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

    def _bound(self, node: Node, bindings: list[_Binding], depth: int, scope: Node) -> list[Part]:
        parts: list[Part] = []
        for binding in bindings[:_BINDINGS]:
            if binding.kind == "format" and binding.value is not None:
                parts = self._percent(_merge(parts), binding.value, depth)
                continue
            if parts and binding.kind not in _GROWING:
                parts.append(" ")
            parts.extend(self._one_binding(node, binding, depth, scope))
        return parts

    def _one_binding(self, node: Node, binding: _Binding, depth: int, scope: Node) -> list[Part]:
        if binding.kind == "parameter":
            passed = self._given_for(scope, text_of(node), depth)
            if passed is not None:
                return passed
        if binding.kind == "index" or (binding.annotation and NUMERIC_TYPE.match(binding.annotation)):
            return ["1"]
        if binding.kind == "parameter":
            return self._hole(node, "parameter", binding.annotation)
        value = _merge(self._eval(binding.value, depth))
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

    # Calls

    def _eval_call(self, node: Node, depth: int) -> list[Part]:
        name, last, owner = callee(node), method(node), receiver(node)
        positional, named = arguments(node)
        listing = node.child_by_field_name("arguments")
        if listing is not None and listing.type == "template_string":
            # A tagged template binds its values.
            return self._eval(listing, depth) if name == "String.raw" else [""]
        if _HARMLESS.match(name) or (_HARMLESS.match(last) and owner is None):
            return ["1"]
        if "type" in named and text_of(named["type"]) in {"int", "float", "bool"}:
            return ["1"]  # Flask: request.args.get("page", type=int)
        known = self._method_call(node, last, owner, positional, named, depth) if owner is not None else None
        if known is None:
            known = self._library_call(name, positional, depth)
        if known is None and (owner is None or text_of(owner) in {"self", "this", "cls"}):
            known = self._own_call(last, positional, named, depth)
        return known if known is not None else self._hole(node, "call")

    def _library_call(self, name: str, positional: list[Node], depth: int) -> list[Part] | None:
        if name in {"make", "new"} or (self.language == "javascript" and _QUOTING_FORMAT.match(name)):
            return [""]
        if not positional:
            return None
        if name in {"fmt.Fprintf", "fmt.Fprint", "io.WriteString"}:
            name, positional = name.replace("fmt.F", "fmt.S"), positional[1:]
        if name in {"fmt.Sprintf", "util.format", "sprintf", "vsprintf"}:
            return self._sprintf(positional, depth)
        if name in {"fmt.Sprint", "append", "io.WriteString", "concat"}:
            return self._all(positional, depth, "")
        if name in {"strings.Join", "strings.Repeat"}:
            return self._eval(positional[0], depth)
        if name in {"strings.Replace", "strings.ReplaceAll"} and len(positional) > 2:
            return self._replaced(positional[0], positional[1], positional[2], depth)
        if _SAME_ARGUMENT.match(name):
            return self._eval(
                positional[-1] if name in {"cast", "typing.cast", "filter", "map"} else positional[0], depth
            )
        return None

    def _own_call(self, name: str, positional: list[Node], named: dict[str, Node], depth: int) -> list[Part] | None:
        """What a function of this file returns, if it is text."""
        known = self._functions.get(name, [])
        if len(known) != 1 or len(self._given) >= _CALLS or known[0].id in self._given:
            return None
        self._given[known[0].id] = _passed(known[0], positional, named)
        parts = _merge(self._returned(known[0], depth))
        del self._given[known[0].id]
        return parts if any(isinstance(part, str) and part.strip() for part in parts) else None

    _eval_call_expression = _eval_new_expression = _eval_call

    def _eval_type_conversion_expression(self, node: Node, depth: int) -> list[Part]:
        return self._eval(node.child_by_field_name("operand"), depth)

    def _method_call(
        self, node: Node, last: str, owner: Node, positional: list[Node], named: dict[str, Node], depth: int
    ) -> list[Part] | None:
        """What a method of a text or list gives; None when it is no such method."""
        if self.language == "python" and last == "format":
            template = _merge(self._eval(owner, depth))
            if any(isinstance(part, str) and "{" in part for part in template):
                return self._braces(template, positional, named, depth)
            return template if any(isinstance(part, str) and part.strip() for part in template) else None
        if last in {"String", "Bytes"} or (last in _SAME_RECEIVER and self.language != "go"):
            return self._same(node, last, owner, depth)
        if last == "join" and self.language == "javascript":
            return self._eval(owner, depth)
        if not positional:
            return None
        if last == "join" and self.language == "python":
            between = self._eval(owner, depth)
            return [*self._eval(positional[0], depth), *(part for part in between if isinstance(part, Hole))]
        if last in {"map", "flatMap"} and self.language == "javascript":
            inline = positional[0].type in {"arrow_function", "function_expression"}
            return self._eval(positional[0], depth) if inline else self._hole(node, "call")
        if last == "concat":
            return self._all([owner, *positional], depth, "")
        if last == "fill":
            return self._eval(positional[0], depth)
        if last in {"replace", "replaceAll"} and len(positional) > 1:
            return self._replaced(owner, positional[0], positional[1], depth)
        return None

    def _same(self, node: Node, last: str, owner: Node, depth: int) -> list[Part] | None:
        """The receiver's own text: ``x.strip()``, ``table.get(key)``."""
        inner = _merge(self._eval(owner, depth))
        known = all(isinstance(part, str) for part in inner)
        if last == "get" and not known:
            return self._hole(node, "item")
        if last in {"values", "keys", "items"} and not known:
            return self._hole(node, "call")
        return inner or None

    def _replaced(self, text: Node, old: Node, new: Node, depth: int) -> list[Part]:
        inner = _merge(self._eval(text, depth))
        marks = _merge(self._eval(old, depth))
        if not any(isinstance(part, str) for part in inner):
            return inner
        if len(marks) != 1 or not isinstance(marks[0], str) or old.type == "regex":
            return [*inner, " ", *self._eval(new, depth)]
        value = self._eval(new, depth)
        result: list[Part] = []
        for part in inner:
            if isinstance(part, Hole):
                result.append(part)
                continue
            for number, piece in enumerate(part.split(marks[0])):
                result.extend([*value, piece] if number else [piece])
        return result

    def _sprintf(self, positional: list[Node], depth: int) -> list[Part]:
        values, used = positional[1:], 0

        def fill(verb: re.Match[str]) -> list[Part]:
            nonlocal used
            if verb.group(2) == "%":
                return ["%"]
            number = int(verb.group(1)) - 1 if verb.group(1) else used
            used = number + 1
            if verb.group(2) in "dtbcoOxXUeEfFgGpT" or number >= len(values):
                return ["1"]
            return self._eval(values[number], depth)

        return _filled(_merge(self._eval(positional[0], depth)), _GO_VERB, fill)

    def _percent(self, template: list[Part], right: Node, depth: int) -> list[Part]:
        while right.type == "parenthesized_expression" and right.named_children:
            right = right.named_children[0]
        named: dict[str, Node] = {}
        values, used = [right], 0
        if right.type == "tuple":
            values = [child for child in right.named_children if child.type != "comment"]
        elif right.type == "dictionary":
            for pair in right.named_children:
                key, value = pair.child_by_field_name("key"), pair.child_by_field_name("value")
                if key is not None and value is not None:
                    named[text_of(key).strip("'\"")] = value

        def fill(verb: re.Match[str]) -> list[Part]:
            nonlocal used
            if verb.group(2) == "%":
                return ["%"]
            if verb.group(1):
                value = named.get(verb.group(1))
            else:
                value = values[used] if used < len(values) else None
                used += 1
            if verb.group(2) in "diouxXeEfFgGc":
                return ["1"]
            return self._eval(value, depth) if value is not None else self._hole(right, "other")

        return _filled(template, _PYTHON_VERB, fill)

    def _braces(self, template: list[Part], positional: list[Node], named: dict[str, Node], depth: int) -> list[Part]:
        used = 0
        unpacked = next((one for one in positional if one.type in {"list_splat", "dictionary_splat"}), None)

        def fill(found: re.Match[str]) -> list[Part]:
            nonlocal used
            if found.group(0) in {"{{", "}}"}:
                return [found.group(0)[0]]
            name = found.group(1) or ""
            root = re.split(r"[.\[]", name)[0]
            if root and not root.isdigit():
                value = named.get(root, unpacked)
            else:
                number = int(root) if root else used
                used += not root
                value = positional[number] if number < len(positional) else unpacked
            if re.search(r"[dfeg]$", found.group(2) or ""):
                return ["1"]
            if value is None:
                return [found.group(0)]
            parts = _merge(self._eval(value, depth))
            return parts if root == name or parts == ["1"] else self._hole(value, "attribute")

        return _filled(template, _FIELD, fill)


def _filled(template: list[Part], mark: re.Pattern[str], fill: Callable[[re.Match[str]], list[Part]]) -> list[Part]:
    """A template whose marks are replaced, in order."""
    result: list[Part] = []
    for part in template:
        if isinstance(part, Hole):
            result.append(part)
            continue
        last = 0
        for found in mark.finditer(part):
            result.extend([part[last : found.start()], *fill(found)])
            last = found.end()
        result.append(part[last:])
    return result


_PLAIN_PARAMETERS = {
    "identifier", "list_splat_pattern", "dictionary_splat_pattern", "object_pattern", "array_pattern", "rest_pattern",
    "assignment_pattern",
}  # fmt: skip
_PER_ELEMENT = {"map", "forEach", "flatMap", "filter", "some", "every", "find"}


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


_INDEXED: dict[str, Callable[[Texts, Node], None]] = {
    "assignment": Texts._index_assignment,
    "assignment_expression": Texts._index_assignment,
    "named_expression": Texts._index_assignment,
    "short_var_declaration": Texts._index_assignment,
    "assignment_statement": Texts._index_go_assignment,
    "augmented_assignment": Texts._index_augmented,
    "augmented_assignment_expression": Texts._index_augmented,
    "variable_declarator": Texts._index_declaration,
    "public_field_definition": Texts._index_declaration,
    "field_definition": Texts._index_declaration,
    "var_spec": Texts._index_go_declaration,
    "const_spec": Texts._index_go_declaration,
    "as_pattern": Texts._index_alias,
}
_LOOPS = {"for_statement", "for_in_clause", "for_in_statement", "range_clause"}
_CALLS_ARE = {"call", "call_expression", "new_expression"}
_BUILDERS_ARE = {"string", "template_string", "binary_operator", "binary_expression", "call", "call_expression"}


def _annotation(node: Node) -> str:
    """The declared type of a variable or parameter; an empty text when there is none."""
    declared = node.child_by_field_name("type")
    return text_of(declared).lstrip(": ").strip() if declared is not None else ""


def _is_sum(node: Node) -> bool:
    operator = node.child_by_field_name("operator")
    return operator is not None and text_of(operator) == "+"


def _errors(root: Node) -> int:
    return sum(node.is_error or node.is_missing for node in syntax.walk(root))


def _reaching(bindings: list[_Binding], use: int) -> list[_Binding] | None:
    """The bindings of a name that matter at a place: those since one that certainly ran. None within ``q += q``."""
    before = [binding for binding in bindings if binding.start < use]
    first = 0
    for number, binding in enumerate(before):
        if use < binding.end:  # the name is used in what it is being bound to
            if binding.kind in _GROWING:
                return None
            if binding.kind in {"set", "opaque"}:
                before = before[:number]
                break
        if binding.kind not in _GROWING and binding.block[0] <= use < binding.block[1]:
            first = number
    return before[first:]


def _passed(function: Node, positional: list[Node], named: dict[str, Node]) -> dict[str, Node]:
    """Which argument of a call each parameter of the called function gets."""
    listing = function.child_by_field_name("parameters")
    names: list[str] = []
    for child in listing.named_children if listing is not None else []:
        if child.type in {"parameter_declaration", "variadic_parameter_declaration"}:
            names.extend(text_of(name) for name in child.children_by_field_name("name"))
        elif child.type != "comment":
            inner = (
                child.child_by_field_name("name")
                or child.child_by_field_name("pattern")
                or child.child_by_field_name("left")
            )
            names.append(text_of(inner or (child.named_children[0] if child.type == "typed_parameter" else child)))
    if names[:1] in (["self"], ["cls"]):
        names = names[1:]
    return {
        **dict(zip(names, positional, strict=False)),
        **{name: value for name, value in named.items() if name in names},
    }


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


def _merge(parts: list[Part]) -> list[Part]:
    """The parts with neighbouring constants joined, and empty ones left out."""
    merged: list[Part] = []
    for part in parts:
        if isinstance(part, str) and merged and isinstance(merged[-1], str):
            merged[-1] += part
        elif part != "":
            merged.append(part)
    return merged


def _unescape(text: str) -> str:
    return _ESCAPE.sub(
        lambda found: {"n": "\n", "t": "\t", "r": " ", "\n": ""}.get(found.group(1), found.group(1)), text
    )
