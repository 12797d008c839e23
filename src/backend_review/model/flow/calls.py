"""What calls give and do: of the project's functions, of libraries, of what is not known."""

from __future__ import annotations

import re
from dataclasses import replace

from backend_review.index.expressions.data import Expr
from backend_review.index.program import Function
from backend_review.model import (
    alternatives,
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
    sqlparts,
)
from backend_review.model.circumstances import loop_over
from backend_review.model.defaults import numbers_of
from backend_review.model.effects import called, site
from backend_review.model.flow import drivers
from backend_review.model.flow.librarycalls import LibraryCalls, builtin
from backend_review.model.flow.state import MAX_OPTIONS
from backend_review.model.lookups import Step
from backend_review.model.queries import Query, Row, element, handed_over, item_of
from backend_review.model.values import (
    Callee,
    Items,
    Kind,
    Known,
    Library,
    Table,
    Thing,
    Unknown,
    Value,
    options,
    text_of,
)

_EACH = {"map", "flatMap", "filter", "forEach", "sort", "find"}
# What else JavaScript's lists have: done to the rows that a query gave, and no step of a query.
_OF_LISTS = {
    "reduce", "some", "every", "slice", "splice", "pop", "shift", "includes", "indexOf", "findIndex", "at",
    "reverse", "flat", "push", "entries", "toString",
}  # fmt: skip
_TELLS = re.compile(
    r"(?i)^(log|info|debug|warn(ing)?|error|print\w*|track|capture\w*|emit|publish|notify|add|append|push)$"
)


# What goes over the rows of the queries it is given: templates, and what writes objects down.
_SHOWS = re.compile(r"^(render\w*|TemplateResponse|template|jsonify|dumps?)$")


class Calls(LibraryCalls):
    """The calls of a walk."""

    def call(self, expr: Expr) -> Value:
        """What a call gives."""
        target = expr.target
        if target is None:
            return Unknown(expr)
        owner: Value | None = None
        template = drivers.tagged(self.whole, expr)
        if template is not None:
            return template
        if target.kind == "attr":
            owner = self.evaluate(target.target)
            if isinstance(owner, Unknown) and target.target is not None:
                owner = names.named(self.whole, owner, target.target)
        elif target.kind == "name" and target.name == "require" and self.module.language == "javascript":
            return names.required(self.whole, expr)
        elif target.kind == "name" and target.name == "super":
            return members.parent(self.whole)
        if target.kind == "name" and target.name in {"new", "make"} and self.module.language == "go" and expr.args:
            made = declared.typed(self.whole, self.module.text(expr.args[0].node))
            if made is not None:
                return made  # new(User), make([]User, 0, 10)
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
                lookups.answered(self.whole, value, expr)
        if target.name in {"slice", "splice"} and owner is not None and self.module.language == "javascript":
            heldlists.cut(self.whole, expr, [self.module.text(item.node) for item in expr.args])
        self._shown_by(owner, target.name, values, expr)
        if owner is not None:
            if target.kind == "attr" and target.name not in {"then", "catch", "finally"}:
                self._looked_into_by_call(owner, target)
            then = self._then(owner, target.name, args, expr)
            if then is not None:
                return then
            found = [self.method(item, target.name, args, named, expr) for item in list(options(owner))[:MAX_OPTIONS]]
        else:
            callees = list(options(self.evaluate(target)))[:MAX_OPTIONS]
            found = [self.apply(item, args, named, expr) for item in callees]
        made = alternatives.either(found) if found else Unknown(expr)
        if len(found) == 1 and numbers_of(found[0]):
            made = found[0]  # int(limit), Atoi(limit): what it is by default, or whatever is sent
        quiet = _TELLS.search(target.name) or filters.DOES_NOT_FILTER.search(target.name)
        if self.effects.called.get(site(self.module, expr.node)) is None and not quiet:
            self.meet(expr, *([owner] if owner is not None else []), *values)
        return self._with_origins(made, owner, target, args, named, expr)

    def _shown_by(self, owner: Value | None, name: str, values: list[Value], expr: Expr) -> None:
        if self.module.language == "python" and _SHOWS.search(name) and self._is_foreign(owner, name):
            self.shown(values, expr)

    def _is_foreign(self, owner: Value | None, method: str = "") -> bool:
        """Whether a method is not one of the project's own objects, or its class has it from a library's."""
        own = [item for item in options(owner or Unknown()) if isinstance(item, Thing) and item.kind is not None]
        return not any(not method or members.own_member(self.whole, item, method) is not None for item in own)

    def _looked_into_by_call(self, owner: Value, target: Expr) -> None:
        """A method of a row is called (a step of a query that is being built is none)."""
        if self.module.language == "go" and target.name in lookups.PUTS:
            return
        for item in options(owner):
            if isinstance(item, Thing) and item.lookup is not None:
                known = self.libraries.rule(members.type_of(self.whole, item), target.name)
                if not isinstance(item.model, Query) or known is None:
                    self.look_into(item, target)

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
        if self.module.language == "go" and name in lookups.PUTS and lookups.scanned(self.whole, owner, expr, args):
            return Unknown(expr)
        text = sqlparts.of_method(self, owner, name, args) or onrequest.kept(owner, name, args)
        if text is not None:
            return text
        known = members.type_of(self.whole, owner)
        if not known or known not in self.libraries.known:
            rows = drivers.cursor(self.whole, name, args, named, expr)
            if rows is not None:
                return rows
        if name == "pop" and isinstance(owner, Thing) and isinstance(owner.model, Row) and args:
            owner.attributes[text_of(args[0]) or ""] = Known(None)  # of a row that became a dict
            return Unknown(expr)
        inner = members.own_member(self.whole, owner, name)
        if isinstance(inner, (Callee, Kind)):
            return self.apply(inner, args, named, expr)
        if relations.accessed(self.whole, owner, name, expr):
            return Unknown(expr)
        if known:
            rule = self.libraries.rule(known, name)
            of_rows = name in _EACH and isinstance(getattr(owner, "model", None), Query)
            of_list = self.module.language == "javascript" and (of_rows or name in _OF_LISTS)
            if rule is not None and not (of_list and f"{known}.{name}" not in self.libraries.rules):
                return self.use(rule, f"{known}.{name}", owner, args, named, expr)
            of_library = known in self.libraries.known and not isinstance(owner, Kind)
            sent = drivers.sent(self.whole, owner, name, args, named, expr) if of_library else None
            if sent is not None:
                return sent
            if of_library and not of_rows and getattr(owner, "kind", None) is None:
                self.later(args, name, expr)
                for given in args:
                    lookups.tested(given)
                return Unknown(expr)
        inherited = members.inherited(self.whole, owner, name)
        if inherited is not None:
            return self.use(*inherited, args, named, expr)
        kept = offered.taken(self.whole, owner, name, args, expr)
        if kept is not None:
            return kept
        if name in _EACH and (isinstance(owner, Items) or isinstance(getattr(owner, "model", None), Query)):
            return self._each(owner, name, args, expr)
        value = self.attribute(owner, name)
        if isinstance(value, Unknown):
            if not isinstance(owner, (Known, Items, Table)):
                sent = drivers.sent(self.whole, owner, name, args, named, expr)
                if sent is not None:
                    return sent
            if not isinstance(owner, (Known, Items, Table)) and self.pages(name, args, named, expr):
                return Unknown(expr)  # self.paginator.paginate_queryset(books, request)
            self.later(args, name, expr)
            for given in (*args, *named.values()):
                lookups.tested(given)
            if not isinstance(owner, (Known, Items, Table)):
                self.unsure("calls of unknown methods")
            return builtin(self.whole, owner, name, args, named, expr)
        return alternatives.either([self.apply(item, args, named, expr) for item in list(options(value))[:MAX_OPTIONS]])

    def _each(self, owner: Value, name: str, args: list[Value], expr: Expr) -> Value:
        """JavaScript: what a method of a list makes of its items."""
        found: Value = Unknown()
        over = expr.target.target if expr.target is not None else None
        with self.around.inside(loop_over("each", self.module, over, owner, self.place(expr))):
            for item in options(args[0]) if args else ():
                if isinstance(item, Callee):
                    found = self.invoke(item, [item_of(element(owner), self.place(expr))], {}, expr)
        if name in {"map", "flatMap"}:
            return Unknown(expr) if isinstance(found, Unknown) else Items([found], complete=False)
        return element(owner) if name == "find" else owner if name in {"filter", "sort"} else Unknown(expr)

    def apply(self, callee: Value, args: list[Value], named: dict[str, Value], expr: Expr) -> Value:
        """What calling a value gives."""
        if isinstance(callee, (Callee, Kind)):
            called_here = self.effects.called.setdefault(site(self.module, expr.node), [])
            if len(called_here) < MAX_OPTIONS and not any(_same(item, callee) for item in called_here):
                called_here.append(callee)
        if isinstance(callee, Callee):
            kind = callee.bound.kind if isinstance(callee.bound, Thing) else None
            on = self.effects.receivers.setdefault(site(self.module, expr.node), set())
            on.add(kind.klass.name if kind is not None else "")
            return self.invoke(callee, args, named, expr, goes_on=True)
        if isinstance(callee, Kind):
            made = members.instance(self.whole, callee, args, named)
            self._connect(callee, args, named, expr)
            inherited = members.inherited(self.whole, made, "__init__")
            if inherited is not None and (args or named):
                self.use(*inherited, args, named, expr)
            if isinstance(made, Thing) and (args or named):
                given = frozenset().union(*(origins.origins_of(value) for value in (*args, *named.values())))
                made = replace(made, origins=made.origins | given)
            return made
        if isinstance(callee, Library):
            return self.library(callee, args, named, expr)
        if isinstance(callee, Thing):
            known = self.libraries.type_of(callee.type)
            rule = self.libraries.rule(known, "__call__") if known in self.libraries.known else None
            if rule is not None:
                return self.use(rule, f"{known}.__call__", callee, args, named, expr)
            provided = providers.given_by(self.whole, callee)
            if provided is not None:
                return provided
            inner = names.unwrapped(callee)
            if inner is not None:
                return self.apply(inner, args, named, expr)
        called_by = expr.target.name if expr.target is not None else ""
        if not isinstance(callee, (Known, Items, Table)):
            sent = drivers.sent(self.whole, None, called_by, args, named, expr)
            if sent is not None:
                return sent
        self.later(args, called_by, expr)
        for value in (*args, *named.values()):
            lookups.tested(value)
        if isinstance(callee, Unknown):
            if self.module.language == "go" and len(args) == 1:
                return args[0]
            self.unsure("calls of unknown functions")
        return Unknown(expr)

    def _connect(self, kind: Kind, args: list[Value], named: dict[str, Value], expr: Expr) -> None:
        """The connections that the constructor of a class makes."""
        constructors = (level.attributes.get(name) for level in kind.lineage() for name in ("__init__", "constructor"))
        found = next((item for item in constructors if isinstance(item, Callee)), None)
        if found is None:
            return
        scope = self.surroundings.module(found.function.module) if names.is_global(found.scope) else found.scope
        made = self.effects.summary(Callee(found.function, scope, found.bound), args, named, self.depth - 1)
        step = Step(kind.klass.name, self.place(expr))
        self.found.extend(
            called(effect, step, self.around, self.paths.here) for effect in made.effects if effect.kind == "connect"
        )

    def invoke(
        self,
        callee: Callee,
        args: list[Value],
        named: dict[str, Value],
        expr: Expr,
        threaded: bool = False,
        goes_on: bool = False,
    ) -> Value:
        """What a function of the project returns; its effects become effects of this function.

        A query that it returns ``goes_on`` where the call is written out: it is not sent before this function does.
        """
        function = callee.function
        inline = callee.scope is self.scope or names.within(self.scope, callee.scope)
        handed = (*args, *named.values(), *([callee.bound] if callee.bound is not None else []))
        given = {id(item) for value in handed for item in options(value)}
        given_away = [self.pending.pop(key) for key in list(self.pending) if key in given]
        if not inline:
            scope = self.surroundings.module(function.module) if names.is_global(callee.scope) else callee.scope
            callee = Callee(function, scope, callee.bound, callee.decorators)
        else:
            walk = self.inside(callee, args, named)
            walk.wait_for(given_away)
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
                    way=self.paths.here.around(effect.way),
                )
                for effect in made.sent(goes_on or bool(given_away))
                if not (threaded and effect.kind == "may_block")
            )
            for answer in made.answers:
                self.answer(answer)
            self.cut = self.cut or made.cut
            self.lookups.add(self.whole, made.lookups)
            if goes_on and made.unsent:
                return self.waits(handed_over(made.returns, Step(function.name or "(function)", self.place(expr))))
            return self.waits(made.returns) if given_away else made.returns
        made = self.effects.summary(callee, args, named, self.depth - _is_step(function), given_away)
        self.cut = self.cut or made.cut
        if made.further:
            self.several[expr.node.id] = made.further
        name = f"{function.owner.name}.{function.name}" if function.owner is not None else function.name
        if function.receiver[1]:
            name = f"{function.receiver[1]}.{function.name}"
        step = Step(name or "(function)", self.place(expr))
        sent = made.sent(goes_on or bool(given_away))
        kept = [effect for effect in sent if not (threaded and effect.kind == "may_block")]
        self.found.extend(called(effect, step, self.around, self.paths.here) for effect in kept)
        for answer in made.answers:
            self.answer(replace(answer, chain=(step, *answer.chain)))
        own = self.lookups.add(self.whole, made.lookups, step)
        given = {id(row) for value in (*args, *named.values(), callee.bound) for row in lookups.lookups_of(value)}
        returned = lookups.handed_on(self.whole, handed_over(made.returns, step), step, given, own)
        return self.waits(returned) if given_away or (goes_on and made.unsent) else returned

    def waits(self, value: Value) -> Value:
        """A query that was handed to a helper and comes back, built further, waits for being sent (again)."""
        for item in options(value):
            if isinstance(item, Thing) and isinstance(item.model, Query):
                self.pending[id(item)] = item
                self.born[id(item)] = self.conditional
                self.ways[id(item)] = self.paths.here
                self.kept.append(item)
        return value


def _is_step(function: Function) -> bool:
    """Whether a function does something of its own: closures, and methods that only call another one, are part of what
    calls them (a store wrapped in a store)."""
    is_method = function.owner is not None or bool(function.receiver[1])
    return bool(function.name) and not (is_method and len(function.body()) == 1)


def _same(one: Callee | Kind, other: Callee | Kind) -> bool:
    """Whether two values are the same function or class of the project."""
    if isinstance(one, Callee) and isinstance(other, Callee):
        return one.function.node.id == other.function.node.id and one.function.module is other.function.module
    return one is other
