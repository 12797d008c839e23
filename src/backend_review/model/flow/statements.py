"""Walking over statements: what they give names to, and the ways of branches and loops."""

from __future__ import annotations

import re
from contextlib import nullcontext
from dataclasses import replace
from typing import TYPE_CHECKING

from backend_review.index.expressions.data import Expr
from backend_review.index.program import Statement
from backend_review.model import (
    alternatives,
    builtins,
    firstrows,
    heldlists,
    lookups,
    members,
    names,
    origins,
    sqlparts,
)
from backend_review.model.answers import errors
from backend_review.model.answers.data import ON_ERROR
from backend_review.model.answers.status import status_of
from backend_review.model.circumstances import loop_over
from backend_review.model.defaults import is_set, numbers_of, pointed_to
from backend_review.model.effects import Result
from backend_review.model.evaluator.golang import element_of
from backend_review.model.flow import settled
from backend_review.model.flow.state import State
from backend_review.model.paths import Arm
from backend_review.model.queries import Query, element, item_of
from backend_review.model.routes import Place
from backend_review.model.uses import Use
from backend_review.model.values import (
    Callee,
    Either,
    Items,
    Kind,
    Known,
    Table,
    Thing,
    Unknown,
    Value,
    joined,
    options,
)

if TYPE_CHECKING:
    from collections.abc import Iterable


_BOUNDS = re.compile(r"limit|take|size|page|first|count|top|per", re.IGNORECASE)
_ABSENT = re.compile(r"\bnot\b|\bNone\b|!|null|undefined|<|== ?0")
_ALL_COLUMNS = re.compile(r"getattr\(\s*(\w+),.*(?:__table__\.c|__mapper__|\bmapper\b|__dict__)", re.DOTALL)

_PRESENT = re.compile(r"(?P<name>\w+)(?: is not None| != None| !==? (?:null|undefined)| (?:>|!=) 0)?")
_MAX_SET = 40
_MAX_FUNCTIONS = 12
_MAX_TEXTS = 8
# What never returns, by language.
_ENDS = {
    "python": {"abort", "exit", "_exit"},
    "go": {"panic", "Exit", "Fatal", "Fatalf", "Fatalln", "Panic", "Panicf", "Goexit"},
    "javascript": {"exit"},
}


def _is_typed(target: Expr) -> bool:
    """TypeScript: whether a variable says what it is going to be."""
    declared = target.node.parent
    said = declared.child_by_field_name("type") if declared is not None else None
    return said is not None and not re.fullmatch(
        r":\s*(?:number|string|boolean|any|unknown)\b.*", (said.text or b"").decode(), re.DOTALL
    )


class Statements(State):
    """The statements of a walk."""

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
            return self._never_returns(statement.value)
        elif kind == "return":
            self._return(statement)
            return True
        elif kind == "raise":
            for raised in options(self.evaluate(statement.value)):
                found = errors.of(self.whole, raised)
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
                    self.lookups.trying.append(lookups.handler_texts(self.whole, statement))
                error = self.paths.arm(Place(self.module.path, statement.line), index, ON_ERROR)
                with self.around.block() if kind == "with" else error if handles else nullcontext():
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

    def _never_returns(self, expr: Expr | None) -> bool:
        """Whether an expression is the call of something that ends the function: ``abort(404)``, ``panic(err)``."""
        target = expr.target if expr is not None and expr.kind == "call" else None
        return target is not None and target.name in _ENDS[self.module.language]

    def _deletes(self, statement: Statement) -> bool:
        around = statement.node.parent
        return around is not None and around.type == "unary_expression" and around.children[0].type == "delete"

    def _return(self, statement: Statement) -> None:
        value = self.evaluate(statement.value) if statement.value is not None else Known(None)
        self.returns.append(value)
        condition = self.conditions[-1] if self.conditions else ""
        place = Place(self.module.path, statement.line)
        told, under = self._told(), tuple(self.conditions)
        self.results.append(Result(value, statement.value, place, condition, told, under))
        others = []
        for item in statement.targets:
            further = self.evaluate(item)
            others.append(further if numbers_of(further) else Unknown())
            if errors.is_answer(further):  # Go: return nil, NewNotFound()
                self.results.append(Result(further, item, place, condition))
        if others:
            self.further.append(others)

    def _told(self) -> int | None:
        """The status that a writer was told of the answer that is returned: ``reply.code(500)`` before ``return body``,
        ``response.status_code = 404`` (FastAPI)."""
        for value in self.scope.names.values() if self.module.language != "go" else ():
            for item in options(value):
                if isinstance(item, Thing) and item.attributes:
                    code = status_of(item.attributes.get("=status"))
                    if code is not None:
                        return code
        return None

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
            if self.module.language == "javascript":  # let take;
                for target in statement.targets:
                    if not _is_typed(target):  # let server: App | undefined
                        self.bind(target, Known(None))
            return
        since = len(self.found)
        value = self.evaluate(statement.value)
        if statement.node.type == "with_item":
            value = self._entered(value, statement.value)
        if statement.operator not in {"=", ":="}:
            value = self._added(statement, value)
        if self.module.language == "go":
            value = lookups.ignored_error(statement, pointed_to(statement.value, value))
        elif self.module.language == "javascript":
            if lookups.is_awaited(statement):  # it is sent here, whatever becomes of its rows
                self.flush(set(self.pending) - {id(item) for item in options(value)})
            value = lookups.awaited(statement, value)
        if len(self.found) > since:
            firstrows.read(self, statement, value, since)
        declared = statement.node.type not in {"assignment_expression", "assignment_statement"}
        for target in statement.targets:
            self.bind(target, value, declared)
            others = self.several.get(statement.value.node.id) if target.kind == "list" else None
            for part, other in zip(target.args[1:], others or (), strict=False):
                if not isinstance(other, Unknown):
                    self.bind(part, other, declared)

    def _entered(self, value: Value, expr: Expr) -> Value:
        """Python: what ``with UnitOfWork() as unit`` gives, by the project's own ``__enter__``."""
        for item in options(value):
            for name in ("__aenter__", "__enter__"):
                enters = members.own_member(self.whole, item, name) if isinstance(item, Thing) else None
                if isinstance(enters, Callee):
                    given = self.whole.invoke(enters, [], {}, expr)
                    return value if isinstance(given, Unknown) else given
        return value

    def _added(self, statement: Statement, value: Value) -> Value:
        """``sql += " LIMIT 10"``: the texts that it may be now; nothing is known of anything else."""
        if statement.operator in {"|=", "&=", "^="} and len(statement.targets) == 1:
            return self.whole.combined(self.evaluate(statement.targets[0]), value) or Unknown()
        if statement.operator != "+=" or len(statement.targets) != 1 or statement.targets[0].kind != "name":
            return Unknown()
        before = [item for item in options(self.evaluate(statement.targets[0])) if isinstance(item, Known)]
        if before and all(isinstance(item.value, (int, float)) for item in before):
            return builtins.combined(before[0], "+", value)
        held = [item for item in before if isinstance(item.value, str)][:_MAX_TEXTS]
        known = sqlparts.together(joined(list(held)), value) if held else Unknown()
        return (
            known if not isinstance(known, Unknown) else joined([builtins.combined(item, "+", value) for item in held])
        )

    def bind(self, target: Expr, value: Value, declared: bool = True) -> None:
        """Give a name, a member or several of them a value."""
        if target.kind == "name":
            holder = None if declared else self.scope.find(target.name)
            if holder is None or holder.outer is None:
                holder = self.scope
            holder.names[target.name] = value
        elif target.kind == "attr":
            owner = self.evaluate(target.target)
            lookups.used(self.whole, owner, target)
            self._changed(owner, target)
            if target.name == "status_code" and isinstance(owner, Unknown) and status_of(value) is not None:
                self.scope.names["=status"] = Thing(attributes={"=status": value})
            for item in options(owner):
                if (
                    isinstance(item, Thing)
                    and "caller" in origins.origins_of(value)
                    and members.type_of(self.whole, item)
                ):
                    item.origins = item.origins | {"caller"}  # order.user_id = user.id
                if isinstance(item, Thing) and (not isinstance(value, Unknown) or origins.SENT in value.origins):
                    item.attributes[target.name] = value
                    self._set(item, target, value)
                elif isinstance(item, Table):
                    always = target.name in item.entries or self.conditional <= self.born.get(id(item), 0)
                    item.entries[target.name] = value if always else Either([value, Known(None)])
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
            lookups.used(self.whole, value, target)
            for key, inner in target.entries:
                name = str(key.value) if key is not None else ""
                held = self.attribute(value, name) if name else Unknown()
                otherwise = inner.args[0] if inner.kind == "name" and inner.args else None
                if otherwise is not None and otherwise.kind == "number":  # { limit = 20 }
                    held = alternatives.either([held, self.evaluate(otherwise)], keep_unknown=True)
                self.bind(inner, held, declared)

    def _set(self, owner: Thing, target: Expr, value: Value) -> None:
        """A member of a library's object is given a value that means something to it (``ctx.status = 201``)."""
        rule = self.libraries.rules.get(f"{self.libraries.type_of(owner.type)}.{target.name}=") if owner.type else None
        if rule is not None:
            rule(Use(self.whole, f"{owner.type}.{target.name}=", owner, target, [value], {}))

    def _changed(self, owner: Value, target: Expr) -> None:
        """A column of a loaded row is set: a change that ``save``, or the next commit, writes."""
        for item in options(owner):
            if not isinstance(item, Thing) or item.lookup is None:
                continue
            if len(item.lookup.sets) < _MAX_SET:
                item.lookup.sets.append(target.name)
            if item.kind is not None and members.class_type(self.whole, item.kind) == "sqlalchemy.Model":
                self.emit("change", item.kind.klass.name, self.place(target))
                self.found[-1] = replace(self.found[-1], sets=(target.name,))

    def _branch(self, statement: Statement) -> bool:
        if alternatives.only_checked(statement, self.module):
            for block in statement.blocks:
                self.run(block)
            return False
        lookups.tested(self.evaluate(statement.value))
        condition = self.module.text(statement.value.node) if statement.value is not None else ""
        by_default = len(statement.blocks) == 1 and is_set(statement.value, self.evaluate)
        taken = settled.holds(self, statement.value.node) if statement.value is not None else None
        if taken is not None and statement.node.type == "if_statement" and len(statement.blocks) <= 2:
            return self.run(statement.blocks[not taken]) if len(statement.blocks) > (not taken) else False
        case = settled.chosen(self, statement)
        if case is not None:
            return self.run(statement.blocks[case]) if case < len(statement.blocks) else False
        before = dict(self.scope.names)
        ends = []
        bounded = []
        left = 0
        written = " ".join(condition.split())[:120]
        place = Place(self.module.path, statement.line)
        for index, block in enumerate(statement.blocks):
            self.scope.names = dict(before)
            self.conditional += 1
            self.conditions.append(written if index == 0 else f"otherwise than {written}")
            since, prepared = len(self.found), set(self.pending)
            self.arms.append({})
            with self.paths.arm(place, index, written):
                ends_here = self.run(block)
            if ends_here:
                self.leave(Arm((place,), index, written), since, prepared)
            self.conditions.pop()
            self.conditional -= 1
            arm = self.arms.pop()
            if ends_here:
                left += 1
            else:
                bounded.append(arm)
                ends.append(self.scope.names)
        complete = len(statement.blocks) > 1 and alternatives.has_default(statement)
        sure = by_default or (len(statement.blocks) == 1 and self._is_sure(statement.value, before))
        if not complete and not (ends and sure):
            ends.append(before)
        elif bounded:
            self._bounded(bounded)
        self.scope.names = alternatives.merged(
            self.whole, ends, before, condition if len(statement.blocks) == 1 else ""
        )
        return complete and left == len(statement.blocks)

    def _bounded(self, arms: list[dict[int, tuple[Thing, str]]]) -> None:
        """Queries that every arm bounds, each in its way, are bounded."""
        for key, (query, bound) in arms[0].items():
            if not isinstance(query.model, Query) or not all(key in arm for arm in arms):
                continue
            if self.conditional <= self.born.get(key, 0):
                query.model = replace(query.model, bound=bound)
            elif self.arms:
                self.arms[-1][key] = (query, bound)

    def _is_sure(self, test: Expr | None, names: dict[str, Value]) -> bool:
        """Whether a condition asks for nothing but whether there is a value that is there (``limit is not None``)."""
        asked = _PRESENT.fullmatch(self.module.text(test.node)) if test is not None else None
        value = names.get(asked["name"]) if asked is not None else None
        held = list(options(value)) if value is not None else []
        if any(isinstance(item, Known) and not item.value for item in held):
            return False
        return any(isinstance(item, Known) or origins.SENT in origins.origins_of(item) for item in held)

    def _loop(self, statement: Statement) -> None:
        value = self.evaluate(statement.value) if statement.value is not None else Unknown()
        place = Place(self.module.path, statement.line)
        element = item_of(self.iterated(value, statement.value), place)
        functions = value.items if isinstance(value, Items) and statement.targets and statement.blocks else []
        if functions and len(functions) <= _MAX_FUNCTIONS and all(isinstance(item, Callee) for item in functions):
            self._in_turn(statement, functions)
            return
        for target in statement.targets:
            self.bind(target, element)
        before = dict(self.scope.names)
        heldlists.counted(self.whole, statement)
        kind = "for" if statement.targets or statement.node.type.startswith("for") else "while"
        with self.around.inside(loop_over(kind, self.module, statement.value, value, place)):
            prepared = set(self.pending)
            for block in statement.blocks:
                self.run(block)
            self.flush(prepared)  # what is prepared in each round is sent in each round
        self.scope.names = alternatives.merged(self.whole, [self.scope.names, before], before, "")

    def _in_turn(self, statement: Statement, functions: list[Value]) -> None:
        """``for _, option := range options { query = option(query) }``: one known function after the other."""
        for item in functions:
            self.bind(statement.targets[-1], item)
            self.run(statement.blocks[0])

    def _ranged(self, value: Thing, kind: Kind) -> Value:
        """Go: what is in a list or map of a type of the project's own; a struct stands for a list of it."""
        type = element_of(kind.klass.underlying)
        if not kind.klass.underlying:
            return value
        return self.evaluator.instance_of(type, kind.scope) or Unknown()

    def iterated(self, value: Value, expr: Expr | None) -> Value:
        """What a loop takes from a value; a query that is looped over is sent."""
        for item in options(value):
            if (
                isinstance(item, Thing)
                and item.kind is not None
                and item.model is None
                and self.module.language == "go"
            ):
                return self._ranged(item, item.kind)
            if isinstance(item, Thing) and expr is not None:
                rule = self.libraries.rules.get(f"{self.libraries.type_of(item.type)}.__iter__")
                if rule is not None:
                    rule(Use(self.whole, "__iter__", item, expr, [], {}))
        return element(value)
