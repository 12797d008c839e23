"""Following what a handler takes of the request through its statements and the functions that it hands it to."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from tree_sitter import Node

from backend_review.index.expressions.data import Expr
from backend_review.index.program import Function, Module, Parameter, Statement
from backend_review.index.syntax import walk
from backend_review.model.effects import Step, site
from backend_review.model.inputs.bounds import bounding
from backend_review.model.inputs.calls import called
from backend_review.model.inputs.data import (
    NONE,
    OWN,
    Check,
    Input,
    Request,
    Sink,
    Taint,
)
from backend_review.model.inputs.run import Run
from backend_review.model.inputs.schemas import member
from backend_review.model.inputs.taints import imported_type, inputs_in, nested, parts_of
from backend_review.model.routes import Place
from backend_review.model.values import Callee

MAX_STEPS = 30_000
_COMPARES = {"<", ">", "<=", ">="}
_MEMBERS = {"attribute", "member_expression", "selector_expression", "subscript", "subscript_expression"}
_ASKS = {*_COMPARES, "==", "!=", "===", "!==", "in", "instanceof"}
_REFUSES = re.compile(
    r"(?i)err|invalid|\braise\b|\bthrow\b|panic|abort|\b4\d\d\b|bad_?request|\bfalse\b|reject|fail|unprocessable"
)
# Keys under which a store takes the fields of a record.
CARRY = {
    "data",
    "$set",
    "$push",
    "$setOnInsert",
    "create",
    "update",
    "defaults",
    "values",
    "set",
    "document",
    "updates",
}
_SELF = {"self", "cls", "this"}
_COLLECTS_ERRORS = re.compile(r"(?i)err|invalid|problem|issue")


class Body:
    """One walk over the body of a function, with what its variables have of the request."""

    def __init__(self, run: Run, function: Function, given: dict[str, Taint], chain: tuple[Step, ...],
                 around: Body | None = None) -> None:  # fmt: skip
        self.run_of, self.function, self.chain = run, function, chain
        self.module: Module = function.module
        self.names: dict[str, Taint] = dict(around.names) if around is not None else {}
        self.declared: dict[str, str] = dict(around.declared) if around is not None else {}
        self.conditions: list[Expr] = []
        self.returned: Taint = NONE
        self.results: list[Taint] = []  # Go: of what is returned what is in each of the results
        for parameter in function.parameters:
            self._parameter(parameter, given)
        for name in {*_SELF, function.receiver[0]} & set(given):
            self.names[name] = given[name]

    def _parameter(self, parameter: Parameter, given: dict[str, Taint]) -> None:
        value = given.get(parameter.name, NONE) if parameter.name else given.get(f"@{parameter.node.start_byte}", NONE)
        type = parameter.type.lstrip("*& ").rstrip()
        if not value and self.run_of.members(type):
            value = frozenset({Request(type)})
        if parameter.pattern is not None:
            self.bind(self.module.lower(parameter.pattern), value)
        elif parameter.name:
            self.names[parameter.name] = value
            if parameter.type:
                self.declared[parameter.name] = parameter.type

    def imports(self, name: str) -> bool:
        """Whether a name is one that the file imports."""
        return any(item.name == name for statement in self.module.body for item in statement.imports) or (
            f"{name} = require(" in self.module.file.text
        )

    def place(self, node: Node) -> Place:
        """The line of a node."""
        return Place(self.module.path, int(node.start_point[0]) + 1)

    # Statements

    def run(self, body: Iterable[Statement]) -> bool:
        """Walk over statements; whether they end by leaving the function."""
        ends = False
        for item in body:
            ends = self._statement(item) or ends
        return ends

    def _statement(self, item: Statement) -> bool:
        self.run_of.steps += 1
        if self.run_of.steps > MAX_STEPS:
            return False
        if item.kind == "assign":
            self._assign(item)
        elif item.kind in {"expr", "export"}:
            self.evaluate(item.value)
            self._written(item.value)
        elif item.kind == "return":
            values = [self.evaluate(expr) for expr in (item.value, *item.targets) if expr is not None]
            self.returned = self.returned.union(*values)
            self.results += [NONE] * (len(values) - len(self.results))
            self.results = [one | (values[i] if i < len(values) else NONE) for i, one in enumerate(self.results)]
            return True
        elif item.kind == "raise":
            self.evaluate(item.value)
            return True
        elif item.kind == "branch":
            return self._branch(item)
        elif item.kind == "loop":
            self._loop(item)
        elif item.kind in {"try", "with", "block"}:
            if item.kind == "with" and item.value is not None:
                value = self.evaluate(item.value)
                for target in item.targets:
                    self.bind(target, value)
            self.run_of.tried += item.kind == "try"
            ends = [self.run(block) for block in item.blocks]
            self.run_of.tried -= item.kind == "try"
            return bool(ends) and ends[0] and item.kind != "try"
        return False

    def _written(self, expr: Expr | None) -> None:
        """An assignment that stands as an expression: ``user.name = body.name``, ``a = b = c``."""
        node = expr.node if expr is not None else None
        if node is not None and node.type in {"assignment_expression", "augmented_assignment_expression"}:
            self.bind(self.module.field(node, "left"), self.evaluate(self.module.field(node, "right")))

    def _assign(self, item: Statement) -> None:
        if item.value is None:
            return
        value = self.evaluate(item.value)
        type = self._declares(item.value)
        for target in item.targets:
            if type and target.kind == "name":
                self.declared[target.name] = type
            if item.operator != "=" and target.kind == "name":
                value |= self.names.get(target.name, NONE)
            self.bind(target, value, item.value)

    def _declares(self, value: Expr) -> str:
        """Go: the type of the value that a variable is given: ``User{}``, ``new(User)``."""
        if value.kind == "dict" and value.name:
            return value.name
        if value.kind == "list" and value.name:
            return value.name
        if value.kind == "call" and value.target is not None and value.target.name == "new" and value.args:
            return self.module.text(value.args[0].node)
        return ""

    def bind(self, target: Expr, value: Taint, source: Expr | None = None) -> None:
        """Give a name, a member or several of them a value."""
        if target.kind == "name":
            self.names[target.name] = value
        elif target.kind in {"attr", "index"}:
            root = target
            while root.kind in {"attr", "index"} and root.target is not None:
                root = root.target
            inputs = frozenset(item for item in value if isinstance(item, Input))
            if root.kind == "name" and inputs and (root.name not in _SELF or root is not target.target):
                # What an object keeps of input under a name of its own is no longer the whole of it.
                self.names[root.name] = self.names.get(root.name, NONE) | frozenset(
                    replace(item, name=item.name or "?") for item in inputs
                )
            elif root.kind == "name" and inputs:
                self.names[f"{root.name}.{target.name}"] = inputs
        elif target.kind == "list":
            self._bind_several(target, value, source)
        elif target.kind == "dict" or target.node.type == "object_pattern":
            self._take_apart(target.node, value)
        elif target.kind == "spread" and target.target is not None:
            self.bind(target.target, value)

    def _bind_several(self, target: Expr, value: Taint, source: Expr | None) -> None:
        """``first, second = …``"""
        parts = source.args if source is not None and source.kind == "list" else None
        results = self._results_of(source) if self.module.language == "go" and source is not None else []
        for index, inner in enumerate(target.args):
            if parts is not None and len(parts) == len(target.args):
                self.bind(inner, self.evaluate(parts[index]))
            elif len(results) == len(target.args):
                self.bind(inner, results[index])
            elif self.module.language == "go":
                self.bind(inner, value if index == 0 else NONE)
                self._unchecked(inner, index, value, source)
            else:
                self.bind(inner, value)

    def _results_of(self, source: Expr) -> list[Taint]:
        """Go: what is in each of the results of a call of the project's: ``page, size := window(r)``."""
        if source.kind != "call":
            return []
        callees = self.run_of.effects.called.get(site(self.module, source.node), [])
        return (
            self.run_of.results_of(callees[0].function) if len(callees) == 1 and isinstance(callees[0], Callee) else []
        )

    def _unchecked(self, target: Expr, index: int, value: Taint, source: Expr | None) -> None:
        """Go: ``n, _ := strconv.Atoi(s)``: the error is thrown away."""
        if index != 1 or target.name != "_" or source is None or source.target is None:
            return
        if re.match(r"(?:Atoi|Parse(?:Int|Uint|Float|Bool))$", source.target.name):
            inputs = tuple(item for item in value if isinstance(item, Input))
            self.sink("convert", source.target.name, source.node, inputs)

    def _take_apart(self, node: Node, value: Taint) -> None:
        """``const { page, limit = 20, ...rest } = req.query``."""
        if node.type != "object_pattern":
            return
        for child in node.named_children:
            default = child
            if child.type in {"object_assignment_pattern", "assignment_pattern"}:
                child = child.child_by_field_name("left") or child
            if child.type == "shorthand_property_identifier_pattern":
                name = self.module.text(child)
                self.names[name] = self.attribute(value, name, default)
            elif child.type == "pair_pattern":
                key = self.module.text(child.child_by_field_name("key")).strip("'\"")
                inner = child.child_by_field_name("value")
                if inner is not None and inner.type == "assignment_pattern":
                    inner = inner.child_by_field_name("left") or inner
                if inner is not None:
                    self.bind(self.module.lower(inner), self.attribute(value, key, child))
            elif child.type == "rest_pattern" and child.named_children:
                self.bind(self.module.lower(child.named_children[0]), value)

    def _branch(self, item: Statement) -> bool:
        condition = item.value
        asked = self.evaluate(condition) | self.mentioned(condition)
        before = dict(self.names)
        ends, leaving, collected, refusing = [], 0, False, False
        for block in item.blocks:
            self.names = dict(before)
            left = self.run(block)
            leaving += left
            refusing = refusing or (left and self._refuses(block))
            collected = collected or any(_collects(self.module, statement) for statement in block)
            if not left:
                ends.append(self.names)
        complete = len(item.blocks) > 1
        if not complete or not ends:
            ends.append(before)
        self.names = before
        if refusing or collected:
            self.checked(asked, OWN, item.node)
        if condition is not None:
            self._compared(condition, asked, bool(leaving), item)
        self.names = {name: NONE.union(*(end.get(name, NONE) for end in ends)) for end in ends for name in end}
        return complete and leaving == len(item.blocks)

    def _refuses(self, block: list[Statement]) -> bool:
        """Whether leaving here says no to the input: in a handler always, in what it calls when it gives an error."""
        if not self.chain and not self.run_of.guarding:
            return True
        return any(_REFUSES.search(self.module.text(item.node)) for item in block)

    def _compared(self, condition: Expr, asked: Taint, leaves: bool, item: Statement) -> None:
        """``if limit > 100 { limit = 100 }``, ``if limit > 100: raise``: from here on it is no larger."""
        statements = [inner for block in item.blocks for inner in block]
        assigned = any(inner.kind == "assign" or _assigns(inner) for inner in statements)
        if leaves or assigned:
            self.run_of.defaulted |= {one.key for one in asked if isinstance(one, Input)}
        for node in walk(condition.node):
            if upper_bound(self.module, node) and asked and (leaves or assigned):
                mine = self.mentioned(self.module.lower(node)) or self.evaluate_all(node)
                self.run_of.bounded |= {one.key for one in mine if isinstance(one, Input)}

    def _loop(self, item: Statement) -> None:
        value = self.evaluate(item.value) if item.value is not None else NONE
        for target in item.targets:
            self.bind(target, value)
        for block in item.blocks:
            before = dict(self.names)
            self.run(block)
            self.names = {name: self.names.get(name, NONE) | before.get(name, NONE) for name in {*self.names, *before}}

    # Expressions

    def evaluate(self, expr: Expr | None) -> Taint:
        """What of the request is in the value of an expression."""
        self.run_of.steps += 1
        if expr is None or self.run_of.steps > MAX_STEPS:
            return NONE
        known = _KINDS.get(expr.kind)
        return known(self, expr) if known is not None else self.evaluate_all(expr.node, expr)

    def _attr(self, expr: Expr) -> Taint:
        if expr.target is not None and expr.target.kind == "name" and expr.target.name in _SELF:
            own = self.names.get(f"{expr.target.name}.{expr.name}")
            if own is not None:
                return own
        return self.attribute(self.evaluate(expr.target), expr.name, expr.node)

    def _call(self, expr: Expr) -> Taint:
        return called(self, expr)

    def _nothing(self, expr: Expr) -> Taint:
        return NONE

    def _spread(self, expr: Expr) -> Taint:
        return self.evaluate(expr.target)

    def _named(self, expr: Expr) -> Taint:
        value = self.evaluate(expr.args[0])
        if expr.target is not None:
            self.bind(expr.target, value, expr.args[0])
        return value

    def _dict(self, expr: Expr) -> Taint:
        return NONE.union(*(self.entry(key, item) for key, item in expr.entries))

    def entry(self, key: Expr | None, item: Expr) -> Taint:
        """An entry of an object: its fields are the input's only when it is spread, or under a key that stores know."""
        value = self.evaluate(item)
        name = str(key.value or key.name) if key is not None and key.kind in {"name", "text"} else ""
        if name and (self.module.language == "go" or name not in CARRY):
            value = frozenset(replace(i, within=name) if isinstance(i, Input) else i for i in value)
        if key is None or str(key.value or key.name) in CARRY:
            return value
        return nested(value)

    def _list(self, expr: Expr) -> Taint:
        return NONE.union(*(self.evaluate(item) for item in expr.args))

    def _template(self, expr: Expr) -> Taint:
        return parts_of(self._list(expr))

    def _binary(self, expr: Expr) -> Taint:
        values = self._list(expr)
        return NONE if expr.name in _ASKS else parts_of(values)

    def _comprehension(self, expr: Expr) -> Taint:
        for target, over in expr.entries:
            if target is not None:
                self.bind(target, self.evaluate(over))
        return self.evaluate(expr.target)

    def evaluate_all(self, node: Node, expr: Expr | None = None) -> Taint:
        """What is in any part of an expression that is of no kind we know."""
        if expr is not None and expr.args:
            return NONE.union(*(self.evaluate(item) for item in expr.args))
        if node.type.endswith(("statement", "_block", "declaration")):
            return NONE
        children = [child for child in node.named_children if child.type != "comment"][:20]
        return NONE.union(*(self.evaluate(self.module.lower(child)) for child in children))

    def mentioned(self, expr: Expr | None) -> Taint:
        """The input that an expression is about, wherever in it that stands."""
        if expr is None:
            return NONE
        found: set[Input | Request] = set()
        for node in walk(expr.node):
            if node.type in {"identifier", "shorthand_property_identifier"}:
                found |= {item for item in self.names.get(self.module.text(node), NONE) if isinstance(item, Input)}
            elif node.type in _MEMBERS:
                found |= {item for item in self.evaluate(self.module.lower(node)) if isinstance(item, Input)}
        return frozenset(found)

    def name(self, expr: Expr) -> Taint:
        """What a variable has of the request; an object that the framework offers to everybody (flask.request)."""
        known = self.names.get(expr.name)
        if known is not None:
            return known
        type = imported_type(self.module, expr.name)
        return frozenset({Request(type)}) if type and self.run_of.members(type) else NONE

    def attribute(self, owner: Taint, name: str, node: Node) -> Taint:
        """A member of what has something of the request."""
        found: set[Input | Request] = set()
        for item in owner:
            if isinstance(item, Input) and item.within not in {"", name}:
                continue  # another entry of a literal
            if isinstance(item, Input):
                found.add(self._member(replace(item, within=""), name, node))
                continue
            path = f"{item.prefix}.{name}" if item.prefix else name
            members = self.run_of.members(item.type)
            read = members.get(path)
            if read is not None:
                found.add(Request(read.to) if read.to else self._read(read.source, "", node, read.by))
            elif any(key.startswith(f"{path}.") or key == f"{path}()" for key in members):
                found.add(Request(item.type, path))
        named = [one for one in found if isinstance(one, Input) and _same_name(one.name, name)]
        if named and len(found) > len(named):
            found = {one for one in found if one in named or (isinstance(one, Input) and not one.name)}
        self.run_of.take(one for one in found if isinstance(one, Input))
        return frozenset(found)

    def _member(self, item: Input, name: str, node: Node) -> Input:
        if item.nested:
            return replace(item, nested=False)
        if name in {"data", "cleaned_data", "validated_data", "value", "body", "__dict__"} and item.check is not None:
            return replace(item, converted=None)
        if name == "length" or item.name:
            return item
        return self.run_of.described(member(item, name, self.place(node)))

    def _read(self, source: str, name: str, node: Node, by: str = "") -> Input:
        what = f"{source} {name}" if name else source
        check = Check(what, by, self.place(node)) if by else None
        return self.run_of.described(Input(source, name, self.place(node), check=check, bounded=bool(by)))

    def _index(self, expr: Expr) -> Taint:
        owner = self.evaluate(expr.target)
        used = self.run_of.effects.used.get(site(self.module, expr.node))
        if used is not None and used.bounds:
            self.sink("bound", used.what, expr.node, bounding(self, expr), used.name)
        key = expr.args[0] if expr.args else None
        if key is not None and key.kind == "text":
            return self.attribute(owner, str(key.value), expr.node)
        self.evaluate(key)
        return frozenset(replace(item, name=item.name or "?") if isinstance(item, Input) else item for item in owner)

    def _choice(self, expr: Expr) -> Taint:
        values = [self.evaluate(item) for item in expr.args]
        together = NONE.union(*values)
        if expr.name in {"or", "if"}:
            together = frozenset(replace(i, optional=False) if isinstance(i, Input) else i for i in together)
        if expr.name == "if" and re.search(r"[<>]", expr.condition) and any(not value for value in values):
            return frozenset(replace(i, bounded=True) if isinstance(i, Input) else i for i in together)
        if expr.name == "if" and expr.node.named_children:
            for child in expr.node.named_children:
                if child.type in {"call", "call_expression", "comparison_operator"}:
                    self.evaluate(self.module.lower(child))
        return together

    def _closure(self, expr: Expr) -> Taint:
        self.run_of.function(self.module.function_of(expr), {}, self.chain, self)
        return NONE

    # What is found

    def checked(self, inputs: Iterable[Input | Request], by: str, node: Node) -> None:
        """Something looks at input and refuses what it does not like."""
        for item in inputs_in(inputs):
            self.run_of.check(Check(item.title, by, self.place(node)))

    def sink(self, kind: str, what: str, node: Node, inputs: Iterable[Input | Request], name: str = "") -> None:
        """Input goes somewhere."""
        self.run_of.sink(Sink(kind, what, self.place(node), tuple(inputs_in(inputs)), self.chain, name))

    def bounded(self, item: Input) -> bool:
        """Whether input cannot be larger than the program allows."""
        return item.bounded or item.key in self.run_of.bounded


_KINDS: dict[str, Callable[[Body, Expr], Taint]] = {
    "name": Body.name, "attr": Body._attr, "call": Body._call, "index": Body._index, "dict": Body._dict,
    "list": Body._list, "template": Body._template, "binary": Body._binary, "choice": Body._choice,
    "func": Body._closure, "spread": Body._spread, "comprehension": Body._comprehension, "text": Body._nothing,
    "number": Body._nothing, "constant": Body._nothing, "class": Body._nothing,
    "named": Body._named,
}  # fmt: skip


def _same_name(one: str, other: str) -> bool:
    return one.replace("_", "").lower() == other.replace("_", "").lower()


def _assigns(item: Statement) -> bool:
    return item.value is not None and item.value.node.type == "assignment_expression"


def _collects(module: Module, item: Statement) -> bool:
    """Whether a statement notes an error: ``errors.push("…")``, ``errors["name"] = "…"``."""
    node = item.value.node if item.kind == "expr" and item.value is not None else item.node
    text = module.text(node)[:60]
    head = re.match(r"[\w.]+", text)
    return bool(head and _COLLECTS_ERRORS.search(head.group())) and item.kind in {"expr", "assign"}


def upper_bound(module: Module, node: Node) -> bool:
    """Whether a comparison asks whether something is larger than a limit (not whether it is below 0 or 1)."""
    if node.type not in {"comparison_operator", "binary_expression", "binary_operator"}:
        return False
    signs = {child.type for child in node.children if not child.is_named}
    if signs & {"in", "not in"}:
        return True
    if not signs & _COMPARES:
        return False
    constants = [text for child in node.named_children if re.fullmatch(r"-?\d+", text := module.text(child))]
    return not any(text in {"0", "1", "-1"} for text in constants) or len(constants) > 1
