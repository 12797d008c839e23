"""What expressions stand for."""

from __future__ import annotations

import re
from dataclasses import replace

from backend_review.index.expressions.data import Expr
from backend_review.model import (
    alternatives,
    builtins,
    containers,
    declared,
    filters,
    heldlists,
    lookups,
    members,
    names,
    offered,
    onrequest,
    origins,
    providers,
    relations,
)
from backend_review.model.circumstances import loop_over
from backend_review.model.defaults import is_always, setting
from backend_review.model.flow import settled
from backend_review.model.flow.state import MAX_OPTIONS, State
from backend_review.model.queries import Query, item_of, one_row, row_of
from backend_review.model.values import (
    Callee,
    Either,
    Items,
    Known,
    Library,
    Thing,
    Unknown,
    Value,
    as_text,
    options,
)

_COMBINES = {"|", "&", "^"}
_OF_VIEWS = {"request": "request", "kwargs": "path"}
_ALL_COLUMNS = re.compile(r"getattr\(\s*(\w+),.*(?:__table__\.c|__mapper__|\bmapper\b|__dict__)", re.DOTALL)


class Expressions(State):
    """The expressions of a walk."""

    def evaluate(self, expr: Expr | None) -> Value:
        """What an expression stands for; the effects of what it calls are noted."""
        if expr is None:
            return Unknown()
        kind = expr.kind
        if kind in {"text", "number", "constant"}:
            return Known(expr.value)
        if kind == "name":
            return self.name(expr)
        if kind == "attr":
            owner = self.evaluate(expr.target)
            self.look_into(owner, expr)
            heldlists.touched(self.whole, owner, expr)
            reached = relations.touched(self.whole, owner, expr)
            if reached is not None:
                return reached
            found = setting(expr.name, names.named(self.whole, self.attribute(owner, expr.name), expr))
            return declared.asserted(self.whole, expr, found)
        if kind == "call":
            return declared.asserted(self.whole, expr, self.call(expr))
        if kind == "template":
            return self._template(expr)
        if kind == "index":
            return declared.asserted(self.whole, expr, containers.index(self.whole, expr))
        if kind == "dict":
            return containers.table(self.whole, expr)
        if kind == "list":
            values = [self.evaluate(item) for item in expr.args]
            if expr.name and self.module.language == "go":
                made = declared.typed(self.whole, expr.name)
                if expr.name.startswith("[]") or (isinstance(made, Thing) and made.kind is not None):
                    return made or Thing(type=expr.name)  # []User{…}, or Users{…} that has methods
            return Items(values)
        if kind == "binary":
            return self._binary(expr.args[0], expr.name, expr.args[1], expr)
        if kind == "choice":
            return self._choice(expr)
        if kind == "func":
            return Callee(self.module.function_of(expr), self.scope)
        if kind == "spread":
            return self.evaluate(expr.target)
        if kind == "named" and expr.target is not None:
            value = self.evaluate(expr.args[0])
            self.bind(expr.target, value)
            return value
        if kind == "comprehension":
            of_pairs = expr.node.type == "dictionary_comprehension"
            return self._dictionary(expr) if of_pairs else self._comprehension(expr)
        return self._other(expr)

    def look_into(self, owner: Value, expr: Expr) -> None:
        """A member of a value is used; ``row?.name`` looks whether there is one."""
        if self.module.language == "javascript" and any(c.type == "optional_chain" for c in expr.node.children):
            lookups.tested(owner)
        elif self.module.language == "go" and expr.name in {"Error", "RowsAffected"}:
            for row in lookups.lookups_of(owner, 0):
                row.handled = row.handled or row.missing != "zero" or expr.name == "RowsAffected"
        else:
            lookups.used(self.whole, owner, expr)

    def _binary(self, left: Expr, operator: str, right: Expr, expr: Expr) -> Value:
        """``left operator right``; what is compared is looked at."""
        if self.module.language == "go" and operator in filters.OPERATORS:
            for side, other in ((left, right), (right, left)):
                if side.kind == "attr" and other.kind in {"number", "text", "constant"}:  # user.ID == 0
                    lookups.tested(self.evaluate(side.target))
        first, second = self.evaluate(left), self.evaluate(right)
        if operator not in filters.OPERATORS:
            query = self.combined(first, second) if operator in _COMBINES else None
            if query is not None:
                return query
            known = filters.joined([first, second], {}) if operator in {"&", "|"} else None
            combined = known or builtins.combined(first, operator, second)
            if not isinstance(combined, Unknown):
                return combined
            made = lookups.unknown(expr, first, second)
            return origins.always(made) if operator in {"+", "*"} and is_always(first) and is_always(second) else made
        lookups.tested(first)
        lookups.tested(second)
        self.meet(expr, first, second)
        return filters.compared(left, right, first, second)

    def combined(self, one: Value, other: Value) -> Value | None:
        """Django: two queries that a loop makes one of (``found |= author.books.all()``), which is sent after it.

        None where they are no queries.
        """
        begins = isinstance(one, Items) and not one.items  # Book.objects.none()
        query = one.model if isinstance(one, Thing) else None
        if not self.around.loops or not isinstance(other, Thing) or not isinstance(other.model, Query):
            return None
        if not other.type.startswith("django.") or not (begins or isinstance(query, Query)):
            return None
        self.pending.pop(id(other), None)
        if isinstance(one, Thing):
            one.model = other.model
        return other if begins else one

    def meet(self, expr: Expr, *values: Value) -> None:
        """Values that are compared or handed over together: whether who calls is related to what is asked for."""
        known = [origins.origins_of(value) for value in values]
        for index, one in enumerate(known):
            if "caller" in one and any(
                other & {*origins.CLIENT, "row"} for position, other in enumerate(known) if position != index
            ):
                self.lookups.related.append(self.place(expr))
                return

    def _other(self, expr: Expr) -> Value:
        if expr.args:
            operands = []
            for item in expr.args:
                operands.append(self.evaluate(item))
                lookups.tested(operands[-1])
            return filters.joined(operands, {}) or lookups.unknown(expr, *operands)
        node = expr.node
        if node.type == "comparison_operator":
            parts = [self.module.lower(child) for child in node.named_children if child.type != "comment"]
            if len(parts) == 2:
                operator = self.module.text(node)[parts[0].node.end_byte - node.start_byte :]
                word = re.match(r"\s*(not\s+in|is\s+not|[<>=!]+|in|is)", operator)
                return self._binary(parts[0], re.sub(r"\s+", " ", word[1]) if word else "==", parts[1], expr)
        if node.type.endswith(("statement", "_block", "declaration")) or node.type in {"class", "comment", "ERROR"}:
            return Unknown(expr)
        if node.type == "for_in_clause":
            iterable = self.module.field(node, "right")
            self.iterated(self.evaluate(iterable), iterable)
            return Unknown(expr)
        if node.type == "slice_expression":
            heldlists.cut(self.whole, expr, heldlists.bounds_of(self.whole, node))
        children = [child for child in node.named_children if child.type != "comment"]
        clauses = [child for child in children if child.type == "for_in_clause"]
        values = [self.evaluate(self.module.lower(child)) for child in [*clauses, *children] if child is not node]
        if node.type == "yield" and values:
            self.returns.append(values[0])
        if node.type in {"not_operator", "comparison_operator"}:
            for value in values:
                lookups.tested(value)
        return lookups.unknown(expr, *values)

    def _dictionary(self, expr: Expr) -> Value:
        """``{key: value for item in items}``."""
        clauses = [child for child in expr.node.named_children if child.type == "for_in_clause"]
        over: Expr | None = None
        gone_over: Value = Unknown()
        for clause in clauses:
            iterable = self.module.field(clause, "right")
            value = self.evaluate(iterable)
            if over is None:
                over, gone_over = iterable, value
            item = item_of(self.iterated(value, iterable), self.place(expr))
            self.bind(self.module.field(clause, "left"), item)
        made = self._columns_of(expr)
        with self.around.inside(loop_over("comprehension", self.module, over, gone_over, self.place(expr))):
            for child in expr.node.named_children:
                for part in child.named_children if child.type == "pair" else ():
                    self.evaluate(self.module.lower(part))
        return made

    def _columns_of(self, expr: Expr) -> Value:
        """``{c.name: getattr(self, c.name) for c in self.__table__.columns}``: all that a row has."""
        written = self.module.text(expr.node)
        found = _ALL_COLUMNS.search(written)
        chosen = any(child.type == "if_clause" for child in expr.node.named_children)
        holder = self.scope.find(found[1]) if found and not chosen else None
        row = row_of(holder.names[found[1]]) if holder is not None and found else None
        return one_row(replace(row, plain=True)) if row is not None else Unknown(expr)

    def _comprehension(self, expr: Expr) -> Value:
        """A list that is made by a loop: what each of its items is."""
        for target, value in expr.entries:
            found = item_of(self.iterated(self.evaluate(value), value), self.place(expr))
            if target is not None:
                self.bind(target, found)
        over = expr.entries[0][1] if expr.entries else None
        gone_over = self.evaluate(over) if over is not None and over.kind in {"name", "list"} else None
        with self.around.inside(loop_over("comprehension", self.module, over, gone_over, self.place(expr))):
            made = self.evaluate(expr.target)
        return Unknown(expr) if isinstance(made, Unknown) else Items([made], complete=False)

    def _template(self, expr: Expr) -> Value:
        text = ""
        for part in expr.parts or expr.args:
            text += part if isinstance(part, str) else as_text(self.evaluate(part))
        return Known(text)

    def _choice(self, expr: Expr) -> Value:
        if expr.name == "and":
            left = expr.node.child_by_field_name("left")
            before = self.evaluate(self.module.lower(left)) if left is not None else Unknown()
            lookups.tested(before)
            after = self.evaluate(expr.args[0])
            if isinstance(after, Unknown):
                return filters.joined([before, after], {}) or Either([after, Known(None)])
            return filters.joined([before, after], {}) or alternatives.either([after, Unknown(expr)])
        condition = expr.node.child_by_field_name("condition")
        if condition is None and expr.name == "if" and len(expr.node.named_children) == 3:
            condition = expr.node.named_children[1]
        if condition is not None:
            lookups.tested(self.evaluate(self.module.lower(condition)))
            taken = settled.holds(self, condition)
            if taken is not None and expr.name == "if" and len(expr.args) == 2:
                return self.evaluate(expr.args[not taken])
        values = []
        for item in expr.args:
            values.append(self.evaluate(item))
            if expr.name == "or" and len(values) == 1:
                lookups.tested(values[0])
        if expr.name == "or" and len(values) == 2:
            first = [v for v in options(values[0]) if not (isinstance(v, Known) and not v.value)]
            if origins.SENT in origins.origins_of(values[1]):
                first = [origins.always(item) for item in first]
            return alternatives.either([*first, values[1]], keep_unknown=True)
        return alternatives.either(values, keep_unknown=True)

    def name(self, expr: Expr) -> Value:
        """What a name stands for."""
        holder = self.scope.find(expr.name)
        if holder is None:
            if expr.name in builtins.FUNCTIONS or expr.name in names.GLOBALS:
                return Library(f"builtins.{expr.name}")
            return names.named(self.whole, Unknown(expr), expr)
        value = holder.names[expr.name]
        if holder is not self.scope:
            heldlists.touched(self.whole, None, expr)
        if isinstance(value, names.Imported):
            value = names.imported(self.whole, value, expr.name)
        else:
            value = self.evaluator.force(value, holder, expr.name)
        if isinstance(value, Unknown):
            return setting(expr.name, names.named(self.whole, value, expr))
        return providers.behind(self.whole, names.refreshed(self.whole, value))

    def attribute(self, owner: Value, name: str) -> Value:
        """A member of a value."""
        if isinstance(owner, Either):
            return alternatives.either([self.attribute(item, name) for item in owner.options[:MAX_OPTIONS]])
        found = names.refreshed(self.whole, members.attribute(self.whole, owner, name))
        found = offered.member(self.whole, owner, name, found)
        held = owner.attributes.get(name) if isinstance(owner, Thing) else None
        if (isinstance(found, Unknown) and isinstance(held, Unknown)) or (
            name == onrequest.METHOD and held is not None
        ):
            found = held
        known = origins.member(origins.origins_of(owner), name)
        if isinstance(owner, Thing):
            known -= {origins.SENT}  # of what it was made of, that is said of each part
        if isinstance(owner, Thing) and owner.kind is not None and not known and name in _OF_VIEWS:
            known = frozenset({_OF_VIEWS[name]})  # self.request of a class-based view
        elif (
            isinstance(owner, Thing)
            and owner.kind is not None
            and known & origins.CLIENT
            and members.type_of(self.whole, owner)
        ):
            known = lookups.ROW  # a column of a row that the program has made itself
        if known and isinstance(found, Unknown):
            return Unknown(found.expr, known | found.origins)
        if known and isinstance(found, Thing) and found.kind is None and not found.origins and not found.attributes:
            found.origins = known
        return found
