"""What values a function's names, members and parameters have by their types, imports and constructors."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tree_sitter import Node

from backend_review.index.expressions.data import Expr
from backend_review.index.program import Class, Function, Parameter, Statement, javascript
from backend_review.model import builtins
from backend_review.model.effects import owner_of
from backend_review.model.uses import Query, Use, bound_of
from backend_review.model.values import (
    Callee,
    Either,
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
    options,
    text_of,
)

if TYPE_CHECKING:
    from backend_review.model.flow import Surroundings, Walk

GLOBALS = {
    "open", "fetch", "max", "min", "aiter", "anext", "exec", "input", "print", "len", "iter", "next", "any", "all",
    "Promise", "Object", "Array", "JSON", "Math", "Number", "parseInt",
}  # fmt: skip
_WRAPPERS = {"Optional", "Annotated", "Union", "AsyncGenerator", "Generator", "Iterator", "AsyncIterator", "Awaitable",
             "Promise", "Mapped", "ClassVar", "Final"}  # fmt: skip
_BOUND_NAMES = re.compile(r"limit|take|size|page|first|count|top|per", re.IGNORECASE)
_ABSENT = re.compile(r"\bnot\b|\bNone\b|!|null|undefined|<=?|== ?0")


@dataclass(slots=True, eq=False)
class Imported(Value):
    """A name that a module of the project imports from another one, looked up when it is used."""

    member: str
    paths: tuple[str, ...]
    busy: bool = False


def either(values: Iterable[Value], keep_unknown: bool = False) -> Value:
    """One of several values; those of which nothing is known are left out when something is known of another."""
    every = [item for value in values for item in options(value)]
    known = [item for item in every if not isinstance(item, Unknown)]
    if any(isinstance(item, (Thing, Callee, Kind)) for item in known):
        known = [item for item in known if not (isinstance(item, Known) and item.value is None)]
        keep_unknown = False
    libraries: set[tuple[str, object]] = set()
    for item in list(known):
        if isinstance(item, Thing) and item.kind is None and item.type and not item.attributes:
            same = (item.type, item.model if isinstance(item.model, (str, Query)) else None)
            if same in libraries:
                known.remove(item)
            libraries.add(same)
    if keep_unknown and len(known) < len(every):
        known.append(Unknown())
    if len(
        {item.value for item in known if isinstance(item, Known) and isinstance(item.value, (int, str))}
    ) > 1 or not all(isinstance(item, Known) for item in known):
        known = list(dict.fromkeys(known))
    else:
        known = list({repr(item): item for item in known}.values())
    if not known:
        return Unknown()
    return known[0] if len(known) == 1 else Either(known[:6])


# Names and imports


def imported(walk: Walk, value: Imported, name: str) -> Value:
    """What an imported name stands for."""
    if value.busy:
        return Unknown()
    value.busy = True
    try:
        if not value.member:
            found = walk.evaluator.member(value.paths[0], "=") if value.paths[0].endswith((".ts", ".js")) else None
            return found if isinstance(found, (Kind, Callee)) else Namespace(value.paths)
        for path in value.paths:
            own = _ours(walk, path, value.member)
            if own is not None:
                return own
            mine = walk.evaluator.member(path, value.member)
            if mine is not None and useful(walk, mine):
                return mine
            module = walk.evaluator.project.module(path)
            if module is not None:
                scope = walk.surroundings.module(module)
                inner = scope.names.get(value.member)
                if value.member == "default":
                    inner = scope.names.get("=exports") or scope.names.get(_default_name(module.body))
                if isinstance(inner, Imported):
                    inner = imported(walk, inner, value.member)
                if inner is not None and not isinstance(inner, Unknown):
                    return inner
            if mine is not None and not isinstance(mine, Unknown):
                return mine
        found2 = walk.scope.find(name)
        outer: Scope | None = found2.outer if found2 is not None else None
        while outer is not None:
            if name in outer.names and not isinstance(outer.names[name], Imported):
                return walk.evaluator.force(outer.names[name], None, name)
            outer = outer.outer
        return Namespace(value.paths) if value.member == "default" else Unknown()
    finally:
        value.busy = False


def _ours(walk: Walk, path: str, member: str) -> Value | None:
    """An object of a library that a module offers, as our own walk over it knows it."""
    module = walk.evaluator.project.module(path)
    if module is None or module.language == "go":
        return None
    names = walk.surroundings.module(module).names
    found = names.get("=exports" if member in {"default", "="} else member)
    if found is None and "=exports" in names and isinstance(names["=exports"], Table):
        found = names["=exports"].entries.get(member)
    known = walk.libraries.known
    for item in options(found) if found is not None else ():
        if not isinstance(item, Thing) or item.kind is not None or walk.libraries.type_of(item.type) not in known:
            return None
    return found


def _default_name(body: list[Statement]) -> str:
    for item in body:
        if item.kind == "export" and item.value is not None and item.value.kind == "name":
            return item.value.name
        if item.kind == "assign" and item.value is not None and item.value.kind == "name" and item.targets:
            target = item.targets[0]
            if target.kind == "attr" and target.name == "exports":
                return item.value.name
    return ""


def refreshed(walk: Walk, value: Value) -> Value:
    """What the evaluator knows of an object that a library made, put into the terms of the libraries' rules."""
    if isinstance(value, Library) and value.receiver is not None and value.name.startswith(value.receiver.type + "."):
        owner = refreshed(walk, value.receiver)
        if isinstance(owner, Thing) and owner is not value.receiver:
            for part in value.name[len(value.receiver.type) + 1 :].split("."):
                owner = attribute(walk, owner, part)
            return owner if not isinstance(owner, Unknown) else value
    if isinstance(value, Thing) and value.kind is None and value.made_by is not None and value.model is None:
        known = walk.surroundings.things.get(id(value))
        if known is not None:
            return known[1]
        walk.surroundings.things[id(value)] = (value, value)
        made = value.made_by
        receiver = refreshed(walk, made.receiver) if made.receiver is not None else None
        rule = walk.libraries.rules.get(made.name)
        if rule is None and isinstance(receiver, Thing):
            rest = made.name.removeprefix(made.receiver.type + ".") if made.receiver is not None else ""
            for part in rest.split(".")[:-1]:
                receiver = attribute(walk, receiver, part) if receiver is not None else None
            rule = (
                walk.libraries.rule(type_of(walk, receiver), rest.rpartition(".")[2]) if receiver is not None else None
            )
        if rule is not None:
            before, pending = len(walk.found), dict(walk.pending)
            found = rule(Use(walk, made.name, receiver, made.expr, made.args, made.named))
            del walk.found[before:]
            walk.pending = pending
            if isinstance(found, Thing):
                walk.surroundings.things[id(value)] = (value, found)
                return found
    return value


def useful(walk: Walk, value: Value) -> bool:
    """Whether a value says what a name is about."""
    for item in options(value):
        if isinstance(item, (Callee, Kind, Namespace, Table)):
            return True
        if isinstance(item, Thing) and (
            item.kind is not None or walk.libraries.type_of(item.type) in walk.libraries.known
        ):
            return True
        if isinstance(item, Thing) and unwrapped(item) is not None:
            return True
        if isinstance(item, Library) and item.receiver is None:
            return True
    return False


def required(walk: Walk, expr: Expr) -> Value:
    """``require(…)``."""
    source = expr.args[0].value if expr.args and expr.args[0].kind == "text" else None
    if source is None:
        return Unknown(expr)
    paths = walk.evaluator.project.resolve(walk.module, source)
    if not paths:
        return Library(source)
    own = _ours(walk, paths[0], "=")
    if own is not None:
        return own
    found = walk.evaluator.member(paths[0], "=")
    if found is not None and useful(walk, found):
        return found
    module = walk.evaluator.project.module(paths[0])
    if module is not None:
        inner = walk.surroundings.module(module).names.get(_default_name(module.body))
        if inner is not None and not isinstance(inner, (Unknown, Imported)):
            return inner
    return Namespace(paths)


def named(walk: Walk, value: Value, expr: Expr) -> Value:
    """A value nothing is known of, by its well-known name (``db``, ``this.prisma``)."""
    if not isinstance(value, Unknown) or expr.kind not in {"name", "attr"}:
        return value
    for libraries, type in walk.libraries.names.get(expr.name, ()):
        for module in walk.surroundings.imports(walk.module):
            if module.startswith(libraries):
                return Thing(type=type)
    return value


def unwrapped(value: Thing) -> Value | None:
    """The function or class of the project that a library's decorator or wrapper was given."""
    for item in reversed(value.made_by.args if value.made_by is not None else []):
        for inner in options(item):
            if isinstance(inner, (Callee, Kind)):
                return inner
            if isinstance(inner, Thing) and unwrapped(inner) is not None:
                return unwrapped(inner)
    return None


def is_global(scope: Scope) -> bool:
    """Whether these are the variables of a module (or of a Go file or package)."""
    return scope.outer is None or (scope.outer.outer is None and scope.module.language == "go")


def within(scope: Scope | None, wanted: Scope) -> bool:
    """Whether variables are those of a function around these."""
    while scope is not None and scope.outer is not None:
        if scope is wanted and not is_global(scope):
            return scope.outer.outer is not None
        scope = scope.outer
    return False


# Types


def typed(walk: Walk, type: str, scope: Scope | None = None) -> Value | None:
    """Some object of a type as it is written; None when nothing is known of it."""
    text = type.strip().strip("\"'").lstrip("*&:").strip()
    if not text:
        return None
    if text.startswith("[]") or text.endswith("[]"):
        return Thing(type="[]" + text.strip("[]")) if walk.module.language == "go" else None
    head = re.match(r"[\w.$]+", text)
    if head is None:
        return None
    if head.group() in _WRAPPERS or head.group().rpartition(".")[2] in _WRAPPERS:
        inner = re.match(r"[\w.$]+\s*[<\[](.*)[>\]]$", text, re.DOTALL)
        return typed(walk, inner.group(1).partition(",")[0], scope) if inner else None
    value: Value | None = None
    scope = scope or walk.scope
    for part in head.group().split("."):
        if value is None:
            holder = scope.find(part)
            if holder is None:
                return None
            value = holder.names[part]
            if isinstance(value, Imported):
                value = imported(walk, value, part)
            value = walk.evaluator.force(value, None, part)
        else:
            value = walk.evaluator.attribute(value, part)
    made = object_of(walk, value)
    inner2 = re.search(r"[<\[]\s*(?:typeof\s+)?([\w.]+)", text)
    if isinstance(made, Thing) and made.kind is None and inner2:
        made.model = inner2.group(1)
    return made


def object_of(walk: Walk, value: Value | None) -> Value | None:
    """Some object of the class that a value is."""
    if isinstance(value, Kind):
        if value.klass.interface:
            found = [walk.surroundings.itself(kind) for kind in implementations(walk, value)]
            return either(found) if found else None
        return walk.surroundings.itself(value)
    if isinstance(value, Library):
        type = walk.libraries.type_of(value.name)
        return Thing(type=type) if type in walk.libraries.known else Thing(type=value.name)
    if isinstance(value, Thing) and value.type == "typing.Annotated":
        return value.model if isinstance(value.model, Value) else None
    return None


def annotated(walk: Walk, expr: Expr | None) -> Value | None:
    """Some object of a Python annotation."""
    if expr is None:
        return None
    if expr.kind == "text":
        return typed(walk, str(expr.value))
    if expr.kind == "binary":
        return next((found for item in expr.args if (found := annotated(walk, item)) is not None), None)
    if expr.kind == "index" or (expr.kind == "other" and expr.node.type == "generic_type"):
        return generic(walk, expr)
    if expr.kind in {"name", "attr"}:
        value = walk.name(expr) if expr.kind == "name" else walk.attribute(walk.evaluate(expr.target), expr.name)
        return object_of(walk, value)
    return None


def generic(walk: Walk, expr: Expr) -> Value | None:
    """``Annotated[T, Depends(f)]``, ``Optional[T]``."""
    text = walk.module.text(expr.node)
    head, _, rest = text.partition("[")
    if head.rpartition(".")[2] in _WRAPPERS:
        first = rest.partition(",")[0].rstrip("] ").partition("|")[0]
        made = typed(walk, first) if "[" not in first else None
        depends = re.search(r"\b(?:Depends|Security)\(\s*([\w.]*)", rest)
        if made is not None and not (isinstance(made, Thing) and made.kind is None
                                     and walk.libraries.type_of(made.type) not in walk.libraries.known):  # fmt: skip
            return made
        if depends and depends.group(1):
            return provided(walk, dotted(walk, depends.group(1)))
        return made
    return typed(walk, head)


def dotted(walk: Walk, text: str) -> Value:
    """The value of a dotted name."""
    value: Value = Unknown()
    for index, part in enumerate(text.split(".")):
        value = named_value(walk, part) if index == 0 else walk.attribute(value, part)
    return value


def named_value(walk: Walk, name: str) -> Value:
    """The value of a name."""
    holder = walk.scope.find(name)
    if holder is None:
        return Unknown()
    value = holder.names[name]
    return imported(walk, value, name) if isinstance(value, Imported) else walk.evaluator.force(value, None, name)


def provided(walk: Walk, value: Value) -> Value | None:
    """What a dependency gives: an object of a class, or what a function returns."""
    if isinstance(value, Thing):
        value = unwrapped(value) or value
    if isinstance(value, Kind):
        return walk.surroundings.itself(value)
    if isinstance(value, Callee) and walk.depth > 0:
        callee = value
        if is_global(value.scope):
            callee = Callee(value.function, walk.surroundings.module(value.function.module), value.bound)
        return walk.effects.summary(callee, [], {}, 1).returns
    return None


def returned(walk: Walk, function: Function) -> Value | None:
    """What a function returns by its declared type."""
    if function.returns is not None:
        return annotated(walk, function.returns)
    text = function.return_type.strip("() ").partition(",")[0]
    return typed(walk, text.rpartition(" ")[2] if walk.module.language == "go" else text) if text else None


def bind_parameters(walk: Walk, callee: Callee, args: list[Value], named: dict[str, Value]) -> None:
    """Give a function's parameters the values it is called with, or what their types and defaults say."""
    function = callee.function
    walk.module = function.module
    parameters = list(function.parameters)
    names = walk.scope.names
    if callee.bound is not None:
        if function.module.language == "javascript":
            names["this"] = callee.bound
        elif function.module.language == "go":
            names[function.receiver[0]] = callee.bound
        elif parameters and not function.is_static and function.name:
            names[parameters.pop(0).name] = callee.bound
    rest = list(args)
    for parameter in parameters:
        given: Value | None = None
        if parameter.kind:
            given = Unknown()
        elif parameter.name and parameter.name in named:
            given = named[parameter.name]
        elif rest:
            given = rest.pop(0)
        value = given if given is not None and not isinstance(given, Unknown) else None
        if value is not None and isinstance(value, Known) and given is not None and value.value is None:
            pass
        elif value is None:
            value = _by_declaration(walk, parameter, given is not None)
        if parameter.pattern is not None:
            pattern = javascript.pattern(function.module, parameter.pattern)
            walk.bind(pattern, value)
        elif parameter.name:
            names[parameter.name] = value
        if parameter.is_field and isinstance(callee.bound, Thing) and not isinstance(value, Unknown):
            callee.bound.attributes[parameter.name] = value
    if function.module.language == "go":
        for name, type in re.findall(r"(\w+)\s+(\[?\]?\*?[\w.]+)(?=[,)])", function.return_type):
            names[name] = typed(walk, type) or Unknown()


def _by_declaration(walk: Walk, parameter: Parameter, given: bool) -> Value:
    value = annotated(walk, parameter.annotation) if parameter.annotation is not None else None
    if value is None and parameter.type and parameter.annotation is None:
        value = typed(walk, parameter.type)
    if value is not None and (not isinstance(value, Thing) or value.kind is not None
                              or walk.libraries.type_of(value.type) in walk.libraries.known
                              or value.type.startswith("[]")):  # fmt: skip
        return value
    default = parameter.default
    if default is not None and default.kind == "call" and default.target is not None:
        if default.target.name in {"Depends", "Security"} and default.args:
            return provided(walk, walk.evaluate(default.args[0])) or Unknown()
        first = default.named.get("default") or (default.args[0] if default.args else None)
        nothing = first is not None and first.kind == "constant" and first.value is None
    else:
        nothing = default is not None and default.kind == "constant" and default.value is None
    if nothing and not given and _BOUND_NAMES.search(parameter.name):
        return Either([Unknown(), Known(None)])
    return Unknown()


# Members


def type_of(walk: Walk, value: Value) -> str:
    """The type that a value's methods are known by; ""."""
    if isinstance(value, Thing):
        if value.type and (value.kind is None or value.type in walk.libraries.known):
            return walk.libraries.type_of(value.type)
        if value.kind is not None:
            found = class_type(walk, value.kind)
            return walk.libraries.types.get(f"{found}.object", f"{found}.object") if found else ""
        return ""
    if isinstance(value, Kind):
        return class_type(walk, value)
    if isinstance(value, Callee):
        for decorator in value.decorators:
            for item in options(decorator):
                # @app.task is the library's function, @app.task(queue="mail") what calling it made
                made = item.type if isinstance(item, Thing) else f"{item.name}()" if isinstance(item, Library) else ""
                if made and walk.libraries.type_of(made) == "celery.Task":
                    return "celery.Task"
        return ""
    if isinstance(value, Library):
        found = walk.libraries.type_of(value.name)
        return found if found in walk.libraries.known and value.name in walk.libraries.types else ""
    return ""


def class_type(walk: Walk, kind: Kind) -> str:
    """The type that a class of the project gets from the library's class it derives from; ""."""
    for level in kind.lineage():
        for base, expr in zip(level.bases, level.klass.bases, strict=False):
            names = []
            if isinstance(base, Library):
                names = [base.name, re.sub(r"^.*\(\)\.", "*.", base.name)]
            elif isinstance(base, Thing):
                names = [base.type]
            elif isinstance(base, Unknown):
                names = ["?" + level.klass.module.text(expr.node).partition("(")[0].partition("<")[0]]
            for name in names:
                if name in walk.libraries.classes:
                    return walk.libraries.classes[name]
        for decorator in level.decorators:
            for item in options(decorator):
                name = item.type.removesuffix("()") if isinstance(item, Thing) else getattr(item, "name", "")
                if f"@{name}" in walk.libraries.classes:
                    return walk.libraries.classes[f"@{name}"]
    return ""


def own_member(walk: Walk, owner: Value, name: str) -> Value | None:
    """A method or member that the project itself gives a class or object."""
    if isinstance(owner, Thing) and owner.kind is not None:
        if name in owner.attributes and not isinstance(owner.attributes[name], Unknown):
            return owner.attributes[name]
        for level in owner.kind.lineage():
            value = level.attributes.get(name)
            if isinstance(value, Thing) and unwrapped(value) is not None:
                value = unwrapped(value)
            if isinstance(value, Callee):
                if abstract(value.function):
                    found = [own_member(walk, walk.surroundings.itself(sub), name) for sub in derived(walk, owner.kind)]
                    known = [item for item in found if item is not None]
                    return either(known) if known else value
                holder = None if value.function.is_static else owner
                return Callee(value.function, value.scope, holder, value.decorators)
            if value is not None and not isinstance(value, Unknown):
                return value
    elif isinstance(owner, Thing) and isinstance(owner.attributes.get(name), Callee):
        value = owner.attributes[name]
        return Callee(value.function, value.scope, owner) if isinstance(value, Callee) else None
    elif isinstance(owner, Thing) and isinstance(owner.attributes.get(name), (Table, Thing)):
        return owner.attributes[name]
    elif isinstance(owner, Thing) and isinstance(owner.model, tuple) and owner.type == "super":
        thing, current = owner.model
        for base in current.bases:
            for level in base.lineage() if isinstance(base, Kind) else ():
                value = level.attributes.get(name)
                if isinstance(value, Callee):
                    return Callee(value.function, value.scope, thing, value.decorators)
    elif isinstance(owner, Kind):
        for level in owner.lineage():
            value = level.attributes.get(name)
            if isinstance(value, Callee):
                bound = None if value.function.is_static else owner
                return Callee(value.function, value.scope, bound, value.decorators)
            if value is not None and not isinstance(value, Unknown):
                return value
    return None


def attribute(walk: Walk, owner: Value, name: str) -> Value:
    """A member of one value."""
    if isinstance(owner, Thing):
        mine = own_member(walk, owner, name)
        if mine is not None:
            if isinstance(mine, Callee) and any(
                isinstance(d, Library)
                and d.name.rpartition(".")[2] in {"property", "cached_property", "hybrid_property"}
                for d in mine.decorators
            ):
                return provided(walk, mine) or Unknown()
            return mine
        if owner.kind is not None:
            found = _field(walk, owner, name)
            if found is not None:
                return found
        type = type_of(walk, owner)
        member = walk.libraries.attribute(type, name) if type else None
        if member == "{}":
            return owner.attributes.setdefault(name, Table())
        if member is not None:
            return Thing(type=member, model=owner.model if isinstance(owner.model, Query) else name)
        if owner.kind is None and owner.type:
            if type.startswith("[]") or type in walk.libraries.known:
                return Unknown()
            return Thing(type=f"{type}.{name}")
        return Unknown()
    if isinstance(owner, Kind):
        mine = own_member(walk, owner, name)
        type = class_type(walk, owner)
        member = walk.libraries.attribute(type, name) if type else None
        if isinstance(mine, Thing) and member is not None:  # the project's own manager of a model
            return Thing(type=member, kind=mine.kind, model=owner.klass.name)
        if mine is not None:
            return mine
        return Thing(type=member, model=owner.klass.name) if member is not None else Unknown()
    if isinstance(owner, Namespace):
        found2 = walk.evaluator.attribute(owner, name)
        if useful(walk, found2):
            return found2
        for path in owner.paths:
            module = walk.evaluator.project.module(path)
            inner = walk.surroundings.module(module).names.get(name) if module is not None else None
            if isinstance(inner, Imported):
                inner = imported(walk, inner, name)
            if inner is not None and not isinstance(inner, Unknown):
                return inner
        return found2
    if isinstance(owner, Library):
        if owner.receiver is not None:
            return Library(f"{owner.name}.{name}", owner.receiver)
        member = walk.libraries.attribute(walk.libraries.type_of(owner.name), name)
        return Thing(type=member, model=name) if member else Library(f"{owner.name}.{name}")
    if isinstance(owner, Table):
        return owner.entries.get(name, Unknown())
    return Unknown()


def _field(walk: Walk, owner: Thing, name: str) -> Value | None:
    """A member whose type is declared."""
    for level in owner.kind.lineage() if owner.kind is not None else ():
        scope = walk.surroundings.module(level.klass.module)
        item = level.klass.fields.get(name)
        if item is not None and item.type:
            inner = Scope(level.klass.module, scope)
            made = typed(_At(walk, inner), item.type, inner)  # type: ignore[arg-type]
            if made is not None:
                return made
        for embedded in level.klass.fields.values():
            if embedded.embedded and embedded.name != name:
                below = typed(_At(walk, scope), embedded.type, scope)  # type: ignore[arg-type]
                found = own_member(walk, below, name) or (
                    _field(walk, below, name) if isinstance(below, Thing) and below.kind is not None else None
                ) if below is not None else None  # fmt: skip
                if found is not None:
                    return found
                if isinstance(below, Thing) and below.kind is None:
                    rule = walk.libraries.rule(type_of(walk, below), name)
                    if rule is not None:
                        return Library(f"{type_of(walk, below)}.{name}", below)
    return None


class _At:
    """A walk's knowledge, with the variables of another place."""

    def __init__(self, walk: Walk, scope: Scope) -> None:
        self.scope = scope
        self.module = scope.module
        self.evaluator, self.libraries, self.surroundings = walk.evaluator, walk.libraries, walk.surroundings
        self.effects, self.depth = walk.effects, walk.depth


def kind_of(surroundings: Surroundings, function: Function, scope: Scope) -> Kind | None:
    """The class that a function is a method of."""
    if function.receiver[1]:
        holder = scope.find(function.receiver[1])
        value = holder.names[function.receiver[1]] if holder is not None else None
        return value if isinstance(value, Kind) else None
    owner: Class | None = owner_of(function, surroundings.evaluator.kinds)
    return surroundings.evaluator.kinds.get(id(owner)) if owner is not None else None


def abstract(function: Function) -> bool:
    """Whether a method has no code of its own."""
    body = function.node.child_by_field_name("body")
    if body is None:
        return True
    text = function.module.text(body)
    return len(text) < 200 and bool(
        re.fullmatch(r"(\"\"\".*?\"\"\")?\s*(\.\.\.|pass|raise NotImplementedError.*)?", text.strip(), re.DOTALL)
    )


def derived(walk: Walk, kind: Kind) -> list[Kind]:
    """The project's classes that derive from a class."""
    return [k for k in list(walk.evaluator.kinds.values()) if k is not kind and any(b is kind for b in k.lineage())
            and k.klass.module.file.role == "production"][:3]  # fmt: skip


def implementations(walk: Walk, kind: Kind) -> list[Kind]:
    """Go: the structs that have all methods of an interface; mocks and tests are left out."""
    body = kind.klass.node.child_by_field_name("type")
    names = {
        walk.module.text(child.child_by_field_name("name")) if kind.klass.module is walk.module
        else kind.klass.module.text(child.child_by_field_name("name"))
        for child in (body.named_children if body is not None else ())
        if child.type in {"method_elem", "method_spec"}
    }  # fmt: skip
    if not names:
        return []
    found = []
    for item in list(walk.evaluator.kinds.values()):
        klass = item.klass
        fits = klass.module.language == "go" and not klass.interface and names <= set(klass.methods)
        real = klass.module.file.role == "production" and "mock" not in (klass.module.path + klass.name).lower()
        if fits and real:
            found.append(item)
    return found[:3]


def instance(walk: Walk, kind: Kind, args: list[Value], named: dict[str, Value]) -> Value:
    """An object of a class of the project, made with these values."""
    made = Thing(kind=kind)
    if walk.depth > 0 and (args or named):
        count = len(walk.effects._running)
        if count < 30:
            key = ("made", id(kind.klass))
            if key not in walk.effects._running:
                walk.effects._running.add(key)
                try:
                    walk.surroundings.construct(made, args, named)
                finally:
                    walk.effects._running.discard(key)
                return made
    return walk.surroundings.itself(kind)


def parent(walk: Walk) -> Value:
    """``super()``."""
    for name in ("self", "this", "cls"):
        holder = walk.scope.find(name)
        thing = holder.names[name] if holder is not None else None
        kind = thing.kind if isinstance(thing, Thing) else thing if isinstance(thing, Kind) else None
        if kind is not None and walk.function is not None:
            owner = walk.function.owner
            current = walk.evaluator.kinds.get(id(owner), kind) if owner is not None else kind
            return Thing(type="super", model=(thing, current))
    return Unknown()


# Expressions


def index(walk: Walk, expr: Expr) -> Value:
    """``owner[key]``; a slice of a query bounds it."""
    owner = walk.evaluate(expr.target)
    key = expr.args[0] if expr.args else None
    if isinstance(owner, Library) and owner.name.rpartition(".")[2] == "Annotated":
        return Thing(type="typing.Annotated", model=generic(walk, expr))
    if isinstance(owner, (Library, Kind)) and walk.module.language != "javascript":
        for argument in expr.args:
            walk.evaluate(argument)
        return owner  # a generic class with its parameters: Repository[User]
    value = walk.evaluate(key)
    found = []
    for item in options(owner):
        if isinstance(item, Thing):
            type = type_of(walk, item)
            if key is not None and key.node.type == "slice":
                rule = walk.libraries.rules.get(f"{type}.__slice__")
                if rule is not None:
                    last = key.node.named_children[-1] if key.node.named_children else None
                    ends = not walk.module.text(key.node).rstrip().endswith(":")
                    limit = walk.evaluate(walk.module.lower(last)) if last is not None and ends else Known(None)
                    found.append(walk.use(rule, f"{type}.__slice__", item, [limit], {}, expr))
                    continue
            rule = walk.libraries.rules.get(f"{type}.__getitem__")
            if rule is not None:
                found.append(walk.use(rule, f"{type}.__getitem__", item, [value], {}, expr))
                continue
        found.append(builtins.item(item, value) if isinstance(item, (Items, Table)) else Unknown(expr))
    return either(found) if found else Unknown(expr)


def table(walk: Walk, expr: Expr) -> Value:
    """A dict, an object, or a Go literal."""
    made = Table()
    for key, item in expr.entries:
        value = walk.evaluate(item)
        if key is None:
            if isinstance(value, Table):
                made.entries |= value.entries
            continue
        name = str(key.value) if key.kind == "text" else key.name if key.kind == "name" else text_of(walk.evaluate(key))
        if name is not None:
            made.entries[name] = value
    if expr.name and walk.module.language == "go":
        thing = typed(walk, expr.name)
        for found in options(thing) if thing is not None else ():
            if isinstance(found, Thing) and found.kind is not None:
                return Thing(
                    kind=found.kind, attributes={k: v for k, v in made.entries.items() if not isinstance(v, Unknown)}
                )
        return thing if thing is not None else made
    return made


def has_default(statement: Statement) -> bool:
    """Whether one of the ways of a branch is always taken."""
    node = statement.node
    if node.type in {"if_statement"}:
        last = node
        while True:
            following = last.children_by_field_name("alternative")
            if not following:
                return last is not node and last.type in {"else_clause", "block", "statement_block"}
            last = following[-1]
            if last.type == "else_clause" and last.named_children and last.named_children[0].type == "if_statement":
                last = last.named_children[0]
    return any(child.type in {"switch_default", "default_case"} for child in _below(node))


def _below(node: Node) -> Iterable[Node]:
    for child in node.named_children:
        yield child
        if child.type in {"switch_body", "block"}:
            yield from child.named_children


def merged(walk: Walk, ends: list[dict[str, Value]], before: dict[str, Value], condition: str) -> dict[str, Value]:
    """The variables after the ways of a branch meet again.

    A query that is bounded on one way only is not bounded.
    """
    if not ends:
        return before
    if len(ends) == 1:
        return ends[0]
    result: dict[str, Value] = {}
    for name in dict.fromkeys(name for end in ends for name in end):
        values = list(dict.fromkeys(end[name] for end in ends if name in end))
        if len(values) == 1:
            result[name] = values[0]
            continue
        if name in condition and _ABSENT.search(condition) and name in before and bound_of(before[name]) is None:
            changed = [value for value in values if value is not before[name]]
            if changed and bound_of(changed[0]) is not None:
                result[name] = either([*changed, Unknown()], keep_unknown=True)
                continue
        result[name] = _one_query(walk, values) or either(values, keep_unknown=True)
    return result


def _one_query(walk: Walk, values: list[Value]) -> Value | None:
    things = [item for value in values for item in options(value)]
    queries = [item.model for item in things if isinstance(item, Thing) and isinstance(item.model, Query)]
    known = [
        item
        for item in things
        if not isinstance(item, Unknown) and not (isinstance(item, Known) and item.value is None)
    ]
    types = {item.type for item in things if isinstance(item, Thing)}
    if not queries or len(queries) != len(known) or len(types) != 1:
        return None
    bounds = [query.bound for query in queries]
    bound = None if None in bounds else "parameter" if "parameter" in bounds else "constant"
    pending = False
    for item in things:
        if walk.pending.pop(id(item), None) is not None:
            pending = True
    what = next((query.what for query in queries if query.what), "")
    made = Thing(type=types.pop(), model=replace(queries[0], what=what, bound=bound, one=all(q.one for q in queries)))
    if pending:
        walk.pending[id(made)] = made
    return made


__all__ = ["Use"]
