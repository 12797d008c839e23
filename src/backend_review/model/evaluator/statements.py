"""Statements: what they do to variables, and which way conditions go."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from backend_review.index.expressions.data import Expr
from backend_review.index.program import Class, Module, Statement
from backend_review.model import builtins
from backend_review.model.alternatives import only_checked
from backend_review.model.evaluator import certain
from backend_review.model.evaluator.conditions import decided
from backend_review.model.evaluator.state import MAX_ITEMS, Frame, OutOfSteps, State, has_closure, names_in
from backend_review.model.sequences import iterated
from backend_review.model.values import (
    Callee,
    Either,
    Items,
    Kind,
    Known,
    Library,
    Namespace,
    Native,
    Results,
    Scope,
    Table,
    Thing,
    Unknown,
    Value,
    items_of,
    joined,
    merged,
    options,
    text_of,
)

_NO_DECLARATIONS = {
    *("assignment_expression", "augmented_assignment_expression", "expression_statement", "assignment_statement"),
}


class Statements(State):
    """Statements: what they do to variables, and which way conditions go."""

    def run(self, body: Iterable[Statement], scope: Scope, frame: Frame) -> None:
        """Follow statements; JavaScript's functions are there before what is written above them.

        What comes after a ``return`` that is certain to be reached is not followed.
        """
        if scope.module.language == "javascript":
            body = sorted(body, key=lambda statement: statement.kind != "function")
        for statement in body:
            self.steps += 1
            if self.steps > self.limit:
                raise OutOfSteps
            getattr(self, f"_{statement.kind}")(statement, scope, frame)
            if frame.ended:
                return

    def _assign(self, statement: Statement, scope: Scope, frame: Frame) -> None:
        if statement.value is None:
            self._declared_only(statement, scope)
            return
        value = self.evaluate(statement.value, scope)
        if statement.operator != "=":
            before = self.evaluate(statement.targets[0], scope)
            value = builtins.combined(before, statement.operator.rstrip("="), value)
        declared = statement.node.type not in _NO_DECLARATIONS
        for target in statement.targets:
            self.bind(target, value, scope, declared or scope.module.language == "python")
        if statement.exported and scope.module.path in self.exports:
            for target in statement.targets:
                for name in names_in(target):
                    self.exports[scope.module.path][name] = scope.names.get(name, Unknown())

    def _declared_only(self, statement: Statement, scope: Scope) -> None:
        """JavaScript: ``let name;`` begins anew each time that it is come to."""
        again = statement.node.parent is not None and statement.node.parent.type == "lexical_declaration"
        for target in statement.targets if scope.module.language == "javascript" else ():
            for name in names_in(target):
                if again or name not in scope.names:
                    scope.names[name] = Unknown(target)

    def bind(self, target: Expr, value: Value, scope: Scope, declared: bool) -> None:
        """Give a target (a name, member, or several taken apart) a value."""
        if target.kind == "name":
            holder = None if declared else scope.find(target.name)
            (holder or scope).names[target.name] = value
        elif target.kind in {"attr", "index"} and target.target is not None:
            self._store(target, value, self.evaluate(target.target, scope), scope)
        elif target.kind == "list":
            if isinstance(value, Either) and any(isinstance(item, Results) for item in value.options):
                value = merged(value.options)
            known = value.items if isinstance(value, Items) else None
            for index, part in enumerate(target.args):
                inner = known[index] if known is not None and index < len(known) else None
                # Go: v, err := f() — the first is what is wanted when nothing else is known
                first = value if known is None and index == 0 and scope.module.language == "go" else Unknown()
                self.bind(part, inner or first, scope, declared)
        elif target.kind == "dict":
            for entry, part in target.entries:
                name = str(entry.value) if entry is not None else ""
                held = self.attribute(value, name) if name else Unknown()
                missing = isinstance(held, Unknown) or (isinstance(value, Table) and name not in value.entries)
                if missing and part.kind == "name" and part.args:  # { path = "/" }
                    held = self.evaluate(part.args[0], scope)
                self.bind(part, held, scope, declared)
        elif target.kind == "spread" and target.target is not None:
            self.bind(target.target, Unknown(), scope, declared)

    def _store(self, target: Expr, value: Value, owner: Value, scope: Scope) -> None:
        """``owner.name = value`` and ``owner[key] = value``."""
        indexed = target.kind == "index"
        position = self.evaluate(target.args[0], scope) if indexed and target.args else None
        if isinstance(position, Known) and isinstance(position.value, int) and isinstance(owner, Items):
            owner.items[position.value : position.value + 1] = [value]  # at the end of one that was made empty, too
            return
        key = text_of(position) if position is not None else target.name
        if key is None:
            for item in options(owner):
                if isinstance(item, Table):
                    item.complete = False
            return
        for item in options(owner):
            if isinstance(item, (Thing, Kind, Callee)):
                item.attributes[f"[{key}]" if indexed else key] = value
            elif isinstance(item, Table):
                item.entries[key] = value
            elif isinstance(item, Namespace) and scope.module.language == "go":
                self.whole.set_in_package(item, key, value, scope)

    def _expr(self, statement: Statement, scope: Scope, frame: Frame) -> None:
        if statement.value is None:
            return
        if statement.node.type == "defer_statement":
            frame.deferred.append((statement.value, scope))
        else:
            self.evaluate(statement.value, scope)

    def _return(self, statement: Statement, scope: Scope, frame: Frame) -> None:
        certain = self.conditional <= frame.conditional
        frame.ended = certain and scope.module.language in {"javascript", "python"}
        if statement.value is None:
            return
        value = self.evaluate(statement.value, scope)
        if statement.targets:
            several = Results if scope.module.language == "go" else Items
            value = several([value, *(self.evaluate(item, scope) for item in statement.targets)])
        (frame.always if certain else frame.returns).append(value)

    def _delete(self, statement: Statement, scope: Scope, frame: Frame) -> None:
        """Python: ``del name``, ``del table["key"]``, ``del thing.member``."""
        for target in statement.targets if not self.conditional else ():
            if target.kind == "name":
                scope.names.pop(target.name, None)
            elif target.kind in {"attr", "index"} and target.target is not None:
                owner = self.evaluate(target.target, scope)
                key = target.name if target.kind == "attr" else text_of(self.evaluate(target.args[0], scope))
                if key is not None and isinstance(owner, (Table, Thing)):
                    (owner.entries if isinstance(owner, Table) else owner.attributes).pop(key, None)

    def _raise(self, statement: Statement, scope: Scope, frame: Frame) -> None:
        pass

    def _branch(self, statement: Statement, scope: Scope, frame: Frame) -> None:
        if only_checked(statement, scope.module):
            for block in statement.blocks:
                self._inside(block, scope, frame)
            return
        if statement.value is not None:
            self.evaluate(statement.value, scope)
            self._name_in(statement.value, scope)
        before = dict(scope.names)
        ends = []
        certain = _always(statement, scope.module)
        blocks = statement.blocks
        taken = self._taken(statement, scope)
        if taken is not None:
            certain, blocks = True, blocks[taken : taken + 1]
        for block in blocks:
            scope.names.clear()
            scope.names.update(before)
            with self.condition(not certain):
                self._inside(block, scope, frame)
            ends.append(dict(scope.names))
        if not blocks or (len(statement.blocks) == 1 and not certain):
            ends.append(before)
        scope.names.clear()
        for name in dict.fromkeys(name for end in ends for name in end):
            scope.names[name] = joined([end[name] for end in ends if name in end])

    def _name_in(self, test: Expr, scope: Scope) -> None:
        """Python: what a condition gives names to inside of comparisons: ``(root := get("ROOT")) is not None``."""
        if scope.module.language != "python" or test.kind != "other" or ":=" not in scope.module.text(test.node):
            return
        pending = [test.node]
        while pending:
            node = pending.pop()
            if node.type == "named_expression":
                self.evaluate(scope.module.lower(node), scope)
            pending.extend(node.named_children)

    def _taken(self, statement: Statement, scope: Scope) -> int | None:
        """Which way a condition goes: JavaScript's where it is certain, Go's ``x == nil`` for what is there."""
        test = statement.value
        if scope.module.language == "javascript" and test is not None and statement.node.type != "switch_statement":
            known = decided(self, test.node, scope)
            return None if known is None else int(not known)
        if statement.node.type == "if_statement" and scope.module.language in {"python", "go"}:
            known_way = certain.way(self, statement, scope)
            if known_way is not None:
                return known_way
        if scope.module.language != "go" or test is None or test.kind != "binary" or test.name not in {"==", "!="}:
            return None
        if test.args[1].kind != "constant" or test.args[1].value is not None:
            return None
        found = list(options(self.evaluate(test.args[0], scope)))
        if all(isinstance(item, Thing) and not item.assumed and (item.model or item.kind) for item in found):
            return int(test.name == "==")
        return None

    def _inside(self, block: list[Statement], scope: Scope, frame: Frame) -> None:
        """The statements of an inner block: in Go what it declares ends with it."""
        if scope.module.language != "go":
            self.run(block, scope, frame)
            return
        declared = [
            name
            for statement in block
            if statement.kind == "assign" and statement.node.type in {"short_var_declaration", "var_spec", "const_spec"}
            for target in statement.targets
            for name in names_in(target)
        ]
        before = {name: scope.names.get(name) for name in declared}
        self.run(block, scope, frame)
        for name, value in before.items():
            scope.names.pop(name, None)
            if value is not None:
                scope.names[name] = value

    @contextmanager
    def condition(self, applies: bool = True) -> Iterator[None]:
        """What is followed inside is done under a condition only."""
        self.conditional += applies
        try:
            yield
        finally:
            self.conditional -= applies

    def _gone_over(self, statement: Statement, scope: Scope) -> Value:
        """What a loop goes over; in Go it may be a number (``for i := range 3``), in JavaScript a map's pairs."""
        value = self.evaluate(statement.value, scope) if statement.value is not None else Unknown()
        if scope.module.language == "go" and isinstance(value, Known) and type(value.value) is int:
            return Items([Known(index) for index in range(min(value.value, MAX_ITEMS))])
        if scope.module.language == "javascript" and isinstance(value, Table) and statement.operator == "=":
            return Items([Items([Known(key), item]) for key, item in value.entries.items()])  # a Map, by "of"
        return value

    def _loop(self, statement: Statement, scope: Scope, frame: Frame) -> None:
        given = self._gone_over(statement, scope)
        values = iterated(given)
        if statement.operator == "index" and isinstance(given, Items) and values is not None:
            values = [Known(index) for index in range(len(values))]  # for (let i = 0; i < rows.length; i++)
        if scope.module.language == "go" and values is not None:
            keys: list[Value] = [Known(index) for index in range(len(values))]
            if isinstance(given, Table):
                keys, values = [*map(Known, given.entries)], list(given.entries.values())
            pairs: list[Value] = [Items([key, value]) for key, value in zip(keys, values, strict=False)]
            values = keys if len(statement.targets) == 1 else pairs
            values = values[::-1] if statement.operator == "-" else values
        body = statement.blocks[0] if statement.blocks else []
        if values is None:
            before = dict(scope.names)
            with self.condition():
                for target in statement.targets:
                    self.bind(target, Unknown(), scope, True)
                self.loops += 1
                try:
                    self._inside(body, scope, frame)
                finally:
                    self.loops -= 1
            for name, value in before.items() if scope.module.language == "go" else ():  # it may not run at all
                scope.names[name] = joined([value, scope.names.get(name, value)])
            return
        go = scope.module.language == "go" and len(statement.targets) > 1
        keeps = scope.module.language != "python" and has_closure(statement.node)
        for value in values[:MAX_ITEMS]:
            inner = Scope(scope.module, scope) if keeps else scope  # what closures keep is of this time round
            if go and isinstance(value, Items):
                for target, item in zip(statement.targets, value.items, strict=False):
                    self.bind(target, item, inner, True)
            else:
                for target in statement.targets:
                    self.bind(target, value, inner, True)
            if keeps:
                self.run(body, inner, frame)
            else:
                self._inside(body, scope, frame)

    def _try(self, statement: Statement, scope: Scope, frame: Frame) -> None:
        for index, block in enumerate(statement.blocks):
            before = len(frame.returns)
            with self.condition(index > 0):
                self.run(block, scope, frame)
            if index > 0:  # except KeyError: return []; what there is when all is well is what counts
                frame.returns[before:] = [item for item in frame.returns[before:] if not _is_empty(item)]

    def _with(self, statement: Statement, scope: Scope, frame: Frame) -> None:
        for block in statement.blocks:
            self._inside(block, scope, frame)

    _block = _with

    def _function(self, statement: Statement, scope: Scope, frame: Frame) -> None:
        function = statement.function
        if function is None:
            return
        value: Value = Callee(function, scope)
        if scope.module.language == "python":
            value = self.decorated(value, function.decorators, scope)
        scope.names[function.name] = value
        self.export_definition(statement, function.name, value, scope)

    def decorated(self, value: Value, decorators: Sequence[Expr], scope: Scope) -> Value:
        """A function or class after its decorators, the lowest first. They are remembered with it.

        What a decorator of the project makes of a function is still that function to us.
        """
        values = [(expr, self.evaluate(expr, scope)) for expr in decorators]
        if isinstance(value, Callee):
            value.decorators = tuple(item for _, item in values)
        for expr, item in reversed(values):
            result = self.call(item, [value], {}, expr, scope)
            ours = isinstance(item, Native) or (isinstance(item, Library) and item.name in self.handlers)
            if ours and isinstance(result, (Callee, Kind, Thing)):
                value = result
        return value

    def _class(self, statement: Statement, scope: Scope, frame: Frame) -> None:
        if statement.klass is None:
            return
        value = self.define(statement.klass, scope)
        scope.names[statement.klass.name] = value
        self.export_definition(statement, statement.klass.name, value, scope)

    def define(self, klass: Class, scope: Scope) -> Value:
        """A class after its body and decorators were followed."""
        made = Kind(klass, scope, [self.evaluate(base, scope) for base in klass.bases])
        made.bases = [item for base in made.bases for part in items_of(base) for item in options(part)]
        self.note_kind(made)
        inner = Scope(scope.module, scope)
        if klass.name:
            inner.names[klass.name] = made
        for item in klass.body:
            if item.kind in {"assign", "class", "expr"}:
                self.run([item], inner, Frame())
        for name, method in klass.methods.items():
            function = Callee(method, scope)
            if scope.module.language == "python" and method.decorators:
                self.decorated(function, method.decorators, inner)
            made.attributes[name] = function
        made.attributes.update({name: value for name, value in inner.names.items() if name != klass.name})
        if scope.module.language == "javascript":
            for name, held in klass.fields.items():
                if held.value is not None and name not in klass.methods:
                    made.attributes[name] = self.evaluate(held.value, scope)
        self._tell_base(made, scope)
        made.decorators = [self.evaluate(item, scope) for item in klass.decorators]
        value: Value = made
        for decorator, expr in zip(reversed(made.decorators), reversed(klass.decorators), strict=True):
            result = self.call(decorator, [made], {}, expr, scope)
            if isinstance(result, Thing) and isinstance(decorator, Native):
                value = result
        for tell in self.on_class:
            tell(self.whole, made)
        return value

    def _tell_base(self, made: Kind, scope: Scope) -> None:
        """Python: ``__init_subclass__`` of a base class is called with each class that derives from it."""
        if scope.module.language != "python":
            return
        for base in made.bases:
            for level in base.lineage() if isinstance(base, Kind) else ():
                method = level.attributes.get("__init_subclass__")
                if isinstance(method, Callee):
                    named = {name: self.evaluate(item, scope) for name, item in made.klass.named.items()}
                    named.pop("metaclass", None)
                    self.invoke(Callee(method.function, method.scope, made), [], named, None, scope, level)
                    return


def _is_empty(value: Value) -> bool:
    return isinstance(value, Items) and not value.items


def _always(statement: Statement, module: Module) -> bool:
    """Whether the first block is what happens when the program starts: ``if __name__ == "__main__"``."""
    condition = module.text(statement.value.node) if statement.value is not None else ""
    return "__name__" in condition or "require.main" in condition
