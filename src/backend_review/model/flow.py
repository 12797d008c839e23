"""Walking a function's body with what its variables stand for, to find what the libraries it uses do."""

from __future__ import annotations

import re
from contextlib import nullcontext
from dataclasses import replace
from typing import TYPE_CHECKING

from backend_review.index.expressions.data import Expr
from backend_review.index.program import Statement
from backend_review.model import alternatives, builtins, containers, declared, filters, lookups, members, names, origins
from backend_review.model.answers import errors
from backend_review.model.answers.data import ON_ERROR, Answer
from backend_review.model.circumstances import EACH, Circumstances, is_transactional, loop_over
from backend_review.model.effects import MAX_EFFECTS, Effect, Result, Summary, Used, called, owner_of, site
from backend_review.model.lookups import Lookups, Step
from backend_review.model.queries import Query, Row, element, handed_over, one_row, row_of
from backend_review.model.routes import Place
from backend_review.model.uses import COUNTS, Use
from backend_review.model.values import (
    Callee,
    Either,
    Filter,
    Items,
    Kind,
    Known,
    Library,
    Namespace,
    Scope,
    Table,
    Thing,
    Unknown,
    Value,
    as_text,
    options,
    text_of,
)

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from backend_review.model.effects import Effects

_BOUNDS = re.compile(r"limit|take|size|page|first|count|top|per", re.IGNORECASE)
_ABSENT = re.compile(r"\bnot\b|\bNone\b|!|null|undefined|<|== ?0")
_ALL_COLUMNS = re.compile(r"getattr\(\s*(\w+),.*(?:__table__\.c|__mapper__|\bmapper\b|__dict__)", re.DOTALL)
_EACH = {"map", "flatMap", "filter", "forEach", "sort", "find"}
_RUNS_LATER = {"to_thread", "run_in_threadpool", "run_sync", "run_in_executor", "gather", "all", "map", "forEach"}
_MAX_OPTIONS = 4
_MAX_ANSWERS = 60
# What only tells of something that was done, to whomever.
_TELLS = re.compile(
    r"(?i)^(log|info|debug|warn(ing)?|error|print\w*|track|capture\w*|emit|publish|notify|add|append|push)$"
)
_OF_VIEWS = {"request": "request", "kwargs": "path"}


def _inside(callee: Callee | None) -> Scope:
    """The variables of a call of a function."""
    if callee is None:
        raise ValueError("neither a function nor a module")
    return Scope(callee.function.module, callee.scope)


class Walk:
    """One walk over the body of a function (or of a module)."""

    def __init__(
        self,
        effects: Effects,
        callee: Callee | None,
        args: list[Value],
        named: dict[str, Value],
        depth: int,
        scope: Scope | None = None,
    ) -> None:
        self.effects = effects
        self.libraries = effects.libraries
        self.surroundings = effects.surroundings
        self.evaluator = effects.evaluator
        self.function = callee.function if callee is not None else None
        self.depth = depth
        self.found: list[Effect] = []
        self.returns: list[Value] = []
        self.results: list[Result] = []
        self.answers: list[Answer] = []
        self.conditions: list[str] = []
        self.pending: dict[int, Thing] = {}
        self.cut = False
        self.using: Used | None = None  # the library's function that is being called
        self.lookups = Lookups()
        self.around = Circumstances()
        self.conditional = 0
        self.born: dict[int, int] = {}  # under how many conditions each query began
        self.kept: list[Thing] = []  # so that no other object gets the id of one of these
        self.scope: Scope = scope if callee is None and scope is not None else _inside(callee)
        self.module = self.scope.module
        if callee is not None:
            declared.bind_parameters(self, callee, args, dict(named))

    def summary(self) -> Summary:
        """What the function does."""
        if self.function is None:
            return Summary()
        body = self.function.body()
        self.around.transactions += is_transactional(self.function)
        left = self.run(body)
        self.flush()
        found = self.found
        if self.function.is_async and self.module.language == "python":
            found = [replace(e, kind="blocking_call", bound=None) if e.kind == "may_block" else e for e in found]
        unique = {(e.kind, e.what, e.place, e.bound): e for e in reversed(found)}
        returned = alternatives.either(self.returns)
        if all(isinstance(item, Unknown) for item in options(returned)):
            returned = declared.returned(self, self.function) or returned
        effects = list(unique.values())[::-1][:MAX_EFFECTS]
        answers = list(dict.fromkeys(self.answers))[:_MAX_ANSWERS]
        if self.module.language != "go":
            falls = not left and bool(body) and body[-1].kind == "branch"
            absent = falls or any(isinstance(item, Known) and item.value is None for item in self.returns)
            returned = lookups.returned(returned, absent)
        return Summary(effects, returned, self.depth, self.cut, answers, self.results, self.lookups)

    def flush(self, before: Container[int] = ()) -> None:
        """The queries that nothing more was made of are sent, except those that were there ``before``."""
        for key, item in list(self.pending.items()):
            if key in before:
                continue
            del self.pending[key]
            query = item.model
            if isinstance(query, Query) and query.place is not None:
                bound = query.bound if query.kind == "read_many" else None
                self.emit(query.kind, query.what, query.place, bound, query.filters, query.sorts)

    def emit(
        self,
        kind: str,
        what: str,
        place: Place,
        bound: str | None = None,
        filters: tuple[Filter, ...] = (),
        sorts: tuple[str, ...] = (),
    ) -> None:
        """There is an effect here."""
        around = self.around
        inside = around.transactions > 0
        self.found.append(
            Effect(kind, what, place, bound, filters=filters, sorts=sorts, loops=around.loops, transaction=inside)
        )
        around.transactions += kind == "transaction"
        if self.using is not None:
            self.using.kinds.add(kind)
            self.using.what = self.using.what or what

    def answer(self, answer: Answer) -> Answer:
        """An answer is given here."""
        if self.conditions and not answer.condition:
            answer = replace(answer, condition=self.conditions[-1])
        self.answers.append(answer)
        return answer

    def unanswered(self, writer: Thing) -> None:
        """What was taken for the whole answer of a writer is only its beginning."""
        given = writer.attributes.get("=answer")
        if isinstance(given, Thing):
            self.answers = [item for item in self.answers if item is not given.model]

    def unsure(self, why: str) -> None:
        """Something could not be judged."""
        self.effects.unsure[why] += 1

    def place(self, expr: Expr) -> Place:
        """Where an expression is: for a call of a chain, the line of the method's name."""
        node = expr.node
        if expr.target is not None and expr.target.kind == "attr":
            row = int(expr.target.node.end_point[0])
        else:
            row = int(node.start_point[0])
        return Place(self.module.path, row + 1)

    # Statements

    def run(self, body: Iterable[Statement]) -> bool:
        """Walk over statements; whether they end by leaving the function."""
        return any(self._statement(statement) for statement in body)

    def _statement(self, statement: Statement) -> bool:
        kind = statement.kind
        if kind == "assign":
            self._assign(statement)
        elif kind in {"expr", "export"}:
            value = self.evaluate(statement.value)
            if statement.value is not None and statement.value.kind == "name":
                lookups.tested(value)  # assert row
            if statement.value is not None and self._deletes(statement):
                self.bind(statement.value, Known(None))  # delete user.password
            if kind == "export" and statement.value is not None:
                self.scope.names["=exports"] = value
        elif kind == "return":
            self._return(statement)
            return True
        elif kind == "raise":
            for raised in options(self.evaluate(statement.value)):
                found = errors.of(self, raised)
                if found is not None:
                    self.answer(replace(found, place=Place(self.module.path, statement.line), error=True))
            return True
        elif kind == "branch":
            return self._branch(statement)
        elif kind == "loop":
            self._loop(statement)
        elif kind in {"try", "with", "block"}:
            for index, block in enumerate(statement.blocks):
                handles = kind == "try" and index > 0 and alternatives.handles_error(statement, index)
                self.conditions += [ON_ERROR] if handles else []
                guarded = index == 0 and kind != "block"
                if guarded:
                    self.lookups.trying.append(lookups.handler_texts(self, statement))
                with self.around.block() if kind == "with" else nullcontext():
                    ends = self.run(block)
                if guarded:
                    self.lookups.trying.pop()
                self.conditions = self.conditions[:-1] if handles else self.conditions
                if ends and (kind != "try" or len(statement.blocks) == 1) and index == 0:
                    return True
        elif kind == "function" and statement.function is not None:
            self.scope.names[statement.function.name] = Callee(statement.function, self.scope)
        elif kind == "import":
            self._import(statement)
        return False

    def _deletes(self, statement: Statement) -> bool:
        around = statement.node.parent
        return around is not None and around.type == "unary_expression" and around.children[0].type == "delete"

    def _return(self, statement: Statement) -> None:
        value = self.evaluate(statement.value) if statement.value is not None else Known(None)
        self.returns.append(value)
        condition = self.conditions[-1] if self.conditions else ""
        place = Place(self.module.path, statement.line)
        self.results.append(Result(value, statement.value, place, condition))
        for item in statement.targets:
            further = self.evaluate(item)
            if errors.is_answer(further):  # Go: return nil, NewNotFound()
                self.results.append(Result(further, item, place, condition))

    def _import(self, statement: Statement) -> None:
        for item in statement.imports:
            paths = self.evaluator.project.resolve(self.module, item.module)
            if paths and item.name and item.member:
                self.scope.names[item.name] = names.Imported(item.member, paths)
            elif item.name:
                value = self.evaluator._import_value(self.module, item, paths)
                self.scope.names[item.name] = self.evaluator.force(value, None, "")

    def _assign(self, statement: Statement) -> None:
        if statement.value is None:
            return
        value = self.evaluate(statement.value)
        if statement.operator != "=" and self.module.language != "go":
            value = Unknown()
        if self.module.language == "go":
            value = lookups.ignored_error(statement, value)
        elif self.module.language == "javascript":
            value = lookups.awaited(statement, value)
        declared = statement.node.type not in {"assignment_expression", "assignment_statement"}
        for target in statement.targets:
            self.bind(target, value, declared)

    def bind(self, target: Expr, value: Value, declared: bool = True) -> None:
        """Give a name, a member or several of them a value."""
        if target.kind == "name":
            holder = None if declared else self.scope.find(target.name)
            if holder is None or holder.outer is None:
                holder = self.scope
            holder.names[target.name] = value
        elif target.kind == "attr":
            owner = self.evaluate(target.target)
            lookups.used(self, owner, target)
            self._changed(owner, target)
            for item in options(owner):
                if isinstance(item, Thing) and "caller" in origins.origins_of(value) and members.type_of(self, item):
                    item.origins = item.origins | {"caller"}  # order.user_id = user.id
                if isinstance(item, Thing) and not isinstance(value, Unknown):
                    item.attributes[target.name] = value
                    self._set(item, target, value)
                elif isinstance(item, Table):
                    item.entries[target.name] = value
            if target.name == "exports" and self.module.text(target.node) == "module.exports":
                self.scope.names["=exports"] = value
        elif target.kind == "list":
            items = value.items if isinstance(value, Items) else None
            if items is None and self.module.language == "javascript" and not isinstance(element(value), Unknown):
                items = [element(value)]  # const [user] = await db.select()…
            for index, inner in enumerate(target.args):
                if items is not None and index < len(items):
                    self.bind(inner, items[index], declared)
                else:
                    first = index == 0 and self.module.language == "go" and items is None
                    self.bind(inner, value if first else Unknown(), declared)
        elif target.kind == "dict":
            lookups.used(self, value, target)
            for key, inner in target.entries:
                name = str(key.value) if key is not None else ""
                self.bind(inner, self.attribute(value, name) if name else Unknown(), declared)

    def _set(self, owner: Thing, target: Expr, value: Value) -> None:
        """A member of a library's object is given a value that means something to it (``ctx.status = 201``)."""
        rule = self.libraries.rules.get(f"{self.libraries.type_of(owner.type)}.{target.name}=") if owner.type else None
        if rule is not None:
            rule(Use(self, f"{owner.type}.{target.name}=", owner, target, [value], {}))

    def _changed(self, owner: Value, target: Expr) -> None:
        """A column of a loaded row is set: a change that the next commit writes."""
        for item in options(owner):
            kind = item.kind if isinstance(item, Thing) and item.lookup is not None else None
            if kind is not None and members.class_type(self, kind) == "sqlalchemy.Model":
                self.emit("change", kind.klass.name, self.place(target))

    def _branch(self, statement: Statement) -> bool:
        lookups.tested(self.evaluate(statement.value))
        condition = self.module.text(statement.value.node) if statement.value is not None else ""
        before = dict(self.scope.names)
        ends = []
        left = 0
        written = " ".join(condition.split())[:120]
        for index, block in enumerate(statement.blocks):
            self.scope.names = dict(before)
            self.conditional += 1
            self.conditions.append(written if index == 0 else f"otherwise than {written}")
            ends_here = self.run(block)
            self.conditions.pop()
            self.conditional -= 1
            if ends_here:
                left += 1
            else:
                ends.append(self.scope.names)
        complete = len(statement.blocks) > 1 and alternatives.has_default(statement)
        if not complete:
            ends.append(before)
        self.scope.names = alternatives.merged(self, ends, before, condition if len(statement.blocks) == 1 else "")
        return complete and left == len(statement.blocks)

    def _loop(self, statement: Statement) -> None:
        value = self.evaluate(statement.value) if statement.value is not None else Unknown()
        element = self.iterated(value, statement.value)
        for target in statement.targets:
            self.bind(target, element)
        before = dict(self.scope.names)
        kind = "for" if statement.targets or statement.node.type.startswith("for") else "while"
        place = Place(self.module.path, statement.line)
        with self.around.inside(loop_over(kind, self.module, statement.value, value, place)):
            prepared = set(self.pending)
            for block in statement.blocks:
                self.run(block)
            self.flush(prepared)  # what is prepared in each round is sent in each round
        self.scope.names = alternatives.merged(self, [self.scope.names, before], before, "")

    def iterated(self, value: Value, expr: Expr | None) -> Value:
        """What a loop takes from a value; a query that is looped over is sent."""
        for item in options(value):
            if isinstance(item, Thing) and expr is not None:
                rule = self.libraries.rules.get(f"{self.libraries.type_of(item.type)}.__iter__")
                if rule is not None:
                    rule(Use(self, "__iter__", item, expr, [], {}))
        return element(value)

    # Expressions

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
            self._looked_into(owner, expr)
            return names.named(self, self.attribute(owner, expr.name), expr)
        if kind == "call":
            return self.call(expr)
        if kind == "template":
            return self._template(expr)
        if kind == "index":
            return containers.index(self, expr)
        if kind == "dict":
            return containers.table(self, expr)
        if kind == "list":
            values = [self.evaluate(item) for item in expr.args]
            if expr.name.startswith("[]") and self.module.language == "go":
                return declared.typed(self, expr.name) or Thing(type=expr.name)
            return Items(values)
        if kind == "binary":
            return self._binary(expr.args[0], expr.name, expr.args[1], expr)
        if kind == "choice":
            return self._choice(expr)
        if kind == "func":
            return Callee(self.module.function_of(expr), self.scope)
        if kind == "spread":
            return self.evaluate(expr.target)
        if kind == "comprehension":
            return self._comprehension(expr)
        return self._other(expr)

    def _looked_into(self, owner: Value, expr: Expr) -> None:
        """A member of a value is used; ``row?.name`` looks whether there is one."""
        if self.module.language == "javascript" and any(c.type == "optional_chain" for c in expr.node.children):
            lookups.tested(owner)
        elif self.module.language == "go" and expr.name in {"Error", "RowsAffected"}:
            for row in lookups.lookups_of(owner, 0):
                row.handled = row.handled or row.missing != "zero" or expr.name == "RowsAffected"
        else:
            lookups.used(self, owner, expr)

    def _binary(self, left: Expr, operator: str, right: Expr, expr: Expr) -> Value:
        """``left operator right``; what is compared is looked at."""
        if self.module.language == "go" and operator in filters.OPERATORS:
            for side, other in ((left, right), (right, left)):
                if side.kind == "attr" and other.kind in {"number", "text", "constant"}:  # user.ID == 0
                    lookups.tested(self.evaluate(side.target))
        first, second = self.evaluate(left), self.evaluate(right)
        if operator not in filters.OPERATORS:
            known = filters.joined([first, second], {}) if operator in {"&", "|"} else None
            combined = known or builtins.combined(first, operator, second)
            return lookups.unknown(expr, first, second) if isinstance(combined, Unknown) else combined
        lookups.tested(first)
        lookups.tested(second)
        self.meet(expr, first, second)
        return filters.compared(left, right, first, second)

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
        if node.type == "dictionary_comprehension":
            return self._columns_of(expr)
        if node.type.endswith(("statement", "_block", "declaration")) or node.type in {"class", "comment", "ERROR"}:
            return Unknown(expr)
        if node.type == "for_in_clause":
            iterable = self.module.field(node, "right")
            self.iterated(self.evaluate(iterable), iterable)
            return Unknown(expr)
        children = [child for child in node.named_children if child.type != "comment"]
        clauses = [child for child in children if child.type == "for_in_clause"]
        values = [self.evaluate(self.module.lower(child)) for child in [*clauses, *children] if child is not node]
        if node.type == "yield" and values:
            self.returns.append(values[0])
        if node.type in {"not_operator", "comparison_operator"}:
            for value in values:
                lookups.tested(value)
        return lookups.unknown(expr, *values)

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
            found = self.iterated(self.evaluate(value), value)
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
            return filters.joined([before, after], {}) or alternatives.either([after, Unknown(expr)])
        condition = expr.node.child_by_field_name("condition")
        if condition is None and expr.name == "if" and len(expr.node.named_children) == 3:
            condition = expr.node.named_children[1]
        if condition is not None:
            lookups.tested(self.evaluate(self.module.lower(condition)))
        values = []
        for item in expr.args:
            values.append(self.evaluate(item))
            if expr.name == "or" and len(values) == 1:
                lookups.tested(values[0])
        if expr.name == "or" and len(values) == 2:
            first = [v for v in options(values[0]) if not (isinstance(v, Known) and not v.value)]
            return alternatives.either([*first, values[1]], keep_unknown=True)
        return alternatives.either(values, keep_unknown=True)

    def name(self, expr: Expr) -> Value:
        """What a name stands for."""
        holder = self.scope.find(expr.name)
        if holder is None:
            if expr.name in builtins.FUNCTIONS or expr.name in names.GLOBALS:
                return Library(f"builtins.{expr.name}")
            return names.named(self, Unknown(expr), expr)
        value = holder.names[expr.name]
        if isinstance(value, names.Imported):
            value = names.imported(self, value, expr.name)
        else:
            value = self.evaluator.force(value, holder, expr.name)
        return names.named(self, value, expr) if isinstance(value, Unknown) else names.refreshed(self, value)

    def attribute(self, owner: Value, name: str) -> Value:
        """A member of a value."""
        if isinstance(owner, Either):
            return alternatives.either([self.attribute(item, name) for item in owner.options[:_MAX_OPTIONS]])
        found = names.refreshed(self, members.attribute(self, owner, name))
        known = origins.member(origins.origins_of(owner), name)
        if isinstance(owner, Thing) and owner.kind is not None and not known and name in _OF_VIEWS:
            known = frozenset({_OF_VIEWS[name]})  # self.request of a class-based view
        elif (
            isinstance(owner, Thing)
            and owner.kind is not None
            and known & origins.CLIENT
            and members.type_of(self, owner)
        ):
            known = lookups.ROW  # a column of a row that the program has made itself
        if known and isinstance(found, Unknown):
            return Unknown(found.expr, known)
        if known and isinstance(found, Thing) and found.kind is None and not found.origins and not found.attributes:
            found.origins = known
        return found

    # Calls

    def call(self, expr: Expr) -> Value:
        """What a call gives."""
        target = expr.target
        if target is None:
            return Unknown(expr)
        owner: Value | None = None
        if target.kind == "attr":
            owner = self.evaluate(target.target)
            if isinstance(owner, Unknown) and target.target is not None:
                owner = names.named(self, owner, target.target)
        elif target.kind == "name" and target.name == "require" and self.module.language == "javascript":
            return names.required(self, expr)
        elif target.kind == "name" and target.name == "super":
            return members.parent(self)
        args: list[Value] = []
        for item in expr.args:
            args.append(self.evaluate(item))
        named = {name: self.evaluate(item) for name, item in expr.named.items()}
        for _, item in expr.entries:
            value = self.evaluate(item)
            if isinstance(value, Table):
                named |= value.entries
        values = [*args, *named.values()]
        if lookups.ANSWERS.search(target.name) and self._is_foreign(owner):
            for value in values:
                lookups.answered(self, value, expr)
        if owner is not None:
            if target.kind == "attr" and target.name not in {"then", "catch", "finally"}:
                self._looked_into_by_call(owner, target)
            then = self._then(owner, target.name, args, expr)
            if then is not None:
                return then
            found = [self.method(item, target.name, args, named, expr) for item in list(options(owner))[:_MAX_OPTIONS]]
        else:
            callees = list(options(self.evaluate(target)))[:_MAX_OPTIONS]
            found = [self.apply(item, args, named, expr) for item in callees]
        made = alternatives.either(found) if found else Unknown(expr)
        if self.effects.called.get(site(self.module, expr.node)) is None and not _TELLS.search(target.name):
            self.meet(expr, *([owner] if owner is not None else []), *values)
        return self._with_origins(made, owner, target, args, named, expr)

    def _is_foreign(self, owner: Value | None) -> bool:
        """Whether a method is not one of the project's own objects."""
        return not any(isinstance(item, Thing) and item.kind is not None for item in options(owner or Unknown()))

    def _looked_into_by_call(self, owner: Value, target: Expr) -> None:
        """A method of a row is called (a step of a query that is being built is none)."""
        if self.module.language == "go" and target.name in lookups.PUTS:
            return
        for item in options(owner):
            if isinstance(item, Thing) and item.lookup is not None:
                known = self.libraries.rule(members.type_of(self, item), target.name)
                if not isinstance(item.model, Query) or known is None:
                    self._looked_into(item, target)

    def _then(self, owner: Value, name: str, args: list[Value], expr: Expr) -> Value | None:
        """``find().then(row => …)``."""
        if name == "then" and args and next(lookups.lookups_of(owner, 0), None) is not None:
            for item in options(args[0]):
                if isinstance(item, Callee):
                    return self.invoke(item, [owner], {}, expr)
        return owner if name in {"catch", "finally"} and next(lookups.lookups_of(owner, 0), None) is not None else None

    def _with_origins(
        self,
        made: Value,
        owner: Value | None,
        target: Expr,
        args: list[Value],
        named: dict[str, Value],
        expr: Expr,
    ) -> Value:
        """What a call gives, with where it comes from when nothing else is known of it."""
        fresh = isinstance(made, Thing) and made.kind is None and made.type.endswith("()") and made.lookup is None
        if not (isinstance(made, Unknown) or fresh):
            return made
        condition = filters.of_comparison(target.name, target, args, expr.args) or filters.joined(
            args, named if target.name == "Q" else {}
        )
        if condition is not None:
            return condition
        first = args[0] if args else None
        own = origins.member(origins.origins_of(owner), target.name, first)
        found = own | frozenset().union(*(origins.origins_of(value) for value in (*args, *named.values())))
        if "caller" in own or origins.says_who(target.name, found):
            found = frozenset({"caller"})
        if isinstance(made, Thing):
            made.origins = made.origins or origins.origins_of(made) or found
            return made
        return Unknown(made.expr, made.origins | found) if isinstance(made, Unknown) else made

    def method(self, owner: Value, name: str, args: list[Value], named: dict[str, Value], expr: Expr) -> Value:
        """``owner.name(…)``."""
        if self.module.language == "go" and name in lookups.PUTS and lookups.scanned(self, owner, expr, args):
            return Unknown(expr)
        known = members.type_of(self, owner)
        if name == "pop" and isinstance(owner, Thing) and isinstance(owner.model, Row) and args:
            owner.attributes[text_of(args[0]) or ""] = Known(None)  # of a row that became a dict
            return Unknown(expr)
        inner = members.own_member(self, owner, name)
        if isinstance(inner, (Callee, Kind)):
            return self.apply(inner, args, named, expr)
        if known:
            rule = self.libraries.rule(known, name)
            if rule is not None:
                return self.use(rule, f"{known}.{name}", owner, args, named, expr)
            if known in self.libraries.known and not isinstance(owner, Kind) and getattr(owner, "kind", None) is None:
                self.later(args, name, expr)
                for given in args:
                    lookups.tested(given)
                return Unknown(expr)
        if name in _EACH and (isinstance(owner, Items) or isinstance(getattr(owner, "model", None), Query)):
            return self._each(owner, name, args, expr)
        value = self.attribute(owner, name)
        if isinstance(value, Unknown):
            self.later(args, name, expr)
            for given in (*args, *named.values()):
                lookups.tested(given)
            if not isinstance(owner, (Known, Items, Table)):
                self.unsure("calls of unknown methods")
            return builtin(self, owner, name, args, named, expr)
        return alternatives.either(
            [self.apply(item, args, named, expr) for item in list(options(value))[:_MAX_OPTIONS]]
        )

    def _each(self, owner: Value, name: str, args: list[Value], expr: Expr) -> Value:
        """JavaScript: what a method of a list makes of its items."""
        found: Value = Unknown()
        for item in options(args[0]) if args else ():
            if isinstance(item, Callee):
                found = self.invoke(item, [element(owner)], {}, expr)
        if name in {"map", "flatMap"}:
            return Unknown(expr) if isinstance(found, Unknown) else Items([found], complete=False)
        return element(owner) if name == "find" else owner if name in {"filter", "sort"} else Unknown(expr)

    def use(
        self, rule: object, name: str, owner: Value | None, args: list[Value], named: dict[str, Value], expr: Expr
    ) -> Value:
        """A library's function or method is called."""
        use = Use(self, name, owner, expr, args, named)
        used = self.effects.used.setdefault(site(self.module, expr.node), Used(name))
        before = owner.model.bound if isinstance(owner, Thing) and isinstance(owner.model, Query) else None
        outer, self.using = self.using, used
        found = len(self.found)
        given = use.query.filters
        outside = self.around.transactions
        result: Value | None = rule(use)  # type: ignore[operator]
        self.using = outer
        if use.called_back:  # transaction(tx => …) ends with it
            self.around.transactions = outside
        used.bounds = used.bounds or (before is None and any(effect.bound is not None for effect in self.found[found:]))
        if isinstance(result, Thing) and isinstance(result.model, Query):
            used.what = used.what or result.model.what
            used.kinds |= {result.model.verb} - {"read"}
            used.bounds = used.bounds or (before is None and result.model.bound is not None)
        if not use.called_back:
            self.later(args, name.rpartition(".")[2], expr)
        result = result if result is not None else Unknown(expr)
        given = tuple(dict.fromkeys((*given, *filters.of_call(use))))[:24]
        sorts = filters.sorts_of(use)
        values = (*args, *named.values())
        known = frozenset().union(*(item.origins for item in given), *(origins.origins_of(value) for value in values))
        for index in range(found, len(self.found)):
            effect = self.found[index]
            if not effect.chain and (given or sorts or known):
                self.found[index] = replace(
                    effect,
                    filters=effect.filters or given,
                    sorts=effect.sorts or sorts,
                    origins=effect.origins or known,
                )
        if isinstance(result, Thing) and isinstance(result.model, Query):
            query = result.model
            conditions = tuple(dict.fromkeys((*query.filters, *given)))[:24]
            sorted_by = tuple(dict.fromkeys((*query.sorts, *sorts)))
            result.model = replace(query, filters=conditions, sorts=sorted_by)
            if isinstance(owner, Thing) and result.lookup is None and owner.lookup is not None and owner is not result:
                result.lookup, result.origins = owner.lookup, owner.origins
        if use.method in COUNTS:
            lookups.counted(self, use, found)
        form = self.libraries.lookups.get(name)
        return lookups.loaded(self, form, use, found, result) if form is not None else result

    def later(self, args: list[Value], name: str, expr: Expr) -> None:
        """Closures that are handed to something we do not follow are called by it."""
        for item in args:
            for inner in options(item):
                literal = isinstance(inner, Callee) and not inner.function.name and inner.scope is self.scope
                if isinstance(inner, Callee) and (literal or name in _RUNS_LATER):
                    threaded = name in {"to_thread", "run_in_threadpool", "run_in_executor"}
                    if name not in EACH:
                        self.invoke(inner, [], {}, expr, threaded=threaded)
                        continue
                    owner = expr.target.target if expr.target is not None and expr.target.kind == "attr" else None
                    over = next((item for item in expr.args if item.kind != "func"), None) if owner is None else owner
                    with self.around.inside(loop_over("each", self.module, over, None, self.place(expr))):
                        self.invoke(inner, [], {}, expr)

    def apply(self, callee: Value, args: list[Value], named: dict[str, Value], expr: Expr) -> Value:
        """What calling a value gives."""
        if isinstance(callee, (Callee, Kind)):
            called_here = self.effects.called.setdefault(site(self.module, expr.node), [])
            if len(called_here) < _MAX_OPTIONS and not any(_same(item, callee) for item in called_here):
                called_here.append(callee)
        if isinstance(callee, Callee):
            return self.invoke(callee, args, named, expr)
        if isinstance(callee, Kind):
            made = members.instance(self, callee, args, named)
            if isinstance(made, Thing) and (args or named):
                given = frozenset().union(*(origins.origins_of(value) for value in (*args, *named.values())))
                made = replace(made, origins=made.origins | given)
            return made
        if isinstance(callee, Library):
            return self._library(callee, args, named, expr)
        if isinstance(callee, Thing):
            known = self.libraries.type_of(callee.type)
            rule = self.libraries.rule(known, "__call__") if known in self.libraries.known else None
            if rule is not None:
                return self.use(rule, f"{known}.__call__", callee, args, named, expr)
            inner = names.unwrapped(callee)
            if inner is not None:
                return self.apply(inner, args, named, expr)
        self.later(args, expr.target.name if expr.target is not None else "", expr)
        for value in (*args, *named.values()):
            lookups.tested(value)
        if isinstance(callee, Unknown):
            if self.module.language == "go" and len(args) == 1:
                return args[0]
            self.unsure("calls of unknown functions")
        return Unknown(expr)

    def _library(self, callee: Library, args: list[Value], named: dict[str, Value], expr: Expr) -> Value:
        name = callee.name.removeprefix("node:")
        self.effects.used.setdefault(site(self.module, expr.node), Used(name))
        rule = self.libraries.rules.get(name)
        if rule is None and "." in name:
            known = self.libraries.type_of(name.rpartition(".")[0])
            rule = self.libraries.rule(known, name.rpartition(".")[2]) if known in self.libraries.known else None
        if rule is not None:
            return self.use(rule, name, callee.receiver, args, named, expr)
        self.later(args, name.rpartition(".")[2], expr)
        if name.startswith("builtins."):
            return builtin(self, None, name, args, named, expr)
        return Thing(type=f"{name}()")

    def invoke(
        self, callee: Callee, args: list[Value], named: dict[str, Value], expr: Expr, threaded: bool = False
    ) -> Value:
        """What a function of the project returns; its effects become effects of this function."""
        function = callee.function
        inline = callee.scope is self.scope or names.within(self.scope, callee.scope)
        for value in (*args, *named.values()):
            for item in options(value):
                self.pending.pop(id(item), None)
        if not inline:
            scope = self.surroundings.module(function.module) if names.is_global(callee.scope) else callee.scope
            callee = Callee(function, scope, callee.bound, callee.decorators)
        else:
            walk = Walk(self.effects, callee, args, named, self.depth)
            if len(self.effects._running) > 60:
                return Unknown(expr)
            key = (function.module.path, function.node.start_byte, "inline")
            if key in self.effects._running:
                return Unknown(expr)
            self.effects._running.add(key)
            try:
                made = walk.summary()
            finally:
                self.effects._running.discard(key)
            self.found.extend(
                replace(
                    effect,
                    loops=(*self.around.loops, *effect.loops),
                    transaction=effect.transaction or self.around.transactions > 0,
                )
                for effect in made.effects
            )
            for answer in made.answers:
                self.answer(answer)
            self.cut = self.cut or made.cut
            self.lookups.add(self, made.lookups)
            return made.returns
        made = self.effects.summary(callee, args, named, self.depth - 1)
        self.cut = self.cut or made.cut
        name = f"{function.owner.name}.{function.name}" if function.owner is not None else function.name
        if function.receiver[1]:
            name = f"{function.receiver[1]}.{function.name}"
        step = Step(name or "(function)", self.place(expr))
        kept = [effect for effect in made.effects if not (threaded and effect.kind == "may_block")]
        self.found.extend(called(effect, step, self.around) for effect in kept)
        for answer in made.answers:
            self.answer(replace(answer, chain=(step, *answer.chain)))
        own = self.lookups.add(self, made.lookups, step)
        given = {id(row) for value in (*args, *named.values(), callee.bound) for row in lookups.lookups_of(value)}
        return lookups.handed_on(self, handed_over(made.returns, step), step, given, own)


def _same(one: Callee | Kind, other: Callee | Kind) -> bool:
    """Whether two values are the same function or class of the project."""
    if isinstance(one, Callee) and isinstance(other, Callee):
        return one.function.node.id == other.function.node.id and one.function.module is other.function.module
    return one is other


def builtin(
    walk: Walk, owner: Value | None, name: str, args: list[Value], named: dict[str, Value], expr: Expr
) -> Value:
    """What the languages' own functions give."""
    short = name.removeprefix("builtins.")
    if short in {"list", "tuple", "set", "sorted", "append", "max", "min"}:
        given = [walk.iterated(item, expr) for item in args]
        if short in {"list", "tuple", "sorted"} and given and not isinstance(given[0], Unknown):
            return Items(given[:1], complete=False)
        return Unknown(expr)
    if isinstance(owner, Known) and isinstance(owner.value, str) and short in {"strip", "trim", "format", "join"}:
        return owner
    if owner is None and short in {"str", "String"} and args and text_of(args[0]) is not None:
        return args[0]
    return Unknown(expr)


__all__ = ["Namespace", "owner_of"]
