"""Names: which definitions hold at a place, what is stored into an object, what a dotted name refers to."""

from __future__ import annotations

from collections.abc import Mapping

from tree_sitter import Node

from backend_review.index.expressions.data import Definition, Expr, Scope, Store, last_name
from backend_review.index.expressions.lowering import Lower
from backend_review.index.expressions.scopes import Scopes
from backend_review.project.source import SourceFile

# Names looked up in one file; after that everything is unknown. Hand-written files need a few hundred.
MAX_LOOKUPS = 60_000
# What an object calls itself.
OWN = {"self", "this", "cls"}

# Calls that hand back the function or module they are given.
_SAME_FUNCTION = {"promisify", "promisifyAll", "callbackify", "__importStar", "__importDefault", "bind"}
_BLOCKS = {"block", "statement_block", "module", "program", "source_file", "statement_list", "class_body"}
_BRANCHES = {"if_statement", "elif_clause", "else_clause", "case_clause", "switch_case", "expression_case"}


class Names(Scopes):
    """The names of a file, looked up from any place in it."""

    def __init__(self, file: SourceFile, table: Mapping[str, Lower]) -> None:
        super().__init__(file, table)
        self._lookups = MAX_LOOKUPS

    def scope_of(self, node: Node) -> Scope:
        """The innermost function, class or module around a node (a function's own node is in itself)."""
        current: Node | None = node
        while current is not None:
            scope = self.scopes.get(current.id)
            if scope is not None:
                return scope
            current = current.parent
        return self.module

    def function_of(self, node: Node) -> Scope | None:
        """The innermost function around a node."""
        scope: Scope | None = self.scope_of(node)
        while scope is not None and scope.kind != "function":
            scope = scope.parent
        return scope

    def holder_of(self, name: str, node: Node) -> Scope | None:
        """The scope whose definition of a name holds at a node."""
        scope: Scope | None = self.scope_of(node)
        inner = True
        while scope is not None:
            if name in scope.names and (scope.kind != "class" or inner):
                return scope
            inner = False
            scope = scope.parent
        return None

    def definitions(self, name: str, node: Node) -> list[Definition]:
        """The definitions a name may have at a node: in its own function only those that are not overwritten before."""
        self._lookups -= 1
        holder = self.holder_of(name, node)
        if holder is None or self._lookups < 0:
            return []
        found = holder.names[name]
        if holder is self.scope_of(node) and len(found) > 1:
            before = [item for item in found if item.node.start_byte < node.start_byte]
            start = 0
            for index, item in enumerate(before):
                if item.kind == "parameter" or self._dominates(item.node, node):
                    start = index
            if before:
                return before[start:]
        return found

    def _dominates(self, definition: Node, use: Node) -> bool:
        """Whether every way to the use passes the definition: its block is around the use."""
        block = definition.parent
        while block is not None and block.type not in _BLOCKS:
            if block.type in _BRANCHES:
                return False
            block = block.parent
        return block is not None and block.start_byte <= use.start_byte and use.end_byte <= block.end_byte

    def stores(self, name: str, node: Node) -> list[Store]:
        """What is put into a named object by the function around a node, from its definition on; also by closures."""
        holder = self.holder_of(name, node)
        definitions = self.definitions(name, node)
        since = min((item.node.start_byte for item in definitions), default=0)
        found = []
        self._lookups -= len(self.all_stores) // 50
        if self._lookups < 0:
            return []
        for scope, store in self.all_stores:
            base = store.base
            if base == name or (base.startswith(name) and base[len(name) : len(name) + 1] in {".", "[", "?"}):
                same = self.holder_of(name, store.node) is holder
                if same and (store.node.start_byte >= since or scope is not holder):
                    found.append(store)
        return found

    def qualify(self, expr: Expr | None, depth: int = 0) -> str:
        """The dotted name of what an expression refers to, through imports and simple variables; "" if not known.

        A call adds ``()``: ``jwt.PyJWT().encode``; a JavaScript module is its name: ``jsonwebtoken.sign``.
        """
        if expr is None or depth > 30:
            return ""
        if expr.kind == "name":
            return self._qualify_name(expr, depth)
        if expr.kind == "attr":
            return self._qualify_attr(expr, depth)
        if expr.kind == "call":
            return self._qualify_call(expr, depth)
        if expr.kind == "choice":
            return self.qualify(expr.args[0], depth + 1)
        return ""

    def _qualify_name(self, expr: Expr, depth: int) -> str:
        definitions = self.definitions(expr.name, expr.node)
        for item in definitions:
            if item.kind == "import":
                return item.module
        for item in definitions:
            if item.kind == "value" and item.expr is not None and item.expr.kind in {"call", "name", "attr", "choice"}:
                name = self.qualify(item.expr, depth + 1)
                if name:
                    return f"{name}.{item.path}" if item.path else name
        return ""

    def _qualify_attr(self, expr: Expr, depth: int) -> str:
        if expr.target is not None and expr.target.kind == "name" and expr.target.name in OWN:
            owner = self.class_scope(self.scope_of(expr.node))
            for item in owner.names.get(expr.name, ()) if owner is not None else ():
                name = self.qualify(item.expr, depth + 1)
                if name:
                    return name
            return ""
        base = self.qualify(expr.target, depth + 1)
        if not base:
            return ""
        return base if expr.name == "default" and self.language == "javascript" else f"{base}.{expr.name}"

    def _qualify_call(self, expr: Expr, depth: int) -> str:
        called = expr.target
        if called is not None and self.language == "javascript":
            if (called.kind == "name" and called.name == "require") or self.text(called.node) == "import":
                return expr.args[0].value if expr.args and expr.args[0].kind == "text" else ""
            if last_name(called) in _SAME_FUNCTION:
                inner = expr.args[0] if expr.args and last_name(called) != "bind" else called.target
                return self.qualify(inner, depth + 1)
        name = self.qualify(called, depth + 1)
        return f"{name}()" if name else ""

    def functions_called(self, call: Expr) -> list[Scope]:
        """The functions of this file that a call may mean: by name, methods by their own class where that is known."""
        target = call.target
        self._lookups -= 1
        if target is None or self._lookups < 0:
            return []
        if target.kind == "name":
            definitions = self.definitions(target.name, target.node)
            if definitions and all(item.kind == "import" for item in definitions):
                return []
            return [scope for scope in self.functions.get(target.name, ()) if not self.is_method(scope)]
        if target.kind == "attr" and target.target is not None:
            base = self.text(target.target.node)
            found = self.functions.get(target.name, [])
            if base in OWN or base in self.classes:
                return found
            if self.qualify(target.target):
                return []
            return found if len(found) == 1 and (self.is_method(found[0]) or self.language == "javascript") else []
        return []

    def is_method(self, scope: Scope) -> bool:
        """Whether a function is a method."""
        return (scope.parent is not None and scope.parent.kind == "class") or scope.node.type == "method_declaration"

    def arguments_for(self, scope: Scope, definition: Definition) -> list[Expr]:
        """What the callers in this file pass for a parameter."""
        if not scope.name:
            return []
        found = []
        name = next(
            (n for n, p in zip(scope.parameter_names, scope.parameters, strict=True) if p.node is definition.node),
            "",
        )
        position = definition.position
        if self.language == "python" and self.is_method(scope) and scope.parameter_names[:1] in (["self"], ["cls"]):
            position -= 1
        for call in self.by_name.get(scope.name, ()):
            if scope not in self.functions_called(call):
                continue
            if name and name in call.named:
                found.append(call.named[name])
            elif 0 <= position < len(call.args):
                found.append(call.args[position])
        return found
