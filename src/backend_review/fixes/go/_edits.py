"""What fixes of Go share: the node of a finding, statements and calls, and text in gofmt's form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from backend_review.fixes.proposal import Replacement
from backend_review.fixes.tree import Tree
from backend_review.index.syntax import named, walk

if TYPE_CHECKING:
    from tree_sitter import Node

FUNCTIONS = ("function_declaration", "method_declaration", "func_literal")
STRINGS = ("interpreted_string_literal", "raw_string_literal")
_LISTS = ("block", "statement_list", "expression_case", "default_case", "communication_case", "type_case")
_ENDS = ("return_statement", "continue_statement", "break_statement", "goto_statement")


class Code(Tree):
    """A Go file as fixes read it."""

    @cached_property
    def whole(self) -> bool:
        """Whether the file parses: a fix of broken code is a guess."""
        return not self.root.has_error

    def indent(self, node: Node) -> str:
        """What the line that a node begins in begins with."""
        start = self.data.rfind(b"\n", 0, node.start_byte) + 1
        line = self.data[start : node.start_byte].decode("utf-8", errors="replace")
        return line[: len(line) - len(line.lstrip(" \t"))]

    def calls(self, node: Node | None = None) -> Iterator[Node]:
        """The calls in the finding's bytes (or in a node), outermost first."""
        start, end = self.span
        for inner in walk(node or self.node):
            if inner.type == "call_expression" and (
                node is not None or start <= inner.start_byte < max(end, start + 1)
            ):
                yield inner

    def call(self, *names: str) -> Node | None:
        """The call that the finding is about, of the function or method with one of these names (any for none)."""
        return next(self.around(*names), None)

    def around(self, *names: str) -> Iterator[Node]:
        """The calls with these names around the finding's first byte, in one statement, and then those inside."""
        node: Node | None = self.root.descendant_for_byte_range(self.span[0], self.span[0])
        while node is not None and node.type not in (*FUNCTIONS, "source_file", "block"):
            if node.type == "call_expression" and (not names or self.called(node) in names):
                yield node
            node = node.parent
        yield from (call for call in self.calls() if not names or self.called(call) in names)

    def calls_of_line(self) -> Iterator[Node]:
        """The calls that begin in the finding's line, outermost first (some findings are of a line as a whole)."""
        row = self.finding.start.line - 1
        for node in walk(self.root):
            if node.type == "call_expression" and node.start_point[0] == row:
                yield node

    def called(self, call: Node) -> str:
        """The last name of what a call calls."""
        function = call.child_by_field_name("function")
        return self.text(function.child_by_field_name("field") or function) if function is not None else ""

    def receiver(self, call: Node) -> Node | None:
        """What the method of a call is called on; a package, too."""
        function = call.child_by_field_name("function")
        return function.child_by_field_name("operand") if function is not None else None

    def arguments(self, call: Node) -> list[Node]:
        """The arguments of a call, without comments."""
        return [node for node in named(call.child_by_field_name("arguments")) if node.type != "comment"]

    def has_comment(self, node: Node) -> bool:
        """Whether a comment is inside, which a rewrite would lose."""
        return any(inner.type == "comment" for inner in walk(node))

    def spaced(self, node: Node) -> str:
        """The source of an expression as gofmt has it where it stands alone: ``a + b``, which is ``a+b`` in a list."""
        if node.type != "binary_expression":
            return self.text(node)
        parts = [self.spaced(part) for part in named(node)]
        return f" {self.text(node.child_by_field_name('operator'))} ".join(parts)

    def replaced(self, node: Node, text: str) -> Replacement:
        """New text for a node."""
        return Replacement(node.start_byte, node.end_byte, text.encode())

    def replaced_in_column(self, node: Node, text: str) -> Replacement:
        """New text for an argument; a comment behind it stays in the column of the others."""
        found = re.match(rb",?( +)//", self.data[node.end_byte : node.end_byte + 200])
        less = node.end_byte - node.start_byte - len(text)
        if found is None or len(found.group(1)) + less < 1:
            return self.replaced(node, text)
        comma = self.data[node.end_byte : node.end_byte + found.start(1)].decode()
        spaces = " " * (len(found.group(1)) + less)
        return Replacement(node.start_byte, node.end_byte + found.end(1), f"{text}{comma}{spaces}".encode())

    def inserted(self, place: int, text: str) -> Replacement:
        """New text at an offset."""
        return Replacement(place, place, text.encode())

    def after(self, statement: Node, *lines: str) -> Replacement:
        """New lines below a statement (and the comment behind it), indented as it is."""
        end = self.data.find(b"\n", statement.end_byte)
        end = len(self.data) if end < 0 else end - (self.data[end - 1 : end] == b"\r")
        indent = self.indent(statement)
        return self.inserted(end, "".join(f"{self.newline}{indent}{line}" if line else self.newline for line in lines))

    def before(self, statement: Node, *lines: str) -> Replacement:
        """New lines above a statement, indented as it is."""
        indent = self.indent(statement)
        return self.inserted(statement.start_byte, "".join(f"{line}{self.newline}{indent}" for line in lines))

    def without_line(self, statement: Node) -> Replacement | None:
        """The removal of a statement with its line (and an empty one below it), if nothing else is on it."""
        start = self.data.rfind(b"\n", 0, statement.start_byte) + 1
        end = self.data.find(b"\n", statement.end_byte) + 1
        if not end or self.data[start : statement.start_byte].strip() or self.data[statement.end_byte : end].strip():
            return None
        # Of two empty lines round it, gofmt would leave one.
        above = self.data[:start].rstrip(b" \t\r\n")
        below = self.data.find(b"\n", end) + 1
        if self.data[len(above) : start].count(b"\n") > 1 and below and not self.data[end:below].strip():
            end = below
        return Replacement(start, end, b"")

    def appended(self, call: Node, *texts: str) -> Replacement | None:
        """More arguments for a call; None where its last argument is spread (``args...``)."""
        arguments = call.child_by_field_name("arguments")
        last = self.arguments(call)[-1:]
        if arguments is None or any(inner.type == "variadic_argument" for inner in last):
            return None
        if not last:
            return self.inserted(arguments.start_byte + 1, ", ".join(texts))
        return self.inserted(last[0].end_byte, "".join(f", {text}" for text in texts))


def enclosing(node: Node | None, *types: str) -> Node | None:
    """The nearest node of these types around a node, or the node itself."""
    while node is not None and node.type not in types:
        node = node.parent
    return node


def statement_of(node: Node | None) -> Node | None:
    """The statement of a block that a node is in."""
    while node is not None and (node.parent is None or node.parent.type not in _LISTS):
        node = node.parent
    return node


def following(statement: Node) -> Node | None:
    """The next statement of the same block; comments are none."""
    found = statement.next_named_sibling
    while found is not None and found.type == "comment":
        found = found.next_named_sibling
    return found


def statements(block: Node | None) -> list[Node]:
    """The statements of a block."""
    inner = [node for node in named(block) if node.type != "comment"]
    return statements(inner[0]) if len(inner) == 1 and inner[0].type == "statement_list" else inner


def leaves(code: Code, block: Node | None) -> bool:
    """Whether a block ends its function or round of a loop: by a return, a panic, or the end of the program."""
    last = statements(block)[-1:]
    return bool(last) and (
        last[0].type in _ENDS
        or code.text(last[0]).startswith(("panic(", "os.Exit(", "log.Fatal", "t.Fatal", "log.Panic"))
    )


def in_loop(node: Node) -> bool:
    """Whether a node is inside a loop of its own function."""
    around = enclosing(node.parent, "for_statement", *FUNCTIONS)
    return around is not None and around.type == "for_statement"


def function_of(node: Node) -> Node | None:
    """The function around a node, a literal one, too."""
    return enclosing(node.parent, *FUNCTIONS)


def outermost_function(node: Node) -> Node | None:
    """The declared function around a node."""
    return enclosing(node, "function_declaration", "method_declaration")


def uses(code: Code, within: Node, name: str) -> list[Node]:
    """The places in a node where a name stands by itself (not as a field of something)."""
    return [node for node in walk(within) if node.type == "identifier" and code.text(node) == name]


def unused_declaration(code: Code, value: Node) -> list[Replacement] | None:
    """What must go when a name is not read at one place any more: its declaration, if that was its only use.

    Go does not compile with a local variable that nothing reads. None where the line has more on it.
    """
    function = outermost_function(value)
    places = uses(code, function, code.text(value)) if function is not None else []
    declaration = enclosing(places[0], "short_var_declaration") if places else None
    if len(places) != 2 or declaration is None:
        return []  # read elsewhere; or a constant, a parameter, a variable of the package
    if len(named(declaration.child_by_field_name("left"))) != 1:
        return None
    gone = code.without_line(declaration)
    return [gone] if gone is not None else None


# Functions and methods that give a text, of whatever library.
_TEXTS = re.compile(
    r"(?:(?:Post)?FormValue|(?:Default)?(?:PostForm|Query)|QueryParam|Params?|GetHeader|URLParam|PathValue"
    r"|TrimSpace|ToLower|ToUpper|Getenv|Sprintf|Itoa|EncodeToString)"
)


_GIVES_TEXT = re.compile(r"^string\(|\b(?:Header|Query|Response)(?:\(\))?\.(?:Header\(\)\.)?Get\([^()]*\)$")


def is_text(code: Code, node: Node) -> bool:
    """Whether an expression is surely a ``string``: a literal, a parameter declared so, or what gives texts only."""
    if node.type in STRINGS:
        return True
    if node.type == "binary_expression":
        added = code.text(node.child_by_field_name("operator")) == "+"
        return added and any(is_text(code, part) for part in named(node))
    if node.type == "call_expression":
        named_so = _TEXTS.fullmatch(code.called(node)) and code.arguments(node)
        return bool(named_so or _GIVES_TEXT.search(code.text(node)))
    function = function_of(node)
    while node.type == "identifier" and function is not None:
        name = code.text(node)
        for inner in walk(function.child_by_field_name("parameters") or function):
            names = [code.text(each) for each in inner.children_by_field_name("name")]
            if inner.type == "parameter_declaration" and name in names:
                return code.text(inner.child_by_field_name("type")) == "string"
        value = _first_value(code, function, name)
        if value is not None:
            basic = value.type == "identifier" and code.text(value) == name  # of a user or password
            return basic or (value.type != "identifier" and is_text(code, value))
        function = function_of(function)
    return False


_READS = re.compile(
    r"\.(?:(?:Post)?FormValue|(?:Default)?(?:PostForm|Query)|QueryParam|Params?|GetHeader|URLParam|PathValue|Getenv)"
    r"\((?:\w+, )?\"[^\"]*\"(?:, \"[^\"]*\")?\)$|\b(?:Header|Query\(\))\.Get\([^()]*\)$"
)


def is_input(code: Code, node: Node) -> bool:
    """Whether an expression reads one value of a request, or is a name for what does."""
    if node.type == "call_expression":
        return bool(_READS.search(code.text(node)))
    function = function_of(node)
    while node.type == "identifier" and function is not None:
        value = _first_value(code, function, code.text(node))
        if value is not None:
            return value.type == "call_expression" and is_input(code, value)
        function = function_of(function)
    return False


def _first_value(code: Code, function: Node, name: str) -> Node | None:
    """What a name is declared as by ``:=`` in a function."""
    for place in uses(code, function, name):
        declaration = enclosing(place, "short_var_declaration")
        if declaration is None:
            continue
        left, right = named(declaration.child_by_field_name("left")), named(declaration.child_by_field_name("right"))
        if place in left and len(left) == len(right):
            return right[left.index(place)]
        if place in left[:2] and len(right) == 1 and code.text(right[0]).endswith(".BasicAuth()"):
            return place
    return None
