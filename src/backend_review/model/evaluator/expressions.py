"""Expressions: the value each stands for."""

from __future__ import annotations

from collections.abc import Callable

from tree_sitter import Node

from backend_review.index.expressions.data import Expr
from backend_review.model import builtins, javascriptfiles, pythonfiles
from backend_review.model.evaluator import certain
from backend_review.model.evaluator.calls import Calls
from backend_review.model.evaluator.conditions import decided, lacks
from backend_review.model.evaluator.golang import element_of
from backend_review.model.evaluator.state import MAX_ITEMS, NOTHING, Call, OutOfSteps
from backend_review.model.routes import Router
from backend_review.model.sequences import iterated
from backend_review.model.values import (
    HOLE,
    Callee,
    Either,
    Items,
    Kind,
    Known,
    Library,
    Namespace,
    Rest,
    Scope,
    Table,
    Thing,
    Unknown,
    Value,
    as_text,
    joined,
    options,
    text_of,
)


class Expressions(Calls):
    """Expressions: the value each stands for."""

    def evaluate(self, expr: Expr | None, scope: Scope) -> Value:
        """What an expression stands for."""
        if expr is None:
            return Unknown()
        self.steps += 1
        if self.steps > self.limit:
            raise OutOfSteps
        rule = _RULES.get(expr.kind)
        return rule(self, expr, scope) if rule is not None else Unknown(expr)

    def _constant(self, expr: Expr, scope: Scope) -> Value:
        return Known(expr.value)

    def _template(self, expr: Expr, scope: Scope) -> Value:
        text = ""
        for part in expr.parts:
            text += part if isinstance(part, str) else as_text(self.evaluate(part, scope))
        return Known(text)

    def _name(self, expr: Expr, scope: Scope) -> Value:
        holder = scope.find(expr.name)
        if holder is not None:
            return self.force(holder.names[expr.name], holder, expr.name)
        if expr.name in {"global", "globalThis"} and scope.module.language == "javascript":
            return self.globals
        if expr.name.startswith("__") and scope.module.language == "python":
            return pythonfiles.module_variable(scope.module, expr.name) or Unknown(expr)
        if expr.name in {"__dirname", "__filename"} and scope.module.language == "javascript":
            return javascriptfiles.here(scope.module, file=expr.name == "__filename")
        if expr.name in builtins.FUNCTIONS:
            return Library(f"builtins.{expr.name}")
        return Unknown(expr)

    def _attr(self, expr: Expr, scope: Scope) -> Value:
        if expr.target is not None and expr.target.node.type == "meta_property":  # import.meta.dirname
            return javascriptfiles.here(scope.module, file=expr.name != "dirname")
        owner = self.evaluate(expr.target, scope)
        value = self.attribute(owner, expr.name)
        return Unknown(expr) if isinstance(value, Unknown) else value

    def _index(self, expr: Expr, scope: Scope) -> Value:
        owner = self.evaluate(expr.target, scope)
        if scope.module.language == "go" and isinstance(owner, (Callee, Kind, Library)):
            return owner  # of a generic function or type: which one does not matter
        if isinstance(owner, Library) and owner.name.endswith(".Annotated"):
            return Thing("typing.Annotated", model=[self.evaluate(item, scope) for item in expr.args])
        key = self.evaluate(expr.args[0], scope) if expr.args else Unknown()
        if isinstance(owner, Library) and owner.name == "sys.modules":
            return pythonfiles.import_module(Call(self.whole, owner.name, None, [key], {}, expr, scope))
        name = text_of(key)
        generic = scope.module.language == "python" and isinstance(owner, (Kind, Library)) and name is None
        if generic and not isinstance(key, Known) and not (isinstance(owner, Library) and owner.receiver is not None):
            return owner  # ModelViewSet[Tag]: what it is of does not matter
        if name is not None and HOLE not in name and isinstance(owner, (Thing, Kind, Namespace, Library)):
            held = owner.attributes.get(f"[{name}]") if isinstance(owner, (Thing, Kind)) else None
            return held if held is not None else self.attribute(owner, name)
        if isinstance(owner, Table) and owner.missing is not None and name is not None and name not in owner.entries:
            owner.entries[name] = self.call(owner.missing, [], {}, expr, scope)
        return builtins.item(owner, key)

    def _dict(self, expr: Expr, scope: Scope) -> Value:
        if expr.name and scope.module.language == "go":
            return self.go_literal(expr, scope)
        made = Table()
        copied: Thing | None = None
        for key, item in expr.entries:
            value = self.evaluate(item, scope)
            if key is None:
                spread = item.target if item.kind == "spread" else None
                value = self.evaluate(spread, scope) if spread is not None else value
                if isinstance(value, Thing) and isinstance(value.model, Router):
                    copied = value  # { ...app, name }: what is registered on a copy is registered
                if isinstance(value, Namespace) and scope.module.language == "javascript":
                    value = self.whole.contents(value)
                if isinstance(value, Table):
                    made.entries.update(value.entries)
                made.complete = made.complete and isinstance(value, Table) and value.complete
                continue
            name = text_of(self.evaluate(key, scope)) if key.kind != "text" else str(key.value)
            if name is None:
                made.complete = False
            else:
                made.entries[name] = value
        if copied is not None:
            copied.attributes.update(made.entries)
            return copied
        return made

    def _list(self, expr: Expr, scope: Scope) -> Value:
        made = Items() if expr.args or expr.node.type != "tuple" else Rest()  # nothing is added to a tuple
        element = element_of(expr.name)
        for item in expr.args:
            if item.kind == "spread":
                value = self.evaluate(item.target, scope)
                ways = list(options(value))
                for way in ways:
                    inner = way.items if isinstance(way, Items) else []
                    made.items.extend(inner if len(ways) == 1 else [Either([value, NOTHING]) for value in inner])
                    made.complete = made.complete and isinstance(way, Items) and way.complete
            elif item.kind == "dict" and element and not item.name:
                item.name = element  # Go: the elements' type is said once
                made.items.append(self.evaluate(item, scope))
            else:
                made.items.append(self.evaluate(item, scope))
        return made

    def _comprehension(self, expr: Expr, scope: Scope) -> Value:
        if expr.node.type == "dictionary_comprehension":
            return Unknown(expr)
        made = Items()
        with self.condition(bool(expr.condition)):
            self._comprehend(expr, 0, Scope(scope.module, scope), made)
        return made if made.items or not made.complete else Rest()  # all of it was left out

    def _comprehend(self, expr: Expr, level: int, scope: Scope, made: Items) -> None:
        """The items that the loops from a level on give."""
        if level == len(expr.entries):
            holds = [certain.decided(self, item, scope) for item in _filters(expr)]
            if False in holds:
                return
            made.complete = made.complete and None not in holds
            made.items.append(self.evaluate(expr.target, scope))
            return
        target, over = expr.entries[level]
        values = iterated(self.evaluate(over, scope))
        made.complete = made.complete and values is not None
        with self.condition(values is None):
            for value in (values if values is not None else [Unknown()])[:MAX_ITEMS]:
                if target is not None:
                    self.bind(target, value, scope, True)
                self._comprehend(expr, level + 1, scope, made)

    def _binary(self, expr: Expr, scope: Scope) -> Value:
        left, right = (self.evaluate(item, scope) for item in expr.args)
        path = pythonfiles.joined_path(left, right) if expr.name == "/" else None
        value = path if path is not None else builtins.combined(left, expr.name, right)
        if isinstance(value, Unknown) and scope.module.language == "javascript":
            holds = decided(self, expr.node, scope)
            value = Known(holds) if holds is not None else value
        return Unknown(expr) if isinstance(value, Unknown) else value

    def _choice(self, expr: Expr, scope: Scope) -> Value:
        if expr.name == "and" and scope.module.language == "javascript":
            holds = decided(self, expr.node, scope)
            if holds is not None:
                return Known(holds)
        if expr.name == "if" and scope.module.language == "python":
            holds = certain.decided(self, expr.node.named_children[1], scope)
            if holds is not None:
                return self.evaluate(expr.args[not holds], scope)
        if expr.name == "if" and scope.module.language == "javascript":
            holds = decided(self, expr.node.child_by_field_name("condition"), scope)
            if holds is not None:
                return self.evaluate(expr.args[not holds], scope)
        with self.condition():
            values = [self.evaluate(item, scope) for item in expr.args if item.kind != "other" or expr.name != "and"]
        if expr.name == "if" and scope.module.language == "javascript":
            likely = expr.node.child_by_field_name("condition")
            values = values[::-1] if lacks(self, likely, scope) else values
        if expr.name == "or" and isinstance(values[0], Known) and values[0].value:
            return values[0]
        if expr.name == "or" and scope.module.language == "javascript" and _is_there(values[0]):
            return values[0]
        chosen = joined(values)
        return Unknown(expr) if isinstance(chosen, Unknown) else chosen

    def _func(self, expr: Expr, scope: Scope) -> Value:
        return Callee(scope.module.function_of(expr), scope)

    def _class_expression(self, expr: Expr, scope: Scope) -> Value:
        return self.define(scope.module.class_of(expr), scope)

    def _named(self, expr: Expr, scope: Scope) -> Value:
        value = self.evaluate(expr.args[0], scope)
        if expr.target is not None:
            self.bind(expr.target, value, scope, True)
        return value

    def _spread(self, expr: Expr, scope: Scope) -> Value:
        return self.evaluate(expr.target, scope)


def _filters(expr: Expr) -> list[Node]:
    return [item for item in expr.node.named_children if item.type == "if_clause"] if expr.condition else []


def _is_there(value: Value) -> bool:
    """Whether a value is an object or function, which JavaScript takes for true."""
    return isinstance(value, (Items, Table, Callee, Kind)) or (isinstance(value, Thing) and not value.assumed)


_RULES: dict[str, Callable[[Expressions, Expr, Scope], Value]] = {
    "text": Expressions._constant,
    "number": Expressions._constant,
    "constant": Expressions._constant,
    "template": Expressions._template,
    "name": Expressions._name,
    "attr": Expressions._attr,
    "index": Expressions._index,
    "dict": Expressions._dict,
    "list": Expressions._list,
    "comprehension": Expressions._comprehension,
    "binary": Expressions._binary,
    "choice": Expressions._choice,
    "func": Expressions._func,
    "class": Expressions._class_expression,
    "spread": Expressions._spread,
    "named": Expressions._named,
    "call": Expressions._called,
}
