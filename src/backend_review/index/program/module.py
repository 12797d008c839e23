"""A source file as a module: its statements, and the functions and classes among its expressions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from types import ModuleType

from tree_sitter import Node, Tree

from backend_review.index import syntax
from backend_review.index.expressions import TABLES
from backend_review.index.expressions.data import Expr
from backend_review.index.expressions.lowering import Lowering
from backend_review.index.program import go, javascript, python
from backend_review.index.program.data import Class, Function, Parameter, Statement
from backend_review.project.source import SourceFile

_LANGUAGES: dict[str, ModuleType] = {"python": python, "javascript": javascript, "typescript": javascript, "go": go}
_CALLS = {"call", "call_expression", "new_expression"}


class Module(Lowering):
    """One file. Everything is made when it is asked for."""

    def __init__(self, file: SourceFile) -> None:
        super().__init__(file.data, TABLES[file.language])
        self.file = file
        self.path = file.path
        self.language = "javascript" if file.language == "typescript" else file.language
        self._statements = _LANGUAGES[file.language]
        self._functions: dict[int, Function] = {}
        self._classes: dict[int, Class] = {}

    @cached_property
    def tree(self) -> Tree:
        return syntax.parse(self.file)

    @cached_property
    def body(self) -> list[Statement]:
        """The statements of the file."""
        found: list[Statement] = self._statements.statements(self, self.tree.root_node.named_children)
        return found

    def body_of(self, node: Node) -> list[Statement]:
        """The statements of a function's node."""
        found: list[Statement] = self._statements.body(self, node)
        return found

    def parameters_of(self, node: Node) -> list[Parameter]:
        """The parameters of a function's node."""
        found: list[Parameter] = self._statements.parameters(self, node)
        return found

    def first_or_none(self, node: Node) -> Expr | None:
        """The expression of a node's first child that is no comment; None when it has none."""
        return next((self.lower(child) for child in node.named_children if child.type != "comment"), None)

    def function_of(self, expr: Expr) -> Function:
        """The function that a ``func`` expression is."""
        return self.function_at(expr.node)

    def function_at(self, node: Node) -> Function:
        """The function that a node is."""
        made = self._functions.get(node.id)
        if made is None:
            made = self._functions[node.id] = self._statements.function(self, node, [])
        return made

    def class_of(self, expr: Expr) -> Class:
        """The class that a ``class`` expression is."""
        made = self._classes.get(expr.node.id)
        if made is None:
            made = self._classes[expr.node.id] = javascript.klass(self, expr.node, [])
        return made

    def calls_in(self, node: Node) -> Iterator[Expr]:
        """Every call below a node, in source order, those in closures too."""
        for inner in syntax.walk(node):
            if inner.type in _CALLS:
                yield self.lower(inner)

    def documentation_of(self, node: Node) -> str:
        """The docstring of a definition, or the comment right above it; "" when there is none."""
        if self.language == "python":
            body = node.child_by_field_name("body")
            first = body.named_children[0] if body is not None and body.named_children else None
            if first is not None and first.type == "expression_statement" and first.named_children:
                text = self.lower(first.named_children[0])
                return str(text.value).strip() if text.kind == "text" else ""
            return ""
        holder = node
        while holder.parent is not None and holder.parent.start_byte == holder.start_byte:
            holder = holder.parent
        before = holder.prev_named_sibling
        lines: list[str] = []
        while before is not None and before.type == "comment":
            lines.insert(0, self.text(before))
            before = before.prev_named_sibling
        return re.sub(r"^\s*(//|/\*+|\*/?)", "", "\n".join(lines), flags=re.MULTILINE).strip()
