"""The walk over a file that notes its scopes: what each defines, stores, returns and calls."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import ClassVar

from tree_sitter import Node

from backend_review.index import syntax
from backend_review.index.expressions.data import FUNCTIONS, Definition, Expr, Scope, Store, last_name
from backend_review.index.expressions.imports import imported
from backend_review.index.expressions.lowering import Lower, Lowering
from backend_review.project.source import SourceFile

_CLASSES = {"class_definition", "class_declaration", "class", "abstract_class_declaration"}
_CALLS = {"call", "call_expression", "new_expression"}


class Scopes(Lowering):
    """The scopes of a parsed file, and every call and object literal in it."""

    def __init__(self, file: SourceFile, table: Mapping[str, Lower]) -> None:
        super().__init__(file.data, table)
        self.path = file.path
        self.language = "javascript" if file.language == "typescript" else file.language
        self.tree = syntax.parse(file)
        self.calls: list[Expr] = []
        self.dicts: list[Expr] = []
        self.scopes: dict[int, Scope] = {}
        self.module = self._scope(self.tree.root_node, "module", "", None)
        self.functions: dict[str, list[Scope]] = defaultdict(list)
        self.classes: dict[str, Scope] = {}
        self._walk()
        self.all_stores = [(scope, store) for scope in self.scopes.values() for store in scope.stores]
        self.by_name: dict[str, list[Expr]] = defaultdict(list)
        for call in self.calls:
            self.by_name[last_name(call.target)].append(call)

    def class_scope(self, scope: Scope | None) -> Scope | None:
        """The innermost class a scope is in, or is."""
        while scope is not None and scope.kind != "class":
            scope = scope.parent
        return scope

    def _scope(self, node: Node, kind: str, name: str, parent: Scope | None) -> Scope:
        scope = Scope(node, kind, name, parent)
        self.scopes[node.id] = scope
        return scope

    def _walk(self) -> None:
        stack: list[tuple[Node, Scope]] = [(self.tree.root_node, self.module)]
        while stack:
            node, scope = stack.pop()
            kind = node.type
            if node is not self.tree.root_node:
                if kind in FUNCTIONS:
                    scope = self._enter_function(node, scope)
                elif kind in _CLASSES:
                    scope = self._enter_class(node, scope)
                else:
                    self._note(node, kind, scope)
            stack.extend((child, scope) for child in reversed(node.named_children))

    def _enter_function(self, node: Node, outer: Scope) -> Scope:
        name = self.text(node.child_by_field_name("name"))
        if not name and node.parent is not None:
            parent = node.parent
            if parent.type in {"variable_declarator", "public_field_definition", "field_definition", "pair"}:
                name = self.text(
                    parent.child_by_field_name("name")
                    or parent.child_by_field_name("property")
                    or parent.child_by_field_name("key")
                )
            elif parent.type == "assignment_expression":
                name = self.text(parent.child_by_field_name("left")).rpartition(".")[2]
        scope = self._scope(node, "function", name, outer)
        if name:
            self.functions[name].append(scope)
            if node.child_by_field_name("name") is not None and node.type not in {
                "method_definition",
                "method_declaration",
            }:
                outer.names[name].append(Definition("function", node))
        parameters = node.child_by_field_name("parameters") or node.child_by_field_name("parameter")
        if parameters is not None:
            items = [parameters] if parameters.type == "identifier" else parameters.named_children
            for item in items:
                self._parameter(item, scope)
        receiver = node.child_by_field_name("receiver")
        for item in receiver.named_children if receiver is not None else ():
            kind = self.text(item.child_by_field_name("type"))
            scope.names[self.text(item.child_by_field_name("name"))].append(
                Definition("receiver", item, annotation=kind)
            )
        body = node.child_by_field_name("body")
        if body is not None and node.type in {"arrow_function", "lambda"} and body.type != "statement_block":
            scope.returns.append([self.lower(body)])
        return scope

    def _parameter(self, node: Node, scope: Scope) -> None:
        kind = node.type
        if kind == "comment" or kind in {"keyword_separator", "positional_separator"}:
            return
        annotation = self.text(node.child_by_field_name("type"))
        default = node.child_by_field_name("value") or (
            node.child_by_field_name("right") if kind == "assignment_pattern" else None
        )
        if kind == "parameter_declaration":  # Go: a, b T
            names = node.children_by_field_name("name")
        else:
            pattern = node.child_by_field_name("pattern") or node.child_by_field_name("name")
            if kind == "assignment_pattern":
                pattern = node.child_by_field_name("left")
            if pattern is None and kind in {"typed_parameter"}:
                pattern = node.named_children[0] if node.named_children else None
            names = [pattern or node]
        for name in names:
            if self.language == "javascript" and name.type in {"object_pattern", "array_pattern"}:
                definition = Definition("parameter", node, position=len(scope.parameters), annotation=annotation)
                scope.parameters.append(definition)
                scope.parameter_names.append("")
                self._destructure(name, None, scope, "parameter", len(scope.parameters) - 1)
                continue
            text = self.text(name).lstrip("*.")
            definition = Definition(
                "parameter",
                node,
                self.lower(default) if default else None,
                len(scope.parameters),
                annotation=annotation,
            )
            scope.parameters.append(definition)
            scope.parameter_names.append(text)
            scope.names[text].append(definition)
            if any(child.type in {"accessibility_modifier", "readonly"} for child in node.children):
                owner = self.class_scope(scope)
                if owner is not None:
                    owner.fields[text] = (annotation, "")

    def _enter_class(self, node: Node, outer: Scope) -> Scope:
        name = self.text(node.child_by_field_name("name"))
        scope = self._scope(node, "class", name, outer)
        if name:
            self.classes[name] = scope
            outer.names[name].append(Definition("class", node))
        bases = node.child_by_field_name("superclasses")
        if bases is not None:
            scope.bases = [self.text(child) for child in bases.named_children]
        for child in node.children:
            if child.type == "class_heritage":
                scope.bases = [self.text(child).removeprefix("extends").strip()]
        return scope

    def _note(self, node: Node, kind: str, scope: Scope) -> None:
        note = self._notes.get(kind)
        if note is not None:
            note(self, node, scope)

    def _note_call(self, node: Node, scope: Scope) -> None:
        expr = self.lower(node)
        self.calls.append(expr)
        parent = node.parent
        while parent is not None and parent.type in {"await_expression", "await"}:
            parent = parent.parent
        if parent is not None and parent.type == "expression_statement":
            scope.statement_calls.append(expr)
        self._mutation(expr, scope)

    def _note_dict(self, node: Node, scope: Scope) -> None:
        self.dicts.append(self.lower(node))

    def _note_return(self, node: Node, scope: Scope) -> None:
        values: list[Node] = list(node.named_children)
        if len(values) == 1 and values[0].type == "expression_list":
            values = list(values[0].named_children)
        if values:
            scope.returns.append([self.lower(value) for value in values])

    def _note_augmented(self, node: Node, scope: Scope) -> None:
        left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
        if left is not None and right is not None:
            scope.stores.append(Store(self.text(left), None, self.lower(right), node))

    def _note_named(self, node: Node, scope: Scope) -> None:
        self._bind(node.child_by_field_name("name"), node.child_by_field_name("value"), node, scope)

    def _note_member(self, node: Node, scope: Scope) -> None:
        label = self.text(node.child_by_field_name("name") or node.child_by_field_name("property"))
        scope.fields[label] = (self.text(node.child_by_field_name("type")), "")
        value = node.child_by_field_name("value")
        if value is not None:
            scope.names[label].append(Definition("value", node, self.lower(value)))

    def _note_spec(self, node: Node, scope: Scope) -> None:
        names = node.children_by_field_name("name")
        holder = node.child_by_field_name("value")
        values = list(holder.named_children) if holder is not None else []
        self._several(names, values, node, scope)
        if not values:
            for name in names:
                scope.names[self.text(name)][-1].annotation = self.text(node.child_by_field_name("type"))

    def _note_loop(self, node: Node, scope: Scope) -> None:
        self._unknown(node.child_by_field_name("left"), node, scope)

    def _note_as(self, node: Node, scope: Scope) -> None:
        value = node.parent.named_children[0] if node.parent is not None and node.parent.named_children else None
        self._bind(node.named_children[0] if node.named_children else None, value, node, scope)

    def _unknown(self, target: Node | None, node: Node, scope: Scope) -> None:
        if target is not None:
            for name in re.findall(r"[A-Za-z_$][\w$]*", self.text(target)):
                scope.names[name].append(Definition("unknown", node))

    def _several(self, names: list[Node], values: list[Node], node: Node, scope: Scope) -> None:
        for position, name in enumerate(names):
            if len(values) == len(names):
                self._bind(name, values[position], node, scope)
            elif len(values) == 1:
                self._bind(name, values[0], node, scope, position)
            else:
                self._bind(name, None, node, scope)

    def _assignment(self, node: Node, scope: Scope) -> None:
        left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
        if left is None:
            return
        if left.type in {"expression_list", "pattern_list", "tuple_pattern"}:
            values: list[Node] = []
            if right is not None:
                values = list(right.named_children) if right.type in {"expression_list", "tuple"} else [right]
            self._several(list(left.named_children), values, node, scope)
            return
        annotation = self.text(node.child_by_field_name("type"))
        if right is None:
            if annotation and scope.kind == "class":
                scope.fields[self.text(left)] = (annotation, "")
            return
        self._bind(left, right, node, scope)
        if scope.kind == "class":
            scope.fields[self.text(left)] = (annotation, "")

    def _bind(self, target: Node | None, value: Node | None, node: Node, scope: Scope, position: int = 0) -> None:
        if target is None:
            return
        expr = self.lower(value) if value is not None else None
        kind = target.type
        if kind in {"object_pattern", "array_pattern"}:
            self._destructure(target, expr, scope, "value", 0)
        elif kind in {"attribute", "member_expression", "selector_expression"}:
            base, key = self._base_and_key(target)
            scope.stores.append(Store(base, key, expr, node))
            owner = self.class_scope(scope)
            if base in {"self", "this", "cls"} and owner is not None and key is not None:
                owner.names[key.value].append(Definition("value", node, expr))
        elif kind in {"subscript", "subscript_expression", "index_expression"}:
            base, key = self._base_and_key(target)
            scope.stores.append(Store(base, key, expr, node))
        else:
            holder = scope
            text = self.text(target)
            if node.type in {"assignment_expression", "assignment_statement"} and text not in scope.names:
                # An assignment to a variable of an outer function, not a declaration.
                outer = scope.parent
                while outer is not None and text not in outer.names:
                    outer = outer.parent
                holder = outer or scope
            holder.names[text].append(Definition("value" if expr else "unknown", node, expr, position))

    def _base_and_key(self, target: Node) -> tuple[str, Expr | None]:
        expr = self.lower(target)
        base = self.text(expr.target.node) if expr.target is not None else ""
        if expr.kind == "attr":
            return base, Expr("text", target, value=expr.name)
        return base, expr.args[0] if expr.args else None

    def _destructure(self, pattern: Node, expr: Expr | None, scope: Scope, kind: str, position: int) -> None:
        for child in pattern.named_children:
            if child.type in {"object_assignment_pattern", "assignment_pattern"}:
                child = child.child_by_field_name("left") or child
            if child.type in {"shorthand_property_identifier_pattern", "identifier"}:
                name = self.text(child)
                scope.names[name].append(Definition(kind, child, expr, position, path=name))
            elif child.type == "pair_pattern":
                key = self.text(child.child_by_field_name("key"))
                value = child.child_by_field_name("value")
                if value is not None and value.type == "assignment_pattern":
                    value = value.child_by_field_name("left")
                if value is not None and value.type == "identifier":
                    scope.names[self.text(value)].append(Definition(kind, child, expr, position, path=key))
                elif value is not None:
                    self._unknown(value, child, scope)
            else:
                self._unknown(child, child, scope)

    def _mutation(self, call: Expr, scope: Scope) -> None:
        """Calls that put entries into their object."""
        target = call.target
        if target is None or target.kind != "attr" or target.target is None:
            return
        base = self.text(target.target.node)
        if target.name in {
            "update",
            "from_mapping",
            "setdefault",
            "Set",
            "set",
            "__setitem__",
            "append",
            "setClaim",
        }:
            if target.name in {"setdefault", "Set", "set", "__setitem__", "setClaim"} and len(call.args) >= 2:
                scope.stores.append(Store(base, call.args[0], call.args[1], call.node))
                return
            for value in call.args:
                scope.stores.append(Store(base, None, value, call.node))
            for name, value in call.named.items():
                scope.stores.append(Store(base, Expr("text", call.node, value=name), value, call.node))
        elif (
            target.name in {"assign", "merge", "extend", "defaults"} and base in {"Object", "_", "lodash"} and call.args
        ):
            for value in call.args[1:]:
                scope.stores.append(Store(self.text(call.args[0].node), None, value, call.node))

    def _import(self, node: Node, scope: Scope) -> None:
        holder = self.module if node.type == "import_spec" else scope
        for name, module in imported(self, node, self.language):
            holder.names[name].append(Definition("import", node, module=module))

    def _type(self, node: Node, scope: Scope) -> None:
        """A Go struct type: its fields, with their types and tags."""
        name = self.text(node.child_by_field_name("name"))
        body = node.child_by_field_name("type")
        if body is None or body.type != "struct_type":
            return
        owner = Scope(node, "class", name, self.module)
        self.classes[name] = owner
        for holder in body.named_children:
            for item in holder.named_children:
                if item.type != "field_declaration":
                    continue
                kind = self.text(item.child_by_field_name("type"))
                tag = self.text(item.child_by_field_name("tag"))
                names = [self.text(part) for part in item.children_by_field_name("name")]
                for field_name in names or [kind.lstrip("*").rpartition(".")[2]]:
                    owner.fields[field_name] = (kind, tag)

    _notes: ClassVar[dict[str, Callable[[Scopes, Node, Scope], None]]] = {
        **dict.fromkeys(_CALLS, _note_call),
        **dict.fromkeys(("dictionary", "object", "composite_literal"), _note_dict),
        "return_statement": _note_return,
        **dict.fromkeys(
            ("assignment", "assignment_expression", "assignment_statement", "short_var_declaration"), _assignment
        ),
        **dict.fromkeys(("augmented_assignment", "augmented_assignment_expression"), _note_augmented),
        **dict.fromkeys(("variable_declarator", "named_expression"), _note_named),
        **dict.fromkeys(("public_field_definition", "field_definition"), _note_member),
        **dict.fromkeys(("var_spec", "const_spec"), _note_spec),
        **dict.fromkeys(("for_statement", "for_in_statement", "for_in_clause", "range_clause"), _note_loop),
        "as_pattern_target": _note_as,
        **dict.fromkeys(("import_statement", "import_from_statement", "import_spec"), _import),
        "type_spec": _type,
    }
