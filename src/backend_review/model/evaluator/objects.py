"""Objects of the project's classes: how they are made, and what their base classes do for them."""

from __future__ import annotations

from backend_review.index.expressions.data import Expr
from backend_review.model import records
from backend_review.model.evaluator.golang import Golang
from backend_review.model.evaluator.members import is_named
from backend_review.model.evaluator.state import NOTHING, Call
from backend_review.model.values import (
    Callee,
    Kind,
    Library,
    Native,
    Scope,
    Table,
    Thing,
    Unknown,
    Value,
    merged,
    options,
)


class Objects(Golang):
    """Objects of the project's classes: how they are made, and what their base classes do for them."""

    def _super(self, expr: Expr, scope: Scope) -> Value:
        owner = scope.find("self")
        thing = owner.names["self"] if owner is not None else None
        kind = thing.kind if isinstance(thing, Thing) else None
        function = scope.find("__class__")
        current = function.names["__class__"] if function is not None else None
        base = current if isinstance(current, Kind) else kind
        return super_of(thing, base) if isinstance(thing, Thing) and base is not None else Unknown(expr)

    def _super_constructor(self, expr: Expr, scope: Scope) -> Value:
        holder, current = scope.find("this"), scope.find("__class__")
        thing = holder.names["this"] if holder is not None else None
        kind = current.names["__class__"] if current is not None else None
        if not isinstance(thing, Thing) or not isinstance(kind, Kind):
            return Unknown(expr)
        args = [self.evaluate(item, scope) for item in expr.args]
        for base in kind.bases:
            for level in base.lineage() if isinstance(base, Kind) else ():
                function = level.attributes.get("constructor")
                if isinstance(function, Callee):
                    return self.invoke(Callee(function.function, function.scope, thing), args, {}, expr, scope, level)
            if isinstance(base, Library) and base.name in self.handlers:
                self.handlers[base.name](Call(self.whole, base.name, None, args, {}, expr, scope, into=thing))
        return NOTHING

    def promised(self, executor: Value, expr: Expr, scope: Scope) -> Value:
        """``new Promise((resolve) => …)``: what the function says at once; it stands for the promise."""
        said: list[Value] = []

        def resolve(call: Call) -> Value:
            said.extend(call.args[:1])
            return NOTHING

        for item in options(executor):
            if isinstance(item, Callee):
                self.invoke(item, [Native("resolve", resolve), Unknown()], {}, expr, scope)
        return merged(said) if said else Unknown(expr)

    def instantiate(self, kind: Kind, args: list[Value], named: dict[str, Value], expr: Expr, scope: Scope) -> Value:
        """An object of a class of the project, after its constructor was followed."""
        libraries = kind.libraries()
        if any(name.endswith(".NamedTuple") for name in libraries):
            return records.record(self.whole, kind, args, named)
        made = Thing(kind=kind, created_by=Call(self.whole, kind.klass.name, None, args, named, expr, scope))
        self.instances[id(kind.klass)] = made
        maker = next((name for name in libraries if name in self.handlers), None)
        constructor = next(
            (
                (level, item.attributes[name])
                for level in kind.lineage()
                for item in [level]
                for name in ("__init__", "constructor")
                if name in item.attributes
            ),
            None,
        )
        self._own_fields(kind, made)
        if maker is not None:
            given = (args, named) if constructor is None else ([], {})
            self.handlers[maker](Call(self.whole, maker, None, *given, expr, scope, into=made))
        if constructor is not None:
            level, function = constructor
            if isinstance(function, Callee):
                bound = Callee(function.function, function.scope, made, function.decorators)
                self.invoke(bound, args, named, expr, scope, level)
        elif _is_table(libraries) and args and isinstance(args[0], Table):
            made.attributes.update({f"[{key}]": value for key, value in args[0].entries.items()})
        elif any(name.endswith(("BaseModel", "BaseSettings")) for name in libraries) or _is_dataclass(kind):
            made.attributes.update(zip(records.fields_of(kind), args, strict=False))
            made.attributes.update(named)
        return made

    def _construct(self, callee: Callee, args: list[Value], expr: Expr, scope: Scope) -> Value:
        """JavaScript: an object that a function makes with ``new``, with the methods of the function's prototype."""
        made = Thing(created_by=Call(self.whole, callee.function.name, None, args, {}, expr, scope))
        prototype = callee.attributes.get("prototype")
        for name, value in prototype.entries.items() if isinstance(prototype, Table) else ():
            bound = Callee(value.function, value.scope, made) if isinstance(value, Callee) else value
            made.attributes[name] = bound
        given = self.invoke(Callee(callee.function, callee.scope, made), args, {}, expr, scope)
        return given if isinstance(given, (Thing, Table, Callee)) else made

    def _own_fields(self, kind: Kind, made: Thing) -> None:
        """JavaScript: what an object's fields begin with. The first object of a class has what the class was given."""
        for level in reversed(list(kind.lineage())):
            if level.scope.module.language != "javascript":
                return
            if id(level.klass) in self.instantiated:
                inner = Scope(level.scope.module, level.scope, {"this": made})
                for name, held in level.klass.fields.items():
                    if held.value is not None and held.value.kind == "call" and name not in level.klass.methods:
                        made.attributes[name] = self.evaluate(held.value, inner)
            self.instantiated.add(id(level.klass))


def super_of(thing: Thing, kind: Kind) -> Thing:  # reads as what it makes
    """``super()``: the object, its own class's attributes hidden."""
    made = Thing(type="super", model=(thing, kind))
    for base in kind.bases:
        for level in base.lineage() if isinstance(base, Kind) else ():
            for name, value in level.attributes.items():
                if isinstance(value, Callee):
                    made.attributes.setdefault(name, Callee(value.function, value.scope, thing, value.decorators))
                else:
                    made.attributes.setdefault(name, value)
    libraries = kind.libraries()
    if libraries:
        library = libraries[0]

        def fill(call: Call) -> Value:
            handler = call.evaluator.handlers.get(library)
            if handler is not None:
                call.into = thing
                handler(call)
            return NOTHING

        made.attributes.setdefault("__init__", Native(library, fill))
        made.type = thing.type or library
    return made


def owner_of_super(thing: Thing | None) -> Thing | None:
    """The object that ``super()`` stands for, as a library's method is called on it; any other object is itself."""
    held = thing.model if thing is not None else None
    if isinstance(held, tuple) and len(held) == 2 and isinstance(held[1], Kind) and isinstance(held[0], Thing):
        return held[0]
    return thing


def _is_table(libraries: list[str]) -> bool:
    return any(name in {"builtins.dict", "collections.UserDict", "collections.OrderedDict"} for name in libraries)


def _is_dataclass(kind: Kind) -> bool:
    makers = [
        Library(item.made_by.name) if isinstance(item, Thing) and item.made_by else item for item in kind.decorators
    ]
    return any(is_named(item, "dataclass", "define", "attrs") for item in makers)
