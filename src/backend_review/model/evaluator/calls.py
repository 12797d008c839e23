"""Calls: what functions, classes and libraries give when they are called."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from backend_review.index.expressions.data import Expr
from backend_review.index.program import Parameter, javascript
from backend_review.model import builtins, javascriptfiles
from backend_review.model.evaluator import certain
from backend_review.model.evaluator.golang import starting
from backend_review.model.evaluator.objects import Objects, owner_of_super
from backend_review.model.evaluator.state import (
    MAX_DEPTH,
    MAX_STEPS_ASIDE,
    MAX_STEPS_TO_FILL,
    MAX_WRAPPED,
    NOTHING,
    Call,
    Frame,
    OutOfSteps,
)
from backend_review.model.routes import Router
from backend_review.model.values import (
    HOLE,
    Callee,
    Either,
    Items,
    Kind,
    Known,
    Library,
    Namespace,
    Native,
    Rest,
    Results,
    Scope,
    Table,
    Thing,
    Unknown,
    Value,
    merged,
    options,
    text_of,
)


class Calls(Objects):
    """Calls: what functions, classes and libraries give when they are called."""

    def _called(self, expr: Expr, scope: Scope) -> Value:
        if expr.target is None:
            return Unknown(expr)
        special = self._special_call(expr, expr.target, scope)
        if special is not None:
            return special
        promised = (
            scope.module.language == "javascript" and expr.target.kind == "attr" and expr.target.name in _PROMISES
        )
        if promised and expr.target.target is not None:
            return self._chained(expr, expr.target, self.evaluate(expr.target.target, scope), scope)
        return self._called_with(self.evaluate(expr.target, scope), expr, scope)

    def _chained(self, expr: Expr, target: Expr, owner: Value, scope: Scope) -> Value:
        """JavaScript: ``import("./x").then((x) => …)``; what a promise gives stands for the promise itself."""
        callee = self.attribute(owner, target.name)
        handled = isinstance(callee, Library) and callee.name in self.handlers
        own = isinstance(callee, Callee) or (isinstance(callee, Native) and not isinstance(owner, (Items, Known)))
        if handled or own or isinstance(owner, Unknown):
            return self._called_with(callee, expr, scope)
        given = [owner] if target.name == "then" else []
        found: list[Value] = []
        with self.condition(target.name == "catch"):
            for item in expr.args[:1]:
                found += [self.call(then, given, {}, expr, scope) for then in options(self.evaluate(item, scope))]
        known = [item for item in found if not isinstance(item, Unknown) and item != NOTHING]
        return merged(known) if known and given else owner

    def _called_with(self, callee: Value, expr: Expr, scope: Scope) -> Value:
        args: list[Value] = []
        for item in expr.args:
            if item.kind == "spread":
                value = self.evaluate(item.target, scope)
                ways = [way for way in options(value) if isinstance(way, Items)]
                whole = max(ways, key=lambda way: len(way.items), default=None)  # longer when a setting is on
                args.extend(whole.items if whole is not None else [] if value == NOTHING else [Unknown(item)])
            else:
                args.append(self.evaluate(item, scope))
        if len(args) == 1 and isinstance(args[0], Results):
            args = list(args[0].items)  # Go: f(g())
        named = {name: self.evaluate(item, scope) for name, item in expr.named.items()}
        for _, item in expr.entries:  # **options
            value = self.evaluate(item, scope)
            if isinstance(value, Table):
                named |= value.entries
        return self.call(callee, args, named, expr, scope)

    def _special_call(self, expr: Expr, target: Expr, scope: Scope) -> Value | None:
        """What looks like a call and is a part of the language; None for an ordinary call."""
        if target.kind != "name":
            return None
        language = scope.module.language
        if language == "javascript" and target.name == "require":
            return self._required(expr, scope)
        if language == "javascript" and target.name == "import":
            return self._imported_late(expr, scope)
        if language == "javascript" and target.name == "URL" and len(expr.args) == 2 and scope.find("URL") is None:
            return javascriptfiles.located(*(self.evaluate(item, scope) for item in expr.args))
        if language == "javascript" and target.name in {"Proxy", "Promise"} and expr.args and expr.name == "new":
            given = self.evaluate(expr.args[0], scope)
            return given if target.name == "Proxy" else self.promised(given, expr, scope)
        if language == "javascript" and target.name == "super":
            return self._super_constructor(expr, scope)
        if language == "python" and target.name == "super":
            return self._super(expr, scope)
        if language == "go" and _makes(expr) and scope.find(target.name) is None:
            return self.go_literal(Expr("dict", expr.node, name=scope.module.text(expr.args[0].node)), scope)
        return None

    def _required(self, expr: Expr, scope: Scope) -> Value:
        source = text_of(self.evaluate(expr.args[0], scope)) if expr.args else None
        paths = self._paths_of(source, expr, scope)
        if source is None or (not paths and HOLE in source):
            return Unknown(expr)
        if not paths:
            held = self.project.data(scope.module, source)
            return javascriptfiles.data_of(held) if held is not None else Library(source.removeprefix("node:"))
        value = self.member(paths[0], "=")
        return value if value is not None else Namespace(paths)

    def _paths_of(self, source: str | None, expr: Expr, scope: Scope) -> tuple[str, ...]:
        """The files of the project that a text given to ``require`` or ``import`` means."""
        if source is None or HOLE not in source:
            return self.project.resolve(scope.module, source) if source is not None else ()
        call = Call(self.whole, "require", None, [], {}, expr, scope)
        return javascriptfiles.found(call, source) if source.startswith(HOLE + "/") and source.count(HOLE) == 1 else ()

    def _imported_late(self, expr: Expr, scope: Scope) -> Value:
        """``import("./x")``, which gives the module."""
        source = text_of(self.evaluate(expr.args[0], scope)) if expr.args else None
        paths = self._paths_of(source, expr, scope)
        if source is None or (not paths and HOLE in source):
            return Unknown(expr)
        return Namespace(paths) if paths else Library(source.removeprefix("node:"))

    def call(self, callee: Value, args: list[Value], named: dict[str, Value], expr: Expr, scope: Scope) -> Value:
        """What a call gives, after following what it does."""
        if isinstance(callee, Callee):
            if expr.name == "new":
                return self._construct(callee, args, expr, scope)
            return self.invoke(callee, args, named, expr, scope)
        if isinstance(callee, Kind) and scope.module.language == "go":  # a conversion: T(x)
            given = args[0] if args and not isinstance(args[0], Unknown) else Thing(kind=callee, assumed=True)
            return self.with_methods(given, callee)
        if isinstance(callee, Kind):
            return self.instantiate(callee, args, named, expr, scope)
        if isinstance(callee, Native):
            return callee.run(Call(self.whole, callee.name, None, args, named, expr, scope))
        if isinstance(callee, Library):
            receiver = owner_of_super(callee.receiver)
            return self.call_library(Call(self.whole, callee.name, receiver, args, named, expr, scope))
        if isinstance(callee, Either):
            with self.condition(len(callee.options) > 1):
                found = [self.call(item, args, named, expr, scope) for item in callee.options]
            known = [item for item in found if not isinstance(item, Unknown)]
            return merged(known) if known else Unknown(expr)
        if isinstance(callee, Thing):
            return self._call_thing(callee, args, named, expr, scope)
        if scope.module.language == "go" and isinstance(callee, Unknown) and len(args) == 1:
            if expr.target is not None and expr.target.kind == "attr":
                self.callbacks(args, expr, scope)  # s.once.Do(f)
                if isinstance(args[0], Known) and not isinstance(self.evaluate(expr.target.target, scope), Namespace):
                    return Unknown(expr)  # flags.String("base-path")
            return args[0]  # a conversion: T(x)
        self._call_unknown(args, named, expr, scope)
        return Unknown(expr)

    def _call_unknown(self, args: list[Value], named: dict[str, Value], expr: Expr, scope: Scope) -> None:
        self.unknown["calls of unknown functions"] += 1
        target = expr.target
        if target is not None and target.kind == "attr" and any(_is_application(item) for item in args):
            self.handed.append(Call(self.whole, target.name, None, args, named, expr, scope))
        self.callbacks(args, expr, scope)

    def _call_thing(self, callee: Thing, args: list[Value], named: dict[str, Value], expr: Expr, scope: Scope) -> Value:
        """What an object gives that is called."""
        inner = self.attribute(callee, "__call__")
        if scope.module.language == "go" and isinstance(inner, Library):  # what a library made: f(x)(y)
            name = inner.name.removesuffix(".__call__")
            return self.call_library(Call(self.whole, name, inner.receiver, args, named, expr, scope))
        if isinstance(inner, Callee):
            return self.call(inner, args, named, expr, scope)
        if isinstance(inner, Library) and inner.name in self.handlers:  # an object that is called: knex("users")
            return self.call_library(Call(self.whole, inner.name, inner.receiver, args, named, expr, scope))
        # cache_page(60)(view)
        if scope.module.language == "python" and callee.kind is None and callee.made_by is not None:
            call = Call(self.whole, callee.made_by.name, callee, args, named, expr, scope)
            return Thing(type=callee.type, made_by=call)
        return Unknown(expr)

    def callbacks(self, args: list[Value], expr: Expr, scope: Scope) -> None:
        """Follow the closures handed to a function that is not known, as ``then`` and ``forEach`` call them.

        In Go also what starts a part of a program: ``lib.RegisterInit(setUp)``, ``lib.New(lib.Config{Run: serve})``.
        """
        name = expr.target.name if expr.target is not None and expr.target.kind == "attr" else ""
        closures = [item for item in args if isinstance(item, Callee) and not item.function.name]
        for callee in dict.fromkeys([*(closures if name in _CALLS_BACK else []), *starting(args)]):
            self.invoke(callee, [], {}, expr, scope)

    def call_library(self, call: Call) -> Value:
        """What a library's function gives."""
        handler = self.handlers.get(call.name)
        if handler is None and call.receiver is not None:  # whatever it is called: ``plugins.hook.anything()``
            handler = self.handlers.get(f"{call.name.rpartition('.')[0]}.*")
        if handler is not None:
            result = handler(call)
            return result if result is not None else NOTHING
        known = builtins.function(call)
        if known is not None:
            return known
        self.callbacks(call.args, call.expr, call.scope)
        made = Thing(type=f"{call.name}()", made_by=call)
        if call.scope.module.language == "go" and call.receiver is not None and call.receiver.model is None:
            self.asked.setdefault(id(call.receiver), []).append((call, made))
        return made

    def invoke(
        self,
        callee: Callee,
        args: list[Value],
        named: dict[str, Value],
        expr: Expr | None,
        scope: Scope | None = None,
        kind: Kind | None = None,
    ) -> Value:
        """What a function of the project returns, after following its body."""
        function = callee.function
        self.called.add(id(function.node))
        handed = [item.function.node.id for item in args if isinstance(item, Callee)]
        around = (id(function), id(callee.scope), *handed)
        again = sum(item[0] == around[0] for item in self.running)
        # A closure that wraps many functions calls itself through them, and a method that is handed a closure may be
        # called in it again (r.Route inside of r.Route); only the very same one goes in circles.
        if self.running.count(around) >= 2 or again > MAX_WRAPPED or len(self.running) > MAX_DEPTH:
            self.unknown["calls too deep to follow"] += 1
            return Unknown(expr)
        inner = Scope(function.module, callee.scope)
        if kind is None and function.owner is not None and function.module.language == "python":
            kind = self.kinds.get(id(function.owner))  # Base.__init__(self): super() is of the class it is written in
        if kind is not None:
            inner.names["__class__"] = kind
        self._bind_parameters(callee, args, dict(named), inner, expr)
        frame = Frame(conditional=self.conditional)
        self.running.append(around)
        with self._steps_for(callee, args):
            try:
                self.run(function.body(), inner, frame)
                for expr_, scope_ in reversed(frame.deferred):
                    self.evaluate(expr_, scope_)
            except RecursionError:  # its caller goes on
                self.unknown["functions nested too deep to follow"] += 1
            finally:
                self.running.pop()
        frame.returns[:0] = frame.always  # what is returned in the end comes before the exceptions from it
        result = merged(frame.returns)
        if isinstance(result, Results) and function.module.language == "go":
            return self.typed_results(result, function.return_type, callee.scope)
        if not isinstance(result, Unknown):
            return self.as_type(result, function.return_type, callee.scope)
        if function.return_type and function.module.language in {"go", "javascript"}:
            type = function.return_type.strip("() ").partition(",")[0].rpartition(" ")[2]
            made = self.instance_of(type, callee.scope)
            if made is not None:
                return made
        return Unknown(expr) if frame.returns else NOTHING

    @contextmanager
    def _steps_for(self, callee: Callee, args: list[Value]) -> Iterator[None]:
        """The steps that a call may take: it ends when it has used them up, and its caller goes on.

        No call may use up what its caller needs for the rest of its own body, the less when that fills routers. One
        that may fill routers takes more, and where little is left, of a reserve: what lies deep below other calls is
        followed to its end, too.
        """
        module, outer, before, reserve = callee.function.module, self.limit, self.steps, self.reserve
        left, fills = outer - before, self._may_fill_routers(callee, args)
        share = min(left, max(2000, left - left // 16 if fills else left // (8 if self.fills else 2)))
        self.limit = before + max(share, min(MAX_STEPS_TO_FILL, reserve) if fills else 0)
        aside = not self.aside and module.language == "go" and not self.serves(module)
        if aside:
            self.aside = True
            self.limit = min(self.limit, before + MAX_STEPS_ASIDE)
        ended = False
        loops, self.loops = self.loops, 0
        filled, self.fills = self.fills, fills
        try:
            yield
        except OutOfSteps:
            self.unknown["functions too long to follow"] += 1
            ended = True
        finally:
            taken = self.steps - before - (reserve - self.reserve)  # but for what its own calls took of the reserve
            self.reserve -= max(0, taken - share)
            self.limit = outer + reserve - self.reserve
            self.aside = self.aside and not aside
            self.loops, self.fills = loops, filled
        if ended and self.steps > self.limit:
            raise OutOfSteps

    def _may_fill_routers(self, callee: Callee, args: list[Value]) -> bool:
        """Whether a call is handed a router, or is of a JavaScript file, class or base class that uses a framework.

        A closure without a name (``go func() { … }()``) is a part of the function that it is written in.
        """
        module = callee.function.module
        if module.language == "go":
            return (self.fills and not callee.function.name) or any(_holds_router(value) for value in args)
        if module.language != "javascript":
            return False
        if any(_holds_router(value) for value in args) or self.uses_framework(module):
            return True
        kind = callee.bound.kind if isinstance(callee.bound, Thing) else None
        return kind is not None and any(self.uses_framework(level.scope.module) for level in kind.lineage())

    def _bind_parameters(
        self, callee: Callee, args: list[Value], named: dict[str, Value], inner: Scope, expr: Expr | None
    ) -> None:
        function = callee.function
        constants = certain.constants(expr, args, named) if function.module.language != "javascript" else set()
        parameters = list(function.parameters)
        if callee.bound is not None:
            if function.module.language == "javascript":
                inner.names["this"] = callee.bound
            elif function.module.language == "go":
                inner.names[function.receiver[0]] = callee.bound
            elif parameters and not function.is_static:
                inner.names[parameters.pop(0).name] = callee.bound
        if function.module.language == "go":
            inner.names.update(self.named_results(function, callee.scope))
        rest = list(args)
        for parameter in parameters:
            left_out = expr is not None and not rest and parameter.name not in named
            value = self._given(parameter, rest, named, callee.scope)
            if (left_out and certain.is_constant(parameter)) or id(value) in constants:
                inner.constants = {**inner.constants, parameter.name: value}
            if isinstance(value, Unknown) and parameter.type:
                value = self.instance_of(parameter.type, callee.scope) or value
            value = self.as_type(value, parameter.type, callee.scope)
            if parameter.pattern is not None:
                self.bind(javascript.pattern(function.module, parameter.pattern), value, inner, True)
            elif parameter.name:
                inner.names[parameter.name] = value
            if parameter.is_field and isinstance(callee.bound, Thing):
                callee.bound.attributes[parameter.name] = value

    def _given(self, parameter: Parameter, rest: list[Value], named: dict[str, Value], scope: Scope) -> Value:
        """What a parameter is given; the arguments it takes are taken out of the lists."""
        if parameter.kind == "*":
            taken = list(rest)
            rest.clear()
            return Rest(taken)
        if parameter.kind == "**":
            return Table(named)
        if parameter.name and parameter.name in named:
            return named.pop(parameter.name)
        if rest:
            return rest.pop(0)
        return self.evaluate(parameter.default, scope) if parameter.default is not None else Unknown()


def _is_application(value: Value) -> bool:
    return isinstance(value, Thing) and isinstance(value.model, Router)


def _holds_router(value: Value) -> bool:
    """Whether a value is what a framework made, or an object or table that has such a thing."""
    inner: list[Value] = []
    if isinstance(value, Thing):
        if value.model is not None:
            return True
        inner = list(value.attributes.values())
    elif isinstance(value, Table):
        inner = list(value.entries.values())
    return any(isinstance(item, Thing) and item.model is not None for item in inner)


def _makes(expr: Expr) -> bool:
    """Whether a call is Go's ``new(T)`` or ``make(T, …)``."""
    return expr.target is not None and expr.target.name in {"new", "make"} and len(expr.args) > 0


_PROMISES = {"then", "catch", "finally"}
_CALLS_BACK = {
    *("then", "catch", "finally", "forEach", "map", "on", "once", "nextTick", "listen", "tap", "each", "run"),
    *("Do", "Go"),
}
