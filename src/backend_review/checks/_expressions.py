"""Expressions of Python, JavaScript/TypeScript and Go in one form, and what the names in them stand for in their file.

Checks that must know how a value was made ("does this payload get an expiry somewhere?", "is this key a constant?")
ask here: which definitions a name may have at a place, what was stored into it, what a function of the same file
returns, what its callers pass. Everything is decided within one file; what cannot be seen is ``None``, never a guess.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any, ClassVar
from weakref import WeakKeyDictionary

from tree_sitter import Language, Node, Parser

from backend_review.project.source import SourceFile

MAX_DEPTH = 12
MAX_NESTING = 120
# Names looked up in one file; after that everything is unknown. Hand-written files need a few hundred.
MAX_LOOKUPS = 60_000
MAX_BYTES = 1_500_000


@dataclass(slots=True, eq=False)
class Expr:
    """One expression.

    ``kind`` is one of text, template, number, constant, name, attr, index, call, dict, list, binary, choice, func,
    spread, other; the other fields are those the kind needs.
    """

    kind: str
    node: Node
    value: Any = None  # text, number, constant
    name: str = ""  # name, attr, binary and choice (operator), dict (its type, in Go), call ("new" for constructors)
    target: Expr | None = None  # attr, index, call (what is called), spread
    args: list[Expr] = field(default_factory=list)  # call, list, binary, choice, template
    named: dict[str, Expr] = field(default_factory=dict)  # keyword arguments
    entries: list[tuple[Expr | None, Expr]] = field(default_factory=list)  # dict; no key: a spread or a bare item
    condition: str = ""  # choice by condition: its text


@dataclass(slots=True, eq=False)
class Definition:
    """One way a name gets its value: ``expr`` when that is an expression that can be seen."""

    kind: str  # value, parameter, receiver, import, function, class, unknown
    node: Node
    expr: Expr | None = None
    position: int = 0  # which of several values of the expression, or which parameter
    module: str = ""  # import: the qualified name
    annotation: str = ""
    path: str = ""  # destructured from this property of the expression


@dataclass(slots=True, eq=False)
class Store:
    """``base[key] = value`` (also ``base.key = value``, ``base.update({...})`` with no key)."""

    base: str
    key: Expr | None
    value: Expr | None
    node: Node


@dataclass(slots=True, eq=False)
class Scope:
    """A module, class or function, and the names it defines itself."""

    node: Node
    kind: str
    name: str
    parent: Scope | None
    names: dict[str, list[Definition]] = field(default_factory=lambda: defaultdict(list))
    stores: list[Store] = field(default_factory=list)
    returns: list[list[Expr]] = field(default_factory=list)
    parameters: list[Definition] = field(default_factory=list)
    parameter_names: list[str] = field(default_factory=list)
    bases: list[str] = field(default_factory=list)
    fields: dict[str, tuple[str, str]] = field(default_factory=dict)  # Go: field → (type, tag); TS, Python: type
    statement_calls: list[Expr] = field(default_factory=list)


@cache
def _parser(language: str) -> Parser:
    # Late: each grammar is a shared library of its own.
    if language == "python":
        import tree_sitter_python as grammar

        return Parser(Language(grammar.language()))
    if language == "javascript":
        import tree_sitter_javascript as grammar_js

        return Parser(Language(grammar_js.language()))
    if language == "tsx":
        import tree_sitter_typescript as grammar_tsx

        return Parser(Language(grammar_tsx.language_tsx()))
    if language == "typescript":
        import tree_sitter_typescript as grammar_ts

        return Parser(Language(grammar_ts.language_typescript()))
    import tree_sitter_go as grammar_go

    return Parser(Language(grammar_go.language()))


_FUNCTIONS = {
    "function_definition", "lambda",
    "function_declaration", "function_expression", "arrow_function", "method_definition", "generator_function_declaration",
    "generator_function", "func_literal", "method_declaration",
}  # fmt: skip
_CLASSES = {"class_definition", "class_declaration", "class", "abstract_class_declaration"}
_CALLS = {"call", "call_expression", "new_expression"}
_codes: WeakKeyDictionary[SourceFile, Code] = WeakKeyDictionary()


def code_of(file: SourceFile) -> Code | None:
    """The file's code, parsed once; None when it is too large to be hand-written."""
    if len(file.data) > MAX_BYTES:
        return None
    code = _codes.get(file)
    if code is None:
        code = _codes[file] = Code(file)
    return code


class Code:
    """A parsed file and what its names stand for."""

    def __init__(self, file: SourceFile) -> None:
        self.path = file.path
        self.language = "javascript" if file.language == "typescript" else file.language
        self.data = file.data
        grammar = "tsx" if file.path.endswith(".tsx") else file.language
        self.tree = _parser(grammar).parse(file.data)
        self._lowered: dict[int, Expr] = {}
        self._nesting = 0
        self._lookups = MAX_LOOKUPS
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

    # --- building -----------------------------------------------------------------------------------------------

    def text(self, node: Node | None) -> str:
        return "" if node is None else self.data[node.start_byte : node.end_byte].decode("utf-8", errors="replace")

    def _scope(self, node: Node, kind: str, name: str, parent: Scope | None) -> Scope:
        scope = Scope(node, kind, name, parent)
        self.scopes[node.id] = scope
        return scope

    def _walk(self) -> None:
        stack: list[tuple[Node, Scope]] = [(self.tree.root_node, self.module)]
        while stack:
            node, scope = stack.pop()
            kind = node.type
            if node is not self.tree.root_node and node.is_named:
                if kind in _FUNCTIONS:
                    scope = self._enter_function(node, scope)
                elif kind in _CLASSES:
                    scope = self._enter_class(node, scope)
                else:
                    self._note(node, kind, scope)
            stack.extend((child, scope) for child in reversed(node.children))

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
        if kind in _CALLS:
            expr = self.lower(node)
            self.calls.append(expr)
            parent = node.parent
            while parent is not None and parent.type in {"await_expression", "await"}:
                parent = parent.parent
            if parent is not None and parent.type == "expression_statement":
                scope.statement_calls.append(expr)
            self._mutation(expr, scope)
        elif kind in {"dictionary", "object", "composite_literal"}:
            self.dicts.append(self.lower(node))
        elif kind == "return_statement":
            values: list[Node] = list(node.named_children)
            if len(values) == 1 and values[0].type == "expression_list":
                values = list(values[0].named_children)
            if values:
                scope.returns.append([self.lower(value) for value in values])
        elif kind in {"assignment", "assignment_expression", "assignment_statement", "short_var_declaration"}:
            self._assignment(node, scope)
        elif kind in {"augmented_assignment", "augmented_assignment_expression"}:
            left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
            if left is not None and right is not None:
                scope.stores.append(Store(self.text(left), None, self.lower(right), node))
        elif kind == "variable_declarator":
            self._bind(node.child_by_field_name("name"), node.child_by_field_name("value"), node, scope)
        elif kind in {"public_field_definition", "field_definition"}:
            label = self.text(node.child_by_field_name("name") or node.child_by_field_name("property"))
            scope.fields[label] = (self.text(node.child_by_field_name("type")), "")
            value = node.child_by_field_name("value")
            if value is not None:
                scope.names[label].append(Definition("value", node, self.lower(value)))
        elif kind in {"var_spec", "const_spec"}:
            names = node.children_by_field_name("name")
            holder = node.child_by_field_name("value")
            values = list(holder.named_children) if holder is not None else []
            self._several(names, values, node, scope)
            if not values:
                for name in names:
                    scope.names[self.text(name)][-1].annotation = self.text(node.child_by_field_name("type"))
        elif kind == "named_expression":
            self._bind(node.child_by_field_name("name"), node.child_by_field_name("value"), node, scope)
        elif (
            kind in {"for_statement", "for_in_statement", "for_in_clause"}
            and node.child_by_field_name("left") is not None
        ) or kind == "range_clause":
            self._unknown(node.child_by_field_name("left"), node, scope)
        elif kind == "as_pattern_target":
            value = node.parent.named_children[0] if node.parent is not None and node.parent.named_children else None
            self._bind(node.named_children[0] if node.named_children else None, value, node, scope)
        elif kind in {"import_statement", "import_from_statement", "import_spec"}:
            self._import(node, kind, scope)
        elif kind == "type_spec":
            self._type(node)

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

    def _import(self, node: Node, kind: str, scope: Scope) -> None:
        if kind == "import_spec":  # Go
            path = self.text(node.child_by_field_name("path")).strip('"`')
            alias = self.text(node.child_by_field_name("name"))
            if not alias:
                parts = [part for part in path.split("/") if not re.fullmatch(r"v\d+", part)]
                alias = re.sub(r"\.v\d+$", "", parts[-1]) if parts else path
                alias = alias.removeprefix("go-").removesuffix("-go").replace("-", "")
            self.module.names[alias].append(Definition("import", node, module=path))
        elif kind == "import_from_statement":
            module = self.text(node.child_by_field_name("module_name"))
            for child in node.children_by_field_name("name"):
                if child.type == "aliased_import":
                    name = self.text(child.child_by_field_name("name"))
                    alias = self.text(child.child_by_field_name("alias"))
                else:
                    name = alias = self.text(child)
                scope.names[alias].append(Definition("import", node, module=f"{module}.{name}"))
        elif self.language == "python":
            for child in node.children_by_field_name("name"):
                if child.type == "aliased_import":
                    name = self.text(child.child_by_field_name("name"))
                    alias = self.text(child.child_by_field_name("alias"))
                else:
                    name = self.text(child)
                    alias = name.partition(".")[0]
                    name = alias
                scope.names[alias].append(Definition("import", node, module=name))
        else:
            self._import_js(node, scope)

    def _import_js(self, node: Node, scope: Scope) -> None:
        source = node.child_by_field_name("source")
        module = self.text(source).strip("'\"`")
        for child in node.named_children:
            if child.type == "import_require_clause":
                name = self.text(child.named_children[0])
                source = child.child_by_field_name("source")
                scope.names[name].append(Definition("import", node, module=self.text(source).strip("'\"`")))
            if child.type != "import_clause":
                continue
            for part in child.named_children:
                if part.type == "identifier":
                    scope.names[self.text(part)].append(Definition("import", node, module=module))
                elif part.type == "namespace_import":
                    scope.names[self.text(part.named_children[0])].append(Definition("import", node, module=module))
                elif part.type == "named_imports":
                    for item in part.named_children:
                        name = self.text(item.child_by_field_name("name"))
                        alias = self.text(item.child_by_field_name("alias")) or name
                        full = module if name == "default" else f"{module}.{name}"
                        scope.names[alias].append(Definition("import", node, module=full))

    def _type(self, node: Node) -> None:
        """A Go struct type: its fields, with their types and tags."""
        name = self.text(node.child_by_field_name("name"))
        body = node.child_by_field_name("type")
        if body is None or body.type != "struct_type":
            return
        scope = Scope(node, "class", name, self.module)
        self.classes[name] = scope
        for holder in body.named_children:
            for item in holder.named_children:
                if item.type != "field_declaration":
                    continue
                kind = self.text(item.child_by_field_name("type"))
                tag = self.text(item.child_by_field_name("tag"))
                names = [self.text(part) for part in item.children_by_field_name("name")]
                for field_name in names or [kind.lstrip("*").rpartition(".")[2]]:
                    scope.fields[field_name] = (kind, tag)

    # --- lowering -----------------------------------------------------------------------------------------------

    def lower(self, node: Node) -> Expr:
        """The expression of a node, in the common form; each is made once."""
        known = self._lowered.get(node.id)
        if known is None:
            if self._nesting > MAX_NESTING:
                return Expr("other", node)
            self._nesting += 1
            try:
                known = self._lower[self.language](self, node)
            finally:
                self._nesting -= 1
            self._lowered[node.id] = known
        return known

    def _first(self, node: Node) -> Expr:
        children = [child for child in node.named_children if child.type != "comment"]
        return self.lower(children[0]) if children else Expr("other", node)

    def _field(self, node: Node, name: str) -> Expr:
        child = node.child_by_field_name(name)
        return self.lower(child) if child is not None else Expr("other", node)

    def _number(self, node: Node) -> Expr:
        text = self.text(node).replace("_", "").rstrip("nLl")
        try:
            return Expr(
                "number",
                node,
                value=float(text) if re.search(r"[.eE]", text) and "x" not in text else int(text, 0),
            )
        except ValueError:
            return Expr("other", node)

    def _lower_python(self, node: Node) -> Expr:
        kind = node.type
        if kind == "string":
            parts = [child for child in node.children if child.type == "interpolation"]
            content = "".join(self.text(child) for child in node.children if child.type == "string_content")
            if parts:
                return Expr("template", node, value=content, args=[self._field(part, "expression") for part in parts])
            return Expr("text", node, value=content)
        if kind == "concatenated_string":
            pieces = [self.lower(child) for child in node.named_children if child.type == "string"]
            if all(piece.kind == "text" for piece in pieces):
                return Expr("text", node, value="".join(piece.value for piece in pieces))
            return Expr("template", node, args=pieces)
        if kind in {"integer", "float"}:
            return self._number(node)
        if kind in {"none", "true", "false"}:
            return Expr("constant", node, value={"none": None, "true": True, "false": False}[kind])
        if kind == "identifier":
            return Expr("name", node, name=self.text(node))
        if kind == "attribute":
            return Expr(
                "attr",
                node,
                name=self.text(node.child_by_field_name("attribute")),
                target=self._field(node, "object"),
            )
        if kind == "subscript":
            return Expr("index", node, target=self._field(node, "value"), args=[self._field(node, "subscript")])
        if kind == "call":
            expr = Expr("call", node, target=self._field(node, "function"))
            arguments = node.child_by_field_name("arguments")
            for child in arguments.named_children if arguments is not None else ():
                if child.type == "keyword_argument":
                    expr.named[self.text(child.child_by_field_name("name"))] = self._field(child, "value")
                elif child.type == "dictionary_splat":
                    expr.entries.append((None, self._first(child)))
                elif child.type == "list_splat":
                    expr.args.append(Expr("spread", child, target=self._first(child)))
                elif child.type != "comment":
                    expr.args.append(self.lower(child))
            return expr
        if kind == "dictionary":
            expr = Expr("dict", node)
            for child in node.named_children:
                if child.type == "pair":
                    expr.entries.append((self._field(child, "key"), self._field(child, "value")))
                elif child.type == "dictionary_splat":
                    expr.entries.append((None, self._first(child)))
            return expr
        if kind in {"list", "tuple", "set"}:
            return Expr(
                "list",
                node,
                args=[self.lower(child) for child in node.named_children if child.type != "comment"],
            )
        if kind == "binary_operator":
            return self._binary(node)
        if kind == "boolean_operator":
            operator = self.text(node.child_by_field_name("operator"))
            both = [self._field(node, "left"), self._field(node, "right")]
            return Expr("choice", node, name="or", args=both) if operator == "or" else Expr("other", node, args=both)
        if kind == "conditional_expression":
            parts = node.named_children
            if len(parts) == 3:
                return Expr(
                    "choice",
                    node,
                    name="if",
                    args=[self.lower(parts[0]), self.lower(parts[2])],
                    condition=self.text(parts[1]),
                )
        if kind in {"parenthesized_expression", "await"}:
            return self._first(node)
        if kind == "named_expression":
            return self._field(node, "value")
        if kind == "unary_operator":
            return self._unary(node, self._field(node, "argument"))
        if kind == "lambda":
            return Expr("func", node)
        return Expr("other", node)

    def _binary(self, node: Node) -> Expr:
        return Expr(
            "binary",
            node,
            name=self.text(node.child_by_field_name("operator")),
            args=[self._field(node, "left"), self._field(node, "right")],
        )

    def _unary(self, node: Node, inner: Expr) -> Expr:
        operator = self.text(node.children[0])
        if inner.kind == "number" and operator in {"-", "+"}:
            return Expr("number", node, value=-inner.value if operator == "-" else inner.value)
        if operator == "!" and inner.kind in {"number", "constant"}:  # minified booleans
            return Expr("constant", node, value=not inner.value)
        return Expr("other", node, args=[inner])

    def _lower_javascript(self, node: Node) -> Expr:
        kind = node.type
        if kind == "string":
            return Expr("text", node, value=self.text(node)[1:-1])
        if kind == "template_string":
            parts = [child for child in node.children if child.type == "template_substitution"]
            content = "".join(self.text(child) for child in node.children if child.type == "string_fragment")
            if parts:
                return Expr("template", node, value=content, args=[self._first(part) for part in parts])
            return Expr("text", node, value=self.text(node)[1:-1])
        if kind == "number":
            return self._number(node)
        if kind in {"null", "undefined", "true", "false"}:
            return Expr("constant", node, value={"true": True, "false": False}.get(kind))
        if kind in {"identifier", "shorthand_property_identifier", "this", "super"}:
            text = self.text(node)
            return Expr("constant", node) if text == "undefined" else Expr("name", node, name=text)
        if kind == "member_expression":
            return Expr(
                "attr",
                node,
                name=self.text(node.child_by_field_name("property")),
                target=self._field(node, "object"),
            )
        if kind == "subscript_expression":
            return Expr("index", node, target=self._field(node, "object"), args=[self._field(node, "index")])
        if kind in {"call_expression", "new_expression"}:
            new = kind == "new_expression"
            expr = Expr(
                "call",
                node,
                name="new" if new else "",
                target=self._field(node, "constructor" if new else "function"),
            )
            arguments = node.child_by_field_name("arguments")
            for child in arguments.named_children if arguments is not None else ():
                if child.type == "spread_element":
                    expr.args.append(Expr("spread", child, target=self._first(child)))
                elif child.type != "comment":
                    expr.args.append(self.lower(child))
            return expr
        if kind == "object":
            expr = Expr("dict", node)
            for child in node.named_children:
                if child.type == "pair":
                    expr.entries.append((self._key(child.child_by_field_name("key")), self._field(child, "value")))
                elif child.type == "spread_element":
                    expr.entries.append((None, self._first(child)))
                elif child.type == "shorthand_property_identifier":
                    expr.entries.append((Expr("text", child, value=self.text(child)), self.lower(child)))
                elif child.type == "method_definition":
                    name = self.text(child.child_by_field_name("name"))
                    expr.entries.append((Expr("text", child, value=name), Expr("func", child)))
            return expr
        if kind == "array":
            return Expr(
                "list",
                node,
                args=[self.lower(child) for child in node.named_children if child.type != "comment"],
            )
        if kind == "binary_expression":
            operator = self.text(node.child_by_field_name("operator"))
            if operator in {"||", "??"}:
                return Expr("choice", node, name="or", args=[self._field(node, "left"), self._field(node, "right")])
            if operator == "&&":
                return Expr("choice", node, name="and", args=[self._field(node, "right"), Expr("other", node)])
            return self._binary(node)
        if kind == "ternary_expression":
            return Expr(
                "choice",
                node,
                name="if",
                args=[self._field(node, "consequence"), self._field(node, "alternative")],
                condition=self.text(node.child_by_field_name("condition")),
            )
        if kind in {
            "parenthesized_expression",
            "await_expression",
            "as_expression",
            "satisfies_expression",
            "non_null_expression",
        }:
            return self._first(node)
        if kind == "type_assertion":
            return self.lower(node.named_children[-1])
        if kind == "assignment_expression":
            return self._field(node, "right")
        if kind == "unary_expression":
            if self.text(node.children[0]) == "void":
                return Expr("constant", node)
            return self._unary(node, self._field(node, "argument"))
        if kind in _FUNCTIONS:
            return Expr("func", node)
        return Expr("other", node)

    def _key(self, node: Node | None) -> Expr | None:
        if node is None:
            return None
        if node.type == "computed_property_name":
            return self._first(node)
        if node.type == "string":
            return self.lower(node)
        return Expr("text", node, value=self.text(node))

    def _lower_go(self, node: Node) -> Expr:
        kind = node.type
        if kind in {"interpreted_string_literal", "raw_string_literal"}:
            return Expr("text", node, value=self.text(node)[1:-1])
        if kind in {"int_literal", "float_literal"}:
            return self._number(node)
        if kind in {"nil", "true", "false"}:
            return Expr("constant", node, value={"nil": None, "true": True, "false": False}[kind])
        if kind in {"identifier", "field_identifier", "package_identifier", "type_identifier"}:
            return Expr("name", node, name=self.text(node))
        if kind == "selector_expression":
            return Expr(
                "attr",
                node,
                name=self.text(node.child_by_field_name("field")),
                target=self._field(node, "operand"),
            )
        if kind == "qualified_type":
            return Expr(
                "attr",
                node,
                name=self.text(node.child_by_field_name("name")),
                target=self._field(node, "package"),
            )
        if kind == "index_expression":
            return Expr("index", node, target=self._field(node, "operand"), args=[self._field(node, "index")])
        if kind == "call_expression":
            expr = Expr("call", node, target=self._field(node, "function"))
            arguments = node.child_by_field_name("arguments")
            for child in arguments.named_children if arguments is not None else ():
                if child.type != "comment":
                    expr.args.append(self.lower(child))
            return expr
        if kind == "composite_literal":
            type_node = node.child_by_field_name("type")
            body = node.child_by_field_name("body")
            if type_node is not None and type_node.type in {
                "slice_type",
                "array_type",
                "implicit_length_array_type",
            }:
                return Expr("list", node, name=self.text(type_node), args=[item for _, item in self._literal(body)])
            return Expr("dict", node, name=self.text(type_node), entries=self._literal(body))
        if kind == "literal_value":
            return Expr("dict", node, entries=self._literal(node))
        if kind == "literal_element":
            return self._first(node)
        if kind == "unary_expression":
            operator = self.text(node.child_by_field_name("operator"))
            inner = self._field(node, "operand")
            return inner if operator in {"&", "*"} else self._unary(node, inner)
        if kind == "binary_expression":
            return self._binary(node)
        if kind in {"parenthesized_expression", "expression_list"}:
            return self._first(node)
        if kind in {"type_conversion_expression", "type_assertion_expression"}:
            return self._field(node, "operand")
        if kind == "func_literal":
            return Expr("func", node)
        return Expr("other", node)

    def _literal(self, body: Node | None) -> list[tuple[Expr | None, Expr]]:
        entries: list[tuple[Expr | None, Expr]] = []
        for child in body.named_children if body is not None else ():
            if child.type == "keyed_element":
                parts = [part for part in child.named_children if part.type != "comment"]
                if len(parts) == 2:
                    key = self.lower(parts[0])
                    entries.append((key, self.lower(parts[1])))
            elif child.type == "literal_element":
                entries.append((None, self._first(child)))
        return entries

    _lower: ClassVar[dict[str, Callable[[Code, Node], Expr]]] = {
        "python": _lower_python, "javascript": _lower_javascript, "go": _lower_go,
    }  # fmt: skip

    # --- names --------------------------------------------------------------------------------------------------

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

    def class_scope(self, scope: Scope | None) -> Scope | None:
        while scope is not None and scope.kind != "class":
            scope = scope.parent
        if scope is None:
            return None
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
        while block is not None and block.type not in {
            "block", "statement_block", "module", "program", "source_file", "statement_list", "class_body",
        }:  # fmt: skip
            if block.type in {
                "if_statement",
                "elif_clause",
                "else_clause",
                "case_clause",
                "switch_case",
                "expression_case",
            }:
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
            definitions = self.definitions(expr.name, expr.node)
            for item in definitions:
                if item.kind == "import":
                    return item.module
            for item in definitions:
                if (
                    item.kind == "value"
                    and item.expr is not None
                    and item.expr.kind in {"call", "name", "attr", "choice"}
                ):
                    name = self.qualify(item.expr, depth + 1)
                    if name:
                        return f"{name}.{item.path}" if item.path else name
            return ""
        if expr.kind == "attr":
            if expr.target is not None and expr.target.kind == "name" and expr.target.name in {"self", "this", "cls"}:
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
        if expr.kind == "call":
            called = expr.target
            if called is not None and self.language == "javascript":
                if (called.kind == "name" and called.name == "require") or self.text(called.node) == "import":
                    return expr.args[0].value if expr.args and expr.args[0].kind == "text" else ""
                if last_name(called) in {
                    "promisify",
                    "promisifyAll",
                    "callbackify",
                    "__importStar",
                    "__importDefault",
                    "bind",
                }:
                    inner = expr.args[0] if expr.args and last_name(called) != "bind" else called.target
                    return self.qualify(inner, depth + 1)
            name = self.qualify(called, depth + 1)
            return f"{name}()" if name else ""
        if expr.kind == "choice":
            return self.qualify(expr.args[0], depth + 1)
        return ""

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
            return [scope for scope in self.functions.get(target.name, ()) if not self._is_method(scope)]
        if target.kind == "attr" and target.target is not None:
            base = self.text(target.target.node)
            found = self.functions.get(target.name, [])
            if base in {"self", "this", "cls"} or base in self.classes:
                return found
            if self.qualify(target.target):
                return []
            return found if len(found) == 1 and (self._is_method(found[0]) or self.language == "javascript") else []
        return []

    def _is_method(self, scope: Scope) -> bool:
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
        if self.language == "python" and self._is_method(scope) and scope.parameter_names[:1] in (["self"], ["cls"]):
            position -= 1
        for call in self.by_name.get(scope.name, ()):
            if scope not in self.functions_called(call):
                continue
            if name and name in call.named:
                found.append(call.named[name])
            elif position < len(call.args):
                found.append(call.args[position])
        return found

    def constructed(self, expr: Expr) -> Scope | None:
        """The class of this file that a call or literal makes an object of."""
        if expr.kind == "dict" and expr.name:
            return self.classes.get(expr.name)
        if expr.kind == "call" and expr.target is not None and expr.target.kind == "name":
            return self.classes.get(expr.target.name)
        return None

    def values(self, expr: Expr, depth: int = 0) -> Iterator[Expr]:
        """The expressions a name, attribute or call of this file may stand for; the expression itself when none is known."""
        found = False
        if depth < MAX_DEPTH:
            for item in self._behind(expr, depth):
                found = True
                yield from self.values(item, depth + 1)
        if not found:
            yield expr

    def _behind(self, expr: Expr, depth: int) -> Iterator[Expr]:
        if expr.kind == "name":
            for item in self.definitions(expr.name, expr.node):
                if item.kind == "value" and item.expr is not None and item.expr is not expr:
                    if item.path:
                        yield from self.members(item.expr, item.path, depth + 1)
                    elif item.position == 0 or item.expr.kind == "call":
                        yield from self._returned(item.expr, item.position) if item.position else (item.expr,)
                elif item.kind == "parameter" and not item.path:
                    if item.expr is not None:
                        yield item.expr
                    scope = self.holder_of(expr.name, expr.node)
                    if scope is not None:
                        yield from self.arguments_for(scope, item)
        elif expr.kind == "attr" and expr.target is not None:
            yield from self.members(expr.target, expr.name, depth + 1)
        elif expr.kind == "index" and expr.target is not None and expr.args:
            key = expr.args[0]
            if key.kind == "text":
                yield from self.members(expr.target, key.value, depth + 1)
        elif expr.kind == "call":
            yield from self._returned(expr, 0)

    def _returned(self, call: Expr, position: int) -> Iterator[Expr]:
        for scope in self.functions_called(call):
            for values in scope.returns:
                if position < len(values):
                    yield values[position]

    def members(self, expr: Expr, name: str, depth: int = 0) -> Iterator[Expr]:
        """What a property of an object may be, where its making is seen in this file."""
        self._lookups -= 1 + len(self.all_stores) // 50
        if depth > MAX_DEPTH or self._lookups < 0:
            return
        text = self.text(expr.node)
        if text in {"self", "this", "cls"}:
            owner = self.class_scope(self.scope_of(expr.node))
            yield from self._attributes(owner, name)
            return
        if text in self.classes:
            yield from self._attributes(self.classes[text], name)
            return
        last = text.rpartition(".")[2]
        for _, store in self.all_stores:
            if store.base == text or (last == "config" and store.base.rpartition(".")[2] == "config"):
                if (
                    store.key is not None
                    and store.key.kind == "text"
                    and store.key.value == name
                    and store.value is not None
                ):
                    yield store.value
                elif store.key is None and store.value is not None and store.value.kind == "dict":
                    yield from (value for key, value in store.value.entries if key_text(key) == name)
        if self.language == "go" and expr.kind == "name":
            for definition in self.definitions(expr.name, expr.node):
                kind = definition.annotation.lstrip("*")
                if definition.kind in {"receiver", "parameter"} and kind in self.classes:
                    for literal in self.dicts:
                        if literal.name == kind:
                            yield from (item for key, item in literal.entries if key_text(key) == name)
        for value in self.values(expr, depth + 1):
            if value.kind == "dict":
                for key, item in value.entries:
                    if key_text(key) == name:
                        yield item
                    elif key is None:
                        yield from self.members(item, name, depth + 1)
            elif value.kind == "call":
                if last_name(value.target) in {"freeze", "dict"}:
                    if name in value.named:
                        yield value.named[name]
                    for item in value.args[:1]:
                        yield from self.members(item, name, depth + 1)
                    continue
                owner = self.constructed(value)
                if owner is not None:
                    if name in value.named:
                        yield value.named[name]
                    else:
                        yield from self._attributes(owner, name)

    def _attributes(self, owner: Scope | None, name: str) -> Iterator[Expr]:
        seen = 0
        while owner is not None and seen < 5:
            for item in owner.names.get(name, ()):
                if item.expr is not None:
                    yield item.expr
            owner = next((self.classes[base] for base in owner.bases if base in self.classes), None)
            seen += 1


def key_text(key: Expr | None) -> str | None:
    """A key as written, when it is one word: a text, or a field name of a Go literal."""
    if key is None:
        return None
    if key.kind == "text":
        return str(key.value)
    return key.name if key.kind == "name" else None


def last_name(expr: Expr | None) -> str:
    """The last word of a dotted name."""
    return expr.name if expr is not None and expr.kind in {"name", "attr"} else ""
